//! Question to SQL without a language model.
//!
//! The words of a question are linked to tables, columns and values ([`Engine::new`] learns them
//! from the catalog), read into a small typed form, and planned as a query over foreign keys. The
//! engine answers what it is sure of; for the rest it asks back or says what is missing. It reads
//! no data and knows no particular schema.

pub mod api;
mod chunk;
mod conditions;
mod dates;
mod engine;
mod english;
mod everyday;
mod followup;
mod frame;
mod intent;
mod links;
mod lower;
mod measures;
mod operations;
mod paths;
mod phrases;
mod resolve;
mod schema;
mod scope;
mod slots;
mod sweep;
mod text;
mod vocabulary;

pub use api::{Clarification, Draft, Link, LinkTarget, Outcome, Question, Refusal};
pub use engine::Engine;
