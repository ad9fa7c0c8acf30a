//! SELECT: its columns, filters, groups and order.

use plainquery_core::{Dialect, TypeClass};
use sqlparser::ast::{self, Spanned};

use super::{Lowered, Lowerer, Names, Output, Placement, distinct_name, start};
use crate::diagnostic::RuleId;
use crate::kinds::Kinds;
use crate::mutation;
use crate::scope::{Lookup, OutColumn, Scope, ScopeSource};
use crate::tree::{
    ALL_COLUMNS, COLLATE, Expr, FIELD, GroupingKind, Literal, OrderItem, SLICE, SUBSCRIPT, Select,
    SelectItem,
};

/// The most columns of a result; the servers' own limit is near it.
const MAX_COLUMNS: usize = 1600;
/// The most elements of CUBE: it makes a grouping of each subset.
const MAX_CUBE: usize = 6;

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

    /// What may follow `*`, of which only `Snowflake` has some.
    fn star_options(
        &mut self,
        options: &ast::WildcardAdditionalOptions,
        outputs: &mut Vec<Output>,
        first: usize,
    ) -> Lowered<()> {
        if self.dialect == Dialect::Snowflake {
            self.snowflake_star(options, outputs, first)
        } else {
            self.plain_star(options)
        }
    }

    fn plain_star(&self, options: &ast::WildcardAdditionalOptions) -> Lowered<()> {
        let ast::WildcardAdditionalOptions {
            wildcard_token,
            opt_ilike,
            opt_exclude,
            opt_except,
            opt_replace,
            opt_rename,
            opt_alias,
        } = options;
        if opt_ilike.is_some()
            || opt_exclude.is_some()
            || opt_except.is_some()
            || opt_replace.is_some()
            || opt_rename.is_some()
            || opt_alias.is_some()
        {
            return self.refuse(
                RuleId::UnsupportedClause,
                "what follows * is another database's; name the columns",
                wildcard_token.0.span.start,
            );
        }
        Ok(())
    }

    fn star(&mut self, outputs: &mut Vec<Output>, item: &ast::SelectItem) -> Lowered<()> {
        let dialect = self.dialect;
        let Some(scope) = self.scopes.last().filter(|scope| !scope.sources.is_empty()) else {
            return self.refuse(
                RuleId::UnknownSource,
                "there is no FROM for * to take columns from",
                start(item),
            );
        };
        if scope.sources.iter().any(ScopeSource::is_open) {
            outputs.push(Output::all());
            return Ok(());
        }
        for (given, found) in scope.star(dialect) {
            outputs.push(Output::found(given, found));
        }
        Ok(())
    }

    fn source_star(&mut self, name: &ast::ObjectName, outputs: &mut Vec<Output>) -> Lowered<()> {
        let (schema, source) = self.name_parts(name)?;
        let dialect = self.dialect;
        for scope in self.scopes.iter().rev().filter(|scope| !scope.hidden) {
            match scope.source(schema.as_deref(), &source, dialect) {
                Lookup::Missing => {}
                Lookup::Ambiguous => break,
                Lookup::One(found) => {
                    let all = found.all();
                    outputs.extend(
                        all.into_iter()
                            .map(|(given, found)| Output::found(given, found)),
                    );
                    return Ok(());
                }
            }
        }
        let diagnostic = self.unknown_source(&source, start(name));
        Err(diagnostic)
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

    fn group_by(&mut self, group_by: &ast::GroupByExpr, outputs: &[Output]) -> Lowered<Vec<Expr>> {
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

    fn group_key(&mut self, key: &ast::Expr, outputs: &[Output]) -> Lowered<Expr> {
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
    fn plain_group_key(&mut self, key: &ast::Expr, outputs: &[Output]) -> Lowered<Expr> {
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

impl Output {
    fn found(given: String, found: crate::scope::Found) -> Self {
        Self {
            expr: found.expr,
            name: given.clone(),
            given,
            class: found.class,
            kinds: found.kinds,
            weight: found.weight,
        }
    }

    /// Whether it stands for all columns of something that is read without a catalog.
    pub(super) fn is_all(&self) -> bool {
        self.name == ALL_COLUMNS
    }

    /// All columns of all sources, where they are not known.
    fn all() -> Self {
        Self {
            expr: Expr::Column {
                source: None,
                name: ALL_COLUMNS.to_owned(),
            },
            given: ALL_COLUMNS.to_owned(),
            name: ALL_COLUMNS.to_owned(),
            class: TypeClass::Other,
            kinds: Kinds::ALL,
            weight: 1,
        }
    }

    fn column(&self) -> OutColumn {
        OutColumn {
            name: self.name.clone(),
            given: self.given.clone(),
            class: self.class,
            kinds: self.kinds,
            weight: self.weight,
        }
    }

    fn item(self, unnamed: bool) -> SelectItem {
        let is_its_name = matches!(&self.expr, Expr::Column { name, .. } if *name == self.name);
        SelectItem {
            expr: self.expr,
            alias: (!is_its_name && !unnamed).then_some(self.name),
        }
    }
}

/// The name that the server would give, where it says something.
fn implied_name(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Column { name, .. } => Some(name.clone()),
        Expr::Function(function) if function.name == FIELD => match function.arguments.get(1) {
            Some(Expr::Literal(Literal::Text(name))) => Some(name.clone()),
            _ => None,
        },
        Expr::Function(function)
            if matches!(function.name.as_str(), COLLATE | SLICE | SUBSCRIPT) =>
        {
            function.arguments.first().and_then(implied_name)
        }
        Expr::Function(function) => Some(function.name.clone()),
        Expr::Cast { operand, type_name } => implied_name(operand).or_else(|| {
            let base = type_name.split(['(', '[', ' ']).next();
            base.map(ToOwned::to_owned)
        }),
        Expr::Case { otherwise, .. } => match otherwise.as_deref() {
            Some(Expr::Column { name, .. }) => Some(name.clone()),
            _ => Some("case".to_owned()),
        },
        Expr::Extract { field, .. } => Some(field.clone()),
        Expr::Exists { .. } => Some("exists".to_owned()),
        Expr::Literal(Literal::Date(_)) => Some("date".to_owned()),
        Expr::Literal(Literal::Timestamp(_)) => Some("timestamp".to_owned()),
        Expr::Literal(Literal::Interval(_)) => Some("interval".to_owned()),
        _ => None,
    }
}

/// Whether a call of an aggregate or a window function stands in an expression that was admitted.
pub(super) fn holds_aggregate(expr: &Expr) -> bool {
    crate::walk::any(expr, &mut |part| match part {
        Expr::Function(function) => {
            function.over.is_some()
                || function.star
                || !function.within_group.is_empty()
                || crate::functions::is_aggregate(&function.name, function.arguments.len())
        }
        _ => false,
    })
}

/// Whether a call that yields rows stands in an expression that was admitted.
pub(super) fn holds_set(expr: &Expr) -> bool {
    crate::walk::any(expr, &mut crate::walk::is_set)
}
