//! What users said of answers, as questions with SQL that is right.

use std::{
    collections::{BTreeMap, HashSet},
    fs, io,
    path::{Path, PathBuf},
};

use serde::Deserialize;
use thiserror::Error;

use crate::dataset::{Database, Expectation, Item};

/// What a user said of an answer: a line of a file of JSON lines.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    /// The question.
    question: String,
    /// The database that it was about.
    database: String,
    /// The SQL of the answer.
    sql: String,
    /// Whether it was right.
    right: bool,
    /// What would have been right, where somebody wrote it.
    corrected_sql: Option<String>,
    /// Who asked.
    role: Option<String>,
    /// Whose rows were asked about.
    tenant: Option<String>,
}

/// Questions that feedback gives the right SQL of.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feedback {
    /// One item a question, each said once.
    pub items: Vec<Item>,
    /// Answers that were wrong, and nobody wrote what would be right.
    pub uncorrected: usize,
    /// Lines that say again what an earlier one says.
    pub repeated: usize,
}

/// A file of feedback cannot be used.
#[derive(Debug, Error)]
pub enum FeedbackError {
    /// It cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A line is not feedback.
    #[error("{}, line {line}: not feedback; a line is {{\"question\", \"database\", \"sql\", \"right\"}}, and perhaps \"corrected_sql\", \"role\" and \"tenant\"", path.display())]
    Line {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// Why.
        source: serde_json::Error,
    },
    /// A line is about a database that the dataset does not have.
    #[error("{}, line {line}: there is no database {database} in the dataset", path.display())]
    Database {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// The database.
        database: String,
    },
}

/// Reads a file of JSON lines; empty lines are passed over.
pub fn read_feedback(
    path: &Path,
    databases: &BTreeMap<String, Database>,
) -> Result<Feedback, FeedbackError> {
    let text = fs::read_to_string(path).map_err(|source| FeedbackError::Read {
        path: path.to_owned(),
        source,
    })?;
    let mut feedback = Feedback::default();
    let mut seen = HashSet::new();
    for (line, text) in (1..).zip(text.lines()) {
        if text.trim().is_empty() {
            continue;
        }
        let said: Said = serde_json::from_str(text).map_err(|source| FeedbackError::Line {
            path: path.to_owned(),
            line,
            source,
        })?;
        if !databases.contains_key(&said.database) {
            return Err(FeedbackError::Database {
                path: path.to_owned(),
                line,
                database: said.database,
            });
        }
        feedback.take(said, line, &mut seen);
    }
    Ok(feedback)
}

impl Feedback {
    fn take(&mut self, said: Said, line: usize, seen: &mut HashSet<[String; 3]>) {
        let Some(sql) = said.corrected_sql.or(said.right.then_some(said.sql)) else {
            self.uncorrected += 1;
            return;
        };
        if !seen.insert([
            said.database.clone(),
            said.question.trim().to_lowercase(),
            sql.clone(),
        ]) {
            self.repeated += 1;
            return;
        }
        self.items.push(Item {
            id: format!("feedback-{line}"),
            database: said.database,
            question: said.question,
            follows: None,
            expectation: Expectation::Sql {
                gold: vec![sql],
                is_ordered: None,
            },
            hardness: None,
            tags: Vec::new(),
            evidence: None,
            role: said.role,
            tenant: said.tenant,
            forbidden_values: Vec::new(),
        });
    }
}

#[cfg(test)]
mod tests {
    use plainquery_core::Dialect;

    use super::*;
    use crate::dataset::DatabaseSource;

    fn read(lines: &[&str]) -> Result<Feedback, FeedbackError> {
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), lines.join("\n")).unwrap();
        let shop = Database {
            source: DatabaseSource::Remote(Dialect::Postgres),
            catalog: None,
            settings: None,
            policy: None,
        };
        read_feedback(file.path(), &BTreeMap::from([("shop".to_owned(), shop)]))
    }

    #[test]
    fn right_and_corrected_answers_are_taken_once() {
        let feedback = read(&[
            r#"{"question": "How many?", "database": "shop", "sql": "SELECT 1", "right": true}"#,
            "",
            r#"{"question": "how many? ", "database": "shop", "sql": "SELECT 1", "right": true}"#,
            r#"{"question": "And now?", "database": "shop", "sql": "SELECT 2", "right": false}"#,
            r#"{"question": "And now?", "database": "shop", "sql": "SELECT 2", "right": false, "corrected_sql": "SELECT 3", "role": "clerk"}"#,
        ])
        .unwrap();
        let taken: Vec<(&str, &Expectation)> = feedback
            .items
            .iter()
            .map(|item| (item.id.as_str(), &item.expectation))
            .collect();
        let gold = |sql: &str| Expectation::Sql {
            gold: vec![sql.to_owned()],
            is_ordered: None,
        };
        assert_eq!(
            taken,
            [
                ("feedback-1", &gold("SELECT 1")),
                ("feedback-5", &gold("SELECT 3"))
            ]
        );
        assert_eq!(feedback.items[1].role.as_deref(), Some("clerk"));
        assert_eq!((feedback.uncorrected, feedback.repeated), (1, 1));
    }

    #[test]
    fn a_line_that_is_none_is_named() {
        let error = read(&["", r#"{"question": "How many?"}"#]).unwrap_err();
        assert!(error.to_string().contains("line 2"), "{error}");
        let elsewhere = r#"{"question": "?", "database": "zoo", "sql": "SELECT 1", "right": true}"#;
        let error = read(&[elsewhere]).unwrap_err();
        assert!(error.to_string().contains("no database zoo"), "{error}");
    }
}
