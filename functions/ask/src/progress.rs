//! What is told while an answer is being made.

use plainquery_wire::{ask::Timing, events::QueryEvent};

/// Hears of the stages of an answer as they end.
pub trait Observer {
    /// A stage has ended.
    fn stage_ended(&self, timing: &Timing);
    /// SQL is proven and about to run; called again where it runs again over a changed schema.
    fn query_runs(&self, query: &QueryEvent);
}

/// Nobody listens.
#[derive(Clone, Copy, Debug)]
pub struct Unobserved;

impl Observer for Unobserved {
    fn stage_ended(&self, _timing: &Timing) {}

    fn query_runs(&self, _query: &QueryEvent) {}
}
