use std::io::IsTerminal;

use clap::{Args, ValueEnum};
use tracing::Level;

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LogFormat {
    /// Lines for people.
    Human,
    /// One JSON object a line.
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum LogLevel {
    Error,
    Warn,
    Info,
    Debug,
}

/// How to log, to standard error.
#[derive(Debug, Args)]
pub(super) struct LogArguments {
    /// How log lines look [default: human on a terminal, json elsewhere]
    #[arg(long, value_enum, env = "PLAINQUERY_LOG_FORMAT")]
    log_format: Option<LogFormat>,
    /// The least important lines that are logged
    #[arg(long, value_enum, default_value = "info", env = "PLAINQUERY_LOG_LEVEL")]
    log_level: LogLevel,
}

impl LogArguments {
    pub(super) fn start(&self) {
        let is_terminal = std::io::stderr().is_terminal();
        let level = match self.log_level {
            LogLevel::Error => Level::ERROR,
            LogLevel::Warn => Level::WARN,
            LogLevel::Info => Level::INFO,
            LogLevel::Debug => Level::DEBUG,
        };
        let builder = tracing_subscriber::fmt()
            .with_max_level(level)
            .with_writer(std::io::stderr)
            .with_target(false);
        match self.log_format.unwrap_or(if is_terminal {
            LogFormat::Human
        } else {
            LogFormat::Json
        }) {
            LogFormat::Human => builder.with_ansi(false).init(),
            LogFormat::Json => builder.json().flatten_event(true).init(),
        }
    }
}
