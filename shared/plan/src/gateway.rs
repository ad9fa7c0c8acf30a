//! Plans for a gateway that runs nothing else.

use std::fmt;

use plainquery_catalog::SampleStatement;
use plainquery_core::{Dialect, Settings, ports::Clock};

use crate::{Audience, Bindings, DataSource, KeyRing, RunCaps, RunSettings, VerifiedPlan};

/// The role of plans that read values. No caller's plan is compared with it: they are for the gateway,
/// which takes roles as they were signed.
const SAMPLES_ROLE: &str = "plainquery samples";

/// Signs what goes to a gateway in checking mode.
pub struct GatewaySigner<'a> {
    ring: KeyRing,
    audience: Audience,
    data_source: DataSource,
    time_zone: String,
    ttl_s: u32,
    clock: &'a dyn Clock,
}

impl fmt::Debug for GatewaySigner<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("GatewaySigner")
            .field("audience", &self.audience)
            .finish_non_exhaustive()
    }
}

impl<'a> GatewaySigner<'a> {
    /// The signer of these settings; `None` where the database takes statements as they are. A plan
    /// holds from the moment at which it is signed.
    pub fn of(settings: &Settings, clock: &'a dyn Clock) -> Option<Self> {
        let name = settings.plans.gateway.as_ref()?;
        let database = settings.database.as_ref()?;
        Some(Self {
            ring: KeyRing::of(settings),
            audience: Audience::gateway(name),
            data_source: DataSource::new(None, database.connection_string.expose()),
            time_zone: settings.calendar.time_zone(),
            ttl_s: settings.plans.ttl_s,
            clock,
        })
    }

    /// The token of a plan, for its own database, tenant, settings and caps. `None` where it would be larger than [`MAX_TOKEN_BYTES`](crate::MAX_TOKEN_BYTES).
    pub fn sign(&self, plan: &VerifiedPlan) -> Option<String> {
        self.token(&plan.clone().behind_gateway())
    }

    /// The token of a statement that reads values, for nobody's tenant. Without a plan key nobody else
    /// can make one, so a gateway's key alone shows no value of any column.
    pub fn sign_samples(
        &self,
        statement: &SampleStatement,
        max_rows: usize,
        caps: RunCaps,
    ) -> Option<String> {
        let bindings = Bindings {
            data_source: self.data_source.clone(),
            dialect: Dialect::Postgres,
            tenant: None,
            role: SAMPLES_ROLE.to_owned(),
            // Made from the catalog that was just read; the gateway has none to compare it with.
            catalog_version: String::new(),
            policy_version: String::new(),
            settings: RunSettings {
                time_zone: self.time_zone.clone(),
                tenant_setting: None,
            },
            caps,
        };
        self.token(&VerifiedPlan::of_samples(
            statement,
            max_rows as u64,
            bindings,
        ))
    }

    fn token(&self, plan: &VerifiedPlan) -> Option<String> {
        self.ring
            .sign(plan, &self.audience, self.clock.now_ms(), self.ttl_s)
    }
}
