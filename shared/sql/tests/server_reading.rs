//! What is admitted runs on a real Postgres, as it was written and as it is printed, with one result.

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use plainquery_catalog::Catalog;
use plainquery_core::{Dialect, TypeClass};
use plainquery_sql::{Policy, validate};
use support::server::Server;
use support::{Case, cases, catalog};

const FILES: &[&str] = &["postgres_admitted.sql", "postgres_rows_admitted.sql"];

/// What makes a result differ from one run to the next.
const NOT_COMPARED: &[&str] = &[
    "now()",
    "current_date",
    "current_time",
    "random()",
    "localtime",
    "clock_timestamp",
    "gen_random_uuid",
    "statement_timestamp",
    "transaction_timestamp",
];

/// Functions of `json`, where the tables here have `jsonb`.
const OF_ANOTHER_TYPE: &[&str] = &["json_extract_path_text"];

fn read(name: &str) -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cases")
        .join(name);
    cases(&fs::read_to_string(path).expect("the case file"))
}

/// The tables of the catalog, each with three rows.
fn tables(catalog: &Catalog) -> String {
    let mut script = "CREATE SCHEMA shop; CREATE SCHEMA archive;\n".to_owned();
    for relation in &catalog.relations {
        let columns: Vec<String> = relation
            .columns
            .iter()
            .map(|column| {
                let name = column.name.replace('"', "\"\"");
                let type_name = match column.class {
                    TypeClass::Integer => "int",
                    TypeClass::Decimal => "numeric",
                    TypeClass::Float => "float8",
                    TypeClass::Boolean => "bool",
                    TypeClass::Date => "date",
                    TypeClass::Timestamp => "timestamp",
                    TypeClass::Json => "jsonb",
                    TypeClass::Array => "text[]",
                    _ => "text",
                };
                format!("\"{name}\" {type_name}")
            })
            .collect();
        let table = format!("\"{}\".\"{}\"", relation.schema, relation.name);
        let _ = writeln!(script, "CREATE TABLE {table} ({});", columns.join(", "));
        for row in 1..=3 {
            let values: Vec<String> = relation
                .columns
                .iter()
                .map(|column| value(column.class, row))
                .collect();
            let _ = writeln!(
                script,
                "INSERT INTO {table} VALUES ({});",
                values.join(", ")
            );
        }
    }
    script
}

fn value(class: TypeClass, row: u32) -> String {
    match class {
        TypeClass::Integer => row.to_string(),
        TypeClass::Decimal | TypeClass::Float => format!("{row}.5"),
        TypeClass::Boolean => (row > 1).to_string(),
        TypeClass::Date => format!("'2024-0{row}-15'"),
        TypeClass::Timestamp => format!("'2024-0{row}-15 10:00'"),
        TypeClass::Json => format!(r#"'{{"a": {row}, "parts": [{{"colour": "red"}}, {row}]}}'"#),
        TypeClass::Array => format!("ARRAY['new', 'b{row}', 'sale']"),
        _ => format!("'walking and talking {row}'"),
    }
}

#[test]
fn what_is_admitted_runs_and_means_the_same() {
    let Some(server) = Server::start() else {
        return;
    };
    let catalog = catalog(Dialect::Postgres);
    server.psql(&tables(&catalog));
    let mut script = "SET search_path = shop, pg_catalog;\n".to_owned();
    let mut titles = Vec::new();
    for file in FILES {
        for case in read(file) {
            let query = validate(&case.sql, &catalog, &Policy::default()).expect("admitted");
            let written = case.sql.trim().trim_end_matches(';');
            let _ = writeln!(
                script,
                "\\echo ¤\n{written}\n;\n\\echo ¦ :SQLSTATE\n{}\n;\n\\echo ¦ :SQLSTATE",
                query.text()
            );
            titles.push((format!("{file} {}", case.title), case.sql));
        }
    }
    let output = server.psql(&script);
    let results: Vec<&str> = output.split("¤\n").skip(1).collect();
    assert_eq!(results.len(), titles.len(), "each case has its result");
    let mut wrong = String::new();
    for (result, (title, sql)) in results.into_iter().zip(&titles) {
        let parts: Vec<&str> = result.split("¦ ").collect();
        let [written, first, second] = parts.as_slice() else {
            panic!("{title}: {result}");
        };
        let (first_state, printed) = first.split_once('\n').expect("a state");
        let second_state = second.trim();
        let is_compared = NOT_COMPARED
            .iter()
            .all(|word| !sql.to_lowercase().contains(word));
        let is_known = OF_ANOTHER_TYPE.iter().any(|name| sql.contains(name));
        if second_state != "00000" && !is_known {
            let _ = writeln!(
                wrong,
                "{title}: {first_state}, printed {second_state}\n{sql}"
            );
        } else if first_state != "00000" {
            eprintln!("{title}: only the print is for this server: {first_state}: {sql}");
        } else if is_compared && sorted(written) != sorted(printed) {
            let _ = writeln!(wrong, "{title}: {written}printed: {printed}{sql}");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Without an order the rows come as they may.
fn sorted(rows: &str) -> Vec<&str> {
    let mut rows: Vec<&str> = rows.lines().collect();
    rows.sort_unstable();
    rows
}
