//! The database of a server: a bounded pool of connections, or an endpoint over HTTP.

use std::{sync::Arc, time::Duration};

use plainquery_connect::{NeonEndpoint, NeonSettings, PreludeSettings};
use plainquery_core::{
    Secret, Settings, Table,
    ports::{Batch, SqlEndpoint, SqlError},
    settings::DatabaseSettings,
};
use plainquery_databases::batch::{run_batch, sql_error};
use tokio::{
    runtime::Handle,
    sync::oneshot,
    time::{Instant, sleep_until},
};

use crate::{
    gateway::{Failure, Lease, Upstream, UpstreamConfig, UpstreamSource},
    http_client::ReqwestClient,
    postgres::Address,
};

/// Its databases are entered over HTTP.
const NEON_DOMAIN: &str = ".neon.tech";
/// For each connection so many batches may wait for one; more are told to come back.
const WAITING_A_CONNECTION: usize = 16;

/// Where the settings point, before anything is opened.
#[derive(Clone, Debug)]
pub enum DatabaseTarget {
    /// Nowhere: the page works, and nothing else.
    None,
    /// A Neon-compatible endpoint.
    Http(Box<NeonSettings>),
    /// A server.
    Direct(Box<Address>),
}

impl DatabaseTarget {
    /// Over HTTP where an endpoint is set or the host is Neon's, else straight to the server.
    ///
    /// # Errors
    /// What is wrong, without any part of a secret.
    pub fn of(settings: &Settings) -> Result<Self, String> {
        let Some(database) = &settings.database else {
            return Ok(Self::None);
        };
        if database.endpoint.is_some() || is_neon(database) {
            let mut neon = NeonSettings::new(
                database.connection_string.expose(),
                database.endpoint.as_deref(),
                database.gateway_key.as_ref().map(Secret::expose),
            )
            .map_err(|error| error.to_string())?;
            neon.prelude = prelude(settings);
            return Ok(Self::Http(Box::new(neon)));
        }
        Address::parse(database.connection_string.expose())
            .map(|address| Self::Direct(Box::new(address)))
            .map_err(|error| format!("DATABASE_URL: {error}"))
    }
}

fn is_neon(database: &DatabaseSettings) -> bool {
    url::Url::parse(database.connection_string.expose())
        .ok()
        .and_then(|url| url.host_str().map(|host| host.ends_with(NEON_DOMAIN)))
        .unwrap_or_default()
}

pub(crate) fn prelude(settings: &Settings) -> PreludeSettings {
    PreludeSettings {
        time_zone: settings.calendar.time_zone(),
        ..PreludeSettings::default()
    }
}

/// The database as all workers share it.
#[derive(Clone)]
pub(super) enum Database {
    None,
    Http(Arc<NeonSettings>),
    Direct(Pooled),
}

impl Database {
    /// Opens nothing yet. Connections live on `runtime`, whichever worker uses them.
    pub(super) async fn new(
        target: DatabaseTarget,
        prelude: PreludeSettings,
        max_connections: usize,
        runtime: Handle,
    ) -> Result<Self, String> {
        Ok(match target {
            DatabaseTarget::None => Self::None,
            DatabaseTarget::Http(settings) => Self::Http(Arc::new(*settings)),
            DatabaseTarget::Direct(address) => {
                let config = UpstreamConfig {
                    name: "database".to_owned(),
                    source: UpstreamSource::Server(*address),
                };
                let max_waiting = max_connections.saturating_mul(WAITING_A_CONNECTION);
                let upstream = Upstream::start(config, max_connections, max_waiting).await?;
                Self::Direct(Pooled {
                    runtime,
                    upstream: Arc::new(upstream),
                    prelude: Arc::new(prelude),
                })
            }
        })
    }

    /// Closes idle connections.
    pub(super) async fn close(&self) {
        if let Self::Direct(pooled) = self {
            pooled.upstream.stop().await;
        }
    }
}

/// The port of one worker.
pub(super) struct WorkerDatabase {
    pub(super) shared: Database,
    pub(super) http: ReqwestClient,
}

