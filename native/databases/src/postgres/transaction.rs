//! Statements in one transaction.

use plainquery_core::ports::Statement;

use super::{
    Connection, Limits, PostgresError, ResultSet, connection::TransactionStatus,
    leading_words::is_prepare_transaction,
};

/// The isolation levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IsolationLevel {
    /// The same as `ReadCommitted` in Postgres.
    ReadUncommitted,
    /// The default.
    ReadCommitted,
    /// One snapshot for all statements.
    RepeatableRead,
    /// As if transactions ran one after the other.
    Serializable,
}

impl IsolationLevel {
    fn sql(self) -> &'static str {
        match self {
            Self::ReadUncommitted => "READ UNCOMMITTED",
            Self::ReadCommitted => "READ COMMITTED",
            Self::RepeatableRead => "REPEATABLE READ",
            Self::Serializable => "SERIALIZABLE",
        }
    }
}

/// How a transaction begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TransactionMode {
    /// Whether writes are refused.
    pub read_only: bool,
    /// The isolation level, where it is not the session's.
    pub isolation: Option<IsolationLevel>,
    /// Whether to wait for a snapshot that cannot fail (serializable and read-only only).
    pub deferrable: bool,
}

impl TransactionMode {
    fn begin(self) -> Statement {
        let mut text = "BEGIN".to_owned();
        if let Some(isolation) = self.isolation {
            text.push_str(" ISOLATION LEVEL ");
            text.push_str(isolation.sql());
        }
        if self.read_only {
            text.push_str(" READ ONLY");
        }
        if self.deferrable {
            text.push_str(" DEFERRABLE");
        }
        constant(text)
    }
}

/// How many round trips a transaction takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pipelining {
    /// One a statement, for statements that a caller wrote: after each one the transaction must
    /// still be ours, or `COMMIT` followed by a write would leave a read-only one.
    PerStatement,
    /// One for all, for statements that are our own.
    Whole,
}

impl Connection {
    /// Runs one statement outside any transaction.
    pub async fn run_single(
        &mut self,
        statement: &Statement,
        limits: Limits,
    ) -> Result<ResultSet, PostgresError> {
        let mut results = self.run_group(&[statement], limits, &mut 0, &Some).await?;
        if self.status() != TransactionStatus::Idle {
            self.roll_back(limits).await?;
        }
        results
            .pop()
            .ok_or_else(|| PostgresError::Protocol("no result".to_owned()))
    }

    /// Runs all statements in one transaction. The first error rolls all of them back.
    pub async fn run_transaction(
        &mut self,
        statements: &[Statement],
        mode: TransactionMode,
        pipelining: Pipelining,
        limits: Limits,
    ) -> Result<Vec<ResultSet>, PostgresError> {
        self.run_transaction_after(&[], statements, mode, pipelining, limits)
            .await
    }

    /// The same after statements of our own, which cost no round trip and whose results are left out.
    pub async fn run_transaction_after(
        &mut self,
        own: &[Statement],
        statements: &[Statement],
        mode: TransactionMode,
        pipelining: Pipelining,
        limits: Limits,
    ) -> Result<Vec<ResultSet>, PostgresError> {
        let outcome = self
            .run_all(own, statements, mode, pipelining, limits)
            .await;
        if outcome.is_err() && self.is_usable() && self.status() != TransactionStatus::Idle {
            self.roll_back(limits).await?;
        }
        outcome
    }

    async fn run_all(
        &mut self,
        own: &[Statement],
        statements: &[Statement],
        mode: TransactionMode,
        pipelining: Pipelining,
        limits: Limits,
    ) -> Result<Vec<ResultSet>, PostgresError> {
        let prepares = |statement: &Statement| is_prepare_transaction(&statement.text);
        if let Some(statement) = statements.iter().position(prepares) {
            return Err(PostgresError::TransactionEnded { statement });
        }
        // A transaction's mode can be changed until its first snapshot: with one taken, a caller's
        // `SET TRANSACTION READ WRITE` is refused.
        let opening = [mode.begin(), constant("SELECT 1".to_owned())];
        // What a read-only transaction still does (large objects before Postgres 16, NOTIFY, settings of
        // the session) goes with a rollback. Its price: a serializable one that is not deferrable is
        // not checked at its end.
        let end = constant(if mode.read_only { "ROLLBACK" } else { "COMMIT" }.to_owned());
        let mut spent_bytes = 0;
        let mut results = Vec::with_capacity(statements.len());
        let mut rest = statements;
        let mut group: Vec<&Statement> = opening.iter().chain(own).collect();
        loop {
            let ours = group.len();
            let taken = match pipelining {
                Pipelining::PerStatement => rest.len().min(1),
                Pipelining::Whole => rest.len(),
            };
            let (now, later) = rest.split_at(taken);
            group.extend(now);
            rest = later;
            // A result over the cap is found out after COMMIT, which is too late where it wrote.
            let closes = rest.is_empty() && mode.read_only;
            group.extend(closes.then_some(&end));

            let done = results.len();
            let index = |position: usize| {
                let index = position.checked_sub(ours)? + done;
                (index < statements.len()).then_some(index)
            };
            let outcome = self
                .run_group(&group, limits, &mut spent_bytes, &index)
                .await?;
            for result in outcome.into_iter().skip(ours).take(taken) {
                if ends_transaction(&result.tag) {
                    return Err(PostgresError::TransactionEnded {
                        statement: results.len(),
                    });
                }
                results.push(result);
            }
            if closes {
                return Ok(results);
            }
            if self.status() != TransactionStatus::Open {
                return Err(PostgresError::TransactionEnded {
                    statement: results.len().saturating_sub(1),
                });
            }
            if rest.is_empty() {
                self.run_group(&[&end], limits, &mut spent_bytes, &|_| None)
                    .await?;
                return Ok(results);
            }
            group.clear();
        }
    }

    async fn roll_back(&mut self, limits: Limits) -> Result<(), PostgresError> {
        self.run_group(&[&constant("ROLLBACK".to_owned())], limits, &mut 0, &|_| {
            None
        })
        .await
        .map(drop)
    }
}

/// `COMMIT AND CHAIN` leaves a transaction open too, but another one, whose mode can be changed.
fn ends_transaction(tag: &str) -> bool {
    matches!(tag, "COMMIT" | "ROLLBACK" | "PREPARE TRANSACTION")
}

fn constant(text: String) -> Statement {
    Statement {
        text: text.into(),
        parameters: Vec::new(),
    }
}
