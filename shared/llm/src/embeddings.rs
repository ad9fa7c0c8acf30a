//! Vectors of texts, from a service that speaks `OpenAI`'s `/v1/embeddings` or from the host's own models.

mod settings;
mod wire;

use plainquery_core::ports::{
    EmbeddingModel, Embeddings, EmbeddingsError, EmbeddingsFuture, HttpClient,
};

pub use settings::{EmbeddingsProvider, EmbeddingsSettings};

/// The most texts of one request: Workers AI takes 100, others more.
pub const MAX_EMBEDDED_TEXTS: usize = 96;

/// A service over HTTP: `OpenAI`, Ollama, vLLM and others that speak the same.
#[derive(Debug)]
pub struct HttpEmbeddings<'a, C> {
    client: &'a C,
    settings: &'a EmbeddingsSettings,
}

impl<'a, C: HttpClient> HttpEmbeddings<'a, C> {
    /// A service over a client; nothing is sent yet.
    pub fn new(client: &'a C, settings: &'a EmbeddingsSettings) -> Self {
        Self { client, settings }
    }
}

impl<C: HttpClient> Embeddings for HttpEmbeddings<'_, C> {
    fn embed<'a>(
        &'a self,
        model: &'a EmbeddingModel,
        texts: &'a [String],
        timeout_ms: u32,
    ) -> EmbeddingsFuture<'a> {
        Box::pin(async move {
            let request = wire::request(self.settings, model, texts, timeout_ms);
            let response = self.client.send(request).await.map_err(wire::no_answer)?;
            wire::read(&response)
        })
    }
}

/// The vectors of some texts, at most [`MAX_EMBEDDED_TEXTS`] of them: by HTTP, or where the settings
/// name the host's own models, by those. Each has the configured size and finite numbers only.
///
/// # Errors
/// There are none, or none that can be used.
pub async fn embed<C: HttpClient>(
    client: &C,
    own_models: Option<&dyn Embeddings>,
    settings: &EmbeddingsSettings,
    texts: &[String],
    timeout_ms: u32,
) -> Result<Vec<Vec<f32>>, EmbeddingsError> {
    let model = &settings.model;
    let over_http;
    let models: &dyn Embeddings = match settings.provider {
        EmbeddingsProvider::OpenAi => {
            over_http = HttpEmbeddings::new(client, settings);
            &over_http
        }
        EmbeddingsProvider::WorkersAi | EmbeddingsProvider::Spin => {
            own_models.ok_or(EmbeddingsError::UnknownModel)?
        }
    };
    let vectors = models.embed(model, texts, timeout_ms).await?;
    if vectors.len() != texts.len() {
        return Err(EmbeddingsError::Unreadable);
    }
    for vector in &vectors {
        if vector.len() != model.dimensions {
            return Err(EmbeddingsError::OtherDimensions);
        }
        if !vector.iter().all(|number| number.is_finite()) {
            return Err(EmbeddingsError::Unreadable);
        }
    }
    Ok(vectors)
}
