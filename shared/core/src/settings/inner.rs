//! Calls between functions that are deployed apart.

use super::{Secret, read::Reader};

const INNER_SECRET: &str = "PLAINQUERY_INNER_SECRET";
const PREVIOUS_INNER_SECRET: &str = "PLAINQUERY_PREVIOUS_INNER_SECRET";
const FUNCTION_TIMEOUT_MS: &str = "PLAINQUERY_FUNCTION_TIMEOUT_MS";

const MIN_INNER_SECRET_BYTES: usize = 32;

/// How functions that are deployed apart call each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InnerSettings {
    /// Signs the calls: the same on both sides.
    pub secret: Secret,
    /// Still accepted while the secret is changed; signs nothing.
    pub previous_secret: Option<Secret>,
    /// The time that a call may take, that of a model within it included.
    pub timeout_ms: u32,
}

impl InnerSettings {
    /// The defaults.
    pub fn new(secret: Secret) -> Self {
        Self {
            secret,
            previous_secret: None,
            timeout_ms: 65_000,
        }
    }

    /// All that are accepted, the one that signs first.
    pub fn secrets(&self) -> impl Iterator<Item = &Secret> {
        std::iter::once(&self.secret).chain(&self.previous_secret)
    }

    /// `None` where no secret of its own is set.
    pub(super) fn read_secret(reader: &mut Reader<'_>) -> Option<Secret> {
        reader.secret(INNER_SECRET, MIN_INNER_SECRET_BYTES)
    }

    /// Without secrets of their own, calls are signed as conversations are.
    pub(super) fn read(
        reader: &mut Reader<'_>,
        own_secret: Option<Secret>,
        conversations: (Secret, Option<Secret>),
    ) -> Self {
        let (secret, previous_secret) = match own_secret {
            Some(secret) => {
                let previous = reader.secret(PREVIOUS_INNER_SECRET, MIN_INNER_SECRET_BYTES);
                (secret, previous)
            }
            None => conversations,
        };
        let defaults = Self::new(secret);
        Self {
            previous_secret,
            timeout_ms: reader.number(FUNCTION_TIMEOUT_MS, defaults.timeout_ms, 500, 600_000),
            ..defaults
        }
    }
}
