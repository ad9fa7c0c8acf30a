//! The command `plainquery-eval`.

mod commands;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use commands::{
    Baseline, Bisect, Check, Compare, EXIT_USAGE, Export, Gate, Init, Merge, Report, Run, Score,
    SelfCheck,
};

/// Replays questions and scores what comes of them.
#[derive(Parser)]
#[command(name = "plainquery-eval", version)]
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
