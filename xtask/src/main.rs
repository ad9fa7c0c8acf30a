//! Checks of the workspace itself: `cargo run -p xtask -- size`.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::size::{Bundle, MAX_GZIPPED_BYTES};

/// Checks of the workspace itself.
#[derive(Parser)]
#[command(name = "xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Weighs the built Worker; fails when it is over its budget. Build it by scripts/build-worker.
    Size {
        /// The folder of the bundle.
        #[arg(long, default_value = "functions/workers/build")]
        bundle: PathBuf,
    },
}

fn main() -> anyhow::Result<ExitCode> {
    let Command::Size { bundle } = Cli::parse().command;
    let bundle = Bundle::weigh(&bundle)?;
    bundle.write(&mut std::io::stdout().lock())?;
    if bundle.gzipped_bytes() < MAX_GZIPPED_BYTES {
        return Ok(ExitCode::SUCCESS);
    }
    writeln!(
        std::io::stderr(),
        "The Worker is over its budget of {MAX_GZIPPED_BYTES} bytes: see which crate grew with \
         `cargo tree -p plainquery-workers --target wasm32-unknown-unknown`, or twiggy."
    )?;
    Ok(ExitCode::FAILURE)
}
