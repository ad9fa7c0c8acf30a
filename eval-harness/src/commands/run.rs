//! `plainquery-eval run`: a dataset's questions asked, scored and written to a folder.

#![expect(
    clippy::doc_markdown,
    reason = "the comments on arguments are the help that a terminal shows"
)]

mod conclusion;
mod recordings;
mod selecting;
mod targets;

use std::{
    collections::BTreeMap,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, bail, ensure};
use clap::Args;
use plainquery_eval::{
    databases::Databases,
    dataset::{Dataset, digest},
    execution::ExecutionLimits,
    run_folder::{FORMAT_VERSION, Manifest},
    running::{Estimate, Progress, RunJournal, RunOptions, Scoring, estimate, run},
    scoring::{ScoreName, ScorerOptions},
    target::Target,
    traffic::{Backoff, Budget, Cassettes, Traffic, TrafficMode, TrafficOptions, now_ms},
};

use super::EXIT_NOT_MEASURED;
pub(super) use conclusion::write_summary;
use recordings::{Recorded, RecordingArguments, recordings_name};
use selecting::SelectingArguments;
use targets::{Chosen, TargetArguments};

/// Ask a dataset's questions, and write what came of each to a folder.
///
/// Without further arguments the pipeline of production answers in this process, with the engine alone
/// or with the model of the environment (OPENAI_API_KEY, PLAINQUERY_MODEL … as for the server). With
/// --url a running service answers, with --prompt a prompt file of yours and any model.
///
/// The folder can be interrupted at any time: run the same command with --resume to go on with it, and
/// nothing is asked twice but what was on its way.
#[derive(Args)]
#[command(after_long_help = "\
What is written to --out:
  run.json             what was run, and with what
  items.jsonl          a line an answer: verdict, SQL, rows, tokens, time
  traffic.jsonl        what was said to models, so that --resume does not ask it again
  conversations.jsonl  what follow-ups need of the answers before them

Exit status:
  0  everything was asked and measured
  1  something was not measured (no recording), or --check-cassettes found recordings missing
  2  wrong arguments, or files that cannot be used
  3  nothing could be measured
  4  the budget was spent before the end; --resume goes on with a larger one

Examples:
  # the engine alone, over a suite of your own
  plainquery-eval run --suite datasets/clinic --out runs/head

  # with a model: what is not recorded yet is asked and recorded, for at most two dollars
  OPENAI_API_KEY=… plainquery-eval run --suite datasets --out runs/head \\
      --record cassettes --max-cost-usd 2

  # in CI, without any key
  OPENAI_BASE_URL=https://api.openai.com/v1 plainquery-eval run --suite datasets --out runs/head \\
      --replay cassettes --check-cassettes

  # a running service
  plainquery-eval run --suite datasets/demo --url http://127.0.0.1:8787 --key \"$KEY\" --out runs/live

  # a prompt of yours with any model
  plainquery-eval run --suite mine --prompt prompt.txt --endpoint https://api.example.com/v1 \\
      --model some-model --out runs/mine")]
pub(crate) struct Run {
    #[command(flatten)]
    selecting: SelectingArguments,

    #[command(flatten)]
    target: TargetArguments,

    /// The folder to write to.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,

    /// The run's name in reports [default: the folder's]
    #[arg(long)]
    name: Option<String>,

    /// Go on with the run in --out, if there is one.
    #[arg(long)]
    resume: bool,

    #[command(flatten)]
    recordings: RecordingArguments,

    /// Stop before so many tokens are spent, sent and received together.
    #[arg(long, value_name = "N")]
    max_tokens: Option<u64>,

    /// Stop before so many US dollars are spent; needs the prices of the model
    /// (PLAINQUERY_MODEL_INPUT_USD_PER_MILLION_TOKENS and …_OUTPUT_…).
    #[arg(long, value_name = "USD")]
    max_cost_usd: Option<f64>,

    /// Print what the run would cost, and ask nothing.
    #[arg(long)]
    estimate_only: bool,

    /// Conversations held at the same time.
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: u16,

    /// How often each question is asked, each time anew.
    #[arg(long, value_name = "K", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=100))]
    repeat: u32,

    /// The most times that one request is sent: after a 429, a 5xx and a lost connection it is sent
    /// again, later each time.
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=20))]
    attempts: u32,

    /// The scores to take, with commas between; verdicts go by the first.
    #[arg(long, value_name = "NAME,...", value_delimiter = ',', default_values_t = [ScoreName::Strict])]
    scores: Vec<ScoreName>,

    /// The longest that one query may run, in seconds.
    #[arg(long, value_name = "S", default_value_t = 30)]
    query_timeout_s: u64,
}

/// The budget was spent.
const EXIT_STOPPED: u8 = 4;

