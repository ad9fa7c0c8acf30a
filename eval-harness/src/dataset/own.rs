//! The project's own format: suites in TOML or JSON lines, or a folder of them. `datasets/README.md`
//! describes it for those who write one; [`crate::suite`] reads a file, this module makes a dataset.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use plainquery_core::Dialect;
use plainquery_wire::ask::Outcome;
use thiserror::Error;

use super::{Database, DatabaseSource, Dataset, Expectation, Item};
use crate::expected::{ExpectedError, ExpectedResults};
use crate::suite::{Case, DatabaseSection, Suite, SuiteError};

/// What a folder's suite is called, in the order in which they are looked for.
const SUITE_FILES: [&str; 2] = ["questions.toml", "questions.jsonl"];

/// Suites that make no dataset.
#[derive(Debug, Error)]
pub enum OwnError {
    /// A suite cannot be used.
    #[error(transparent)]
    Suite(#[from] SuiteError),
    /// A suite without a database needs the rows of its gold SQL.
    #[error(
        "{} has gold SQL and no [database]: say where its database is, or put the rows beside it",
        suite.display()
    )]
    Rows {
        /// The suite.
        suite: PathBuf,
        /// What is wrong with the rows.
        source: ExpectedError,
    },
    /// A folder cannot be read.
    #[error("cannot read the folder {}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A folder without suites.
    #[error(
        "{} has no questions.toml or questions.jsonl, nor has a folder in it",
        path.display()
    )]
    NoSuite {
        /// The folder.
        path: PathBuf,
    },
    /// A file beside a database that is not there.
    #[error("{}: the {what} {} is not there: check the path, which is relative to the suite", suite.display(), file.display())]
    NoFile {
        /// The suite.
        suite: PathBuf,
        /// Such as "policy".
        what: &'static str,
        /// The file.
        file: PathBuf,
    },
    /// An id in two suites.
    #[error(
        "{}: question \"{id}\" is in {} too: ids are unique over all suites of a folder, so begin \
         them with the suite's name",
        suite.display(),
        earlier.display()
    )]
    IdTwice {
        /// The suite.
        suite: PathBuf,
        /// The suite that has it too.
        earlier: PathBuf,
        /// The id.
        id: String,
    },
    /// Two databases of one name.
    #[error(
        "{}: another suite of the folder has another database with the name \"{name}\": give one of \
         the two a name of its own in [database]",
        suite.display()
    )]
    DatabaseTwice {
        /// The suite.
        suite: PathBuf,
        /// The name.
        name: String,
    },
}

/// Reads a suite's file, the suite of a folder (`questions.toml` or `questions.jsonl`), or all suites
/// of a folder's folders as one dataset, in the order of their names.
pub fn read(path: &Path) -> Result<Dataset, OwnError> {
    if !path.is_dir() {
        return read_suite(path);
    }
    if let Some(file) = suite_of(path) {
        return read_suite(&file);
    }
    let files: Vec<PathBuf> = subfolders(path)?
        .iter()
        .filter_map(|folder| suite_of(folder))
        .collect();
    if files.is_empty() {
        return Err(OwnError::NoSuite {
            path: path.to_owned(),
        });
    }
    let mut merged = Merged::default();
    for file in files {
        merged.add(read_suite(&file)?, file)?;
    }
    merged.dataset.name = name_of(path);
    Ok(merged.dataset)
}

fn suite_of(folder: &Path) -> Option<PathBuf> {
    let files = SUITE_FILES.iter().map(|name| folder.join(name));
    files.into_iter().find(|file| file.is_file())
}

fn subfolders(path: &Path) -> Result<Vec<PathBuf>, OwnError> {
    let entries = std::fs::read_dir(path).and_then(Iterator::collect::<std::io::Result<Vec<_>>>);
    let entries = entries.map_err(|source| OwnError::Folder {
        path: path.to_owned(),
        source,
    })?;
    let mut folders: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    folders.sort();
    Ok(folders)
}

/// Suites put together.
#[derive(Default)]
struct Merged {
    dataset: Dataset,
    suite_by_id: BTreeMap<String, PathBuf>,
}

impl Merged {
    fn add(&mut self, suite: Dataset, file: PathBuf) -> Result<(), OwnError> {
        for item in &suite.items {
            if let Some(earlier) = self.suite_by_id.insert(item.id.clone(), file.clone()) {
                return Err(OwnError::IdTwice {
                    suite: file,
                    earlier,
                    id: item.id.clone(),
                });
            }
        }
        for (name, database) in suite.databases {
            let earlier = self.dataset.databases.get(&name);
            if earlier.is_some_and(|earlier| *earlier != database) {
                return Err(OwnError::DatabaseTwice { suite: file, name });
            }
            self.dataset.databases.insert(name, database);
        }
        for (name, count) in suite.missing {
            *self.dataset.missing.entry(name).or_default() += count;
        }
        self.dataset.items.extend(suite.items);
        Ok(())
    }
}

/// The name of a folder.
fn name_of(folder: &Path) -> String {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let name = absolute.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// Where a suite's file is, in words that names are made of.
struct Place<'a> {
    file: &'a Path,
    folder: &'a Path,
}

