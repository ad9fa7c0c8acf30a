//! Runs queries on `SQLite` files without trusting them: read-only, one statement, nothing but reading,
//! within time, memory and rows.

mod long_functions;

use std::{
    fmt::Write,
    path::{Path, PathBuf},
    sync::{PoisonError, RwLock},
    time::{Duration, Instant},
};

use plainquery_core::Value;
use rusqlite::{
    Connection, ErrorCode, OpenFlags,
    hooks::{AuthAction, AuthContext, Authorization},
    limits::Limit,
    params_from_iter,
    types::ValueRef,
};
use thiserror::Error;

/// Virtual machine steps between two looks at the clock: some tens of microseconds.
const STEPS_BETWEEN_CHECKS: i32 = 2_000;
/// A longer text is no query; `SQLite`'s parser would take a while to say so.
const MAX_SQL_BYTES: usize = 1024 * 1024;
/// The largest text or blob that a query may make.
const MAX_CELL_BYTES: i32 = 4 * 1024 * 1024;
/// A pattern of LIKE or GLOB is held against a text in one step, however long both are.
const MAX_PATTERN_BYTES: i32 = 256;
/// The most memory that `SQLite` may hold in this process, of all connections together.
const MAX_MEMORY_BYTES: i64 = 512 * 1024 * 1024;

/// Shared by queries that run beside others; whole for one that runs alone.
static MEMORY: RwLock<()> = RwLock::new(());

/// A cell with its storage class.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// NULL.
    Null,
    /// An integer.
    Integer(i64),
    /// A float.
    Real(f64),
    /// A text; bytes that are no UTF-8 are left out, as in the official script.
    Text(String),
    /// A blob.
    Blob(Vec<u8>),
}

impl Cell {
    fn new(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(integer) => Self::Integer(integer),
            ValueRef::Real(real) => Self::Real(real),
            ValueRef::Text(bytes) => Self::Text(decoded(bytes)),
            ValueRef::Blob(bytes) => Self::Blob(bytes.to_vec()),
        }
    }

    /// What it takes in memory.
    fn bytes(&self) -> usize {
        size_of::<Self>()
            + match self {
                Self::Text(text) => text.len(),
                Self::Blob(bytes) => bytes.len(),
                _ => 0,
            }
    }

    /// What Python's `str` makes of it, with the type's name: the official script sorts by that.
    pub fn python_text(&self) -> String {
        match self {
            Self::Null => "None<class 'NoneType'>".to_owned(),
            Self::Integer(integer) => format!("{integer}<class 'int'>"),
            Self::Real(real) => format!("{}<class 'float'>", python_float(*real)),
            Self::Text(text) => format!("{text}<class 'str'>"),
            Self::Blob(bytes) => {
                let mut text = String::from("b'");
                for byte in bytes {
                    match byte {
                        b'\\' => text.push_str("\\\\"),
                        b'\'' => text.push_str("\\'"),
                        b'\t' => text.push_str("\\t"),
                        b'\n' => text.push_str("\\n"),
                        b'\r' => text.push_str("\\r"),
                        0x20..=0x7e => text.push(char::from(*byte)),
                        // Writing to a String cannot fail.
                        _ => drop(write!(text, "\\x{byte:02x}")),
                    }
                }
                text + "'<class 'bytes'>"
            }
        }
    }
}

fn decoded(bytes: &[u8]) -> String {
    bytes.utf8_chunks().map(|chunk| chunk.valid()).collect()
}

/// The shortest form that reads back, with an exponent where Python has one.
fn python_float(real: f64) -> String {
    let exponent = format!("{real:e}");
    let (digits, power) = exponent.split_once('e').unwrap_or((&exponent, "0"));
    let power: i32 = power.parse().unwrap_or(0);
    if real.is_finite() && real != 0.0 && !(-4..16).contains(&power) {
        let sign = if power < 0 { '-' } else { '+' };
        return format!("{digits}e{sign}{:02}", power.unsigned_abs());
    }
    let plain = format!("{real:?}");
    if plain == "NaN" {
        "nan".to_owned()
    } else {
        plain
    }
}

/// Why a query gave no result.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum QueryError {
    /// `SQLite` does not take or does not finish it.
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
}

/// The file cannot be used.
#[derive(Debug, Error)]
#[error("cannot read the database {}", path.display())]
pub struct OpenError {
    path: PathBuf,
    source: rusqlite::Error,
}

/// A result, perhaps cut.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QueryResult {
    /// The columns' names.
    pub columns: Vec<String>,
    /// All rows, or one more than were wanted.
    pub rows: Vec<Vec<Cell>>,
    /// Whether there are more.
    pub is_cut: bool,
}

/// What a query may use.
#[derive(Clone, Copy, Debug)]
pub struct QueryLimits {
    /// Its time.
    pub timeout: Duration,
    /// Rows beyond this many are not read.
    pub max_rows: usize,
    /// Bytes of cells beyond this many are an error.
    pub max_bytes: usize,
}

/// A database file, open for reading.
#[derive(Debug)]
pub struct Database {
    connection: Connection,
}

