//! What is asked and what counts as right, in one form for every benchmark. A reader for each format
//! makes it (a module of this folder); nothing after the reader knows the format.

pub mod benchmark;
pub mod bird;
pub mod defog;
pub mod dialogues;
pub mod digest;
pub mod own;
pub mod source;
pub mod spider;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
};

use plainquery_core::{Dialect, Value};
use plainquery_wire::ask::Outcome;

/// A benchmark's questions and the databases that they are about.
#[derive(Clone, Debug, Default)]
pub struct Dataset {
    /// As reports name it, such as `spider-dev`.
    pub name: String,
    /// In the order in which they are asked: a follow-up comes after what it follows.
    pub items: Vec<Item>,
    /// By name; each item's database is one of them.
    pub databases: BTreeMap<String, Database>,
    /// Items that were left out because their database is not there, by database.
    pub missing: BTreeMap<String, usize>,
    /// The place of each item in the benchmark's own order, in which those that were left out count too;
    /// empty where none was left out.
    pub places: Vec<usize>,
}

/// One question.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Unique in the dataset and the same in every run, such as `spider-dev-17`.
    pub id: String,
    /// The name of its database.
    pub database: String,
    /// As a user would type it.
    pub question: String,
    /// The id of the question that this one follows.
    pub follows: Option<String>,
    /// What counts as right.
    pub expectation: Expectation,
    /// How hard it is, by the dataset's own scale.
    pub hardness: Option<String>,
    /// What it exercises, for the totals.
    pub tags: Vec<String>,
    /// What a user is told beside the question (BIRD's "evidence").
    pub evidence: Option<String>,
    /// The role that asks; `None` is the default one.
    pub role: Option<String>,
    /// The tenant that asks.
    pub tenant: Option<String>,
    /// Texts and numbers that the caller may not see: no answer may hold one.
    pub forbidden_values: Vec<String>,
}

impl Item {
    /// The question with what a user is told beside it.
    pub fn text(&self) -> String {
        match self.evidence.as_deref().map(str::trim) {
            Some(evidence) if !evidence.is_empty() => {
                format!("{} ({evidence})", self.question.trim_end())
            }
            _ => self.question.clone(),
        }
    }
}

/// What counts as right.
#[derive(Clone, Debug, PartialEq)]
pub enum Expectation {
    /// The rows of one of these queries. `is_ordered`: whether their order is part of the question;
    /// `None` where the dataset does not say, and the gold query's ORDER BY decides.
    Sql {
        /// At least one.
        gold: Vec<String>,
        /// Whether the order of the rows counts.
        is_ordered: Option<bool>,
    },
    /// These rows.
    Rows {
        /// The columns' names, for messages.
        columns: Vec<String>,
        /// Cells as the database prints them; `None` is NULL.
        rows: Vec<Vec<Value>>,
        /// Whether their order counts.
        is_ordered: bool,
    },
    /// No rows: a question back or a refusal.
    NoAnswer {
        /// `Clarify` or `Refuse`.
        outcome: Outcome,
        /// Whether only this outcome will do, and not the other of the two.
        is_strict: bool,
        /// Why, for the reader.
        reason: Option<String>,
    },
}

/// Where a database is and how it is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Database {
    /// Where its rows are.
    pub source: DatabaseSource,
    /// Its schema as `plainquery introspect` writes it; `None` reads it from the database.
    pub catalog: Option<PathBuf>,
    /// "Today", time zone, calendar and schemas (TOML, like `datasets/demo/settings.toml`).
    pub settings: Option<PathBuf>,
    /// Who may read what (the validator's policy, TOML).
    pub policy: Option<PathBuf>,
}

/// Where a database's rows are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatabaseSource {
    /// A file of `SQLite`'s.
    SqliteFile(PathBuf),
    /// Scripts from which a file is built, in this order.
    SqliteScripts(Vec<PathBuf>),
    /// A database of `PostgreSQL`, by the environment variable that holds its connection string.
    Postgres {
        /// Such as `DATABASE_URL`.
        url_variable: String,
        /// The database's name on that server, in place of the connection string's own.
        database: Option<String>,
    },
    /// Nothing is at hand: only a running service reaches it, and results stand in the dataset.
    Remote(Dialect),
}

