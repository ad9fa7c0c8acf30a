//! Collations, which are specifications in quotes there.

use plainquery_core::TypeClass;
use sqlparser::ast;
use sqlparser::tokenizer::Location;

use super::super::{Lowered, Lowerer, Typed, start};
use super::constant;
use crate::diagnostic::RuleId;
use crate::mutation::{List, is_hidden};
use crate::tree::{COLLATE, Expr};

/// What may follow the locale (Snowflake's documentation, "Collation support").
const SPECIFIERS: &[&str] = &[
    "ai", "as", "ci", "cs", "fl", "fu", "lower", "ltrim", "pi", "ps", "rtrim", "trim", "upper",
];

impl Lowerer<'_> {
    /// `value COLLATE 'specification'`, which is `collate(value, 'specification')`.
    pub(super) fn collated(
        &mut self,
        operand: &ast::Expr,
        collation: &ast::ObjectName,
        at: Location,
    ) -> Lowered<Typed> {
        // The parser gives it the whole of NOT …, the server the last operand.
        if matches!(operand, ast::Expr::UnaryOp { .. }) {
            return self.refuse(
                RuleId::UnsupportedExpression,
                "write parentheses around what COLLATE belongs to",
                at,
            );
        }
        let written = match collation.0.as_slice() {
            [ast::ObjectNamePart::Identifier(only)] if only.quote_style == Some('\'') => {
                &only.value
            }
            _ => "",
        };
        let specification = self.specification(written, at)?;
        let (operand, class) = self.expr(operand)?;
        let call = Expr::call(COLLATE, vec![operand, Expr::text(specification)]);
        Ok((call, class))
    }

    pub(super) fn collation_argument(&self, argument: &ast::Expr) -> Lowered<Typed> {
        let written = match constant(argument) {
            Some(ast::Value::SingleQuotedString(text)) => text,
            _ => "",
        };
        let specification = self.specification(written, start(argument))?;
        Ok((Expr::text(specification), TypeClass::Text))
    }

    fn specification(&self, written: &str, at: Location) -> Lowered<String> {
        let lower = written.to_ascii_lowercase();
        let mut parts = lower.split('-');
        let first = parts.next().unwrap_or_default();
        let starts = is_locale(first) || SPECIFIERS.contains(&first);
        let is_known = starts
            && parts.all(|part| SPECIFIERS.contains(&part))
            && !is_hidden(List::Collation, written);
        if is_known {
            return Ok(lower);
        }
        self.refuse(
            RuleId::UnsupportedType,
            "COLLATE takes a specification in quotes, such as 'en', 'en-ci' or 'utf8'",
            at,
        )
    }
}

/// `en`, `en_us`, `utf8`, `bin`.
fn is_locale(part: &str) -> bool {
    let is_word = |word: &str| {
        (2..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())
    };
    match part.split_once('_') {
        None => part == "utf8" || is_word(part),
        Some((language, country)) => is_word(language) && is_word(country),
    }
}
