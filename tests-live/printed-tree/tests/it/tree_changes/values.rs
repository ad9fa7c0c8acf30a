//! Changes of values.

use std::mem;

use plainquery_sql::tree::{
    BinaryOperator, Expr, Frame, FrameBound, FrameUnit, Function, GroupingKind, Literal,
    UnaryOperator, Window,
};

use super::Change;

impl Change {
    #[expect(clippy::too_many_lines, reason = "a list: each kind of expression")]
    pub(super) fn expr(&mut self, expr: &mut Expr) {
        self.rotate(expr);
        match expr {
            Expr::Column { source, name } => {
                self.text("a column", name);
                if let Some(source) = source {
                    self.text("a column's source", source);
                }
            }
            Expr::Literal(literal) => self.at("a constant", || change_literal(literal)),
            Expr::Parameter(number) => self.at("a parameter", || *number += 1),
            Expr::Unary { operator, operand } => {
                self.at("an operator before a value", || {
                    *operator = match operator {
                        UnaryOperator::Not | UnaryOperator::Minus => UnaryOperator::BitNot,
                        UnaryOperator::Plus | UnaryOperator::BitNot => UnaryOperator::Not,
                    }
                });
                self.expr(operand);
            }
            Expr::Binary {
                left,
                operator,
                right,
            } => {
                self.at("an operator", || {
                    *operator = if *operator == BinaryOperator::Or {
                        BinaryOperator::And
                    } else {
                        BinaryOperator::Or
                    }
                });
                if left != right {
                    self.at("sides of an operator", || mem::swap(left, right));
                }
                self.expr(left);
                self.expr(right);
            }
            Expr::Function(call) => self.call(call),
            Expr::Cast { operand, type_name } => {
                self.at("a type", || {
                    let other = if type_name == "uuid" { "inet" } else { "uuid" };
                    other.clone_into(type_name);
                });
                self.expr(operand);
            }
            Expr::Case {
                operand,
                branches,
                otherwise,
            } => {
                if otherwise.is_some() {
                    self.at("ELSE", || *otherwise = None);
                }
                self.shorter("a branch", branches, 1);
                self.exprs(
                    operand
                        .as_deref_mut()
                        .into_iter()
                        .chain(otherwise.as_deref_mut()),
                );
                for (when, then) in branches {
                    self.expr(when);
                    self.expr(then);
                }
            }
            Expr::IsNull { operand, negated } => {
                self.flag("IS NOT NULL", negated);
                self.expr(operand);
            }
            Expr::IsTruth {
                operand,
                truth,
                negated,
            } => {
                self.flag("IS NOT TRUE", negated);
                self.at("IS TRUE", || *truth = truth.map_or(Some(true), |_| None));
                self.expr(operand);
            }
            Expr::InList {
                operand,
                list,
                negated,
            } => {
                self.flag("NOT IN", negated);
                self.shorter("a value of IN", list, 1);
                self.expr(operand);
                self.exprs(list.iter_mut());
            }
            Expr::InQuery {
                operand,
                query,
                negated,
            } => {
                self.flag("NOT IN", negated);
                self.expr(operand);
                self.query(query);
            }
            Expr::Between {
                operand,
                low,
                high,
                negated,
            } => {
                self.flag("NOT BETWEEN", negated);
                if low != high {
                    self.at("bounds of BETWEEN", || mem::swap(low, high));
                }
                self.exprs([&mut **operand, &mut **low, &mut **high]);
            }
            Expr::Like {
                operand,
                pattern,
                case_insensitive,
                negated,
            } => {
                self.flag("NOT LIKE", negated);
                self.flag("ILIKE", case_insensitive);
                self.expr(operand);
                self.expr(pattern);
            }
            Expr::Exists { query, negated } => {
                self.flag("NOT EXISTS", negated);
                self.query(query);
            }
            Expr::Subquery(query) => self.query(query),
            Expr::QuantifiedQuery {
                left,
                operator,
                all,
                query,
            } => {
                self.flag("ALL of a query", all);
                self.at("a comparison", || *operator = other_comparison(*operator));
                self.expr(left);
                self.query(query);
            }
            Expr::QuantifiedArray {
                left,
                operator,
                all,
                array,
            } => {
                self.flag("ALL of an array", all);
                self.at("a comparison", || *operator = other_comparison(*operator));
                self.expr(left);
                self.expr(array);
            }
            Expr::Row(values) | Expr::Array(values) => {
                self.shorter("an element", values, 1);
                self.exprs(values.iter_mut());
            }
            Expr::Grouping { kind, sets } => {
                self.at("a kind of grouping", || {
                    *kind = if *kind == GroupingKind::Cube {
                        GroupingKind::Rollup
                    } else {
                        GroupingKind::Cube
                    }
                });
                self.shorter("a set of groups", sets, 1);
                self.exprs(sets.iter_mut().flatten());
            }
            Expr::Extract { field, operand } => {
                self.at("a field", || {
                    let other = if field == "year" { "month" } else { "year" };
                    other.clone_into(field);
                });
                self.expr(operand);
            }
        }
    }

