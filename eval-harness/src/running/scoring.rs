//! The record of an answer: what it is worth, and what it tells of the pipeline.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use plainquery_catalog::Catalog;
use plainquery_sql::{Policy, columns_read, validate};
use plainquery_wire::ask::Outcome;

use super::bypass;
use crate::{
    databases::Databases,
    dataset::{Dataset, Expectation, Item},
    execution::ResultTable,
    run_folder::{ItemRecord, RunVerdict},
    scoring::{ItemScores, Prediction, Scorer, ScorerOptions, SpiderMeasures},
    target::{Answer, Asked, Query, Rows, table_label},
};

/// Labels of refusals that are the validator's.
const VALIDATOR_REASONS: [&str; 2] = ["unsafe_sql", "not_permitted"];
const NOT_RECORDED: &str = "the model's reply is not recorded, and was not to be asked for";

/// Makes records of answers over a dataset's databases.
#[derive(Debug)]
pub struct Scoring<'a> {
    databases: &'a Databases,
    scorer: Scorer,
    options: ScorerOptions,
    names: Mutex<HashMap<String, Arc<GoldNames>>>,
}

/// The tables and columns that a gold query reads.
pub type GoldNames = (Vec<String>, Vec<String>);

impl<'a> Scoring<'a> {
    /// Over open databases, by the scores that are asked for; `spider` is needed for Spider's measures only.
    pub fn new(
        databases: &'a Databases,
        options: ScorerOptions,
        spider: Option<SpiderMeasures>,
    ) -> Self {
        Self {
            scorer: Scorer::new(databases.executor(), options.clone(), spider),
            databases,
            options,
            names: Mutex::default(),
        }
    }

    /// Items whose gold is not right by its own score, with the reason, by id: nothing can be said of an
    /// answer to them.
    pub fn disputed(&self, dataset: &Dataset) -> BTreeMap<String, String> {
        let mut disputed = BTreeMap::new();
        for item in &dataset.items {
            let Expectation::Sql { gold, .. } = &item.expectation else {
                continue;
            };
            let Some(first) = gold.first() else {
                continue;
            };
            let scores = self.scorer.score(item, Prediction::Sql(first));
            if scores.verdict != RunVerdict::Right {
                let why = scores.disputed.or(scores.why);
                let why =
                    why.unwrap_or_else(|| "the gold is not right by its own score".to_owned());
                disputed.insert(item.id.clone(), why);
            }
        }
        disputed
    }

    /// The record of an answer, as yet without its latency.
    pub fn record(&self, item: &Item, repeat: u32, asked: &Asked) -> ItemRecord {
        let mut record = blank(item, repeat);
        let names = self.gold_names(item);
        (record.gold_tables, record.gold_columns) = (names.0.clone(), names.1.clone());
        let answer = match asked {
            Asked::Answered(answer) => answer,
            Asked::Failed(why) => {
                note_scores(
                    &mut record,
                    self.scorer.score(item, Prediction::Failed(why)),
                );
                return record;
            }
            Asked::NotMeasured | Asked::Stopped(_) => {
                record.why = Some(NOT_RECORDED.to_owned());
                return record;
            }
        };
        note_answer(&mut record, answer);
        let rows = match self.rows(item, answer) {
            None => None,
            Some(Ok(rows)) => Some(rows),
            Some(Err(why)) => {
                let why = format!("the SQL fails: {why}");
                note_scores(
                    &mut record,
                    self.scorer.score(item, Prediction::Failed(&why)),
                );
                return record;
            }
        };
        let prediction = prediction(answer, rows.as_ref());
        note_scores(&mut record, self.scorer.score(item, prediction));
        if let Some(rows) = rows.filter(|rows| !rows.rows.is_empty()) {
            record.is_bypass = self.is_bypass(item, record.verdict, &rows);
        }
        record.is_false_refusal = self.is_false_refusal(item, answer);
        record
    }

    /// The rows of an answer; `None` where it has neither rows nor SQL.
    fn rows(&self, item: &Item, answer: &Answer) -> Option<Result<ResultTable, String>> {
        if answer.outcome != Some(Outcome::Answer) {
            return None;
        }
        if let Some(rows) = &answer.rows {
            return Some(Ok(table_of(rows)));
        }
        let query = answer.query.as_ref()?;
        Some(self.run(&item.database, query))
    }

    fn run(&self, database: &str, query: &Query) -> Result<ResultTable, String> {
        let limits = self.options.limits;
        self.databases
            .executor()
            .run_bound(database, &query.text, &query.parameters, limits)
            .map_err(|error| error.to_string())
    }

    /// Whether rows came that the caller may not see, by the rule of [`super::bypass`].
    fn is_bypass(&self, item: &Item, verdict: RunVerdict, rows: &ResultTable) -> bool {
        bypass::is_bypass(item, verdict, rows, |sql| {
            self.run(&item.database, &unbound(sql)).ok()
        })
    }

