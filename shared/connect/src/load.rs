//! Reading a schema through an endpoint.

use plainquery_catalog::introspect::postgres;
use plainquery_catalog::{Catalog, CatalogError, SamplePolicy, absorb_samples, sample_statements};
use plainquery_core::ErrorKind;
use plainquery_core::ports::{Batch, SqlEndpoint, SqlError};
use plainquery_plan::{GatewaySigner, RunCaps};
use thiserror::Error;

/// What is read of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CatalogOptions {
    /// The schemas; empty means all that the role may read.
    pub schemas: Vec<String>,
    /// What values are read; `None` for none.
    pub samples: Option<SamplePolicy>,
    /// The time that each of the requests may take.
    pub timeout_ms: u32,
    /// The most relations, columns or keys.
    pub max_rows: usize,
    /// The most bytes of each.
    pub max_bytes: usize,
}

impl Default for CatalogOptions {
    fn default() -> Self {
        Self {
            schemas: Vec::new(),
            samples: Some(SamplePolicy::default()),
            timeout_ms: 10_000,
            max_rows: 20_000,
            max_bytes: 4 * 1024 * 1024,
        }
    }
}

/// A catalog, and what could not be read for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedCatalog {
    /// The catalog.
    pub catalog: Catalog,
    /// Whether the schema is still this one can be told by it: see
    /// [`fingerprint_statement`](postgres::fingerprint_statement).
    pub fingerprint: String,
    /// Why groups of columns have no sampled values, such as a time-out: one error a group. The
    /// catalog serves without them.
    pub sample_failures: Vec<SqlError>,
}

/// Why a schema could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LoadError {
    /// The endpoint failed.
    #[error(transparent)]
    Sql(#[from] SqlError),
    /// Its results make no catalog.
    #[error(transparent)]
    Catalog(#[from] CatalogError),
}

impl LoadError {
    /// The kind, for status and metrics.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Sql(error) => error.kind(),
            Self::Catalog(error) => error.kind(),
        }
    }
}

/// Reads the schema in one transaction, then sampled values, one request for each group of columns,
/// so that a slow or forbidden one costs only its group. A gateway that checks plans knows the
/// statements of the schema; those of values are made from its names, so `signer` signs them.
///
/// # Errors
/// The schema could not be read. A failure with the values is none: see [`LoadedCatalog`].
pub async fn load_catalog<S: SqlEndpoint>(
    endpoint: &S,
    options: &CatalogOptions,
    signer: Option<&GatewaySigner<'_>>,
) -> Result<LoadedCatalog, LoadError> {
    let batch = |statements| Batch {
        statements,
        timeout_ms: options.timeout_ms,
        max_rows: options.max_rows,
        max_bytes: options.max_bytes,
    };
    // In the transaction that reads the schema, so that the two belong together.
    let mut statements = postgres::statements(&options.schemas);
    statements.push(postgres::fingerprint_statement());
    let mut tables = endpoint.run(&batch(statements)).await?;
    let fingerprint = postgres::fingerprint(&tables.pop().ok_or(SqlError::Protocol)?)?;
    let mut loaded = LoadedCatalog {
        catalog: postgres::assemble(&tables)?,
        fingerprint,
        sample_failures: Vec::new(),
    };
    let Some(policy) = &options.samples else {
        return Ok(loaded);
    };
    let mut samples = Vec::new();
    for statement in sample_statements(&loaded.catalog, policy) {
        let ran = match signer {
            Some(signer) => {
                let caps = RunCaps {
                    // Each reads a bounded part of its table.
                    max_estimated_cost: u64::MAX,
                    explain_from_rows: u64::MAX,
                    max_bytes: options.max_bytes,
                    timeout_ms: options.timeout_ms,
                };
                let token = signer.sign_samples(&statement, options.max_rows, caps);
                let batch = batch(vec![statement.into_statement()]);
                match token {
                    Some(token) => endpoint.run_with_plan(&batch, 0, &token).await,
                    None => Err(SqlError::PlanTooLong),
                }
            }
            None => endpoint.run(&batch(vec![statement.into_statement()])).await,
        };
        match ran {
            Ok(tables) => samples.extend(tables),
            Err(error) => loaded.sample_failures.push(error),
        }
    }
    absorb_samples(&mut loaded.catalog, policy, &samples)?;
    Ok(loaded)
}

/// The fingerprint of the schema as it is now, in a request of its own.
///
/// # Errors
/// It could not be read.
pub async fn schema_fingerprint<S: SqlEndpoint>(
    endpoint: &S,
    timeout_ms: u32,
) -> Result<String, LoadError> {
    let batch = Batch {
        statements: vec![postgres::fingerprint_statement()],
        timeout_ms,
        max_rows: 1,
        max_bytes: 1_024,
    };
    let tables = endpoint.run(&batch).await?;
    let table = tables.first().ok_or(SqlError::Protocol)?;
    Ok(postgres::fingerprint(table)?)
}

#[cfg(test)]
mod tests;
