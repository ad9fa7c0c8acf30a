//! `plainquery validate` as for a caller of a policy, and what it warns of.

use std::fs;

use serde_json::{Value, json};

use crate::validate_cli::{Shelf, lines, path, run, text};

const POLICY: &str = r#"
version = 1

[roles.clerk]
tables = ["main.author", "main.book"]
max_rows = 7

[roles.guest]
tables = ["main.book"]

[[rules]]
table = "main.author"
roles = ["clerk"]
rows = [{ column = "country", claim = "tenant" }]

[[rules]]
table = "main.book"
roles = ["clerk"]
deny = ["price"]
rows = [{ column = "author_id", claim = "desk" }]
"#;

fn verdict(shelf: &Shelf, arguments: &[&str], sql: &str) -> (Option<i32>, Value) {
    let policy = shelf.file("policy.toml");
    fs::write(&policy, POLICY).unwrap();
    let mut all = vec!["--jsonl", "--policy", path(&policy)];
    all.extend(arguments);
    let output = shelf.validate(&all, json!({ "sql": sql }).to_string().as_bytes());
    assert_eq!(text(&output.stderr), "");
    (output.status.code(), lines(&output).remove(0))
}

#[test]
fn a_text_is_rewritten_as_for_the_caller() {
    let shelf = Shelf::new();
    let clerk = ["--role", "clerk", "--tenant", "Chad", "--claim", "desk=12"];
    let (status, answer) = verdict(&shelf, &clerk, "SELECT id, country FROM author");
    assert_eq!(status, Some(0));
    assert_eq!(answer["parameters"], json!(["Chad"]));
    let sql = answer["sql"].as_str().unwrap();
    assert!(sql.contains("?1") && sql.ends_with("LIMIT 8"), "{sql}");
    let (_, answer) = verdict(&shelf, &clerk, "SELECT id FROM book");
    assert_eq!(answer["parameters"], json!(["12"]));
    let (status, answer) = verdict(&shelf, &clerk, "SELECT price FROM book");
    assert_eq!(status, Some(1));
    assert_eq!(answer["rules"], json!(["column-not-permitted"]));
}

#[test]
fn what_the_role_may_not_read_is_refused() {
    let shelf = Shelf::new();
    let guest = ["--role", "guest"];
    let (status, answer) = verdict(&shelf, &guest, "SELECT id FROM author");
    assert_eq!(status, Some(1));
    assert_eq!(answer["rules"], json!(["relation-not-permitted"]));
    let (status, answer) = verdict(&shelf, &guest, "SELECT price FROM book");
    assert_eq!((status, &answer["parameters"]), (Some(0), &json!([])));
    let (status, answer) = verdict(&shelf, &["--role", "clerk"], "SELECT id FROM author");
    assert_eq!(status, Some(1));
    assert_eq!(answer["rules"], json!(["claim-missing"]));
}

#[test]
fn a_policy_or_caller_that_cannot_be_used_exits_with_2() {
    let shelf = Shelf::new();
    let file = |name: &str, text: &str| {
        let file = shelf.file(name);
        fs::write(&file, text).unwrap();
        file
    };
    let good = file("good.toml", POLICY);
    let misspelt = file("misspelt.toml", &POLICY.replace("\"price\"", "\"prise\""));
    let masked = POLICY.replace("deny = [\"price\"]", "mask.id = { kind = \"hash\" }");
    let masked = file("masked.toml", &masked);
    let broken = file("broken.toml", "version = 2");
    let empty = file("empty.toml", " \n");
    let missing = shelf.file("missing.toml");
    let cases: &[(&[&str], &str)] = &[
        (&["--policy", path(&good)], "--role"),
        (&["--role", "clerk"], "--policy"),
        (
            &["--policy", path(&good), "--role", "cleric"],
            "the policy names no role \"cleric\"; its roles are clerk, guest",
        ),
        (
            &[
                "--policy",
                path(&good),
                "--role",
                "clerk",
                "--claim",
                "dusk=1",
            ],
            "chooses no rows by the claim \"dusk\"",
        ),
        (
            &[
                "--policy",
                path(&good),
                "--role",
                "clerk",
                "--claim",
                "desk",
            ],
            "write NAME=VALUE",
        ),
        (
            &[
                "--policy",
                path(&good),
                "--role",
                "clerk",
                "--claim",
                "tenant=x",
            ],
            "use --tenant",
        ),
        (
            &["--policy", path(&misspelt), "--role", "clerk"],
            "does not fit the catalog:\n  main.book, prise: there is no such column",
        ),
        (
            &["--policy", path(&masked), "--role", "clerk"],
            "PLAINQUERY_POLICY_MASK_KEY",
        ),
        (
            &["--policy", path(&broken), "--role", "clerk"],
            "the version must be 1",
        ),
        (&["--policy", path(&empty), "--role", "clerk"], "is empty"),
        (
            &["--policy", path(&missing), "--role", "clerk"],
            "missing.toml",
        ),
    ];
    for (arguments, words) in cases {
        let mut all = arguments.to_vec();
        all.push("SELECT id FROM book");
        let output = shelf.validate(&all, b"");
        let errors = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {errors}");
        assert!(errors.contains(words), "{arguments:?}: {errors}");
        assert!(output.stdout.is_empty());
    }
    let unbound = [
        "validate",
        "--no-catalog",
        "--dialect",
        "sqlite",
        "--policy",
        path(&good),
    ];
    let output = run(
        &[&unbound[..], &["--role", "clerk", "SELECT 1"]].concat(),
        b"",
    );
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("cannot be used with"));
}

#[test]
fn the_key_of_hash_masks_is_not_shown() {
    let shelf = Shelf::new();
    let key = "a key of the tests, 32 bytes or more";
    let masked = POLICY.replace("deny = [\"price\"]", "mask.author_id = { kind = \"hash\" }");
    let masked = masked.replace("rows = [{ column = \"author_id\", claim = \"desk\" }]", "");
    let policy = shelf.file("masked.toml");
    fs::write(&policy, masked).unwrap();
    let output = shelf.validate(
        &[
            "--policy",
            path(&policy),
            "--role",
            "clerk",
            "--mask-key",
            key,
            "SELECT author_id FROM book",
        ],
        b"",
    );
    let said = text(&output.stdout) + &text(&output.stderr);
    assert!(!said.contains(key), "{said}");
    // SQLite computes no keyed hash, so that such a mask fits no column there.
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("main.book, author_id: "), "{said}");
}

#[test]
fn a_warning_stands_below_with_what_to_write_instead() {
    let shelf = Shelf::new();
    let sql = "SELECT *\nFROM author";
    let output = shelf.validate(&[sql], b"");
    assert_eq!(output.status.code(), Some(0), "a warning refuses nothing");
    let said = text(&output.stdout);
    let below = said.split_once("LIMIT 1001\n").unwrap().1;
    assert!(below.starts_with("      warning, select-star: "), "{below}");
    assert!(
        below.contains("\n      1 | SELECT *\n        |        ^\n      instead: "),
        "{below}"
    );
    assert!(
        below.contains("\n        SELECT \"author\".\"id\", \"author\".\"country\"\n"),
        "{below}"
    );
    let output = shelf.validate(&["--jsonl"], json!({ "sql": sql }).to_string().as_bytes());
    let warning = &lines(&output)[0]["warnings"][0];
    assert_eq!(warning["lint"], "select-star");
    assert!(
        warning["sql"]
            .as_str()
            .unwrap()
            .starts_with("SELECT \"author\".\"id\"")
    );
}
