//! `plainquery-eval merge`: one run of the shards of one.

use std::{io::Write, path::PathBuf};

use clap::Args;
use plainquery_eval::running::merge;

use super::{EXIT_MISSED, run::write_summary};

/// Put the shards of a run (`run --shard i/n`) together into one run.
///
/// All shards must be of the same questions, target, model, prompts and settings, and no answer may be
/// in two of them. What is missing is listed, and the merged run says that it is not whole.
#[derive(Args)]
#[command(after_long_help = "\
Exit status:
  0  the run is whole
  1  it is written, but something is missing
  2  the folders cannot be merged

Example:
  plainquery-eval merge --out runs/head shard-1 shard-2 shard-3 shard-4")]
pub(crate) struct Merge {
    /// The shards' folders.
    #[arg(value_name = "DIR", required = true)]
    folders: Vec<PathBuf>,

    /// The folder for the whole run.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

impl Merge {
    /// Merges; the exit status.
    pub(crate) fn run(&self) -> anyhow::Result<u8> {
        let merged = merge(&self.folders, &self.out)?;
        let mut out = std::io::stdout().lock();
        write_summary(&mut out, &merged.records, &merged.manifest.score)?;
        writeln!(out, "written to {}", self.out.display())?;
        for sentence in &merged.missing {
            eprintln!("plainquery-eval: {sentence}");
        }
        Ok(if merged.missing.is_empty() {
            0
        } else {
            EXIT_MISSED
        })
    }
}
