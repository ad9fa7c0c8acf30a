//! The command `plainquery-eval`.

mod commands;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use commands::{Bisect, Check, Compare, EXIT_USAGE, Export, Gate, Report, Score, SelfCheck};

/// Replays questions and scores what comes of them.
#[derive(Parser)]
#[command(name = "plainquery-eval", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Bisect(Bisect),
    Check(Check),
    Compare(Compare),
    Export(Export),
    Gate(Gate),
    Report(Report),
    Score(Box<Score>),
    SelfCheck(SelfCheck),
}

fn main() -> ExitCode {
    let status = match Cli::parse().command {
        Command::Bisect(bisect) => bisect.run(),
        Command::Check(check) => check.run(),
        Command::Compare(compare) => compare.run(),
        Command::Gate(gate) => gate.run(),
        Command::Report(report) => report.run(),
        Command::Score(score) => score.run(),
        Command::SelfCheck(self_check) => self_check.run(),
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
