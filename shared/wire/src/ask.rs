//! `POST /v1/ask`.

use plainquery_core::Value;
use serde::{Deserialize, Serialize};

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct AskRequest {
    /// In plain language; at most 2,000 characters.
    #[cfg_attr(
        feature = "schema",
        schemars(
            length(max = crate::question::MAX_QUESTION_CHARS),
            regex(pattern = crate::question::QUESTION_PATTERN)
        )
    )]
    pub question: String,
    /// The `conversation` of the answer before, for a follow-up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversation: Option<String>,
    /// The most rows wanted; the host's cap holds where it is lower.
    #[serde(
        default,
        deserialize_with = "crate::whole::optional_u32",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<u32>", range(min = 1, max = u32::MAX))
    )]
    pub max_rows: Option<u32>,
}

/// An answer, a question back, or a refusal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AskResponse {
    /// Which of the three.
    pub outcome: Outcome,
    /// A stable label for why, with clarify and refuse; `no_rows` with an empty answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// A sentence for the user.
    pub message: String,
    /// Wordings to pick from, with clarify.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// The SQL that ran, as printed by the validator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sql: Option<String>,
    /// Its parameters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Value>,
    /// The result's columns.
    #[serde(default)]
    pub columns: Vec<plainquery_core::OutputColumn>,
    /// The result's rows, cells as text.
    #[serde(default)]
    pub rows: Vec<Vec<Value>>,
    /// Whether a cap cut the rows.
    #[serde(default)]
    pub truncated: bool,
    /// Who wrote the SQL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// 0 to 1: the share of answers like this one that are right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
    /// What each word became.
    #[serde(default)]
    pub links: Vec<WordLink>,
    /// `schema.table` of each table that was read.
    #[serde(default)]
    pub tables: Vec<String>,
    /// How to chart the rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chart: Option<Chart>,
    /// What the query does, in plain sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub explanation: Vec<String>,
    /// Assumptions and cautions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// Tokens and cost of the model; zeroes without one.
    pub usage: Usage,
    /// What could be measured, in milliseconds.
    #[serde(default)]
    pub timings: Vec<Timing>,
    /// The day that "today" stood for.
    pub today: String,
    /// To be sent with a follow-up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversation: Option<String>,
    /// The version (hash) of the catalog that was used.
    pub catalog_version: String,
    /// The request's id.
    pub request_id: String,
}

/// Answer, clarify or refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Rows (perhaps none).
    Answer,
    /// A question back.
    Clarify,
    /// Not possible, or not permitted.
    Refuse,
}

/// Who wrote the SQL.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Author {
    /// The engine.
    Engine,
    /// A language model.
    Model {
        /// `openai`, `anthropic` or `spin`.
        provider: String,
        /// The model's name.
        model: String,
        /// Whether the first try was repaired.
        repaired: bool,
    },
}

/// A span of the question and what it became.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WordLink {
    /// The words.
    pub text: String,
    /// Where they start, in UTF-16 code units as JavaScript counts.
    pub start: usize,
    /// Where they end, in UTF-16 code units.
    pub end: usize,
    /// `table`, `column`, `value`, `constant`, `operation` or `unknown`.
    pub kind: String,
    /// What they became, such as `shop.orders.status = shipped`.
    pub became: String,
}

/// How to chart a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Chart {
    /// The mark.
    pub kind: ChartKind,
    /// The column of the x axis; absent for a single number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<String>,
    /// The columns of values.
    pub y: Vec<String>,
}

/// The marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum ChartKind {
    /// One number, large.
    Number,
    /// A bar a category.
    Bar,
    /// A line over time.
    Line,
    /// Points of two numbers.
    Scatter,
}

/// Tokens and cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Usage {
    /// Calls to the model.
    pub model_calls: u32,
    /// Tokens that were sent.
    pub input_tokens: u64,
    /// Of them, those that the provider had cached.
    pub cached_input_tokens: u64,
    /// Tokens that came back.
    pub output_tokens: u64,
    /// In US dollars, where the price is configured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_usd: Option<f64>,
}

/// A stage's time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Timing {
    /// `catalog`, `generate`, `validate`, `execute` or `total`.
    pub stage: String,
    /// Milliseconds. On deployed Workers only waiting for I/O is counted.
    pub duration_ms: u64,
}
