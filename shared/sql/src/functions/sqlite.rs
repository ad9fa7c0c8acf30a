//! The functions of `SQLite` 3, by what they are for. Each group says why it is admitted.

use plainquery_core::TypeClass as T;

use super::Returns::{Argument, Class, Common, Rounded, Sum};
use super::{ANY, Bound, Entry, Kind, aggregate, bounded, entry, scalar};

/// All groups.
pub(super) const GROUPS: &[&[Entry]] = &[
    AGGREGATES,
    WINDOW,
    MATHEMATICS,
    TEXT,
    DATES,
    CONDITIONALS,
    JSON,
];

/// Those that are aggregates of one value, and plain functions of several.
pub(super) const OF_SEVERAL: &[Entry] =
    &[scalar("min", 2, ANY, Common), scalar("max", 2, ANY, Common)];

/// Aggregates: they read the rows of the query and nothing else. `min` and `max` of several values are plain functions and are told apart by their arguments.
const AGGREGATES: &[Entry] = &[
    entry("count", Kind::Aggregate, 0, 1, Class(T::Integer)),
    aggregate("sum", 1, Sum),
    aggregate("total", 1, Class(T::Float)),
    aggregate("avg", 1, Class(T::Float)),
    aggregate("min", 1, Argument(0)),
    aggregate("max", 1, Argument(0)),
    bounded(
        entry("group_concat", Kind::Aggregate, 1, 2, Class(T::Text)),
        Bound::Separator(1),
    ),
    bounded(
        aggregate("string_agg", 2, Class(T::Text)),
        Bound::Separator(1),
    ),
];

/// Window functions: they read the rows of the query and nothing else.
const WINDOW: &[Entry] = &[
    entry("row_number", Kind::Window, 0, 0, Class(T::Integer)),
    entry("rank", Kind::Window, 0, 0, Class(T::Integer)),
    entry("dense_rank", Kind::Window, 0, 0, Class(T::Integer)),
    entry("percent_rank", Kind::Window, 0, 0, Class(T::Float)),
    entry("cume_dist", Kind::Window, 0, 0, Class(T::Float)),
    entry("ntile", Kind::Window, 1, 1, Class(T::Integer)),
    entry("lag", Kind::Window, 1, 3, Argument(0)),
    entry("lead", Kind::Window, 1, 3, Argument(0)),
    entry("first_value", Kind::Window, 1, 1, Argument(0)),
    entry("last_value", Kind::Window, 1, 1, Argument(0)),
    entry("nth_value", Kind::Window, 2, 2, Argument(0)),
];

/// Mathematics: pure. `random` reads the library's generator.
const MATHEMATICS: &[Entry] = &[
    scalar("abs", 1, 1, Argument(0)),
    scalar("round", 1, 2, Class(T::Float)),
    scalar("ceil", 1, 1, Rounded),
    scalar("ceiling", 1, 1, Rounded),
    scalar("floor", 1, 1, Rounded),
    scalar("trunc", 1, 1, Rounded),
    scalar("sqrt", 1, 1, Class(T::Float)),
    scalar("exp", 1, 1, Class(T::Float)),
    scalar("ln", 1, 1, Class(T::Float)),
    scalar("log10", 1, 1, Class(T::Float)),
    scalar("log2", 1, 1, Class(T::Float)),
    scalar("log", 1, 2, Class(T::Float)),
    scalar("power", 2, 2, Class(T::Float)),
    scalar("pow", 2, 2, Class(T::Float)),
    scalar("mod", 2, 2, Class(T::Float)),
    scalar("sign", 1, 1, Class(T::Integer)),
    scalar("pi", 0, 0, Class(T::Float)),
    scalar("random", 0, 0, Class(T::Integer)),
    scalar("degrees", 1, 1, Class(T::Float)),
    scalar("radians", 1, 1, Class(T::Float)),
    scalar("sin", 1, 1, Class(T::Float)),
    scalar("cos", 1, 1, Class(T::Float)),
    scalar("tan", 1, 1, Class(T::Float)),
    scalar("asin", 1, 1, Class(T::Float)),
    scalar("acos", 1, 1, Class(T::Float)),
    scalar("atan", 1, 1, Class(T::Float)),
    scalar("atan2", 2, 2, Class(T::Float)),
];

/// Text: pure; results no larger than their arguments, or bounded by constants.
const TEXT: &[Entry] = &[
    scalar("length", 1, 1, Class(T::Integer)),
    scalar("unicode", 1, 1, Class(T::Integer)),
    scalar("lower", 1, 1, Class(T::Text)),
    scalar("upper", 1, 1, Class(T::Text)),
    scalar("typeof", 1, 1, Class(T::Text)),
    scalar("trim", 1, 2, Class(T::Text)),
    scalar("ltrim", 1, 2, Class(T::Text)),
    scalar("rtrim", 1, 2, Class(T::Text)),
    scalar("substr", 2, 3, Class(T::Text)),
    scalar("instr", 2, 2, Class(T::Integer)),
    scalar("glob", 2, 2, Class(T::Boolean)),
    scalar("concat", 1, ANY, Class(T::Text)),
    bounded(
        scalar("concat_ws", 2, ANY, Class(T::Text)),
        Bound::Separator(0),
    ),
    bounded(scalar("replace", 3, 3, Class(T::Text)), Bound::Replacement),
    scalar("like_escape", 2, 2, Class(T::Text)),
];

/// Dates and times: pure, or they read the clock.
const DATES: &[Entry] = &[
    scalar("date", 0, ANY, Class(T::Date)),
    scalar("time", 0, ANY, Class(T::Time)),
    scalar("datetime", 0, ANY, Class(T::Timestamp)),
    scalar("julianday", 0, ANY, Class(T::Float)),
    scalar("unixepoch", 0, ANY, Class(T::Integer)),
    scalar("strftime", 1, ANY, Class(T::Text)),
    scalar("timediff", 2, 2, Class(T::Text)),
    scalar("current_date", 0, 0, Class(T::Date)),
    scalar("current_time", 0, 0, Class(T::Time)),
    scalar("current_timestamp", 0, 0, Class(T::Timestamp)),
];

/// Conditionals: they pick among their arguments.
const CONDITIONALS: &[Entry] = &[
    scalar("coalesce", 1, ANY, Common),
    scalar("ifnull", 2, 2, Common),
    scalar("nullif", 2, 2, Argument(0)),
    scalar("iif", 2, 3, Argument(1)),
    scalar("likely", 1, 1, Argument(0)),
    scalar("unlikely", 1, 1, Argument(0)),
];

/// JSON, read and built: pure.
const JSON: &[Entry] = &[
    scalar("json_extract", 2, 2, Class(T::Other)),
    scalar("json_array_length", 1, 2, Class(T::Integer)),
    scalar("json_type", 1, 2, Class(T::Text)),
    scalar("json_valid", 1, 1, Class(T::Integer)),
    bounded(
        scalar("json_object", 0, ANY, Class(T::Text)),
        Bound::Doubles,
    ),
    bounded(scalar("json_array", 0, ANY, Class(T::Text)), Bound::Doubles),
    bounded(
        aggregate("json_group_array", 1, Class(T::Text)),
        Bound::Doubles,
    ),
    bounded(
        aggregate("json_group_object", 2, Class(T::Text)),
        Bound::Doubles,
    ),
];
