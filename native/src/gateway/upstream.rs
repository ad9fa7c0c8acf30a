//! A configured database: how it is named, and how connections to it come about.

use std::time::Duration;

use tokio::time::{Instant, sleep, timeout, timeout_at};

use super::{
    embedded::{Embedded, EmbeddedConfig},
    failure::Failure,
    pool::Pool,
};
use crate::postgres::{Address, Connection, Endpoint, PostgresError};

const RETRY_PAUSE: Duration = Duration::from_millis(50);
const CANCEL_AGAIN_AFTER: Duration = Duration::from_millis(40);

/// A database that the gateway serves.
#[derive(Clone, Debug)]
pub struct UpstreamConfig {
    /// The name that callers may use as the host of their connection strings.
    pub name: String,
    /// Where it is.
    pub source: UpstreamSource,
}

/// Where a database is.
#[derive(Clone, Debug)]
pub enum UpstreamSource {
    /// A server that runs already.
    Server(Address),
    /// One that the gateway starts and ends.
    Embedded(EmbeddedConfig),
}

/// What a caller's connection string has to match.
#[derive(Clone, Debug)]
pub(super) struct Identity {
    /// Where the server is; `None` for the embedded one, whose port changes.
    pub(super) endpoint: Option<Endpoint>,
    pub(super) user: String,
    pub(super) database: String,
}

#[derive(Debug)]
enum Source {
    Server(Address),
    Embedded(Embedded),
}

/// A configured database with its pool.
#[derive(Debug)]
pub(crate) struct Upstream {
    name: String,
    identity: Identity,
    source: Source,
    pub(super) pool: Pool,
}

impl Upstream {
    pub(crate) async fn start(
        config: UpstreamConfig,
        max_connections: usize,
        max_waiting: usize,
    ) -> Result<Self, String> {
        let (source, max_connections) = match config.source {
            UpstreamSource::Server(address) => (Source::Server(address), max_connections),
            // It has one session.
            UpstreamSource::Embedded(embedded) => {
                (Source::Embedded(Embedded::start(embedded).await?), 1)
            }
        };
        let identity = match &source {
            Source::Server(address) => Identity {
                endpoint: Some(address.endpoint.clone()),
                user: address.user.clone(),
                database: address.database.clone(),
            },
            Source::Embedded(embedded) => Identity {
                endpoint: None,
                user: embedded.config().user.clone(),
                database: embedded.config().database.clone(),
            },
        };
        Ok(Self {
            name: config.name,
            identity,
            source,
            pool: Pool::new(max_connections, max_waiting),
        })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn identity(&self) -> &Identity {
        &self.identity
    }

    pub(super) fn is_embedded(&self) -> bool {
        matches!(self.source, Source::Embedded(_))
    }

    pub(super) fn is_ready(&self) -> bool {
        match &self.source {
            Source::Server(_) => true,
            Source::Embedded(embedded) => embedded.is_ready(),
        }
    }

    /// Opens a connection; also says in which life of the embedded process. A restart of that
    /// process is waited for, until the deadline.
    pub(super) async fn open(&self, deadline: Instant) -> Result<(Connection, u64), Failure> {
        match &self.source {
            Source::Server(address) => {
                let opened = timeout_at(deadline, Connection::open(address)).await;
                let connection = opened
                    .map_err(|_| Failure::QueueTimeout)?
                    .map_err(connection_failure)?;
                Ok((connection, 0))
            }
            Source::Embedded(embedded) => loop {
                let (address, generation) = embedded
                    .address(deadline)
                    .await
                    .ok_or(Failure::QueueTimeout)?;
                match timeout_at(deadline, Connection::open(&address)).await {
                    Err(_) => return Err(Failure::QueueTimeout),
                    Ok(Ok(connection)) => return Ok((connection, generation)),
                    // It is about to be restarted, or still busy with a connection that is gone.
                    Ok(Err(error)) if error.is_connection_failure() => sleep(RETRY_PAUSE).await,
                    Ok(Err(error)) => return Err(connection_failure(error)),
                }
            },
        }
    }

    /// Stops what runs on a connection that has been given up.
    pub(super) async fn cancel(&self, connection: Connection, generation: u64) {
        match &self.source {
            Source::Server(_) => {
                if let Err(error) = cancel_until_quiet(connection).await {
                    tracing::warn!(
                        upstream = self.name,
                        kind = error_kind(&error),
                        "a query could not be cancelled"
                    );
                }
            }
            Source::Embedded(embedded) => embedded.kill(generation),
        }
    }

    /// Ends the embedded process of that life; does nothing for a server.
    pub(super) fn kill_embedded(&self, generation: u64) {
        if let Source::Embedded(embedded) = &self.source {
            embedded.kill(generation);
        }
    }

    pub(crate) async fn stop(&self) {
        self.pool.close().await;
        if let Source::Embedded(embedded) = &self.source {
            embedded.stop().await;
        }
    }
}

/// A cancel request that comes between two messages of the connection stops nothing, and the server
/// does not notice that nobody waits for the statement which it reads next. So it is told again until
/// it has nothing left to do.
async fn cancel_until_quiet(mut connection: Connection) -> Result<(), PostgresError> {
    let token = connection.cancel_token();
    loop {
        token.cancel().await?;
        match timeout(CANCEL_AGAIN_AFTER, connection.settle()).await {
            Ok(Ok(())) => {
                connection.close().await;
                return Ok(());
            }
            // It is gone, or sends more than anybody wants to read: it ends when nobody listens.
            Ok(Err(_)) => return Ok(()),
            Err(_) => {}
        }
    }
}

fn connection_failure(error: PostgresError) -> Failure {
    if error.is_credential_failure() {
        Failure::Credentials(error)
    } else {
        Failure::Unreachable(error)
    }
}

fn error_kind(error: &PostgresError) -> &'static str {
    match error {
        PostgresError::Unreachable { .. } => "unreachable",
        PostgresError::Lost(_) => "lost",
        _ => "other",
    }
}
