//! Calls against a scripted service: what is tried again, what is read, what each failure becomes.

use std::pin::Pin;

use plainquery_core::{
    Secret,
    ports::{HttpError, HttpResponse, Inference, InferenceError, InferenceReply, InferenceRequest},
};
use plainquery_llm::{
    CallFailure, Completion, ModelError, ModelSettings, Prompt, Proposal, Provider, Usage, complete,
};
use plainquery_testkit::{ScriptedHttp, ready};
use serde_json::{Value, json};

const URL: &str = "https://";

fn prompt() -> Prompt {
    Prompt {
        instructions: "Rules.".into(),
        schema: "Schema.".into(),
        request: "Question.".into(),
    }
}

fn call(provider: Provider, client: &ScriptedHttp) -> Result<Completion, CallFailure> {
    let settings = ModelSettings::new(provider, Some(Secret::new("sk-test")));
    let result = ready(complete(client, None, &settings, &prompt()));
    assert_eq!(client.answers_left(), 0, "the whole script is played");
    result
}

fn after(provider: Provider, answers: &[(u16, Value)]) -> Result<Completion, CallFailure> {
    let client = ScriptedHttp::new();
    for (status, body) in answers {
        client.answer(URL, *status, body.to_string());
    }
    call(provider, &client)
}

fn openai(answers: &[(u16, Value)]) -> Result<Completion, CallFailure> {
    after(Provider::OpenAi, answers)
}

fn anthropic(answers: &[(u16, Value)]) -> Result<Completion, CallFailure> {
    after(Provider::Anthropic, answers)
}

fn openai_reply() -> Value {
    json!({
        "id": "x", "object": "chat.completion",
        "choices": [{
            "index": 0, "finish_reason": "stop",
            "message": {"role": "assistant", "content": "hello", "refusal": null}
        }],
        "usage": {
            "prompt_tokens": 1200, "completion_tokens": 30, "total_tokens": 1230,
            "prompt_tokens_details": {"cached_tokens": 1024, "audio_tokens": 0}
        }
    })
}

fn anthropic_reply(content: &Value, stop_reason: &str) -> Value {
    json!({
        "id": "msg_1", "type": "message", "role": "assistant", "model": "m",
        "content": content, "stop_reason": stop_reason, "stop_sequence": null,
        "usage": {
            "input_tokens": 80, "cache_creation_input_tokens": 20,
            "cache_read_input_tokens": 1500, "output_tokens": 40
        }
    })
}

#[test]
fn openai_text_and_tokens() {
    assert_eq!(
        openai(&[(200, openai_reply())]),
        Ok(Completion {
            text: "hello".into(),
            usage: Usage {
                calls: 1,
                input_tokens: 1200,
                cached_input_tokens: 1024,
                cache_write_tokens: 0,
                output_tokens: 30,
            },
        })
    );
}

#[test]
fn anthropic_tool_input_and_tokens() {
    let input =
        json!({"outcome": "answer", "sql": "SELECT 1", "message": null, "explanation": null});
    let content = json!([
        {"type": "thinking", "thinking": "…", "signature": ""},
        {"type": "text", "text": "I use the tool."},
        {"type": "tool_use", "id": "t", "name": "reply", "input": input}
    ]);
    let completion = anthropic(&[(200, anthropic_reply(&content, "tool_use"))]).unwrap();
    assert_eq!(
        Proposal::parse(&completion.text),
        Ok(Proposal::Answer {
            sql: "SELECT 1".into(),
            explanation: None,
        })
    );
    assert_eq!(
        completion.usage,
        Usage {
            calls: 1,
            input_tokens: 1600,
            cached_input_tokens: 1500,
            cache_write_tokens: 20,
            output_tokens: 40,
        }
    );
}

#[test]
fn a_refused_schema_is_asked_for_more_simply() {
    let client = ScriptedHttp::new();
    client.answer(
        URL,
        400,
        r#"{"error":{"message":"json_schema is not supported"}}"#,
    );
    client.answer(URL, 422, "not even JSON");
    client.answer(URL, 200, openai_reply().to_string());
    assert_eq!(call(Provider::OpenAi, &client).unwrap().usage.calls, 3);
    let formats: Vec<Value> = client
        .requests()
        .iter()
        .map(|request| serde_json::from_slice::<Value>(&request.body).unwrap())
        .map(|body| body["response_format"]["type"].clone())
        .collect();
    assert_eq!(
        formats,
        [json!("json_schema"), json!("json_object"), Value::Null]
    );
}

