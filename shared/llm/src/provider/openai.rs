//! `OpenAI`'s chat completions, as many other servers speak them too.

use serde::{Deserialize, Serialize};

use super::{Parameter, RefusalDetail, Reply, ReplySchema, RequestForm, ResponseFormat, to_json};
use crate::{ModelError, Usage, prompt::Prompt, settings::ModelSettings};

#[derive(Serialize)]
struct Body<'a> {
    model: &'a str,
    messages: [Message<'a>; 2],
    /// `OpenAI`'s own name since its reasoning models, which refuse the old one.
    #[serde(skip_serializing_if = "Option::is_none")]
    max_completion_tokens: Option<u32>,
    /// The name that other servers know.
    #[serde(skip_serializing_if = "Option::is_none")]
    max_tokens: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    temperature: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    response_format: Option<Format>,
}

#[derive(Serialize)]
struct Message<'a> {
    role: &'static str,
    content: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Format {
    JsonSchema { json_schema: Box<NamedSchema> },
    JsonObject,
}

#[derive(Serialize)]
struct NamedSchema {
    name: &'static str,
    strict: bool,
    schema: ReplySchema,
}

pub(super) fn body(settings: &ModelSettings, prompt: &Prompt, form: RequestForm) -> Vec<u8> {
    // One system message: some servers' chat templates take no second one.
    let system = format!("{}\n{}", prompt.instructions, prompt.schema);
    let max_tokens = settings.max_output_tokens;
    let is_vendors_own = settings.is_vendors_own();
    to_json(&Body {
        model: &settings.model,
        messages: [
            Message {
                role: "system",
                content: &system,
            },
            Message {
                role: "user",
                content: &prompt.request,
            },
        ],
        max_completion_tokens: is_vendors_own.then_some(max_tokens),
        max_tokens: (!is_vendors_own).then_some(max_tokens),
        temperature: form.temperature.then_some(0),
        response_format: match form.format {
            ResponseFormat::JsonSchema => Some(Format::JsonSchema {
                json_schema: Box::new(NamedSchema {
                    name: "reply",
                    strict: true,
                    schema: ReplySchema::new(),
                }),
            }),
            ResponseFormat::JsonObject => Some(Format::JsonObject),
            ResponseFormat::Text => None,
        },
    })
}

#[derive(Deserialize)]
struct Answer {
    choices: Vec<Choice>,
    #[serde(default)]
    usage: Option<Counts>,
}

#[derive(Deserialize)]
struct Choice {
    message: AnswerMessage,
    #[serde(default)]
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct AnswerMessage {
    #[serde(default)]
    content: Option<String>,
    #[serde(default)]
    refusal: Option<String>,
}

#[derive(Deserialize)]
struct Counts {
    #[serde(default)]
    prompt_tokens: u64,
    #[serde(default)]
    completion_tokens: u64,
    #[serde(default)]
    prompt_tokens_details: Option<TokenDetails>,
}

#[derive(Deserialize)]
struct TokenDetails {
    #[serde(default)]
    cached_tokens: Option<u64>,
}

/// `None` where the body is not of this protocol.
pub(super) fn read(body: &[u8]) -> Option<Reply> {
    let answer: Answer = serde_json::from_slice(body).ok()?;
    let usage = answer.usage.map_or_else(Usage::default, |tokens| Usage {
        input_tokens: tokens.prompt_tokens,
        cached_input_tokens: tokens
            .prompt_tokens_details
            .and_then(|details| details.cached_tokens)
            .unwrap_or(0),
        output_tokens: tokens.completion_tokens,
        ..Usage::default()
    });
    let text = match answer.choices.into_iter().next() {
        Some(choice) => text(choice),
        None => Err(ModelError::Empty),
    };
    Some(Reply { usage, text })
}

fn text(choice: Choice) -> Result<String, ModelError> {
    if choice.message.refusal.is_some_and(|text| !text.is_empty()) {
        return Err(ModelError::Declined);
    }
    match choice.finish_reason.as_deref() {
        Some("content_filter") => return Err(ModelError::Declined),
        Some("length") => return Err(ModelError::Truncated),
        _ => {}
    }
    choice
        .message
        .content
        .filter(|content| !content.trim().is_empty())
        .ok_or(ModelError::Empty)
}

#[derive(Deserialize)]
struct Refusal {
    error: RefusalError,
}

#[derive(Deserialize)]
struct RefusalError {
    // Some servers put a number here.
    #[serde(default)]
    code: Option<serde_json::Value>,
    #[serde(default)]
    param: Option<String>,
}

pub(super) fn read_refusal(body: &[u8]) -> RefusalDetail {
    let Ok(Refusal { error }) = serde_json::from_slice(body) else {
        return RefusalDetail::default();
    };
    let code = error.code.as_ref().and_then(serde_json::Value::as_str);
    RefusalDetail {
        context_too_long: code == Some("context_length_exceeded"),
        parameter: match error.param.as_deref() {
            Some("temperature") => Some(Parameter::Temperature),
            Some(param) if param.starts_with("response_format") => Some(Parameter::ResponseFormat),
            _ => None,
        },
    }
}
