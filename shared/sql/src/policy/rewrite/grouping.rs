//! GROUP BY over derived tables.
//!
//! A query may group by a table's primary key and show its other columns, which depend on it. Of a
//! derived table Postgres knows no key; so the other columns are grouped by as well, which changes no
//! group. Some types cannot be grouped by, since nothing says which of their values are equal; a column of
//! those is shown as the least of its group's texts, which are all the same.

use plainquery_core::Dialect;

use super::{Policed, walk};
use crate::functions;
use crate::tree::{Body, Expr, Function, OrderItem, Query, Select, Source};

/// Types of Postgres without an equality for groups. A value's text makes the same value again.
const WITHOUT_EQUALITY: &[&str] = &[
    "box", "circle", "json", "jsonpath", "line", "lseg", "path", "point", "polygon", "xml",
];

/// Adds to GROUP BY the columns of policed tables that depend on a key in it.
pub(super) fn complete(
    select: &mut Select,
    order_by: &mut [OrderItem],
    policed: &[Policed<'_>],
    dialect: Dialect,
) {
    // SQLite takes any column there.
    if select.group_by.is_empty() || dialect == Dialect::Sqlite {
        return;
    }
    let keyed: Vec<&Policed<'_>> = policed
        .iter()
        .filter(|source| is_grouped_by_key(select, source))
        .collect();
    if keyed.is_empty() {
        return;
    }
    let mut found = Vec::new();
    let keys = select.group_by.clone();
    let mut wanted = Columns {
        keyed: &keyed,
        without_equality: match dialect {
            Dialect::Postgres => WITHOUT_EQUALITY,
            Dialect::Sqlite | Dialect::Mysql | Dialect::Snowflake => &[],
        },
        keys: &keys,
        found: &mut found,
        inner: Vec::new(),
    };
    for item in &mut select.items {
        let name = match &item.expr {
            Expr::Column { name, .. } => Some(name.clone()),
            _ => None,
        };
        wanted.ungrouped(&mut item.expr);
        if item.alias.is_none() && !matches!(item.expr, Expr::Column { .. }) {
            item.alias = name;
        }
    }
    for expr in select.distinct_on.iter_mut().chain(&mut select.having) {
        wanted.ungrouped(expr);
    }
    for item in order_by {
        wanted.ungrouped(&mut item.expr);
    }
    for column in found {
        if !select.group_by.contains(&column) {
            select.group_by.push(column);
        }
    }
}

/// Whether all columns of the table's primary key, none of them masked, are grouped by.
fn is_grouped_by_key(select: &Select, source: &Policed<'_>) -> bool {
    let key = &source.view.relation.primary_key;
    !key.is_empty()
        && key.iter().all(|name| {
            let column = Expr::column(source.alias.as_str(), name.as_str());
            source.view.plain(name).is_some() && select.group_by.contains(&column)
        })
}

/// The value that all rows of a group have of a column.
fn only_value(column: Expr, type_name: &str) -> Expr {
    let as_type = |operand: Expr, type_name: &str| Expr::Cast {
        operand: Box::new(operand),
        type_name: type_name.to_owned(),
    };
    as_type(Expr::call("min", vec![as_type(column, "text")]), type_name)
}

struct Columns<'a> {
    /// The tables whose key is grouped by.
    keyed: &'a [&'a Policed<'a>],
    /// The types that cannot be grouped by.
    without_equality: &'static [&'static str],
    /// What is grouped by: it is the same wherever it stands.
    keys: &'a [Expr],
    found: &'a mut Vec<Expr>,
    /// The sources of the subqueries around, which may have the alias of a table outside.
    inner: Vec<String>,
}

