use std::pin::Pin;

use thiserror::Error;

/// What a language model of the host is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InferenceRequest {
    /// The model's name, as the host knows it.
    pub model: String,
    /// The whole prompt: these models know no roles.
    pub prompt: String,
    /// The most tokens that may come back.
    pub max_output_tokens: u32,
}

/// What it said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InferenceReply {
    /// The text.
    pub text: String,
    /// Tokens of the prompt.
    pub input_tokens: u32,
    /// Tokens that came back.
    pub output_tokens: u32,
}

/// Why it said nothing. Carries no text of the model's service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum InferenceError {
    /// The host has no such model, or not for this deployment.
    #[error("the host offers no such language model")]
    UnknownModel,
    /// It does not take the prompt, as one that is too long.
    #[error("the language model does not take this prompt")]
    InvalidInput,
    /// It failed.
    #[error("the language model of the host failed")]
    Failed,
}

/// A language model that a host brings itself, reached without a key: Spin's llm.
pub trait Inference {
    /// Asks a model.
    fn infer<'a>(
        &'a self,
        request: &'a InferenceRequest,
    ) -> Pin<Box<dyn Future<Output = Result<InferenceReply, InferenceError>> + 'a>>;
}
