//! A comparison for the terminal.

use std::io::{self, Write};

use super::{AnswerSummary, ChangeKind, ChangedQuestion, Comparison, side_by_side};
use crate::{
    escaping::{lines, one_line},
    figures::{count, points},
    run_folder::RunVerdict,
};

/// A verdict as a word.
pub fn verdict_word(verdict: RunVerdict) -> &'static str {
    match verdict {
        RunVerdict::Right => "right",
        RunVerdict::Wrong => "wrong",
        RunVerdict::Unanswered => "unanswered",
        RunVerdict::Failed => "failed",
        RunVerdict::NotMeasured => "not measured",
    }
}

/// A change as a word.
pub fn change_word(kind: ChangeKind) -> &'static str {
    match kind {
        ChangeKind::Lost => "lost",
        ChangeKind::Gained => "gained",
        ChangeKind::Other => "other",
    }
}

/// Writes everything.
pub fn write(out: &mut impl Write, comparison: &Comparison) -> io::Result<()> {
    for change in &comparison.changed {
        write_change(out, change)?;
    }
    write_groups(out, comparison)?;
    write_summary(out, comparison)
}

/// Writes the figures side by side and what they mean.
pub fn write_summary(out: &mut impl Write, comparison: &Comparison) -> io::Result<()> {
    let dataset = one_line(&comparison.dataset);
    writeln!(out, "{dataset}, score: {}", one_line(&comparison.score))?;
    let (base, head) = (
        one_line(&comparison.base.name),
        one_line(&comparison.head.name),
    );
    writeln!(out, "BASE {base}\nHEAD {head}\n")?;
    writeln!(
        out,
        "{:<26} {:>12} {:>12} {:>10}",
        "", "BASE", "HEAD", "change"
    )?;
    for [label, before, after, change] in side_by_side::rows(comparison) {
        writeln!(out, "{label:<26} {before:>12} {after:>12} {change:>10}")?;
    }
    writeln!(out)?;
    for sentence in side_by_side::sentences(comparison) {
        writeln!(out, "{sentence}")?;
    }
    for question in &comparison.flaky {
        let (base, head) = (question.base, question.head);
        let id = one_line(&question.id);
        writeln!(
            out,
            "  flaky {id}: right {} of {}, then {} of {}",
            base.1, base.0, head.1, head.0
        )?;
    }
    for unpaired in &comparison.unpaired {
        let who = match (unpaired.in_base, unpaired.in_head) {
            (true, false) => "HEAD",
            (false, true) => "BASE",
            _ => "both",
        };
        writeln!(out, "  not measured by {who}: {}", one_line(&unpaired.id))?;
    }
    for difference in &comparison.differences {
        writeln!(out, "  changed: {}", one_line(difference))?;
    }
    for note in &comparison.notes {
        writeln!(out, "  note: {}", one_line(note))?;
    }
    Ok(())
}

fn write_groups(out: &mut impl Write, comparison: &Comparison) -> io::Result<()> {
    let mut kind = None;
    for group in &comparison.groups {
        if kind != Some(group.kind) {
            kind = Some(group.kind);
            let label = format!("by {}", group.kind.label());
            writeln!(
                out,
                "{label:<26} {:>9} {:>7} {:>7} {:>9} {:>5} {:>6}",
                "questions", "BASE", "HEAD", "change", "lost", "gained"
            )?;
        }
        let name: String = one_line(&group.name).chars().take(24).collect();
        writeln!(
            out,
            "  {name:<24} {:>9} {:>7} {:>7} {:>9} {:>5} {:>6}",
            group.questions,
            count(group.base_right),
            count(group.head_right),
            points(group.difference()),
            group.lost,
            group.gained
        )?;
    }
    if kind.is_some() {
        writeln!(out)?;
    }
    Ok(())
}

fn write_change(out: &mut impl Write, change: &ChangedQuestion) -> io::Result<()> {
    writeln!(
        out,
        "{} {} [{}] {}",
        change_word(change.kind).to_uppercase(),
        one_line(&change.id),
        one_line(&change.database),
        one_line(&change.question)
    )?;
    write_answer(out, "BASE", &change.base)?;
    write_answer(out, "HEAD", &change.head)?;
    if let Some(sql) = &change.gold_sql {
        write_sql(out, "gold", sql)?;
    }
    for line in change.rows.iter().flat_map(super::RowDifference::lines) {
        writeln!(out, "    {line}")?;
    }
    writeln!(out)
}

fn write_answer(out: &mut impl Write, label: &str, answer: &AnswerSummary) -> io::Result<()> {
    let verdict = verdict_word(answer.verdict);
    let why = answer.why.as_deref().map(one_line).unwrap_or_default();
    let separator = if why.is_empty() { "" } else { ": " };
    writeln!(
        out,
        "  {label} {verdict}{}{separator}{why}",
        of_repeats(answer)
    )?;
    match &answer.sql {
        Some(sql) => write_sql(out, "   ", sql),
        None => Ok(()),
    }
}

fn write_sql(out: &mut impl Write, label: &str, sql: &str) -> io::Result<()> {
    for (position, line) in lines(sql).lines().enumerate() {
        writeln!(out, "  {:<5}{line}", if position == 0 { label } else { "" })?;
    }
    Ok(())
}

/// ` (2 of 3)`, where a question was asked more than once.
pub(super) fn of_repeats(answer: &AnswerSummary) -> String {
    if answer.measured > 1 {
        format!(" (right {} of {})", answer.right, answer.measured)
    } else {
        String::new()
    }
}
