//! The evaluator checks itself on the demo's suite: the gold as the answer is right, and any other
//! answer made from it is wrong.

use std::path::Path;

use plainquery_core::Value;
use plainquery_eval::compare::compare;
use plainquery_eval::expected::{ExpectedResult, ExpectedResults};
use plainquery_eval::suite::{Case, Suite};

fn demo() -> (Suite, ExpectedResults) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../datasets/demo");
    let suite = Suite::load(&folder.join("questions.toml")).expect("the demo's questions");
    let expected =
        ExpectedResults::load(&folder.join("expected.json"), &suite).expect("their rows");
    (suite, expected)
}

/// Calls `check` with each question that has rows.
fn for_each(check: impl Fn(&Case, &ExpectedResult)) {
    let (suite, expected) = demo();
    let with_rows = suite
        .questions
        .iter()
        .filter_map(|case| Some((case, expected.get(&case.id)?)));
    let mut count = 0;
    for (case, result) in with_rows {
        count += 1;
        check(case, result);
    }
    assert!(count >= 60, "only {count} questions have rows");
}

fn is_right(case: &Case, result: &ExpectedResult, rows: &[Vec<Value>]) -> bool {
    let width = rows.first().map_or(result.columns.len(), Vec::len);
    compare(&result.columns, &result.rows, rows, width, case.ordered).is_ok()
}

#[test]
fn the_gold_is_right() {
    for_each(|case, result| assert!(is_right(case, result, &result.rows), "{}", case.id));
}

#[test]
fn the_gold_with_its_columns_turned_around_is_right() {
    for_each(|case, result| {
        let mut rows = result.rows.clone();
        for row in &mut rows {
            row.reverse();
        }
        assert!(is_right(case, result, &rows), "{}", case.id);
    });
}

#[test]
fn a_missing_and_a_further_row_are_wrong() {
    for_each(|case, result| {
        let mut rows = result.rows.clone();
        let last = rows
            .pop()
            .unwrap_or_else(|| panic!("{} expects no rows", case.id));
        assert!(!is_right(case, result, &rows), "{}", case.id);
        rows.extend([last.clone(), last]);
        assert!(!is_right(case, result, &rows), "{}", case.id);
    });
}

#[test]
fn any_changed_cell_is_wrong() {
    for_each(|case, result| {
        for row in 0..result.rows.len() {
            for column in 0..result.columns.len() {
                let mut rows = result.rows.clone();
                let cell = &mut rows[row][column];
                *cell = match cell.as_deref().map(str::parse::<f64>) {
                    None => Some("0".to_owned()),
                    Some(Ok(number)) => Some((number + 1.0).to_string()),
                    Some(Err(_)) => None,
                };
                assert!(!is_right(case, result, &rows), "{} {row} {column}", case.id);
            }
        }
    });
}

#[test]
fn another_order_is_wrong_only_where_the_order_counts() {
    for_each(|case, result| {
        let mut rows = result.rows.clone();
        rows.reverse();
        let is_changed = rows.first() != result.rows.first();
        assert_eq!(
            is_right(case, result, &rows),
            !(case.ordered && is_changed),
            "{}",
            case.id
        );
    });
}
