//! The rows that the gold SQL of a suite yields, kept in a file: the running service need not be
//! trusted to produce its own yardstick, nor a second connection to the database be open. Rows that
//! stand in the suite itself are taken from there.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use plainquery_core::Value;
use serde::{Deserialize, Serialize};

use crate::suite::{Case, Suite};

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
    #[error("cannot read {path}, where the rows of the gold SQL should stand")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Not JSON of this form.
    #[error("{path} does not hold expected rows as {{id: {{columns, rows}}}}")]
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
    /// The rows for each question of the suite that expects some: those of gold SQL from a file, which
    /// is only read where there is such a question.
    pub fn load(path: &Path, suite: &Suite) -> Result<Self, ExpectedError> {
        let has_gold = |case: &&Case| !case.gold_sql.is_empty();
        let mut by_id = if suite.questions.iter().any(|case| has_gold(&case)) {
            read(path)?
        } else {
            HashMap::new()
        };
        for case in &suite.questions {
            if let Some(rows) = &case.rows {
                let result = ExpectedResult {
                    columns: case.columns.clone(),
                    rows: rows.clone(),
                };
                by_id.insert(case.id.clone(), result);
            }
        }
        for case in suite.questions.iter().filter(has_gold) {
            let path = path.to_owned();
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

fn read(path: &Path) -> Result<HashMap<String, ExpectedResult>, ExpectedError> {
    let path = path.to_owned();
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(source) => return Err(ExpectedError::Read { path, source }),
    };
    serde_json::from_str(&text).map_err(|source| ExpectedError::Parse { path, source })
}

impl ExpectedResult {
    fn is_rectangular(&self) -> bool {
        self.rows.iter().all(|row| row.len() == self.columns.len())
    }
}
