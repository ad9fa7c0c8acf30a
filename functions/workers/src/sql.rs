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
    fetch::FetchClient,
    postgres::{PostgresEndpoint, Target},
};

/// The configured endpoint, or why there is none: told with each question, not at the start, so that
/// the page and the health check work.
pub(crate) struct WorkerSql(Result<Endpoint, SqlError>);

enum Endpoint {
    Http(NeonSettings),
    Postgres(PostgresEndpoint),
}

impl WorkerSql {
    pub(crate) fn new(env: &Env, context: &Rc<Context>, settings: Option<&Settings>) -> Self {
        Self(endpoint(env, context, settings))
    }
}

fn endpoint(
    env: &Env,
    context: &Rc<Context>,
    settings: Option<&Settings>,
) -> Result<Endpoint, SqlError> {
    let (settings, database) = settings
        .and_then(|settings| Some((settings, settings.database.as_ref()?)))
        .ok_or(SqlError::Misconfigured(
            "there is none; set DATABASE_URL or bind HYPERDRIVE",
        ))?;
    let connection_string = database.connection_string.expose();
    let prelude = PreludeSettings {
        time_zone: settings.calendar.time_zone(),
        ..PreludeSettings::default()
    };
    Ok(match database.connector {
        Connector::Http => {
            let mut endpoint = NeonSettings::new(
                connection_string,
                database.endpoint.as_deref(),
                database.gateway_key.as_ref().map(Secret::expose),
            )?;
            endpoint.prelude = prelude;
            Endpoint::Http(endpoint)
        }
        Connector::Postgres => Endpoint::Postgres(PostgresEndpoint {
            target: Target::new(env, connection_string)?,
            prelude,
            context: Rc::clone(context),
        }),
    })
}

impl SqlEndpoint for WorkerSql {
    async fn run(&self, batch: &Batch) -> Result<Vec<Table>, SqlError> {
        match self.0.as_ref().map_err(Clone::clone)? {
            Endpoint::Http(settings) => NeonEndpoint::new(&FetchClient, settings).run(batch).await,
            Endpoint::Postgres(endpoint) => endpoint.run(batch).await,
        }
    }

    async fn run_with_plan(
        &self,
        batch: &Batch,
        position: usize,
        token: &str,
    ) -> Result<Vec<Table>, SqlError> {
        match &self.0 {
            Ok(Endpoint::Http(settings)) => {
                NeonEndpoint::new(&FetchClient, settings)
                    .run_with_plan(batch, position, token)
                    .await
            }
            _ => self.run(batch).await,
        }
    }
}
