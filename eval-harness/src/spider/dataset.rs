//! The benchmark's files, and those of its relatives that have the same form (Spider-Syn, Spider-DK,
//! Spider-Realistic).

use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use serde::{Deserialize, de::DeserializeOwned};
use thiserror::Error;

use super::schema::{KeyGroups, TablesEntry};

/// A file of the benchmark cannot be used.
#[derive(Debug, Error)]
pub enum DatasetError {
    /// It cannot be read.
    #[error("cannot read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// It is not of the benchmark's form.
    #[error("{} is not a file of Spider's form", path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// Where it differs.
        source: serde_json::Error,
    },
    /// There is no such split.
    #[error(
        "there is no split {split:?} in {}: expected {split}.json or, for train, train_spider.json",
        root.display()
    )]
    NoSplit {
        /// The folder.
        root: PathBuf,
        /// The split.
        split: String,
    },
    /// A file of predictions has another number of lines.
    #[error("{} has {found} predictions for {wanted} questions; one line a question is expected", path.display())]
    Predictions {
        /// The file.
        path: PathBuf,
        /// Its lines.
        found: usize,
        /// The questions.
        wanted: usize,
    },
}

/// A question with its gold query.
#[derive(Clone, Debug, Deserialize)]
pub struct Item {
    /// The database.
    pub db_id: String,
    /// The question. Spider-Syn has the original beside it.
    #[serde(alias = "SpiderSynQuestion")]
    pub question: String,
    /// The gold query.
    pub query: String,
}

/// A split with what is known of its databases.
#[derive(Clone, Debug)]
pub struct Dataset {
    /// The folder.
    pub root: PathBuf,
    /// In the file's order.
    pub items: Vec<Item>,
    keys: HashMap<String, KeyGroups>,
}

impl Dataset {
    /// Reads a split: `<split>.json`; `train` is `train_spider.json` and `train_others.json`.
    pub fn read(root: &Path, split: &str) -> Result<Self, DatasetError> {
        let mut items: Vec<Item> = Vec::new();
        for file in split_files(root, split)? {
            items.extend(read_json::<Vec<Item>>(&file)?);
        }
        Ok(Self {
            root: root.to_owned(),
            items,
            keys: read_keys(root)?,
        })
    }

    /// The columns of a database that count as one.
    pub fn keys(&self, db_id: &str) -> KeyGroups {
        self.keys.get(db_id).cloned().unwrap_or_default()
    }

    /// The database's file; it may be missing.
    pub fn database(&self, db_id: &str) -> PathBuf {
        let mut path = self.root.join("database").join(db_id);
        path.push(format!("{db_id}.sqlite"));
        path
    }

    /// One prediction a line, in the order of the items; a tab ends it. Bytes that are no UTF-8 become
    /// replacement characters.
    pub fn read_predictions(&self, path: &Path) -> Result<Vec<String>, DatasetError> {
        let bytes = fs::read(path).map_err(|source| DatasetError::Read {
            path: path.to_owned(),
            source,
        })?;
        let text = String::from_utf8_lossy(&bytes);
        let predictions: Vec<String> = text
            .lines()
            .map(|line| {
                line.trim()
                    .split('\t')
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            })
            .collect();
        if predictions.len() != self.items.len() {
            return Err(DatasetError::Predictions {
                path: path.to_owned(),
                found: predictions.len(),
                wanted: self.items.len(),
            });
        }
        Ok(predictions)
    }
}

/// The columns that count as one, by database, of `tables.json` in this folder.
pub fn read_keys(root: &Path) -> Result<HashMap<String, KeyGroups>, DatasetError> {
    let entries: Vec<TablesEntry> = read_json(&root.join("tables.json"))?;
    Ok(entries
        .iter()
        .map(|entry| (entry.db_id.clone(), KeyGroups::new(entry)))
        .collect())
}

pub(crate) fn split_files(root: &Path, split: &str) -> Result<Vec<PathBuf>, DatasetError> {
    let names = match split {
        "train" => vec![
            "train_spider.json".to_owned(),
            "train_others.json".to_owned(),
        ],
        _ => vec![format!("{split}.json")],
    };
    let files: Vec<PathBuf> = names
        .into_iter()
        .map(|name| root.join(name))
        .filter(|file| file.is_file())
        .collect();
    if files.is_empty() {
        return Err(DatasetError::NoSplit {
            root: root.to_owned(),
            split: split.to_owned(),
        });
    }
    Ok(files)
}

pub(crate) fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, DatasetError> {
    let bytes = fs::read(path).map_err(|source| DatasetError::Read {
        path: path.to_owned(),
        source,
    })?;
    serde_json::from_slice(&bytes).map_err(|source| DatasetError::Form {
        path: path.to_owned(),
        source,
    })
}

/// The variants of a database for test-suite execution, sorted by name.
pub fn variants(suite: &Path, db_id: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(suite.join(db_id)) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy().contains(".sqlite"))
        })
        .collect();
    files.sort();
    files
}
