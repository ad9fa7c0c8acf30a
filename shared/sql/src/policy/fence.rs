//! The derived table that stands for a relation with rules.

mod mysql;

use plainquery_core::Dialect;

use super::{Parameters, View, gate::RowFilter};
use crate::tree::{BinaryOperator, Body, Expr, Query, Select, SelectItem, Source};

/// The relation's name inside: nothing else is visible there.
const INSIDE: &str = "policed";

/// `SELECT permitted columns, masks FROM relation WHERE the caller's rows AND pushed OFFSET 0`.
///
/// The `OFFSET 0` is a fence: without it the planner merges the derived table into the query around
/// it, and may then run an expression of the user's on rows that the caller's filter would have kept
/// away; its error would tell something of them. A derived table without a row filter needs no fence:
/// every row of it may be seen, and an expression of the user's reads nothing but what a mask shows,
/// wherever the planner runs it; the masks themselves raise no errors.
///
/// `MySQL` and `MariaDB` write an OFFSET with a LIMIT, and with a LIMIT neither merges a derived table nor
/// moves a condition into it.
pub(super) fn derived(
    view: &View<'_>,
    pushed: Vec<Expr>,
    mask_key: Option<&str>,
    dialect: Dialect,
    parameters: &mut Parameters,
) -> Query {
    let mut conditions: Vec<Expr> = view
        .rows
        .iter()
        .map(|row| row_condition(row, dialect, parameters))
        .collect();
    let is_fenced = !conditions.is_empty();
    if is_fenced {
        conditions.extend(pushed);
    }
    let items = view
        .columns
        .iter()
        .map(|seen| {
            let name = &seen.column.name;
            let value = Expr::column(INSIDE, name.as_str());
            let Some(mask) = seen.mask else {
                return SelectItem {
                    expr: value,
                    alias: None,
                };
            };
            let key = mask_key.unwrap_or_default();
            SelectItem {
                expr: mask.expr(&value, seen.column, dialect, key, parameters),
                alias: Some(name.clone()),
            }
        })
        .collect();
    Query {
        body: Body::Select(Box::new(Select {
            items,
            from: vec![Source::Relation {
                schema: view.relation.schema.clone(),
                name: view.relation.name.clone(),
                alias: INSIDE.to_owned(),
            }],
            filter: conditions
                .into_iter()
                .reduce(|before, next| Expr::binary(before, BinaryOperator::And, next)),
            ..Select::default()
        })),
        offset: is_fenced.then_some(0),
        ..Query::default()
    }
}

/// A column of the relation, inside the derived table.
pub(super) fn inside(column: &str) -> Expr {
    Expr::column(INSIDE, column)
}

fn row_condition(row: &RowFilter<'_>, dialect: Dialect, parameters: &mut Parameters) -> Expr {
    if dialect == Dialect::Mysql {
        return mysql::row_condition(row, parameters);
    }
    let column = inside(&row.column.name);
    let column = if row.as_text {
        as_type(column, "text")
    } else {
        column
    };
    let number = parameters.number_of(row.value, false);
    // Bound as text by every driver; the statement casts it.
    let text = as_type(Expr::Parameter(number), "text");
    let value = match row.type_name {
        "text" => text,
        type_name => as_type(text, type_name),
    };
    Expr::binary(column, BinaryOperator::Equal, value)
}

fn as_type(operand: Expr, type_name: &str) -> Expr {
    Expr::Cast {
        operand: Box::new(operand),
        type_name: type_name.to_owned(),
    }
}
