//! The ports on Cloudflare Workers: fetch, sockets, KV, bindings, Date and crypto. Everything else is in
//! `plainquery-http`; nothing here decides anything.

mod body;
mod deadline;
mod embeddings;
mod fetch;
mod functions;
mod host;
mod kv;
mod limiter;
mod postgres;
mod quiet;
mod settings;
mod sql;

use std::{cell::OnceCell, rc::Rc};

use plainquery_ask::Config;
use plainquery_core::{
    SettingsErrors,
    ports::{Clock, Host},
};
use plainquery_http::{
    ApiRequest, ApiResponse, BODY_TIMEOUT_MS, Body, body_timed_out, max_body_bytes, refuse,
    respond_uncompressed,
};
use wasm_bindgen::JsValue;
use worker::{
    Context, Env, Request, Response, ResponseBuilder, Result, console_error, event, js_sys::Reflect,
};

use deadline::within;
use host::WorkerHost;
use quiet::never_silent;

const ACCEPT_ENCODING: &str = "accept-encoding";

thread_local! {
    static SETTINGS: OnceCell<Rc<Result<Config, SettingsErrors>>> = const { OnceCell::new() };
}

/// The settings, read once: an isolate lives and ends with its variables, and to read them all costs
/// more than to route a request.
fn settings(env: &Env) -> Rc<Result<Config, SettingsErrors>> {
    SETTINGS.with(|settings| {
        let read = settings.get_or_init(|| {
            let config = settings::read(env);
            if let Err(errors) = &config {
                console_error!("{errors}");
            }
            Rc::new(config)
        });
        Rc::clone(read)
    })
}

#[event(fetch)]
async fn fetch(mut request: Request, env: Env, context: Context) -> Result<Response> {
    let config = settings(&env);
    let host = Rc::new(WorkerHost::new(
        &env,
        context,
        config.as_ref().as_ref().ok(),
    ));
    let mut api_request = head(&request);
    let max_bytes = max_body_bytes(&config, &api_request, host.clock().now_ms());
    let Some(body) = read_body(&mut request, max_bytes).await? else {
        let error = body_timed_out(BODY_TIMEOUT_MS);
        return write(refuse(host.random(), &config, &api_request, error));
    };
    api_request.body = body;
    // The runtime compresses what says so, outside of the CPU time that is counted.
    write(respond_uncompressed(&host, &config, &api_request).await)
}

fn head(request: &Request) -> ApiRequest {
    let mut headers: Vec<(String, String)> = request.headers().entries().collect();
    // Cloudflare puts its own in the place of what the caller takes, and keeps that aside.
    if let Some(taken) = encodings_of_caller(request) {
        headers.retain(|(name, _)| name != ACCEPT_ENCODING);
        if !taken.is_empty() {
            headers.push((ACCEPT_ENCODING.to_owned(), taken));
        }
    }
    ApiRequest {
        method: request.inner().method(),
        path: request.path(),
        headers,
        body: Vec::new(),
    }
}

/// What the caller itself sent as `Accept-Encoding`: empty where it sent none, `None` where the runtime
/// does not say.
fn encodings_of_caller(request: &Request) -> Option<String> {
    let facts = Reflect::get(request.inner().as_ref(), &JsValue::from_str("cf")).ok()?;
    let taken = Reflect::get(&facts, &JsValue::from_str("clientAcceptEncoding")).ok()?;
    taken.as_string()
}

/// One byte more than is taken is read, so that a larger body is known as such; `None` where it does not
/// end in time.
async fn read_body(request: &mut Request, max_bytes: usize) -> Result<Option<Vec<u8>>> {
    if request.inner().body().is_none() {
        return Ok(Some(Vec::new()));
    }
    let read = body::read_at_most(request.stream()?, max_bytes + 1);
    within(BODY_TIMEOUT_MS, read).await.transpose()
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
        Body::Events(events) => builder.from_stream(never_silent(events)),
    }
}
