//! Tables and columns as the official parser names them, and which columns stand for each other.

use std::collections::HashMap;

use serde::Deserialize;

/// The tables of a database in the order of its own list, all names in lower case.
#[derive(Clone, Debug, Default)]
pub struct Schema {
    tables: Vec<(String, Vec<String>)>,
}

impl Schema {
    /// A schema of (table, columns).
    pub fn new(tables: impl IntoIterator<Item = (String, Vec<String>)>) -> Self {
        let lower = |name: &String| name.to_lowercase();
        Self {
            tables: tables
                .into_iter()
                .map(|(table, columns)| (lower(&table), columns.iter().map(lower).collect()))
                .collect(),
        }
    }

    /// The tables' names.
    pub fn tables(&self) -> impl Iterator<Item = &str> {
        self.tables.iter().map(|(table, _)| table.as_str())
    }

    /// The columns of a table.
    pub fn columns(&self, table: &str) -> Option<&[String]> {
        self.tables
            .iter()
            .find(|(name, _)| name == table)
            .map(|(_, columns)| columns.as_slice())
    }

    /// The id of a column, where there is one.
    pub fn column_id(&self, table: &str, column: &str) -> Option<String> {
        let columns = self.columns(table)?;
        columns
            .iter()
            .any(|name| name == column)
            .then(|| column_id(table, column))
    }
}

/// The id of a column.
fn column_id(table: &str, column: &str) -> String {
    format!("__{table}.{column}__")
}

/// The id of a table.
pub fn table_id(table: &str) -> String {
    format!("__{table}__")
}

/// A database's entry in `tables.json`.
#[derive(Clone, Debug, Deserialize)]
pub struct TablesEntry {
    /// The database.
    pub db_id: String,
    /// (position of the table or -1, name).
    column_names_original: Vec<(i64, String)>,
    table_names_original: Vec<String>,
    /// Pairs of positions of columns.
    foreign_keys: Vec<(usize, usize)>,
}

/// Columns that foreign keys connect count as one; this says as which.
#[derive(Clone, Debug, Default)]
pub struct KeyGroups(HashMap<String, String>);

impl KeyGroups {
    /// The groups of a database. A pair joins the first group that holds either side, and groups are
    /// never merged, as the official script has it.
    pub fn new(entry: &TablesEntry) -> Self {
        let id = |position: usize| {
            let (table, column) = entry.column_names_original.get(position)?;
            let Ok(table) = usize::try_from(*table) else {
                return Some("__all__".to_owned());
            };
            let table = entry.table_names_original.get(table)?.to_lowercase();
            Some(column_id(&table, &column.to_lowercase()))
        };
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for &(from, to) in &entry.foreign_keys {
            let known = groups
                .iter_mut()
                .find(|group| group.contains(&from) || group.contains(&to));
            match known {
                Some(group) => group.extend([from, to]),
                None => groups.push(vec![from, to]),
            }
        }
        let mut representatives = HashMap::new();
        for group in groups {
            let first = group.iter().min().and_then(|&position| id(position));
            for position in group {
                if let (Some(column), Some(first)) = (id(position), &first) {
                    representatives.insert(column, first.clone());
                }
            }
        }
        Self(representatives)
    }

    /// The column that stands for this one.
    pub fn representative(&self, column: &str) -> Option<&str> {
        self.0.get(column).map(String::as_str)
    }
}
