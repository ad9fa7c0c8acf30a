//! Prints statements as the body of a batch, for the scripts in `tests/fixtures`:
//! `batch postgres|sqlite` those that read a schema, and with a file that holds their answer those
//! that read values of it.

#![expect(clippy::print_stdout, reason = "that is what it does")]

use std::{env, error, fs};

use plainquery_catalog::introspect::{postgres, sqlite};
use plainquery_catalog::{Catalog, SamplePolicy, SampleStatement, sample_statements};
use plainquery_core::{Table, ports::Statement};

fn main() -> Result<(), Box<dyn error::Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let statements = match *arguments.as_slice() {
        ["postgres"] => postgres::statements(&[]),
        ["sqlite"] => sqlite::statements(),
        ["postgres", path] => sampling(&postgres::assemble(&answer(path)?)?),
        ["sqlite", path] => sampling(&sqlite::assemble("", &answer(path)?)?),
        _ => return Err("usage: batch postgres|sqlite [ANSWER.json]".into()),
    };
    let queries: Vec<serde_json::Value> = statements
        .iter()
        .map(|s| serde_json::json!({"query": s.text, "params": s.parameters}))
        .collect();
    println!("{}", serde_json::json!({ "queries": queries }));
    Ok(())
}

fn sampling(catalog: &Catalog) -> Vec<Statement> {
    sample_statements(catalog, &SamplePolicy::default())
        .into_iter()
        .map(SampleStatement::into_statement)
        .collect()
}

fn answer(path: &str) -> Result<Vec<Table>, Box<dyn error::Error>> {
    let answer: serde_json::Value = serde_json::from_slice(&fs::read(path)?)?;
    let results = answer["results"].as_array().ok_or("no results")?;
    results
        .iter()
        .map(|result| {
            Ok(Table {
                rows: serde_json::from_value(result["rows"].clone())?,
                ..Table::default()
            })
        })
        .collect()
}
