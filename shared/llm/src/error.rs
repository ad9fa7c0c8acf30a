//! Why a model gave nothing that can be used.

use plainquery_core::{ErrorKind, ports::HttpError};
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A failed call. Holds nothing of the reply's body, which may quote the prompt or a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ModelError {
    /// 401 or 403.
    #[error("the language model's service refused the configured key")]
    Credentials,
    /// 404: the address or the model's name is wrong.
    #[error("the language model's service knows no such address or model")]
    NotFound,
    /// 429.
    #[error("the language model's service is asked too often")]
    RateLimited {
        /// Seconds to wait, where the service said so.
        retry_after_s: Option<u32>,
    },
    /// The prompt is longer than the model reads.
    #[error("the question and the schema are too long for the language model")]
    ContextTooLong,
    /// Another 4xx: the service refused the request as it stands.
    #[error("the language model's service refused the request (status {status})")]
    RequestRefused {
        /// The HTTP status.
        status: u16,
    },
    /// 5xx, or no connection.
    #[error("the language model's service could not be reached")]
    Unavailable,
    /// The deadline passed.
    #[error("the language model did not answer in time")]
    Timeout,
    /// The configured address is not one.
    #[error("the configured address of the language model is not valid")]
    InvalidAddress,
    /// The answer is not what the protocol says, or holds no JSON of the wanted form.
    #[error("the language model's answer could not be read")]
    Unreadable,
    /// An answer without text.
    #[error("the language model answered with nothing")]
    Empty,
    /// The answer was cut at the most output tokens.
    #[error("the language model's answer was cut off")]
    Truncated,
    /// The model or its provider declined.
    #[error("the language model declined to answer")]
    Declined,
}

impl ModelError {
    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Credentials => "model-credentials",
            Self::NotFound => "model-not-found",
            Self::RateLimited { .. } => "model-rate-limited",
            Self::ContextTooLong => "model-context-too-long",
            Self::RequestRefused { .. } => "model-request-refused",
            Self::Unavailable => "model-unavailable",
            Self::Timeout => "model-timeout",
            Self::InvalidAddress => "model-invalid-address",
            Self::Unreadable => "model-unreadable",
            Self::Empty => "model-empty",
            Self::Truncated => "model-truncated",
            Self::Declined => "model-declined",
        }
    }

    /// The kind, for status and metrics. A rate limit of the model is no rate limit of the caller.
    pub fn kind(self) -> ErrorKind {
        match self {
            Self::Credentials | Self::NotFound | Self::InvalidAddress => ErrorKind::Misconfigured,
            Self::RateLimited { .. } | Self::Unavailable => ErrorKind::UpstreamUnavailable,
            Self::Timeout => ErrorKind::Timeout,
            Self::ContextTooLong
            | Self::RequestRefused { .. }
            | Self::Unreadable
            | Self::Empty
            | Self::Truncated
            | Self::Declined => ErrorKind::UpstreamProtocol,
        }
    }

    /// What the operator or the caller can do.
    pub fn advice(self) -> &'static str {
        match self {
            Self::Credentials => "Check the API key in the settings.",
            Self::NotFound => "Check PLAINQUERY_MODEL and the base URL in the settings.",
            Self::InvalidAddress => "Check the base URL in the settings.",
            Self::RateLimited { .. } | Self::Unavailable | Self::Timeout => "Try again later.",
            Self::ContextTooLong => "Lower PLAINQUERY_MODEL_MAX_INPUT_TOKENS.",
            Self::Truncated => "Raise PLAINQUERY_MODEL_MAX_OUTPUT_TOKENS.",
            Self::RequestRefused { .. } => "Check that the model can be used for chat.",
            Self::Unreadable | Self::Empty | Self::Declined => "Word the question differently.",
        }
    }
}

impl From<HttpError> for ModelError {
    fn from(error: HttpError) -> Self {
        match error {
            HttpError::InvalidUrl => Self::InvalidAddress,
            HttpError::Unreachable => Self::Unavailable,
            HttpError::Timeout => Self::Timeout,
            HttpError::TooLarge => Self::Unreadable,
        }
    }
}
