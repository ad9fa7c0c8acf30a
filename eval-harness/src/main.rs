//! The command `plainquery-eval`.

mod commands;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use commands::{
    Baseline, Bisect, Check, Compare, EXIT_USAGE, Export, Gate, Init, Merge, Report, Run, Score,
    SelfCheck,
};

/// Ask text-to-SQL questions with known answers, and find out whether a change made it worse.
#[derive(Parser)]
#[command(
    name = "plainquery-eval",
    version,
    after_help = "\
The way from ten questions to a gate:
  init     write a suite and a CI file from your questions
  run      ask them, before your change (--out runs/base) and after it (--out runs/head)
  report   read what came: plainquery-eval report runs/head
  compare  see which questions changed: plainquery-eval compare runs/base runs/head
  gate     fail where it became worse: plainquery-eval gate runs/base runs/head

Each command's --help has an example and its exit statuses."
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Init(Init),
    Run(Box<Run>),
    Merge(Merge),
    Score(Box<Score>),
    SelfCheck(SelfCheck),
    Check(Check),
    Compare(Compare),
    Gate(Gate),
    Bisect(Bisect),
    Report(Report),
    Baseline(Baseline),
    Export(Export),
}

fn main() -> ExitCode {
    let status = match Cli::parse().command {
        Command::Init(init) => init.run(),
        Command::Run(run) => run.run(),
        Command::Merge(merge) => merge.run(),
        Command::Score(score) => score.run(),
        Command::SelfCheck(self_check) => self_check.run(),
        Command::Check(check) => check.run(),
        Command::Compare(compare) => compare.run(),
        Command::Gate(gate) => gate.run(),
        Command::Bisect(bisect) => bisect.run(),
        Command::Report(report) => report.run(),
        Command::Baseline(baseline) => baseline.run(),
        Command::Export(export) => export.run(),
    };
    match status {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            eprintln!("plainquery-eval: {error:#}");
            ExitCode::from(EXIT_USAGE)
        }
    }
}
