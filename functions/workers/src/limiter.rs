//! Limits by caller, by a rate limit binding.

use plainquery_core::ports::{Admission, RateLimiter};
use worker::Env;

const BINDING: &str = "PLAINQUERY_RATE_LIMIT";
/// The longest period that a binding can have. It says yes or no, and nothing of its own period.
const RETRY_AFTER_S: u32 = 60;

/// The binding, where there is one.
pub(crate) struct BoundLimiter(Option<worker::RateLimiter>);

impl BoundLimiter {
    pub(crate) fn new(env: &Env) -> Self {
        Self(env.rate_limiter(BINDING).ok())
    }
}

impl RateLimiter for BoundLimiter {
    async fn admit(&self, subject: &str) -> Admission {
        let Some(binding) = &self.0 else {
            return Admission::Admitted(None);
        };
        match binding.limit(subject.to_owned()).await {
            Ok(outcome) if !outcome.success => Admission::Refused {
                retry_after_s: RETRY_AFTER_S,
                quota: None,
            },
            _ => Admission::Admitted(None),
        }
    }
}
