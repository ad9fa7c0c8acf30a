//! `POST /v1/retrieve`: the tables that matter for a question.

use plainquery_core::TypeClass;
use serde::{Deserialize, Serialize};

/// A question, and how many tables are wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RetrieveRequest {
    /// In plain language; at most 2,000 characters.
    #[cfg_attr(
        feature = "schema",
        schemars(
            length(max = crate::question::MAX_QUESTION_CHARS),
            regex(pattern = crate::question::QUESTION_PATTERN)
        )
    )]
    pub question: String,
    /// The most tables that are ranked, 1 to 50; 5 where it is not given. Tables on the join path
    /// between them come on top.
    #[serde(
        default,
        deserialize_with = "crate::whole::optional_u32",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(
        feature = "schema",
        schemars(with = "Option<u32>", range(min = 1, max = 50))
    )]
    pub k: Option<u32>,
}

/// The tables, best first, then those that only join them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RetrieveResponse {
    /// Empty where no table fits the question.
    pub tables: Vec<RetrievedTable>,
    /// What the caller should know: that an embeddings model is configured and could not be asked, so
    /// that tables were ranked by their words alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
}

/// A table that matters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RetrievedTable {
    /// Its schema.
    pub schema: String,
    /// Its name.
    pub name: String,
    /// The owner's description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// How well it fits (BM25; with an embeddings model, reciprocal rank fusion); only comparable within
    /// one answer. Absent for a table that is here only because it joins others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<f32>,
    /// All its columns, in order.
    pub columns: Vec<RetrievedColumn>,
}

/// A column of a table that matters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RetrievedColumn {
    /// Its name.
    pub name: String,
    /// The database's name of the type.
    pub type_name: String,
    /// What its values are.
    pub class: TypeClass,
    /// How much it shares with the question; 0 where nothing.
    pub score: f32,
}
