//! Calls of functions, aggregates and window functions in words.

use std::fmt::Write as _;

use super::order;
use super::values::{condition, field_words, in_parentheses, value};
use super::words::{self, Sources, list};
use crate::tree::{
    ARRAY_OF_QUERY, COLLATE, Expr, FIELD, Frame, FrameBound, FrameUnit, Function, Literal, SLICE,
    SUBSCRIPT, Window,
};

/// A call with all that hangs on it.
pub(super) fn call(function: &Function, sources: &Sources) -> String {
    let said: Vec<String> = function
        .arguments
        .iter()
        .map(|argument| in_parentheses(argument, value(argument, sources)))
        .collect();
    let mut phrase = aggregate(function, &said, sources)
        .or_else(|| in_window(function, &said))
        .or_else(|| scalar(function, &said))
        .unwrap_or_else(|| plain_call(&function.name, &said));
    if !function.order_by.is_empty() {
        let _ = write!(
            phrase,
            ", ordered by {}",
            order(&function.order_by, sources)
        );
    }
    if let Some(filter) = &function.filter {
        let _ = write!(
            phrase,
            ", only of rows where {}",
            condition(filter, sources)
        );
    }
    if function.ignore_nulls {
        phrase.push_str(", empty values left out,");
    }
    if let Some(window) = &function.over {
        phrase.push_str(&over(window, is_ranking(&function.name), sources));
    }
    // So that what follows is not read as a part of it.
    let is_long =
        !function.order_by.is_empty() || function.filter.is_some() || function.over.is_some();
    if is_long {
        format!("({phrase})")
    } else {
        phrase
    }
}

fn plain_call(name: &str, said: &[String]) -> String {
    let name = words::plain(name);
    if said.is_empty() {
        format!("the value of {name}")
    } else {
        format!("{name} of {}", list(said))
    }
}

fn aggregate(function: &Function, said: &[String], sources: &Sources) -> Option<String> {
    let different = if function.distinct { "different " } else { "" };
    let first = said.first().map(String::as_str).unwrap_or_default();
    let sorted = || {
        let item = function.within_group.first();
        item.map(|item| in_parentheses(&item.expr, value(&item.expr, sources)))
            .unwrap_or_default()
    };
    let values = if function.distinct {
        format!("the different values of {first}")
    } else {
        first.to_owned()
    };
    let separated = || match said.get(1) {
        Some(separator) => format!(" with {separator} between them"),
        None => String::new(),
    };
    Some(match (function.name.as_str(), said.len()) {
        ("count", _) if function.star => "the number of rows".to_owned(),
        ("count", 1) => format!("the number of {different}values of {first} that are not empty"),
        ("sum" | "total", 1) => format!("the sum of {values}"),
        ("avg", 1) => format!("the average of {values}"),
        ("min", 1) => format!("the lowest {first}"),
        ("max", 1) => format!("the highest {first}"),
        ("bool_and" | "every", 1) => format!("whether for all rows {first}"),
        ("bool_or", 1) => format!("whether for any row {first}"),
        ("string_agg" | "group_concat", _) => {
            format!("{} of all rows in one text{}", values, separated())
        }
        ("array_agg", 1) => format!("a list of {values} of all rows"),
        ("json_agg" | "jsonb_agg", 1) => format!("a JSON list of {values} of all rows"),
        ("json_object_agg" | "jsonb_object_agg", 2) => {
            format!("a JSON object of all rows with {} under {first}", said[1])
        }
        ("stddev" | "stddev_samp", 1) => {
            format!("the standard deviation of {values} (of a sample)")
        }
        ("stddev_pop", 1) => format!("the standard deviation of {values}"),
        ("variance" | "var_samp", 1) => format!("the variance of {values} (of a sample)"),
        ("var_pop", 1) => format!("the variance of {values}"),
        ("corr", 2) => format!("the correlation of {} and {}", said[0], said[1]),
        ("percentile_cont" | "percentile_disc", 1) => {
            let how = if function.name == "percentile_cont" {
                "between its neighbours where need be"
            } else {
                "as a value that occurs"
            };
            let from = match function.within_group.first() {
                Some(item) if item.descending => "highest",
                _ => "lowest",
            };
            match first {
                "0.5" | ".5" => format!("the median of {} ({how})", sorted()),
                share => format!(
                    "the {} at the share {share} of the rows from the {from} on ({how})",
                    sorted()
                ),
            }
        }
        ("mode", 0) => format!("the most frequent {}", sorted()),
        ("grouping", _) => format!("whether the row is a total over {}", list(said)),
        _ => return None,
    })
}

