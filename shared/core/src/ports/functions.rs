use super::{HttpError, HttpRequest, HttpResponse};
use crate::Function;

/// Reaches functions that run elsewhere: another Worker by a service binding, another component by
/// its private route.
pub trait FunctionClient {
    /// Sends a request to a function. The host of its address names the function
    /// (`http://generate.spin.internal/…`, which is how Spin routes it); where a binding leads to the
    /// function, only path and query count.
    async fn call(
        &self,
        function: Function,
        request: HttpRequest,
    ) -> Result<HttpResponse, HttpError>;
}

/// For hosts on which every function runs in one process: none is elsewhere.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFunctions;

impl FunctionClient for NoFunctions {
    async fn call(
        &self,
        _function: Function,
        _request: HttpRequest,
    ) -> Result<HttpResponse, HttpError> {
        Err(HttpError::Unreachable)
    }
}
