//! The engine's reading of a question: a small typed form between words and SQL.
//!
//! It says what is asked, not how tables are joined, so that a follow-up can change a part and the
//! query is planned anew.

use serde::{Deserialize, Serialize};

use crate::dates::TimeUnit;
use crate::operations::{Aggregate, Comparison};
use crate::schema::{Col, Ref, Rel};

/// A column, and the reference by which its table is reached where the question names one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Place {
    pub col: Col,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<Ref>,
}

impl Place {
    pub(crate) fn plain(col: Col) -> Self {
        Self { col, via: None }
    }
}

/// What a measure is taken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Operand {
    /// Rows of a table.
    Rows(Rel),
    /// Values of a column.
    Column(Place),
}

impl Operand {
    pub(crate) fn rel(self) -> Rel {
        match self {
            Self::Rows(rel) => rel,
            Self::Column(place) => place.col.rel,
        }
    }
}

/// A figure over rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Measure {
    pub aggregate: Aggregate,
    pub of: Operand,
}

impl Measure {
    pub(crate) fn count(rel: Rel) -> Self {
        Self {
            aggregate: Aggregate::Count,
            of: Operand::Rows(rel),
        }
    }
}

/// What rows are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Dimension {
    /// A column's values.
    Column(Place),
    /// Rows of a table, shown by their names.
    Entity { rel: Rel, via: Option<Ref> },
    /// A part of the calendar.
    Time { place: Place, unit: TimeUnit },
}

/// A condition on rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Condition {
    Compare {
        place: Place,
        comparison: Comparison,
        number: String,
    },
    CompareColumns {
        left: Place,
        comparison: Comparison,
        right: Place,
    },
    CompareAverage {
        place: Place,
        comparison: Comparison,
    },
    OneOf {
        place: Place,
        values: Vec<String>,
        negated: bool,
    },
    /// The text has a part, written as a LIKE pattern.
    Like {
        place: Place,
        pattern: String,
        negated: bool,
    },
    Missing {
        place: Place,
        missing: bool,
    },
    Flag {
        place: Place,
        value: bool,
    },
    /// Days from `start` up to, not including, `end`.
    During {
        place: Place,
        start: Option<String>,
        end: Option<String>,
        negated: bool,
    },
    /// All of them hold.
    All(Vec<Condition>),
    /// There is (or is not) a row of another table that fulfils the conditions.
    Related {
        rel: Rel,
        via: Option<Ref>,
        negated: bool,
        conditions: Vec<Condition>,
    },
    /// A figure over the rows of another table that belong to the subject's row.
    Quantity {
        measure: Measure,
        via: Option<Ref>,
        comparison: Comparison,
        number: String,
        conditions: Vec<Condition>,
    },
}

impl Condition {
    /// The column that it restricts, where it is one.
    pub(crate) fn place(&self) -> Option<Place> {
        match self {
            Self::Compare { place, .. }
            | Self::CompareAverage { place, .. }
            | Self::OneOf { place, .. }
            | Self::Like { place, .. }
            | Self::Missing { place, .. }
            | Self::Flag { place, .. }
            | Self::During { place, .. } => Some(*place),
            Self::CompareColumns { left, .. } => Some(*left),
            Self::All(conditions) => conditions.first().and_then(Self::place),
            Self::Related { .. } | Self::Quantity { .. } => None,
        }
    }
}

/// What the result is ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum OrderBy {
    Measure(Measure),
    Column(Place),
    /// The n-th dimension.
    Dimension(usize),
}

/// A key of the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Order {
    pub by: OrderBy,
    pub descending: bool,
}

/// The reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Frame {
    /// The schema that the numbers are of.
    pub fingerprint: u64,
    /// The table whose rows are listed or counted.
    pub subject: Rel,
    /// Columns that are shown, where the question names them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outputs: Vec<Place>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub measures: Vec<Measure>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dimensions: Vec<Dimension>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conditions: Vec<Condition>,
    /// Conditions on groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub having: Vec<(Measure, Comparison, String)>,
    /// With these, the measure is the share of rows that also fulfil them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub share_of: Vec<Condition>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub order: Vec<Order>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u64>,
    #[serde(default)]
    pub distinct: bool,
    /// With dimensions: the average of the measure over the groups.
    #[serde(default)]
    pub averaged: bool,
}

impl Frame {
    /// The columns that it names, for the next turn.
    pub(crate) fn columns(&self) -> Vec<Col> {
        let mut columns: Vec<Col> = self.outputs.iter().map(|place| place.col).collect();
        columns.extend(self.dimensions.iter().map(|dimension| match dimension {
            Dimension::Column(place) | Dimension::Time { place, .. } => place.col,
            // Any column: it stands for its table.
            Dimension::Entity { rel, .. } => Col {
                rel: *rel,
                index: 0,
            },
        }));
        let mut conditions: Vec<&Condition> = self.conditions.iter().collect();
        while let Some(condition) = conditions.pop() {
            columns.extend(condition.place().map(|place| place.col));
            if let Condition::Related {
                conditions: inner, ..
            }
            | Condition::Quantity {
                conditions: inner, ..
            }
            | Condition::All(inner) = condition
            {
                conditions.extend(inner);
            }
        }
        columns
    }

    pub(crate) fn new(fingerprint: u64, subject: Rel) -> Self {
        Self {
            fingerprint,
            subject,
            outputs: Vec::new(),
            measures: Vec::new(),
            dimensions: Vec::new(),
            conditions: Vec::new(),
            having: Vec::new(),
            share_of: Vec::new(),
            order: Vec::new(),
            limit: None,
            distinct: false,
            averaged: false,
        }
    }
}