impl Run {
    /// Asks and scores; the exit status.
    pub(crate) fn run(&self) -> anyhow::Result<u8> {
        if let Some(why) = self.target.unreachable() {
            eprintln!("plainquery-eval: nothing was measured: {why}");
            return Ok(EXIT_NOT_MEASURED);
        }
        let mut dataset = self.selecting.read()?;
        if !self.target.is_service() {
            dataset = dataset.at_hand();
        }
        dataset = dataset.with_connection_strings(|name| std::env::var(name).ok());
        if dataset.items.is_empty() && !dataset.missing.is_empty() {
            note_left_out(&dataset, &BTreeMap::new())?;
            eprintln!("plainquery-eval: nothing was measured: no question has its database");
            return Ok(EXIT_NOT_MEASURED);
        }
        ensure!(
            !dataset.items.is_empty(),
            "no question is left of {}; see --only and --limit, and whether the databases are there",
            dataset.name
        );
        let scripts = tempfile::tempdir().context("no folder for temporary databases")?;
        let mask_key = targets::mask_key();
        let opened = Databases::open(
            &dataset,
            scripts.path().to_owned(),
            mask_key.as_ref(),
            self.selecting.today,
        );
        let databases = match opened {
            Err(error) if error.is_unreachable() => {
                eprintln!("plainquery-eval: nothing was measured: {error}");
                return Ok(EXIT_NOT_MEASURED);
            }
            opened => opened?,
        };
        let scoring = Scoring::new(
            &databases,
            self.scorer_options(),
            self.selecting.measures(&self.scores)?,
        );
        let disputed = scoring.disputed(&dataset);
        let chosen = self.target.choose(&databases)?;
        ensure!(
            chosen.is_recorded || !self.recordings.are_wanted(),
            "--replay and --record keep what models reply; with --url the service asks them itself"
        );
        ensure!(
            self.max_cost_usd.is_none() || chosen.prices.is_some(),
            "--max-cost-usd needs prices: set PLAINQUERY_MODEL_INPUT_USD_PER_MILLION_TOKENS and \
             PLAINQUERY_MODEL_OUTPUT_USD_PER_MILLION_TOKENS"
        );
        let manifest = self.manifest(&dataset, &chosen, &databases, &disputed);
        if self.estimate_only {
            let traffic = self.traffic(&chosen, None)?;
            let options = self.options(&dataset, &disputed, &scoring, &chosen, &traffic);
            self.print_estimate(&options, &chosen, self.recordings.read()?)?;
            return Ok(0);
        }
        self.recordings.note_moving_days(&chosen, &databases)?;
        let mut journal = if self.resume {
            RunJournal::resume(&self.out, manifest)?
        } else {
            RunJournal::create(&self.out, manifest)?
        };
        let traffic = self.traffic(&chosen, Some(&journal))?;
        let options = self.options(&dataset, &disputed, &scoring, &chosen, &traffic);
        let mut known = self.recordings.read()?;
        known.extend(traffic.recorded());
        let expected = self.print_estimate(&options, &chosen, known)?;
        note_left_out(&dataset, &disputed)?;
        let progress = Progress::new(options.askings(), journal.records());
        let outcome = run(&options, &mut journal, &progress)?;
        progress.finish();
        let records = journal.finish(outcome.stopped.clone())?;
        let recorded = Recorded {
            file_name: recordings_name(&dataset, &chosen),
            traffic: &traffic,
            needed: expected.needed,
            is_whole: outcome.stopped.is_none() && self.selecting.is_whole(),
        };
        self.recordings.add(&recorded)?;
        self.conclude(&records, outcome.stopped.as_deref(), &recorded)
    }

    fn verdict_by(&self) -> ScoreName {
        self.scores.first().copied().unwrap_or(ScoreName::Strict)
    }

    fn scorer_options(&self) -> ScorerOptions {
        ScorerOptions {
            scores: self.scores.clone(),
            verdict_by: self.verdict_by(),
            limits: ExecutionLimits {
                timeout: std::time::Duration::from_secs(self.query_timeout_s),
                ..ExecutionLimits::default()
            },
            ..ScorerOptions::default()
        }
    }

    fn traffic(
        &self,
        chosen: &Chosen<'_>,
        journal: Option<&RunJournal>,
    ) -> anyhow::Result<Traffic> {
        let (file, own) = match journal {
            Some(journal) => {
                let (file, own) = journal.traffic()?;
                (Some(file), own)
            }
            None => (None, Cassettes::default()),
        };
        Ok(Traffic::new(TrafficOptions {
            mode: self.recordings.mode(),
            cassettes: self.recordings.read()?,
            own,
            journal: file,
            budget: Budget::new(self.max_tokens, self.max_cost_usd, chosen.prices),
            backoff: Backoff {
                attempts: self.attempts,
                ..Backoff::default()
            },
            secrets: chosen.secrets.clone(),
        }))
    }

