//! How many rows a FROM puts together.

use plainquery_catalog::Catalog;

use super::{Estimated, MAX_JOINED_ROWS, refuse};
use crate::diagnostic::RuleId;
use crate::tree::{BinaryOperator, Expr, Literal, Select, Source};
use crate::walk;

/// A number of rows: what tables hold, and what is made of nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rows {
    /// All of them.
    pub(super) total: u64,
    /// How many come of each stored row; of one where nothing is stored.
    pub(super) made: u64,
    /// Whether a table is read.
    pub(super) is_stored: bool,
}

impl Rows {
    pub(super) const ONE: Self = Self::made(1);

    pub(super) const fn made(rows: u64) -> Self {
        Self {
            total: rows,
            made: rows,
            is_stored: false,
        }
    }

    pub(super) const fn stored(rows: u64) -> Self {
        Self {
            total: rows,
            made: 1,
            is_stored: true,
        }
    }

    pub(super) fn times(self, other: Self) -> Self {
        Self {
            total: self.total.saturating_mul(other.total),
            made: self.made.saturating_mul(other.made),
            is_stored: self.is_stored || other.is_stored,
        }
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self {
            total: self.total.saturating_add(other.total),
            made: self.made.saturating_add(other.made),
            is_stored: self.is_stored || other.is_stored,
        }
    }

    /// The larger of each.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            total: self.total.max(other.total),
            made: self.made.max(other.made),
            is_stored: self.is_stored || other.is_stored,
        }
    }

    pub(super) fn at_most(self, limit: u64) -> Self {
        Self {
            total: self.total.min(limit),
            made: self.made.min(limit),
            ..self
        }
    }
}

/// Equality with a constant keeps about this part of a table, where it is no key.
const CONSTANT_KEEPS: u64 = 10;

/// The rows of a FROM: sources that an equality ties together count as the largest of them, those
/// that nothing ties are multiplied.
pub(super) fn joined(
    catalog: &Catalog,
    select: &Select,
    sources: &[(&str, Rows)],
) -> Estimated<Rows> {
    let conditions = walk::conditions(select);
    let mut groups: Vec<usize> = (0..sources.len()).collect();
    let mut sizes: Vec<Rows> = sources.iter().map(|(_, rows)| *rows).collect();
    let position = |alias: &str| sources.iter().position(|(known, _)| *known == alias);
    for (left, right) in conditions
        .iter()
        .filter_map(|condition| equality(condition))
    {
        match (only_source(left), only_source(right)) {
            (Some(one), Some(other)) => {
                if let (Some(one), Some(other)) = (position(one), position(other)) {
                    let (from, to) = (groups[other], groups[one]);
                    for group in &mut groups {
                        if *group == from {
                            *group = to;
                        }
                    }
                }
            }
            (Some(one), None) if is_constant(right) => {
                if let (Some(index), Expr::Column { name, .. }) = (position(one), left) {
                    let is_key = is_key(catalog, select, one, name);
                    let kept = if is_key {
                        1
                    } else {
                        sizes[index].total / CONSTANT_KEEPS
                    };
                    sizes[index] = sizes[index].at_most(kept.max(1));
                }
            }
            _ => {}
        }
    }
    let mut rows = Rows::ONE;
    for group in 0..sources.len() {
        let members: Vec<Rows> = (0..sources.len())
            .filter(|index| groups[*index] == group)
            .map(|index| sizes[index])
            .collect();
        let largest = members.into_iter().reduce(Rows::or);
        if let Some(largest) = largest {
            rows = rows.times(largest);
        }
    }
    if rows.total > MAX_JOINED_ROWS {
        return refuse(
            RuleId::JoinTooLarge,
            format!(
                "FROM puts together about {} rows, as no equality ties its tables; join them on their keys",
                rows.total
            ),
        );
    }
    Ok(rows)
}

