//! Queries on a `PostgreSQL` server: each in a read-only transaction of its own, under a time-out that
//! the server keeps, with the result capped while it is read.

use std::{future::Future, time::Duration};

use plainquery_catalog::{Catalog, SamplePolicy};
use plainquery_connect::{CatalogOptions, PreludeSettings, builtin_type, load_catalog};
use plainquery_core::{Value, ports::Statement};
use plainquery_databases::{
    endpoint::PostgresEndpoint,
    postgres::{
        Address, Connection, Limits, OnExcess, Pipelining, PostgresError, ResultSet,
        TransactionMode,
    },
};
use tokio::{runtime::Runtime, time::timeout};

use super::{
    CellKind, DatabaseError, ExecutionError, ExecutionLimits, ResultTable, table::kind_of_class,
};

/// For connecting and logging in.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);
/// The server gives up first, so that its own error can still arrive.
const GRACE: Duration = Duration::from_secs(2);
/// As for `SQLite`: a longer text is no query.
const MAX_SQL_BYTES: usize = 1024 * 1024;
const OWN_MAX_BYTES: usize = 64 * 1024;

// The text forms that are compared, whatever the role's defaults say. `search_path` stays as the
// database has it: the gold queries of benchmarks rely on it.
const SETTINGS: &str = "\
SELECT pg_catalog.num_nonnulls(
  pg_catalog.set_config('statement_timeout', $1, true),
  pg_catalog.set_config('TimeZone', 'UTC', true),
  pg_catalog.set_config('DateStyle', 'ISO, YMD', true),
  pg_catalog.set_config('IntervalStyle', 'postgres', true),
  pg_catalog.set_config('bytea_output', 'hex', true),
  pg_catalog.set_config('extra_float_digits', '1', true),
  pg_catalog.set_config('lc_monetary', 'C', true))";

const IS_SUPERUSER: &str = "SELECT pg_catalog.current_setting('is_superuser')";

const MODE: TransactionMode = TransactionMode {
    read_only: true,
    isolation: None,
    deferrable: false,
};

/// A connection with the runtime that drives it.
pub(super) struct PostgresDatabase {
    variable: String,
    runtime: Runtime,
    connection: Connection,
}

impl PostgresDatabase {
    pub(super) fn open(variable: &str, address: &Address) -> Result<Self, DatabaseError> {
        let runtime = runtime(variable)?;
        let mut connection = within(
            &runtime,
            CONNECT_TIMEOUT,
            variable,
            Connection::open(address),
        )?;
        let own = Limits {
            max_rows: None,
            max_bytes: OWN_MAX_BYTES,
            on_excess: OnExcess::Fail,
        };
        let question = statement(IS_SUPERUSER.to_owned(), Vec::new());
        let answer = within(
            &runtime,
            CONNECT_TIMEOUT,
            variable,
            connection.run_single(&question, own),
        )?;
        let first = answer.rows.first().and_then(|row| row.first());
        if first != Some(&Some("off".to_owned())) {
            return Err(DatabaseError::Superuser(variable.to_owned()));
        }
        Ok(Self {
            variable: variable.to_owned(),
            runtime,
            connection,
        })
    }

    pub(super) fn is_usable(&self) -> bool {
        self.connection.is_usable()
    }

    pub(super) fn run(
        &mut self,
        sql: &str,
        parameters: &[Value],
        limits: ExecutionLimits,
    ) -> Result<ResultTable, ExecutionError> {
        if sql.len() > MAX_SQL_BYTES {
            return Err(ExecutionError::TooLong);
        }
        let timeout_ms = limits.timeout.as_millis().max(1);
        let settings = statement(SETTINGS.to_owned(), vec![Some(timeout_ms.to_string())]);
        let query = statement(sql.to_owned(), parameters.to_vec());
        let caps = Limits {
            max_rows: Some(u32::try_from(limits.max_rows.saturating_add(1)).unwrap_or(u32::MAX)),
            max_bytes: limits.max_bytes,
            on_excess: OnExcess::Fail,
        };
        let token = self.connection.cancel_token();
        let own = [settings];
        let queries = [query];
        let running = self.connection.run_transaction_after(
            &own,
            &queries,
            MODE,
            Pipelining::PerStatement,
            caps,
        );
        let outcome = self.runtime.block_on(async {
            if let Ok(outcome) = timeout(limits.timeout + GRACE, running).await {
                return Some(outcome);
            }
            // The connection is given up; the statement must not go on without it.
            drop(timeout(GRACE, token.cancel()).await);
            None
        });
        let results = match outcome {
            None => return Err(ExecutionError::Timeout(timeout_ms)),
            Some(Err(error)) => return Err(self.execution_error(&error, timeout_ms)),
            Some(Ok(results)) => results,
        };
        let result = results.into_iter().next().unwrap_or_default();
        if result.fields.is_empty() {
            let is_empty = result.tag.is_empty();
            return Err(if is_empty {
                ExecutionError::Empty
            } else {
                ExecutionError::Forbidden
            });
        }
        Ok(table(result, limits.max_rows))
    }

