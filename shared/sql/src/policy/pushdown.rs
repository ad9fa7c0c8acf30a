//! Comparisons that are copied inside a fence, so that indexes serve them.
//!
//! A comparison is copied where it cannot fail and tells nothing but its result, which Postgres calls
//! leakproof: `=`, `<`, `<=`, `>`, `>=`, BETWEEN and IN between a column, shown as it is, and constants
//! of its own type, for the types in [`TYPES`]; and IS TRUE and its kin on the column itself. Postgres'
//! own word on it is `pg_proc.proleakproof`, against which a test holds the list.
//!
//! Only whole conjuncts of WHERE are copied, and they stay where they are too. Each of them rejects
//! NULL. So a row that the copy leaves out would have been rejected by WHERE, and where an outer join
//! fills up a row for it, WHERE rejects that one: no join, inner or outer, changes its result.

use plainquery_catalog::Column;
use plainquery_core::Dialect;

use super::{View, fence::inside};
use crate::tree::{BinaryOperator, Expr, Literal, UnaryOperator};
use crate::walk;

/// The database's names of types whose comparisons are leakproof, with the literals that are constants
/// of the type itself. In a comparison with any other constant the column is cast, or another operator
/// chosen.
const TYPES: &[(&str, Constants)] = &[
    ("smallint", Constants::Whole),
    ("integer", Constants::Whole),
    ("bigint", Constants::Whole),
    ("text", Constants::Text),
    ("character varying", Constants::Text),
    ("date", Constants::Date),
    ("timestamp without time zone", Constants::Timestamp),
    ("timestamp with time zone", Constants::Timestamp),
    ("boolean", Constants::Boolean),
    ("uuid", Constants::Text),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Constants {
    Whole,
    Text,
    Date,
    Timestamp,
    Boolean,
}

/// The conjuncts of `filter` that may be copied inside the fence of the source `alias`, as they read
/// there.
pub(super) fn pushed(
    filter: Option<&Expr>,
    alias: &str,
    view: &View<'_>,
    dialect: Dialect,
) -> Vec<Expr> {
    if dialect != Dialect::Postgres || view.rows.is_empty() {
        return Vec::new();
    }
    let mut conjuncts = Vec::new();
    if let Some(filter) = filter {
        walk::push_conjuncts(filter, &mut conjuncts);
    }
    let source = Source { alias, view };
    conjuncts
        .into_iter()
        .filter_map(|conjunct| source.inside(conjunct))
        .collect()
}

struct Source<'v> {
    alias: &'v str,
    view: &'v View<'v>,
}

impl Source<'_> {
    fn inside(&self, conjunct: &Expr) -> Option<Expr> {
        match conjunct {
            Expr::Binary {
                left,
                operator,
                right,
            } if is_comparison(*operator) => {
                if let Some((column, constants)) = self.column(left) {
                    let value = constant(right, constants, &column.type_name)?;
                    Some(Expr::binary(inside(&column.name), *operator, value))
                } else {
                    let (column, constants) = self.column(right)?;
                    let value = constant(left, constants, &column.type_name)?;
                    Some(Expr::binary(value, *operator, inside(&column.name)))
                }
            }
            Expr::Between {
                operand,
                low,
                high,
                negated: false,
            } => {
                let (column, constants) = self.column(operand)?;
                Some(Expr::Between {
                    operand: Box::new(inside(&column.name)),
                    low: Box::new(constant(low, constants, &column.type_name)?),
                    high: Box::new(constant(high, constants, &column.type_name)?),
                    negated: false,
                })
            }
            Expr::InList {
                operand,
                list,
                negated: false,
            } => {
                let (column, constants) = self.column(operand)?;
                let list: Option<Vec<Expr>> = list
                    .iter()
                    .map(|value| constant(value, constants, &column.type_name))
                    .collect();
                Some(Expr::InList {
                    operand: Box::new(inside(&column.name)),
                    list: list?,
                    negated: false,
                })
            }
            Expr::Column { .. } => {
                let (column, constants) = self.column(conjunct)?;
                (constants == Constants::Boolean).then(|| inside(&column.name))
            }
            _ => None,
        }
    }

    /// The column, if it is one of this source, shown as it is and of a listed type.
    fn column(&self, expr: &Expr) -> Option<(&Column, Constants)> {
        let Expr::Column {
            source: Some(source),
            name,
        } = expr
        else {
            return None;
        };
        let column = self.view.plain(name).filter(|_| source == self.alias)?;
        // A type of the user's own of that name would be written with its schema; an enum is not text.
        let base = column.type_name.split('(').next()?.trim();
        let after = column
            .type_name
            .rsplit_once(')')
            .map_or("", |(_, after)| after);
        let full = format!("{base}{after}");
        TYPES
            .iter()
            .find(|(name, _)| *name == full && column.enum_values.is_empty())
            .map(|(_, constants)| (column, *constants))
    }
}

fn is_comparison(operator: BinaryOperator) -> bool {
    matches!(
        operator,
        BinaryOperator::Equal
            | BinaryOperator::Less
            | BinaryOperator::LessOrEqual
            | BinaryOperator::Greater
            | BinaryOperator::GreaterOrEqual
    )
}

/// The constant, if it is one of the type itself. A literal of a date for a timestamp is cast, since
/// the operator between the two types is another one.
fn constant(expr: &Expr, constants: Constants, type_name: &str) -> Option<Expr> {
    let is_whole = |digits: &str| digits.parse::<i64>().is_ok();
    let fits = match (constants, expr) {
        (Constants::Whole, Expr::Literal(Literal::Number(digits))) => is_whole(digits),
        (
            Constants::Whole,
            Expr::Unary {
                operator: UnaryOperator::Minus,
                operand,
            },
        ) => matches!(&**operand, Expr::Literal(Literal::Number(digits)) if is_whole(digits)),
        // Text in quotes takes the column's type.
        (
            Constants::Text | Constants::Date | Constants::Timestamp,
            Expr::Literal(Literal::Text(_)),
        )
        | (Constants::Date, Expr::Literal(Literal::Date(_)))
        | (Constants::Boolean, Expr::Literal(Literal::Boolean(_))) => true,
        (Constants::Timestamp, Expr::Literal(Literal::Date(_) | Literal::Timestamp(_))) => {
            let plain = if type_name.contains("with time zone") {
                "timestamptz"
            } else {
                "timestamp"
            };
            return Some(Expr::Cast {
                operand: Box::new(expr.clone()),
                type_name: plain.to_owned(),
            });
        }
        _ => false,
    };
    fits.then(|| expr.clone())
}

#[cfg(test)]
mod tests {
    use super::TYPES;

    #[test]
    fn each_type_stands_once() {
        for (index, (name, _)) in TYPES.iter().enumerate() {
            assert!(TYPES[..index].iter().all(|(other, _)| other != name));
        }
    }
}
