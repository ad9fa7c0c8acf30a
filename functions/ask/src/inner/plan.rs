//! Plans between the validator and the front, where they are deployed apart.
//!
//! The validator knows nothing of the database but a name that the front gives it. With plan keys of
//! their own, the functions between them cannot sign one.

use plainquery_core::{ErrorKind, Function, Principal, Secret, Settings, settings::PlanKey};
use plainquery_plan::{
    Audience, Bindings, DataSource, KeyRing, Keyed, PlanError, RunCaps, RunSettings, VerifiedPlan,
    policy_version,
};
use plainquery_sql::Policy;
use plainquery_wire::ApiError;
use serde::{Deserialize, Serialize};

use crate::{Caller, data_source::data_source, plans, prepared::Prepared, reading::caps};

/// For as long as a plan is on its way back, and the query before it.
const TTL_S: u32 = 120;
/// No deployment can be called so: its name would be two words.
const AUDIENCE: &str = "inner call";

/// What the front's plan is to be bound to, besides what the validator sees itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PlanWanted {
    /// A name for the database, which tells nothing of it.
    data_source: String,
    time_zone: String,
    tenant_setting: Option<String>,
    max_bytes: usize,
    timeout_ms: u32,
    max_estimated_cost: u64,
    explain_from_rows: u64,
}

impl PlanWanted {
    /// What the front asks for.
    pub(crate) fn new(settings: &Settings, policy: &Policy) -> Self {
        let caps = caps(settings, policy);
        Self {
            data_source: data_source(settings, &settings.inner.secret),
            time_zone: settings.calendar.time_zone(),
            tenant_setting: settings.tenant_setting.clone(),
            max_bytes: caps.max_bytes,
            timeout_ms: caps.timeout_ms,
            max_estimated_cost: caps.max_estimated_cost,
            explain_from_rows: caps.explain_from_rows,
        }
    }

    /// The same on both sides.
    pub(super) fn bindings(
        &self,
        principal: &Principal,
        prepared: &Prepared,
        policy: &Policy,
    ) -> Bindings {
        Bindings {
            data_source: DataSource::new(None, &self.data_source),
            dialect: prepared.catalog.dialect,
            tenant: principal.tenant.clone(),
            role: principal.role.clone(),
            catalog_version: prepared.schema_version().to_owned(),
            policy_version: policy_version(policy),
            settings: RunSettings {
                time_zone: self.time_zone.clone(),
                tenant_setting: self.tenant_setting.clone(),
            },
            caps: RunCaps {
                max_bytes: self.max_bytes,
                timeout_ms: self.timeout_ms,
                max_estimated_cost: self.max_estimated_cost,
                explain_from_rows: self.explain_from_rows,
            },
        }
    }
}

/// The validator's side: the token of a plan. `None` where it would be too large.
pub(super) fn sign(settings: &Settings, plan: &VerifiedPlan, now_ms: u64) -> Option<String> {
    key_ring(settings)?.sign(plan, &Audience::functions(AUDIENCE), now_ms, TTL_S)
}

/// The front's side: the plan of a token, bound to the database as the front knows it.
pub(crate) fn verify(
    settings: &Settings,
    caller: &Caller<'_>,
    prepared: &Prepared,
    policy: &Policy,
    token: &str,
    now_ms: u64,
) -> Result<VerifiedPlan, ApiError> {
    let principal = caller.principal;
    let expected = PlanWanted::new(settings, policy).bindings(principal, prepared, policy);
    let plan = key_ring(settings)
        .ok_or(PlanError::NotValid)
        .and_then(|ring| ring.verify(token, now_ms))
        .and_then(|signed| signed.for_caller(&Audience::functions(AUDIENCE), &expected))
        .map_err(refused)?;
    let own = plans::bindings(settings, principal, prepared, policy);
    Ok(plan.of_data_source(own.data_source))
}

fn refused(error: PlanError) -> ApiError {
    let function = Function::Validate;
    match error {
        PlanError::NotValid => ApiError::with_id(
            ErrorKind::Misconfigured,
            "function-keys-differ",
            format!(
                "The function `{function}` signs plans with a key that this deployment does not \
                 know. Give both the same PLAINQUERY_PLAN_KEYS."
            ),
        ),
        PlanError::Expired | PlanError::NotYetValid => ApiError::with_id(
            ErrorKind::Misconfigured,
            "function-clocks-differ",
            format!(
                "The clock of the function `{function}` differs too much from this deployment's."
            ),
        ),
        _ => ApiError::with_id(
            ErrorKind::UpstreamProtocol,
            "function-protocol",
            format!(
                "The function `{function}` signed a plan for something else ({error}). Deploy all \
                 functions from one version."
            ),
        ),
    }
}

/// The configured keys, else one from the secret that signs calls.
fn key_ring(settings: &Settings) -> Option<KeyRing> {
    let configured = &settings.plans.keys;
    if !configured.is_empty() {
        return KeyRing::new(configured.clone());
    }
    let keys = settings.inner.secrets().map(|secret| {
        let secret = Secret::new(Keyed::new(secret, "inner-plan-key").hex());
        let id = format!(
            "inner-{}",
            &Keyed::new(&secret, "inner-plan-key-id").hex()[..8]
        );
        PlanKey { id, secret }
    });
    KeyRing::new(keys.collect())
}
