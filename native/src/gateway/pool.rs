//! A bounded number of connections, and a bounded queue before them.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::{Instant, timeout, timeout_at},
};

use super::{failure::Failure, upstream::Upstream};
use crate::postgres::Connection;

const MAX_IDLE: Duration = Duration::from_mins(5);
const RESET_TIMEOUT: Duration = Duration::from_secs(2);
const CANCEL_TIMEOUT: Duration = Duration::from_secs(5);
/// For the embedded database to be done with a result that nobody reads on.
const SETTLE_TIMEOUT: Duration = Duration::from_millis(1500);

#[derive(Debug)]
struct Idle {
    connection: Connection,
    generation: u64,
    since: Instant,
}

/// The connections of one upstream.
#[derive(Debug)]
pub(super) struct Pool {
    permits: Arc<Semaphore>,
    max_connections: usize,
    waiting: AtomicUsize,
    max_waiting: usize,
    idle: Mutex<Vec<Idle>>,
}

/// Counts a request out of the queue, however it leaves.
struct Place<'a>(&'a AtomicUsize);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Pool {
    pub(super) fn new(max_connections: usize, max_waiting: usize) -> Self {
        Self {
            permits: Arc::new(Semaphore::new(max_connections)),
            max_connections,
            waiting: AtomicUsize::new(0),
            max_waiting,
            idle: Mutex::new(Vec::new()),
        }
    }

    async fn permit(&self, deadline: Instant) -> Result<OwnedSemaphorePermit, Failure> {
        if let Ok(permit) = self.permits.clone().try_acquire_owned() {
            return Ok(permit);
        }
        let place = Place(&self.waiting);
        if self.waiting.fetch_add(1, Ordering::Relaxed) >= self.max_waiting {
            return Err(Failure::QueueFull);
        }
        let permit = timeout_at(deadline, self.permits.clone().acquire_owned()).await;
        drop(place);
        permit
            .map_err(|_| Failure::QueueTimeout)?
            .map_err(|_| Failure::Internal)
    }

    fn take_idle(&self) -> Option<Idle> {
        let mut idle = self.idle();
        while let Some(mut candidate) = idle.pop() {
            if candidate.since.elapsed() < MAX_IDLE && !candidate.connection.is_stale() {
                return Some(candidate);
            }
        }
        None
    }

    /// Keeps a connection for the next request; after [`Pool::close`] there is none, and it ends.
    async fn keep(&self, connection: Connection, generation: u64) {
        if self.permits.is_closed() {
            drop(timeout(RESET_TIMEOUT, connection.close()).await);
            return;
        }
        self.idle().push(Idle {
            connection,
            generation,
            since: Instant::now(),
        });
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Idle>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Closes connections that nobody has wanted for a while. Those at hand are taken from the end, so
    /// the ones that are not needed gather at the start.
    pub(super) async fn close_unused(&self) {
        let unused: Vec<Idle> = {
            let mut idle = self.idle();
            let fresh = idle.partition_point(|idle| idle.since.elapsed() >= MAX_IDLE);
            idle.drain(..fresh).collect()
        };
        close_all(unused).await;
    }

    /// Waits a moment for connections that are on their way back, closes those that are idle and lets
    /// nobody wait any longer.
    pub(super) async fn close(&self) {
        let everything = u32::try_from(self.max_connections).unwrap_or(u32::MAX);
        drop(timeout(RESET_TIMEOUT, self.permits.acquire_many(everything)).await);
        self.permits.close();
        let idle = std::mem::take(&mut *self.idle());
        close_all(idle).await;
    }
}

async fn close_all(idle: Vec<Idle>) {
    for idle in idle {
        drop(timeout(RESET_TIMEOUT, idle.connection.close()).await);
    }
}

/// A connection for one request. It goes back by [`Lease::give_back`] or [`Lease::give_up`]; merely
/// dropped, it is closed.
#[derive(Debug)]
pub(crate) struct Lease {
    pub(crate) connection: Connection,
    /// Whether it had been idle, so that its far end may be gone without a word.
    pub(crate) reused: bool,
    generation: u64,
    upstream: Arc<Upstream>,
    permit: OwnedSemaphorePermit,
}

impl Lease {
    /// Waits in the queue, then takes an idle connection or opens one.
    pub(crate) async fn acquire(
        upstream: &Arc<Upstream>,
        queue_timeout: Duration,
    ) -> Result<Self, Failure> {
        let deadline = Instant::now() + queue_timeout;
        let permit = upstream.pool.permit(deadline).await?;
        let idle = upstream.pool.take_idle();
        let reused = idle.is_some();
        let (connection, generation) = match idle {
            Some(idle) => (idle.connection, idle.generation),
            None => upstream.open(deadline).await?,
        };
        Ok(Self {
            connection,
            reused,
            generation,
            upstream: upstream.clone(),
            permit,
        })
    }

    /// Puts the session back to its start and the connection into the pool, after the answer is out.
    pub(crate) fn give_back(self) {
        let Self {
            mut connection,
            generation,
            upstream,
            permit,
            ..
        } = self;
        tokio::spawn(async move {
            if connection.is_usable()
                && matches!(timeout(RESET_TIMEOUT, connection.reset()).await, Ok(Ok(())))
            {
                upstream.pool.keep(connection, generation).await;
            }
            drop(permit);
        });
    }

    /// Stops what still runs on the connection, and closes it.
    pub(crate) fn give_up(self) {
        let Self {
            connection,
            generation,
            upstream,
            permit,
            ..
        } = self;
        tokio::spawn(async move {
            drop(timeout(CANCEL_TIMEOUT, upstream.cancel(connection, generation)).await);
            drop(permit);
        });
    }

    /// Closes a connection whose result is over the cap. The embedded database is usually about to
    /// be done with it, so it is only ended when it is not.
    pub(super) fn give_up_reading(self) {
        if !self.upstream.is_embedded() {
            return self.give_up();
        }
        let Self {
            connection,
            generation,
            upstream,
            permit,
            ..
        } = self;
        tokio::spawn(async move {
            drop(connection);
            match timeout(
                SETTLE_TIMEOUT,
                upstream.open(Instant::now() + SETTLE_TIMEOUT),
            )
            .await
            {
                Ok(Ok((connection, generation))) => {
                    upstream.pool.keep(connection, generation).await;
                }
                _ => upstream.kill_embedded(generation),
            }
            drop(permit);
        });
    }
}
