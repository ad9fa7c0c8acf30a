//! The smallest change that a comparison could have detected.

use super::{binomial, mcnemar::mcnemar};

/// The smallest drop (or rise) of accuracy, in questions of `pairs`, that the exact `McNemar` test at level
/// `alpha` finds with probability `power`; `None` where even a change of all questions would not show.
///
/// Discordant questions are taken to be as many as were seen, `discordant`, or as many as the change
/// itself makes; their number is Binomial(`pairs`, share), and each goes the change's way with the chance
/// that gives the change. Questions are taken as independent: where databases differ much, what can be
/// detected is larger.
pub fn smallest_detectable(pairs: u64, discordant: u64, alpha: f64, power: f64) -> Option<u64> {
    let critical = critical_values(pairs, alpha);
    let detects = |change| power_of(pairs, discordant, change, &critical) >= power;
    if pairs == 0 || !detects(pairs) {
        return None;
    }
    let (mut too_small, mut enough) = (0, pairs);
    while enough - too_small > 1 {
        let middle = too_small.midpoint(enough);
        if detects(middle) {
            enough = middle;
        } else {
            too_small = middle;
        }
    }
    Some(enough)
}

/// How likely the exact test at `alpha` is to find a change of `change` questions.
pub fn power(pairs: u64, discordant: u64, change: u64, alpha: f64) -> f64 {
    power_of(pairs, discordant, change, &critical_values(pairs, alpha))
}

fn power_of(pairs: u64, discordant: u64, change: u64, critical: &[Option<u64>]) -> f64 {
    let expected = discordant.max(change);
    if expected == 0 {
        return 0.0;
    }
    let share = expected as f64 / pairs as f64;
    let to_change = f64::midpoint(1.0, change as f64 / expected as f64);
    let spread = (expected as f64 * (1.0 - share)).sqrt();
    critical
        .iter()
        .zip(0u64..)
        // What is further away has a probability below 1e-20.
        .filter(|&(_, count)| {
            (count as f64 - expected as f64).abs() <= 10.0f64.mul_add(spread, 10.0)
        })
        .filter_map(|(fewer, count)| fewer.map(|fewer| (fewer, count)))
        .map(|(fewer, count)| {
            let found = binomial::at_least(count - fewer, count, to_change)
                + binomial::at_most(fewer, count, to_change);
            binomial::probability(count, pairs, share) * found
        })
        .sum()
}

/// For each number of discordant questions the most that may go the rarer way for the test to reject;
/// `None` where it cannot.
fn critical_values(pairs: u64, alpha: f64) -> Vec<Option<u64>> {
    let mut fewer: Option<u64> = None;
    (0..=pairs)
        .map(|count| {
            // With one more question the value stays or grows by one.
            let next = fewer.map_or(0, |fewer| fewer + 1);
            if 2 * next < count && mcnemar(next, count - next).p_exact <= alpha {
                fewer = Some(next);
            }
            fewer
        })
        .collect()
}
