//! What kind of failure an error is, for the status, the metrics and the caller.

use serde::{Deserialize, Serialize};

/// The kind of a failure. Each crate's error type maps onto one of these with a `kind()` method,
/// and one exhaustive match (in the HTTP layer) turns it into a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ErrorKind {
    /// The request cannot be read or is not what the route takes.
    InvalidRequest,
    /// No token, or one that does not verify.
    Unauthenticated,
    /// A verified caller who may not do this.
    Forbidden,
    /// No such route or thing.
    NotFound,
    /// The route does not take this method.
    MethodNotAllowed,
    /// The route has nothing of a media type that the caller takes.
    NotAcceptable,
    /// The request is larger than is accepted.
    TooLarge,
    /// The body is of a media type that the route does not take.
    UnsupportedMediaType,
    /// The caller asked too often.
    RateLimited,
    /// The request did not arrive in time.
    RequestTimeout,
    /// The host has as many requests at hand as it takes, or is about to stop.
    Overloaded,
    /// SQL or a question that is understood and not permitted.
    Refused,
    /// A database or model could not be reached, or broke off.
    UpstreamUnavailable,
    /// A database or model answered with something that is not its protocol.
    UpstreamProtocol,
    /// A deadline passed.
    Timeout,
    /// The host's configuration is incomplete or contradictory.
    Misconfigured,
    /// A defect of ours.
    Internal,
}

impl ErrorKind {
    /// A stable label for metrics and problem documents.
    pub fn label(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid-request",
            Self::Unauthenticated => "unauthenticated",
            Self::Forbidden => "forbidden",
            Self::NotFound => "not-found",
            Self::MethodNotAllowed => "method-not-allowed",
            Self::NotAcceptable => "not-acceptable",
            Self::TooLarge => "too-large",
            Self::UnsupportedMediaType => "unsupported-media-type",
            Self::RateLimited => "rate-limited",
            Self::RequestTimeout => "request-timeout",
            Self::Overloaded => "overloaded",
            Self::Refused => "refused",
            Self::UpstreamUnavailable => "upstream-unavailable",
            Self::UpstreamProtocol => "upstream-protocol",
            Self::Timeout => "timeout",
            Self::Misconfigured => "misconfigured",
            Self::Internal => "internal",
        }
    }
}
