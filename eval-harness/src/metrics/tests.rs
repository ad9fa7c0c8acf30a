//! Values that were computed by hand.

use std::collections::BTreeMap;

use plainquery_wire::ask::Outcome::{self, Answer, Clarify, Refuse};

use super::*;

pub(crate) fn record(verdict: RunVerdict) -> ItemRecord {
    ItemRecord {
        id: "a".into(),
        repeat: 0,
        database: "shop".into(),
        question: "How many?".into(),
        hardness: None,
        tags: Vec::new(),
        expected: Answer,
        outcome: Some(Answer),
        verdict,
        why: None,
        scores: BTreeMap::new(),
        sql: None,
        gold_sql: None,
        result: None,
        gold_result: None,
        is_bypass: false,
        is_false_refusal: false,
        author: None,
        confidence: None,
        ranked_tables: Vec::new(),
        gold_tables: Vec::new(),
        gold_columns: Vec::new(),
        shown_columns: Vec::new(),
        model_calls: 0,
        repairs: 0,
        input_tokens: 0,
        output_tokens: 0,
        cost_usd: None,
        replayed_calls: 0,
        latency_ms: 0.0,
    }
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn close(actual: Option<f64>, expected: f64) {
    let actual = actual.expect("a figure");
    assert!((actual - expected).abs() < 1e-12, "{actual} {expected}");
}

use RunVerdict::{Failed, NotMeasured, Right, Unanswered, Wrong};

#[test]
fn nothing_has_no_figures() {
    let none = [record(NotMeasured)];
    assert_eq!(accuracy(&none), Share { part: 0, of: 0 });
    assert_eq!(accuracy(&none).value(), None);
    assert_eq!(table_recall_at(&none, 5), None);
    assert_eq!(column_recall_at(&none, 5), None);
    assert_eq!(repair_rate(&none).value(), None);
}

#[test]
fn what_was_not_measured_is_no_mistake() {
    let records = [record(Right), record(Wrong), record(NotMeasured)];
    assert_eq!(accuracy(&records), Share { part: 1, of: 2 });
}

#[test]
fn recall_is_the_mean_over_questions() {
    let records = [
        // One of two tables among the first two, both among the first three.
        ItemRecord {
            ranked_tables: names(&["shop.orders", "shop.stores", "shop.customers"]),
            gold_tables: names(&["shop.customers", "shop.orders"]),
            gold_columns: names(&["shop.orders.id", "shop.customers.city", "shop.orders.total"]),
            shown_columns: names(&["shop.orders.id", "shop.customers.city"]),
            ..record(Right)
        },
        // The one table is the first; its column was not shown.
        ItemRecord {
            ranked_tables: names(&["shop.stores"]),
            gold_tables: names(&["shop.stores"]),
            gold_columns: names(&["shop.stores.name"]),
            ..record(Wrong)
        },
        // Nothing is told.
        ItemRecord {
            gold_tables: names(&["shop.stores"]),
            gold_columns: names(&["shop.stores.name"]),
            ..record(Right)
        },
    ];
    close(table_recall_at(&records, 1), f64::midpoint(0.5, 1.0));
    close(table_recall_at(&records, 3), 1.0);
    close(column_recall_at(&records, 1), f64::midpoint(1.0 / 3.0, 0.0));
    close(column_recall_at(&records, 3), f64::midpoint(2.0 / 3.0, 0.0));
}

#[test]
fn outcomes_are_counted_by_what_was_expected() {
    let outcome = |expected: Outcome, came: Option<Outcome>| ItemRecord {
        expected,
        outcome: came,
        ..record(Wrong)
    };
    let records = [
        outcome(Answer, Some(Answer)),
        outcome(Answer, Some(Answer)),
        outcome(Answer, Some(Clarify)),
        outcome(Answer, None),
        outcome(Clarify, Some(Refuse)),
        outcome(Clarify, Some(Clarify)),
        outcome(Refuse, Some(Answer)),
    ];
    let confusion = OutcomeConfusion::new(&records);
    assert_eq!(confusion.counts, [[2, 1, 0, 1], [0, 1, 1, 0], [1, 0, 0, 0]]);
    assert_eq!(confusion.count(Answer, None), 1);
    assert_eq!(confusion.accuracy(), Share { part: 3, of: 7 });
    assert_eq!(confusion.precision(Answer), Share { part: 2, of: 3 });
    assert_eq!(confusion.recall(Answer), Share { part: 2, of: 4 });
    assert_eq!(confusion.recall(Refuse), Share { part: 0, of: 1 });
}

#[test]
fn repairs_and_validity_have_wholes_of_their_own() {
    let sql = || Some("SELECT 1".to_owned());
    let records = [
        // The engine alone.
        ItemRecord {
            sql: sql(),
            ..record(Right)
        },
        ItemRecord {
            sql: sql(),
            model_calls: 2,
            repairs: 1,
            ..record(Right)
        },
        // Refused, though it was fine.
        ItemRecord {
            sql: sql(),
            model_calls: 2,
            repairs: 1,
            outcome: Some(Refuse),
            is_false_refusal: true,
            ..record(Unanswered)
        },
        // Ran into an error.
        ItemRecord {
            sql: sql(),
            model_calls: 1,
            ..record(Failed)
        },
        ItemRecord {
            expected: Refuse,
            outcome: Some(Refuse),
            ..record(Right)
        },
    ];
    assert_eq!(repair_rate(&records), Share { part: 2, of: 3 });
    assert_eq!(right_after_repair(&records), Share { part: 1, of: 2 });
    assert_eq!(validity(&records), Share { part: 2, of: 4 });
}
