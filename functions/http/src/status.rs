//! The one place where a kind of failure becomes a status.

use plainquery_core::ErrorKind;

/// The HTTP status of a failure.
pub fn status_of(kind: ErrorKind) -> u16 {
    match kind {
        ErrorKind::InvalidRequest => 400,
        ErrorKind::Unauthenticated => 401,
        ErrorKind::Forbidden => 403,
        ErrorKind::NotFound => 404,
        ErrorKind::MethodNotAllowed => 405,
        ErrorKind::NotAcceptable => 406,
        ErrorKind::RequestTimeout => 408,
        ErrorKind::TooLarge => 413,
        ErrorKind::UnsupportedMediaType => 415,
        ErrorKind::Refused => 422,
        ErrorKind::RateLimited => 429,
        ErrorKind::Misconfigured | ErrorKind::Internal => 500,
        ErrorKind::UpstreamProtocol => 502,
        ErrorKind::UpstreamUnavailable | ErrorKind::Overloaded => 503,
        ErrorKind::Timeout => 504,
    }
}
