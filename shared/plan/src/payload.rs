//! What a token holds, readable for whoever has it.

use plainquery_core::{Dialect, Secret, Value};
use plainquery_sql::Parameters;
use serde::{Deserialize, Serialize};

use crate::{Keyed, Purpose, RunCaps, RunSettings, VerifiedPlan, open, seal};

const PURPOSE: &str = "plan-3";
/// What sealed values are sealed for.
const PARAMETER: &str = "plan-parameter";

fn sealed(parameters: &Parameters, key: &Secret) -> Vec<Value> {
    let mut values = parameters.values().to_vec();
    for place in parameters.secret_places() {
        if let Some(value) = &mut values[place] {
            *value = seal(key, PARAMETER, value);
        }
    }
    values
}

/// The fields of a token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Payload {
    /// Whether it runs or is only explained.
    pub(crate) purpose: Purpose,
    pub(crate) sql: String,
    /// Secret ones are sealed under the key that signs.
    pub(crate) parameters: Vec<Value>,
    /// The places of the secret ones.
    pub(crate) secret_parameters: Vec<usize>,
    /// The data source's name under the key that signs.
    pub(crate) data_source: String,
    pub(crate) dialect: Dialect,
    pub(crate) tenant: Option<String>,
    pub(crate) role: String,
    pub(crate) catalog_version: String,
    pub(crate) policy_version: String,
    pub(crate) time_zone: String,
    pub(crate) tenant_setting: Option<String>,
    pub(crate) max_rows: u64,
    pub(crate) max_bytes: u64,
    pub(crate) timeout_ms: u32,
    pub(crate) max_estimated_cost: u64,
    pub(crate) explain_from_rows: u64,
    /// By the catalog's estimates.
    pub(crate) rows_read: u64,
    pub(crate) audience: String,
    /// Seconds since 1970.
    pub(crate) issued_at_s: u64,
    /// Seconds since 1970; from then on it does not hold.
    pub(crate) expires_at_s: u64,
}

impl Payload {
    /// The payload of a plan that is signed with `key`.
    pub(crate) fn of(
        plan: &VerifiedPlan,
        key: &Secret,
        audience: &str,
        issued_at_s: u64,
        expires_at_s: u64,
    ) -> Self {
        let bindings = plan.bindings();
        Self {
            purpose: plan.purpose(),
            sql: plan.text().to_owned(),
            parameters: sealed(plan.all_parameters(), key),
            secret_parameters: plan.all_parameters().secret_places(),
            data_source: bindings.data_source.name(key),
            dialect: bindings.dialect,
            tenant: bindings.tenant.clone(),
            role: bindings.role.clone(),
            catalog_version: bindings.catalog_version.clone(),
            policy_version: bindings.policy_version.clone(),
            time_zone: bindings.settings.time_zone.clone(),
            tenant_setting: bindings.settings.tenant_setting.clone(),
            max_rows: plan.max_rows(),
            max_bytes: bindings.caps.max_bytes as u64,
            timeout_ms: bindings.caps.timeout_ms,
            max_estimated_cost: bindings.caps.max_estimated_cost,
            explain_from_rows: bindings.caps.explain_from_rows,
            rows_read: plan.rows_read(),
            audience: audience.to_owned(),
            issued_at_s,
            expires_at_s,
        }
    }

    /// The hash over every field. Taken apart without `..`, so that a new field cannot be left out.
    pub(crate) fn keyed(&self, key: &Secret, key_id: &str) -> Keyed {
        let Self {
            purpose,
            sql,
            parameters,
            secret_parameters,
            data_source,
            dialect,
            tenant,
            role,
            catalog_version,
            policy_version,
            time_zone,
            tenant_setting,
            max_rows,
            max_bytes,
            timeout_ms,
            max_estimated_cost,
            explain_from_rows,
            rows_read,
            audience,
            issued_at_s,
            expires_at_s,
        } = self;
        Keyed::new(key, PURPOSE)
            .field(key_id.as_bytes())
            .field(purpose.label().as_bytes())
            .field(sql.as_bytes())
            .values(parameters)
            .list(
                &secret_parameters
                    .iter()
                    .map(usize::to_string)
                    .collect::<Vec<_>>(),
            )
            .field(data_source.as_bytes())
            .field(dialect.label().as_bytes())
            .optional(tenant.as_deref())
            .field(role.as_bytes())
            .field(catalog_version.as_bytes())
            .field(policy_version.as_bytes())
            .field(time_zone.as_bytes())
            .optional(tenant_setting.as_deref())
            .field(&max_rows.to_be_bytes())
            .field(&max_bytes.to_be_bytes())
            .field(&timeout_ms.to_be_bytes())
            .field(&max_estimated_cost.to_be_bytes())
            .field(&explain_from_rows.to_be_bytes())
            .field(&rows_read.to_be_bytes())
            .field(audience.as_bytes())
            .field(&issued_at_s.to_be_bytes())
            .field(&expires_at_s.to_be_bytes())
    }

    /// Its JSON. Text keys and whole numbers only: there is nothing to fail on.
    pub(crate) fn to_json(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// The values, the sealed ones opened; `None` where one does not open.
    pub(crate) fn open_parameters(&self, key: &Secret) -> Option<Parameters> {
        let mut values = self.parameters.clone();
        for place in &self.secret_parameters {
            let value = values.get_mut(*place)?;
            if let Some(sealed) = value {
                *sealed = open(key, PARAMETER, sealed)?;
            }
        }
        Some(Parameters::new(values, &self.secret_parameters))
    }

    pub(crate) fn settings(&self) -> RunSettings {
        RunSettings {
            time_zone: self.time_zone.clone(),
            tenant_setting: self.tenant_setting.clone(),
        }
    }

    pub(crate) fn caps(&self) -> RunCaps {
        RunCaps {
            max_bytes: usize::try_from(self.max_bytes).unwrap_or(usize::MAX),
            timeout_ms: self.timeout_ms,
            max_estimated_cost: self.max_estimated_cost,
            explain_from_rows: self.explain_from_rows,
        }
    }
}
