//! One call to a model, with the little that is worth trying again.

use plainquery_core::ports::{
    HttpClient, HttpError, HttpResponse, Inference, InferenceError, InferenceRequest,
};

use crate::{
    ModelError, Usage,
    prompt::Prompt,
    provider::{RequestForm, build, read_refusal, read_reply},
    settings::{ModelSettings, Wire},
};

/// What a model said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// The text; for [`Proposal::parse`](crate::Proposal::parse).
    pub text: String,
    /// What it took, failed tries included.
    pub usage: Usage,
}

/// A call that gave nothing, and what it took all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallFailure {
    /// Why.
    pub error: ModelError,
    /// What it took.
    pub usage: Usage,
}

/// Asks a model: over HTTP, or where the settings name the host's own models, those.
///
/// Tried again, at once: a connection that could not be made or broke and a 5xx, one time in all,
/// since no port can wait; and a 400 or 422, with less asked of the reply's form, at most three times
/// (`PLAINQUERY_MODEL_RESPONSE_FORMAT` saves servers without JSON schemas those tries). A 429 is not,
/// nor is a time-out, which has used up the caller's patience.
pub async fn complete<C: HttpClient>(
    client: &C,
    own_models: Option<&dyn Inference>,
    settings: &ModelSettings,
    prompt: &Prompt,
) -> Result<Completion, CallFailure> {
    match settings.provider.wire() {
        Some(wire) => complete_over_http(client, wire, settings, prompt).await,
        None => complete_by_host(own_models, settings, prompt).await,
    }
}

/// Asks a model of the host, once: it tells too little of a failure to know whether another try helps.
async fn complete_by_host(
    own_models: Option<&dyn Inference>,
    settings: &ModelSettings,
    prompt: &Prompt,
) -> Result<Completion, CallFailure> {
    let mut usage = Usage::default();
    let Some(own_models) = own_models else {
        let error = ModelError::NotFound;
        return Err(CallFailure { error, usage });
    };
    usage.calls = 1;
    let request = InferenceRequest {
        model: settings.model.clone(),
        prompt: [&*prompt.instructions, &prompt.schema, &prompt.request].join("\n"),
        max_output_tokens: settings.max_output_tokens,
    };
    let reply = own_models.infer(&request).await.map_err(|error| {
        let error = match error {
            InferenceError::UnknownModel => ModelError::NotFound,
            InferenceError::InvalidInput => ModelError::ContextTooLong,
            InferenceError::Failed => ModelError::Unavailable,
        };
        CallFailure { error, usage }
    })?;
    usage.input_tokens = reply.input_tokens.into();
    usage.output_tokens = reply.output_tokens.into();
    if reply.text.trim().is_empty() {
        let error = ModelError::Empty;
        return Err(CallFailure { error, usage });
    }
    Ok(Completion {
        text: reply.text,
        usage,
    })
}

async fn complete_over_http<C: HttpClient>(
    client: &C,
    wire: Wire,
    settings: &ModelSettings,
    prompt: &Prompt,
) -> Result<Completion, CallFailure> {
    let mut usage = Usage::default();
    let mut form = RequestForm::first(settings);
    let mut may_retry = true;
    loop {
        usage.calls += 1;
        let answer = client.send(build(wire, settings, prompt, form)).await;
        let next = match answer {
            Ok(response) => Step::after(wire, form, &response),
            Err(error @ HttpError::Unreachable) => Step::RetryOnce(error.into()),
            Err(error) => Step::Fail(error.into()),
        };
        match next {
            Step::Done { text, tokens } => {
                usage.add(tokens);
                return text
                    .map(|text| Completion { text, usage })
                    .map_err(|error| CallFailure { error, usage });
            }
            Step::RetryOnce(_) if may_retry => may_retry = false,
            Step::AskMoreSimply(simpler) => form = simpler,
            Step::RetryOnce(error) | Step::Fail(error) => {
                return Err(CallFailure { error, usage });
            }
        }
    }
}

enum Step {
    Done {
        text: Result<String, ModelError>,
        tokens: Usage,
    },
    RetryOnce(ModelError),
    AskMoreSimply(RequestForm),
    Fail(ModelError),
}

impl Step {
    fn after(wire: Wire, form: RequestForm, response: &HttpResponse) -> Self {
        let status = response.status;
        match status {
            200..=299 => {
                let reply = read_reply(wire, &response.body);
                Self::Done {
                    text: reply.text,
                    tokens: reply.usage,
                }
            }
            400 | 422 => {
                let detail = read_refusal(wire, &response.body);
                if detail.context_too_long {
                    return Self::Fail(ModelError::ContextTooLong);
                }
                match form.simpler(wire, detail.parameter) {
                    Some(simpler) => Self::AskMoreSimply(simpler),
                    None => Self::Fail(ModelError::RequestRefused { status }),
                }
            }
            401 | 403 => Self::Fail(ModelError::Credentials),
            404 => Self::Fail(ModelError::NotFound),
            408 => Self::Fail(ModelError::Timeout),
            413 => Self::Fail(ModelError::ContextTooLong),
            429 => Self::Fail(ModelError::RateLimited {
                retry_after_s: retry_after_s(response),
            }),
            500..=599 => Self::RetryOnce(ModelError::Unavailable),
            // Redirects are not followed: the key would go along.
            _ => Self::Fail(ModelError::RequestRefused { status }),
        }
    }
}

/// `Retry-After` in seconds; its other form, a date, would need a clock.
fn retry_after_s(response: &HttpResponse) -> Option<u32> {
    response.header("retry-after")?.trim().parse().ok()
}
