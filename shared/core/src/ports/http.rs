use thiserror::Error;

use crate::ErrorKind;

/// The methods that are needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET.
    Get,
    /// POST.
    Post,
}

/// An outgoing request.
#[derive(Clone, Debug)]
pub struct HttpRequest {
    /// The method.
    pub method: Method,
    /// An absolute `http` or `https` address.
    pub url: String,
    /// Header names (lower case) and values. May hold secrets: never logged.
    pub headers: Vec<(String, String)>,
    /// The body; empty for GET.
    pub body: Vec<u8>,
    /// The time until the whole answer must be there.
    pub timeout_ms: u32,
    /// The largest body that is read before the request is given up.
    pub max_response_bytes: usize,
}

/// The headers of answers that are read, for a host to which each of them costs.
pub const READ_RESPONSE_HEADERS: &[&str] = &["retry-after"];

/// The answer to an [`HttpRequest`].
#[derive(Clone, Debug)]
pub struct HttpResponse {
    /// The status code.
    pub status: u16,
    /// Header names (lower case) and values; at least the [`READ_RESPONSE_HEADERS`] that it has.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl HttpResponse {
    /// The first value of a header; `name` is one of [`READ_RESPONSE_HEADERS`].
    pub fn header(&self, name: &str) -> Option<&str> {
        debug_assert!(READ_RESPONSE_HEADERS.contains(&name), "{name}");
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Why no answer came. Carries no address and no text of the other side, which may hold secrets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum HttpError {
    /// The address is not one.
    #[error("the address is not a valid http or https address")]
    InvalidUrl,
    /// No connection, or it broke.
    #[error("the service could not be reached")]
    Unreachable,
    /// The deadline passed.
    #[error("the service did not answer in time")]
    Timeout,
    /// The body is larger than was allowed.
    #[error("the service's answer is larger than is accepted")]
    TooLarge,
}

impl HttpError {
    /// The kind, for status and metrics.
    pub fn kind(self) -> ErrorKind {
        match self {
            Self::InvalidUrl => ErrorKind::Misconfigured,
            Self::Unreachable => ErrorKind::UpstreamUnavailable,
            Self::Timeout => ErrorKind::Timeout,
            Self::TooLarge => ErrorKind::UpstreamProtocol,
        }
    }
}

/// Sends requests.
pub trait HttpClient {
    /// Sends one request and reads the whole answer, within its limits.
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError>;
}
