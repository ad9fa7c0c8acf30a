//! What the routes share: headers, parameters, and the responses of failures.

use plainquery_core::ErrorKind;
use plainquery_http::status_of;
use serde_json::{Map, Value, json};

/// Headers of answers: name, description, schema.
fn all_headers() -> [(&'static str, &'static str, Value); 7] {
    let text = || json!({"type": "string"});
    [
        (
            "X-Request-Id",
            "Ties answer, problem and log together: the caller's own where it is harmless, else a new one.",
            json!({"type": "string", "pattern": "^[A-Za-z0-9._-]{1,64}$"}),
        ),
        (
            "ETag",
            "A weak tag of the content, for `If-None-Match`.",
            json!({"type": "string", "pattern": "^W/\"[0-9a-f]+\"$"}),
        ),
        (
            "RateLimit",
            "What is left (IETF draft): `\"requests\";r=40;t=12`. Only from hosts that count exactly.",
            text(),
        ),
        (
            "RateLimit-Policy",
            "The quota (IETF draft): `\"requests\";q=100;w=60`. Only from hosts that count exactly.",
            text(),
        ),
        (
            "Server-Timing",
            "What took a millisecond or more, in milliseconds: `execute;dur=12, total;dur=15`. On deployed \
             Workers only waiting for I/O is counted.",
            text(),
        ),
        (
            "Retry-After",
            "Seconds after which it may work, where that is known.",
            json!({"type": "integer", "minimum": 1}),
        ),
        (
            "WWW-Authenticate",
            "How to authenticate (RFC 6750).",
            text(),
        ),
    ]
}

pub(super) fn headers() -> Map<String, Value> {
    all_headers()
        .into_iter()
        .map(|(name, description, schema)| {
            (
                name.to_owned(),
                json!({"description": description, "schema": schema}),
            )
        })
        .collect()
}

/// A reference to a header.
pub(super) fn header(name: &str) -> Value {
    json!({"$ref": format!("#/components/headers/{name}")})
}

pub(super) fn parameters() -> Value {
    json!({
        "RequestId": {
            "name": "X-Request-Id",
            "in": "header",
            "description": "An id for the request: 1 to 64 letters, digits, `-`, `_` and `.`. Anything else is \
                passed over, and the request gets a new one.",
            "schema": {"type": "string"},
        },
        "IfNoneMatch": {
            "name": "If-None-Match",
            "in": "header",
            "description": "Entity tags that the caller has, or `*`.",
            "schema": {"type": "string"},
        },
    })
}

/// The kinds of failures that have a response of their own: one for each status.
const KINDS: [(ErrorKind, &str, &str); 12] = [
    (
        ErrorKind::InvalidRequest,
        "InvalidRequest",
        "The body cannot be read or is not what the route takes.",
    ),
    (
        ErrorKind::Unauthenticated,
        "Unauthenticated",
        "There is no key or token, or it does not hold.",
    ),
    (
        ErrorKind::Forbidden,
        "Forbidden",
        "The caller is known and may not do this.",
    ),
    (
        ErrorKind::NotAcceptable,
        "NotAcceptable",
        "The route has nothing of a media type that the caller takes.",
    ),
    (
        ErrorKind::TooLarge,
        "TooLarge",
        "The body, or the result that was asked for, is too large.",
    ),
    (
        ErrorKind::UnsupportedMediaType,
        "UnsupportedMediaType",
        "The body is not `application/json`.",
    ),
    (
        ErrorKind::Refused,
        "Refused",
        "It is understood and not permitted.",
    ),
    (
        ErrorKind::RateLimited,
        "RateLimited",
        "The caller asked too often.",
    ),
    (
        ErrorKind::Internal,
        "Internal",
        "The service is not set up correctly, or has a defect.",
    ),
    (
        ErrorKind::UpstreamProtocol,
        "UpstreamProtocol",
        "The database or the model answered in an unknown way.",
    ),
    (
        ErrorKind::UpstreamUnavailable,
        "UpstreamUnavailable",
        "The database, the model or the tokens' issuer cannot be reached.",
    ),
    (
        ErrorKind::Timeout,
        "Timeout",
        "The database or the model did not answer in time.",
    ),
];

/// The name of the response of a kind: that of the kind with the same status.
pub(super) fn response_name(kind: ErrorKind) -> &'static str {
    KINDS
        .iter()
        .find(|(other, ..)| status_of(*other) == status_of(kind))
        .map_or("Internal", |(_, name, _)| name)
}

pub(super) fn problem_responses(problem: &Value) -> Map<String, Value> {
    KINDS
        .into_iter()
        .map(|(kind, name, description)| {
            let mut headers = Map::from_iter([("X-Request-Id".to_owned(), header("X-Request-Id"))]);
            let special = match kind {
                ErrorKind::Unauthenticated => "WWW-Authenticate",
                ErrorKind::RateLimited | ErrorKind::UpstreamUnavailable => "Retry-After",
                _ => "",
            };
            if !special.is_empty() {
                headers.insert(special.to_owned(), header(special));
            }
            let response = json!({
                "description": description,
                "headers": headers,
                "content": {"application/problem+json": {"schema": problem}},
            });
            (name.to_owned(), response)
        })
        .collect()
}
