//! How each function changes the size of its arguments.

use super::expr::text_of;
use super::most;
use super::number::{self, MAX_NUMERIC_BYTES};
use super::rows::{Rows, whole_number};
use super::size::{Shape, Size, Width};
use crate::tree::{COLLATE, Expr, FIELD, Function, SLICE, SUBSCRIPT, TRY_CAST};

/// How a result grows out of the arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Growth {
    /// The largest of the arguments.
    Largest,
    /// The first argument, or a part of it.
    First,
    /// The second or third argument.
    Branch,
    /// The first argument, each byte as so many.
    Times(u64),
    /// The words of all arguments, with quotes and places.
    Words,
    /// All arguments after each other.
    Sum,
    /// All arguments, with the first between them.
    Separated,
    /// The first argument as often as the second says.
    Repeat,
    /// As many characters as the second argument says.
    Pad,
    /// The second argument is replaced by the third.
    Replace,
    /// As `Replace`, by a regular expression.
    RegexReplace,
    /// The second argument's characters become the third's.
    Translate,
    /// A template and what is put into it.
    Format,
    /// A pattern for dates or numbers.
    Pattern,
    /// JSON of the arguments.
    Json,
    /// An array of parts of the first argument.
    Split,
    /// An array's elements with a text between them.
    Join,
    /// An element as often as the second argument's numbers say.
    Fill,
    /// An array and what is added to it.
    Append,
    /// A number of at most the digits of the arguments.
    Digits,
    /// A number of any length.
    AnyNumber,
    /// A number rounded to a number of digits.
    Round,
    /// An aggregate that puts the values of all rows into one text, with a separator.
    Collect,
    /// The same, into JSON or an array.
    CollectJson,
    /// Two numbers, which a text may write with an exponent.
    NumberRange,
    /// The second argument, with tags of seven bytes around each of its words.
    Headline,
}

