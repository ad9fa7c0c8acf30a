//! What is not written as the tree has it: pseudo-functions, and operators that differ by dialect.

use plainquery_core::Dialect;

use super::Printer;
use crate::tree::{
    ARRAY_OF_QUERY, BinaryOperator, COLLATE, Expr, FIELD, Function, Literal, SLICE, SUBSCRIPT,
};

impl Printer {
    /// `SQLite` before 3.39 has only IS for what is not distinct; before TRUE it says something else.
    pub(super) fn symbol(&self, operator: BinaryOperator, right: &Expr) -> &'static str {
        let is_truth = matches!(right, Expr::Literal(Literal::Boolean(_)));
        match operator {
            BinaryOperator::NotDistinctFrom if self.dialect == Dialect::Sqlite && !is_truth => "IS",
            BinaryOperator::DistinctFrom if self.dialect == Dialect::Sqlite && !is_truth => {
                "IS NOT"
            }
            BinaryOperator::RegexMatch if self.dialect == Dialect::Snowflake => "REGEXP",
            BinaryOperator::RegexNotMatch if self.dialect == Dialect::Snowflake => "NOT REGEXP",
            BinaryOperator::Like if self.dialect == Dialect::Snowflake => "LIKE",
            BinaryOperator::LikeAnyCase if self.dialect == Dialect::Snowflake => "ILIKE",
            _ if self.dialect == Dialect::Mysql => super::mysql::symbol(operator),
            _ => super::expr::symbol(operator),
        }
    }

    /// Functions of the tree that SQL does not write as calls; whether this is one.
    pub(super) fn in_its_own_form(&mut self, function: &Function) -> bool {
        if self.dialect == Dialect::Mysql && self.in_mysql_form(function) {
            return true;
        }
        if self.dialect == Dialect::Snowflake && self.in_snowflake_form(function) {
            return true;
        }
        match (function.name.as_str(), function.arguments.as_slice()) {
            (COLLATE, [operand, Expr::Literal(Literal::Text(name))]) => {
                self.operand(operand);
                self.push(" COLLATE ");
                self.name(name);
            }
            (SUBSCRIPT, [array, index]) => {
                match array {
                    // An element of several dimensions: no element of an element.
                    Expr::Function(inner) if inner.name == SUBSCRIPT => self.function(inner),
                    // Calls and columns too: Postgres takes no subscript right after a call.
                    array => {
                        self.push("(");
                        self.expr(array);
                        self.push(")");
                    }
                }
                self.push("[");
                self.expr(index);
                self.push("]");
            }
            (FIELD, [call, Expr::Literal(Literal::Text(name))]) => {
                self.push("(");
                self.expr(call);
                self.push(").");
                self.name(name);
            }
            (SLICE, [array, from, to]) => {
                self.push("(");
                self.expr(array);
                self.push(")[");
                self.slice_bound(from);
                self.push(":");
                self.slice_bound(to);
                self.push("]");
            }
            (ARRAY_OF_QUERY, [Expr::Subquery(query)]) => {
                self.push("ARRAY");
                self.subquery(query);
            }
            _ => return false,
        }
        true
    }

    fn slice_bound(&mut self, bound: &Expr) {
        if !matches!(bound, Expr::Literal(Literal::Null)) {
            self.operand(bound);
        }
    }
}
