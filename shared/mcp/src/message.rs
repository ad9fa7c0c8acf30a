//! Messages of JSON-RPC 2.0 as the protocol narrows them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::Fault;

/// The most messages that are taken in one array.
pub const MAX_BATCH_MESSAGES: usize = 16;

/// A request's id: text or a whole number, never null.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Id {
    /// A whole number.
    Number(i64),
    /// A text.
    Text(String),
}

/// What a body holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Incoming {
    /// One message.
    One(Message),
    /// Several; those that are none stand as faults.
    Batch(Vec<Result<Message, Fault>>),
}

/// A message.
#[derive(Clone, Debug, PartialEq)]
pub enum Message {
    /// Wants an answer.
    Request(Request),
    /// Wants none.
    Notification,
    /// An answer to something that was never asked: nothing here asks clients.
    Response,
}

/// A request.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Comes back with the answer.
    pub id: Id,
    /// What is wanted.
    pub method: String,
    /// By name.
    pub params: Map<String, Value>,
}

impl Request {
    /// Something about the request itself.
    pub(crate) fn meta(&self, key: &str) -> Option<&Value> {
        self.params.get("_meta")?.get(key)
    }
}

/// Reads a body.
pub fn read(body: &[u8]) -> Result<Incoming, Fault> {
    match serde_json::from_slice(body).map_err(|error| Fault::not_json(&error))? {
        Value::Array(messages) if messages.is_empty() => {
            Err(Fault::invalid_request("The array holds no message."))
        }
        Value::Array(messages) if messages.len() > MAX_BATCH_MESSAGES => {
            Err(Fault::invalid_request(format!(
                "The array holds more than {MAX_BATCH_MESSAGES} messages. Send fewer at once."
            )))
        }
        Value::Array(messages) => Ok(Incoming::Batch(messages.into_iter().map(message).collect())),
        value => message(value).map(Incoming::One),
    }
}

fn message(value: Value) -> Result<Message, Fault> {
    let Value::Object(mut fields) = value else {
        return Err(Fault::invalid_request("A message must be a JSON object."));
    };
    if fields.get("jsonrpc").and_then(Value::as_str) != Some("2.0") {
        return Err(Fault::invalid_request("`jsonrpc` must be \"2.0\"."));
    }
    let id = fields.remove("id");
    let method = match fields.remove("method") {
        Some(Value::String(method)) => method,
        Some(_) => return Err(Fault::invalid_request("`method` must be a text.")),
        None if fields.contains_key("result") || fields.contains_key("error") => {
            return Ok(Message::Response);
        }
        None => return Err(Fault::invalid_request("`method` is missing.")),
    };
    let Some(id) = id else {
        return Ok(Message::Notification);
    };
    let id = serde_json::from_value(id)
        .map_err(|_| Fault::invalid_request("`id` must be a text or a whole number."))?;
    let params = match fields.remove("params") {
        None => Map::new(),
        Some(Value::Object(params)) => params,
        Some(_) => {
            return Err(Fault::invalid_request("`params` must be a JSON object."));
        }
    };
    Ok(Message::Request(Request { id, method, params }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: Result<&str, &str>) {
        let read = read(body.as_bytes());
        let name = match &read {
            Ok(Incoming::One(Message::Request(_))) => Ok("request"),
            Ok(Incoming::One(Message::Notification)) => Ok("notification"),
            Ok(Incoming::One(Message::Response)) => Ok("response"),
            Ok(Incoming::Batch(_)) => Ok("batch"),
            Err(fault) => Err(serde_json::to_string(fault).unwrap()),
        };
        match (name, expected) {
            (Ok(name), Ok(expected)) => assert_eq!(name, expected, "{body}"),
            (Err(fault), Err(part)) => assert!(fault.contains(part), "{body}: {fault}"),
            (name, expected) => panic!("{body}: {name:?} is not {expected:?}"),
        }
    }

    #[test]
    fn messages_are_told_apart() {
        check(r#"{"jsonrpc":"2.0","id":1,"method":"a"}"#, Ok("request"));
        check(
            r#"{"jsonrpc":"2.0","id":"x","method":"a","params":{}}"#,
            Ok("request"),
        );
        check(r#"{"jsonrpc":"2.0","method":"a"}"#, Ok("notification"));
        check(r#"{"jsonrpc":"2.0","id":1,"result":{}}"#, Ok("response"));
        check(r#"[{"jsonrpc":"2.0","id":1,"method":"a"}, 7]"#, Ok("batch"));
    }

    #[test]
    fn what_is_no_message_is_said() {
        check("{", Err("-32700"));
        check("[]", Err("holds no message"));
        check(&format!("[{}]", ["1"; 17].join(",")), Err("more than 16"));
        check("7", Err("JSON object"));
        check(r#"{"id":1,"method":"a"}"#, Err("`jsonrpc`"));
        check(r#"{"jsonrpc":"2.0","id":1}"#, Err("`method` is missing"));
        check(r#"{"jsonrpc":"2.0","id":null,"method":"a"}"#, Err("`id`"));
        check(r#"{"jsonrpc":"2.0","id":1.5,"method":"a"}"#, Err("`id`"));
        check(
            r#"{"jsonrpc":"2.0","id":1,"method":"a","params":[1]}"#,
            Err("`params`"),
        );
        check(&"[".repeat(60_000), Err("-32700"));
    }
}
