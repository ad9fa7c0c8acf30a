//! `SParC` (Yu et al., 2019) and `CoSQL` (Yu et al., 2019): dialogues over Spider's databases, in which a
//! question follows the one before it.

use std::path::Path;

use serde::Deserialize;

use super::{
    DatabaseSource, Dataset, Expectation, Item,
    source::{ReadError, dataset, first_file, read_json, sqlite_file},
    spider::{Levels, database_folders},
};
use crate::spider::official::mended;

/// The benchmark's dialogues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Benchmark {
    /// `SParC`: `dev.json`, `train.json`.
    Sparc,
    /// `CoSQL`: `cosql_dev.json` and `cosql_train.json`, perhaps in `sql_state_tracking/`.
    Cosql,
}

impl Benchmark {
    /// As reports name it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Sparc => "sparc",
            Self::Cosql => "cosql",
        }
    }

    fn files(self, split: &str) -> Vec<String> {
        match self {
            Self::Sparc => vec![format!("{split}.json")],
            Self::Cosql => vec![
                format!("cosql_{split}.json"),
                format!("sql_state_tracking/cosql_{split}.json"),
                format!("{split}.json"),
            ],
        }
    }
}

#[derive(Deserialize)]
struct Dialogue {
    database_id: String,
    interaction: Vec<Turn>,
}

#[derive(Deserialize)]
struct Turn {
    utterance: String,
    query: String,
}

/// Reads a split. Databases lie in `databases`, which is `database/` of the benchmark's folder where
/// nothing else is said. An item's id is its dialogue's number and its own, both from 0.
pub fn read(
    benchmark: Benchmark,
    root: &Path,
    split: &str,
    databases: Option<&Path>,
) -> Result<Dataset, ReadError> {
    let file = first_file(root, split, &benchmark.files(split))?;
    let dialogues: Vec<Dialogue> = read_json(&file)?;
    let folders = database_folders(root, databases);
    let mut levels = Levels::new(folders.clone());
    let name = format!("{}-{split}", benchmark.label());
    let mut items = Vec::new();
    for (number, dialogue) in dialogues.into_iter().enumerate() {
        for (position, turn) in dialogue.interaction.into_iter().enumerate() {
            let id = |position: usize| format!("{name}-{number}-{position}");
            items.push(Item {
                id: id(position),
                hardness: levels.hardness(&dialogue.database_id, &turn.query),
                database: dialogue.database_id.clone(),
                question: turn.utterance,
                follows: position.checked_sub(1).map(id),
                expectation: Expectation::Sql {
                    gold: vec![mended(&turn.query)],
                    is_ordered: None,
                },
                tags: vec![format!("turn-{}", position + 1)],
                evidence: None,
                role: None,
                tenant: None,
                forbidden_values: Vec::new(),
            });
        }
    }
    let find = |name: &str| sqlite_file(&folders, name).map(DatabaseSource::SqliteFile);
    Ok(dataset(name, items, find))
}