impl Database {
    /// Opens a file as one that nobody changes meanwhile, so that `SQLite` takes no locks and writes no
    /// journals.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        Self::connect(path).map_err(|source| OpenError {
            path: path.to_owned(),
            source,
        })
    }

    fn connect(path: &Path) -> rusqlite::Result<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_URI
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(uri(path), flags)?;
        connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, MAX_CELL_BYTES)?;
        connection.set_limit(Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, MAX_PATTERN_BYTES)?;
        connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
        long_functions::bound(&connection)?;
        connection.pragma_update(None, "hard_heap_limit", MAX_MEMORY_BYTES)?;
        connection.pragma_update(None, "temp_store", "MEMORY")?;
        Ok(Self { connection })
    }

    /// The tables and their columns, in the file's order.
    pub fn tables(&self) -> rusqlite::Result<Vec<(String, Vec<String>)>> {
        let mut names = self
            .connection
            .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")?;
        let names: Vec<String> = names
            .query_map([], |row| row.get(0))?
            .collect::<rusqlite::Result<_>>()?;
        let mut columns = self
            .connection
            .prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
        names
            .into_iter()
            .map(|table| {
                let columns = columns
                    .query_map([&table], |row| row.get(0))?
                    .collect::<rusqlite::Result<_>>()?;
                Ok((table, columns))
            })
            .collect()
    }

    /// Runs a query. Where the memory did not suffice, it runs once more while no other does: the cap is
    /// the whole process's, and one query's greed must not make another one fail.
    pub fn run(&self, sql: &str, limits: QueryLimits) -> Result<QueryResult, QueryError> {
        self.run_bound(sql, &[], limits)
    }

    /// The same for a query with parameters `?1`, `?2` …, which are bound as text or NULL.
    pub fn run_bound(
        &self,
        sql: &str,
        parameters: &[Value],
        limits: QueryLimits,
    ) -> Result<QueryResult, QueryError> {
        if sql.len() > MAX_SQL_BYTES {
            return Err(QueryError::TooLong);
        }
        let shared = MEMORY.read().unwrap_or_else(PoisonError::into_inner);
        let outcome = self.run_once(sql, parameters, limits);
        drop(shared);
        if outcome == Err(QueryError::Memory) {
            let _alone = MEMORY.write().unwrap_or_else(PoisonError::into_inner);
            return self.run_once(sql, parameters, limits);
        }
        outcome
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the harness runs natively, and a deadline needs the clock itself"
    )]
    fn run_once(
        &self,
        sql: &str,
        parameters: &[Value],
        limits: QueryLimits,
    ) -> Result<QueryResult, QueryError> {
        let deadline = Instant::now() + limits.timeout;
        // Neither can fail while no statement runs on this connection.
        drop(self.connection.authorizer(Some(authorized)));
        drop(self.connection.progress_handler(
            STEPS_BETWEEN_CHECKS,
            Some(move || Instant::now() >= deadline),
        ));
        let outcome = self.collect(sql, parameters, limits);
        drop(self.connection.progress_handler(0, None::<fn() -> bool>));
        drop(
            self.connection
                .authorizer(None::<fn(AuthContext<'_>) -> Authorization>),
        );
        outcome
    }

    fn collect(
        &self,
        sql: &str,
        parameters: &[Value],
        limits: QueryLimits,
    ) -> Result<QueryResult, QueryError> {
        let error = |error: rusqlite::Error| query_error(&error, limits.timeout);
        let mut statement = self.connection.prepare(sql).map_err(error)?;
        if !statement.readonly() {
            return Err(QueryError::Forbidden);
        }
        let width = statement.column_count();
        if width == 0 {
            return Err(QueryError::Empty);
        }
        let mut result = QueryResult {
            columns: statement
                .column_names()
                .into_iter()
                .map(str::to_owned)
                .collect(),
            ..QueryResult::default()
        };
        let mut rows = statement
            .query(params_from_iter(parameters))
            .map_err(error)?;
        let mut bytes = 0;
        while let Some(row) = rows.next().map_err(error)? {
            let mut cells = Vec::with_capacity(width);
            for column in 0..width {
                let cell = Cell::new(row.get_ref(column).map_err(error)?);
                bytes += cell.bytes();
                cells.push(cell);
            }
            if bytes > limits.max_bytes {
                return Err(QueryError::TooLarge);
            }
            result.rows.push(cells);
            if result.rows.len() > limits.max_rows {
                result.is_cut = true;
                break;
            }
        }
        Ok(result)
    }
}

/// The path as `SQLite`'s URI; `immutable` spares locks.
fn uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' => {
                uri.push(char::from(*byte));
            }
            _ => drop(write!(uri, "%{byte:02X}")),
        }
    }
    uri + "?immutable=1"
}

fn authorized(context: AuthContext<'_>) -> Authorization {
    match context.action {
        AuthAction::Select | AuthAction::Read { .. } | AuthAction::Recursive => {
            Authorization::Allow
        }
        AuthAction::Function { function_name }
            if !function_name.eq_ignore_ascii_case("load_extension") =>
        {
            Authorization::Allow
        }
        _ => Authorization::Deny,
    }
}

fn query_error(error: &rusqlite::Error, timeout: Duration) -> QueryError {
    match error.sqlite_error_code() {
        Some(ErrorCode::OperationInterrupted) => QueryError::Timeout(timeout.as_millis()),
        Some(ErrorCode::AuthorizationForStatementDenied) => QueryError::Forbidden,
        Some(ErrorCode::OutOfMemory | ErrorCode::TooBig) => QueryError::Memory,
        _ => QueryError::Refused(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_read_as_in_python() {
        // From Python's repr.
        for (real, text) in [
            (1.0, "1.0"),
            (0.1, "0.1"),
            (1e15, "1000000000000000.0"),
            (1e16, "1e+16"),
            (1.5e300, "1.5e+300"),
            (0.0001, "0.0001"),
            (0.00001, "1e-05"),
            (-2.5, "-2.5"),
        ] {
            assert_eq!(python_float(real), text);
        }
    }
}
