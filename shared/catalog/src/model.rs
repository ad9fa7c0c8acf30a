//! The catalog's documented JSON format (version 1; see `docs/catalog.schema.json`).

use plainquery_core::{Dialect, TypeClass};
use serde::{Deserialize, Serialize};

/// The number of the JSON format that this crate writes.
pub const FORMAT: u32 = 1;

/// Everything known of one database.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// The format's number: [`FORMAT`].
    pub format: u32,
    /// The dialect that the database speaks.
    pub dialect: Dialect,
    /// The database's name; a label, not an address.
    pub database: String,
    /// Tables, views and the like, ordered by schema and name.
    pub relations: Vec<Relation>,
}

/// What sort of relation it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// An ordinary table.
    #[default]
    Table,
    /// A view.
    View,
    /// A materialized view.
    MaterializedView,
    /// The parent of partitions.
    PartitionedTable,
    /// A partition; questions go to its parent.
    Partition,
    /// A table of another server.
    ForeignTable,
}

/// Who fills a column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnOrigin {
    /// Whoever writes the row.
    #[default]
    Written,
    /// The database numbers the rows: an identity column, a `serial`, a rowid.
    Numbered,
    /// The database computes it from other columns.
    Computed,
}

impl ColumnOrigin {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde wants a reference")]
    fn is_written(&self) -> bool {
        *self == Self::Written
    }
}

/// A table, view or the like.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// The schema; `main` in `SQLite`.
    pub schema: String,
    /// The name, as the catalog spells it.
    pub name: String,
    /// What sort it is.
    #[serde(default)]
    pub kind: RelationKind,
    /// The owner's description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// The columns that may be read, in order. Empty for a partition: its columns are its parent's.
    pub columns: Vec<Column>,
    /// The primary key's columns; empty where there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub primary_key: Vec<String>,
    /// Further unique keys.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unique_keys: Vec<Vec<String>>,
    /// References to other tables.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub foreign_keys: Vec<ForeignKey>,
    /// The planner's idea of the number of rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row_estimate: Option<u64>,
    /// The parent (schema, name) of a partition, or the first parent of a table that inherits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partition_of: Option<(String, String)>,
    /// Whether row security decides which rows each role sees.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub row_security: bool,
}

/// A column.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// The name, as the catalog spells it.
    pub name: String,
    /// The database's name of the type, with modifiers: `numeric(12,2)`.
    pub type_name: String,
    /// What its values are.
    pub class: TypeClass,
    /// Whether NULL may stand in it.
    #[serde(default)]
    pub nullable: bool,
    /// Who fills it.
    #[serde(default, skip_serializing_if = "ColumnOrigin::is_written")]
    pub origin: ColumnOrigin,
    /// The owner's description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// All labels of an enum type, in the type's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub enum_values: Vec<String>,
    /// Values seen in the column. Only for text columns of few values that may be shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub samples: Vec<String>,
    /// Whether `samples` holds every value that the column had when it was read.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub samples_complete: bool,
}

/// A reference to another table; `columns` and `referenced_columns` pair up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForeignKey {
    /// The constraint's name; empty where it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The referencing columns.
    pub columns: Vec<String>,
    /// The referenced table's schema.
    pub referenced_schema: String,
    /// The referenced table's name.
    pub referenced_table: String,
    /// The referenced columns.
    pub referenced_columns: Vec<String>,
}

impl Catalog {
    /// The relation of that exact name.
    pub fn relation(&self, schema: &str, name: &str) -> Option<&Relation> {
        self.relations
            .iter()
            .find(|relation| relation.schema == schema && relation.name == name)
    }
}

impl Relation {
    /// The column of that exact name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}
