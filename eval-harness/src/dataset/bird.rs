//! BIRD (Li et al., 2023) and its Mini-Dev: `dev.json`, `train.json`, `mini_dev_sqlite.json` and the like,
//! with `<split>_databases/NAME/NAME.sqlite` beside them.

use std::path::{Path, PathBuf};

use plainquery_core::Dialect;
use serde::Deserialize;

use super::{
    DatabaseSource, Dataset, Expectation, Item,
    source::{ReadError, dataset, first_file, read_json, sqlite_file},
};

/// The connection string of Mini-Dev's one Postgres database.
pub const URL_VARIABLE: &str = "BIRD_DATABASE_URL";

#[derive(Deserialize)]
struct Entry {
    /// Not in the training set.
    question_id: Option<u64>,
    db_id: String,
    question: String,
    #[serde(default)]
    evidence: String,
    #[serde(rename = "SQL")]
    sql: String,
    difficulty: Option<String>,
}

/// Reads a split, the name of a JSON file. One whose name ends with `postgresql` has Postgres's SQL, and
/// its database is that of [`URL_VARIABLE`]; one that ends with `mysql` has `MySQL`'s, which cannot be
/// run here. An item's id ends with the benchmark's own number.
pub fn read(root: &Path, split: &str, databases: Option<&Path>) -> Result<Dataset, ReadError> {
    let expected = [
        format!("{split}.json"),
        format!("{split}/{split}.json"),
        format!("data/{split}.json"),
    ];
    let file = first_file(root, split, &expected)?;
    let entries: Vec<Entry> = read_json(&file)?;
    let name = format!("bird-{}", split.replace('_', "-"));
    let items = entries
        .into_iter()
        .enumerate()
        .map(|(position, entry)| item(&name, position, entry))
        .collect();
    let folders = database_folders(root, &file, databases);
    let has_address = std::env::var_os(URL_VARIABLE).is_some();
    let find = |database: &str| match dialect(split) {
        Dialect::Sqlite => sqlite_file(&folders, database).map(DatabaseSource::SqliteFile),
        // All tables of Mini-Dev lie in one database there.
        Dialect::Postgres => has_address.then(|| DatabaseSource::Postgres {
            url_variable: URL_VARIABLE.to_owned(),
            database: None,
        }),
        other @ (Dialect::Mysql | Dialect::Snowflake) => Some(DatabaseSource::Remote(other)),
    };
    Ok(dataset(name, items, find))
}

fn dialect(split: &str) -> Dialect {
    if split.ends_with("postgresql") {
        Dialect::Postgres
    } else if split.ends_with("mysql") {
        Dialect::Mysql
    } else {
        Dialect::Sqlite
    }
}

fn database_folders(root: &Path, file: &Path, databases: Option<&Path>) -> Vec<PathBuf> {
    if let Some(folder) = databases {
        return vec![folder.to_owned()];
    }
    [root, file.parent().unwrap_or(root)]
        .into_iter()
        .flat_map(|folder| {
            ["dev_databases", "train_databases", "databases"].map(|name| folder.join(name))
        })
        .collect()
}

fn item(name: &str, position: usize, entry: Entry) -> Item {
    let number = entry
        .question_id
        .map_or_else(|| position.to_string(), |id| id.to_string());
    Item {
        id: format!("{name}-{number}"),
        database: entry.db_id,
        question: entry.question,
        follows: None,
        expectation: Expectation::Sql {
            gold: vec![entry.sql],
            is_ordered: None,
        },
        hardness: entry.difficulty,
        tags: Vec::new(),
        evidence: Some(entry.evidence).filter(|evidence| !evidence.trim().is_empty()),
        role: None,
        tenant: None,
        forbidden_values: Vec::new(),
    }
}
