//! Outgoing HTTP, and other components by it.

use bytes::Bytes;
use plainquery_core::{
    Function,
    ports::{FunctionClient, HttpClient, HttpError, HttpRequest, HttpResponse, Method},
};
use spin_sdk::{
    http::{self, FullBody, Request},
    wasip3::http::types::ErrorCode,
};

use crate::{body::read_at_most, deadline::within};

/// Sends requests by `wasi:http`. Redirects are not followed: a key would go along.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FetchClient;

impl HttpClient for FetchClient {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let timeout_ms = request.timeout_ms;
        within(timeout_ms, exchange(request))
            .await
            .unwrap_or(Err(HttpError::Timeout))
    }
}

/// The address of a function leads to its component's private route.
impl FunctionClient for FetchClient {
    async fn call(
        &self,
        _function: Function,
        request: HttpRequest,
    ) -> Result<HttpResponse, HttpError> {
        self.send(request).await
    }
}

async fn exchange(request: HttpRequest) -> Result<HttpResponse, HttpError> {
    let limit = request.max_response_bytes;
    let outgoing = build(request).ok_or(HttpError::InvalidUrl)?;
    let incoming = http::send(outgoing).await.map_err(|code| failure(&code))?;
    let (head, body) = incoming.into_parts();
    let body = read_at_most(body, limit.saturating_add(1))
        .await
        .map_err(|_| HttpError::Unreachable)?;
    if body.len() > limit {
        return Err(HttpError::TooLarge);
    }
    let headers = head.headers.iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes());
        (name.as_str().to_owned(), value.into_owned())
    });
    Ok(HttpResponse {
        status: head.status.as_u16(),
        headers: headers.collect(),
        body,
    })
}

fn build(request: HttpRequest) -> Option<Request<FullBody<Bytes>>> {
    let mut builder = Request::<()>::builder()
        .method(match request.method {
            Method::Get => http::Method::GET,
            Method::Post => http::Method::POST,
        })
        .uri(request.url);
    for (name, value) in request.headers {
        builder = builder.header(name, value);
    }
    builder.body(FullBody::new(request.body.into())).ok()
}

fn failure(code: &ErrorCode) -> HttpError {
    match code {
        ErrorCode::HttpRequestDenied => {
            eprintln!(
                "a request was not sent: its host is not in allowed_outbound_hosts of spin.toml"
            );
            HttpError::Unreachable
        }
        ErrorCode::HttpRequestUriInvalid => HttpError::InvalidUrl,
        ErrorCode::DnsTimeout
        | ErrorCode::ConnectionTimeout
        | ErrorCode::ConnectionReadTimeout
        | ErrorCode::ConnectionWriteTimeout
        | ErrorCode::HttpResponseTimeout => HttpError::Timeout,
        ErrorCode::HttpResponseBodySize(_) => HttpError::TooLarge,
        _ => HttpError::Unreachable,
    }
}
