//! What is wrong with a message, as JSON-RPC says it.

use serde::Serialize;
use serde_json::{Value, json};

use crate::{Revision, visible::visible};

/// Names of the caller come back in messages; this is enough of them.
const MAX_QUOTED_CHARS: usize = 100;

/// A message that cannot be served. What goes wrong within a tool is a result instead.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fault {
    code: i32,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Value>,
    /// The HTTP status that goes with it.
    #[serde(skip)]
    pub status: u16,
}

impl Fault {
    fn new(code: i32, status: u16, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            data: None,
            status,
        }
    }

    /// The body is not JSON. Where is said, what is not: it could quote a secret.
    pub(crate) fn not_json(error: &serde_json::Error) -> Self {
        Self::new(
            -32700,
            400,
            format!(
                "The body is not valid JSON: see line {} column {}.",
                error.line(),
                error.column()
            ),
        )
    }

    /// JSON, but no message of the protocol.
    pub fn invalid_request(message: impl Into<String>) -> Self {
        Self::new(-32600, 400, message)
    }

    /// A method that is not there. Revisions with envelopes want the status to say so too.
    pub(crate) fn unknown_method(revision: Revision, method: &str) -> Self {
        let status = if revision.has_envelopes() { 404 } else { 200 };
        Self::new(
            -32601,
            status,
            format!("There is no method `{}` here.", quoted(method)),
        )
    }

    /// Parameters of a method that is there.
    pub(crate) fn invalid_params(message: impl Into<String>) -> Self {
        Self::new(-32602, 200, message)
    }

    /// An envelope that lacks something.
    pub(crate) fn incomplete_envelope(missing: &str) -> Self {
        Self::new(
            -32602,
            400,
            format!("`params._meta` must hold `{missing}`."),
        )
    }

    /// Headers that do not say what the body says.
    pub(crate) fn header_mismatch(message: impl Into<String>) -> Self {
        Self::new(-32020, 400, message)
    }

    /// A version that is not spoken.
    pub(crate) fn unsupported_version(requested: &str) -> Self {
        Self {
            data: Some(json!({
                "supported": Revision::ALL.map(Revision::label),
                "requested": quoted(requested),
            })),
            ..Self::new(-32022, 400, "This protocol version is not supported.")
        }
    }
}

/// A caller's own word, short and visible.
pub(crate) fn quoted(word: &str) -> String {
    visible(&word.chars().take(MAX_QUOTED_CHARS).collect::<String>())
}
