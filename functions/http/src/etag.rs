//! Entity tags made from the content.

use sha2::{Digest, Sha256};

use crate::{ApiRequest, ApiResponse};

/// A weak tag of the content: the same content goes out plain and in gzip, and a strong tag would have to
/// tell the two apart.
pub(crate) fn entity_tag(content: &[u8]) -> String {
    format!("W/\"{}\"", hex(&Sha256::digest(content)[..16]))
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

/// `If-None-Match` compares weakly: whether there is a `W/` does not count.
fn list_holds(list: &str, tag: &str) -> bool {
    fn opaque(tag: &str) -> &str {
        tag.strip_prefix("W/").unwrap_or(tag)
    }
    list.split(',')
        .map(str::trim)
        .any(|item| item == "*" || opaque(item) == opaque(tag))
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
        assert!(list_holds(&format!("\"x\", {tag}"), &tag));
        assert!(list_holds(&tag["W/".len()..], &tag));
        assert!(list_holds("*", &tag));
        assert!(!list_holds("\"x\"", &tag));
        assert!(!list_holds("", &tag));
    }
}
