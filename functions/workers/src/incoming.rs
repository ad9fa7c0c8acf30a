//! The runtime's request as the handlers know it.

use std::sync::LazyLock;

use plainquery_http::{ApiRequest, BODY_TIMEOUT_MS, READ_HEADERS};
use worker::{
    Request, Result,
    js_sys::{Uint8Array, futures::JsFuture},
};

use crate::{body::read_at_most, deadline::within, edge};

const CONTENT_LENGTH: &str = "content-length";
/// As `edge::head` takes them.
static NAMES: LazyLock<String> = LazyLock::new(|| READ_HEADERS.join("\n"));

/// A request without its body, with the headers that are read of it.
pub(crate) fn head(request: &web_sys::Request) -> ApiRequest {
    let text = edge::head(request, &NAMES);
    let mut lines = text.split('\n');
    let mut next = || lines.next().unwrap_or_default();
    ApiRequest {
        method: next().to_owned(),
        path: path_of(next()).to_owned(),
        headers: edge::named(READ_HEADERS, lines),
        body: Vec::new(),
    }
}

/// The path of an address as the runtime writes it, which always has one.
fn path_of(url: &str) -> &str {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = after_scheme
        .find('/')
        .map_or("/", |start| &after_scheme[start..]);
    path.split(['?', '#']).next().unwrap_or(path)
}

/// The body, or its first `max_bytes` and one more, so that a larger one is known as such; `None` where
/// it does not end in time.
pub(crate) async fn body(
    request: web_sys::Request,
    head: &ApiRequest,
    max_bytes: usize,
) -> Result<Option<Vec<u8>>> {
    let declared = head
        .header(CONTENT_LENGTH)
        .and_then(|length| length.parse::<usize>().ok());
    match declared {
        Some(0) => Ok(Some(Vec::new())),
        Some(length) if length <= max_bytes => whole(&request).await,
        _ if request.body().is_none() => Ok(Some(Vec::new())),
        _ => {
            let stream = Request::from(request).stream()?;
            within(BODY_TIMEOUT_MS, read_at_most(stream, max_bytes + 1))
                .await
                .transpose()
        }
    }
}

/// The runtime holds a body to the length that it declares.
async fn whole(request: &web_sys::Request) -> Result<Option<Vec<u8>>> {
    let timeout_ms = u32::try_from(BODY_TIMEOUT_MS).unwrap_or(u32::MAX);
    let buffer = JsFuture::from(edge::body_within(request, timeout_ms)).await?;
    Ok((!buffer.is_null()).then(|| Uint8Array::new(&buffer).to_vec()))
}
