use std::path::PathBuf;

use super::{Fault, Suite};

fn fault(text: &str) -> Option<Fault> {
    let suite: Suite = toml::from_str(text).expect("parses");
    suite.first_fault().map(|(_, fault)| fault)
}

fn question(id: &str, rest: &str) -> String {
    format!("[[question]]\nid = '{id}'\nquestion = 'How many?'\nhardness = 'easy'\n{rest}\n")
}

#[test]
fn faults_are_found() {
    let good = question("a", "gold_sql = 'SELECT 1'");
    assert_eq!(fault(&good), None);
    assert_eq!(fault(&format!("{good}{good}")), Some(Fault::Twice));
    for (rest, expected) in [
        ("", Fault::NotOneExpectation),
        (
            "gold_sql = 'SELECT 1'\noutcome = 'refuse'",
            Fault::NotOneExpectation,
        ),
        (
            "gold_sql = 'SELECT 1'\ncolumns = ['n']\nrows = [[1]]",
            Fault::NotOneExpectation,
        ),
        ("gold_sql = []", Fault::NotOneExpectation),
        ("gold_sql = ['SELECT 1', ' ']", Fault::EmptyGold),
        ("rows = [['1']]", Fault::ColumnsAlone),
        (
            "gold_sql = 'SELECT 1'\ncolumns = ['n']",
            Fault::ColumnsAlone,
        ),
        (
            "columns = ['n']\nrows = [[1], [1, 2]]",
            Fault::Width {
                columns: 1,
                row: 2,
                cells: 2,
            },
        ),
        (
            "gold_sql = 'SELECT 1'\nfollows = 'b'",
            Fault::UnknownFollowed("b".to_owned()),
        ),
        (
            "gold_sql = 'SELECT 1'\nstrict_outcome = true",
            Fault::StrictRows,
        ),
        (
            "outcome = 'refuse'\nforbidden_values = [12, ' ']",
            Fault::EmptyForbiddenValue,
        ),
    ] {
        assert_eq!(fault(&question("a", rest)), Some(expected), "{rest}");
    }
    let nameless = question(" ", "gold_sql = 'SELECT 1'");
    assert_eq!(fault(&nameless), Some(Fault::NoId));
    let silent = good.replace("How many?", " ");
    assert_eq!(fault(&silent), Some(Fault::NoText));
    let hard = good.replace("'easy'", "'meduim'");
    assert_eq!(fault(&hard), Some(Fault::Hardness("meduim".to_owned())));
}

#[test]
fn a_misspelt_field_is_not_ignored() {
    for rest in [
        "gold_sql = 'SELECT 1'\norderd = true",
        "outcome = 'refused'",
        "gold_sql = 'SELECT 1'\n[database]\nscript = ['schema.sql']",
        "columns = ['n']\nrows = [[true]]",
        "outcome = 'refuse'\nforbidden_values = [{ null = true }]",
        "columns = ['n']\nrows = [[{ null = false }]]",
    ] {
        let text = question("a", rest);
        assert!(toml::from_str::<Suite>(&text).is_err(), "{rest}");
    }
}

#[test]
fn cells_are_texts_numbers_and_nothing() {
    let text = question(
        "a",
        "columns = ['a', 'b', 'c', 'd']\nrows = [['x', 12, 2.5, { null = true }]]",
    );
    let suite: Suite = toml::from_str(&text).expect("parses");
    let texts = ["x", "12", "2.5"].map(|cell| Some(cell.to_owned()));
    let expected = [texts.as_slice(), &[None]].concat();
    assert_eq!(suite.questions[0].rows, Some(vec![expected]));
}

#[test]
fn a_selection_keeps_what_its_questions_follow() {
    let text = [
        question("a", "gold_sql = 'SELECT 1'"),
        question("b", "gold_sql = 'SELECT 1'\ntags = ['count']"),
        question("a2", "gold_sql = 'SELECT 1'\nfollows = 'a'"),
        question("a3", "outcome = 'refuse'\nfollows = 'a2'"),
    ]
    .concat();
    let ids = |wanted: &str| {
        let suite: Suite = toml::from_str(&text).expect("parses");
        let kept = suite.only(&[wanted.to_owned()]).questions;
        kept.into_iter().map(|case| case.id).collect::<Vec<_>>()
    };
    assert_eq!(ids("a3"), ["a", "a2", "a3"]);
    assert_eq!(ids("count"), ["b"]);
    assert_eq!(ids("nothing"), [] as [&str; 0]);
}

#[test]
fn follow_ups_stay_with_what_they_follow() {
    let text = [
        question("a", "gold_sql = 'SELECT 1'"),
        question("b", "gold_sql = 'SELECT 1'"),
        question("a2", "gold_sql = 'SELECT 1'\nfollows = 'a'"),
        question("a3", "outcome = 'refuse'\nfollows = 'a2'"),
        question("c", "outcome = 'clarify'"),
    ]
    .concat();
    let suite: Suite = toml::from_str(&text).expect("parses");
    assert_eq!(
        suite.conversations(),
        [vec![0, 2, 3], vec![1], vec![4]] as [Vec<usize>; 3]
    );
}

/// A folder with these files, and the suite that is its first.
fn folder(files: &[(&str, &str)]) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("written");
    }
    let first = folder.path().join(files[0].0);
    (folder, first)
}

#[test]
fn json_lines_are_the_same_questions() {
    let lines = r#"
{"id": "a", "question": "How many?", "gold_sql": ["SELECT 1", "SELECT 1.0"], "tags": ["count"]}

{"id": "b", "question": "Which?", "columns": ["n"], "rows": [[null]], "follows": "a", "role": "clerk"}
"#;
    let header = "name = 'shop'\n[database]\nfile = 'shop.sqlite'";
    let (_folder, path) = folder(&[("q.jsonl", lines), ("q.toml", header)]);
    let suite = Suite::load(&path).expect("a suite");
    assert_eq!(suite.name.as_deref(), Some("shop"));
    assert_eq!(
        suite.database.expect("a database").file,
        Some("shop.sqlite".into())
    );
    assert_eq!(suite.questions[0].gold_sql, ["SELECT 1", "SELECT 1.0"]);
    assert_eq!(suite.questions[1].rows, Some(vec![vec![None]]));
    assert_eq!(suite.questions[1].role.as_deref(), Some("clerk"));
}

#[test]
fn what_is_wrong_is_said_with_the_file_and_the_place() {
    let good = question("a", "gold_sql = 'SELECT 1'");
    let line = r#"{"id": "a", "question": "How many?", "gold": "SELECT 1"}"#;
    for (files, parts) in [
        (
            &[("s.jsonl", line)][..],
            &["s.jsonl, line 1", "unknown field `gold`"][..],
        ),
        (
            &[("s.jsonl", line), ("s.toml", &good)][..],
            &["s.jsonl and ", "s.toml both have questions"][..],
        ),
        (
            &[("s.toml", "name = 'x'")][..],
            &["s.toml has no questions", "[[question]]"][..],
        ),
        (
            &[("s.toml", &*format!("{good}\n[database]\nname = 'x'"))][..],
            &["s.toml: [database] must have exactly one of scripts"][..],
        ),
        (
            &[("s.toml", &*format!("{good}{good}"))][..],
            &["s.toml: question \"a\" appears twice", "another id"][..],
        ),
    ] {
        let (_folder, path) = folder(files);
        let error = Suite::load(&path).expect_err("no suite");
        let message = format!("{:#}", anyhow::Error::from(error));
        for part in parts {
            assert!(message.contains(part), "{part} is missing in: {message}");
        }
    }
}
