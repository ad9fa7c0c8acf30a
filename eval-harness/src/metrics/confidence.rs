//! What a confidence is worth: accuracy against coverage, and calibration.

use plainquery_wire::ask::Outcome;
use serde::Serialize;

use super::{ItemRecord, RunVerdict, measured, ratio};

/// What would be answered, and how well, if only answers of at least a confidence were given.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CoveragePoint {
    /// The least confidence; `None` where answers without one (a model gives none) are given too.
    pub min_confidence: Option<f64>,
    /// The answers that would be given.
    pub answers: usize,
    /// Of them, those that are right.
    pub right: usize,
    /// The share of all questions that would be answered.
    pub coverage: f64,
    /// The share of those answers that are right; 1 minus it is the selective risk.
    pub accuracy: f64,
}

/// The curve of accuracy against coverage (El-Yaniv and Wiener, "On the Foundations of Noise-free
/// Selective Classification", 2010): a point for each confidence, the highest first. Answers without a
/// confidence come last, all at once.
pub fn coverage_curve(records: &[ItemRecord]) -> Vec<CoveragePoint> {
    let questions = measured(records).count();
    let mut answers: Vec<&ItemRecord> = answered(records).collect();
    answers.sort_by(|one, other| {
        let of = |record: &ItemRecord| record.confidence.unwrap_or(f64::NEG_INFINITY);
        of(other).total_cmp(&of(one))
    });
    let mut points: Vec<CoveragePoint> = Vec::new();
    let mut right = 0;
    for (index, record) in answers.iter().enumerate() {
        right += usize::from(record.verdict == RunVerdict::Right);
        let is_last_of_confidence = answers
            .get(index + 1)
            .is_none_or(|next| next.confidence != record.confidence);
        let given = index + 1;
        if let (true, Some(coverage), Some(accuracy)) = (
            is_last_of_confidence,
            ratio(given, questions),
            ratio(right, given),
        ) {
            points.push(CoveragePoint {
                min_confidence: record.confidence,
                answers: given,
                right,
                coverage,
                accuracy,
            });
        }
    }
    points
}

/// Answers of about the same confidence.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct CalibrationBin {
    /// The least confidence in it.
    pub from: f64,
    /// The confidence at which the next one begins; 1 belongs to the last.
    pub to: f64,
    /// The answers in it.
    pub answers: usize,
    /// Their mean confidence.
    pub mean_confidence: f64,
    /// The share of them that is right: equal to the mean confidence where that is honest.
    pub accuracy: f64,
}

/// Answers by their confidence in `bins` parts of equal width; empty parts are left out.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "small numbers of parts and of answers"
)]
pub fn calibration(records: &[ItemRecord], bins: usize) -> Vec<CalibrationBin> {
    let bins = bins.max(1);
    let width = 1.0 / bins as f64;
    let mut parts: Vec<(usize, usize, f64)> = vec![(0, 0, 0.0); bins];
    for record in answered(records) {
        let Some(confidence) = record.confidence else {
            continue;
        };
        let at = ((confidence.clamp(0.0, 1.0) / width) as usize).min(bins - 1);
        let (answers, right, sum) = &mut parts[at];
        *answers += 1;
        *right += usize::from(record.verdict == RunVerdict::Right);
        *sum += confidence;
    }
    let bin = |(at, (answers, right, sum)): (usize, (usize, usize, f64))| {
        Some(CalibrationBin {
            from: at as f64 * width,
            to: (at + 1) as f64 * width,
            answers,
            mean_confidence: (answers > 0).then(|| sum / answers as f64)?,
            accuracy: ratio(right, answers)?,
        })
    };
    parts.into_iter().enumerate().filter_map(bin).collect()
}

/// The mean distance between confidence and accuracy, weighed by answers (Naeini, Cooper and
/// Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian Binning", 2015).
#[expect(
    clippy::cast_precision_loss,
    reason = "numbers of answers are far below 2^53, where f64 is exact"
)]
pub fn expected_calibration_error(bins: &[CalibrationBin]) -> Option<f64> {
    let answers: usize = bins.iter().map(|bin| bin.answers).sum();
    let distance =
        |bin: &CalibrationBin| (bin.mean_confidence - bin.accuracy).abs() * bin.answers as f64;
    let sum: f64 = bins.iter().map(distance).sum();
    (answers > 0).then(|| sum / answers as f64)
}

/// Rows came, whatever was expected.
fn answered(records: &[ItemRecord]) -> impl Iterator<Item = &ItemRecord> {
    measured(records).filter(|record| record.outcome == Some(Outcome::Answer))
}
