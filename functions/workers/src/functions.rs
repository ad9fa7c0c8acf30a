//! Functions in Workers of their own, by service bindings.

use plainquery_core::{
    Function,
    ports::{FunctionClient, HttpError, HttpRequest, HttpResponse},
};
use wasm_bindgen::JsValue;
use worker::{Env, js_sys::Reflect};

use crate::fetch::send_by;

/// The service bindings of the Worker, each called as its function in capitals.
pub(crate) struct BoundFunctions(pub(crate) Env);

impl FunctionClient for BoundFunctions {
    async fn call(
        &self,
        function: Function,
        request: HttpRequest,
    ) -> Result<HttpResponse, HttpError> {
        let name = function.label().to_ascii_uppercase();
        let service = Reflect::get(self.0.as_ref(), &JsValue::from_str(&name));
        match service {
            Ok(service) if service.is_object() => send_by(&service, &request).await,
            _ => Err(HttpError::InvalidUrl),
        }
    }
}
