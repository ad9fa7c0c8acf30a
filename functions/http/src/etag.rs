//! Entity tags made from the content.

use sha2::{Digest, Sha256};

use crate::{ApiRequest, ApiResponse};

/// A strong tag of the content.
pub(crate) fn entity_tag(content: &[u8]) -> String {
    format!("\"{}\"", hex(&Sha256::digest(content)[..16]))
}

/// Adds the tag; the answer is 304 without a body where the caller has the content.
pub(crate) fn tagged(response: ApiResponse, request: &ApiRequest) -> ApiResponse {
    let tag = entity_tag(response.body.whole());
    let has_it = request
        .header("if-none-match")
        .is_some_and(|list| list_holds(list, &tag));
    if has_it {
        ApiResponse::empty(304).with_header("etag", tag)
    } else {
        response.with_header("etag", tag)
    }
}

/// `If-None-Match` compares weakly: a `W/` that a proxy put there does not count.
fn list_holds(list: &str, tag: &str) -> bool {
    list.split(',')
        .map(str::trim)
        .any(|item| item == "*" || item.strip_prefix("W/").unwrap_or(item) == tag)
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .map(|digit| char::from(DIGITS[usize::from(digit)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_tags_is_searched() {
        let tag = entity_tag(b"content");
        assert_ne!(tag, entity_tag(b"other content"));
        assert!(list_holds(&tag, &tag));
        assert!(list_holds(&format!("\"x\", W/{tag}"), &tag));
        assert!(list_holds("*", &tag));
        assert!(!list_holds("\"x\"", &tag));
        assert!(!list_holds("", &tag));
    }
}
