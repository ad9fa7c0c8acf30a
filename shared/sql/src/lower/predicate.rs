//! What says yes or no of a value: IN, LIKE, ANY and ALL.

use plainquery_core::Dialect;
use sqlparser::ast;
use sqlparser::tokenizer::Location;

use super::expr::truth;
use super::operator::{Meaning, is_comparison};
use super::{Lowered, Lowerer, Typed, start};
use crate::diagnostic::RuleId;
use crate::kinds::Kinds;
use crate::tree::{BinaryOperator, Expr, Literal};

impl Lowerer<'_> {
    pub(super) fn in_list(
        &mut self,
        operand: &ast::Expr,
        list: &[ast::Expr],
        negated: bool,
    ) -> Lowered<Typed> {
        let equal = ast::BinaryOperator::Eq;
        let (operand, _) = self.row_or_expr(operand, &equal)?;
        let kinds = self.kinds_of_each(&operand);
        let mut values = Vec::with_capacity(list.len());
        for value in list {
            let at = start(value);
            let (value, _) = self.row_or_expr(value, &equal)?;
            self.check_rows(&operand, BinaryOperator::Equal, &value, at)?;
            self.check_all(&kinds, BinaryOperator::Equal, &value, at)?;
            values.push(value);
        }
        Ok(truth(Expr::InList {
            operand: Box::new(operand),
            list: values,
            negated,
        }))
    }

    pub(super) fn in_query(
        &mut self,
        operand: &ast::Expr,
        subquery: &ast::Query,
        negated: bool,
        at: Location,
    ) -> Lowered<Typed> {
        let (operand, _) = self.row_or_expr(operand, &ast::BinaryOperator::Eq)?;
        let (query, columns) = self.inner_query(subquery)?;
        let width = match &operand {
            Expr::Row(values) => values.len(),
            _ => 1,
        };
        self.column_count(&columns, width, at)?;
        for (kinds, column) in self.kinds_of_each(&operand).into_iter().zip(&columns) {
            self.check_kinds(kinds, BinaryOperator::Equal, column.kinds, at)?;
        }
        Ok(truth(Expr::InQuery {
            operand: Box::new(operand),
            query: Box::new(query),
            negated,
        }))
    }

    /// `any`, `case_insensitive`, `negated`.
    pub(super) fn like(
        &mut self,
        operand: &ast::Expr,
        pattern: &ast::Expr,
        escape: Option<&ast::Expr>,
        [any, case_insensitive, negated]: [bool; 3],
        at: Location,
    ) -> Lowered<Typed> {
        if (any || is_all(pattern)) && self.dialect == Dialect::Snowflake {
            return self.like_patterns(operand, pattern, escape, [case_insensitive, negated], at);
        }
        if any || is_all(pattern) {
            let (right, all) = match pattern {
                ast::Expr::Function(call) => (only_argument(call), true),
                other => (Some(other), false),
            };
            let (Some(right), Dialect::Postgres, None) = (right, self.dialect, escape) else {
                return self.refuse(
                    RuleId::UnsupportedExpression,
                    "after ANY and ALL stands one array or query, and only Postgres has them here",
                    at,
                );
            };
            let operator = like_operator(case_insensitive, negated);
            return self.quantified_by(operand, operator, right, all, at);
        }
        let (operand, _) = self.expr(operand)?;
        let (mut pattern, _) = self.expr(pattern)?;
        if let Some(escape) = escape {
            let (escape, _) = self.expr(escape)?;
            let one_character = matches!(
                &escape,
                Expr::Literal(Literal::Text(text)) if text.chars().count() <= 1
            );
            if !one_character {
                return self.refuse(
                    RuleId::UnsupportedExpression,
                    "ESCAPE takes one character in quotes",
                    at,
                );
            }
            pattern = Expr::call("like_escape", vec![pattern, escape]);
        } else if self.dialect == Dialect::Mysql && !super::mysql::is_plain_pattern(&pattern) {
            // What the default is depends on the server's settings.
            pattern = Expr::call("like_escape", vec![pattern, Expr::text("\\")]);
        }
        let operator = like_operator(case_insensitive, negated);
        self.check_operands(&operand, operator, &pattern, at)?;
        Ok(truth(Expr::Like {
            operand: Box::new(operand),
            pattern: Box::new(pattern),
            // SQLite's LIKE ignores case anyway.
            case_insensitive: case_insensitive && self.dialect != Dialect::Sqlite,
            negated,
        }))
    }

    /// LIKE ANY, LIKE ALL and ILIKE ANY of `Snowflake`, with patterns in parentheses (its documentation, "LIKE
    /// ANY", "LIKE ALL", "ILIKE ANY"). What NOT before them says of several patterns is easily misread.
    fn like_patterns(
        &mut self,
        operand: &ast::Expr,
        pattern: &ast::Expr,
        escape: Option<&ast::Expr>,
        [case_insensitive, negated]: [bool; 2],
        at: Location,
    ) -> Lowered<Typed> {
        let all = is_all(pattern);
        let patterns: Option<Vec<&ast::Expr>> = match pattern {
            ast::Expr::Function(call) if all => plain_arguments(call),
            ast::Expr::Tuple(patterns) => Some(patterns.iter().collect()),
            ast::Expr::Nested(only) if !matches!(**only, ast::Expr::Subquery(_)) => {
                Some(vec![&**only])
            }
            _ => None,
        };
        let patterns = patterns.filter(|patterns| !patterns.is_empty() && !negated);
        let (Some(patterns), None) = (patterns.filter(|_| !(all && case_insensitive)), escape)
        else {
            return self.refuse(
                RuleId::UnsupportedExpression,
                "write LIKE ANY ('…', '…'), LIKE ALL (…) or ILIKE ANY (…), with NOT (…) around it, and no ESCAPE",
                at,
            );
        };
        let (operand, _) = self.expr(operand)?;
        let mut lowered = Vec::with_capacity(patterns.len());
        for pattern in patterns {
            lowered.push(self.expr(pattern)?.0);
        }
        Ok(truth(Expr::QuantifiedArray {
            left: Box::new(operand),
            operator: like_operator(case_insensitive, false),
            all,
            array: Box::new(Expr::Array(lowered)),
        }))
    }

    pub(super) fn quantified(
        &mut self,
        left: &ast::Expr,
        compare: &ast::BinaryOperator,
        right: &ast::Expr,
        all: bool,
        at: Location,
    ) -> Lowered<Typed> {
        let operator = match self.operator(compare, at)? {
            Meaning::Operator(operator) if is_comparison(operator) => Some(operator),
            Meaning::Like {
                case_insensitive,
                negated,
            } => Some(like_operator(case_insensitive, negated)),
            _ => None,
        };
        let Some(operator) = operator.filter(|operator| match self.dialect {
            Dialect::Postgres => true,
            Dialect::Sqlite => false,
            Dialect::Mysql | Dialect::Snowflake => is_comparison(*operator),
        }) else {
            return self.refuse(
                RuleId::UnsupportedOperator,
                "ANY and ALL follow a comparison, and SQLite lacks them",
                at,
            );
        };
        self.quantified_by(left, operator, right, all, at)
    }

    fn quantified_by(
        &mut self,
        left: &ast::Expr,
        operator: BinaryOperator,
        right: &ast::Expr,
        all: bool,
        at: Location,
    ) -> Lowered<Typed> {
        let (left, _) = self.expr(left)?;
        let left = Box::new(left);
        let mut right = right;
        while let ast::Expr::Nested(inner) = right {
            right = inner;
        }
        if let ast::Expr::Subquery(subquery) = right {
            let (query, columns) = self.inner_query(subquery)?;
            self.column_count(&columns, 1, at)?;
            let found = columns.first().map_or(Kinds::ALL, |column| column.kinds);
            self.check_kinds(self.kinds(&left), operator, found, at)?;
            return Ok(truth(Expr::QuantifiedQuery {
                left,
                operator,
                all,
                query: Box::new(query),
            }));
        }
        if self.dialect != Dialect::Postgres {
            return self.refuse(
                RuleId::UnsupportedExpression,
                "after ANY and ALL stands a query in parentheses",
                at,
            );
        }
        let (array, _) = self.expr(right)?;
        // What its elements are is not known.
        let elements = if self.kinds(&array).meets(Kinds::ARRAY.or(Kinds::LITERAL)) {
            Kinds::READ
        } else {
            Kinds::UNREAD
        };
        self.check_kinds(self.kinds(&left), operator, elements, at)?;
        Ok(truth(Expr::QuantifiedArray {
            left,
            operator,
            all,
            array: Box::new(array),
        }))
    }
}