fn read_suite(file: &Path) -> Result<Dataset, OwnError> {
    let suite = Suite::load(file)?;
    let place = Place {
        file,
        // The parent of a bare name is the empty path, which is no folder's.
        folder: file
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty())
            .unwrap_or(Path::new(".")),
    };
    let folder_name = name_of(place.folder);
    let database_name = suite
        .database
        .as_ref()
        .and_then(|database| database.name.as_ref())
        .or(suite.name.as_ref())
        .unwrap_or(&folder_name)
        .clone();
    let name = suite
        .name
        .clone()
        .unwrap_or_else(|| place.default_name(&folder_name));
    let (database, expectations) = match &suite.database {
        Some(section) => (
            place.database(section)?,
            suite.questions.iter().map(expectation_of_query).collect(),
        ),
        None => (
            Database {
                source: DatabaseSource::Remote(Dialect::Postgres),
                catalog: None,
                settings: None,
                policy: None,
            },
            place.expectations_of_rows(&suite)?,
        ),
    };
    if !is_there(&database.source) {
        return Ok(Dataset {
            name,
            missing: BTreeMap::from([(database_name, suite.questions.len())]),
            ..Dataset::default()
        });
    }
    let items = suite.questions.into_iter().zip(expectations);
    Ok(Dataset {
        name,
        items: items
            .map(|(case, expectation)| item(case, expectation, &database_name))
            .collect(),
        databases: BTreeMap::from([(database_name, database)]),
        missing: BTreeMap::new(),
        places: Vec::new(),
    })
}

/// A connection string is looked for when the database is opened, not here.
fn is_there(source: &DatabaseSource) -> bool {
    match source {
        DatabaseSource::SqliteFile(file) => file.is_file(),
        DatabaseSource::SqliteScripts(scripts) => scripts.iter().all(|script| script.is_file()),
        DatabaseSource::Postgres { .. } | DatabaseSource::Remote(_) => true,
    }
}

impl Place<'_> {
    /// The folder's name, and the file's where it is not the folder's main suite.
    fn default_name(&self, folder_name: &str) -> String {
        let stem = self.file.file_stem().unwrap_or_default().to_string_lossy();
        if stem == "questions" {
            folder_name.to_owned()
        } else {
            format!("{folder_name}-{stem}")
        }
    }

    fn database(&self, section: &DatabaseSection) -> Result<Database, OwnError> {
        let source = if let Some(scripts) = &section.scripts {
            let scripts = scripts.iter().map(|script| self.folder.join(script));
            DatabaseSource::SqliteScripts(scripts.collect())
        } else if let Some(file) = &section.file {
            DatabaseSource::SqliteFile(self.folder.join(file))
        } else {
            DatabaseSource::Postgres {
                url_variable: section.postgres.clone().unwrap_or_default(),
                database: None,
            }
        };
        Ok(Database {
            source,
            catalog: self.beside("catalog", section.catalog.as_deref())?,
            settings: self.beside("settings file", section.settings.as_deref())?,
            policy: self.beside("policy", section.policy.as_deref())?,
        })
    }

    /// A file that must be there: without its policy a suite would measure something else.
    fn beside(&self, what: &'static str, file: Option<&Path>) -> Result<Option<PathBuf>, OwnError> {
        let Some(file) = file else {
            return Ok(None);
        };
        let path = self.folder.join(file);
        if path.is_file() {
            Ok(Some(path))
        } else {
            Err(OwnError::NoFile {
                suite: self.file.to_owned(),
                what,
                file: path,
            })
        }
    }

    /// Where no database is at hand, rows stand for the gold SQL: `<stem>.expected.json`, or
    /// `expected.json`.
    fn expectations_of_rows(&self, suite: &Suite) -> Result<Vec<Expectation>, OwnError> {
        let own = self.file.with_extension("expected.json");
        let path = if own.is_file() {
            own
        } else {
            self.folder.join("expected.json")
        };
        let rows = ExpectedResults::load(&path, suite).map_err(|source| OwnError::Rows {
            suite: self.file.to_owned(),
            source,
        })?;
        let expectation = |case: &Case| match rows.get(&case.id) {
            Some(result) if case.outcome == Outcome::Answer => Expectation::Rows {
                columns: result.columns.clone(),
                rows: result.rows.clone(),
                is_ordered: case.ordered,
            },
            _ => expectation_of_query(case),
        };
        Ok(suite.questions.iter().map(expectation).collect())
    }
}

fn expectation_of_query(case: &Case) -> Expectation {
    if case.outcome != Outcome::Answer {
        return Expectation::NoAnswer {
            outcome: case.outcome,
            is_strict: case.strict_outcome,
            reason: case.reason.clone(),
        };
    }
    match &case.rows {
        Some(rows) => Expectation::Rows {
            columns: case.columns.clone(),
            rows: rows.clone(),
            is_ordered: case.ordered,
        },
        None => Expectation::Sql {
            gold: case.gold_sql.clone(),
            is_ordered: Some(case.ordered),
        },
    }
}

fn item(case: Case, expectation: Expectation, database: &str) -> Item {
    Item {
        id: case.id,
        database: database.to_owned(),
        question: case.question,
        follows: case.follows,
        expectation,
        hardness: case.hardness,
        tags: case.tags,
        evidence: case.evidence,
        role: case.role,
        tenant: case.tenant,
        forbidden_values: case.forbidden_values,
    }
}

#[cfg(test)]
mod tests;
