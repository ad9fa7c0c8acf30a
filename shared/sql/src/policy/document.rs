//! The policy document.

mod raw;

use std::collections::{BTreeMap, BTreeSet};

use plainquery_catalog::Catalog;
use plainquery_core::Secret;
use thiserror::Error;

use super::{
    Policy, PolicyProblem,
    caller::{CallerCaps, CallerRules, PolicyCaller, RoleNotPermitted, resolve},
    mask::Mask,
};

/// The shortest key for hash masks.
const MIN_MASK_KEY_BYTES: usize = 32;

/// Who may read what, as an operator wrote it down.
///
/// # The document
///
/// ```toml
/// version = 1
///
/// # A role that is not here may read nothing.
/// [roles.analyst]
/// schemas = ["shop"]                  # every plain table of these schemas
/// tables = ["reports.monthly_sales"]  # further relations by name
/// max_rows = 500                      # these three lower the service's own caps
/// max_bytes = 1000000
/// timeout_ms = 5000
///
/// [roles.support]
/// tables = ["shop.customers", "shop.orders"]
///
/// [[rules]]
/// table = "shop.customers"
/// roles = ["analyst"]                 # without it: every role
/// deny = ["internal_note"]
/// rows = [{ column = "tenant_id", claim = "tenant" }]
/// mask.email = { kind = "hash" }
/// mask.phone = { kind = "partial", keep_last = 2 }
/// mask.born_on = { kind = "bucket", unit = "year" }
/// mask.income = { kind = "bucket", width = 1000 }
/// mask.iban = { kind = "null" }
///
/// [[rules]]
/// table = "shop.customers"
/// roles = ["support"]
/// allow = ["id", "name", "email"]     # no other column
/// ```
///
/// # What it means
///
/// - **What is not granted is not there.** A role reads the plain and partitioned tables of its
///   `schemas`, and the relations in its `tables`. Views, materialized views, foreign tables and
///   partitions are read only where `tables` names them: they may show what a rule of their base hides.
///   A partition of a table with rules is not read at all, and a table that inherits from one only with
///   rules of its own. A role that the document does not name is
///   refused everything. Names are written `schema.name`, as the catalog spells them.
/// - **Deny wins.** All rules of a table that apply to a role hold together: a column is denied if any
///   of them denies it or has an `allow` list without it; a masked column is masked; a row is shown
///   only if every `rows` of every rule admits it. Two different masks of one column for one role are
///   refused when the document is read.
/// - **Rows.** `column = claim`: the caller sees only rows whose column equals the claim of their
///   verified token or key. `tenant` is the verified tenant, `subject` the verified subject; any other
///   name is a claim of the token, or one that the key is bound to. A caller without it may not read
///   the table. The value is bound as a parameter.
/// - **Masks** change the column's type, and names bind to that type: see [`Mask`]. The caller may
///   filter, group and join by what the mask shows, never by what is behind it. NULL stays NULL under
///   every mask but `null`. Equal values have equal hashes.
/// - **What does not fit is refused.** A rule that names a column that is not there, or a mask that does
///   not fit a column's type, refuses its table. A rule for a table that is not there, in a schema that
///   a role reads whole, refuses the other tables of that schema that no rule and no list names: the
///   rule may have been meant for one of them. [`Policy::problems`](super::Policy::problems) tells
///   which and why, and [`PolicyDocument::problems`] for all roles.
///
/// A table that rules touch is rewritten, so these need a table without rules: TABLESAMPLE, system
/// columns (`ctid`, `rowid`) and the table's row as a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyDocument {
    pub(super) roles: BTreeMap<String, Role>,
    pub(super) rules: Vec<Rule>,
    pub(super) mask_key: Option<Secret>,
}

/// What a role may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Role {
    pub(super) schemas: Vec<String>,
    pub(super) tables: Vec<(String, String)>,
    pub(super) caps: CallerCaps,
}

/// A rule of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) table: (String, String),
    /// `None`: every role.
    pub(super) roles: Option<Vec<String>>,
    pub(super) allow: Option<BTreeSet<String>>,
    pub(super) deny: BTreeSet<String>,
    pub(super) masks: BTreeMap<String, Mask>,
    /// Column and claim.
    pub(super) rows: Vec<(String, String)>,
}

