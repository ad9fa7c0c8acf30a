//! Routes, authentication, limits and problem documents, over the ports of any host.
//!
//! A host turns its own request into an [`ApiRequest`], calls [`respond`], and turns the
//! [`ApiResponse`] into its own; everything in between is here, once.

mod arrival;
mod auth;
mod etag;
mod events;
mod headers;
mod inner;
mod json;
mod message;
mod page;
mod ready;
mod request_id;
mod route;
mod stages;
mod status;

use std::rc::Rc;

use plainquery_ask::{Caller, Config};
use plainquery_core::{
    ErrorKind, SettingsErrors,
    ports::{Clock, Host, RandomSource},
};
use plainquery_wire::ApiError;

pub use arrival::{BODY_TIMEOUT_MS, body_timed_out};
pub use events::EventStream;
pub use inner::max_body_bytes;
pub use message::{ApiRequest, ApiResponse, Body, MAX_BODY_BYTES};
pub use status::status_of;

use route::Route;

/// Answers a request. Never fails: what goes wrong becomes a problem document.
///
/// Settings that could not be read leave the page and the health check, which tells of them. Host and
/// settings are shared with a body that is still being made when this returns.
pub async fn respond<H: Host + 'static>(
    host: &Rc<H>,
    config: &Rc<Result<Config, SettingsErrors>>,
    request: &ApiRequest,
) -> ApiResponse {
    let request_id = request_id::request_id(request.header("x-request-id"), host.random());
    let route = route::find(&request.path);
    let result = match &route {
        Ok(route) => dispatch(host, config, request, *route, &request_id).await,
        Err(error) => Err(error.clone()),
    };
    let response = result.unwrap_or_else(|error| problem(error, &request_id));
    finished(response, config, request, &request_id)
}

/// The answer to a request that the host itself gives up: too many at once, a body that does not end,
/// a deadline. It has the form and the headers of all others.
pub fn refuse(
    random: &impl RandomSource,
    config: &Result<Config, SettingsErrors>,
    request: &ApiRequest,
    error: ApiError,
) -> ApiResponse {
    let request_id = request_id::request_id(request.header("x-request-id"), random);
    finished(problem(error, &request_id), config, request, &request_id)
}

/// What a path is called in logs: one of a few names, never text of the caller.
pub fn route_name(path: &str) -> &'static str {
    route::find(path).map_or("none", Route::name)
}

/// Adds what every answer carries.
fn finished(
    mut response: ApiResponse,
    config: &Result<Config, SettingsErrors>,
    request: &ApiRequest,
    request_id: &str,
) -> ApiResponse {
    if let Ok(route) = route::find(&request.path) {
        if response.status == 405 {
            response = response.with_header("allow", route.methods());
        }
        if let Ok(config) = config.as_ref() {
            response = headers::shared(response, request, route, &config.settings);
        }
    }
    let mut response = headers::secured(response, request_id);
    if request.method == "HEAD" {
        response.body = Vec::new().into();
    }
    response
}

async fn dispatch<H: Host + 'static>(
    host: &Rc<H>,
    shared_config: &Rc<Result<Config, SettingsErrors>>,
    request: &ApiRequest,
    route: Route,
    request_id: &str,
) -> Result<ApiResponse, ApiError> {
    if !route.takes(&request.method) {
        return Err(ApiError::new(
            ErrorKind::MethodNotAllowed,
            format!("This route takes {}.", route.methods()),
        ));
    }
    if request.method == "OPTIONS" {
        return Ok(headers::preflight(route));
    }
    if let Ok(config) = shared_config.as_ref() {
        route.check_served(&config.settings)?;
    }
    if let Route::Page(asset) = route {
        return Ok(page::serve(asset, request));
    }
    let config = shared_config.as_ref().as_ref().map_err(not_set_up)?;
    if route == Route::Health {
        return Ok(health());
    }
    if let Route::Inner(function) = route {
        return inner::answer(host.as_ref(), config, request, function).await;
    }
    if route == Route::Ready {
        return ready::ready(host.as_ref(), config).await;
    }
    let principal = auth::authenticate(request, &config.settings.access, host.clock().now_ms())?;
    if route == Route::Ask && events::are_wanted(request) {
        let question = stages::read_question(request)?;
        return Ok(events::answer(
            host,
            shared_config,
            principal,
            request_id,
            question,
        ));
    }
    let caller = Caller {
        principal: &principal,
        request_id,
    };
    stages::run(host.as_ref(), config, &caller, request, route).await
}

/// Names the keys, never a value; whoever deploys it needs to see them, and others learn nothing.
fn not_set_up(errors: &SettingsErrors) -> ApiError {
    ApiError::new(
        ErrorKind::Misconfigured,
        format!("The settings cannot be used: {errors}."),
    )
}

fn health() -> ApiResponse {
    ApiResponse::new(200, "application/json", br#"{"status":"ok"}"#.to_vec())
}

fn problem(error: ApiError, request_id: &str) -> ApiResponse {
    let status = status_of(error.kind);
    let is_unauthenticated = error.kind == ErrorKind::Unauthenticated;
    let retry_after_s = error.retry_after_s;
    let body = serde_json::to_vec(&error.into_problem(status, request_id)).unwrap_or_default();
    let mut response = ApiResponse::new(status, "application/problem+json", body);
    if is_unauthenticated {
        response = response.with_header("www-authenticate", "Bearer realm=\"plainquery\"");
    }
    if let Some(seconds) = retry_after_s {
        response = response.with_header("retry-after", seconds.to_string());
    }
    response
}
