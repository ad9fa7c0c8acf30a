//! `plainquery-eval report`: a run, or a folder of runs, as files for people and programs.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, ensure};
use clap::Args;
use plainquery_eval::{
    comparison::{Comparison, ComparisonOptions},
    gate::{GateOptions, GateReport},
    recorded_run::RecordedRun,
    reports::{html, junit, markdown, summary::Summary, trend::Trend},
};
use serde_json::json;

use super::{EXIT_NOT_MEASURED, parse_share};

/// Write the reports of a run into its folder: a page, Markdown, XML for CI systems, JSON and Parquet.
///
/// With --trend, a page and a table over all runs of a folder.
#[derive(Args)]
#[command(after_long_help = "\
Files:
  report.html    one page without any other file: charts, and a browser of the answers
  report.md      the figures, for a pull request
  junit.xml      a test case a question, for CI systems
  summary.json   every figure
  items.parquet  every answer, for data tools: duckdb -c \"FROM 'run/items.parquet'\"
  trend.html, trend.md, trend.json   with --trend, into that folder

Exit status:
  0  written
  2  wrong arguments, files that cannot be used, or runs that do not compare
  3  written, but no question was measured

Example:
  plainquery-eval report runs/change --base runs/main
  plainquery-eval report --trend runs")]
pub(crate) struct Report {
    /// The folder of the run
    #[arg(required_unless_present = "trend", conflicts_with = "trend")]
    run: Option<PathBuf>,

    /// The folder of a run to compare it with
    #[arg(long, value_name = "FOLDER")]
    base: Option<PathBuf>,

    /// The margin of the gate whose verdict is in the report
    #[arg(long, value_name = "SHARE", default_value_t = 0.02, value_parser = parse_share, requires = "base")]
    margin: f64,

    /// How sure the gate and the intervals of the comparison are to be
    #[arg(long, value_name = "SHARE", default_value_t = 0.95, value_parser = parse_share, requires = "base")]
    confidence: f64,

    /// Compare with a run over other items, or by another score, all the same
    #[arg(long, requires = "base")]
    allow_different: bool,

    /// A folder with runs in it
    #[arg(long, value_name = "FOLDER")]
    trend: Option<PathBuf>,
}

impl Report {
    /// Writes; the exit status.
    pub(crate) fn run(&self) -> anyhow::Result<u8> {
        match (&self.run, &self.trend) {
            (_, Some(folder)) => write_trend(folder),
            (Some(folder), None) => self.write_run(folder),
            // What clap has refused already.
            (None, None) => anyhow::bail!("name the folder of a run, or --trend"),
        }
    }

    fn write_run(&self, folder: &Path) -> anyhow::Result<u8> {
        let run = RecordedRun::load(folder)?;
        let summary = Summary::of(&run);
        let compared = self.compare(&run)?;
        let compared = compared
            .as_ref()
            .map(|(comparison, gate)| (comparison, gate));
        let json = json!({
            "summary": summary,
            "comparison": compared.map(|(comparison, _)| comparison),
            "gate": compared.map(|(_, gate)| gate),
        });
        let files = [
            (
                "report.html",
                html::report(&run, &summary, compared)?.into_bytes(),
            ),
            (
                "report.md",
                markdown::render(&summary, compared).into_bytes(),
            ),
            ("junit.xml", junit::render(&run).into_bytes()),
            ("summary.json", serde_json::to_vec_pretty(&json)?),
            #[cfg(feature = "parquet")]
            (
                "items.parquet",
                plainquery_eval::reports::parquet::render(&run)?,
            ),
        ];
        write_files(folder, &files)?;
        Ok(if summary.accuracy.questions == 0 {
            EXIT_NOT_MEASURED
        } else {
            0
        })
    }

    fn compare(&self, run: &RecordedRun) -> anyhow::Result<Option<(Comparison, GateReport)>> {
        let Some(base) = &self.base else {
            return Ok(None);
        };
        let options = ComparisonOptions {
            confidence: self.confidence,
            allow_different: self.allow_different,
            ..ComparisonOptions::default()
        };
        let comparison = Comparison::of(&RecordedRun::load(base)?, run, options)?;
        let gate = GateOptions {
            margin: self.margin,
            confidence: self.confidence,
            ..GateOptions::default()
        };
        let gate = GateReport::of(&comparison, &gate);
        Ok(Some((comparison, gate)))
    }
}

fn write_trend(folder: &Path) -> anyhow::Result<u8> {
    let trend = Trend::load(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    ensure!(
        !trend.runs.is_empty(),
        "there is no run in {}: each is a folder with run.json and items.jsonl",
        folder.display()
    );
    let files = [
        ("trend.html", html::trend(&trend)?.into_bytes()),
        ("trend.md", trend.markdown().into_bytes()),
        ("trend.json", serde_json::to_vec_pretty(&trend)?),
    ];
    write_files(folder, &files)?;
    Ok(0)
}

fn write_files(folder: &Path, files: &[(&str, Vec<u8>)]) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    for (name, content) in files {
        let path = folder.join(name);
        fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
        writeln!(out, "{}", path.display())?;
    }
    Ok(())
}
