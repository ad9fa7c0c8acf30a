//! Figures of the pipeline beside accuracy: pure functions over a run's [`ItemRecord`]s. What a run took
//! is in [`crate::usage`], what a confidence is worth in [`crate::statistics`].
//!
//! Records that were not measured count in none of them. A figure of nothing is `None`, never 0 or 1.

mod retrieval;
#[cfg(test)]
pub(crate) mod tests;

use plainquery_wire::ask::Outcome;
use serde::Serialize;

use crate::run_folder::{ItemRecord, RunVerdict};

pub use retrieval::{column_recall_at, table_recall_at};

/// A part of a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Share {
    /// Those that fit.
    pub part: usize,
    /// All that were looked at.
    pub of: usize,
}

impl Share {
    /// Counts those that fit among those that are looked at.
    fn count<'a>(
        records: impl IntoIterator<Item = &'a ItemRecord>,
        fits: impl Fn(&ItemRecord) -> bool,
    ) -> Self {
        let mut share = Self::default();
        for record in records {
            share.of += 1;
            share.part += usize::from(fits(record));
        }
        share
    }

    /// From 0 to 1; `None` where nothing was looked at.
    pub fn value(self) -> Option<f64> {
        ratio(self.part, self.of)
    }
}

/// The records in which something was asked.
pub fn measured(records: &[ItemRecord]) -> impl Iterator<Item = &ItemRecord> {
    records
        .iter()
        .filter(|record| record.verdict != RunVerdict::NotMeasured)
}

/// The share that is right.
pub fn accuracy(records: &[ItemRecord]) -> Share {
    Share::count(measured(records), |record| {
        record.verdict == RunVerdict::Right
    })
}

/// How often each outcome came where each was expected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OutcomeConfusion {
    /// By what was expected, then by what came: answer, clarify, refuse, nothing.
    pub counts: [[usize; 4]; 3],
}

impl OutcomeConfusion {
    /// Counts the outcomes of a run.
    pub fn new(records: &[ItemRecord]) -> Self {
        let mut confusion = Self::default();
        for record in measured(records) {
            let came = record.outcome.map_or(3, position);
            confusion.counts[position(record.expected)][came] += 1;
        }
        confusion
    }

    /// How often `came` came (`None`: nothing did) where `expected` was.
    pub fn count(&self, expected: Outcome, came: Option<Outcome>) -> usize {
        self.counts[position(expected)][came.map_or(3, position)]
    }

    /// The share of questions that got the outcome that was expected.
    pub fn accuracy(&self) -> Share {
        Share {
            part: (0..3).map(|outcome| self.counts[outcome][outcome]).sum(),
            of: self.counts.iter().flatten().sum(),
        }
    }

    /// Of the times that an outcome came, the share in which it was expected.
    pub fn precision(&self, outcome: Outcome) -> Share {
        let at = position(outcome);
        Share {
            part: self.counts[at][at],
            of: self.counts.iter().map(|row| row[at]).sum(),
        }
    }

    /// Of the times that an outcome was expected, the share in which it came.
    pub fn recall(&self, outcome: Outcome) -> Share {
        let at = position(outcome);
        Share {
            part: self.counts[at][at],
            of: self.counts[at].iter().sum(),
        }
    }
}

fn position(outcome: Outcome) -> usize {
    match outcome {
        Outcome::Answer => 0,
        Outcome::Clarify => 1,
        Outcome::Refuse => 2,
    }
}

/// Of the questions for which a model was asked, the share in which it had to mend its SQL.
pub fn repair_rate(records: &[ItemRecord]) -> Share {
    Share::count(
        measured(records).filter(|record| record.model_calls > 0),
        |record| record.repairs > 0,
    )
}

/// Of the questions in which SQL was mended, the share that is right: what a repair is worth.
pub fn right_after_repair(records: &[ItemRecord]) -> Share {
    Share::count(
        measured(records).filter(|record| record.repairs > 0),
        |record| record.verdict == RunVerdict::Right,
    )
}

/// Of the questions for which SQL was written, the share whose SQL was valid and ran.
pub fn validity(records: &[ItemRecord]) -> Share {
    Share::count(
        measured(records).filter(|record| record.sql.is_some()),
        |record| record.outcome == Some(Outcome::Answer) && record.verdict != RunVerdict::Failed,
    )
}

#[expect(
    clippy::cast_precision_loss,
    reason = "numbers of questions are far below 2^53, where f64 is exact"
)]
fn ratio(part: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64)
}
