//! What a document says for one caller.

use std::collections::{BTreeMap, BTreeSet};

use plainquery_core::{Secret, TypeClass};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{document::PolicyDocument, gate::is_of_type, mask::Mask};

/// The verified tenant, as the name of a claim.
const TENANT: &str = "tenant";
/// The verified subject, as the name of a claim.
const SUBJECT: &str = "subject";
/// Claims that are read from the caller itself.
pub(super) const RESERVED_CLAIMS: [&str; 2] = [TENANT, SUBJECT];

/// A caller, as a verified token or key tells it. Never anything of a request's body.
#[derive(Clone, Copy, Debug)]
pub struct PolicyCaller<'a> {
    /// The subject.
    pub subject: &'a str,
    /// The role, which chooses what holds.
    pub role: &'a str,
    /// The tenant.
    pub tenant: Option<&'a str>,
    /// Further claims, by the names that the document gives them.
    pub claims: &'a BTreeMap<String, String>,
}

impl PolicyCaller<'_> {
    fn claim(&self, name: &str) -> Option<&str> {
        match name {
            TENANT => self.tenant,
            SUBJECT => Some(self.subject),
            other => self.claims.get(other).map(String::as_str),
        }
        .filter(|value| !value.is_empty() && !value.contains('\0'))
    }
}

/// The document does not name the caller's role, which may so read nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the policy names no such role")]
pub struct RoleNotPermitted;

impl RoleNotPermitted {
    /// Its stable name.
    pub const ID: &'static str = "role-not-permitted";
}

/// Caps of a role; `None` leaves the service's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CallerCaps {
    /// The most rows of a result.
    pub max_rows: Option<u64>,
    /// The most bytes of a result's cells.
    pub max_bytes: Option<usize>,
    /// The longest a query may take.
    pub timeout_ms: Option<u32>,
    /// The most that a query may cost by the server's own estimate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_cost: Option<u64>,
}

/// What a document says for one caller. Serialised without the key of hash masks, which
/// [`with_mask_key`](Self::with_mask_key) puts back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallerRules {
    pub(super) schemas: Vec<String>,
    pub(super) tables: Vec<(String, String)>,
    pub(super) rules: Vec<TableRule>,
    caps: CallerCaps,
    #[serde(skip)]
    pub(super) mask_key: Option<Secret>,
}

/// All that holds for a table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TableRule {
    pub(super) schema: String,
    pub(super) name: String,
    /// `None`: every column that is not denied.
    pub(super) allow: Option<BTreeSet<String>>,
    pub(super) deny: BTreeSet<String>,
    pub(super) masks: BTreeMap<String, Mask>,
    pub(super) rows: Vec<RowRule>,
}

/// `column = claim`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RowRule {
    pub(super) column: String,
    pub(super) claim: String,
    /// `None`: the caller has no such claim.
    pub(super) value: Option<String>,
}

impl CallerRules {
    /// The caps of the role.
    pub fn caps(&self) -> CallerCaps {
        self.caps
    }

    /// The key of hash masks, where a mask needs one.
    pub fn mask_key(&self) -> Option<&Secret> {
        self.mask_key.as_ref()
    }

    /// The same with the key of hash masks.
    #[must_use]
    pub fn with_mask_key(mut self, key: Option<Secret>) -> Self {
        self.mask_key = key;
        self
    }

    /// The same with values of the same kind in the place of the claims', and without the key: what is
    /// seen of a schema depends on whether there is a claim and whether it fits its column, on nothing
    /// else.
    #[must_use]
    pub fn of_shape(mut self) -> Self {
        for row in self.rules.iter_mut().flat_map(|rule| &mut rule.rows) {
            row.value = row.value.take().map(|value| shape(&value).to_owned());
        }
        self.mask_key = self.mask_key.map(|_| Secret::new("a key"));
        self
    }

    pub(super) fn rule(&self, schema: &str, name: &str) -> Option<&TableRule> {
        self.rules
            .iter()
            .find(|rule| rule.schema == schema && rule.name == name)
    }
}

/// A value that fits the same types.
fn shape(value: &str) -> &'static str {
    if is_of_type(value, TypeClass::Integer) {
        "0"
    } else if is_of_type(value, TypeClass::Uuid) {
        "00000000-0000-0000-0000-000000000000"
    } else {
        "text"
    }
}

pub(super) fn resolve(
    document: &PolicyDocument,
    caller: &PolicyCaller<'_>,
) -> Result<CallerRules, RoleNotPermitted> {
    let role = document.roles.get(caller.role).ok_or(RoleNotPermitted)?;
    let mut rules: Vec<TableRule> = Vec::new();
    let applying = document
        .rules
        .iter()
        .filter(|rule| rule.applies_to(caller.role));
    for rule in applying {
        let (schema, name) = &rule.table;
        let place = rules
            .iter()
            .position(|known| known.schema == *schema && known.name == *name);
        let place = place.unwrap_or_else(|| {
            rules.push(TableRule {
                schema: schema.clone(),
                name: name.clone(),
                allow: None,
                deny: BTreeSet::new(),
                masks: BTreeMap::new(),
                rows: Vec::new(),
            });
            rules.len() - 1
        });
        let whole = &mut rules[place];
        whole.allow = match (whole.allow.take(), &rule.allow) {
            (Some(known), Some(more)) => Some(known.intersection(more).cloned().collect()),
            (known, more) => known.or_else(|| more.clone()),
        };
        whole.deny.extend(rule.deny.iter().cloned());
        let masks = rule.masks.iter();
        whole
            .masks
            .extend(masks.map(|(column, mask)| (column.clone(), mask.clone())));
        whole
            .rows
            .extend(rule.rows.iter().map(|(column, claim)| RowRule {
                column: column.clone(),
                claim: claim.clone(),
                value: caller.claim(claim).map(str::to_owned),
            }));
    }
    Ok(CallerRules {
        schemas: role.schemas.clone(),
        tables: role.tables.clone(),
        rules,
        caps: role.caps,
        mask_key: document.mask_key.clone(),
    })
}
