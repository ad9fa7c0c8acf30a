//! Checks of the workspace itself: which crate may depend on which, and how large the Worker is.

pub mod direction;
pub mod size;
