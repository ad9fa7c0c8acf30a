//! Bodies in gzip: whether, and by whom.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};

use crate::{ApiRequest, ApiResponse, Body, headers::varying, negotiate};

/// Smaller bodies fit into a packet as they are.
const LEAST_BYTES: usize = 1_024;
/// On rows as JSON (300 KB), level 6 takes more than twice the time for 4 % less.
const LEVEL: u32 = 4;

/// Marks an answer that the caller takes in gzip with `content-encoding: gzip`; its body is still to be
/// compressed, by [`compressed`] or by the host's runtime.
pub(crate) fn marked(response: ApiResponse, request: &ApiRequest) -> ApiResponse {
    if !is_worth_it(&response) {
        return response;
    }
    let response = varying(response, "accept-encoding");
    if request.method == "HEAD" || !negotiate::takes_gzip(request) {
        return response;
    }
    response.with_header("content-encoding", "gzip")
}

/// Compresses the body of an answer that is so marked.
pub(crate) fn compressed(mut response: ApiResponse) -> ApiResponse {
    if response.header("content-encoding") != Some("gzip") {
        return response;
    }
    match gzip(response.body.whole()) {
        Ok(body) => response.body = Body::Whole(body),
        Err(_) => response
            .headers
            .retain(|(name, _)| *name != "content-encoding"),
    }
    response
}

/// Writing into memory does not fail.
fn gzip(content: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(LEVEL));
    encoder.write_all(content)?;
    encoder.finish()
}

/// Texts of some length. A stream of events is left alone: what compresses it holds its pieces back.
fn is_worth_it(response: &ApiResponse) -> bool {
    let content_type = response.header("content-type").unwrap_or_default();
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    let is_text = media_type.starts_with("text/")
        || media_type.ends_with("json")
        || media_type == "image/svg+xml";
    is_text
        && response.body.whole().len() >= LEAST_BYTES
        && response.header("content-encoding").is_none()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use flate2::read::GzDecoder;

    use super::*;

    fn check(content_type: &str, bytes: usize, accepted: &str, is_marked: bool, varies: bool) {
        let request = ApiRequest {
            method: "GET".into(),
            headers: vec![("accept-encoding".into(), accepted.into())],
            ..ApiRequest::default()
        };
        let body: Vec<u8> = (0..bytes).map(|at| b"row "[at % 4]).collect();
        let response = marked(ApiResponse::new(200, content_type, body.clone()), &request);
        let context = format!("{content_type}, {bytes} bytes, {accepted}");
        assert_eq!(
            response.header("content-encoding").is_some(),
            is_marked,
            "{context}"
        );
        assert_eq!(response.header("vary").is_some(), varies, "{context}");
        assert_eq!(response.body.whole(), body, "{context}");
        let response = compressed(response);
        if is_marked {
            assert!(response.body.whole().len() < bytes, "{context}");
            let mut back = Vec::new();
            GzDecoder::new(response.body.whole())
                .read_to_end(&mut back)
                .unwrap();
            assert_eq!(back, body, "{context}");
        } else {
            assert_eq!(response.body.whole(), body, "{context}");
        }
    }

    #[test]
    fn long_texts_are_compressed_for_those_who_take_it() {
        check("application/json", 2_000, "br, gzip", true, true);
        check("application/problem+json", 2_000, "gzip", true, true);
        check("text/html; charset=utf-8", 2_000, "gzip", true, true);
        check("image/svg+xml", 2_000, "gzip", true, true);
        check("application/json", 2_000, "br", false, true);
        check("application/json", 2_000, "gzip;q=0", false, true);
        check("application/json", 1_023, "gzip", false, false);
        check("image/png", 2_000, "gzip", false, false);
    }
}