impl SqlEndpoint for WorkerDatabase {
    async fn run(&self, batch: &Batch) -> Result<Vec<Table>, SqlError> {
        match &self.shared {
            Database::None => Err(SqlError::Misconfigured("there is none; set DATABASE_URL")),
            Database::Http(settings) => NeonEndpoint::new(&self.http, settings).run(batch).await,
            Database::Direct(pooled) => pooled.run(batch).await,
        }
    }

    async fn run_with_plan(
        &self,
        batch: &Batch,
        position: usize,
        token: &str,
    ) -> Result<Vec<Table>, SqlError> {
        match &self.shared {
            Database::Http(settings) => {
                NeonEndpoint::new(&self.http, settings)
                    .run_with_plan(batch, position, token)
                    .await
            }
            Database::None | Database::Direct(_) => self.run(batch).await,
        }
    }
}

/// A server behind a bounded pool.
#[derive(Clone)]
pub(super) struct Pooled {
    runtime: Handle,
    upstream: Arc<Upstream>,
    prelude: Arc<PreludeSettings>,
}

impl Pooled {
    /// The work is done elsewhere, so that a worker's own work never holds up the rows of another,
    /// and ends when this future is dropped.
    async fn run(&self, batch: &Batch) -> Result<Vec<Table>, SqlError> {
        if batch.statements.is_empty() {
            return Ok(Vec::new());
        }
        let (caller, answer) = oneshot::channel();
        let (upstream, prelude) = (self.upstream.clone(), self.prelude.clone());
        self.runtime
            .spawn(run_for(caller, upstream, prelude, batch.clone()));
        answer.await.unwrap_or(Err(SqlError::Unavailable))
    }
}

type Caller = oneshot::Sender<Result<Vec<Table>, SqlError>>;

async fn run_for(
    mut caller: Caller,
    upstream: Arc<Upstream>,
    prelude: Arc<PreludeSettings>,
    batch: Batch,
) {
    let outcome = execute(&mut caller, &upstream, &prelude, &batch).await;
    drop(caller.send(outcome));
}

async fn execute(
    caller: &mut Caller,
    upstream: &Arc<Upstream>,
    prelude: &PreludeSettings,
    batch: &Batch,
) -> Result<Vec<Table>, SqlError> {
    let deadline = Instant::now() + Duration::from_millis(batch.timeout_ms.into());
    let mut is_second_try = false;
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        let mut lease = tokio::select! {
            lease = Lease::acquire(upstream, left) => lease.map_err(|failure| no_connection(&failure))?,
            () = caller.closed() => return Err(SqlError::Unavailable),
        };
        let left = deadline.saturating_duration_since(Instant::now());
        let left_ms = u32::try_from(left.as_millis()).unwrap_or(u32::MAX);
        let ended = tokio::select! {
            biased;
            outcome = run_batch(&mut lease.connection, prelude, batch, left_ms) => Some(outcome),
            () = sleep_until(deadline) => None,
            () = caller.closed() => None,
        };
        let error = match ended {
            Some(Ok(tables)) => {
                lease.give_back();
                return Ok(tables);
            }
            Some(Err(error)) => error,
            None => {
                lease.give_up();
                return Err(SqlError::Timeout);
            }
        };
        let retries = error.is_connection_failure() && lease.reused && !is_second_try;
        if lease.connection.is_usable() {
            lease.give_back();
        }
        if !retries {
            let error = error.into_sql_error();
            tracing::debug!(%error, "a batch failed");
            return Err(error);
        }
        // An idle connection's far end may have gone long ago; reading twice does no harm.
        is_second_try = true;
    }
}

/// Told to the operator here, since the port's error holds no address.
fn no_connection(failure: &Failure) -> SqlError {
    match failure {
        Failure::Unreachable(error) | Failure::Credentials(error) => {
            tracing::error!(%error, "the database cannot be used");
            sql_error(error, 0)
        }
        failure => {
            tracing::warn!(reason = failure.label(), "no connection to the database");
            SqlError::Unavailable
        }
    }
}
