//! Wilson's interval for a share.

use super::{Interval, normal_quantile};

/// The score interval of Wilson (1927) for `right` of `total` at a two-sided `confidence`, without
/// correction for continuity; `None` of nothing. `right` may be a sum of means over repeats.
///
/// Unlike the textbook interval it stays within 0 and 1 and is of use for 3 of 3.
pub fn wilson(right: f64, total: usize, confidence: f64) -> Option<Interval> {
    if total == 0 {
        return None;
    }
    let count = total as f64;
    let share = right / count;
    let quantile = normal_quantile(0.5f64.mul_add(confidence, 0.5));
    let square = quantile * quantile;
    let scale = 1.0 + square / count;
    let middle = (share + square / (2.0 * count)) / scale;
    let half =
        quantile / scale * (share * (1.0 - share) / count + square / (4.0 * count * count)).sqrt();
    Some(Interval {
        low: (middle - half).clamp(0.0, 1.0),
        high: (middle + half).clamp(0.0, 1.0),
    })
}
