//! Values.

use plainquery_sql::tree::{
    ARRAY_OF_QUERY, COLLATE, Expr, FIELD, Function, Literal, Query, SLICE, SUBSCRIPT, UnaryOperator,
};

use super::Trees;
use super::windows::window;
use super::words::{COMPARISONS, FIELDS, FUNCTIONS, NUMBERS, OPERATORS, TEXTS, TYPES};

impl Trees<'_> {
    fn boxed(&mut self, depth: usize) -> Box<Expr> {
        Box::new(self.expr(depth))
    }

    fn inner(&mut self, depth: usize) -> Query {
        self.query(depth.saturating_sub(1))
    }

    pub(super) fn expr(&mut self, depth: usize) -> Expr {
        if depth == 0 {
            return self.leaf();
        }
        let depth = depth - 1;
        match self.random.below(22) {
            0 | 1 => self.leaf(),
            2 => Expr::Unary {
                operator: [
                    UnaryOperator::Not,
                    UnaryOperator::Minus,
                    UnaryOperator::Plus,
                    UnaryOperator::BitNot,
                ][self.random.below(4)],
                operand: self.boxed(depth),
            },
            3..8 => self.chain(depth),
            8 | 9 => self.call(depth),
            10 => Expr::Cast {
                operand: self.boxed(depth),
                type_name: self.random.pick(TYPES).to_owned(),
            },
            11 => Expr::Case {
                operand: self.maybe(2, |trees| trees.boxed(depth)),
                branches: self.some(1, 1, |trees| (trees.expr(depth), trees.expr(depth))),
                otherwise: self.maybe(2, |trees| trees.boxed(depth)),
            },
            12 => self.special(depth),
            13 => Expr::Subquery(Box::new(self.inner(depth))),
            14 => Expr::Row(self.some(2, 1, |trees| trees.expr(depth))),
            15 => Expr::Array(self.some(0, 2, |trees| trees.expr(depth))),
            16 => Expr::Extract {
                field: self.random.pick(FIELDS).to_owned(),
                operand: self.boxed(depth),
            },
            _ => self.predicate(depth),
        }
    }

    /// Operators after each other, nested to the left or to the right.
    fn chain(&mut self, depth: usize) -> Expr {
        let mut value = self.expr(depth);
        let operator = OPERATORS[self.random.below(OPERATORS.len())];
        for _ in 0..=self.random.below(3) {
            let operator = if self.random.once_in(2) {
                operator
            } else {
                OPERATORS[self.random.below(OPERATORS.len())]
            };
            let other = self.expr(depth / 2);
            value = if self.random.once_in(3) {
                Expr::binary(other, operator, value)
            } else {
                Expr::binary(value, operator, other)
            };
        }
        value
    }

    fn predicate(&mut self, depth: usize) -> Expr {
        let operand = self.boxed(depth);
        let negated = self.random.once_in(2);
        let operator = COMPARISONS[self.random.below(COMPARISONS.len())];
        match self.random.below(10) {
            0 => Expr::IsNull { operand, negated },
            1 => Expr::IsTruth {
                operand,
                truth: self.maybe(2, |trees| trees.random.once_in(2)),
                negated,
            },
            2 | 3 => Expr::InList {
                operand,
                list: self.some(1, 2, |trees| trees.expr(depth)),
                negated,
            },
            4 => Expr::InQuery {
                operand,
                query: Box::new(self.inner(depth)),
                negated,
            },
            5 => Expr::Between {
                operand,
                low: self.boxed(depth),
                high: self.boxed(depth),
                negated,
            },
            6 => Expr::Like {
                operand,
                pattern: self.boxed(depth),
                case_insensitive: self.random.once_in(2),
                negated,
            },
            7 => Expr::Exists {
                query: Box::new(self.inner(depth)),
                negated,
            },
            8 => Expr::QuantifiedQuery {
                left: operand,
                operator,
                all: negated,
                query: Box::new(self.inner(depth)),
            },
            // A query by itself would be one of many rows: that is `QuantifiedQuery`.
            _ => Expr::QuantifiedArray {
                left: operand,
                operator,
                all: negated,
                array: Box::new(Expr::Array(self.some(0, 2, |trees| trees.expr(depth)))),
            },
        }
    }

    fn leaf(&mut self) -> Expr {
        match self.random.below(12) {
            0..4 => Expr::column(self.name(), self.name()),
            4 => Expr::Column {
                source: None,
                name: self.name(),
            },
            5 => Expr::Parameter(u32::try_from(1 + self.random.below(9)).unwrap_or(1)),
            _ => Expr::Literal(self.literal()),
        }
    }

    fn literal(&mut self) -> Literal {
        let text = self.random.pick(TEXTS).to_owned();
        match self.random.below(10) {
            0 => Literal::Null,
            1 => Literal::Boolean(self.random.once_in(2)),
            2..6 => Literal::Number(self.random.pick(NUMBERS).to_owned()),
            6 => Literal::Date(text),
            7 => Literal::Timestamp(text),
            8 => Literal::Interval(text),
            _ => Literal::Text(text),
        }
    }

    fn call(&mut self, depth: usize) -> Expr {
        let (name, count) = FUNCTIONS[self.random.below(FUNCTIONS.len())];
        let aggregate =
            ["sum", "string_agg", "array_agg", "mode", "row_number"][self.random.below(5)];
        if !self.random.once_in(3) {
            return Expr::call(name, (0..count).map(|_| self.expr(depth)).collect());
        }
        let over = self.maybe(2, |trees| window(trees, depth));
        let filter = self.maybe(3, |trees| trees.expr(depth));
        let call = match self.random.below(3) {
            0 => Function::count_star(),
            1 => Function {
                within_group: self.some(1, 1, |trees| trees.order_item(depth)),
                ..Function::plain(aggregate, self.some(0, 1, |trees| trees.expr(depth)))
            },
            _ => Function {
                distinct: self.random.once_in(2),
                order_by: self.some(0, 2, |trees| trees.order_item(depth)),
                ..Function::plain(aggregate, self.some(1, 1, |trees| trees.expr(depth)))
            },
        };
        Expr::Function(Box::new(Function {
            filter,
            over,
            ..call
        }))
    }

    /// What the tree has pseudo-functions for.
    fn special(&mut self, depth: usize) -> Expr {
        let operand = self.expr(depth);
        match self.random.below(6) {
            0 => Expr::call(
                COLLATE,
                vec![
                    operand,
                    Expr::text(self.random.pick(&["C", "POSIX", "und-x-icu"])),
                ],
            ),
            1 => Expr::call(SUBSCRIPT, vec![operand, self.expr(depth)]),
            2 => {
                let inner = Expr::call(SUBSCRIPT, vec![operand, self.expr(0)]);
                Expr::call(SUBSCRIPT, vec![inner, self.expr(depth)])
            }
            3 => Expr::call(SLICE, vec![operand, self.expr(depth), self.expr(0)]),
            4 => Expr::call(
                FIELD,
                vec![
                    Expr::call("jsonb_each", vec![operand]),
                    Expr::text(self.random.pick(&["key", "value", "a \"b\""])),
                ],
            ),
            _ => Expr::call(
                ARRAY_OF_QUERY,
                vec![Expr::Subquery(Box::new(self.inner(depth)))],
            ),
        }
    }
}
