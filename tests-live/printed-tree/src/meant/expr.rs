//! Values.

use pg_query::protobuf::{
    AArrayExpr, AExpr, AExprKind, BoolExpr, BoolExprType, BoolTestType, BooleanTest, CaseExpr,
    CaseWhen, CoercionForm, ColumnRef, GroupingSet, GroupingSetKind, Node, NullTest, NullTestType,
    ParamRef, RowExpr, SubLinkType,
};
use plainquery_sql::tree::{BinaryOperator, Expr, GroupingKind, UnaryOperator};

use super::call::{extract, function};
use super::constant::{literal, negated};
use super::key;
use super::node::{boxed, tagged, word, words};
use super::predicate::{self, sub_link};
use super::types::cast;

/// Several values.
pub(super) fn exprs(values: &[Expr]) -> Vec<Node> {
    values.iter().map(expr).collect()
}

/// A value.
pub(super) fn expr(value: &Expr) -> Node {
    match value {
        Expr::Column {
            source: Some(source),
            name,
        } => column(&[source, name]),
        Expr::Column { source: None, name } => column(&[name]),
        Expr::Literal(constant) => literal(constant),
        Expr::Parameter(number) => tagged(ParamRef {
            number: i32::try_from(*number).unwrap_or(i32::MAX),
            ..ParamRef::default()
        }),
        Expr::Unary { operator, operand } => unary(*operator, operand),
        Expr::Binary {
            left,
            operator,
            right,
        } => binary(left, *operator, right),
        Expr::Function(call) => function(call),
        Expr::Cast { operand, type_name } => cast(expr(operand), type_name),
        Expr::Case {
            operand,
            branches,
            otherwise,
        } => tagged(CaseExpr {
            arg: operand.as_deref().map(boxed),
            args: branches
                .iter()
                .map(|(when, then)| branch(when, then))
                .collect(),
            defresult: otherwise.as_deref().map(boxed),
            ..CaseExpr::default()
        }),
        Expr::IsNull { operand, negated } => tagged(NullTest {
            arg: Some(boxed(operand)),
            nulltesttype: if *negated {
                NullTestType::IsNotNull
            } else {
                NullTestType::IsNull
            } as i32,
            ..NullTest::default()
        }),
        Expr::IsTruth {
            operand,
            truth,
            negated,
        } => tagged(BooleanTest {
            arg: Some(boxed(operand)),
            booltesttype: truth_test(*truth, *negated) as i32,
            ..BooleanTest::default()
        }),
        Expr::InList {
            operand,
            list,
            negated,
        } => predicate::in_list(operand, list, *negated),
        Expr::InQuery {
            operand,
            query,
            negated,
        } => predicate::in_query(operand, query, *negated),
        Expr::Between {
            operand,
            low,
            high,
            negated,
        } => predicate::between(operand, low, high, *negated),
        Expr::Like {
            operand,
            pattern,
            case_insensitive,
            negated,
        } => predicate::like(operand, pattern, *case_insensitive, *negated),
        Expr::Exists { query, negated } => {
            not_if(*negated, sub_link(SubLinkType::ExistsSublink, query))
        }
        Expr::Subquery(query) => sub_link(SubLinkType::ExprSublink, query),
        Expr::QuantifiedQuery {
            left,
            operator,
            all,
            query,
        } => predicate::quantified_query(left, *operator, *all, query),
        Expr::QuantifiedArray {
            left,
            operator,
            all,
            array,
        } => predicate::quantified_array(left, *operator, *all, array),
        Expr::Row(values) => row(exprs(values)),
        Expr::Array(values) => tagged(AArrayExpr {
            elements: exprs(values),
            ..AArrayExpr::default()
        }),
        Expr::Grouping { kind, sets } => grouping(*kind, sets),
        Expr::Extract { field, operand } => extract(field, operand),
    }
}

/// A column by the parts of its name.
pub(super) fn column<T: AsRef<str>>(parts: &[T]) -> Node {
    tagged(ColumnRef {
        fields: words(parts),
        ..ColumnRef::default()
    })
}

