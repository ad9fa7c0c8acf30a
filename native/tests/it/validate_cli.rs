//! `plainquery validate`: texts and lines in, verdicts out.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::{Value, json};
use tempfile::TempDir;

/// A folder with a database and its catalog, as `introspect` writes it.
pub(crate) struct Shelf {
    folder: TempDir,
}

impl Shelf {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let shelf = Self { folder };
        let connection = rusqlite::Connection::open(shelf.file("shelf.db")).unwrap();
        connection
            .execute_batch(
                "CREATE TABLE author (id INTEGER PRIMARY KEY, country TEXT);
                 CREATE TABLE book (id INTEGER PRIMARY KEY, author_id INTEGER, price REAL);",
            )
            .unwrap();
        drop(connection);
        let url = format!("sqlite:{}", shelf.file("shelf.db").display());
        let printed = run(&["introspect", "--database-url", &url], b"");
        fs::write(shelf.catalog(), printed.stdout).unwrap();
        shelf
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn catalog(&self) -> PathBuf {
        self.file("catalog.json")
    }

    pub(crate) fn validate(&self, arguments: &[&str], input: &[u8]) -> Output {
        let catalog = self.catalog();
        let mut all = vec!["validate", "--catalog", path(&catalog)];
        all.extend(arguments);
        run(&all, input)
    }
}

pub(crate) fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

pub(crate) fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_plainquery"))
        .args(arguments)
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that has nothing to read may be gone already.
    drop(child.stdin.take().unwrap().write_all(input));
    child.wait_with_output().unwrap()
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

pub(crate) fn lines(output: &Output) -> Vec<Value> {
    text(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|_| panic!("{line}")))
        .collect()
}

#[test]
fn each_line_gives_a_verdict() {
    let shelf = Shelf::new();
    let input = r#"{"id": 7, "sql": "SELECT Country, count(*) AS n FROM author GROUP BY country", "more": 1}

{"id": {"a": 1}, "sql": "SELECT\n  contry, pagges FROM author"}"#;
    let output = shelf.validate(&["--jsonl"], input.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stderr), "");
    let verdicts = lines(&output);
    assert_eq!(
        verdicts[0],
        json!({
            "id": 7,
            "ok": true,
            "sql": "SELECT \"author\".\"country\", count(*) AS \"n\"\nFROM \"main\".\"author\" AS \"author\"\nGROUP BY \"author\".\"country\"\nLIMIT 1001",
            "parameters": [],
            "rules": [],
            "warnings": [],
            "tables": ["main.author"],
            "columns": [{"name": "country", "class": "text"}, {"name": "n", "class": "integer"}],
            "diagnostics": [],
        })
    );
    assert_eq!(verdicts[1]["id"], json!({"a": 1}));
    assert_eq!(verdicts[1]["ok"], false);
    assert_eq!(verdicts[1]["sql"], Value::Null);
    assert_eq!(verdicts[1]["rules"], json!(["unknown-column"]), "each once");
    let reasons = verdicts[1]["diagnostics"].as_array().unwrap();
    assert_eq!(reasons.len(), 2);
    assert_eq!(reasons[0]["suggestion"], "\"country\"");
    assert_eq!(
        reasons[0]["position"],
        json!({"offset_bytes": 9, "line": 2, "column": 3})
    );
    assert_eq!(verdicts.len(), 2);
}

#[test]
fn a_line_that_cannot_be_read_is_told_and_the_rest_is_checked() {
    let shelf = Shelf::new();
    let file = shelf.file("lines.jsonl");
    let input = b"{\"id\":1,\"sql\":\"SELECT 1\"}\n{\"id\":2,\n\xff\n[3,\"SELECT 1\"]\n{\"id\":4}\n{\"id\":5,\"sql\":5}\n{\"id\":6,\"sql\":\"SELECT 1\"}";
    fs::write(&file, input).unwrap();
    let output = shelf.validate(&["--jsonl", "--file", path(&file)], b"");
    assert_eq!(output.status.code(), Some(2));
    let verdicts = lines(&output);
    let told: Vec<_> = verdicts
        .iter()
        .map(|verdict| (&verdict["id"], &verdict["line"], &verdict["ok"]))
        .collect();
    let (null, yes) = (&Value::Null, &json!(true));
    assert_eq!(
        told,
        [
            (&json!(1), null, yes),
            (null, &json!(2), null),
            (null, &json!(3), null),
            (null, &json!(4), null),
            (&json!(4), &json!(5), null),
            (&json!(5), &json!(6), null),
            (&json!(6), null, yes),
        ]
    );
    let errors = text(&output.stderr);
    for words in [
        "line 2: not JSON",
        "line 3: not JSON",
        "line 4: not an object",
        "line 5: there is no \"sql\"",
        "line 6: \"sql\" is no text",
    ] {
        assert!(errors.contains(words), "{words}: {errors}");
    }
    assert_eq!(errors.lines().count(), 5);
}

