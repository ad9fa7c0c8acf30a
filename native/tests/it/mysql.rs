//! What is printed for `MySQL`, on real servers: `MySQL` itself and `MariaDB`.

mod policy;
mod server;

use std::{fs, path::Path};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::validate_cli::{lines, path, run};
use server::{Kind, Server, servers};

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

/// A catalog of the tables of a script, one a line, as somebody would write it by hand.
fn catalog(schema: &str, script: &str) -> Value {
    let tables = script
        .lines()
        .filter_map(|line| line.strip_prefix("CREATE TABLE "));
    let relations: Vec<Value> = tables
        .map(|table| {
            let (name, columns) = table.split_once(" (").unwrap();
            let key = columns
                .contains(" PRIMARY KEY")
                .then(|| columns.split(' ').next().unwrap());
            let columns: Vec<Value> = columns
                .trim_end_matches(");")
                .split(", ")
                .map(|column| {
                    let (name, type_name) = column.split_once(' ').unwrap();
                    let type_name = type_name.trim_end_matches(" PRIMARY KEY");
                    let (class, labels) = class(type_name);
                    json!({"name": name.trim_matches('`'), "type_name": type_name, "class": class, "enum_values": labels})
                })
                .collect();
            json!({"schema": schema, "name": name.trim_matches('`'), "columns": columns, "primary_key": key.as_slice()})
        })
        .collect();
    json!({"format": 1, "dialect": "mysql", "database": "shop", "relations": relations})
}

/// What a type is, and the labels of an enumeration.
fn class(type_name: &str) -> (&'static str, Vec<&str>) {
    let (base, more) = type_name.split_once(['(', ' ']).unwrap_or((type_name, ""));
    let class = match base {
        "int" | "bigint" | "tinyint" => "integer",
        "decimal" => "decimal",
        "double" | "float" => "float",
        "bool" => "boolean",
        "date" => "date",
        "time" => "time",
        "datetime" | "timestamp" => "timestamp",
        "json" => "json",
        "blob" => "bytes",
        _ => "text",
    };
    let labels = match base {
        "enum" => more.trim_end_matches(')').split(',').collect(),
        _ => Vec::new(),
    };
    (
        class,
        labels
            .into_iter()
            .map(|label: &str| label.trim_matches('\''))
            .collect(),
    )
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
    fs::write(&file, catalog("shop", SCHEMA).to_string()).unwrap();
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
    for server in servers() {
        let compared = same_rows(server, &cases, &printed);
        eprintln!(
            "{:?}: {compared} cases with the same rows in {} modes",
            server.kind,
            MODES.len()
        );
        assert!(compared >= MIN_COMPARED, "{compared}");
    }
}

/// How many cases have the same rows as they were written and as they are printed, in every mode.
fn same_rows(server: &Server, cases: &[Case], printed: &[String]) -> usize {
    server.prepare(SCHEMA);
    let mut wrong = Vec::new();
    let mut compared = 0;
    for (case, sql) in cases.iter().zip(printed) {
        if case.title.contains("only on MySQL") && server.kind != Kind::Mysql {
            continue;
        }
        let written = match server.rows("shop", "", &case.sql, &[]) {
            Ok(rows) => Some(rows),
            // The catalog's spelling of a table is found, whatever case the text has it in.
            Err(_) if case.title.contains("other case") => None,
            Err(error) => {
                wrong.push(format!("{}: as written: {error}", case.title));
                continue;
            }
        };
        let by_the_clock = case.title.contains("by the clock");
        match server.rows_in_modes("", MODES, sql, &[]) {
            Err(error) => wrong.push(format!("{}: {error}\n{sql}", case.title)),
            Ok(results) => {
                assert_eq!(results.len(), MODES.len());
                for (mode, rows) in MODES.iter().zip(&results) {
                    let Some(written) = written.as_ref().filter(|_| !by_the_clock) else {
                        continue;
                    };
                    if rows.get(1..) != written.get(1..) {
                        wrong.push(format!(
                            "{} in {mode:?}: {rows:?}, not {written:?}\n{sql}",
                            case.title
                        ));
                    }
                }
            }
        }
        compared += usize::from(written.is_some() && !by_the_clock);
    }
    assert!(wrong.is_empty(), "{:?}: {}", server.kind, wrong.join("\n"));
    compared
}

/// The functions of the reviewed list, each with the fewest arguments.
fn reviewed_functions() -> Vec<(String, usize)> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/sql/src/functions/mysql.rs");
    let text = fs::read_to_string(file).unwrap();
    // Each stands as `("name", fewest, most, …)`; of `entry` the kind comes second.
    let parts = text.split('(').filter_map(|part| part.strip_prefix('"'));
    parts
        .map(|part| {
            let (name, rest) = part.split_once('"').unwrap();
            let mut numbers = rest.split(',').filter_map(|word| word.trim().parse().ok());
            (name.to_owned(), numbers.next().unwrap())
        })
        .collect()
}

/// What a server does not have itself is looked for among the functions of users, in the current database:
/// so the list holds no other, and whoever runs a text has no current database.
#[test]
fn the_reviewed_functions_are_the_servers_own() {
    let reviewed = reviewed_functions();
    assert!(reviewed.len() > 150, "{}", reviewed.len());
    for server in servers() {
        // The printer's own, and what MariaDB does not have.
        let missing: &[&str] = match server.kind {
            Kind::Mysql => &["like_escape"],
            Kind::MariaDb => &["any_value", "grouping", "like_escape", "regexp_like"],
        };
        server.prepare("CREATE DATABASE IF NOT EXISTS functions;");
        let mut found: Vec<&str> = Vec::new();
        for (name, fewest) in &reviewed {
            let arguments = vec!["NULL"; *fewest].join(", ");
            let asked = server.rows("functions", "", &format!("SELECT {name}({arguments})"), &[]);
            if asked.is_err_and(|error| error.contains("ERROR 1305")) {
                found.push(name);
            }
        }
        found.sort_unstable();
        assert_eq!(found, missing, "{:?}", server.kind);
    }
}

/// A planted function is not reached without a current database, whatever its name.
#[test]
fn without_a_current_database_no_function_of_a_user_is_found() {
    for server in servers() {
        server.prepare(
            "DROP DATABASE IF EXISTS planted;\nCREATE DATABASE planted;\nUSE planted;\n\
             CREATE FUNCTION lost(value text) RETURNS text DETERMINISTIC NO SQL RETURN 'planted';",
        );
        let told = |database| server.rows(database, "", "SELECT lost('x') AS told", &[]);
        assert_eq!(
            told("planted").unwrap(),
            ["told", "planted"],
            "{:?}",
            server.kind
        );
        let error = told("").unwrap_err();
        assert!(
            error.contains("ERROR 1046") || error.contains("ERROR 1305"),
            "{error}"
        );
    }
}
