//! What a caller may read: the policy document, and what follows from it for one caller.
//!
//! A [`PolicyDocument`] is read once from TOML. [`PolicyDocument::for_caller`] gives the
//! [`CallerRules`] of a verified caller, which a [`Policy`] carries through the validator: names bind
//! only to what may be read, and after binding every table that the rules touch is replaced by a
//! derived table that holds the permitted columns, masks and the caller's rows alone (`rewrite`).

mod caller;
mod document;
mod fence;
mod gate;
mod mask;
mod parameters;
mod pushdown;
mod rewrite;
mod visible;
mod walk;

use plainquery_catalog::{Catalog, Relation, RelationKind};

pub use caller::{CallerCaps, CallerRules, PolicyCaller, RoleNotPermitted};
pub use document::{PolicyDocument, PolicyError, PolicyReason};
pub use gate::PolicyProblem;
pub use mask::{DateUnit, Mask};
pub use parameters::Parameters;

pub(crate) use gate::{Gate, View};
pub(crate) use rewrite::rewrite;

/// What a caller may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The schemas that may be read; `None` admits every schema of the catalog.
    pub allowed_schemas: Option<Vec<String>>,
    /// The relations (schema, name) that may be read; `None` admits all of the admitted schemas.
    pub allowed_relations: Option<Vec<(String, String)>>,
    /// The most rows that are shown. One more is asked for, to know whether there are more.
    pub max_rows: u64,
    /// What a policy document says for the caller; `None` where there is no document.
    pub rules: Option<CallerRules>,
}

impl Policy {
    /// The same for a caller with rules: their cap on rows holds where it is the lower one.
    #[must_use]
    pub fn with_rules(mut self, rules: CallerRules) -> Self {
        if let Some(max_rows) = rules.caps().max_rows {
            self.max_rows = self.max_rows.min(max_rows);
        }
        self.rules = Some(rules);
        self
    }

    /// Whether the lists admit a relation, whatever a document says. A foreign table reads another
    /// server, so it must be named.
    fn lists_admit(&self, relation: &Relation) -> bool {
        let schema_admitted = self
            .allowed_schemas
            .as_ref()
            .is_none_or(|schemas| schemas.contains(&relation.schema));
        let named = self.allowed_relations.as_ref().map(|relations| {
            relations
                .iter()
                .any(|(schema, name)| *schema == relation.schema && *name == relation.name)
        });
        let kind_admitted = match relation.kind {
            RelationKind::Table
            | RelationKind::View
            | RelationKind::MaterializedView
            | RelationKind::PartitionedTable
            | RelationKind::Partition => named.unwrap_or(true),
            // A document names it, or the list does.
            RelationKind::ForeignTable => named.unwrap_or(self.rules.is_some()),
        };
        schema_admitted && kind_admitted
    }

    /// The part of a catalog that the caller may know of: what the engine, the index, prompts,
    /// suggestions and `/v1/schema` are given. `None` where that is all of it.
    ///
    /// Left out are relations that may not be read, denied columns with the keys that they are part
    /// of, sampled values of masked columns and of tables whose rows belong to tenants, and how many
    /// rows such a table has. References to a relation that is left out stay, since a column that
    /// refers to something is a key wherever it refers to: whoever shows a reference looks whether
    /// its table is there.
    pub fn visible(&self, catalog: &Catalog) -> Option<Catalog> {
        visible::visible(self, catalog)
    }

    /// Where the caller's rules do not fit the catalog; see [`PolicyProblem`]. Empty without rules.
    pub fn problems(&self, catalog: &Catalog) -> Vec<PolicyProblem> {
        Gate::new(self, catalog).problems()
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            allowed_schemas: None,
            allowed_relations: None,
            max_rows: 1000,
            rules: None,
        }
    }
}

#[cfg(test)]
mod tests;