    /// Whether the validator refused SQL that gives the right rows. Of a service only the label of its
    /// refusal is known.
    fn is_false_refusal(&self, item: &Item, answer: &Answer) -> bool {
        if expected(&item.expectation) != Outcome::Answer || answer.outcome != Some(Outcome::Refuse)
        {
            return false;
        }
        let Some(sql) = &answer.refused_sql else {
            let reason = answer.reason.as_deref().unwrap_or_default();
            return VALIDATOR_REASONS.contains(&reason);
        };
        self.scorer.score(item, Prediction::Sql(sql)).verdict == RunVerdict::Right
    }

    fn gold_names(&self, item: &Item) -> Arc<GoldNames> {
        let known = || self.names.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(names) = known().get(&item.id) {
            return Arc::clone(names);
        }
        let opened = self.databases.get(&item.database);
        let names = match (&item.expectation, opened) {
            (Expectation::Sql { gold, .. }, Some(opened)) => gold
                .first()
                .map(|sql| gold_names(sql, &opened.catalog))
                .unwrap_or_default(),
            _ => GoldNames::default(),
        };
        let names = Arc::new(names);
        known().insert(item.id.clone(), Arc::clone(&names));
        names
    }
}

fn prediction<'a>(answer: &'a Answer, rows: Option<&'a ResultTable>) -> Prediction<'a> {
    match (answer.outcome, rows) {
        (Some(Outcome::Answer), Some(table)) => Prediction::Rows {
            table,
            sql: answer.sql.as_deref(),
        },
        (Some(Outcome::Answer), None) => Prediction::Failed("the answer has no rows"),
        (Some(outcome), _) => Prediction::NoAnswer {
            outcome,
            message: &answer.message,
        },
        (None, _) => Prediction::Failed("there is no outcome"),
    }
}

fn note_scores(record: &mut ItemRecord, scores: ItemScores) {
    record.verdict = scores.verdict;
    record.why = scores.why;
    record.scores = scores.scores;
    record.gold_result = scores.gold;
    record.result = scores.predicted;
}

fn unbound(sql: &str) -> Query {
    Query {
        text: sql.to_owned(),
        parameters: Vec::new(),
    }
}

/// The tables and columns that a gold query reads, bound by the validator; none where it does not read
/// that SQL.
pub fn gold_names(sql: &str, catalog: &Catalog) -> GoldNames {
    let policy = Policy {
        max_rows: u64::from(u32::MAX),
        ..Policy::default()
    };
    let Ok(validated) = validate(sql, catalog, &policy) else {
        return Default::default();
    };
    let tables = validated.relations().iter();
    let columns = columns_read(validated.tree()).into_iter();
    (
        tables
            .map(|(schema, name)| table_label(schema, name))
            .collect(),
        columns
            .map(|(schema, table, column)| format!("{}.{column}", table_label(&schema, &table)))
            .collect(),
    )
}

fn table_of(rows: &Rows) -> ResultTable {
    ResultTable {
        is_cut: rows.is_cut,
        ..ResultTable::of_text(rows.columns.clone(), rows.rows.clone())
    }
}

fn expected(expectation: &Expectation) -> Outcome {
    match expectation {
        Expectation::Sql { .. } | Expectation::Rows { .. } => Outcome::Answer,
        Expectation::NoAnswer { outcome, .. } => *outcome,
    }
}

fn blank(item: &Item, repeat: u32) -> ItemRecord {
    ItemRecord {
        id: item.id.clone(),
        repeat,
        database: item.database.clone(),
        question: item.question.clone(),
        hardness: item.hardness.clone(),
        tags: item.tags.clone(),
        expected: expected(&item.expectation),
        outcome: None,
        verdict: RunVerdict::NotMeasured,
        why: None,
        scores: BTreeMap::new(),
        sql: None,
        gold_sql: match &item.expectation {
            Expectation::Sql { gold, .. } => gold.first().cloned(),
            _ => None,
        },
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

fn note_answer(record: &mut ItemRecord, answer: &Answer) {
    record.outcome = answer.outcome;
    record.sql = answer.sql.clone().or_else(|| answer.refused_sql.clone());
    record.author.clone_from(&answer.author);
    record.confidence = answer.confidence;
    record.ranked_tables.clone_from(&answer.ranked_tables);
    record.shown_columns.clone_from(&answer.shown_columns);
    record.model_calls = answer.model_calls;
    record.repairs = answer.repairs;
    record.replayed_calls = answer.replayed_calls;
    record.input_tokens = answer.usage.input_tokens;
    record.output_tokens = answer.usage.output_tokens;
    record.cost_usd = answer.cost_usd;
}
