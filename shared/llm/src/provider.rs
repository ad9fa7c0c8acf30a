//! The providers' wire formats: a prompt to a request, a reply's body to text and tokens.

mod anthropic;
mod openai;

use plainquery_core::ports::{HttpRequest, Method};
use serde::Serialize;

use crate::{
    ModelError, Usage,
    prompt::Prompt,
    settings::{ModelSettings, Wire},
};

/// The most bytes of a reply that are read.
const MAX_RESPONSE_BYTES: usize = 1024 * 1024;

/// How the form of the reply is asked for, the strictest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseFormat {
    /// `response_format` with a schema; Anthropic's forced tool.
    JsonSchema,
    /// `response_format` that asks for any JSON object.
    JsonObject,
    /// The instructions alone.
    Text,
}

impl ResponseFormat {
    pub(crate) fn from_label(label: &str) -> Option<Self> {
        match label {
            "json_schema" => Some(Self::JsonSchema),
            "json_object" => Some(Self::JsonObject),
            "text" => Some(Self::Text),
            _ => None,
        }
    }
}

/// What is asked for beside the prompt. Servers refuse with 400 what they do not know, so it is taken
/// back step by step; see [`RequestForm::simpler`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RequestForm {
    pub(crate) format: ResponseFormat,
    /// Whether a temperature of 0 is asked for. Some models take only their own.
    pub(crate) temperature: bool,
}

impl RequestForm {
    pub(crate) fn first(settings: &ModelSettings) -> Self {
        Self {
            format: settings.response_format,
            temperature: true,
        }
    }

    /// The next simpler form after a refusal; `None` where nothing is left to take back.
    ///
    /// Where the server names the parameter that it refused, that one goes. Else the schema gives way
    /// to any JSON object, that to plain text, and the temperature goes last.
    pub(crate) fn simpler(self, wire: Wire, refused: Option<Parameter>) -> Option<Self> {
        let without_temperature = self.temperature.then_some(Self {
            temperature: false,
            ..self
        });
        if wire == Wire::Anthropic || refused == Some(Parameter::Temperature) {
            return without_temperature;
        }
        let format = match self.format {
            ResponseFormat::JsonSchema => ResponseFormat::JsonObject,
            ResponseFormat::JsonObject => ResponseFormat::Text,
            ResponseFormat::Text => return without_temperature,
        };
        Some(Self { format, ..self })
    }
}

/// A parameter that a server may refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Parameter {
    Temperature,
    ResponseFormat,
}

/// What a refusal (400 and the like) says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct RefusalDetail {
    pub(crate) context_too_long: bool,
    pub(crate) parameter: Option<Parameter>,
}

/// A successful reply: the tokens are counted even where the text cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) usage: Usage,
    pub(crate) text: Result<String, ModelError>,
}

/// The request that is sent at first; its headers hold the key. `None` where the model is the host's
/// own, which is asked without HTTP.
pub fn build_request(settings: &ModelSettings, prompt: &Prompt) -> Option<HttpRequest> {
    let wire = settings.provider.wire()?;
    Some(build(wire, settings, prompt, RequestForm::first(settings)))
}

/// The request for the list of a provider's models: it costs nothing and shows whether the address and
/// the key are right. Look-alikes need not have it. `None` where the model is the host's own.
pub fn build_list_request(settings: &ModelSettings) -> Option<HttpRequest> {
    let wire = settings.provider.wire()?;
    let path = match wire {
        Wire::OpenAi => "models",
        Wire::Anthropic => "v1/models",
    };
    Some(HttpRequest {
        method: Method::Get,
        url: format!("{}/{path}", settings.base_url),
        headers: headers(wire, settings),
        body: Vec::new(),
        timeout_ms: settings.timeout_ms,
        max_response_bytes: MAX_RESPONSE_BYTES,
    })
}

/// They hold the key.
fn headers(wire: Wire, settings: &ModelSettings) -> Vec<(String, String)> {
    let mut headers = vec![
        ("accept".to_owned(), "application/json".to_owned()),
        ("content-type".to_owned(), "application/json".to_owned()),
    ];
    let key = settings
        .api_key
        .as_ref()
        .map(plainquery_core::Secret::expose);
    match (wire, key) {
        (Wire::OpenAi, Some(key)) => {
            headers.push(("authorization".to_owned(), format!("Bearer {key}")));
        }
        (Wire::Anthropic, Some(key)) => headers.push(("x-api-key".to_owned(), key.to_owned())),
        (_, None) => {}
    }
    if wire == Wire::Anthropic {
        headers.push((
            "anthropic-version".to_owned(),
            anthropic::API_VERSION.to_owned(),
        ));
    }
    headers
}

