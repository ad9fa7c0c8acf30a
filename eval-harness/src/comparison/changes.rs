//! The questions whose verdict changed.

use plainquery_wire::ask::Outcome;
use serde::Serialize;

use super::{
    Pair,
    row_difference::{self, RowDifference},
};
use crate::{
    recorded_run::question::Question,
    run_folder::{ItemRecord, RunVerdict},
};

/// How a verdict changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Right before, and no longer.
    Lost,
    /// Right now, and not before.
    Gained,
    /// Not right in another way.
    Other,
}

/// What one run said to a question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnswerSummary {
    /// Over all repeats.
    pub verdict: RunVerdict,
    /// How often it was asked.
    pub measured: usize,
    /// How often it was right.
    pub right: usize,
    /// What came.
    pub outcome: Option<Outcome>,
    /// The SQL.
    pub sql: Option<String>,
    /// Why it is not right.
    pub why: Option<String>,
}

/// A question whose verdict changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChangedQuestion {
    /// How.
    pub kind: ChangeKind,
    /// The item's id.
    pub id: String,
    /// Its database.
    pub database: String,
    /// The question.
    pub question: String,
    /// Its hardness.
    pub hardness: Option<String>,
    /// The first gold query.
    pub gold_sql: Option<String>,
    /// What the first run said.
    pub base: AnswerSummary,
    /// What the second run said.
    pub head: AnswerSummary,
    /// How the rows differ, where both sides of the difference have rows.
    pub rows: Option<RowDifference>,
}

pub(super) fn changed(pairs: &[Pair<'_>]) -> Vec<ChangedQuestion> {
    let mut changed: Vec<ChangedQuestion> = pairs
        .iter()
        .filter(|pair| pair.base.verdict() != pair.head.verdict())
        .filter_map(changed_question)
        .collect();
    changed.sort_by(|one, other| (one.kind, &one.id).cmp(&(other.kind, &other.id)));
    changed
}

fn changed_question(pair: &Pair<'_>) -> Option<ChangedQuestion> {
    let (base, head) = (pair.base.typical()?, pair.head.typical()?);
    let kind = match (base.verdict, head.verdict) {
        (RunVerdict::Right, _) => ChangeKind::Lost,
        (_, RunVerdict::Right) => ChangeKind::Gained,
        _ => ChangeKind::Other,
    };
    Some(ChangedQuestion {
        kind,
        id: head.id.clone(),
        database: head.database.clone(),
        question: head.question.clone(),
        hardness: head.hardness.clone(),
        gold_sql: head.gold_sql.clone(),
        base: summary(&pair.base, base),
        head: summary(&pair.head, head),
        rows: row_difference::of_change(kind, base, head),
    })
}

fn summary(question: &Question<'_>, answer: &ItemRecord) -> AnswerSummary {
    let (measured, right) = question.counts();
    AnswerSummary {
        verdict: answer.verdict,
        measured,
        right,
        outcome: answer.outcome,
        sql: answer.sql.clone(),
        why: answer.why.clone(),
    }
}
