//! How long the stages took, as far as the host's clock tells.

use plainquery_core::ports::Clock;
use plainquery_wire::ask::Timing;

/// Times one stage after the other.
pub(crate) struct Stopwatch<'a, C> {
    clock: &'a C,
    started_at_ms: u64,
    stage_at_ms: u64,
    timings: Vec<Timing>,
}

impl<'a, C: Clock> Stopwatch<'a, C> {
    pub(crate) fn start(clock: &'a C) -> Self {
        let now_ms = clock.now_ms();
        Self {
            clock,
            started_at_ms: now_ms,
            stage_at_ms: now_ms,
            timings: Vec::new(),
        }
    }

    /// Ends a stage; a stage that runs again adds to its time. Clocks may be set back.
    pub(crate) fn end(&mut self, stage: &str) {
        let now_ms = self.clock.now_ms();
        let duration_ms = now_ms.saturating_sub(self.stage_at_ms);
        self.stage_at_ms = now_ms;
        match self.timings.iter_mut().find(|timing| timing.stage == stage) {
            Some(timing) => timing.duration_ms += duration_ms,
            None => self.timings.push(Timing {
                stage: stage.to_owned(),
                duration_ms,
            }),
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
