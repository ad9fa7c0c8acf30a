//! Names of the result inside its own SELECT, and ALL after GROUP BY and ORDER BY.
//!
//! A name means a column of FROM where there is one, and else the item of SELECT with that alias
//! (Snowflake's documentation, "GROUP BY", "Precedence when a column name and an alias match"). The item
//! is written out where its name stood, so nothing is left for the server to resolve.

use plainquery_core::Dialect;
use sqlparser::ast;
use sqlparser::tokenizer::Location;

use super::super::output::holds_aggregate;
use super::super::{Lowered, Lowerer, Output};
use crate::diagnostic::RuleId;
use crate::scope::Lookup;
use crate::tree::{Expr, OrderItem};
use crate::walk;

/// What yields another value each time that it is asked.
const VOLATILE: &[&str] = &["random", "seq1", "seq2", "seq4", "seq8", "uniform"];

impl Lowerer<'_> {
    /// What is written out in several places must be the same in each.
    pub(in crate::lower) fn check_repeatable(&self, expr: &Expr, at: Location) -> Lowered<()> {
        let is_volatile = self.dialect == Dialect::Snowflake
            && walk::any(
                expr,
                &mut |part| matches!(part, Expr::Function(call) if VOLATILE.contains(&call.name.as_str())),
            );
        if !is_volatile {
            return Ok(());
        }
        self.refuse(
            RuleId::UnsupportedExpression,
            "a random value or a sequence has one value where it is made and another where it is named; make it in a subquery",
            at,
        )
    }

    /// A name of the result and of a query around this one: which is meant is documented nowhere.
    pub(in crate::lower) fn check_nearest(&self, name: &str, at: Location) -> Lowered<()> {
        let known = self.outputs.last();
        let is_result =
            known.is_some_and(|outputs| outputs.iter().any(|output| output.given == name));
        let mut scopes = self.scopes.iter().rev();
        let in_own = scopes
            .next()
            .is_some_and(|scope| !matches!(scope.find(name, self.dialect), Lookup::Missing));
        let in_outer = scopes
            .filter(|scope| !scope.hidden)
            .any(|scope| !matches!(scope.find(name, self.dialect), Lookup::Missing));
        if !is_result || in_own || !in_outer {
            return Ok(());
        }
        self.refuse(
            RuleId::AmbiguousColumn,
            format!("\"{name}\" is a name of this result and a column of a query around it; name them apart"),
            at,
        )
    }

    /// GROUP BY ALL: every item of SELECT without an aggregate (Snowflake's documentation, "GROUP BY").
    pub(in crate::lower) fn group_by_all(
        &self,
        outputs: &[Output],
        at: Location,
    ) -> Lowered<Vec<Expr>> {
        let mut keys = Vec::new();
        for output in outputs {
            if output.is_all() {
                return self.refuse(
                    RuleId::UnsupportedClause,
                    "GROUP BY ALL needs the columns by name where there is no catalog for *",
                    at,
                );
            }
            if walk::any(&output.expr, &mut is_own_aggregate) {
                continue;
            }
            if holds_aggregate(&output.expr) {
                return self.refuse(
                    RuleId::FunctionPlacement,
                    "GROUP BY ALL would group by a window function; name the columns to group by",
                    at,
                );
            }
            self.check_repeatable(&output.expr, at)?;
            keys.push(output.expr.clone());
        }
        Ok(keys)
    }

    /// Whether a key is the word of ORDER BY ALL.
    pub(in crate::lower) fn is_order_by_all(&self, key: &ast::Expr) -> bool {
        self.dialect == Dialect::Snowflake
            && matches!(key, ast::Expr::Identifier(ident)
                if ident.quote_style.is_none() && ident.value.eq_ignore_ascii_case("all"))
    }

    /// ORDER BY ALL: every column of the result, in order (Snowflake's documentation, "ORDER BY").
    pub(in crate::lower) fn order_by_all(
        &self,
        outputs: &[Output],
        descending: bool,
        nulls_first: Option<bool>,
        at: Location,
    ) -> Lowered<Vec<OrderItem>> {
        if outputs.iter().any(Output::is_all) {
            return self.refuse(
                RuleId::UnsupportedClause,
                "ORDER BY ALL needs the columns by name where there is no catalog for *",
                at,
            );
        }
        let items = outputs.iter().map(|output| OrderItem {
            expr: Expr::Column {
                source: None,
                name: output.name.clone(),
            },
            descending,
            nulls_first,
        });
        Ok(items.collect())
    }
}

/// Whether a part is an aggregate over groups, and no window.
fn is_own_aggregate(part: &Expr) -> bool {
    match part {
        Expr::Function(call) => {
            call.over.is_none()
                && (call.star || crate::functions::is_aggregate(&call.name, call.arguments.len()))
        }
        _ => false,
    }
}
