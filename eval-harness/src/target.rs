//! What answers the questions of a run: the pipeline in this process, a running service, or a prompt of
//! anybody's with a model.

use plainquery_ask::conversation::Turn;
use plainquery_core::Value;
use plainquery_wire::ask::Outcome;
use serde::{Deserialize, Serialize};

use crate::{
    dataset::Item,
    traffic::{BudgetSpent, ItemTraffic, ReplyUsage},
};

mod in_process;
mod native_host;
mod prompt_file;
mod service;

pub use in_process::{InProcess, InProcessSettings};
pub use prompt_file::{PromptFile, PromptFileError, PromptTarget};
pub use service::{Keys, KeysError, Service};

/// Something that answers questions, for all jobs of a run.
pub trait Target: Sync {
    /// For one job, which asks one question after the other.
    fn session(&self) -> Box<dyn Session + '_>;
}

/// A job's use of a target.
pub trait Session {
    /// Asks a question. `before` is what the answer that it follows left.
    fn ask(&mut self, item: &Item, before: &Conversation, traffic: &ItemTraffic<'_>) -> Asked;
}

/// What a follow-up needs of the answers before it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Conversation {
    /// The turns, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<Turn>,
    /// A service's token, which carries the turns itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// What came of asking.
#[derive(Debug)]
pub enum Asked {
    /// An answer, be it a refusal.
    Answered(Box<Answer>),
    /// No answer, though it was asked; why.
    Failed(String),
    /// It could not be asked: no recording of the model's reply.
    NotMeasured,
    /// The budget is spent; the question is as if it had not been asked.
    Stopped(BudgetSpent),
}

/// Four places say all that a confidence has to say, and read the same on every machine.
fn rounded_confidence(confidence: f32) -> f64 {
    (f64::from(confidence) * 10_000.0).round() / 10_000.0
}

/// An answer, whatever gave it.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// `None` where it cannot be told.
    pub outcome: Option<Outcome>,
    /// The stable label of a refusal, such as `not_permitted`.
    pub reason: Option<String>,
    /// What a user is told instead of rows.
    pub message: String,
    /// The SQL, for people.
    pub sql: Option<String>,
    /// What is to be run for the rows, unless `rows` holds them.
    pub query: Option<Query>,
    /// The rows, where the target ran the SQL itself.
    pub rows: Option<Rows>,
    /// SQL of a model that the validator refused.
    pub refused_sql: Option<String>,
    /// `engine`, or the model's name.
    pub author: Option<String>,
    /// From 0 to 1.
    pub confidence: Option<f64>,
    /// Tables in retrieval's order.
    pub ranked_tables: Vec<String>,
    /// Columns that were shown, as `table.column`.
    pub shown_columns: Vec<String>,
    /// Calls to the model.
    pub model_calls: u32,
    /// Rounds in which the model mended its SQL.
    pub repairs: u32,
    /// Of the calls, those that were replayed.
    pub replayed_calls: u32,
    /// Tokens.
    pub usage: ReplyUsage,
    /// In US dollars.
    pub cost_usd: Option<f64>,
    /// What a follow-up needs.
    pub conversation: Conversation,
}

/// SQL with the values of its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    /// With a mark for each parameter.
    pub text: String,
    /// Their text forms.
    pub parameters: Vec<Value>,
}

/// A whole result.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// The columns' names.
    pub columns: Vec<String>,
    /// Cells as the database prints them.
    pub rows: Vec<Vec<Value>>,
    /// Whether rows are missing.
    pub is_cut: bool,
}

/// The name of a table in records: `schema.table`, or the table alone where the database has no other
/// schema (`main`).
pub fn table_label(schema: &str, name: &str) -> String {
    if schema == "main" {
        name.to_owned()
    } else {
        format!("{schema}.{name}")
    }
}
