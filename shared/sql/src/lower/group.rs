//! GROUP BY: plain keys and grouping sets.

use plainquery_core::Dialect;
use sqlparser::ast::{self, Spanned};

use super::output::holds_aggregate;
use super::{Lowered, Lowerer, Output, Placement, start};
use crate::diagnostic::RuleId;
use crate::scope::Lookup;
use crate::tree::{Expr, GroupingKind};

/// The most elements of CUBE: it makes a grouping of each subset.
const MAX_CUBE: usize = 6;

impl Lowerer<'_> {
    pub(super) fn group_by(
        &mut self,
        group_by: &ast::GroupByExpr,
        outputs: &[Output],
    ) -> Lowered<Vec<Expr>> {
        match group_by {
            ast::GroupByExpr::Expressions(keys, modifiers) if modifiers.is_empty() => {
                let mut lowered = Vec::with_capacity(keys.len());
                for key in keys {
                    // A row in GROUP BY is its keys.
                    match key {
                        ast::Expr::Tuple(row) if self.dialect == Dialect::Postgres => {
                            for key in row {
                                lowered.push(self.group_key(key, outputs)?);
                            }
                        }
                        key => lowered.push(self.group_key(key, outputs)?),
                    }
                }
                Ok(lowered)
            }
            ast::GroupByExpr::Expressions(keys, modifiers)
                if self.dialect == Dialect::Mysql
                    && matches!(modifiers.as_slice(), [ast::GroupByWithModifier::Rollup]) =>
            {
                let mut sets = Vec::with_capacity(keys.len());
                for key in keys {
                    sets.push(vec![self.plain_group_key(key, outputs)?]);
                }
                Ok(vec![Expr::Grouping {
                    kind: GroupingKind::Rollup,
                    sets,
                }])
            }
            ast::GroupByExpr::All(modifiers)
                if self.dialect == Dialect::Snowflake && modifiers.is_empty() =>
            {
                self.group_by_all(outputs, group_by.span().start)
            }
            ast::GroupByExpr::Expressions(..) | ast::GroupByExpr::All(_) => self.refuse(
                RuleId::UnsupportedClause,
                "name the columns to group by; write ROLLUP (…) and the like around them",
                group_by.span().start,
            ),
        }
    }

    pub(super) fn group_key(&mut self, key: &ast::Expr, outputs: &[Output]) -> Lowered<Expr> {
        let (kind, sets) = match key {
            ast::Expr::GroupingSets(sets) => (GroupingKind::Sets, sets),
            ast::Expr::Rollup(sets) => (GroupingKind::Rollup, sets),
            ast::Expr::Cube(sets) => (GroupingKind::Cube, sets),
            _ => return self.plain_group_key(key, outputs),
        };
        let has_sets = match self.dialect {
            Dialect::Postgres => true,
            // ROLLUP and CUBE of rows are not documented there.
            Dialect::Snowflake => {
                kind == GroupingKind::Sets || sets.iter().all(|set| set.len() == 1)
            }
            Dialect::Sqlite | Dialect::Mysql => false,
        };
        if !has_sets || (kind == GroupingKind::Cube && sets.len() > MAX_CUBE) {
            return self.refuse(
                RuleId::UnsupportedClause,
                format!(
                    "CUBE takes at most {MAX_CUBE} elements, and only Postgres has all such groups"
                ),
                start(key),
            );
        }
        let mut lowered = Vec::with_capacity(sets.len());
        for set in sets {
            let mut keys = Vec::with_capacity(set.len());
            for key in set {
                keys.push(self.plain_group_key(key, outputs)?);
            }
            lowered.push(keys);
        }
        Ok(Expr::Grouping {
            kind,
            sets: lowered,
        })
    }

    /// A column of a source, else a column of the result by its name or position.
    pub(super) fn plain_group_key(&mut self, key: &ast::Expr, outputs: &[Output]) -> Lowered<Expr> {
        if let ast::Expr::Identifier(ident) = key {
            let name = self.fold(ident);
            let scope = self.scopes.last();
            let in_sources = scope.map(|scope| scope.find(&name, self.dialect));
            if matches!(in_sources, Some(Lookup::One(_) | Lookup::Ambiguous)) {
                let (expr, _) = self.placed(Placement::default(), |this| this.expr(key))?;
                return Ok(expr);
            }
        }
        if let Some(index) = self.output_index(key, outputs)? {
            let output = &outputs[index];
            if holds_aggregate(&output.expr) {
                return self.refuse(
                    RuleId::FunctionPlacement,
                    "GROUP BY cannot hold an aggregate or window function",
                    start(key),
                );
            }
            if self.dialect == Dialect::Snowflake {
                self.check_repeatable(&output.expr, start(key))?;
            }
            return Ok(output.expr.clone());
        }
        let placement = Placement {
            sets: true,
            ..Placement::default()
        };
        let (expr, _) = self.placed(placement, |this| this.expr(key))?;
        Ok(expr)
    }
}
