//! The events of a streamed `POST /v1/ask` (`Accept: text/event-stream`), in this order: `stage` after
//! each stage; `query` once the SQL is proven, before it runs; `columns`, then `rows` as often as it
//! takes; `answer` last. A request that fails on the way ends with `problem` instead.

use plainquery_core::{OutputColumn, Value};
use serde::{Deserialize, Serialize};

use crate::{
    AskResponse, Problem,
    ask::{Author, Timing},
};

/// The media type of the stream.
pub const EVENT_STREAM: &str = "text/event-stream";

/// SQL that is about to run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QueryEvent {
    /// As printed by the validator.
    pub sql: String,
    /// Its parameters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Value>,
    /// Who wrote it.
    pub author: Author,
    /// 0 to 1: the share of answers like this one that are right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f32>,
    /// `schema.table` of each table that it reads.
    pub tables: Vec<String>,
}

/// The result's columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ColumnsEvent {
    /// In order.
    pub columns: Vec<OutputColumn>,
}

/// Some of the result's rows, after those of the events before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowsEvent {
    /// Cells as text.
    pub rows: Vec<Vec<Value>>,
}

/// An event of a streamed answer: its name, and its data as JSON.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(tag = "event", content = "data", rename_all = "snake_case")
)]
pub enum AskEvent {
    /// A stage has ended.
    Stage(Timing),
    /// The SQL that is about to run.
    Query(QueryEvent),
    /// The result's columns.
    Columns(ColumnsEvent),
    /// Some of its rows.
    Rows(RowsEvent),
    /// The whole answer but its rows, which came before.
    Answer(Box<AskResponse>),
    /// Why there is no answer.
    Problem(Problem),
}

impl AskEvent {
    /// The event's name in the stream.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Stage(_) => "stage",
            Self::Query(_) => "query",
            Self::Columns(_) => "columns",
            Self::Rows(_) => "rows",
            Self::Answer(_) => "answer",
            Self::Problem(_) => "problem",
        }
    }

    /// The event as it stands in the stream (WHATWG HTML, 9.2). JSON has no line feed outside strings
    /// and escapes those within, so that the data is one line.
    pub fn to_bytes(&self) -> Vec<u8> {
        let data = match self {
            Self::Stage(data) => serde_json::to_string(data),
            Self::Query(data) => serde_json::to_string(data),
            Self::Columns(data) => serde_json::to_string(data),
            Self::Rows(data) => serde_json::to_string(data),
            Self::Answer(data) => serde_json::to_string(data),
            Self::Problem(data) => serde_json::to_string(data),
        };
        // String keys and finite numbers only: there is nothing to fail on.
        let data = data.unwrap_or_default();
        format!("event: {}\ndata: {data}\n\n", self.name()).into_bytes()
    }
}
