//! Keyed hashes over length-prefixed fields: signatures, cache keys and fingerprints.
//!
//! The length before each field keeps `("ab", "c")` and `("a", "bc")` apart; the purpose keeps a
//! hash made for one thing from being taken for another.

use hmac::{Hmac, KeyInit, Mac};
use plainquery_core::{Secret, Settings};
use sha2::Sha256;

/// Computes HMAC-SHA256 over a purpose and fields.
pub(crate) struct Keyed(Hmac<Sha256>);

impl Keyed {
    pub(crate) fn new(secret: &Secret, purpose: &str) -> Self {
        let mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes())
            .unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"));
        Self(mac).field(purpose.as_bytes())
    }

    /// Adds a field.
    pub(crate) fn field(mut self, bytes: &[u8]) -> Self {
        self.0.update(&(bytes.len() as u64).to_be_bytes());
        self.0.update(bytes);
        self
    }

    /// Adds a field that may be absent; absent and empty differ.
    pub(crate) fn optional(self, text: Option<&str>) -> Self {
        match text {
            Some(text) => self.field(b"some").field(text.as_bytes()),
            None => self.field(b"none"),
        }
    }

    /// Adds a list, with its length.
    pub(crate) fn list(self, texts: &[String]) -> Self {
        let counted = self.field(&(texts.len() as u64).to_be_bytes());
        texts
            .iter()
            .fold(counted, |keyed, text| keyed.field(text.as_bytes()))
    }

    /// The whole hash.
    pub(crate) fn bytes(self) -> [u8; 32] {
        self.0.finalize().into_bytes().into()
    }

    /// Whether the hash is the given one, in constant time.
    pub(crate) fn matches(self, expected: &[u8]) -> bool {
        self.0.verify_slice(expected).is_ok()
    }

    /// The first 16 bytes in hexadecimal: enough for a key, short in a log.
    pub(crate) fn hex(self) -> String {
        hex(&self.bytes()[..16])
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

/// Names the database that the settings point at. Keyed, so that a token that carries it gives
/// nobody a way to try passwords.
pub(crate) fn data_source(settings: &Settings) -> String {
    let keyed = Keyed::new(&settings.conversation_secret, "data-source-1");
    let keyed = match &settings.database {
        Some(database) => keyed
            .optional(database.endpoint.as_deref())
            .field(database.connection_string.expose().as_bytes()),
        None => keyed.field(b"host"),
    };
    keyed
        .list(&settings.schemas)
        .optional(settings.tenant_setting.as_deref())
        .hex()
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
