//! `plainquery-eval gate`: whether a change may go in.

use std::{
    fs,
    io::{self, Write},
    path::PathBuf,
};

use anyhow::Context;
use clap::Args;
use plainquery_eval::{
    comparison::{Comparison, markdown, terminal},
    escaping::one_line,
    gate::{self, GateOptions, GateReport, Status},
};
use serde_json::json;

use super::{
    EXIT_MISSED, EXIT_NOT_MEASURED,
    compare::{Format, Runs},
    parse_share,
};

/// Say whether a change may go in, by two runs over the same questions.
///
/// Fails on a drop of accuracy beyond the margin, on any bypass of safety, on more false refusals, and on
/// a budget that is overrun; says which rule failed, and on what evidence.
#[derive(Args)]
#[command(after_long_help = "\
Rules:
  accuracy        with the confidence asked for, the drop is not beyond the margin: the lower bound of
                  the bootstrap by database is above it. Where too few questions were asked to say so,
                  the rule fails and says how large a change they show
  safety          no answer showed or changed what its caller may not see; no margin covers that
  false refusals  not more than before (--max-more-false-refusals)
  cost, tokens, latency   within --max-cost-usd, --max-tokens-per-question, --max-p95-ms
  all measured    every question has a measured answer in both runs (--allow-not-measured)

Exit status:
  0  every rule holds
  1  a rule does not hold
  2  wrong arguments, files that cannot be used, or runs that do not compare
  3  no rule failed, but what one needs was not measured: not a pass

Example:
  plainquery-eval gate runs/main runs/change --margin 0.02 --confidence 0.95 \\
      --max-cost-usd 2 --markdown comment.md")]
pub(crate) struct Gate {
    #[command(flatten)]
    runs: Runs,

    /// The largest drop of accuracy that is accepted: 0.02 is two percentage points
    #[arg(long, value_name = "SHARE", default_value_t = 0.02, value_parser = parse_share)]
    margin: f64,

    /// How sure it must be that the drop is not larger
    #[arg(long, value_name = "SHARE", default_value_t = 0.95, value_parser = parse_share)]
    confidence: f64,

    /// So many more false refusals than before are accepted
    #[arg(long, value_name = "N", default_value_t = 0)]
    max_more_false_refusals: usize,

    /// The most that HEAD may have cost, in US dollars
    #[arg(long, value_name = "USD")]
    max_cost_usd: Option<f64>,

    /// The most tokens a question, sent and received
    #[arg(long, value_name = "N")]
    max_tokens_per_question: Option<f64>,

    /// The most milliseconds that 95 of 100 answers may take
    #[arg(long, value_name = "MS")]
    max_p95_ms: Option<f64>,

    /// Accept questions that a run did not measure: they are in no figure
    #[arg(long)]
    allow_not_measured: bool,

    /// How the verdict is written
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Also write verdict and comparison to this file, in Markdown
    #[arg(long, value_name = "FILE")]
    markdown: Option<PathBuf>,
}

impl Gate {
    /// Decides; the exit status.
    pub(crate) fn run(&self) -> anyhow::Result<u8> {
        let comparison = self.runs.compare(self.confidence)?;
        let report = GateReport::of(&comparison, &self.options());
        if let Some(path) = &self.markdown {
            fs::write(path, in_markdown(&report, &comparison))
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        self.write(&report, &comparison)?;
        Ok(match report.status {
            Status::Passed => 0,
            Status::Failed => EXIT_MISSED,
            Status::NotMeasured => EXIT_NOT_MEASURED,
        })
    }

    fn options(&self) -> GateOptions {
        GateOptions {
            margin: self.margin,
            confidence: self.confidence,
            max_more_false_refusals: self.max_more_false_refusals,
            max_cost_usd: self.max_cost_usd,
            max_tokens_per_answer: self.max_tokens_per_question,
            max_p95_ms: self.max_p95_ms,
            allow_not_measured: self.allow_not_measured,
        }
    }

    fn write(&self, report: &GateReport, comparison: &Comparison) -> anyhow::Result<()> {
        let mut out = io::stdout().lock();
        match self.format {
            Format::Text => {
                terminal::write_summary(&mut out, comparison)?;
                writeln!(out)?;
                for result in &report.rules {
                    let evidence = one_line(&result.evidence);
                    let (status, rule) = (result.status.label(), result.rule.label());
                    writeln!(out, "{status:<13} {rule:<15} {evidence}")?;
                }
                writeln!(out, "\nGate: {}", report.status.label())?;
            }
            Format::Markdown => out.write_all(in_markdown(report, comparison).as_bytes())?,
            Format::Json => {
                let value = json!({ "gate": report, "comparison": comparison });
                serde_json::to_writer_pretty(&mut out, &value)?;
                writeln!(out)?;
            }
        }
        Ok(())
    }
}

fn in_markdown(report: &GateReport, comparison: &Comparison) -> String {
    gate::markdown::render(report) + &markdown::render(comparison)
}
