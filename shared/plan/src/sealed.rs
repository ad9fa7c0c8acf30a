//! Short secrets within texts that others may read: values of a plan's parameters, the key of masks in a
//! call between functions.
//!
//! Deterministic encryption by a synthetic initialisation vector (the construction of RFC 5297, with
//! HMAC-SHA256 in place of AES): the vector is a keyed hash of the context and the text, the text is
//! hidden under a keyed stream that starts from it, and opening computes the vector anew. No randomness
//! is needed. Equal texts in equal contexts look equal, and nothing else is told but the length.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use plainquery_core::Secret;

use crate::Keyed;

const VECTOR_BYTES: usize = 32;

/// Hides a text. It opens with the same key in the same context alone.
pub fn seal(key: &Secret, context: &str, text: &str) -> String {
    let vector = vector(key, context, text).bytes();
    let mut sealed = vector.to_vec();
    sealed.extend(under_stream(key, &vector, text.as_bytes()));
    URL_SAFE_NO_PAD.encode(sealed)
}

/// The text; `None` where it was sealed with another key or in another context, or changed since.
pub fn open(key: &Secret, context: &str, sealed: &str) -> Option<String> {
    let sealed = URL_SAFE_NO_PAD.decode(sealed).ok()?;
    let (own, hidden) = sealed.split_at_checked(VECTOR_BYTES)?;
    let text = String::from_utf8(under_stream(key, own, hidden)).ok()?;
    vector(key, context, &text).matches(own).then_some(text)
}

fn vector(key: &Secret, context: &str, text: &str) -> Keyed {
    Keyed::new(key, "seal-vector-1")
        .field(context.as_bytes())
        .field(text.as_bytes())
}

fn under_stream(key: &Secret, vector: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    for (block, piece) in bytes.chunks(32).enumerate() {
        let stream = Keyed::new(key, "seal-stream-1")
            .field(vector)
            .field(&(block as u64).to_be_bytes())
            .bytes();
        out.extend(piece.iter().zip(stream).map(|(byte, mask)| byte ^ mask));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> Secret {
        Secret::new("a key of the tests")
    }

    #[test]
    fn what_is_sealed_opens_to_itself() {
        for text in ["", "short", "é", &"long ".repeat(50)] {
            let sealed = seal(&key(), "tests", text);
            assert_eq!(open(&key(), "tests", &sealed).as_deref(), Some(text));
            assert!(text.is_empty() || !sealed.contains(&URL_SAFE_NO_PAD.encode(text)));
        }
    }

    #[test]
    fn nothing_else_opens_it() {
        let sealed = seal(&key(), "tests", "a secret of the tests");
        assert_eq!(open(&Secret::new("another"), "tests", &sealed), None);
        assert_eq!(open(&key(), "other", &sealed), None);
        for at in 0..sealed.len() {
            let mut changed = sealed.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).expect("ascii");
            assert_eq!(open(&key(), "tests", &changed), None, "{at}");
        }
        for junk in ["", "AAAA", "é"] {
            assert_eq!(open(&key(), "tests", junk), None);
        }
    }

    #[test]
    fn different_texts_share_no_stream() {
        let hidden = |text: &str| {
            let sealed = URL_SAFE_NO_PAD
                .decode(seal(&key(), "tests", text))
                .expect("base64");
            sealed[VECTOR_BYTES..].to_vec()
        };
        let (left, right) = (hidden("aaaaaaaa"), hidden("aaaaaaab"));
        let equal = left
            .iter()
            .zip(&right)
            .filter(|(left, right)| left == right);
        assert!(equal.count() < 4);
    }
}
