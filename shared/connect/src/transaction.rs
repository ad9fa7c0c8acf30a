//! Batches over a connection that runs one statement at a time, for hosts that bring a driver of
//! their own.

use plainquery_core::ports::{Batch, SqlError, Statement};
use plainquery_core::{OutputColumn, Table};
use plainquery_plan::is_explain;

use crate::text_rows::{DriverColumn, TextRows, as_text_rows};
use crate::types::named_type;
use crate::{PreludeSettings, check_prelude, prelude, statement_timeout_ms};

/// One snapshot for all statements: the catalog's parts must fit together.
const BEGIN: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
const COMMIT: &str = "COMMIT";
const ROLLBACK: &str = "ROLLBACK";

/// What the prelude's results may hold: a row of short settings.
const PRELUDE_ROWS: usize = 1;
const PRELUDE_BYTES: usize = 4096;

/// A connection to a database.
#[expect(
    async_fn_in_trait,
    reason = "hosts are single-threaded: no future has to be Send"
)]
pub trait SqlSession {
    /// Runs a statement that gives no rows.
    async fn execute(&self, text: &'static str) -> Result<(), SqlError>;

    /// Runs a query. The first cell of each row, which is text or NULL, goes to `rows`, until it
    /// wants no more; the columns are given back, the first one among them. Parameters are text or
    /// NULL: the statement itself casts them.
    ///
    /// An error of the server is told by [`from_sqlstate`](crate::from_sqlstate) without a position.
    async fn query(
        &self,
        statement: &Statement,
        rows: &mut TextRows,
    ) -> Result<Vec<DriverColumn>, SqlError>;

    /// Runs a statement that cannot stand inside another one, and gives its only cell, which is text or
    /// JSON. Errors are told as [`query`](Self::query) does.
    async fn cell(&self, statement: &Statement) -> Result<String, SqlError>;
}

/// Runs a batch in one read-only transaction that begins with the [`prelude`]. The deadline is the
/// caller's to hold; the server has its own within it.
///
/// # Errors
/// As the session's.
pub async fn run_in_session<S: SqlSession>(
    session: &S,
    settings: &PreludeSettings,
    batch: &Batch,
) -> Result<Vec<Table>, SqlError> {
    if batch.statements.is_empty() {
        return Ok(Vec::new());
    }
    // A pool may hand on a connection in the middle of what somebody else left.
    session.execute(ROLLBACK).await?;
    session.execute(BEGIN).await?;
    let result = run_statements(session, settings, batch).await;
    let end = if result.is_ok() { COMMIT } else { ROLLBACK };
    let ended = session.execute(end).await;
    let tables = result?;
    ended?;
    Ok(tables)
}

async fn run_statements<S: SqlSession>(
    session: &S,
    settings: &PreludeSettings,
    batch: &Batch,
) -> Result<Vec<Table>, SqlError> {
    let timeout_ms = statement_timeout_ms(batch.timeout_ms);
    let mut proof = Vec::new();
    for statement in prelude(settings, timeout_ms) {
        let rows = TextRows::new(PRELUDE_ROWS, PRELUDE_BYTES);
        proof.push(run_one(session, &statement, rows).await?);
    }
    check_prelude(&proof)?;
    let mut tables = Vec::new();
    for (position, statement) in batch.statements.iter().enumerate() {
        let table = if is_explain(statement) {
            explain(session, statement, batch.max_bytes).await
        } else {
            let rows = TextRows::new(batch.max_rows, batch.max_bytes);
            run_one(session, statement, rows).await
        };
        tables.push(table.map_err(|error| at(error, position))?);
    }
    Ok(tables)
}

async fn run_one<S: SqlSession>(
    session: &S,
    statement: &Statement,
    mut rows: TextRows,
) -> Result<Table, SqlError> {
    let mut columns = session.query(&as_text_rows(statement), &mut rows).await?;
    if columns.is_empty() {
        return Err(SqlError::Protocol);
    }
    // The row's text itself.
    columns.remove(0);
    rows.finish(columns)
}

/// The server's plan of a query. It is no query itself, so its row cannot be made a text by one.
async fn explain<S: SqlSession>(
    session: &S,
    statement: &Statement,
    max_bytes: usize,
) -> Result<Table, SqlError> {
    let json = session.cell(statement).await?;
    let truncated = json.len() > max_bytes;
    let (type_name, class) = named_type("json");
    Ok(Table {
        columns: vec![OutputColumn {
            name: "QUERY PLAN".to_owned(),
            class,
            type_name: type_name.to_owned(),
        }],
        rows: if truncated {
            Vec::new()
        } else {
            vec![vec![Some(json)]]
        },
        truncated,
    })
}

fn at(error: SqlError, position: usize) -> SqlError {
    match error {
        SqlError::Refused { sqlstate, .. } => SqlError::Refused {
            sqlstate,
            statement: Some(position),
        },
        other => other,
    }
}

#[cfg(test)]
mod tests;
