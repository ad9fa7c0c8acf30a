//! The database, by the Neon protocol or by Postgres's own.

use std::rc::Rc;

use plainquery_connect::{NeonEndpoint, NeonSettings, PreludeSettings};
use plainquery_core::{
    Secret, Settings, Table,
    ports::{Batch, SqlEndpoint, SqlError},
    settings::Connector,
};
use worker::{Context, Env};

use crate::{
    bindings::Bindings,
    fetch::FetchClient,
    postgres::{PostgresEndpoint, Target},
};

/// How the configured database is reached, or why it cannot be: told with each question, not at the
/// start, so that the page and the health check work.
pub(crate) struct Connection(Result<Kind, SqlError>);

enum Kind {
    Http(NeonSettings),
    Postgres {
        connection_string: Secret,
        prelude: PreludeSettings,
    },
}

impl Connection {
    pub(crate) fn new(settings: Option<&Settings>) -> Self {
        Self(kind(settings))
    }
}

fn kind(settings: Option<&Settings>) -> Result<Kind, SqlError> {
    let (settings, database) = settings
        .and_then(|settings| Some((settings, settings.database.as_ref()?)))
        .ok_or(SqlError::Misconfigured(
            "there is none; set DATABASE_URL or bind HYPERDRIVE",
        ))?;
    let prelude = PreludeSettings {
        time_zone: settings.calendar.time_zone(),
        ..PreludeSettings::default()
    };
    Ok(match database.connector {
        Connector::Http => {
            let mut endpoint = NeonSettings::new(
                database.connection_string.expose(),
                database.endpoint.as_deref(),
                database.gateway_key.as_ref().map(Secret::expose),
            )?;
            endpoint.prelude = prelude;
            Kind::Http(endpoint)
        }
        Connector::Postgres => Kind::Postgres {
            connection_string: database.connection_string.clone(),
            prelude,
        },
    })
}

/// The database, for one request.
pub(crate) struct WorkerSql {
    pub(crate) bindings: Rc<Bindings>,
    pub(crate) env: Env,
    pub(crate) context: Rc<Context>,
}

impl SqlEndpoint for WorkerSql {
    async fn run(&self, batch: &Batch) -> Result<Vec<Table>, SqlError> {
        match self.bindings.connection.0.as_ref().map_err(Clone::clone)? {
            Kind::Http(settings) => NeonEndpoint::new(&FetchClient, settings).run(batch).await,
            Kind::Postgres {
                connection_string,
                prelude,
            } => {
                let endpoint = PostgresEndpoint {
                    target: Target::new(&self.env, connection_string.expose())?,
                    prelude: prelude.clone(),
                    context: Rc::clone(&self.context),
                };
                endpoint.run(batch).await
            }
        }
    }

    async fn run_with_plan(
        &self,
        batch: &Batch,
        position: usize,
        token: &str,
    ) -> Result<Vec<Table>, SqlError> {
        match &self.bindings.connection.0 {
            Ok(Kind::Http(settings)) => {
                NeonEndpoint::new(&FetchClient, settings)
                    .run_with_plan(batch, position, token)
                    .await
            }
            _ => self.run(batch).await,
        }
    }
}
