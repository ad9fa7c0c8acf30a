//! `plainquery-eval self-check`: a dataset's gold against itself.

use std::{
    env,
    fs::File,
    io::{self, BufWriter, IsTerminal, Write},
    path::PathBuf,
};

use anyhow::{Context, ensure};
use clap::Args;
use indicatif::{ProgressBar, ProgressDrawTarget};
use plainquery_eval::{
    dataset::Dataset,
    scoring::ScoreName,
    self_check::{SelfCheck as Outcome, self_check},
};

use super::{
    EXIT_MISSED, EXIT_NOT_MEASURED,
    benchmark::{DatasetArguments, ScoringArguments},
};

/// Score a dataset's gold against itself, and list the items where that is not full.
///
/// A measure that does not give its own gold 100 % says nothing of a prediction. Such items are disputed:
/// a run leaves them out, and its report names them.
#[derive(Args)]
#[command(after_long_help = "\
Each gold query is the prediction of its own item, under every score that is asked for. An item with
several gold queries is in order where one of them is; the others are listed.

Exit status:
  0  every item is in order
  1  some are disputed
  2  wrong arguments, or files that cannot be used
  3  nothing could be checked, since no database is there

Examples:
  plainquery-eval self-check --dataset spider --root spider --split dev
  plainquery-eval self-check --dataset sparc --root sparc --databases spider/database
  plainquery-eval self-check --dataset own --root datasets --out disputed.json")]
pub(crate) struct SelfCheck {
    #[command(flatten)]
    dataset: DatasetArguments,

    #[command(flatten)]
    scoring: ScoringArguments,

    /// Where the outcome goes as JSON
    #[arg(long, value_name = "FILE.json")]
    out: Option<PathBuf>,
}

impl SelfCheck {
    /// Checks; the exit status.
    pub(crate) fn run(&self) -> anyhow::Result<u8> {
        let dataset = self.dataset.read()?;
        let dataset = dataset.with_connection_strings(|name| env::var(name).ok());
        let executor = self.dataset.executor(&dataset);
        let scorer = self.scoring.scorer(&self.dataset, executor)?;
        let bar = progress(dataset.items.len());
        let outcome = self_check(&dataset, &scorer, self.scoring.jobs(), || bar.inc(1));
        bar.finish_and_clear();
        if let Some(path) = &self.out {
            let file =
                File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
            let mut file = BufWriter::new(file);
            serde_json::to_writer_pretty(&mut file, &outcome)?;
            file.flush()?;
        }
        let names: Vec<&str> = scorer
            .names()
            .into_iter()
            .filter(|name| !name.is_timed())
            .map(ScoreName::label)
            .collect();
        ensure!(
            !names.is_empty(),
            "a timed score says nothing of its own gold"
        );
        write_outcome(&mut io::stdout().lock(), &dataset, &outcome, &names)?;
        Ok(if outcome.checked == 0 {
            EXIT_NOT_MEASURED
        } else if outcome.disputed.is_empty() {
            0
        } else {
            EXIT_MISSED
        })
    }
}

/// A bar in a terminal, and nothing elsewhere.
pub(super) fn progress(items: usize) -> ProgressBar {
    let bar = ProgressBar::new(u64::try_from(items).unwrap_or(u64::MAX));
    if !io::stderr().is_terminal() {
        bar.set_draw_target(ProgressDrawTarget::hidden());
    }
    bar
}

fn write_outcome(
    out: &mut impl Write,
    dataset: &Dataset,
    outcome: &Outcome,
    names: &[&str],
) -> io::Result<()> {
    writeln!(out, "{}: {} items with gold", dataset.name, outcome.checked)?;
    for name in names {
        let full = outcome.full.get(*name).copied().unwrap_or_default();
        writeln!(out, "  {name:<14} {full} have everything")?;
    }
    write_missing(out, dataset)?;
    if !outcome.disputed.is_empty() {
        writeln!(out, "\n{} disputed items:", outcome.disputed.len())?;
        for (id, why) in &outcome.disputed {
            writeln!(out, "  {id}: {why}")?;
        }
    }
    if !outcome.failing_alternatives.is_empty() {
        let items = outcome.failing_alternatives.len();
        writeln!(out, "\n{items} items have gold queries of which some fail:")?;
        for (id, reasons) in &outcome.failing_alternatives {
            writeln!(out, "  {id}: {}", reasons.join("; "))?;
        }
    }
    Ok(())
}

/// Items that are left out since their database is not there.
pub(super) fn write_missing(out: &mut impl Write, dataset: &Dataset) -> io::Result<()> {
    for note in dataset.missing_notes() {
        writeln!(out, "{note}")?;
    }
    Ok(())
}
