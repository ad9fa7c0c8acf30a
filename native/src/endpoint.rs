//! The SQL port straight onto a Postgres server, for the terminal client.

use std::time::Duration;

use plainquery_connect::{PreludeSettings, builtin_type, check_prelude, from_sqlstate, prelude};
use plainquery_core::{
    OutputColumn, Table,
    ports::{Batch, SqlEndpoint, SqlError},
};
use tokio::{sync::Mutex, time::timeout};

use crate::postgres::{
    Address, CancelToken, Connection, IsolationLevel, Limits, OnExcess, Pipelining, PostgresError,
    ResultSet, TransactionMode,
};

/// The server gives up this much before the client does, so that its own error can still arrive.
const GRACE_MS: u32 = 500;
const CANCEL_TIMEOUT: Duration = Duration::from_secs(2);
/// One snapshot for all statements: the catalog's parts must fit together.
const MODE: TransactionMode = TransactionMode {
    read_only: true,
    isolation: Some(IsolationLevel::RepeatableRead),
    deferrable: false,
};

/// A database by its address. One connection, kept between batches.
#[derive(Debug)]
pub struct PostgresEndpoint {
    address: Address,
    prelude: PreludeSettings,
    connection: Mutex<Option<Connection>>,
}

impl PostgresEndpoint {
    /// Connects, so that what is wrong with the address is told in full: errors of batches hold less.
    pub async fn connect(
        address: Address,
        prelude: PreludeSettings,
        connect_timeout: Duration,
    ) -> Result<Self, PostgresError> {
        let opened = timeout(connect_timeout, Connection::open(&address)).await;
        let connection = opened.unwrap_or_else(|_| {
            Err(PostgresError::Unreachable {
                endpoint: address.endpoint.to_string(),
                reason: std::io::ErrorKind::TimedOut.into(),
            })
        })?;
        Ok(Self {
            address,
            prelude,
            connection: Mutex::new(Some(connection)),
        })
    }

    /// Says goodbye to the server.
    pub async fn close(self) {
        if let Some(connection) = self.connection.into_inner() {
            connection.close().await;
        }
    }

    async fn run_batch(
        &self,
        batch: &Batch,
        kept: &mut Option<Connection>,
        token: &mut Option<CancelToken>,
    ) -> Result<Vec<Table>, PostgresOr> {
        let idle = kept
            .take()
            .and_then(|mut idle| (!idle.is_stale()).then_some(idle));
        let mut connection = match idle {
            Some(idle) => idle,
            None => Connection::open(&self.address).await?,
        };
        *token = Some(connection.cancel_token());
        let statement_ms = batch.timeout_ms - GRACE_MS.min(batch.timeout_ms / 10);
        let mut statements = prelude(&self.prelude, statement_ms);
        let own = statements.len();
        statements.extend(batch.statements.iter().cloned());
        let limits = Limits {
            max_rows: Some(u32::try_from(batch.max_rows.saturating_add(1)).unwrap_or(u32::MAX)),
            max_bytes: batch.max_bytes,
            on_excess: OnExcess::Cut,
        };
        let outcome = connection
            .run_transaction(&statements, MODE, Pipelining::Whole, limits)
            .await;
        if connection.is_usable() {
            *kept = Some(connection);
        }
        let results = outcome.map_err(|error| PostgresOr::Postgres { error, own })?;
        let mut tables: Vec<Table> = results
            .into_iter()
            .map(|result| table(result, batch.max_rows))
            .collect();
        if tables.len() != statements.len() {
            return Err(PostgresOr::Sql(SqlError::Protocol));
        }
        let answers = tables.split_off(own);
        check_prelude(&tables).map_err(PostgresOr::Sql)?;
        Ok(answers)
    }
}

impl SqlEndpoint for PostgresEndpoint {
    async fn run(&self, batch: &Batch) -> Result<Vec<Table>, SqlError> {
        if batch.statements.is_empty() {
            return Ok(Vec::new());
        }
        let deadline = Duration::from_millis(batch.timeout_ms.into());
        let mut kept = self.connection.lock().await;
        let mut token = None;
        let outcome = timeout(deadline, self.run_batch(batch, &mut kept, &mut token)).await;
        let Ok(outcome) = outcome else {
            if let Some(token) = token {
                // The connection is gone; the statement must not go on without it.
                drop(timeout(CANCEL_TIMEOUT, token.cancel()).await);
            }
            return Err(SqlError::Timeout);
        };
        outcome.map_err(PostgresOr::into_sql_error)
    }
}

enum PostgresOr {
    Postgres { error: PostgresError, own: usize },
    Sql(SqlError),
}

impl From<PostgresError> for PostgresOr {
    fn from(error: PostgresError) -> Self {
        Self::Postgres { error, own: 0 }
    }
}

impl PostgresOr {
    /// Leaves out the server's sentence, which can quote rows; `own` statements came first.
    fn into_sql_error(self) -> SqlError {
        let (error, own) = match self {
            Self::Postgres { error, own } => (error, own),
            Self::Sql(error) => return error,
        };
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
            PostgresError::PasswordMissing | PostgresError::Authentication(_) => {
                SqlError::Credentials
            }
            PostgresError::Protocol(_)
            | PostgresError::TransactionEnded { .. }
            | PostgresError::CopyUnsupported { .. }
            | PostgresError::Unsendable { .. } => SqlError::Protocol,
        }
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
