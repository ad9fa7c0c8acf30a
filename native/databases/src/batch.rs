//! A read-only batch on one connection, as the SQL port has it.

use plainquery_connect::{PreludeSettings, builtin_type, check_prelude, from_sqlstate, prelude};
use plainquery_core::{
    OutputColumn, Table,
    ports::{Batch, SqlError},
};

use crate::postgres::{
    Connection, IsolationLevel, Limits, OnExcess, Pipelining, PostgresError, ResultSet,
    TransactionMode,
};

/// The server gives up this much before the client does, so that its own error can still arrive.
const GRACE_MS: u32 = 500;
/// One snapshot for all statements: the catalog's parts must fit together.
const MODE: TransactionMode = TransactionMode {
    read_only: true,
    isolation: Some(IsolationLevel::RepeatableRead),
    deferrable: false,
};

/// Runs the prelude and a batch in one read-only transaction; `timeout_ms` is what is left of the
/// batch's own time-out.
pub async fn run_batch(
    connection: &mut Connection,
    settings: &PreludeSettings,
    batch: &Batch,
    timeout_ms: u32,
) -> Result<Vec<Table>, BatchError> {
    let statement_ms = timeout_ms - GRACE_MS.min(timeout_ms / 10);
    let mut statements = prelude(settings, statement_ms);
    let own = statements.len();
    statements.extend(batch.statements.iter().cloned());
    let limits = Limits {
        max_rows: Some(u32::try_from(batch.max_rows.saturating_add(1)).unwrap_or(u32::MAX)),
        max_bytes: batch.max_bytes,
        on_excess: OnExcess::Cut,
    };
    let results = connection
        .run_transaction(&statements, MODE, Pipelining::Whole, limits)
        .await
        .map_err(|error| BatchError::Postgres { error, own })?;
    let mut tables: Vec<Table> = results
        .into_iter()
        .map(|result| table(result, batch.max_rows))
        .collect();
    if tables.len() != statements.len() {
        return Err(BatchError::Sql(SqlError::Protocol));
    }
    let answers = tables.split_off(own);
    check_prelude(&tables).map_err(BatchError::Sql)?;
    Ok(answers)
}

/// Why a batch did not run.
#[derive(Debug)]
pub enum BatchError {
    /// The connection or the server.
    Postgres {
        /// Why.
        error: PostgresError,
        /// Statements that came before the batch's.
        own: usize,
    },
    /// What came back is not what was asked for.
    Sql(SqlError),
}

impl From<PostgresError> for BatchError {
    fn from(error: PostgresError) -> Self {
        Self::Postgres { error, own: 0 }
    }
}

impl BatchError {
    /// Whether the connection, not a statement, failed.
    pub fn is_connection_failure(&self) -> bool {
        matches!(self, Self::Postgres { error, .. } if error.is_connection_failure())
    }

    /// Leaves out the server's sentence, which can quote rows.
    pub fn into_sql_error(self) -> SqlError {
        match self {
            Self::Postgres { error, own } => sql_error(&error, own),
            Self::Sql(error) => error,
        }
    }
}

/// The port's error; `own` statements came before the caller's.
pub fn sql_error(error: &PostgresError, own: usize) -> SqlError {
    if error.is_credential_failure() {
        return SqlError::Credentials;
    }
    match error {
        PostgresError::Server { error, statement } => from_sqlstate(
            &error.code,
            statement.and_then(|statement| statement.checked_sub(own)),
        ),
        PostgresError::Unreachable { .. } | PostgresError::Lost(_) => SqlError::Unavailable,
        PostgresError::Tls { .. } => {
            SqlError::Misconfigured("TLS cannot be had as the address demands")
        }
        PostgresError::TooLarge { .. } => SqlError::TooLarge,
        PostgresError::PasswordMissing | PostgresError::Authentication(_) => SqlError::Credentials,
        PostgresError::Protocol(_)
        | PostgresError::TransactionEnded { .. }
        | PostgresError::CopyUnsupported { .. }
        | PostgresError::Unsendable { .. } => SqlError::Protocol,
    }
}

fn table(result: ResultSet, max_rows: usize) -> Table {
    let mut rows = result.rows;
    let truncated = result.truncated || rows.len() > max_rows;
    rows.truncate(max_rows);
    let columns = result.fields.into_iter().map(|field| {
        let (type_name, class) = builtin_type(field.type_oid);
        OutputColumn {
            name: field.name,
            class,
            type_name: type_name.to_owned(),
        }
    });
    Table {
        columns: columns.collect(),
        rows,
        truncated,
    }
}
