//! How far `ask` has come, as notifications.

use std::{cell::Cell, rc::Rc};

use plainquery_ask::Observer;
use plainquery_mcp::ProgressToken;
use plainquery_wire::{ask::Timing, events::QueryEvent};

use crate::event_stream::Pieces;

pub(super) struct Progress {
    token: Option<ProgressToken>,
    steps: Cell<u32>,
    pieces: Rc<Pieces>,
}

impl Progress {
    /// Tells of nothing without a token.
    pub(super) fn new(token: Option<ProgressToken>) -> Self {
        Self {
            token,
            steps: Cell::new(0),
            pieces: Rc::default(),
        }
    }

    pub(super) fn pieces(&self) -> Rc<Pieces> {
        Rc::clone(&self.pieces)
    }

    fn tell(&self, message: &str) {
        let Some(token) = &self.token else { return };
        let step = self.steps.get() + 1;
        self.steps.set(step);
        let message = plainquery_mcp::progress(token, step, message);
        self.pieces.push(plainquery_mcp::event(&message));
    }
}

impl Observer for Progress {
    fn stage_ended(&self, timing: &Timing) {
        self.tell(match timing.stage.as_str() {
            "catalog" => "The schema is known.",
            "generate" => "The question is read.",
            "execute" => "The rows are there.",
            _ => "A step is done.",
        });
    }

    fn query_runs(&self, _query: &QueryEvent) {
        self.tell("The SQL is proven and runs.");
    }
}
