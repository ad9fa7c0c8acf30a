use std::{io::Write, net::SocketAddr, num::NonZeroUsize, panic, path::PathBuf, process::ExitCode};

use anyhow::anyhow;
use clap::Args;
use plainquery_ask::Config;
use plainquery_core::SettingsErrors;
use serde_json::json;

use super::{
    gateway::stop_requested,
    logging::LogArguments,
    policy::{POLICY, PolicyArguments},
};
use crate::{
    serve::{
        DATABASE_CONNECTIONS, DEADLINE_MS, LISTEN, MAX_IN_FLIGHT, SHUTDOWN_GRACE_MS, ServeOptions,
        Server, WORKERS,
    },
    settings_file::SettingsSource,
};

/// Threads for what workers share: listening, the database, Redis.
const SHARED_THREADS: usize = 2;

const EXAMPLES: &str = "\
Examples:
  The settings that `plainquery init` wrote:
    plainquery serve --settings plainquery.toml

  From variables alone:
    export DATABASE_URL=postgres://reader:secret@db.internal/shop?sslmode=verify-full
    export PLAINQUERY_CONVERSATION_SECRET=$(openssl rand -hex 32)
    export PLAINQUERY_API_KEYS='{\"<a random key>\": {\"subject\": \"ann\", \"role\": \"analyst\"}}'
    plainquery serve --listen 0.0.0.0:8080

  Ask it:
    curl http://127.0.0.1:8080/v1/ask -H 'Authorization: Bearer <a random key>' \\
      -H 'Content-Type: application/json' -d '{\"question\": \"How many orders were placed last month?\"}'

When it is ready it prints one line of JSON with its address. Settings are those of the Worker
(wrangler.toml lists them), as variables or in the settings file: lines such as
PLAINQUERY_MAX_ROWS = 500; a variable wins over the file. Without PLAINQUERY_SQL_ENDPOINT the database
is reached straight by the Postgres protocol, but for Neon's hosts. Of this server alone:

  PLAINQUERY_REDIS_URL            cache and counters in Redis, shared by several servers; else in memory
  PLAINQUERY_RATE_LIMIT           REQUESTS/SECONDS that each caller may make, such as 100/60
  PLAINQUERY_MAX_CONNECTIONS      of callers [16384]; more wait
  PLAINQUERY_HEADER_TIMEOUT_MS    for a request's headers, and between two requests [30000]
  PLAINQUERY_BODY_TIMEOUT_MS      for a request's body [10000]
  PLAINQUERY_WRITE_TIMEOUT_MS     without progress while an answer is read [30000]
  PLAINQUERY_SHUTDOWN_DELAY_MS    from SIGTERM until it listens no more; /readyz is 503 meanwhile [0]
  PLAINQUERY_CACHE_ENTRIES, PLAINQUERY_CACHE_BYTES   bounds of the cache in memory [10000, 67108864]
  and each option below, such as PLAINQUERY_MAX_IN_FLIGHT for --max-in-flight

/healthz says that the process is up, /readyz that the database answers. SIGTERM lets requests finish,
a second one does not. It speaks HTTP without TLS: put a proxy with TLS before it.";

/// Serve the API and the page, with settings from variables or a file
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ServeArguments {
    /// Where to listen; port 0 takes a free one [default: 127.0.0.1:8080]
    #[arg(long, value_name = "ADDRESS:PORT")]
    listen: Option<SocketAddr>,
    /// A file with settings, as `plainquery init` writes it
    #[arg(long, value_name = "FILE", env = "PLAINQUERY_SETTINGS")]
    settings: Option<PathBuf>,
    /// Threads that answer requests [default: one a core]
    #[arg(long, value_name = "N")]
    workers: Option<NonZeroUsize>,
    /// The most requests at hand; more are told to come back (503) [default: 256]
    #[arg(long, value_name = "N")]
    max_in_flight: Option<NonZeroUsize>,
    /// The most milliseconds that a request takes (504) [default: 60000]
    #[arg(long, value_name = "MS")]
    deadline_ms: Option<u64>,
    /// The most milliseconds that requests at hand get to finish once it stops [default: 25000]
    #[arg(long, value_name = "MS")]
    shutdown_grace_ms: Option<u64>,
    /// The most connections to the database [default: 10]
    #[arg(long, value_name = "N")]
    database_connections: Option<NonZeroUsize>,
    /// Stop when standard input ends, which it does when the parent process dies
    #[arg(long)]
    exit_with_parent: bool,
    #[command(flatten)]
    policy: PolicyArguments,
    #[command(flatten)]
    logs: LogArguments,
}

impl ServeArguments {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        self.logs.start();
        log_panics_without_their_text();
        let source = SettingsSource::read(self.settings.as_deref())?;
        let policy = self.policy.text()?;
        let lookup = |key: &str| {
            let of_file = || policy.clone().filter(|_| key == POLICY);
            self.given(key).or_else(of_file).or_else(|| source.get(key))
        };
        let (config, options) = read_settings(lookup)?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(SHARED_THREADS)
            .enable_all()
            .build()?;
        let outcome = runtime.block_on(serve(config, options, self.exit_with_parent));
        // A thread may still wait for standard input, which nobody can interrupt.
        runtime.shutdown_background();
        outcome.map(|()| ExitCode::SUCCESS)
    }

    /// What the command line says in place of a setting.
    fn given(&self, key: &str) -> Option<String> {
        match key {
            LISTEN => self.listen.map(|value| value.to_string()),
            WORKERS => self.workers.map(|value| value.to_string()),
            MAX_IN_FLIGHT => self.max_in_flight.map(|value| value.to_string()),
            DEADLINE_MS => self.deadline_ms.map(|value| value.to_string()),
            SHUTDOWN_GRACE_MS => self.shutdown_grace_ms.map(|value| value.to_string()),
            DATABASE_CONNECTIONS => self.database_connections.map(|value| value.to_string()),
            _ => None,
        }
    }
}

/// All settings of a server; every bad key is told at once.
pub(super) fn read_settings(
    lookup: impl Fn(&str) -> Option<String>,
) -> Result<(Config, ServeOptions), SettingsErrors> {
    match (
        Config::from_lookup(&lookup),
        ServeOptions::from_lookup(&lookup),
    ) {
        (Ok(config), Ok(options)) => Ok((config, options)),
        (Err(mut errors), Err(more)) => {
            errors.problems.extend(more.problems);
            Err(errors)
        }
        (Err(errors), Ok(_)) | (Ok(_), Err(errors)) => Err(errors),
    }
}

/// What a panic says can quote rows or a question.
fn log_panics_without_their_text() {
    panic::set_hook(Box::new(|panic| {
        let place = panic
            .location()
            .map(|location| format!("{}:{}", location.file(), location.line()));
        tracing::error!(place, "a defect: this work was given up");
    }));
}

async fn serve(
    config: Config,
    options: ServeOptions,
    exit_with_parent: bool,
) -> anyhow::Result<()> {
    if !options.listen.ip().is_loopback() {
        tracing::warn!("listening beyond loopback without TLS: put a proxy with TLS before it");
    }
    if config.settings.database.is_none() {
        tracing::warn!("no database: only the page is served; set DATABASE_URL");
    }
    let stop = stop_requested(exit_with_parent)?;
    let server = Server::start(config, options)
        .await
        .map_err(|error| anyhow!(error))?;
    let line = json!({"ready": true, "url": server.url()});
    {
        let mut output = std::io::stdout().lock();
        writeln!(output, "{line}")?;
        output.flush()?;
    }
    server.serve(stop).await;
    Ok(())
}
