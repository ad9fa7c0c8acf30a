//! How long the stages took, as far as the host's clock tells.

use plainquery_core::ports::Clock;
use plainquery_wire::ask::Timing;

use crate::progress::Observer;

/// Times one stage after the other.
pub(crate) struct Stopwatch<'a, C> {
    clock: &'a C,
    observer: &'a dyn Observer,
    started_at_ms: u64,
    stage_at_ms: u64,
    timings: Vec<Timing>,
}

impl<'a, C: Clock> Stopwatch<'a, C> {
    pub(crate) fn start(clock: &'a C, observer: &'a dyn Observer) -> Self {
        let now_ms = clock.now_ms();
        Self {
            clock,
            observer,
            started_at_ms: now_ms,
            stage_at_ms: now_ms,
            timings: Vec::new(),
        }
    }

    /// Who hears of the stages.
    pub(crate) fn observer(&self) -> &'a dyn Observer {
        self.observer
    }

    /// Ends a stage; a stage that runs again adds to its time. Clocks may be set back.
    pub(crate) fn end(&mut self, stage: &str) {
        let now_ms = self.clock.now_ms();
        let timing = Timing {
            stage: stage.to_owned(),
            duration_ms: now_ms.saturating_sub(self.stage_at_ms),
        };
        self.stage_at_ms = now_ms;
        self.observer.stage_ended(&timing);
        match self.timings.iter_mut().find(|other| other.stage == stage) {
            Some(other) => other.duration_ms += timing.duration_ms,
            None => self.timings.push(timing),
        }
    }

    /// All stages and their total.
    pub(crate) fn finish(mut self) -> Vec<Timing> {
        let duration_ms = self.clock.now_ms().saturating_sub(self.started_at_ms);
        self.timings.push(Timing {
            stage: "total".to_owned(),
            duration_ms,
        });
        self.timings
    }
}
