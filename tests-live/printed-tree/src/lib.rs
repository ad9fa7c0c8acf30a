//! What the SQL that is printed says, by Postgres's own parser, beside what the tree meant.
//!
//! [`meant`] says in the words of that parser's tree what a [`Query`](plainquery_sql::tree::Query) means; it
//! sees no text. [`read`] has `libpg_query`, which is the parser of Postgres in a library, read a text. Both
//! give a [`Value`](serde_json::Value) in one [normal form](mod@normal), in which every field that is set is
//! there but for positions in the text: what either of them does not know of makes them differ.

mod compare;
mod meant;
mod normal;
mod read;
mod relations;

pub use compare::{Mismatch, compare};
pub use meant::meant;
pub use normal::first_difference;
pub use read::{Misreading, Reading, read};
pub use relations::Misnamed;
