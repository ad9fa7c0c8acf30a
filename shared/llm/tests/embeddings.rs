//! Embeddings: what is asked over HTTP, and the host's own models.

use std::cell::RefCell;

use plainquery_core::{
    Secret,
    ports::{EmbeddingModel, Embeddings, EmbeddingsError, EmbeddingsFuture, Method},
};
use plainquery_llm::{EmbeddingsProvider, EmbeddingsSettings, embed};
use plainquery_testkit::{ScriptedHttp, ready};
use serde_json::{Value, json};

fn settings(provider: EmbeddingsProvider) -> EmbeddingsSettings {
    EmbeddingsSettings {
        provider,
        base_url: "http://127.0.0.1:11434/v1".into(),
        api_key: Some(Secret::new("sk-test")),
        model: EmbeddingModel {
            name: "small".into(),
            dimensions: 2,
        },
        asks_for_dimensions: false,
        timeout_ms: 5_000,
    }
}

fn texts() -> Vec<String> {
    vec!["orders".into(), "stores".into()]
}

#[test]
fn a_service_is_asked_as_openai_is() {
    let http = ScriptedHttp::new();
    let data = json!([
        {"object": "embedding", "index": 1, "embedding": [0.5, -1e-3]},
        {"object": "embedding", "index": 0, "embedding": [1, 2]},
    ]);
    let reply =
        json!({"object": "list", "model": "small", "data": data, "usage": {"prompt_tokens": 2}});
    http.answer("http://", 200, reply.to_string());
    let mut settings = settings(EmbeddingsProvider::OpenAi);
    let made = ready(embed(&http, None, &settings, &texts(), 700));
    assert_eq!(made, Ok(vec![vec![1.0, 2.0], vec![0.5, -1e-3]]));
    let request = http.requests().remove(0);
    assert_eq!(request.method, Method::Post);
    assert_eq!(request.url, "http://127.0.0.1:11434/v1/embeddings");
    assert_eq!(request.timeout_ms, 700);
    let key = ("authorization".to_owned(), "Bearer sk-test".to_owned());
    assert!(request.headers.contains(&key));
    let body: Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(
        body,
        json!({"model": "small", "input": ["orders", "stores"]})
    );

    settings.asks_for_dimensions = true;
    settings.api_key = None;
    ready(embed(&http, None, &settings, &texts(), 700)).unwrap_err();
    let request = http.requests().remove(1);
    assert!(
        !request
            .headers
            .iter()
            .any(|(name, _)| name == "authorization")
    );
    let body: Value = serde_json::from_slice(&request.body).unwrap();
    assert_eq!(body["dimensions"], 2);
}

#[test]
fn what_is_no_vector_a_text_is_not_used() {
    let cases = [
        (
            json!([{"index": 0, "embedding": [1, 2]}]),
            EmbeddingsError::Unreadable,
        ),
        (
            json!([{"index": 0, "embedding": [1, 2]}, {"index": 0, "embedding": [1, 2]}]),
            EmbeddingsError::Unreadable,
        ),
        (
            json!([{"embedding": [1, 2]}, {"embedding": [1, 2, 3]}]),
            EmbeddingsError::OtherDimensions,
        ),
        (
            json!([{"embedding": [1, 1e300]}, {"embedding": [1, 2]}]),
            EmbeddingsError::Unreadable,
        ),
    ];
    for (data, error) in cases {
        let http = ScriptedHttp::new();
        http.answer("http://", 200, json!({"data": data}).to_string());
        let settings = settings(EmbeddingsProvider::OpenAi);
        assert_eq!(
            ready(embed(&http, None, &settings, &texts(), 700)),
            Err(error),
            "{data}"
        );
        assert_eq!(http.answers_left(), 0);
    }
}

/// Models of a host that answer as they are told, and remember what they were asked.
struct Own {
    answer: Result<Vec<Vec<f32>>, EmbeddingsError>,
    asked: RefCell<Vec<(String, usize, u32)>>,
}

impl Embeddings for Own {
    fn embed<'a>(
        &'a self,
        model: &'a EmbeddingModel,
        texts: &'a [String],
        timeout_ms: u32,
    ) -> EmbeddingsFuture<'a> {
        let asked = (model.name.clone(), texts.len(), timeout_ms);
        self.asked.borrow_mut().push(asked);
        Box::pin(std::future::ready(self.answer.clone()))
    }
}

#[test]
fn a_hosts_own_models_are_asked_without_http() {
    let http = ScriptedHttp::new();
    for provider in [EmbeddingsProvider::Spin, EmbeddingsProvider::WorkersAi] {
        let settings = settings(provider);
        let ask = |own: Option<&dyn Embeddings>| ready(embed(&http, own, &settings, &texts(), 700));
        assert_eq!(ask(None), Err(EmbeddingsError::UnknownModel));
        let vectors = vec![vec![1.0, 0.0], vec![0.0, 1.0]];
        let mut own = Own {
            answer: Ok(vectors.clone()),
            asked: RefCell::default(),
        };
        assert_eq!(ask(Some(&own)), Ok(vectors));
        assert_eq!(own.asked.take(), [("small".to_owned(), 2, 700)]);
        own.answer = Ok(vec![vec![1.0], vec![1.0]]);
        assert_eq!(ask(Some(&own)), Err(EmbeddingsError::OtherDimensions));
        own.answer = Err(EmbeddingsError::RateLimited);
        assert_eq!(ask(Some(&own)), Err(EmbeddingsError::RateLimited));
    }
    assert!(http.requests().is_empty());
}
