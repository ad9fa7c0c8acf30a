//! What is written otherwise in `MySQL`. Nothing here depends on the server's `sql_mode`: names stand in
//! backticks, texts in single quotes and without a backslash, and no operator is `||`.

use std::fmt::Write as _;

use super::Printer;
use crate::lower::mysql_unit;
use crate::tree::{
    BYTES_OF_TEXT, BinaryOperator, Expr, Function, INTERVAL, Literal, WHOLE_DIVISION, XOR,
};

/// The type that a bare constant is cast to, where a key of an order would be read as a position.
const WIDEST_DECIMAL: &str = "decimal(65, 30)";

/// Writes a text constant. One with a backslash, which stands for itself in some modes and for an escape
/// in others, is written by its bytes.
pub(super) fn push_text(out: &mut String, value: &str) {
    if !value.contains('\\') {
        return super::text::push_text(out, value);
    }
    out.push_str("_utf8mb4 0x");
    for byte in value.bytes().filter(|byte| *byte != 0) {
        // Writing into a String does not fail.
        let _ = write!(out, "{byte:02x}");
    }
}

/// The operator as it is written.
pub(super) fn symbol(operator: BinaryOperator) -> &'static str {
    match operator {
        BinaryOperator::NotDistinctFrom => "<=>",
        BinaryOperator::BitXor => "^",
        BinaryOperator::RegexMatch => "REGEXP",
        BinaryOperator::RegexNotMatch => "NOT REGEXP",
        other => super::expr::symbol(other),
    }
}

impl Printer {
    /// Functions that are not written as calls; whether this is one.
    pub(super) fn in_mysql_form(&mut self, function: &Function) -> bool {
        match (function.name.as_str(), function.arguments.as_slice()) {
            (WHOLE_DIVISION, [left, right]) => self.between(left, " DIV ", right),
            (XOR, [left, right]) => self.between(left, " XOR ", right),
            (BYTES_OF_TEXT, [value]) => {
                self.push("CAST(CONVERT(");
                self.expr(value);
                self.push(" USING utf8mb4) AS BINARY)");
            }
            (INTERVAL, [value, Expr::Literal(Literal::Text(unit))]) => {
                let Some(unit) = mysql_unit(unit) else {
                    return false;
                };
                self.push("INTERVAL ");
                self.operand(value);
                self.push(" ");
                self.push(unit);
            }
            (
                name @ ("timestampadd" | "timestampdiff"),
                [Expr::Literal(Literal::Text(unit)), rest @ ..],
            ) => {
                let Some(unit) = mysql_unit(unit) else {
                    return false;
                };
                self.push(name);
                self.push("(");
                self.push(unit);
                self.push(", ");
                self.list(rest, ", ", Self::expr);
                self.push(")");
            }
            (name @ ("trim" | "ltrim" | "rtrim"), [operand, what]) => {
                self.push(match name {
                    "ltrim" => "trim(LEADING ",
                    "rtrim" => "trim(TRAILING ",
                    _ => "trim(BOTH ",
                });
                self.expr(what);
                self.push(" FROM ");
                self.expr(operand);
                self.push(")");
            }
            ("group_concat", [value, separator]) => {
                self.push("group_concat(");
                if function.distinct {
                    self.push("DISTINCT ");
                }
                self.expr(value);
                if !function.order_by.is_empty() {
                    self.push(" ORDER BY ");
                    self.order_items(&function.order_by);
                }
                self.push(" SEPARATOR ");
                self.expr(separator);
                self.push(")");
            }
            _ => return false,
        }
        true
    }

    fn between(&mut self, left: &Expr, operator: &str, right: &Expr) {
        self.operand(left);
        self.push(operator);
        self.operand(right);
    }

    /// An expression to sort or group by; see [`Printer::sort_key`].
    pub(super) fn mysql_sort_key(&mut self, key: &Expr) {
        let type_name = match key {
            Expr::Literal(Literal::Number(digits)) => {
                if digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    "signed"
                } else {
                    WIDEST_DECIMAL
                }
            }
            Expr::Literal(Literal::Text(_) | Literal::Null) => "char",
            Expr::Literal(Literal::Boolean(_)) => "signed",
            _ => return self.expr(key),
        };
        self.push("CAST(");
        self.expr(key);
        self.push(" AS ");
        self.push(type_name);
        self.push(")");
    }
}
