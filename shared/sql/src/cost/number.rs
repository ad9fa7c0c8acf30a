//! Constants, arithmetic and casts: how many digits a number may print.

use super::expr::text_of;
use super::size::{Shape, Size, Width};
use crate::tree::{Expr, Literal};

/// The most characters of a `numeric` of the server: 131,072 digits before the point, 16,383 after.
pub(super) const MAX_NUMERIC_BYTES: u64 = 131_072 + 16_383 + 2;

/// The size of a constant.
pub(super) fn literal_width(literal: &Literal) -> Width {
    match literal {
        Literal::Null | Literal::Boolean(_) => Width::new(Shape::Small, 8, 0),
        // Such a number is an integer of the server's, and what is computed from it is too.
        Literal::Number(digits)
            if digits.len() <= 18 && digits.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            Width::new(Shape::Small, digits.len() as u64 + 4, 0)
        }
        Literal::Number(digits) => Width::new(Shape::Number, written_out(digits), 0),
        Literal::Text(text) => Width::new(Shape::Text, text.len() as u64, 0),
        Literal::Date(_) | Literal::Timestamp(_) | Literal::Interval(_) => Width::SMALL,
    }
}

/// The characters of a number when its exponent is written out.
fn written_out(digits: &str) -> u64 {
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let exponent = exponent
        .parse::<i64>()
        .map_or(MAX_NUMERIC_BYTES, i64::unsigned_abs);
    // SQLite shows `1` as `1.0` where it is a float.
    (mantissa.len() as u64)
        .saturating_add(exponent.min(MAX_NUMERIC_BYTES))
        .saturating_add(4)
}

/// Numbers have at most the digits of both sides, and `more`. Dates and the like stay small.
pub(super) fn arithmetic(left: Width, right: Width, more: u64) -> Width {
    match (left.shape, right.shape) {
        (Shape::Small, Shape::Small) => Width::SMALL,
        _ => Width::of(Shape::Number, left.size.plus(right.size).more(more)),
    }
}

/// A number that a function may blow up to all the digits there are, unless it is a float.
pub(super) fn any_number(arguments: &[Width]) -> Width {
    if arguments.iter().any(|width| width.shape != Shape::Small) {
        Width::new(Shape::Number, MAX_NUMERIC_BYTES, 0)
    } else {
        Width::SMALL
    }
}

/// A value under another type.
pub(super) fn cast(operand: &Expr, width: Width, type_name: &str) -> Width {
    let (base, modifier) = match type_name.split_once('(') {
        None => (type_name, None),
        Some((base, rest)) => {
            let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
            (base, digits.parse::<u64>().ok())
        }
    };
    if type_name.ends_with("[]") {
        // Two bytes of text, such as `a,`, are an element with a head.
        return Width::of(Shape::Array, width.size.times(16).more(32));
    }
    match (base.trim(), modifier) {
        ("text" | "varchar", None) => Width::of(Shape::Text, width.size),
        ("varchar", Some(characters)) => {
            let most = characters.saturating_mul(4);
            if width.size.growth == 0 && width.size.fixed_bytes < most {
                Width::of(Shape::Text, width.size)
            } else {
                Width::new(Shape::Text, most, 0)
            }
        }
        // A word has quotes and a place.
        ("tsvector" | "tsquery", None) => Width::of(Shape::Text, width.size.times(8).more(32)),
        ("numrange", None) => Width::new(
            Shape::Text,
            MAX_NUMERIC_BYTES.saturating_mul(2),
            width.size.growth,
        ),
        (range, None) if range.ends_with("range") => Width::of(Shape::Text, width.size.more(64)),
        // It is padded to its length.
        ("char", characters) => {
            Width::new(Shape::Text, characters.unwrap_or(1).saturating_mul(4), 0)
        }
        ("numeric", Some(precision)) => Width::new(Shape::Number, precision.saturating_add(4), 0),
        ("numeric", None) => to_numeric(operand, width),
        ("json", _) => Width::of(Shape::Json, width.size),
        ("jsonb", _) => to_jsonb(operand, width),
        _ => Width::SMALL,
    }
}

/// `'1e131000'::numeric` has more digits than its text has characters.
fn to_numeric(operand: &Expr, width: Width) -> Width {
    let size = match (width.shape, text_of(operand)) {
        (Shape::Number | Shape::Small, _) => width.size,
        (_, Some(text)) => Size::new(written_out(text.trim()), 0),
        // What is stored is taken as it is.
        _ if width.size.fixed_bytes == 0 => width.size.more(64),
        _ => Size::new(MAX_NUMERIC_BYTES, width.size.growth),
    };
    Width::of(Shape::Number, size)
}

/// `jsonb` puts spaces in, and writes numbers out.
fn to_jsonb(operand: &Expr, width: Width) -> Width {
    let has_exponent = |text: &str| {
        text.as_bytes()
            .windows(2)
            .any(|pair| pair[0].is_ascii_digit() && matches!(pair[1], b'e' | b'E'))
    };
    let plain = match text_of(operand) {
        Some(text) => !has_exponent(text),
        None => width.shape == Shape::Json || width.size.fixed_bytes == 0,
    };
    let factor = if plain { 2 } else { MAX_NUMERIC_BYTES / 8 };
    Width::of(Shape::Json, width.size.times(factor).more(2))
}