    /// `(a op b) op c` as `a op (b op c)`: what parentheses say and nothing else does.
    fn rotate(&mut self, expr: &mut Expr) {
        let Expr::Binary {
            left,
            operator: outer,
            right,
        } = expr
        else {
            return;
        };
        let Expr::Binary {
            left: first,
            operator: inner,
            right: second,
        } = &**left
        else {
            return;
        };
        let rotated = Expr::binary(
            (**first).clone(),
            *inner,
            Expr::binary((**second).clone(), *outer, (**right).clone()),
        );
        self.at("how operators nest", || *expr = rotated);
    }

    fn call(&mut self, call: &mut Function) {
        self.text("a function", &mut call.name);
        self.flag("DISTINCT in a call", &mut call.distinct);
        self.shorter("an argument", &mut call.arguments, 0);
        if call.filter.is_some() {
            self.at("FILTER", || call.filter = None);
        }
        if call.over.is_some() {
            self.at("OVER", || call.over = None);
        }
        self.exprs(call.arguments.iter_mut().chain(&mut call.filter));
        self.order(&mut call.order_by);
        self.order(&mut call.within_group);
        call.over.iter_mut().for_each(|over| self.window(over));
    }

    fn window(&mut self, window: &mut Window) {
        self.shorter("a partition", &mut window.partition_by, 0);
        self.exprs(window.partition_by.iter_mut());
        self.order(&mut window.order_by);
        match &mut window.frame {
            Some(Frame { unit, start, end }) => {
                self.at("a frame's unit", || {
                    *unit = if *unit == FrameUnit::Rows {
                        FrameUnit::Groups
                    } else {
                        FrameUnit::Rows
                    }
                });
                for bound in [start, end] {
                    self.at("a frame's bound", || {
                        *bound = if *bound == FrameBound::Preceding(77) {
                            FrameBound::CurrentRow
                        } else {
                            FrameBound::Preceding(77)
                        }
                    });
                }
            }
            none => self.at("a frame", || {
                *none = Some(Frame {
                    unit: FrameUnit::Rows,
                    start: FrameBound::CurrentRow,
                    end: FrameBound::CurrentRow,
                });
            }),
        }
    }
}

fn other_comparison(operator: BinaryOperator) -> BinaryOperator {
    if operator == BinaryOperator::Equal {
        BinaryOperator::NotEqual
    } else {
        BinaryOperator::Equal
    }
}

fn change_literal(literal: &mut Literal) {
    *literal = match literal {
        Literal::Null => Literal::Boolean(true),
        Literal::Boolean(true) => Literal::Boolean(false),
        Literal::Boolean(false) => Literal::Null,
        Literal::Number(digits) => {
            Literal::Number(if digits == "8" { "9" } else { "8" }.to_owned())
        }
        Literal::Text(text) => Literal::Date(mem::take(text)),
        Literal::Date(text) => Literal::Timestamp(mem::take(text)),
        Literal::Timestamp(text) => Literal::Interval(mem::take(text)),
        Literal::Interval(text) => Literal::Text(mem::take(text)),
    };
}
