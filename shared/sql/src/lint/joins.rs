//! Joins that nothing ties, and joins on what is no key.

use plainquery_catalog::Relation;
use plainquery_core::Dialect;

use super::model::{Model, Place};
use super::place::Places;
use super::{LintId, Warning};
use crate::tree::{Expr, JoinKind, Literal, Source};
use crate::walk;

pub(super) fn check(
    model: &Model<'_>,
    dialect: Dialect,
    places: &Places<'_>,
    found: &mut Vec<Warning>,
) {
    if model.tables.len() < 2 {
        return;
    }
    missing_condition(model, dialect, places, found);
    not_on_key(model, places, found);
}

/// Tables that no condition ties to the others: each row of one meets every row of the other.
fn missing_condition(
    model: &Model<'_>,
    dialect: Dialect,
    places: &Places<'_>,
    found: &mut Vec<Warning>,
) {
    let mut groups: Vec<usize> = (0..model.tables.len()).collect();
    let mut tie = |members: &[usize]| {
        let Some(first) = members.first() else { return };
        for member in members {
            let (from, to) = (groups[*member], groups[*first]);
            for group in &mut groups {
                if *group == from {
                    *group = to;
                }
            }
        }
    };
    let mut outer = Vec::new();
    for condition in &model.conditions {
        let tables = model.tables_in(condition);
        tie(&tables);
        if model.names_outer(condition) {
            outer.extend(tables);
        }
    }
    tie(&outer);
    // What refers to the sources before it is tied to them; what has one row multiplies nothing.
    for (position, table) in model.tables.iter().enumerate() {
        let fixed: Vec<&str> = model
            .fixed
            .iter()
            .filter(|(other, _)| *other == position)
            .map(|(_, name)| *name)
            .collect();
        if table.lateral || table.is_one_row(&fixed) {
            let all: Vec<usize> = if position == 0 {
                vec![0, 1]
            } else {
                vec![position - 1, position]
            };
            tie(&all);
        }
    }
    // A cross join that is written out is meant.
    let written_out = dialect == Dialect::Postgres || places.has_word("cross");
    for source in &model.select.from {
        for (left, right) in deliberate(source, written_out) {
            let members: Vec<usize> = [left, right]
                .iter()
                .filter_map(|alias| model.position(alias))
                .collect();
            tie(&members);
        }
    }
    let first = groups[0];
    let Some(apart) = (1..groups.len()).find(|position| groups[*position] != first) else {
        return;
    };
    let (one, other) = (&model.tables[0], &model.tables[apart]);
    found.push(Warning {
        lint: LintId::MissingJoinCondition,
        message: format!(
            "no condition ties {} to {}, so each row of one is put beside every row of the other",
            other.name(),
            one.name()
        ),
        position: places.word(other.name()),
        suggestion: Some(suggested_condition(model, apart).unwrap_or_else(|| {
            format!(
                "add a condition that ties {} to the others, or write CROSS JOIN if this is meant",
                other.name()
            )
        })),
        sql: None,
    });
}

/// Pairs of sources (the last of the left side, the first of the right) that a join puts together
/// without a condition on purpose: CROSS JOIN, or ON with a constant.
fn deliberate(source: &Source, written_out: bool) -> Vec<(&str, &str)> {
    let mut pairs = Vec::new();
    let mut pending = vec![source];
    while let Some(next) = pending.pop() {
        let Source::Join {
            left,
            right,
            kind,
            on,
        } = next
        else {
            continue;
        };
        pending.extend([&**left, &**right]);
        let is_meant = match on {
            None => *kind == JoinKind::Cross && written_out,
            Some(on) => !walk::any(on, &mut |part| {
                !matches!(part, Expr::Literal(Literal::Boolean(_)))
            }),
        };
        if is_meant && let (Some(left), Some(right)) = (edge(left, false), edge(right, true)) {
            pairs.push((left, right));
        }
    }
    pairs
}

/// The first or last alias of a source.
fn edge(source: &Source, first: bool) -> Option<&str> {
    match source {
        Source::Relation { alias, .. }
        | Source::Cte { alias, .. }
        | Source::Derived { alias, .. }
        | Source::Function { alias, .. } => Some(alias),
        Source::Join { left, right, .. } => edge(if first { left } else { right }, first),
    }
}

/// A foreign key between a table and one of the others, as a condition.
fn suggested_condition(model: &Model<'_>, apart: usize) -> Option<String> {
    let other = &model.tables[apart];
    let own = other.as_relation()?;
    model
        .tables
        .iter()
        .enumerate()
        .filter(|(position, _)| *position != apart)
        .find_map(|(_, table)| {
            let relation = table.as_relation()?;
            condition(own, other.alias, relation, table.alias)
                .or_else(|| condition(relation, table.alias, own, other.alias))
        })
        .map(|condition| format!("add the condition {condition}"))
}

