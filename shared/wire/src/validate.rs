//! `POST /v1/validate`.

use plainquery_core::TypeClass;
use serde::{Deserialize, Serialize};

/// SQL to be checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ValidateRequest {
    /// One SELECT; at most 64 KiB.
    pub sql: String,
}

/// The SQL that may run, or why there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ValidateResponse {
    /// Whether the SQL may run.
    pub ok: bool,
    /// The SQL as it would run, printed anew.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sql: Option<String>,
    /// What `/v1/execute` runs, for callers of the same tenant and role, until it expires. Absent where
    /// the SQL is too long to be sent as one, or where a tenant is needed and the caller has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// `schema.table` of each table that it reads.
    #[serde(default)]
    pub tables: Vec<String>,
    /// The columns of its result.
    #[serde(default)]
    pub columns: Vec<ValidatedColumn>,
    /// Why it may not run; empty where it may.
    #[serde(default)]
    pub diagnostics: Vec<WireDiagnostic>,
    /// What it does, in plain sentences.
    #[serde(default)]
    pub explanation: Vec<String>,
    /// What is probably not meant, or slower than it needs to be. None of it keeps the SQL from running.
    #[serde(default)]
    pub warnings: Vec<WireWarning>,
}

/// A column of a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ValidatedColumn {
    /// Its name.
    pub name: String,
    /// What its values are.
    pub class: TypeClass,
}

/// A reason for a refusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WireDiagnostic {
    /// The rule's stable label, such as `unknown-column`.
    pub rule: String,
    /// What is wrong and what to do.
    pub message: String,
    /// Where, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<TextPosition>,
    /// What was perhaps meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
}

/// Something that is probably not meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct WireWarning {
    /// Its stable label, such as `fan-out`.
    pub lint: String,
    /// What it is, in a sentence.
    pub message: String,
    /// Where, if that is certain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<TextPosition>,
    /// What to do instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
    /// The whole SQL written so; only where it yields the same for certain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sql: Option<String>,
}

/// A place in the SQL that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TextPosition {
    /// Bytes before it.
    pub offset_bytes: usize,
    /// Its line, from 1.
    pub line: u64,
    /// Its column in characters, from 1.
    pub column: u64,
}
