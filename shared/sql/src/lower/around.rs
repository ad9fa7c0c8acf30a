//! A query in the FROM of another, where a dialect has no plainer way to write it.

use super::distinct_name;
use crate::scope::OutColumn;
use crate::tree::{ALL_COLUMNS, Body, Expr, Query, Select, SelectItem, Source};

pub(super) fn is_values(query: &Query) -> bool {
    matches!(query.body, Body::Values(_))
}

/// Whether a query is its body alone.
pub(super) fn is_bare(query: &Query) -> bool {
    query.ctes.is_empty()
        && query.order_by.is_empty()
        && query.limit.is_none()
        && query.offset.is_none()
}

/// `SELECT every column FROM (query)`.
pub(super) fn around(query: Query, columns: &[OutColumn]) -> Query {
    let alias = distinct_name("side", |_| false);
    let mut query = query;
    name_columns(&mut query, columns);
    let items = columns
        .iter()
        .map(|column| SelectItem {
            expr: Expr::column(alias.as_str(), column.name.as_str()),
            alias: None,
        })
        .collect();
    Query {
        body: Body::Select(Box::new(Select {
            items,
            from: vec![Source::Derived {
                query: Box::new(query),
                alias,
                columns: Vec::new(),
                lateral: false,
            }],
            ..Select::default()
        })),
        ..Query::default()
    }
}

fn is_all(expr: &Expr) -> bool {
    matches!(expr, Expr::Column { name, .. } if name == ALL_COLUMNS)
}

/// Gives the columns of a query the names that are printed for them.
pub(super) fn name_columns(query: &mut Query, columns: &[OutColumn]) {
    match &mut query.body {
        Body::Select(select) => {
            for (item, column) in select.items.iter_mut().zip(columns) {
                let is_its_name =
                    matches!(&item.expr, Expr::Column { name, .. } if *name == column.name);
                if column.is_all() || is_all(&item.expr) {
                    continue;
                }
                item.alias = (!is_its_name).then(|| column.name.clone());
            }
        }
        Body::SetOperation { left, .. } => name_columns(left, columns),
        Body::Values(_) => {}
    }
}
