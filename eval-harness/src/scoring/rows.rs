//! The strict comparison: the same columns in some order, the same rows as often as they should be, and
//! in order where the question asks for one.

use std::{collections::HashMap, ops::Range};

use plainquery_core::Value;

use crate::{cell::Cell, compare::Difference};

/// Up to so many pairs are looked at one by one where their keys did not pair rows.
const MAX_PAIRS: usize = 4_000_000;
/// The most orders of columns that are tried; a result needs a handful.
const MAX_TRIES: usize = 2_000;

/// The rows that should come.
#[derive(Clone, Debug, Default)]
pub(super) struct WantedRows {
    /// The columns' names, for messages.
    pub(super) columns: Vec<String>,
    /// In order, where that counts.
    pub(super) segments: Vec<Segment>,
    /// Whether the segments must follow each other.
    pub(super) is_ordered: bool,
}

/// Rows of which some number must come, in any order among themselves.
#[derive(Clone, Debug, Default)]
pub(super) struct Segment {
    /// The rows to choose from.
    pub(super) rows: Vec<Vec<Value>>,
    /// How many of them.
    pub(super) take: usize,
}

impl WantedRows {
    fn row_count(&self) -> usize {
        self.segments.iter().map(|segment| segment.take).sum()
    }
}

/// Compares rows with those that should come.
pub(super) fn compare(
    wanted: &WantedRows,
    columns: usize,
    rows: &[Vec<Value>],
) -> Result<(), Difference> {
    if columns != wanted.columns.len() {
        return Err(Difference::ColumnCount {
            expected: wanted.columns.len(),
            actual: columns,
        });
    }
    if rows.len() != wanted.row_count() {
        return Err(Difference::RowCount {
            expected: wanted.row_count(),
            actual: rows.len(),
        });
    }
    let comparison = Comparison::new(wanted, rows);
    let as_multiset = comparison.search(false);
    if !wanted.is_ordered || as_multiset.is_err() {
        return as_multiset;
    }
    // The rows are right; it can only be their order.
    comparison.search(true).map_err(|_| Difference::Order)
}

/// Rows with a number for each cell: equal numbers stand for equal values.
#[derive(Default)]
struct Numbered {
    cells: Vec<Vec<Cell>>,
    keys: Vec<Vec<usize>>,
}

#[derive(Default)]
struct Numbers(HashMap<String, usize>);

impl Numbers {
    fn add(&mut self, rows: &[Vec<Value>], width: usize, to: &mut Numbered) {
        for row in rows {
            let cells: Vec<Cell> = (0..width)
                .map(|at| row.get(at).map_or(Cell::Null, Cell::read))
                .collect();
            let keys = cells.iter().map(|cell| {
                let next = self.0.len();
                *self.0.entry(cell.key()).or_insert(next)
            });
            to.keys.push(keys.collect());
            to.cells.push(cells);
        }
    }
}

struct Comparison<'a> {
    names: &'a [String],
    wanted: Numbered,
    /// The rows of each segment, and how many of them must come.
    segments: Vec<(Range<usize>, usize)>,
    rows: Numbered,
}

/// Columns that are compared: of the wanted rows, and of those that came.
#[derive(Clone, Copy)]
struct Columns<'a> {
    wanted: &'a [usize],
    found: &'a [usize],
}

impl<'a> Comparison<'a> {
    fn new(wanted: &'a WantedRows, rows: &[Vec<Value>]) -> Self {
        let mut numbers = Numbers::default();
        let width = wanted.columns.len();
        let mut all = Numbered::default();
        let mut segments = Vec::with_capacity(wanted.segments.len());
        for segment in &wanted.segments {
            let from = all.cells.len();
            numbers.add(&segment.rows, width, &mut all);
            segments.push((from..all.cells.len(), segment.take));
        }
        let mut found = Numbered::default();
        numbers.add(rows, width, &mut found);
        Self {
            names: &wanted.columns,
            wanted: all,
            segments,
            rows: found,
        }
    }

    /// Looks for an order of the columns under which the rows are the wanted ones.
    fn search(&self, is_ordered: bool) -> Result<(), Difference> {
        let width = self.names.len();
        let mut candidates = Vec::with_capacity(width);
        for wanted in 0..width {
            let fitting: Vec<usize> = (0..width)
                .filter(|&found| {
                    let columns = Columns {
                        wanted: &[wanted],
                        found: &[found],
                    };
                    self.agrees(columns, is_ordered)
                })
                .collect();
            if fitting.is_empty() {
                return Err(Difference::NoSuchColumn {
                    name: self.names[wanted].clone(),
                });
            }
            candidates.push(fitting);
        }
        let mut tries = 0;
        if self.extend(&candidates, &mut Vec::new(), is_ordered, &mut tries) {
            Ok(())
        } else {
            Err(Difference::OtherRows)
        }
    }

