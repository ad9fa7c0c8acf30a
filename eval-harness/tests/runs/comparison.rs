//! Which questions changed, what the figures are over, and what is refused.

use plainquery_eval::{
    comparison::{ChangeKind, Comparison, ComparisonOptions, Incomparable, groups::GroupKind},
    recorded_run::RecordedRun,
    run_folder::{
        ItemRecord, ResultSample, RunVerdict,
        RunVerdict::{Failed, Right, Wrong},
    },
};

use crate::generated::{record, records, run};

fn compare(base: &RecordedRun, head: &RecordedRun) -> Comparison {
    Comparison::of(base, head, ComparisonOptions::default()).expect("comparable runs")
}

fn assert_near(found: f64, wanted: f64) {
    assert!(
        (found - wanted).abs() < 1e-12,
        "{found} instead of {wanted}"
    );
}

/// Four questions: kept, lost, gained, and wrong in two ways.
fn base_and_head() -> (RecordedRun, RecordedRun) {
    let of = |verdicts: [RunVerdict; 4]| -> Vec<ItemRecord> {
        ["kept", "lost", "gained", "other"]
            .iter()
            .zip(verdicts)
            .map(|(id, verdict)| record(id, "shop", verdict))
            .collect()
    };
    let base = run("main", of([Right, Right, Wrong, Wrong]));
    let head = run("change", of([Right, Wrong, Right, Failed]));
    (base, head)
}

#[test]
fn every_changed_verdict_is_shown_with_both_queries_and_the_rows() {
    let (base, head) = base_and_head();
    let comparison = compare(&base, &head);
    let changes: Vec<(ChangeKind, &str)> = comparison
        .changed
        .iter()
        .map(|change| (change.kind, change.id.as_str()))
        .collect();
    let wanted = [
        (ChangeKind::Lost, "lost"),
        (ChangeKind::Gained, "gained"),
        (ChangeKind::Other, "other"),
    ];
    assert_eq!(changes, wanted);
    let lost = &comparison.changed[0];
    assert!(
        lost.base
            .sql
            .as_deref()
            .is_some_and(|sql| sql.contains("Right"))
    );
    assert!(
        lost.head
            .sql
            .as_deref()
            .is_some_and(|sql| sql.contains("Wrong"))
    );
    let rows = lost.rows.as_ref().expect("rows");
    assert_eq!((rows.from, rows.to), ("expected", "HEAD"));
    assert_eq!(rows.missing, [[Some("12".to_owned())]]);
    assert_eq!(rows.unexpected, [[Some("7".to_owned())]]);
    assert_eq!(
        comparison.changed[1].rows.as_ref().expect("rows").to,
        "BASE"
    );
    // A failed answer has no rows to compare.
    assert_eq!(comparison.changed[2].rows, None);
}

#[test]
fn rows_are_compared_as_multisets() {
    let (mut base, mut head) = base_and_head();
    let sample = |cells: &[&str]| ResultSample {
        columns: vec!["name".to_owned()],
        rows: cells
            .iter()
            .map(|cell| vec![Some((*cell).to_owned())])
            .collect(),
        row_count: cells.len() + 100,
    };
    for run in [&mut base, &mut head] {
        run.records[1].gold_result = Some(sample(&["a", "b", "b"]));
    }
    head.records[1].result = Some(sample(&["b", "c", "a"]));
    let comparison = compare(&base, &head);
    let rows = comparison.changed[0].rows.as_ref().expect("rows");
    assert_eq!(rows.missing, [[Some("b".to_owned())]]);
    assert_eq!(rows.unexpected, [[Some("c".to_owned())]]);
    assert!(rows.is_partial);
}

