//! The functions that may be called: a reviewed list for each dialect.
//!
//! What is not on a list is refused, whatever it does. An entry is admitted when it computes from
//! its arguments alone (or from the clock): it reads no table, file, setting or session, writes and
//! locks nothing, does not wait, and runs no text as SQL. Where a short call could build a huge
//! value, the entry carries a [`Bound`] that only constants can satisfy.

mod mysql;
mod postgres;
#[cfg(test)]
mod reviewed;
mod snowflake;
mod sqlite;
mod tables;

use plainquery_core::{Dialect, TypeClass};

use crate::mutation::{List, is_hidden};
pub(crate) use tables::{
    RowSource, TableEntry, find as find_table, find_set, is_set, names as table_names,
};

/// A function that may be called.
#[derive(Debug)]
pub(crate) struct Entry {
    /// Its name, in lower case.
    pub(crate) name: &'static str,
    /// Where it may stand.
    pub(crate) kind: Kind,
    /// The fewest arguments.
    pub(crate) min_arguments: usize,
    /// The most arguments.
    pub(crate) max_arguments: usize,
    /// What it yields.
    pub(crate) returns: Returns,
    /// What keeps its result small.
    pub(crate) bound: Bound,
}

/// Where a function may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Anywhere that a value may.
    Scalar,
    /// Over the rows of a group, or with OVER.
    Aggregate,
    /// An aggregate with WITHIN GROUP.
    OrderedSet,
    /// Only with OVER.
    Window,
}

/// The class of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Returns {
    /// Always this one.
    Class(TypeClass),
    /// That of an argument.
    Argument(usize),
    /// What all arguments have in common.
    Common,
    /// Sum of whole numbers is decimal only where it can overflow; of others, as they are.
    Sum,
    /// Averages: floats stay floats, intervals intervals, the rest is decimal.
    Average,
    /// Whole numbers in a float's or a decimal's form: floats stay, the rest is decimal.
    Rounded,
    /// That of the value in WITHIN GROUP.
    WithinGroup,
    /// Averages of the value in WITHIN GROUP.
    Interpolated,
}

/// What keeps a result small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    /// The result is about as large as the arguments.
    Natural,
    /// The argument is a length: at most [`MAX_PADDED_LENGTH`], by a constant that holds it.
    Length(usize),
    /// The argument repeats the first: at most [`MAX_REPEATS`], by a constant that holds it.
    Repeats(usize),
    /// The second argument is replaced by the third: both are constants, the third a short one.
    Replacement,
    /// The argument is put between others: a constant of at most [`MAX_PIECE_BYTES`].
    Separator(usize),
    /// As `Replacement`, with a regular expression.
    RegularExpression,
    /// The argument is a regular expression: a short constant without back-references.
    Pattern(usize),
    /// Quoting may double the argument.
    Doubles,
    /// The first argument names a configuration of text search: a constant, and one that every
    /// server has. Without it the function reads a setting.
    SearchConfiguration,
}

/// The longest that a value is padded to.
pub(crate) const MAX_PADDED_LENGTH: u64 = 1000;
/// The most that a value is repeated.
pub(crate) const MAX_REPEATS: u64 = 100;
/// The most bytes of a separator or a replacement.
pub(crate) const MAX_PIECE_BYTES: usize = 16;
/// The most bytes of a regular expression.
pub(crate) const MAX_PATTERN_BYTES: usize = 200;

/// The names of parameters, for functions that are written with names: what is left out is 0.
pub(crate) fn parameter_names(function: &str) -> &'static [&'static str] {
    match function {
        "make_interval" => &["years", "months", "weeks", "days", "hours", "mins", "secs"],
        _ => &[],
    }
}

/// Those with a list.
pub(crate) const DIALECTS: [Dialect; 4] = [
    Dialect::Postgres,
    Dialect::Sqlite,
    Dialect::Mysql,
    Dialect::Snowflake,
];

/// For lists of any length.
pub(crate) const ANY: usize = 100;

/// The entry of that name.
pub(crate) fn find(name: &str, dialect: Dialect) -> Option<&'static Entry> {
    groups(dialect)
        .iter()
        .flat_map(|group| group.iter())
        .find(|entry| entry.name == name && !is_hidden(List::Function, name))
}

/// The entry for a call with so many arguments.
pub(crate) fn find_for(name: &str, arguments: usize, dialect: Dialect) -> Option<&'static Entry> {
    // SQLite's min and max of several values are plain functions.
    if dialect == Dialect::Sqlite
        && arguments > 1
        && let Some(entry) = sqlite::OF_SEVERAL.iter().find(|entry| entry.name == name)
    {
        return Some(entry);
    }
    find(name, dialect)
}

