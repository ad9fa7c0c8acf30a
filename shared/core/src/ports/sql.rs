use std::borrow::Cow;

use thiserror::Error;

use crate::{ErrorKind, Table, Value};

/// One statement with its parameters. Text comes from our own constants or from the printer of
/// `plainquery-sql`, never from a caller or a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// SQL with `$1`, `$2` … for the parameters.
    pub text: Cow<'static, str>,
    /// The parameters' text forms.
    pub parameters: Vec<Value>,
}

/// Statements that run in order in one read-only transaction; the first error ends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// The statements.
    pub statements: Vec<Statement>,
    /// The time until the answer must be there.
    pub timeout_ms: u32,
    /// The most rows that are read of each result; one more means it was cut.
    pub max_rows: usize,
    /// The most bytes of cells that are kept of each result.
    pub max_bytes: usize,
}

/// Why a batch did not run. Never holds the server's message: that can quote rows.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SqlError {
    /// The database, or what stands before it, cannot be reached or broke off.
    #[error("the database could not be reached")]
    Unavailable,
    /// Credentials or the key were not accepted.
    #[error("the database refused the connection's credentials")]
    Credentials,
    /// The deadline passed.
    #[error("the query took longer than is allowed")]
    Timeout,
    /// The result is over the cap.
    #[error("the result is larger than is allowed")]
    TooLarge,
    /// The answer is not what the protocol says.
    #[error("the database's answer could not be read")]
    Protocol,
    /// The server refused a statement.
    #[error("the database refused the query (SQLSTATE {sqlstate})")]
    Refused {
        /// Five characters, such as `42703`.
        sqlstate: String,
        /// 0-based position in `Batch::statements`, where it is known.
        statement: Option<usize>,
    },
    /// The server estimates that it takes more work than is allowed.
    #[error("the query takes more work than is allowed")]
    TooCostly,
    /// The gateway runs signed plans only, and this one is longer than a token may be.
    #[error("the query is longer than a signed plan may be")]
    PlanTooLong,
    /// The settings of the endpoint are wrong.
    #[error("the database endpoint is not configured correctly: {0}")]
    Misconfigured(&'static str),
}

impl SqlError {
    /// The kind, for status and metrics.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Unavailable => ErrorKind::UpstreamUnavailable,
            Self::Credentials | Self::Misconfigured(_) => ErrorKind::Misconfigured,
            Self::Timeout => ErrorKind::Timeout,
            Self::TooLarge => ErrorKind::TooLarge,
            Self::PlanTooLong | Self::TooCostly => ErrorKind::Refused,
            Self::Protocol | Self::Refused { .. } => ErrorKind::UpstreamProtocol,
        }
    }
}

/// Runs read-only batches.
pub trait SqlEndpoint {
    /// Runs all statements in one read-only transaction; one result a statement.
    async fn run(&self, batch: &Batch) -> Result<Vec<Table>, SqlError>;

    /// The same, for a batch one of whose statements, by its position, is that of a signed plan. Where
    /// a gateway checks plans, only the token goes there in the statement's place. An endpoint that
    /// reaches no gateway runs the statement itself.
    async fn run_with_plan(
        &self,
        batch: &Batch,
        position: usize,
        token: &str,
    ) -> Result<Vec<Table>, SqlError> {
        let _ = (position, token);
        self.run(batch).await
    }
}