#[test]
fn a_report_marks_the_place() {
    let shelf = Shelf::new();
    let output = shelf.validate(
        &["SELECT id FROM book", "SELECT\n\tid, prise FROM book"],
        b"",
    );
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        text(&output.stdout),
        "\
ok    1  reads main.book; yields id
        SELECT \"book\".\"id\"
        FROM \"main\".\"book\" AS \"book\"
        LIMIT 1001
FAIL  2
      unknown-column: no source has a column \"prise\"; did you mean \"price\"?
      2 | \\tid, prise FROM book
        |       ^
1 accepted, 1 refused
"
    );
    let output = shelf.validate(&["--max-rows", "5", "SELECT 1"], b"");
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).ends_with("LIMIT 6\n"));
}

#[test]
fn files_hold_many_texts() {
    let shelf = Shelf::new();
    let script =
        "-- the first; of three\nSELECT ';' AS x;\n\nSELECT price\nFROM shelf;\nSELECT 1 AS y\n";
    let file = shelf.file("reports.sql");
    fs::write(&file, script).unwrap();
    let of_file = shelf.validate(&["--file", path(&file)], b"");
    let of_input = shelf.validate(&[], script.as_bytes());
    assert_eq!(of_file, of_input);
    assert_eq!(of_file.status.code(), Some(1));
    let said = text(&of_file.stdout);
    for words in [
        "ok    1  reads no table; yields x",
        "FAIL  2 (line 4)",
        "unknown-relation: there is no table \"shelf\"\n      5 | FROM shelf\n        |      ^",
        "ok    3 (line 6)",
        "2 accepted, 1 refused",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}

#[test]
fn without_a_catalog_all_but_names_is_checked() {
    let arguments = [
        "validate",
        "--no-catalog",
        "--dialect",
        "postgres",
        "--jsonl",
    ];
    let input = r#"{"sql": "SELECT a, t.* FROM s.t, u"}
{"sql": "SELECT pg_read_file('x') FROM t"}
{"sql": "SELECT 1 FROM pg_class"}"#;
    let output = run(&arguments, input.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let verdicts = lines(&output);
    assert_eq!(verdicts[0]["tables"], json!(["u", "s.t"]));
    assert_eq!(verdicts[0]["columns"][1]["name"], "*");
    assert_eq!(verdicts[1]["rules"], json!(["unknown-function"]));
    assert_eq!(verdicts[2]["rules"], json!(["system-relation"]));
}

#[test]
fn input_that_cannot_be_used_exits_with_2() {
    let shelf = Shelf::new();
    let missing = shelf.file("missing.json");
    let no_catalog = shelf.file("no-catalog.json");
    fs::write(&no_catalog, "{}").unwrap();
    let newer = shelf.file("newer.json");
    let of_shelf = shelf.catalog();
    let catalog = path(&of_shelf);
    let written = fs::read_to_string(catalog).unwrap();
    fs::write(&newer, written.replacen("\"format\":1", "\"format\":2", 1)).unwrap();
    let cases: &[(&[&str], &str)] = &[
        (&["SELECT 1"], "--catalog"),
        (&["--no-catalog", "SELECT 1"], "--dialect"),
        (&["--catalog", path(&missing), "SELECT 1"], "missing.json"),
        (
            &["--catalog", path(&no_catalog), "SELECT 1"],
            "is no catalog; `plainquery introspect` writes one",
        ),
        (&["--catalog", path(&newer), "SELECT 1"], "of format 2"),
        (
            &["--catalog", catalog, "--dialect", "postgres", "SELECT 1"],
            "of a sqlite database, and --dialect says postgres",
        ),
        (
            &["--catalog", catalog, "--jsonl", "SELECT 1"],
            "cannot be used with",
        ),
        (
            &["--catalog", catalog, "--file", path(&missing)],
            "missing.json",
        ),
        (&["--catalog", catalog], "there is no SQL text"),
    ];
    for (arguments, words) in cases {
        let mut all = vec!["validate"];
        all.extend(*arguments);
        let output = run(&all, b" ; -- nothing\n");
        let errors = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {errors}");
        assert!(errors.contains(words), "{arguments:?}: {errors}");
        assert!(output.stdout.is_empty());
    }
}
