//! Putting values that were read into the catalog.

use std::collections::BTreeMap;

use plainquery_core::Table;

use super::privacy::words;
use super::{SamplePolicy, sampled_columns};
use crate::{Catalog, CatalogError};

/// Longer on average than this, a column holds sentences.
const PROSE_CHARS: usize = 40;

/// What was read of a column.
#[derive(Default)]
struct Sampled {
    values: Vec<String>,
    complete: bool,
    most_seen: u64,
    bytes: usize,
}

/// Puts the results of [`sample_statements`](super::sample_statements) into the catalog; with a
/// result missing (its statement failed), its columns have no samples. Kept are whole columns:
/// complete ones first, small before large, until the policy's bytes are used up. Left out are
/// columns of prose, and columns of which only a part was read and no value came twice, such as
/// order numbers, unless they name things (`name`, `title`, `label`).
///
/// # Errors
/// A result that is not what the statements select.
pub fn absorb_samples(
    catalog: &mut Catalog,
    policy: &SamplePolicy,
    tables: &[Table],
) -> Result<(), CatalogError> {
    let mut columns = read(catalog, policy, tables)?;
    columns.retain(|position, sampled| worth_keeping(catalog, *position, sampled));
    let mut order: Vec<((usize, usize), Sampled)> = columns.into_iter().collect();
    order.sort_by_key(|(position, sampled)| (!sampled.complete, sampled.bytes, *position));
    let mut left_bytes = policy.max_total_bytes;
    for ((relation, place), mut sampled) in order {
        if sampled.bytes > left_bytes {
            continue;
        }
        left_bytes -= sampled.bytes;
        sampled.values.sort();
        let column = &mut catalog.relations[relation].columns[place];
        column.samples = sampled.values;
        column.samples_complete = sampled.complete;
    }
    Ok(())
}

fn read(
    catalog: &Catalog,
    policy: &SamplePolicy,
    tables: &[Table],
) -> Result<BTreeMap<(usize, usize), Sampled>, CatalogError> {
    let asked = sampled_columns(catalog, policy);
    let mut columns: BTreeMap<(usize, usize), Sampled> = BTreeMap::new();
    for table in tables {
        for cells in &table.rows {
            let row = Cells::read(cells).ok_or(CatalogError::Unreadable {
                what: "value samples",
            })?;
            let position = (row.relation, row.place);
            if asked.binary_search(&position).is_err() {
                return Err(CatalogError::Unreadable {
                    what: "value samples",
                });
            }
            let sampled = columns.entry(position).or_insert_with(|| Sampled {
                complete: row.all_rows && row.looked_at < policy.max_rows_read && !table.truncated,
                ..Sampled::default()
            });
            add(sampled, &row, policy);
        }
    }
    Ok(columns)
}

fn add(sampled: &mut Sampled, row: &Cells<'_>, policy: &SamplePolicy) {
    let Some(value) = row.value else {
        return;
    };
    if value.chars().count() > policy.max_value_chars
        || sampled.values.len() >= policy.max_values_per_column
    {
        sampled.complete = false;
        return;
    }
    if value.trim().is_empty() {
        return;
    }
    sampled.most_seen = sampled.most_seen.max(row.seen);
    sampled.bytes += value.len();
    sampled.values.push(value.to_owned());
}

fn worth_keeping(catalog: &Catalog, position: (usize, usize), sampled: &Sampled) -> bool {
    if sampled.values.is_empty() {
        return false;
    }
    let chars: usize = sampled.values.iter().map(|v| v.chars().count()).sum();
    if chars > PROSE_CHARS * sampled.values.len() {
        return false;
    }
    let column = &catalog.relations[position.0].columns[position.1];
    let names_things = words(&column.name)
        .iter()
        .any(|word| matches!(word.as_str(), "name" | "title" | "label"));
    sampled.complete || sampled.most_seen > 1 || names_things
}

/// A row of a result.
struct Cells<'a> {
    relation: usize,
    place: usize,
    value: Option<&'a str>,
    seen: u64,
    looked_at: u64,
    all_rows: bool,
}

impl<'a> Cells<'a> {
    fn read(cells: &'a [Option<String>]) -> Option<Self> {
        let [relation, place, value, seen, looked_at, all_rows] = cells else {
            return None;
        };
        Some(Self {
            relation: relation.as_ref()?.parse().ok()?,
            place: place.as_ref()?.parse().ok()?,
            value: value.as_deref(),
            seen: seen.as_ref()?.parse().ok()?,
            looked_at: looked_at.as_ref()?.parse().ok()?,
            all_rows: all_rows.as_ref()? == "1",
        })
    }
}
