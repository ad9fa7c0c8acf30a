//! A benchmark's files: what the readers share.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use serde::de::DeserializeOwned;
use thiserror::Error;

use super::{Database, DatabaseSource, Dataset, Item};

/// A benchmark's file cannot be used.
#[derive(Debug, Error)]
pub enum ReadError {
    /// It cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// It is not of the benchmark's form.
    #[error("{} is not of the benchmark's form", path.display())]
    Json {
        /// The file.
        path: PathBuf,
        /// Where it differs.
        source: serde_json::Error,
    },
    /// The same of a table.
    #[error("{} is not of the benchmark's form", path.display())]
    Csv {
        /// The file.
        path: PathBuf,
        /// Where it differs.
        source: csv::Error,
    },
    /// There is no such split.
    #[error("there is no split {split:?} in {}: expected {}", root.display(), expected.join(" or "))]
    NoSplit {
        /// The folder.
        root: PathBuf,
        /// The split.
        split: String,
        /// The files that were looked for.
        expected: Vec<String>,
    },
}

pub(super) fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, ReadError> {
    let bytes = fs::read(path).map_err(|source| ReadError::Read {
        path: path.to_owned(),
        source,
    })?;
    serde_json::from_slice(&bytes).map_err(|source| ReadError::Json {
        path: path.to_owned(),
        source,
    })
}

/// The first of these files that is there.
pub(super) fn first_file(
    root: &Path,
    split: &str,
    expected: &[String],
) -> Result<PathBuf, ReadError> {
    expected
        .iter()
        .map(|name| root.join(name))
        .find(|path| path.is_file())
        .ok_or_else(|| ReadError::NoSplit {
            root: root.to_owned(),
            split: split.to_owned(),
            expected: expected.to_vec(),
        })
}

/// `NAME/NAME.sqlite` in one of these folders.
pub(super) fn sqlite_file(folders: &[PathBuf], name: &str) -> Option<PathBuf> {
    folders
        .iter()
        .map(|folder| folder.join(name).join(format!("{name}.sqlite")))
        .find(|path| path.is_file())
}

/// A database with nothing beside it.
pub(super) fn bare(source: DatabaseSource) -> Database {
    Database {
        source,
        catalog: None,
        settings: None,
        policy: None,
    }
}

/// Puts a dataset together; items whose database is not there are left out and counted.
pub(super) fn dataset(
    name: String,
    items: Vec<Item>,
    find: impl Fn(&str) -> Option<DatabaseSource>,
) -> Dataset {
    let mut databases: BTreeMap<String, Option<Database>> = BTreeMap::new();
    let mut missing: BTreeMap<String, usize> = BTreeMap::new();
    let (places, items) = items
        .into_iter()
        .enumerate()
        .filter(|(_, item)| {
            let database = databases
                .entry(item.database.clone())
                .or_insert_with(|| find(&item.database).map(bare));
            if database.is_none() {
                *missing.entry(item.database.clone()).or_default() += 1;
            }
            database.is_some()
        })
        .unzip();
    Dataset {
        name,
        items,
        databases: databases
            .into_iter()
            .filter_map(|(name, database)| Some((name, database?)))
            .collect(),
        missing,
        places,
    }
}
