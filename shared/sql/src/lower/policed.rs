//! What the policy keeps from names.

use plainquery_catalog::Relation;
use sqlparser::ast;
use sqlparser::tokenizer::Location;

use super::{Lowered, Lowerer, start};
use crate::diagnostic::{Diagnostic, RuleId};
use crate::mutation::is_off;
use crate::policy::View;
use crate::scope::ScopeSource;

/// Columns that every table has and no catalog lists.
const SYSTEM_COLUMNS: &[&str] = &[
    "ctid", "tableoid", "xmin", "xmax", "cmin", "cmax", "rowid", "oid", "_rowid_", "_rowid",
];

impl<'a> Lowerer<'a> {
    /// What the policy shows of a relation; `None` is all of it.
    pub(super) fn view(&self, relation: &'a Relation, at: Location) -> Lowered<Option<View<'a>>> {
        self.gate
            .check(relation)
            .map_err(|refusal| self.diagnostic(refusal.rule, refusal.message, at))
    }

    /// Whether the policy rewrites the relation of that name.
    pub(super) fn is_policed(&self, name: &ast::ObjectName) -> Lowered<bool> {
        let (schema, relation) = self.name_parts(name)?;
        let found = self.relation(schema.as_deref(), &relation, start(name))?;
        Ok(self.view(found, start(name))?.is_some())
    }

    pub(super) fn last_source(&mut self) -> Option<&mut ScopeSource<'a>> {
        self.scopes.last_mut()?.sources.last_mut()
    }

    /// Why the policy keeps a name from a source, where it does.
    pub(super) fn kept_by_policy(
        &self,
        source: &ScopeSource<'_>,
        name: &str,
        at: Location,
    ) -> Option<Diagnostic> {
        let hidden = source.policed.as_ref()?;
        if hidden.iter().any(|column| self.same(column, name)) {
            let message = format!(
                "the column \"{name}\" of \"{}\" may not be read here",
                source.given
            );
            let refusal = self.diagnostic(RuleId::ColumnNotPermitted, message, at);
            return Some(refusal).filter(|refusal| !is_off(refusal.rule));
        }
        SYSTEM_COLUMNS
            .iter()
            .any(|column| self.same(column, name) && !is_off(RuleId::PolicedSystemColumn))
            .then(|| {
                let message = format!(
                    "\"{}\" is shown by the policy's rules, which have no system column \"{name}\"",
                    source.given
                );
                self.diagnostic(RuleId::PolicedSystemColumn, message, at)
            })
    }
}
