//! The figures of one run.

use std::collections::BTreeMap;

use plainquery_wire::ask::Outcome;
use serde::Serialize;

use crate::{
    comparison::groups::GroupKind,
    metrics::{self, OutcomeConfusion},
    recorded_run::{RecordedRun, question::Question},
    run_folder::{ItemRecord, Manifest, RunVerdict},
    statistics::{
        Interval,
        calibration::{Bin, Forecast, bins, brier, expected_error},
        mean,
        risk_coverage::{Point, area, curve},
        wilson::wilson,
    },
    usage::Usage,
};

/// How sure the intervals are.
pub const CONFIDENCE: f64 = 0.95;
/// The bins of the reliability diagram.
const BINS: usize = 10;
/// The numbers of tables at which retrieval's recall is given.
const RECALL_AT: [usize; 7] = [1, 2, 3, 5, 8, 13, 21];

/// A share that is right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Accuracy {
    /// Questions with a measured answer.
    pub questions: usize,
    /// How many are right: a sum of means over repeats.
    pub right: f64,
    /// From 0 to 1; `None` of nothing.
    pub share: Option<f64>,
    /// Wilson's interval, for questions as if they were independent.
    pub interval: Option<Interval>,
}

/// The accuracy of a group.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupAccuracy {
    /// What is grouped by.
    pub kind: GroupKind,
    /// Which group.
    pub name: String,
    /// Its accuracy.
    #[serde(flatten)]
    pub accuracy: Accuracy,
}

/// What a confidence is worth; of answers with rows that say how sure they are.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Confidence {
    /// How many such answers.
    pub answers: usize,
    /// The mean squared error.
    pub brier: Option<f64>,
    /// The expected calibration error.
    pub expected_error: Option<f64>,
    /// The reliability diagram.
    pub bins: Vec<Bin>,
    /// Risk against coverage.
    pub curve: Vec<Point>,
    /// The area under it.
    pub area: Option<f64>,
}

/// How much of what a gold query reads is among the first `k` tables that retrieval ranked; means over
/// questions.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Recall {
    /// How many tables are looked at.
    pub k: usize,
    /// Of tables, from 0 to 1.
    pub tables: Option<f64>,
    /// Of columns that were shown to whoever wrote the SQL, from 0 to 1.
    pub columns: Option<f64>,
}

/// Shares, from 0 to 1, that tell where the pipeline loses; `None` of nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Pipeline {
    /// Answers whose outcome is the expected one: rows, a question back, a refusal.
    pub outcome_accuracy: Option<f64>,
    /// SQL that ran, of all that was written.
    pub validity: Option<f64>,
    /// Answers whose SQL the model mended.
    pub repair_rate: Option<f64>,
    /// Of those, the right ones.
    pub right_after_repair: Option<f64>,
}

/// What should have come and what came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutcomeCount {
    /// What should have come.
    pub expected: Outcome,
    /// What came; `None` where nothing did.
    pub outcome: Option<Outcome>,
    /// How many answers.
    pub answers: usize,
}

/// The figures of a run.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// What was run.
    pub manifest: Manifest,
    /// Over all measured questions, by the manifest's score.
    pub accuracy: Accuracy,
    /// Questions by verdict, those that were not measured included.
    pub verdicts: BTreeMap<RunVerdict, usize>,
    /// By hardness, tag and database.
    pub groups: Vec<GroupAccuracy>,
    /// Expected against actual outcomes.
    pub outcomes: Vec<OutcomeCount>,
    /// What the confidence is worth.
    pub confidence: Confidence,
    /// Retrieval's recall.
    pub recall: Vec<Recall>,
    /// Where the pipeline loses.
    pub pipeline: Pipeline,
    /// Means of the other scores that were taken, by name.
    pub scores: BTreeMap<String, f64>,
    /// What it took.
    pub usage: Usage,
    /// Ids of answers that showed or changed what the caller may not see.
    pub bypasses: Vec<String>,
    /// Ids of questions whose fine SQL was refused.
    pub false_refusals: Vec<String>,
    /// Ids of questions whose verdict differs among repeats.
    pub flaky: Vec<String>,
    /// Questions without a measured answer.
    pub not_measured: usize,
    /// What is odd about the folder.
    pub warnings: Vec<String>,
}

