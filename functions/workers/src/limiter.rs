//! Limits by caller, by a rate limit binding.

use std::rc::Rc;

use plainquery_core::ports::{Admission, RateLimiter};

use crate::bindings::Bindings;

/// The longest period that a binding can have. It says yes or no, and nothing of its own period.
const RETRY_AFTER_S: u32 = 60;

/// The binding, where there is one.
pub(crate) struct BoundLimiter(pub(crate) Rc<Bindings>);

impl RateLimiter for BoundLimiter {
    async fn admit(&self, subject: &str) -> Admission {
        let Some(binding) = &self.0.limiter else {
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

    fn is_counting(&self) -> bool {
        self.0.limiter.is_some()
    }
}
