use std::pin::Pin;

use thiserror::Error;

use crate::ErrorKind;

/// A model that makes vectors of texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmbeddingModel {
    /// Its name, as the service knows it.
    pub name: String,
    /// The numbers of each vector.
    pub dimensions: usize,
}

/// Why there are no vectors. Carries no text of the service, which may quote what was sent or a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EmbeddingsError {
    /// There is no such model, or not for this deployment.
    #[error("there is no such embeddings model")]
    UnknownModel,
    /// The key was not accepted.
    #[error("the embeddings' service refused the configured key")]
    Credentials,
    /// It is asked too often.
    #[error("the embeddings' service is asked too often")]
    RateLimited,
    /// It does not take these texts, as where one is too long.
    #[error("the embeddings' service does not take these texts")]
    InvalidInput,
    /// It could not be reached, or failed.
    #[error("the embeddings' service could not be reached")]
    Unavailable,
    /// The deadline passed.
    #[error("the embeddings' service did not answer in time")]
    Timeout,
    /// The answer is not what the protocol says: not one vector of numbers a text.
    #[error("the embeddings' answer could not be read")]
    Unreadable,
    /// The vectors are of another size than is configured.
    #[error("the embeddings are of another size than is configured")]
    OtherDimensions,
}

impl EmbeddingsError {
    /// The stable id.
    pub fn id(self) -> &'static str {
        match self {
            Self::UnknownModel => "embeddings-unknown-model",
            Self::Credentials => "embeddings-credentials",
            Self::RateLimited => "embeddings-rate-limited",
            Self::InvalidInput => "embeddings-invalid-input",
            Self::Unavailable => "embeddings-unavailable",
            Self::Timeout => "embeddings-timeout",
            Self::Unreadable => "embeddings-unreadable",
            Self::OtherDimensions => "embeddings-other-dimensions",
        }
    }

    /// The kind, for status and metrics.
    pub fn kind(self) -> ErrorKind {
        match self {
            Self::UnknownModel | Self::Credentials | Self::OtherDimensions => {
                ErrorKind::Misconfigured
            }
            Self::RateLimited | Self::Unavailable => ErrorKind::UpstreamUnavailable,
            Self::Timeout => ErrorKind::Timeout,
            Self::InvalidInput | Self::Unreadable => ErrorKind::UpstreamProtocol,
        }
    }
}

/// One vector a text, in the order of the texts.
pub type EmbeddingsFuture<'a> =
    Pin<Box<dyn Future<Output = Result<Vec<Vec<f32>>, EmbeddingsError>> + 'a>>;

/// Makes vectors of texts: a service over HTTP, or what a host brings itself.
pub trait Embeddings {
    /// Asks a model for the vectors of some texts, few enough for one request, within a time.
    fn embed<'a>(
        &'a self,
        model: &'a EmbeddingModel,
        texts: &'a [String],
        timeout_ms: u32,
    ) -> EmbeddingsFuture<'a>;
}