/// Whether a name of any dialect, with so many arguments, is an aggregate.
pub(crate) fn is_aggregate(name: &str, arguments: usize) -> bool {
    DIALECTS.into_iter().any(|dialect| {
        find_for(name, arguments, dialect)
            .is_some_and(|entry| matches!(entry.kind, Kind::Aggregate | Kind::OrderedSet))
    })
}

/// The names of all entries.
pub(crate) fn names(dialect: Dialect) -> impl Iterator<Item = &'static str> {
    groups(dialect)
        .iter()
        .flat_map(|group| group.iter())
        .map(|entry| entry.name)
}

fn groups(dialect: Dialect) -> &'static [&'static [Entry]] {
    match dialect {
        Dialect::Postgres => postgres::GROUPS,
        Dialect::Sqlite => sqlite::GROUPS,
        Dialect::Mysql => mysql::GROUPS,
        Dialect::Snowflake => snowflake::GROUPS,
    }
}

/// Whether a function makes a search of words. Postgres takes it in FROM too, as a row of one value.
pub(crate) fn is_search_query(name: &str) -> bool {
    matches!(
        name,
        "phraseto_tsquery" | "plainto_tsquery" | "to_tsquery" | "websearch_to_tsquery"
    )
}

/// Whether an aggregate of `Snowflake` may say its order by WITHIN GROUP, and need not.
pub(crate) fn may_be_ordered(name: &str) -> bool {
    matches!(name, "array_agg" | "listagg")
}

const fn entry(
    name: &'static str,
    kind: Kind,
    min_arguments: usize,
    max_arguments: usize,
    returns: Returns,
) -> Entry {
    Entry {
        name,
        kind,
        min_arguments,
        max_arguments,
        returns,
        bound: Bound::Natural,
    }
}

const fn scalar(name: &'static str, min: usize, max: usize, returns: Returns) -> Entry {
    entry(name, Kind::Scalar, min, max, returns)
}

const fn aggregate(name: &'static str, arguments: usize, returns: Returns) -> Entry {
    entry(name, Kind::Aggregate, arguments, arguments, returns)
}

#[expect(
    clippy::needless_pass_by_value,
    reason = "entries are built in constants, where they cannot be borrowed"
)]
const fn bounded(entry: Entry, bound: Bound) -> Entry {
    Entry { bound, ..entry }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{find, names};

    #[test]
    fn each_name_stands_once() {
        for dialect in super::DIALECTS {
            let mut seen = BTreeSet::new();
            for name in names(dialect) {
                assert!(seen.insert(name), "{name} stands twice");
                assert_eq!(name, name.to_ascii_lowercase());
            }
        }
    }

    #[test]
    fn what_reads_writes_waits_or_runs_text_is_absent() {
        for name in [
            "pg_read_file",
            "pg_ls_dir",
            "lo_import",
            "lo_export",
            "lo_get",
            "query_to_xml",
            "table_to_xml",
            "dblink",
            "nextval",
            "setval",
            "set_config",
            "current_setting",
            "pg_sleep",
            "pg_notify",
            "pg_advisory_lock",
            "pg_terminate_backend",
            "version",
            "inet_server_addr",
            "current_user",
            "txid_current",
            "generate_series",
            "array_fill",
            "format",
            "chr",
            "load_extension",
            "randomblob",
            "zeroblob",
            "printf",
            "readfile",
            "writefile",
            "xpath",
            "ts_stat",
            "unnest",
            "pg_get_viewdef",
            "col_description",
            "has_table_privilege",
            "to_regclass",
            "query_to_xml_and_xmlschema",
            "load_file",
            "sleep",
            "benchmark",
            "get_lock",
            "release_lock",
            "is_free_lock",
            "master_pos_wait",
            "wait_for_executed_gtid_set",
            "user",
            "database",
            "schema",
            "connection_id",
            "last_insert_id",
            "found_rows",
            "row_count",
            "uuid_short",
            "name_const",
            "values",
            "extractvalue",
            "updatexml",
            "space",
            "char",
            "json_table",
            "format_bytes",
            "ps_thread_id",
            "aes_decrypt",
            "uncompress",
            "export_set",
            "make_set",
        ] {
            for dialect in super::DIALECTS {
                assert!(find(name, dialect).is_none(), "{name}");
            }
        }
    }
}
