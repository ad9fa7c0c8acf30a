//! The functions of `MySQL` 8.0, by what they are for
//! (<https://dev.mysql.com/doc/refman/8.4/en/built-in-function-reference.html>). Each group says why it is
//! admitted. Left out on purpose: whatever reads files, waits, locks, tells of the session or the server
//! (`LOAD_FILE`, `SLEEP`, `BENCHMARK`, `GET_LOCK`, `USER`, `DATABASE`, `VERSION`), runs XML paths, decrypts or
//! unpacks, and `CHAR`, `SPACE` and `REPEAT` of anything but a constant. So are `MD5` and `SHA1`: `MySQL` 9 has
//! lost them, and what a server does not have itself is looked for among the functions of users.

use plainquery_core::TypeClass as T;

use super::Returns::{Argument, Average, Class, Common, Rounded, Sum};
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

/// Aggregates: they read the rows of the query and nothing else. `group_concat` is cut by the server at
/// `group_concat_max_len`; its separator is an argument of the tree's.
const AGGREGATES: &[Entry] = &[
    entry("count", Kind::Aggregate, 0, 1, Class(T::Integer)),
    aggregate("sum", 1, Sum),
    aggregate("avg", 1, Average),
    aggregate("min", 1, Argument(0)),
    aggregate("max", 1, Argument(0)),
    bounded(
        entry("group_concat", Kind::Aggregate, 1, 2, Class(T::Text)),
        Bound::Separator(1),
    ),
    aggregate("std", 1, Class(T::Float)),
    aggregate("stddev", 1, Class(T::Float)),
    aggregate("stddev_pop", 1, Class(T::Float)),
    aggregate("stddev_samp", 1, Class(T::Float)),
    aggregate("variance", 1, Class(T::Float)),
    aggregate("var_pop", 1, Class(T::Float)),
    aggregate("var_samp", 1, Class(T::Float)),
    aggregate("bit_and", 1, Class(T::Integer)),
    aggregate("bit_or", 1, Class(T::Integer)),
    aggregate("bit_xor", 1, Class(T::Integer)),
    aggregate("any_value", 1, Argument(0)),
    bounded(
        aggregate("json_arrayagg", 1, Class(T::Json)),
        Bound::Doubles,
    ),
    bounded(
        aggregate("json_objectagg", 2, Class(T::Json)),
        Bound::Doubles,
    ),
    entry("grouping", Kind::Aggregate, 1, ANY, Class(T::Integer)),
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

/// Mathematics: pure, of a size that the server's number types bound. `rand` reads the server's generator.
/// `div` and `xor` are operators.
const MATHEMATICS: &[Entry] = &[
    scalar("abs", 1, 1, Argument(0)),
    scalar("ceil", 1, 1, Rounded),
    scalar("ceiling", 1, 1, Rounded),
    scalar("floor", 1, 1, Rounded),
    scalar("round", 1, 2, Rounded),
    scalar("truncate", 2, 2, Rounded),
    scalar("sqrt", 1, 1, Class(T::Float)),
    scalar("exp", 1, 1, Class(T::Float)),
    scalar("ln", 1, 1, Class(T::Float)),
    scalar("log", 1, 2, Class(T::Float)),
    scalar("log2", 1, 1, Class(T::Float)),
    scalar("log10", 1, 1, Class(T::Float)),
    scalar("pow", 2, 2, Class(T::Float)),
    scalar("power", 2, 2, Class(T::Float)),
    scalar("mod", 2, 2, Common),
    scalar("sign", 1, 1, Class(T::Integer)),
    scalar("pi", 0, 0, Class(T::Float)),
    scalar("rand", 0, 0, Class(T::Float)),
    scalar("degrees", 1, 1, Class(T::Float)),
    scalar("radians", 1, 1, Class(T::Float)),
    scalar("sin", 1, 1, Class(T::Float)),
    scalar("cos", 1, 1, Class(T::Float)),
    scalar("tan", 1, 1, Class(T::Float)),
    scalar("cot", 1, 1, Class(T::Float)),
    scalar("asin", 1, 1, Class(T::Float)),
    scalar("acos", 1, 1, Class(T::Float)),
    scalar("atan", 1, 2, Class(T::Float)),
    scalar("atan2", 2, 2, Class(T::Float)),
    scalar("crc32", 1, 1, Class(T::Integer)),
    scalar("bit_count", 1, 1, Class(T::Integer)),
];

/// Text: pure; results no larger than their arguments, or bounded by constants.
const TEXT: &[Entry] = &[
    scalar("length", 1, 1, Class(T::Integer)),
    scalar("octet_length", 1, 1, Class(T::Integer)),
    scalar("char_length", 1, 1, Class(T::Integer)),
    scalar("character_length", 1, 1, Class(T::Integer)),
    scalar("bit_length", 1, 1, Class(T::Integer)),
    scalar("ascii", 1, 1, Class(T::Integer)),
    scalar("ord", 1, 1, Class(T::Integer)),
    scalar("lower", 1, 1, Class(T::Text)),
    scalar("lcase", 1, 1, Class(T::Text)),
    scalar("upper", 1, 1, Class(T::Text)),
    scalar("ucase", 1, 1, Class(T::Text)),
    scalar("reverse", 1, 1, Class(T::Text)),
    scalar("trim", 1, 2, Class(T::Text)),
    scalar("ltrim", 1, 2, Class(T::Text)),
    scalar("rtrim", 1, 2, Class(T::Text)),
    scalar("substr", 2, 3, Class(T::Text)),
    scalar("mid", 3, 3, Class(T::Text)),
    scalar("left", 2, 2, Class(T::Text)),
    scalar("right", 2, 2, Class(T::Text)),
    scalar("instr", 2, 2, Class(T::Integer)),
    scalar("locate", 2, 3, Class(T::Integer)),
    scalar("field", 2, ANY, Class(T::Integer)),
    scalar("find_in_set", 2, 2, Class(T::Integer)),
    scalar("elt", 2, ANY, Class(T::Text)),
    scalar("strcmp", 2, 2, Class(T::Integer)),
    scalar("concat", 1, ANY, Class(T::Text)),
    bounded(
        scalar("concat_ws", 2, ANY, Class(T::Text)),
        Bound::Separator(0),
    ),
    scalar("substring_index", 3, 3, Class(T::Text)),
    bounded(scalar("lpad", 3, 3, Class(T::Text)), Bound::Length(1)),
    bounded(scalar("rpad", 3, 3, Class(T::Text)), Bound::Length(1)),
    bounded(scalar("repeat", 2, 2, Class(T::Text)), Bound::Repeats(1)),
    bounded(scalar("replace", 3, 3, Class(T::Text)), Bound::Replacement),
    bounded(
        scalar("regexp_like", 2, 2, Class(T::Boolean)),
        Bound::Pattern(1),
    ),
    bounded(
        scalar("regexp_instr", 2, 2, Class(T::Integer)),
        Bound::Pattern(1),
    ),
    bounded(
        scalar("regexp_substr", 2, 2, Class(T::Text)),
        Bound::Pattern(1),
    ),
    bounded(
        scalar("regexp_replace", 3, 3, Class(T::Text)),
        Bound::RegularExpression,
    ),
    scalar("hex", 1, 1, Class(T::Text)),
    scalar("sha2", 2, 2, Class(T::Text)),
    scalar("soundex", 1, 1, Class(T::Text)),
    scalar("like_escape", 2, 2, Class(T::Text)),
];

/// Dates and times: pure, or they read the clock and the session's time zone.
const DATES: &[Entry] = &[
    scalar("now", 0, 0, Class(T::Timestamp)),
    scalar("sysdate", 0, 0, Class(T::Timestamp)),
    scalar("current_date", 0, 0, Class(T::Date)),
    scalar("current_time", 0, 0, Class(T::Time)),
    scalar("current_timestamp", 0, 0, Class(T::Timestamp)),
    scalar("localtime", 0, 0, Class(T::Timestamp)),
    scalar("localtimestamp", 0, 0, Class(T::Timestamp)),
    scalar("curdate", 0, 0, Class(T::Date)),
    scalar("curtime", 0, 0, Class(T::Time)),
    scalar("utc_date", 0, 0, Class(T::Date)),
    scalar("utc_time", 0, 0, Class(T::Time)),
    scalar("utc_timestamp", 0, 0, Class(T::Timestamp)),
    scalar("unix_timestamp", 0, 1, Class(T::Decimal)),
    scalar("from_unixtime", 1, 1, Class(T::Timestamp)),
    scalar("date", 1, 1, Class(T::Date)),
    scalar("time", 1, 1, Class(T::Time)),
    scalar("timestamp", 1, 2, Class(T::Timestamp)),
    scalar("year", 1, 1, Class(T::Integer)),
    scalar("quarter", 1, 1, Class(T::Integer)),
    scalar("month", 1, 1, Class(T::Integer)),
    scalar("monthname", 1, 1, Class(T::Text)),
    scalar("week", 1, 2, Class(T::Integer)),
    scalar("weekofyear", 1, 1, Class(T::Integer)),
    scalar("yearweek", 1, 2, Class(T::Integer)),
    scalar("day", 1, 1, Class(T::Integer)),
    scalar("dayname", 1, 1, Class(T::Text)),
    scalar("dayofmonth", 1, 1, Class(T::Integer)),
    scalar("dayofweek", 1, 1, Class(T::Integer)),
    scalar("dayofyear", 1, 1, Class(T::Integer)),
    scalar("weekday", 1, 1, Class(T::Integer)),
    scalar("hour", 1, 1, Class(T::Integer)),
    scalar("minute", 1, 1, Class(T::Integer)),
    scalar("second", 1, 1, Class(T::Integer)),
    scalar("microsecond", 1, 1, Class(T::Integer)),
    scalar("last_day", 1, 1, Class(T::Date)),
    scalar("makedate", 2, 2, Class(T::Date)),
    scalar("maketime", 3, 3, Class(T::Time)),
    scalar("date_add", 2, 2, Argument(0)),
    scalar("date_sub", 2, 2, Argument(0)),
    scalar("adddate", 2, 2, Argument(0)),
    scalar("subdate", 2, 2, Argument(0)),
    scalar("addtime", 2, 2, Argument(0)),
    scalar("subtime", 2, 2, Argument(0)),
    scalar("datediff", 2, 2, Class(T::Integer)),
    scalar("timediff", 2, 2, Class(T::Time)),
    scalar("timestampdiff", 3, 3, Class(T::Integer)),
    scalar("timestampadd", 3, 3, Class(T::Timestamp)),
    scalar("period_add", 2, 2, Class(T::Integer)),
    scalar("period_diff", 2, 2, Class(T::Integer)),
    scalar("to_days", 1, 1, Class(T::Integer)),
    scalar("to_seconds", 1, 1, Class(T::Integer)),
    scalar("from_days", 1, 1, Class(T::Date)),
    scalar("sec_to_time", 1, 1, Class(T::Time)),
    scalar("time_to_sec", 1, 1, Class(T::Integer)),
    scalar("date_format", 2, 2, Class(T::Text)),
    scalar("time_format", 2, 2, Class(T::Text)),
    scalar("str_to_date", 2, 2, Class(T::Timestamp)),
];

/// Conditionals: they pick among their arguments.
const CONDITIONALS: &[Entry] = &[
    scalar("coalesce", 1, ANY, Common),
    scalar("ifnull", 2, 2, Common),
    scalar("nullif", 2, 2, Argument(0)),
    scalar("if", 3, 3, Argument(1)),
    scalar("isnull", 1, 1, Class(T::Boolean)),
    scalar("greatest", 2, ANY, Common),
    scalar("least", 2, ANY, Common),
];

/// JSON, read and built: pure.
const JSON: &[Entry] = &[
    scalar("json_extract", 2, 2, Class(T::Json)),
    scalar("json_unquote", 1, 1, Class(T::Text)),
    scalar("json_contains", 2, 3, Class(T::Boolean)),
    scalar("json_length", 1, 2, Class(T::Integer)),
    scalar("json_depth", 1, 1, Class(T::Integer)),
    scalar("json_type", 1, 1, Class(T::Text)),
    scalar("json_valid", 1, 1, Class(T::Boolean)),
    scalar("json_keys", 1, 2, Class(T::Json)),
    bounded(scalar("json_quote", 1, 1, Class(T::Text)), Bound::Doubles),
    bounded(
        scalar("json_object", 0, ANY, Class(T::Json)),
        Bound::Doubles,
    ),
    bounded(scalar("json_array", 0, ANY, Class(T::Json)), Bound::Doubles),
];
