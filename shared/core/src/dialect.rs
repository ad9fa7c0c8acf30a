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
    /// `MySQL` 8.0 and 8.4. Its SQL is validated; no database of it is read, and no question answered.
    #[cfg_attr(feature = "schema", schemars(skip))]
    Mysql,
    /// Snowflake. Its SQL is validated; no database of it is read, and no question answered.
    #[cfg_attr(feature = "schema", schemars(skip))]
    Snowflake,
}

impl Dialect {
    /// The name used in settings, JSON and cache keys.
    pub fn label(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::Sqlite => "sqlite",
            Self::Mysql => "mysql",
            Self::Snowflake => "snowflake",
        }
    }

    /// Whether databases of it are read and questions about them answered; of others, SQL is only
    /// validated.
    pub fn is_answered(self) -> bool {
        match self {
            Self::Postgres | Self::Sqlite => true,
            Self::Mysql | Self::Snowflake => false,
        }
    }
}
