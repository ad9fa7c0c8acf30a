//! Calls into `edge.js`.

use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use web_sys::{AbortController, Request, Response};
use worker::js_sys::{Promise, Uint8Array};

#[wasm_bindgen(module = "/src/edge.js")]
extern "C" {
    /// Method, address and the values of the named headers, a line each.
    pub(crate) fn head(request: &Request, names: &str) -> String;

    /// The whole body as an `ArrayBuffer`; null where it has not ended in time.
    #[wasm_bindgen(js_name = bodyWithin)]
    pub(crate) fn body_within(request: &Request, timeout_ms: u32) -> Promise;

    /// A response with a body of known length; `headers` are names and values in turn,
    /// a line each.
    #[wasm_bindgen(catch)]
    pub(crate) fn respond(status: u16, headers: &str, body: &[u8]) -> Result<Response, JsValue>;

    /// Sends a request by a service binding or the global scope. The promise gives an array of status,
    /// header values as `head` gives them, and body; it rejects with `"timeout"`, `"too-large"`,
    /// `"invalid-url"` or `"unreachable"`.
    pub(crate) fn exchange(
        fetcher: &JsValue,
        controller: &AbortController,
        url: &str,
        method: &str,
        headers: &str,
        body: Uint8Array,
        timeout_ms: u32,
        max_bytes: f64,
        names: &str,
    ) -> Promise;
}

/// The values that `head` and `exchange` give, with the names that they were asked for.
pub(crate) fn named<'a>(
    names: &'a [&str],
    lines: impl Iterator<Item = &'a str>,
) -> Vec<(String, String)> {
    let present = |(name, line): (&&str, &str)| {
        let value = line.strip_prefix('=')?;
        Some(((*name).to_owned(), value.to_owned()))
    };
    names.iter().zip(lines).filter_map(present).collect()
}
