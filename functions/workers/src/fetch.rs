//! Outgoing HTTP by fetch.

use std::future::Future;

use plainquery_core::ports::{HttpClient, HttpError, HttpRequest, HttpResponse, Method};
use worker::{
    AbortController, Fetch, Headers, Request, RequestInit, RequestRedirect, Response,
    Result as WorkerResult,
};

use crate::{body::read_at_most, deadline::within};

/// Sends requests by fetch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FetchClient;

impl HttpClient for FetchClient {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let controller = AbortController::default();
        let signal = controller.signal();
        let exchange = exchange(&request, |outgoing| async {
            Fetch::Request(outgoing).send_with_signal(&signal).await
        });
        if let Some(result) = within(request.timeout_ms, exchange).await {
            return result;
        }
        controller.abort();
        Err(HttpError::Timeout)
    }
}

/// Sends a request by `send` and reads the whole answer, within the request's limit.
pub(crate) async fn exchange<F: Future<Output = WorkerResult<Response>>>(
    request: &HttpRequest,
    send: impl FnOnce(Request) -> F,
) -> Result<HttpResponse, HttpError> {
    let mut incoming = send(build(request)?)
        .await
        .map_err(|_| HttpError::Unreachable)?;
    let limit = request.max_response_bytes;
    let stream = incoming.stream();
    let body = match stream {
        Ok(stream) => read_at_most(stream, limit.saturating_add(1))
            .await
            .map_err(|_| HttpError::Unreachable)?,
        // An answer without a body has no stream.
        Err(_) => Vec::new(),
    };
    if body.len() > limit {
        return Err(HttpError::TooLarge);
    }
    Ok(HttpResponse {
        status: incoming.status_code(),
        headers: incoming.headers().entries().collect(),
        body,
    })
}

fn build(request: &HttpRequest) -> Result<Request, HttpError> {
    let headers = Headers::new();
    for (name, value) in &request.headers {
        headers
            .set(name, value)
            .map_err(|_| HttpError::InvalidUrl)?;
    }
    let mut init = RequestInit::new();
    init.with_headers(headers)
        // A redirect would carry the key to wherever it points.
        .with_redirect(RequestRedirect::Manual)
        .with_method(match request.method {
            Method::Get => worker::Method::Get,
            Method::Post => worker::Method::Post,
        });
    if !request.body.is_empty() {
        init.with_body(Some(
            worker::js_sys::Uint8Array::from(request.body.as_slice()).into(),
        ));
    }
    Request::new_with_init(&request.url, &init).map_err(|_| HttpError::InvalidUrl)
}
