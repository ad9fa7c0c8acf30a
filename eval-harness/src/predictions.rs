//! Files of predictions.

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use thiserror::Error;

use crate::dataset::Dataset;

/// BIRD's mark between the SQL and the database's name.
const BIRD_SEPARATOR: &str = "\t----- bird -----\t";

/// A file of predictions cannot be used.
#[derive(Debug, Error)]
pub enum PredictionsError {
    /// It cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// It is no JSON of the form that its name promises.
    #[error("{}: {form} is expected", path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// What is expected.
        form: &'static str,
        /// Where it differs.
        source: serde_json::Error,
    },
    /// It has another number of lines.
    #[error(
        "{} has {found} predictions for {wanted} questions; one line a question is expected, those whose database is missing included",
        path.display()
    )]
    Count {
        /// The file.
        path: PathBuf,
        /// Its lines.
        found: usize,
        /// The questions.
        wanted: usize,
    },
}

#[derive(Deserialize)]
struct Line {
    id: String,
    sql: String,
}

/// Predicted SQL by the item's id; an item without one has none.
///
/// Three forms: `.jsonl` has `{"id": …, "sql": …}` in each line; `.json` is BIRD's, an object from an
/// item's number to its SQL; anything else has one query a line, in the dataset's order. Of those, a tab
/// ends a query and empty lines, which part dialogues, are skipped where the file has more lines than
/// the dataset questions. Bytes that are no UTF-8 become replacement characters.
pub fn read(path: &Path, dataset: &Dataset) -> Result<HashMap<String, String>, PredictionsError> {
    let bytes = fs::read(path).map_err(|source| PredictionsError::Read {
        path: path.to_owned(),
        source,
    })?;
    let text = String::from_utf8_lossy(&bytes);
    let form = |form, source| PredictionsError::Form {
        path: path.to_owned(),
        form,
        source,
    };
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("jsonl") => text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| {
                let line: Line = serde_json::from_str(line)
                    .map_err(|source| form("a line {\"id\": …, \"sql\": …} an item", source))?;
                Ok((line.id, line.sql))
            })
            .collect(),
        Some("json") => {
            let by_number: HashMap<String, serde_json::Value> = serde_json::from_str(&text)
                .map_err(|source| form("an object from numbers to SQL", source))?;
            Ok(by_position(dataset, |position| {
                let value = by_number.get(&position.to_string())?.as_str()?;
                let sql = value.split(BIRD_SEPARATOR).next().unwrap_or(value);
                Some(sql.to_owned())
            }))
        }
        _ => lines(path, &text, dataset),
    }
}

fn lines(
    path: &Path,
    text: &str,
    dataset: &Dataset,
) -> Result<HashMap<String, String>, PredictionsError> {
    let wanted = dataset.question_count();
    let mut lines: Vec<&str> = text
        .lines()
        .map(|line| line.trim().split('\t').next().unwrap_or_default())
        .collect();
    if lines.len() != wanted {
        lines.retain(|line| !line.is_empty());
    }
    if lines.len() != wanted {
        return Err(PredictionsError::Count {
            path: path.to_owned(),
            found: lines.len(),
            wanted,
        });
    }
    Ok(by_position(dataset, |position| {
        lines.get(position).map(|&line| line.to_owned())
    }))
}

fn by_position(
    dataset: &Dataset,
    prediction: impl Fn(usize) -> Option<String>,
) -> HashMap<String, String> {
    dataset
        .items
        .iter()
        .enumerate()
        .filter_map(|(at, item)| Some((item.id.clone(), prediction(dataset.place(at))?)))
        .collect()
}
