//! Outgoing HTTP by fetch.

use std::sync::LazyLock;

use plainquery_core::ports::{
    HttpClient, HttpError, HttpRequest, HttpResponse, Method, READ_RESPONSE_HEADERS,
};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortController;
use worker::js_sys::{self, Array, Uint8Array, futures::JsFuture};

use crate::edge;

/// As `edge::exchange` takes them.
static NAMES: LazyLock<String> = LazyLock::new(|| READ_RESPONSE_HEADERS.join("\n"));

/// Sends requests by fetch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FetchClient;

impl HttpClient for FetchClient {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        send_by(&js_sys::global(), &request).await
    }
}

/// Sends a request by whatever has a method `fetch`: the global scope, or a service binding.
pub(crate) async fn send_by(
    fetcher: &JsValue,
    request: &HttpRequest,
) -> Result<HttpResponse, HttpError> {
    let headers = serde_json::to_string(&request.headers).map_err(|_| HttpError::InvalidUrl)?;
    let controller = AbortController::new().map_err(|_| HttpError::Unreachable)?;
    // Far below 2^53.
    #[expect(clippy::cast_precision_loss)]
    let max_bytes = request.max_response_bytes as f64;
    let exchange = edge::exchange(
        fetcher,
        &controller,
        &request.url,
        match request.method {
            Method::Get => "GET",
            Method::Post => "POST",
        },
        &headers,
        Uint8Array::from(request.body.as_slice()),
        request.timeout_ms,
        max_bytes,
        &NAMES,
    );
    let mut abort = AbortOnDrop(Some(controller));
    let result = JsFuture::from(exchange).await;
    abort.0 = None;
    match result {
        Ok(answer) => read(answer.unchecked_ref()).ok_or(HttpError::Unreachable),
        Err(reason) => Err(match reason.as_string().as_deref() {
            Some("timeout") => HttpError::Timeout,
            Some("too-large") => HttpError::TooLarge,
            Some("invalid-url") => HttpError::InvalidUrl,
            _ => HttpError::Unreachable,
        }),
    }
}

/// Ends a request that nobody waits for any more, as when the caller has left.
struct AbortOnDrop(Option<AbortController>);

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = self.0.take() {
            controller.abort();
        }
    }
}

/// What `edge::exchange` gives.
fn read(answer: &Array) -> Option<HttpResponse> {
    // A status fits.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let status = answer.get(0).as_f64()? as u16;
    let lines = answer.get(1).as_string()?;
    Some(HttpResponse {
        status,
        headers: edge::named(READ_RESPONSE_HEADERS, lines.split('\n')),
        body: answer.get(2).dyn_into::<Uint8Array>().ok()?.to_vec(),
    })
}