#[test]
fn totals_are_by_hardness_tag_and_database() {
    let base = run("main", records(1, 400, 5, 0.8));
    let head = run("change", records(2, 400, 5, 0.7));
    let comparison = compare(&base, &head);
    let (mut lost, mut gained) = (0, 0);
    for kind in [GroupKind::Hardness, GroupKind::Tag, GroupKind::Database] {
        let of_kind = || comparison.groups.iter().filter(|group| group.kind == kind);
        assert_eq!(of_kind().map(|group| group.questions).sum::<usize>(), 400);
        let right: f64 = of_kind().map(|group| group.head_right).sum();
        let accuracy = comparison.accuracy.as_ref().expect("pairs");
        assert_near(right / 400.0, accuracy.head);
        lost = of_kind().map(|group| group.lost).sum();
        gained = of_kind().map(|group| group.gained).sum();
    }
    assert_eq!(comparison.mcnemar.lost, lost as u64);
    assert_eq!(comparison.mcnemar.gained, gained as u64);
    assert_eq!(comparison.of_kind(ChangeKind::Lost).count(), lost);
}

#[test]
fn flaky_questions_weigh_by_their_repeats_and_are_named() {
    let asked = |verdicts: [RunVerdict; 3]| -> Vec<ItemRecord> {
        let repeats = (0..).zip(verdicts).map(|(repeat, verdict)| {
            let mut answer = record("flaky", "shop", verdict);
            answer.repeat = repeat;
            answer
        });
        repeats
            .chain([record("firm", "shop", RunVerdict::Right)])
            .collect()
    };
    let base = run("main", asked([Right, Right, Right]));
    let head = run("change", asked([Right, Wrong, Right]));
    let comparison = compare(&base, &head);
    let accuracy = comparison.accuracy.as_ref().expect("pairs");
    assert_near(accuracy.difference, -1.0 / 6.0);
    // Most repeats are right, so the test sees no change and the verdict stands.
    assert_eq!(comparison.mcnemar.lost, 0);
    assert!(comparison.changed.is_empty());
    assert_eq!(comparison.flaky.len(), 1);
    assert_eq!(
        (comparison.flaky[0].base, comparison.flaky[0].head),
        ((3, 3), (3, 2))
    );
}

#[test]
fn what_was_not_measured_is_named_and_in_no_figure() {
    let (base, mut head) = base_and_head();
    head.records[0].verdict = RunVerdict::NotMeasured;
    head.records.remove(1);
    let comparison = compare(&base, &head);
    assert_eq!(comparison.pairs, 2);
    assert_eq!(comparison.head.not_measured, 2);
    let ids: Vec<&str> = comparison
        .unpaired
        .iter()
        .map(|pair| pair.id.as_str())
        .collect();
    assert_eq!(ids, ["kept", "lost"]);
    assert_near(comparison.accuracy.expect("pairs").base, 0.0);
}

#[test]
fn runs_over_other_items_or_by_another_score_do_not_compare() {
    let (base, head) = base_and_head();
    let mut other = head.clone();
    other.manifest.dataset_sha256 = "00".repeat(32);
    let refused = Comparison::of(&base, &other, ComparisonOptions::default());
    assert!(matches!(refused, Err(Incomparable::Dataset { .. })));

    let mut other = head.clone();
    other.manifest.score = "spider-exec".to_owned();
    let refused = Comparison::of(&base, &other, ComparisonOptions::default());
    assert!(matches!(refused, Err(Incomparable::Score { .. })));

    other.records.push(record("new", "shop", RunVerdict::Right));
    let options = ComparisonOptions {
        allow_different: true,
        ..ComparisonOptions::default()
    };
    let comparison = Comparison::of(&base, &other, options).expect("allowed");
    assert_eq!(comparison.pairs, 4);
    assert_eq!(comparison.unpaired.len(), 1);
    assert!(
        comparison
            .notes
            .iter()
            .any(|note| note.contains("spider-exec"))
    );
}

#[test]
fn what_differs_about_the_runs_is_said() {
    let (mut base, mut head) = base_and_head();
    base.manifest.prompts = [("a".into(), "1".into()), ("b".into(), "1".into())].into();
    head.manifest.prompts = [("a".into(), "2".into()), ("c".into(), "1".into())].into();
    head.manifest.model = None;
    let differences = compare(&base, &head).differences;
    let wanted = [
        "model: small-model → the engine alone",
        "prompt a: changed",
        "prompt b: removed",
        "prompt c: added",
    ];
    assert_eq!(differences, wanted);
}
