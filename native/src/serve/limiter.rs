//! How often a caller may ask.

use std::sync::Arc;

use plainquery_core::ports::{Admission, RateLimiter};

use super::{RateLimit, memory_limiter::MemoryLimiter, redis::Redis};

/// The limiter as all workers share it.
#[derive(Clone)]
pub(super) enum Limiter {
    Unlimited,
    Memory(Arc<MemoryLimiter>),
    Redis(Redis, RateLimit),
}

impl RateLimiter for Limiter {
    async fn admit(&self, subject: &str) -> Admission {
        match self {
            Self::Unlimited => Admission::Admitted(None),
            Self::Memory(limiter) => limiter.admit(subject),
            Self::Redis(redis, rate) => redis.admit(*rate, subject).await,
        }
    }

    fn is_counting(&self) -> bool {
        !matches!(self, Self::Unlimited)
    }
}
