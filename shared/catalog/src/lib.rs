//! The schema model: what a database holds, as far as questions and SQL need to know.
//!
//! Pure data. Reading it from a server is done by running the statements in [`introspect`] through a
//! SQL port; nothing here does I/O.

#[cfg(test)]
mod fixtures;

pub mod error;
pub mod introspect;
pub mod model;
pub mod relationships;
pub mod samples;
pub mod version;

pub use error::CatalogError;
pub use model::{Catalog, Column, ColumnOrigin, ForeignKey, Relation, RelationKind};
pub use relationships::{ColumnPair, JoinEdge, JoinGraph};
pub use samples::{
    ColumnPattern, SamplePolicy, SampleStatement, absorb_samples, sample_statements,
};
pub use version::{content_version, schema_version};
