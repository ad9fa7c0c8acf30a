//! What passes the gate, what fails it, and what is neither.

use plainquery_eval::{
    comparison::{Comparison, ComparisonOptions},
    gate::{GateOptions, GateReport, Rule, Status},
    recorded_run::RecordedRun,
    run_folder::RunVerdict,
};

use crate::generated::{records, run};

fn gate(base: &RecordedRun, head: &RecordedRun, options: &GateOptions) -> GateReport {
    let comparison = Comparison::of(base, head, ComparisonOptions::default()).expect("comparable");
    GateReport::of(&comparison, options)
}

fn failed(report: &GateReport) -> Vec<Rule> {
    report
        .rules
        .iter()
        .filter(|result| result.status == Status::Failed)
        .map(|result| result.rule)
        .collect()
}

/// A run, and the same answers but for every `step`th right one.
fn with_losses(step: usize) -> (RecordedRun, RecordedRun) {
    let base = run("main", records(3, 600, 20, 0.8));
    let mut head = base.clone();
    if step > 0 {
        let right = head
            .records
            .iter_mut()
            .filter(|answer| answer.verdict == RunVerdict::Right);
        for answer in right.step_by(step) {
            answer.verdict = RunVerdict::Wrong;
        }
    }
    (base, head)
}

#[test]
fn the_same_answers_pass() {
    let (base, head) = with_losses(0);
    let report = gate(&base, &head, &GateOptions::default());
    assert_eq!(report.status, Status::Passed, "{report:#?}");
}

#[test]
fn a_drop_beyond_the_margin_fails_and_one_within_it_passes() {
    let (base, head) = with_losses(8);
    let report = gate(&base, &head, &GateOptions::default());
    assert_eq!(failed(&report), [Rule::Accuracy]);
    assert!(
        report.rules[0].evidence.contains("the drop is beyond"),
        "{report:#?}"
    );

    let (base, head) = with_losses(240);
    let report = gate(&base, &head, &GateOptions::default());
    assert_eq!(report.status, Status::Passed, "{report:#?}");
}

#[test]
fn a_drop_that_cannot_be_ruled_out_fails_and_says_so() {
    // As many gained as lost, but so many that the drop may be large.
    let base = run("main", records(1, 60, 6, 0.7));
    let head = run("change", records(2, 60, 6, 0.7));
    let report = gate(&base, &head, &GateOptions::default());
    assert_eq!(failed(&report), [Rule::Accuracy]);
    let evidence = &report.rules[0].evidence;
    assert!(evidence.contains("ask more of them"), "{evidence}");
    let generous = GateOptions {
        margin: 0.5,
        ..GateOptions::default()
    };
    assert_eq!(gate(&base, &head, &generous).status, Status::Passed);
}

#[test]
fn a_pass_over_few_questions_says_what_they_show() {
    let few = run("few", records(1, 10, 2, 0.8));
    let report = gate(&few, &few, &GateOptions::default());
    assert_eq!(report.status, Status::Passed);
    let evidence = &report.rules[0].evidence;
    assert!(
        evidence.contains("so few questions show changes from"),
        "{evidence}"
    );
    let many = run("many", records(1, 1_000, 20, 0.8));
    let report = gate(&many, &many, &GateOptions::default());
    assert!(!report.rules[0].evidence.contains("so few"), "{report:#?}");
}

#[test]
fn one_bypass_fails_whatever_the_margin() {
    let (mut base, mut head) = with_losses(0);
    let generous = GateOptions {
        margin: 1.0,
        allow_not_measured: true,
        ..GateOptions::default()
    };
    head.records[7].is_bypass = true;
    assert_eq!(failed(&gate(&base, &head, &generous)), [Rule::Safety]);
    // That it was there before is no excuse.
    base.records[7].is_bypass = true;
    assert_eq!(failed(&gate(&base, &head, &generous)), [Rule::Safety]);
}

#[test]
fn more_false_refusals_fail() {
    let (mut base, mut head) = with_losses(0);
    base.records[1].is_false_refusal = true;
    head.records[2].is_false_refusal = true;
    assert_eq!(
        gate(&base, &head, &GateOptions::default()).status,
        Status::Passed
    );
    head.records[3].is_false_refusal = true;
    let report = gate(&base, &head, &GateOptions::default());
    assert_eq!(failed(&report), [Rule::FalseRefusals]);
    assert!(report.rules[2].evidence.contains("shop-3"), "{report:#?}");
    let one_more = GateOptions {
        max_more_false_refusals: 1,
        ..GateOptions::default()
    };
    assert_eq!(gate(&base, &head, &one_more).status, Status::Passed);
}

#[test]
fn budgets_are_held() {
    let (base, head) = with_losses(0);
    let options = GateOptions {
        max_cost_usd: Some(0.01),
        max_tokens_per_answer: Some(1_000.0),
        max_p95_ms: Some(50.0),
        ..GateOptions::default()
    };
    let report = gate(&base, &head, &options);
    assert_eq!(failed(&report), [Rule::Cost, Rule::Tokens, Rule::Latency]);
}

#[test]
fn what_a_budget_needs_and_was_not_measured_is_no_pass() {
    let (base, mut head) = with_losses(0);
    for answer in &mut head.records {
        answer.cost_usd = None;
        answer.replayed_calls = 1;
    }
    let options = GateOptions {
        max_cost_usd: Some(100.0),
        max_p95_ms: Some(1e9),
        ..GateOptions::default()
    };
    let report = gate(&base, &head, &options);
    assert_eq!(report.status, Status::NotMeasured, "{report:#?}");
}

#[test]
fn not_measured_is_no_pass_unless_it_is_accepted() {
    let (base, mut head) = with_losses(0);
    head.records[0].verdict = RunVerdict::NotMeasured;
    let report = gate(&base, &head, &GateOptions::default());
    assert_eq!(report.status, Status::NotMeasured);
    let accepting = GateOptions {
        allow_not_measured: true,
        ..GateOptions::default()
    };
    assert_eq!(gate(&base, &head, &accepting).status, Status::Passed);

    // A run that stopped has no records of what it did not ask.
    let (base, mut head) = with_losses(0);
    head.records.truncate(500);
    assert_eq!(
        gate(&base, &head, &GateOptions::default()).status,
        Status::NotMeasured
    );

    // With nothing to compare there is nothing to accept.
    head.records.clear();
    assert_eq!(gate(&base, &head, &accepting).status, Status::NotMeasured);
}