    fn extend(
        &self,
        candidates: &[Vec<usize>],
        chosen: &mut Vec<usize>,
        is_ordered: bool,
        tries: &mut usize,
    ) -> bool {
        let Some(here) = candidates.get(chosen.len()) else {
            return true;
        };
        for &candidate in here {
            if chosen.contains(&candidate) || *tries >= MAX_TRIES {
                continue;
            }
            *tries += 1;
            chosen.push(candidate);
            let wanted: Vec<usize> = (0..chosen.len()).collect();
            let columns = Columns {
                wanted: &wanted,
                found: chosen,
            };
            let agrees = chosen.len() == 1 || self.agrees(columns, is_ordered);
            if agrees && self.extend(candidates, chosen, is_ordered, tries) {
                return true;
            }
            chosen.pop();
        }
        false
    }

    fn agrees(&self, columns: Columns<'_>, is_ordered: bool) -> bool {
        if is_ordered {
            self.agrees_in_order(columns)
        } else {
            self.agrees_as_multiset(columns)
        }
    }

    fn agrees_in_order(&self, columns: Columns<'_>) -> bool {
        let mut from = 0;
        self.segments.iter().all(|(segment, take)| {
            let found = from..from + take;
            from = found.end;
            match (segment.len(), take) {
                (1, 1) => self.is_same(segment.start, found.start, columns),
                _ => self
                    .unpaired(segment.clone(), found.collect(), columns)
                    .found
                    .is_empty(),
            }
        })
    }

    /// Whole segments first: all of their rows must be there. What is left must be chosen from the others,
    /// and each of those is filled in turn.
    fn agrees_as_multiset(&self, columns: Columns<'_>) -> bool {
        let (whole, cut): (Vec<_>, Vec<_>) = self
            .segments
            .iter()
            .partition(|(segment, take)| segment.len() == *take);
        let whole = whole.into_iter().flat_map(|(segment, _)| segment.clone());
        let left = self.unpaired(whole, (0..self.rows.cells.len()).collect(), columns);
        if !left.wanted.is_empty() {
            return false;
        }
        let mut rest = left.found;
        for (segment, take) in cut {
            let mut left = self.unpaired(segment.clone(), rest, columns);
            if left.paired.len() < *take {
                return false;
            }
            // More than its share may fit into it; what is too much is for the next one.
            left.found.extend(left.paired.drain(*take..));
            rest = left.found;
        }
        rest.is_empty()
    }

    /// Pairs wanted rows with found ones, each with one other at most; what stays alone.
    fn unpaired(
        &self,
        wanted: impl Iterator<Item = usize>,
        found: Vec<usize>,
        columns: Columns<'_>,
    ) -> Unpaired {
        let mut waiting: HashMap<Vec<usize>, Vec<usize>> = HashMap::new();
        for row in wanted {
            let key = columns.wanted.iter().map(|&at| self.wanted.keys[row][at]);
            waiting.entry(key.collect()).or_default().push(row);
        }
        let mut outcome = Unpaired::default();
        for row in found {
            let key: Vec<usize> = columns
                .found
                .iter()
                .map(|&at| self.rows.keys[row][at])
                .collect();
            if waiting.get_mut(&key).and_then(Vec::pop).is_some() {
                outcome.paired.push(row);
            } else {
                outcome.found.push(row);
            }
        }
        outcome.wanted = waiting.into_values().flatten().collect();
        let pairs = outcome.wanted.len().saturating_mul(outcome.found.len());
        if pairs > 0 && pairs <= MAX_PAIRS {
            self.pair_within_tolerance(columns, &mut outcome);
        }
        outcome
    }

    /// Numbers that differ by less than the tolerance can have different keys.
    fn pair_within_tolerance(&self, columns: Columns<'_>, outcome: &mut Unpaired) {
        let mut alone = Vec::new();
        for found in std::mem::take(&mut outcome.found) {
            let partner = outcome
                .wanted
                .iter()
                .position(|&wanted| self.is_same(wanted, found, columns));
            if let Some(at) = partner {
                outcome.wanted.swap_remove(at);
                outcome.paired.push(found);
            } else {
                alone.push(found);
            }
        }
        outcome.found = alone;
    }

