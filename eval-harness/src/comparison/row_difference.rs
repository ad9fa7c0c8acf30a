//! Which rows are missing and which are too many.

use std::collections::BTreeMap;

use plainquery_core::Value;
use serde::Serialize;

use super::ChangeKind;
use crate::run_folder::{ItemRecord, ResultSample};

/// Rows of one result that another has not, as multisets and by position of the columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RowDifference {
    /// What the first result is: `expected`, or `BASE` where nothing says what was expected.
    pub from: &'static str,
    /// Whose result the second one is: `BASE` or `HEAD`.
    pub to: &'static str,
    /// The columns of the first result.
    pub from_columns: Vec<String>,
    /// The columns of the second one.
    pub to_columns: Vec<String>,
    /// All rows of the first result.
    pub from_count: usize,
    /// All rows of the second one.
    pub to_count: usize,
    /// Rows that only the first has.
    pub missing: Vec<Vec<Value>>,
    /// Rows that only the second has.
    pub unexpected: Vec<Vec<Value>>,
    /// Whether only the first rows of a longer result could be compared.
    pub is_partial: bool,
}

/// The difference that explains a change: between what was expected and the answer that is not right.
pub(super) fn of_change(
    kind: ChangeKind,
    base: &ItemRecord,
    head: &ItemRecord,
) -> Option<RowDifference> {
    let gold = head.gold_result.as_ref().or(base.gold_result.as_ref());
    let Some(gold) = gold else {
        return Some(difference(
            ("BASE", base.result.as_ref()?),
            ("HEAD", head.result.as_ref()?),
        ));
    };
    let (label, actual) = match kind {
        ChangeKind::Gained => ("BASE", &base.result),
        ChangeKind::Lost | ChangeKind::Other => ("HEAD", &head.result),
    };
    Some(difference(("expected", gold), (label, actual.as_ref()?)))
}

fn difference(
    (from, first): (&'static str, &ResultSample),
    (to, second): (&'static str, &ResultSample),
) -> RowDifference {
    let mut counts: BTreeMap<&[Value], usize> = BTreeMap::new();
    for row in &first.rows {
        *counts.entry(row).or_default() += 1;
    }
    let mut unexpected = Vec::new();
    for row in &second.rows {
        match counts.get_mut(row.as_slice()) {
            Some(count) if *count > 0 => *count -= 1,
            _ => unexpected.push(row.clone()),
        }
    }
    let mut missing = Vec::new();
    for row in &first.rows {
        if let Some(count) = counts.get_mut(row.as_slice()).filter(|count| **count > 0) {
            *count -= 1;
            missing.push(row.clone());
        }
    }
    RowDifference {
        from,
        to,
        from_columns: first.columns.clone(),
        to_columns: second.columns.clone(),
        from_count: first.row_count,
        to_count: second.row_count,
        missing,
        unexpected,
        is_partial: first.row_count > first.rows.len() || second.row_count > second.rows.len(),
    }
}

impl RowDifference {
    /// As lines of a diff: `-` only in the first, `+` only in the second; without control characters.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![
            format!(
                "--- {} ({} rows): {}",
                self.from,
                self.from_count,
                self.from_columns.join(", ")
            ),
            format!(
                "+++ {} ({} rows): {}",
                self.to,
                self.to_count,
                self.to_columns.join(", ")
            ),
        ];
        lines.extend(
            self.missing
                .iter()
                .map(|row| format!("- {}", row_line(row))),
        );
        lines.extend(
            self.unexpected
                .iter()
                .map(|row| format!("+ {}", row_line(row))),
        );
        if self.missing.is_empty() && self.unexpected.is_empty() {
            lines.push("  the same rows, in another order or under other columns".to_owned());
        }
        if self.is_partial {
            lines.push("  (only the first rows are kept)".to_owned());
        }
        lines
            .iter()
            .map(|line| crate::escaping::one_line(line))
            .collect()
    }
}

fn row_line(row: &[Value]) -> String {
    let cells: Vec<&str> = row
        .iter()
        .map(|cell| cell.as_deref().unwrap_or("NULL"))
        .collect();
    cells.join(" | ")
}
