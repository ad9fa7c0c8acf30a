//! Constants.

use pg_query::NodeEnum;
use pg_query::protobuf::{self, AConst, Node, a_const::Val};
use plainquery_sql::tree::Literal;

use super::node::{tagged, word};
use super::types::cast;

fn constant(val: Val) -> Node {
    tagged(AConst {
        val: Some(val),
        ..AConst::default()
    })
}

fn null() -> Node {
    tagged(AConst {
        isnull: true,
        ..AConst::default()
    })
}

/// A text whose type is not said.
pub(super) fn text(value: &str) -> Node {
    constant(Val::Sval(protobuf::String {
        sval: value.to_owned(),
    }))
}

/// A number of rows.
pub(super) fn whole_number(number: u64) -> Node {
    unsigned(&number.to_string())
}

/// "A numeric constant that contains neither a decimal point nor an exponent is initially presumed to be
/// type integer if its value fits in type integer (32 bits)": only those are numbers to the parser, which
/// keeps all others as they are written.
fn unsigned(digits: &str) -> Node {
    match small(digits) {
        Some(ival) => constant(Val::Ival(protobuf::Integer { ival })),
        None => constant(Val::Fval(protobuf::Float {
            fval: digits.to_owned(),
        })),
    }
}

fn small(digits: &str) -> Option<i32> {
    let whole = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|_| whole)
}

/// A number, whose sign belongs to it.
fn number(digits: &str) -> Node {
    match digits.strip_prefix('-') {
        None => unsigned(digits),
        Some(digits) => negated(unsigned(digits)).unwrap_or_else(null),
    }
}

/// Minus before a number makes another number; `None` before anything else.
pub(super) fn negated(mut value: Node) -> Option<Node> {
    let Some(NodeEnum::AConst(AConst { val: Some(val), .. })) = &mut value.node else {
        return None;
    };
    match val {
        Val::Ival(number) => number.ival = number.ival.checked_neg()?,
        Val::Fval(number) => {
            number.fval = match number.fval.strip_prefix('-') {
                Some(positive) => positive.to_owned(),
                None => format!("-{}", number.fval),
            };
        }
        Val::Boolval(_) | Val::Sval(_) | Val::Bsval(_) => return None,
    }
    Some(value)
}

/// A constant.
pub(super) fn literal(literal: &Literal) -> Node {
    match literal {
        Literal::Null => null(),
        Literal::Boolean(truth) => constant(Val::Boolval(protobuf::Boolean { boolval: *truth })),
        Literal::Number(digits) => number(digits),
        Literal::Text(value) => text(value),
        Literal::Date(value) => cast(text(value), "date"),
        Literal::Timestamp(value) => cast(text(value), "timestamp"),
        Literal::Interval(value) => cast(text(value), "interval"),
    }
}

/// The type that a constant has by itself, and text for what has none; `None` for what is no constant, or
/// says its type.
pub(super) fn own_type(value: &Node) -> Option<&'static str> {
    match value.node.as_ref()? {
        NodeEnum::AConst(
            AConst { val: None, .. }
            | AConst {
                val: Some(Val::Sval(_)),
                ..
            },
        ) => Some("text"),
        NodeEnum::AConst(AConst {
            val: Some(Val::Boolval(_)),
            ..
        }) => Some("boolean"),
        _ => signed(value).map(|number| match number.parse::<i64>() {
            Ok(whole) if i32::try_from(whole).is_ok() => "integer",
            Ok(_) => "bigint",
            Err(_) => "numeric",
        }),
    }
}

/// A number, or one with signs before it.
fn signed(value: &Node) -> Option<String> {
    match value.node.as_ref()? {
        NodeEnum::AConst(AConst {
            val: Some(Val::Ival(number)),
            ..
        }) => Some(number.ival.to_string()),
        NodeEnum::AConst(AConst {
            val: Some(Val::Fval(number)),
            ..
        }) => Some(number.fval.clone()),
        NodeEnum::AExpr(operation) if operation.lexpr.is_none() => {
            let number = signed(operation.rexpr.as_deref()?)?;
            let is_sign = |symbol: &str| operation.name == [word(symbol)];
            match number.strip_prefix('-') {
                _ if is_sign("+") => Some(number),
                Some(positive) if is_sign("-") => Some(positive.to_owned()),
                None if is_sign("-") => Some(format!("-{number}")),
                _ => None,
            }
        }
        _ => None,
    }
}
