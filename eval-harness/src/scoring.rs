//! What a prediction is worth, by every score that is asked for.
//!
//! [`Scorer::score`] is the one entry: an item, and what came of it, give scores from 0 to 1 by name, a
//! verdict with its reason, and the first rows of both sides.
//!
//! The strict score mends what is known to be wrong with the official ones:
//! - As many columns as the gold query, matched by content: names and positions are free.
//! - The same rows, each as often: DISTINCT matters.
//! - Numbers that are not whole are equal within 1e-9 of their size, or within 1e-9; whole ones exactly.
//!   A rounded number is another number. A day equals its midnight.
//! - Where LIMIT cuts through rows that ORDER BY holds equal, any of them will do, and equal rows may
//!   come in any order. The gold query runs without its LIMIT to know them.
//! - Order counts only where the question asks for it ([`asks_for_order`]), or where the dataset says so.
//! - A prediction that runs out of time or memory is wrong, and the reason says so.
//!
//! The tolerant score is [`compare`](crate::compare::compare): further columns and rounded numbers are allowed.

mod bird;
mod cut;
mod efficiency;
mod gold;
mod measures;
mod name;
mod order;
mod rows;
mod spider;

use std::{collections::BTreeMap, sync::Arc};

use plainquery_wire::ask::Outcome;

use crate::{
    dataset::{Expectation, Item},
    execution::{ExecutionError, ExecutionLimits, Executor, ResultTable},
    run_folder::{ResultSample, RunVerdict},
    verdict::label,
};
use gold::{Gold, GoldResults, plain_segments};
use measures::{Against, of_truth, strict, tolerant};
pub use name::{ScoreName, UnknownScore};
pub use order::asks_for_order;
use rows::WantedRows;
pub use spider::SpiderMeasures;

/// How often both queries run for the efficiency scores, as in the official script.
pub const EFFICIENCY_ITERATIONS: u32 = 100;

/// Which scores, and how.
#[derive(Clone, Debug)]
pub struct ScorerOptions {
    /// The scores to take.
    pub scores: Vec<ScoreName>,
    /// The score that the verdict goes by; it is taken too.
    pub verdict_by: ScoreName,
    /// For each query, gold and predicted.
    pub limits: ExecutionLimits,
    /// How often both queries run for the efficiency scores.
    pub efficiency_iterations: u32,
}

impl Default for ScorerOptions {
    /// Strict alone.
    fn default() -> Self {
        Self {
            scores: vec![ScoreName::Strict],
            verdict_by: ScoreName::Strict,
            limits: ExecutionLimits::default(),
            efficiency_iterations: EFFICIENCY_ITERATIONS,
        }
    }
}

/// What came of a question.
#[derive(Clone, Copy, Debug)]
pub enum Prediction<'a> {
    /// SQL that is to run here.
    Sql(&'a str),
    /// Rows that a service gave, with its SQL where that is known.
    Rows {
        /// The rows.
        table: &'a ResultTable,
        /// The SQL that gave them.
        sql: Option<&'a str>,
    },
    /// A question back or a refusal, with what was said.
    NoAnswer {
        /// `Clarify` or `Refuse`.
        outcome: Outcome,
        /// What was said, for the reason.
        message: &'a str,
    },
    /// No answer that could be read, and why.
    Failed(&'a str),
}

/// What a prediction is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct ItemScores {
    /// From 0 to 1 (the efficiency scores may be above 1), by name. A score that cannot be taken of this
    /// item is not there.
    pub scores: BTreeMap<String, f64>,
    /// By the score that the options name.
    pub verdict: RunVerdict,
    /// Why it is not right.
    pub why: Option<String>,
    /// The first gold query's rows.
    pub gold: Option<ResultSample>,
    /// The rows that came.
    pub predicted: Option<ResultSample>,
    /// Why nothing can be said, since no gold query of the item gives a result.
    pub disputed: Option<String>,
}

impl ItemScores {
    fn new(verdict: RunVerdict, why: Option<String>) -> Self {
        Self {
            scores: BTreeMap::new(),
            verdict,
            why,
            gold: None,
            predicted: None,
            disputed: None,
        }
    }
}

/// A score with the reason where it is not full.
type Scored = (f64, Option<String>);

