//! A query's result.

use serde::{Deserialize, Serialize};

/// What a column's values are, as far as charts, formatting and binding care.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum TypeClass {
    /// Whole numbers.
    Integer,
    /// Exact decimals (`numeric`, `money`).
    Decimal,
    /// Binary floats.
    Float,
    /// Truth values.
    Boolean,
    /// Text of any length, enums included.
    Text,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A day and time, with or without a zone.
    Timestamp,
    /// A span of time.
    Interval,
    /// `json` and `jsonb`.
    Json,
    /// `uuid`.
    Uuid,
    /// `bytea`, `blob`.
    Bytes,
    /// An array of anything.
    Array,
    /// Anything else.
    #[default]
    Other,
}

impl TypeClass {
    /// Whether arithmetic and averages make sense.
    pub fn is_numeric(self) -> bool {
        matches!(self, Self::Integer | Self::Decimal | Self::Float)
    }

    /// Whether the values lie on the calendar.
    pub fn is_temporal(self) -> bool {
        matches!(self, Self::Date | Self::Timestamp)
    }
}

/// A column of a result.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OutputColumn {
    /// The name as the result shows it.
    pub name: String,
    /// What its values are.
    pub class: TypeClass,
    /// The database's own name of the type, such as `numeric` or `timestamptz`.
    pub type_name: String,
}

/// A cell: the database's text form, or `None` for NULL. Text keeps int8 and numeric exact.
pub type Value = Option<String>;

/// A result, cut at the caps that were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The columns, in order.
    pub columns: Vec<OutputColumn>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Value>>,
    /// Whether a cap on rows or bytes cut something off.
    pub truncated: bool,
}
