//! The arguments that name a dataset and how it is scored.
#![expect(
    clippy::doc_markdown,
    reason = "the comments on arguments are help texts"
)]

use std::{env, num::NonZeroUsize, path::PathBuf, sync::Arc, time::Duration};

use anyhow::Context;
use clap::{Args, ValueEnum};
use plainquery_core::Secret;
use plainquery_eval::{
    databases::Databases,
    dataset::{Dataset, benchmark::Benchmark},
    execution::{ExecutionLimits, Executor},
    parallel::default_jobs,
    scoring::{EFFICIENCY_ITERATIONS, ScoreName, Scorer, ScorerOptions, SpiderMeasures},
};

/// Forms of datasets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DatasetKind {
    /// Spider 1.0, and what has its form: Spider-Syn, Spider-DK, Spider-Realistic
    Spider,
    /// BIRD and its Mini-Dev (dev.json, mini_dev_sqlite.json, ...)
    Bird,
    /// SParC's dialogues
    Sparc,
    /// CoSQL's dialogues
    Cosql,
    /// defog's CSV; its Postgres databases by DEFOG_DATABASE_URL
    Defog,
    /// Suites of this project: a file, or a folder of them
    Own,
}

impl DatasetKind {
    pub(super) fn benchmark(self) -> Benchmark {
        match self {
            Self::Spider => Benchmark::Spider,
            Self::Bird => Benchmark::Bird,
            Self::Sparc => Benchmark::Sparc,
            Self::Cosql => Benchmark::Cosql,
            Self::Defog => Benchmark::Defog,
            Self::Own => Benchmark::Own,
        }
    }
}

/// Which dataset.
#[derive(Args)]
pub(crate) struct DatasetArguments {
    /// The form of the dataset
    #[arg(long, value_enum)]
    pub(super) dataset: DatasetKind,

    /// Its folder; for defog the CSV, for own a suite or a folder of suites
    #[arg(long, value_name = "PATH")]
    pub(super) root: PathBuf,

    /// The split: dev, or train, or the name of another JSON file
    #[arg(long, default_value = "dev")]
    pub(super) split: String,

    /// Where the SQLite files lie: NAME/NAME.sqlite in it [default: the benchmark's own place]
    #[arg(long, value_name = "DIR")]
    pub(super) databases: Option<PathBuf>,

    /// Where databases that are built from scripts are kept
    #[arg(long, value_name = "DIR")]
    cache: Option<PathBuf>,
}

impl DatasetArguments {
    pub(super) fn read(&self) -> anyhow::Result<Dataset> {
        let benchmark = self.dataset.benchmark();
        Ok(benchmark.read(&self.root, &self.split, self.databases.as_deref())?)
    }

    pub(super) fn executor(&self, dataset: &Dataset) -> Arc<Executor> {
        Arc::new(Executor::new(dataset.databases.clone(), self.cache()))
    }

    /// With schemas, settings and policies, for what does not run SQL that a policy masks.
    pub(super) fn databases(&self, dataset: &Dataset) -> anyhow::Result<Databases> {
        // Nothing is masked, so any key will do.
        let mask_key = Secret::new("none".to_owned());
        Ok(Databases::open(
            dataset,
            self.cache(),
            Some(&mask_key),
            None,
        )?)
    }

    fn cache(&self) -> PathBuf {
        self.cache
            .clone()
            .unwrap_or_else(|| env::temp_dir().join("plainquery-eval"))
    }
}

/// How it is scored.
#[derive(Args)]
pub(crate) struct ScoringArguments {
    /// The scores to take, with commas between; the verdict goes by the first [default: the benchmark's]
    #[arg(long, value_name = "NAME,...", value_delimiter = ',')]
    pub(super) scores: Vec<ScoreName>,

    /// The folder of Spider's test suite: NAME/*.sqlite
    #[arg(long, value_name = "DIR")]
    pub(super) suite: Option<PathBuf>,

    /// The folder of Spider's tables.json, for its measures [default: --root, or the folder of --databases]
    #[arg(long, value_name = "DIR")]
    tables: Option<PathBuf>,

    /// The most time for one query, in seconds
    #[arg(long, value_name = "S", default_value_t = 30)]
    pub(super) timeout_s: u64,

    /// How often both queries run for bird-ves and bird-rves
    #[arg(long, value_name = "N", default_value_t = EFFICIENCY_ITERATIONS)]
    iterations: u32,

    /// Threads [default: the cores; 1 where time is measured]
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
}

impl ScoringArguments {
    pub(super) fn jobs(&self) -> NonZeroUsize {
        let is_timed = self.scores.iter().any(|score| score.is_timed());
        self.jobs.unwrap_or_else(|| {
            if is_timed {
                NonZeroUsize::MIN
            } else {
                default_jobs()
            }
        })
    }

    pub(super) fn scorer(
        &self,
        dataset: &DatasetArguments,
        executor: Arc<Executor>,
    ) -> anyhow::Result<Scorer> {
        let mut scores = self.scores.clone();
        if scores.is_empty() {
            scores = dataset.dataset.benchmark().default_scores().to_vec();
            scores.extend(self.suite.as_ref().map(|_| ScoreName::SpiderSuite));
        }
        let needs_tables = scores.iter().any(|score| score.is_of_spider());
        let spider = needs_tables
            .then(|| self.spider(dataset))
            .transpose()
            .context("Spider's measures need its tables.json: name its folder with --tables")?;
        let options = ScorerOptions {
            verdict_by: scores[0],
            scores,
            limits: ExecutionLimits {
                timeout: Duration::from_secs(self.timeout_s),
                ..ExecutionLimits::default()
            },
            efficiency_iterations: self.iterations,
        };
        Ok(Scorer::new(executor, options, spider))
    }

    fn spider(&self, dataset: &DatasetArguments) -> anyhow::Result<SpiderMeasures> {
        let beside = dataset.databases.as_deref().and_then(|path| path.parent());
        let folder = self
            .tables
            .as_deref()
            .or_else(|| beside.filter(|folder| folder.join("tables.json").is_file()))
            .unwrap_or(&dataset.root);
        Ok(SpiderMeasures::read(folder, self.suite.clone())?)
    }
}