    fn is_same(&self, wanted: usize, found: usize, columns: Columns<'_>) -> bool {
        let pairs = columns.wanted.iter().zip(columns.found);
        pairs.into_iter().all(|(&left, &right)| {
            self.wanted.cells[wanted][left].is_close(&self.rows.cells[found][right])
        })
    }
}

#[derive(Default)]
struct Unpaired {
    wanted: Vec<usize>,
    found: Vec<usize>,
    /// Found rows that have a partner.
    paired: Vec<usize>,
}

#[cfg(test)]
mod tests {
    use super::{Segment, WantedRows, compare};
    use crate::compare::Difference;
    use plainquery_core::Value;

    /// `a|b;c|d` as rows; `~` is NULL.
    fn rows(text: &str) -> Vec<Vec<Value>> {
        let row = |row: &str| {
            row.split('|')
                .map(|cell| (cell != "~").then(|| cell.to_owned()))
                .collect()
        };
        text.split(';')
            .filter(|it| !it.is_empty())
            .map(row)
            .collect()
    }

    /// Segments are `take:rows`.
    fn check(segments: &[(usize, &str)], found: &str, is_ordered: bool) -> Result<(), Difference> {
        let segments: Vec<Segment> = segments
            .iter()
            .map(|(take, text)| Segment {
                rows: rows(text),
                take: *take,
            })
            .collect();
        let width = segments
            .iter()
            .find_map(|segment| segment.rows.first().map(Vec::len))
            .unwrap_or(1);
        let found = rows(found);
        let wanted = WantedRows {
            columns: (0..width).map(|at| format!("c{at}")).collect(),
            segments,
            is_ordered,
        };
        compare(&wanted, found.first().map_or(width, Vec::len), &found)
    }

    #[test]
    fn rows_count_as_often_as_they_are_there() {
        assert_eq!(check(&[(3, "a;a;b")], "b;a;a", false), Ok(()));
        assert!(check(&[(3, "a;a;b")], "b;b;a", false).is_err());
        assert!(check(&[(2, "a;b")], "a;b;b", false).is_err());
        assert_eq!(check(&[(0, "")], "", false), Ok(()));
    }

    #[test]
    fn columns_have_no_order_but_a_number() {
        assert_eq!(check(&[(2, "a|1;b|2")], "2|b;1|a", false), Ok(()));
        assert_eq!(
            check(&[(2, "a|1;b|2")], "2|a;1|b", false),
            Err(Difference::OtherRows)
        );
        assert!(matches!(
            check(&[(1, "a")], "a|1", false),
            Err(Difference::ColumnCount { .. })
        ));
    }

    #[test]
    fn rows_that_are_held_equal_stand_for_each_other() {
        let tied = [(1, "a|9"), (2, "b|7;c|7;d|7")];
        assert_eq!(check(&tied, "a|9;d|7;c|7", true), Ok(()));
        assert_eq!(check(&tied, "d|7;a|9;b|7", false), Ok(()));
        assert_eq!(check(&tied, "d|7;a|9;b|7", true), Err(Difference::Order));
        assert!(check(&tied, "b|7;c|7;d|7", false).is_err());
        assert!(
            check(&tied, "a|9;b|7;b|7", false).is_err(),
            "b is there once"
        );
        // Cut at both ends.
        let both = [(1, "a;b"), (1, "c"), (1, "d;e")];
        assert_eq!(check(&both, "b;c;e", true), Ok(()));
        assert_eq!(check(&both, "e;b;c", false), Ok(()));
        assert!(check(&both, "a;b;c", false).is_err());
    }

    #[test]
    fn numbers_are_equal_within_the_tolerance() {
        assert_eq!(
            check(&[(2, "0.3|x;1|y")], "0.30000000000000004|x;1.0|y", false),
            Ok(())
        );
        assert_eq!(check(&[(1, "0")], "0.0000000000001", false), Ok(()));
        assert_eq!(check(&[(1, "3")], "2.9999999999999996", false), Ok(()));
        assert!(
            check(&[(1, "12.35")], "12.3456", false).is_err(),
            "rounding is no tolerance"
        );
        assert!(check(&[(1, "1000000")], "1000001", false).is_err());
        // On both sides of where keys are rounded.
        assert_eq!(
            check(&[(1, "1.000000000005")], "1.0000000000050001", false),
            Ok(())
        );
    }

    #[test]
    fn days_and_midnights_are_equal() {
        assert_eq!(
            check(&[(1, "2024-01-01")], "2024-01-01 00:00:00", false),
            Ok(())
        );
        assert!(check(&[(1, "2024-01-01")], "2024-01-01 10:00:00", false).is_err());
    }
}
