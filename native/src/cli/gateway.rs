#![expect(
    clippy::doc_markdown,
    reason = "the comments on arguments are help texts"
)]

use std::{env, fs, io::Write, net::SocketAddr, path::PathBuf, process::ExitCode, time::Duration};

use anyhow::{Context, anyhow, bail};
use clap::Args;
use plainquery_core::settings::PlanKey;
use serde_json::json;
use tokio::{
    io::AsyncReadExt,
    signal::unix::{SignalKind, signal},
};

use super::logging::LogArguments;
use crate::{
    gateway::{
        EmbeddedConfig, Gateway, GatewayConfig, GatewayKey, PlanCheck, UpstreamConfig,
        UpstreamSource,
    },
    postgres::Address,
};

const KEY_VARIABLE: &str = "PLAINQUERY_GATEWAY_KEY";
const PLAN_KEYS_VARIABLE: &str = "PLAINQUERY_PLAN_KEYS";
const EMBEDDED_SERVER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/embedded-postgres/server.mjs");
const EXAMPLES: &str = "\
Examples:
  One database, read-only, with a key:
    export PLAINQUERY_GATEWAY_KEY=$(openssl rand -hex 32)
    plainquery gateway --upstream shop=postgres://reader:secret@db.internal/shop?sslmode=verify-full

  Ask it:
    curl http://127.0.0.1:8432/sql -H \"Authorization: Bearer $PLAINQUERY_GATEWAY_KEY\" \\
      -H 'Neon-Connection-String: postgres://reader@shop/shop' -d '{\"query\":\"SELECT 1\"}'

  The embedded Postgres, made from a seed file on its first start:
    plainquery gateway --embedded .data --seed schema.sql --seed rows.sql

  Only what Plainquery's functions have proven and signed, so that the key alone reads nothing:
    export PLAINQUERY_PLAN_KEYS=2026-11:$(openssl rand -hex 32)
    plainquery gateway --plans-only --upstream shop=postgres://reader:secret@db.internal/shop

When it is ready it prints one line of JSON with its address and, for each upstream, a connection
string for the header. Callers reach only what is configured here: a connection string's host must be
an upstream's name or its host, and user and database must match. It holds no password; what stands
after its question mark, such as ?application_name=reports&options=-c%20search_path%3Dshop, holds for the
request.

