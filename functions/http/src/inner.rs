//! Calls of functions that are deployed apart.

use plainquery_ask::{
    Config,
    inner::{HEADER, InnerRequest, function_at, serve_inner, signed_body_bytes},
};
use plainquery_core::{
    Function, SettingsErrors,
    ports::{Clock, Host},
};
use plainquery_wire::ApiError;

use crate::{ApiRequest, ApiResponse, MAX_BODY_BYTES};

/// The most bytes that a host takes of the body of a request with this head: more than usual only where
/// the head is signed by another function. One more that is read tells that the body is too large.
pub fn max_body_bytes(
    config: &Result<Config, SettingsErrors>,
    head: &ApiRequest,
    clock: &impl Clock,
) -> usize {
    let signed = match config {
        Ok(config) if function_at(&head.path).is_some() => signed_body_bytes(
            &config.settings,
            &head.method,
            &head.path,
            head.header(HEADER),
            clock.now_ms(),
        ),
        _ => None,
    };
    signed.unwrap_or(0).max(MAX_BODY_BYTES)
}

pub(crate) async fn answer<H: Host>(
    host: &H,
    config: &Config,
    request: &ApiRequest,
    function: Function,
) -> Result<ApiResponse, ApiError> {
    let call = InnerRequest {
        function,
        method: &request.method,
        path: &request.path,
        signature: request.header(HEADER),
        body: &request.body,
    };
    let reply = serve_inner(host, config, &call).await?;
    Ok(ApiResponse::new(200, "application/json", reply))
}
