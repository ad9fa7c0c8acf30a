//! Calls, the forms that look like calls and are none, and windows.

use pg_query::protobuf::{
    AExpr, AExprKind, AIndices, AIndirection, CoalesceExpr, CoercionForm, CollateClause, FuncCall,
    GroupingFunc, MinMaxExpr, MinMaxOp, Node, SqlValueFunction, SqlValueFunctionOp, SubLinkType,
    WindowDef,
};
use plainquery_sql::tree::{
    ARRAY_OF_QUERY, COLLATE, Expr, FIELD, Frame, FrameBound, FrameUnit, Function, Literal, SLICE,
    SUBSCRIPT, Window,
};

use super::constant::{literal, text, whole_number};
use super::expr::{expr, exprs};
use super::node::{boxed, tagged, word, words};
use super::predicate::sub_link;
use super::{key, sort_by};

/// A call, or what the tree has a pseudo-function for.
pub(super) fn function(call: &Function) -> Node {
    match special(call) {
        Some(node) => node,
        None => tagged(whole_call(call)),
    }
}

/// A function by its plain name: the only schema on the search path is `pg_catalog`.
pub(super) fn plain_call(name: &str, args: Vec<Node>) -> FuncCall {
    FuncCall {
        funcname: vec![word(name)],
        args,
        funcformat: CoercionForm::CoerceExplicitCall as i32,
        ..FuncCall::default()
    }
}

fn whole_call(call: &Function) -> FuncCall {
    // An ordered-set aggregate has its order in WITHIN GROUP, others between the parentheses.
    let agg_within_group = !call.within_group.is_empty();
    let order = if agg_within_group {
        &call.within_group
    } else {
        &call.order_by
    };
    FuncCall {
        agg_star: call.star,
        agg_distinct: call.distinct,
        agg_order: order
            .iter()
            .map(|item| sort_by(item, key(&item.expr)))
            .collect(),
        agg_within_group,
        agg_filter: call.filter.as_ref().map(boxed),
        over: call.over.as_ref().map(|over| Box::new(window(over))),
        ..plain_call(&call.name, exprs(&call.arguments))
    }
}

/// What Postgres has no function for.
fn special(call: &Function) -> Option<Node> {
    // With anything more than arguments, none of them is what it is called.
    if !is_plain(call) {
        return None;
    }
    let node = match (call.name.as_str(), call.arguments.as_slice()) {
        (COLLATE, [operand, Expr::Literal(Literal::Text(name))]) => tagged(CollateClause {
            arg: Some(boxed(operand)),
            collname: words(&[name]),
            ..CollateClause::default()
        }),
        (SUBSCRIPT, [_, _]) => subscripts(call),
        (SLICE, [array, from, to]) => indirection(
            array,
            vec![tagged(AIndices {
                is_slice: true,
                lidx: slice_bound(from),
                uidx: slice_bound(to),
            })],
        ),
        (FIELD, [rows, Expr::Literal(Literal::Text(name))]) => indirection(rows, vec![word(name)]),
        (ARRAY_OF_QUERY, [Expr::Subquery(query)]) => sub_link(SubLinkType::ArraySublink, query),
        ("coalesce", values) => tagged(CoalesceExpr {
            args: exprs(values),
            ..CoalesceExpr::default()
        }),
        ("greatest", values) => extreme(MinMaxOp::IsGreatest, values),
        ("least", values) => extreme(MinMaxOp::IsLeast, values),
        ("nullif", [left, right]) => tagged(AExpr {
            kind: AExprKind::AexprNullif as i32,
            name: words(&["="]),
            lexpr: Some(boxed(left)),
            rexpr: Some(boxed(right)),
            ..AExpr::default()
        }),
        ("grouping", values) => tagged(GroupingFunc {
            args: exprs(values),
            ..GroupingFunc::default()
        }),
        (name, arguments) => return clock(name, arguments),
    };
    Some(node)
}

fn is_plain(call: &Function) -> bool {
    *call == Function::plain(call.name.clone(), call.arguments.clone())
}

fn extreme(op: MinMaxOp, values: &[Expr]) -> Node {
    tagged(MinMaxExpr {
        op: op as i32,
        args: exprs(values),
        ..MinMaxExpr::default()
    })
}

/// `array[index]`. Several after each other are one element of an array of as many dimensions.
fn subscripts(call: &Function) -> Node {
    let mut reversed = Vec::new();
    let mut innermost = call;
    let array = loop {
        let [array, index] = innermost.arguments.as_slice() else {
            break None;
        };
        reversed.push(tagged(AIndices {
            is_slice: false,
            lidx: None,
            uidx: Some(boxed(index)),
        }));
        match array {
            Expr::Function(inner) if inner.name == SUBSCRIPT && is_plain(inner) => {
                innermost = inner;
            }
            array => break Some(array),
        }
    };
    reversed.reverse();
    array.map_or_else(Node::default, |array| indirection(array, reversed))
}

