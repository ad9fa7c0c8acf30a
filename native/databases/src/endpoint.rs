//! The SQL port straight onto a Postgres server, for the terminal client.

use std::time::Duration;

use plainquery_connect::PreludeSettings;
use plainquery_core::{
    Table,
    ports::{Batch, SqlEndpoint, SqlError},
};
use tokio::{sync::Mutex, time::timeout};

use crate::{
    batch::{BatchError, run_batch},
    postgres::{Address, CancelToken, Connection, PostgresError},
};

const CANCEL_TIMEOUT: Duration = Duration::from_secs(2);

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
    ) -> Result<Vec<Table>, BatchError> {
        let idle = kept
            .take()
            .and_then(|mut idle| (!idle.is_stale()).then_some(idle));
        let mut connection = match idle {
            Some(idle) => idle,
            None => Connection::open(&self.address).await?,
        };
        *token = Some(connection.cancel_token());
        let outcome = run_batch(&mut connection, &self.prelude, batch, batch.timeout_ms).await;
        if connection.is_usable() {
            *kept = Some(connection);
        }
        outcome
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
        outcome.map_err(BatchError::into_sql_error)
    }
}
