//! Ranking by meaning as well, over a scripted service: what is asked, what is kept, what a failure costs.

use plainquery_core::ports::{HttpError, HttpRequest, KvStore};
use plainquery_llm::{EmbeddingsSettings, MAX_EMBEDDED_TEXTS};
use plainquery_retrieval::documents;
use serde_json::{Value, json};

use super::*;

const URL: &str = "https://api.openai.com/v1/embeddings";
const KEY: &str = "sk-of-the-test";
const WARNING: &str = "The tables were ranked by their words alone: ";
/// No table has a word of it.
const QUESTION: &str = "Which merchandise is dearest?";

fn settings(model: &str) -> EmbeddingsSettings {
    EmbeddingsSettings::from_lookup(|key| match key {
        "PLAINQUERY_EMBEDDINGS" => Some(format!("openai:{model}")),
        "PLAINQUERY_EMBEDDINGS_API_KEY" => Some(KEY.to_owned()),
        "PLAINQUERY_EMBEDDINGS_DIMENSIONS" => Some("3".to_owned()),
        _ => None,
    })
    .expect("settings")
    .expect("a model")
}

/// Breaks a service.
type Fault = fn(&TestHost);

/// What a model might see in a text: persons, goods, anything else.
fn meaning(text: &str) -> [f32; 3] {
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if has(&["customer", "buyer"]) {
        [1.0, 0.1, 0.0]
    } else if has(&["products", "price", "merchandise"]) {
        [0.1, 1.0, 0.1]
    } else {
        [0.0, 0.2, 1.0]
    }
}

fn reply(texts: &[String]) -> String {
    // Out of order, as the protocol allows.
    let data: Vec<Value> = texts
        .iter()
        .enumerate()
        .rev()
        .map(|(index, text)| json!({"index": index, "embedding": meaning(text)}))
        .collect();
    json!({"object": "list", "data": data}).to_string()
}

fn texts_of(catalog: &Catalog) -> Vec<String> {
    let all = documents(catalog, usize::MAX).into_iter();
    all.map(|document| document.text).collect()
}

fn inputs(request: &HttpRequest) -> Vec<String> {
    let body: Value = serde_json::from_slice(&request.body).expect("JSON");
    serde_json::from_value(body["input"].clone()).expect("texts")
}

/// A process: its memory and its model, over a store and a service.
struct Process<'a> {
    host: &'a TestHost,
    catalog: Catalog,
    index: Index,
    embeddings: EmbeddingsSettings,
    vectors: VectorMemory,
}

impl<'a> Process<'a> {
    fn new(host: &'a TestHost, catalog: Catalog) -> Self {
        Self {
            host,
            index: Index::new(&catalog),
            catalog,
            embeddings: settings("some-model"),
            vectors: VectorMemory::default(),
        }
    }

    fn ask(&self, question: &str) -> RetrieveResponse {
        let searched = Searched {
            catalog: &self.catalog,
            index: &self.index,
            embeddings: Some(&self.embeddings),
            vectors: &self.vectors,
        };
        let request = RetrieveRequest {
            question: question.into(),
            k: Some(2),
        };
        ready(handle(self.host, &searched, &request)).expect("an answer")
    }

    /// Asks while the service answers for the schema (in so many requests) and for the question.
    fn asked(&self, question: &str, schema: &[String]) -> (Vec<String>, usize) {
        let before = self.host.http.requests().len();
        for chunk in schema.chunks(MAX_EMBEDDED_TEXTS) {
            self.host.http.answer(URL, 200, reply(chunk));
        }
        self.host.http.answer(URL, 200, reply(&[question.into()]));
        let response = self.ask(question);
        assert_eq!(response.warnings, Vec::<String>::new());
        assert_eq!(self.host.http.answers_left(), 0, "all was asked for");
        let names = response.tables.into_iter().map(|table| table.name);
        (names.collect(), self.host.http.requests().len() - before)
    }
}

#[test]
fn a_table_is_found_by_what_is_meant() {
    let host = TestHost::default();
    let catalog = catalog();
    let process = Process::new(&host, catalog.clone());
    let (names, requests) = process.asked(QUESTION, &texts_of(&catalog));
    assert_eq!((names[0].as_str(), requests), ("products", 2));
    let sent = &host.http.requests();
    assert_eq!(inputs(&sent[0]), texts_of(&catalog));
    assert_eq!(inputs(&sent[1]), [QUESTION]);
    let authorization = sent[0]
        .headers
        .iter()
        .find(|(name, _)| name == "authorization");
    assert_eq!(authorization.unwrap().1, format!("Bearer {KEY}"));

    // What words and meaning agree on comes first, and scores are those of the fused ranking.
    let (names, requests) = process.asked("customers by price", &[]);
    assert_eq!(requests, 1, "the schema's vectors are known");
    assert!(names[..2].contains(&"customers".to_owned()));
    host.http.answer(URL, 200, reply(&["customers".into()]));
    let response = process.ask("customers");
    assert!((response.tables[0].score.unwrap() - 2.0 / 61.0).abs() < 1e-6);
}