fn indirection(array: &Expr, indirection: Vec<Node>) -> Node {
    tagged(AIndirection {
        arg: Some(boxed(array)),
        indirection,
    })
}

/// NULL stands for no bound.
fn slice_bound(bound: &Expr) -> Option<Box<Node>> {
    (*bound != Expr::Literal(Literal::Null)).then(|| boxed(bound))
}

/// What the clock says, with a precision or without.
fn clock(name: &str, arguments: &[Expr]) -> Option<Node> {
    use SqlValueFunctionOp as Op;
    let (plain, precise) = match name {
        "current_date" => (Op::SvfopCurrentDate, None),
        "current_time" => (Op::SvfopCurrentTime, Some(Op::SvfopCurrentTimeN)),
        "current_timestamp" => (Op::SvfopCurrentTimestamp, Some(Op::SvfopCurrentTimestampN)),
        "localtime" => (Op::SvfopLocaltime, Some(Op::SvfopLocaltimeN)),
        "localtimestamp" => (Op::SvfopLocaltimestamp, Some(Op::SvfopLocaltimestampN)),
        _ => return None,
    };
    let (op, typmod) = match arguments {
        [] => (plain, -1),
        [Expr::Literal(Literal::Number(digits))] => (precise?, digits.parse().ok()?),
        _ => return None,
    };
    Some(tagged(SqlValueFunction {
        op: op as i32,
        typmod,
        ..SqlValueFunction::default()
    }))
}

/// EXTRACT is a function that only its own words call.
pub(super) fn extract(field: &str, operand: &Expr) -> Node {
    tagged(FuncCall {
        funcname: words(&["pg_catalog", "extract"]),
        funcformat: CoercionForm::CoerceSqlSyntax as i32,
        ..plain_call("", vec![text(field), expr(operand)])
    })
}

/// LIKE … ESCAPE calls a function by its full name.
pub(super) fn like_escape(pattern: &Expr, escape: &Expr) -> Node {
    tagged(FuncCall {
        funcname: words(&["pg_catalog", "like_escape"]),
        ..plain_call("", vec![expr(pattern), expr(escape)])
    })
}

fn window(window: &Window) -> WindowDef {
    let (frame_options, start_offset, end_offset) = match &window.frame {
        // RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW, which nobody wrote.
        None => (
            RANGE | START_UNBOUNDED_PRECEDING | END_CURRENT_ROW,
            None,
            None,
        ),
        Some(frame) => frame_of(frame),
    };
    WindowDef {
        partition_clause: exprs(&window.partition_by),
        order_clause: window
            .order_by
            .iter()
            .map(|item| sort_by(item, expr(&item.expr)))
            .collect(),
        frame_options,
        start_offset,
        end_offset,
        ..WindowDef::default()
    }
}

// `src/include/nodes/parsenodes.h`.
const NON_DEFAULT: i32 = 0x1;
const RANGE: i32 = 0x2;
const ROWS: i32 = 0x4;
const GROUPS: i32 = 0x8;
const BETWEEN: i32 = 0x10;
const START_UNBOUNDED_PRECEDING: i32 = 0x20;
const START_UNBOUNDED_FOLLOWING: i32 = 0x80;
const START_CURRENT_ROW: i32 = 0x200;
const END_CURRENT_ROW: i32 = 0x400;
const START_OFFSET_PRECEDING: i32 = 0x800;
const START_OFFSET_FOLLOWING: i32 = 0x2000;

/// Each option of an end is the one of the same start, shifted by this.
const START_TO_END: i32 = 1;

type Offset = Option<Box<Node>>;

fn frame_of(frame: &Frame) -> (i32, Offset, Offset) {
    let unit = match frame.unit {
        FrameUnit::Rows => ROWS,
        FrameUnit::Range => RANGE,
        FrameUnit::Groups => GROUPS,
    };
    let (start, start_offset) = bound(&frame.start);
    let (end, end_offset) = bound(&frame.end);
    let options = NON_DEFAULT | BETWEEN | unit | start | (end << START_TO_END);
    (options, start_offset, end_offset)
}

/// The option of a start, and the offset.
fn bound(bound: &FrameBound) -> (i32, Offset) {
    match bound {
        FrameBound::UnboundedPreceding => (START_UNBOUNDED_PRECEDING, None),
        FrameBound::Preceding(count) => {
            (START_OFFSET_PRECEDING, Some(Box::new(whole_number(*count))))
        }
        FrameBound::CurrentRow => (START_CURRENT_ROW, None),
        FrameBound::Following(count) => {
            (START_OFFSET_FOLLOWING, Some(Box::new(whole_number(*count))))
        }
        FrameBound::UnboundedFollowing => (START_UNBOUNDED_FOLLOWING, None),
        FrameBound::PrecedingInterval(value) => (START_OFFSET_PRECEDING, Some(interval(value))),
        FrameBound::FollowingInterval(value) => (START_OFFSET_FOLLOWING, Some(interval(value))),
    }
}

fn interval(value: &str) -> Box<Node> {
    Box::new(literal(&Literal::Interval(value.to_owned())))
}
