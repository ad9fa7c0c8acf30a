//! Walks over expressions and conditions.

use crate::tree::{BinaryOperator, Expr, Function, OrderItem, Select, Source, Window};

/// Whether `wanted` holds for the expression or a part of it. Subqueries are not entered.
pub(crate) fn any(expr: &Expr, wanted: &mut impl FnMut(&Expr) -> bool) -> bool {
    let mut pending = vec![expr];
    while let Some(next) = pending.pop() {
        if wanted(next) {
            return true;
        }
        push_parts(next, &mut pending);
    }
    false
}

/// Whether an expression is a call that yields rows.
pub(crate) fn is_set(expr: &Expr) -> bool {
    matches!(expr, Expr::Function(function) if crate::functions::is_set(&function.name))
}

/// The conditions that all rows of a SELECT meet: those of WHERE and of ON, each part of a chain of ANDs
/// on its own.
pub(crate) fn conditions(select: &Select) -> Vec<&Expr> {
    let mut found = Vec::new();
    if let Some(filter) = &select.filter {
        push_conjuncts(filter, &mut found);
    }
    let mut pending: Vec<&Source> = select.from.iter().collect();
    while let Some(source) = pending.pop() {
        if let Source::Join {
            left, right, on, ..
        } = source
        {
            pending.extend([&**left, &**right]);
            if let Some(on) = on {
                push_conjuncts(on, &mut found);
            }
        }
    }
    found
}

/// The parts of a chain of ANDs, in order.
pub(crate) fn push_conjuncts<'e>(expr: &'e Expr, found: &mut Vec<&'e Expr>) {
    let mut pending = vec![expr];
    while let Some(next) = pending.pop() {
        match next {
            Expr::Binary {
                left,
                operator: BinaryOperator::And,
                right,
            } => pending.extend([&**right, &**left]),
            other => found.push(other),
        }
    }
}

/// Adds the parts of an expression; subqueries are none.
pub(crate) fn push_parts<'e>(expr: &'e Expr, pending: &mut Vec<&'e Expr>) {
    match expr {
        Expr::Column { .. }
        | Expr::Literal(_)
        | Expr::Parameter(_)
        | Expr::Exists { .. }
        | Expr::Subquery(_) => {}
        Expr::Unary { operand, .. }
        | Expr::Cast { operand, .. }
        | Expr::IsNull { operand, .. }
        | Expr::IsTruth { operand, .. }
        | Expr::Extract { operand, .. }
        | Expr::InQuery { operand, .. } => pending.push(operand),
        Expr::QuantifiedQuery { left, .. } => pending.push(left),
        Expr::Binary { left, right, .. } => pending.extend([&**left, &**right]),
        Expr::QuantifiedArray { left, array, .. } => pending.extend([&**left, &**array]),
        Expr::Like {
            operand, pattern, ..
        } => pending.extend([&**operand, &**pattern]),
        Expr::Between {
            operand, low, high, ..
        } => pending.extend([&**operand, &**low, &**high]),
        Expr::InList { operand, list, .. } => {
            pending.push(operand);
            pending.extend(list);
        }
        Expr::Case {
            operand,
            branches,
            otherwise,
        } => {
            pending.extend(operand.as_deref());
            pending.extend(otherwise.as_deref());
            for (when, then) in branches {
                pending.extend([when, then]);
            }
        }
        Expr::Row(values) | Expr::Array(values) => pending.extend(values),
        Expr::Grouping { sets, .. } => pending.extend(sets.iter().flatten()),
        Expr::Function(function) => push_call(function, pending),
    }
}

fn push_call<'e>(function: &'e Function, pending: &mut Vec<&'e Expr>) {
    let keys = |items: &'e [OrderItem]| items.iter().map(|item| &item.expr);
    pending.extend(&function.arguments);
    pending.extend(keys(&function.order_by));
    pending.extend(&function.filter);
    pending.extend(keys(&function.within_group));
    if let Some(Window {
        partition_by,
        order_by,
        frame: _,
    }) = &function.over
    {
        pending.extend(partition_by);
        pending.extend(keys(order_by));
    }
}
