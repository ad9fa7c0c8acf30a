//! The binomial distribution, exact also where there are a hundred thousand trials.

use std::f64::consts::PI;

/// What Stirling's formula leaves out of `ln(n!)`.
fn stirling_error(n: u64) -> f64 {
    let value = n as f64;
    if n == 0 {
        return 0.0;
    }
    if n <= 15 {
        // 15! is still a whole number in a float.
        let factorial: f64 = (1..=n).map(|factor| factor as f64).product();
        return factorial.ln() - (value + 0.5) * value.ln() + value - 0.5 * (2.0 * PI).ln();
    }
    let square = value * value;
    let series = 1.0 / 1188.0 - 691.0 / 360_360.0 / square;
    let series = 1.0 / 1680.0 - series / square;
    let series = 1.0 / 1260.0 - series / square;
    let series = 1.0 / 360.0 - series / square;
    (1.0 / 12.0 - series / square) / value
}

/// `x ln(x / mean) + mean − x`, without the cancellation where both are near each other.
fn deviance(x: f64, mean: f64) -> f64 {
    let difference = x - mean;
    if difference.abs() >= 0.1 * (x + mean) {
        return x * (x / mean).ln() - difference;
    }
    let ratio = difference / (x + mean);
    let mut sum = difference * ratio;
    let mut term = 2.0 * x * ratio;
    for odd in (3_u32..).step_by(2) {
        term *= ratio * ratio;
        let next = sum + term / f64::from(odd);
        if next.to_bits() == sum.to_bits() {
            break;
        }
        sum = next;
    }
    sum
}

/// The probability of `successes` of `trials` by the saddle-point expansion (Loader 2000), which keeps
/// its digits where logarithms of factorials lose them.
pub fn probability(successes: u64, trials: u64, chance: f64) -> f64 {
    if successes > trials {
        return 0.0;
    }
    let count = trials as f64;
    if chance <= 0.0 || chance >= 1.0 {
        let certain = if chance <= 0.0 { 0 } else { trials };
        return if successes == certain { 1.0 } else { 0.0 };
    }
    if successes == 0 {
        return (count * (-chance).ln_1p()).exp();
    }
    if successes == trials {
        return (count * chance.ln()).exp();
    }
    let failures = trials - successes;
    let (won, lost) = (successes as f64, failures as f64);
    let exponent = stirling_error(trials)
        - stirling_error(successes)
        - stirling_error(failures)
        - deviance(won, count * chance)
        - deviance(lost, count * (1.0 - chance));
    exponent.exp() * (count / (2.0 * PI * won * lost)).sqrt()
}

/// The probability of at most `successes` of `trials`.
pub fn at_most(successes: u64, trials: u64, chance: f64) -> f64 {
    if successes >= trials || chance <= 0.0 {
        return 1.0;
    }
    if chance >= 1.0 {
        return 0.0;
    }
    if successes as f64 > trials as f64 * chance {
        // The other tail is the smaller one.
        return 1.0 - sum_down(trials - successes - 1, trials, 1.0 - chance);
    }
    sum_down(successes, trials, chance)
}

/// The probability of at least `successes` of `trials`.
pub fn at_least(successes: u64, trials: u64, chance: f64) -> f64 {
    if successes == 0 {
        return 1.0;
    }
    if successes > trials {
        return 0.0;
    }
    at_most(trials - successes, trials, 1.0 - chance)
}

/// The sum from `successes` down to 0, each term from the one before, until they no longer count.
fn sum_down(successes: u64, trials: u64, chance: f64) -> f64 {
    let odds = (1.0 - chance) / chance;
    let mut term = probability(successes, trials, chance);
    let mut sum = 0.0;
    for count in (0..=successes).rev() {
        let next = sum + term;
        if next.to_bits() == f64::to_bits(sum) {
            break;
        }
        sum = next;
        term *= odds * count as f64 / (trials - count + 1) as f64;
    }
    sum.min(1.0)
}
