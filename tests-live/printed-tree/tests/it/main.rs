//! Whatever is accepted is printed as SQL that Postgres's own parser reads as the tree that was meant.
//!
//! `cargo test -p plainquery-printed-tree -- --nocapture` prints the figures.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "the figures are for people and for scripts; a test may fail"
)]

mod corpora;
#[path = "../../../../shared/sql/tests/corpus/file.rs"]
mod file;
#[path = "../../../../shared/sql/tests/corpus/fixtures.rs"]
mod fixtures;
mod generated;
#[path = "../../../../native/tests/it/outside/generation.rs"]
mod generation;
#[path = "../../../../native/tests/it/outside/mutation.rs"]
mod mutation;
mod noticed;
mod policies;
#[path = "../../../../native/tests/it/outside/random.rs"]
mod random;
mod run;
#[path = "../../../../shared/sql/tests/support/mod.rs"]
mod support;
mod text_changes;
mod tree_changes;
mod trees;
