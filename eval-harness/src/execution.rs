//! Runs queries on a dataset's databases, of whichever kind they are: read-only, one statement each,
//! within time, memory and rows. A prediction is nobody's friend.
//!
//! [`Executor::run`] blocks; several threads may call it. It must not be called from a thread that
//! drives an async runtime.

mod postgres;
mod scripts;
mod table;

use std::{
    collections::{BTreeMap, HashMap},
    path::PathBuf,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use plainquery_catalog::{Catalog, SamplePolicy};
use plainquery_core::{Dialect, Value};
use thiserror::Error;

use crate::{
    dataset::{Database, DatabaseSource},
    sqlite::{self, QueryError, QueryLimits},
};
use postgres::PostgresDatabase;
pub use table::{CellKind, ResultTable};

/// Connections that are kept for the next query of a database.
const MAX_IDLE: usize = 16;

/// What a query may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExecutionLimits {
    /// Its time.
    pub timeout: Duration,
    /// Rows beyond this many are not read; the result says that it is cut.
    pub max_rows: usize,
    /// Bytes of a result beyond this many are an error.
    pub max_bytes: usize,
}

impl Default for ExecutionLimits {
    /// 30 s, a million rows, 256 MiB.
    fn default() -> Self {
        Self {
            timeout: Duration::from_secs(30),
            max_rows: 1_000_000,
            max_bytes: 256 * 1024 * 1024,
        }
    }
}

/// Why a query gave no result. Of a Postgres server it holds the SQLSTATE and never a message, which
/// can quote rows.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExecutionError {
    /// The database does not take or does not finish it.
    #[error("{0}")]
    Refused(String),
    /// It does something else than read.
    #[error("not a query: it would do more than read")]
    Forbidden,
    /// The time is up.
    #[error("no result within {0} ms")]
    Timeout(u128),
    /// It needs more memory than is given.
    #[error("the query needs too much memory")]
    Memory,
    /// Its result is larger than is kept.
    #[error("the result is too large")]
    TooLarge,
    /// The text is too long.
    #[error("the text is longer than a query may be")]
    TooLong,
    /// There is nothing to run.
    #[error("there is no query")]
    Empty,
    /// The database itself cannot be used: no fault of the query.
    #[error("{0}")]
    Database(DatabaseError),
}

impl ExecutionError {
    /// Whether the database failed, not the query.
    pub fn is_of_database(&self) -> bool {
        matches!(self, Self::Database(_))
    }
}

impl From<DatabaseError> for ExecutionError {
    fn from(error: DatabaseError) -> Self {
        Self::Database(error)
    }
}

impl From<QueryError> for ExecutionError {
    fn from(error: QueryError) -> Self {
        match error {
            QueryError::Refused(why) => Self::Refused(why),
            QueryError::Forbidden => Self::Forbidden,
            QueryError::Timeout(ms) => Self::Timeout(ms),
            QueryError::Memory => Self::Memory,
            QueryError::TooLarge => Self::TooLarge,
            QueryError::TooLong => Self::TooLong,
            QueryError::Empty => Self::Empty,
        }
    }
}

/// Why a database cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DatabaseError {
    /// The dataset names no database so.
    #[error("there is no database {0:?} in the dataset")]
    Unknown(String),
    /// It is reached by a running service only.
    #[error("the database {0:?} is reached by a running service only; queries cannot run here")]
    NotAtHand(String),
    /// The file cannot be opened, or built from its scripts.
    #[error("{path}: {reason}", path = path.display())]
    File {
        /// The file or script.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// The environment variable with the connection string is not set.
    #[error(
        "{0} is not set: it holds the connection string, postgres://user:password@host/database"
    )]
    NoAddress(String),
    /// The connection string, or what it leads to, cannot be used.
    #[error("the database of {variable}: {reason}")]
    Server {
        /// The environment variable.
        variable: String,
        /// Why not; no message of the server.
        reason: String,
    },
    /// The server is not there, or does not answer.
    #[error("the database of {variable}: {reason}; is the server running, and the address right?")]
    Unreachable {
        /// The environment variable.
        variable: String,
        /// Why not.
        reason: String,
    },
    /// The role can do more than a read-only transaction holds back.
    #[error(
        "{0} connects as a superuser, who can read the server's files and run programs even in a read-only transaction; give a role that may only read (CREATE ROLE reader LOGIN; GRANT pg_read_all_data TO reader)"
    )]
    Superuser(String),
    /// Its schema makes no catalog.
    #[error("the schema of {database:?} cannot be read: {reason}")]
    Schema {
        /// The database's name.
        database: String,
        /// Why not.
        reason: String,
    },
}

/// An open database.
enum Connection {
    Sqlite(sqlite::Database),
    Postgres(Box<PostgresDatabase>),
}

impl Connection {
    fn run(
        &mut self,
        sql: &str,
        parameters: &[Value],
        limits: ExecutionLimits,
    ) -> Result<ResultTable, ExecutionError> {
        match self {
            Self::Sqlite(database) => Ok(ResultTable::of_sqlite(
                database.run_bound(sql, parameters, limits.of_sqlite())?,
                limits.max_rows,
            )),
            Self::Postgres(database) => database.run(sql, parameters, limits),
        }
    }

    fn is_usable(&self) -> bool {
        match self {
            Self::Sqlite(_) => true,
            Self::Postgres(database) => database.is_usable(),
        }
    }
}

