//! Anthropic's messages. The reply's form is forced by a tool; the schema's block ends the part that
//! the provider may cache (tools and system come before the messages).

use serde::{Deserialize, Serialize};

use super::{RefusalDetail, Reply, ReplySchema, RequestForm, to_json};
use crate::{ModelError, Usage, prompt::Prompt, settings::ModelSettings};

/// The header `anthropic-version`.
pub(super) const API_VERSION: &str = "2023-06-01";

const TOOL: &str = "reply";

#[derive(Serialize)]
struct Body<'a> {
    model: &'a str,
    max_tokens: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    temperature: Option<u8>,
    tools: [Tool; 1],
    tool_choice: ToolChoice,
    system: [TextBlock<'a>; 2],
    messages: [Message<'a>; 1],
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    description: &'static str,
    input_schema: ReplySchema,
}

#[derive(Serialize)]
struct ToolChoice {
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'static str,
}

#[derive(Serialize)]
struct TextBlock<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cache_control: Option<CacheControl>,
}

#[derive(Serialize)]
struct CacheControl {
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Serialize)]
struct Message<'a> {
    role: &'static str,
    content: &'a str,
}

pub(super) fn body(settings: &ModelSettings, prompt: &Prompt, form: RequestForm) -> Vec<u8> {
    to_json(&Body {
        model: &settings.model,
        max_tokens: settings.max_output_tokens,
        temperature: form.temperature.then_some(0),
        tools: [Tool {
            name: TOOL,
            description: "Gives the reply that the instructions describe.",
            input_schema: ReplySchema::new(),
        }],
        tool_choice: ToolChoice {
            kind: "tool",
            name: TOOL,
        },
        system: [
            TextBlock {
                kind: "text",
                text: &prompt.instructions,
                cache_control: None,
            },
            TextBlock {
                kind: "text",
                text: &prompt.schema,
                cache_control: Some(CacheControl { kind: "ephemeral" }),
            },
        ],
        messages: [Message {
            role: "user",
            content: &prompt.request,
        }],
    })
}

#[derive(Deserialize)]
struct Answer {
    content: Vec<Block>,
    #[serde(default)]
    stop_reason: Option<String>,
    #[serde(default)]
    usage: Option<Counts>,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Block {
    Text {
        text: String,
    },
    ToolUse {
        input: serde_json::Value,
    },
    #[serde(other)]
    Other,
}

#[derive(Deserialize)]
#[expect(clippy::struct_field_names, reason = "the names of the wire")]
struct Counts {
    #[serde(default)]
    input_tokens: u64,
    #[serde(default)]
    cache_creation_input_tokens: Option<u64>,
    #[serde(default)]
    cache_read_input_tokens: Option<u64>,
    #[serde(default)]
    output_tokens: u64,
}

/// `None` where the body is not of this protocol.
pub(super) fn read(body: &[u8]) -> Option<Reply> {
    let answer: Answer = serde_json::from_slice(body).ok()?;
    let usage = answer.usage.map_or_else(Usage::default, |tokens| {
        let written = tokens.cache_creation_input_tokens.unwrap_or(0);
        let read = tokens.cache_read_input_tokens.unwrap_or(0);
        Usage {
            // Anthropic counts what it cached apart.
            input_tokens: tokens
                .input_tokens
                .saturating_add(written)
                .saturating_add(read),
            cached_input_tokens: read,
            cache_write_tokens: written,
            output_tokens: tokens.output_tokens,
            ..Usage::default()
        }
    });
    let text = match answer.stop_reason.as_deref() {
        Some("refusal") => Err(ModelError::Declined),
        Some("max_tokens") => Err(ModelError::Truncated),
        Some("model_context_window_exceeded") => Err(ModelError::ContextTooLong),
        _ => text(answer.content),
    };
    Some(Reply { usage, text })
}

/// The tool's input as JSON text; without it the text, in case a look-alike ignores tools.
fn text(content: Vec<Block>) -> Result<String, ModelError> {
    let mut texts = String::new();
    for block in content {
        match block {
            Block::ToolUse { input } => return Ok(input.to_string()),
            Block::Text { text } => texts.push_str(&text),
            Block::Other => {}
        }
    }
    if texts.trim().is_empty() {
        return Err(ModelError::Empty);
    }
    Ok(texts)
}

#[derive(Deserialize)]
struct Refusal {
    error: RefusalError,
}

#[derive(Deserialize)]
struct RefusalError {
    #[serde(default)]
    message: String,
}

/// There is no code for a prompt that is too long, only this sentence.
pub(super) fn read_refusal(body: &[u8]) -> RefusalDetail {
    let context_too_long = serde_json::from_slice(body)
        .is_ok_and(|Refusal { error }| error.message.contains("prompt is too long"));
    RefusalDetail {
        context_too_long,
        parameter: None,
    }
}
