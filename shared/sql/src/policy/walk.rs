//! What expressions are made of, for walks that may change it, subqueries included.

use crate::tree::{Expr, Function, OrderItem, Query, Window};

/// The parts of an expression: expressions and queries.
pub(super) type Parts<'e> = (Vec<&'e mut Expr>, Vec<&'e mut Query>);

/// What an expression is made of. Taken apart in full, so that a new kind of expression does not
/// compile until somebody has judged it.
pub(super) fn parts(expr: &mut Expr) -> Parts<'_> {
    let mut exprs: Vec<&mut Expr> = Vec::new();
    let mut queries: Vec<&mut Query> = Vec::new();
    match expr {
        Expr::Column { .. } | Expr::Literal(_) | Expr::Parameter(_) => {}
        Expr::Unary { operand, .. }
        | Expr::Cast { operand, .. }
        | Expr::IsNull { operand, .. }
        | Expr::IsTruth { operand, .. }
        | Expr::Extract { operand, .. } => exprs.push(operand),
        Expr::Exists { query, .. } | Expr::Subquery(query) => queries.push(query),
        Expr::InQuery { operand, query, .. } => {
            exprs.push(operand);
            queries.push(query);
        }
        Expr::QuantifiedQuery { left, query, .. } => {
            exprs.push(left);
            queries.push(query);
        }
        Expr::Binary { left, right, .. } => exprs.extend([&mut **left, &mut **right]),
        Expr::QuantifiedArray { left, array, .. } => exprs.extend([&mut **left, &mut **array]),
        Expr::Like {
            operand, pattern, ..
        } => exprs.extend([&mut **operand, &mut **pattern]),
        Expr::Between {
            operand, low, high, ..
        } => exprs.extend([&mut **operand, &mut **low, &mut **high]),
        Expr::InList { operand, list, .. } => {
            exprs.push(operand);
            exprs.extend(list);
        }
        Expr::Case {
            operand,
            branches,
            otherwise,
        } => {
            exprs.extend(operand.as_deref_mut());
            exprs.extend(otherwise.as_deref_mut());
            for (when, then) in branches {
                exprs.extend([when, then]);
            }
        }
        Expr::Row(values) | Expr::Array(values) => exprs.extend(values),
        Expr::Grouping { kind: _, sets } => exprs.extend(sets.iter_mut().flatten()),
        Expr::Function(function) => call_parts(function, &mut exprs),
    }
    (exprs, queries)
}

fn call_parts<'e>(function: &'e mut Function, exprs: &mut Vec<&'e mut Expr>) {
    let Function {
        name: _,
        arguments,
        star: _,
        distinct: _,
        order_by,
        filter,
        within_group,
        ignore_nulls: _,
        over,
    } = function;
    exprs.extend(arguments);
    exprs.extend(keys(order_by));
    exprs.extend(filter);
    exprs.extend(keys(within_group));
    if let Some(Window {
        partition_by,
        order_by,
        frame: _,
    }) = over
    {
        exprs.extend(partition_by);
        exprs.extend(keys(order_by));
    }
}

fn keys(items: &mut [OrderItem]) -> impl Iterator<Item = &mut Expr> {
    items.iter_mut().map(|item| &mut item.expr)
}