/// Whether a pattern is `ALL (…)`, which the parser takes for a call.
fn is_all(pattern: &ast::Expr) -> bool {
    match pattern {
        ast::Expr::Function(call) => match call.name.0.as_slice() {
            [ast::ObjectNamePart::Identifier(name)] => {
                name.quote_style.is_none() && name.value.eq_ignore_ascii_case("all")
            }
            _ => false,
        },
        _ => false,
    }
}

/// The argument of a call that has one and nothing else.
fn only_argument(call: &ast::Function) -> Option<&ast::Expr> {
    match plain_arguments(call)?.as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

/// The arguments of a call that has plain ones and nothing else.
fn plain_arguments(call: &ast::Function) -> Option<Vec<&ast::Expr>> {
    let ast::FunctionArguments::List(ast::FunctionArgumentList {
        duplicate_treatment: None,
        args,
        clauses,
    }) = &call.args
    else {
        return None;
    };
    let plain = call.over.is_none()
        && call.filter.is_none()
        && call.within_group.is_empty()
        && call.null_treatment.is_none()
        && clauses.is_empty();
    let exprs = args.iter().map(|arg| match arg {
        ast::FunctionArg::Unnamed(ast::FunctionArgExpr::Expr(expr)) => Some(expr),
        _ => None,
    });
    if plain { exprs.collect() } else { None }
}

/// LIKE and its kin as operators.
pub(super) fn like_operator(case_insensitive: bool, negated: bool) -> BinaryOperator {
    match (case_insensitive, negated) {
        (false, false) => BinaryOperator::Like,
        (false, true) => BinaryOperator::NotLike,
        (true, false) => BinaryOperator::LikeAnyCase,
        (true, true) => BinaryOperator::NotLikeAnyCase,
    }
}