/// Every function of which a call may be more than a few bytes.
const GROWTHS: &[(&str, Growth)] = &[
    ("abs", Growth::Digits),
    ("any_value", Growth::First),
    ("array_agg", Growth::CollectJson),
    ("array_append", Growth::Append),
    ("array_cat", Growth::Append),
    ("array_fill", Growth::Fill),
    ("array_positions", Growth::Split),
    ("array_prepend", Growth::Append),
    ("array_remove", Growth::First),
    ("array_replace", Growth::Append),
    ("array_to_json", Growth::Json),
    ("array_to_string", Growth::Join),
    ("addtime", Growth::First),
    ("adddate", Growth::First),
    ("avg", Growth::Digits),
    ("bit_and", Growth::Largest),
    ("bit_or", Growth::Largest),
    ("bit_xor", Growth::Largest),
    ("btrim", Growth::First),
    ("ceil", Growth::Digits),
    ("ceiling", Growth::Digits),
    ("char", Growth::Sum),
    ("coalesce", Growth::Largest),
    (COLLATE, Growth::First),
    ("concat", Growth::Sum),
    ("concat_ws", Growth::Separated),
    ("corr", Growth::Digits),
    ("date_add", Growth::First),
    ("date_format", Growth::Pattern),
    ("date_sub", Growth::First),
    ("daterange", Growth::Sum),
    ("div", Growth::Digits),
    ("elt", Growth::Largest),
    ("encode", Growth::Times(2)),
    ("exp", Growth::AnyNumber),
    ("factorial", Growth::AnyNumber),
    (FIELD, Growth::First),
    ("first_value", Growth::First),
    ("floor", Growth::Digits),
    ("format", Growth::Format),
    ("gcd", Growth::Digits),
    ("greatest", Growth::Largest),
    ("group_concat", Growth::Collect),
    ("hex", Growth::Times(2)),
    ("if", Growth::Branch),
    ("ifnull", Growth::Largest),
    ("iif", Growth::Branch),
    ("initcap", Growth::Times(3)),
    ("int4range", Growth::Sum),
    ("int8range", Growth::Sum),
    ("json_agg", Growth::CollectJson),
    ("json_array", Growth::Json),
    ("json_arrayagg", Growth::CollectJson),
    ("json_build_array", Growth::Json),
    ("json_build_object", Growth::Json),
    ("json_extract", Growth::First),
    ("json_extract_path", Growth::First),
    ("json_extract_path_text", Growth::First),
    ("json_group_array", Growth::CollectJson),
    ("json_group_object", Growth::CollectJson),
    ("json_object", Growth::Json),
    ("json_keys", Growth::First),
    ("json_object_agg", Growth::CollectJson),
    ("json_objectagg", Growth::CollectJson),
    ("json_quote", Growth::Json),
    ("json_strip_nulls", Growth::First),
    ("json_unquote", Growth::First),
    ("jsonb_agg", Growth::CollectJson),
    ("jsonb_build_array", Growth::Json),
    ("jsonb_build_object", Growth::Json),
    ("jsonb_extract_path", Growth::First),
    ("jsonb_extract_path_text", Growth::First),
    ("jsonb_object_agg", Growth::CollectJson),
    ("jsonb_pretty", Growth::Times(64)),
    ("jsonb_strip_nulls", Growth::First),
    ("lag", Growth::Largest),
    ("last_value", Growth::First),
    ("lcase", Growth::Times(3)),
    ("lcm", Growth::Digits),
    ("lead", Growth::Largest),
    ("least", Growth::Largest),
    ("left", Growth::First),
    ("like_escape", Growth::Times(2)),
    ("likely", Growth::First),
    ("ln", Growth::Digits),
    ("log", Growth::Digits),
    ("log10", Growth::Digits),
    ("lower", Growth::Times(3)),
    ("lpad", Growth::Pad),
    ("ltrim", Growth::First),
    ("max", Growth::Largest),
    ("mid", Growth::First),
    ("min", Growth::Largest),
    ("mod", Growth::Digits),
    ("mode", Growth::Largest),
    ("nth_value", Growth::First),
    ("nullif", Growth::First),
    ("numrange", Growth::NumberRange),
    ("overlay", Growth::Sum),
    ("percentile_cont", Growth::Largest),
    ("percentile_disc", Growth::Largest),
    ("phraseto_tsquery", Growth::Words),
    ("plainto_tsquery", Growth::Words),
    ("pow", Growth::AnyNumber),
    ("power", Growth::AnyNumber),
    ("quote", Growth::Times(2)),
    ("quote_ident", Growth::Times(2)),
    ("quote_literal", Growth::Times(2)),
    ("quote_nullable", Growth::Times(2)),
    ("range_merge", Growth::Sum),
    ("regexp_match", Growth::Split),
    ("regexp_replace", Growth::RegexReplace),
    ("regexp_split_to_array", Growth::Split),
    ("regexp_substr", Growth::First),
    ("repeat", Growth::Repeat),
    ("replace", Growth::Replace),
    ("reverse", Growth::First),
    ("right", Growth::First),
    ("round", Growth::Round),
    ("row_to_json", Growth::Json),
    ("rpad", Growth::Pad),
    ("rtrim", Growth::First),
    ("setweight", Growth::Times(2)),
    ("similar_to_escape", Growth::Times(8)),
    ("soundex", Growth::Times(2)),
    (SLICE, Growth::First),
    ("split_part", Growth::First),
    ("sqrt", Growth::Digits),
    ("stddev", Growth::Digits),
    ("stddev_pop", Growth::Digits),
    ("stddev_samp", Growth::Digits),
    ("strftime", Growth::Pattern),
    ("string_agg", Growth::Collect),
    ("string_to_array", Growth::Split),
    ("strip", Growth::First),
    (SUBSCRIPT, Growth::First),
    ("subdate", Growth::First),
    ("substr", Growth::First),
    ("substring", Growth::First),
    ("substring_index", Growth::First),
    ("subtime", Growth::First),
    ("sum", Growth::Digits),
    ("time_format", Growth::Pattern),
    ("to_char", Growth::Pattern),
    ("to_json", Growth::Json),
    ("to_jsonb", Growth::Json),
    ("to_number", Growth::Digits),
    ("to_tsquery", Growth::Words),
    ("to_tsvector", Growth::Words),
    ("translate", Growth::Translate),
    ("trim", Growth::First),
    ("trim_scale", Growth::First),
    ("trunc", Growth::Round),
    ("truncate", Growth::Round),
    ("ucase", Growth::Times(3)),
    ("unix_timestamp", Growth::Digits),
    ("ts_headline", Growth::Headline),
    ("tsrange", Growth::Sum),
    ("tstzrange", Growth::Sum),
    ("unlikely", Growth::First),
    ("upper", Growth::Times(3)),
    ("var_pop", Growth::Digits),
    ("var_samp", Growth::Digits),
    ("variance", Growth::Digits),
    ("websearch_to_tsquery", Growth::Words),
    ("add_months", Growth::First),
    ("approx_percentile", Growth::Digits),
    ("array_construct", Growth::Json),
    ("array_slice", Growth::First),
    ("base64_encode", Growth::Times(2)),
    ("date_trunc", Growth::First),
    ("dateadd", Growth::Largest),
    ("decode", Growth::Largest),
    ("div0", Growth::Digits),
    ("div0null", Growth::Digits),
    ("get", Growth::First),
    ("get_ignore_case", Growth::First),
    ("get_path", Growth::First),
    ("hex_encode", Growth::Times(2)),
    ("iff", Growth::Branch),
    ("listagg", Growth::Collect),
    ("max_by", Growth::Largest),
    ("median", Growth::Digits),
    ("min_by", Growth::Largest),
    ("nullifzero", Growth::First),
    ("nvl", Growth::Largest),
    ("nvl2", Growth::Branch),
    ("object_agg", Growth::CollectJson),
    ("object_construct", Growth::Json),
    ("object_keys", Growth::First),
    ("parse_json", Growth::Times(2)),
    ("split", Growth::Split),
    ("strtok", Growth::First),
    ("time_slice", Growth::First),
    ("timeadd", Growth::Largest),
    ("timestampadd", Growth::Largest),
    ("to_varchar", Growth::Pattern),
    ("to_variant", Growth::Json),
    ("try_parse_json", Growth::Times(2)),
    ("try_to_number", Growth::Digits),
    ("zeroifnull", Growth::First),
    (TRY_CAST, Growth::First),
    ("approx_top_k", Growth::CollectJson),
    ("array_compact", Growth::First),
    ("array_distinct", Growth::First),
    ("array_except", Growth::First),
    ("array_flatten", Growth::First),
    ("array_intersection", Growth::First),
    ("array_max", Growth::First),
    ("array_min", Growth::First),
    ("array_sort", Growth::First),
    ("array_unique_agg", Growth::CollectJson),
    ("as_array", Growth::First),
    ("as_char", Growth::First),
    ("as_decimal", Growth::Digits),
    ("as_object", Growth::First),
    ("as_varchar", Growth::First),
    ("greatest_ignore_nulls", Growth::Largest),
    ("least_ignore_nulls", Growth::Largest),
    ("object_construct_keep_null", Growth::Json),
    ("object_delete", Growth::First),
    ("object_insert", Growth::Json),
    ("object_pick", Growth::First),
    ("parse_url", Growth::Times(8)),
    ("regexp_substr_all", Growth::Split),
    ("strip_null_value", Growth::First),
    ("strtok_to_array", Growth::Split),
    ("to_array", Growth::Json),
    ("to_decimal", Growth::Digits),
    ("to_numeric", Growth::Digits),
    ("to_object", Growth::First),
    ("try_to_decimal", Growth::Digits),
    ("try_to_numeric", Growth::Digits),
];

