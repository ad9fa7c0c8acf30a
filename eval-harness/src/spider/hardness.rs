//! How hard a gold query is, by the official rules.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::query::{Aggregate, ConditionOperator, ConditionPart, Conditions, Operand, Query};

/// The four levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hardness {
    /// At most one clause.
    Easy,
    /// Two clauses, or one with several columns.
    Medium,
    /// Three clauses, or one nested query.
    Hard,
    /// The rest.
    Extra,
}

impl Hardness {
    /// All levels, easiest first.
    pub const ALL: [Self; 4] = [Self::Easy, Self::Medium, Self::Hard, Self::Extra];

    /// The level of a gold query.
    pub fn of(query: &Query) -> Self {
        let clauses = clauses(query);
        let nested = nested(query);
        let others = others(query);
        match (clauses, others, nested) {
            (0..=1, 0, 0) => Self::Easy,
            (0..=1, 0..=2, 0) | (0..=2, 0..=1, 0) => Self::Medium,
            (0..=2, 3.., 0) | (3, 0..=2, 0) | (0..=1, 0, 0..=1) => Self::Hard,
            _ => Self::Extra,
        }
    }

    /// As in the official table.
    pub fn label(self) -> &'static str {
        match self {
            Self::Easy => "easy",
            Self::Medium => "medium",
            Self::Hard => "hard",
            Self::Extra => "extra",
        }
    }
}

impl fmt::Display for Hardness {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.label())
    }
}

/// WHERE, GROUP BY, ORDER BY, LIMIT, joins, OR and LIKE.
fn clauses(query: &Query) -> usize {
    let likes = query
        .comparisons()
        .filter(|condition| condition.operator == ConditionOperator::Like)
        .count();
    usize::from(!query.filter.is_empty())
        + usize::from(!query.group_by.is_empty())
        + usize::from(query.order_by.is_some())
        + usize::from(query.has_limit)
        + query.tables.len().saturating_sub(1)
        + query.ors()
        + likes
}

/// Queries within conditions, and set operations.
fn nested(query: &Query) -> usize {
    let within = query
        .comparisons()
        .flat_map(|condition| [&condition.first, &condition.second])
        .filter(|operand| matches!(operand, Operand::Query(_)))
        .count();
    let set_operations = [&query.intersect, &query.except, &query.union];
    within + set_operations.into_iter().flatten().count()
}

/// More than one aggregate, selected column, condition or group: one each.
fn others(query: &Query) -> usize {
    usize::from(aggregates(query) > 1)
        + usize::from(query.select.len() > 1)
        + usize::from(query.filter.0.len() > 1)
        + usize::from(query.group_by.len() > 1)
}

/// The official count looks at the first field of everything: of a condition that is its `not`, of a
/// connector in HAVING its first letter. Both count as aggregates.
fn aggregates(query: &Query) -> usize {
    let is_aggregate = |aggregate: Aggregate| aggregate != Aggregate::None;
    let selected = query
        .select
        .iter()
        .filter(|(aggregate, _)| is_aggregate(*aggregate))
        .count();
    let negated = query
        .filter
        .comparisons()
        .filter(|condition| condition.is_negated)
        .count();
    let grouped = query
        .group_by
        .iter()
        .filter(|column| is_aggregate(column.aggregate))
        .count();
    let ordered = query
        .order_by
        .iter()
        .flat_map(|order| &order.units)
        .flat_map(|unit| [Some(&unit.left), unit.right.as_ref()])
        .flatten()
        .filter(|column| is_aggregate(column.aggregate))
        .count();
    selected + negated + grouped + ordered + odd_parts(&query.having)
}

fn odd_parts(having: &Conditions) -> usize {
    having
        .0
        .iter()
        .filter(|part| match part {
            ConditionPart::Condition(condition) => condition.is_negated,
            ConditionPart::And | ConditionPart::Or => true,
        })
        .count()
}
