//! The listener, what its workers share, and stopping in good order.

use std::{
    io,
    net::{SocketAddr, TcpStream},
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use plainquery_ask::Config;
use thiserror::Error;
use tokio::{
    net::TcpListener,
    runtime::Handle,
    sync::{OwnedSemaphorePermit, Semaphore, watch},
    time::{sleep, timeout},
};

use super::{
    DatabaseTarget, ServeOptions,
    database::{Database, prelude},
    host::Kv,
    limiter::Limiter,
    memory_kv::MemoryKv,
    memory_limiter::MemoryLimiter,
    redis::Redis,
    worker::{Accepted, Worker},
};

/// After a failure to accept, such as too many open files: others may close some.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);
/// For work that was dropped to end its queries.
const END_SLACK: Duration = Duration::from_secs(2);

/// Why a server does not start or ends.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The address of the database cannot be used.
    #[error("the database: {0}")]
    Database(String),
    /// The address of Redis cannot be used.
    #[error("PLAINQUERY_REDIS_URL: {0}")]
    Redis(String),
    /// The port cannot be had.
    #[error("cannot listen on {address}: {reason}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why not.
        reason: io::Error,
    },
    /// The system gives no thread.
    #[error("a worker cannot be started: {0}")]
    Worker(io::Error),
}

/// Where a server is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Phase {
    Serving,
    /// It still answers, but says that it will not for long.
    Draining,
    /// It takes no new request.
    Stopping,
    /// What is still at hand is given up.
    Ended,
}

/// What all workers share.
pub(super) struct Shared {
    pub(super) config: Config,
    pub(super) options: ServeOptions,
    pub(super) database: Database,
    pub(super) kv: Kv,
    pub(super) limiter: Limiter,
    pub(super) in_flight: Arc<Semaphore>,
    pub(super) waiting_body_bytes: Semaphore,
}

/// A server that listens.
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    shared: Arc<Shared>,
    phase: watch::Sender<Phase>,
    workers: Vec<Worker>,
}

impl Server {
    /// Listens, and starts the workers. Must be called within a runtime of several threads, on which
    /// the connections to the database live.
    pub async fn start(config: Config, options: ServeOptions) -> Result<Self, ServeError> {
        let listen_error = |reason| ServeError::Listen {
            address: options.listen,
            reason,
        };
        let listener = TcpListener::bind(options.listen)
            .await
            .map_err(listen_error)?;
        let address = listener.local_addr().map_err(listen_error)?;
        let settings = &config.settings;
        let target = DatabaseTarget::of(settings).map_err(ServeError::Database)?;
        let database = Database::new(
            target,
            prelude(settings),
            options.max_database_connections,
            Handle::current(),
        )
        .await
        .map_err(ServeError::Database)?;
        let redis = options
            .redis_url
            .as_ref()
            .map(|url| Redis::new(url, Handle::current()))
            .transpose()
            .map_err(ServeError::Redis)?;
        let limiter = match (options.rate_limit, &redis) {
            (None, _) => Limiter::Unlimited,
            (Some(rate), Some(redis)) => Limiter::Redis(redis.clone(), rate),
            (Some(rate), None) => Limiter::Memory(Arc::new(MemoryLimiter::new(rate))),
        };
        let kv = redis.map_or_else(
            || {
                let memory = MemoryKv::new(options.cache_entries, options.cache_bytes);
                Kv::Memory(Arc::new(memory))
            },
            Kv::Redis,
        );
        let shared = Arc::new(Shared {
            database,
            kv,
            limiter,
            in_flight: Arc::new(Semaphore::new(options.max_in_flight)),
            waiting_body_bytes: Semaphore::new(options.max_waiting_body_bytes),
            config,
            options,
        });
        let (phase, phase_seen) = watch::channel(Phase::Serving);
        let workers = (0..shared.options.workers.get())
            .map(|index| Worker::start(index, Arc::clone(&shared), phase_seen.clone()))
            .collect::<io::Result<_>>()
            .map_err(ServeError::Worker)?;
        Ok(Self {
            listener,
            address,
            shared,
            phase,
            workers,
        })
    }

    /// The address of the page and the API.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Serves until `stop` is ready; then finishes what is at hand, for as long as the grace lasts.
    pub async fn serve(self, stop: impl Future<Output = ()>) {
        let Self {
            listener,
            shared,
            phase,
            workers,
            ..
        } = self;
        let options = &shared.options;
        let places = Arc::new(Semaphore::new(options.max_connections));
        tokio::select! {
            () = accept(&listener, &workers, &places) => {}
            () = async {
                stop.await;
                tracing::info!("stopping");
                phase.send_replace(Phase::Draining);
                sleep(options.shutdown_delay).await;
            } => {}
        }
        drop(listener);
        phase.send_replace(Phase::Stopping);
        let end = async {
            for worker in workers {
                worker.end().await;
            }
        };
        tokio::pin!(end);
        if timeout(options.shutdown_grace, end.as_mut()).await.is_err() {
            tracing::warn!("some requests were still at hand when the time to stop was over");
            phase.send_replace(Phase::Ended);
            drop(timeout(END_SLACK, end).await);
        }
        shared.database.close().await;
    }
}

/// Gives each connection to the worker with the fewest. Never ends.
async fn accept(listener: &TcpListener, workers: &[Worker], places: &Arc<Semaphore>) {
    loop {
        let Ok(permit) = Arc::clone(places).acquire_owned().await else {
            return;
        };
        match accept_one(listener).await {
            Ok(stream) => hand_over(workers, stream, permit).await,
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                sleep(ACCEPT_PAUSE).await;
            }
        }
    }
}

async fn accept_one(listener: &TcpListener) -> io::Result<TcpStream> {
    let (stream, _) = listener.accept().await?;
    stream.set_nodelay(true)?;
    // From this runtime's poll to a worker's.
    stream.into_std()
}

async fn hand_over(workers: &[Worker], stream: TcpStream, permit: OwnedSemaphorePermit) {
    let Some(worker) = workers
        .iter()
        .min_by_key(|worker| worker.open.load(Ordering::Relaxed))
    else {
        return;
    };
    worker.open.fetch_add(1, Ordering::Relaxed);
    drop(worker.connections.send(Accepted { stream, permit }).await);
}
