//! What is written otherwise in `MySQL`, and what is ambiguous there.

use plainquery_core::TypeClass;
use sqlparser::ast::{self, JoinConstraint, Value};
use sqlparser::tokenizer::Location;

use super::expr::truth;
use super::output::holds_aggregate;
use super::{Lowered, Lowerer, Output, Typed, start};
use crate::diagnostic::RuleId;
use crate::scope::Lookup;
use crate::tree::{BinaryOperator, Expr, INTERVAL, JoinKind, Literal, WHOLE_DIVISION};
use crate::walk;

/// The units of INTERVAL, EXTRACT and `timestampdiff`. Those of two words, such as `YEAR_MONTH`, are not
/// reviewed.
const UNITS: &[&str] = &[
    "microsecond",
    "second",
    "minute",
    "hour",
    "day",
    "week",
    "month",
    "quarter",
    "year",
];

/// The functions whose second argument may be an INTERVAL.
const TAKE_INTERVALS: &[&str] = &["adddate", "date_add", "date_sub", "subdate"];
/// The functions whose first argument is a unit.
const TAKE_UNITS: &[&str] = &["timestampadd", "timestampdiff"];

/// The character set that a constant in hexadecimal digits is read in.
const INTRODUCER: &str = "_utf8mb4";

impl Lowerer<'_> {
    /// Refuses comparisons of comparisons without parentheses: `a = b LIKE c` is `a = (b LIKE c)` by the
    /// grammar, and `(a = b) LIKE c` by the manual.
    pub(super) fn refuse_chained(&self, expr: &ast::Expr) -> Lowered<()> {
        let mut next = Some(expr);
        while let Some(current) = next {
            next = match current {
                ast::Expr::BinaryOp { left, .. } => Some(left),
                _ => None,
            };
            if !is_comparing(current) {
                continue;
            }
            if let Some(inner) = compared(current)
                .into_iter()
                .flatten()
                .find(|operand| is_comparing(operand))
            {
                return self.refuse(
                    RuleId::UnsupportedOperator,
                    "which comparison comes first is not certain in this dialect; write parentheses",
                    start(inner),
                );
            }
        }
        Ok(())
    }

    /// The forms that are read for this dialect alone, or refused for it.
    pub(super) fn mysql_expr(&mut self, expr: &ast::Expr, at: Location) -> Option<Lowered<Typed>> {
        let refused =
            |message: &'static str| Some(self.refuse(RuleId::UnsupportedExpression, message, at));
        match expr {
            ast::Expr::RLike {
                negated,
                expr,
                pattern,
                regexp: _,
            } => Some(self.mysql_pattern(expr, pattern, *negated, at)),
            ast::Expr::Prefixed { prefix, value } => Some(self.introduced(prefix, value, at)),
            ast::Expr::Convert {
                is_try: false,
                expr,
                data_type: Some(data_type),
                charset: None,
                target_before_value: false,
                styles,
            } if styles.is_empty() => Some(self.converted(expr, data_type, at)),
            ast::Expr::Interval(_) => refused(
                "INTERVAL stands after + or -, or as the second argument of date_add and date_sub",
            ),
            ast::Expr::IsDistinctFrom(..) | ast::Expr::IsNotDistinctFrom(..) => {
                refused("MySQL has no IS DISTINCT FROM; write <=>, or NOT around it")
            }
            ast::Expr::ILike { .. } => refused(
                "MySQL has no ILIKE; LIKE goes by the collation, which ignores case by default",
            ),
            _ => None,
        }
    }

    /// `REGEXP` and `RLIKE`.
    pub(super) fn mysql_pattern(
        &mut self,
        operand: &ast::Expr,
        pattern: &ast::Expr,
        negated: bool,
        at: Location,
    ) -> Lowered<Typed> {
        let (operand, _) = self.expr(operand)?;
        let (pattern, _) = self.expr(pattern)?;
        self.check_pattern(&pattern, at)?;
        let operator = if negated {
            BinaryOperator::RegexNotMatch
        } else {
            BinaryOperator::RegexMatch
        };
        Ok(truth(Expr::binary(operand, operator, pattern)))
    }

    /// `_utf8mb4 0x…`: a text constant as it is printed where it holds a backslash.
    fn introduced(
        &mut self,
        prefix: &ast::Ident,
        value: &ast::Expr,
        at: Location,
    ) -> Lowered<Typed> {
        let text = match value {
            ast::Expr::Value(ast::ValueWithSpan {
                value: Value::HexStringLiteral(digits),
                ..
            }) if prefix.value.eq_ignore_ascii_case(INTRODUCER) => text_of_hex(digits),
            _ => None,
        };
        match text {
            Some(text) => self.text(&text, at),
            None => self.refuse(
                RuleId::UnsupportedLiteral,
                "write text in plain quotes, without a character set before it",
                at,
            ),
        }
    }

    /// `CONVERT(value, type)`, which is CAST.
    fn converted(
        &mut self,
        operand: &ast::Expr,
        data_type: &ast::DataType,
        at: Location,
    ) -> Lowered<Typed> {
        let (operand, _) = self.expr(operand)?;
        let (type_name, class) = self.cast_type(data_type, at)?;
        let operand = Box::new(operand);
        Ok((Expr::Cast { operand, type_name }, class))
    }

    /// `INTERVAL value unit`, where it may stand.
    pub(super) fn mysql_interval(&mut self, interval: &ast::Interval) -> Lowered<Typed> {
        let ast::Interval {
            value,
            leading_field,
            leading_precision,
            last_field,
            fractional_seconds_precision,
        } = interval;
        let at = start(&**value);
        self.grow(1, at)?;
        let is_plain = leading_precision.is_none()
            && last_field.is_none()
            && fractional_seconds_precision.is_none();
        let found = leading_field
            .as_ref()
            .filter(|_| is_plain)
            .and_then(|field| unit(&field.to_string()));
        let Some(unit) = found else {
            return self.refuse(
                RuleId::UnsupportedLiteral,
                "write INTERVAL 3 DAY, with one of the plain units",
                at,
            );
        };
        let (value, _) = self.expr(value)?;
        let interval = Expr::call(INTERVAL, vec![value, Expr::text(unit)]);
        Ok((interval, TypeClass::Interval))
    }

    /// An argument of a call: some take what is no value elsewhere.
    pub(super) fn mysql_argument(
        &mut self,
        function: &str,
        place: usize,
        argument: &ast::Expr,
    ) -> Lowered<Typed> {
        match argument {
            ast::Expr::Interval(interval) if place == 1 && TAKE_INTERVALS.contains(&function) => {
                self.mysql_interval(interval)
            }
            _ if place == 0 && TAKE_UNITS.contains(&function) => {
                let found = match argument {
                    ast::Expr::Identifier(ident) if ident.quote_style.is_none() => {
                        unit(&ident.value)
                    }
                    _ => None,
                };
                match found {
                    Some(unit) => Ok((Expr::text(unit), TypeClass::Other)),
                    None => self.refuse(
                        RuleId::FunctionArguments,
                        format!("{function} takes a unit first: SECOND, MINUTE, HOUR, DAY …"),
                        start(argument),
                    ),
                }
            }
            // Several values are put together there; in the tree the second is the separator.
            _ if place == 1 && function == "group_concat" => self.refuse(
                RuleId::FunctionArguments,
                "group_concat takes one value, and SEPARATOR after it; put values together by CONCAT",
                start(argument),
            ),
            _ => self.expr(argument),
        }
    }

    /// The separator of `group_concat`, which the server takes as plain text alone.
    pub(super) fn mysql_separator(&mut self, separator: &ast::ValueWithSpan) -> Lowered<Typed> {
        let lowered = self.value(separator)?;
        match &lowered.0 {
            Expr::Literal(Literal::Text(text)) if !text.contains('\\') => Ok(lowered),
            _ => self.refuse(
                RuleId::UnsupportedLiteral,
                "SEPARATOR takes text in quotes, without a backslash in it",
                separator.span.start,
            ),
        }
    }

    /// A column of the result by its name, in HAVING. Where a source has another column of that name,
    /// the servers differ on which is meant.
    pub(super) fn output_by_name(&mut self, name: &str, at: Location) -> Lowered<Option<Output>> {
        let Some(output) = self.outputs.last().and_then(|outputs| {
            outputs
                .iter()
                .find(|output| self.same(&output.given, name))
                .cloned()
        }) else {
            return Ok(None);
        };
        let in_sources = self
            .scopes
            .last()
            .map(|scope| scope.find(name, self.dialect));
        match in_sources {
            Some(Lookup::One(found)) if found.expr == output.expr => return Ok(None),
            // Read without a catalog: the server knows.
            Some(Lookup::One(found)) if matches!(found.expr, Expr::Column { source: None, .. }) => {
                return Ok(None);
            }
            Some(Lookup::One(_) | Lookup::Ambiguous) => {
                return self.refuse(
                    RuleId::AmbiguousColumn,
                    format!("`{name}` is a column of a source and of the result; name them apart"),
                    at,
                );
            }
            Some(Lookup::Missing) | None => {}
        }
        let has_window = walk::any(
            &output.expr,
            &mut |part| matches!(part, Expr::Function(call) if call.over.is_some()),
        );
        if (has_window && !self.placement.windows)
            || (!self.placement.aggregates && holds_aggregate(&output.expr))
        {
            return self.refuse(
                RuleId::FunctionPlacement,
                format!("`{name}` cannot stand here: it is an aggregate or window function"),
                at,
            );
        }
        Ok(Some(output))
    }

    /// FULL JOIN is not there, and the columns of `*` after a merging RIGHT JOIN come in an order of its own.
    pub(super) fn mysql_join(
        &self,
        kind: JoinKind,
        constraint: &JoinConstraint,
        at: Location,
    ) -> Lowered<()> {
        let merges = matches!(
            constraint,
            JoinConstraint::Using(_) | JoinConstraint::Natural
        );
        match kind {
            JoinKind::Full => self.refuse(
                RuleId::UnsupportedClause,
                "MySQL has no FULL JOIN; write LEFT JOIN … UNION … RIGHT JOIN",
                at,
            ),
            JoinKind::Right if merges => self.refuse(
                RuleId::JoinCondition,
                "write ON for a RIGHT JOIN, or turn it into a LEFT JOIN",
                at,
            ),
            _ => Ok(()),
        }
    }
}

