//! `plainquery-eval score`: a file of predictions against a benchmark.

mod items;

use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, ensure};
use clap::Args;
use plainquery_eval::spider::{
    dataset::Dataset,
    hardness::Hardness,
    score::{ItemVerdict, ScoreOptions, Scored, is_suite, score},
};

use super::benchmark::{DatasetArguments, DatasetKind, ScoringArguments};

const COMPONENTS: [&str; 10] = [
    "select",
    "select(no AGG)",
    "where",
    "where(no OP)",
    "group(no Having)",
    "group",
    "order",
    "and/or",
    "IUEN",
    "keywords",
];

/// Score a file of predictions by a benchmark's official measures, and by stricter ones.
///
/// Writes a line of JSON for each item and prints a table. Predictions run read-only, one statement each,
/// within time and memory; one that does anything else is one wrong item.
#[derive(Args)]
#[command(after_long_help = "\
Spider without --scores gives the official table, item by item as taoyds/test-suite-sql-eval:
  exact  exact set match: the parsed queries have the same parts; values and DISTINCT do not count
  exec   the same rows as the gold query on the database
  suite  the same rows on every variant of the database (with --suite)

A line of --out is then:
  {\"i\":3,\"db_id\":\"concert_singer\",\"hardness\":\"medium\",\"exact\":0,\"exec\":1,\"suite\":0,
   \"reason\":\"other rows on a variant of the database\"}

Any other dataset, and Spider with --scores, is scored by name; the verdict goes by the first score:
  strict        the same rows as often, columns in any order, an order where the question asks for one;
                ties at a LIMIT stand for each other, floats are equal within 1e-9
  tolerant      further columns and rounded numbers are allowed
  spider-exact  spider-exec  spider-suite   as above
  bird-ex       BIRD's execution accuracy: equal sets of rows
  bird-soft-f1  BIRD's soft F1: rows by their place, cells by their value
  bird-ves      the square root of gold time / predicted time, 0 where the rows differ
  bird-rves     the same in steps
A line of --out is then:
  {\"id\":\"bird-dev-3\",\"database\":\"financial\",\"hardness\":\"simple\",\"verdict\":\"right\",
   \"scores\":{\"bird-ex\":1.0,\"strict\":1.0}}

Predictions are one query a line in the dataset's order; FILE.json is BIRD's object from numbers to SQL;
FILE.jsonl has {\"id\":...,\"sql\":...} in each line.

Items whose database is not there are left out and counted. Items whose gold query fails are listed
as disputed and left out.

Exit status:
  0  scored
  2  wrong arguments, or files that cannot be used
  3  nothing could be scored

Examples:
  plainquery-eval score --dataset spider --root spider --split dev \\
      --predictions predicted.sql --suite spider/testsuite --out verdicts.jsonl
  plainquery-eval score --dataset bird --root bird/dev --predictions predict_dev.json \\
      --scores bird-ex,bird-soft-f1,strict")]
pub(crate) struct Score {
    #[command(flatten)]
    dataset: DatasetArguments,

    #[command(flatten)]
    scoring: ScoringArguments,

    /// The predictions
    #[arg(long, value_name = "FILE", required_unless_present = "gold")]
    predictions: Option<PathBuf>,

    /// Score the gold queries themselves: every measure must be 100 %, but for disputed items
    #[arg(long, conflicts_with = "predictions")]
    gold: bool,

    /// Where the items' verdicts go
    #[arg(long, value_name = "FILE.jsonl")]
    out: Option<PathBuf>,

    /// Also print the components of exact match
    #[arg(long)]
    components: bool,
}

impl Score {
    /// Scores; the exit status.
    pub(crate) fn run(&self) -> anyhow::Result<u8> {
        if let Some(suite) = &self.scoring.suite {
            ensure!(
                is_suite(suite),
                "{} holds no folders of variants; --suite expects NAME/*.sqlite in it",
                suite.display()
            );
        }
        if self.dataset.dataset == DatasetKind::Spider && self.scoring.scores.is_empty() {
            self.score_spider()
        } else {
            self.score_items()
        }
    }

    /// The official table, in the quickest way.
    fn score_spider(&self) -> anyhow::Result<u8> {
        ensure!(
            self.dataset.databases.is_none(),
            "the official table looks for databases in --root; name --scores to use --databases"
        );
        let dataset = Dataset::read(&self.dataset.root, &self.dataset.split)?;
        let predictions = match &self.predictions {
            Some(file) => dataset.read_predictions(file)?,
            None => dataset
                .items
                .iter()
                .map(|item| item.query.clone())
                .collect(),
        };
        let options = ScoreOptions {
            suite: self.scoring.suite.clone(),
            jobs: self.scoring.jobs(),
            timeout: Duration::from_secs(self.scoring.timeout_s),
        };
        let scored = score(&dataset, &predictions, &options)?;
        if let Some(path) = &self.out {
            write_verdicts(path, &scored.verdicts)
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
        let mut out = io::stdout().lock();
        write_table(&mut out, &scored)?;
        if self.components {
            write_components(&mut out, &scored.verdicts)?;
        }
        write_left_out(&mut out, &scored)?;
        Ok(0)
    }
}

fn write_verdicts(path: &Path, verdicts: &[ItemVerdict]) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    for verdict in verdicts {
        serde_json::to_writer(&mut out, verdict)?;
        out.write_all(b"\n")?;
    }
    out.flush()
}

/// The columns of the table: each level, then all.
fn levels(verdicts: &[ItemVerdict]) -> Vec<(&'static str, Vec<&ItemVerdict>)> {
    let mut levels: Vec<(&str, Vec<&ItemVerdict>)> = Hardness::ALL
        .into_iter()
        .map(|level| {
            let of_level = verdicts.iter().filter(|verdict| verdict.hardness == level);
            (level.label(), of_level.collect())
        })
        .collect();
    levels.push(("all", verdicts.iter().collect()));
    levels
}

/// The share of items that a measure holds for; `None` where it was not taken.
type Measure = fn(&ItemVerdict) -> Option<bool>;

fn write_table(out: &mut impl Write, scored: &Scored) -> io::Result<()> {
    let levels = levels(&scored.verdicts);
    write!(out, "{:<20}", "")?;
    for (label, _) in &levels {
        write!(out, " {label:>8}")?;
    }
    write!(out, "\n{:<20}", "count")?;
    for (_, verdicts) in &levels {
        write!(out, " {:>8}", verdicts.len())?;
    }
    writeln!(out)?;
    let measures: [(&str, Measure); 3] = [
        ("exact match", |verdict| Some(verdict.exact)),
        ("execution", |verdict| Some(verdict.exec)),
        ("test suite", |verdict| verdict.suite),
    ];
    for (label, measure) in measures {
        if scored
            .verdicts
            .iter()
            .all(|verdict| measure(verdict).is_none())
        {
            continue;
        }
        write!(out, "{label:<20}")?;
        for (_, verdicts) in &levels {
            let held: Vec<bool> = verdicts
                .iter()
                .filter_map(|verdict| measure(verdict))
                .collect();
            let right = held.iter().filter(|held| **held).count();
            write!(out, " {:>8}", share(right, held.len()))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// Precision and recall of each component, as in the official table: over items where the prediction,
/// or the gold query, has any of it.
fn write_components(out: &mut impl Write, verdicts: &[ItemVerdict]) -> io::Result<()> {
    let levels = levels(verdicts);
    for (title, is_precision) in [("precision", true), ("recall", false)] {
        writeln!(out, "\n{title} of the components of exact match")?;
        for (position, label) in COMPONENTS.iter().enumerate() {
            write!(out, "{label:<20}")?;
            for (_, verdicts) in &levels {
                let mut total = 0;
                let mut right = 0;
                for verdict in verdicts {
                    let (_, found) = verdict.components.components[position];
                    let has_any = if is_precision {
                        found.predicted
                    } else {
                        found.gold
                    } > 0;
                    total += usize::from(has_any);
                    right += usize::from(has_any && found.is_match());
                }
                write!(out, " {:>8}", share(right, total))?;
            }
            writeln!(out)?;
        }
    }
    Ok(())
}

fn share(right: usize, total: usize) -> String {
    #[expect(clippy::cast_precision_loss, reason = "counts of items are small")]
    if total == 0 {
        "-".to_owned()
    } else {
        format!("{:.3}", right as f64 / total as f64)
    }
}

fn write_left_out(out: &mut impl Write, scored: &Scored) -> io::Result<()> {
    let missing: usize = scored.missing.values().sum();
    if missing > 0 {
        let databases: Vec<&str> = scored.missing.keys().map(String::as_str).collect();
        writeln!(
            out,
            "\n{missing} items are left out: there is no database {}",
            databases.join(", ")
        )?;
    }
    if !scored.disputed.is_empty() {
        writeln!(
            out,
            "\n{} disputed items are left out:",
            scored.disputed.len()
        )?;
        for (position, why) in &scored.disputed {
            writeln!(out, "  {position}: {why}")?;
        }
    }
    Ok(())
}