/// Digits that a function over numbers may add.
const MORE_DIGITS: u64 = 2_100;
/// The most digits after the point.
const MAX_SCALE: i128 = 16_383;
/// The most bytes that one sign of a pattern for dates or numbers becomes.
const PATTERN_FACTOR: u64 = 24;
/// The fewest bytes of a stored row: what each row adds to a list is a multiple of it.
const ROW_BYTES: u64 = 24;

/// How a function of that name grows; `None` for those that nobody judged.
pub(super) fn growth(name: &str) -> Option<Growth> {
    GROWTHS
        .iter()
        .find(|(known, _)| *known == name)
        .map(|(_, growth)| *growth)
}

/// The size of a call's result. `rows` are those that an aggregate goes over.
#[expect(clippy::too_many_lines, reason = "a list: each way to grow")]
pub(super) fn width(function: &Function, arguments: &[Width], rows: Rows) -> Width {
    let first = arguments.first().copied().unwrap_or(Width::SMALL);
    let exprs = function.arguments.as_slice();
    let sum = |start: Size| {
        arguments
            .iter()
            .fold(start, |sum, argument| sum.plus(argument.size))
    };
    let Some(growth) = growth(&function.name) else {
        return Width::SMALL;
    };
    match growth {
        Growth::First => Width::of(first.shape, first.size.more(32)),
        Growth::Largest => arguments
            .iter()
            .copied()
            .reduce(Width::either)
            .unwrap_or(Width::SMALL),
        Growth::Branch => arguments
            .iter()
            .copied()
            .skip(1)
            .reduce(Width::either)
            .unwrap_or(Width::SMALL),
        Growth::Words => Width::of(Shape::Text, sum(Size::default()).times(8).more(32)),
        Growth::Times(factor) => Width::of(Shape::Text, first.size.times(factor).more(4)),
        Growth::Sum => Width::of(Shape::Text, sum(Size::default())),
        Growth::Separated => {
            let gaps = (arguments.len() as u64).saturating_sub(2);
            Width::of(Shape::Text, sum(first.size.times(gaps)))
        }
        Growth::Repeat => match exprs.get(1).and_then(most) {
            Some(times) => {
                let times = u64::try_from(times.max(0)).unwrap_or(u64::MAX);
                Width::of(Shape::Text, first.size.times(times))
            }
            None => Width::UNBOUNDED,
        },
        Growth::Pad => match exprs.get(1).and_then(most) {
            Some(characters) => {
                let characters = u64::try_from(characters.max(0)).unwrap_or(u64::MAX);
                Width::new(Shape::Text, characters.saturating_mul(4), 0)
            }
            None => Width::UNBOUNDED,
        },
        Growth::Replace => replaced(first, exprs),
        Growth::RegexReplace => match exprs.get(2).and_then(text_of) {
            // Between any two characters, and with what was matched in it.
            Some(text) => {
                let bytes = text.len() as u64;
                Width::of(
                    Shape::Text,
                    first
                        .size
                        .times(bytes.saturating_mul(2).saturating_add(2))
                        .more(bytes),
                )
            }
            None => Width::UNBOUNDED,
        },
        Growth::NumberRange => {
            let texts = arguments.iter().take(2);
            let texts = texts
                .filter(|argument| argument.shape == Shape::Text)
                .count() as u64;
            let more = MAX_NUMERIC_BYTES.saturating_mul(texts).saturating_add(64);
            Width::of(Shape::Text, sum(Size::new(more, 0)))
        }
        Growth::Headline => {
            let document = arguments.get(1).copied().unwrap_or(Width::UNBOUNDED);
            // Options may set longer marks, and put one between fragments.
            let factor = if exprs.len() > 3 { 32 } else { 8 };
            Width::of(Shape::Text, document.size.times(factor).more(64))
        }
        Growth::Translate => {
            let is_ascii = exprs.get(2).and_then(text_of).is_some_and(str::is_ascii);
            Width::of(Shape::Text, first.size.times(if is_ascii { 1 } else { 4 }))
        }
        Growth::Format => formatted(arguments, exprs),
        Growth::Pattern => Width::of(
            Shape::Text,
            sum(Size::default()).times(PATTERN_FACTOR).more(64),
        ),
        Growth::Json => {
            let size = arguments.iter().fold(Size::new(4, 0), |sum, argument| {
                sum.plus(argument.in_json())
            });
            Width::of(Shape::Json, size)
        }
        // A character can be an element, which has a head.
        Growth::Split => Width::of(Shape::Array, first.size.times(8).more(64)),
        Growth::Join => match exprs.get(1).and_then(text_of) {
            Some(separator) => Width::of(
                Shape::Text,
                sum(Size::default()).times((separator.len() as u64).saturating_add(1)),
            ),
            None => Width::UNBOUNDED,
        },
        Growth::Fill => match exprs.get(1).and_then(product) {
            Some(elements) => Width::of(Shape::Array, first.in_array().times(elements)),
            None => Width::UNBOUNDED,
        },
        Growth::Append => {
            let size = arguments.iter().fold(Size::default(), |sum, argument| {
                sum.plus(argument.beside_elements())
            });
            Width::of(Shape::Array, size)
        }
        Growth::Digits => {
            if arguments
                .iter()
                .all(|argument| argument.shape == Shape::Small)
            {
                return Width::SMALL;
            }
            Width::of(Shape::Number, sum(Size::new(MORE_DIGITS, 0)))
        }
        Growth::AnyNumber => number::any_number(arguments),
        Growth::Round => {
            if first.shape == Shape::Small && exprs.len() < 2 {
                return Width::SMALL;
            }
            let scale = match exprs.get(1) {
                None => 0,
                Some(scale) => {
                    whole_number(scale).map_or(MAX_SCALE, |scale| scale.clamp(0, MAX_SCALE))
                }
            };
            let scale = u64::try_from(scale).unwrap_or(MAX_NUMERIC_BYTES);
            Width::of(Shape::Number, first.size.more(scale.saturating_add(4)))
        }
        Growth::Collect => {
            let separator = arguments.get(1).map_or(Size::new(1, 0), |width| width.size);
            Width::of(Shape::Text, collected(first.size.plus(separator), rows))
        }
        Growth::CollectJson => {
            let (shape, size) = if function.name == "array_agg" {
                (Shape::Array, first.in_array())
            } else {
                let size = arguments.iter().fold(Size::default(), |sum, argument| {
                    sum.plus(argument.in_json())
                });
                (Shape::Json, size)
            };
            Width::of(shape, collected(size, rows).more(4))
        }
    }
}

