//! How far a run has come: a bar in a terminal, now and then a line elsewhere.

use std::{
    io::{IsTerminal, Write, stderr},
    sync::{Mutex, PoisonError},
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    run_folder::{ItemRecord, RunVerdict},
    traffic::now_ms,
};

/// Where there is no terminal, a line this often.
const MS_BETWEEN_LINES: u64 = 10_000;

/// The progress of a run; shared by its jobs.
#[derive(Debug)]
pub struct Progress {
    bar: Option<ProgressBar>,
    state: Mutex<State>,
    total: usize,
}

#[derive(Debug)]
struct State {
    answered: usize,
    answered_before: usize,
    measured: usize,
    right: usize,
    began_at_ms: u64,
    line_at_ms: u64,
}

impl Progress {
    /// Of so many answers, some of which are there already.
    pub fn new<'a>(total: usize, before: impl Iterator<Item = &'a ItemRecord>) -> Self {
        let now_ms = now_ms();
        let mut state = State {
            answered: 0,
            answered_before: 0,
            measured: 0,
            right: 0,
            began_at_ms: now_ms,
            line_at_ms: now_ms,
        };
        for record in before {
            state.count(record);
        }
        state.answered_before = state.answered;
        let bar = stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(total as u64).with_position(state.answered as u64);
            let style =
                ProgressStyle::with_template("{bar:30} {pos}/{len} done, {msg}, {eta} left");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.enable_steady_tick(Duration::from_millis(500));
            bar
        });
        Self {
            bar,
            state: Mutex::new(state),
            total,
        }
    }

    /// One more answer.
    pub fn add(&self, record: &ItemRecord) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.count(record);
        if let Some(bar) = &self.bar {
            bar.set_message(state.accuracy());
            bar.set_position(state.answered as u64);
            return;
        }
        let now_ms = now_ms();
        if now_ms.saturating_sub(state.line_at_ms) >= MS_BETWEEN_LINES
            && state.answered < self.total
        {
            state.line_at_ms = now_ms;
            let line = state.line(self.total, now_ms);
            // Progress that cannot be shown stops no run.
            let _ = writeln!(stderr(), "{line}");
        }
    }

    /// Takes the bar away and leaves a last line.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let (answered, accuracy) = (state.answered, state.accuracy());
        let _ = writeln!(stderr(), "{answered}/{} done, {accuracy}", self.total);
    }
}

impl State {
    fn count(&mut self, record: &ItemRecord) {
        self.answered += 1;
        self.measured += usize::from(record.verdict != RunVerdict::NotMeasured);
        self.right += usize::from(record.verdict == RunVerdict::Right);
    }

    fn accuracy(&self) -> String {
        #[expect(
            clippy::cast_precision_loss,
            reason = "numbers of questions are far below 2^53, where f64 is exact"
        )]
        if self.measured > 0 {
            let share = self.right as f64 / self.measured as f64;
            format!("{:.1} % right", 100.0 * share)
        } else {
            "none measured".to_owned()
        }
    }

    fn line(&self, total: usize, now_ms: u64) -> String {
        let asked = (self.answered - self.answered_before).max(1) as u64;
        let spent_ms = now_ms.saturating_sub(self.began_at_ms);
        let left_ms = spent_ms / asked * total.saturating_sub(self.answered) as u64;
        format!(
            "{}/{total} done, {}, about {} left",
            self.answered,
            self.accuracy(),
            duration(left_ms)
        )
    }
}

fn duration(ms: u64) -> String {
    match ms / 1_000 {
        seconds @ 0..=119 => format!("{seconds} s"),
        seconds => format!("{} min", seconds / 60),
    }
}
