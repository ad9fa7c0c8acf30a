//! Constants and types.

use plainquery_core::{Dialect, TypeClass};
use sqlparser::ast::{self, Value};
use sqlparser::tokenizer::Location;

use super::{Lowered, Lowerer, Typed, start};
use crate::diagnostic::RuleId;
use crate::tree::{Expr, Literal};
use crate::types;

/// The most bytes of an INTERVAL's text.
const MAX_INTERVAL_BYTES: usize = 64;

impl Lowerer<'_> {
    /// A constant.
    pub(super) fn value(&mut self, value: &ast::ValueWithSpan) -> Lowered<Typed> {
        let at = value.span.start;
        match &value.value {
            Value::Null => Ok((Expr::Literal(Literal::Null), TypeClass::Other)),
            Value::Boolean(truth) => {
                Ok((Expr::Literal(Literal::Boolean(*truth)), TypeClass::Boolean))
            }
            Value::Number(digits, is_long) => self.number(digits, *is_long, at),
            Value::SingleQuotedString(text) | Value::EscapedStringLiteral(text) => {
                self.text(text, at)
            }
            Value::DoubleQuotedString(text) if self.dialect == Dialect::Mysql => {
                self.text(text, at)
            }
            Value::DollarQuotedString(quoted) => self.text(&quoted.value, at),
            Value::Placeholder(name) => self.refuse(
                RuleId::Placeholder,
                format!("the parameter {name} has no value here; write the value itself"),
                at,
            ),
            Value::TripleSingleQuotedString(_)
            | Value::TripleDoubleQuotedString(_)
            | Value::UnicodeStringLiteral(_)
            | Value::SingleQuotedByteStringLiteral(_)
            | Value::DoubleQuotedByteStringLiteral(_)
            | Value::TripleSingleQuotedByteStringLiteral(_)
            | Value::TripleDoubleQuotedByteStringLiteral(_)
            | Value::SingleQuotedRawStringLiteral(_)
            | Value::DoubleQuotedRawStringLiteral(_)
            | Value::TripleSingleQuotedRawStringLiteral(_)
            | Value::TripleDoubleQuotedRawStringLiteral(_)
            | Value::NationalStringLiteral(_)
            | Value::QuoteDelimitedStringLiteral(_)
            | Value::NationalQuoteDelimitedStringLiteral(_)
            | Value::HexStringLiteral(_)
            | Value::DoubleQuotedString(_) => self.refuse(
                RuleId::UnsupportedLiteral,
                "write text in plain single quotes",
                at,
            ),
        }
    }

    fn number(&self, digits: &str, is_long: bool, at: Location) -> Lowered<Typed> {
        if is_long || !types::is_number(digits) {
            return self.refuse(
                RuleId::UnsupportedLiteral,
                "write numbers in plain digits, with a point and an exponent of reasonable size",
                at,
            );
        }
        let class = if digits.bytes().all(|byte| byte.is_ascii_digit()) {
            TypeClass::Integer
        } else if self.dialect == Dialect::Sqlite {
            TypeClass::Float
        } else {
            TypeClass::Decimal
        };
        Ok((Expr::number(digits), class))
    }

    pub(super) fn text(&mut self, text: &str, at: Location) -> Lowered<Typed> {
        if text.contains('\0') {
            return self.refuse(
                RuleId::NulCharacter,
                "a text constant holds a NUL character; remove it",
                at,
            );
        }
        self.grow((text.len() / 16) as u64, at)?;
        Ok((Expr::text(text), TypeClass::Text))
    }

    /// `DATE '…'` and its like.
    pub(super) fn typed_string(&mut self, typed: &ast::TypedString) -> Lowered<Typed> {
        let ast::TypedString {
            data_type,
            value,
            uses_odbc_syntax: _,
        } = typed;
        let at = value.span.start;
        let (name, class) = self.cast_type(data_type, at)?;
        let (literal, _) = self.value(value)?;
        let Expr::Literal(Literal::Text(text)) = literal else {
            return self.refuse(
                RuleId::UnsupportedLiteral,
                "write the value in plain single quotes",
                at,
            );
        };
        let expr = match (name.as_str(), self.dialect) {
            ("date", Dialect::Postgres) => Expr::Literal(Literal::Date(text)),
            ("timestamp", Dialect::Postgres) => Expr::Literal(Literal::Timestamp(text)),
            ("interval", Dialect::Postgres) => Expr::Literal(Literal::Interval(text)),
            _ => Expr::Cast {
                operand: Box::new(Expr::text(text)),
                type_name: name,
            },
        };
        Ok((expr, class))
    }

    /// `INTERVAL '3 days'`, `INTERVAL '3' DAY`.
    pub(super) fn interval(&mut self, interval: &ast::Interval) -> Lowered<Typed> {
        let text = self.interval_text(interval)?;
        Ok((Expr::Literal(Literal::Interval(text)), TypeClass::Interval))
    }

    /// What stands in the quotes, with its unit.
    pub(super) fn interval_text(&self, interval: &ast::Interval) -> Lowered<String> {
        let ast::Interval {
            value,
            leading_field,
            leading_precision,
            last_field,
            fractional_seconds_precision,
        } = interval;
        let at = start(&**value);
        let plain = leading_precision.is_none()
            && last_field.is_none()
            && fractional_seconds_precision.is_none();
        let text = match &**value {
            ast::Expr::Value(ast::ValueWithSpan {
                value: Value::SingleQuotedString(text),
                ..
            }) if plain
                && (self.dialect == Dialect::Postgres
                    || (self.dialect == Dialect::Snowflake
                        && leading_field.is_none()
                        && super::snowflake::is_interval(text))) =>
            {
                text
            }
            _ => {
                return self.refuse(
                    RuleId::UnsupportedLiteral,
                    "write INTERVAL '3 days'; SQLite has date(value, '+3 days'), and MySQL has INTERVAL after + and -",
                    at,
                );
            }
        };
        let text = match leading_field {
            None => text.clone(),
            Some(field) => match types::extract_field(&field.to_string()) {
                Some(unit) => format!("{} {unit}", text.trim()),
                None => {
                    return self.refuse(RuleId::UnsupportedLiteral, "write INTERVAL '3 days'", at);
                }
            },
        };
        if text.len() > MAX_INTERVAL_BYTES || text.contains('\0') {
            return self.refuse(RuleId::UnsupportedLiteral, "write INTERVAL '3 days'", at);
        }
        Ok(text)
    }

    /// The printed name and the class of an admitted type.
    pub(super) fn cast_type(
        &self,
        data_type: &ast::DataType,
        at: Location,
    ) -> Lowered<(String, TypeClass)> {
        let written = match data_type {
            // Its modifiers are a list; its name is looked up like that of every other type.
            ast::DataType::Custom(name, modifiers) if modifiers.is_empty() => name.to_string(),
            ast::DataType::Custom(name, modifiers) => {
                format!("{name}({})", modifiers.join(","))
            }
            other => other.to_string(),
        };
        match types::admitted(&written, self.dialect) {
            Some(admitted) => Ok(admitted),
            None => self.refuse(
                RuleId::UnsupportedType,
                format!(
                    "values cannot be cast to {} here; use a plain type such as date, numeric or text",
                    written.to_lowercase()
                ),
                at,
            ),
        }
    }
}
