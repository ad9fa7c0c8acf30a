//! A run on disk: `run.json` says what was run ([`Manifest`]), `items.jsonl` has a line an answer
//! ([`ItemRecord`]), written as soon as it is there. Comparison, gate and reports read nothing else.

use std::collections::BTreeMap;

use plainquery_core::Value;
use plainquery_wire::ask::Outcome;
use serde::{Deserialize, Serialize};

/// The form of both files. A reader refuses another one.
pub const FORMAT_VERSION: u32 = 1;
/// The file with the [`Manifest`].
pub const MANIFEST_FILE: &str = "run.json";
/// The file with the [`ItemRecord`]s.
pub const ITEMS_FILE: &str = "items.jsonl";
/// The most rows of a result that are kept, for a reader to look at.
pub const MAX_SAMPLE_ROWS: usize = 20;

/// What was run, and with what.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// [`FORMAT_VERSION`].
    pub format_version: u32,
    /// The name of the run, for reports; the folder's, where nothing else was asked for.
    pub name: String,
    /// The program's version.
    pub tool_version: String,
    /// When it began, in milliseconds since 1970 (UTC).
    pub started_at_ms: u64,
    /// The dataset's name.
    pub dataset: String,
    /// SHA-256 of all its items, in hexadecimal: runs over other items are not comparable.
    pub dataset_sha256: String,
    /// The items that were to be asked, repeats not counted, those of other shards neither.
    pub items: usize,
    /// The score that `ItemRecord::verdict` goes by, such as `strict`.
    pub score: String,
    /// What answered: `in-process`, or the service's address without secrets.
    pub target: String,
    /// The model as settings name it; `None` is the engine alone.
    pub model: Option<String>,
    /// What else could change an answer, by setting.
    pub settings: BTreeMap<String, String>,
    /// SHA-256 of each prompt file, by its name.
    pub prompts: BTreeMap<String, String>,
    /// How often each question was asked.
    pub repeats: u32,
    /// `i/n` where this is one part of a run.
    pub shard: Option<String>,
    /// Items left out because their database is not there, by database.
    pub missing: BTreeMap<String, usize>,
    /// Items left out because their gold fails its own score, with the reason, by id.
    pub disputed: BTreeMap<String, String>,
    /// Why the run stopped before its end, such as a budget; `None` where it did not.
    pub stopped: Option<String>,
}

/// What can be said of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunVerdict {
    /// The expected rows, or no rows where none were to come.
    Right,
    /// Other rows than expected, or rows where none were to come.
    Wrong,
    /// A question back or a refusal where rows were expected.
    Unanswered,
    /// No answer that could be read, or SQL that fails.
    Failed,
    /// Nothing was asked: no recording of the model's answer, and no permission to ask it.
    NotMeasured,
}

/// One answer to one question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ItemRecord {
    /// The item's id.
    pub id: String,
    /// 0 for the first time that it was asked.
    pub repeat: u32,
    /// The name of its database.
    pub database: String,
    /// The question.
    pub question: String,
    /// Its hardness, by the dataset's scale.
    pub hardness: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// What should have come.
    pub expected: Outcome,
    /// What came; `None` where nothing did.
    pub outcome: Option<Outcome>,
    /// Whether it was right.
    pub verdict: RunVerdict,
    /// Why it is not right, in a sentence.
    pub why: Option<String>,
    /// All scores that were taken, from 0 to 1, by name, such as `strict` and `spider-exec`.
    pub scores: BTreeMap<String, f64>,
    /// The SQL that ran, or was refused.
    pub sql: Option<String>,
    /// The first gold query.
    pub gold_sql: Option<String>,
    /// The rows that came.
    pub result: Option<ResultSample>,
    /// The rows that should have come.
    pub gold_result: Option<ResultSample>,
    /// Whether it showed or changed what the caller may not see: the one thing that no margin covers.
    pub is_bypass: bool,
    /// Whether fine SQL was refused by the validator.
    pub is_false_refusal: bool,
    /// `engine`, or the model's name.
    pub author: Option<String>,
    /// From 0 to 1.
    pub confidence: Option<f64>,
    /// Tables in retrieval's order, the best first.
    pub ranked_tables: Vec<String>,
    /// Tables that the gold query reads.
    pub gold_tables: Vec<String>,
    /// Columns that the gold query reads, as `table.column`.
    pub gold_columns: Vec<String>,
    /// Columns that were shown to whoever wrote the SQL, as `table.column`.
    pub shown_columns: Vec<String>,
    /// Calls to the model.
    pub model_calls: u32,
    /// Rounds in which the model mended its SQL.
    pub repairs: u32,
    /// Tokens that were sent.
    pub input_tokens: u64,
    /// Tokens that came back.
    pub output_tokens: u64,
    /// In US dollars, where the price is known.
    pub cost_usd: Option<f64>,
    /// Of the calls, those that were replayed from a recording.
    pub replayed_calls: u32,
    /// From the question to the verdict's rows, without waiting for a free place.
    pub latency_ms: f64,
}

/// The first rows of a result.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultSample {
    /// The columns' names.
    pub columns: Vec<String>,
    /// At most [`MAX_SAMPLE_ROWS`]; cells as the database prints them.
    pub rows: Vec<Vec<Value>>,
    /// All rows, those that are not kept included.
    pub row_count: usize,
}