    fn options<'a>(
        &self,
        dataset: &'a Dataset,
        disputed: &'a BTreeMap<String, String>,
        scoring: &'a Scoring<'a>,
        chosen: &'a Chosen<'_>,
        traffic: &'a Traffic,
    ) -> RunOptions<'a> {
        let target: &dyn Target = chosen.target.as_ref();
        RunOptions {
            dataset,
            shard: self.selecting.shard,
            repeats: self.repeat,
            jobs: self.jobs.into(),
            left_out: disputed,
            target,
            scoring,
            traffic,
        }
    }

    fn manifest(
        &self,
        dataset: &Dataset,
        chosen: &Chosen<'_>,
        databases: &Databases,
        disputed: &BTreeMap<String, String>,
    ) -> Manifest {
        let own_name = || {
            let name = self.out.file_name().unwrap_or_default();
            name.to_string_lossy().into_owned()
        };
        let mut settings = chosen.settings.clone();
        settings.insert(
            "query_timeout_s".to_owned(),
            self.query_timeout_s.to_string(),
        );
        for (name, opened) in databases.iter() {
            let version = plainquery_catalog::content_version(&opened.catalog);
            settings.insert(format!("catalog {name}"), version);
            if opened.settings.is_today_fixed() {
                settings.insert(format!("today {name}"), opened.settings.today(0));
            }
        }
        Manifest {
            format_version: FORMAT_VERSION,
            name: self.name.clone().unwrap_or_else(own_name),
            tool_version: env!("CARGO_PKG_VERSION").to_owned(),
            started_at_ms: now_ms(),
            dataset: dataset.name.clone(),
            dataset_sha256: digest::sha256(dataset),
            items: self.selecting.asked(dataset, disputed),
            score: self.verdict_by().label().to_owned(),
            target: chosen.name.clone(),
            model: chosen.model.clone(),
            settings,
            prompts: chosen.prompts.clone(),
            repeats: self.repeat,
            shard: self.selecting.shard.map(|shard| shard.to_string()),
            missing: dataset.missing.clone(),
            disputed: disputed.clone(),
            stopped: None,
        }
    }

    /// Says what is going to be spent, before anything is.
    fn print_estimate(
        &self,
        options: &RunOptions<'_>,
        chosen: &Chosen<'_>,
        recorded: Cassettes,
    ) -> anyhow::Result<Estimate> {
        let mut errors = std::io::stderr().lock();
        let answers = options.askings();
        if !chosen.is_recorded {
            writeln!(
                errors,
                "{answers} answers are wanted of {}; what its model costs is told by its answers",
                chosen.name
            )?;
            return Ok(Estimate::default());
        }
        if chosen.model.is_none() {
            writeln!(errors, "{answers} answers are wanted; no model is asked")?;
            return Ok(Estimate::default());
        }
        let expected = estimate(options, chosen.target.as_ref(), recorded);
        let verb = match self.recordings.mode() {
            TrafficMode::Replay => "are not recorded, and will not be made",
            TrafficMode::Ask => "are to be made",
        };
        writeln!(
            errors,
            "{answers} answers are wanted; {} calls to {} {verb}{}",
            expected.calls,
            chosen.model.as_deref().unwrap_or("the model"),
            estimated_cost(&expected)
        )?;
        Ok(expected)
    }
}

/// Of long lists, so much is shown.
const MAX_LISTED: usize = 5;

fn estimated_cost(expected: &Estimate) -> String {
    if expected.calls == 0 {
        return String::new();
    }
    let cost = expected
        .cost_usd
        .map_or(String::new(), |usd| format!(", ${usd:.4}"));
    format!(
        ": about {} tokens to send, {} to receive{cost} (repairs not foreseen)",
        expected.input_tokens, expected.output_tokens
    )
}

fn note_left_out(dataset: &Dataset, disputed: &BTreeMap<String, String>) -> anyhow::Result<()> {
    let mut errors = std::io::stderr().lock();
    for note in dataset.missing_notes() {
        writeln!(errors, "{note}")?;
    }
    for (id, why) in disputed.iter().take(MAX_LISTED) {
        writeln!(errors, "{id} is left out: {why}")?;
    }
    if disputed.len() > MAX_LISTED {
        let more = disputed.len() - MAX_LISTED;
        writeln!(errors, "and {more} more, whose gold is disputed")?;
    }
    Ok(())
}

/// A folder that must be there.
fn existing(path: &Path) -> anyhow::Result<&Path> {
    if path.exists() {
        Ok(path)
    } else {
        bail!("{} is not there", path.display())
    }
}
