//! Running a user's query.

use plainquery_catalog::introspect::postgres::{fingerprint, fingerprint_statement};
use plainquery_core::Table;
use plainquery_core::ports::{Batch, SqlEndpoint, SqlError, Statement};
use plainquery_plan::{GatewaySigner, VerifiedPlan};

use crate::{SessionSetting, estimate};

/// Planning takes a server milliseconds; what takes it longer is refused like what it cannot run.
const EXPLAIN_TIMEOUT_MS: u32 = 5_000;

/// The rows of a plan, and under which state of the schema they were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanRows {
    /// The rows.
    pub table: Table,
    /// The schema's fingerprint in the same transaction. Where it is not the one of the catalog that
    /// the query was proven against, the rows may mean something else than the query did.
    pub schema_fingerprint: String,
}

/// Runs a plan in one read-only transaction with the tenant's setting. Rows over the plan's cap, or
/// bytes over its limit, are cut and the table says so. Where a gateway checks plans, `signer` signs it
/// for that, and only the token is sent.
///
/// A plan that reads much by the catalog's estimates goes to the server twice: in a transaction of its own
/// first, to be estimated and not run.
///
/// # Errors
/// As the endpoint's; `Refused` counts the query as statement 0. `PlanTooLong` where no token can hold
/// the plan, `TooCostly` where the server's estimate is over the plan's cap.
pub async fn run_plan<S: SqlEndpoint>(
    endpoint: &S,
    plan: &VerifiedPlan,
    signer: Option<&GatewaySigner<'_>>,
) -> Result<PlanRows, SqlError> {
    let caps = plan.bindings().caps;
    if let Some(question) = plan.to_explain() {
        let limits = RunLimits {
            timeout_ms: caps.timeout_ms.min(EXPLAIN_TIMEOUT_MS),
            max_bytes: estimate::MAX_BYTES,
            setting: tenant_setting(plan)?,
            token: token_of(&question, signer)?,
        };
        let told = run_alone(endpoint, question.statement(), 1, &limits).await?;
        estimate::check(&told.table, caps.max_estimated_cost)?;
    }
    let limits = RunLimits {
        timeout_ms: caps.timeout_ms,
        max_bytes: caps.max_bytes,
        setting: tenant_setting(plan)?,
        token: token_of(plan, signer)?,
    };
    let max_rows = usize::try_from(plan.max_rows()).unwrap_or(usize::MAX);
    run_alone(endpoint, plan.statement(), max_rows, &limits).await
}

fn token_of(
    plan: &VerifiedPlan,
    signer: Option<&GatewaySigner<'_>>,
) -> Result<Option<String>, SqlError> {
    signer
        .map(|signer| signer.sign(plan).ok_or(SqlError::PlanTooLong))
        .transpose()
}

/// The setting that row security reads the tenant from. Without a tenant nothing runs where one is
/// needed: a setting of an earlier transaction must never stand in for it.
fn tenant_setting(plan: &VerifiedPlan) -> Result<Option<SessionSetting>, SqlError> {
    let bindings = plan.bindings();
    match (&bindings.settings.tenant_setting, &bindings.tenant) {
        (None, _) => Ok(None),
        (Some(name), Some(tenant)) => Ok(Some(SessionSetting {
            name: name.clone(),
            value: tenant.clone(),
        })),
        (Some(_), None) => Err(SqlError::Misconfigured(
            "its rows belong to tenants, and the caller has none",
        )),
    }
}

/// The bounds of one run, and who it is for.
struct RunLimits {
    timeout_ms: u32,
    max_bytes: usize,
    setting: Option<SessionSetting>,
    /// Of the plan, where a gateway wants it.
    token: Option<String>,
}

/// Private, so that a plan is the only thing that reaches it.
async fn run_alone<S: SqlEndpoint>(
    endpoint: &S,
    statement: Statement,
    max_rows: usize,
    limits: &RunLimits,
) -> Result<PlanRows, SqlError> {
    let mut statements: Vec<Statement> = limits
        .setting
        .iter()
        .map(SessionSetting::statement)
        .collect();
    let own = statements.len();
    statements.push(statement);
    // After the query: a schema that changes until its tables are locked is then noticed as well.
    statements.push(fingerprint_statement());
    let batch = Batch {
        statements,
        timeout_ms: limits.timeout_ms,
        max_rows,
        max_bytes: limits.max_bytes,
    };
    let ran = match &limits.token {
        Some(token) => endpoint.run_with_plan(&batch, own, token).await,
        None => endpoint.run(&batch).await,
    };
    let mut tables = ran.map_err(|error| without_own(error, own))?;
    if tables.len() != own + 2 {
        return Err(SqlError::Protocol);
    }
    let (Some(told), Some(table)) = (tables.pop(), tables.pop()) else {
        return Err(SqlError::Protocol);
    };
    Ok(PlanRows {
        table,
        schema_fingerprint: fingerprint(&told).map_err(|_| SqlError::Protocol)?,
    })
}

/// Counts from the query on; an error of what stands around it is none of the query.
fn without_own(error: SqlError, own: usize) -> SqlError {
    match error {
        SqlError::Refused {
            statement: Some(at),
            ..
        } if at < own => SqlError::Misconfigured("the database refuses the caller's setting"),
        SqlError::Refused {
            statement: Some(at),
            ..
        } if at > own => SqlError::Misconfigured("the database does not tell its schema"),
        SqlError::Refused {
            sqlstate,
            statement: Some(at),
        } => SqlError::Refused {
            sqlstate,
            statement: Some(at - own),
        },
        other => other,
    }
}

#[cfg(test)]
mod tests;
