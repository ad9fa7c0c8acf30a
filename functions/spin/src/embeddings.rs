//! Embeddings by models that Spin itself runs, or forwards to a service by its runtime configuration.

use std::future::ready;

use plainquery_core::ports::{EmbeddingModel, Embeddings, EmbeddingsError, EmbeddingsFuture};
use spin_sdk::llm::{self, Error};

/// `fermyon:spin/llm`, for vectors.
pub(crate) struct SpinEmbeddings;

impl Embeddings for SpinEmbeddings {
    /// The interface waits for its answer, so it is there at once, and nothing can end it before.
    fn embed<'a>(
        &'a self,
        model: &'a EmbeddingModel,
        texts: &'a [String],
        _timeout_ms: u32,
    ) -> EmbeddingsFuture<'a> {
        let made = llm::generate_embeddings(llm::EmbeddingModel::Other(&model.name), texts);
        Box::pin(ready(match made {
            Ok(result) => Ok(result.embeddings),
            Err(Error::ModelNotSupported) => Err(EmbeddingsError::UnknownModel),
            Err(Error::InvalidInput(_)) => Err(EmbeddingsError::InvalidInput),
            Err(Error::RuntimeError(_)) => Err(EmbeddingsError::Unavailable),
        }))
    }
}
