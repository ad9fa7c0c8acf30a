//! defog's questions (defog-ai/sql-eval): a CSV with several gold queries for a question, over Postgres
//! databases.

use std::{cmp::Reverse, path::Path};

use serde::Deserialize;

use super::{
    DatabaseSource, Dataset, Expectation, Item,
    source::{ReadError, dataset},
};

/// A connection string to the server; the database's name is put in its place.
pub const URL_VARIABLE: &str = "DEFOG_DATABASE_URL";

#[derive(Deserialize)]
struct Entry {
    question: String,
    query: String,
    db_name: String,
    #[serde(default)]
    query_category: String,
    #[serde(default)]
    instructions: String,
}

/// Reads a file such as `questions_gen_postgres.csv`. Its databases are those of the server of
/// [`URL_VARIABLE`], by their names.
pub fn read(file: &Path) -> Result<Dataset, ReadError> {
    let failed = |source| ReadError::Csv {
        path: file.to_owned(),
        source,
    };
    let mut entries: Vec<Entry> = Vec::new();
    for entry in csv::Reader::from_path(file).map_err(failed)?.deserialize() {
        entries.push(entry.map_err(failed)?);
    }
    let name = "defog".to_owned();
    let items = entries
        .into_iter()
        .enumerate()
        .map(|(position, entry)| Item {
            id: format!("{name}-{position}"),
            database: entry.db_name,
            question: entry.question,
            follows: None,
            expectation: Expectation::Sql {
                gold: alternatives(&entry.query),
                is_ordered: None,
            },
            hardness: None,
            tags: Some(entry.query_category)
                .filter(|category| !category.is_empty())
                .into_iter()
                .collect(),
            evidence: Some(entry.instructions).filter(|text| !text.trim().is_empty()),
            role: None,
            tenant: None,
            forbidden_values: Vec::new(),
        })
        .collect();
    let has_address = std::env::var_os(URL_VARIABLE).is_some();
    let find = |database: &str| {
        has_address.then(|| DatabaseSource::Postgres {
            url_variable: URL_VARIABLE.to_owned(),
            database: Some(database.to_owned()),
        })
    };
    Ok(dataset(name, items, find))
}

/// All gold queries of a field, as defog's own evaluation makes them (`get_all_minimal_queries`): queries
/// are parted by semicolons; of `{a, b}` any columns will do, so each choice of at least one becomes a
/// query, smaller ones first; `GROUP BY {}` behind it takes the same columns. Only a query's first
/// braces are looked at, and a semicolon in a literal parts queries too.
pub fn alternatives(field: &str) -> Vec<String> {
    field
        .split(';')
        .map(str::trim)
        .filter(|query| !query.is_empty())
        .flat_map(|query| match braces(query) {
            None => vec![query.to_owned()],
            Some((before, columns, after)) => expanded(before, columns, after),
        })
        .collect()
}

fn braces(query: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = query.split_once('{')?;
    let (columns, after) = rest.split_once('}')?;
    Some((before, columns, after))
}

fn expanded(before: &str, columns: &str, after: &str) -> Vec<String> {
    let columns: Vec<&str> = columns.split(',').collect();
    let mut choices: Vec<u32> = (1..1 << columns.len().min(16)).collect();
    // By size, then as itertools.combinations gives them: by position.
    choices.sort_by_key(|choice| (choice.count_ones(), Reverse(choice.reverse_bits())));
    choices
        .into_iter()
        .map(|choice| {
            let chosen: Vec<&str> = columns
                .iter()
                .enumerate()
                .filter(|(at, _)| choice & (1 << at) != 0)
                .map(|(_, column)| *column)
                .collect();
            let chosen = chosen.join(", ");
            let after = after.replace("GROUP BY {}", &format!("GROUP BY {chosen}"));
            format!("{before}{chosen}{after}")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::alternatives;

    #[test]
    fn queries_are_expanded_as_in_defogs_evaluation() {
        // What its get_all_minimal_queries gives.
        assert_eq!(alternatives("SELECT a FROM t;"), ["SELECT a FROM t"]);
        assert_eq!(
            alternatives("SELECT {a,b}, n FROM t GROUP BY {};SELECT c FROM t"),
            [
                "SELECT a, n FROM t GROUP BY a",
                "SELECT b, n FROM t GROUP BY b",
                "SELECT a, b, n FROM t GROUP BY a, b",
                "SELECT c FROM t",
            ]
        );
        assert_eq!(
            alternatives("SELECT {a, b, c} FROM t"),
            [
                "SELECT a FROM t",
                "SELECT  b FROM t",
                "SELECT  c FROM t",
                "SELECT a,  b FROM t",
                "SELECT a,  c FROM t",
                "SELECT  b,  c FROM t",
                "SELECT a,  b,  c FROM t",
            ]
        );
        assert_eq!(alternatives("SELECT {} FROM t"), ["SELECT  FROM t"]);
    }
}
