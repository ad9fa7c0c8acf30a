//! The ports on Cloudflare Workers: fetch, sockets, KV, bindings, Date and crypto. Everything else is in
//! `plainquery-http`; nothing here decides anything.

mod bindings;
mod body;
mod deadline;
mod edge;
mod embeddings;
mod fetch;
mod functions;
mod host;
mod incoming;
mod kv;
mod limiter;
mod postgres;
mod quiet;
mod settings;
mod sql;

use std::rc::Rc;

use plainquery_core::ports::Host;
use plainquery_http::{
    ApiResponse, BODY_TIMEOUT_MS, Body, body_timed_out, max_body_bytes, refuse,
    respond_uncompressed,
};
use worker::{Context, Env, ResponseBuilder, Result, event};

use host::WorkerHost;
use quiet::never_silent;

#[event(fetch)]
async fn fetch(request: web_sys::Request, env: Env, context: Context) -> Result<web_sys::Response> {
    let bindings = bindings::bindings(&env);
    let config = &bindings.config;
    let host = Rc::new(WorkerHost::new(&bindings, &env, context));
    let mut api_request = incoming::head(&request);
    let max_bytes = max_body_bytes(config, &api_request, host.clock());
    let Some(body) = incoming::body(request, &api_request, max_bytes).await? else {
        let error = body_timed_out(BODY_TIMEOUT_MS);
        return write(refuse(host.random(), config, &api_request, error));
    };
    api_request.body = body;
    // The runtime compresses what says so, outside of the CPU time that is counted.
    write(respond_uncompressed(&host, config, &api_request).await)
}

fn write(response: ApiResponse) -> Result<web_sys::Response> {
    let ApiResponse {
        status,
        headers,
        body,
    } = response;
    match body {
        Body::Whole(body) => {
            let mut lines = String::new();
            for (name, value) in &headers {
                // No line feed can be in either (RFC 9110, 5.5).
                lines.extend([name, "\n", value, "\n"]);
            }
            Ok(edge::respond(status, &lines, &body)?)
        }
        Body::Events(events) => {
            let mut builder = ResponseBuilder::new().with_status(status);
            for (name, value) in &headers {
                builder = builder.with_header(name, value)?;
            }
            Ok(builder.from_stream(never_silent(events))?.into())
        }
    }
}