impl DatabaseSource {
    /// The dialect of its SQL.
    pub fn dialect(&self) -> Dialect {
        match self {
            Self::SqliteFile(_) | Self::SqliteScripts(_) => Dialect::Sqlite,
            Self::Postgres { .. } => Dialect::Postgres,
            Self::Remote(dialect) => *dialect,
        }
    }
}

impl Dataset {
    /// Leaves out the items whose database only a running service reaches, and counts them as missing.
    #[must_use]
    pub fn at_hand(self) -> Self {
        self.without(|source| matches!(source, DatabaseSource::Remote(_)))
    }

    /// Leaves out the items whose connection string is not in the environment, and counts them as missing.
    #[must_use]
    pub fn with_connection_strings(self, environment: impl Fn(&str) -> Option<String>) -> Self {
        self.without(|source| match source {
            DatabaseSource::Postgres { url_variable, .. } => environment(url_variable).is_none(),
            _ => false,
        })
    }

    fn without(mut self, is_missing: impl Fn(&DatabaseSource) -> bool) -> Self {
        let databases = self.databases.iter();
        let missing: BTreeSet<String> = databases
            .filter(|(_, database)| is_missing(&database.source))
            .map(|(name, _)| name.clone())
            .collect();
        for item in &self.items {
            if missing.contains(&item.database) {
                *self.missing.entry(item.database.clone()).or_default() += 1;
            }
        }
        self.retain(|item| !missing.contains(&item.database));
        self
    }

    /// What was left out and why, in a sentence a database.
    pub fn missing_notes(&self) -> impl Iterator<Item = String> {
        self.missing.iter().map(|(database, items)| {
            let source = self.databases.get(database).map(|it| &it.source);
            let why = match source {
                Some(DatabaseSource::Postgres { url_variable, .. }) => format!(
                    "{url_variable} is not set, which holds the connection string of the database \
                     {database}"
                ),
                Some(DatabaseSource::Remote(_)) => {
                    format!(
                        "only a running service reaches the database {database}; give its --url"
                    )
                }
                _ => format!("the database {database} is not there"),
            };
            format!("{items} questions are left out: {why}")
        })
    }

    /// Keeps the items that are wanted, each with its place.
    pub fn retain(&mut self, is_wanted: impl Fn(&Item) -> bool) {
        let mut position = 0;
        let items = &self.items;
        self.places.retain(|_| {
            position += 1;
            items.get(position - 1).is_some_and(&is_wanted)
        });
        self.items.retain(is_wanted);
    }

    /// The place of an item, by its position in `items`, in the benchmark's own order.
    pub fn place(&self, position: usize) -> usize {
        self.places.get(position).copied().unwrap_or(position)
    }

    /// All questions, those without a database included.
    pub fn question_count(&self) -> usize {
        self.items.len() + self.missing.values().sum::<usize>()
    }

    /// The items as conversations: a first question and what follows it, directly or not, each by its
    /// position. Conversations are independent of each other.
    pub fn conversations(&self) -> Vec<Vec<usize>> {
        let items = self.items.iter();
        conversations(items.map(|item| (item.id.as_str(), item.follows.as_deref())))
    }
}

/// Conversations of questions, each with its id and the one that it follows; see
/// [`Dataset::conversations`].
pub fn conversations<'a>(
    questions: impl Iterator<Item = (&'a str, Option<&'a str>)>,
) -> Vec<Vec<usize>> {
    let mut conversation_of: BTreeMap<&str, usize> = BTreeMap::new();
    let mut conversations: Vec<Vec<usize>> = Vec::new();
    for (position, (id, follows)) in questions.enumerate() {
        let earlier = follows.and_then(|followed| conversation_of.get(followed).copied());
        let conversation = earlier.unwrap_or_else(|| {
            conversations.push(Vec::new());
            conversations.len() - 1
        });
        conversations[conversation].push(position);
        conversation_of.insert(id, conversation);
    }
    conversations
}