/// The rows that are read for a FROM: of a table that is looked into by its key one, of others all.
pub(super) fn read(catalog: &Catalog, select: &Select, sources: &[(&str, Rows)]) -> u64 {
    let conditions = walk::conditions(select);
    let is_looked_up = |alias: &str| {
        conditions
            .iter()
            .filter_map(|condition| equality(condition))
            .any(|(left, right)| match left {
                Expr::Column {
                    source: Some(source),
                    name,
                } if source == alias => is_constant(right) && is_key(catalog, select, alias, name),
                _ => false,
            })
    };
    sources.iter().fold(0_u64, |sum, (alias, rows)| {
        sum.saturating_add(if is_looked_up(alias) { 1 } else { rows.total })
    })
}

/// The rows of the largest source.
pub(super) fn largest(sources: &[(&str, Rows)]) -> u64 {
    sources
        .iter()
        .map(|(_, rows)| rows.total)
        .max()
        .unwrap_or(1)
}

/// The rows of sources that nothing ties.
pub(super) fn product(sources: &[(&str, Rows)]) -> u64 {
    sources.iter().fold(1, |product: u64, (_, rows)| {
        product.saturating_mul(rows.total)
    })
}

/// The sides of an equality, a column first where there is one.
fn equality(condition: &Expr) -> Option<(&Expr, &Expr)> {
    match condition {
        Expr::Binary {
            left,
            operator: BinaryOperator::Equal | BinaryOperator::NotDistinctFrom,
            right,
        } => {
            if matches!(**left, Expr::Column { .. }) {
                Some((left, right))
            } else {
                Some((right, left))
            }
        }
        _ => None,
    }
}

/// The one source that an expression names.
fn only_source(expr: &Expr) -> Option<&str> {
    let mut found: Option<&str> = None;
    let mut several = false;
    let mut pending = vec![expr];
    while let Some(next) = pending.pop() {
        if let Expr::Column {
            source: Some(source),
            ..
        } = next
        {
            several |= found.is_some_and(|known| known != source);
            found = Some(source);
        }
        walk::push_parts(next, &mut pending);
    }
    found.filter(|_| !several)
}

fn is_constant(expr: &Expr) -> bool {
    !walk::any(expr, &mut |part| {
        matches!(
            part,
            Expr::Column { .. }
                | Expr::Subquery(_)
                | Expr::Exists { .. }
                | Expr::InQuery { .. }
                | Expr::QuantifiedQuery { .. }
        )
    })
}

/// Whether one value of the column means one row.
fn is_key(catalog: &Catalog, select: &Select, alias: &str, column: &str) -> bool {
    let mut pending: Vec<&Source> = select.from.iter().collect();
    while let Some(source) = pending.pop() {
        match source {
            Source::Join { left, right, .. } => pending.extend([&**left, &**right]),
            Source::Relation {
                schema,
                name,
                alias: own,
            } if own == alias => {
                return catalog.relation(schema, name).is_some_and(|relation| {
                    std::iter::once(&relation.primary_key)
                        .chain(&relation.unique_keys)
                        .any(|key| matches!(key.as_slice(), [only] if only == column))
                });
            }
            _ => {}
        }
    }
    false
}

/// Whether a SELECT without GROUP BY makes one row of all.
pub(super) fn is_one_group(select: &Select) -> bool {
    select.having.is_some()
        || select.items.iter().any(|item| {
            walk::any(&item.expr, &mut |part| match part {
                Expr::Function(function) => {
                    function.over.is_none()
                        && (function.star
                            || crate::functions::is_aggregate(
                                &function.name,
                                function.arguments.len(),
                            ))
                }
                _ => false,
            })
        })
}

/// The whole number that an expression of constants is.
pub(super) fn whole_number(expr: &Expr) -> Option<i128> {
    match expr {
        Expr::Literal(Literal::Number(digits)) => digits.parse().ok(),
        Expr::Unary {
            operator: crate::tree::UnaryOperator::Minus,
            operand,
        } => whole_number(operand)?.checked_neg(),
        Expr::Unary {
            operator: crate::tree::UnaryOperator::Plus,
            operand,
        }
        | Expr::Cast { operand, .. } => whole_number(operand),
        _ => None,
    }
}
