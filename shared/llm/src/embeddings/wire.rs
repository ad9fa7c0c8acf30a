//! `OpenAI`'s `POST /v1/embeddings`, as many other servers speak it too.

use plainquery_core::ports::{
    EmbeddingModel, EmbeddingsError, HttpError, HttpRequest, HttpResponse, Method,
};
use serde::{Deserialize, Serialize};

use super::EmbeddingsSettings;

/// Of each number of a vector, as text.
const MAX_NUMBER_BYTES: usize = 32;
const OVERHEAD_BYTES: usize = 64 * 1024;

#[derive(Serialize)]
struct Body<'a> {
    model: &'a str,
    input: &'a [String],
    /// Only where it was chosen: most models have one size and refuse to be asked for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    dimensions: Option<usize>,
}

/// Its headers hold the key.
pub(super) fn request(
    settings: &EmbeddingsSettings,
    model: &EmbeddingModel,
    texts: &[String],
    timeout_ms: u32,
) -> HttpRequest {
    let mut headers = vec![
        ("accept".to_owned(), "application/json".to_owned()),
        ("content-type".to_owned(), "application/json".to_owned()),
    ];
    if let Some(key) = &settings.api_key {
        headers.push((
            "authorization".to_owned(),
            format!("Bearer {}", key.expose()),
        ));
    }
    let body = Body {
        model: &model.name,
        input: texts,
        dimensions: settings.asks_for_dimensions.then_some(model.dimensions),
    };
    HttpRequest {
        method: Method::Post,
        url: format!("{}/embeddings", settings.base_url),
        headers,
        // Text keys and whole numbers only: there is nothing to fail on.
        body: serde_json::to_vec(&body).unwrap_or_default(),
        timeout_ms,
        max_response_bytes: texts
            .len()
            .saturating_mul(model.dimensions)
            .saturating_mul(MAX_NUMBER_BYTES)
            .saturating_add(OVERHEAD_BYTES),
    }
}

#[derive(Deserialize)]
struct Answer {
    data: Vec<Embedding>,
}

#[derive(Deserialize)]
struct Embedding {
    /// Of the text; servers that leave it out keep the order.
    #[serde(default)]
    index: Option<usize>,
    embedding: Vec<f32>,
}

pub(super) fn read(response: &HttpResponse) -> Result<Vec<Vec<f32>>, EmbeddingsError> {
    match response.status {
        200..=299 => {}
        401 | 403 => return Err(EmbeddingsError::Credentials),
        404 => return Err(EmbeddingsError::UnknownModel),
        408 => return Err(EmbeddingsError::Timeout),
        429 => return Err(EmbeddingsError::RateLimited),
        400..=499 => return Err(EmbeddingsError::InvalidInput),
        // Redirects are not followed: the key would go along.
        _ => return Err(EmbeddingsError::Unavailable),
    }
    let mut answer: Answer =
        serde_json::from_slice(&response.body).map_err(|_| EmbeddingsError::Unreadable)?;
    if answer.data.iter().all(|each| each.index.is_some()) {
        answer.data.sort_by_key(|each| each.index);
        let in_order = answer.data.iter().enumerate();
        if in_order.clone().any(|(at, each)| each.index != Some(at)) {
            return Err(EmbeddingsError::Unreadable);
        }
    }
    Ok(answer.data.into_iter().map(|each| each.embedding).collect())
}

pub(super) fn no_answer(error: HttpError) -> EmbeddingsError {
    match error {
        HttpError::InvalidUrl => EmbeddingsError::UnknownModel,
        HttpError::Unreachable => EmbeddingsError::Unavailable,
        HttpError::Timeout => EmbeddingsError::Timeout,
        HttpError::TooLarge => EmbeddingsError::Unreadable,
    }
}
