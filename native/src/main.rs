//! Plainquery outside WASM: the gateway and the terminal client.

use std::{io::Write, process::ExitCode};

use clap::Parser;
use plainquery::cli::Cli;

fn main() -> ExitCode {
    Cli::parse().run().unwrap_or_else(|error| {
        drop(writeln!(std::io::stderr(), "plainquery: {error:#}"));
        ExitCode::FAILURE
    })
}
