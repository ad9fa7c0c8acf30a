//! The command line.

mod ask;
mod database;
mod doctor;
mod gateway;
mod host;
mod init;
mod introspect;
mod logging;
mod policy;
mod render;
mod report;
mod role_sql;
mod serve;
mod settings_text;
mod validate;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Ask your database questions in plain language.
#[derive(Debug, Parser)]
#[command(name = "plainquery", version, about, long_about = None, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(Box<init::InitArguments>),
    Doctor(Box<doctor::DoctorArguments>),
    Ask(Box<ask::AskArguments>),
    Gateway(Box<gateway::GatewayArguments>),
    Introspect(Box<introspect::IntrospectArguments>),
    RoleSql(Box<role_sql::RoleSqlArguments>),
    Serve(Box<serve::ServeArguments>),
    Validate(Box<validate::ValidateArguments>),
}

impl Cli {
    /// Runs the command; an error is for people to read.
    pub fn run(self) -> anyhow::Result<ExitCode> {
        match self.command {
            Command::Init(arguments) => arguments.run(),
            Command::Doctor(arguments) => arguments.run(),
            Command::Ask(arguments) => arguments.run(),
            Command::Gateway(arguments) => arguments.run(),
            Command::Introspect(arguments) => arguments.run(),
            Command::RoleSql(arguments) => arguments.run(),
            Command::Serve(arguments) => arguments.run(),
            Command::Validate(arguments) => arguments.run(),
        }
    }
}

/// Runs a future on this thread: handlers are not `Send`.
fn block_on<F: Future>(future: F) -> std::io::Result<F::Output> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    Ok(tokio::task::LocalSet::new().block_on(&runtime, future))
}