pub(crate) fn build(
    wire: Wire,
    settings: &ModelSettings,
    prompt: &Prompt,
    form: RequestForm,
) -> HttpRequest {
    let (path, body) = match wire {
        Wire::OpenAi => ("chat/completions", openai::body(settings, prompt, form)),
        Wire::Anthropic => ("v1/messages", anthropic::body(settings, prompt, form)),
    };
    HttpRequest {
        method: Method::Post,
        url: format!("{}/{path}", settings.base_url),
        headers: headers(wire, settings),
        body,
        timeout_ms: settings.timeout_ms,
        max_response_bytes: MAX_RESPONSE_BYTES,
    }
}

/// The text of a recorded 2xx, for [`Proposal::parse`](crate::Proposal::parse), and its tokens. `None`
/// for the text where there is none that can be used, and for the model of a host.
pub fn read_completion(settings: &ModelSettings, body: &[u8]) -> (Option<String>, Usage) {
    let Some(wire) = settings.provider.wire() else {
        return (None, Usage::default());
    };
    let Reply { usage, text } = read_reply(wire, body);
    (text.ok(), usage)
}

/// Reads the body of a 2xx.
pub(crate) fn read_reply(wire: Wire, body: &[u8]) -> Reply {
    let reply = match wire {
        Wire::OpenAi => openai::read(body),
        Wire::Anthropic => anthropic::read(body),
    };
    reply.unwrap_or(Reply {
        usage: Usage::default(),
        text: Err(if body.iter().all(u8::is_ascii_whitespace) {
            ModelError::Empty
        } else {
            ModelError::Unreadable
        }),
    })
}

/// Reads the body of a refusal, of which only known labels are kept.
pub(crate) fn read_refusal(wire: Wire, body: &[u8]) -> RefusalDetail {
    match wire {
        Wire::OpenAi => openai::read_refusal(body),
        Wire::Anthropic => anthropic::read_refusal(body),
    }
}

/// The JSON schema of a reply, for strict modes: every key required, no others, and in this order,
/// which strict decoders follow, so that the explanation is thought before the SQL is written.
#[derive(Serialize)]
struct ReplySchema {
    #[serde(rename = "type")]
    kind: &'static str,
    properties: ReplyProperties,
    required: [&'static str; 4],
    #[serde(rename = "additionalProperties")]
    additional_properties: bool,
}

#[derive(Serialize)]
struct ReplyProperties {
    explanation: NullableText,
    outcome: OutcomeProperty,
    sql: NullableText,
    message: NullableText,
}

#[derive(Serialize)]
struct NullableText {
    #[serde(rename = "type")]
    kind: [&'static str; 2],
}

#[derive(Serialize)]
struct OutcomeProperty {
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "enum")]
    values: [&'static str; 3],
}

impl ReplySchema {
    fn new() -> Self {
        let text = || NullableText {
            kind: ["string", "null"],
        };
        Self {
            kind: "object",
            properties: ReplyProperties {
                explanation: text(),
                outcome: OutcomeProperty {
                    kind: "string",
                    values: ["answer", "clarify", "refuse"],
                },
                sql: text(),
                message: text(),
            },
            required: ["explanation", "outcome", "sql", "message"],
            additional_properties: false,
        }
    }
}

/// Serialises a body. Its types have string keys and finite numbers only, so nothing can fail.
fn to_json(body: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(body).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Provider;

    fn ladder(wire: Wire, refused: Option<Parameter>) -> Vec<(ResponseFormat, bool)> {
        let settings = ModelSettings::new(Provider::OpenAi, None);
        let mut form = Some(RequestForm::first(&settings));
        let mut steps = Vec::new();
        while let Some(current) = form {
            steps.push((current.format, current.temperature));
            form = current.simpler(wire, refused);
        }
        steps
    }

    #[test]
    fn what_is_refused_is_taken_back_step_by_step() {
        use ResponseFormat::{JsonObject, JsonSchema, Text};
        assert_eq!(
            ladder(Wire::OpenAi, None),
            [
                (JsonSchema, true),
                (JsonObject, true),
                (Text, true),
                (Text, false)
            ]
        );
        assert_eq!(
            ladder(Wire::OpenAi, Some(Parameter::Temperature)),
            [(JsonSchema, true), (JsonSchema, false)]
        );
        assert_eq!(
            ladder(Wire::Anthropic, None),
            [(JsonSchema, true), (JsonSchema, false)]
        );
    }
}
