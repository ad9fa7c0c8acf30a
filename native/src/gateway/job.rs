//! A request that may run, and how.

use std::time::Duration;

use plainquery_core::ports::Statement;

use super::{
    failure::Failure,
    request::{Asked, Work},
    startup::StartupParameters,
};
use crate::postgres::TransactionMode;

/// Statements that may run.
#[derive(Debug)]
pub(super) struct Job {
    /// Statements of ours that come first; nobody sees their results.
    pub(super) own: Vec<Statement>,
    /// The caller's.
    pub(super) statements: Vec<Statement>,
    /// The transaction to run in; `None` for a single statement that may write, which runs on its own.
    pub(super) mode: Option<TransactionMode>,
    /// A deadline below the gateway's.
    pub(super) timeout: Option<Duration>,
}

impl Job {
    /// Without any proof: whatever the caller wrote, read-only unless it may write.
    pub(super) fn of_text(
        work: Work,
        startup: &StartupParameters,
        allow_writes: bool,
    ) -> Result<Self, Failure> {
        let mode = match work.batch {
            Some(headers) => Some(headers.mode(allow_writes)),
            None if allow_writes => None,
            None => Some(TransactionMode {
                read_only: true,
                ..TransactionMode::default()
            }),
        };
        let own = if mode.is_some() {
            startup.for_transaction()
        } else {
            startup.for_session()
        };
        let statements = work.asked.into_iter().map(|asked| match asked {
            Asked::Text(statement) => Ok(statement),
            Asked::Plan(_) => Err(Failure::Request(
                "this gateway runs \"query\" and takes no \"plan\"; start it with --plans-only for that"
                    .to_owned(),
            )),
        });
        Ok(Self {
            own: own.into_iter().collect(),
            statements: statements.collect::<Result<_, _>>()?,
            mode,
            timeout: None,
        })
    }
}