    fn execution_error(&self, error: &PostgresError, timeout_ms: u128) -> ExecutionError {
        match error {
            PostgresError::Server {
                error,
                statement: Some(_),
            } => match error.code.as_str() {
                "57014" => ExecutionError::Timeout(timeout_ms),
                // read_only_sql_transaction, insufficient_privilege.
                "25006" | "42501" => ExecutionError::Forbidden,
                // out_of_memory, program_limit_exceeded and its kin.
                "53200" | "54000" => ExecutionError::Memory,
                code => ExecutionError::Refused(format!("SQLSTATE {code}")),
            },
            PostgresError::TooLarge { .. } => ExecutionError::TooLarge,
            PostgresError::TransactionEnded { .. } | PostgresError::CopyUnsupported { .. } => {
                ExecutionError::Forbidden
            }
            PostgresError::Unsendable { reason, .. } => ExecutionError::Refused(reason.clone()),
            other => ExecutionError::Database(server_error(&self.variable, other)),
        }
    }
}

/// The catalog of what the role may read, with values where there is a policy for them.
pub(super) fn catalog(
    variable: &str,
    address: Address,
    samples: Option<&SamplePolicy>,
) -> Result<Catalog, DatabaseError> {
    let options = CatalogOptions {
        samples: samples.cloned(),
        ..CatalogOptions::default()
    };
    let runtime = runtime(variable)?;
    let endpoint = runtime
        .block_on(PostgresEndpoint::connect(
            address,
            PreludeSettings::default(),
            CONNECT_TIMEOUT,
        ))
        .map_err(|error| server_error(variable, &error))?;
    let loaded = runtime.block_on(load_catalog(&endpoint, &options, None));
    runtime.block_on(endpoint.close());
    loaded
        .map(|loaded| loaded.catalog)
        .map_err(|error| DatabaseError::Server {
            variable: variable.to_owned(),
            reason: error.to_string(),
        })
}

/// The address in an environment variable, for the database of that name.
pub(super) fn address(
    variable: &str,
    environment: impl Fn(&str) -> Option<String>,
    database: Option<&str>,
) -> Result<Address, DatabaseError> {
    let url = environment(variable).ok_or_else(|| DatabaseError::NoAddress(variable.to_owned()))?;
    let mut address = Address::parse(&url).map_err(|error| DatabaseError::Server {
        variable: variable.to_owned(),
        reason: error.to_string(),
    })?;
    if let Some(database) = database {
        database.clone_into(&mut address.database);
    }
    Ok(address)
}

fn runtime(variable: &str) -> Result<Runtime, DatabaseError> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| DatabaseError::Server {
            variable: variable.to_owned(),
            reason: error.to_string(),
        })
}

fn within<T>(
    runtime: &Runtime,
    limit: Duration,
    variable: &str,
    work: impl Future<Output = Result<T, PostgresError>>,
) -> Result<T, DatabaseError> {
    runtime
        .block_on(async { timeout(limit, work).await })
        .unwrap_or_else(|_| Err(PostgresError::Lost(std::io::ErrorKind::TimedOut.into())))
        .map_err(|error| server_error(variable, &error))
}

fn server_error(variable: &str, error: &PostgresError) -> DatabaseError {
    let variable = variable.to_owned();
    match error {
        PostgresError::Server { error, .. } => DatabaseError::Server {
            variable,
            reason: format!("SQLSTATE {}", error.code),
        },
        PostgresError::Unreachable { .. } | PostgresError::Lost(_) => DatabaseError::Unreachable {
            variable,
            reason: error.to_string(),
        },
        other => DatabaseError::Server {
            variable,
            reason: other.to_string(),
        },
    }
}

fn statement(text: String, parameters: Vec<plainquery_core::Value>) -> Statement {
    Statement {
        text: text.into(),
        parameters,
    }
}

fn table(result: ResultSet, max_rows: usize) -> ResultTable {
    let of_columns: Vec<CellKind> = result
        .fields
        .iter()
        .map(|field| kind_of_class(builtin_type(field.type_oid).1))
        .collect();
    let mut rows = result.rows;
    let is_cut = result.truncated || rows.len() > max_rows;
    rows.truncate(max_rows);
    let kinds = rows
        .iter()
        .map(|row| {
            row.iter()
                .zip(&of_columns)
                .map(|(cell, kind)| cell.as_ref().map_or(CellKind::Null, |_| *kind))
                .collect()
        })
        .collect();
    ResultTable {
        columns: result.fields.into_iter().map(|field| field.name).collect(),
        rows,
        kinds,
        is_cut,
    }
}
