//! Running a user's query.

use std::borrow::Cow;

use plainquery_core::Table;
use plainquery_core::ports::{Batch, SqlEndpoint, SqlError, Statement};
use plainquery_sql::ValidatedQuery;

use crate::SessionSetting;

/// The bounds of one run, and who it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunLimits {
    /// The time until the answer must be there.
    pub timeout_ms: u32,
    /// The most bytes of cells that are kept.
    pub max_bytes: usize,
    /// The caller's setting of the database, such as the tenant; from a verified token only.
    pub setting: Option<SessionSetting>,
}

impl Default for RunLimits {
    fn default() -> Self {
        Self {
            timeout_ms: 10_000,
            max_bytes: 1024 * 1024,
            setting: None,
        }
    }
}

/// Runs a query that the validator made, in one read-only transaction with its caller's setting.
/// Rows over the query's own cap, or bytes over the limit, are cut and the table says so.
///
/// # Errors
/// As the endpoint's; `Refused` counts the query as statement 0.
pub async fn run_validated<S: SqlEndpoint>(
    endpoint: &S,
    query: &ValidatedQuery,
    limits: &RunLimits,
) -> Result<Table, SqlError> {
    let statement = Statement {
        text: Cow::Owned(query.text().to_owned()),
        parameters: query.parameters().to_vec(),
    };
    let max_rows = usize::try_from(query.max_rows()).unwrap_or(usize::MAX);
    run_alone(endpoint, statement, max_rows, limits).await
}

/// Private, so that a validated query is the only thing that reaches it.
async fn run_alone<S: SqlEndpoint>(
    endpoint: &S,
    statement: Statement,
    max_rows: usize,
    limits: &RunLimits,
) -> Result<Table, SqlError> {
    let mut statements: Vec<Statement> = limits
        .setting
        .iter()
        .map(SessionSetting::statement)
        .collect();
    let own = statements.len();
    statements.push(statement);
    let batch = Batch {
        statements,
        timeout_ms: limits.timeout_ms,
        max_rows,
        max_bytes: limits.max_bytes,
    };
    let mut tables = endpoint
        .run(&batch)
        .await
        .map_err(|error| without_own(error, own))?;
    if tables.len() != own + 1 {
        return Err(SqlError::Protocol);
    }
    tables.pop().ok_or(SqlError::Protocol)
}

/// Counts from the query on; an error of what stands before it is one of the settings.
fn without_own(error: SqlError, own: usize) -> SqlError {
    match error {
        SqlError::Refused {
            statement: Some(at),
            ..
        } if at < own => SqlError::Misconfigured("the database refuses the caller's setting"),
        SqlError::Refused {
            sqlstate,
            statement: Some(at),
        } => SqlError::Refused {
            sqlstate,
            statement: Some(at - own),
        },
        other => other,
    }
}

#[cfg(test)]
mod tests;
