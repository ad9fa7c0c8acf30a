//! A printed text beside the tree that it was printed from.

use plainquery_sql::tree::Query;
use thiserror::Error;

use crate::{Misreading, Reading, first_difference, meant, read};

/// Why a text does not say what a tree means.
#[derive(Debug, Error)]
pub enum Mismatch {
    /// The text is not one plain query.
    #[error(transparent)]
    Misread(#[from] Misreading),
    /// The tree means what cannot be written as JSON.
    #[error("no normal form of what was meant: {0}")]
    Form(#[from] serde_json::Error),
    /// It says something else: where first.
    #[error("{0}")]
    Differs(String),
}

/// Reads `text` and compares it with what `query` means.
pub fn compare(query: &Query, text: &str) -> Result<Reading, Mismatch> {
    let reading = read(text)?;
    match first_difference(&meant(query)?, &reading.tree) {
        None => Ok(reading),
        Some(difference) => Err(Mismatch::Differs(difference)),
    }
}
