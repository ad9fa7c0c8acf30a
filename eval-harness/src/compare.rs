//! Whether an answer's rows are the expected rows.
//!
//! The rules, on the strict side, since a wrong answer that is judged right hides a fault:
//! - Both have as many rows. The order counts only where the question asks for one.
//! - Each expected column is matched to an answer's column *of its own*, by content: names and
//!   positions are free. All of them at once must give the expected rows, as a multiset.
//! - Further columns are tolerated: "which product sold best" may show the product's number and
//!   its sales. But where one number was asked for, an answer with several numbers does not say
//!   which one it is, and is wrong.

use std::cmp::Ordering;

use plainquery_core::Value;

use crate::cell::Cell;

/// The most steps of the search for a matching of columns; a result needs a handful.
const MAX_STEPS: usize = 20_000;

/// Up to so many rows are paired one by one where sorting did not pair them.
const MAX_ROWS_PAIRED_ONE_BY_ONE: usize = 2_000;

/// Why an answer's rows are not the expected ones.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Difference {
    /// More or fewer rows.
    #[error("{actual} rows instead of {expected}")]
    RowCount {
        /// Rows that were expected.
        expected: usize,
        /// Rows that came.
        actual: usize,
    },
    /// Fewer columns than expected.
    #[error("{actual} columns instead of {expected}")]
    ColumnCount {
        /// Columns that were expected.
        expected: usize,
        /// Columns that came.
        actual: usize,
    },
    /// No column of the answer holds an expected column's values.
    #[error("no column holds the values of \"{name}\"")]
    NoSuchColumn {
        /// The expected column's name.
        name: String,
    },
    /// The columns hold the expected values, but not together in rows.
    #[error("the right values in the wrong rows")]
    OtherRows,
    /// The rows are right, in another order than was asked for.
    #[error("the right rows in the wrong order")]
    Order,
    /// One number was asked for and several came.
    #[error("several numbers where one was asked for")]
    SeveralNumbers,
}

/// Compares `actual` with `expected` rows; `names` are the expected columns' names, for messages.
pub fn compare(
    names: &[String],
    expected: &[Vec<Value>],
    actual: &[Vec<Value>],
    actual_columns: usize,
    is_ordered: bool,
) -> Result<(), Difference> {
    if expected.len() != actual.len() {
        return Err(Difference::RowCount {
            expected: expected.len(),
            actual: actual.len(),
        });
    }
    if actual_columns < names.len() {
        return Err(Difference::ColumnCount {
            expected: names.len(),
            actual: actual_columns,
        });
    }
    let expected = columns(expected, names.len());
    let actual = columns(actual, actual_columns);
    if is_one_number(&expected) && actual.iter().filter(|column| is_number(column)).count() > 1 {
        return Err(Difference::SeveralNumbers);
    }

    let as_multiset = match_columns(names, &expected, &actual, same_multiset, same_rows);
    if !is_ordered {
        return as_multiset;
    }
    match match_columns(names, &expected, &actual, same_sequence, |_, _| true) {
        Ok(()) => Ok(()),
        // It can only be the order where the rows are right without it.
        Err(_) => Err(as_multiset.err().unwrap_or(Difference::Order)),
    }
}

type Column = Vec<Cell>;

/// Rows turned into columns; a row that is too short has NULLs at its end.
fn columns(rows: &[Vec<Value>], count: usize) -> Vec<Column> {
    (0..count)
        .map(|at| {
            rows.iter()
                .map(|row| row.get(at).map_or(Cell::Null, Cell::read))
                .collect()
        })
        .collect()
}

fn is_one_number(columns: &[Column]) -> bool {
    matches!(columns, [only] if is_number(only))
}

fn is_number(column: &Column) -> bool {
    matches!(column.as_slice(), [cell] if cell.is_number())
}

/// Finds a column of its own for each expected column, such that `accept` takes them together.
fn match_columns(
    names: &[String],
    expected: &[Column],
    actual: &[Column],
    is_candidate: impl Fn(&Column, &Column) -> bool,
    accept: impl Fn(&[Column], &[&Column]) -> bool,
) -> Result<(), Difference> {
    let candidates: Vec<Vec<usize>> = expected
        .iter()
        .map(|column| {
            (0..actual.len())
                .filter(|&at| is_candidate(column, &actual[at]))
                .collect()
        })
        .collect();
    if let Some(at) = candidates.iter().position(Vec::is_empty) {
        return Err(Difference::NoSuchColumn {
            name: names[at].clone(),
        });
    }
    let mut steps = 0;
    let mut found_one = false;
    let is_match = extend(&candidates, &mut Vec::new(), &mut steps, &mut |chosen| {
        found_one = true;
        let chosen: Vec<&Column> = chosen.iter().map(|&at| &actual[at]).collect();
        accept(expected, &chosen)
    });
    match (is_match, found_one) {
        (true, _) => Ok(()),
        (false, true) => Err(Difference::OtherRows),
        // Two expected columns have only one candidate between them.
        (false, false) => Err(Difference::NoSuchColumn {
            name: names.last().cloned().unwrap_or_default(),
        }),
    }
}

