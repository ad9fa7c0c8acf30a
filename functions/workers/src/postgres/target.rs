//! Where the database is.

use std::rc::Rc;

use plainquery_connect::from_sqlstate;
use plainquery_core::ports::SqlError;
use tokio_postgres::{
    CancelToken, Client, Config, Connection,
    config::{Host, SslMode},
};
use worker::{Env, SecureTransport, Socket, postgres_tls::PassthroughTls};

use crate::settings::HYPERDRIVE_BINDING;

const DEFAULT_PORT: u16 = 5432;

/// The database's address and how it is entered. Has no Debug: it holds a password.
#[derive(Clone)]
pub(crate) struct Target(Rc<Inner>);

struct Inner {
    config: Config,
    host: String,
    port: u16,
}

impl Target {
    /// The binding's, where there is one; else the connection string's.
    pub(crate) fn new(env: &Env, connection_string: &str) -> Result<Self, SqlError> {
        match env.hyperdrive(HYPERDRIVE_BINDING) {
            Ok(binding) => Self::parse(&binding.connection_string()),
            Err(_) => Self::parse(connection_string),
        }
    }

    fn parse(connection_string: &str) -> Result<Self, SqlError> {
        let config: Config = connection_string
            .parse()
            .map_err(|_| SqlError::Misconfigured("its connection string cannot be read"))?;
        let host = match config.get_hosts() {
            [Host::Tcp(host)] => host.clone(),
            _ => {
                return Err(SqlError::Misconfigured(
                    "its connection string must name one host",
                ));
            }
        };
        let port = config.get_ports().first().copied().unwrap_or(DEFAULT_PORT);
        Ok(Self(Rc::new(Inner { config, host, port })))
    }

    pub(super) async fn connect(&self) -> Result<(Client, Connection<Socket, Socket>), SqlError> {
        self.0
            .config
            .connect_raw(self.socket()?, PassthroughTls)
            .await
            .map_err(|error| sql_error(&error))
    }

    /// By a connection of its own, as the protocol wants it. A server that does not hear of it ends the
    /// query by its own deadline.
    pub(super) async fn cancel(&self, token: CancelToken) {
        if let Ok(socket) = self.socket() {
            let _ = token.cancel_query_raw(socket, PassthroughTls).await;
        }
    }

    /// Encrypted once both sides have agreed to it; see `sslmode` of the connection string.
    fn socket(&self) -> Result<Socket, SqlError> {
        let transport = match self.0.config.get_ssl_mode() {
            SslMode::Disable => SecureTransport::Off,
            _ => SecureTransport::StartTls,
        };
        Socket::builder()
            .secure_transport(transport)
            .connect(self.0.host.as_str(), self.0.port)
            .map_err(|_| SqlError::Unavailable)
    }
}

/// Without the server's sentences, which can quote rows.
pub(super) fn sql_error(error: &tokio_postgres::Error) -> SqlError {
    match error.code() {
        Some(sqlstate) => from_sqlstate(sqlstate.code(), None),
        None => SqlError::Unavailable,
    }
}
