//! Which questions are asked, as arguments.

use std::{collections::BTreeMap, path::PathBuf};

use clap::Args;
use plainquery_eval::{
    dataset::{Dataset, own},
    running::{Selection, Shard, asked_items},
    scoring::{ScoreName, SpiderMeasures},
};

use toml::value::{Date, Datetime};

use super::existing;
use crate::commands::benchmark::DatasetKind;

/// The questions.
#[derive(Args)]
pub(in crate::commands) struct SelectingArguments {
    /// A suite (TOML or JSON lines), its folder, or a folder of suites.
    #[arg(
        long,
        value_name = "PATH",
        required_unless_present = "dataset",
        conflicts_with = "dataset"
    )]
    suite: Option<PathBuf>,

    /// A benchmark instead of a suite.
    #[arg(long, value_enum, requires = "root")]
    dataset: Option<DatasetKind>,

    /// The benchmark's folder; defog's CSV file; with `own`, what --suite takes.
    #[arg(long, value_name = "PATH", requires = "dataset")]
    root: Option<PathBuf>,

    /// The benchmark's split.
    #[arg(long, default_value = "dev")]
    split: String,

    /// Where the benchmark's databases are, where they are not in its folder.
    #[arg(long, value_name = "DIR", requires = "dataset")]
    databases: Option<PathBuf>,

    /// The variants of Spider's databases, for the score spider-suite.
    #[arg(long, value_name = "DIR", requires = "dataset")]
    variants: Option<PathBuf>,

    /// "Today" of databases whose settings name none [default: the clock's]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    pub(super) today: Option<Date>,

    /// Only questions whose id, database or one of whose tags is this; what they follow is asked too.
    /// May be given several times.
    #[arg(long, value_name = "ID|TAG|DATABASE")]
    only: Vec<String>,

    /// Only the first so many of them.
    #[arg(long, value_name = "N")]
    limit: Option<usize>,

    /// Only part i of n, for a matrix of machines; `plainquery-eval merge` puts the parts together.
    #[arg(long, value_name = "i/n")]
    pub(super) shard: Option<Shard>,
}

fn parse_day(text: &str) -> Result<Date, String> {
    let day: Option<Datetime> = text.parse().ok();
    day.filter(|day| day.time.is_none())
        .and_then(|day| day.date)
        .ok_or_else(|| "a day is written such as 2025-06-30".to_owned())
}

impl SelectingArguments {
    /// The wanted questions; a shard's own are chosen when they are asked.
    pub(super) fn read(&self) -> anyhow::Result<Dataset> {
        let dataset = match (&self.suite, self.dataset, &self.root) {
            (_, Some(kind), Some(root)) => {
                let databases = self.databases.as_deref();
                kind.benchmark()
                    .read(existing(root)?, &self.split, databases)?
            }
            (Some(suite), _, _) => own::read(existing(suite)?)?,
            _ => anyhow::bail!("give --suite, or --dataset and --root"),
        };
        Ok(self.selection().of(dataset))
    }

    /// What Spider's measures need; nothing where none of them is taken.
    pub(super) fn measures(&self, scores: &[ScoreName]) -> anyhow::Result<Option<SpiderMeasures>> {
        match &self.root {
            Some(root) if scores.iter().any(|score| score.is_of_spider()) => {
                Ok(Some(SpiderMeasures::read(root, self.variants.clone())?))
            }
            _ => Ok(None),
        }
    }

    /// Whether no question is left out.
    pub(super) fn is_whole(&self) -> bool {
        self.selection().is_all() && self.shard.is_none()
    }

    /// How many of them are asked.
    pub(super) fn asked(&self, dataset: &Dataset, left_out: &BTreeMap<String, String>) -> usize {
        asked_items(dataset, self.shard, left_out)
    }

    fn selection(&self) -> Selection {
        Selection {
            only: self.only.clone(),
            limit: self.limit,
        }
    }
}
