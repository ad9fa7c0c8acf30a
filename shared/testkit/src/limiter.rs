use std::collections::VecDeque;
use std::sync::Mutex;

use plainquery_core::ports::{Admission, RateLimiter};

use crate::lock::lock;

/// A limiter that decides by a script and remembers who asked. Without a script left it admits without
/// a count, as a host without counters does.
#[derive(Debug, Default)]
pub struct ScriptedLimiter {
    script: Mutex<VecDeque<Admission>>,
    subjects: Mutex<Vec<String>>,
}

impl ScriptedLimiter {
    /// Adds what it decides next, after what was added before.
    pub fn decide(&self, admission: Admission) {
        lock(&self.script).push_back(admission);
    }

    /// Who asked so far, in order.
    pub fn subjects(&self) -> Vec<String> {
        lock(&self.subjects).clone()
    }
}

impl RateLimiter for ScriptedLimiter {
    async fn admit(&self, subject: &str) -> Admission {
        lock(&self.subjects).push(subject.to_owned());
        lock(&self.script)
            .pop_front()
            .unwrap_or(Admission::Admitted(None))
    }
}
