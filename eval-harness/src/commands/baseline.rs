//! `plainquery-eval baseline`: a run's results question by question, in a file beside the code.

use std::{io::Write, path::PathBuf};

use clap::Args;
use plainquery_eval::{baseline, run_folder::RunVerdict, running::read_run};

use super::{EXIT_MISSED, EXIT_NOT_MEASURED};

/// Write a run's results question by question into a CSV file, or compare them with it.
///
/// The file is committed. With --check a question whose verdict, score or SQL is not as the file has it
/// is shown with both, and the command fails; a change that is meant is committed by writing the file
/// anew.
#[derive(Args)]
#[command(after_long_help = "\
Exit status:
  0  the file is written, or the run is as the file has it
  1  --check: something changed
  2  the files cannot be used
  3  part of the run was not measured: it can be neither written nor compared

Example:
  plainquery-eval run --suite datasets --no-model --out runs/head
  plainquery-eval baseline --run runs/head --file datasets/baseline.csv --check")]
pub(crate) struct Baseline {
    /// The run's folder.
    #[arg(long, value_name = "DIR")]
    run: PathBuf,

    /// The baseline.
    #[arg(long, value_name = "FILE")]
    file: PathBuf,

    /// Compare with the file instead of writing it.
    #[arg(long)]
    check: bool,
}

impl Baseline {
    /// Writes or compares; the exit status.
    pub(crate) fn run(&self) -> anyhow::Result<u8> {
        let (manifest, records) = read_run(&self.run)?;
        let mut out = std::io::stdout().lock();
        let unmeasured = records
            .iter()
            .filter(|record| record.verdict == RunVerdict::NotMeasured)
            .count();
        let wanted = manifest.items * manifest.repeats as usize;
        if unmeasured > 0 || records.len() < wanted {
            let absent = unmeasured + wanted.saturating_sub(records.len());
            eprintln!("plainquery-eval: {absent} of {wanted} answers of the run were not measured");
            return Ok(EXIT_NOT_MEASURED);
        }
        let now = baseline::rows(&manifest, &records);
        if !self.check {
            baseline::write(&self.file, &now)?;
            writeln!(
                out,
                "{} answers are written to {}",
                now.len(),
                self.file.display()
            )?;
            return Ok(0);
        }
        let changes = baseline::changes(&baseline::read(&self.file)?, &now);
        for change in &changes {
            writeln!(out, "{change}")?;
        }
        if changes.is_empty() {
            writeln!(out, "all {} answers are as before", now.len())?;
            return Ok(0);
        }
        eprintln!(
            "plainquery-eval: {} answers are not as {} has them; where that is meant, write it anew \
             without --check and commit it with the change",
            changes.len(),
            self.file.display()
        );
        Ok(EXIT_MISSED)
    }
}
