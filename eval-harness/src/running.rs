//! A run: a dataset's questions asked of a target, scored, and written to a folder as they come.
//!
//! [`Selection`] says which questions; [`RunJournal`] is the folder, which survives a kill;
//! [`run`] asks with several jobs at once; [`merge`] makes one run of the shards of one.

mod bypass;
mod estimate;
mod journal;
mod manifest;
mod merge;
mod progress;
mod schedule;
mod scoring;
mod selection;

pub use estimate::{Estimate, estimate};
pub use journal::{JournalError, RunJournal, TRAFFIC_FILE, read_run};
pub use manifest::differing_setting;
pub use merge::{MergeError, Merged, merge};
pub use progress::Progress;
pub use schedule::{RunOptions, RunOutcome, run};
pub use scoring::{GoldNames, Scoring, gold_names};
pub use selection::{Selection, Shard, asked_items};
