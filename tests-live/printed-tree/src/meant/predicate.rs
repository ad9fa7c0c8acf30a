//! Comparisons: with one value, a list, a query, an array.

use pg_query::protobuf::{AExprKind, List, Node, SubLink, SubLinkType};
use plainquery_sql::tree::{BinaryOperator, Expr, Query};

use super::call::like_escape;
use super::expr::{expr, exprs, not_if, operation};
use super::node::{boxed, tagged, word};
use super::statement;

fn list(values: &[Expr]) -> Node {
    tagged(List {
        items: exprs(values),
    })
}

/// A query inside an expression.
pub(super) fn sub_link(kind: SubLinkType, query: &Query) -> Node {
    tagged(SubLink {
        sub_link_type: kind as i32,
        subselect: Some(Box::new(statement(query))),
        ..SubLink::default()
    })
}

pub(super) fn in_list(operand: &Expr, values: &[Expr], negated: bool) -> Node {
    let symbol = if negated { "<>" } else { "=" };
    operation(AExprKind::AexprIn, symbol, operand, list(values))
}

/// IN is = ANY, and the parser knows that no operator was written.
pub(super) fn in_query(operand: &Expr, query: &Query, negated: bool) -> Node {
    let link = SubLink {
        sub_link_type: SubLinkType::AnySublink as i32,
        testexpr: Some(boxed(operand)),
        subselect: Some(Box::new(statement(query))),
        ..SubLink::default()
    };
    not_if(negated, tagged(link))
}

pub(super) fn between(operand: &Expr, low: &Expr, high: &Expr, negated: bool) -> Node {
    let (kind, name) = if negated {
        (AExprKind::AexprNotBetween, "NOT BETWEEN")
    } else {
        (AExprKind::AexprBetween, "BETWEEN")
    };
    let bounds = List {
        items: vec![expr(low), expr(high)],
    };
    operation(kind, name, operand, tagged(bounds))
}

pub(super) fn like(operand: &Expr, pattern: &Expr, case_insensitive: bool, negated: bool) -> Node {
    let (kind, symbol) = match (case_insensitive, negated) {
        (false, false) => (AExprKind::AexprLike, "~~"),
        (false, true) => (AExprKind::AexprLike, "!~~"),
        (true, false) => (AExprKind::AexprIlike, "~~*"),
        (true, true) => (AExprKind::AexprIlike, "!~~*"),
    };
    let pattern = match pattern {
        Expr::Function(call) if call.name == "like_escape" => match call.arguments.as_slice() {
            [pattern, escape] => like_escape(pattern, escape),
            _ => expr(pattern),
        },
        pattern => expr(pattern),
    };
    operation(kind, symbol, operand, pattern)
}

pub(super) fn quantified_query(
    left: &Expr,
    operator: BinaryOperator,
    all: bool,
    query: &Query,
) -> Node {
    let kind = if all {
        SubLinkType::AllSublink
    } else {
        SubLinkType::AnySublink
    };
    tagged(SubLink {
        sub_link_type: kind as i32,
        testexpr: Some(boxed(left)),
        oper_name: vec![word(symbol(operator))],
        subselect: Some(Box::new(statement(query))),
        ..SubLink::default()
    })
}

pub(super) fn quantified_array(
    left: &Expr,
    operator: BinaryOperator,
    all: bool,
    array: &Expr,
) -> Node {
    let kind = if all {
        AExprKind::AexprOpAll
    } else {
        AExprKind::AexprOpAny
    };
    operation(kind, symbol(operator), left, expr(array))
}

/// The operator's name in `pg_operator`.
pub(super) fn symbol(operator: BinaryOperator) -> &'static str {
    match operator {
        // Words and no operators; where one of them stands for one, nothing equals it.
        BinaryOperator::And => "AND",
        BinaryOperator::Or => "OR",
        // The parser says with the kind that this is IS DISTINCT FROM.
        BinaryOperator::Equal | BinaryOperator::DistinctFrom | BinaryOperator::NotDistinctFrom => {
            "="
        }
        BinaryOperator::NotEqual => "<>",
        BinaryOperator::Less => "<",
        BinaryOperator::LessOrEqual => "<=",
        BinaryOperator::Greater => ">",
        BinaryOperator::GreaterOrEqual => ">=",
        BinaryOperator::Add => "+",
        BinaryOperator::Subtract => "-",
        BinaryOperator::Multiply => "*",
        BinaryOperator::Divide => "/",
        BinaryOperator::Modulo => "%",
        BinaryOperator::Concat => "||",
        BinaryOperator::JsonGet => "->",
        BinaryOperator::JsonGetText => "->>",
        BinaryOperator::JsonPath => "#>",
        BinaryOperator::JsonPathText => "#>>",
        BinaryOperator::Contains => "@>",
        BinaryOperator::ContainedBy => "<@",
        BinaryOperator::Overlaps => "&&",
        BinaryOperator::HasKey => "?",
        BinaryOperator::TextMatch => "@@",
        BinaryOperator::RegexMatch => "~",
        BinaryOperator::RegexMatchAnyCase => "~*",
        BinaryOperator::RegexNotMatch => "!~",
        BinaryOperator::RegexNotMatchAnyCase => "!~*",
        BinaryOperator::Like => "~~",
        BinaryOperator::NotLike => "!~~",
        BinaryOperator::LikeAnyCase => "~~*",
        BinaryOperator::NotLikeAnyCase => "!~~*",
        BinaryOperator::BitAnd => "&",
        BinaryOperator::BitOr => "|",
        BinaryOperator::BitXor => "#",
        BinaryOperator::ShiftLeft => "<<",
        BinaryOperator::ShiftRight => ">>",
    }
}