#[test]
fn a_refused_temperature_costs_no_schema() {
    let client = ScriptedHttp::new();
    client.answer(
        URL,
        400,
        r#"{"error":{"message":"…","param":"temperature","code":"x"}}"#,
    );
    client.answer(URL, 200, openai_reply().to_string());
    call(Provider::OpenAi, &client).unwrap();
    let second: Value = serde_json::from_slice(&client.requests()[1].body).unwrap();
    assert_eq!(second["response_format"]["type"], "json_schema");
    assert_eq!(second.get("temperature"), None);
}

#[test]
fn a_request_that_is_refused_in_every_form_ends() {
    let refusal = || (400, json!({"error": {"message": "no", "code": 400}}));
    let failure = openai(&[refusal(), refusal(), refusal(), refusal()]).unwrap_err();
    assert_eq!(failure.error, ModelError::RequestRefused { status: 400 });
    let failure = anthropic(&[refusal(), refusal()]).unwrap_err();
    assert_eq!(failure.error, ModelError::RequestRefused { status: 400 });
}

#[test]
fn a_prompt_that_is_too_long_is_not_tried_again() {
    let body = json!({"error": {"message": "…", "code": "context_length_exceeded"}});
    assert_eq!(
        openai(&[(400, body)]).unwrap_err().error,
        ModelError::ContextTooLong
    );
    let body = json!({"type": "error", "error": {
        "type": "invalid_request_error", "message": "prompt is too long: 210000 tokens > 200000"
    }});
    assert_eq!(
        anthropic(&[(400, body)]).unwrap_err().error,
        ModelError::ContextTooLong
    );
    assert_eq!(
        anthropic(&[(413, json!({}))]).unwrap_err().error,
        ModelError::ContextTooLong
    );
}

#[test]
fn an_outage_is_tried_once_more() {
    let down = || (529, json!({"type": "error"}));
    assert_eq!(
        openai(&[down(), (200, openai_reply())])
            .unwrap()
            .usage
            .calls,
        2
    );
    let failure = openai(&[down(), down()]).unwrap_err();
    assert_eq!(
        (failure.error, failure.usage.calls),
        (ModelError::Unavailable, 2)
    );

    let broken = ScriptedHttp::new();
    broken.fail(URL, HttpError::Unreachable);
    broken.answer(URL, 200, openai_reply().to_string());
    assert_eq!(call(Provider::OpenAi, &broken).unwrap().text, "hello");
}

#[test]
fn a_time_out_is_not_tried_again() {
    let client = ScriptedHttp::new();
    client.fail(URL, HttpError::Timeout);
    let failure = call(Provider::OpenAi, &client).unwrap_err();
    assert_eq!(
        (failure.error, failure.usage.calls),
        (ModelError::Timeout, 1)
    );
}

#[test]
fn a_rate_limit_keeps_how_long_to_wait() {
    let limited = |value: &str| {
        let client = ScriptedHttp::new();
        let headers = vec![("retry-after".to_owned(), value.to_owned())];
        let body = b"slow down".to_vec();
        client.push(
            URL,
            Ok(HttpResponse {
                status: 429,
                headers,
                body,
            }),
        );
        call(Provider::Anthropic, &client).unwrap_err().error
    };
    let expected = |retry_after_s| ModelError::RateLimited { retry_after_s };
    assert_eq!(limited("20"), expected(Some(20)));
    assert_eq!(limited("Fri, 01 Aug 2025 00:00:00 GMT"), expected(None));
    assert_eq!(limited("-1"), expected(None));
}

#[test]
fn each_status_has_its_error() {
    for (status, error) in [
        (401, ModelError::Credentials),
        (403, ModelError::Credentials),
        (404, ModelError::NotFound),
        (408, ModelError::Timeout),
        (302, ModelError::RequestRefused { status: 302 }),
        (418, ModelError::RequestRefused { status: 418 }),
    ] {
        assert_eq!(openai(&[(status, json!({}))]).unwrap_err().error, error);
    }
}

