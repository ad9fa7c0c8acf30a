//! Finds the tables that matter for a question.
//!
//! A table is a document: its name, its columns' names, comments, and the values that may be shown.
//! [`Index::rank`] scores documents with BM25 over stems; [`Index::with_join_paths`] adds the tables
//! that are needed to join the ranked ones. Pure and deterministic: the same catalog and question
//! give the same order everywhere.
//!
//! Where an embeddings model is configured, tables and columns have [`documents`] whose vectors
//! ([`Vectors`]) are compared with the question's, and [`fuse`] makes one ranking of both. To have the
//! vectors made is the caller's.

mod documents;
mod fusion;
mod index;
mod tokens;
mod vectors;

pub use documents::{Document, documents};
pub use fusion::fuse;
pub use index::{ColumnMatch, Index, Ranked};
pub use vectors::Vectors;
