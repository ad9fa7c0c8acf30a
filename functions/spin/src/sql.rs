//! The database: behind the Neon protocol, or by Spin's own Postgres driver.

use plainquery_connect::{NeonEndpoint, NeonSettings, PreludeSettings, run_in_session};
use plainquery_core::{
    Secret, Settings, Table,
    ports::{Batch, SqlEndpoint, SqlError},
    settings::Connector,
};

use crate::{deadline::within, fetch::FetchClient, postgres::PostgresSession};

/// The configured endpoint, or why there is none: told with each question, not at the start, so that
/// the page and the health check work.
pub(crate) struct SpinSql(Result<Endpoint, SqlError>);

enum Endpoint {
    Neon(NeonSettings),
    Postgres {
        address: Secret,
        prelude: PreludeSettings,
    },
}

impl SpinSql {
    pub(crate) fn new(settings: Option<&Settings>) -> Self {
        let missing = SqlError::Misconfigured("there is none; set DATABASE_URL");
        let Some((settings, database)) =
            settings.and_then(|settings| Some((settings, settings.database.as_ref()?)))
        else {
            return Self(Err(missing));
        };
        let time_zone = settings.calendar.time_zone();
        Self(match database.connector {
            Connector::Http => NeonSettings::new(
                database.connection_string.expose(),
                database.endpoint.as_deref(),
                database.gateway_key.as_ref().map(Secret::expose),
            )
            .map(|mut endpoint| {
                endpoint.prelude.time_zone = time_zone;
                Endpoint::Neon(endpoint)
            }),
            Connector::Postgres => Ok(Endpoint::Postgres {
                address: database.connection_string.clone(),
                prelude: PreludeSettings {
                    time_zone,
                    setting: None,
                },
            }),
        })
    }
}

impl SqlEndpoint for SpinSql {
    async fn run(&self, batch: &Batch) -> Result<Vec<Table>, SqlError> {
        match self.0.as_ref().map_err(Clone::clone)? {
            Endpoint::Neon(settings) => NeonEndpoint::new(&FetchClient, settings).run(batch).await,
            Endpoint::Postgres { address, prelude } => {
                let run = async {
                    let session = PostgresSession::open(address).await?;
                    run_in_session(&session, prelude, batch).await
                };
                within(batch.timeout_ms, run)
                    .await
                    .unwrap_or(Err(SqlError::Timeout))
            }
        }
    }

    async fn run_with_plan(
        &self,
        batch: &Batch,
        position: usize,
        token: &str,
    ) -> Result<Vec<Table>, SqlError> {
        match &self.0 {
            Ok(Endpoint::Neon(settings)) => {
                NeonEndpoint::new(&FetchClient, settings)
                    .run_with_plan(batch, position, token)
                    .await
            }
            _ => self.run(batch).await,
        }
    }
}
