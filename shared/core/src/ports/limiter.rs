/// What is left of a caller's quota, where a host counts exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota {
    /// Requests a window.
    pub limit: u32,
    /// Requests that are left in it.
    pub remaining: u32,
    /// Seconds until the window ends.
    pub reset_s: u32,
    /// The window's length in seconds.
    pub window_s: u32,
}

/// Whether a request may go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// It may. `None` where the host does not know what is left.
    Admitted(Option<Quota>),
    /// It may not, for now.
    Refused {
        /// Seconds after which it may.
        retry_after_s: u32,
        /// `None` where the host does not know what is left.
        quota: Option<Quota>,
    },
}

/// Counts requests by caller. A limiter that fails admits: it protects the service, not the data.
pub trait RateLimiter {
    /// Counts one request of a caller; `subject` is unique to tenant and caller.
    async fn admit(&self, subject: &str) -> Admission;

    /// Whether it has anything to count with; without it nobody need name the caller.
    fn is_counting(&self) -> bool {
        true
    }
}

/// No limit.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unlimited;

impl RateLimiter for Unlimited {
    async fn admit(&self, _subject: &str) -> Admission {
        Admission::Admitted(None)
    }

    fn is_counting(&self) -> bool {
        false
    }
}
