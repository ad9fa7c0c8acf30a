//! Requests and responses of Spin and of the routes.

use std::{convert::Infallible, pin::Pin};

use bytes::Bytes;
use futures_util::{Stream, StreamExt as _, stream};
use http_body::Frame;
use http_body_util::StreamBody;
use plainquery_http::{ApiRequest, ApiResponse, Body, EventStream};
use spin_sdk::{
    http::{EmptyBody, FullBody, Request, Response},
    wasip3::{http::types::ErrorCode, http_compat::IncomingRequestBody},
};

use crate::{body::read_at_most, deadline::within};

/// How long a stream of events says nothing at most.
const QUIET_MS: u32 = 500;
/// A line that readers of events skip.
const COMMENT: &[u8] = b":\n\n";

/// A body of any kind, as Spin takes it.
pub(crate) type AnyBody = Pin<Box<dyn http_body::Body<Data = Bytes, Error = Infallible>>>;

/// A request without its body, and the body.
pub(crate) fn head(request: Request) -> (ApiRequest, IncomingRequestBody) {
    let (head, body) = request.into_parts();
    let headers = head.headers.iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes());
        (name.as_str().to_owned(), value.into_owned())
    });
    let request = ApiRequest {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        headers: headers.collect(),
        body: Vec::new(),
    };
    (request, body)
}

/// One byte more than is taken is read, so that a larger body is known as such.
pub(crate) async fn read_body(
    body: IncomingRequestBody,
    max_bytes: usize,
) -> Result<Vec<u8>, ErrorCode> {
    read_at_most(body, max_bytes + 1)
        .await
        .map_err(|_| ErrorCode::ConnectionTerminated)
}

/// A body of events is made while Spin reads it, after this has returned.
pub(crate) fn write(response: ApiResponse) -> Result<Response<AnyBody>, ErrorCode> {
    let mut builder = Response::<()>::builder().status(response.status);
    for (name, value) in response.headers {
        builder = builder.header(name, value);
    }
    let body: AnyBody = match response.body {
        Body::Whole(bytes) if bytes.is_empty() => Box::pin(EmptyBody::new()),
        Body::Whole(bytes) => Box::pin(FullBody::new(bytes.into())),
        Body::Events(events) => Box::pin(StreamBody::new(
            with_signs_of_life(events).map(|event| Ok(Frame::data(event))),
        )),
    };
    builder
        .body(body)
        .map_err(|_| ErrorCode::InternalError(None))
}

/// The events, and a comment where none came for a while. Spin tells only by a failed write that a caller
/// has left, and then the work for the events ends with them.
fn with_signs_of_life(events: EventStream) -> impl Stream<Item = Bytes> {
    stream::unfold(events, |mut events| async {
        let bytes = match within(QUIET_MS, events.next()).await {
            Some(event) => event?.into(),
            None => Bytes::from_static(COMMENT),
        };
        Some((bytes, events))
    })
}
