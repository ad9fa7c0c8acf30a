//! What goes into the engine and what comes out.

use plainquery_sql::tree::Query;
use serde::{Deserialize, Serialize};

/// A question and what its words are to be read against.
#[derive(Clone, Debug)]
pub struct Question<'a> {
    /// The text as the user typed it.
    pub text: &'a str,
    /// Today, as `YYYY-MM-DD`.
    pub today: &'a str,
    /// The week's first day: 1 is Monday, 7 is Sunday.
    pub week_starts_on: u8,
    /// The month in which the fiscal year starts, 1 to 12.
    pub fiscal_year_starts_in: u8,
    /// The engine's own reading of the turn before, from [`Draft::frame`]; for follow-ups.
    pub previous: Option<&'a str>,
}

/// What the engine makes of a question.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// SQL, and how sure it is.
    Answer(Box<Draft>),
    /// Two readings, or a word that nothing in the schema explains.
    Clarify(Clarification),
    /// Not a question that reading data answers, or the data is not there.
    Refuse(Refusal),
}

/// SQL for a question.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The query, with names from the catalog; still to be validated.
    pub query: Query,
    /// The reading as JSON, to be given back as [`Question::previous`] of a follow-up.
    pub frame: String,
    /// 0 to 1: the share of answers like this one that are right.
    pub confidence: f32,
    /// What each word became.
    pub links: Vec<Link>,
    /// Assumptions that the user should know, in plain sentences.
    pub notes: Vec<String>,
}

/// A question back to the user.
#[derive(Clone, Debug)]
pub struct Clarification {
    /// A stable label such as `ambiguous_column`.
    pub reason: &'static str,
    /// The question, in a plain sentence.
    pub message: String,
    /// Wordings that the user may pick from.
    pub options: Vec<String>,
    /// What each word became.
    pub links: Vec<Link>,
}

/// A refusal.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// A stable label such as `not_a_read`.
    pub reason: &'static str,
    /// Why, in a plain sentence.
    pub message: String,
    /// What each word became.
    pub links: Vec<Link>,
}

/// A span of the question and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// Byte offset of the span's start in the question.
    pub start: usize,
    /// Byte offset of its end.
    pub end: usize,
    /// What it was taken for.
    pub target: LinkTarget,
}

/// What a span can be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LinkTarget {
    /// A table.
    Table {
        /// `schema.table`.
        table: String,
    },
    /// A column.
    Column {
        /// `schema.table`.
        table: String,
        /// The column.
        column: String,
    },
    /// A value of a column.
    Value {
        /// `schema.table`.
        table: String,
        /// The column.
        column: String,
        /// The value, as the database spells it.
        value: String,
    },
    /// A number, date or range.
    Constant {
        /// How it was read, such as `2024-01-01 to 2024-12-31`.
        reading: String,
    },
    /// A word that says what to do: an aggregate, an order, a comparison.
    Operation {
        /// Which, such as `sum` or `descending`.
        operation: String,
    },
    /// A word that nothing explains.
    Unknown,
}
