//! Limits by caller, with the rate-limiting binding. It counts by place and only nearly, so that nothing
//! is claimed about what is left.

use plainquery_core::ports::{Admission, RateLimiter};

/// The binding's period is 10 or 60 seconds and is not told; a caller that comes back too early is
/// refused once more.
const RETRY_AFTER_S: u32 = 10;

/// The binding, where there is one.
pub(crate) struct WorkerLimiter(pub(crate) Option<worker::RateLimiter>);

impl RateLimiter for WorkerLimiter {
    async fn admit(&self, subject: &str) -> Admission {
        let Some(limiter) = &self.0 else {
            return Admission::Admitted(None);
        };
        match limiter.limit(subject.to_owned()).await {
            Ok(outcome) if !outcome.success => Admission::Refused {
                retry_after_s: RETRY_AFTER_S,
                quota: None,
            },
            _ => Admission::Admitted(None),
        }
    }
}
