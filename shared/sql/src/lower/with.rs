//! WITH: its items, and those that read themselves.

use plainquery_core::Dialect;
use sqlparser::ast::{self, SetExpr};

use super::query::QueryAndColumns;
use super::{KnownCte, Lowered, Lowerer, Names, Placement, start};
use crate::diagnostic::RuleId;
use crate::tree::Cte;

impl Lowerer<'_> {
    /// Whether a CTE of `Snowflake` may read itself without RECURSIVE, which is optional there (Snowflake's
    /// documentation, "WITH"): where a table has its name, that is what is read.
    pub(super) fn may_read_itself(&self, cte: &ast::Cte) -> bool {
        let name = self.fold(&cte.alias.name);
        self.dialect == Dialect::Snowflake
            && matches!(&*cte.query.body, SetExpr::SetOperation { .. })
            && !self.ctes.iter().any(|known| known.name == name)
            && !self
                .catalog
                .relations
                .iter()
                .any(|relation| relation.name == name)
    }

    /// Reads a CTE and makes its name known.
    pub(super) fn cte(&mut self, cte: &ast::Cte, recursive: bool) -> Lowered<Cte> {
        let ast::Cte {
            alias,
            query,
            from,
            // A hint to the planner that changes no row.
            materialized: _,
            closing_paren_token: _,
        } = cte;
        let at = alias.name.span.start;
        if from.is_some() {
            return self.refuse(
                RuleId::UnsupportedClause,
                "FROM inside a WITH item is not admitted",
                at,
            );
        }
        let name = self.fold(&alias.name);
        let columns = self.alias_columns(alias)?;
        let (query, outputs) = if recursive {
            self.recursive_cte(&name, &columns, query)?
        } else {
            let (query, outputs) = self.fresh(|lowerer| lowerer.query(query, Names::Wanted))?;
            let outputs = self.renamed(outputs, &columns, at)?;
            (query, outputs)
        };
        self.ctes.push(KnownCte {
            name: name.clone(),
            columns: outputs,
        });
        Ok(Cte {
            name,
            columns,
            query,
        })
    }

    /// A CTE that may name itself: its columns are those of its first part, which may not.
    pub(super) fn recursive_cte(
        &mut self,
        name: &str,
        columns: &[String],
        query: &ast::Query,
    ) -> Lowered<QueryAndColumns> {
        let at = start(query);
        let SetExpr::SetOperation { left, .. } = &*query.body else {
            let (query, outputs) = self.fresh(|lowerer| lowerer.query(query, Names::Wanted))?;
            return Ok((query, self.renamed(outputs, columns, at)?));
        };
        // A failure is reported by the reading of the whole, below.
        let noted = self.diagnostics.len();
        let first = self.fresh(|lowerer| lowerer.set_expr(left, Names::Wanted));
        self.diagnostics.truncate(noted);
        let known = self.ctes.len();
        if let Ok((_, outputs)) = first {
            let outputs = self.renamed(outputs, columns, at)?;
            self.ctes.push(KnownCte {
                name: name.to_owned(),
                columns: outputs,
            });
        }
        let whole = self.fresh(|lowerer| lowerer.query(query, Names::Wanted));
        self.ctes.truncate(known);
        let (query, outputs) = whole?;
        Ok((query, self.renamed(outputs, columns, at)?))
    }

    /// Reads a query that stands on its own: no source around it is seen.
    pub(super) fn fresh<T>(&mut self, read: impl FnOnce(&mut Self) -> Lowered<T>) -> Lowered<T> {
        let scopes = std::mem::take(&mut self.scopes);
        let result = self.placed(Placement::default(), read);
        self.scopes = scopes;
        result
    }
}
