//! Answers that real servers gave; see `tests/fixtures`.

use plainquery_core::Table;

use crate::introspect::{postgres, sqlite};
use crate::{Catalog, Relation};

fn tables(json: &str) -> Vec<Table> {
    let answer: serde_json::Value = serde_json::from_str(json).unwrap();
    let results = answer["results"].as_array().unwrap();
    results
        .iter()
        .map(|result| Table {
            rows: serde_json::from_value(result["rows"].clone()).unwrap(),
            ..Table::default()
        })
        .collect()
}

pub(crate) fn postgres_introspection() -> Vec<Table> {
    tables(include_str!("../tests/fixtures/introspection.json"))
}

pub(crate) fn postgres_samples() -> Vec<Table> {
    tables(include_str!("../tests/fixtures/samples.json"))
}

pub(crate) fn sqlite_introspection() -> Vec<Table> {
    tables(include_str!("../tests/fixtures/sqlite-introspection.json"))
}

pub(crate) fn sqlite_samples() -> Vec<Table> {
    tables(include_str!("../tests/fixtures/sqlite-samples.json"))
}

/// The catalog of `tests/fixtures/tricky.sql`.
pub(crate) fn tricky() -> Catalog {
    postgres::assemble(&postgres_introspection()).unwrap()
}

/// The catalog of `tests/fixtures/sqlite.sql`.
pub(crate) fn sqlite_file() -> Catalog {
    sqlite::assemble("file", &sqlite_introspection()).unwrap()
}

pub(crate) fn named<'a>(catalog: &'a Catalog, name: &str) -> &'a Relation {
    let found = catalog.relations.iter().find(|r| r.name == name);
    found.unwrap_or_else(|| panic!("no relation {name}"))
}
