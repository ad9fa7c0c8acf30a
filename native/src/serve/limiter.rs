//! How often a caller may ask.

use std::sync::Arc;

use plainquery_core::ports::{Admission, RateLimiter};

use super::memory_limiter::MemoryLimiter;

/// The limiter as all workers share it.
#[derive(Clone)]
pub(super) enum Limiter {
    Unlimited,
    Memory(Arc<MemoryLimiter>),
}

impl RateLimiter for Limiter {
    async fn admit(&self, subject: &str) -> Admission {
        match self {
            Self::Unlimited => Admission::Admitted(None),
            Self::Memory(limiter) => limiter.admit(subject),
        }
    }
}
