//! What stands in the parentheses of a call and is no plain value: parts of dates, collations, and the
//! columns that `*` stands for.

use plainquery_core::TypeClass;
use sqlparser::ast::{self, DateTimeField, Value};
use sqlparser::tokenizer::Location;

use super::super::{Lowered, Lowerer, Typed, start};
use super::constant;
use crate::diagnostic::RuleId;
use crate::scope::ScopeSource;
use crate::tree::{COLLATE, Expr};
use crate::types;

/// The parts of dates and times, and how each is printed.
const UNITS: &[&str] = &[
    "year",
    "quarter",
    "month",
    "week",
    "day",
    "hour",
    "minute",
    "second",
    "millisecond",
    "microsecond",
    "dayofweek",
    "dayofweekiso",
    "dayofyear",
    "weekiso",
    "yearofweek",
    "yearofweekiso",
    "epoch_second",
    "epoch_millisecond",
];

/// The functions whose argument at that place is a part of a date.
const TAKE_UNITS: &[(&str, usize)] = &[
    ("dateadd", 0),
    ("datediff", 0),
    ("date_part", 0),
    ("date_trunc", 0),
    ("last_day", 1),
    ("time_slice", 2),
    ("timeadd", 0),
    ("timediff", 0),
    ("timestampadd", 0),
    ("timestampdiff", 0),
];

impl Lowerer<'_> {
    /// An argument of a call: some take a part of a date, quoted or not, and print it quoted.
    pub(in crate::lower) fn snowflake_argument(
        &mut self,
        function: &str,
        place: usize,
        argument: &ast::Expr,
    ) -> Lowered<Typed> {
        if function == COLLATE && place == 1 {
            return self.collation_argument(argument);
        }
        if !TAKE_UNITS.contains(&(function, place)) {
            return self.expr(argument);
        }
        let written = match argument {
            ast::Expr::Identifier(ident) if ident.quote_style.is_none() => Some(&ident.value),
            other => match constant(other) {
                Some(Value::SingleQuotedString(text)) => Some(text),
                _ => None,
            },
        };
        match written.and_then(|written| unit(written)) {
            Some(unit) => Ok((Expr::text(unit), TypeClass::Text)),
            None => self.refuse(
                RuleId::FunctionArguments,
                format!("{function} takes a part of a date there: YEAR, MONTH, DAY, HOUR …"),
                start(argument),
            ),
        }
    }

    /// EXTRACT of a part that the other dialects do not have, which is `date_part`.
    pub(super) fn extracted(
        &mut self,
        field: &DateTimeField,
        operand: &ast::Expr,
    ) -> Option<Lowered<Typed>> {
        let written = field.to_string();
        let unquoted = written.trim_matches(['"', '\'']);
        let unit = unit(unquoted)?;
        let lower = unquoted.to_ascii_lowercase();
        if types::is_snowflake_field(&lower) || types::is_snowflake_field(unit) {
            return None;
        }
        Some(self.expr(operand).map(|(operand, _)| {
            let call = Expr::call("date_part", vec![Expr::text(unit), operand]);
            (call, TypeClass::Integer)
        }))
    }

    /// `object_construct(*)`: each column of the sources by its name. What the policy hides is no column.
    pub(in crate::lower) fn named_columns(&mut self, at: Location) -> Lowered<Vec<Typed>> {
        let Some(scope) = self.scopes.last().filter(|scope| {
            !scope.sources.is_empty() && !scope.sources.iter().any(ScopeSource::is_open)
        }) else {
            return self.refuse(
                RuleId::WholeRow,
                "* needs a FROM whose columns are known; name the columns",
                at,
            );
        };
        let columns = scope.star(self.dialect);
        let mut pairs = Vec::with_capacity(columns.len() * 2);
        for (name, found) in columns {
            self.grow(found.weight + 1, at)?;
            pairs.push((Expr::text(name), TypeClass::Text));
            pairs.push((found.expr, found.class));
        }
        Ok(pairs)
    }
}

/// The printed form of a part of a date (Snowflake's documentation, "Supported date and time parts").
fn unit(written: &str) -> Option<&'static str> {
    let lower = written.to_ascii_lowercase();
    let singular = match lower.as_str() {
        "y" | "yy" | "yyy" | "yyyy" | "yr" | "years" | "yrs" => "year",
        "q" | "qtr" | "qtrs" | "quarters" => "quarter",
        "mm" | "mon" | "mons" | "months" => "month",
        "w" | "wk" | "weeks" | "woy" | "wy" => "week",
        "d" | "dd" | "days" => "day",
        "h" | "hh" | "hr" | "hours" | "hrs" => "hour",
        "m" | "mi" | "min" | "minutes" | "mins" => "minute",
        "s" | "ss" | "sec" | "seconds" | "secs" => "second",
        "ms" | "msec" | "milliseconds" => "millisecond",
        "us" | "usec" | "microseconds" => "microsecond",
        "dow" | "dw" | "weekday" => "dayofweek",
        "dayofweek_iso" | "dow_iso" | "weekday_iso" => "dayofweekiso",
        "doy" | "dy" | "yearday" => "dayofyear",
        "week_iso" | "weekofyear_iso" | "weekofyeariso" => "weekiso",
        "epoch" => "epoch_second",
        other => other,
    };
    UNITS.iter().find(|unit| **unit == singular).copied()
}

/// Whether a text after INTERVAL is a list of numbers with units.
pub(in crate::lower) fn is_interval(text: &str) -> bool {
    text.split(',').all(|part| {
        let mut words = part.split_ascii_whitespace();
        let number = words.next().unwrap_or_default();
        let digits = number.strip_prefix(['-', '+']).unwrap_or(number);
        let is_number =
            (1..=9).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let is_unit = words.next().is_some_and(|word| unit(word).is_some());
        is_number && is_unit && words.next().is_none()
    })
}
