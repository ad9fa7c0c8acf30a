//! Checks of the workspace itself (which crate may depend on which, how large the Worker is), and the API's
//! document.

pub mod direction;
pub mod openapi;
pub mod size;
