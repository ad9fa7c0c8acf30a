//! Functions that yield rows in words.

use super::words;
use crate::tree::{Expr, Select};
use crate::walk;

/// What the rows of a call hold. `said` are its arguments in words.
pub(super) fn rows(name: &str, said: &[String]) -> String {
    match (name, said) {
        ("generate_series", [from, to]) => format!("the whole numbers from {from} to {to}"),
        ("generate_series", [from, to, step]) => {
            format!("the values from {from} to {to} in steps of {step}")
        }
        ("generator", [rows]) => format!("{rows} of nothing"),
        ("flatten", [first, path, outer, recursive, _]) => flattened(first, path, outer, recursive),
        ("generate_subscripts", [first, ..]) => format!("the positions in {first}"),
        ("unnest", values) => format!("the elements of {}", words::list(values)),
        (_, [first, ..]) if name.ends_with("_keys") => format!("the keys of {first}"),
        (_, [first, ..]) if name.ends_with("_each") || name.ends_with("_each_text") => {
            format!("the keys and values of {first}")
        }
        ("json_tree", [first, ..]) => format!("all parts of {first}"),
        (_, [first]) => format!("the elements of {first}"),
        ("regexp_matches", [first, pattern, ..]) => {
            format!("what matches the pattern {pattern} in {first}")
        }
        (_, [first, by, ..]) => format!("the parts of {first}, cut at {by}"),
        (_, []) => words::plain(name),
    }
}

/// What FLATTEN makes a row of, by its arguments as they are said.
fn flattened(value: &str, path: &str, outer: &str, recursive: &str) -> String {
    let of = match path {
        "‘’" | "''" | "“”" | "\"\"" => value.to_owned(),
        path => format!("{value} at {path}"),
    };
    let what = if recursive == "true" {
        "all parts"
    } else {
        "the elements"
    };
    let empty = if outer == "true" {
        ", and one row where there are none"
    } else {
        ""
    };
    format!("{what} of {of}{empty}")
}

/// The value of a call in an expression: that of one of its rows.
pub(super) fn one_of(name: &str, said: &[String]) -> String {
    format!("one of {}", rows(name, said))
}

/// How many rows the calls of a SELECT make of each row; empty where they make none, or where they make
/// its groups.
pub(super) fn how_many(select: &Select) -> &'static str {
    let mut found: Vec<&Expr> = Vec::new();
    for item in &select.items {
        let mut pending = vec![&item.expr];
        while let Some(next) = pending.pop() {
            if select.group_by.contains(next) {
                continue;
            }
            if walk::is_set(next) {
                if !found.contains(&next) {
                    found.push(next);
                }
                continue;
            }
            walk::push_parts(next, &mut pending);
        }
    }
    match found.len() {
        0 => "",
        1 => ", with a row for each of them",
        _ => ", with a row for each of them, taken side by side",
    }
}
