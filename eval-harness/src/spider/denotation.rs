//! Whether two results are the same: some order of the columns, and of the rows unless their order
//! counts, makes them equal.

use std::collections::HashMap;

use crate::sqlite::Cell;

/// Rows of a result; all of one width.
pub type Rows = Vec<Vec<Cell>>;

/// A cell as Python compares it: a whole float equals its integer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Key<'a> {
    Null,
    Integer(i64),
    /// The bits of a float that is no integer; all that matters is that equal ones are equal.
    Real(u64),
    Text(&'a str),
    Blob(&'a [u8]),
}

impl<'a> Key<'a> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        reason = "only whole floats within the bounds are cast"
    )]
    fn new(cell: &'a Cell) -> Self {
        const BOUND: f64 = i64::MAX as f64;
        match cell {
            Cell::Null => Self::Null,
            Cell::Integer(integer) => Self::Integer(*integer),
            Cell::Real(real) if real.fract() == 0.0 && real.abs() < BOUND => {
                Self::Integer(*real as i64)
            }
            Cell::Real(real) => Self::Real(real.to_bits()),
            Cell::Text(text) => Self::Text(text),
            Cell::Blob(bytes) => Self::Blob(bytes),
        }
    }
}

/// Whether the results are the same.
pub fn same_denotation(gold: &Rows, predicted: &Rows, order_matters: bool) -> bool {
    if gold.len() != predicted.len() {
        return false;
    }
    let (Some(first), Some(other)) = (gold.first(), predicted.first()) else {
        return true;
    };
    if first.len() != other.len() {
        return false;
    }
    let is_same = if order_matters {
        same_columns(&columns(gold), &columns(predicted))
    } else {
        same_rows(&columns(gold), &columns(predicted))
    };
    is_same && passes_quick_check(gold, predicted, order_matters)
}

fn columns(rows: &Rows) -> Vec<Vec<Key<'_>>> {
    let width = rows.first().map_or(0, Vec::len);
    (0..width)
        .map(|column| rows.iter().map(|row| Key::new(&row[column])).collect())
        .collect()
}

/// With rows in order, a permutation exists exactly where the columns are equal as a multiset.
fn same_columns(gold: &[Vec<Key<'_>>], predicted: &[Vec<Key<'_>>]) -> bool {
    let sorted = |columns: &[Vec<Key<'_>>]| {
        let mut order: Vec<usize> = (0..columns.len()).collect();
        order.sort_by(|&left, &right| columns[left].cmp(&columns[right]));
        order
    };
    let (gold_order, predicted_order) = (sorted(gold), sorted(predicted));
    gold_order
        .into_iter()
        .zip(predicted_order)
        .all(|(left, right)| gold[left] == predicted[right])
}

/// Looks for an order of the predicted columns under which the rows are equal as multisets.
fn same_rows(gold: &[Vec<Key<'_>>], predicted: &[Vec<Key<'_>>]) -> bool {
    let candidates = candidates(gold, predicted);
    if candidates.iter().any(Vec::is_empty) {
        return false;
    }
    Search {
        gold,
        predicted,
        candidates: &candidates,
    }
    .extend(&mut Vec::new())
}

/// For each gold column, the predicted ones that hold the same values.
fn candidates(gold: &[Vec<Key<'_>>], predicted: &[Vec<Key<'_>>]) -> Vec<Vec<usize>> {
    let sorted: Vec<Vec<&Key<'_>>> = predicted.iter().map(|column| sorted(column)).collect();
    gold.iter()
        .map(|column| {
            let wanted = self::sorted(column);
            (0..predicted.len())
                .filter(|&at| sorted[at] == wanted)
                .collect()
        })
        .collect()
}

fn sorted<'a, 'b>(column: &'a [Key<'b>]) -> Vec<&'a Key<'b>> {
    let mut sorted: Vec<&Key<'_>> = column.iter().collect();
    sorted.sort_unstable();
    sorted
}

struct Search<'a, 'b> {
    gold: &'a [Vec<Key<'b>>],
    predicted: &'a [Vec<Key<'b>>],
    candidates: &'a [Vec<usize>],
}

impl Search<'_, '_> {
    /// Gives the next gold column each predicted one in turn, as long as the rows so far are equal as
    /// multisets.
    fn extend(&self, chosen: &mut Vec<usize>) -> bool {
        let Some(candidates) = self.candidates.get(chosen.len()) else {
            return true;
        };
        let mut tried: Vec<usize> = Vec::new();
        for &candidate in candidates {
            // A column like one that failed here fails too.
            let is_known = tried
                .iter()
                .any(|&other| self.predicted[other] == self.predicted[candidate]);
            if chosen.contains(&candidate) || is_known {
                continue;
            }
            chosen.push(candidate);
            if self.prefixes_agree(chosen) && self.extend(chosen) {
                return true;
            }
            chosen.pop();
            tried.push(candidate);
        }
        false
    }

    fn prefixes_agree(&self, chosen: &[usize]) -> bool {
        if chosen.len() == 1 {
            // The candidates were chosen by that.
            return true;
        }
        let rows = self.gold.first().map_or(0, Vec::len);
        let mut counts: HashMap<Vec<&Key<'_>>, isize> = HashMap::with_capacity(rows);
        for row in 0..rows {
            let gold = self.gold[..chosen.len()].iter().map(|column| &column[row]);
            *counts.entry(gold.collect()).or_default() += 1;
        }
        (0..rows).all(|row| {
            let key: Vec<&Key<'_>> = chosen
                .iter()
                .map(|&column| &self.predicted[column][row])
                .collect();
            counts.get_mut(&key).is_some_and(|count| {
                *count -= 1;
                *count >= 0
            })
        })
    }
}

/// The official script first sorts each row by its cells' text and rejects what differs then. Where an
/// integer stands against a whole float the texts differ, and equal rows can be rejected.
fn passes_quick_check(gold: &Rows, predicted: &Rows, order_matters: bool) -> bool {
    let has_whole_float = |rows: &Rows| {
        rows.iter()
            .flatten()
            .any(|cell| matches!(cell, Cell::Real(_)) && matches!(Key::new(cell), Key::Integer(_)))
    };
    if !has_whole_float(gold) && !has_whole_float(predicted) {
        return true;
    }
    let (mut gold, mut predicted) = (unordered(gold), unordered(predicted));
    if !order_matters {
        for rows in [&mut gold, &mut predicted] {
            rows.sort_unstable();
            rows.dedup();
        }
    }
    gold == predicted
}

fn unordered(rows: &Rows) -> Vec<Vec<Key<'_>>> {
    rows.iter()
        .map(|row| {
            let mut cells: Vec<&Cell> = row.iter().collect();
            cells.sort_by_cached_key(|cell| cell.python_text());
            cells.into_iter().map(Key::new).collect()
        })
        .collect()
}
