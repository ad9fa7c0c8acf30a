//! A one-to-many join under an aggregate: `sum(orders.total)` after joining the orders' items adds
//! an order's total once for each item.

use plainquery_catalog::Relation;

use super::model::{Model, Place};
use super::place::Places;
use super::{LintId, Warning};
use crate::tree::{Expr, Function, Query};
use crate::walk;

pub(super) fn check<'a>(
    model: &Model<'a>,
    query: &'a Query,
    places: &Places<'_>,
    found: &mut Vec<Warning>,
) {
    if model.tables.len() < 2 {
        return;
    }
    let select = model.select;
    let exprs = select
        .items
        .iter()
        .map(|item| &item.expr)
        .chain(&select.having)
        .chain(query.order_by.iter().map(|item| &item.expr));
    for expr in exprs {
        let mut pending = vec![expr];
        while let Some(next) = pending.pop() {
            if let Expr::Function(function) = next
                && let Some(warning) = check_call(model, function, places)
            {
                found.push(warning);
            }
            walk::push_parts(next, &mut pending);
        }
    }
}

fn check_call<'a>(
    model: &Model<'a>,
    function: &'a Function,
    places: &Places<'_>,
) -> Option<Warning> {
    let is_affected = matches!(function.name.as_str(), "sum" | "avg" | "count" | "total");
    if !is_affected || function.distinct || function.star || function.over.is_some() {
        return None;
    }
    let argument = function.arguments.first()?;
    let measured = own_tables(model, argument);
    if measured.is_empty() {
        return None;
    }
    let mut fixed = model.fixed.clone();
    if let Some(filter) = &function.filter {
        let mut parts = Vec::new();
        walk::push_conjuncts(filter, &mut parts);
        fixed.extend(parts.into_iter().filter_map(|part| model.equality(part).1));
    }
    // Within a group, what it is grouped by has one value.
    fixed.extend(
        model
            .select
            .group_by
            .iter()
            .filter_map(|key| model.place(key)),
    );
    let many = repeated_by(model, &measured, &fixed)?;
    let (one, many) = (&model.tables[measured[0]], &model.tables[many]);
    let said = match function.name.as_str() {
        "count" => "counts",
        "avg" => "averages",
        _ => "adds up",
    };
    let suggestion = match (function.name.as_str(), argument) {
        ("count", Expr::Column { .. }) => {
            "write count(DISTINCT …) to count each one once".to_owned()
        }
        _ => format!(
            "aggregate {} in a subquery of its own, and join its result",
            many.name()
        ),
    };
    Some(Warning {
        lint: LintId::FanOut,
        message: format!(
            "{} {said} a row of {} once for each row of {} that is joined to it",
            function.name,
            one.name(),
            many.name()
        ),
        position: places.word(&function.name),
        suggestion: Some(suggestion),
        sql: None,
    })
}

/// The tables of this SELECT that an expression names, but for those in queries inside it.
fn own_tables(model: &Model<'_>, expr: &Expr) -> Vec<usize> {
    let mut found = Vec::new();
    walk::any(expr, &mut |part| {
        if let Expr::Column {
            source: Some(source),
            ..
        } = part
            && let Some(position) = model.position(source)
            && !found.contains(&position)
        {
            found.push(position);
        }
        false
    });
    found
}

/// The table whose rows repeat those of the measured ones, if that is certain: each other table is
/// reached by a key, and then has one row, or by something else, and then may have many.
fn repeated_by(model: &Model<'_>, measured: &[usize], fixed: &[Place<'_>]) -> Option<usize> {
    let mut reached = measured.to_vec();
    let mut repeating = None;
    loop {
        let links = |table: usize| links(model, table, &reached);
        let rest: Vec<usize> = (0..model.tables.len())
            .filter(|table| !reached.contains(table))
            .collect();
        let single = rest.iter().copied().find(|table| {
            let links = links(*table);
            let mut columns: Vec<&str> = links.iter().map(|(own, _)| *own).collect();
            columns.extend(
                fixed
                    .iter()
                    .filter(|(position, _)| position == table)
                    .map(|(_, name)| *name),
            );
            model.tables[*table].is_one_row(&columns)
        });
        if let Some(table) = single {
            reached.push(table);
            continue;
        }
        let many = rest.iter().copied().find(|table| !links(*table).is_empty());
        let Some(table) = many else {
            return repeating;
        };
        if repeating.is_none() && is_one_to_many(model, table, &links(table)) {
            repeating = Some(table);
        }
        reached.push(table);
    }
}

/// The conditions that tie a table to those that were reached: its column, and theirs.
fn links<'m>(model: &Model<'m>, table: usize, reached: &[usize]) -> Vec<(&'m str, Place<'m>)> {
    model
        .equal
        .iter()
        .filter_map(|(left, right)| {
            if left.0 == table && reached.contains(&right.0) {
                Some((left.1, *right))
            } else if right.0 == table && reached.contains(&left.0) {
                Some((right.1, *left))
            } else {
                None
            }
        })
        .collect()
}

/// Whether the catalog says that a row of the reached tables may have many rows of this one: it has
/// keys, none of which is tied, and what it is tied to is a key of theirs.
fn is_one_to_many(model: &Model<'_>, table: usize, links: &[(&str, Place<'_>)]) -> bool {
    let many = &model.tables[table];
    let one_positions: Vec<usize> = links.iter().map(|(_, (position, _))| *position).collect();
    let one_is_keyed = one_positions.iter().any(|position| {
        let columns: Vec<&str> = links
            .iter()
            .filter(|(_, (other, _))| other == position)
            .map(|(_, (_, name))| *name)
            .collect();
        let one = &model.tables[*position];
        one.is_one_row(&columns)
            || match (many.as_relation(), one.as_relation()) {
                (Some(many), Some(one)) => references(many, one, links, *position),
                _ => false,
            }
    });
    one_is_keyed && !many.keys().is_empty()
}

/// Whether a foreign key of the first table is what ties the two.
fn references(many: &Relation, one: &Relation, links: &[(&str, Place<'_>)], one_at: usize) -> bool {
    many.foreign_keys.iter().any(|key| {
        key.referenced_schema == one.schema
            && key.referenced_table == one.name
            && key
                .columns
                .iter()
                .zip(&key.referenced_columns)
                .all(|(own, other)| {
                    links.iter().any(|(name, (position, referenced))| {
                        name == own && *position == one_at && referenced == other
                    })
                })
    })
}
