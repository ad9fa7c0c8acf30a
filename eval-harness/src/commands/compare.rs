//! `plainquery-eval compare`: two runs beside each other.

use std::{
    io::{self, Write},
    path::PathBuf,
};

use clap::{Args, ValueEnum};
use plainquery_eval::{
    comparison::{Comparison, ComparisonOptions, markdown, terminal},
    recorded_run::RecordedRun,
    statistics::bootstrap::Resampling,
};

use super::{EXIT_NOT_MEASURED, parse_share};

/// How a result is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For the terminal
    Text,
    /// For a pull request
    Markdown,
    /// For programs: every figure, every changed question
    Json,
}

/// The two runs, and how they are compared; shared with `gate`.
#[derive(Args)]
pub(super) struct Runs {
    /// The folder of the run before the change
    pub(super) base: PathBuf,

    /// The folder of the run after it
    pub(super) head: PathBuf,

    /// Also compare runs over other items or by another score, on the questions that both have
    #[arg(long)]
    pub(super) allow_different: bool,

    /// Resamples of the bootstrap
    #[arg(long, value_name = "N", default_value_t = Resampling::default().resamples, value_parser = parse_resamples)]
    resamples: usize,

    /// The seed of the resamples; the same seed gives the same interval
    #[arg(long, value_name = "N", default_value_t = Resampling::default().seed)]
    seed: u64,
}

fn parse_resamples(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(count) if (100..=1_000_000).contains(&count) => Ok(count),
        _ => Err("a whole number from 100 to 1000000 is expected".to_owned()),
    }
}

impl Runs {
    pub(super) fn compare(&self, confidence: f64) -> anyhow::Result<Comparison> {
        let (base, head) = (
            RecordedRun::load(&self.base)?,
            RecordedRun::load(&self.head)?,
        );
        let options = ComparisonOptions {
            confidence,
            resampling: Resampling {
                seed: self.seed,
                resamples: self.resamples,
            },
            allow_different: self.allow_different,
        };
        Ok(Comparison::of(&base, &head, options)?)
    }
}

/// Compare two runs over the same questions, question by question.
///
/// Shows every question whose verdict changed with both queries and the rows that differ, totals by
/// hardness, tag and database, and whether the change of accuracy is more than chance.
#[derive(Args)]
#[command(after_long_help = "\
What is said of the change:
  interval    of the difference of accuracy, by a bootstrap that draws whole databases, since
              questions about one database are not independent (questions within them too, below 20
              databases)
  McNemar     the exact test on the questions that only one run has right
  detectable  the smallest change that so many questions would have shown, with a chance of 80 %

Questions that were asked several times count by the share of their repeats that is right, in
McNemar's test by most of them; those whose repeats differ are named as flaky. Questions that one
run did not measure are named and are in no figure.

Exit status:
  0  compared, whatever came of it
  2  wrong arguments, files that cannot be used, or runs that do not compare
  3  no question was measured by both runs

Example:
  plainquery-eval compare runs/main runs/change
  plainquery-eval compare runs/main runs/change --format markdown > comment.md")]
pub(crate) struct Compare {
    #[command(flatten)]
    runs: Runs,

    /// How sure the interval is to be
    #[arg(long, value_name = "SHARE", default_value_t = 0.95, value_parser = parse_share)]
    confidence: f64,

    /// How the comparison is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

impl Compare {
    /// Compares; the exit status.
    pub(crate) fn run(&self) -> anyhow::Result<u8> {
        let comparison = self.runs.compare(self.confidence)?;
        let mut out = io::stdout().lock();
        match self.format {
            Format::Text => terminal::write(&mut out, &comparison)?,
            Format::Markdown => out.write_all(markdown::render(&comparison).as_bytes())?,
            Format::Json => {
                serde_json::to_writer_pretty(&mut out, &comparison)?;
                writeln!(out)?;
            }
        }
        Ok(if comparison.pairs == 0 {
            EXIT_NOT_MEASURED
        } else {
            0
        })
    }
}
