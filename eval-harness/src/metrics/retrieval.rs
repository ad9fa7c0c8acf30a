//! Whether what a question needs was found, and shown.

use std::collections::HashSet;

use super::{ItemRecord, measured, ratio};

/// The mean over questions of the share of their gold tables that are among the first `k` that
/// retrieval ranked. Questions without gold tables, and records of a target that tells nothing of its
/// retrieval, are left out.
pub fn table_recall_at(records: &[ItemRecord], k: usize) -> Option<f64> {
    mean(retrieved(records).filter_map(|record| {
        let first = first_tables(record, k);
        recall(&record.gold_tables, |table| first.contains(table))
    }))
}

/// The mean over questions of the share of their gold columns that were shown and whose table is among
/// the first `k` that retrieval ranked.
pub fn column_recall_at(records: &[ItemRecord], k: usize) -> Option<f64> {
    mean(retrieved(records).filter_map(|record| {
        let first = first_tables(record, k);
        let shown: HashSet<&str> = record.shown_columns.iter().map(String::as_str).collect();
        recall(&record.gold_columns, |column| {
            shown.contains(column) && first.iter().any(|table| is_of(column, table))
        })
    }))
}

/// Records that tell what was retrieved; with nothing ranked and nothing shown, nothing was told.
fn retrieved(records: &[ItemRecord]) -> impl Iterator<Item = &ItemRecord> {
    measured(records)
        .filter(|record| !record.ranked_tables.is_empty() || !record.shown_columns.is_empty())
}

/// Whether a column is of a table; names may hold dots themselves.
fn is_of(column: &str, table: &str) -> bool {
    column
        .strip_prefix(table)
        .is_some_and(|rest| rest.starts_with('.'))
}

fn first_tables(record: &ItemRecord, k: usize) -> HashSet<&str> {
    let first = record.ranked_tables.iter().take(k);
    first.map(String::as_str).collect()
}

fn recall(gold: &[String], is_found: impl Fn(&str) -> bool) -> Option<f64> {
    let found = gold.iter().filter(|name| is_found(name)).count();
    ratio(found, gold.len())
}

#[expect(
    clippy::cast_precision_loss,
    reason = "numbers of questions are far below 2^53, where f64 is exact"
)]
fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut count) = (0.0, 0_usize);
    for value in values {
        sum += value;
        count += 1;
    }
    (count > 0).then(|| sum / count as f64)
}
