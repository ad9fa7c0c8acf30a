//! Constants of a recursion as numbers: where it starts, where it ends, what each step adds. A day is 1.

use super::super::range::STORED_DAYS;
use crate::tree::{BinaryOperator, Expr, Literal, UnaryOperator};

/// A number, a date or a moment; `None` where that is not known from the text.
pub(super) fn point(expr: &Expr) -> Option<f64> {
    match expr {
        Expr::Literal(Literal::Number(digits)) => digits.parse().ok(),
        Expr::Literal(Literal::Date(text) | Literal::Timestamp(text) | Literal::Text(text)) => {
            day_number(text)
        }
        Expr::Unary {
            operator: UnaryOperator::Minus,
            operand,
        } => Some(-point(operand)?),
        Expr::Cast { operand, type_name } if is_number_type(type_name) => match &**operand {
            Expr::Literal(Literal::Text(digits)) => digits.trim().parse().ok(),
            other => point(other),
        },
        Expr::Unary {
            operator: UnaryOperator::Plus,
            operand,
        }
        | Expr::Cast { operand, .. } => point(operand),
        Expr::Function(call) => folded(&call.name, &call.arguments),
        Expr::Binary {
            left,
            operator,
            right,
        } => {
            let (left, right) = (point(left)?, amount(right).or_else(|| point(right))?);
            match operator {
                BinaryOperator::Add => Some(left + right),
                BinaryOperator::Subtract => Some(left - right),
                BinaryOperator::Multiply => Some(left * right),
                BinaryOperator::Divide => Some(left / right),
                _ => None,
            }
        }
        _ => None,
    }
}

fn is_number_type(name: &str) -> bool {
    let base = name.split('(').next().unwrap_or(name);
    matches!(
        base,
        "smallint" | "integer" | "bigint" | "numeric" | "real" | "double precision"
    )
}

/// A call of constants.
fn folded(name: &str, arguments: &[Expr]) -> Option<f64> {
    let points: Option<Vec<f64>> = arguments.iter().map(point).collect();
    match (name, points?.as_slice()) {
        // SQLite's `date('2024-01-01')`.
        ("date" | "datetime", [only]) => Some(*only),
        ("power" | "pow", [base, exponent]) => Some(base.powf(*exponent)),
        ("exp", [only]) => Some(only.exp()),
        ("sqrt", [only]) => Some(only.sqrt()),
        ("abs", [only]) => Some(only.abs()),
        ("ceil" | "ceiling", [only]) => Some(only.ceil()),
        ("floor", [only]) => Some(only.floor()),
        ("round", [only]) => Some(only.round()),
        ("trunc", [only]) => Some(only.trunc()),
        ("mod", [of, by]) => Some(of % by),
        ("least", several) => several.iter().copied().reduce(f64::min),
        ("greatest", several) => several.iter().copied().reduce(f64::max),
        ("coalesce", [first, ..]) => Some(*first),
        _ => None,
    }
    .filter(|point| !point.is_nan())
}

/// Where a recursion starts or ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum End {
    /// At a number or a day.
    At(f64),
    /// At what tables or the clock hold, as many times over, and so far from it.
    Stored {
        /// How often.
        times: f64,
        /// In numbers or days.
        away: f64,
    },
}

impl End {
    fn parts(self) -> (f64, f64) {
        match self {
            // A day of our time is where the days of tables are.
            Self::At(day) if (STORED_DAYS.low..=STORED_DAYS.high).contains(&day) => (0.0, 0.0),
            Self::At(point) => (0.0, point.abs()),
            Self::Stored { times, away } => (times, away),
        }
    }

    pub(super) fn farther(self, other: Self) -> Self {
        match (self, other) {
            (Self::At(one), Self::At(other)) if one.abs() >= other.abs() => Self::At(one),
            (Self::At(_), Self::At(other)) => Self::At(other),
            _ => {
                let ((one, near), (other, far)) = (self.parts(), other.parts());
                Self::Stored {
                    times: one.max(other),
                    away: near.max(far),
                }
            }
        }
    }

    pub(super) fn with(self, operator: BinaryOperator, other: Self) -> Option<Self> {
        let ((one, near), (other, far)) = (self.parts(), other.parts());
        match operator {
            BinaryOperator::Add | BinaryOperator::Subtract => Some(Self::Stored {
                times: one + other,
                away: near + far,
            }),
            BinaryOperator::Multiply => {
                let assumed = super::ASSUMED;
                Some(Self::Stored {
                    times: 0.0,
                    away: (one * assumed + near) * (other * assumed + far),
                })
            }
            BinaryOperator::Divide if other > 0.0 || far >= 1.0 => Some(Self::Stored {
                times: one,
                away: near,
            }),
            BinaryOperator::Modulo => Some(Self::Stored {
                times: other,
                away: far,
            }),
            _ => None,
        }
    }

