//! A question with the answers of all its repeats.

use std::collections::BTreeSet;

use crate::run_folder::{ItemRecord, RunVerdict};

/// A question and what came each time that it was asked; at least one answer.
#[derive(Clone, Debug, Default)]
pub struct Question<'a> {
    /// By repeat, as they were written.
    pub answers: Vec<&'a ItemRecord>,
}

impl<'a> Question<'a> {
    /// The answers that were measured.
    pub fn measured(&self) -> impl Iterator<Item = &'a ItemRecord> {
        self.answers
            .iter()
            .copied()
            .filter(|answer| answer.verdict != RunVerdict::NotMeasured)
    }

    /// Whether any answer was measured.
    pub fn is_measured(&self) -> bool {
        self.measured().next().is_some()
    }

    /// How many answers were measured, and how many of them are right.
    pub fn counts(&self) -> (usize, usize) {
        let right = self
            .measured()
            .filter(|answer| answer.verdict == RunVerdict::Right)
            .count();
        (self.measured().count(), right)
    }

    /// The share of measured answers that are right; `None` where none was measured.
    #[expect(clippy::cast_precision_loss, reason = "repeats are few")]
    pub fn score(&self) -> Option<f64> {
        match self.counts() {
            (0, _) => None,
            (measured, right) => Some(right as f64 / measured as f64),
        }
    }

    /// Whether more than half of the measured answers are right.
    pub fn is_mostly_right(&self) -> bool {
        let (measured, right) = self.counts();
        2 * right > measured
    }

    /// Whether verdicts differ among the repeats.
    pub fn is_flaky(&self) -> bool {
        let verdicts: BTreeSet<RunVerdict> = self.measured().map(|answer| answer.verdict).collect();
        verdicts.len() > 1
    }

    /// The answer to show: the first one whose verdict is the verdict of the question.
    pub fn typical(&self) -> Option<&'a ItemRecord> {
        let verdict = self.verdict();
        self.answers
            .iter()
            .copied()
            .find(|answer| answer.verdict == verdict)
    }

    /// Right where more than half of the measured answers are; otherwise the commonest of the other
    /// verdicts, the worse one where two are as common; `NotMeasured` where nothing was measured.
    pub fn verdict(&self) -> RunVerdict {
        if self.is_mostly_right() {
            return RunVerdict::Right;
        }
        let how_often = |verdict| {
            self.measured()
                .filter(|answer| answer.verdict == verdict)
                .count()
        };
        [
            RunVerdict::Unanswered,
            RunVerdict::Failed,
            RunVerdict::Wrong,
        ]
        .into_iter()
        .map(|verdict| (how_often(verdict), verdict))
        .filter(|&(count, _)| count > 0)
        // `max_by_key` takes the last of equals.
        .max_by_key(|&(count, _)| count)
        .map_or(RunVerdict::NotMeasured, |(_, verdict)| verdict)
    }
}
