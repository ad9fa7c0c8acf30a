//! Headers that every answer carries, and who else's pages may read it.

use plainquery_core::settings::Settings;

use crate::{ApiRequest, ApiResponse, route::Route};

/// What scripts of other origins may read of an answer, besides what they always may.
const EXPOSED: &str = "etag, ratelimit, ratelimit-policy, retry-after, server-timing, \
     www-authenticate, x-request-id";

/// Nothing of an API answer is ever to be run or framed.
const API_POLICY: &str = "default-src 'none'; frame-ancestors 'none'";
/// The page loads its own files and calls its own API, nothing else.
pub(crate) const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data:; connect-src 'self'; manifest-src 'self'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'";
const PREFLIGHT_MAX_AGE_S: &str = "600";

/// Adds the headers that each answer needs and that are not there yet.
pub(crate) fn secured(mut response: ApiResponse, request_id: &str) -> ApiResponse {
    let defaults = [
        ("x-request-id", request_id),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("content-security-policy", API_POLICY),
        ("cache-control", "no-store"),
    ];
    for (name, value) in defaults {
        if response.header(name).is_none() {
            response.headers.push((name, value.to_owned()));
        }
    }
    response
}

/// The answer to a preflight; without the headers below it admits nobody.
pub(crate) fn preflight(route: Route) -> ApiResponse {
    ApiResponse::empty(204).with_header("allow", route.methods())
}

/// Adds a header that the answer depends on.
pub(crate) fn varying(mut response: ApiResponse, name: &str) -> ApiResponse {
    match response.headers.iter_mut().find(|(key, _)| *key == "vary") {
        Some((_, names)) => {
            names.push_str(", ");
            names.push_str(name);
            response
        }
        None => response.with_header("vary", name),
    }
}

/// Lets pages of the configured origins read the answer, also that there is no such route. Callers send a bearer token, never a
/// cookie, so credentials stay off.
pub(crate) fn shared(
    response: ApiResponse,
    request: &ApiRequest,
    route: Option<Route>,
    settings: &Settings,
) -> ApiResponse {
    if settings.allowed_origins.is_empty() || !route.is_none_or(Route::is_api) {
        return response;
    }
    let response = varying(response, "origin");
    let Some(origin) = request.header("origin") else {
        return response;
    };
    let is_allowed = settings
        .allowed_origins
        .iter()
        .any(|allowed| allowed == "*" || allowed == origin);
    if !is_allowed {
        return response;
    }
    let response = response
        .with_header("access-control-allow-origin", origin)
        .with_header("access-control-expose-headers", EXPOSED)
        .with_header("timing-allow-origin", origin);
    if let ("OPTIONS", Some(route)) = (request.method.as_str(), route) {
        response
            .with_header("access-control-allow-methods", route.methods())
            .with_header("access-control-allow-headers", route.request_headers())
            .with_header("access-control-max-age", PREFLIGHT_MAX_AGE_S)
    } else {
        response
    }
}

/// Whether the caller names a media type among those that it takes.
pub(crate) fn accepts(request: &ApiRequest, media_type: &str) -> bool {
    request
        .header("accept")
        .unwrap_or_default()
        .split(',')
        .filter_map(|range| range.split(';').next())
        .any(|range| range.trim().eq_ignore_ascii_case(media_type))
}
