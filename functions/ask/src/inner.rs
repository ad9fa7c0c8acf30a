//! Calls between functions that are deployed apart.
//!
//! The front, which serves `ask`, calls the others by `POST /internal/v1/<function>`. A call carries
//! all that it depends on (the question, the policy, the caller, which catalog), so that a function
//! needs no settings of the front's, no database and, for `validate`, no network at all. It is signed:
//! who reaches a private path without the secret gets nothing from it.

mod call;
mod client;
pub(crate) mod plan;
mod server;
mod signature;

use plainquery_core::Function;

pub(crate) use call::{CatalogName, GenerateQuestion, GenerateReply, ValidateQuestion};
pub(crate) use client::Client;
pub use server::{InnerRequest, serve_inner};
pub use signature::{HEADER, signed_body_bytes};

/// Changes with the form of calls and replies: two deployments that differ in it say so.
const WIRE_VERSION: u32 = 2;
/// The largest body of a call; all but some kilobytes of it is a catalog.
pub const MAX_INNER_BODY_BYTES: usize = 16 * 1024 * 1024;
const PATH_PREFIX: &str = "/internal/v1/";

/// The path at which a function is called.
pub(crate) fn path_of(function: Function) -> String {
    format!("{PATH_PREFIX}{function}")
}

/// The function that is called at a path. `ask` composes the others and is called by nobody.
pub fn function_at(path: &str) -> Option<Function> {
    Function::of(path.strip_prefix(PATH_PREFIX)?).filter(|function| *function != Function::Ask)
}
