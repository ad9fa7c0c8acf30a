//! The ports on Spin: `wasi:http`, variables, the key-value store, `spin:postgres`, Spin's llm.
//! Everything else is in `plainquery-http`; nothing here decides anything.
//!
//! Spin keeps an instance for many requests, some of them at once: what is static here outlives a
//! request.

mod body;
mod config;
mod deadline;
mod embeddings;
mod fetch;
mod host;
mod inference;
mod kv;
mod message;
mod postgres;
mod sql;

use std::rc::Rc;

use plainquery_core::ports::Host as _;
use plainquery_http::{BODY_TIMEOUT_MS, body_timed_out, max_body_bytes, refuse, respond};
use spin_sdk::{
    http::{Request, Response},
    http_service,
    wasip3::http::types::ErrorCode,
};

use deadline::within;
use host::SpinHost;

#[http_service]
async fn handle(request: Request) -> Result<Response<message::AnyBody>, ErrorCode> {
    let config = config::shared().await;
    let host = Rc::new(SpinHost::new(config.as_ref().as_ref().ok()));
    let (mut request, body) = message::head(request);
    let max_bytes = max_body_bytes(&config, &request, host.clock());
    let read = message::read_body(body, max_bytes);
    let Some(body) = within(BODY_TIMEOUT_MS, read).await else {
        let error = body_timed_out(BODY_TIMEOUT_MS);
        return message::write(refuse(host.random(), &config, &request, error));
    };
    request.body = body?;
    message::write(respond(&host, &config, &request).await)
}
