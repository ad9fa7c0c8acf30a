//! Plainquery outside WASM: the gateway and the terminal client.

use std::{io::Write, process::ExitCode};

use clap::Parser;
use plainquery::cli::Cli;

/// A request is many small allocations that live briefly; the system's allocator takes twice as long.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    Cli::parse().run().unwrap_or_else(|error| {
        drop(writeln!(std::io::stderr(), "plainquery: {error:#}"));
        ExitCode::FAILURE
    })
}
