//! Why nothing could be generated.

use std::fmt::Write;

use plainquery_core::ErrorKind;
use plainquery_llm::ModelError;
use plainquery_wire::ApiError;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The model failed and the engine has no SQL to fall back on.
///
/// A question that cannot be answered, and SQL that may not run, are outcomes, not errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GenerateError {
    /// The model gave nothing that can be used.
    #[error("the question needs the language model: {0}")]
    Model(#[from] ModelError),
}

impl GenerateError {
    /// The kind, for status and metrics.
    pub fn kind(self) -> ErrorKind {
        match self {
            Self::Model(error) => error.kind(),
        }
    }
}

impl From<GenerateError> for ApiError {
    fn from(error: GenerateError) -> Self {
        let GenerateError::Model(model) = error;
        let mut detail = format!("This question needs the language model, but {model}.");
        let retry_after_s = match model {
            ModelError::RateLimited { retry_after_s } => retry_after_s,
            _ => None,
        };
        if let Some(seconds) = retry_after_s {
            let _ = write!(detail, " It asks to wait {seconds} seconds.");
        }
        detail.push(' ');
        detail.push_str(model.advice());
        Self::with_id(error.kind(), model.id(), detail).with_retry_after(retry_after_s)
    }
}
