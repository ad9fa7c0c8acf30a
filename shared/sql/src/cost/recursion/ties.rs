//! Whether a recursion follows rows of tables from one to the next.

use super::constant::amount;
use super::trace::{Froms, Trace};
use super::{Recursion, names, own_column};
use crate::tree::{BinaryOperator, Expr, UnaryOperator};
use crate::walk;

impl<'a> Recursion<'_, 'a> {
    /// An equality ties it to what a table holds, and each step goes on to something else that is there:
    /// what is tied becomes another value of the table, or the step takes no row twice. Rows that lead in
    /// a circle are not seen here.
    pub(super) fn follows_stored_rows(
        &self,
        conditions: &[&'a Expr],
        trace: &mut Trace<'_, 'a>,
    ) -> bool {
        let froms = vec![self.step.from.as_slice()];
        let mut is_tied = false;
        let mut moves = false;
        for condition in conditions {
            if let Some((own, other)) = self.tie(condition)
                && trace.shows_stored(other, &froms)
            {
                is_tied = true;
                moves |= self.moves_on(own, other, &froms, trace);
            }
            moves |= self.goes_one_way(condition, &froms, trace)
                || self.leaves_out_its_path(condition, &froms, trace);
        }
        is_tied && moves
    }

    /// An equality between the CTE and another source: its side, and the other.
    fn tie(&self, condition: &'a Expr) -> Option<(&'a Expr, &'a Expr)> {
        let Expr::Binary {
            left,
            operator: BinaryOperator::Equal,
            right,
        } = condition
        else {
            return None;
        };
        if names(left, self.alias) {
            Some((left, right))
        } else if names(right, self.alias) {
            Some((right, left))
        } else {
            None
        }
    }

    /// Whether a step makes something else of a column that is tied.
    fn moves_on(
        &self,
        own: &'a Expr,
        other: &'a Expr,
        froms: &Froms<'a>,
        trace: &mut Trace<'_, 'a>,
    ) -> bool {
        let mut tied = Vec::new();
        walk::any(own, &mut |part| {
            if let Expr::Column {
                source: Some(source),
                name,
            } = part
                && source == self.alias
            {
                tied.push(name.clone());
            }
            false
        });
        tied.iter().any(|column| {
            self.next(column)
                .is_some_and(|next| next != other && trace.shows_stored(next, froms))
        })
    }

    /// `source.day > cte.day`, where that day is the next one: there is a last. A day that is later still,
    /// `cte.day + 7`, will do.
    fn goes_one_way(
        &self,
        condition: &'a Expr,
        froms: &Froms<'a>,
        trace: &mut Trace<'_, 'a>,
    ) -> bool {
        let Expr::Binary {
            left,
            operator: operator @ (BinaryOperator::Less | BinaryOperator::Greater),
            right,
        } = condition
        else {
            return false;
        };
        let goes_up = *operator == BinaryOperator::Less;
        let mut ends = |own: &'a Expr, other: &'a Expr, goes_up: bool| {
            let farther = if goes_up {
                BinaryOperator::Add
            } else {
                BinaryOperator::Subtract
            };
            let own = match own {
                Expr::Binary {
                    left,
                    operator,
                    right,
                } if *operator == farther && amount(right).is_some_and(|more| more >= 0.0) => left,
                own => own,
            };
            matches!(own, Expr::Column { .. })
                && own_column(own, self.alias).is_some_and(|name| self.next(name) == Some(other))
                && trace.shows_stored(other, froms)
        };
        ends(left, right, goes_up) || ends(right, left, !goes_up)
    }

    /// `source.id <> ALL (cte.path)`, where the id is added to the path: no id comes twice.
    fn leaves_out_its_path(
        &self,
        condition: &'a Expr,
        froms: &Froms<'a>,
        trace: &mut Trace<'_, 'a>,
    ) -> bool {
        let (is_left_out, quantified) = match condition {
            Expr::Unary {
                operator: UnaryOperator::Not,
                operand,
            } => (true, &**operand),
            other => (false, other),
        };
        let Expr::QuantifiedArray {
            left,
            operator,
            all,
            array,
        } = quantified
        else {
            return false;
        };
        let is_other = match (is_left_out, operator, all) {
            (true, BinaryOperator::Equal, false) | (false, BinaryOperator::NotEqual, true) => true,
            _ => return false,
        };
        let Some(path) = own_column(array, self.alias) else {
            return false;
        };
        let is_added = self.next(path).is_some_and(|next| {
            walk::any(next, &mut |part| part == &**left)
                && walk::any(next, &mut |part| own_column(part, self.alias) == Some(path))
        });
        is_other && is_added && trace.shows_stored(left, froms)
    }
}

/// Whether a step adds an element to a list for certain: `list || value` does nothing where the value is an
/// empty list or NULL.
pub(super) fn adds_element(next: &Expr, alias: &str, column: &str) -> bool {
    let is_own = |expr: &Expr| own_column(expr, alias) == Some(column);
    let is_filled = |expr: &Expr| matches!(expr, Expr::Array(values) if !values.is_empty());
    match next {
        Expr::Binary {
            left,
            operator: BinaryOperator::Concat,
            right,
        } => (is_own(left) && is_filled(right)) || (is_own(right) && is_filled(left)),
        Expr::Function(call) => match (call.name.as_str(), call.arguments.as_slice()) {
            ("array_append", [list, _]) | ("array_prepend", [_, list]) => is_own(list),
            _ => false,
        },
        _ => false,
    }
}
