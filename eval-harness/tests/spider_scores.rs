//! Scores over a small database made here: what each measure says of a prediction, and what becomes of
//! predictions that do anything else than read.

use std::{fs, num::NonZeroUsize, path::Path, time::Duration};

use plainquery_eval::spider::{
    dataset::Dataset,
    score::{ScoreOptions, Scored, score},
};
use rusqlite::Connection;
use serde_json::json;

const GOLD: &str = "SELECT name FROM singer WHERE age > 30 ORDER BY age";

/// A dataset of one database, two of whose singers are older than 30; its variant has none.
fn dataset(folder: &Path, questions: usize) -> Dataset {
    for (file, rows) in [
        (
            "database/band/band.sqlite",
            "(1, 'Ann', 41), (2, 'Ben', 35), (3, 'Cy', 20)",
        ),
        (
            "suite/band/band.sqlite",
            "(1, 'Ann', 41), (2, 'Ben', 35), (3, 'Cy', 20)",
        ),
        (
            "suite/band/variant.sqlite",
            "(1, 'Dee', 30), (2, 'Eve', 29), (3, 'Flo', 31)",
        ),
    ] {
        let path = folder.join(file);
        fs::create_dir_all(path.parent().expect("works on files of its own"))
            .expect("works on files of its own");
        let connection = Connection::open(path).expect("works on files of its own");
        let script = format!(
            "CREATE TABLE singer (singer_id INTEGER PRIMARY KEY, name TEXT, age INTEGER);
             INSERT INTO singer VALUES {rows};"
        );
        connection
            .execute_batch(&script)
            .expect("works on files of its own");
    }
    let items: Vec<_> = (0..questions)
        .map(|_| json!({"db_id": "band", "question": "Who is older than 30?", "query": GOLD}))
        .collect();
    let tables = json!([{
        "db_id": "band",
        "table_names_original": ["singer"],
        "column_names_original": [[-1, "*"], [0, "singer_id"], [0, "name"], [0, "age"]],
        "foreign_keys": [],
    }]);
    fs::write(folder.join("dev.json"), json!(items).to_string())
        .expect("works on files of its own");
    fs::write(folder.join("tables.json"), tables.to_string()).expect("works on files of its own");
    Dataset::read(folder, "dev").expect("works on files of its own")
}

fn scored(predictions: &[&str]) -> Scored {
    let folder = tempfile::TempDir::new().expect("works on files of its own");
    let dataset = dataset(folder.path(), predictions.len());
    let predictions: Vec<String> = predictions.iter().map(|&sql| sql.to_owned()).collect();
    let options = ScoreOptions {
        suite: Some(folder.path().join("suite")),
        jobs: NonZeroUsize::new(2).expect("works on files of its own"),
        timeout: Duration::from_millis(500),
    };
    let file = folder.path().join("database/band/band.sqlite");
    let before = fs::read(&file).expect("works on files of its own");
    let scored = score(&dataset, &predictions, &options).expect("works on files of its own");
    assert_eq!(
        fs::read(&file).expect("works on files of its own"),
        before,
        "a database was changed"
    );
    scored
}

#[test]
fn each_measure_has_its_own_verdict() {
    let cases = [
        (GOLD, (true, true, true)),
        // Values do not count for the exact match, and rows do not differ on one database.
        (
            "SELECT name FROM singer WHERE age > 25 ORDER BY age",
            (true, true, false),
        ),
        (
            "SELECT name FROM singer WHERE age >= 31 ORDER BY age",
            (false, true, true),
        ),
        (
            "SELECT name FROM singer WHERE age > 30 ORDER BY age DESC",
            (false, false, false),
        ),
        (
            "SELECT name FROM singer WHERE age > 30",
            (false, false, false),
        ),
        ("SELECT nobody FROM singer", (false, false, false)),
    ];
    let predictions: Vec<&str> = cases.iter().map(|(sql, _)| *sql).collect();
    let scored = scored(&predictions);
    assert!(scored.disputed.is_empty() && scored.missing.is_empty());
    for (verdict, (sql, expected)) in scored.verdicts.iter().zip(cases) {
        let found = (verdict.exact, verdict.exec, verdict.suite == Some(true));
        assert_eq!(found, expected, "{sql}");
    }
}

#[test]
fn hostile_predictions_are_wrong_items_and_nothing_more() {
    let long = format!("SELECT '{}'", "x".repeat(5_000_000));
    let hostile = [
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
        "SELECT count(*) FROM singer a, singer b, singer c, singer d, singer e, singer f, singer g, \
         singer h, singer i, singer j, singer k, singer l, singer m, singer n, singer o, singer p",
        "SELECT group_concat(hex(zeroblob(10000000))) FROM singer a, singer b, singer c",
        "ATTACH 'other.sqlite' AS other",
        "PRAGMA writable_schema = 1",
        "DELETE FROM singer",
        "SELECT load_extension('x')",
        "UPDATE singer SET age = 1",
        "DROP TABLE singer",
        "VACUUM INTO 'copy.sqlite'",
        "SELECT name FROM pragma_database_list",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000000) \
         SELECT max(a.i + b.i) FROM n a, n b",
        "SELECT hex(zeroblob(2000000000))",
        "SELECT printf('%.*c', 1000000000, 'x')",
        "SELECT instr(hex(zeroblob(1900000)), hex(zeroblob(900000)) || '1')",
        "SELECT replace(hex(zeroblob(1900000)), hex(zeroblob(900000)) || '1', '')",
        "SELECT rtrim(hex(zeroblob(1900000)), hex(randomblob(900000)) || '0')",
        "SELECT hex(zeroblob(1900000)) LIKE replace(hex(zeroblob(1000)), '0', '0%') || '1'",
        "SELECT \u{fffd} FROM singer",
        "",
        long.as_str(),
    ];
    let scored = scored(&hostile);
    assert_eq!(scored.verdicts.len(), hostile.len());
    for (verdict, sql) in scored.verdicts.iter().zip(hostile) {
        let reason = verdict.reason.as_deref().unwrap_or_default();
        assert!(!verdict.exec && verdict.suite == Some(false), "{verdict:?}");
        let sql: String = sql.chars().take(80).collect();
        assert!(reason.contains("fails on the database"), "{sql}: {reason}");
    }
}

#[test]
fn what_is_too_much_is_not_read() {
    // As the official script does, only the first statement runs; and no more rows are read than gold has.
    let scored = scored(&[
        "SELECT name FROM singer; DELETE FROM singer",
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n",
    ]);
    for verdict in &scored.verdicts {
        assert_eq!(
            verdict.reason.as_deref(),
            Some("other rows on the database")
        );
    }
}

#[test]
fn a_neighbour_s_greed_fails_no_other_query() {
    // All at once on two threads: each greedy query takes what memory there is, and gold must not fail.
    let greedy = "SELECT count(*) FROM (SELECT DISTINCT randomblob(3000000) FROM singer a, singer b, \
                  singer c, singer d, singer e, singer f)";
    let predictions: Vec<&str> = (0..8)
        .map(|at| if at % 2 == 0 { greedy } else { GOLD })
        .collect();
    let scored = scored(&predictions);
    assert!(scored.disputed.is_empty(), "{:?}", scored.disputed);
    for (at, verdict) in scored.verdicts.iter().enumerate() {
        assert_eq!(verdict.exec, at % 2 == 1, "{verdict:?}");
    }
}