impl Columns<'_> {
    /// Gathers columns outside of aggregates of this SELECT. In a subquery, an aggregate over nothing but
    /// columns from outside is one of this SELECT too, wherever it stands.
    fn ungrouped(&mut self, expr: &mut Expr) {
        let mut pending = vec![expr];
        while let Some(next) = pending.pop() {
            if self.keys.contains(next) {
                continue;
            }
            match next {
                Expr::Column {
                    source: Some(source),
                    name,
                } => {
                    if let Some(type_name) = self.type_of(source, name) {
                        self.keep(next, type_name);
                    }
                    continue;
                }
                Expr::Function(function) if is_aggregate(function) && !self.is_inner(next) => {
                    continue;
                }
                _ => {}
            }
            let (exprs, queries) = walk::parts(next);
            for query in queries {
                self.in_query(query);
            }
            pending.extend(exprs);
        }
    }

    /// What a column of a keyed table is; empty where nothing tells.
    fn type_of(&self, source: &str, name: &str) -> Option<&'static str> {
        let is_outer = !self.inner.iter().any(|inner| inner == source);
        let keyed = self
            .keyed
            .iter()
            .find(|keyed| is_outer && keyed.alias == source)?;
        let seen = keyed.view.columns.iter();
        let type_name = seen
            .filter(|seen| seen.column.name == name)
            .map(|seen| seen.type_name)
            .next()?;
        let mut unfit = self.without_equality.iter();
        let known = unfit.find(|known| **known == type_name);
        Some(known.copied().unwrap_or_default())
    }

    /// Whether an expression names a source of a subquery.
    fn is_inner(&self, expr: &Expr) -> bool {
        !self.inner.is_empty()
            && crate::walk::any(
                expr,
                &mut |part| matches!(part, Expr::Column { source: Some(source), .. } if self.inner.contains(source)),
            )
    }

    fn keep(&mut self, column: &mut Expr, without_equality: &str) {
        if without_equality.is_empty() {
            if !self.found.contains(column) {
                self.found.push(column.clone());
            }
        } else {
            *column = only_value(column.clone(), without_equality);
        }
    }

    /// A CTE sees nothing of what is around it.
    fn in_query(&mut self, query: &mut Query) {
        let outer = self.inner.len();
        match &mut query.body {
            Body::Select(select) => {
                self.inner.extend(aliases(select));
                for source in &mut select.from {
                    self.in_source(source);
                }
                let items = select.items.iter_mut().map(|item| &mut item.expr);
                let parts = items
                    .chain(&mut select.distinct_on)
                    .chain(&mut select.filter)
                    .chain(&mut select.group_by)
                    .chain(&mut select.having);
                for expr in parts {
                    self.ungrouped(expr);
                }
            }
            Body::SetOperation { left, right, .. } => {
                self.in_query(left);
                self.in_query(right);
            }
            Body::Values(rows) => {
                for cell in rows.iter_mut().flatten() {
                    self.ungrouped(cell);
                }
            }
        }
        for item in &mut query.order_by {
            self.ungrouped(&mut item.expr);
        }
        self.inner.truncate(outer);
    }

    fn in_source(&mut self, source: &mut Source) {
        match source {
            Source::Relation { .. } | Source::Cte { .. } => {}
            Source::Derived { query, .. } => self.in_query(query),
            Source::Function { arguments, .. } => {
                for argument in arguments {
                    self.ungrouped(argument);
                }
            }
            Source::Join {
                left, right, on, ..
            } => {
                self.in_source(left);
                self.in_source(right);
                if let Some(on) = on {
                    self.ungrouped(on);
                }
            }
        }
    }
}

/// The aliases of the sources of a SELECT.
fn aliases(select: &Select) -> Vec<String> {
    let mut found = Vec::new();
    let mut pending: Vec<&Source> = select.from.iter().collect();
    while let Some(source) = pending.pop() {
        match source {
            Source::Relation { alias, .. }
            | Source::Cte { alias, .. }
            | Source::Derived { alias, .. }
            | Source::Function { alias, .. } => found.push(alias.clone()),
            Source::Join { left, right, .. } => pending.extend([&**left, &**right]),
        }
    }
    found
}

fn is_aggregate(function: &Function) -> bool {
    function.over.is_none()
        && (function.star
            || !function.within_group.is_empty()
            || functions::is_aggregate(&function.name, function.arguments.len()))
}