/// Goes through the ways of choosing a distinct candidate for each column, depth first.
fn extend(
    candidates: &[Vec<usize>],
    chosen: &mut Vec<usize>,
    steps: &mut usize,
    accept: &mut impl FnMut(&[usize]) -> bool,
) -> bool {
    let Some(here) = candidates.get(chosen.len()) else {
        return accept(chosen);
    };
    for &at in here {
        *steps += 1;
        if *steps > MAX_STEPS {
            return false;
        }
        if chosen.contains(&at) {
            continue;
        }
        chosen.push(at);
        if extend(candidates, chosen, steps, accept) {
            return true;
        }
        chosen.pop();
    }
    false
}

fn same_sequence(left: &Column, right: &Column) -> bool {
    left.iter().zip(right).all(|(left, right)| left.same(right))
}

fn same_multiset(left: &Column, right: &Column) -> bool {
    same_rows(std::slice::from_ref(left), &[right])
}

/// Whether the rows of both are the same in some order. A pairing, once found, proves it; numbers
/// that are equal only within the tolerance may sort differently, so a second way of pairing
/// follows the first.
fn same_rows(left: &[Column], right: &[&Column]) -> bool {
    let left: Vec<&Column> = left.iter().collect();
    let left_order = sorted_rows(&left);
    let right_order = sorted_rows(right);
    let same = |one: usize, other: usize| {
        left.iter()
            .zip(right)
            .all(|(left, right)| left[one].same(&right[other]))
    };
    if left_order
        .iter()
        .zip(&right_order)
        .all(|(&one, &other)| same(one, other))
    {
        return true;
    }
    if left_order.len() > MAX_ROWS_PAIRED_ONE_BY_ONE {
        return false;
    }
    let mut rest = right_order;
    left_order.iter().all(|&one| {
        rest.iter()
            .position(|&other| same(one, other))
            .map(|at| rest.swap_remove(at))
            .is_some()
    })
}

/// Row numbers in an order that depends on the values only; text before numbers, for text is exact.
fn sorted_rows(columns: &[&Column]) -> Vec<usize> {
    let count = columns.first().map_or(0, |column| column.len());
    let (numbers, exact): (Vec<&Column>, Vec<&Column>) = columns
        .iter()
        .partition(|column| column.iter().any(Cell::is_number));
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|&one, &other| {
        exact
            .iter()
            .chain(&numbers)
            .map(|column| column[one].sort_order(&column[other]))
            .find(|&order| order != Ordering::Equal)
            .unwrap_or(Ordering::Equal)
    });
    order
}

#[cfg(test)]
mod tests {
    use super::{Difference, compare};
    use plainquery_core::Value;

    /// `a|b;c|d` as rows; `~` is NULL.
    fn rows(text: &str) -> Vec<Vec<Value>> {
        if text.is_empty() {
            return Vec::new();
        }
        text.split(';')
            .map(|row| {
                row.split('|')
                    .map(|cell| (cell != "~").then(|| cell.to_owned()))
                    .collect()
            })
            .collect()
    }

    fn width(rows: &[Vec<Value>]) -> usize {
        rows.first().map_or(1, Vec::len)
    }

    fn check(expected: &str, actual: &str, is_ordered: bool) -> Result<(), Difference> {
        let (expected, actual) = (rows(expected), rows(actual));
        let names: Vec<String> = (0..width(&expected)).map(|at| format!("c{at}")).collect();
        compare(&names, &expected, &actual, width(&actual), is_ordered)
    }

    fn unordered(expected: &str, actual: &str) -> Result<(), Difference> {
        check(expected, actual, false)
    }

    fn ordered(expected: &str, actual: &str) -> Result<(), Difference> {
        check(expected, actual, true)
    }