/// Scores predictions of one dataset. Several threads may use it.
#[derive(Debug)]
pub struct Scorer {
    executor: Arc<Executor>,
    options: ScorerOptions,
    spider: Option<SpiderMeasures>,
    gold: GoldResults,
}

impl Scorer {
    /// `spider` is needed for Spider's measures only.
    pub fn new(
        executor: Arc<Executor>,
        options: ScorerOptions,
        spider: Option<SpiderMeasures>,
    ) -> Self {
        Self {
            executor,
            options,
            spider,
            gold: GoldResults::default(),
        }
    }

    /// Scores one prediction.
    pub fn score(&self, item: &Item, prediction: Prediction<'_>) -> ItemScores {
        match &item.expectation {
            Expectation::NoAnswer {
                outcome, is_strict, ..
            } => self.score_no_answer(*outcome, *is_strict, prediction),
            Expectation::Rows {
                columns,
                rows,
                is_ordered,
            } => self.score_rows(columns, rows, *is_ordered, item, prediction),
            Expectation::Sql { gold, is_ordered } => {
                self.score_sql(gold, *is_ordered, item, prediction)
            }
        }
    }

    /// The scores to take, the verdict's among them.
    pub fn names(&self) -> Vec<ScoreName> {
        let mut names = self.options.scores.clone();
        if !names.contains(&self.options.verdict_by) {
            names.push(self.options.verdict_by);
        }
        names
    }

    fn score_no_answer(
        &self,
        wanted: Outcome,
        is_strict: bool,
        prediction: Prediction<'_>,
    ) -> ItemScores {
        let wrong = |why: String| (RunVerdict::Wrong, Some(why));
        let (verdict, why) = match prediction {
            Prediction::Failed(why) => (RunVerdict::Failed, Some(why.to_owned())),
            Prediction::Sql(_) | Prediction::Rows { .. } => wrong(format!(
                "answered, though it should {}",
                if wanted == Outcome::Refuse {
                    "refuse"
                } else {
                    "ask back"
                }
            )),
            Prediction::NoAnswer { outcome, .. } if is_strict && outcome != wanted => {
                wrong(format!("{} instead of {}", label(outcome), label(wanted)))
            }
            Prediction::NoAnswer { .. } => (RunVerdict::Right, None),
        };
        let value = if verdict == RunVerdict::Right {
            1.0
        } else {
            0.0
        };
        let mut scores = ItemScores::new(verdict, why);
        scores.scores = self
            .names()
            .into_iter()
            .filter(|name| matches!(name, ScoreName::Strict | ScoreName::Tolerant))
            .map(|name| (name.label().to_owned(), value))
            .collect();
        scores
    }

    fn score_rows(
        &self,
        columns: &[String],
        rows: &[Vec<plainquery_core::Value>],
        is_ordered: bool,
        item: &Item,
        prediction: Prediction<'_>,
    ) -> ItemScores {
        let gold = ResultTable::of_text(columns.to_vec(), rows.to_vec());
        let found = match self.found(item, prediction) {
            Ok(found) => found,
            Err(no_rows) => {
                return ItemScores {
                    gold: Some(gold.sample()),
                    ..self.nothing(no_rows)
                };
            }
        };
        let wanted = WantedRows {
            columns: columns.to_vec(),
            segments: plain_segments(rows, is_ordered),
            is_ordered,
        };
        let taken = self.names().into_iter().filter_map(|name| {
            let scored = match name {
                ScoreName::Strict => strict(&wanted, &found),
                ScoreName::Tolerant => tolerant(&gold, &found, is_ordered),
                ScoreName::BirdEx => of_truth(bird::is_execution_match(&found, &gold)),
                ScoreName::BirdSoftF1 => (bird::soft_f1(&found, &gold), None),
                _ => return None,
            };
            Some((name, scored))
        });
        let mut scores = self.verdict(taken.collect());
        scores.gold = Some(gold.sample());
        scores.predicted = Some(found.sample());
        scores
    }

