//! BIRD's valid efficiency: how fast a right query is beside the gold query.
//!
//! Both run in turn, a number of times; a ratio is the gold query's time by the prediction's. Ratios
//! that are three standard deviations or more from the mean are left out, and the rest is averaged
//! (`evaluation_ves.py` of bird-bench/mini_dev). Two differences, both where the script would fail: with
//! ratios that are all alike none is left out, and a time that is too short to measure counts as 1 ns.

use std::time::{Duration, Instant};

use crate::execution::{ExecutionError, ExecutionLimits, Executor};

/// The mean ratio of the times, above 1 where the prediction is faster.
pub(super) fn time_ratio(
    executor: &Executor,
    database: &str,
    [predicted, gold]: [&str; 2],
    limits: ExecutionLimits,
    iterations: u32,
) -> Result<f64, ExecutionError> {
    let mut ratios = Vec::new();
    for _ in 0..iterations.max(1) {
        let predicted = seconds(executor, database, predicted, limits)?;
        let gold = seconds(executor, database, gold, limits)?;
        ratios.push(gold / predicted);
    }
    Ok(mean_without_outliers(&ratios))
}

#[expect(
    clippy::disallowed_methods,
    reason = "the harness runs natively, and time is what is measured"
)]
fn seconds(
    executor: &Executor,
    database: &str,
    sql: &str,
    limits: ExecutionLimits,
) -> Result<f64, ExecutionError> {
    let start = Instant::now();
    executor.run(database, sql, limits)?;
    Ok(start.elapsed().max(Duration::from_nanos(1)).as_secs_f64())
}

fn mean_without_outliers(ratios: &[f64]) -> f64 {
    let average = mean(ratios);
    let squares: Vec<f64> = ratios
        .iter()
        .map(|ratio| (ratio - average).powi(2))
        .collect();
    let far = 3.0 * mean(&squares).sqrt();
    let near: Vec<f64> = ratios
        .iter()
        .copied()
        .filter(|ratio| (ratio - average).abs() < far)
        .collect();
    if near.is_empty() {
        average
    } else {
        mean(&near)
    }
}

#[expect(clippy::cast_precision_loss, reason = "there are few iterations")]
fn mean(numbers: &[f64]) -> f64 {
    numbers.iter().sum::<f64>() / numbers.len() as f64
}

/// VES of one item: the square root of the ratio. The script prints 100 times its mean. Above 1 where
/// the prediction is faster than the gold query.
pub(super) fn valid_efficiency(ratio: f64) -> f64 {
    ratio.sqrt()
}

/// R-VES of one item: the square root of the reward, which grows in steps with the ratio.
pub(super) fn rewarded_efficiency(ratio: f64) -> f64 {
    let reward: f64 = if ratio >= 2.0 {
        1.25
    } else if ratio >= 1.0 {
        1.0
    } else if ratio >= 0.5 {
        0.75
    } else if ratio >= 0.25 {
        0.5
    } else {
        0.25
    };
    reward.sqrt()
}

#[cfg(test)]
mod tests {
    use super::{mean_without_outliers, rewarded_efficiency};

    #[test]
    fn outliers_are_left_out() {
        // The mean is 5.7 and the deviation 21.1: 100 lies more than three of them away.
        let mut ratios = vec![1.0; 20];
        ratios.push(100.0);
        assert!((mean_without_outliers(&ratios) - 1.0).abs() < 1e-12);
        assert!((mean_without_outliers(&[2.0, 2.0]) - 2.0).abs() < 1e-12);
        assert!((mean_without_outliers(&[1.0, 3.0]) - 2.0).abs() < 1e-12);
    }

    #[test]
    fn rewards_grow_in_steps() {
        for (ratio, reward) in [
            (3.0, 1.25),
            (2.0, 1.25),
            (1.5, 1.0),
            (0.5, 0.75),
            (0.3, 0.5),
            (0.1, 0.25),
        ] {
            let squared: f64 = rewarded_efficiency(ratio).powi(2);
            assert!((squared - reward).abs() < 1e-12, "{ratio}");
        }
    }
}
