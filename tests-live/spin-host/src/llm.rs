//! The interface `fermyon:spin/llm`, as Spin serves it with `api_type = "open_ai"`: the prompt as one
//! message of the user.

use anyhow::{Context as _, Result, anyhow, ensure};
use bytes::Bytes;
use http::{Request, Uri, header};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use tokio::net::TcpStream;

use crate::{
    bindings::fermyon::spin::llm::{
        EmbeddingsResult, EmbeddingsUsage, Error, Host, InferencingParams, InferencingResult,
        InferencingUsage,
    },
    sandbox::Sandbox,
};

const MAX_ANSWER_BYTES: usize = 4 * 1024 * 1024;

/// Spin's defaults.
const DEFAULT_PARAMETERS: InferencingParams = InferencingParams {
    max_tokens: 100,
    repeat_penalty: 1.1,
    repeat_penalty_last_n_token_count: 64,
    temperature: 0.8,
    top_k: 40,
    top_p: 0.9,
};

type Answer<T> = std::result::Result<T, Error>;

/// The service behind the interface.
pub(crate) struct Models {
    url: Option<String>,
}

#[derive(Deserialize)]
struct Completion {
    choices: Vec<Choice>,
    usage: CompletionUsage,
}

#[derive(Deserialize)]
struct Choice {
    message: Message,
}

#[derive(Deserialize)]
struct Message {
    content: String,
}

#[derive(Deserialize)]
struct CompletionUsage {
    prompt_tokens: u32,
    completion_tokens: u32,
}

#[derive(Deserialize)]
struct Embeddings {
    data: Vec<Embedding>,
    usage: PromptUsage,
}

#[derive(Deserialize)]
struct Embedding {
    embedding: Vec<f32>,
}

#[derive(Deserialize)]
struct PromptUsage {
    prompt_tokens: u32,
}

impl Models {
    /// A service by its address up to the version, or none: then no model is supported.
    pub(crate) fn new(url: Option<String>) -> Self {
        Self { url }
    }

    async fn ask<T: DeserializeOwned>(&self, path: &str, body: &Value) -> Answer<T> {
        let url = self.url.as_deref().ok_or(Error::ModelNotSupported)?;
        post(&format!("{url}/{path}"), body)
            .await
            .map_err(|error| Error::RuntimeError(format!("{error:#}")))
    }

    async fn infer(
        &self,
        model: &str,
        prompt: &str,
        parameters: InferencingParams,
    ) -> Answer<InferencingResult> {
        let body = json!({
            "model": model,
            "messages": [{ "role": "user", "content": prompt }],
            "max_completion_tokens": parameters.max_tokens,
            "frequency_penalty": parameters.repeat_penalty,
        });
        let completion: Completion = self.ask("chat/completions", &body).await?;
        let choice = completion
            .choices
            .into_iter()
            .next()
            .ok_or_else(|| Error::RuntimeError("there is no choice".to_owned()))?;
        Ok(InferencingResult {
            text: choice.message.content,
            usage: InferencingUsage {
                prompt_token_count: completion.usage.prompt_tokens,
                generated_token_count: completion.usage.completion_tokens,
            },
        })
    }

    async fn embed(&self, model: &str, text: &[String]) -> Answer<EmbeddingsResult> {
        let body = json!({ "model": model, "input": text });
        let embeddings: Embeddings = self.ask("embeddings", &body).await?;
        Ok(EmbeddingsResult {
            embeddings: embeddings
                .data
                .into_iter()
                .map(|embedding| embedding.embedding)
                .collect(),
            usage: EmbeddingsUsage {
                prompt_token_count: embeddings.usage.prompt_tokens,
            },
        })
    }
}

impl Host for Sandbox {
    async fn infer(
        &mut self,
        model: String,
        prompt: String,
        parameters: Option<InferencingParams>,
    ) -> wasmtime::Result<Answer<InferencingResult>> {
        if !self.permissions().models.contains(&model) {
            return Ok(Err(Error::ModelNotSupported));
        }
        let parameters = parameters.unwrap_or(DEFAULT_PARAMETERS);
        let models = &self.app.clone().models;
        Ok(models.infer(&model, &prompt, parameters).await)
    }

    async fn generate_embeddings(
        &mut self,
        model: String,
        text: Vec<String>,
    ) -> wasmtime::Result<Answer<EmbeddingsResult>> {
        if !self.permissions().models.contains(&model) {
            return Ok(Err(Error::ModelNotSupported));
        }
        let models = &self.app.clone().models;
        Ok(models.embed(&model, &text).await)
    }
}

/// Sends JSON and reads JSON, without TLS: the model of a test is on this machine.
async fn post<T: DeserializeOwned>(url: &str, body: &Value) -> Result<T> {
    let uri: Uri = url.parse()?;
    let host = uri.host().context("the address has no host")?;
    let socket = TcpStream::connect((host, uri.port_u16().unwrap_or(80))).await?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(socket)).await?;
    tokio::spawn(connection);
    let request = Request::post(uri.path())
        .header(header::HOST, host)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Full::<Bytes>::from(serde_json::to_vec(body)?))?;
    let response = sender.send_request(request).await?;
    ensure!(
        response.status().is_success(),
        "the model's service answered {}",
        response.status()
    );
    let answer = Limited::new(response.into_body(), MAX_ANSWER_BYTES)
        .collect()
        .await
        .map_err(|error| anyhow!(error))?
        .to_bytes();
    serde_json::from_slice(&answer).context("the model's answer is not what was expected")
}
