//! A run folder is read whatever a killed program left, and refused where it means something else.

use std::fs;

use plainquery_eval::{
    recorded_run::{ReadError, RecordedRun},
    run_folder::{ITEMS_FILE, MANIFEST_FILE, RunVerdict},
};

use crate::generated::{record, records, run, write};

#[test]
fn what_was_written_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let written = run("nightly", records(1, 40, 3, 0.7));
    write(folder.path(), &written);
    let read = RecordedRun::load(folder.path()).expect("a run");
    assert_eq!(read.manifest, written.manifest);
    assert_eq!(read.records, written.records);
    assert!(read.warnings.is_empty(), "{:?}", read.warnings);
}

#[test]
fn a_line_cut_off_at_the_end_is_left_out_and_said() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), &run("killed", records(1, 3, 1, 0.7)));
    let path = folder.path().join(ITEMS_FILE);
    let whole = fs::read(&path).expect("items");
    fs::write(&path, &whole[..whole.len() - 20]).expect("items");
    let read = RecordedRun::load(folder.path()).expect("a run");
    assert_eq!(read.records.len(), 2);
    assert_eq!(read.not_measured(), 1);
    assert!(read.warnings[0].contains("cut off"), "{:?}", read.warnings);
}

#[test]
fn a_broken_line_before_the_end_is_an_error_with_its_number() {
    let folder = tempfile::tempdir().expect("a folder");
    write(folder.path(), &run("broken", records(1, 3, 1, 0.7)));
    let path = folder.path().join(ITEMS_FILE);
    let text = fs::read_to_string(&path).expect("items");
    let mut lines: Vec<&str> = text.lines().collect();
    lines[1] = "{\"id\":";
    fs::write(&path, lines.join("\n")).expect("items");
    let error = RecordedRun::load(folder.path()).expect_err("a broken line");
    assert!(
        matches!(error, ReadError::Record { line: 2, .. }),
        "{error}"
    );
}

#[test]
fn the_later_of_two_answers_counts() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut again = record("shop-1", "shop", RunVerdict::Wrong);
    again.repeat = 1;
    let answers = vec![
        record("shop-1", "shop", RunVerdict::Failed),
        again,
        record("shop-1", "shop", RunVerdict::Right),
    ];
    write(folder.path(), &run("resumed", answers));
    let read = RecordedRun::load(folder.path()).expect("a run");
    let verdicts: Vec<RunVerdict> = read.records.iter().map(|answer| answer.verdict).collect();
    assert_eq!(verdicts, [RunVerdict::Right, RunVerdict::Wrong]);
    assert!(
        read.warnings[0].contains("more than once"),
        "{:?}",
        read.warnings
    );
}

#[test]
fn another_version_is_refused_before_its_fields_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(
        folder.path().join(MANIFEST_FILE),
        r#"{"format_version": 2, "new": []}"#,
    )
    .expect("a manifest");
    fs::write(folder.path().join(ITEMS_FILE), "").expect("items");
    let error = RecordedRun::load(folder.path()).expect_err("another version");
    assert!(
        matches!(error, ReadError::Version { found: 2, .. }),
        "{error}"
    );
}

#[test]
fn a_folder_without_a_run_says_what_is_missing() {
    let folder = tempfile::tempdir().expect("a folder");
    let error = RecordedRun::load(folder.path()).expect_err("no run");
    assert!(error.to_string().contains(MANIFEST_FILE), "{error}");
}

#[test]
fn repeats_make_one_question() {
    let answer = |repeat, verdict| {
        let mut answer = record("shop-1", "shop", verdict);
        answer.repeat = repeat;
        answer
    };
    let flaky = run(
        "repeats",
        vec![
            answer(0, RunVerdict::Right),
            answer(1, RunVerdict::Wrong),
            answer(2, RunVerdict::Right),
            answer(3, RunVerdict::NotMeasured),
        ],
    );
    let questions = flaky.questions();
    assert_eq!(questions.len(), 1);
    assert!(questions[0].is_flaky());
    assert_eq!(questions[0].counts(), (3, 2));
    assert_eq!(questions[0].verdict(), RunVerdict::Right);

    // One of two is not more than half.
    let torn = run(
        "torn",
        vec![answer(0, RunVerdict::Right), answer(1, RunVerdict::Failed)],
    );
    assert_eq!(torn.questions()[0].verdict(), RunVerdict::Failed);

    let unmeasured = run("none", vec![answer(0, RunVerdict::NotMeasured)]);
    assert!(!unmeasured.questions()[0].is_flaky());
    assert_eq!(unmeasured.questions()[0].score(), None);
    assert_eq!(unmeasured.not_measured(), 1);
}
