//! The gold queries of a Spider folder (`PLAINQUERY_SPIDER`), each read, bound, checked and printed:
//! a line of JSON with each one's time, `null` for those that are refused, and with the time that sqlparser
//! takes for reading it by itself. `scripts/bench-sql` compares it with sqlglot; `scripts/bench-wasm` with the
//! same in V8, for which catalogs and queries are written to the file that `PLAINQUERY_SPIDER_EXPORT` names.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;
use std::{env, fs};

use plainquery_catalog::{Catalog, Column, ForeignKey, Relation};
use plainquery_core::{Dialect, TypeClass};
use plainquery_sql::{Policy, validate};
use serde_json::{Value, json};
use sqlparser::dialect::SQLiteDialect;
use sqlparser::parser::Parser;

/// As the native programs have it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Each query is run so often; its fastest run counts.
const RUNS: usize = 7;

#[expect(clippy::print_stdout, reason = "the result")]
fn main() {
    let Ok(folder) = env::var("PLAINQUERY_SPIDER") else {
        eprintln!(
            "SKIPPED: PLAINQUERY_SPIDER names no folder with Spider's tables.json and dev.json"
        );
        return;
    };
    let count: usize = env::var("PLAINQUERY_SPIDER_QUERIES")
        .ok()
        .and_then(|count| count.parse().ok())
        .unwrap_or(1_000);
    let folder = Path::new(&folder);
    let catalogs: BTreeMap<String, Catalog> = read(&folder.join("tables.json"))
        .iter()
        .map(|database| (text(&database["db_id"]), catalog(database)))
        .collect();
    let policy = Policy::default();
    let mut times = Vec::new();
    let mut readings = Vec::new();
    let mut queries = Vec::new();
    for item in read(&folder.join("dev.json")).iter().take(count) {
        let Some(catalog) = catalogs.get(item["db_id"].as_str().unwrap_or_default()) else {
            continue;
        };
        let sql = text(&item["query"]);
        queries.push(json!({"database": catalog.database, "sql": sql}));
        if let Err(why) = validate(&sql, catalog, &policy) {
            eprintln!("{}: {sql}", why[0]);
            times.push("null".to_owned());
            readings.push("null".to_owned());
            continue;
        }
        let fastest = fastest(|| drop(black_box(validate(black_box(&sql), catalog, &policy))));
        times.push(fastest.to_string());
        let reading = self::fastest(|| {
            drop(black_box(Parser::parse_sql(
                &SQLiteDialect {},
                black_box(&sql),
            )));
        });
        readings.push(reading.to_string());
    }
    if let Ok(file) = env::var("PLAINQUERY_SPIDER_EXPORT") {
        let all = json!({"catalogs": catalogs, "queries": queries});
        fs::write(&file, all.to_string()).unwrap_or_else(|why| panic!("{file}: {why}"));
    }
    println!(
        "{{\"times_ns\": [{}], \"reading_ns\": [{}]}}",
        times.join(", "),
        readings.join(", ")
    );
}

/// The nanoseconds of the fastest run.
fn fastest(run: impl Fn()) -> u128 {
    let times = (0..RUNS).map(|_| {
        #[expect(clippy::disallowed_methods, reason = "a benchmark measures")]
        let start = Instant::now();
        run();
        start.elapsed().as_nanos()
    });
    times.min().unwrap_or_default()
}

fn read(path: &Path) -> Vec<Value> {
    let json = fs::read_to_string(path).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    serde_json::from_str(&json).unwrap_or_else(|why| panic!("{}: {why}", path.display()))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// A database of `tables.json`.
fn catalog(database: &Value) -> Catalog {
    let list = |name: &str| database[name].as_array().cloned().unwrap_or_default();
    let index = |value: &Value| {
        value
            .as_u64()
            .and_then(|index| usize::try_from(index).ok())
            .unwrap_or(usize::MAX)
    };
    let mut relations: Vec<Relation> = list("table_names_original")
        .iter()
        .map(|name| Relation {
            schema: "main".to_owned(),
            name: text(name),
            ..Relation::default()
        })
        .collect();
    // Where each column of the whole list lies: its table and its name.
    let mut places = Vec::new();
    for (column, class) in list("column_names_original")
        .iter()
        .zip(list("column_types"))
    {
        let place = (index(&column[0]), text(&column[1]));
        if let Some(relation) = relations.get_mut(place.0) {
            relation.columns.push(Column {
                name: place.1.clone(),
                class: match class.as_str() {
                    Some("number") => TypeClass::Integer,
                    Some("boolean") => TypeClass::Boolean,
                    _ => TypeClass::Text,
                },
                ..Column::default()
            });
        }
        places.push(place);
    }
    for key in list("foreign_keys") {
        let (Some(from), Some(to)) = (places.get(index(&key[0])), places.get(index(&key[1])))
        else {
            continue;
        };
        let referenced_table = relations.get(to.0).map(|table| table.name.clone());
        if let (Some(relation), Some(referenced_table)) =
            (relations.get_mut(from.0), referenced_table)
        {
            relation.foreign_keys.push(ForeignKey {
                name: String::new(),
                columns: vec![from.1.clone()],
                referenced_schema: "main".to_owned(),
                referenced_table,
                referenced_columns: vec![to.1.clone()],
            });
        }
    }
    Catalog {
        format: plainquery_catalog::model::FORMAT,
        dialect: Dialect::Sqlite,
        database: text(&database["db_id"]),
        relations,
    }
}
