//! Two runs over the same questions, question by question.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    recorded_run::{RecordedRun, question::Question},
    run_folder::ItemRecord,
    statistics::{
        Interval,
        bootstrap::{Bootstrap, Resampling, bootstrap},
        mcnemar::{McNemar, mcnemar},
        power::smallest_detectable,
    },
    usage::Usage,
};

pub mod changes;
pub mod groups;
mod manifests;
pub mod markdown;
pub mod row_difference;
mod side_by_side;
pub mod terminal;

pub use changes::{AnswerSummary, ChangeKind, ChangedQuestion};
use groups::Group;
pub use manifests::Incomparable;
pub use row_difference::RowDifference;

/// The level of the test whose smallest detectable change is given.
pub const DETECTION_LEVEL: f64 = 0.05;
/// How likely that change is to be detected.
pub const DETECTION_POWER: f64 = 0.8;

/// How runs are compared.
#[derive(Clone, Copy, Debug)]
pub struct ComparisonOptions {
    /// Of the two-sided interval, such as 0.95.
    pub confidence: f64,
    /// What is drawn for it.
    pub resampling: Resampling,
    /// Compare what runs over other items or by another score have in common.
    pub allow_different: bool,
}

impl Default for ComparisonOptions {
    fn default() -> Self {
        Self {
            confidence: 0.95,
            resampling: Resampling::default(),
            allow_different: false,
        }
    }
}

/// One of the two runs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Side {
    /// Its name.
    pub name: String,
    /// Questions with a measured answer.
    pub measured: usize,
    /// Questions without one.
    pub not_measured: usize,
    /// What it took.
    pub usage: Usage,
    /// Ids of questions whose answers showed or changed what the caller may not see.
    pub bypasses: Vec<String>,
    /// Ids of questions whose fine SQL was refused.
    pub false_refusals: Vec<String>,
}

/// The share that is right, and how it changed; over the questions that both runs measured.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AccuracyChange {
    /// The first run's, from 0 to 1; means over repeats.
    pub base: f64,
    /// The second run's.
    pub head: f64,
    /// The second less the first.
    pub difference: f64,
    /// Where the difference lies, by the bootstrap.
    pub interval: Interval,
    /// How sure the interval is.
    pub confidence: f64,
    /// How many databases were drawn from.
    pub databases: usize,
    /// Whether questions were drawn within databases too.
    pub is_two_stage: bool,
    /// What was drawn.
    pub resampling: Resampling,
    /// The smallest change of accuracy that this comparison would probably have found
    /// ([`DETECTION_POWER`], at [`DETECTION_LEVEL`]); `None` where it could find none.
    pub smallest_detectable: Option<f64>,
}

/// A question that at least one run did not measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnpairedQuestion {
    /// The item's id.
    pub id: String,
    /// Whether the first run measured it.
    pub in_base: bool,
    /// Whether the second run measured it.
    pub in_head: bool,
}

/// A question that was answered differently when it was asked again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FlakyQuestion {
    /// The item's id.
    pub id: String,
    /// How often it was asked and how often it was right, in the first run.
    pub base: (usize, usize),
    /// The same, in the second run.
    pub head: (usize, usize),
}

/// Two runs beside each other.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Comparison {
    /// The dataset's name.
    pub dataset: String,
    /// The score that verdicts go by.
    pub score: String,
    /// The first run.
    pub base: Side,
    /// The second run.
    pub head: Side,
    /// What is different about the runs, in sentences: model, settings, prompts.
    pub differences: Vec<String>,
    /// What a reader must know, in sentences.
    pub notes: Vec<String>,
    /// Questions that both runs measured.
    pub pairs: usize,
    /// The change of accuracy; `None` without pairs.
    pub accuracy: Option<AccuracyChange>,
    /// The test on the pairs, by the verdicts of most repeats.
    pub mcnemar: McNemar,
    /// Totals by hardness, tag and database.
    pub groups: Vec<Group>,
    /// Lost ones first.
    pub changed: Vec<ChangedQuestion>,
    /// Questions that at least one run did not measure.
    pub unpaired: Vec<UnpairedQuestion>,
    /// Questions whose verdict differs among the repeats of a run.
    pub flaky: Vec<FlakyQuestion>,
    /// The distribution that the interval comes from, for bounds of other confidences.
    #[serde(skip)]
    pub bootstrap: Bootstrap,
}

/// A question as both runs answered it.
pub(crate) struct Pair<'a> {
    pub(crate) base: Question<'a>,
    pub(crate) head: Question<'a>,
}

impl Pair<'_> {
    /// From −1 to 1: how much oftener the second run is right.
    fn difference(&self) -> f64 {
        self.head.score().unwrap_or_default() - self.base.score().unwrap_or_default()
    }

    /// What both runs say of the item itself.
    pub(crate) fn item(&self) -> Option<&ItemRecord> {
        self.head.answers.first().copied()
    }
}