    fn score_sql(
        &self,
        golds: &[String],
        is_ordered: Option<bool>,
        item: &Item,
        prediction: Prediction<'_>,
    ) -> ItemScores {
        let results: Vec<_> = golds
            .iter()
            .map(|sql| {
                self.gold
                    .get(&self.executor, &item.database, sql, self.options.limits)
            })
            .collect();
        let usable: Vec<&Gold> = results
            .iter()
            .filter_map(|gold| gold.as_ref().as_ref().ok())
            .collect();
        let Some(first) = usable.first() else {
            let why = results
                .iter()
                .find_map(|gold| gold.as_ref().as_ref().err())
                .map_or_else(
                    || "there is no gold query".to_owned(),
                    |error| format!("the gold query fails: {error}"),
                );
            let mut scores = ItemScores::new(RunVerdict::NotMeasured, Some(why.clone()));
            scores.disputed = Some(why);
            return scores;
        };
        let gold_sample = Some(first.table.sample());
        let found = match self.found(item, prediction) {
            Ok(found) => found,
            Err(no_rows) => {
                return ItemScores {
                    gold: gold_sample,
                    ..self.nothing(no_rows)
                };
            }
        };
        let sql = match prediction {
            Prediction::Sql(sql) => Some(sql),
            Prediction::Rows { sql, .. } => sql,
            Prediction::NoAnswer { .. } | Prediction::Failed(_) => None,
        };
        let against = Against {
            item,
            found: &found,
            sql,
            is_ordered,
        };
        let taken = self
            .names()
            .into_iter()
            .filter_map(|name| Some((name, self.best(name, &usable, &against)?)));
        let mut scores = self.verdict(taken.collect());
        scores.gold = gold_sample;
        scores.predicted = Some(found.sample());
        scores
    }

    /// The rows that came, or what is said where none did.
    fn found(&self, item: &Item, prediction: Prediction<'_>) -> Result<ResultTable, NoRows> {
        let nothing = |verdict, why: String| Err(NoRows { verdict, why });
        let table = match prediction {
            Prediction::Failed(why) => return nothing(RunVerdict::Failed, why.to_owned()),
            Prediction::NoAnswer { outcome, message } => {
                let why = format!("{}: {message}", label(outcome));
                return nothing(RunVerdict::Unanswered, why);
            }
            Prediction::Rows { table, .. } => table.clone(),
            Prediction::Sql(sql) => {
                match self.executor.run(&item.database, sql, self.options.limits) {
                    Ok(table) => table,
                    Err(ExecutionError::Database(error)) => {
                        return nothing(RunVerdict::NotMeasured, error.to_string());
                    }
                    Err(error) => {
                        let why = format!("the prediction fails: {error}");
                        return nothing(RunVerdict::Failed, why);
                    }
                }
            }
        };
        if table.is_cut {
            let why = format!("the rows were cut at {}", table.rows.len());
            return nothing(RunVerdict::Wrong, why);
        }
        Ok(table)
    }

    /// Every score is 0 where no rows came; none is taken where nothing could be measured.
    fn nothing(&self, no_rows: NoRows) -> ItemScores {
        let mut scores = ItemScores::new(no_rows.verdict, Some(no_rows.why));
        if scores.verdict != RunVerdict::NotMeasured {
            let names = self.names().into_iter();
            scores.scores = names.map(|name| (name.label().to_owned(), 0.0)).collect();
        }
        scores
    }

    fn verdict(&self, taken: Vec<(ScoreName, Scored)>) -> ItemScores {
        let by = taken
            .iter()
            .find(|(name, _)| *name == self.options.verdict_by);
        let mut scores = match by {
            None => ItemScores::new(
                RunVerdict::NotMeasured,
                Some(format!(
                    "{} cannot be taken of this item",
                    self.options.verdict_by
                )),
            ),
            // Efficiency has no full score: what is right has some.
            Some((name, (value, why))) => {
                let is_right = if name.is_timed() {
                    *value > 0.0
                } else {
                    *value >= 1.0
                };
                if is_right {
                    ItemScores::new(RunVerdict::Right, None)
                } else {
                    let why = why.clone().unwrap_or_else(|| "other rows".to_owned());
                    ItemScores::new(RunVerdict::Wrong, Some(why))
                }
            }
        };
        scores.scores = taken
            .into_iter()
            .map(|(name, (value, _))| (name.label().to_owned(), value))
            .collect();
        scores
    }
}

/// Why there are no rows to compare.
struct NoRows {
    verdict: RunVerdict,
    why: String,
}
