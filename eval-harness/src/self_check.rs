//! The gold queries themselves as predictions. A score that does not give its own gold everything says
//! nothing of a prediction: such an item is disputed, named with its reason, and left out of a gate.

use std::{collections::BTreeMap, num::NonZeroUsize};

use serde::Serialize;

use crate::{
    dataset::{Dataset, Expectation, Item},
    execution::ResultTable,
    parallel,
    scoring::{Prediction, ScoreName, Scorer},
};

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SelfCheck {
    /// Items with gold that were checked.
    pub checked: usize,
    /// Of each score, the items whose gold has everything.
    pub full: BTreeMap<String, usize>,
    /// The disputed items, with the reason, by id.
    pub disputed: BTreeMap<String, String>,
    /// Gold queries that fail where another one of the same item does not, by id.
    pub failing_alternatives: BTreeMap<String, Vec<String>>,
}

/// What is said of one item.
struct ItemCheck {
    full: Vec<&'static str>,
    disputed: Option<String>,
    failing: Vec<String>,
}

/// Checks every item that has gold. Timed scores are left out: a query is never as fast as itself.
/// `done` hears of each item.
pub fn self_check(
    dataset: &Dataset,
    scorer: &Scorer,
    jobs: NonZeroUsize,
    done: impl Fn() + Sync,
) -> SelfCheck {
    let items: Vec<&Item> = dataset
        .items
        .iter()
        .filter(|item| !matches!(item.expectation, Expectation::NoAnswer { .. }))
        .collect();
    let checks = parallel::for_each(
        jobs,
        items.len(),
        |at| check(items[at], scorer),
        |_, _| done(),
    );
    let mut outcome = SelfCheck {
        checked: items.len(),
        ..SelfCheck::default()
    };
    for (item, check) in items.into_iter().zip(checks) {
        for name in check.full {
            *outcome.full.entry(name.to_owned()).or_default() += 1;
        }
        if let Some(why) = check.disputed {
            outcome.disputed.insert(item.id.clone(), why);
        } else if !check.failing.is_empty() {
            let failing = check.failing;
            outcome
                .failing_alternatives
                .insert(item.id.clone(), failing);
        }
    }
    outcome
}

/// Each gold query in turn; an item is in order where one of them is.
fn check(item: &Item, scorer: &Scorer) -> ItemCheck {
    let mut outcome = ItemCheck {
        full: Vec::new(),
        disputed: None,
        failing: Vec::new(),
    };
    match &item.expectation {
        Expectation::NoAnswer { .. } => {}
        Expectation::Rows { columns, rows, .. } => {
            let table = ResultTable::of_text(columns.clone(), rows.clone());
            let prediction = Prediction::Rows {
                table: &table,
                sql: None,
            };
            match shortcomings(item, scorer, prediction) {
                Ok(full) => outcome.full = full,
                Err(why) => outcome.disputed = Some(why),
            }
        }
        Expectation::Sql { gold, .. } => {
            let mut is_right = false;
            for sql in gold {
                match shortcomings(item, scorer, Prediction::Sql(sql)) {
                    Ok(full) => {
                        is_right = true;
                        outcome.full = full;
                    }
                    Err(why) => outcome.failing.push(why),
                }
            }
            if !is_right {
                outcome.disputed = outcome.failing.first().cloned();
                outcome
                    .disputed
                    .get_or_insert("there is no gold query".to_owned());
            }
        }
    }
    outcome
}

/// The scores that give the prediction everything; else what is wrong, in a sentence.
fn shortcomings(
    item: &Item,
    scorer: &Scorer,
    prediction: Prediction<'_>,
) -> Result<Vec<&'static str>, String> {
    let is_rows = matches!(prediction, Prediction::Rows { .. });
    let outcome = scorer.score(item, prediction);
    if let Some(why) = outcome.disputed {
        return Err(why);
    }
    if outcome.scores.is_empty() {
        return Err(outcome.why.unwrap_or_default());
    }
    let mut full = Vec::new();
    for name in scorer.names() {
        if name.is_timed() {
            continue;
        }
        match outcome.scores.get(name.label()) {
            Some(score) if *score >= 1.0 => full.push(name.label()),
            Some(score) => {
                let why = outcome.why.as_deref().unwrap_or("other rows");
                return Err(format!("{name} gives its own gold {score:.3}: {why}"));
            }
            // Spider's measures are not for every item.
            None if is_rows || name == ScoreName::SpiderSuite => {}
            None => {
                return Err(format!(
                    "{name}: the gold query is not of the official form"
                ));
            }
        }
    }
    Ok(full)
}