fn in_window(function: &Function, said: &[String]) -> Option<String> {
    function.over.as_ref()?;
    let first = said.first().map(String::as_str).unwrap_or_default();
    let shifted = |where_to: &str| {
        let steps = match said.get(1).map(String::as_str) {
            None | Some("1") => format!("the row {where_to}"),
            Some(steps) => format!("the row {steps} rows {where_to}"),
        };
        let missing = said
            .get(2)
            .map(|missing| format!(" (or {missing} where there is none)"))
            .unwrap_or_default();
        format!("{first} of {steps}{missing}")
    };
    Some(match function.name.as_str() {
        "row_number" => "the row’s number".to_owned(),
        "rank" => "the rank (equal rows share one, and the next ranks are left out)".to_owned(),
        "dense_rank" => "the rank (equal rows share one, and none is left out)".to_owned(),
        "percent_rank" => "the rank as a share from 0 to 1".to_owned(),
        "cume_dist" => "the share of rows up to this one".to_owned(),
        "ntile" => format!("which of {first} equal parts the row is in"),
        "lag" => shifted("before"),
        "lead" => shifted("after"),
        "first_value" => format!("{first} of the first row"),
        "last_value" => format!("{first} of the last row"),
        "nth_value" => format!("{first} of row number {}", said.get(1)?),
        _ => return None,
    })
}

/// Whether a function looks at all rows of its part, whatever the frame.
fn is_ranking(name: &str) -> bool {
    matches!(
        name,
        "row_number"
            | "rank"
            | "dense_rank"
            | "percent_rank"
            | "cume_dist"
            | "ntile"
            | "lag"
            | "lead"
    )
}

fn over(window: &Window, ranking: bool, sources: &Sources) -> String {
    let mut said = String::new();
    let has_order = !window.order_by.is_empty();
    if window.partition_by.is_empty() {
        said.push_str(" over all rows");
    } else {
        let keys: Vec<String> = window
            .partition_by
            .iter()
            .map(|key| value(key, sources))
            .collect();
        let _ = write!(said, " among the rows of the same {}", list(&keys));
    }
    if has_order {
        let _ = write!(said, ", ordered by {}", order(&window.order_by, sources));
    }
    match &window.frame {
        Some(frame) if !ranking => {
            let _ = write!(said, ", {}", frame_words(frame));
        }
        None if has_order && !ranking => {
            said.push_str(", from the first row up to this one and its equals");
        }
        _ => {}
    }
    said
}

fn frame_words(frame: &Frame) -> String {
    let unit = match frame.unit {
        FrameUnit::Rows => "rows",
        FrameUnit::Range => "units of the ordering value",
        FrameUnit::Groups => "groups of equal rows",
    };
    let here = match frame.unit {
        FrameUnit::Rows => "this one",
        FrameUnit::Range | FrameUnit::Groups => "this one and its equals",
    };
    let bound = |bound: &FrameBound| match bound {
        FrameBound::UnboundedPreceding => "the first row".to_owned(),
        FrameBound::Preceding(count) => format!("{count} {unit} before"),
        FrameBound::CurrentRow => here.to_owned(),
        FrameBound::Following(count) => format!("{count} {unit} after"),
        FrameBound::UnboundedFollowing => "the last row".to_owned(),
        FrameBound::PrecedingInterval(time) => format!("{time} before"),
        FrameBound::FollowingInterval(time) => format!("{time} after"),
    };
    format!("from {} up to {}", bound(&frame.start), bound(&frame.end))
}

