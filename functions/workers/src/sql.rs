//! The database, behind the Neon protocol.

use plainquery_connect::{NeonEndpoint, NeonSettings};
use plainquery_core::{
    Secret, Settings, Table,
    ports::{Batch, SqlEndpoint, SqlError},
};

use crate::fetch::FetchClient;

/// The configured endpoint, or why there is none: told with each question, not at the start, so that
/// the page and the health check work.
pub(crate) struct WorkerSql(Result<NeonSettings, SqlError>);

impl WorkerSql {
    pub(crate) fn new(settings: Option<&Settings>) -> Self {
        let missing = SqlError::Misconfigured("there is none; set DATABASE_URL");
        let Some((settings, database)) =
            settings.and_then(|settings| Some((settings, settings.database.as_ref()?)))
        else {
            return Self(Err(missing));
        };
        let endpoint = NeonSettings::new(
            database.connection_string.expose(),
            database.endpoint.as_deref(),
            database.gateway_key.as_ref().map(Secret::expose),
        );
        Self(endpoint.map(|mut endpoint| {
            endpoint.prelude.time_zone = settings.calendar.time_zone();
            endpoint
        }))
    }
}

impl SqlEndpoint for WorkerSql {
    async fn run(&self, batch: &Batch) -> Result<Vec<Table>, SqlError> {
        let settings = self.0.as_ref().map_err(Clone::clone)?;
        NeonEndpoint::new(&FetchClient, settings).run(batch).await
    }
}
