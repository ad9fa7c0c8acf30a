//! Predictions scored item by item, by any of the scores.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

use anyhow::Context;
use plainquery_eval::{
    dataset::{Dataset, Expectation, Item},
    execution::ResultTable,
    parallel, predictions,
    run_folder::RunVerdict,
    scoring::{ItemScores, Prediction, ScoreName, Scorer},
};
use serde::Serialize;

use super::Score;
use crate::commands::{
    EXIT_NOT_MEASURED,
    self_check::{progress, write_missing},
};

/// A line of the file of verdicts.
#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    database: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hardness: Option<&'a str>,
    verdict: RunVerdict,
    scores: &'a BTreeMap<String, f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

impl Score {
    /// Scores each item on its own; the exit status.
    pub(super) fn score_items(&self) -> anyhow::Result<u8> {
        let dataset = self.dataset.read()?;
        let predicted = match &self.predictions {
            Some(file) => Some(predictions::read(file, &dataset)?),
            None => None,
        };
        let scorer = self
            .scoring
            .scorer(&self.dataset, self.dataset.executor(&dataset))?;
        let bar = progress(dataset.items.len());
        let outcomes = parallel::for_each(
            self.scoring.jobs(),
            dataset.items.len(),
            |at| {
                let item = &dataset.items[at];
                match &predicted {
                    None => score_gold(&scorer, item),
                    Some(predicted) => {
                        let none = Prediction::Failed("there is no prediction");
                        let sql = predicted.get(&item.id).map(String::as_str);
                        scorer.score(item, sql.map_or(none, Prediction::Sql))
                    }
                }
            },
            |_, _| bar.inc(1),
        );
        bar.finish_and_clear();
        if let Some(path) = &self.out {
            write_lines(path, &dataset, &outcomes)
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        let mut out = io::stdout().lock();
        write_table(&mut out, &dataset, &outcomes, &scorer.names())?;
        write_dialogues(&mut out, &dataset, &outcomes)?;
        write_missing(&mut out, &dataset)?;
        write_disputed(&mut out, &dataset, &outcomes)?;
        let is_measured = outcomes
            .iter()
            .any(|outcome| outcome.verdict != RunVerdict::NotMeasured);
        Ok(if is_measured { 0 } else { EXIT_NOT_MEASURED })
    }
}

/// What should come, as if it had come.
fn score_gold(scorer: &Scorer, item: &Item) -> ItemScores {
    match &item.expectation {
        Expectation::Sql { gold, .. } => {
            let sql = gold.first().map_or("", String::as_str);
            scorer.score(item, Prediction::Sql(sql))
        }
        Expectation::Rows { columns, rows, .. } => {
            let table = ResultTable::of_text(columns.clone(), rows.clone());
            let prediction = Prediction::Rows {
                table: &table,
                sql: None,
            };
            scorer.score(item, prediction)
        }
        Expectation::NoAnswer { outcome, .. } => {
            let prediction = Prediction::NoAnswer {
                outcome: *outcome,
                message: "",
            };
            scorer.score(item, prediction)
        }
    }
}

fn write_lines(path: &Path, dataset: &Dataset, outcomes: &[ItemScores]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    for (item, outcome) in dataset.items.iter().zip(outcomes) {
        let line = Line {
            id: &item.id,
            database: &item.database,
            hardness: item.hardness.as_deref(),
            verdict: outcome.verdict,
            scores: &outcome.scores,
            reason: outcome.why.as_deref(),
        };
        serde_json::to_writer(&mut out, &line)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

/// The columns of the table: each hardness, then all.
fn groups<'a>(
    dataset: &'a Dataset,
    outcomes: &'a [ItemScores],
) -> Vec<(&'a str, Vec<&'a ItemScores>)> {
    const ORDER: [&str; 7] = [
        "easy",
        "simple",
        "medium",
        "moderate",
        "hard",
        "extra",
        "challenging",
    ];
    let measured = || {
        let pairs = dataset.items.iter().zip(outcomes);
        pairs.filter(|(_, outcome)| outcome.verdict != RunVerdict::NotMeasured)
    };
    let mut labels: Vec<&str> = measured()
        .filter_map(|(item, _)| item.hardness.as_deref())
        .collect::<BTreeSet<&str>>()
        .into_iter()
        .collect();
    labels.sort_by_key(|label| ORDER.iter().position(|known| known == label));
    let mut groups: Vec<(&str, Vec<&ItemScores>)> = labels
        .into_iter()
        .map(|label| {
            let of_label = measured().filter(|(item, _)| item.hardness.as_deref() == Some(label));
            (label, of_label.map(|(_, outcome)| outcome).collect())
        })
        .collect();
    groups.push(("all", measured().map(|(_, outcome)| outcome).collect()));
    groups
}

fn write_table(
    out: &mut impl Write,
    dataset: &Dataset,
    outcomes: &[ItemScores],
    names: &[ScoreName],
) -> io::Result<()> {
    let groups = groups(dataset, outcomes);
    write!(out, "{:<20}", "")?;
    for (label, _) in &groups {
        write!(out, " {label:>11}")?;
    }
    write!(out, "\n{:<20}", "count")?;
    for (_, outcomes) in &groups {
        write!(out, " {:>11}", outcomes.len())?;
    }
    writeln!(out)?;
    for name in names {
        write!(out, "{:<20}", name.label())?;
        for (_, outcomes) in &groups {
            let values: Vec<f64> = outcomes
                .iter()
                .filter_map(|outcome| outcome.scores.get(name.label()).copied())
                .collect();
            write!(out, " {:>11}", mean(&values))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn mean(values: &[f64]) -> String {
    #[expect(clippy::cast_precision_loss, reason = "counts of items are small")]
    if values.is_empty() {
        "-".to_owned()
    } else {
        format!("{:.3}", values.iter().sum::<f64>() / values.len() as f64)
    }
}

/// Dialogues of which every question is right, as `SParC` and `CoSQL` count them.
fn write_dialogues(
    out: &mut impl Write,
    dataset: &Dataset,
    outcomes: &[ItemScores],
) -> io::Result<()> {
    let dialogues = dataset.conversations();
    if dialogues.len() == dataset.items.len() {
        return Ok(());
    }
    let right = dialogues
        .iter()
        .filter(|dialogue| {
            dialogue
                .iter()
                .all(|&at| outcomes[at].verdict == RunVerdict::Right)
        })
        .count();
    writeln!(
        out,
        "\n{right} of {} dialogues are right in every question",
        dialogues.len()
    )
}

fn write_disputed(
    out: &mut impl Write,
    dataset: &Dataset,
    outcomes: &[ItemScores],
) -> io::Result<()> {
    let left_out: Vec<(&Item, &ItemScores)> = dataset
        .items
        .iter()
        .zip(outcomes)
        .filter(|(_, outcome)| outcome.verdict == RunVerdict::NotMeasured)
        .collect();
    if left_out.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{} disputed items are left out:", left_out.len())?;
    for (item, outcome) in left_out {
        let why = outcome.why.as_deref().unwrap_or_default();
        writeln!(out, "  {}: {why}", item.id)?;
    }
    Ok(())
}
