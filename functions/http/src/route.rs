//! Which path is what, and with which methods.

use plainquery_core::ErrorKind;
use plainquery_wire::ApiError;

use crate::page::{self, Asset};

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    Page(&'static Asset),
    Health,
    OpenApi,
    Ask,
    Retrieve,
    Generate,
    Validate,
    Schema,
}

impl Route {
    fn of(path: &str) -> Option<Self> {
        match path {
            "/healthz" => Some(Self::Health),
            "/openapi.json" => Some(Self::OpenApi),
            "/v1/ask" => Some(Self::Ask),
            "/v1/retrieve" => Some(Self::Retrieve),
            "/v1/generate" => Some(Self::Generate),
            "/v1/validate" => Some(Self::Validate),
            "/v1/schema" => Some(Self::Schema),
            _ => page::asset(path).map(Self::Page),
        }
    }

    /// For the header `Allow`.
    pub(crate) fn methods(self) -> &'static str {
        match self {
            Self::Page(_) | Self::Health | Self::OpenApi | Self::Schema => "GET, HEAD, OPTIONS",
            Self::Ask | Self::Retrieve | Self::Generate | Self::Validate => "POST, OPTIONS",
        }
    }

    /// Whether pages of other sites may call it, where the settings let them.
    pub(crate) fn is_api(self) -> bool {
        !matches!(self, Self::Page(_) | Self::Health)
    }

    /// Whether it is for known callers only.
    pub(crate) fn has_caller(self) -> bool {
        !matches!(self, Self::Page(_) | Self::Health | Self::OpenApi)
    }

    /// Whether the method is one that the route takes.
    pub(crate) fn takes(self, method: &str) -> bool {
        self.methods().split(", ").any(|taken| taken == method)
    }
}

/// The route of a path.
pub(crate) fn find(path: &str) -> Result<Route, ApiError> {
    Route::of(path).ok_or_else(|| {
        ApiError::new(
            ErrorKind::NotFound,
            "There is no such route. Ask with `POST /v1/ask`; the page is at `/`.",
        )
    })
}
