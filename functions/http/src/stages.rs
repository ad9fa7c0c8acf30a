//! The routes that need a caller: each reads its body, calls its handler, writes the answer.

use plainquery_ask::{Caller, Config, Unobserved};
use plainquery_core::{ErrorKind, ports::Host};
use plainquery_wire::{ApiError, AskRequest};
use serde::Serialize;

use crate::{ApiRequest, ApiResponse, etag, json::read_body, route::Route, timing::timed};

const ASK_EXAMPLE: &str = r#"{"question": "How many orders were placed last month?"}"#;
const VALIDATE_EXAMPLE: &str = r#"{"sql": "SELECT count(*) FROM orders"}"#;
const EXECUTE_EXAMPLE: &str = r#"{"plan": "<the plan of /v1/validate>"}"#;

/// The body of a question.
pub(crate) fn read_question(request: &ApiRequest) -> Result<AskRequest, ApiError> {
    read_body(request, ASK_EXAMPLE)
}

pub(crate) async fn run<H: Host>(
    host: &H,
    config: &Config,
    caller: &Caller<'_>,
    request: &ApiRequest,
    route: Route,
) -> Result<ApiResponse, ApiError> {
    match route {
        Route::Ask => {
            let question = read_question(request)?;
            let answer = plainquery_ask::ask(host, config, caller, question, &Unobserved).await?;
            Ok(timed(json(&answer)?, &answer.timings))
        }
        Route::Schema => {
            let schema = plainquery_ask::schema(host, config, caller).await?;
            let response = json(&schema)?.with_header("cache-control", "private, no-cache");
            Ok(etag::tagged(response, request))
        }
        Route::Page(_)
        | Route::Health
        | Route::Ready
        | Route::OpenApi
        | Route::Mcp
        | Route::Inner(_) => Err(ApiError::new(
            ErrorKind::Internal,
            "A route that is no stage was sent here.",
        )),
        Route::Retrieve => {
            let body = read_body(request, ASK_EXAMPLE)?;
            json(&plainquery_ask::retrieve(host, config, caller, &body).await?)
        }
        Route::Generate => {
            let body = read_body(request, ASK_EXAMPLE)?;
            json(&plainquery_ask::generate(host, config, caller, &body).await?)
        }
        Route::Validate => {
            let body = read_body(request, VALIDATE_EXAMPLE)?;
            json(&plainquery_ask::validate(host, config, caller, &body).await?)
        }
        Route::Execute => {
            let body = read_body(request, EXECUTE_EXAMPLE)?;
            json(&plainquery_ask::execute(host, config, caller, &body).await?)
        }
    }
}

fn json(value: &impl Serialize) -> Result<ApiResponse, ApiError> {
    let body = serde_json::to_vec(value).map_err(|_| {
        ApiError::new(
            ErrorKind::Internal,
            "The answer could not be written as JSON.",
        )
    })?;
    Ok(ApiResponse::new(200, "application/json", body))
}
