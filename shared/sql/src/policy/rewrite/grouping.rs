//! GROUP BY over derived tables.
//!
//! A query may group by a table's primary key and show its other columns, which depend on it. Of a
//! derived table Postgres knows no key; so the other columns are grouped by as well, which changes no
//! group.

use plainquery_core::Dialect;

use super::{Policed, walk};
use crate::functions;
use crate::tree::{Body, Expr, Function, OrderItem, Query, Select, Source};

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
    let keyed: Vec<&str> = policed
        .iter()
        .filter(|source| is_grouped_by_key(select, source))
        .map(|source| source.alias.as_str())
        .collect();
    if keyed.is_empty() {
        return;
    }
    let mut found = Vec::new();
    let mut wanted = Columns {
        keyed: &keyed,
        found: &mut found,
    };
    for item in &mut select.items {
        wanted.ungrouped(&mut item.expr);
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

struct Columns<'a> {
    /// The aliases of tables whose key is grouped by.
    keyed: &'a [&'a str],
    found: &'a mut Vec<Expr>,
}

impl Columns<'_> {
    /// Gathers columns outside of aggregates. A subquery inside may give an alias anew; a column that is
    /// gathered for that depends on the key all the same.
    fn ungrouped(&mut self, expr: &mut Expr) {
        let mut pending = vec![expr];
        while let Some(next) = pending.pop() {
            match next {
                Expr::Column {
                    source: Some(source),
                    ..
                } if self.keyed.contains(&source.as_str()) => {
                    if !self.found.contains(next) {
                        self.found.push(next.clone());
                    }
                    continue;
                }
                Expr::Function(function) if is_aggregate(function) => continue,
                _ => {}
            }
            let (exprs, queries) = walk::parts(next);
            for query in queries {
                self.in_query(query);
            }
            pending.extend(exprs);
        }
    }

    fn in_query(&mut self, query: &mut Query) {
        for cte in &mut query.ctes {
            self.in_query(&mut cte.query);
        }
        match &mut query.body {
            Body::Select(select) => {
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

fn is_aggregate(function: &Function) -> bool {
    function.over.is_none()
        && (function.star
            || !function.within_group.is_empty()
            || functions::is_aggregate(&function.name, function.arguments.len()))
}
