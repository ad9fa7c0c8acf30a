//! What the gate says, in Markdown.

use std::fmt::Write as _;

use super::{GateReport, Status};
use crate::escaping::markdown;

/// The verdict as a heading, and a table of the rules.
pub fn render(report: &GateReport) -> String {
    let mut text = match report.status {
        Status::Passed => "## ✅ Evaluation gate: passed\n\n".to_owned(),
        Status::Failed => "## ❌ Evaluation gate: failed\n\n".to_owned(),
        Status::NotMeasured => {
            "## ⚪ Evaluation gate: not measured\n\nThis is not a pass: what the rules need was not measured.\n\n".to_owned()
        }
    };
    text.push_str("| rule | | evidence |\n|:--|:--|:--|\n");
    for result in &report.rules {
        let status = match result.status {
            Status::Passed => "passed",
            Status::NotMeasured => "**not measured**",
            Status::Failed => "**failed**",
        };
        _ = writeln!(
            text,
            "| {} | {status} | {} |",
            result.rule.label(),
            markdown(&result.evidence)
        );
    }
    text.push('\n');
    text
}