#[test]
fn replies_without_a_usable_text_are_told_apart_and_their_tokens_counted() {
    let changed = |pointer: &str, value: Value| {
        let mut reply = openai_reply();
        *reply.pointer_mut(pointer).unwrap() = value;
        openai(&[(200, reply)]).unwrap_err()
    };
    let cases = [
        (
            changed("/choices/0/finish_reason", json!("length")),
            ModelError::Truncated,
        ),
        (
            changed("/choices/0/finish_reason", json!("content_filter")),
            ModelError::Declined,
        ),
        (
            changed("/choices/0/message/refusal", json!("I cannot.")),
            ModelError::Declined,
        ),
        (
            changed("/choices/0/message/content", json!(" \n")),
            ModelError::Empty,
        ),
        (
            changed("/choices/0/message/content", Value::Null),
            ModelError::Empty,
        ),
        (changed("/choices", json!([])), ModelError::Empty),
    ];
    for (failure, error) in cases {
        assert_eq!(failure.error, error);
        assert_eq!(failure.usage.output_tokens, 30, "{error}");
    }
    for (content, stop_reason, error) in [
        (json!([]), "refusal", ModelError::Declined),
        (
            json!([{"type": "tool_use", "input": {}}]),
            "max_tokens",
            ModelError::Truncated,
        ),
        (json!([]), "end_turn", ModelError::Empty),
    ] {
        let failure = anthropic(&[(200, anthropic_reply(&content, stop_reason))]).unwrap_err();
        assert_eq!((failure.error, failure.usage.output_tokens), (error, 40));
    }
}

#[test]
fn bodies_that_are_not_the_protocol() {
    for (body, error) in [
        (&b""[..], ModelError::Empty),
        (b" \r\n", ModelError::Empty),
        (b"<html>Bad gateway</html>", ModelError::Unreadable),
        (b"{\"choices\": 3}", ModelError::Unreadable),
        (b"\xff\xfe", ModelError::Unreadable),
    ] {
        for provider in [Provider::OpenAi, Provider::Anthropic] {
            let client = ScriptedHttp::new();
            client.answer(URL, 200, body);
            assert_eq!(call(provider, &client).unwrap_err().error, error);
        }
    }
    let client = ScriptedHttp::new();
    client.answer(URL, 200, vec![b' '; 2 * 1024 * 1024]);
    assert_eq!(
        call(Provider::OpenAi, &client).unwrap_err().error,
        ModelError::Unreadable
    );
}

#[test]
fn requests_to_official_services_carry_the_key_in_their_own_header() {
    for (provider, header, value) in [
        (Provider::OpenAi, "authorization", "Bearer sk-test"),
        (Provider::Anthropic, "x-api-key", "sk-test"),
    ] {
        let client = ScriptedHttp::new();
        client.fail(URL, HttpError::Timeout);
        let _ = call(provider, &client);
        let request = &client.requests()[0];
        let sent = request.headers.iter().find(|(name, _)| name == header);
        assert_eq!(sent.map(|(_, value)| value.as_str()), Some(value));
    }
}

/// Models of a host that answer all alike.
struct OwnModels(Result<InferenceReply, InferenceError>);

impl Inference for OwnModels {
    fn infer<'a>(
        &'a self,
        request: &'a InferenceRequest,
    ) -> Pin<Box<dyn Future<Output = Result<InferenceReply, InferenceError>> + 'a>> {
        assert_eq!(request.model, "llama2-chat");
        assert_eq!(request.prompt, "Rules.\nSchema.\nQuestion.");
        Box::pin(std::future::ready(self.0.clone()))
    }
}

fn own(reply: Result<&str, InferenceError>) -> Result<Completion, CallFailure> {
    let models = OwnModels(reply.map(|text| InferenceReply {
        text: text.to_owned(),
        input_tokens: 12,
        output_tokens: 3,
    }));
    let settings = ModelSettings::new(Provider::Spin, None);
    ready(complete(
        &ScriptedHttp::new(),
        Some(&models),
        &settings,
        &prompt(),
    ))
}

#[test]
fn a_host_s_own_model_is_asked_without_http() {
    let completion = own(Ok("hello")).unwrap();
    assert_eq!(completion.text, "hello");
    let Usage {
        calls,
        input_tokens,
        output_tokens,
        ..
    } = completion.usage;
    assert_eq!((calls, input_tokens, output_tokens), (1, 12, 3));
    for (reply, error) in [
        (Ok(" "), ModelError::Empty),
        (Err(InferenceError::UnknownModel), ModelError::NotFound),
        (
            Err(InferenceError::InvalidInput),
            ModelError::ContextTooLong,
        ),
        (Err(InferenceError::Failed), ModelError::Unavailable),
    ] {
        assert_eq!(own(reply).unwrap_err().error, error);
    }
    let settings = ModelSettings::new(Provider::Spin, None);
    let without = ready(complete(&ScriptedHttp::new(), None, &settings, &prompt()));
    assert_eq!(without.unwrap_err().error, ModelError::NotFound);
}
