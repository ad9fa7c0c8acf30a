//! The SQL that reads values.

use std::borrow::Cow;
use std::fmt::Write as _;

use plainquery_core::Dialect;
use plainquery_core::ports::Statement;

use super::SamplePolicy;
use crate::{Catalog, Relation, RelationKind};

/// A table so many times larger than what is looked at is read by random pages, not from its start:
/// the first rows are the oldest ones.
const SPARSE: u64 = 4;

/// One statement over several columns. Each part is bounded by itself, so the whole is.
pub(super) fn of_columns(
    catalog: &Catalog,
    policy: &SamplePolicy,
    columns: &[(usize, usize)],
) -> Statement {
    let parts: Vec<String> = columns
        .iter()
        .filter_map(|&(relation, column)| match catalog.dialect {
            Dialect::Postgres => Some(postgres(catalog, policy, relation, column)),
            Dialect::Sqlite => Some(sqlite(catalog, policy, relation, column)),
            Dialect::Mysql | Dialect::Snowflake => None,
        })
        .collect();
    Statement {
        text: Cow::Owned(parts.join("\nUNION ALL\n")),
        parameters: Vec::new(),
    }
}

/// The most frequent values first; one more than are kept tells whether there are more, and NULL
/// makes a group too.
fn groups(policy: &SamplePolicy) -> usize {
    policy.max_values_per_column.saturating_add(2)
}

fn postgres(catalog: &Catalog, policy: &SamplePolicy, at: usize, place: usize) -> String {
    let relation = &catalog.relations[at];
    let percent = sample_percent(relation, policy.max_rows_read);
    let mut source = format!(
        "{}.{} AS r",
        quoted(&relation.schema),
        quoted(&relation.name)
    );
    if let Some(percent) = percent {
        // Writing into a String does not fail.
        let _ = write!(source, " TABLESAMPLE SYSTEM ({percent}) REPEATABLE (0)");
    }
    format!(
        "SELECT {at} AS relation, {place} AS place, g.value, g.seen, g.looked_at, {all_rows} AS all_rows \
         FROM (SELECT b.value, pg_catalog.count(*) AS seen, \
         pg_catalog.sum(pg_catalog.count(*)) OVER () AS looked_at \
         FROM (SELECT pg_catalog.left(r.{column}::pg_catalog.text, {chars}) AS value \
         FROM {source} LIMIT {rows}) AS b \
         GROUP BY b.value ORDER BY 2 DESC, b.value COLLATE pg_catalog.\"C\" LIMIT {groups}) AS g",
        all_rows = i32::from(percent.is_none()),
        column = quoted(&relation.columns[place].name),
        chars = policy.max_value_chars.saturating_add(1),
        rows = policy.max_rows_read,
        groups = groups(policy),
    )
}

fn sqlite(catalog: &Catalog, policy: &SamplePolicy, at: usize, place: usize) -> String {
    let relation = &catalog.relations[at];
    format!(
        "SELECT * FROM (SELECT {at} AS relation, {place} AS place, b.value AS value, \
         count(*) AS seen, sum(count(*)) OVER () AS looked_at, 1 AS all_rows \
         FROM (SELECT substr(CAST(r.{column} AS TEXT), 1, {chars}) AS value \
         FROM {schema}.{table} AS r LIMIT {rows}) AS b \
         GROUP BY b.value ORDER BY count(*) DESC, b.value LIMIT {groups})",
        column = quoted(&relation.columns[place].name),
        chars = policy.max_value_chars.saturating_add(1),
        schema = quoted(&relation.schema),
        table = quoted(&relation.name),
        rows = policy.max_rows_read,
        groups = groups(policy),
    )
}

/// The percentage of pages that hold about twice the rows to look at; `None` for a small table and
/// for what has no pages of its own.
fn sample_percent(relation: &Relation, max_rows: u64) -> Option<f64> {
    let has_pages = matches!(
        relation.kind,
        RelationKind::Table | RelationKind::PartitionedTable | RelationKind::MaterializedView
    );
    let rows = relation.row_estimate.filter(|_| has_pages)?;
    if rows <= max_rows.saturating_mul(SPARSE) {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "a percentage need not be exact")]
    let percent = 200.0 * max_rows as f64 / rows as f64;
    Some(percent.clamp(0.001, 100.0))
}

/// An identifier that means exactly this name in either dialect.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
