//! The rows that the gold SQL of a suite yields, kept in a file: the running service need not be
//! trusted to produce its own yardstick, nor a second connection to the database be open.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use plainquery_core::Value;
use serde::{Deserialize, Serialize};

use crate::suite::Suite;

/// Expected results by the question's id.
#[derive(Clone, Debug)]
pub struct ExpectedResults {
    by_id: HashMap<String, ExpectedResult>,
}

/// One expected result.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedResult {
    /// The columns' names, for messages; they are not compared.
    pub columns: Vec<String>,
    /// The rows, cells as the database prints them.
    pub rows: Vec<Vec<Value>>,
}

/// Expected rows that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ExpectedError {
    /// Not readable.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Not JSON of this form.
    #[error("{path} does not hold expected rows as {{id: {{columns, rows}}}}: {source}")]
    Parse {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: serde_json::Error,
    },
    /// A question with gold SQL and no rows.
    #[error("{path} has no rows for question \"{id}\": make the file anew from the suite")]
    Missing {
        /// The file.
        path: PathBuf,
        /// The question.
        id: String,
    },
    /// A row with more or fewer cells than there are columns.
    #[error("{path}: a row of question \"{id}\" does not have one cell for each column")]
    Ragged {
        /// The file.
        path: PathBuf,
        /// The question.
        id: String,
    },
}

impl ExpectedResults {
    /// Reads the rows for each question of the suite that has gold SQL.
    pub fn load(path: &Path, suite: &Suite) -> Result<Self, ExpectedError> {
        let path = path.to_owned();
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(source) => return Err(ExpectedError::Read { path, source }),
        };
        let by_id: HashMap<String, ExpectedResult> = match serde_json::from_str(&text) {
            Ok(by_id) => by_id,
            Err(source) => return Err(ExpectedError::Parse { path, source }),
        };
        for case in suite
            .questions
            .iter()
            .filter(|case| case.gold_sql.is_some())
        {
            let id = case.id.clone();
            match by_id.get(&id) {
                None => return Err(ExpectedError::Missing { path, id }),
                Some(result) if !result.is_rectangular() => {
                    return Err(ExpectedError::Ragged { path, id });
                }
                Some(_) => {}
            }
        }
        Ok(Self { by_id })
    }

    /// The result of a question.
    pub fn get(&self, id: &str) -> Option<&ExpectedResult> {
        self.by_id.get(id)
    }
}

impl ExpectedResult {
    fn is_rectangular(&self) -> bool {
        self.rows.iter().all(|row| row.len() == self.columns.len())
    }
}
