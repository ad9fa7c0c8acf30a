//! Why a catalog could not be put together.

use plainquery_core::ErrorKind;
use thiserror::Error;

/// Why introspection's results do not make a catalog. Holds no names and no values of the database.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum CatalogError {
    /// There are more or fewer results than statements.
    #[error("introspection has {expected} results and {found} came back")]
    ResultCount {
        /// The number of statements.
        expected: usize,
        /// The number of results.
        found: usize,
    },
    /// A result was cut at a cap.
    #[error(
        "the database has more {what} than one catalog holds; name the schemas that are needed"
    )]
    Truncated {
        /// What the statement reads, such as `columns`.
        what: &'static str,
    },
    /// A cell is missing or is not what the statement selects.
    #[error("introspection of {what} gave an answer that cannot be read")]
    Unreadable {
        /// What the statement reads, such as `columns`.
        what: &'static str,
    },
}

impl CatalogError {
    /// The kind, for status and metrics.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::ResultCount { .. } | Self::Unreadable { .. } => ErrorKind::UpstreamProtocol,
            Self::Truncated { .. } => ErrorKind::Misconfigured,
        }
    }
}
