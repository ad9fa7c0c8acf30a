//! The clock and the randomness of a native program.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use plainquery_core::ports::{Clock, RandomSource};

/// Milliseconds since 1970 (UTC).
#[expect(
    clippy::disallowed_methods,
    reason = "a native program that tells when a run began"
)]
pub fn now_ms() -> u64 {
    let since_1970 = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(since_1970.as_millis()).unwrap_or(u64::MAX)
}

/// What some work gives, and how long it took.
#[expect(
    clippy::disallowed_methods,
    reason = "a native program that measures real waiting time"
)]
pub fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let result = work();
    (result, start.elapsed())
}

/// The system's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now_ms(&self) -> u64 {
        now_ms()
    }
}

/// The system's randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct NativeRandom;

impl NativeRandom {
    /// A number from 0 up to, but without, 1.
    pub fn fraction(self) -> f64 {
        let mut bytes = [0; 4];
        self.fill(&mut bytes);
        f64::from(u32::from_be_bytes(bytes)) / (f64::from(u32::MAX) + 1.0)
    }
}

impl RandomSource for NativeRandom {
    fn fill(&self, buffer: &mut [u8]) {
        // Without a source of randomness waits lose their jitter, and nothing else.
        if getrandom::fill(buffer).is_err() {
            buffer.fill(0);
        }
    }
}
