//! Messages to the client.

use serde::Serialize;
use serde_json::value::RawValue;

use crate::{Fault, Id, ProgressToken};

#[derive(Serialize)]
struct Response<'a> {
    jsonrpc: &'static str,
    id: &'a Id,
    result: &'a RawValue,
}

#[derive(Serialize)]
struct Failure<'a> {
    jsonrpc: &'static str,
    /// Null where the message was too broken to have one.
    id: Option<&'a Id>,
    error: &'a Fault,
}

#[derive(Serialize)]
struct Notification<'a> {
    jsonrpc: &'static str,
    method: &'static str,
    params: ProgressParams<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ProgressParams<'a> {
    progress_token: &'a ProgressToken,
    progress: u32,
    message: &'a str,
}

/// The answer to a request.
pub fn response(id: &Id, result: &RawValue) -> Vec<u8> {
    bytes(&Response {
        jsonrpc: "2.0",
        id,
        result,
    })
}

/// What is wrong with a message.
pub fn fault(id: Option<&Id>, fault: &Fault) -> Vec<u8> {
    bytes(&Failure {
        jsonrpc: "2.0",
        id,
        error: fault,
    })
}

/// How far a request has come; `progress` grows from one to the next.
pub fn progress(token: &ProgressToken, progress: u32, message: &str) -> Vec<u8> {
    bytes(&Notification {
        jsonrpc: "2.0",
        method: "notifications/progress",
        params: ProgressParams {
            progress_token: token,
            progress,
            message,
        },
    })
}

/// Several messages as one array.
pub fn batch(messages: &[Vec<u8>]) -> Vec<u8> {
    let mut out = vec![b'['];
    out.extend(messages.join(&b','));
    out.push(b']');
    out
}

/// A message as an event of a stream. JSON has no line feed outside strings and escapes those within,
/// so that the data is one line.
pub fn event(message: &[u8]) -> Vec<u8> {
    [b"event: message\ndata: ", message, b"\n\n"].concat()
}

fn bytes(message: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(message).unwrap_or_default()
}
