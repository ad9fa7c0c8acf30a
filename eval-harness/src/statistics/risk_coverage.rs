//! What is gained by answering only when sure: risk against coverage.

use super::calibration::Forecast;

/// What happens where only answers of at least some confidence are given.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub struct Point {
    /// The least confidence.
    pub threshold: f64,
    /// The share of all that is answered.
    pub coverage: f64,
    /// The share of those answers that is not right.
    pub risk: f64,
}

/// A point for each confidence that occurs, the surest first (El-Yaniv and Wiener 2010).
pub fn curve(forecasts: &[Forecast]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    let mut errors = 0;
    let sorted = surest_first(forecasts);
    for (position, &(confidence, is_right)) in sorted.iter().enumerate() {
        errors += usize::from(!is_right);
        let answered = position + 1;
        let is_last_of_ties = sorted
            .get(answered)
            .is_none_or(|next| next.0.to_bits() != confidence.to_bits());
        if is_last_of_ties {
            points.push(Point {
                threshold: confidence,
                coverage: answered as f64 / sorted.len() as f64,
                risk: errors as f64 / answered as f64,
            });
        }
    }
    points
}

/// The area under the curve (Geifman, Uziel and El-Yaniv 2019): the mean risk over all coverages k / n.
/// Answers of one confidence come in no order: their errors are spread evenly. `None` of nothing.
pub fn area(forecasts: &[Forecast]) -> Option<f64> {
    let sorted = surest_first(forecasts);
    let mut risks = Vec::with_capacity(sorted.len());
    let mut errors_before = 0.0;
    for ties in sorted.chunk_by(|one, other| one.0.to_bits() == other.0.to_bits()) {
        let errors = ties.iter().filter(|(_, is_right)| !is_right).count() as f64;
        let before = risks.len();
        for place in 1..=ties.len() {
            let so_far = errors_before + errors * place as f64 / ties.len() as f64;
            risks.push(so_far / (before + place) as f64);
        }
        errors_before += errors;
    }
    super::mean(&risks)
}

fn surest_first(forecasts: &[Forecast]) -> Vec<Forecast> {
    let mut sorted = forecasts.to_vec();
    // One zero only, so that ties are ties.
    for (confidence, _) in &mut sorted {
        *confidence += 0.0;
    }
    sorted.sort_by(|one, other| other.0.total_cmp(&one.0));
    sorted
}
