//! How long to wait before a request is sent again.

use std::time::Duration;

/// Exponential back-off with jitter.
#[derive(Clone, Copy, Debug)]
pub struct Backoff {
    /// The most times that a request is sent; at least 1.
    pub attempts: u32,
    /// The wait after the first failure, before jitter.
    pub first: Duration,
    /// The longest wait, also where a service asks for a longer one.
    pub longest: Duration,
}

impl Default for Backoff {
    fn default() -> Self {
        Self {
            attempts: 5,
            first: Duration::from_millis(500),
            longest: Duration::from_mins(1),
        }
    }
}

impl Backoff {
    /// The wait after the `failures`-th failure (from 1): doubled each time, and of that a random part
    /// between half and all, so that jobs that failed together do not come back together. A service's
    /// `Retry-After` is the least. `random` is from 0 to 1.
    pub fn wait(&self, failures: u32, retry_after_s: Option<u32>, random: f64) -> Duration {
        let doubled = self
            .first
            .saturating_mul(2_u32.saturating_pow(failures.saturating_sub(1)))
            .min(self.longest);
        let jittered = doubled.mul_f64(0.5 + 0.5 * random.clamp(0.0, 1.0));
        let asked_for = Duration::from_secs(retry_after_s.unwrap_or(0).into());
        jittered.max(asked_for).min(self.longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_the_longest() {
        let backoff = Backoff::default();
        let wait_ms = |failures, random| backoff.wait(failures, None, random).as_millis();
        assert_eq!(wait_ms(1, 1.0), 500);
        assert_eq!(wait_ms(1, 0.0), 250);
        assert_eq!(wait_ms(4, 1.0), 4_000);
        assert_eq!(wait_ms(40, 1.0), 60_000);
    }

    #[test]
    fn a_service_may_ask_for_more_within_reason() {
        let backoff = Backoff::default();
        assert_eq!(backoff.wait(1, Some(7), 1.0).as_secs(), 7);
        assert_eq!(backoff.wait(1, Some(86_400), 1.0).as_secs(), 60);
        assert_eq!(backoff.wait(1, Some(0), 1.0).as_millis(), 500);
    }
}
