//! The benchmarks by name: which reader takes a folder.

use std::path::Path;

use thiserror::Error;

use super::{
    Dataset, bird, defog, dialogues,
    own::{self, OwnError},
    source::ReadError,
    spider,
};
use crate::scoring::ScoreName;

/// A form of dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Benchmark {
    /// Spider 1.0 and what has its form.
    Spider,
    /// BIRD and its Mini-Dev.
    Bird,
    /// `SParC`.
    Sparc,
    /// `CoSQL`.
    Cosql,
    /// defog's CSV.
    Defog,
    /// The project's own suites.
    Own,
}

/// A dataset cannot be read.
#[derive(Debug, Error)]
pub enum BenchmarkError {
    /// A benchmark's file.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// A suite.
    #[error(transparent)]
    Own(#[from] OwnError),
}

impl Benchmark {
    /// Reads a split. `root` is the benchmark's folder, defog's file, or a suite; `databases` is where the
    /// `SQLite` files lie, where that is not the benchmark's own place.
    pub fn read(
        self,
        root: &Path,
        split: &str,
        databases: Option<&Path>,
    ) -> Result<Dataset, BenchmarkError> {
        Ok(match self {
            Self::Spider => spider::read(root, split, databases)?,
            Self::Bird => bird::read(root, split, databases)?,
            Self::Sparc => dialogues::read(dialogues::Benchmark::Sparc, root, split, databases)?,
            Self::Cosql => dialogues::read(dialogues::Benchmark::Cosql, root, split, databases)?,
            Self::Defog => defog::read(root)?,
            Self::Own => own::read(root)?,
        })
    }

    /// The scores that are taken where nothing else is said, the one for the verdict first.
    pub fn default_scores(self) -> &'static [ScoreName] {
        match self {
            Self::Spider => &[
                ScoreName::SpiderExec,
                ScoreName::SpiderExact,
                ScoreName::Strict,
            ],
            Self::Sparc | Self::Cosql => &[
                ScoreName::SpiderExact,
                ScoreName::SpiderExec,
                ScoreName::Strict,
            ],
            Self::Bird => &[ScoreName::BirdEx, ScoreName::BirdSoftF1, ScoreName::Strict],
            Self::Defog | Self::Own => &[ScoreName::Strict, ScoreName::Tolerant],
        }
    }
}