impl ExecutionLimits {
    pub(crate) fn of_sqlite(self) -> QueryLimits {
        QueryLimits {
            timeout: self.timeout,
            max_rows: self.max_rows,
            max_bytes: self.max_bytes,
        }
    }
}

/// Reads an environment variable.
type Environment = Box<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// A dataset's databases, opened when they are needed.
pub struct Executor {
    databases: BTreeMap<String, Database>,
    cache_folder: PathBuf,
    environment: Environment,
    idle: Mutex<HashMap<String, Vec<Connection>>>,
}

impl std::fmt::Debug for Executor {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Executor")
            .field("databases", &self.databases.len())
            .finish_non_exhaustive()
    }
}

impl Executor {
    /// Opens nothing yet. Files that are built from scripts lie in `cache_folder`, by their content.
    pub fn new(databases: BTreeMap<String, Database>, cache_folder: PathBuf) -> Self {
        Self {
            databases,
            cache_folder,
            environment: Box::new(|name| std::env::var(name).ok()),
            idle: Mutex::default(),
        }
    }

    /// Reads connection strings from elsewhere than this process's environment.
    #[must_use]
    pub fn with_environment(
        mut self,
        environment: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.environment = Box::new(environment);
        self
    }

    /// Runs a query on the database of that name.
    pub fn run(
        &self,
        database: &str,
        sql: &str,
        limits: ExecutionLimits,
    ) -> Result<ResultTable, ExecutionError> {
        self.run_bound(database, sql, &[], limits)
    }

    /// The same for a query with parameters, which are bound by their text forms.
    pub fn run_bound(
        &self,
        database: &str,
        sql: &str,
        parameters: &[Value],
        limits: ExecutionLimits,
    ) -> Result<ResultTable, ExecutionError> {
        let mut connection = match self.take_idle(database) {
            Some(connection) => connection,
            None => self.open(database)?,
        };
        let outcome = connection.run(sql, parameters, limits);
        if connection.is_usable() {
            self.keep(database, connection);
        }
        outcome
    }

    /// The `SQLite` file of a database, built where it is made of scripts; `None` for another kind.
    pub fn file(&self, database: &str) -> Result<Option<PathBuf>, DatabaseError> {
        match &self.known(database)?.source {
            DatabaseSource::SqliteFile(path) => Ok(Some(path.clone())),
            DatabaseSource::SqliteScripts(paths) => {
                scripts::build(paths, &self.cache_folder).map(Some)
            }
            DatabaseSource::Postgres { .. } | DatabaseSource::Remote(_) => Ok(None),
        }
    }

    /// The dialect of a database's SQL.
    pub fn dialect(&self, database: &str) -> Result<Dialect, DatabaseError> {
        Ok(self.known(database)?.source.dialect())
    }

    /// The catalog: the dataset's own file where it has one, else what the database says, with values of
    /// its text columns where there is a policy for them.
    pub fn catalog(
        &self,
        database: &str,
        samples: Option<&SamplePolicy>,
    ) -> Result<Catalog, DatabaseError> {
        let known = self.known(database)?;
        let unreadable = |reason: String| DatabaseError::Schema {
            database: database.to_owned(),
            reason,
        };
        if let Some(path) = &known.catalog {
            let bytes = std::fs::read(path).map_err(|error| DatabaseError::File {
                path: path.clone(),
                reason: error.to_string(),
            })?;
            return serde_json::from_slice(&bytes).map_err(|error| DatabaseError::File {
                path: path.clone(),
                reason: format!("not a catalog: {error}"),
            });
        }
        match &known.source {
            DatabaseSource::Postgres {
                url_variable,
                database: name,
            } => postgres::catalog(
                url_variable,
                postgres::address(url_variable, &self.environment, name.as_deref())?,
                samples,
            ),
            DatabaseSource::Remote(_) => Err(DatabaseError::NotAtHand(database.to_owned())),
            DatabaseSource::SqliteFile(_) | DatabaseSource::SqliteScripts(_) => {
                let file = self
                    .file(database)?
                    .ok_or_else(|| DatabaseError::NotAtHand(database.to_owned()))?;
                let mut catalog = plainquery_databases::sqlite::load_catalog(&file, samples)
                    .map_err(|error| unreadable(error.to_string()))?;
                // The file's own name says nothing where it was built from scripts.
                database.clone_into(&mut catalog.database);
                Ok(catalog)
            }
        }
    }

    fn known(&self, database: &str) -> Result<&Database, DatabaseError> {
        self.databases
            .get(database)
            .ok_or_else(|| DatabaseError::Unknown(database.to_owned()))
    }

    fn open(&self, database: &str) -> Result<Connection, DatabaseError> {
        if let DatabaseSource::Postgres {
            url_variable,
            database: name,
        } = &self.known(database)?.source
        {
            let address = postgres::address(url_variable, &self.environment, name.as_deref())?;
            let opened = PostgresDatabase::open(url_variable, &address)?;
            return Ok(Connection::Postgres(Box::new(opened)));
        }
        let path = self
            .file(database)?
            .ok_or_else(|| DatabaseError::NotAtHand(database.to_owned()))?;
        let opened = sqlite::Database::open(&path).map_err(|error| DatabaseError::File {
            path,
            reason: error.to_string(),
        })?;
        Ok(Connection::Sqlite(opened))
    }

    fn take_idle(&self, database: &str) -> Option<Connection> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.get_mut(database)?.pop()
    }

    fn keep(&self, database: &str, connection: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let kept = idle.entry(database.to_owned()).or_default();
        if kept.len() < MAX_IDLE {
            kept.push(connection);
        }
    }
}