With --plans-only a request is a batch in which one query is {\"plan\": token}; transactions are read-only
with one snapshot, the time zone and the tenant are those that were signed, and anything else is refused
(403) with a code that begins with plan-. Statements that read the schema or look at the role run, those
that sample values run as plans. The functions send plans where PLAINQUERY_GATEWAY_PLANS is the name after
--plan-audience and PLAINQUERY_PLAN_KEYS are the same.";

/// Serve Postgres over HTTP by the Neon /sql protocol
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the command line"
)]
pub(super) struct GatewayArguments {
    /// Where to listen; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8432", value_name = "ADDRESS:PORT")]
    listen: SocketAddr,
    /// A database to serve, again for each [default: DATABASE_URL, under the name "database"]
    #[arg(long, value_name = "NAME=postgres://…", value_parser = parse_upstream)]
    upstream: Vec<(String, Address)>,
    /// Start the embedded Postgres in this folder and serve it under the name "embedded"
    #[arg(long, value_name = "DIR", requires = "seed")]
    embedded: Option<PathBuf>,
    /// A SQL file that the embedded database is made from, again for each
    #[arg(long, value_name = "FILE", requires = "embedded")]
    seed: Vec<PathBuf>,
    /// The embedded database's reader role, which the seed creates
    #[arg(long, value_name = "ROLE", default_value = "plainquery_reader")]
    embedded_user: String,
    /// The embedded database's name
    #[arg(long, value_name = "NAME", default_value = "plainquery")]
    embedded_database: String,
    /// The embedded Postgres's program
    #[arg(long, value_name = "FILE", default_value = EMBEDDED_SERVER, env = "PLAINQUERY_EMBEDDED_SERVER")]
    embedded_server: PathBuf,
    /// Node.js, 20 or later
    #[arg(long, value_name = "PROGRAM", default_value = "node")]
    node: PathBuf,
    /// A file that holds the key that callers show [default: the variable PLAINQUERY_GATEWAY_KEY]
    #[arg(long, value_name = "FILE")]
    key_file: Option<PathBuf>,
    /// Ask for no key; on loopback only, and not for browsers
    #[arg(long, conflicts_with = "key_file")]
    no_key: bool,
    /// Let statements write
    #[arg(long)]
    allow_writes: bool,
    /// Checking mode: run plans that Plainquery signed, and its own constant statements, only
    #[arg(long, conflicts_with = "allow_writes")]
    plans_only: bool,
    /// A file with the keys that sign plans: id:secret, or two with a comma between [default: the variable PLAINQUERY_PLAN_KEYS]
    #[arg(long, value_name = "FILE", requires = "plans_only")]
    plan_keys_file: Option<PathBuf>,
    /// The name that the plans are for: the functions' PLAINQUERY_GATEWAY_PLANS
    #[arg(
        long,
        value_name = "NAME",
        default_value = "plainquery",
        env = "PLAINQUERY_PLAN_AUDIENCE"
    )]
    plan_audience: String,
    /// The most connections to each database; the embedded one has one session
    #[arg(long, value_name = "N", default_value = "8", value_parser = clap::value_parser!(u16).range(1..))]
    max_connections: u16,
    /// The most requests that wait for a connection; more are told to come back (503)
    #[arg(long, value_name = "N", default_value = "64")]
    max_waiting: u16,
    /// The most milliseconds that a request waits for a connection
    #[arg(long, value_name = "MS", default_value = "10000", value_parser = clap::value_parser!(u32).range(1..))]
    queue_timeout_ms: u32,
    /// The most milliseconds that a request's statements run
    #[arg(long, value_name = "MS", default_value = "10000", value_parser = clap::value_parser!(u32).range(1..))]
    timeout_ms: u32,
    /// The largest request
    #[arg(long, value_name = "BYTES", default_value = "1048576")]
    max_request_bytes: u32,
    /// The largest answer; more is an error (507)
    #[arg(long, value_name = "BYTES", default_value = "10485760")]
    max_response_bytes: u32,
    /// Stop when standard input ends, which it does when the parent process dies
    #[arg(long)]
    exit_with_parent: bool,
    #[command(flatten)]
    logs: LogArguments,
}

fn parse_upstream(text: &str) -> Result<(String, Address), String> {
    let (name, url) = text.split_once('=').ok_or("expected NAME=postgres://…")?;
    let valid = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    if name.is_empty() || !name.bytes().all(valid) {
        return Err("a name has letters, digits, '-', '_' and '.' only".to_owned());
    }
    Ok((
        name.to_owned(),
        Address::parse(url).map_err(|error| error.to_string())?,
    ))
}