#[test]
fn vectors_are_made_once_a_catalog_and_model() {
    let host = TestHost::default();
    let all = texts_of(&catalog());
    Process::new(&host, catalog()).asked(QUESTION, &all);
    // Another process finds them in the store.
    let (names, requests) = Process::new(&host, catalog()).asked(QUESTION, &[]);
    assert_eq!((names[0].as_str(), requests), ("products", 1));
    // Another model or another catalog has its own.
    let mut other = Process::new(&host, catalog());
    other.embeddings = settings("another-model");
    other.asked(QUESTION, &all);
    let mut commented = catalog();
    commented.relations[0].comment = Some("People who buy".into());
    let commented_texts = texts_of(&commented);
    Process::new(&host, commented).asked(QUESTION, &commented_texts);
    assert_eq!(host.kv.keys().len(), 3);
    // What lies there and is no such thing is made anew.
    for key in host.kv.keys() {
        host.clock.advance_ms(2_000);
        ready(host.kv.put(&key, b"nonsense", 600)).expect("kept");
    }
    Process::new(&host, catalog()).asked(QUESTION, &all);
    // Without a store, memory is enough; and the store is looked into once.
    host.kv.set_failing(true);
    let larger = wide(150);
    let all = texts_of(&larger);
    let process = Process::new(&host, larger);
    let reads = host.kv.reads();
    process.asked(QUESTION, &all);
    assert_eq!(host.kv.reads() - reads, 1);
    process.asked(QUESTION, &[]);
}

fn wide(tables: usize) -> Catalog {
    let tables = (0..tables).map(|at| relation(&format!("table_{at:03}"), &["id"], &[]));
    Catalog {
        relations: tables.collect(),
        ..Catalog::default()
    }
}

#[test]
fn a_wide_schema_is_made_in_parts_and_goes_on_where_it_stopped() {
    let host = TestHost::default();
    let catalog = wide(150);
    let texts = texts_of(&catalog);
    let chunks: Vec<&[String]> = texts.chunks(MAX_EMBEDDED_TEXTS).collect();
    assert_eq!(chunks.len(), 4);
    let process = Process::new(&host, catalog);
    host.http.answer(URL, 200, reply(chunks[0]));
    host.http.answer(URL, 200, reply(chunks[1]));
    host.http.fail(URL, HttpError::Timeout);
    let warnings = process.ask("table 7").warnings;
    assert_eq!(
        warnings,
        [format!(
            "{WARNING}the vectors of the schema are still being made."
        )]
    );
    process.asked(QUESTION, &texts[2 * MAX_EMBEDDED_TEXTS..]);
    let most = host.http.requests().iter().map(|it| inputs(it).len()).max();
    assert_eq!(most, Some(MAX_EMBEDDED_TEXTS));
    // Each part is a value of its own, and a small one.
    assert_eq!(host.kv.keys().len(), 4);
    // And there is an end: the schema of a thousand tables costs sixteen parts.
    let host = TestHost::default();
    let larger = wide(1_600);
    let texts = texts_of(&larger);
    let kept = &texts[..16 * MAX_EMBEDDED_TEXTS];
    let (_, requests) = Process::new(&host, larger).asked(QUESTION, kept);
    assert_eq!(requests, 17);
}

#[test]
fn what_fails_costs_the_meaning_and_not_the_answer() {
    let failures: [(Fault, &str); 8] = [
        (|_| {}, "the embeddings' service could not be reached"),
        (
            |host| host.http.fail(URL, HttpError::Timeout),
            "the embeddings' service did not answer in time",
        ),
        (
            |host| host.http.answer(URL, 401, KEY),
            "the embeddings' service refused the configured key",
        ),
        (
            |host| host.http.answer(URL, 404, "{}"),
            "there is no such embeddings model",
        ),
        (
            |host| host.http.answer(URL, 429, "{}"),
            "the embeddings' service is asked too often",
        ),
        (
            |host| host.http.answer(URL, 200, "pages of something else"),
            "the embeddings' answer could not be read",
        ),
        (
            |host| host.http.answer(URL, 200, reply(&["one".into()])),
            "the embeddings' answer could not be read",
        ),
        (
            |host| {
                let texts = texts_of(&catalog());
                let data: Vec<Value> = texts.iter().map(|_| json!({"embedding": [1, 2]})).collect();
                host.http
                    .answer(URL, 200, json!({"data": data}).to_string());
            },
            "the embeddings are of another size than is configured",
        ),
    ];
    for (break_it, why) in failures {
        let host = TestHost::default();
        let process = Process::new(&host, catalog());
        break_it(&host);
        let response = process.ask("customers by price");
        let mut found: Vec<(&str, bool)> = names(&response);
        found[..2].sort_unstable();
        assert_eq!(
            found[..2],
            [("customers", true), ("products", true)],
            "{why}"
        );
        assert_eq!(response.warnings, [format!("{WARNING}{why}.")]);
        // What is down is not asked with each question, and is asked again after a while.
        let asked = host.http.requests().len();
        let warnings = process.ask("customers by price").warnings;
        assert_eq!(
            warnings,
            [format!(
                "{WARNING}the embeddings' service failed a moment ago."
            )]
        );
        assert_eq!(host.http.requests().len(), asked);
        host.clock.advance_ms(31_000);
        process.asked(QUESTION, &texts_of(&catalog()));
    }
}

#[test]
fn a_question_that_fails_alone_is_ranked_by_words() {
    let host = TestHost::default();
    let process = Process::new(&host, catalog());
    process.asked(QUESTION, &texts_of(&catalog()));
    // What the service does not take of one caller costs the others nothing.
    host.http.answer(URL, 400, "");
    let response = process.ask("customers");
    assert_eq!(names(&response)[0], ("customers", true));
    assert_eq!(
        response.warnings,
        [format!(
            "{WARNING}the embeddings' service does not take these texts."
        )]
    );
    process.asked(QUESTION, &[]);
    host.http.answer(URL, 500, "");
    assert_eq!(process.ask("customers").warnings.len(), 1);
    host.clock.advance_ms(31_000);
    let long = "é".repeat(2_000);
    host.http
        .answer(URL, 200, reply(std::slice::from_ref(&long)));
    assert_eq!(process.ask(&long).warnings.len(), 0);
    let sent = host.http.requests().pop().expect("a request");
    assert_eq!(inputs(&sent)[0].chars().count(), 1_000);
}
