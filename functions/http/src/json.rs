//! Reads a JSON body, and says where and why it cannot.

use plainquery_core::ErrorKind;
use plainquery_wire::ApiError;
use serde::de::DeserializeOwned;

use crate::{ApiRequest, MAX_BODY_BYTES};

/// A caller's field names come back in the message; this is enough of them.
const MAX_MESSAGE_CHARS: usize = 300;

/// Whether the body is one of JSON: not too large, not empty, and named as such.
pub(crate) fn check_body(request: &ApiRequest, example: &str) -> Result<(), ApiError> {
    if request.body.len() > MAX_BODY_BYTES {
        return Err(ApiError::new(
            ErrorKind::TooLarge,
            format!("The body is larger than {MAX_BODY_BYTES} bytes. Send less."),
        ));
    }
    if request.body.is_empty() {
        return Err(ApiError::with_id(
            ErrorKind::InvalidRequest,
            "body-missing",
            format!("The body is empty. Send JSON such as {example}"),
        ));
    }
    if !is_json(request.header("content-type").unwrap_or_default()) {
        return Err(ApiError::new(
            ErrorKind::UnsupportedMediaType,
            "The header `content-type` must be `application/json`.",
        ));
    }
    Ok(())
}

/// The body as the route's type; `example` shows what is expected.
pub(crate) fn read_body<T: DeserializeOwned>(
    request: &ApiRequest,
    example: &str,
) -> Result<T, ApiError> {
    check_body(request, example)?;
    // Without this check an array of the fields' values would do as well.
    if request.body.trim_ascii_start().starts_with(b"[") {
        return Err(ApiError::with_id(
            ErrorKind::InvalidRequest,
            "body-of-another-shape",
            format!("The body must be a JSON object. Send JSON such as {example}"),
        ));
    }
    serde_json::from_slice(&request.body).map_err(|error| unreadable(&error, example))
}

fn is_json(content_type: &str) -> bool {
    let media_type = content_type.split(';').next().unwrap_or_default();
    media_type.trim().eq_ignore_ascii_case("application/json")
}

fn unreadable(error: &serde_json::Error, example: &str) -> ApiError {
    let message: String = error.to_string().chars().take(MAX_MESSAGE_CHARS).collect();
    if error.is_data() {
        ApiError::with_id(
            ErrorKind::InvalidRequest,
            "body-of-another-shape",
            format!(
                "The body is JSON, but not what this route takes: {message}. Send JSON such as {example}"
            ),
        )
    } else {
        ApiError::with_id(
            ErrorKind::InvalidRequest,
            "body-not-json",
            format!("The body is not valid JSON: {message}. Send JSON such as {example}"),
        )
    }
}

#[cfg(test)]
mod tests {
    use plainquery_wire::AskRequest;

    use super::*;

    fn check(content_type: &str, body: &[u8], expected: Result<&str, &str>) {
        let request = ApiRequest {
            headers: vec![("content-type".into(), content_type.into())],
            body: body.to_vec(),
            ..ApiRequest::default()
        };
        let read = read_body::<AskRequest>(&request, "{}");
        match (&read, expected) {
            (Ok(read), Ok(question)) => assert_eq!(read.question, question),
            (Err(error), Err(part)) => {
                assert!(error.detail.contains(part), "{}", error.detail);
            }
            _ => panic!("{read:?} is not {expected:?}"),
        }
    }

    #[test]
    fn bodies_are_read_or_explained() {
        const JSON: &str = "application/json";
        check(JSON, br#"{"question":"hi"}"#, Ok("hi"));
        check(
            "Application/JSON; charset=utf-8",
            br#"{"question":"hi"}"#,
            Ok("hi"),
        );
        check(JSON, b"", Err("is empty"));
        check("text/plain", br#"{"question":"hi"}"#, Err("content-type"));
        check(
            "application/jsonx",
            br#"{"question":"hi"}"#,
            Err("content-type"),
        );
        check(JSON, br#"{"question":"hi""#, Err("line 1 column 16"));
        check(
            JSON,
            br#"{"question":"hi","tenant":"x"}"#,
            Err("unknown field `tenant`"),
        );
        check(JSON, br#"{"question":1}"#, Err("expected a string"));
        check(JSON, b"{}", Err("missing field `question`"));
        check(JSON, b"{\"question\":\"\xff\"}", Err("not valid JSON"));
        check(JSON, br#" ["hi"]"#, Err("must be a JSON object"));
        check(
            JSON,
            &b" ".repeat(MAX_BODY_BYTES + 1),
            Err("larger than 65536"),
        );
    }
}
