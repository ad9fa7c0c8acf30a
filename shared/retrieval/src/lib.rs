//! Finds the tables that matter for a question.
//!
//! A table is a document: its name, its columns' names, comments, and the values that may be shown.
//! [`Index::rank`] scores documents with BM25 over stems; [`Index::with_join_paths`] adds the tables
//! that are needed to join the ranked ones. Pure and deterministic: the same catalog and question
//! give the same order everywhere.

mod index;
mod tokens;

pub use index::{ColumnMatch, Index, Ranked};
