//! `McNemar`'s test: whether two runs over the same questions differ by more than chance.

use super::binomial::{at_most, probability};

/// How the runs differ on paired questions, and how likely that is by chance alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub struct McNemar {
    /// Questions that only the first run has right.
    pub lost: u64,
    /// Questions that only the second run has right.
    pub gained: u64,
    /// The exact two-sided p-value.
    pub p_exact: f64,
    /// The two-sided mid-p-value: half of what was seen counts. It is less cautious than the exact one,
    /// whose errors are rarer than promised where few questions differ (Fagerland, Lydersen and Laake 2013).
    pub p_mid: f64,
}

/// The test on the questions on which exactly one of two runs is right.
///
/// Under chance alone each of them goes either way like a coin (`McNemar` 1947; exact form: Binomial(n, 1/2)).
pub fn mcnemar(lost: u64, gained: u64) -> McNemar {
    let trials = lost + gained;
    let fewer = lost.min(gained);
    let p_exact = (2.0 * at_most(fewer, trials, 0.5)).min(1.0);
    let p_mid = if lost == gained {
        // Both tails meet: all of the distribution less half of its middle, twice.
        1.0 - 0.5 * probability(fewer, trials, 0.5)
    } else {
        p_exact - probability(fewer, trials, 0.5)
    };
    McNemar {
        lost,
        gained,
        p_exact,
        p_mid: if trials == 0 { 1.0 } else { p_mid },
    }
}
