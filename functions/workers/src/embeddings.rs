//! Embeddings by Workers AI.

use std::rc::Rc;

use plainquery_core::ports::{EmbeddingModel, Embeddings, EmbeddingsError, EmbeddingsFuture};
use serde::{Deserialize, Serialize};

use crate::{bindings::Bindings, deadline::within};

/// The binding, where there is one.
pub(crate) struct WorkersAi(pub(crate) Rc<Bindings>);

#[derive(Serialize)]
struct Input<'a> {
    text: &'a [String],
}

#[derive(Deserialize)]
struct Output {
    data: Vec<Vec<f32>>,
}

impl Embeddings for WorkersAi {
    fn embed<'a>(
        &'a self,
        model: &'a EmbeddingModel,
        texts: &'a [String],
        timeout_ms: u32,
    ) -> EmbeddingsFuture<'a> {
        Box::pin(async move {
            let binding = self.0.ai.as_ref().ok_or(EmbeddingsError::UnknownModel)?;
            let asked = binding.run::<_, Output>(&model.name, Input { text: texts });
            match within(timeout_ms, asked).await {
                Some(Ok(output)) => Ok(output.data),
                Some(Err(worker::Error::SerdeWasmBindgenError(_))) => {
                    Err(EmbeddingsError::Unreadable)
                }
                Some(Err(error)) => Err(failure(&error.to_string())),
                None => Err(EmbeddingsError::Timeout),
            }
        })
    }
}

/// By the number in the text (developers.cloudflare.com/workers-ai/platform/errors); the text itself
/// goes nowhere.
fn failure(text: &str) -> EmbeddingsError {
    let number = text
        .split(|c: char| !c.is_ascii_digit())
        .find(|part| part.len() == 4);
    match number {
        Some("5007" | "3042") => EmbeddingsError::UnknownModel,
        Some("3036" | "3040") => EmbeddingsError::RateLimited,
        Some("3007" | "3008") => EmbeddingsError::Timeout,
        Some("3003" | "3006" | "5004") => EmbeddingsError::InvalidInput,
        _ => EmbeddingsError::Unavailable,
    }
}
