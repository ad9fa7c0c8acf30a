//! The API's document, built into the program; `cargo run -p xtask -- openapi` makes it.

use crate::{ApiRequest, ApiResponse, etag};

const DOCUMENT: &str = include_str!("../../../docs/openapi.json");

pub(crate) fn serve(request: &ApiRequest) -> ApiResponse {
    let response = ApiResponse::new(200, "application/json", DOCUMENT.as_bytes().to_vec());
    etag::tagged(response, request).with_header("cache-control", "no-cache")
}
