//! What is admitted is SQL: a real server plans the print of every analysis.

use std::fmt::Write as _;

use plainquery_catalog::Catalog;
use plainquery_core::{Dialect, TypeClass};
use plainquery_sql::validate;

use crate::fixtures::{Fixture, fixtures};
use crate::support::server::Server;
use crate::{file, fixture};

/// What a later Postgres has than the one that tests run on: a function, and casts of bytes to numbers.
const LATER: &[&str] = &["any_value(", "CAST(blob AS bigint)"];

/// The catalog whose columns have the types that it says, where the others have one for each class.
const TYPED: &str = "kinds";

/// The tables of a catalog, in a database of its name.
fn tables(name: &str, catalog: &Catalog) -> String {
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let mut sql = String::new();
    if name == TYPED {
        sql.push_str("CREATE TYPE enum AS ENUM ('good', 'bad');\n");
        sql.push_str("CREATE TYPE shop.pair AS (a integer, b integer);\n");
    }
    for relation in &catalog.relations {
        let columns: Vec<String> = relation
            .columns
            .iter()
            .map(|column| {
                let type_name = match column.class {
                    _ if name == TYPED && column.class != TypeClass::Array => &column.type_name,
                    TypeClass::Integer => "integer",
                    TypeClass::Decimal => "numeric",
                    TypeClass::Float => "double precision",
                    TypeClass::Boolean => "boolean",
                    TypeClass::Date => "date",
                    TypeClass::Time => "time",
                    TypeClass::Timestamp => "timestamp",
                    TypeClass::Interval => "interval",
                    TypeClass::Uuid => "uuid",
                    TypeClass::Json => "jsonb",
                    TypeClass::Array => "text[]",
                    TypeClass::Other => "inet",
                    _ => "text",
                };
                format!("{} {type_name}", quoted(&column.name))
            })
            .collect();
        let (schema, name) = (quoted(&relation.schema), quoted(&relation.name));
        let _ = writeln!(
            sql,
            "CREATE SCHEMA IF NOT EXISTS {schema};\nCREATE TABLE {schema}.{name} ({});",
            columns.join(", ")
        );
    }
    sql
}

#[test]
fn analyses_are_planned_by_a_server() {
    let Some(server) = Server::start() else {
        return;
    };
    let fixtures = fixtures();
    let mut script = String::new();
    for Fixture { catalog, name, .. } in &fixtures {
        if catalog.dialect == Dialect::Postgres && *name != "large" {
            script += &tables(name, catalog);
        }
    }
    let cases = file::read("allowed");
    let mut asked = 0;
    for (index, case) in cases.iter().enumerate() {
        let Fixture {
            catalog, policy, ..
        } = fixture(&fixtures, case);
        let is_later = LATER.iter().any(|name| case.sql.contains(name));
        if catalog.dialect != Dialect::Postgres || is_later {
            continue;
        }
        // What a policy rewrites has parameters, and is planned as it was before.
        let query = validate(&case.sql, catalog, policy).expect("admitted");
        asked += 1;
        let _ = writeln!(
            script,
            "EXPLAIN {};\n\\echo asked {index} :SQLSTATE",
            query.plain_text()
        );
    }
    let output = server.psql(&script);
    let answers: Vec<(usize, &str)> = output
        .lines()
        .filter_map(|line| line.strip_prefix("asked ")?.split_once(' '))
        .filter_map(|(index, state)| Some((index.parse().ok()?, state)))
        .collect();
    assert_eq!(answers.len(), asked);
    let refused: Vec<String> = answers
        .iter()
        .filter(|(_, state)| *state != "00000")
        .map(|(index, state)| format!("{} ({state}): {}", cases[*index].place(), cases[*index].sql))
        .collect();
    println!("corpus: a server planned {asked} analyses");
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

/// The library that tests are linked with is built without them.
fn is_of_mathematics(why: &str) -> bool {
    ["acos", "ceil", "mod", "sqrt"]
        .iter()
        .any(|name| why.contains(&format!("no such function: {name}")))
}

#[test]
fn analyses_are_prepared_by_sqlite() {
    let connection = rusqlite::Connection::open_in_memory().expect("a database");
    let fixtures = fixtures();
    let mut refused = Vec::new();
    let mut asked = 0;
    let mut made = None;
    for case in file::read("allowed") {
        let Fixture {
            catalog,
            policy,
            name,
        } = fixture(&fixtures, &case);
        if catalog.dialect != Dialect::Sqlite {
            continue;
        }
        // No two of the catalogs hold a table of one name.
        if made != Some(*name) {
            let sql = tables(name, catalog).replace("CREATE SCHEMA IF NOT EXISTS \"main\";", "");
            let sql = sql.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS");
            // An array has no type there.
            connection
                .execute_batch(&sql.replace("text[]", "text"))
                .expect("tables");
            made = Some(*name);
        }
        let query = validate(&case.sql, catalog, policy).expect("admitted");
        asked += 1;
        if let Err(why) = connection.prepare(query.text())
            && !is_of_mathematics(&why.to_string())
        {
            refused.push(format!("{}: {why}: {}", case.place(), query.text()));
        }
    }
    println!("corpus: SQLite prepared {asked} analyses");
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}