impl Comparison {
    /// Compares `head` with `base`.
    pub fn of(
        base: &RecordedRun,
        head: &RecordedRun,
        options: ComparisonOptions,
    ) -> Result<Self, Incomparable> {
        let mut notes = manifests::notes_of(base, head);
        if let Some(why) = manifests::incomparable(base, head) {
            if !options.allow_different {
                return Err(why);
            }
            notes.push(format!(
                "only questions that both runs have are compared: {why}"
            ));
        }
        let (pairs, unpaired) = pair_up(base, head);
        let bootstrap = bootstrap(&differences_by_database(&pairs), options.resampling);
        let mcnemar = mcnemar_of(&pairs);
        Ok(Self {
            dataset: head.manifest.dataset.clone(),
            score: head.manifest.score.clone(),
            base: side(base),
            head: side(head),
            differences: manifests::differences(base, head),
            notes,
            pairs: pairs.len(),
            accuracy: accuracy(&pairs, &bootstrap, mcnemar, options),
            mcnemar,
            groups: groups::totals(&pairs),
            changed: changes::changed(&pairs),
            unpaired,
            flaky: flaky(&pairs),
            bootstrap,
        })
    }

    /// Changed questions of a kind.
    pub fn of_kind(&self, kind: ChangeKind) -> impl Iterator<Item = &ChangedQuestion> {
        self.changed
            .iter()
            .filter(move |change| change.kind == kind)
    }
}

fn side(run: &RecordedRun) -> Side {
    let questions = run.questions();
    let ids_where = |holds: fn(&ItemRecord) -> bool| {
        questions
            .iter()
            .filter_map(|question| question.answers.iter().find(|answer| holds(answer)))
            .map(|answer| answer.id.clone())
            .collect()
    };
    Side {
        name: run.manifest.name.clone(),
        measured: questions
            .iter()
            .filter(|question| question.is_measured())
            .count(),
        not_measured: run.not_measured(),
        usage: Usage::of(&run.records),
        bypasses: ids_where(|answer| answer.is_bypass),
        false_refusals: ids_where(|answer| answer.is_false_refusal),
    }
}

fn pair_up<'a>(
    base: &'a RecordedRun,
    head: &'a RecordedRun,
) -> (Vec<Pair<'a>>, Vec<UnpairedQuestion>) {
    let id_of = |question: &Question<'a>| question.answers.first().map(|answer| answer.id.as_str());
    let mut of_base: BTreeMap<&str, Question<'a>> = base
        .questions()
        .into_iter()
        .filter_map(|question| Some((id_of(&question)?, question)))
        .collect();
    let (mut pairs, mut unpaired) = (Vec::new(), Vec::new());
    for head in head.questions() {
        let Some(id) = id_of(&head) else { continue };
        let base = of_base.remove(id).unwrap_or_default();
        let (in_base, in_head) = (base.is_measured(), head.is_measured());
        if in_base && in_head {
            pairs.push(Pair { base, head });
        } else {
            unpaired.push(UnpairedQuestion {
                id: id.to_owned(),
                in_base,
                in_head,
            });
        }
    }
    unpaired.extend(of_base.into_iter().map(|(id, question)| UnpairedQuestion {
        id: id.to_owned(),
        in_base: question.is_measured(),
        in_head: false,
    }));
    (pairs, unpaired)
}

fn differences_by_database(pairs: &[Pair<'_>]) -> Vec<Vec<f64>> {
    let mut by_database: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for pair in pairs {
        let database = pair.item().map_or("", |item| item.database.as_str());
        by_database
            .entry(database)
            .or_default()
            .push(pair.difference());
    }
    by_database.into_values().collect()
}

fn mcnemar_of(pairs: &[Pair<'_>]) -> McNemar {
    let (mut lost, mut gained) = (0, 0);
    for pair in pairs {
        match (pair.base.is_mostly_right(), pair.head.is_mostly_right()) {
            (true, false) => lost += 1,
            (false, true) => gained += 1,
            _ => {}
        }
    }
    mcnemar(lost, gained)
}

#[expect(clippy::cast_precision_loss, reason = "counts of questions")]
fn accuracy(
    pairs: &[Pair<'_>],
    bootstrap: &Bootstrap,
    mcnemar: McNemar,
    options: ComparisonOptions,
) -> Option<AccuracyChange> {
    if pairs.is_empty() {
        return None;
    }
    let count = pairs.len() as f64;
    let share =
        |score: fn(&Pair<'_>) -> Option<f64>| pairs.iter().filter_map(score).sum::<f64>() / count;
    let discordant = mcnemar.lost + mcnemar.gained;
    let detectable = smallest_detectable(
        pairs.len() as u64,
        discordant,
        DETECTION_LEVEL,
        DETECTION_POWER,
    );
    Some(AccuracyChange {
        base: share(|pair| pair.base.score()),
        head: share(|pair| pair.head.score()),
        difference: bootstrap.observed,
        interval: bootstrap.interval(options.confidence),
        confidence: options.confidence,
        databases: bootstrap.clusters,
        is_two_stage: bootstrap.is_two_stage,
        resampling: options.resampling,
        smallest_detectable: detectable.map(|questions| questions as f64 / count),
    })
}

fn flaky(pairs: &[Pair<'_>]) -> Vec<FlakyQuestion> {
    pairs
        .iter()
        .filter(|pair| pair.base.is_flaky() || pair.head.is_flaky())
        .filter_map(|pair| {
            Some(FlakyQuestion {
                id: pair.item()?.id.clone(),
                base: pair.base.counts(),
                head: pair.head.counts(),
            })
        })
        .collect()
}