    /// The steps of `each` from here to there.
    pub(super) fn steps_to(self, there: Self, each: f64) -> u64 {
        if let (Self::At(start), Self::At(end)) = (self, there) {
            return steps(start, end, each);
        }
        let ((one, near), (other, far)) = (self.parts(), there.parts());
        // Of steps of less than an hour, those of a year.
        let assumed = if each.abs() < HOUR {
            YEAR / each.abs()
        } else {
            super::ASSUMED
        };
        let far = (near + far) / each.abs();
        steps(0.0, assumed * (one + other).max(1.0) + far, 1.0)
    }
}

/// What is added at each step: a number, or a span of time in days. An interval that is not read here
/// counts as a microsecond, since nothing is known of it.
pub(super) fn amount(expr: &Expr) -> Option<f64> {
    match expr {
        Expr::Literal(Literal::Number(digits)) => digits.parse().ok(),
        Expr::Literal(Literal::Interval(text)) => span(text),
        Expr::Cast { operand, type_name } if type_name == "interval" => match &**operand {
            Expr::Literal(Literal::Text(text)) => span(text),
            _ => None,
        },
        Expr::Unary {
            operator: UnaryOperator::Minus,
            operand,
        } => Some(-amount(operand)?),
        Expr::Unary {
            operator: UnaryOperator::Plus,
            operand,
        }
        | Expr::Cast { operand, .. } => amount(operand),
        _ => None,
    }
}

/// The steps of `each` from one end to the other.
pub(super) fn steps(start: f64, end: f64, each: f64) -> u64 {
    let steps = ((end - start) / each).max(0.0) + 2.0;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "it is above zero, and what is too large saturates"
    )]
    let steps = steps as u64;
    steps
}

/// The days that `date` or `datetime` of `SQLite` adds by one modifier: less than what it keeps would
/// add nothing.
pub(super) fn days_added(function: &str, modifier: &str) -> Option<f64> {
    let days = one_span(modifier.trim().trim_start_matches('+'))?;
    let least = match function {
        "date" => 1.0,
        "datetime" => SECOND,
        _ => return None,
    };
    (days.abs() >= least).then_some(days)
}

const YEAR: f64 = 366.0;
const HOUR: f64 = 3_600.0 * SECOND;
const SECOND: f64 = 1.0 / 86_400.0;
const MICROSECOND: f64 = SECOND / 1e6;

/// A span of time in days; `None` for what may go backwards or nowhere.
fn span(text: &str) -> Option<f64> {
    if let Some(days) = one_span(text.trim()) {
        return (days != 0.0).then_some(days);
    }
    let is_forward = !text.contains('-') && text.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
    is_forward.then_some(MICROSECOND)
}

/// `2 hours`, `1 month`.
fn one_span(text: &str) -> Option<f64> {
    let (number, unit) = text.split_once(' ')?;
    let number: f64 = number
        .parse()
        .ok()
        .filter(|number: &f64| number.is_finite())?;
    let unit = unit.trim().to_ascii_lowercase();
    let days = match unit.strip_suffix('s').unwrap_or(&unit) {
        "microsecond" => MICROSECOND,
        "millisecond" => 1000.0 * MICROSECOND,
        "second" => SECOND,
        "minute" => 60.0 * SECOND,
        "hour" => 3600.0 * SECOND,
        "day" => 1.0,
        "week" => 7.0,
        "month" => 28.0,
        "year" => 365.0,
        _ => return None,
    };
    Some(number * days)
}

/// The days from the year 0 to the day that a text starts with, `2024-01-31`, nearly.
pub(super) fn day_number(text: &str) -> Option<f64> {
    let mut parts = text.get(..10)?.split('-');
    let mut next = || parts.next()?.parse::<u16>().ok().map(f64::from);
    let (year, month, day) = (next()?, next()?, next()?);
    Some(year * 365.25 + month * 30.5 + day)
}

#[cfg(test)]
mod tests {
    use super::{days_added, one_span, span};

    #[test]
    fn spans_are_days() {
        assert_eq!(span("1 day"), Some(1.0));
        assert_eq!(span("2 weeks"), Some(14.0));
        assert_eq!(span("0 days"), None);
        assert!(span("00:00:01").is_some_and(|days| days < 1e-6));
        assert_eq!(span("-01:00"), None);
        assert_eq!(one_span("day"), None);
    }

    #[test]
    fn a_modifier_must_add_what_is_kept() {
        assert_eq!(days_added("date", "+1 day"), Some(1.0));
        assert_eq!(days_added("date", "-1 month"), Some(-28.0));
        assert_eq!(days_added("date", "+1 hour"), None);
        assert!(days_added("datetime", "+1 hour").is_some());
        assert_eq!(days_added("datetime", "+0.1 seconds"), None);
        assert_eq!(days_added("upper", "+1 day"), None);
    }
}