    #[test]
    fn the_order_of_rows_counts_only_where_it_is_asked_for() {
        assert_eq!(unordered("a|1;b|2", "b|2;a|1"), Ok(()));
        assert_eq!(ordered("a|1;b|2", "a|1;b|2"), Ok(()));
        assert_eq!(ordered("a|1;b|2", "b|2;a|1"), Err(Difference::Order));
        assert_eq!(ordered("a|1;b|2", "a|2;b|1"), Err(Difference::OtherRows));
    }

    #[test]
    fn columns_are_found_by_content() {
        assert_eq!(unordered("a|1;b|2", "1|a;2|b"), Ok(()));
        assert_eq!(unordered("a|1;b|2", "17|x|1|a;18|y|2|b"), Ok(()));
        assert_eq!(ordered("a|1;b|2", "17|1|a;18|2|b"), Ok(()));
    }

    #[test]
    fn right_values_in_wrong_rows_are_wrong() {
        assert_eq!(
            unordered("a|1;b|2;c|2", "a|2;b|1;c|2"),
            Err(Difference::OtherRows)
        );
    }

    #[test]
    fn a_missing_or_changed_value_is_wrong() {
        let no_such_column = |name: &str| {
            Err(Difference::NoSuchColumn {
                name: name.to_owned(),
            })
        };
        assert_eq!(unordered("a|1;b|2", "a|1;b|3"), no_such_column("c1"));
        assert_eq!(unordered("a|~", "a|0"), no_such_column("c1"));
        assert_eq!(unordered("a;b;b", "a;a;b"), no_such_column("c0"));
        assert_eq!(
            unordered("a;b", "a;b;c"),
            Err(Difference::RowCount {
                expected: 2,
                actual: 3
            })
        );
        assert_eq!(
            unordered("a|1;b|2", "a;b"),
            Err(Difference::ColumnCount {
                expected: 2,
                actual: 1
            })
        );
    }

    #[test]
    fn one_column_does_not_serve_two_expected_ones() {
        assert_eq!(unordered("5|5", "5|5"), Ok(()));
        assert_eq!(
            unordered("5|5", "5|6"),
            Err(Difference::NoSuchColumn { name: "c1".into() })
        );
        assert_eq!(unordered("a|a", "a|b|a"), Ok(()));
    }

    #[test]
    fn the_right_one_of_several_matchings_is_found() {
        // Both number columns hold 1 and 2; only one of them belongs to the names.
        assert_eq!(unordered("a|1;b|2", "2|a|1;1|b|2"), Ok(()));
        assert_eq!(
            unordered("a|1|2;b|2|1;c|1|2", "a|2|1;b|1|2;c|2|1"),
            Ok(()),
            "the two number columns changed places"
        );
        assert_eq!(
            unordered("a|1|1;b|2|2;c|1|2", "a|1|2;b|2|1;c|2|1"),
            Err(Difference::OtherRows)
        );
    }

    #[test]
    fn one_number_among_several_is_no_answer() {
        assert_eq!(unordered("42", "42"), Ok(()));
        assert_eq!(unordered("42", "Oslo|42"), Ok(()));
        assert_eq!(unordered("42", "42|7"), Err(Difference::SeveralNumbers));
        assert_eq!(unordered("lamp", "17|lamp|3"), Ok(()));
    }

    #[test]
    fn no_rows_are_only_no_rows() {
        assert_eq!(unordered("", ""), Ok(()));
        assert!(unordered("", "~").is_err());
        assert!(unordered("0", "").is_err());
    }

    #[test]
    fn rounding_does_not_mix_rows_up() {
        assert_eq!(
            unordered("x|1.01|5;x|1.00|3", "x|1.0049|3;x|1.0051|5"),
            Ok(())
        );
        assert_eq!(
            unordered("x|1.00|5;x|1.00|3", "x|1.0049|3;x|1.0041|5"),
            Ok(()),
            "sorting by the unrounded number alone would pair them wrongly"
        );
        assert!(unordered("x|1.00|5;x|1.01|3", "x|1.0049|3;x|1.0151|5").is_err());
    }

    #[test]
    fn a_number_in_a_column_of_text_is_still_found() {
        assert_eq!(
            unordered("12|~;~|x", "~|x;12|~"),
            Ok(()),
            "mixed columns and NULLs"
        );
    }

    #[test]
    fn many_equal_columns_end_in_time() {
        let row = ["1"; 14].join("|");
        let other = ["1"; 13].join("|");
        let expected = format!("{row};{row}");
        let actual = format!("{other}|2;{other}|1");
        assert!(unordered(&expected, &actual).is_err());
    }
}
