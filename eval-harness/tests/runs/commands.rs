//! The commands as a whole: what they print and how they exit.

use std::{
    path::Path,
    process::{Command, Output},
};

use plainquery_eval::run_folder::RunVerdict;
use tempfile::TempDir;

use crate::generated::{records, run, write};

pub(crate) fn plainquery_eval(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plainquery-eval"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the command starts")
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn assert_status(output: &Output, status: i32) {
    assert_eq!(
        output.status.code(),
        Some(status),
        "{}{}",
        text(&output.stdout),
        text(&output.stderr)
    );
}

/// `base`, `same`, `worse` (a tenth lost), and `unmeasured` (one question not measured).
fn folders() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let base = run("main", records(3, 300, 15, 0.8));
    write(&folder.path().join("base"), &base);
    write(&folder.path().join("same"), &base);
    let mut worse = base.clone();
    for answer in worse.records.iter_mut().step_by(10) {
        answer.verdict = RunVerdict::Wrong;
    }
    write(&folder.path().join("worse"), &worse);
    let mut unmeasured = base;
    unmeasured.records[5].verdict = RunVerdict::NotMeasured;
    write(&folder.path().join("unmeasured"), &unmeasured);
    folder
}

#[test]
fn the_gate_exits_by_what_it_found() {
    let folder = folders();
    let gate = |head: &str, more: &[&str]| {
        let arguments = [&["gate", "base", head], more].concat();
        plainquery_eval(&arguments, folder.path())
    };
    assert_status(&gate("same", &[]), 0);
    let worse = gate("worse", &["--markdown", "comment.md"]);
    assert_status(&worse, 1);
    let printed = text(&worse.stdout);
    assert!(printed.contains("FAILED        accuracy"), "{printed}");
    let comment = std::fs::read_to_string(folder.path().join("comment.md")).expect("a comment");
    assert!(
        comment.starts_with("## ❌ Evaluation gate: failed"),
        "{comment}"
    );
    assert_status(&gate("unmeasured", &[]), 3);
    assert_status(&gate("unmeasured", &["--allow-not-measured"]), 0);
    assert_status(&gate("nothing-here", &[]), 2);
    assert_status(&gate("same", &["--margin", "2"]), 2);
}

#[test]
fn json_is_whole() {
    let folder = folders();
    let output = plainquery_eval(
        &["gate", "base", "worse", "--format", "json"],
        folder.path(),
    );
    assert_status(&output, 1);
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(value["gate"]["status"], "failed");
    assert_eq!(value["comparison"]["pairs"], 300);
    let lost = value["comparison"]["mcnemar"]["lost"]
        .as_u64()
        .expect("a count");
    let changed = value["comparison"]["changed"]
        .as_array()
        .expect("questions");
    let named = changed
        .iter()
        .filter(|change| change["kind"] == "lost")
        .count();
    assert_eq!(named as u64, lost);
}

#[test]
fn compare_shows_the_lost_questions() {
    let folder = folders();
    let output = plainquery_eval(&["compare", "base", "worse"], folder.path());
    assert_status(&output, 0);
    let printed = text(&output.stdout);
    assert!(printed.contains("LOST shop-"), "{printed}");
    assert!(printed.contains("McNemar's exact p < 0.0001"), "{printed}");
    let markdown = plainquery_eval(
        &["compare", "base", "worse", "--format", "markdown"],
        folder.path(),
    );
    assert!(text(&markdown.stdout).contains("<details><summary><b>lost</b>"));
}