/// The call that an operator stands for, and its class.
pub(super) fn function_of(name: &'static str, left: Expr, right: Expr) -> Typed {
    match name {
        WHOLE_DIVISION => (Expr::call(name, vec![left, right]), TypeClass::Integer),
        // `->>` is both.
        "json_unquote" => {
            let part = Expr::call("json_extract", vec![left, right]);
            (Expr::call(name, vec![part]), TypeClass::Text)
        }
        _ => (Expr::call(name, vec![left, right]), TypeClass::Json),
    }
}

/// The printed form of a unit.
pub(crate) fn unit(written: &str) -> Option<&'static str> {
    UNITS
        .iter()
        .find(|unit| unit.eq_ignore_ascii_case(written))
        .copied()
}

/// Whether a pattern of LIKE means the same whatever the default escape is.
pub(super) fn is_plain_pattern(pattern: &Expr) -> bool {
    match pattern {
        Expr::Literal(Literal::Text(text)) => !text.contains('\\'),
        Expr::Function(call) => call.name == "like_escape",
        _ => false,
    }
}

/// Whether a regular expression names what it matched before, calls itself, or looks around: the engines of
/// `MySQL` and `MariaDB` can do all of that.
pub(super) fn is_beyond_plain(pattern: &str) -> bool {
    ["\\k", "\\g", "(?"]
        .iter()
        .any(|sign| pattern.contains(sign))
}