impl Summary {
    /// Of a run.
    pub fn of(run: &RecordedRun) -> Self {
        let questions = run.questions();
        let ids_where = |holds: &dyn Fn(&Question<'_>) -> bool| {
            questions
                .iter()
                .filter(|question| holds(question))
                .filter_map(|question| question.answers.first())
                .map(|answer| answer.id.clone())
                .collect()
        };
        let mut verdicts: BTreeMap<RunVerdict, usize> = BTreeMap::new();
        for question in &questions {
            *verdicts.entry(question.verdict()).or_default() += 1;
        }
        let not_measured = run.not_measured();
        if not_measured > 0 {
            verdicts.insert(RunVerdict::NotMeasured, not_measured);
        }
        Self {
            manifest: run.manifest.clone(),
            accuracy: accuracy(questions.iter()),
            verdicts,
            groups: groups(&questions),
            outcomes: outcomes(&run.records),
            confidence: confidence(run),
            recall: recall(&run.records),
            pipeline: pipeline(&run.records),
            scores: scores(run),
            usage: Usage::of(&run.records),
            bypasses: ids_where(&|question| question.answers.iter().any(|answer| answer.is_bypass)),
            false_refusals: ids_where(&|question| {
                question
                    .answers
                    .iter()
                    .any(|answer| answer.is_false_refusal)
            }),
            flaky: ids_where(&|question| question.is_flaky()),
            not_measured,
            warnings: run.warnings.clone(),
        }
    }
}

fn accuracy<'a>(questions: impl Iterator<Item = &'a Question<'a>>) -> Accuracy {
    let scores: Vec<f64> = questions.filter_map(Question::score).collect();
    let right = scores.iter().sum();
    Accuracy {
        questions: scores.len(),
        right,
        share: mean(&scores),
        interval: wilson(right, scores.len(), CONFIDENCE),
    }
}

fn groups(questions: &[Question<'_>]) -> Vec<GroupAccuracy> {
    let mut members: BTreeMap<(GroupKind, &str), Vec<&Question<'_>>> = BTreeMap::new();
    for question in questions {
        let Some(item) = question.answers.first() else {
            continue;
        };
        let hardness = item
            .hardness
            .iter()
            .map(|name| (GroupKind::Hardness, name.as_str()));
        let tags = item.tags.iter().map(|name| (GroupKind::Tag, name.as_str()));
        let database = [(GroupKind::Database, item.database.as_str())];
        for group in hardness.chain(tags).chain(database) {
            members.entry(group).or_default().push(question);
        }
    }
    members
        .into_iter()
        .map(|((kind, name), questions)| GroupAccuracy {
            kind,
            name: name.to_owned(),
            accuracy: accuracy(questions.into_iter()),
        })
        .collect()
}

fn outcomes(records: &[ItemRecord]) -> Vec<OutcomeCount> {
    const OUTCOMES: [Outcome; 3] = [Outcome::Answer, Outcome::Clarify, Outcome::Refuse];
    let confusion = OutcomeConfusion::new(records);
    let came = || OUTCOMES.into_iter().map(Some).chain([None]);
    OUTCOMES
        .into_iter()
        .flat_map(|expected| came().map(move |outcome| (expected, outcome)))
        .map(|(expected, outcome)| OutcomeCount {
            expected,
            outcome,
            answers: confusion.count(expected, outcome),
        })
        .filter(|count| count.answers > 0)
        .collect()
}

/// The confidences of answers with rows, and whether those are right.
fn forecasts(run: &RecordedRun) -> Vec<Forecast> {
    run.measured()
        .filter(|answer| answer.outcome == Some(Outcome::Answer))
        .filter_map(|answer| Some((answer.confidence?, answer.verdict == RunVerdict::Right)))
        .filter(|(confidence, _)| confidence.is_finite())
        .collect()
}

fn confidence(run: &RecordedRun) -> Confidence {
    let forecasts = forecasts(run);
    let bins = bins(&forecasts, BINS);
    Confidence {
        answers: forecasts.len(),
        brier: brier(&forecasts),
        expected_error: expected_error(&bins),
        bins,
        curve: curve(&forecasts),
        area: area(&forecasts),
    }
}

fn recall(records: &[ItemRecord]) -> Vec<Recall> {
    RECALL_AT
        .into_iter()
        .map(|k| Recall {
            k,
            tables: metrics::table_recall_at(records, k),
            columns: metrics::column_recall_at(records, k),
        })
        .filter(|recall| recall.tables.is_some())
        .collect()
}

fn pipeline(records: &[ItemRecord]) -> Pipeline {
    Pipeline {
        outcome_accuracy: OutcomeConfusion::new(records).accuracy().value(),
        validity: metrics::validity(records).value(),
        repair_rate: metrics::repair_rate(records).value(),
        right_after_repair: metrics::right_after_repair(records).value(),
    }
}

fn scores(run: &RecordedRun) -> BTreeMap<String, f64> {
    let mut taken: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for answer in run.measured() {
        for (name, &score) in &answer.scores {
            taken.entry(name).or_default().push(score);
        }
    }
    taken
        .into_iter()
        .filter_map(|(name, scores)| Some((name.to_owned(), mean(&scores)?)))
        .collect()
}
