//! What can be said about figures: intervals, tests and the smallest change that shows.
//!
//! Everything is deterministic: what is random is drawn by a documented generator from a seed.
//! `scripts/check-statistics` holds each function to an independent implementation.
#![expect(
    clippy::cast_precision_loss,
    reason = "counts of questions are far below 2^52"
)]

pub mod binomial;
pub mod bootstrap;
pub mod calibration;
pub mod mcnemar;
pub mod power;
pub mod random;
pub mod risk_coverage;
pub mod wilson;

use statrs::function::erf::erfc_inv;

/// The quantile of the standard normal distribution; `probability` is within 0 and 1.
pub fn normal_quantile(probability: f64) -> f64 {
    -std::f64::consts::SQRT_2 * erfc_inv(2.0 * probability)
}

/// A value and where it may lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub struct Interval {
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

/// The mean; `None` of nothing.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The quantile of sorted values with linear interpolation between neighbours (type 7 of Hyndman and
/// Fan 1996, the default of R and of `NumPy`); `None` of nothing.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "an index into the values"
)]
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = share.clamp(0.0, 1.0) * last as f64;
    let below = place.floor() as usize;
    let above = (below + 1).min(last);
    let part = place - below as f64;
    Some((sorted[above] - sorted[below]).mul_add(part, sorted[below]))
}
