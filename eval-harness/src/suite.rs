//! A suite: questions, what is expected of each, and where their database is. One file, TOML or JSON
//! lines; `datasets/README.md` says how to write one.
//!
//! ```toml
//! name = "shop"                    # default: the folder's name
//!
//! [database]                       # without it a running service answers
//! scripts = ["schema.sql", "data.sql"]
//! settings = "settings.toml"
//!
//! [[question]]
//! id = "orders-by-month"
//! question = "How many orders were placed each month of 2024?"
//! tags = ["aggregate", "date"]
//! hardness = "medium"
//! gold_sql = "SELECT …"            # a text, or a list of which any will do
//!
//! [[question]]
//! id = "delete-orders"
//! question = "Delete all cancelled orders"
//! outcome = "refuse"               # or "clarify"; each also accepts the other …
//! strict_outcome = false           # … unless this is true
//! reason = "Not a question."       # for the reader; not compared
//! forbidden_values = ["DE89…"]     # what no answer may show, texts or numbers
//! ```
//!
//! In JSON lines each line is such a question; the rest stands in a file of the same stem with the
//! ending `.toml`, or nowhere.

mod fault;
mod form;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use plainquery_core::Value;
use plainquery_wire::ask::Outcome;
use serde::Deserialize;

use crate::dataset::conversations;

pub use fault::{Fault, SuiteError};

/// The ending of a suite in JSON lines.
const JSON_LINES: &str = "jsonl";

/// Questions in the order in which they are asked.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suite {
    /// As reports name it; `None` is the folder's name.
    pub name: Option<String>,
    /// Where the rows are; `None`: only a running service reaches them.
    pub database: Option<DatabaseSection>,
    /// The questions.
    #[serde(rename = "question", default)]
    pub questions: Vec<Case>,
}

/// Where a suite's database is. Paths are relative to the suite's folder; one of `scripts`, `file` and
/// `postgres` is given.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseSection {
    /// As reports name it; `None` is the suite's name.
    pub name: Option<String>,
    /// Scripts of `SQLite`'s, in the order in which they run.
    pub scripts: Option<Vec<PathBuf>>,
    /// A file of `SQLite`'s.
    pub file: Option<PathBuf>,
    /// The environment variable that holds the connection string of a `PostgreSQL` database.
    pub postgres: Option<String>,
    /// Its schema as `plainquery introspect` writes it.
    pub catalog: Option<PathBuf>,
    /// "Today", time zone and calendar (TOML).
    pub settings: Option<PathBuf>,
    /// Who may read what (the validator's policy, TOML).
    pub policy: Option<PathBuf>,
}

/// One question.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// Unique in the suite.
    pub id: String,
    /// As a user would type it.
    pub question: String,
    /// What it exercises, for the totals.
    #[serde(default)]
    pub tags: Vec<String>,
    /// How hard it is, for the totals: easy, medium, hard or extra.
    pub hardness: Option<String>,
    /// SQL whose rows are the right answer; of several, each one's are.
    #[serde(default, deserialize_with = "form::one_or_several")]
    pub gold_sql: Vec<String>,
    /// The names of the columns of `rows`.
    #[serde(default)]
    pub columns: Vec<String>,
    /// The rows that are the right answer, cells as the database prints them.
    #[serde(default, deserialize_with = "form::rows")]
    pub rows: Option<Vec<Vec<Value>>>,
    /// What must come: rows, a question back, or a refusal.
    #[serde(default = "answer")]
    pub outcome: Outcome,
    /// Why, for the reader.
    pub reason: Option<String>,
    /// Whether only the very `outcome` will do.
    #[serde(default)]
    pub strict_outcome: bool,
    /// The id of the question that this one follows.
    pub follows: Option<String>,
    /// Whether the order of the rows is part of the answer.
    #[serde(default)]
    pub ordered: bool,
    /// What a user is told beside the question.
    pub evidence: Option<String>,
    /// The role that asks; `None` is the default one.
    pub role: Option<String>,
    /// The tenant that asks.
    pub tenant: Option<String>,
    /// Texts and numbers that the caller may not see: no answer may hold one.
    #[serde(default, deserialize_with = "form::values")]
    pub forbidden_values: Vec<String>,
}

fn answer() -> Outcome {
    Outcome::Answer
}

impl Suite {
    /// Reads and checks a suite: JSON lines where the file ends in `.jsonl`, else TOML.
    pub fn load(path: &Path) -> Result<Self, SuiteError> {
        let is_json_lines = path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case(JSON_LINES));
        let suite = if is_json_lines {
            Self::from_json_lines(path)?
        } else {
            parse_toml(path, &read(path)?)?
        };
        suite.check(path)?;
        Ok(suite)
    }

    fn from_json_lines(path: &Path) -> Result<Self, SuiteError> {
        let header_path = path.with_extension("toml");
        let mut suite = if header_path.exists() {
            parse_toml(&header_path, &read(&header_path)?)?
        } else {
            Self {
                name: None,
                database: None,
                questions: Vec::new(),
            }
        };
        if !suite.questions.is_empty() {
            return Err(SuiteError::TwoPlaces {
                path: path.to_owned(),
                header: header_path,
            });
        }
        for (index, line) in read(path)?.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let case = serde_json::from_str(line).map_err(|source| SuiteError::ParseLine {
                path: path.to_owned(),
                line: index + 1,
                source,
            })?;
            suite.questions.push(case);
        }
        Ok(suite)
    }

    /// The questions whose id or tag is one of `wanted`, and all that they follow; all questions
    /// where nothing is wanted in particular.
    #[must_use]
    pub fn only(self, wanted: &[String]) -> Self {
        if wanted.is_empty() {
            return self;
        }
        let mut kept: HashSet<String> = HashSet::new();
        // From the end, for a question comes after the one that it follows.
        for case in self.questions.iter().rev() {
            let is_wanted = wanted
                .iter()
                .any(|name| case.id == *name || case.tags.contains(name));
            if is_wanted || kept.contains(&case.id) {
                kept.insert(case.id.clone());
                kept.extend(case.follows.clone());
            }
        }
        let mut suite = self;
        suite.questions.retain(|case| kept.contains(&case.id));
        suite
    }

    /// The questions as conversations: a first question and what follows it, directly or not, each
    /// by its position in the suite, in the suite's order. Conversations are independent.
    pub fn conversations(&self) -> Vec<Vec<usize>> {
        let questions = self.questions.iter();
        conversations(questions.map(|case| (case.id.as_str(), case.follows.as_deref())))
    }
}

fn read(path: &Path) -> Result<String, SuiteError> {
    std::fs::read_to_string(path).map_err(|source| SuiteError::Read {
        path: path.to_owned(),
        source,
    })
}

fn parse_toml(path: &Path, text: &str) -> Result<Suite, SuiteError> {
    toml::from_str(text).map_err(|source| SuiteError::Parse {
        path: path.to_owned(),
        source: Box::new(source),
    })
}

#[cfg(test)]
mod tests;
