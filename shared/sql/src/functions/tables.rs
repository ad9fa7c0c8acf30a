//! The functions that may stand in FROM: a reviewed list for each dialect. In Postgres they may stand in
//! the list of SELECT too.
//!
//! Each computes its rows from its arguments alone. What it yields is bounded by what it is given,
//! but for a series, whose rows [`crate::cost`] counts from its ends and its step.

use plainquery_core::{Dialect, TypeClass as T};

/// A function that yields rows.
#[derive(Debug)]
pub(crate) struct TableEntry {
    /// Its name, in lower case.
    pub(crate) name: &'static str,
    /// The fewest arguments.
    pub(crate) min_arguments: usize,
    /// The most arguments.
    pub(crate) max_arguments: usize,
    /// Its columns. An empty name stands for the alias, or for the function's name without one.
    pub(crate) columns: &'static [(&'static str, T)],
    /// What its rows come from.
    pub(crate) rows: RowSource,
    /// The argument that is a regular expression.
    pub(crate) pattern: Option<usize>,
}

/// What the rows of a function come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowSource {
    /// Ends and a step.
    Series,
    /// The elements of a value.
    Elements,
}

const fn elements(
    name: &'static str,
    min_arguments: usize,
    max_arguments: usize,
    columns: &'static [(&'static str, T)],
) -> TableEntry {
    TableEntry {
        name,
        min_arguments,
        max_arguments,
        columns,
        rows: RowSource::Elements,
        pattern: None,
    }
}

const fn matches(name: &'static str, column: &'static [(&'static str, T)]) -> TableEntry {
    TableEntry {
        pattern: Some(1),
        ..elements(name, 2, 3, column)
    }
}

/// The most arrays that one `unnest` puts side by side.
const MAX_ARRAYS: usize = 16;

const JSON_PAIRS: &[(&str, T)] = &[("key", T::Text), ("value", T::Json)];
const TEXT_PAIRS: &[(&str, T)] = &[("key", T::Text), ("value", T::Text)];

/// Left out on purpose: what takes a path in a language of its own (`jsonb_path_query`), what needs a
/// list of column definitions (`json_to_record`), and all that reads the server (`pg_ls_dir`, `ts_stat`).
const POSTGRES: &[TableEntry] = &[
    TableEntry {
        rows: RowSource::Series,
        ..elements("generate_series", 2, 3, &[("", T::Other)])
    },
    elements("generate_subscripts", 2, 2, &[("", T::Integer)]),
    elements("unnest", 1, MAX_ARRAYS, &[("", T::Other)]),
    elements("json_array_elements", 1, 1, &[("value", T::Json)]),
    elements("json_array_elements_text", 1, 1, &[("value", T::Text)]),
    elements("jsonb_array_elements", 1, 1, &[("value", T::Json)]),
    elements("jsonb_array_elements_text", 1, 1, &[("value", T::Text)]),
    elements("json_each", 1, 1, JSON_PAIRS),
    elements("json_each_text", 1, 1, TEXT_PAIRS),
    elements("jsonb_each", 1, 1, JSON_PAIRS),
    elements("jsonb_each_text", 1, 1, TEXT_PAIRS),
    elements("json_object_keys", 1, 1, &[("", T::Text)]),
    elements("jsonb_object_keys", 1, 1, &[("", T::Text)]),
    elements("string_to_table", 2, 3, &[("", T::Text)]),
    matches("regexp_split_to_table", &[("", T::Text)]),
    matches("regexp_matches", &[("", T::Array)]),
];

/// The columns of JSON's elements (<https://sqlite.org/json1.html#jeach>), without the hidden ones.
const JSON_ELEMENTS: &[(&str, T)] = &[
    ("key", T::Other),
    ("value", T::Other),
    ("type", T::Text),
    ("atom", T::Other),
    ("id", T::Integer),
    ("parent", T::Integer),
    ("fullkey", T::Text),
    ("path", T::Text),
];

/// Left out on purpose: `generate_series`, which not every build has, and the pragmas.
const SQLITE: &[TableEntry] = &[
    elements("json_each", 1, 2, JSON_ELEMENTS),
    elements("json_tree", 1, 2, JSON_ELEMENTS),
];

/// What a value is flattened to (Snowflake's documentation, "FLATTEN").
const FLATTENED: &[(&str, T)] = &[
    ("SEQ", T::Integer),
    ("KEY", T::Text),
    ("PATH", T::Text),
    ("INDEX", T::Integer),
    ("VALUE", T::Json),
    ("THIS", T::Json),
];

/// Left out on purpose: whatever reads the account, the session, a stage or an earlier result
/// (`RESULT_SCAN`, `INFER_SCHEMA`, the functions of `INFORMATION_SCHEMA`), calls a service, or is a user's.
const SNOWFLAKE: &[TableEntry] = &[
    elements("flatten", 1, 5, FLATTENED),
    TableEntry {
        rows: RowSource::Series,
        ..elements("generator", 1, 1, &[])
    },
    elements(
        "split_to_table",
        2,
        2,
        &[
            ("SEQ", T::Integer),
            ("INDEX", T::Integer),
            ("VALUE", T::Text),
        ],
    ),
];

const LISTS: &[(Dialect, &[TableEntry])] = &[
    (Dialect::Postgres, POSTGRES),
    (Dialect::Sqlite, SQLITE),
    (Dialect::Snowflake, SNOWFLAKE),
];

fn list(dialect: Dialect) -> &'static [TableEntry] {
    let found = LISTS.iter().find(|(known, _)| *known == dialect);
    found.map_or(&[], |(_, list)| list)
}

/// The entry of that name.
pub(crate) fn find(name: &str, dialect: Dialect) -> Option<&'static TableEntry> {
    list(dialect).iter().find(|entry| entry.name == name)
}

/// The entry of that name, for a call outside of FROM: only Postgres takes those.
pub(crate) fn find_set(name: &str, dialect: Dialect) -> Option<&'static TableEntry> {
    find(name, dialect).filter(|_| dialect == Dialect::Postgres)
}

/// Whether a call of that name, in an expression of a tree, yields rows.
pub(crate) fn is_set(name: &str) -> bool {
    POSTGRES.iter().any(|entry| entry.name == name)
}

/// The names of all entries.
pub(crate) fn names(dialect: Dialect) -> impl Iterator<Item = &'static str> {
    list(dialect).iter().map(|entry| entry.name)
}
