//! Patterns of LIKE that may raise an error.
//!
//! The planner tries a constant pattern on the most common values of the column, which it keeps of all
//! rows, whoever's they are. A pattern that ends within an escape raises an error for a value that
//! matches so far, and so betrays that there is one; no fence helps, since no row is read.

use crate::diagnostic::{Diagnostic, RuleId};
use crate::tree::{BinaryOperator, Expr, Literal};

/// Why a pattern of LIKE may not stand beside a table whose rows belong to others too. Fine are text
/// constants that end well. What is computed is not, from columns neither: the planner puts the constant
/// of a derived table in the place of its column, and tries that.
pub(super) fn problem(expr: &Expr) -> Option<Diagnostic> {
    let pattern = match expr {
        Expr::Like { pattern, .. } => pattern,
        // Of ANY and ALL it tries each element.
        Expr::QuantifiedArray {
            operator, array, ..
        } if is_like(*operator) => {
            let is_fine = match &**array {
                Expr::Array(patterns) => patterns.iter().all(is_good_constant),
                _ => false,
            };
            return (!is_fine).then(refusal);
        }
        Expr::QuantifiedQuery { operator, .. } if is_like(*operator) => return Some(refusal()),
        _ => return None,
    };
    let (pattern, escape) = match &**pattern {
        Expr::Function(function)
            if function.name == "like_escape" && function.arguments.len() == 2 =>
        {
            match &function.arguments[1] {
                Expr::Literal(Literal::Text(escape)) => (&function.arguments[0], escape.as_str()),
                _ => return Some(refusal()),
            }
        }
        plain => (plain, "\\"),
    };
    let is_fine = match pattern {
        Expr::Literal(Literal::Text(text)) => ends_well(text, escape),
        Expr::Literal(_) => true,
        _ => false,
    };
    (!is_fine).then(refusal)
}

fn is_good_constant(pattern: &Expr) -> bool {
    matches!(pattern, Expr::Literal(Literal::Text(text)) if ends_well(text, "\\"))
}

fn is_like(operator: BinaryOperator) -> bool {
    matches!(
        operator,
        BinaryOperator::Like
            | BinaryOperator::NotLike
            | BinaryOperator::LikeAnyCase
            | BinaryOperator::NotLikeAnyCase
    )
}

fn refusal() -> Diagnostic {
    Diagnostic::new(
        RuleId::PolicedPattern,
        "here a pattern of LIKE must be a text constant that does not end within an escape",
    )
}

/// Whether no escape is left open at the end.
fn ends_well(text: &str, escape: &str) -> bool {
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        let is_escape = escape.starts_with(character);
        if is_escape && characters.next().is_none() {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::ends_well;

    #[test]
    fn an_open_escape_is_seen() {
        for (text, escape, expected) in [
            ("abc%", "\\", true),
            ("abc\\", "\\", false),
            ("abc\\\\", "\\", true),
            ("a\\%\\", "\\", false),
            ("abc\\", "!", true),
            ("abc!", "!", false),
            ("abc!", "", true),
            ("", "\\", true),
        ] {
            assert_eq!(ends_well(text, escape), expected, "{text:?} {escape:?}");
        }
    }
}
