//! Which path is what, and with which methods.

use plainquery_ask::inner;
use plainquery_core::{ErrorKind, Function, Settings};
use plainquery_wire::ApiError;

use crate::page::{self, Asset};

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    Page(&'static Asset),
    Health,
    Ready,
    OpenApi,
    Ask,
    Retrieve,
    Generate,
    Validate,
    Execute,
    Schema,
    Mcp,
    /// Where functions that are deployed apart call this one.
    Inner(Function),
}

impl Route {
    fn of(path: &str) -> Option<Self> {
        match path {
            "/healthz" => Some(Self::Health),
            "/readyz" => Some(Self::Ready),
            "/openapi.json" => Some(Self::OpenApi),
            "/v1/ask" => Some(Self::Ask),
            "/v1/retrieve" => Some(Self::Retrieve),
            "/v1/generate" => Some(Self::Generate),
            "/v1/validate" => Some(Self::Validate),
            "/v1/execute" => Some(Self::Execute),
            "/v1/schema" => Some(Self::Schema),
            "/mcp" => Some(Self::Mcp),
            _ => match inner::function_at(path) {
                Some(function) => Some(Self::Inner(function)),
                None => page::asset(path).map(Self::Page),
            },
        }
    }

    /// What it is called in logs.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Page(_) => "page",
            Self::Health => "healthz",
            Self::Ready => "readyz",
            Self::OpenApi => "openapi",
            Self::Ask => "ask",
            Self::Retrieve => "retrieve",
            Self::Generate => "generate",
            Self::Validate => "validate",
            Self::Schema => "schema",
            Self::Execute => "execute",
            Self::Mcp => "mcp",
            Self::Inner(_) => "inner",
        }
    }

    /// For the header `Allow`.
    pub(crate) fn methods(self) -> &'static str {
        match self {
            Self::Page(_) | Self::Health | Self::Ready | Self::OpenApi | Self::Schema => {
                "GET, HEAD, OPTIONS"
            }
            Self::Ask
            | Self::Retrieve
            | Self::Generate
            | Self::Validate
            | Self::Execute
            | Self::Mcp => "POST, OPTIONS",
            Self::Inner(_) => "POST",
        }
    }

    /// Whether pages of other sites may call it, where the settings let them.
    pub(crate) fn is_api(self) -> bool {
        !matches!(
            self,
            Self::Page(_) | Self::Health | Self::Ready | Self::Inner(_)
        )
    }

    /// The front, which serves `ask`, has all routes of callers; the others have only their own.
    pub(crate) fn check_served(self, settings: &Settings) -> Result<(), ApiError> {
        if matches!(self, Self::Health | Self::Ready | Self::Inner(_))
            || settings.serves(Function::Ask)
        {
            return Ok(());
        }
        let served: Vec<&str> = settings
            .functions
            .iter()
            .map(|function| function.label())
            .collect();
        Err(ApiError::with_id(
            ErrorKind::NotFound,
            "not-served-here",
            format!(
                "This deployment serves only {}, for others to call. Ask the one that serves `ask`.",
                served.join(" and ")
            ),
        ))
    }

    /// For a preflight: the headers that callers may send.
    pub(crate) fn request_headers(self) -> &'static str {
        match self {
            Self::Mcp => {
                "authorization, content-type, mcp-protocol-version, mcp-method, mcp-name, \
                 x-request-id"
            }
            _ => "authorization, content-type, if-none-match, x-request-id",
        }
    }

    /// Whether it is for known callers only.
    pub(crate) fn has_caller(self) -> bool {
        !matches!(
            self,
            Self::Page(_) | Self::Health | Self::Ready | Self::OpenApi | Self::Inner(_)
        )
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
