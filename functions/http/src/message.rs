//! Requests and responses as every host can express them.

use crate::EventStream;

/// The headers of requests that are read, for a host to which each of them costs.
pub const READ_HEADERS: &[&str] = &[
    "accept",
    "accept-encoding",
    "authorization",
    "content-length",
    "content-type",
    "if-none-match",
    "mcp-method",
    "mcp-name",
    "mcp-protocol-version",
    "origin",
    plainquery_ask::inner::HEADER,
    "x-request-id",
];

/// The largest body of a caller that is taken, in bytes.
pub const MAX_BODY_BYTES: usize = 64 * 1024;

/// A request. A host reads at most [`max_body_bytes`](crate::max_body_bytes) + 1 bytes of the body:
/// one byte more is enough to know that it is too large.
#[derive(Clone, Debug, Default)]
pub struct ApiRequest {
    /// In upper case, as it came.
    pub method: String,
    /// The path without the query.
    pub path: String,
    /// Names in lower case, and values; at least the [`READ_HEADERS`] that it has.
    pub headers: Vec<(String, String)>,
    /// The body; empty where there is none.
    pub body: Vec<u8>,
}

impl ApiRequest {
    /// The first value of a header; `name`, in lower case, is one of [`READ_HEADERS`].
    pub fn header(&self, name: &str) -> Option<&str> {
        debug_assert!(READ_HEADERS.contains(&name), "{name}");
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}

/// A response's body.
#[derive(Debug)]
pub enum Body {
    /// All of it at once; empty where there is none.
    Whole(Vec<u8>),
    /// Piece by piece.
    Events(EventStream),
}

impl Body {
    /// The bytes, where the body is there as a whole; none of a stream.
    pub fn whole(&self) -> &[u8] {
        match self {
            Self::Whole(bytes) => bytes,
            Self::Events(_) => &[],
        }
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Whole(bytes)
    }
}

/// A response.
#[derive(Debug)]
pub struct ApiResponse {
    /// The status code.
    pub status: u16,
    /// Names in lower case, and values.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: Body,
}

impl ApiResponse {
    pub(crate) fn new(status: u16, content_type: &str, body: impl Into<Body>) -> Self {
        Self {
            status,
            headers: vec![("content-type", content_type.to_owned())],
            body: body.into(),
        }
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new().into(),
        }
    }

    pub(crate) fn with_header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// The first value of a header; `name` in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value.as_str())
    }
}
