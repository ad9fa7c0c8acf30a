//! The system's randomness.

use std::fmt::Write as _;

use plainquery_core::ports::RandomSource;

/// The operating system's random numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsRandom;

impl OsRandom {
    /// So many random bytes in hexadecimal.
    ///
    /// # Panics
    /// As [`OsRandom::fill`].
    pub fn hex(self, bytes: usize) -> String {
        let mut random = vec![0_u8; bytes];
        self.fill(&mut random);
        random
            .iter()
            .fold(String::with_capacity(bytes * 2), |mut text, byte| {
                // Writing into a String does not fail.
                let _ = write!(text, "{byte:02x}");
                text
            })
    }
}

impl RandomSource for OsRandom {
    /// # Panics
    /// Where the system has no randomness: going on with predictable bytes would be worse.
    fn fill(&self, buffer: &mut [u8]) {
        assert!(
            getrandom::fill(buffer).is_ok(),
            "the system gives no random numbers"
        );
    }
}
