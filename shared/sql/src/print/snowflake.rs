//! What is written otherwise in `Snowflake`.

use super::Printer;
use crate::tree::{COLLATE, Expr, Function, GroupingKind, Literal, TRY_CAST};
use crate::types;

/// Writes a text constant, where a backslash starts an escape.
pub(super) fn push_text(out: &mut String, value: &str) {
    if value.contains('\\') {
        super::text::push_text(out, &value.replace('\\', "\\\\"));
    } else {
        super::text::push_text(out, value);
    }
}

impl Printer {
    /// A function in FROM. What an argument of FLATTEN is by default is not written.
    pub(super) fn snowflake_rows(&mut self, name: &str, arguments: &[Expr]) {
        self.push("TABLE(");
        self.push(name);
        self.push("(");
        match (name, arguments) {
            ("flatten", [input, path, outer, recursive, mode]) => {
                self.push("INPUT => ");
                self.expr(input);
                for (word, value, default) in [
                    (", PATH => ", path, Expr::text("")),
                    (", OUTER => ", outer, Expr::Literal(Literal::Boolean(false))),
                    (
                        ", RECURSIVE => ",
                        recursive,
                        Expr::Literal(Literal::Boolean(false)),
                    ),
                    (", MODE => ", mode, Expr::text("BOTH")),
                ] {
                    if *value != default {
                        self.push(word);
                        self.expr(value);
                    }
                }
            }
            ("generator", [rows]) => {
                self.push("ROWCOUNT => ");
                self.expr(rows);
            }
            _ => self.list(arguments, ", ", Self::expr),
        }
        self.push("))");
    }

    /// Functions that are not written as calls; whether this is one.
    pub(super) fn in_snowflake_form(&mut self, function: &Function) -> bool {
        if let (COLLATE, [operand, specification]) =
            (function.name.as_str(), function.arguments.as_slice())
        {
            self.push("COLLATE(");
            self.expr(operand);
            self.push(", ");
            self.expr(specification);
            self.push(")");
            return true;
        }
        let (TRY_CAST, [operand, Expr::Literal(Literal::Text(type_name))]) =
            (function.name.as_str(), function.arguments.as_slice())
        else {
            return false;
        };
        let Some(canonical) = types::canonical_name(type_name, self.dialect) else {
            return false;
        };
        self.push("TRY_CAST(");
        self.expr(operand);
        self.push(" AS ");
        self.push(&canonical);
        self.push(")");
        true
    }

    /// ROLLUP and CUBE, whose elements are single values there.
    pub(super) fn snowflake_grouping(&mut self, kind: GroupingKind, sets: &[Vec<Expr>]) {
        self.push(if kind == GroupingKind::Cube {
            "CUBE ("
        } else {
            "ROLLUP ("
        });
        self.list(sets, ", ", |printer, set| {
            printer.list(set, ", ", Self::sort_key);
        });
        self.push(")");
    }

    /// An expression to sort or group by; see [`Printer::sort_key`].
    pub(super) fn snowflake_sort_key(&mut self, key: &Expr) {
        let type_name = match key {
            Expr::Literal(Literal::Number(digits)) => {
                if digits.bytes().all(|byte| byte.is_ascii_digit()) {
                    "integer"
                } else {
                    "float"
                }
            }
            Expr::Literal(Literal::Text(_) | Literal::Null) => "varchar",
            Expr::Literal(Literal::Boolean(_)) => "boolean",
            _ => return self.expr(key),
        };
        self.push("CAST(");
        self.expr(key);
        self.push(" AS ");
        self.push(type_name);
        self.push(")");
    }
}