fn condition(from: &Relation, from_alias: &str, to: &Relation, to_alias: &str) -> Option<String> {
    let key = from
        .foreign_keys
        .iter()
        .find(|key| key.referenced_schema == to.schema && key.referenced_table == to.name)?;
    let parts: Vec<String> = key
        .columns
        .iter()
        .zip(&key.referenced_columns)
        .map(|(own, other)| format!("{from_alias}.{own} = {to_alias}.{other}"))
        .collect();
    Some(parts.join(" AND "))
}

/// Two tables on columns that are no key of either.
fn not_on_key(model: &Model<'_>, places: &Places<'_>, found: &mut Vec<Warning>) {
    for one_at in 0..model.tables.len() {
        for other_at in one_at + 1..model.tables.len() {
            let pairs: Vec<(&str, &str)> = model
                .equal
                .iter()
                .filter_map(|(left, right)| {
                    if (left.0, right.0) == (one_at, other_at) {
                        Some((left.1, right.1))
                    } else if (left.0, right.0) == (other_at, one_at) {
                        Some((right.1, left.1))
                    } else {
                        None
                    }
                })
                .collect();
            let (one, other) = (&model.tables[one_at], &model.tables[other_at]);
            let (Some(one_relation), Some(other_relation)) =
                (one.as_relation(), other.as_relation())
            else {
                continue;
            };
            let is_same = (&one_relation.schema, &one_relation.name)
                == (&other_relation.schema, &other_relation.name);
            if pairs.is_empty() || is_same || one.keys().is_empty() || other.keys().is_empty() {
                continue;
            }
            let keyed = |at: usize, columns: Vec<&str>| {
                let mut columns = columns;
                columns.extend(given_elsewhere(model, at, [one_at, other_at]));
                model.tables[at].is_one_row(&columns)
            };
            let one_columns: Vec<&str> = pairs.iter().map(|(column, _)| *column).collect();
            let other_columns: Vec<&str> = pairs.iter().map(|(_, column)| *column).collect();
            let mut joined: Vec<&str> = pairs.iter().map(|(column, _)| *column).collect();
            joined.sort_unstable();
            let is_foreign_key = has_foreign_key(one_relation, other_relation, &pairs, false)
                || has_foreign_key(other_relation, one_relation, &pairs, true);
            if is_foreign_key
                || keyed(one_at, one_columns)
                || keyed(other_at, other_columns)
                || through_another(model, one_at, other_at)
            {
                continue;
            }
            found.push(Warning {
                lint: LintId::JoinNotOnKey,
                message: format!(
                    "{} and {} are joined on {}, which is no key of either: a row of one may meet many of the other, and they repeat each other",
                    one.name(),
                    other.name(),
                    joined.join(" and ")
                ),
                position: places.word(other.name()),
                suggestion: Some(
                    "join on a key, or reduce one side to one row for each value first".to_owned(),
                ),
                sql: None,
            });
        }
    }
}

/// Columns of a table that have one value by other conditions than those between the two.
fn given_elsewhere<'a>(model: &Model<'a>, at: usize, pair: [usize; 2]) -> Vec<&'a str> {
    let mut columns: Vec<&str> = model
        .fixed
        .iter()
        .filter(|(position, _)| *position == at)
        .map(|(_, name)| *name)
        .collect();
    for (left, right) in &model.equal {
        for (own, other) in [(left, right), (right, left)] {
            if own.0 == at && !pair.contains(&other.0) {
                columns.push(own.1);
            }
        }
    }
    columns
}

/// Whether a third table with a key on the same columns stands between the two.
fn through_another(model: &Model<'_>, one: usize, other: usize) -> bool {
    let ties = |table: usize, third: usize| -> Vec<Place<'_>> {
        model
            .equal
            .iter()
            .filter_map(|(left, right)| {
                if (left.0, right.0) == (table, third) {
                    Some(*right)
                } else if (left.0, right.0) == (third, table) {
                    Some(*left)
                } else {
                    None
                }
            })
            .collect()
    };
    (0..model.tables.len())
        .filter(|third| *third != one && *third != other)
        .any(|third| {
            [one, other].iter().any(|table| {
                let columns: Vec<&str> =
                    ties(*table, third).iter().map(|(_, name)| *name).collect();
                !columns.is_empty() && model.tables[third].is_one_row(&columns)
            })
        })
}

fn has_foreign_key(from: &Relation, to: &Relation, pairs: &[(&str, &str)], swapped: bool) -> bool {
    from.foreign_keys.iter().any(|key| {
        key.referenced_schema == to.schema
            && key.referenced_table == to.name
            && key
                .columns
                .iter()
                .zip(&key.referenced_columns)
                .all(|(own, other)| {
                    pairs.iter().any(|(one, two)| {
                        let (mine, theirs) = if swapped { (two, one) } else { (one, two) };
                        mine == own && theirs == other
                    })
                })
    })
}
