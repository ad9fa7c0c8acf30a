//! The ports on Spin: `wasi:http`, variables, the key-value store, `spin:postgres`, Spin's llm.
//! Everything else is in `plainquery-http`; nothing here decides anything.
//!
//! Spin keeps an instance for many requests, some of them at once: what is static here outlives a
//! request.

mod body;
mod config;
mod deadline;
mod fetch;
mod host;
mod inference;
mod kv;
mod message;
mod postgres;
mod sql;

use std::rc::Rc;

use plainquery_core::ports::{Clock as _, Host as _};
use plainquery_http::{max_body_bytes, respond};
use spin_sdk::{
    http::{Request, Response},
    http_service,
    wasip3::http::types::ErrorCode,
};

use host::SpinHost;

#[http_service]
async fn handle(request: Request) -> Result<Response<message::AnyBody>, ErrorCode> {
    let config = config::shared().await;
    let host = Rc::new(SpinHost::new(config.as_ref().as_ref().ok()));
    let (mut request, body) = message::head(request);
    let max_bytes = max_body_bytes(&config, &request, host.clock().now_ms());
    request.body = message::read_body(body, max_bytes).await?;
    message::write(respond(&host, &config, &request).await)
}
