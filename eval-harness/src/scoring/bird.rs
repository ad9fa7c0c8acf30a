//! BIRD's measures on results: EX and soft F1, by the rules of its scripts (bird-bench/mini_dev,
//! `evaluation_ex.py` and `evaluation_f1.py`). Cells compare as Python compares what the drivers hand
//! over: 1, 1.0 and True are equal, text and numbers never are.

use std::collections::HashSet;

use plainquery_core::Value;

use crate::execution::{CellKind, ResultTable};

/// A cell as Python compares it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Null,
    /// A whole number, however it is held.
    Whole(String),
    /// The bits of a float that is not whole, or of a decimal that a float holds exactly.
    Real(u64),
    /// A decimal that no float holds.
    Decimal(String),
    Text(String),
    Bytes(String),
    Other(String),
}

impl Key {
    fn new(value: &Value, kind: CellKind) -> Self {
        let Some(text) = value else {
            return Self::Null;
        };
        match kind {
            CellKind::Null => Self::Null,
            CellKind::Boolean => Self::Whole(if text == "t" { "1" } else { "0" }.to_owned()),
            CellKind::Integer => Self::Whole(text.clone()),
            CellKind::Real => text
                .parse()
                .map_or_else(|_| Self::Other(text.clone()), Self::real),
            CellKind::Decimal => Self::decimal(text),
            CellKind::Text => Self::Text(text.clone()),
            CellKind::Bytes => Self::Bytes(text.clone()),
            CellKind::Other => Self::Other(text.clone()),
        }
    }

    fn real(real: f64) -> Self {
        if real.is_finite() && real.fract() == 0.0 {
            // Printed in full, so that it equals an integer of any size; minus zero is zero.
            let whole = format!("{real:.0}");
            return Self::Whole(if whole == "-0" { "0".to_owned() } else { whole });
        }
        Self::Real(real.to_bits())
    }

    fn decimal(text: &str) -> Self {
        let Some((_, fraction)) = text.split_once('.') else {
            return Self::Whole(text.to_owned());
        };
        let digits = fraction.trim_end_matches('0');
        let trimmed = &text[..text.len() - fraction.len() + digits.len()];
        if digits.is_empty() {
            let whole = trimmed.trim_end_matches('.');
            return Self::Whole(if whole == "-0" { "0" } else { whole }.to_owned());
        }
        match trimmed.parse::<f64>() {
            // No float has more places than these.
            Ok(real) if format!("{real:.1074}").trim_end_matches('0') == trimmed => {
                Self::real(real)
            }
            _ => Self::Decimal(trimmed.to_owned()),
        }
    }
}

type Row = Vec<Key>;

fn rows(table: &ResultTable) -> Vec<Row> {
    table
        .rows
        .iter()
        .zip(&table.kinds)
        .map(|(row, kinds)| {
            row.iter()
                .zip(kinds)
                .map(|(value, kind)| Key::new(value, *kind))
                .collect()
        })
        .collect()
}

/// EX: the sets of rows are equal. Order, repeated rows and names do not count; the order of columns
/// does.
pub(super) fn is_execution_match(predicted: &ResultTable, gold: &ResultTable) -> bool {
    let set = |table| rows(table).into_iter().collect::<HashSet<Row>>();
    set(predicted) == set(gold)
}

/// Soft F1, from 0 to 1: repeated rows are dropped, the rows are paired by their position, and within a
/// pair a cell counts as found where the other row has its value anywhere.
pub(super) fn soft_f1(predicted: &ResultTable, gold: &ResultTable) -> f64 {
    let (predicted, gold) = (distinct(rows(predicted)), distinct(rows(gold)));
    if predicted.is_empty() && gold.is_empty() {
        return 1.0;
    }
    let (mut both, mut predicted_only, mut gold_only) = (0.0, 0.0, 0.0);
    for (at, gold_row) in gold.iter().enumerate() {
        let Some(row) = predicted.get(at) else {
            gold_only += 1.0;
            continue;
        };
        let width = count(gold_row.len());
        let found = row.iter().filter(|cell| gold_row.contains(cell)).count();
        let missed = gold_row.iter().filter(|cell| !row.contains(cell)).count();
        both += count(found) / width;
        predicted_only += count(row.len() - found) / width;
        gold_only += count(missed) / width;
    }
    predicted_only += count(predicted.len().saturating_sub(gold.len()));
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 0.0 };
    let precision = share(both, both + predicted_only);
    let recall = share(both, both + gold_only);
    share(2.0 * precision * recall, precision + recall)
}

fn distinct(rows: Vec<Row>) -> Vec<Row> {
    let mut seen = HashSet::new();
    rows.into_iter()
        .filter(|row| seen.insert(row.clone()))
        .collect()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "counts of cells and rows are small"
)]
fn count(number: usize) -> f64 {
    number as f64
}

#[cfg(test)]
mod tests {
    use super::Key;
    use crate::execution::CellKind::{self, Boolean, Decimal, Integer, Real, Text};

    fn key(text: &str, kind: CellKind) -> Key {
        Key::new(&Some(text.to_owned()), kind)
    }

    #[test]
    fn cells_are_equal_as_in_python() {
        // Each checked with Python's ==, decimals as decimal.Decimal.
        for (left, right) in [
            (key("1", Integer), key("1.0", Real)),
            (key("t", Boolean), key("1", Integer)),
            (key("2.00", Decimal), key("2", Integer)),
            (key("0.50", Decimal), key("0.5", Real)),
            (key("100000000000000000000", Integer), key("1e20", Real)),
            (key("-0.0", Real), key("0", Integer)),
            (key("0.1", Decimal), key("0.10", Decimal)),
        ] {
            assert_eq!(left, right);
        }
        for (left, right) in [
            (key("1", Integer), key("1", Text)),
            (key("0.1", Decimal), key("0.1", Real)),
            (key("0.1", Real), key("0.10000000000000002", Real)),
            (
                key("9007199254740993", Integer),
                key("9007199254740992.0", Real),
            ),
        ] {
            assert_ne!(left, right);
        }
    }
}
