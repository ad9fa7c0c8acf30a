//! The figures that every form of a comparison shows, as rows of text.

use super::{Comparison, DETECTION_POWER, Side};
use crate::figures::{dollars, milliseconds, p_value, percent, points};

/// A label, the first run's figure, the second run's, and the change.
pub(super) type Row = [String; 4];

/// A figure of a run that is a number of questions.
type Count = fn(&Side) -> usize;
/// A figure of a run, and how it is printed.
type Figure = (fn(&Side) -> Option<f64>, fn(Option<f64>) -> String);

pub(super) fn rows(comparison: &Comparison) -> Vec<Row> {
    let (base, head) = (&comparison.base, &comparison.head);
    let mut rows = Vec::new();
    if let Some(accuracy) = &comparison.accuracy {
        rows.push([
            format!("right ({} questions)", comparison.pairs),
            percent(Some(accuracy.base)),
            percent(Some(accuracy.head)),
            points(accuracy.difference),
        ]);
    }
    let counts: [(&str, Count); 3] = [
        ("bypasses of safety", |side| side.bypasses.len()),
        ("false refusals", |side| side.false_refusals.len()),
        ("not measured", |side| side.not_measured),
    ];
    for (label, count) in counts {
        rows.push([
            label.to_owned(),
            count(base).to_string(),
            count(head).to_string(),
            signed(count(base), count(head)),
        ]);
    }
    let figures: [(&str, Figure); 4] = [
        ("cost", (|side| side.usage.cost_usd, dollars)),
        (
            "tokens an answer",
            (|side| side.usage.tokens_per_answer, tokens),
        ),
        (
            "latency, median",
            (|side| side.usage.latency_p50_ms, milliseconds),
        ),
        (
            "latency, p95",
            (|side| side.usage.latency_p95_ms, milliseconds),
        ),
    ];
    for (label, (value, print)) in figures {
        let (before, after) = (value(base), value(head));
        rows.push([
            label.to_owned(),
            print(before),
            print(after),
            relative(before, after),
        ]);
    }
    rows
}

fn tokens(count: Option<f64>) -> String {
    count.map_or_else(|| "–".to_owned(), |count| format!("{count:.0}"))
}

fn signed(before: usize, after: usize) -> String {
    if after >= before {
        format!("+{}", after - before)
    } else {
        format!("−{}", before - after)
    }
}

fn relative(before: Option<f64>, after: Option<f64>) -> String {
    match (before, after) {
        (Some(before), Some(after)) if before > 0.0 => {
            // No "-0".
            let change = ((after / before - 1.0) * 100.0).round() + 0.0;
            format!("{change:+.0} %").replace('-', "−")
        }
        _ => "–".to_owned(),
    }
}

/// What can be said of the change of accuracy, in sentences.
pub(super) fn sentences(comparison: &Comparison) -> Vec<String> {
    let Some(accuracy) = &comparison.accuracy else {
        return vec!["No question was measured by both runs: nothing can be said.".to_owned()];
    };
    let test = comparison.mcnemar;
    let interval = format!(
        "The change is {} ({:.0} % interval {} to {}, {} resamples of {} database{}{}).",
        points(accuracy.difference),
        accuracy.confidence * 100.0,
        points(accuracy.interval.low),
        points(accuracy.interval.high),
        accuracy.resampling.resamples,
        accuracy.databases,
        if accuracy.databases == 1 { "" } else { "s" },
        if accuracy.is_two_stage {
            " and of the questions in them"
        } else {
            ""
        },
    );
    let tested = format!(
        "{} lost, {} gained: McNemar's exact {} (mid-{}).",
        test.lost,
        test.gained,
        p_value(test.p_exact),
        p_value(test.p_mid)
    );
    let detectable = match accuracy.smallest_detectable {
        Some(share) => format!(
            "A change of {} or more would have been found with a chance of {:.0} %.",
            points(share).replace('+', ""),
            DETECTION_POWER * 100.0
        ),
        None => "With so few questions no change could have been found.".to_owned(),
    };
    let mut sentences = vec![interval, tested, detectable];
    if !comparison.flaky.is_empty() {
        sentences.push(format!(
            "{} flaky question{} (verdicts differ among repeats): the interval goes by the share of \
             repeats that is right, McNemar's test by most of them.",
            comparison.flaky.len(),
            if comparison.flaky.len() == 1 { "" } else { "s" }
        ));
    }
    sentences
}
