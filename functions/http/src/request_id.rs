//! The id that ties an answer, a problem and a log line together.

use plainquery_core::ports::RandomSource;

use crate::etag::hex;

const MAX_CHARS: usize = 64;

/// The caller's id where it is harmless in a header and a log; else a new one.
pub(crate) fn request_id(given: Option<&str>, random: &impl RandomSource) -> String {
    match given {
        Some(id) if is_harmless(id) => id.to_owned(),
        _ => {
            let mut bytes = [0; 16];
            random.fill(&mut bytes);
            hex(&bytes)
        }
    }
}

fn is_harmless(id: &str) -> bool {
    (1..=MAX_CHARS).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Sevens;

    impl RandomSource for Sevens {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(0x77);
        }
    }

    #[test]
    fn only_harmless_ids_are_kept() {
        assert_eq!(request_id(Some("trace-1.A_b"), &Sevens), "trace-1.A_b");
        let fresh = "77".repeat(16);
        let long = "a".repeat(65);
        for given in [
            None,
            Some(""),
            Some("a b"),
            Some("a\r\nb"),
            Some("é"),
            Some(long.as_str()),
        ] {
            assert_eq!(request_id(given, &Sevens), fresh, "{given:?}");
        }
    }
}
