//! What a sweep over the chunks finds, before columns are chosen.
//!
//! A word such as "city" may be a column of three tables. Which one is meant is known only when the
//! question has been read to its end, so slots keep every candidate.

use crate::chunk::Adjective;
use crate::dates::{DateRange, TimeUnit};
use crate::operations::{Aggregate, Comparison};
use crate::schema::{Col, Ref, Rel};
use crate::vocabulary::{Entry, Target};

/// A phrase with its candidates.
#[derive(Clone, Debug)]
pub(crate) struct Noun {
    pub entries: Vec<Entry>,
    /// The chunk it stands in.
    pub chunk: usize,
    /// A table named right before or after it.
    pub near: Option<Rel>,
}

impl Noun {
    /// How surely it names a table.
    pub(crate) fn table_weight(&self, rel: Rel) -> f32 {
        let entries = self.entries.iter();
        let weights = entries.filter(|entry| entry.target == Target::Table(rel));
        weights.map(|entry| entry.weight).fold(0.0_f32, f32::max)
    }

    /// With those of its readings that fit.
    pub(crate) fn only(&self, fits: impl Fn(&Target) -> bool) -> Self {
        Self {
            entries: self
                .entries
                .iter()
                .filter(|entry| fits(&entry.target))
                .cloned()
                .collect(),
            ..self.clone()
        }
    }

    /// How surely it names a column, or a value of it.
    pub(crate) fn weight_of(&self, col: Col) -> f32 {
        let weights = self
            .entries
            .iter()
            .filter(|entry| entry.target.column() == Some(col));
        weights.map(|entry| entry.weight).fold(0.0_f32, f32::max)
    }

    /// Without its readings as a value, unless it has no others.
    pub(crate) fn only_columns(&self) -> Self {
        let columns = self.only(|target| matches!(target, Target::Column(_) | Target::Flag(_)));
        if columns.entries.is_empty() {
            self.clone()
        } else {
            columns
        }
    }
}

/// What the question is about: its first noun.
#[derive(Clone, Debug)]
pub(crate) enum Head {
    Table(Rel),
    Column(Noun),
    Unit(TimeUnit),
    Role(Ref),
    /// "who", with no noun.
    Who,
}

/// A figure that is asked for.
#[derive(Clone, Debug)]
pub(crate) enum MeasureSlot {
    /// Rows of a table.
    Rows(Rel),
    /// A column; without an aggregate, what suits the column.
    Column {
        aggregate: Option<Aggregate>,
        noun: Noun,
    },
    /// Different values of a column.
    Values(Noun),
    /// Rows that a reference leads to: "direct reports".
    Reports(Ref),
}

/// What an order is by.
#[derive(Clone, Debug)]
pub(crate) enum RankBy {
    Measure(MeasureSlot),
    Adjective(Adjective),
    /// "best", with nothing that says by what.
    Open,
    /// How often the head's value occurs.
    Frequency,
    /// Pieces sold.
    Selling,
    /// The head's main date.
    Time,
}

/// A superlative or an order that was asked for.
#[derive(Clone, Debug)]
pub(crate) struct Ranking {
    pub by: RankBy,
    pub descending: bool,
    pub limit: Option<u64>,
    /// Whether it asks for the first rows only (a superlative), or orders all.
    pub superlative: bool,
}

/// What rows are grouped by.
#[derive(Clone, Debug)]
pub(crate) enum DimensionSlot {
    Noun(Noun),
    Table(Rel),
    Role(Ref),
    Unit(TimeUnit),
}

/// A condition.
#[derive(Clone, Debug)]
pub(crate) struct ConditionSlot {
    pub kind: ConditionKind,
    /// The chunk it came from; what follows a related table may belong to it.
    pub chunk: usize,
    pub negated: bool,
}

/// The kinds of conditions.
#[derive(Clone, Debug)]
pub(crate) enum ConditionKind {
    Value(Noun),
    Flag(Noun),
    Missing(Noun),
    Named(Noun),
    During {
        range: DateRange,
        noun: Option<Noun>,
    },
    Compare {
        left: Option<Noun>,
        aggregate: Option<Aggregate>,
        comparison: Comparison,
        number: String,
    },
    /// "older than 60": the number is years, unless a unit says otherwise.
    Adjective {
        adjective: Adjective,
        number: String,
        unit: Option<TimeUnit>,
    },
    CompareColumns {
        left: Option<Noun>,
        comparison: Comparison,
        right: Noun,
    },
    VersusAverage {
        left: Option<Noun>,
        adjective: Option<Adjective>,
        comparison: Comparison,
    },
    Related(Rel),
    Role(Ref),
    Quantity {
        of: MeasureSlot,
        comparison: Comparison,
        number: String,
    },
    /// "currently": what has begun and not ended.
    Current,
    /// The row of that number.
    Key {
        rel: Rel,
        number: String,
    },
    /// "contains", "starts with": a part of a text.
    Like {
        left: Option<Noun>,
        pattern: String,
    },
    /// A name that is in no sample.
    Text {
        text: String,
        near: Option<Rel>,
        via: Option<Ref>,
    },
}

/// Everything that was found.
#[derive(Clone, Debug, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a word that was or was not said"
)]
pub(crate) struct Slots {
    pub head: Option<Head>,
    /// The chunk of the head's table.
    pub head_chunk: Option<usize>,
    /// Whether the head was in the singular.
    pub head_singular: bool,
    /// Whether the question asks for rows ("which", "list") rather than only naming a table.
    pub asks_for_rows: bool,
    pub measures: Vec<MeasureSlot>,
    /// "how many", with no noun that names a table: the subject's rows.
    pub counts_subject: bool,
    /// "where": a place is asked for.
    pub asks_where: bool,
    /// "when did": a day is asked for.
    pub asks_when: bool,
    /// A share of the rows, with the chunk after which conditions are the numerator.
    pub share: Option<usize>,
    /// An average per something: "average number of orders per customer".
    pub averaged: bool,
    pub outputs: Vec<Noun>,
    pub output_roles: Vec<Ref>,
    pub dimensions: Vec<DimensionSlot>,
    pub ranking: Option<Ranking>,
    /// The direction alone: "descending".
    pub direction: Option<bool>,
    pub conditions: Vec<ConditionSlot>,
    pub limit: Option<u64>,
    pub distinct: bool,
    pub alphabetical: bool,
    /// An aggregate without a column, in a follow-up: "and the average?"
    pub aggregate: Option<Aggregate>,
    /// "instead": in a follow-up, the new part takes the place of the old.
    pub instead: bool,
    /// Tables named anywhere, in order.
    pub mentioned: Vec<Rel>,
    /// References named anywhere.
    pub roles: Vec<Ref>,
    /// Chunks that were understood and add nothing: verbs that only tie nouns together.
    pub understood: Vec<usize>,
    /// Chunks that nothing took.
    pub unused: Vec<usize>,
    /// More than the engine reads: trends, comparisons between periods.
    pub beyond: Option<usize>,
}
