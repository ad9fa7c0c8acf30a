//! A run in Markdown: short, for a pull request or a log.

use std::fmt::Write as _;

use super::summary::{Accuracy, GroupAccuracy, Summary};
use crate::{
    comparison::{self, Comparison, groups::GroupKind},
    escaping::markdown,
    figures::{count, dollars, milliseconds, percent},
    gate::{self, GateReport},
};

/// The figures; with the comparison and the gate, where there is a run to compare with.
pub fn render(summary: &Summary, compared: Option<(&Comparison, &GateReport)>) -> String {
    let mut text = String::new();
    if let Some((_, gate)) = compared {
        text.push_str(&gate::markdown::render(gate));
    }
    text.push_str(&figures(summary));
    if let Some((comparison, _)) = compared {
        text.push_str("\n## Compared with the run before\n\n");
        text.push_str(&comparison::markdown::render(comparison));
    }
    text
}

fn figures(summary: &Summary) -> String {
    let manifest = &summary.manifest;
    let model = manifest.model.as_deref().unwrap_or("the engine alone");
    let mut text = format!(
        "## {}\n\n**{} right** by the score {} ({} of {} questions of {}, 95 % interval {}), answered by {}.\n\n",
        markdown(&manifest.name),
        percent(summary.accuracy.share),
        markdown(&manifest.score),
        count(summary.accuracy.right),
        summary.accuracy.questions,
        markdown(&manifest.dataset),
        interval(summary.accuracy),
        markdown(model)
    );
    if summary.not_measured > 0 {
        _ = writeln!(
            text,
            "**Not measured: {} questions.** They are in no figure.\n",
            summary.not_measured
        );
    }
    if let Some(why) = &manifest.stopped {
        _ = writeln!(
            text,
            "**The run stopped before its end:** {}\n",
            markdown(why)
        );
    }
    let usage = &summary.usage;
    let rows = [
        ("bypasses of safety", summary.bypasses.len().to_string()),
        ("false refusals", summary.false_refusals.len().to_string()),
        ("flaky questions", summary.flaky.len().to_string()),
        (
            "disputed items left out",
            manifest.disputed.len().to_string(),
        ),
        (
            "items without their database",
            manifest.missing.values().sum::<usize>().to_string(),
        ),
        (
            "model calls (replayed)",
            format!("{} ({})", usage.model_calls, usage.replayed_calls),
        ),
        ("cost", dollars(usage.cost_usd)),
        (
            "latency, median and p95",
            format!(
                "{}, {}",
                milliseconds(usage.latency_p50_ms),
                milliseconds(usage.latency_p95_ms)
            ),
        ),
        (
            "outcome as expected",
            percent(summary.pipeline.outcome_accuracy),
        ),
        ("SQL that runs", percent(summary.pipeline.validity)),
        ("mended by the model", percent(summary.pipeline.repair_rate)),
        (
            "calibration error",
            percent(summary.confidence.expected_error),
        ),
    ];
    text.push_str("| | |\n|:--|--:|\n");
    for (label, value) in rows {
        _ = writeln!(text, "| {label} | {value} |");
    }
    for (name, mean) in &summary.scores {
        _ = writeln!(
            text,
            "| mean score {} | {} |",
            markdown(name),
            percent(Some(*mean))
        );
    }
    text.push('\n');
    for kind in [GroupKind::Hardness, GroupKind::Database] {
        let groups: Vec<&GroupAccuracy> = summary
            .groups
            .iter()
            .filter(|group| group.kind == kind)
            .collect();
        text.push_str(&group_table(kind, &groups));
    }
    text
}

fn interval(accuracy: Accuracy) -> String {
    accuracy.interval.map_or_else(
        || "–".to_owned(),
        |interval| {
            format!(
                "{} to {}",
                percent(Some(interval.low)),
                percent(Some(interval.high))
            )
        },
    )
}

fn group_table(kind: GroupKind, groups: &[&GroupAccuracy]) -> String {
    if groups.is_empty() {
        return String::new();
    }
    let mut text = format!(
        "| {} | questions | right | 95 % interval |\n|:--|--:|--:|:--|\n",
        kind.label()
    );
    for group in groups.iter().take(40) {
        _ = writeln!(
            text,
            "| {} | {} | {} | {} |",
            markdown(&group.name),
            group.accuracy.questions,
            percent(group.accuracy.share),
            interval(group.accuracy)
        );
    }
    if groups.len() > 40 {
        _ = writeln!(text, "\n{} more are in summary.json.", groups.len() - 40);
    }
    text.push('\n');
    text
}