/// What all rows together put into one value: of rows that are made of nothing their number is
/// known; stored rows have a size of their own, and what constants add is a multiple of it.
pub(super) fn collected(each: Size, rows: Rows) -> Size {
    if rows.is_stored {
        let made = each.times(rows.made);
        Size::new(
            each.fixed_bytes,
            made.growth
                .saturating_add(made.fixed_bytes.div_ceil(ROW_BYTES)),
        )
    } else {
        each.times(rows.total.max(1))
    }
}

fn replaced(first: Width, exprs: &[Expr]) -> Width {
    let wanted = exprs.get(1).and_then(text_of);
    let replacement = exprs.get(2).and_then(text_of);
    // What is only taken out makes nothing longer.
    if replacement == Some("") {
        return Width::of(first.shape, first.size);
    }
    let (Some(wanted), Some(replacement)) = (wanted, replacement) else {
        return Width::UNBOUNDED;
    };
    if wanted.is_empty() {
        return Width::of(Shape::Text, first.size);
    }
    let (wanted, replacement) = (wanted.len() as u64, replacement.len() as u64);
    let fixed_bytes = first
        .size
        .fixed_bytes
        .saturating_mul(replacement.max(wanted))
        .div_ceil(wanted);
    let growth = first
        .size
        .growth
        .saturating_mul(replacement.max(wanted))
        .div_ceil(wanted);
    Width::new(Shape::Text, fixed_bytes, growth)
}

