//! Suites that cannot be used, and why.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use plainquery_wire::ask::Outcome;
use thiserror::Error;

use super::{Case, DatabaseSection, Suite};

/// The scale of `hardness`.
const HARDNESS: [&str; 4] = ["easy", "medium", "hard", "extra"];

/// A suite that cannot be used.
#[derive(Debug, Error)]
pub enum SuiteError {
    /// Not readable.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Not TOML of this form.
    #[error("{} is not a suite", path.display())]
    Parse {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// A line that is no question.
    #[error("{}, line {line}: not a question", path.display())]
    ParseLine {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// Where and why.
        source: serde_json::Error,
    },
    /// JSON lines beside a TOML file that has questions too.
    #[error(
        "{} and {} both have questions: keep them in one of the two, or rename one",
        path.display(),
        header.display()
    )]
    TwoPlaces {
        /// The lines.
        path: PathBuf,
        /// The TOML file.
        header: PathBuf,
    },
    /// Nothing to ask.
    #[error("{} has no questions: write each below a line [[question]]", path.display())]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// A `[database]` that does not say where the rows are.
    #[error(
        "{}: [database] must have exactly one of scripts (SQLite scripts), file (an SQLite file) and \
         postgres (the environment variable with a connection string)",
        path.display()
    )]
    Source {
        /// The file.
        path: PathBuf,
    },
    /// Readable, but not consistent.
    #[error("{}: question \"{id}\" {fault}", path.display())]
    Case {
        /// The file.
        path: PathBuf,
        /// The question.
        id: String,
        /// What is wrong with it.
        fault: Fault,
    },
}

/// What can be wrong with one question.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// Its id is empty.
    #[error("has an empty id")]
    NoId,
    /// Its id was used before.
    #[error("appears twice: give one of the two another id")]
    Twice,
    /// There is no question.
    #[error("is empty: write the question as a user would type it")]
    NoText,
    /// Neither or several of gold, rows and outcome.
    #[error(
        "must have exactly one of gold_sql, rows and an outcome (\"clarify\" or \"refuse\"), so that \
         it is known what is right"
    )]
    NotOneExpectation,
    /// A gold query without text.
    #[error("has a gold_sql that is empty")]
    EmptyGold,
    /// Rows without names, or names without rows.
    #[error("must have columns exactly where it has rows")]
    ColumnsAlone,
    /// A row of another width.
    #[error("has {columns} columns, and {cells} cells in row {row}")]
    Width {
        /// Names of columns.
        columns: usize,
        /// From 1.
        row: usize,
        /// Cells of that row.
        cells: usize,
    },
    /// It follows nothing that came before.
    #[error(
        "follows \"{0}\", which is no question before it: check the id, and put the follow-up after \
         what it follows"
    )]
    UnknownFollowed(String),
    /// `strict_outcome` where rows are expected.
    #[error("has strict_outcome, which only goes with an outcome")]
    StrictRows,
    /// A forbidden value that is in every cell.
    #[error("has an empty text among its forbidden_values, which every answer would hold")]
    EmptyForbiddenValue,
    /// Another word than those of the scale.
    #[error("has the hardness \"{0}\": write easy, medium, hard or extra")]
    Hardness(String),
}

impl Suite {
    /// Whether all of it can be used.
    pub(super) fn check(&self, path: &Path) -> Result<(), SuiteError> {
        let path = path.to_owned();
        if self.questions.is_empty() {
            return Err(SuiteError::Empty { path });
        }
        let has_source = self.database.as_ref().is_none_or(has_one_source);
        if !has_source {
            return Err(SuiteError::Source { path });
        }
        match self.first_fault() {
            None => Ok(()),
            Some((case, fault)) => Err(SuiteError::Case {
                path,
                id: case.id.clone(),
                fault,
            }),
        }
    }

    pub(super) fn first_fault(&self) -> Option<(&Case, Fault)> {
        let mut earlier = HashSet::new();
        self.questions.iter().find_map(|case| {
            let fault = case
                .check_place(&earlier)
                .and_then(|()| case.check_expectation());
            earlier.insert(case.id.as_str());
            fault.err().map(|fault| (case, fault))
        })
    }
}

fn has_one_source(database: &DatabaseSection) -> bool {
    let scripts = database
        .scripts
        .as_ref()
        .is_some_and(|files| !files.is_empty());
    let given = [
        scripts,
        database.file.is_some(),
        database.postgres.is_some(),
    ];
    given.into_iter().filter(|is_given| *is_given).count() == 1
}

impl Case {
    /// What it is called, says and follows.
    fn check_place(&self, earlier: &HashSet<&str>) -> Result<(), Fault> {
        if self.id.trim().is_empty() {
            return Err(Fault::NoId);
        }
        if earlier.contains(self.id.as_str()) {
            return Err(Fault::Twice);
        }
        if self.question.trim().is_empty() {
            return Err(Fault::NoText);
        }
        if let Some(word) = &self.hardness
            && !HARDNESS.contains(&word.as_str())
        {
            return Err(Fault::Hardness(word.clone()));
        }
        match &self.follows {
            Some(followed) if !earlier.contains(followed.as_str()) => {
                Err(Fault::UnknownFollowed(followed.clone()))
            }
            _ => Ok(()),
        }
    }

    /// What it expects.
    fn check_expectation(&self) -> Result<(), Fault> {
        let given = [
            !self.gold_sql.is_empty(),
            self.rows.is_some(),
            self.outcome != Outcome::Answer,
        ];
        if given.into_iter().filter(|is_given| *is_given).count() != 1 {
            return Err(Fault::NotOneExpectation);
        }
        if self.gold_sql.iter().any(|sql| sql.trim().is_empty()) {
            return Err(Fault::EmptyGold);
        }
        if self.forbidden_values.iter().any(|it| it.trim().is_empty()) {
            return Err(Fault::EmptyForbiddenValue);
        }
        if self.strict_outcome && self.outcome == Outcome::Answer {
            return Err(Fault::StrictRows);
        }
        if self.rows.is_some() == self.columns.is_empty() {
            return Err(Fault::ColumnsAlone);
        }
        let columns = self.columns.len();
        let mut rows = self.rows.iter().flatten().enumerate();
        match rows.find(|(_, row)| row.len() != columns) {
            Some((index, row)) => Err(Fault::Width {
                columns,
                row: index + 1,
                cells: row.len(),
            }),
            None => Ok(()),
        }
    }
}