fn text_of_hex(digits: &str) -> Option<String> {
    if digits.is_empty() || !digits.len().is_multiple_of(2) {
        return None;
    }
    let bytes: Option<Vec<u8>> = (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok())
        .collect();
    String::from_utf8(bytes?).ok()
}

/// Whether an expression compares, or says yes or no of a value, without parentheses around it.
fn is_comparing(expr: &ast::Expr) -> bool {
    use ast::BinaryOperator::{Eq, Gt, GtEq, Lt, LtEq, NotEq, Spaceship};
    match expr {
        ast::Expr::BinaryOp { op, .. } => {
            matches!(op, Eq | NotEq | Lt | LtEq | Gt | GtEq | Spaceship)
        }
        _ => compared(expr).is_some_and(|operands| !operands.is_empty()),
    }
}

/// The operands of what compares.
fn compared(expr: &ast::Expr) -> Option<Vec<&ast::Expr>> {
    Some(match expr {
        ast::Expr::BinaryOp { left, right, .. } => vec![left, right],
        ast::Expr::IsNull(operand)
        | ast::Expr::IsNotNull(operand)
        | ast::Expr::IsTrue(operand)
        | ast::Expr::IsNotTrue(operand)
        | ast::Expr::IsFalse(operand)
        | ast::Expr::IsNotFalse(operand)
        | ast::Expr::IsUnknown(operand)
        | ast::Expr::IsNotUnknown(operand) => vec![operand],
        ast::Expr::InList { expr, .. } | ast::Expr::InSubquery { expr, .. } => vec![expr],
        ast::Expr::Between {
            expr, low, high, ..
        } => vec![expr, low, high],
        ast::Expr::Like { expr, pattern, .. } | ast::Expr::RLike { expr, pattern, .. } => {
            vec![expr, pattern]
        }
        ast::Expr::AnyOp { left, right, .. } | ast::Expr::AllOp { left, right, .. } => {
            vec![left, right]
        }
        _ => return None,
    })
}
