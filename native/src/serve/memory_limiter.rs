//! Exact quotas in this process: a fixed window a caller.

use std::{
    num::NonZeroUsize,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use lru::LruCache;
use plainquery_core::ports::{Admission, Quota};
use tokio::time::Instant;

use super::RateLimit;

/// Callers that are remembered. One who is forgotten, because so many others asked since, begins anew.
const MAX_CALLERS: NonZeroUsize = NonZeroUsize::new(100_000).unwrap();

struct Window {
    ends_at: Instant,
    used: u32,
}

/// A limiter that all workers share.
pub(super) struct MemoryLimiter {
    rate: RateLimit,
    windows: Mutex<LruCache<String, Window>>,
}

impl MemoryLimiter {
    pub(super) fn new(rate: RateLimit) -> Self {
        Self {
            rate,
            windows: Mutex::new(LruCache::new(MAX_CALLERS)),
        }
    }

    pub(super) fn admit(&self, subject: &str) -> Admission {
        self.admit_at(subject, Instant::now())
    }

    fn admit_at(&self, subject: &str, now: Instant) -> Admission {
        let length = Duration::from_secs(self.rate.window_s.into());
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        let window = windows.get_or_insert_mut(subject.to_owned(), || Window {
            ends_at: now + length,
            used: 0,
        });
        if window.ends_at <= now {
            *window = Window {
                ends_at: now + length,
                used: 0,
            };
        }
        window.used = window.used.saturating_add(1);
        let left = window.ends_at - now;
        let used = window.used;
        drop(windows);
        admission(self.rate, used, left)
    }
}

/// The verdict on the request that is number `used` of a window that ends in `left`.
pub(super) fn admission(rate: RateLimit, used: u32, left: Duration) -> Admission {
    // Rounded up, so that whoever waits as told is let in.
    let reset_s = u32::try_from(left.as_millis().div_ceil(1_000)).unwrap_or(rate.window_s);
    let quota = Quota {
        limit: rate.limit,
        remaining: rate.limit.saturating_sub(used),
        reset_s,
        window_s: rate.window_s,
    };
    if used <= rate.limit {
        Admission::Admitted(Some(quota))
    } else {
        Admission::Refused {
            retry_after_s: reset_s.max(1),
            quota: Some(quota),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_admits_its_quota_and_no_more() {
        let limiter = MemoryLimiter::new(RateLimit {
            limit: 2,
            window_s: 60,
        });
        let start = Instant::now();
        let admit = |subject: &str, after_ms: u64| {
            limiter.admit_at(subject, start + Duration::from_millis(after_ms))
        };
        let quota = |remaining, reset_s| {
            Some(Quota {
                limit: 2,
                remaining,
                reset_s,
                window_s: 60,
            })
        };
        assert_eq!(admit("a", 0), Admission::Admitted(quota(1, 60)));
        assert_eq!(admit("a", 30_500), Admission::Admitted(quota(0, 30)));
        let refused = Admission::Refused {
            retry_after_s: 30,
            quota: quota(0, 30),
        };
        assert_eq!(admit("a", 30_500), refused);
        assert_eq!(admit("b", 30_500), Admission::Admitted(quota(1, 60)));
        assert_eq!(admit("a", 60_000), Admission::Admitted(quota(1, 60)));
    }
}
