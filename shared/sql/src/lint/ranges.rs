//! A function around a date in WHERE, where a range would let an index serve.
//!
//! The range is written out only where both forms yield the same for every value: on `date` and
//! `timestamp` columns, which know no time zone. What has no such column is warned of all the same.

mod calendar;

use plainquery_catalog::Column;
use plainquery_core::Dialect;

use super::model::Model;
use super::place::Places;
use super::{BIG_TABLE_ROWS, LintId, Warning, rewritten};
use crate::tree::{BinaryOperator, Expr, Literal, Query};
use crate::walk;
use calendar::{Day, Span, Unit};

pub(super) fn check(
    model: &Model<'_>,
    whole: &Query,
    places: &Places<'_>,
    found: &mut Vec<Warning>,
) {
    let Some(filter) = &model.select.filter else {
        return;
    };
    let mut conditions = Vec::new();
    walk::push_conjuncts(filter, &mut conditions);
    for condition in conditions {
        let Some(wrapped) = wrapped(condition) else {
            continue;
        };
        let Some((table, _)) = model.place(wrapped.column) else {
            continue;
        };
        let Some(origin) = model.origin(wrapped.column) else {
            continue;
        };
        let is_big = origin
            .relation
            .row_estimate
            .is_some_and(|rows| rows >= BIG_TABLE_ROWS);
        let leads_key = std::iter::once(&origin.relation.primary_key)
            .chain(&origin.relation.unique_keys)
            .any(|key| key.first() == Some(&origin.column.name));
        if !(is_big || leads_key) || !origin.column.class.is_temporal() {
            continue;
        }
        let range = model.tables[table]
            .as_relation()
            .and_then(|_| wrapped.range(origin.column));
        let sql = range.and_then(|range| {
            let mut select = model.select.clone();
            select.filter = Some(replaced(filter, condition, &range));
            rewritten(whole, model.select, &select, Dialect::Postgres)
        });
        let (name, column) = (wrapped.name, &origin.column.name);
        found.push(Warning {
            lint: LintId::FunctionOnColumn,
            message: format!(
                "{name} around {column} of {} is computed for every row, so an index on {column} cannot serve",
                origin.relation.name
            ),
            position: places.word(name),
            suggestion: Some(match wrapped.span {
                Some(span) => format!(
                    "compare {column} with the range itself: at least {} and before {}",
                    span.first, span.after
                ),
                None => format!("compare {column} with the two ends of the range itself"),
            }),
            sql,
        });
    }
}

/// A comparison of a function of a column with a constant.
struct Wrapped<'a> {
    /// The function, as the text names it.
    name: &'static str,
    column: &'a Expr,
    /// The days that it means, where they are known.
    span: Option<Span>,
    /// Whether the function yields what the range says for a column without a time zone.
    exact_on: ExactOn,
}

/// The types for which the range is the same for certain.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ExactOn {
    DateAndTimestamp,
    /// On a date, `date_trunc` goes by way of the session's time zone.
    Timestamp,
}

impl Wrapped<'_> {
    /// `column >= first AND column < after`.
    fn range(&self, column: &Column) -> Option<Expr> {
        let span = self.span?;
        let is_date = column.type_name == "date";
        let is_timestamp = matches!(
            column.type_name.as_str(),
            "timestamp" | "timestamp without time zone"
        );
        if !(is_timestamp || (is_date && self.exact_on == ExactOn::DateAndTimestamp)) {
            return None;
        }
        let constant = |day: Day| {
            Expr::Literal(if is_date {
                Literal::Date(day.to_string())
            } else {
                Literal::Timestamp(format!("{day} 00:00:00"))
            })
        };
        let side = |operator, day| Expr::binary(self.column.clone(), operator, constant(day));
        Some(Expr::binary(
            side(BinaryOperator::GreaterOrEqual, span.first),
            BinaryOperator::And,
            side(BinaryOperator::Less, span.after),
        ))
    }
}

fn wrapped(condition: &Expr) -> Option<Wrapped<'_>> {
    match condition {
        Expr::Binary {
            left,
            operator: BinaryOperator::Equal,
            right,
        } => of_sides(left, right, right).or_else(|| of_sides(right, left, left)),
        Expr::Between {
            operand,
            low,
            high,
            negated: false,
        } => of_sides(operand, low, high),
        _ => None,
    }
}

