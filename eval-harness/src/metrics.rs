//! Figures of the pipeline beside accuracy: pure functions over a run's [`ItemRecord`]s.
//!
//! Records that were not measured count in none of them. A figure of nothing is `None`, never 0 or 1.

mod confidence;
mod retrieval;
#[cfg(test)]
mod tests;

use plainquery_wire::ask::Outcome;
use serde::Serialize;

use crate::run_folder::{ItemRecord, RunVerdict};

pub use confidence::{
    CalibrationBin, CoveragePoint, calibration, coverage_curve, expected_calibration_error,
};
pub use retrieval::{column_recall_at, shown_column_recall, table_recall_at};

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

/// Of the questions that have rows as their answer, the share whose fine SQL the validator refused.
pub fn false_refusal_rate(records: &[ItemRecord]) -> Share {
    Share::count(
        measured(records).filter(|record| record.expected == Outcome::Answer),
        |record| record.is_false_refusal,
    )
}

/// What a question took, on average.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct QuestionCost {
    /// The questions.
    pub questions: usize,
    /// Calls to the model, replayed ones included.
    pub model_calls: f64,
    /// Tokens that were sent.
    pub input_tokens: f64,
    /// Tokens that came back.
    pub output_tokens: f64,
    /// In US dollars; `None` where the price of a question that took tokens is not known.
    pub cost_usd: Option<f64>,
}

/// The mean over the questions that were measured; `None` where none was.
#[expect(
    clippy::cast_precision_loss,
    reason = "numbers of tokens are far below 2^53, where f64 is exact"
)]
pub fn question_cost(records: &[ItemRecord]) -> Option<QuestionCost> {
    let measured: Vec<&ItemRecord> = measured(records).collect();
    let questions = measured.len();
    let mean = |of: fn(&ItemRecord) -> f64| {
        let sum: f64 = measured.iter().map(|record| of(record)).sum();
        sum / questions as f64
    };
    let has_price = |record: &&ItemRecord| record.cost_usd.is_some() || record.input_tokens == 0;
    (questions > 0).then(|| QuestionCost {
        questions,
        model_calls: mean(|record| f64::from(record.model_calls)),
        input_tokens: mean(|record| record.input_tokens as f64),
        output_tokens: mean(|record| record.output_tokens as f64),
        cost_usd: measured
            .iter()
            .all(has_price)
            .then(|| mean(|record| record.cost_usd.unwrap_or_default())),
    })
}

/// The latency in milliseconds below which a share of the answers came, by the nearest rank: `0.5` is
/// the median. Answers that were replayed from a recording are left out: their time is no model's.
pub fn latency_ms(records: &[ItemRecord], share: f64) -> Option<f64> {
    let mut latencies: Vec<f64> = measured(records)
        .filter(|record| record.replayed_calls == 0)
        .map(|record| record.latency_ms)
        .collect();
    latencies.sort_by(f64::total_cmp);
    let last = latencies.len().checked_sub(1)?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_precision_loss,
        clippy::cast_sign_loss,
        reason = "a rank from 1 to the number of records"
    )]
    let rank = (share.clamp(0.0, 1.0) * latencies.len() as f64).ceil() as usize;
    latencies.get(rank.saturating_sub(1).min(last)).copied()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "numbers of questions are far below 2^53, where f64 is exact"
)]
fn ratio(part: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64)
}
