//! The ports on Cloudflare Workers: fetch, KV, Date and crypto. Everything else is in
//! `plainquery-http`; nothing here decides anything.

mod body;
mod fetch;
mod host;
mod kv;
mod limiter;
mod sql;

use std::rc::Rc;

use futures_util::StreamExt;
use plainquery_ask::Config;
use plainquery_http::{ApiRequest, ApiResponse, Body, MAX_BODY_BYTES, respond_uncompressed};
use worker::{
    Context, Env, Error, Request, Response, ResponseBuilder, Result, console_error, event,
};

use host::WorkerHost;

#[event(fetch)]
async fn fetch(mut request: Request, env: Env, context: Context) -> Result<Response> {
    let config = Config::from_lookup(|key| env.var(key).ok().map(|value| value.to_string()));
    if let Err(errors) = &config {
        console_error!("{errors}");
    }
    let config = Rc::new(config);
    let host = Rc::new(WorkerHost::new(
        &env,
        context,
        config.as_ref().as_ref().ok(),
    ));
    let api_request = read(&mut request).await?;
    // The runtime compresses what says so, outside of the CPU time that is counted.
    write(respond_uncompressed(&host, &config, &api_request).await)
}

/// One byte more than is taken is read of the body, so that a larger one is known as such.
async fn read(request: &mut Request) -> Result<ApiRequest> {
    let has_body = request.inner().body().is_some();
    let body = if has_body {
        body::read_at_most(request.stream()?, MAX_BODY_BYTES + 1).await?
    } else {
        Vec::new()
    };
    Ok(ApiRequest {
        method: request.inner().method(),
        path: request.path(),
        headers: request.headers().entries().collect(),
        body,
    })
}

fn write(response: ApiResponse) -> Result<Response> {
    let mut builder = ResponseBuilder::new().with_status(response.status);
    for (name, value) in &response.headers {
        builder = builder.with_header(name, value)?;
    }
    // 204 and 304 must not have a body, not even an empty one.
    match response.body {
        Body::Whole(body) if body.is_empty() => Ok(builder.empty()),
        Body::Whole(body) => Ok(builder.fixed(body)),
        Body::Events(events) => builder.from_stream(events.map(Ok::<_, Error>)),
    }
}
