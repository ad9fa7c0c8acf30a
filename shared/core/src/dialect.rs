//! The SQL dialects that are read and written.

use serde::{Deserialize, Serialize};

/// A SQL dialect. The wrong one finds no table, so it is part of the catalog, never of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// `PostgreSQL` 13 and later.
    #[default]
    Postgres,
    /// `SQLite` 3.
    Sqlite,
}

impl Dialect {
    /// The name used in settings, JSON and cache keys.
    pub fn label(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::Sqlite => "sqlite",
        }
    }
}
