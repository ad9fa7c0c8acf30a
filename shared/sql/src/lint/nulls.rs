//! NOT IN and NULL: one NULL among the values keeps no row, and a row with NULL is never kept.

use super::model::{Known, Model};
use super::place::Places;
use super::{LintId, Warning};
use crate::tree::{BinaryOperator, Body, Expr, Literal, Query};
use crate::walk;

/// NOT IN with a query whose column may be NULL.
pub(super) fn check_query(
    query: &Query,
    known: &Known<'_>,
    places: &Places<'_>,
) -> Option<Warning> {
    let (_, origin) = known.columns.first()?;
    let origin = (*origin)?;
    if !origin.nullable || excludes_null(query) {
        return None;
    }
    let (table, column) = (&origin.relation.name, &origin.column.name);
    Some(Warning {
        lint: LintId::NotInNull,
        message: format!(
            "NOT IN keeps no row at all if one {column} of {table} is empty, and it may be"
        ),
        position: places.word(table),
        suggestion: Some(format!(
            "add WHERE {column} IS NOT NULL inside NOT IN (…), or write NOT EXISTS"
        )),
        sql: None,
    })
}

/// Whether a condition of the query keeps NULL out of its only column.
fn excludes_null(query: &Query) -> bool {
    let Body::Select(select) = &query.body else {
        return true;
    };
    let Some(item) = select.items.first() else {
        return true;
    };
    let mut conditions = Vec::new();
    if let Some(filter) = &select.filter {
        walk::push_conjuncts(filter, &mut conditions);
    }
    if let Some(having) = &select.having {
        walk::push_conjuncts(having, &mut conditions);
    }
    conditions.extend(walk::conditions(select));
    conditions
        .iter()
        .any(|condition| needs_value(condition, &item.expr))
}

/// Whether a condition holds only where the value is not NULL.
fn needs_value(condition: &Expr, value: &Expr) -> bool {
    match condition {
        Expr::IsNull {
            operand,
            negated: true,
        }
        | Expr::IsTruth {
            operand,
            truth: Some(_),
            negated: false,
        }
        | Expr::InList { operand, .. }
        | Expr::InQuery { operand, .. }
        | Expr::Like { operand, .. } => **operand == *value,
        Expr::Between {
            operand, low, high, ..
        } => **operand == *value || **low == *value || **high == *value,
        Expr::Binary {
            left,
            operator:
                BinaryOperator::Equal
                | BinaryOperator::NotEqual
                | BinaryOperator::Less
                | BinaryOperator::LessOrEqual
                | BinaryOperator::Greater
                | BinaryOperator::GreaterOrEqual,
            right,
        } => **left == *value || **right == *value,
        _ => false,
    }
}

/// NOT IN with a list: NULL in the list, or a column that may be NULL before it.
pub(super) fn check_lists(model: &Model<'_>, found: &mut Vec<Warning>) {
    for condition in &model.conditions {
        let Expr::InList {
            operand,
            list,
            negated: true,
        } = condition
        else {
            continue;
        };
        if list
            .iter()
            .any(|value| matches!(value, Expr::Literal(Literal::Null)))
        {
            found.push(Warning {
                lint: LintId::NotInNull,
                message: "NOT IN with NULL in its list keeps no row at all".to_owned(),
                position: None,
                suggestion: Some("take NULL out of the list".to_owned()),
                sql: None,
            });
            continue;
        }
        let Some(origin) = model.origin(operand) else {
            continue;
        };
        let is_said = model
            .conditions
            .iter()
            .any(|other| !std::ptr::eq(*other, *condition) && needs_value(other, operand));
        if !origin.nullable || is_said {
            continue;
        }
        let (table, column) = (&origin.relation.name, &origin.column.name);
        found.push(Warning {
            lint: LintId::NullLeftOut,
            message: format!("NOT IN leaves out the rows of {table} whose {column} is empty, too"),
            position: None,
            suggestion: Some(format!(
                "add OR {column} IS NULL to keep them, or AND {column} IS NOT NULL to say so"
            )),
            sql: None,
        });
    }
}
