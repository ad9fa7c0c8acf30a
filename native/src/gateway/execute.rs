//! Runs a request's statements within its deadline.

use std::{sync::Arc, time::Duration};

use tokio::{
    sync::oneshot,
    time::{Instant, sleep_until},
};

use super::{failure::Failure, job::Job, pool::Lease, upstream::Upstream};
use crate::postgres::{Connection, Limits, OnExcess, Pipelining, PostgresError, ResultSet};

/// How long the embedded database, which takes no cancel request, may go on for a caller who left.
const GRACE_FOR_ABSENT_CALLER: Duration = Duration::from_secs(1);

/// The limits of every request.
#[derive(Clone, Copy, Debug)]
pub(super) struct RequestLimits {
    /// From the moment that a connection is there until the last row.
    pub(super) timeout: Duration,
    /// The most time spent waiting for a connection.
    pub(super) queue_timeout: Duration,
    pub(super) max_response_bytes: usize,
}

enum Ended {
    Done(Result<Vec<ResultSet>, PostgresError>),
    Deadline,
    CallerGone,
}

/// Runs the statements and sends the outcome to the caller, if it still listens.
pub(super) async fn run_for(
    mut caller: oneshot::Sender<Result<Vec<ResultSet>, Failure>>,
    upstream: Arc<Upstream>,
    job: Job,
    limits: RequestLimits,
) {
    let outcome = execute(&mut caller, &upstream, &job, limits).await;
    drop(caller.send(outcome));
}

async fn execute(
    caller: &mut oneshot::Sender<Result<Vec<ResultSet>, Failure>>,
    upstream: &Arc<Upstream>,
    job: &Job,
    limits: RequestLimits,
) -> Result<Vec<ResultSet>, Failure> {
    let limits = RequestLimits {
        timeout: job.timeout.unwrap_or(limits.timeout),
        ..limits
    };
    let mut second_try = false;
    loop {
        let mut lease = tokio::select! {
            lease = Lease::acquire(upstream, limits.queue_timeout) => lease?,
            () = caller.closed() => return Err(Failure::Internal),
        };
        let ended = run(
            &mut lease.connection,
            caller,
            upstream.is_embedded(),
            job,
            limits,
        )
        .await;
        let error = match ended {
            Ended::Done(Ok(results)) => {
                lease.give_back();
                return Ok(results);
            }
            Ended::Done(Err(error)) => error,
            Ended::Deadline => {
                lease.give_up();
                return Err(Failure::Deadline {
                    timeout_ms: limits.timeout.as_millis(),
                });
            }
            Ended::CallerGone => {
                lease.give_up();
                return Err(Failure::Internal);
            }
        };
        if matches!(error, PostgresError::TooLarge { .. }) {
            lease.give_up_reading();
            return Err(Failure::ResponseTooLarge {
                max_bytes: limits.max_response_bytes,
            });
        }
        if lease.connection.is_usable() {
            // A connection that left its transaction is worth less than the proof that it is clean.
            if !matches!(error, PostgresError::TransactionEnded { .. }) {
                lease.give_back();
            }
            return Err(Failure::Query(error));
        }
        if !error.is_connection_failure() {
            return Err(Failure::Query(error));
        }
        // Reading twice does no harm. An idle connection's far end may have gone long ago, and the
        // embedded process may have been ended for the query before.
        let harmless = job.mode.is_some_and(|mode| mode.read_only);
        if second_try || !harmless || !(lease.reused || upstream.is_embedded()) {
            return Err(Failure::Lost);
        }
        second_try = true;
    }
}

async fn run(
    connection: &mut Connection,
    caller: &mut oneshot::Sender<Result<Vec<ResultSet>, Failure>>,
    embedded: bool,
    job: &Job,
    limits: RequestLimits,
) -> Ended {
    let mut deadline = Instant::now() + limits.timeout;
    let mut caller_gone = false;
    let done = run_statements(connection, job, limits);
    tokio::pin!(done);
    loop {
        tokio::select! {
            biased;
            outcome = &mut done => return Ended::Done(outcome),
            () = sleep_until(deadline) => return Ended::Deadline,
            () = caller.closed(), if !caller_gone => {
                if !embedded {
                    return Ended::CallerGone;
                }
                caller_gone = true;
                deadline = deadline.min(Instant::now() + GRACE_FOR_ABSENT_CALLER);
            }
        }
    }
}

async fn run_statements(
    connection: &mut Connection,
    job: &Job,
    limits: RequestLimits,
) -> Result<Vec<ResultSet>, PostgresError> {
    let limits = Limits {
        max_rows: None,
        max_bytes: limits.max_response_bytes,
        on_excess: OnExcess::Fail,
    };
    match (job.mode, job.statements.as_slice()) {
        (Some(mode), statements) => {
            connection
                .run_transaction_after(&job.own, statements, mode, Pipelining::PerStatement, limits)
                .await
        }
        (None, [statement]) => {
            for own in &job.own {
                connection.run_single(own, limits).await?;
            }
            Ok(vec![connection.run_single(statement, limits).await?])
        }
        (None, _) => Err(PostgresError::Protocol(
            "several statements outside a transaction".to_owned(),
        )),
    }
}
