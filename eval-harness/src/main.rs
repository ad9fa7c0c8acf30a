//! The command `plainquery-eval`.

mod commands;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use commands::{Baseline, Check, EXIT_USAGE, Export, Init, Merge, Run, Score, SelfCheck};

/// Replays questions and scores what comes of them.
#[derive(Parser)]
#[command(name = "plainquery-eval", version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Check(Check),
    Export(Export),
    Run(Box<Run>),
    Merge(Merge),
    Baseline(Baseline),
    Init(Init),
    Score(Box<Score>),
    SelfCheck(SelfCheck),
}

fn main() -> ExitCode {
    let status = match Cli::parse().command {
        Command::Check(check) => check.run(),
        Command::Export(export) => export.run(),
        Command::Run(run) => run.run(),
        Command::Merge(merge) => merge.run(),
        Command::Baseline(baseline) => baseline.run(),
        Command::Init(init) => init.run(),
        Command::Score(score) => score.run(),
        Command::SelfCheck(self_check) => self_check.run(),
    };
    match status {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            eprintln!("plainquery-eval: {error:#}");
            ExitCode::from(EXIT_USAGE)
        }
    }
}
