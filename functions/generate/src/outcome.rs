//! What comes out.

use std::rc::Rc;

use plainquery_engine::Link;
use plainquery_validate::Proof;
use plainquery_wire::ask::{Author, Usage};
use serde::{Deserialize, Serialize};

/// SQL, a question back, or a refusal.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Generated {
    /// SQL that may run.
    Query(Box<GeneratedQuery>),
    /// A question back to the user.
    Clarify(NoQuery),
    /// Not possible, or not permitted.
    Refuse(NoQuery),
}

/// SQL for a question.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GeneratedQuery {
    /// The SQL, as printed by the validator before the policy rewrites it: what runs in its place is
    /// made anew for each caller.
    pub sql: String,
    /// `schema.table` of each table that it reads.
    pub tables: Vec<String>,
    /// That it may run, by the policy. It stays in the process in which it was made: SQL
    /// that comes from elsewhere is text, and has to be validated again.
    #[serde(skip)]
    pub proof: Option<Rc<Proof>>,
    /// Who wrote it.
    pub author: Author,
    /// 0 to 1: the share of answers like this one that are right. `None` for a model's SQL.
    pub confidence: Option<f32>,
    /// What each word became, as the engine read it; empty for a model's SQL, which may have read it
    /// otherwise.
    pub links: Vec<Link>,
    /// Assumptions and cautions, in plain sentences.
    pub notes: Vec<String>,
    /// The engine's reading, for follow-ups; `None` for a model's SQL.
    pub frame: Option<String>,
    /// What the model took.
    pub usage: Usage,
}

/// Why there is no SQL.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NoQuery {
    /// A stable label: the engine's own, or one of `unclear`, `not_in_data` (a model says so),
    /// `low_confidence`, `unsafe_sql`, `invalid_sql`, `not_permitted`, `unsupported_dialect`.
    pub reason: String,
    /// A sentence for the user.
    pub message: String,
    /// Wordings to pick from.
    pub options: Vec<String>,
    /// What each word became.
    pub links: Vec<Link>,
    /// Cautions, in plain sentences.
    pub notes: Vec<String>,
    /// What the model took.
    pub usage: Usage,
}

impl GeneratedQuery {
    /// A validated query, as yet without all that is said about it.
    pub(crate) fn new(proof: Rc<Proof>, author: Author) -> Self {
        Self {
            sql: proof.query().plain_text().to_owned(),
            tables: proof
                .query()
                .relations()
                .iter()
                .map(|(schema, name)| format!("{schema}.{name}"))
                .collect(),
            proof: Some(proof),
            author,
            confidence: None,
            links: Vec::new(),
            notes: Vec::new(),
            frame: None,
            usage: Usage::default(),
        }
    }
}

impl NoQuery {
    pub(crate) fn new(reason: &str, message: impl Into<String>) -> Self {
        Self {
            reason: reason.to_owned(),
            message: message.into(),
            options: Vec::new(),
            links: Vec::new(),
            notes: Vec::new(),
            usage: Usage::default(),
        }
    }
}

impl Generated {
    pub(crate) fn with_usage(mut self, usage: Usage) -> Self {
        match &mut self {
            Self::Query(query) => query.usage = usage,
            Self::Clarify(none) | Self::Refuse(none) => none.usage = usage,
        }
        self
    }

    pub(crate) fn with_note(mut self, text: String) -> Self {
        match &mut self {
            Self::Query(query) => query.notes.push(text),
            Self::Clarify(none) | Self::Refuse(none) => none.notes.push(text),
        }
        self
    }
}