impl GatewayArguments {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        self.logs.start();
        let exit_with_parent = self.exit_with_parent;
        let config = self.into_config()?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()?;
        let outcome = runtime.block_on(serve(config, exit_with_parent));
        // A thread may still wait for standard input, which nobody can interrupt.
        runtime.shutdown_background();
        outcome.map(|()| ExitCode::SUCCESS)
    }

    fn into_config(self) -> anyhow::Result<GatewayConfig> {
        let key = self.key()?;
        let plans = self.plans()?;
        let mut upstreams: Vec<UpstreamConfig> = Vec::new();
        if let Some(data_dir) = self.embedded {
            upstreams.push(UpstreamConfig {
                name: "embedded".to_owned(),
                source: UpstreamSource::Embedded(EmbeddedConfig {
                    node: self.node,
                    server: self.embedded_server,
                    data_dir,
                    seeds: self.seed,
                    user: self.embedded_user,
                    database: self.embedded_database,
                }),
            });
        }
        for (name, address) in self.upstream {
            if upstreams.iter().any(|upstream| upstream.name == name) {
                bail!("two upstreams are named {name:?}; give each its own name");
            }
            upstreams.push(UpstreamConfig {
                name,
                source: UpstreamSource::Server(address),
            });
        }
        if upstreams.is_empty()
            && let Ok(url) = env::var("DATABASE_URL")
        {
            let address = Address::parse(&url).context("DATABASE_URL")?;
            upstreams.push(UpstreamConfig {
                name: "database".to_owned(),
                source: UpstreamSource::Server(address),
            });
        }
        Ok(GatewayConfig {
            listen: self.listen,
            upstreams,
            key,
            allow_writes: self.allow_writes,
            plans,
            max_connections: usize::from(self.max_connections),
            max_waiting: usize::from(self.max_waiting),
            queue_timeout: Duration::from_millis(self.queue_timeout_ms.into()),
            timeout: Duration::from_millis(self.timeout_ms.into()),
            max_request_bytes: usize::try_from(self.max_request_bytes)?,
            max_response_bytes: usize::try_from(self.max_response_bytes)?,
        })
    }

    fn plans(&self) -> anyhow::Result<Option<PlanCheck>> {
        if !self.plans_only {
            return Ok(None);
        }
        let text = match (&self.plan_keys_file, env::var(PLAN_KEYS_VARIABLE)) {
            (Some(file), _) => fs::read_to_string(file)
                .with_context(|| format!("the file of plan keys {}", file.display()))?,
            (None, Ok(text)) => text,
            (None, Err(_)) => bail!(
                "no keys for plans: set {PLAN_KEYS_VARIABLE} as for the functions that sign them, or give --plan-keys-file FILE"
            ),
        };
        let keys = PlanKey::parse_list(text.trim())
            .map_err(|problem| anyhow!("{PLAN_KEYS_VARIABLE} {problem}"))?;
        Ok(PlanCheck::new(keys, &self.plan_audience))
    }

    fn key(&self) -> anyhow::Result<Option<GatewayKey>> {
        if self.no_key {
            return Ok(None);
        }
        let text = match (&self.key_file, env::var(KEY_VARIABLE)) {
            (Some(file), _) => fs::read_to_string(file)
                .with_context(|| format!("the key file {}", file.display()))?,
            (None, Ok(text)) => text,
            (None, Err(_)) => bail!(
                "no key: set {KEY_VARIABLE} or give --key-file FILE (make a key with: openssl rand -hex 32), \
                 or --no-key to serve programs on this machine without one"
            ),
        };
        Ok(Some(GatewayKey::new(&text)?))
    }
}

async fn serve(config: GatewayConfig, exit_with_parent: bool) -> anyhow::Result<()> {
    if !config.listen.ip().is_loopback() {
        tracing::warn!("listening beyond loopback without TLS: put a proxy with TLS before it");
    }
    // Before the start, which takes a while with an embedded database: stopping must work then too.
    let stop = tokio::spawn(stop_requested(exit_with_parent)?);
    let abort = stop.abort_handle();
    let mut stop_early = stop;
    let gateway = tokio::select! {
        gateway = Gateway::start(config) => gateway?,
        _ = &mut stop_early => return Ok(()),
    };
    print_ready_line(&gateway)?;
    gateway
        .serve(async move {
            drop(stop_early.await);
        })
        .await?;
    abort.abort();
    Ok(())
}

fn print_ready_line(gateway: &Gateway) -> anyhow::Result<()> {
    let upstreams: Vec<_> = gateway
        .connection_strings()
        .into_iter()
        .map(|(name, connection_string)| json!({"name": name, "connection_string": connection_string}))
        .collect();
    let line = json!({"ready": true, "url": gateway.url(), "upstreams": upstreams});
    let mut output = std::io::stdout().lock();
    writeln!(output, "{line}")?;
    output.flush()?;
    Ok(())
}

/// Ready at SIGINT, SIGTERM or, where asked for, the end of standard input. A second signal ends
/// the process at once.
pub(super) fn stop_requested(
    exit_with_parent: bool,
) -> std::io::Result<impl Future<Output = ()> + Send> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            () = end_of_input(), if exit_with_parent => {}
        }
        tokio::spawn(async move {
            tokio::select! {
                _ = interrupt.recv() => {}
                _ = terminate.recv() => {}
            }
            std::process::exit(130);
        });
    })
}

async fn end_of_input() {
    let mut input = tokio::io::stdin();
    let mut buffer = [0_u8; 256];
    while matches!(input.read(&mut buffer).await, Ok(1..)) {}
}
