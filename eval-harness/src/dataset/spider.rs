//! Spider 1.0 (Yu et al., 2018) and what has its form: Spider-Syn, Spider-DK, Spider-Realistic. A split
//! is a JSON file of that name; `train` is `train_spider.json` and `train_others.json`.

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
};

use super::{
    DatabaseSource, Dataset, Expectation, Item,
    source::{ReadError, dataset, read_json, sqlite_file},
};
use crate::{
    spider::{
        dataset::{DatasetError, Item as SpiderItem, split_files},
        hardness::Hardness,
        official::mended,
        parse::parse,
        schema::Schema,
    },
    sqlite::Database,
};

/// Reads a split. Databases lie in `databases`, which is `database/` of the benchmark's folder where
/// nothing else is said. Hardness is the official one.
pub fn read(root: &Path, split: &str, databases: Option<&Path>) -> Result<Dataset, ReadError> {
    let files = split_files(root, split).map_err(|error| match error {
        DatasetError::Read { path, source } => ReadError::Read { path, source },
        _ => ReadError::NoSplit {
            root: root.to_owned(),
            split: split.to_owned(),
            expected: vec![format!("{split}.json")],
        },
    })?;
    let mut entries: Vec<SpiderItem> = Vec::new();
    for file in files {
        entries.extend(read_json::<Vec<SpiderItem>>(&file)?);
    }
    let folders = database_folders(root, databases);
    let mut levels = Levels::new(folders.clone());
    let name = format!("spider-{split}");
    let items = entries
        .into_iter()
        .enumerate()
        .map(|(position, entry)| Item {
            id: format!("{name}-{position}"),
            hardness: levels.hardness(&entry.db_id, &entry.query),
            database: entry.db_id,
            question: entry.question,
            follows: None,
            expectation: Expectation::Sql {
                gold: vec![mended(&entry.query)],
                is_ordered: None,
            },
            tags: Vec::new(),
            evidence: None,
            role: None,
            tenant: None,
            forbidden_values: Vec::new(),
        })
        .collect();
    let find = |name: &str| sqlite_file(&folders, name).map(DatabaseSource::SqliteFile);
    Ok(dataset(name, items, find))
}

/// Where databases may lie.
pub(super) fn database_folders(root: &Path, databases: Option<&Path>) -> Vec<PathBuf> {
    match databases {
        Some(folder) => vec![folder.to_owned()],
        None => vec![root.join("database")],
    }
}

/// The official hardness, which needs the tables of each database.
pub(super) struct Levels {
    folders: Vec<PathBuf>,
    schemas: HashMap<String, Option<Schema>>,
}

impl Levels {
    pub(super) fn new(folders: Vec<PathBuf>) -> Self {
        Self {
            folders,
            schemas: HashMap::new(),
        }
    }

    /// `None` where there is no database, or the query is not of the official form.
    pub(super) fn hardness(&mut self, database: &str, query: &str) -> Option<String> {
        let schema = self
            .schemas
            .entry(database.to_owned())
            .or_insert_with(|| schema(&self.folders, database));
        let query = parse(query, schema.as_ref()?).ok()?;
        Some(Hardness::of(&query).label().to_owned())
    }
}

fn schema(folders: &[PathBuf], database: &str) -> Option<Schema> {
    let file = sqlite_file(folders, database)?;
    let tables = Database::open(&file).ok()?.tables().ok()?;
    Some(Schema::new(tables))
}