#[expect(clippy::too_many_lines, reason = "a list: each function in words")]
fn scalar(function: &Function, said: &[String]) -> Option<String> {
    let text_of = |index: usize| match function.arguments.get(index) {
        Some(Expr::Literal(Literal::Text(text))) => Some(text.as_str()),
        _ => None,
    };
    if crate::functions::is_set(&function.name) {
        return Some(super::sets::one_of(&function.name, said));
    }
    Some(match (function.name.as_str(), said) {
        (FIELD, [of, _]) => format!("the {} of {of}", text_of(1)?),
        (COLLATE, [of, _]) => match text_of(1) {
            Some(name) => format!("{of} by the letters' order of {name}"),
            None => return None,
        },
        (ARRAY_OF_QUERY, [query]) => format!("the values of {query}"),
        (SLICE, [array, _, _]) => {
            let bound = |index: usize| match function.arguments.get(index) {
                None | Some(Expr::Literal(Literal::Null)) => None,
                Some(_) => said.get(index),
            };
            match (bound(1), bound(2)) {
                (Some(from), Some(to)) => format!("elements {from} to {to} of {array}"),
                (Some(from), None) => format!("elements {from} and later of {array}"),
                (None, Some(to)) => format!("elements up to {to} of {array}"),
                (None, None) => format!("all elements of {array}"),
            }
        }
        (SUBSCRIPT, [array, index]) => format!("element {index} of {array}"),
        ("current_date", []) => "today".to_owned(),
        ("now" | "current_timestamp" | "localtimestamp", []) => "now".to_owned(),
        ("current_time" | "localtime", []) => "the time of day now".to_owned(),
        ("date_trunc", [_, of, ..]) => match text_of(0) {
            Some(unit) => format!("{of} cut to the start of its {unit}"),
            None => return None,
        },
        ("date_part", [_, of]) => format!("the {} of {of}", field_words(text_of(0)?)),
        ("age", [to]) => format!("the time from {to} to today"),
        ("age", [to, from]) => format!("the time from {from} to {to}"),
        ("date", [of]) => format!("the day of {of}"),
        ("make_date", [year, month, day]) => {
            format!("the date of year {year}, month {month}, day {day}")
        }
        ("timezone", [zone, of]) => format!("{of} in the time zone {zone}"),
        ("to_char" | "strftime", [of, pattern]) if function.name == "to_char" => {
            format!("{of} written as {pattern}")
        }
        ("strftime", [pattern, of, ..]) => format!("{of} written as {pattern}"),
        ("round", [of]) => format!("{of} rounded to a whole number"),
        ("round", [of, places]) => format!("{of} rounded to {places} decimal places"),
        ("trunc", [of]) => format!("{of} without its decimal places"),
        ("trunc", [of, places]) => format!("{of} cut to {places} decimal places"),
        ("ceil" | "ceiling", [of]) => format!("{of} rounded up"),
        ("floor", [of]) => format!("{of} rounded down"),
        ("abs", [of]) => format!("{of} without its sign"),
        ("sign", [of]) => format!("the sign of {of}"),
        ("sqrt", [of]) => format!("the square root of {of}"),
        ("power" | "pow", [of, by]) => format!("{of} to the power of {by}"),
        ("mod", [of, by]) => format!("the remainder of {of} divided by {by}"),
        ("seq1" | "seq2" | "seq4" | "seq8", _) => "a number that grows from row to row".to_owned(),
        ("uniform", [low, high, _]) => format!("a random number from {low} to {high}"),
        ("random", []) => "a random number".to_owned(),
        ("coalesce" | "ifnull", [first, rest @ ..]) => {
            let or: Vec<String> = rest.iter().map(|next| format!("else {next}")).collect();
            format!("({first} if it is not empty, {})", or.join(", "))
        }
        ("nullif", [of, value]) => format!("({of}, but nothing if it is {value})"),
        ("iif", [when, then]) => format!("({then} if {when}, otherwise nothing)"),
        ("iif", [when, then, other]) => format!("({then} if {when}, otherwise {other})"),
        ("greatest" | "max", several) if several.len() > 1 => {
            format!("the highest of {}", list(several))
        }
        ("least" | "min", several) if several.len() > 1 => {
            format!("the lowest of {}", list(several))
        }
        ("lower", [of]) => format!("{of} in small letters"),
        ("upper", [of]) => format!("{of} in capital letters"),
        ("initcap", [of]) => format!("{of} with each word capitalised"),
        ("reverse", [of]) => format!("{of} backwards"),
        ("length" | "char_length" | "character_length", [of]) => {
            format!("the number of characters of {of}")
        }
        ("btrim" | "trim", [of]) => format!("{of} without spaces around it"),
        ("ltrim", [of]) => format!("{of} without spaces before it"),
        ("rtrim", [of]) => format!("{of} without spaces after it"),
        ("btrim" | "trim", [of, what]) => format!("{of} without any of {what} around it"),
        ("ltrim", [of, what]) => format!("{of} without any of {what} before it"),
        ("rtrim", [of, what]) => format!("{of} without any of {what} after it"),
        ("substr", [of, from]) => format!("{of} from character {from} on"),
        ("substr", [of, from, count]) => {
            format!("{count} characters of {of} from character {from} on")
        }
        ("left", [of, count]) if count == "1" => format!("the first character of {of}"),
        ("right", [of, count]) if count == "1" => format!("the last character of {of}"),
        ("left", [of, count]) => format!("the first {count} characters of {of}"),
        ("right", [of, count]) => format!("the last {count} characters of {of}"),
        ("strpos" | "instr", [of, what]) => format!("where {what} starts in {of}"),
        ("replace", [of, what, by]) if by == "‘’" => format!("{of} without any {what}"),
        ("replace", [of, what, by]) => format!("{of} with {by} in place of {what}"),
        ("regexp_replace", [of, what, by, ..]) => {
            let which = match text_of(3) {
                Some(flags) if flags.contains('g') => "every match",
                _ => "the first match",
            };
            let by = if by == "‘’" { "nothing" } else { by };
            format!("{of} with {by} in place of {which} of the regular expression {what}")
        }
        ("translate", [of, from, to]) => {
            format!("{of} with each character of {from} turned into that of {to}")
        }
        ("repeat", [of, times]) => format!("{of} {times} times over"),
        ("lpad", [of, length, rest @ ..]) => {
            format!(
                "{of} filled up before to {length} characters{}",
                filling(rest)
            )
        }
        ("rpad", [of, length, rest @ ..]) => {
            format!(
                "{of} filled up after to {length} characters{}",
                filling(rest)
            )
        }
        ("concat", several) if !several.is_empty() => several.join(" followed by "),
        ("concat_ws", [separator, several @ ..]) => {
            format!("{} with {separator} between them", list(several))
        }
        ("split_part", [of, separator, number]) => {
            format!("part number {number} of {of}, split at {separator}")
        }
        ("starts_with", [of, what]) => format!("{of} starts with {what}"),
        ("like_escape", [pattern, escape]) => {
            format!("{pattern} (where {escape} makes the next character a plain one)")
        }
        ("json_build_object" | "jsonb_build_object", pairs) => {
            let pairs: Vec<String> = pairs
                .chunks(2)
                .map(|pair| match pair {
                    [key, value] => format!("{value} under {key}"),
                    other => other.join(""),
                })
                .collect();
            format!("a JSON object of {}", list(&pairs))
        }
        ("json_build_array" | "jsonb_build_array", values) => {
            format!("a JSON list of {}", list(values))
        }
        ("to_json" | "to_jsonb", [of]) => format!("{of} as JSON"),
        (
            "json_extract_path"
            | "jsonb_extract_path"
            | "json_extract_path_text"
            | "jsonb_extract_path_text"
            | "json_extract",
            [of, path @ ..],
        ) => {
            let as_what = if function.name.ends_with("_text") {
                " as text"
            } else {
                ""
            };
            format!("the part {} of {of}{as_what}", path.join(", then "))
        }
        ("json_array_length" | "jsonb_array_length" | "cardinality", [of]) => {
            format!("the number of elements of {of}")
        }
        ("array_length", [of, dimension]) => {
            format!("the number of elements of {of} in dimension {dimension}")
        }
        ("array_position", [of, what]) => format!("where {what} stands in {of}"),
        ("array_to_string", [of, separator]) => {
            format!("the elements of {of} with {separator} between them")
        }
        ("string_to_array", [of, separator]) => {
            format!("the list of parts of {of}, split at {separator}")
        }
        _ => return None,
    })
}

fn filling(rest: &[String]) -> String {
    rest.first()
        .map(|with| format!(" with {with}"))
        .unwrap_or_default()
}
