//! `POST /v1/execute`: the rows of a plan.

use plainquery_connect::run_plan;
use plainquery_core::{
    Table,
    ports::{Clock, Host},
};
use plainquery_plan::{KeyRing, PlanError, SignedPlan, VerifiedPlan};
use plainquery_wire::{ApiError, ExecuteRequest, ExecuteResponse};

use crate::{
    Caller, Config, Unobserved,
    answer::check_max_rows,
    attempt::{message, truncation_warning},
    chart,
    errors::{database_error, hints_at_changed_schema, plan_error},
    plans::{audience, bindings, check_tenant},
    prepared::{Prepared, prepared, read_anew},
    timings::Stopwatch,
};

/// Runs a plan for the tenant and the role that it was made for.
pub async fn execute<H: Host>(
    host: &H,
    config: &Config,
    caller: &Caller<'_>,
    request: &ExecuteRequest,
) -> Result<ExecuteResponse, ApiError> {
    let settings = &config.settings;
    let mut stopwatch = Stopwatch::start(host.clock(), &Unobserved);
    check_max_rows(request.max_rows)?;
    check_tenant(settings, caller.principal)?;
    let executor = Executor {
        host,
        config,
        caller,
        // Before anything is fetched for it.
        signed: KeyRing::of(settings)
            .verify(&request.plan, host.clock().now_ms())
            .map_err(plan_error)?,
    };
    let (plan, prepared) = executor.plan().await?;
    stopwatch.end("catalog");
    let plan = match request.max_rows {
        Some(wanted) => plan.with_max_rows(u64::from(wanted)),
        None => plan,
    };
    let table = executor.run(&plan, &prepared).await?;
    stopwatch.end("execute");
    Ok(ExecuteResponse {
        message: message(&table),
        sql: plan.text().to_owned(),
        parameters: plan.parameters().to_vec(),
        chart: chart::suggest(&table),
        warnings: truncation_warning(&table).into_iter().collect(),
        columns: table.columns,
        rows: table.rows,
        truncated: table.truncated,
        timings: stopwatch.finish(),
        request_id: caller.request_id.to_owned(),
    })
}

struct Executor<'a, H> {
    host: &'a H,
    config: &'a Config,
    caller: &'a Caller<'a>,
    signed: SignedPlan,
}

impl<H: Host> Executor<'_, H> {
    /// The plan, and the schema that it fits. Where it fits another one than is known here, the
    /// database is asked: the plan may be the newer of the two.
    async fn plan(&self) -> Result<(VerifiedPlan, std::rc::Rc<Prepared>), ApiError> {
        let known = prepared(self.host, self.config).await?;
        match self.fitting(&known) {
            Ok(plan) => Ok((plan, known)),
            Err(PlanError::StaleCatalog) => {
                let current = read_anew(self.host, self.config).await?;
                let plan = self.fitting(&current).map_err(plan_error)?;
                Ok((plan, current))
            }
            Err(error) => Err(plan_error(error)),
        }
    }

    fn fitting(&self, prepared: &Prepared) -> Result<VerifiedPlan, PlanError> {
        let settings = &self.config.settings;
        let bindings = bindings(settings, self.caller.principal, prepared);
        self.signed.for_caller(&audience(settings), &bindings)
    }

    async fn run(&self, plan: &VerifiedPlan, prepared: &Prepared) -> Result<Table, ApiError> {
        let error = match run_plan(self.host.sql(), plan).await {
            Ok(table) => return Ok(table),
            Err(error) => error,
        };
        if hints_at_changed_schema(&error) {
            let current = read_anew(self.host, self.config).await?;
            if current.schema_version() != prepared.schema_version() {
                return Err(plan_error(PlanError::StaleCatalog));
            }
        }
        Err(database_error(&error))
    }
}