impl Rule {
    pub(super) fn applies_to(&self, role: &str) -> bool {
        self.roles
            .as_ref()
            .is_none_or(|roles| roles.iter().any(|own| own == role))
    }
}

impl Role {
    fn grants(&self, table: &(String, String)) -> bool {
        self.schemas.contains(&table.0) || self.tables.contains(table)
    }
}

/// What is wrong with a document, and where.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}, {key}: {reason}")]
pub struct PolicyError {
    /// The line, from 1.
    pub line: usize,
    /// What it is about, such as `roles.analyst` or `rules[0].mask.email`.
    pub key: String,
    /// What is wrong.
    pub reason: PolicyReason,
}

/// What is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PolicyReason {
    /// It is not TOML, or a key is unknown, missing or of another type.
    #[error("{0}")]
    Unreadable(String),
    /// A version that is not known.
    #[error("the version must be 1")]
    Version,
    /// No role at all.
    #[error("there is no role, so nobody may read anything; add [roles.NAME]")]
    NoRole,
    /// A name that is not `schema.name`.
    #[error("{0:?} must be written schema.name")]
    TableName(String),
    /// A cap that is zero.
    #[error("must be at least 1")]
    Zero,
    /// A rule for a role that is not defined.
    #[error("the role {0:?} is not defined")]
    UnknownRole(String),
    /// A rule for a table that the role may not read anyway; perhaps a slip in its name.
    #[error(
        "the role {role:?} is not given {table}; check the name, or add it to the role's tables"
    )]
    NotGranted {
        /// The role.
        role: String,
        /// The table.
        table: String,
    },
    /// A rule that says nothing.
    #[error("the rule has none of allow, deny, mask and rows")]
    EmptyRule,
    /// A mask whose keys do not fit its kind.
    #[error("{0}")]
    MaskKeys(&'static str),
    /// Two masks of a column for a role.
    #[error("the role {role:?} has another mask for this column in an earlier rule")]
    TwoMasks {
        /// The role.
        role: String,
    },
    /// A hash mask without a key.
    #[error(
        "a hash mask needs the setting PLAINQUERY_POLICY_MASK_KEY of at least {MIN_MASK_KEY_BYTES} characters"
    )]
    NoMaskKey,
}

impl PolicyDocument {
    /// Reads a document. `mask_key` is the key of hash masks, which is a secret and so not part of it.
    ///
    /// # Errors
    /// The first thing that is wrong, with its line.
    pub fn parse(text: &str, mask_key: Option<Secret>) -> Result<Self, PolicyError> {
        let mask_key = mask_key.filter(|key| key.expose().len() >= MIN_MASK_KEY_BYTES);
        let document = raw::read(text, mask_key)?;
        Ok(document)
    }

    /// The names of the claims that rows are chosen by, besides tenant and subject: what has to be read
    /// of a token.
    pub fn claims(&self) -> BTreeSet<&str> {
        self.rules
            .iter()
            .flat_map(|rule| &rule.rows)
            .map(|(_, claim)| claim.as_str())
            .filter(|claim| !super::caller::RESERVED_CLAIMS.contains(claim))
            .collect()
    }

    /// What holds for a caller.
    ///
    /// # Errors
    /// The document does not name the caller's role.
    pub fn for_caller(&self, caller: &PolicyCaller<'_>) -> Result<CallerRules, RoleNotPermitted> {
        resolve(self, caller)
    }

    /// Where it does not fit a catalog, for any of its roles; see [`PolicyProblem`].
    pub fn problems(&self, catalog: &Catalog) -> Vec<PolicyProblem> {
        let claims = BTreeMap::new();
        let mut problems: Vec<PolicyProblem> = Vec::new();
        for role in self.roles.keys() {
            let caller = PolicyCaller {
                subject: "",
                role,
                tenant: None,
                claims: &claims,
            };
            let of_role = self
                .for_caller(&caller)
                .map(|rules| Policy::default().with_rules(rules).problems(catalog));
            for problem in of_role.unwrap_or_default() {
                if !problems.contains(&problem) {
                    problems.push(problem);
                }
            }
        }
        problems
    }

    /// The names of its roles.
    pub fn roles(&self) -> impl Iterator<Item = &str> {
        self.roles.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests;
