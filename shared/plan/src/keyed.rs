//! Keyed hashes over length-prefixed fields: signatures, cache keys and fingerprints.
//!
//! The length before each field keeps `("ab", "c")` and `("a", "bc")` apart; the purpose keeps a
//! hash made for one thing from being taken for another.

use std::fmt;

use hmac::{Hmac, KeyInit, Mac};
use plainquery_core::{Secret, Value};
use sha2::Sha256;

/// Computes HMAC-SHA256 over a purpose and fields. Its Debug shows nothing of the key.
pub struct Keyed(Hmac<Sha256>);

impl fmt::Debug for Keyed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Keyed")
    }
}

impl Keyed {
    /// Starts with the purpose.
    pub fn new(secret: &Secret, purpose: &str) -> Self {
        let mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes())
            .unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"));
        Self(mac).field(purpose.as_bytes())
    }

    /// Adds a field.
    #[must_use]
    pub fn field(mut self, bytes: &[u8]) -> Self {
        self.0.update(&(bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
        self
    }

    /// Adds a field that may be absent; absent and empty differ.
    #[must_use]
    pub fn optional(self, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.field(b"some").field(text.as_bytes()),
            None => self.field(b"none"),
        }
    }

    /// Adds a list, with its length.
    #[must_use]
    pub fn list(self, texts: &[String]) -> Self {
        texts.iter().fold(self.count(texts.len()), |keyed, text| {
            keyed.field(text.as_bytes())
        })
    }

    /// Adds a list of values that may be absent, with its length.
    #[must_use]
    pub fn values(self, values: &[Value]) -> Self {
        values
            .iter()
            .fold(self.count(values.len()), |keyed, value| {
                keyed.optional(value.as_deref())
            })
    }

    fn count(self, length: usize) -> Self {
        self.field(&(length as u64).to_be_bytes())
    }

    /// The whole hash.
    #[must_use]
    pub fn bytes(self) -> [u8; 32] {
        self.0.finalize().into_bytes().into()
    }

    /// Whether the hash is the given one, in constant time.
    #[must_use]
    pub fn matches(self, expected: &[u8]) -> bool {
        self.0.verify_slice(expected).is_ok()
    }

    /// The first 16 bytes in hexadecimal: enough for a key, short in a log.
    #[must_use]
    pub fn hex(self) -> String {
        hex(&self.bytes()[..16])
    }
}

impl Keyed {
    /// All of it in hexadecimal, where it becomes a key itself.
    pub(crate) fn whole_hex(self) -> String {
        hex(&self.bytes())
    }
}

fn hex(bytes: &[u8]) -> String {
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

    fn keyed() -> Keyed {
        Keyed::new(&Secret::new("a secret"), "test")
    }

    #[test]
    fn neighbouring_fields_do_not_run_together() {
        assert_ne!(
            keyed().field(b"ab").field(b"c").hex(),
            keyed().field(b"a").field(b"bc").hex()
        );
        assert_ne!(
            keyed().optional(None).hex(),
            keyed().optional(Some("")).hex()
        );
        assert_ne!(
            keyed().list(&["a".into()]).list(&[]).hex(),
            keyed().list(&[]).list(&["a".into()]).hex()
        );
    }

    #[test]
    fn purposes_and_secrets_differ() {
        let other_purpose = Keyed::new(&Secret::new("a secret"), "other");
        let other_secret = Keyed::new(&Secret::new("another secret"), "test");
        assert_ne!(keyed().hex(), other_purpose.hex());
        assert_ne!(keyed().hex(), other_secret.hex());
    }
}
