//! Functions in Workers of their own, by service bindings.

use plainquery_core::{
    Function,
    ports::{FunctionClient, HttpError, HttpRequest, HttpResponse},
};
use worker::Env;

use crate::{deadline::within, fetch::exchange};

/// The service bindings of the Worker, each called as its function in capitals.
pub(crate) struct BoundFunctions(pub(crate) Env);

impl FunctionClient for BoundFunctions {
    async fn call(
        &self,
        function: Function,
        request: HttpRequest,
    ) -> Result<HttpResponse, HttpError> {
        let binding = function.label().to_ascii_uppercase();
        let service = self
            .0
            .service(&binding)
            .map_err(|_| HttpError::InvalidUrl)?;
        let exchange = exchange(&request, |outgoing| service.fetch_request(outgoing));
        within(request.timeout_ms, exchange)
            .await
            .unwrap_or(Err(HttpError::Timeout))
    }
}
