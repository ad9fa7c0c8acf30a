//! `GET /v1/schema`: what may be asked about.

use plainquery_core::{Dialect, TypeClass};
use serde::{Deserialize, Serialize};

/// The tables that the caller may ask about, and questions to begin with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SchemaResponse {
    /// The catalog's version (hash); also the entity tag.
    pub version: String,
    /// The database's name.
    pub database: String,
    /// The dialect.
    pub dialect: Dialect,
    /// Tables and views, by schema and name.
    pub tables: Vec<SchemaTable>,
    /// Questions that can be asked.
    pub suggestions: Vec<String>,
}

/// A table or view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SchemaTable {
    /// Its schema.
    pub schema: String,
    /// Its name.
    pub name: String,
    /// The owner's description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// The columns, in order.
    pub columns: Vec<SchemaColumn>,
    /// The planner's idea of the number of rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row_estimate: Option<u64>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SchemaColumn {
    /// Its name.
    pub name: String,
    /// The database's name of the type.
    pub type_name: String,
    /// What its values are.
    pub class: TypeClass,
    /// Whether it may be empty.
    pub nullable: bool,
    /// Whether it is part of the primary key.
    pub primary_key: bool,
    /// `schema.table.column` that it refers to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub references: Option<String>,
    /// The owner's description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// The labels of an enum type.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enum_values: Vec<String>,
}