/// A template may name an argument many times, and pad it.
fn formatted(arguments: &[Width], exprs: &[Expr]) -> Width {
    let Some(template) = exprs.first().and_then(text_of) else {
        return Width::UNBOUNDED;
    };
    if template.contains('*') {
        return Width::UNBOUNDED;
    }
    let places = template.matches('%').count() as u64;
    let padding = template
        .split(|character: char| !character.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .fold(template.len() as u64, |sum, digits| {
            sum.saturating_add(digits.parse().unwrap_or(u64::MAX))
        });
    let largest = arguments
        .iter()
        .skip(1)
        .fold(Size::default(), |size, argument| size.either(argument.size));
    // %I and %L may double what they quote.
    Width::of(
        Shape::Text,
        largest.times(places.saturating_mul(2)).more(padding),
    )
}

/// The product of an array of constants.
fn product(expr: &Expr) -> Option<u64> {
    let Expr::Array(dimensions) = expr else {
        return None;
    };
    dimensions.iter().try_fold(1_u64, |product, dimension| {
        let elements = u64::try_from(whole_number(dimension)?.max(0)).unwrap_or(u64::MAX);
        Some(product.saturating_mul(elements))
    })
}

#[cfg(test)]
mod tests {
    use plainquery_core::TypeClass;

    use super::growth;
    use crate::functions::{self, Returns};

    /// A function that yields text, lists or numbers without a bound must have been judged.
    #[test]
    fn every_admitted_function_was_judged() {
        let mut missing = Vec::new();
        for dialect in functions::DIALECTS {
            for name in functions::names(dialect) {
                let Some(entry) = functions::find(name, dialect) else {
                    panic!("{name}");
                };
                let is_small = match entry.returns {
                    Returns::Class(class) => !matches!(
                        class,
                        TypeClass::Text
                            | TypeClass::Json
                            | TypeClass::Array
                            | TypeClass::Decimal
                            | TypeClass::Other
                    ),
                    _ => false,
                };
                let is_known_small = matches!(
                    name,
                    "sign"
                        | "cbrt"
                        | "log2"
                        | "total"
                        | "typeof"
                        | "json_typeof"
                        | "jsonb_typeof"
                        | "json_type"
                        | "md5"
                        | "sha1"
                        | "sha2"
                        | "dayname"
                        | "monthname"
                        | "timediff"
                        | "to_hex"
                );
                if !is_small && !is_known_small && growth(name).is_none() {
                    missing.push(name);
                }
            }
        }
        assert!(missing.is_empty(), "add to GROWTHS: {missing:?}");
    }
}
