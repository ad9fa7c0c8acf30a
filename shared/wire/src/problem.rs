//! Errors as RFC 9457 problem documents.

use plainquery_core::ErrorKind;
use serde::{Deserialize, Serialize};

/// `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// `urn:plainquery:problem:…` with the stable id.
    #[serde(rename = "type")]
    #[cfg_attr(
        feature = "schema",
        schemars(regex(pattern = "^urn:plainquery:problem:[a-z0-9-]+$"))
    )]
    pub type_uri: String,
    /// A short sentence that is the same for each problem of the type.
    pub title: String,
    /// The HTTP status.
    #[cfg_attr(feature = "schema", schemars(range(min = 400, max = 599)))]
    pub status: u16,
    /// What is wrong this time and what to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The kind's stable label.
    pub kind: ErrorKind,
    /// The request's id, as in the `x-request-id` header.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub request_id: String,
}

/// The prefix of every problem's type; the stable id follows.
pub const TYPE_PREFIX: &str = "urn:plainquery:problem:";

/// A failed request: what a handler returns instead of an answer.
///
/// The detail is shown to the caller. It never holds a secret, a row, a server's error text, or an
/// address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    /// The kind, which decides the status.
    pub kind: ErrorKind,
    /// The stable id; the kind's label where nothing finer is known.
    pub id: &'static str,
    /// What is wrong and what to do, in a sentence or two.
    pub detail: String,
    /// Seconds after which it may work, where the service that failed said so; the HTTP layer sends
    /// them as `Retry-After`.
    pub retry_after_s: Option<u32>,
}

impl ApiError {
    /// An error whose id is its kind's label.
    pub fn new(kind: ErrorKind, detail: impl Into<String>) -> Self {
        Self::with_id(kind, kind.label(), detail)
    }

    /// An error with an id of its own.
    pub fn with_id(kind: ErrorKind, id: &'static str, detail: impl Into<String>) -> Self {
        Self {
            kind,
            id,
            detail: detail.into(),
            retry_after_s: None,
        }
    }

    /// The same with a time to wait, where one is known.
    #[must_use]
    pub fn with_retry_after(self, retry_after_s: Option<u32>) -> Self {
        Self {
            retry_after_s,
            ..self
        }
    }

    /// The document that is sent; `status` comes from the kind, by the HTTP layer.
    pub fn into_problem(self, status: u16, request_id: &str) -> Problem {
        Problem {
            type_uri: format!("{TYPE_PREFIX}{}", self.id),
            title: title(self.kind).to_owned(),
            status,
            detail: Some(self.detail),
            kind: self.kind,
            request_id: request_id.to_owned(),
        }
    }
}

/// One short sentence a kind, without anything of the request.
fn title(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::InvalidRequest => "The request is not valid.",
        ErrorKind::Unauthenticated => "The caller is not known.",
        ErrorKind::Forbidden => "The caller may not do this.",
        ErrorKind::NotFound => "There is no such thing here.",
        ErrorKind::MethodNotAllowed => "The route does not take this method.",
        ErrorKind::NotAcceptable => "There is no answer of a media type that is accepted.",
        ErrorKind::TooLarge => "The request is too large.",
        ErrorKind::UnsupportedMediaType => "The body is of a media type that is not taken.",
        ErrorKind::RateLimited => "Too many requests.",
        ErrorKind::RequestTimeout => "The request did not arrive in time.",
        ErrorKind::Overloaded => "The service takes no more requests for now.",
        ErrorKind::Refused => "This is understood and not permitted.",
        ErrorKind::UpstreamUnavailable => "A service that is needed cannot be reached.",
        ErrorKind::UpstreamProtocol => "A service that is needed answered in an unknown way.",
        ErrorKind::Timeout => "A service that is needed did not answer in time.",
        ErrorKind::Misconfigured => "The service is not set up correctly.",
        ErrorKind::Internal => "Something went wrong here.",
    }
}
