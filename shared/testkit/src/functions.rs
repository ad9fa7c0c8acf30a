use std::{cell::RefCell, fmt};

use plainquery_core::{
    Function,
    ports::{FunctionClient, HttpError, HttpRequest, HttpResponse},
};

type Answers = dyn Fn(Function, &HttpRequest) -> Result<HttpResponse, HttpError>;

/// Functions elsewhere that answer by a closure, which may hand a request to a second host. Remembers
/// what was sent. As a real client it enforces the request's size limit.
pub struct ScriptedFunctions {
    answers: RefCell<Box<Answers>>,
    requests: RefCell<Vec<(Function, HttpRequest)>>,
}

impl ScriptedFunctions {
    /// Lets `answers` answer from now on.
    pub fn answer_by(
        &self,
        answers: impl Fn(Function, &HttpRequest) -> Result<HttpResponse, HttpError> + 'static,
    ) {
        *self.answers.borrow_mut() = Box::new(answers);
    }

    /// What was sent so far, in order.
    pub fn requests(&self) -> Vec<(Function, HttpRequest)> {
        self.requests.borrow().clone()
    }
}

impl Default for ScriptedFunctions {
    /// None can be reached.
    fn default() -> Self {
        Self {
            answers: RefCell::new(Box::new(|_, _| Err(HttpError::Unreachable))),
            requests: RefCell::default(),
        }
    }
}

impl fmt::Debug for ScriptedFunctions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ScriptedFunctions")
            .field("requests", &self.requests)
            .finish_non_exhaustive()
    }
}

impl FunctionClient for ScriptedFunctions {
    async fn call(
        &self,
        function: Function,
        request: HttpRequest,
    ) -> Result<HttpResponse, HttpError> {
        let answer = (self.answers.borrow())(function, &request);
        let limit = request.max_response_bytes;
        self.requests.borrow_mut().push((function, request));
        answer.and_then(|response| {
            if response.body.len() > limit {
                Err(HttpError::TooLarge)
            } else {
                Ok(response)
            }
        })
    }
}
