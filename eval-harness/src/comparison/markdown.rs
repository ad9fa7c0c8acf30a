//! A comparison in Markdown, short enough for a comment on a pull request.

use std::fmt::Write as _;

use super::{
    AnswerSummary, ChangedQuestion, Comparison,
    groups::Group,
    side_by_side,
    terminal::{change_word, of_repeats, verdict_word},
};
use crate::{
    escaping::{fenced, markdown},
    figures::{count, points},
};

/// GitHub takes comments of 65 536 characters; details stop well below, and what is left out is counted.
const MAX_CHARACTERS: usize = 48_000;

/// All of it: figures, groups, changed questions.
pub fn render(comparison: &Comparison) -> String {
    let mut text = summary(comparison);
    text.push_str(&changed_questions(comparison));
    text.push_str(&groups(comparison));
    text
}

/// The figures side by side and what they mean.
pub fn summary(comparison: &Comparison) -> String {
    let mut text = format!(
        "| {}, score {} | {} (base) | {} (head) | change |\n|:--|--:|--:|--:|\n",
        markdown(&comparison.dataset),
        markdown(&comparison.score),
        markdown(&comparison.base.name),
        markdown(&comparison.head.name)
    );
    for row in side_by_side::rows(comparison) {
        _ = writeln!(text, "| {} |", row.join(" | "));
    }
    text.push('\n');
    text.push_str(&side_by_side::sentences(comparison).join(" "));
    text.push_str("\n\n");
    if !comparison.flaky.is_empty() {
        let named: Vec<String> = comparison
            .flaky
            .iter()
            .take(30)
            .map(|question| {
                let (base, head) = (question.base, question.head);
                let id = markdown(&question.id);
                format!("{id} ({}/{} → {}/{})", base.1, base.0, head.1, head.0)
            })
            .collect();
        _ = writeln!(
            text,
            "Flaky: {}{}\n",
            named.join(", "),
            left_out(comparison.flaky.len(), 30)
        );
    }
    if !comparison.unpaired.is_empty() {
        let named: Vec<String> = comparison
            .unpaired
            .iter()
            .take(30)
            .map(|unpaired| markdown(&unpaired.id))
            .collect();
        _ = writeln!(
            text,
            "**Not measured** by both runs, and in no figure above: {}{}\n",
            named.join(", "),
            left_out(comparison.unpaired.len(), 30)
        );
    }
    for difference in &comparison.differences {
        _ = writeln!(text, "- changed: {}", markdown(difference));
    }
    for note in &comparison.notes {
        _ = writeln!(text, "- note: {}", markdown(note));
    }
    text.push('\n');
    text
}

fn left_out(total: usize, shown: usize) -> String {
    if total > shown {
        format!(" and {} more", total - shown)
    } else {
        String::new()
    }
}

fn changed_questions(comparison: &Comparison) -> String {
    if comparison.changed.is_empty() {
        return "No question changed its verdict.\n\n".to_owned();
    }
    let mut text = format!("### Changed verdicts ({})\n\n", comparison.changed.len());
    let mut shown = 0;
    for change in &comparison.changed {
        let details = changed_question(change);
        if text.len() + details.len() > MAX_CHARACTERS {
            break;
        }
        text.push_str(&details);
        shown += 1;
    }
    if shown < comparison.changed.len() {
        _ = writeln!(
            text,
            "{} more are in the report of the run.\n",
            comparison.changed.len() - shown
        );
    }
    text
}

fn changed_question(change: &ChangedQuestion) -> String {
    // In an element of HTML, so only character references are safe there, and they are what is made.
    let mut text = format!(
        "<details><summary><b>{}</b> {}: {} <i>{}</i></summary>\n\n",
        change_word(change.kind),
        markdown(&change.id),
        markdown(&change.question),
        markdown(&change.database)
    );
    for (label, answer) in [("base", &change.base), ("head", &change.head)] {
        text.push_str(&answer_text(label, answer));
    }
    if let Some(sql) = &change.gold_sql {
        text.push_str("Gold:\n\n");
        text.push_str(&fenced("sql", sql));
        text.push('\n');
    }
    if let Some(rows) = &change.rows {
        text.push_str(&fenced("diff", &rows.lines().join("\n")));
    }
    text.push_str("\n</details>\n\n");
    text
}

fn answer_text(label: &str, answer: &AnswerSummary) -> String {
    let verdict = verdict_word(answer.verdict);
    let why = answer.why.as_deref().map(markdown).unwrap_or_default();
    let separator = if why.is_empty() { "" } else { ": " };
    let mut text = format!(
        "{label}: **{verdict}**{}{separator}{why}\n\n",
        of_repeats(answer)
    );
    if let Some(sql) = &answer.sql {
        text.push_str(&fenced("sql", sql));
        text.push('\n');
    }
    text
}

fn groups(comparison: &Comparison) -> String {
    let mut text = String::new();
    for kinds in comparison
        .groups
        .chunk_by(|one, other| one.kind == other.kind)
    {
        let Some(first) = kinds.first() else { continue };
        _ = write!(
            text,
            "<details><summary>By {}</summary>\n\n| {} | questions | base | head | change | lost | gained |\n\
             |:--|--:|--:|--:|--:|--:|--:|\n",
            first.kind.label(),
            first.kind.label()
        );
        // Those that changed most, for a dataset may have hundreds of databases.
        let mut sorted: Vec<&Group> = kinds.iter().collect();
        if sorted.len() > 25 {
            sorted
                .sort_by(|one, other| other.difference().abs().total_cmp(&one.difference().abs()));
        }
        for group in sorted.iter().take(25) {
            _ = writeln!(
                text,
                "| {} | {} | {} | {} | {} | {} | {} |",
                markdown(&group.name),
                group.questions,
                count(group.base_right),
                count(group.head_right),
                points(group.difference()),
                group.lost,
                group.gained
            );
        }
        _ = writeln!(
            text,
            "\n{}\n</details>\n",
            left_out(kinds.len(), 25).trim_start()
        );
    }
    text
}
