//! What a plan is bound to besides its query.

use std::fmt;

use plainquery_core::{Dialect, Secret};
use plainquery_sql::Policy;

use crate::{Keyed, PlanError};

/// What a plan is bound to besides its query. The executor makes its own in the same way as the
/// validator, and a token must fit it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bindings {
    /// The database.
    pub data_source: DataSource,
    /// Its dialect.
    pub dialect: Dialect,
    /// The tenant; from a verified token only.
    pub tenant: Option<String>,
    /// The role; from a verified token only.
    pub role: String,
    /// The version of the schema (`plainquery_catalog::schema_version`).
    pub catalog_version: String,
    /// See [`policy_version`].
    pub policy_version: String,
    /// What changes the meaning of a query.
    pub settings: RunSettings,
    /// What it may take.
    pub caps: RunCaps,
}

/// The settings of the database that a query's result depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunSettings {
    /// The time zone in which days begin.
    pub time_zone: String,
    /// The name of the setting that row security reads the tenant from.
    pub tenant_setting: Option<String>,
}

/// What a query may take, besides rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunCaps {
    /// Bytes of cells.
    pub max_bytes: usize,
    /// Milliseconds.
    pub timeout_ms: u32,
    /// The server's estimate of its cost, in the planner's units.
    pub max_estimated_cost: u64,
    /// The server is asked for its estimate where so many rows are read, by the catalog's; 0 asks always.
    pub explain_from_rows: u64,
}

impl RunCaps {
    /// The lower of each.
    #[must_use]
    pub fn lower(self, other: Self) -> Self {
        Self {
            max_bytes: self.max_bytes.min(other.max_bytes),
            timeout_ms: self.timeout_ms.min(other.timeout_ms),
            max_estimated_cost: self.max_estimated_cost.min(other.max_estimated_cost),
            explain_from_rows: self.explain_from_rows.min(other.explain_from_rows),
        }
    }
}

/// A database. A token carries a hash of it under the key that signs, which gives nobody a way to try
/// host names or passwords.
#[derive(Clone, PartialEq, Eq)]
pub struct DataSource {
    endpoint: Option<String>,
    connection_string: Secret,
}

impl DataSource {
    /// The database of a connection string behind a service with that address.
    pub fn new(endpoint: Option<&str>, connection_string: &str) -> Self {
        Self {
            endpoint: endpoint.map(str::to_owned),
            connection_string: Secret::new(connection_string),
        }
    }

    /// The database that the host brings, where no connection string is configured.
    pub fn of_host() -> Self {
        Self::new(None, "")
    }

    /// As the gateway knows it, which has no address of itself.
    #[must_use]
    pub fn behind_gateway(&self) -> Self {
        Self {
            endpoint: None,
            connection_string: self.connection_string.clone(),
        }
    }

    pub(crate) fn name(&self, key: &Secret) -> String {
        Keyed::new(key, "plan-data-source-1")
            .optional(self.endpoint.as_deref())
            .field(self.connection_string.expose().as_bytes())
            .hex()
    }
}

impl fmt::Debug for DataSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("DataSource")
    }
}

/// Changes with what may be read, and with the release: another one may admit other SQL.
pub fn policy_version(policy: &Policy) -> String {
    let Policy {
        allowed_schemas,
        allowed_relations,
        rules,
        // Part of each query's caps.
        max_rows: _,
    } = policy;
    let keyed =
        Keyed::new(&Secret::new(""), "policy-2").field(env!("CARGO_PKG_VERSION").as_bytes());
    let keyed = match allowed_schemas {
        Some(schemas) => keyed.field(b"some").list(schemas),
        None => keyed.field(b"none"),
    };
    let keyed = match allowed_relations {
        Some(relations) => relations
            .iter()
            .fold(keyed.field(b"some"), |keyed, (schema, name)| {
                keyed.field(schema.as_bytes()).field(name.as_bytes())
            }),
        None => keyed.field(b"none"),
    };
    match rules {
        // The claims that choose rows are in the rules.
        Some(rules) => keyed
            .field(b"some")
            // Text keys and whole numbers only: there is nothing to fail on.
            .field(&serde_json::to_vec(rules).unwrap_or_default())
            .optional(rules.mask_key().map(Secret::expose)),
        None => keyed.field(b"none"),
    }
    .hex()
}

/// What differs between what a token was bound to and what an executor finds, in the order in which
/// it is told. The data source is compared by its name, the caps are not: the lower ones hold.
pub(crate) fn check_versions(
    found: (&str, &str, &RunSettings),
    expected: &Bindings,
) -> Result<(), PlanError> {
    let (catalog_version, policy_version, settings) = found;
    if catalog_version != expected.catalog_version {
        Err(PlanError::StaleCatalog)
    } else if policy_version != expected.policy_version {
        Err(PlanError::StalePolicy)
    } else if *settings != expected.settings {
        Err(PlanError::StaleSettings)
    } else {
        Ok(())
    }
}
