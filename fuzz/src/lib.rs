//! The promises that the targets check, which the tests of `plainquery-sql` replay.

#[path = "../../shared/sql/tests/support/mod.rs"]
mod support;

pub use support::fuzzed::{World, check_prescan, in_time};
