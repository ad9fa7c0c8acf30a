#![expect(
    clippy::doc_markdown,
    reason = "the comments on arguments are help texts"
)]

use std::{path::PathBuf, time::Duration};

use anyhow::{Context, bail};
use clap::Args;
use plainquery_connect::{NeonEndpoint, NeonSettings, PreludeSettings};
use plainquery_core::{
    Secret, Table,
    ports::{Batch, SqlEndpoint, SqlError},
    settings::{Connector, DatabaseSettings},
};

use crate::{endpoint::PostgresEndpoint, http_client::ReqwestClient, postgres::Address};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Which database.
#[derive(Debug, Args)]
pub(super) struct DatabaseArguments {
    /// postgres://user:password@host/database; the same with https:// goes over HTTP, as to Neon
    #[arg(long, value_name = "URL", env = "DATABASE_URL", hide_env_values = true)]
    database_url: String,
    /// The /sql address of a gateway or another Neon-compatible service, to go over HTTP
    #[arg(long, value_name = "URL", env = "PLAINQUERY_SQL_ENDPOINT")]
    sql_endpoint: Option<String>,
    /// The gateway's key, better given as this variable
    #[arg(
        long,
        value_name = "KEY",
        env = "PLAINQUERY_GATEWAY_KEY",
        hide_env_values = true
    )]
    gateway_key: Option<String>,
}

/// Where the arguments point.
#[derive(Debug)]
pub(super) enum Location {
    Direct(Box<Address>),
    Http(Box<NeonSettings>),
    Sqlite(PathBuf),
}

impl DatabaseArguments {
    pub(super) fn location(&self) -> anyhow::Result<Location> {
        if let Some(file) = self.database_url.strip_prefix("sqlite:") {
            return Ok(Location::Sqlite(PathBuf::from(
                file.strip_prefix("//").unwrap_or(file),
            )));
        }
        let over_http = self
            .database_url
            .strip_prefix("https://")
            .map(|rest| format!("postgres://{rest}"));
        if over_http.is_none() && self.sql_endpoint.is_none() {
            let address = Address::parse(&self.database_url).context("--database-url")?;
            return Ok(Location::Direct(Box::new(address)));
        }
        let connection_string = over_http.unwrap_or_else(|| self.database_url.clone());
        // The key belongs to a gateway; Neon takes the password of the connection string.
        let key = self
            .gateway_key
            .as_deref()
            .filter(|_| self.sql_endpoint.is_some());
        let settings = NeonSettings::new(&connection_string, self.sql_endpoint.as_deref(), key)?;
        Ok(Location::Http(Box::new(settings)))
    }

    /// The same as the settings of a host, which tell data sources apart by them.
    pub(super) fn settings(&self) -> DatabaseSettings {
        DatabaseSettings {
            endpoint: self.sql_endpoint.clone(),
            connection_string: Secret::new(self.database_url.clone()),
            gateway_key: self.gateway_key.clone().map(Secret::new),
            connector: Connector::default(),
        }
    }
}

/// A Postgres database, directly or over HTTP.
#[derive(Debug)]
pub(super) enum Database {
    Direct(Box<PostgresEndpoint>),
    Http {
        client: ReqwestClient,
        settings: Box<NeonSettings>,
    },
}

impl Database {
    pub(super) async fn open(location: Location) -> anyhow::Result<Self> {
        match location {
            Location::Direct(address) => {
                let endpoint = PostgresEndpoint::connect(
                    *address,
                    PreludeSettings::default(),
                    CONNECT_TIMEOUT,
                );
                Ok(Self::Direct(Box::new(endpoint.await?)))
            }
            Location::Http(settings) => Ok(Self::Http {
                client: ReqwestClient::new()?,
                settings,
            }),
            Location::Sqlite(_) => {
                bail!("questions go to Postgres; SQLite files can only be introspected")
            }
        }
    }

    pub(super) async fn close(self) {
        if let Self::Direct(endpoint) = self {
            endpoint.close().await;
        }
    }
}

impl SqlEndpoint for Database {
    async fn run(&self, batch: &Batch) -> Result<Vec<Table>, SqlError> {
        match self {
            Self::Direct(endpoint) => endpoint.run(batch).await,
            Self::Http { client, settings } => NeonEndpoint::new(client, settings).run(batch).await,
        }
    }

    async fn run_with_plan(
        &self,
        batch: &Batch,
        position: usize,
        token: &str,
    ) -> Result<Vec<Table>, SqlError> {
        match self {
            Self::Direct(endpoint) => endpoint.run(batch).await,
            Self::Http { client, settings } => {
                NeonEndpoint::new(client, settings)
                    .run_with_plan(batch, position, token)
                    .await
            }
        }
    }
}
