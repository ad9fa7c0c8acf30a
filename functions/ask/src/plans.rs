//! What the plans of a caller are bound to here.

use plainquery_core::{ErrorKind, Principal, Settings};
use plainquery_plan::{
    Audience, Bindings, DataSource, KeyRing, RunSettings, VerifiedPlan, policy_version,
};
use plainquery_sql::Policy;
use plainquery_wire::ApiError;

use crate::{Config, prepared::Prepared, reading::caps};

/// The same for the validator and for the executor, so that a plan of one fits the other.
pub(crate) fn bindings(
    settings: &Settings,
    principal: &Principal,
    prepared: &Prepared,
    policy: &Policy,
) -> Bindings {
    let database = settings.database.as_ref();
    Bindings {
        data_source: database.map_or_else(DataSource::of_host, |database| {
            DataSource::new(
                database.endpoint.as_deref(),
                database.connection_string.expose(),
            )
        }),
        dialect: prepared.catalog.dialect,
        tenant: principal.tenant.clone(),
        role: principal.role.clone(),
        catalog_version: prepared.schema_version().to_owned(),
        policy_version: policy_version(policy),
        settings: RunSettings {
            time_zone: settings.calendar.time_zone(),
            tenant_setting: settings.tenant_setting.clone(),
        },
        caps: caps(settings, policy),
    }
}

/// For whom `/v1/validate` and `/v1/generate` make plans, and who `/v1/execute` is.
pub(crate) fn audience(settings: &Settings) -> Audience {
    Audience::functions(&settings.plans.audience)
}

/// The token of a plan, for the caller to run later; `None` where there can be none.
pub(crate) fn sign(
    config: &Config,
    principal: &Principal,
    plan: &VerifiedPlan,
    now_ms: u64,
) -> Option<String> {
    let settings = &config.settings;
    check_tenant(settings, principal).ok()?;
    KeyRing::of(settings).sign(plan, &audience(settings), now_ms, settings.plans.ttl_s)
}

/// Where the database's rows belong to tenants, a caller without one gets no plan.
pub(crate) fn check_tenant(settings: &Settings, principal: &Principal) -> Result<(), ApiError> {
    if settings.tenant_setting.is_some() && principal.tenant.is_none() {
        return Err(ApiError::with_id(
            ErrorKind::Forbidden,
            "tenant-missing",
            "The key or token names no tenant, and this database holds several. Use one that does.",
        ));
    }
    Ok(())
}
