//! The page: plain files, built into the program.

use crate::{ApiRequest, ApiResponse, etag, headers::PAGE_POLICY};

/// A file of the page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Asset {
    path: &'static str,
    content_type: &'static str,
    content: &'static str,
}

const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const IMAGE: &str = "image/svg+xml";

const ASSETS: &[Asset] = &[
    Asset {
        path: "/",
        content_type: HTML,
        content: include_str!("../../../web/index.html"),
    },
    Asset {
        path: "/app.js",
        content_type: SCRIPT,
        content: include_str!("../../../web/app.js"),
    },
    Asset {
        path: "/api.js",
        content_type: SCRIPT,
        content: include_str!("../../../web/api.js"),
    },
    Asset {
        path: "/client/dist/index.js",
        content_type: SCRIPT,
        content: include_str!("../../../web/client/dist/index.js"),
    },
    Asset {
        path: "/chart.js",
        content_type: SCRIPT,
        content: include_str!("../../../web/chart.js"),
    },
    Asset {
        path: "/highlight.js",
        content_type: SCRIPT,
        content: include_str!("../../../web/highlight.js"),
    },
    Asset {
        path: "/table.js",
        content_type: SCRIPT,
        content: include_str!("../../../web/table.js"),
    },
    Asset {
        path: "/style.css",
        content_type: STYLE,
        content: include_str!("../../../web/style.css"),
    },
    Asset {
        path: "/favicon.svg",
        content_type: IMAGE,
        content: include_str!("../../../web/favicon.svg"),
    },
];

/// The file at a path.
pub(crate) fn asset(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

pub(crate) fn serve(asset: &'static Asset, request: &ApiRequest) -> ApiResponse {
    let response = ApiResponse::new(200, asset.content_type, asset.content.as_bytes().to_vec());
    etag::tagged(response, request)
        .with_header("content-security-policy", PAGE_POLICY)
        .with_header("cross-origin-opener-policy", "same-origin")
        .with_header("cache-control", "no-cache")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page has no build step: whatever its files load must be one of them.
    #[test]
    fn everything_that_the_page_loads_is_served() {
        let mut loaded = 0;
        for asset in ASSETS {
            for quote in asset.content.split(['"', '\'']) {
                let path = quote.strip_prefix('.').unwrap_or(quote);
                let is_file = path.starts_with('/')
                    && !path.starts_with("//")
                    && [".js", ".css", ".svg"]
                        .iter()
                        .any(|end| path.ends_with(end));
                if is_file {
                    assert!(super::asset(path).is_some(), "{} loads {path}", asset.path);
                    loaded += 1;
                }
            }
        }
        assert!(loaded >= ASSETS.len() - 1, "only {loaded} are loaded");
    }

    #[test]
    fn the_page_has_nothing_inline_that_its_policy_forbids() {
        let page = super::asset("/").expect("the page").content;
        for inline in [
            "<style",
            " style=",
            "<script>",
            "javascript:",
            " onclick=",
            " onload=",
        ] {
            assert!(!page.contains(inline), "{inline}");
        }
    }
}
