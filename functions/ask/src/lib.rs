//! A question to rows: composes the other functions.
//!
//! Holds no state: the conversation travels with the client as a signed token, and what is kept in
//! memory or KV is only a cache that may be empty.

mod answer;
mod answer_cache;
mod attempt;
mod calendar;
mod chart;
mod config;
pub mod conversation;
mod current;
mod data_source;
mod errors;
mod execute;
pub mod first_questions;
mod functions;
pub mod inner;
mod plans;
mod prepared;
mod progress;
mod reading;
mod schema;
mod stages;
mod suggestions;
mod timings;
mod writer;

use plainquery_core::Principal;

pub use answer::ask;
pub use config::Config;
pub use execute::execute;
pub use prepared::catalog_entry;
pub use progress::{Observer, Unobserved};
pub use schema::schema;
pub use stages::{generate, retrieve, validate};

/// Who asks, and under which id.
#[derive(Clone, Copy, Debug)]
pub struct Caller<'a> {
    /// From a verified token.
    pub principal: &'a Principal,
    /// The request's id, for the answer and the log.
    pub request_id: &'a str,
}
