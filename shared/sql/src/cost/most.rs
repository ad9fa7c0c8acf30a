//! The most that a whole number can be, as its expression says.

use super::rows::whole_number;
use crate::tree::{BinaryOperator, Expr, Literal};

/// `None` where nothing bounds it. What it can be below that is not told: lengths and counts below zero are
/// as good as zero.
pub(crate) fn most(expr: &Expr) -> Option<i128> {
    if let Some(number) = whole_number(expr) {
        return Some(number);
    }
    match expr {
        // Rounded, perhaps up.
        Expr::Cast { operand, .. } => most(operand)?.checked_add(1),
        Expr::Binary {
            left,
            operator,
            right,
        } => match operator {
            BinaryOperator::Add => most(left)?.checked_add(most(right)?),
            BinaryOperator::Subtract => most(left)?.checked_sub(whole_number(right)?),
            // A factor below zero would turn the other's least into the most.
            BinaryOperator::Multiply => {
                let (factor, other) = match (whole_number(left), whole_number(right)) {
                    (Some(factor), _) => (factor, right),
                    (None, Some(factor)) => (factor, left),
                    (None, None) => return None,
                };
                let other = most(other)?.max(0);
                (factor >= 0).then(|| factor.checked_mul(other))?
            }
            BinaryOperator::Modulo => whole_number(right)?.checked_abs(),
            _ => None,
        },
        Expr::Case {
            branches,
            otherwise,
            ..
        } => branches
            .iter()
            .map(|(_, then)| then)
            .chain(otherwise.as_deref())
            .map(most)
            .reduce(|one, other| Some(one?.max(other?)))?,
        Expr::Function(call) if call.over.is_none() => match call.name.as_str() {
            // NULL is passed over, so that a constant alone holds it for sure.
            "least" => call.arguments.iter().filter_map(most).min(),
            "greatest" | "coalesce" => call
                .arguments
                .iter()
                .filter(|argument| !matches!(argument, Expr::Literal(Literal::Null)))
                .map(most)
                .reduce(|one, other| Some(one?.max(other?)))?,
            "mod" => match call.arguments.as_slice() {
                [_, divisor] => whole_number(divisor)?.checked_abs(),
                _ => None,
            },
            "floor" | "ceil" | "ceiling" | "round" | "trunc" => match call.arguments.as_slice() {
                [only] => most(only)?.checked_add(1),
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column() -> Expr {
        Expr::column("t", "n")
    }

    fn number(digits: &str) -> Expr {
        Expr::Literal(Literal::Number(digits.to_owned()))
    }

    fn least(arguments: Vec<Expr>) -> Expr {
        Expr::call("least", arguments)
    }

    #[test]
    fn what_is_held_by_a_constant_is_known() {
        let held = least(vec![column(), number("40")]);
        assert_eq!(most(&held), Some(40));
        assert_eq!(most(&least(vec![held.clone(), number("9")])), Some(9));
        let twice = Expr::binary(number("2"), BinaryOperator::Multiply, held.clone());
        assert_eq!(most(&twice), Some(80));
        let more = Expr::binary(held.clone(), BinaryOperator::Add, number("2"));
        assert_eq!(most(&more), Some(42));
        let rest = Expr::binary(column(), BinaryOperator::Modulo, number("7"));
        assert_eq!(most(&rest), Some(7));
        assert_eq!(
            most(&Expr::call("greatest", vec![held, number("50")])),
            Some(50)
        );
    }

    #[test]
    fn what_a_row_can_make_large_is_not() {
        let minus = |expr: Expr| Expr::Unary {
            operator: crate::tree::UnaryOperator::Minus,
            operand: Box::new(expr),
        };
        let held = least(vec![column(), number("40")]);
        for open in [
            column(),
            least(vec![column(), column()]),
            Expr::call("greatest", vec![column(), number("4")]),
            Expr::call("coalesce", vec![column(), number("4")]),
            // The least of it is the most of these.
            minus(held.clone()),
            Expr::binary(number("4"), BinaryOperator::Subtract, held.clone()),
            Expr::binary(minus(number("2")), BinaryOperator::Multiply, held.clone()),
            Expr::binary(held.clone(), BinaryOperator::Multiply, held.clone()),
            Expr::binary(held, BinaryOperator::Divide, column()),
        ] {
            assert_eq!(most(&open), None, "{open:?}");
        }
    }
}
