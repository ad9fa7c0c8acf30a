//! `POST /v1/execute`: the rows of a plan.

use plainquery_core::{OutputColumn, Value};
use serde::{Deserialize, Serialize};

use crate::ask::{Chart, Timing};

/// A plan to run. There is no field for SQL: what runs is what the plan holds.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExecuteRequest {
    /// The `plan` of `/v1/validate` or `/v1/generate`, as it is. Until it expires it may be run more
    /// than once.
    pub plan: String,
    /// The most rows wanted; the plan's cap holds where it is lower.
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

/// The rows.
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExecuteResponse {
    /// A sentence for the user.
    pub message: String,
    /// The SQL that ran.
    pub sql: String,
    /// Its parameters.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parameters: Vec<Value>,
    /// The result's columns.
    pub columns: Vec<OutputColumn>,
    /// The result's rows, cells as text.
    pub rows: Vec<Vec<Value>>,
    /// Whether a cap cut the rows.
    pub truncated: bool,
    /// How to chart the rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chart: Option<Chart>,
    /// Cautions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<String>,
    /// What could be measured, in milliseconds.
    pub timings: Vec<Timing>,
    /// The request's id.
    pub request_id: String,
}
