//! Masks by the functions of `MySQL` and `MariaDB`.
//!
//! None of them raises an error, of a column that is of another type than the catalog says neither: what
//! cannot be read as a number or date is 0 or NULL there, with a warning, and whatever could leave the range
//! of its type is kept within bounds.

use plainquery_catalog::Column;
use plainquery_core::TypeClass;

use super::{DateUnit, Mask, MaskedType, between, cast, has_plain_text, hmac, masked};
use crate::policy::Parameters;
use crate::tree::{BYTES_OF_TEXT, BinaryOperator, Expr, INTERVAL, Literal};

/// The type in which whole numbers do not overflow.
const WHOLE: &str = "decimal(65, 0)";

/// See [`Mask::masked_type`].
pub(super) fn masked_type(mask: &Mask, column: &Column) -> Option<MaskedType> {
    let class = column.class;
    match mask {
        Mask::Null => Some(plain_type(class)),
        Mask::Hash => has_plain_text(class).then_some(masked("char", TypeClass::Text)),
        Mask::Partial { .. } => matches!(
            class,
            TypeClass::Text | TypeClass::Integer | TypeClass::Uuid
        )
        .then_some(masked("char", TypeClass::Text)),
        Mask::BucketNumber { .. } => match class {
            TypeClass::Integer | TypeClass::Decimal => Some(masked("decimal", TypeClass::Decimal)),
            TypeClass::Float => Some(masked("double", TypeClass::Float)),
            _ => None,
        },
        Mask::BucketDate { .. } => class.is_temporal().then(|| plain_type(class)),
    }
}

/// See [`Mask::expr`].
pub(super) fn expr(
    mask: &Mask,
    value: &Expr,
    column: &Column,
    key: &str,
    parameters: &mut Parameters,
) -> Expr {
    match mask {
        Mask::Null => cast(
            Expr::Literal(Literal::Null),
            plain_type(column.class).type_name,
        ),
        Mask::Hash => hash(value, key, parameters),
        Mask::Partial {
            keep_first,
            keep_last,
        } => partial(value, *keep_first, *keep_last),
        Mask::BucketNumber { width } => bucket_number(value, column.class, *width),
        Mask::BucketDate { unit } => bucket_date(value, column.class, *unit),
    }
}

/// A type that both servers cast to. `MariaDB` does not cast to JSON.
fn plain_type(class: TypeClass) -> MaskedType {
    match class {
        TypeClass::Integer | TypeClass::Boolean => masked("signed", class),
        TypeClass::Decimal => masked("decimal", class),
        TypeClass::Float => masked("double", class),
        TypeClass::Date => masked("date", class),
        TypeClass::Time => masked("time", class),
        TypeClass::Timestamp => masked("datetime", class),
        TypeClass::Interval
        | TypeClass::Json
        | TypeClass::Uuid
        | TypeClass::Text
        | TypeClass::Bytes
        | TypeClass::Array
        | TypeClass::Other => masked("char", TypeClass::Text),
    }
}

/// HMAC-SHA-256 by its definition: `hash(outer key || hash(inner key || value))`.
fn hash(value: &Expr, key: &str, parameters: &mut Parameters) -> Expr {
    let keys = hmac::padded(key);
    let mut digest = |key: &str, bytes: Expr| {
        let number = parameters.number_of(key, true);
        let keyed = vec![from_hex(Expr::Parameter(number)), bytes];
        let keyed = Expr::call("concat", keyed);
        Expr::call("sha2", vec![keyed, Expr::number("256")])
    };
    let bytes = Expr::call(BYTES_OF_TEXT, vec![value.clone()]);
    let inner = digest(&keys.inner, bytes);
    digest(&keys.outer, from_hex(inner))
}

fn from_hex(digits: Expr) -> Expr {
    Expr::call("unhex", vec![digits])
}

/// Without a cast, so that the column's collation stays.
fn partial(value: &Expr, keep_first: u8, keep_last: u8) -> Expr {
    let part = |end: &str, kept: u8| Expr::call(end, vec![value.clone(), number(kept)]);
    let mut parts = vec![Expr::text("***")];
    if keep_first > 0 {
        parts.insert(0, part("left", keep_first));
    }
    if keep_last > 0 {
        parts.push(part("right", keep_last));
    }
    let is_long = Expr::binary(
        Expr::call("char_length", vec![value.clone()]),
        BinaryOperator::Greater,
        number(u16::from(keep_first) + u16::from(keep_last)),
    );
    let is_known = Expr::IsNull {
        operand: Box::new(value.clone()),
        negated: true,
    };
    Expr::Case {
        operand: None,
        branches: vec![
            (is_long, Expr::call("concat", parts)),
            (is_known, Expr::text("***")),
        ],
        otherwise: None,
    }
}

/// A quotient of decimals is rounded, so the rest is taken away instead.
fn bucket_number(value: &Expr, class: TypeClass, width: u32) -> Expr {
    let width = || number(width);
    if class == TypeClass::Float {
        let whole = Expr::call(
            "floor",
            vec![Expr::binary(value.clone(), BinaryOperator::Divide, width())],
        );
        let bucket = Expr::binary(whole, BinaryOperator::Multiply, width());
        return between(value, minus("1e300"), Expr::number("1e300"), bucket);
    }
    let exact = if class == TypeClass::Integer {
        cast(value.clone(), WHOLE)
    } else {
        value.clone()
    };
    let rest = |value: Expr| Expr::call("mod", vec![value, width()]);
    // Of a value below zero the rest is too.
    let above_zero = Expr::binary(rest(exact.clone()), BinaryOperator::Add, width());
    let bucket = Expr::binary(exact.clone(), BinaryOperator::Subtract, rest(above_zero));
    let most = format!("1{}", "0".repeat(30));
    between(&exact, minus(&most), Expr::number(most), bucket)
}

/// The start of what holds the day. Dates without a month or day are NULL or come to another date; none
/// raises an error.
fn bucket_date(value: &Expr, class: TypeClass, unit: DateUnit) -> Expr {
    let day = cast(value.clone(), "date");
    let of_day = |function: &str| Expr::call(function, vec![day.clone()]);
    let from_one =
        |function: &str| Expr::binary(of_day(function), BinaryOperator::Subtract, number(1_u8));
    let start = match unit {
        DateUnit::Day => day.clone(),
        DateUnit::Week => before(day.clone(), of_day("weekday"), "day"),
        DateUnit::Month => before(day.clone(), from_one("dayofmonth"), "day"),
        DateUnit::Quarter => {
            let month = before(day.clone(), from_one("dayofmonth"), "day");
            let months = Expr::call("mod", vec![from_one("month"), number(3_u8)]);
            before(month, months, "month")
        }
        DateUnit::Year => Expr::call("makedate", vec![of_day("year"), number(1_u8)]),
    };
    let limit = |text: &str| cast(Expr::text(text), "date");
    let bucket = cast(start, plain_type(class).type_name);
    between(&day, limit("1000-01-01"), limit("9999-12-31"), bucket)
}

/// `date` less so many of a unit.
fn before(date: Expr, count: Expr, unit: &str) -> Expr {
    let interval = Expr::call(INTERVAL, vec![count, Expr::text(unit)]);
    Expr::call("date_sub", vec![date, interval])
}

fn number(value: impl Into<u64>) -> Expr {
    Expr::number(value.into().to_string())
}

fn minus(digits: &str) -> Expr {
    Expr::number(format!("-{digits}"))
}
