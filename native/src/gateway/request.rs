//! What a request asks for: its headers and its body.

use axum::http::{HeaderMap, HeaderValue};
use plainquery_core::ports::Statement;
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{answer::RowFormat, failure::Failure, parameters};
use crate::postgres::{IsolationLevel, TransactionMode};

const RAW_TEXT_OUTPUT: &str = "neon-raw-text-output";
const ARRAY_MODE: &str = "neon-array-mode";
const BATCH_READ_ONLY: &str = "neon-batch-read-only";
const BATCH_DEFERRABLE: &str = "neon-batch-deferrable";
const BATCH_ISOLATION_LEVEL: &str = "neon-batch-isolation-level";

/// The statements of a request and how they are to run.
#[derive(Debug)]
pub(super) struct Work {
    pub(super) asked: Vec<Asked>,
    pub(super) formats: Vec<RowFormat>,
    /// `Some` for a batch. A single statement ignores the headers of batches.
    pub(super) batch: Option<BatchHeaders>,
}

/// One query of a request.
#[derive(Debug)]
pub(super) enum Asked {
    /// A statement in the caller's words.
    Text(Statement),
    /// The token of a signed plan.
    Plan(String),
}

/// The headers of a batch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct BatchHeaders {
    read_only: bool,
    deferrable: bool,
    isolation: Option<IsolationLevel>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    query: Option<String>,
    #[serde(default)]
    params: Vec<Box<RawValue>>,
    array_mode: Option<bool>,
    queries: Option<Vec<Query>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Query {
    #[serde(rename = "query")]
    text: Option<String>,
    plan: Option<String>,
    #[serde(default)]
    params: Vec<Box<RawValue>>,
    array_mode: Option<bool>,
}

impl Work {
    pub(super) fn read(headers: &HeaderMap, body: &[u8]) -> Result<Self, Failure> {
        let raw = is_true(headers, RAW_TEXT_OUTPUT);
        let as_array = is_true(headers, ARRAY_MODE);
        let body: Body =
            serde_json::from_slice(body).map_err(|error| Failure::Request(error.to_string()))?;
        let (queries, batch) = match (body.query, body.queries) {
            (Some(query), None) => (
                vec![Query {
                    text: Some(query),
                    plan: None,
                    params: body.params,
                    array_mode: body.array_mode,
                }],
                None,
            ),
            (None, Some(queries)) => (queries, Some(BatchHeaders::read(headers)?)),
            _ => {
                return Err(Failure::Request(
                    "it must hold either \"query\" or \"queries\"".to_owned(),
                ));
            }
        };
        let mut work = Self {
            asked: Vec::with_capacity(queries.len()),
            formats: Vec::with_capacity(queries.len()),
            batch,
        };
        for query in queries {
            work.formats.push(RowFormat {
                raw,
                as_array: query.array_mode.unwrap_or(as_array),
            });
            work.asked.push(query.into_asked()?);
        }
        Ok(work)
    }
}

impl Query {
    fn into_asked(self) -> Result<Asked, Failure> {
        match (self.text, self.plan) {
            (Some(text), None) => {
                let parameters = self
                    .params
                    .iter()
                    .map(|parameter| parameters::to_text(parameter));
                Ok(Asked::Text(Statement {
                    text: text.into(),
                    parameters: parameters
                        .collect::<Result<_, _>>()
                        .map_err(Failure::Request)?,
                }))
            }
            // The plan brings its own.
            (None, Some(token)) if self.params.is_empty() => Ok(Asked::Plan(token)),
            _ => Err(Failure::Request(
                "each of its queries must hold either \"query\", or \"plan\" without parameters"
                    .to_owned(),
            )),
        }
    }
}

impl BatchHeaders {
    fn read(headers: &HeaderMap) -> Result<Self, Failure> {
        let isolation = match headers
            .get(BATCH_ISOLATION_LEVEL)
            .map(HeaderValue::as_bytes)
        {
            None => None,
            Some(b"ReadUncommitted") => Some(IsolationLevel::ReadUncommitted),
            Some(b"ReadCommitted") => Some(IsolationLevel::ReadCommitted),
            Some(b"RepeatableRead") => Some(IsolationLevel::RepeatableRead),
            Some(b"Serializable") => Some(IsolationLevel::Serializable),
            Some(_) => return Err(Failure::IsolationLevel),
        };
        Ok(Self {
            read_only: is_true(headers, BATCH_READ_ONLY),
            deferrable: is_true(headers, BATCH_DEFERRABLE),
            isolation,
        })
    }

    /// The transaction that they ask for, as far as it is allowed.
    pub(super) fn mode(self, allow_writes: bool) -> TransactionMode {
        TransactionMode {
            read_only: self.read_only || !allow_writes,
            isolation: self.isolation,
            deferrable: self.deferrable,
        }
    }

    /// Says in the answer what held for the batch: read-only also where only the gateway wants it.
    pub(super) fn echo(mode: TransactionMode, headers: &mut HeaderMap) {
        let yes = HeaderValue::from_static("true");
        if mode.read_only {
            headers.insert(BATCH_READ_ONLY, yes.clone());
        }
        if mode.deferrable {
            headers.insert(BATCH_DEFERRABLE, yes);
        }
        let isolation = mode.isolation.map(|level| match level {
            IsolationLevel::ReadUncommitted => "ReadUncommitted",
            IsolationLevel::ReadCommitted => "ReadCommitted",
            IsolationLevel::RepeatableRead => "RepeatableRead",
            IsolationLevel::Serializable => "Serializable",
        });
        if let Some(isolation) = isolation {
            headers.insert(BATCH_ISOLATION_LEVEL, HeaderValue::from_static(isolation));
        }
    }
}

/// True only when it is exactly `true`, as in Neon's proxy.
fn is_true(headers: &HeaderMap, name: &str) -> bool {
    headers.get(name).is_some_and(|value| value == "true")
}
