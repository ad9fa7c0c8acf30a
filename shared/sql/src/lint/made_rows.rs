//! A function that yields rows under an aggregate: after `unnest(p.tags)`, `sum(p.price)` adds a price once
//! for each tag.

use super::model::{Model, makes_rows, output_name};
use super::place::Places;
use super::{LintId, Warning};
use crate::tree::{Body, Expr, Function, Query, Source};
use crate::walk;

pub(super) fn check(
    model: &Model<'_>,
    query: &Query,
    places: &Places<'_>,
    found: &mut Vec<Warning>,
) {
    let select = model.select;
    // Grouped by what the function yields, each row counts once in each group, as is meant.
    if !select.group_by.is_empty() {
        return;
    }
    let items = select.items.iter().map(|item| &item.expr);
    let keys = query.order_by.iter().map(|item| &item.expr);
    for expr in items.chain(&select.having).chain(keys) {
        walk::any(expr, &mut |part| {
            if let Expr::Function(function) = part
                && let Some(maker) = repeated_by(&select.from, function)
            {
                found.push(warning(function, &maker, places));
            }
            false
        });
    }
}

fn warning(function: &Function, maker: &str, places: &Places<'_>) -> Warning {
    let said = match function.name.as_str() {
        "avg" => "averages",
        _ => "adds up",
    };
    Warning {
        lint: LintId::FanOut,
        message: format!(
            "{} {said} a value once for each row that {maker} makes of it",
            function.name
        ),
        position: places.word(&function.name),
        suggestion: Some("aggregate in a subquery of its own, before the rows are made".to_owned()),
        sql: None,
    }
}

/// The function whose rows repeat what an aggregate goes over.
fn repeated_by(from: &[Source], function: &Function) -> Option<String> {
    let is_affected = matches!(function.name.as_str(), "sum" | "avg");
    if !is_affected || function.distinct || function.filter.is_some() || function.over.is_some() {
        return None;
    }
    // A value that is computed may be one that was shared out among the rows.
    let argument = function.arguments.first()?;
    let Expr::Column {
        source: Some(measured),
        ..
    } = argument
    else {
        return None;
    };
    let mut pending: Vec<&Source> = from.iter().collect();
    while let Some(source) = pending.pop() {
        match source {
            Source::Join { left, right, .. } => pending.extend([&**left, &**right]),
            // What it is made of is repeated, what it yields is not.
            Source::Function {
                name,
                arguments,
                alias,
                ..
            } => {
                let made_of = arguments.iter().any(|argument| names(argument, measured));
                if made_of && measured != alias {
                    return Some(name.clone());
                }
            }
            Source::Derived {
                query,
                alias,
                columns,
                ..
            } if columns.is_empty() => {
                if let Some(name) = made_inside(query, alias, argument) {
                    return Some(name);
                }
            }
            Source::Derived { .. } | Source::Relation { .. } | Source::Cte { .. } => {}
        }
    }
    None
}

/// The function in the list of a derived table that repeats the column which is measured.
fn made_inside(query: &Query, alias: &str, argument: &Expr) -> Option<String> {
    let (Body::Select(select), Expr::Column { source, name }) = (&query.body, argument) else {
        return None;
    };
    if source.as_deref() != Some(alias) || !makes_rows(select) || !select.group_by.is_empty() {
        return None;
    }
    let measured = select
        .items
        .iter()
        .find(|item| output_name(item) == *name)?;
    if !matches!(measured.expr, Expr::Column { .. }) || select.distinct {
        return None;
    }
    let mut maker = None;
    for item in &select.items {
        walk::any(&item.expr, &mut |part| {
            if let Expr::Function(function) = part
                && walk::is_set(part)
            {
                maker = Some(function.name.clone());
            }
            false
        });
    }
    maker
}

/// Whether an expression names a source.
fn names(expr: &Expr, wanted: &str) -> bool {
    walk::any(
        expr,
        &mut |part| matches!(part, Expr::Column { source: Some(source), .. } if source == wanted),
    )
}
