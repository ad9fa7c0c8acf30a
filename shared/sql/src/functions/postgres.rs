//! The functions of `PostgreSQL`, from 13 on, by what they are for. Each group says why it is admitted.

use plainquery_core::TypeClass as T;

use super::Returns::{Argument, Average, Class, Common, Interpolated, Rounded, Sum, WithinGroup};
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
    ARRAYS,
    TEXT_SEARCH,
    RANGES,
];

/// Aggregates: they read the rows of the query and nothing else. Those that build texts and lists grow with the rows, which the caps of the execution hold.
const AGGREGATES: &[Entry] = &[
    entry("count", Kind::Aggregate, 0, 1, Class(T::Integer)),
    aggregate("sum", 1, Sum),
    aggregate("avg", 1, Average),
    aggregate("min", 1, Argument(0)),
    aggregate("max", 1, Argument(0)),
    aggregate("bool_and", 1, Class(T::Boolean)),
    aggregate("bool_or", 1, Class(T::Boolean)),
    aggregate("every", 1, Class(T::Boolean)),
    bounded(
        aggregate("string_agg", 2, Class(T::Text)),
        Bound::Separator(1),
    ),
    aggregate("array_agg", 1, Class(T::Array)),
    bounded(aggregate("json_agg", 1, Class(T::Json)), Bound::Doubles),
    bounded(aggregate("jsonb_agg", 1, Class(T::Json)), Bound::Doubles),
    bounded(
        aggregate("json_object_agg", 2, Class(T::Json)),
        Bound::Doubles,
    ),
    bounded(
        aggregate("jsonb_object_agg", 2, Class(T::Json)),
        Bound::Doubles,
    ),
    aggregate("stddev", 1, Average),
    aggregate("stddev_pop", 1, Average),
    aggregate("stddev_samp", 1, Average),
    aggregate("variance", 1, Average),
    aggregate("var_pop", 1, Average),
    aggregate("var_samp", 1, Average),
    aggregate("corr", 2, Class(T::Float)),
    aggregate("covar_pop", 2, Class(T::Float)),
    aggregate("covar_samp", 2, Class(T::Float)),
    aggregate("regr_slope", 2, Class(T::Float)),
    aggregate("regr_intercept", 2, Class(T::Float)),
    aggregate("regr_r2", 2, Class(T::Float)),
    aggregate("regr_avgx", 2, Class(T::Float)),
    aggregate("regr_avgy", 2, Class(T::Float)),
    aggregate("regr_count", 2, Class(T::Integer)),
    entry("percentile_cont", Kind::OrderedSet, 1, 1, Interpolated),
    entry("percentile_disc", Kind::OrderedSet, 1, 1, WithinGroup),
    entry("mode", Kind::OrderedSet, 0, 0, WithinGroup),
    aggregate("bit_and", 1, Argument(0)),
    aggregate("bit_or", 1, Argument(0)),
    aggregate("bit_xor", 1, Argument(0)),
    aggregate("any_value", 1, Argument(0)),
    aggregate("regr_sxx", 2, Class(T::Float)),
    aggregate("regr_syy", 2, Class(T::Float)),
    aggregate("regr_sxy", 2, Class(T::Float)),
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

/// Mathematics: pure, of a size that the server's number types bound. `random` reads the server's generator and changes nothing that others see.
const MATHEMATICS: &[Entry] = &[
    scalar("abs", 1, 1, Argument(0)),
    scalar("ceil", 1, 1, Rounded),
    scalar("ceiling", 1, 1, Rounded),
    scalar("floor", 1, 1, Rounded),
    scalar("round", 1, 2, Rounded),
    scalar("trunc", 1, 2, Rounded),
    scalar("sqrt", 1, 1, Average),
    scalar("exp", 1, 1, Average),
    scalar("ln", 1, 1, Average),
    scalar("log10", 1, 1, Average),
    scalar("log", 1, 2, Average),
    scalar("power", 2, 2, Average),
    scalar("pow", 2, 2, Average),
    scalar("cbrt", 1, 1, Class(T::Float)),
    scalar("mod", 2, 2, Common),
    scalar("div", 2, 2, Class(T::Decimal)),
    scalar("sign", 1, 1, Rounded),
    scalar("gcd", 2, 2, Common),
    scalar("lcm", 2, 2, Common),
    scalar("width_bucket", 2, 4, Class(T::Integer)),
    scalar("scale", 1, 1, Class(T::Integer)),
    scalar("min_scale", 1, 1, Class(T::Integer)),
    scalar("trim_scale", 1, 1, Class(T::Decimal)),
    scalar("pi", 0, 0, Class(T::Float)),
    scalar("random", 0, 0, Class(T::Float)),
    scalar("gen_random_uuid", 0, 0, Class(T::Uuid)),
    scalar("degrees", 1, 1, Class(T::Float)),
    scalar("radians", 1, 1, Class(T::Float)),
    scalar("sin", 1, 1, Class(T::Float)),
    scalar("cos", 1, 1, Class(T::Float)),
    scalar("tan", 1, 1, Class(T::Float)),
    scalar("asin", 1, 1, Class(T::Float)),
    scalar("acos", 1, 1, Class(T::Float)),
    scalar("atan", 1, 1, Class(T::Float)),
    scalar("atan2", 2, 2, Class(T::Float)),
    scalar("cot", 1, 1, Class(T::Float)),
    scalar("sinh", 1, 1, Class(T::Float)),
    scalar("cosh", 1, 1, Class(T::Float)),
    scalar("tanh", 1, 1, Class(T::Float)),
    scalar("asinh", 1, 1, Class(T::Float)),
    scalar("acosh", 1, 1, Class(T::Float)),
    scalar("atanh", 1, 1, Class(T::Float)),
    scalar("sind", 1, 1, Class(T::Float)),
    scalar("cosd", 1, 1, Class(T::Float)),
    scalar("tand", 1, 1, Class(T::Float)),
];

/// Text: pure; results no larger than their arguments, or bounded by constants.
const TEXT: &[Entry] = &[
    scalar("length", 1, 1, Class(T::Integer)),
    scalar("char_length", 1, 1, Class(T::Integer)),
    scalar("character_length", 1, 1, Class(T::Integer)),
    scalar("octet_length", 1, 1, Class(T::Integer)),
    scalar("ascii", 1, 1, Class(T::Integer)),
    scalar("lower", 1, 1, Class(T::Text)),
    scalar("upper", 1, 1, Class(T::Text)),
    scalar("initcap", 1, 1, Class(T::Text)),
    scalar("reverse", 1, 1, Class(T::Text)),
    scalar("btrim", 1, 2, Class(T::Text)),
    scalar("ltrim", 1, 2, Class(T::Text)),
    scalar("rtrim", 1, 2, Class(T::Text)),
    scalar("substr", 2, 3, Class(T::Text)),
    scalar("left", 2, 2, Class(T::Text)),
    scalar("right", 2, 2, Class(T::Text)),
    scalar("strpos", 2, 2, Class(T::Integer)),
    scalar("translate", 3, 3, Class(T::Text)),
    scalar("concat", 1, ANY, Class(T::Text)),
    bounded(
        scalar("concat_ws", 2, ANY, Class(T::Text)),
        Bound::Separator(0),
    ),
    scalar("split_part", 3, 3, Class(T::Text)),
    scalar("starts_with", 2, 2, Class(T::Boolean)),
    bounded(scalar("lpad", 2, 3, Class(T::Text)), Bound::Length(1)),
    bounded(scalar("rpad", 2, 3, Class(T::Text)), Bound::Length(1)),
    bounded(scalar("repeat", 2, 2, Class(T::Text)), Bound::Repeats(1)),
    bounded(scalar("replace", 3, 3, Class(T::Text)), Bound::Replacement),
    bounded(
        scalar("regexp_replace", 3, 4, Class(T::Text)),
        Bound::RegularExpression,
    ),
    bounded(
        scalar("regexp_match", 2, 3, Class(T::Array)),
        Bound::Pattern(1),
    ),
    bounded(
        scalar("regexp_split_to_array", 2, 3, Class(T::Array)),
        Bound::Pattern(1),
    ),
    bounded(
        scalar("regexp_like", 2, 3, Class(T::Boolean)),
        Bound::Pattern(1),
    ),
    bounded(
        scalar("regexp_count", 2, 4, Class(T::Integer)),
        Bound::Pattern(1),
    ),
    bounded(
        scalar("regexp_instr", 2, 7, Class(T::Integer)),
        Bound::Pattern(1),
    ),
    bounded(
        scalar("regexp_substr", 2, 6, Class(T::Text)),
        Bound::Pattern(1),
    ),
    bounded(
        scalar("similar_to_escape", 1, 1, Class(T::Text)),
        Bound::Pattern(0),
    ),
    scalar("md5", 1, 1, Class(T::Text)),
    scalar("to_hex", 1, 1, Class(T::Text)),
    scalar("to_char", 2, 2, Class(T::Text)),
    scalar("to_number", 2, 2, Class(T::Decimal)),
    scalar("like_escape", 2, 2, Class(T::Text)),
];

/// Dates and times: pure, or they read the clock and the session's time zone.
const DATES: &[Entry] = &[
    scalar("now", 0, 0, Class(T::Timestamp)),
    scalar("current_date", 0, 0, Class(T::Date)),
    bounded(
        scalar("current_time", 0, 1, Class(T::Time)),
        Bound::Length(0),
    ),
    bounded(
        scalar("current_timestamp", 0, 1, Class(T::Timestamp)),
        Bound::Length(0),
    ),
    bounded(scalar("localtime", 0, 1, Class(T::Time)), Bound::Length(0)),
    bounded(
        scalar("localtimestamp", 0, 1, Class(T::Timestamp)),
        Bound::Length(0),
    ),
    scalar("clock_timestamp", 0, 0, Class(T::Timestamp)),
    scalar("statement_timestamp", 0, 0, Class(T::Timestamp)),
    scalar("transaction_timestamp", 0, 0, Class(T::Timestamp)),
    scalar("make_interval", 0, 7, Class(T::Interval)),
    scalar("overlaps", 4, 4, Class(T::Boolean)),
    scalar("date_trunc", 2, 3, Class(T::Timestamp)),
    scalar("date_part", 2, 2, Class(T::Float)),
    scalar("date_bin", 3, 3, Class(T::Timestamp)),
    scalar("age", 1, 2, Class(T::Interval)),
    scalar("date", 1, 1, Class(T::Date)),
    scalar("make_date", 3, 3, Class(T::Date)),
    scalar("make_time", 3, 3, Class(T::Time)),
    scalar("make_timestamp", 6, 6, Class(T::Timestamp)),
    scalar("to_date", 2, 2, Class(T::Date)),
    scalar("to_timestamp", 1, 2, Class(T::Timestamp)),
    scalar("timezone", 2, 2, Class(T::Timestamp)),
    scalar("isfinite", 1, 1, Class(T::Boolean)),
    scalar("justify_days", 1, 1, Class(T::Interval)),
    scalar("justify_hours", 1, 1, Class(T::Interval)),
    scalar("justify_interval", 1, 1, Class(T::Interval)),
];

/// Conditionals: they pick among their arguments.
const CONDITIONALS: &[Entry] = &[
    scalar("coalesce", 1, ANY, Common),
    scalar("greatest", 1, ANY, Common),
    scalar("least", 1, ANY, Common),
    scalar("nullif", 2, 2, Argument(0)),
    scalar("num_nulls", 1, ANY, Class(T::Integer)),
    scalar("num_nonnulls", 1, ANY, Class(T::Integer)),
];

/// JSON, read and built: pure. No jsonpath, whose filters are a language of their own.
const JSON: &[Entry] = &[
    scalar("json_extract_path", 2, ANY, Class(T::Json)),
    scalar("jsonb_extract_path", 2, ANY, Class(T::Json)),
    scalar("json_extract_path_text", 2, ANY, Class(T::Text)),
    scalar("jsonb_extract_path_text", 2, ANY, Class(T::Text)),
    scalar("json_typeof", 1, 1, Class(T::Text)),
    scalar("jsonb_typeof", 1, 1, Class(T::Text)),
    scalar("json_array_length", 1, 1, Class(T::Integer)),
    scalar("jsonb_array_length", 1, 1, Class(T::Integer)),
    bounded(
        scalar("json_build_object", 0, ANY, Class(T::Json)),
        Bound::Doubles,
    ),
    bounded(
        scalar("jsonb_build_object", 0, ANY, Class(T::Json)),
        Bound::Doubles,
    ),
    bounded(
        scalar("json_build_array", 0, ANY, Class(T::Json)),
        Bound::Doubles,
    ),
    bounded(
        scalar("jsonb_build_array", 0, ANY, Class(T::Json)),
        Bound::Doubles,
    ),
    scalar("jsonb_exists_any", 2, 2, Class(T::Boolean)),
    scalar("jsonb_exists_all", 2, 2, Class(T::Boolean)),
    scalar("json_strip_nulls", 1, 1, Class(T::Json)),
    scalar("jsonb_strip_nulls", 1, 1, Class(T::Json)),
    bounded(scalar("to_json", 1, 1, Class(T::Json)), Bound::Doubles),
    bounded(scalar("to_jsonb", 1, 1, Class(T::Json)), Bound::Doubles),
];

/// Arrays, read and put together: pure; results no larger than their arguments together.
const ARRAYS: &[Entry] = &[
    scalar("array_length", 2, 2, Class(T::Integer)),
    scalar("cardinality", 1, 1, Class(T::Integer)),
    scalar("array_position", 2, 3, Class(T::Integer)),
    scalar("array_positions", 2, 2, Class(T::Array)),
    scalar("array_upper", 2, 2, Class(T::Integer)),
    scalar("array_lower", 2, 2, Class(T::Integer)),
    scalar("array_ndims", 1, 1, Class(T::Integer)),
    scalar("array_append", 2, 2, Class(T::Array)),
    scalar("array_prepend", 2, 2, Class(T::Array)),
    scalar("array_cat", 2, 2, Class(T::Array)),
    scalar("array_remove", 2, 2, Class(T::Array)),
    scalar("string_to_array", 2, 2, Class(T::Array)),
    bounded(
        scalar("array_to_string", 2, 2, Class(T::Text)),
        Bound::Separator(1),
    ),
];

/// Text search, by a configuration that is named: it reads the server's own dictionaries and nothing else.
const TEXT_SEARCH: &[Entry] = &[
    search("to_tsvector", 2),
    search("to_tsquery", 2),
    search("plainto_tsquery", 2),
    search("phraseto_tsquery", 2),
    search("websearch_to_tsquery", 2),
    bounded(
        scalar("ts_headline", 3, 4, Class(T::Text)),
        Bound::SearchConfiguration,
    ),
    scalar("ts_rank", 2, 3, Class(T::Float)),
    scalar("ts_rank_cd", 2, 3, Class(T::Float)),
    scalar("setweight", 2, 2, Class(T::Other)),
    scalar("strip", 1, 1, Class(T::Other)),
    scalar("numnode", 1, 1, Class(T::Integer)),
];

/// Ranges: pure; two values and their bounds.
const RANGES: &[Entry] = &[
    scalar("int4range", 2, 3, Class(T::Other)),
    scalar("int8range", 2, 3, Class(T::Other)),
    scalar("numrange", 2, 3, Class(T::Other)),
    scalar("daterange", 2, 3, Class(T::Other)),
    scalar("tsrange", 2, 3, Class(T::Other)),
    scalar("tstzrange", 2, 3, Class(T::Other)),
    scalar("range_merge", 2, 2, Class(T::Other)),
    scalar("isempty", 1, 1, Class(T::Boolean)),
    scalar("lower_inc", 1, 1, Class(T::Boolean)),
    scalar("upper_inc", 1, 1, Class(T::Boolean)),
    scalar("lower_inf", 1, 1, Class(T::Boolean)),
    scalar("upper_inf", 1, 1, Class(T::Boolean)),
];

const fn search(name: &'static str, arguments: usize) -> Entry {
    bounded(
        scalar(name, arguments, arguments, Class(T::Other)),
        Bound::SearchConfiguration,
    )
}
