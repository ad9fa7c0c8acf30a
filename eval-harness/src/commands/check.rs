//! `plainquery-eval check`: a suite of questions against a running Plainquery.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, ensure};
use clap::Args;
use plainquery_eval::client::Client;
use plainquery_eval::expected::ExpectedResults;
use plainquery_eval::report::{Table, Totals, percent, write_details};
use plainquery_eval::run::{Options, Record, run};
use plainquery_eval::suite::Suite;

use super::{EXIT_MISSED, EXIT_NOT_MEASURED, parse_share};

/// Ask a running service every question of a suite, and compare the rows with the expected ones.
///
/// Prints a line for each question as it is answered, then totals by hardness and by tag.
#[derive(Args)]
#[command(after_long_help = "\
Verdicts:
  right       the expected rows; or, where none were to come, a question back or a refusal
  WRONG       other rows than expected, or rows where none were to come
  unanswered  a question back or a refusal where rows were expected
  FAILED      no answer that could be read: a problem document, or no reply

Rows are compared as multisets, in order only where the suite says `ordered`. Each expected column
must be there under any name and at any place; further columns do no harm. Whole numbers are
compared exactly, fractions as far as the less precise side goes (at least two decimals), days
with or without a midnight.

Exit status:
  0  every threshold is met; without any, all questions are right
  1  a threshold is missed
  2  wrong arguments, or a suite that cannot be used
  3  the service cannot be reached, so nothing was measured

Example:
  plainquery-eval check --suite datasets/demo/questions.toml \\
      --url http://127.0.0.1:8787 --key \"$PLAINQUERY_KEY\" --min-right 72")]
pub(crate) struct Check {
    /// The questions (TOML, or JSON lines where it ends in .jsonl); datasets/README.md describes the
    /// format. A `[database]`, roles and tenants are not looked at: what is asked is the service, and
    /// the key says who asks.
    #[arg(long, value_name = "FILE")]
    suite: PathBuf,

    /// The expected rows (JSON) [default: expected.json beside the suite]
    #[arg(long, value_name = "FILE")]
    expected: Option<PathBuf>,

    /// Where Plainquery answers, without a path.
    #[arg(long, env = "PLAINQUERY_URL", default_value = "http://127.0.0.1:8787")]
    url: String,

    /// The API key or token to ask with.
    #[arg(long, env = "PLAINQUERY_KEY", hide_env_values = true)]
    key: String,

    /// Only questions whose id, or one of whose tags, is this; what they follow is asked too.
    /// May be given several times.
    #[arg(long, value_name = "ID|TAG")]
    only: Vec<String>,

    /// Conversations held at the same time.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..=64))]
    jobs: u16,

    /// The most rows to ask for.
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    max_rows: u32,

    /// The longest wait for one answer, in seconds.
    #[arg(long, value_name = "S", default_value_t = 60)]
    timeout_s: u64,

    /// Also write everything, answers and expected rows included, to this file.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,

    /// At least so many questions must be right.
    #[arg(long, value_name = "N")]
    min_right: Option<usize>,

    /// Of the questions answered with rows, at least this share must be right, such as 0.95.
    #[arg(long, value_name = "SHARE", value_parser = parse_share)]
    min_precision: Option<f64>,

    /// Of the questions that have rows as their answer, at least this share must be answered.
    #[arg(long, value_name = "SHARE", value_parser = parse_share)]
    min_coverage: Option<f64>,
}

impl Check {
    /// Asks and scores; the exit status.
    pub(crate) fn run(&self) -> anyhow::Result<u8> {
        let suite = Suite::load(&self.suite)?.only(&self.only);
        ensure!(
            !suite.questions.is_empty(),
            "no question of {} matches --only",
            self.suite.display()
        );
        let beside = || self.suite.with_file_name("expected.json");
        let expected_path = self.expected.clone().unwrap_or_else(beside);
        let expected = ExpectedResults::load(&expected_path, &suite)?;
        let client = Client::new(&self.url, &self.key, Duration::from_secs(self.timeout_s));

        if let Err(error) = client.check_health() {
            eprintln!(
                "plainquery-eval: nothing was measured: {} is not a running Plainquery ({error})",
                self.url
            );
            return Ok(EXIT_NOT_MEASURED);
        }
        let (records, totals) = self.ask_all(&suite, &expected, &client)?;
        if let Some(path) = &self.json {
            write_json(
                path,
                &self.suite,
                &self.url,
                &suite,
                &expected,
                &records,
                &totals,
            )
            .with_context(|| format!("cannot write {}", path.display()))?;
        }
        if !records.iter().any(Record::is_reply) {
            eprintln!("plainquery-eval: nothing was measured: no question got a reply");
            return Ok(EXIT_NOT_MEASURED);
        }
        let missed = self.missed(&totals);
        for sentence in &missed {
            eprintln!("plainquery-eval: {sentence}");
        }
        Ok(if missed.is_empty() { 0 } else { EXIT_MISSED })
    }

    fn ask_all(
        &self,
        suite: &Suite,
        expected: &ExpectedResults,
        client: &Client,
    ) -> io::Result<(Vec<Record>, Totals)> {
        let mut out = io::stdout().lock();
        let table = Table::new(suite);
        table.write_head(&mut out)?;
        let options = Options {
            jobs: self.jobs.into(),
            max_rows: self.max_rows,
        };
        let mut written = Ok(());
        let records = run(suite, expected, client, options, |record| {
            if written.is_ok() {
                written = table.write_record(&mut out, record);
            }
        });
        written?;
        writeln!(out)?;
        let totals = Totals::of(suite, &records);
        totals.write(&mut out)?;
        Ok((records, totals))
    }

    /// A sentence for each threshold that is missed.
    fn missed(&self, totals: &Totals) -> Vec<String> {
        let score = &totals.all;
        let has_threshold =
            self.min_right.is_some() || self.min_precision.is_some() || self.min_coverage.is_some();
        let min_right = match self.min_right {
            None if !has_threshold => Some(score.total),
            given => given,
        };
        let mut missed = Vec::new();
        if let Some(min_right) = min_right.filter(|&least| score.right < least) {
            missed.push(format!(
                "{} right, fewer than the {min_right} that are asked for",
                score.right
            ));
        }
        let shares = [
            ("precision", score.precision(), self.min_precision),
            ("coverage", score.coverage(), self.min_coverage),
        ];
        for (name, share, least) in shares {
            // A share of nothing does not meet a threshold.
            if let Some(least) = least.filter(|&least| share.is_none_or(|share| share < least)) {
                missed.push(format!(
                    "the {name} is {}, below {}",
                    percent(share),
                    percent(Some(least))
                ));
            }
        }
        missed
    }
}

fn write_json(
    path: &Path,
    suite_path: &Path,
    url: &str,
    suite: &Suite,
    expected: &ExpectedResults,
    records: &[Record],
    totals: &Totals,
) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(path)?);
    write_details(
        &mut out,
        (suite_path, url),
        (suite, expected),
        (records, totals),
    )
}
