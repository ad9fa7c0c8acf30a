//! Checks of the workspace itself (`cargo run -p xtask -- size`), and what is made from the code
//! (`cargo run -p xtask -- openapi`).

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::{Parser, Subcommand};
use xtask::{
    openapi,
    size::{Bundle, MAX_GZIPPED_BYTES},
};

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
    /// Writes the API's document, docs/openapi.json.
    Openapi,
}

fn main() -> anyhow::Result<ExitCode> {
    match Cli::parse().command {
        Command::Size { bundle } => weigh(&bundle),
        Command::Openapi => {
            std::fs::write(openapi::FILE, openapi::text())
                .with_context(|| format!("{} cannot be written", openapi::FILE))?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn weigh(folder: &Path) -> anyhow::Result<ExitCode> {
    let bundle = Bundle::weigh(folder)?;
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
