//! SELECT: its columns, filters, groups and order.

use plainquery_core::Dialect;
use sqlparser::ast;

use super::output::{holds_set, implied_name};
use super::{Lowered, Lowerer, Names, Output, Placement, distinct_name, start};
use crate::diagnostic::RuleId;
use crate::mutation;
use crate::scope::{OutColumn, Scope};
use crate::tree::{ALL_COLUMNS, Expr, OrderItem, Select};

/// The most columns of a result; the servers' own limit is near it.
const MAX_COLUMNS: usize = 1600;

/// A SELECT, the order of its result, and the columns of its result.
pub(super) type SelectParts = (Select, Vec<OrderItem>, Vec<OutColumn>);

const AGGREGATES_AND_WINDOWS: Placement = Placement {
    aggregates: true,
    windows: true,
    sets: false,
    results: false,
};
/// What may stand in the list of SELECT.
const ALL: Placement = Placement {
    sets: true,
    ..AGGREGATES_AND_WINDOWS
};
const HAVING: Placement = Placement {
    aggregates: true,
    windows: false,
    sets: false,
    results: true,
};
const QUALIFY: Placement = Placement {
    windows: true,
    ..HAVING
};

impl Lowerer<'_> {
    pub(super) fn select(
        &mut self,
        select: &ast::Select,
        order_by: Option<&ast::OrderBy>,
        names: Names,
    ) -> Lowered<SelectParts> {
        self.scopes.push(Scope::default());
        self.windows.push(select.named_window.clone());
        self.outputs.push(Vec::new());
        let placement = std::mem::take(&mut self.placement);
        let result = self.select_in_scope(select, order_by, names);
        self.placement = placement;
        self.outputs.pop();
        self.windows.pop();
        self.scopes.pop();
        result
    }

    fn select_in_scope(
        &mut self,
        select: &ast::Select,
        order_by: Option<&ast::OrderBy>,
        names: Names,
    ) -> Lowered<SelectParts> {
        mutation::or(self.refuse_foreign_clauses(select), || ())?;
        let from = self.from(&select.from)?;
        let mut items = self.items(&select.projection)?;
        if matches!(self.dialect, Dialect::Sqlite | Dialect::Snowflake)
            && let Some(outputs) = self.outputs.last_mut()
        {
            outputs.clone_from(&items);
        }
        let filter = self.optional(select.selection.as_ref(), Placement::default())?;
        let group_by = self.group_by(&select.group_by, &items)?;
        if self.dialect == Dialect::Mysql
            && let Some(outputs) = self.outputs.last_mut()
        {
            outputs.clone_from(&items);
        }
        let having = self.optional(select.having.as_ref(), HAVING)?;
        let qualify = self.optional(select.qualify.as_ref(), QUALIFY)?;
        if self.dialect == Dialect::Mysql
            && let Some(outputs) = self.outputs.last_mut()
        {
            outputs.clear();
        }
        let (distinct, distinct_on) = self.distinct(select.distinct.as_ref(), &items)?;
        let order_items = match order_by {
            None => Vec::new(),
            Some(order_by) => self.order_by(order_by, &items)?,
        };
        let unnamed = names == Names::Unwanted && order_items.is_empty() && qualify.is_none();
        let columns = items.iter().map(Output::column).collect();
        let shown = qualify.is_some().then(|| items.clone());
        let items = items.drain(..).map(|output| output.item(unnamed)).collect();
        let lowered = Select {
            distinct,
            distinct_on,
            items,
            from,
            filter,
            group_by,
            having,
        };
        if let (Some(condition), Some(shown)) = (qualify, shown) {
            if shown.iter().any(Output::is_all) {
                return self.refuse(
                    RuleId::UnsupportedClause,
                    "QUALIFY needs the columns by name where there is no catalog for *",
                    select.select_token.0.span.start,
                );
            }
            let qualified = self.qualified(lowered, &shown, condition, order_items);
            return Ok((qualified.select, qualified.order_by, columns));
        }
        Ok((lowered, order_items, columns))
    }

    /// Clauses that other databases have, and SELECT INTO.
    fn refuse_foreign_clauses(&self, select: &ast::Select) -> Lowered<()> {
        let ast::Select {
            select_token,
            optimizer_hints: _, // A comment.
            distinct: _,
            select_modifiers,
            top,
            top_before_distinct: _, // Without TOP it says nothing.
            projection: _,
            exclude,
            into,
            from: _,
            lateral_views,
            prewhere,
            selection: _,
            connect_by,
            group_by: _,
            cluster_by,
            distribute_by,
            sort_by,
            having: _,
            named_window: _,
            qualify,
            window_before_qualify: _, // Without QUALIFY it says nothing.
            value_table_mode,
            flavor,
        } = select;
        let at = select_token.0.span.start;
        if into.is_some() {
            return self.refuse(
                RuleId::SelectInto,
                "SELECT INTO writes a table; remove INTO",
                at,
            );
        }
        let foreign = [
            ("a modifier after SELECT", select_modifiers.is_some()),
            ("TOP", top.is_some() && self.dialect != Dialect::Snowflake),
            ("EXCLUDE", exclude.is_some()),
            ("LATERAL VIEW", !lateral_views.is_empty()),
            ("PREWHERE", prewhere.is_some()),
            ("CONNECT BY", !connect_by.is_empty()),
            ("CLUSTER BY", !cluster_by.is_empty()),
            ("DISTRIBUTE BY", !distribute_by.is_empty()),
            ("SORT BY", !sort_by.is_empty()),
            (
                "QUALIFY",
                qualify.is_some() && self.dialect != Dialect::Snowflake,
            ),
            ("AS STRUCT or AS VALUE", value_table_mode.is_some()),
            (
                "FROM before SELECT",
                !matches!(flavor, ast::SelectFlavor::Standard),
            ),
        ];
        match foreign.iter().find(|(_, present)| *present) {
            None => Ok(()),
            Some((clause, _)) => self.refuse(
                RuleId::UnsupportedClause,
                format!("{clause} is another database's; write it in standard SQL"),
                at,
            ),
        }
    }

    fn optional(
        &mut self,
        expr: Option<&ast::Expr>,
        placement: Placement,
    ) -> Lowered<Option<Expr>> {
        match expr {
            None => Ok(None),
            Some(expr) => {
                let (expr, _) = self.placed(placement, |this| this.expr(expr))?;
                Ok(Some(expr))
            }
        }
    }

    /// The columns of the result, `*` written out, each with a name of its own.
    fn items(&mut self, projection: &[ast::SelectItem]) -> Lowered<Vec<Output>> {
        let mut outputs = Vec::new();
        for item in projection {
            let first = outputs.len();
            match item {
                ast::SelectItem::UnnamedExpr(expr) => {
                    let output = self.item(expr, None, outputs.len())?;
                    outputs.push(output);
                }
                ast::SelectItem::ExprWithAlias { expr, alias } => {
                    let alias = self.fold(alias);
                    let output = self.item(expr, Some(alias), outputs.len())?;
                    outputs.push(output);
                }
                ast::SelectItem::ExprWithAliases { expr, aliases: _ } => {
                    return self.refuse(
                        RuleId::UnsupportedClause,
                        "one name for a column",
                        start(expr),
                    );
                }
                ast::SelectItem::Wildcard(options) => {
                    self.star(&mut outputs, item)?;
                    self.star_options(options, &mut outputs, first)?;
                }
                ast::SelectItem::QualifiedWildcard(kind, options) => {
                    match kind {
                        ast::SelectItemQualifiedWildcardKind::ObjectName(name) => {
                            self.source_star(name, &mut outputs)?;
                        }
                        ast::SelectItemQualifiedWildcardKind::Expr(expr) => {
                            return self.refuse(
                                RuleId::WholeRow,
                                "only a source of FROM can stand before .*",
                                start(expr),
                            );
                        }
                    }
                    self.star_options(options, &mut outputs, first)?;
                }
            }
            if self.dialect == Dialect::Snowflake
                && let Some(known) = self.outputs.last_mut()
            {
                // There, what comes after may use the names of what came before.
                known.extend(outputs.iter().skip(first).cloned());
            }
            if outputs.len() > MAX_COLUMNS {
                return self.refuse(
                    RuleId::ColumnCount,
                    format!("more than {MAX_COLUMNS} columns; name the ones that are needed"),
                    start(item),
                );
            }
        }
        if outputs.is_empty() {
            return self.refuse(
                RuleId::ColumnCount,
                "SELECT names no column",
                projection
                    .first()
                    .map_or(sqlparser::tokenizer::Location::empty(), start),
            );
        }
        for index in 0..outputs.len() {
            let given = &outputs[index].given;
            if given == ALL_COLUMNS {
                continue;
            }
            let taken = |candidate: &str| {
                outputs[..index]
                    .iter()
                    .any(|other| self.same(&other.name, candidate))
                    || (!self.same(candidate, given)
                        && outputs
                            .iter()
                            .any(|other| self.same(&other.given, candidate)))
            };
            outputs[index].name = distinct_name(given, taken);
        }
        Ok(outputs)
    }

    pub(super) fn item(
        &mut self,
        expr: &ast::Expr,
        alias: Option<String>,
        index: usize,
    ) -> Lowered<Output> {
        let ((lowered, class), weight) =
            self.weighed(|this| this.placed(ALL, |this| this.expr(expr)))?;
        let given = alias
            .or_else(|| self.written_name(expr, &lowered))
            .or_else(|| implied_name(&lowered))
            .unwrap_or_else(|| format!("column_{}", index + 1));
        Ok(Output {
            name: given.clone(),
            given,
            kinds: self.kinds(&lowered),
            expr: lowered,
            class,
            weight,
        })
    }

    /// The name of a column that is shown as it is: USING may have made an expression of it, and an
    /// alias's list may have given it another name than its own.
    fn written_name(&self, expr: &ast::Expr, lowered: &Expr) -> Option<String> {
        match expr {
            ast::Expr::Identifier(ident) if self.dialect == Dialect::Postgres => {
                Some(self.fold(ident))
            }
            ast::Expr::CompoundIdentifier(parts) if self.dialect == Dialect::Postgres => {
                parts.last().map(|ident| self.fold(ident))
            }
            ast::Expr::Nested(inner) | ast::Expr::Cast { expr: inner, .. }
                if self.dialect == Dialect::Postgres =>
            {
                self.written_name(inner, lowered)
            }
            ast::Expr::Identifier(ident) if !matches!(lowered, Expr::Column { .. }) => {
                Some(self.fold(ident))
            }
            _ => None,
        }
    }

    fn distinct(
        &mut self,
        distinct: Option<&ast::Distinct>,
        outputs: &[Output],
    ) -> Lowered<(bool, Vec<Expr>)> {
        match distinct {
            None | Some(ast::Distinct::All) => Ok((false, Vec::new())),
            Some(ast::Distinct::Distinct) => Ok((true, Vec::new())),
            Some(ast::Distinct::On(keys)) => {
                let mut on = Vec::with_capacity(keys.len());
                for key in keys {
                    if self.dialect != Dialect::Postgres {
                        return self.refuse(
                            RuleId::UnsupportedClause,
                            "only Postgres has DISTINCT ON",
                            start(key),
                        );
                    }
                    on.push(self.sort_key(key, outputs)?);
                }
                Ok((false, on))
            }
        }
    }

    fn order_by(&mut self, order_by: &ast::OrderBy, outputs: &[Output]) -> Lowered<Vec<OrderItem>> {
        let mut items = Vec::new();
        for item in self.order_expressions(order_by)? {
            let (key, descending, nulls_first) = self.order_options(item)?;
            if self.is_order_by_all(key) {
                items.extend(self.order_by_all(outputs, descending, nulls_first, start(key))?);
                continue;
            }
            items.push(OrderItem {
                expr: self.sort_key(key, outputs)?,
                descending,
                nulls_first,
            });
        }
        Ok(items)
    }

    /// A key of ORDER BY or DISTINCT ON: a column of the result, or an expression over the sources.
    fn sort_key(&mut self, key: &ast::Expr, outputs: &[Output]) -> Lowered<Expr> {
        if let Some(index) = self.output_index(key, outputs)? {
            return Ok(Expr::Column {
                source: None,
                name: outputs[index].name.clone(),
            });
        }
        let (expr, _) = self.placed(ALL, |this| this.expr(key))?;
        if !holds_set(&expr) {
            return Ok(expr);
        }
        // One that is not shown would make rows that nobody sees.
        match outputs.iter().find(|output| output.expr == expr) {
            Some(output) => Ok(Expr::Column {
                source: None,
                name: output.name.clone(),
            }),
            None => self.refuse(
                RuleId::FunctionPlacement,
                "rows are ordered by a call that yields rows only where SELECT shows it; order by its name there",
                start(key),
            ),
        }
    }
}