fn row(values: Vec<Node>) -> Node {
    tagged(RowExpr {
        args: values,
        // Without the word ROW.
        row_format: CoercionForm::CoerceImplicitCast as i32,
        ..RowExpr::default()
    })
}

fn branch(when: &Expr, then: &Expr) -> Node {
    tagged(CaseWhen {
        expr: Some(boxed(when)),
        result: Some(boxed(then)),
        ..CaseWhen::default()
    })
}

fn truth_test(truth: Option<bool>, negated: bool) -> BoolTestType {
    match (truth, negated) {
        (Some(true), false) => BoolTestType::IsTrue,
        (Some(true), true) => BoolTestType::IsNotTrue,
        (Some(false), false) => BoolTestType::IsFalse,
        (Some(false), true) => BoolTestType::IsNotFalse,
        (None, false) => BoolTestType::IsUnknown,
        (None, true) => BoolTestType::IsNotUnknown,
    }
}

pub(super) fn boolean(operator: BoolExprType, args: Vec<Node>) -> Node {
    tagged(BoolExpr {
        boolop: operator as i32,
        args,
        ..BoolExpr::default()
    })
}

/// NOT, where it is negated.
pub(super) fn not_if(negated: bool, value: Node) -> Node {
    if negated {
        boolean(BoolExprType::NotExpr, vec![value])
    } else {
        value
    }
}

fn unary(operator: UnaryOperator, operand: &Expr) -> Node {
    let value = expr(operand);
    let symbol = match operator {
        UnaryOperator::Not => return not_if(true, value),
        UnaryOperator::Minus => match negated(value.clone()) {
            Some(number) => return number,
            None => "-",
        },
        UnaryOperator::Plus => "+",
        UnaryOperator::BitNot => "~",
    };
    tagged(AExpr {
        kind: AExprKind::AexprOp as i32,
        name: vec![word(symbol)],
        rexpr: Some(Box::new(value)),
        ..AExpr::default()
    })
}

fn binary(left: &Expr, operator: BinaryOperator, right: &Expr) -> Node {
    let kind = match operator {
        BinaryOperator::And => return chain(BoolExprType::AndExpr, left, operator, right),
        BinaryOperator::Or => return chain(BoolExprType::OrExpr, left, operator, right),
        BinaryOperator::DistinctFrom => AExprKind::AexprDistinct,
        BinaryOperator::NotDistinctFrom => AExprKind::AexprNotDistinct,
        _ => AExprKind::AexprOp,
    };
    operation(kind, predicate::symbol(operator), left, expr(right))
}

/// `left symbol right`, of whatever kind.
pub(super) fn operation(kind: AExprKind, symbol: &str, left: &Expr, right: Node) -> Node {
    tagged(AExpr {
        kind: kind as i32,
        name: vec![word(symbol)],
        lexpr: Some(boxed(left)),
        rexpr: Some(Box::new(right)),
        ..AExpr::default()
    })
}

/// AND or OR. Postgres has a list for what is nested on the left: the operators are associative.
fn chain(kind: BoolExprType, left: &Expr, operator: BinaryOperator, right: &Expr) -> Node {
    let mut reversed = vec![expr(right)];
    let mut first = left;
    while let Expr::Binary {
        left,
        operator: inner,
        right,
    } = first
        && *inner == operator
    {
        reversed.push(expr(right));
        first = left;
    }
    reversed.push(expr(first));
    reversed.reverse();
    boolean(kind, reversed)
}

fn grouping(kind: GroupingKind, sets: &[Vec<Expr>]) -> Node {
    let set = |set: &Vec<Expr>| match set.as_slice() {
        [] => tagged(GroupingSet {
            kind: GroupingSetKind::GroupingSetEmpty as i32,
            ..GroupingSet::default()
        }),
        [one] => key(one),
        several => row(several.iter().map(key).collect()),
    };
    tagged(GroupingSet {
        kind: match kind {
            GroupingKind::Sets => GroupingSetKind::GroupingSetSets,
            GroupingKind::Rollup => GroupingSetKind::GroupingSetRollup,
            GroupingKind::Cube => GroupingSetKind::GroupingSetCube,
        } as i32,
        content: sets.iter().map(set).collect(),
        ..GroupingSet::default()
    })
}
