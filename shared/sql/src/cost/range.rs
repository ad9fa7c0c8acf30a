//! Where the numbers and the days lie that constants are.

use super::rows::whole_number;
use crate::tree::{BinaryOperator, Expr, Literal, UnaryOperator};

/// The days, since year 0, between which the dates of tables and of the clock are taken to lie:
/// thirty years.
pub(super) const STORED_DAYS: Range = Range {
    low: 734_000.0,
    high: 734_000.0 + 30.0 * 365.25,
};
/// Where a number, or a day as a number, lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Range {
    pub(super) low: f64,
    pub(super) high: f64,
}

pub(super) const ANYWHERE: Range = Range {
    low: f64::NEG_INFINITY,
    high: f64::INFINITY,
};

impl Range {
    pub(super) const fn exactly(value: f64) -> Self {
        Self {
            low: value,
            high: value,
        }
    }

    pub(super) fn either(self, other: Self) -> Self {
        Self {
            low: self.low.min(other.low),
            high: self.high.max(other.high),
        }
    }

    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            low: self.low + other.low,
            high: self.high + other.high,
        }
    }

    pub(super) fn negated(self) -> Self {
        Self {
            low: -self.high,
            high: -self.low,
        }
    }

    pub(super) fn times(self, other: Self) -> Self {
        let products = [
            self.low * other.low,
            self.low * other.high,
            self.high * other.low,
            self.high * other.high,
        ];
        if products.iter().any(|product| product.is_nan()) {
            return ANYWHERE;
        }
        Self {
            low: products.iter().copied().fold(f64::INFINITY, f64::min),
            high: products.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        }
    }
}

pub(super) fn constant(literal: &Literal, is_time: bool) -> Range {
    match literal {
        Literal::Number(digits) if !is_time => digits.parse().map_or(ANYWHERE, Range::exactly),
        Literal::Text(text) if !is_time => text
            .trim()
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite())
            .map_or(ANYWHERE, Range::exactly),
        Literal::Text(text) | Literal::Date(text) | Literal::Timestamp(text) if is_time => {
            day(text).map_or(ANYWHERE, |day| Range {
                // The hour, and the time zone.
                low: day - 1.0,
                high: day + 2.0,
            })
        }
        _ => ANYWHERE,
    }
}

/// `2024-03-01`, perhaps with a time, as days since year 0. Anything else is none.
pub(super) fn day(text: &str) -> Option<f64> {
    let text = text.trim();
    let (date, time) = text.split_at_checked(10)?;
    let is_time = time
        .bytes()
        .all(|byte| byte.is_ascii_digit() || b" T:.+-Z".contains(&byte));
    let is_separate = time.is_empty() || time.starts_with([' ', 'T']);
    let mut parts = date.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let shape = (year.len(), month.len(), day.len(), parts.next());
    if !is_time || !is_separate || time.len() > 24 || shape != (4, 2, 2, None) {
        return None;
    }
    let year: u16 = year.parse().ok()?;
    let month: u8 = month.parse().ok()?;
    let day: u8 = day.parse().ok()?;
    let is_day = (1..=12).contains(&month) && (1..=31).contains(&day);
    // The first of each month, to within three days.
    is_day.then(|| {
        (f64::from(year) * 365.2425 + (f64::from(month) - 1.0) * 30.44 + f64::from(day)).floor()
    })
}

/// The fewest and the most days of an INTERVAL; `None` where it is no constant one.
pub(super) fn interval_days(expr: &Expr) -> Option<Range> {
    match expr {
        Expr::Literal(Literal::Interval(text) | Literal::Text(text)) => days_of(text),
        Expr::Cast { operand, type_name } if type_name == "interval" => interval_days(operand),
        Expr::Unary {
            operator: UnaryOperator::Minus,
            operand,
        } => interval_days(operand).map(Range::negated),
        Expr::Binary {
            left,
            operator: BinaryOperator::Multiply,
            right,
        } => {
            let (times, each) = match whole_number(left) {
                Some(times) => (times, interval_days(right)?),
                None => (whole_number(right)?, interval_days(left)?),
            };
            let times = i32::try_from(times).ok()?;
            Some(each.times(Range::exactly(f64::from(times))))
        }
        _ => None,
    }
}

/// `1 month 3 days`: pairs of a number and a unit.
pub(super) fn days_of(text: &str) -> Option<Range> {
    let mut words = text.split_ascii_whitespace();
    let mut sum = None;
    while let Some(number) = words.next() {
        let number: f64 = number.parse().ok()?;
        let unit = words.next()?.to_ascii_lowercase();
        let (low, high) = match unit.strip_suffix('s').unwrap_or(&unit) {
            "second" | "sec" => (1.0 / 86_400.0, 1.0 / 86_400.0),
            "minute" | "min" => (1.0 / 1_440.0, 1.0 / 1_440.0),
            "hour" => (1.0 / 24.0, 1.0 / 24.0),
            // The clock changes by an hour, twice a year.
            "day" => (23.0 / 24.0, 25.0 / 24.0),
            "week" => (6.9, 7.1),
            "month" | "mon" => (27.9, 31.1),
            "year" => (364.9, 366.1),
            _ => return None,
        };
        if !number.is_finite() {
            return None;
        }
        let part = Range { low, high }.times(Range::exactly(number));
        sum = Some(sum.map_or(part, |sum: Range| sum.plus(part)));
    }
    sum
}

/// The parts of a date that are numbers within limits.
pub(super) fn field_range(field: &str) -> Range {
    let high = match field {
        "month" => 12.0,
        "day" => 31.0,
        "hour" => 23.0,
        "quarter" => 4.0,
        "dow" | "isodow" => 7.0,
        "doy" => 366.0,
        "week" => 53.0,
        _ => return ANYWHERE,
    };
    Range { low: 0.0, high }
}

/// Whether what `date_trunc` cuts to is at most a year long.
pub(super) fn is_short_unit(unit: Option<&Expr>) -> bool {
    let Some(Expr::Literal(Literal::Text(unit))) = unit else {
        return false;
    };
    [
        "second", "minute", "hour", "day", "week", "month", "quarter", "year",
    ]
    .contains(&unit.to_ascii_lowercase().as_str())
}
