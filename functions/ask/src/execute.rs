//! `POST /v1/execute`: the rows of a plan.

use std::rc::Rc;

use plainquery_connect::{PlanRows, run_plan};
use plainquery_core::{
    Table,
    ports::{Clock, Host},
};
use plainquery_plan::{GatewaySigner, KeyRing, PlanError, SignedPlan, VerifiedPlan};
use plainquery_sql::Policy;
use plainquery_wire::{ApiError, ExecuteRequest, ExecuteResponse};

use crate::{
    Caller, Config, Unobserved,
    answer::{MAX_ATTEMPTS, check_max_rows},
    attempt::{message, truncation_warning},
    chart,
    current::{Said, confirm},
    errors::{database_error, hints_at_changed_schema, plan_error, schema_is_changing},
    plans::{audience, bindings, check_tenant},
    prepared::{Prepared, prepared, read_anew},
    reading::full_policy,
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
        policy: full_policy(config, caller.principal)?,
        // Before anything is fetched for it.
        signed: KeyRing::of(settings)
            .verify(&request.plan, host.clock().now_ms())
            .map_err(plan_error)?,
    };
    let known = executor.fitting_schema().await?;
    stopwatch.end("catalog");
    let (plan, table) = executor.run(known, request.max_rows).await?;
    stopwatch.end("execute");
    Ok(ExecuteResponse {
        message: message(&table),
        sql: plan.text().to_owned(),
        parameters: plan.shown_parameters(),
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
    policy: Policy,
    signed: SignedPlan,
}

impl<H: Host> Executor<'_, H> {
    /// The schema that the plan fits. Where it fits another one than is known here, the database is
    /// asked: the plan may be the newer of the two.
    async fn fitting_schema(&self) -> Result<Rc<Prepared>, ApiError> {
        let known = prepared(self.host, self.config, &self.policy).await?;
        match self.fitting(&known) {
            Ok(_) => Ok(known),
            Err(PlanError::StaleCatalog) => {
                let current = match confirm(self.host, self.config, &known).await? {
                    Said::Changed(current) => current,
                    Said::Unchanged | Said::Nothing => known,
                };
                self.fitting(&current).map_err(plan_error)?;
                Ok(current)
            }
            Err(error) => Err(plan_error(error)),
        }
    }

    fn fitting(&self, prepared: &Prepared) -> Result<VerifiedPlan, PlanError> {
        let settings = &self.config.settings;
        let bindings = bindings(settings, self.caller.principal, prepared, &self.policy);
        self.signed.for_caller(&audience(settings), &bindings)
    }

    /// Runs the plan. Rows of another state of the schema than the one that the plan fits are thrown
    /// away, unless the plan fits that one too.
    async fn run(
        &self,
        mut known: Rc<Prepared>,
        max_rows: Option<u32>,
    ) -> Result<(VerifiedPlan, Table), ApiError> {
        let signer = GatewaySigner::of(&self.config.settings, self.host.clock());
        for _ in 0..MAX_ATTEMPTS {
            let plan = self.fitting(&known).map_err(plan_error)?;
            let plan = match max_rows {
                Some(wanted) => plan.with_max_rows(u64::from(wanted)),
                None => plan,
            };
            let (rows, seen) = match run_plan(self.host.sql(), &plan, signer.as_ref()).await {
                Ok(PlanRows {
                    table,
                    schema_fingerprint,
                }) => (Ok(table), Some(schema_fingerprint)),
                Err(error) if hints_at_changed_schema(&error) => (Err(error), None),
                Err(error) => return Err(database_error(&error)),
            };
            let is_of = |state: &Prepared| seen.as_ref() == Some(&state.fingerprint);
            if !is_of(&known) {
                known = read_anew(self.host, self.config, &self.policy).await?;
                self.fitting(&known).map_err(plan_error)?;
            }
            match rows {
                Ok(table) if is_of(&known) => return Ok((plan, table)),
                Ok(_) => {}
                Err(error) => return Err(database_error(&error)),
            }
        }
        Err(schema_is_changing())
    }
}