/// The function `f(column)` between two constants, which may be one.
fn of_sides<'a>(function: &'a Expr, low: &'a Expr, high: &'a Expr) -> Option<Wrapped<'a>> {
    let is_one = std::ptr::eq(low, high);
    match function {
        Expr::Extract { field, operand } if field == "year" => Some(Wrapped {
            name: "extract",
            column: column(operand)?,
            span: Span::years(year(low)?, year(high)?),
            exact_on: ExactOn::DateAndTimestamp,
        }),
        Expr::Function(call) => {
            let (unit, of) = match (call.name.as_str(), call.arguments.as_slice()) {
                ("date_trunc" | "date_part", [Expr::Literal(Literal::Text(unit)), of]) => {
                    (unit, of)
                }
                ("to_char", [of, Expr::Literal(Literal::Text(pattern))]) => {
                    let Expr::Literal(Literal::Text(_)) = low else {
                        return None;
                    };
                    let is_day = matches!(pattern.as_str(), "YYYY" | "YYYY-MM" | "YYYY-MM-DD");
                    return (is_day && is_one)
                        .then_some(())
                        .and(column(of))
                        .map(|column| Wrapped {
                            name: "to_char",
                            column,
                            span: None,
                            exact_on: ExactOn::Timestamp,
                        });
                }
                ("date", [of]) => return is_one.then(|| on_day(of, low, "date")).flatten(),
                _ => return None,
            };
            if call.name == "date_part" {
                return (unit == "year").then_some(Wrapped {
                    name: "date_part",
                    column: column(of)?,
                    span: Span::years(year(low)?, year(high)?),
                    exact_on: ExactOn::DateAndTimestamp,
                });
            }
            let unit = Unit::of(unit)?;
            let first = day(low)?;
            // A constant that starts no such unit is equal to nothing: no range says that.
            let span = (is_one && unit.starts_at(first))
                .then(|| Span::of(first, unit))
                .flatten();
            Some(Wrapped {
                name: "date_trunc",
                column: column(of)?,
                span,
                exact_on: ExactOn::Timestamp,
            })
        }
        Expr::Cast { operand, type_name } if type_name == "date" && is_one => {
            on_day(operand, low, "cast")
        }
        _ => None,
    }
}

fn on_day<'a>(operand: &'a Expr, constant: &'a Expr, name: &'static str) -> Option<Wrapped<'a>> {
    Some(Wrapped {
        name,
        column: column(operand)?,
        span: Span::of(day(constant)?, Unit::Day),
        exact_on: ExactOn::Timestamp,
    })
}

fn column(expr: &Expr) -> Option<&Expr> {
    matches!(
        expr,
        Expr::Column {
            source: Some(_),
            ..
        }
    )
    .then_some(expr)
}

/// A whole number of a year.
fn year(expr: &Expr) -> Option<u32> {
    match expr {
        Expr::Literal(Literal::Number(digits)) => digits.parse().ok(),
        _ => None,
    }
}

/// A constant that is the start of a day.
fn day(expr: &Expr) -> Option<Day> {
    match expr {
        Expr::Literal(Literal::Date(text) | Literal::Timestamp(text) | Literal::Text(text)) => {
            Day::parse(text)
        }
        Expr::Cast { operand, type_name } if type_name == "date" || type_name == "timestamp" => {
            match &**operand {
                Expr::Literal(Literal::Text(text)) => Day::parse(text),
                _ => None,
            }
        }
        _ => None,
    }
}

/// A chain of ANDs with one part replaced.
fn replaced(filter: &Expr, part: &Expr, by: &Expr) -> Expr {
    if std::ptr::eq(filter, part) {
        return by.clone();
    }
    match filter {
        Expr::Binary {
            left,
            operator: BinaryOperator::And,
            right,
        } => Expr::binary(
            replaced(left, part, by),
            BinaryOperator::And,
            replaced(right, part, by),
        ),
        other => other.clone(),
    }
}
