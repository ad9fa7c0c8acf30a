//! The connector: batches as requests of the Neon protocol.

use plainquery_core::Table;
use plainquery_core::ports::{
    Batch, HttpClient, HttpRequest, Method, SqlEndpoint, SqlError, Statement,
};
use serde::Serialize;

use crate::answer::{self, Caps};
use crate::{NeonSettings, check_prelude, failure, prelude, statement_timeout_ms};

/// What the prelude's results may hold: a row of short settings.
const PRELUDE_CAPS: Caps = Caps {
    max_rows: 1,
    max_bytes: 4096,
};
/// An answer is longer than its cells: names, quotes, escapes, commas.
const OVERHEAD_BYTES: usize = 1024 * 1024;

/// A database behind the Neon `/sql` protocol. Every run is one read-only batch that begins with
/// the [`prelude`](crate::prelude).
#[derive(Debug)]
pub struct NeonEndpoint<'a, H> {
    http: &'a H,
    settings: &'a NeonSettings,
}

impl<'a, H: HttpClient> NeonEndpoint<'a, H> {
    /// An endpoint over a client; nothing is sent yet.
    pub fn new(http: &'a H, settings: &'a NeonSettings) -> Self {
        Self { http, settings }
    }

    fn request(
        &self,
        batch: &Batch,
        statements: &[Statement],
        plan: Option<(usize, &str)>,
    ) -> Result<HttpRequest, SqlError> {
        let mut queries: Vec<Query<'_>> = statements.iter().map(Query::from).collect();
        if let Some((position, token)) = plan {
            let place = queries.get_mut(position).ok_or(SqlError::Protocol)?;
            *place = Query::Plan { plan: token };
        }
        let body = Body { queries };
        Ok(HttpRequest {
            method: Method::Post,
            url: self.settings.endpoint.clone(),
            headers: headers(self.settings),
            body: serde_json::to_vec(&body).map_err(|_| SqlError::Protocol)?,
            timeout_ms: batch.timeout_ms,
            max_response_bytes: self.max_response_bytes(batch),
        })
    }

    /// Twice the bytes of cells, for escapes, and never more than the settings allow.
    fn max_response_bytes(&self, batch: &Batch) -> usize {
        batch
            .max_bytes
            .saturating_mul(2)
            .saturating_mul(batch.statements.len())
            .saturating_add(OVERHEAD_BYTES)
            .min(self.settings.max_response_bytes)
    }
}

impl<H: HttpClient> SqlEndpoint for NeonEndpoint<'_, H> {
    async fn run(&self, batch: &Batch) -> Result<Vec<Table>, SqlError> {
        self.run_batch(batch, None).await
    }

    /// `Misconfigured` where the gateway does not accept the plan.
    async fn run_with_plan(
        &self,
        batch: &Batch,
        position: usize,
        token: &str,
    ) -> Result<Vec<Table>, SqlError> {
        self.run_batch(batch, Some((position, token))).await
    }
}

impl<H: HttpClient> NeonEndpoint<'_, H> {
    async fn run_batch(
        &self,
        batch: &Batch,
        plan: Option<(usize, &str)>,
    ) -> Result<Vec<Table>, SqlError> {
        if batch.statements.is_empty() {
            return Ok(Vec::new());
        }
        let timeout_ms = statement_timeout_ms(batch.timeout_ms);
        let mut statements = prelude(&self.settings.prelude, timeout_ms);
        let own = statements.len();
        statements.extend(batch.statements.iter().cloned());
        let response = self
            .http
            .send(self.request(
                batch,
                &statements,
                plan.map(|(position, token)| (own + position, token)),
            )?)
            .await
            .map_err(failure::from_http)?;
        if response.status != 200 {
            return Err(failure::from_answer(response.status, &response.body));
        }
        let caps = |position| {
            if position < own {
                PRELUDE_CAPS
            } else {
                Caps {
                    max_rows: batch.max_rows,
                    max_bytes: batch.max_bytes,
                }
            }
        };
        let mut tables = answer::results(&response.body, caps)?;
        if tables.len() != statements.len() {
            return Err(SqlError::Protocol);
        }
        let results = tables.split_off(own);
        check_prelude(&tables)?;
        Ok(results)
    }
}

fn headers(settings: &NeonSettings) -> Vec<(String, String)> {
    let mut headers = vec![
        ("content-type", "application/json"),
        ("neon-connection-string", &settings.connection_string),
        ("neon-raw-text-output", "true"),
        ("neon-array-mode", "true"),
        ("neon-batch-read-only", "true"),
        // One snapshot for all statements: the catalog's parts must fit together.
        ("neon-batch-isolation-level", "RepeatableRead"),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .collect::<Vec<_>>();
    if let Some(key) = &settings.bearer_key {
        headers.push(("authorization".to_owned(), format!("Bearer {key}")));
    }
    headers
}

#[derive(Serialize)]
struct Body<'a> {
    queries: Vec<Query<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Query<'a> {
    Text {
        query: &'a str,
        params: &'a [Option<String>],
    },
    Plan {
        plan: &'a str,
    },
}

impl<'a> From<&'a Statement> for Query<'a> {
    fn from(statement: &'a Statement) -> Self {
        Self::Text {
            query: &statement.text,
            params: &statement.parameters,
        }
    }
}

#[cfg(test)]
mod tests;
