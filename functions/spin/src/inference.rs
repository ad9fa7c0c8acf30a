//! Language models that Spin itself runs, or forwards to a service by its runtime configuration.

use std::{future::ready, pin::Pin};

use plainquery_core::ports::{Inference, InferenceError, InferenceReply, InferenceRequest};
use spin_sdk::llm::{self, Error, InferencingModel, InferencingParams};

/// `fermyon:spin/llm`.
pub(crate) struct SpinModels;

type Reply = Result<InferenceReply, InferenceError>;

impl Inference for SpinModels {
    /// The interface waits for its answer, so it is there at once.
    fn infer<'a>(
        &'a self,
        request: &'a InferenceRequest,
    ) -> Pin<Box<dyn Future<Output = Reply> + 'a>> {
        Box::pin(ready(infer(request)))
    }
}

fn infer(request: &InferenceRequest) -> Reply {
    let parameters = InferencingParams {
        max_tokens: request.max_output_tokens,
        // SQL repeats itself: no penalty.
        repeat_penalty: 1.0,
        repeat_penalty_last_n_token_count: 0,
        // The likeliest token each time.
        temperature: 0.0,
        top_k: 1,
        top_p: 1.0,
    };
    let model = InferencingModel::Other(&request.model);
    match llm::infer_with_options(model, &request.prompt, parameters) {
        Ok(result) => Ok(InferenceReply {
            text: result.text,
            input_tokens: result.usage.prompt_token_count,
            output_tokens: result.usage.generated_token_count,
        }),
        Err(Error::ModelNotSupported) => Err(InferenceError::UnknownModel),
        Err(Error::InvalidInput(_)) => Err(InferenceError::InvalidInput),
        Err(Error::RuntimeError(_)) => Err(InferenceError::Failed),
    }
}
