//! Routes, authentication, limits and problem documents, over the ports of any host.
//!
//! A host turns its own request into an [`ApiRequest`], calls [`respond`], and turns the
//! [`ApiResponse`] into its own; everything in between is here, once.

mod arrival;
mod auth;
mod compress;
mod etag;
mod event_stream;
mod events;
mod headers;
mod inner;
mod json;
mod limits;
mod mcp;
mod message;
mod negotiate;
mod openapi;
mod page;
mod ready;
mod request_id;
mod route;
mod stages;
mod status;
mod timing;

use std::rc::Rc;

use plainquery_ask::{Caller, Config};
use plainquery_core::{
    ErrorKind, Principal, SettingsErrors,
    ports::{Clock, Host, RandomSource},
};
use plainquery_wire::ApiError;

pub use arrival::{BODY_TIMEOUT_MS, body_timed_out};
pub use event_stream::EventStream;
pub use inner::max_body_bytes;
pub use message::{ApiRequest, ApiResponse, Body, MAX_BODY_BYTES, READ_HEADERS};
pub use status::status_of;

use negotiate::Form;
use route::Route;

/// RFC 6750, 3: without an error where the caller sent no token.
const CHALLENGE: &str = "Bearer realm=\"plainquery\"";
const CHALLENGE_AFTER_A_TOKEN: &str = "Bearer realm=\"plainquery\", error=\"invalid_token\"";

/// Answers a request. Never fails: what goes wrong becomes a problem document.
///
/// Settings that could not be read leave the page and the health check, which tells of them. Host and
/// settings are shared with a body that is still being made when this returns.
pub async fn respond<H: Host + 'static>(
    host: &Rc<H>,
    config: &Rc<Result<Config, SettingsErrors>>,
    request: &ApiRequest,
) -> ApiResponse {
    compress::compressed(respond_uncompressed(host, config, request).await)
}

/// [`respond`] for a host whose runtime compresses by itself whatever says `content-encoding: gzip`:
/// the header is there, and the body is plain.
pub async fn respond_uncompressed<H: Host + 'static>(
    host: &Rc<H>,
    config: &Rc<Result<Config, SettingsErrors>>,
    request: &ApiRequest,
) -> ApiResponse {
    let started_at_ms = host.clock().now_ms();
    let request_id = request_id::request_id(request.header("x-request-id"), host.random());
    let route = route::find(&request.path);
    let result = match &route {
        Ok(route) => dispatch(host, config, request, *route, &request_id).await,
        Err(error) => Err(error.clone()),
    };
    let mut response = result.unwrap_or_else(|error| problem(error, &request_id));
    if route.is_ok_and(Route::has_caller) && !matches!(response.body, Body::Events(_)) {
        let took_ms = host.clock().now_ms().saturating_sub(started_at_ms);
        response = timing::timed_as_a_whole(response, took_ms);
    }
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
    let refused = problem(error, &request_id);
    compress::compressed(finished(refused, config, request, &request_id))
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
    let route = route::find(&request.path).ok();
    if response.status == 405
        && let Some(route) = route
    {
        response = response.with_header("allow", route.methods());
    }
    if let Ok(config) = config.as_ref() {
        response = headers::shared(response, request, route, &config.settings);
    }
    let mut response = compress::marked(headers::secured(response, request_id), request);
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
    if route == Route::OpenApi {
        return Ok(openapi::serve(request));
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
    if route == Route::Mcp {
        mcp::check_origin(request, &config.settings)?;
    }
    let principal = auth::authenticate(host.as_ref(), request, &config.settings).await?;
    let admission = limits::admit(host.limiter(), &principal).await;
    let result = match limits::refusal(admission) {
        Some(refusal) => Err(refusal),
        None => {
            serve(
                host,
                shared_config,
                config,
                request,
                route,
                principal,
                request_id,
            )
            .await
        }
    };
    let response = result.unwrap_or_else(|error| problem(error, request_id));
    Ok(limits::told(response, admission))
}

/// What a known caller who may ask asked for.
async fn serve<H: Host + 'static>(
    host: &Rc<H>,
    shared_config: &Rc<Result<Config, SettingsErrors>>,
    config: &Config,
    request: &ApiRequest,
    route: Route,
    principal: Principal,
    request_id: &str,
) -> Result<ApiResponse, ApiError> {
    if route == Route::Mcp {
        return mcp::answer(host, shared_config, principal, request_id, request).await;
    }
    let caller = Caller {
        principal: &principal,
        request_id,
    };
    if route != Route::Ask {
        negotiate::check_json_is_taken(request)?;
        return stages::run(host.as_ref(), config, &caller, request, route).await;
    }
    let response = match negotiate::form_of_answer(request)? {
        Form::Json => stages::run(host.as_ref(), config, &caller, request, route).await?,
        Form::Events => {
            let question = stages::read_question(request)?;
            events::answer(host, shared_config, principal, request_id, question)
        }
    };
    Ok(headers::varying(response, "accept"))
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
    let challenge = match (error.kind, error.id) {
        (ErrorKind::Unauthenticated, "token-missing") => Some(CHALLENGE),
        (ErrorKind::Unauthenticated, _) => Some(CHALLENGE_AFTER_A_TOKEN),
        _ => None,
    };
    let retry_after_s = error.retry_after_s;
    let body = serde_json::to_vec(&error.into_problem(status, request_id)).unwrap_or_default();
    let mut response = ApiResponse::new(status, "application/problem+json", body);
    if let Some(challenge) = challenge {
        response = response.with_header("www-authenticate", challenge);
    }
    if let Some(seconds) = retry_after_s {
        response = response.with_header("retry-after", seconds.to_string());
    }
    response
}
