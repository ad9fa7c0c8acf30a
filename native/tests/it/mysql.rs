//! What is printed for `MySQL`, on a real server: `MariaDB`, which Debian has. It shares the grammar that is
//! used here, and shows that texts are read as meant whatever `sql_mode` says; where `MySQL` has functions
//! or types of its own, it shows nothing.

mod server;

use std::{fs, path::Path};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::{
    support::skip,
    validate_cli::{lines, path, run},
};
use server::Server;

const SCHEMA: &str = include_str!("mysql/schema.sql");

/// Ways in which a server may read quotes, `||` and backslashes.
const MODES: &[&str] = &[
    "",
    "ANSI_QUOTES",
    "PIPES_AS_CONCAT",
    "NO_BACKSLASH_ESCAPES",
    "IGNORE_SPACE,HIGH_NOT_PRECEDENCE",
    "ANSI,NO_BACKSLASH_ESCAPES",
];

/// The fewest cases whose rows are held against those of the text as it was written.
const MIN_COMPARED: usize = 100;

/// A catalog of the schema, as somebody would write it by hand.
fn catalog() -> Value {
    let tables = SCHEMA
        .lines()
        .filter_map(|line| line.strip_prefix("CREATE TABLE "));
    let relations: Vec<Value> = tables
        .map(|table| {
            let (name, columns) = table.split_once(" (").unwrap();
            let columns: Vec<Value> = columns
                .trim_end_matches(");")
                .replace(",2", ".2")
                .split(", ")
                .map(|column| {
                    let (name, type_name) = column.rsplit_once(' ').unwrap();
                    let (name, type_name) = match name.strip_suffix(" int PRIMARY") {
                        Some(name) => (name, "int"),
                        None => (name, type_name),
                    };
                    json!({"name": name.trim_matches('`'), "type_name": type_name, "class": class(type_name)})
                })
                .collect();
            json!({"schema": "shop", "name": name.trim_matches('`'), "columns": columns})
        })
        .collect();
    json!({"format": 1, "dialect": "mysql", "database": "shop", "relations": relations})
}

fn class(type_name: &str) -> &'static str {
    match type_name.split('(').next().unwrap() {
        "int" => "integer",
        "decimal" => "decimal",
        "double" => "float",
        "bool" => "boolean",
        "date" => "date",
        "datetime" => "timestamp",
        "json" => "json",
        _ => "text",
    }
}

struct Case {
    title: String,
    sql: String,
}

fn cases() -> Vec<Case> {
    let file =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/sql/tests/cases/mysql_admitted.sql");
    let text = fs::read_to_string(file).unwrap();
    text.split("-- case: ")
        .skip(1)
        .map(|part| {
            let (title, sql) = part.split_once('\n').unwrap();
            Case {
                title: title.to_owned(),
                sql: sql.trim().to_owned(),
            }
        })
        .collect()
}

/// Each case as `plainquery validate` prints it.
fn printed(cases: &[Case]) -> Vec<String> {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("catalog.json");
    fs::write(&file, catalog().to_string()).unwrap();
    let input: String = cases
        .iter()
        .map(|case| json!({ "sql": case.sql }).to_string() + "\n")
        .collect();
    let arguments = [
        "validate",
        "--dialect",
        "mysql",
        "--catalog",
        path(&file),
        "--jsonl",
    ];
    let output = run(&arguments, input.as_bytes());
    let verdicts = lines(&output);
    assert_eq!(verdicts.len(), cases.len());
    cases
        .iter()
        .zip(verdicts)
        .map(|(case, verdict)| match verdict["sql"].as_str() {
            Some(sql) => sql.to_owned(),
            None => panic!("{}: {verdict}", case.title),
        })
        .collect()
}

#[test]
fn what_is_printed_means_the_same_in_every_mode() {
    let cases = cases();
    let printed = printed(&cases);
    assert!(
        printed
            .iter()
            .all(|sql| !sql.contains('\\') && !sql.contains("||"))
    );
    let Some(server) = Server::start() else {
        return skip("no MariaDB server is installed");
    };
    let made = server.run(SCHEMA);
    assert!(made.status.success(), "{made:?}");
    let mut wrong = Vec::new();
    let mut compared = 0;
    for (case, sql) in cases.iter().zip(&printed) {
        if case.title.contains("only on MySQL") {
            continue;
        }
        let written = match server.rows("", &case.sql) {
            Ok(rows) => Some(rows),
            // The catalog's spelling of a table is found, whatever case the text has it in.
            Err(_) if case.title.contains("other case") => None,
            Err(error) => {
                wrong.push(format!("{}: as written: {error}", case.title));
                continue;
            }
        };
        let by_the_clock = case.title.contains("by the clock");
        for mode in MODES {
            match (server.rows(mode, sql), &written) {
                (Err(error), _) => {
                    wrong.push(format!("{} in {mode:?}: {error}\n{sql}", case.title));
                }
                (Ok(rows), Some(written)) if !by_the_clock && rows != *written => {
                    wrong.push(format!(
                        "{} in {mode:?}: {rows:?}, not {written:?}\n{sql}",
                        case.title
                    ));
                }
                (Ok(_), _) => {}
            }
        }
        compared += usize::from(written.is_some() && !by_the_clock);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared >= MIN_COMPARED, "{compared}");
}
