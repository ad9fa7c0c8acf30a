//! Constants that are none of a column's values.

use plainquery_catalog::Column;

use super::model::{Model, Origin};
use super::place::Places;
use super::{LintId, Warning};
use crate::diagnostic::closest;
use crate::tree::{BinaryOperator, Expr, Literal, Query};
use crate::walk;

pub(super) fn check<'a>(
    model: &Model<'a>,
    query: &'a Query,
    places: &Places<'_>,
    found: &mut Vec<Warning>,
) {
    let select = model.select;
    let mut pending: Vec<&Expr> = select.items.iter().map(|item| &item.expr).collect();
    pending.extend(&model.conditions);
    pending.extend(&select.group_by);
    pending.extend(&select.having);
    pending.extend(query.order_by.iter().map(|item| &item.expr));
    while let Some(next) = pending.pop() {
        for (column, constant) in compared(next) {
            if let Some(origin) = model.origin(column)
                && let Some(warning) = judge(origin, constant, places)
            {
                found.push(warning);
            }
        }
        walk::push_parts(next, &mut pending);
    }
}

/// Columns and the text constants that they are compared with, in one expression.
fn compared(expr: &Expr) -> Vec<(&Expr, &str)> {
    match expr {
        Expr::Binary {
            left,
            operator: BinaryOperator::Equal | BinaryOperator::NotEqual,
            right,
        } => [(left, right), (right, left)]
            .into_iter()
            .filter_map(|(column, constant)| Some((&**column, constant_text(constant)?)))
            .collect(),
        Expr::InList { operand, list, .. } => list
            .iter()
            .filter_map(|constant| Some((&**operand, constant_text(constant)?)))
            .collect(),
        Expr::Case {
            operand: Some(operand),
            branches,
            ..
        } => branches
            .iter()
            .filter_map(|(when, _)| Some((&**operand, constant_text(when)?)))
            .collect(),
        _ => Vec::new(),
    }
}

fn constant_text(expr: &Expr) -> Option<&str> {
    match expr {
        Expr::Literal(Literal::Text(text)) => Some(text),
        Expr::Cast { operand, type_name } if type_name == "text" || type_name == "varchar" => {
            constant_text(operand)
        }
        _ => None,
    }
}

/// All values of a column, where they are known.
fn known_values(column: &Column) -> Option<(&[String], bool)> {
    if !column.enum_values.is_empty() {
        return Some((&column.enum_values, true));
    }
    (column.samples_complete && !column.samples.is_empty())
        .then_some((column.samples.as_slice(), false))
}

fn judge(origin: Origin<'_>, constant: &str, places: &Places<'_>) -> Option<Warning> {
    let (values, for_ever) = known_values(origin.column)?;
    // A `char` is padded, and its padding is not compared.
    let is_padded = origin.column.type_name.starts_with("char(")
        || origin.column.type_name.starts_with("character(")
        || origin.column.type_name.starts_with("bpchar");
    let wanted = if is_padded {
        constant.trim_end()
    } else {
        constant
    };
    let is_value = |value: &String| {
        let value = if is_padded { value.trim_end() } else { value };
        value == wanted
    };
    if values.iter().any(is_value) {
        return None;
    }
    let other_case = values
        .iter()
        .find(|value| value.to_lowercase() == wanted.trim().to_lowercase());
    let nearest = other_case
        .map(String::as_str)
        .or_else(|| closest(wanted.trim(), values.iter().map(String::as_str)));
    let (table, column) = (&origin.relation.name, &origin.column.name);
    let when = if for_ever {
        "its type has no such value"
    } else {
        "no row had that value when the catalog was read"
    };
    Some(Warning {
        lint: LintId::UnknownValue,
        message: format!("{column} of {table} is compared with '{constant}', but {when}"),
        position: places.text(constant),
        suggestion: nearest.map(|value| format!("'{}'", value.replace('\'', "''"))),
        sql: None,
    })
}
