//! Routes, authentication, limits and problem documents, over the ports of any host.
//!
//! A host turns its own request into an [`ApiRequest`], calls [`respond`], and turns the
//! [`ApiResponse`] into its own; everything in between is here, once.

mod auth;
mod compress;
mod etag;
mod events;
mod headers;
mod json;
mod limits;
mod message;
mod negotiate;
mod openapi;
mod page;
mod request_id;
mod route;
mod stages;
mod status;
mod timing;

use std::rc::Rc;

use plainquery_ask::{Caller, Config};
use plainquery_core::{
    ErrorKind, Principal, SettingsErrors,
    ports::{Clock, Host, RateLimiter},
};
use plainquery_wire::ApiError;

pub use events::EventStream;
pub use message::{ApiRequest, ApiResponse, Body, MAX_BODY_BYTES};
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
    if let Ok(route) = route {
        if response.status == 405 {
            response = response.with_header("allow", route.methods());
        }
        let took_ms = host.clock().now_ms().saturating_sub(started_at_ms);
        if route.has_caller() && !matches!(response.body, Body::Events(_)) {
            response = timing::timed_as_a_whole(response, took_ms);
        }
    }
    if let Ok(config) = config.as_ref() {
        response = headers::shared(response, request, route.ok(), &config.settings);
    }
    let mut response = compress::marked(headers::secured(response, &request_id), request);
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
    let principal = auth::authenticate(host.as_ref(), request, &config.settings).await?;
    let admission = host.limiter().admit(&limits::subject(&principal)).await;
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
