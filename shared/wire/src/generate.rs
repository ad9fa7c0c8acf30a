//! `POST /v1/generate`: a question to SQL, which is not run.

use plainquery_core::Value;
use serde::{Deserialize, Serialize};

use crate::ask::{Author, Outcome, Usage, WordLink};

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GenerateRequest {
    /// In plain language; at most 2,000 characters.
    #[cfg_attr(
        feature = "schema",
        schemars(
            length(max = crate::question::MAX_QUESTION_CHARS),
            regex(pattern = crate::question::QUESTION_PATTERN)
        )
    )]
    pub question: String,
    /// The `conversation` of an answer of `/v1/ask`, for a follow-up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversation: Option<String>,
}

/// SQL, a question back, or a refusal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GenerateResponse {
    /// Which of the three.
    pub outcome: Outcome,
    /// A stable label for why, with clarify and refuse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// A sentence for the user, with clarify and refuse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// Wordings to pick from, with clarify.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// The SQL, as printed by the validator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sql: Option<String>,
    /// Its parameters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Value>,
    /// What `/v1/execute` runs, for callers of the same tenant and role, until it expires. Absent where
    /// the SQL is too long to be sent as one, or where a tenant is needed and the caller has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// Who wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<Author>,
    /// 0 to 1: the share of answers like this one that are right; absent with a model's SQL, which
    /// nobody has measured here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
    /// What each word became.
    #[serde(default)]
    pub links: Vec<WordLink>,
    /// `schema.table` of each table that the SQL reads.
    #[serde(default)]
    pub tables: Vec<String>,
    /// Assumptions and cautions.
    #[serde(default)]
    pub notes: Vec<String>,
    /// Tokens and cost of the model; zeroes without one.
    pub usage: Usage,
    /// The day that "today" stood for.
    pub today: String,
}
