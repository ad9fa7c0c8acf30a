//! The key of a recorded request.

use std::fmt::Write;

use plainquery_core::ports::{HttpRequest, Method};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// A request as people read it: no header, since headers hold keys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadableRequest {
    /// `GET` or `POST`.
    pub method: String,
    /// Without user name, password and query.
    pub url: String,
    /// The whole body: the prompt, the model and its parameters, with its keys sorted.
    pub body: Value,
}

impl ReadableRequest {
    /// The last line of what is said to the model: mostly the question.
    pub fn last_line(&self) -> &str {
        let said = self.body["messages"]
            .as_array()
            .and_then(|messages| messages.last())
            .and_then(|message| message["content"].as_str())
            .unwrap_or_default();
        let mut lines = said.lines().rev().map(str::trim);
        lines.find(|line| !line.is_empty()).unwrap_or_default()
    }
}

/// A request without its headers.
pub fn readable(request: &HttpRequest) -> ReadableRequest {
    let body = serde_json::from_slice(&request.body)
        .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&request.body).into_owned()));
    ReadableRequest {
        method: match request.method {
            Method::Get => "GET",
            Method::Post => "POST",
        }
        .to_owned(),
        url: without_secrets(&request.url),
        body: sorted(body),
    }
}

/// SHA-256, in hexadecimal, of the whole request and of which repeat it is for. The body holds the
/// rendered prompt, the model and its parameters, so that a change of any of them is another key.
pub fn request_key(request: &ReadableRequest, repeat: u32) -> String {
    let body = request.body.to_string();
    let mut hasher = Sha256::new();
    for part in [
        "plainquery-cassette-1",
        &request.method,
        &request.url,
        &body,
        &repeat.to_string(),
    ] {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part.as_bytes());
    }
    hexadecimal(&hasher.finalize())
}

/// SHA-256 of bytes, in hexadecimal.
pub fn sha256_hexadecimal(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// An address without what may be a secret.
fn without_secrets(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let host = authority.rsplit('@').next().unwrap_or_default();
    format!("{scheme}://{host}{path}")
}

/// The same value with the keys of every object sorted, whatever order the parser keeps.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let mut members: Vec<(String, Value)> = members.into_iter().collect();
            members.sort_by(|(one, _), (other, _)| one.cmp(other));
            let members = members.into_iter().map(|(key, value)| (key, sorted(value)));
            Value::Object(members.collect::<Map<_, _>>())
        }
        Value::Array(elements) => Value::Array(elements.into_iter().map(sorted).collect()),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(url: &str, body: &str) -> HttpRequest {
        HttpRequest {
            method: Method::Post,
            url: url.to_owned(),
            headers: vec![("authorization".to_owned(), "Bearer sk-secret".to_owned())],
            body: body.as_bytes().to_vec(),
            timeout_ms: 1_000,
            max_response_bytes: 1_000,
        }
    }

    const URL: &str = "https://api.example.com/v1/chat/completions";

    fn key(url: &str, body: &str, repeat: u32) -> String {
        request_key(&readable(&request(url, body)), repeat)
    }

    #[test]
    fn a_key_is_of_all_that_can_change_the_reply() {
        let first = key(URL, r#"{"model": "a", "temperature": 0}"#, 0);
        assert_eq!(first, key(URL, r#"{"temperature":0,"model":"a"}"#, 0));
        for other in [
            key(URL, r#"{"model": "b", "temperature": 0}"#, 0),
            key(URL, r#"{"model": "a", "temperature": 1}"#, 0),
            key(URL, r#"{"model": "a", "temperature": 0}"#, 1),
            key(
                "https://other.example.com/v1",
                r#"{"model": "a", "temperature": 0}"#,
                0,
            ),
        ] {
            assert_ne!(first, other);
        }
    }

    #[test]
    fn no_secret_is_readable() {
        let shown = readable(&request(
            "https://user:sk-secret@api.example.com/v1?key=sk-secret#x",
            "{}",
        ));
        assert_eq!(shown.url, "https://api.example.com/v1");
        assert!(!serde_json::to_string(&shown).unwrap().contains("sk-secret"));
    }
}
