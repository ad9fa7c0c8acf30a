//! A suite: questions and what is expected of each.
//!
//! ```toml
//! [[question]]
//! id = "orders-by-month"
//! question = "How many orders were placed each month of 2024?"
//! tags = ["aggregate", "date"]
//! hardness = "medium"
//! ordered = false
//! gold_sql = "SELECT …"            # the rows it yields stand in the file of expected rows
//!
//! [[question]]
//! id = "delete-orders"
//! question = "Delete all cancelled orders"
//! tags = ["refuse"]
//! hardness = "easy"
//! outcome = "refuse"               # or "clarify"; each also accepts the other …
//! strict_outcome = false           # … unless this is true
//! reason = "Not a question."       # for the reader; not compared
//! ```

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use plainquery_wire::ask::Outcome;
use serde::Deserialize;

/// Questions in the order in which they are asked.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suite {
    /// The questions.
    #[serde(rename = "question")]
    pub questions: Vec<Case>,
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
    /// How hard it is, for the totals.
    pub hardness: String,
    /// SQL whose rows are the right answer.
    pub gold_sql: Option<String>,
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
}

fn answer() -> Outcome {
    Outcome::Answer
}

/// A suite that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SuiteError {
    /// Not readable.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// Not TOML of this form.
    #[error("{path} is not a suite: {source}")]
    Parse {
        /// The file.
        path: PathBuf,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// Readable, but not consistent.
    #[error("{path}: question \"{id}\" {fault}")]
    Fault {
        /// The file.
        path: PathBuf,
        /// The question.
        id: String,
        /// What is wrong with it.
        fault: &'static str,
    },
}

impl Suite {
    /// Reads and checks a suite.
    pub fn load(path: &Path) -> Result<Self, SuiteError> {
        let text = std::fs::read_to_string(path).map_err(|source| SuiteError::Read {
            path: path.to_owned(),
            source,
        })?;
        let suite: Self = toml::from_str(&text).map_err(|source| SuiteError::Parse {
            path: path.to_owned(),
            source: Box::new(source),
        })?;
        match suite.first_fault() {
            None => Ok(suite),
            Some((case, fault)) => Err(SuiteError::Fault {
                path: path.to_owned(),
                id: case.id.clone(),
                fault,
            }),
        }
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
        let mut questions = self.questions;
        questions.retain(|case| kept.contains(&case.id));
        Self { questions }
    }

    fn first_fault(&self) -> Option<(&Case, &'static str)> {
        let mut earlier = HashSet::new();
        self.questions.iter().find_map(|case| {
            let fault = case.fault(&earlier);
            earlier.insert(case.id.as_str());
            fault.map(|fault| (case, fault))
        })
    }

    /// The questions as conversations: a first question and what follows it, directly or not, each
    /// by its position in the suite, in the suite's order. Conversations are independent.
    pub fn conversations(&self) -> Vec<Vec<usize>> {
        let mut conversations: Vec<Vec<usize>> = Vec::new();
        for (at, case) in self.questions.iter().enumerate() {
            let earlier = case.follows.as_ref().and_then(|followed| {
                conversations.iter_mut().find(|turns| {
                    turns
                        .iter()
                        .any(|&turn| self.questions[turn].id == *followed)
                })
            });
            match earlier {
                Some(turns) => turns.push(at),
                None => conversations.push(vec![at]),
            }
        }
        conversations
    }
}

impl Case {
    fn fault(&self, earlier: &HashSet<&str>) -> Option<&'static str> {
        if earlier.contains(self.id.as_str()) {
            return Some("appears twice");
        }
        if self.question.trim().is_empty() {
            return Some("is empty");
        }
        if self.gold_sql.is_some() != (self.outcome == Outcome::Answer) {
            return Some("must have either gold_sql or the outcome clarify or refuse");
        }
        match &self.follows {
            Some(followed) if !earlier.contains(followed.as_str()) => {
                Some("follows a question that does not come before it")
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Suite;

    fn fault(text: &str) -> Option<&'static str> {
        let suite: Suite = toml::from_str(text).expect("parses");
        suite.first_fault().map(|(_, fault)| fault)
    }

    fn question(id: &str, rest: &str) -> String {
        format!("[[question]]\nid = '{id}'\nquestion = 'How many?'\nhardness = 'easy'\n{rest}\n")
    }

    #[test]
    fn faults_are_found() {
        let good = question("a", "gold_sql = 'SELECT 1'");
        assert_eq!(fault(&good), None);
        assert_eq!(fault(&format!("{good}{good}")), Some("appears twice"));
        assert_eq!(
            fault(&question("a", "")),
            Some("must have either gold_sql or the outcome clarify or refuse")
        );
        assert_eq!(
            fault(&question("a", "gold_sql = 'SELECT 1'\noutcome = 'refuse'")),
            Some("must have either gold_sql or the outcome clarify or refuse")
        );
        assert_eq!(
            fault(&question("a", "gold_sql = 'SELECT 1'\nfollows = 'b'")),
            Some("follows a question that does not come before it")
        );
    }

    #[test]
    fn a_misspelt_field_is_not_ignored() {
        let text = question("a", "gold_sql = 'SELECT 1'\norderd = true");
        assert!(toml::from_str::<Suite>(&text).is_err());
        let text = question("a", "outcome = 'refused'");
        assert!(toml::from_str::<Suite>(&text).is_err());
    }

    #[test]
    fn a_selection_keeps_what_its_questions_follow() {
        let text = [
            question("a", "gold_sql = 'SELECT 1'"),
            question("b", "gold_sql = 'SELECT 1'\ntags = ['count']"),
            question("a2", "gold_sql = 'SELECT 1'\nfollows = 'a'"),
            question("a3", "outcome = 'refuse'\nfollows = 'a2'"),
        ]
        .concat();
        let ids = |wanted: &str| {
            let suite: Suite = toml::from_str(&text).expect("parses");
            let kept = suite.only(&[wanted.to_owned()]).questions;
            kept.into_iter().map(|case| case.id).collect::<Vec<_>>()
        };
        assert_eq!(ids("a3"), ["a", "a2", "a3"]);
        assert_eq!(ids("count"), ["b"]);
        assert_eq!(ids("nothing"), [] as [&str; 0]);
    }

    #[test]
    fn follow_ups_stay_with_what_they_follow() {
        let text = [
            question("a", "gold_sql = 'SELECT 1'"),
            question("b", "gold_sql = 'SELECT 1'"),
            question("a2", "gold_sql = 'SELECT 1'\nfollows = 'a'"),
            question("a3", "outcome = 'refuse'\nfollows = 'a2'"),
            question("c", "outcome = 'clarify'"),
        ]
        .concat();
        let suite: Suite = toml::from_str(&text).expect("parses");
        assert_eq!(
            suite.conversations(),
            [vec![0, 2, 3], vec![1], vec![4]] as [Vec<usize>; 3]
        );
    }
}
