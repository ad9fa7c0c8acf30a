//! Checking mode: signed plans and our own constants, and nothing else.
//!
//! A batch holds any number of our constant statements, recognised by every byte of their text, and at
//! most one `{"plan": token}` in place of a query. A token that was signed for EXPLAIN says so itself, and
//! the gateway puts the constant before its query; there is no way to ask for more of EXPLAIN. Whatever the batch says, the gateway first makes the
//! settings of the prelude and the tenant's setting itself, from the plan's own fields. A prelude that
//! the caller sends as well must not say anything else.

use std::time::Duration;

use plainquery_catalog::introspect::postgres;
use plainquery_connect::{
    PreludeSettings, PreludeStatement, SessionSetting, prelude, prelude_statement,
};
use plainquery_core::{Dialect, ports::Statement, settings::PlanKey};
use plainquery_plan::{Audience, DataSource, KeyRing, PlanError, VerifiedPlan};

use super::{
    failure::Failure,
    job::Job,
    request::{Asked, Work},
    startup::StartupParameters,
};
use crate::{
    postgres::{IsolationLevel, TransactionMode},
    role::is_posture_statement,
};

/// One snapshot for all statements, whatever the caller's headers say.
const MODE: TransactionMode = TransactionMode {
    read_only: true,
    isolation: Some(IsolationLevel::RepeatableRead),
    deferrable: false,
};

/// What signed plans must be like.
#[derive(Clone, Debug)]
pub struct PlanCheck {
    keys: KeyRing,
    audience: Audience,
}

impl PlanCheck {
    /// Accepts plans that one of the keys signed for the gateway of a deployment; `None` without keys.
    pub fn new(keys: Vec<PlanKey>, deployment: &str) -> Option<Self> {
        Some(Self {
            keys: KeyRing::new(keys)?,
            audience: Audience::gateway(deployment),
        })
    }

    /// What may run of a request that came with this connection string.
    pub(super) fn admit(
        &self,
        work: Work,
        startup: &StartupParameters,
        connection_string: &str,
        most: Duration,
        now_ms: u64,
    ) -> Result<Job, Failure> {
        if work.batch.is_none() {
            return Err(Failure::PlanRequired);
        }
        if !startup.is_name_only() {
            return Err(Failure::PlanSettings);
        }
        let data_source = DataSource::new(None, connection_string);
        let plan = self.only_plan(&work.asked, &data_source, now_ms)?;
        let settings = settings_of(plan.as_ref())?;
        let timeout = plan.as_ref().map_or(most, |plan| {
            most.min(Duration::from_millis(
                plan.bindings().caps.timeout_ms.into(),
            ))
        });
        let timeout_ms = u32::try_from(timeout.as_millis()).unwrap_or(u32::MAX);
        let mut own: Vec<Statement> = startup.for_transaction().into_iter().collect();
        own.extend(prelude(&settings, timeout_ms));
        let mut statements = Vec::with_capacity(work.asked.len());
        for asked in work.asked {
            statements.push(match (asked, &plan) {
                (Asked::Text(statement), plan) => constant(statement, plan.as_ref(), &settings)?,
                (Asked::Plan(_), Some(plan)) => plan.statement(),
                (Asked::Plan(_), None) => return Err(Failure::Internal),
            });
        }
        Ok(Job {
            own,
            statements,
            mode: Some(MODE),
            timeout: Some(timeout),
        })
    }

    fn only_plan(
        &self,
        asked: &[Asked],
        data_source: &DataSource,
        now_ms: u64,
    ) -> Result<Option<VerifiedPlan>, Failure> {
        let mut tokens = asked.iter().filter_map(|asked| match asked {
            Asked::Plan(token) => Some(token),
            Asked::Text(_) => None,
        });
        let Some(token) = tokens.next() else {
            return Ok(None);
        };
        if tokens.next().is_some() {
            return Err(Failure::PlanRequired);
        }
        let plan = self
            .keys
            .verify(token, now_ms)
            .and_then(|signed| signed.for_gateway(&self.audience, data_source))
            .map_err(Failure::Plan)?;
        if plan.bindings().dialect != Dialect::Postgres {
            return Err(Failure::Plan(PlanError::OtherDataSource));
        }
        Ok(Some(plan))
    }
}

/// The settings that a plan was made for.
fn settings_of(plan: Option<&VerifiedPlan>) -> Result<PreludeSettings, Failure> {
    let Some(plan) = plan else {
        return Ok(PreludeSettings::default());
    };
    let bindings = plan.bindings();
    let setting = match (&bindings.settings.tenant_setting, &bindings.tenant) {
        (None, _) => None,
        (Some(name), Some(tenant)) => Some(SessionSetting {
            name: name.clone(),
            value: tenant.clone(),
        }),
        // Its rows belong to tenants, and it has none.
        (Some(_), None) => return Err(Failure::PlanSettings),
    };
    Ok(PreludeSettings {
        time_zone: bindings.settings.time_zone.clone(),
        setting,
    })
}

/// A statement of the caller's, if it is one of ours to the last byte and changes nothing that the plan
/// rests on.
fn constant(
    statement: Statement,
    plan: Option<&VerifiedPlan>,
    settings: &PreludeSettings,
) -> Result<Statement, Failure> {
    let holds = match prelude_statement(&statement.text) {
        Some(PreludeStatement::Settings) => {
            let zone = statement.parameters.get(1).and_then(Option::as_deref);
            plan.is_none() || zone == Some(settings.time_zone.as_str())
        }
        Some(PreludeStatement::OneSetting) => settings
            .setting
            .as_ref()
            .is_some_and(|setting| setting.statement() == statement),
        Some(PreludeStatement::Proof) => true,
        None if is_introspection(&statement.text) || is_posture_statement(&statement.text) => true,
        None => return Err(Failure::PlanRequired),
    };
    holds.then_some(statement).ok_or(Failure::PlanSettings)
}

/// The statements that read a schema. Those that read values are made from its names, so they are no
/// constants: whoever has the plan key signs them, and they come as plans.
fn is_introspection(text: &str) -> bool {
    postgres::statements(&[])
        .iter()
        .chain([&postgres::fingerprint_statement()])
        .any(|constant| constant.text == text)
}
