//! Whether a confidence means what it says.

/// A confidence, from 0 to 1, and whether the answer was right.
pub type Forecast = (f64, bool);

/// The answers whose confidence lies within bounds.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub struct Bin {
    /// The lower bound, included.
    pub low: f64,
    /// The upper bound, excluded but for 1.
    pub high: f64,
    /// How many answers.
    pub count: usize,
    /// How many of them are right.
    pub right: usize,
    /// Their mean confidence.
    pub confidence: f64,
}

/// The mean squared difference between confidence and truth (Brier 1950): 0 is perfect, 0.25 is what
/// always saying one half gives; `None` of nothing.
pub fn brier(forecasts: &[Forecast]) -> Option<f64> {
    let squares: Vec<f64> = forecasts
        .iter()
        .map(|&(confidence, is_right)| (confidence - f64::from(u8::from(is_right))).powi(2))
        .collect();
    super::mean(&squares)
}

/// Bins of equal width; empty ones are left out.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a bin's position"
)]
pub fn bins(forecasts: &[Forecast], count: usize) -> Vec<Bin> {
    let mut bins: Vec<Bin> = (0..count)
        .map(|position| Bin {
            low: position as f64 / count as f64,
            high: (position + 1) as f64 / count as f64,
            ..Bin::default()
        })
        .collect();
    for &(confidence, is_right) in forecasts {
        let position = (confidence.clamp(0.0, 1.0) * count as f64) as usize;
        if let Some(bin) = bins.get_mut(position.min(count.saturating_sub(1))) {
            bin.count += 1;
            bin.right += usize::from(is_right);
            bin.confidence += confidence;
        }
    }
    bins.retain(|bin| bin.count > 0);
    for bin in &mut bins {
        bin.confidence /= bin.count as f64;
    }
    bins
}

/// The expected calibration error over bins of equal width (Naeini, Cooper and Hauskrecht 2015): the mean
/// distance between confidence and accuracy, weighed by answers; `None` of nothing.
pub fn expected_error(bins: &[Bin]) -> Option<f64> {
    let total: usize = bins.iter().map(|bin| bin.count).sum();
    let distance: f64 = bins
        .iter()
        .map(|bin| (bin.right as f64 - bin.confidence * bin.count as f64).abs())
        .sum();
    (total > 0).then(|| distance / total as f64)
}
