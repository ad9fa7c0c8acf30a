//! The embedded Postgres: a Node process that is started, watched, and ended when a query does not.

use std::{
    io,
    path::PathBuf,
    process::{ExitStatus, Stdio},
    time::Duration,
};

use serde::Deserialize;
use tokio::{
    io::{AsyncBufRead, AsyncBufReadExt, BufReader, Lines},
    process::{Child, ChildStdin, Command},
    sync::{mpsc, watch},
    time::{Instant, sleep, timeout, timeout_at},
};

use crate::postgres::{Address, Endpoint, TlsMode};

/// Long enough to make the cluster from its seeds on a slow machine.
const START_TIMEOUT: Duration = Duration::from_mins(5);
/// In kilobytes; see the README of the embedded Postgres. The usual limit of a process is 8192.
const STACK_SIZE: &str = "--stack-size=6000";
const STOP_TIMEOUT: Duration = Duration::from_secs(3);
const FIRST_RETRY: Duration = Duration::from_millis(250);
const MAX_RETRY: Duration = Duration::from_secs(10);

/// How to start the embedded Postgres.
#[derive(Clone, Debug)]
pub struct EmbeddedConfig {
    /// The Node program, such as `node`.
    pub node: PathBuf,
    /// `native/embedded-postgres/server.mjs`.
    pub server: PathBuf,
    /// Where the cluster lies.
    pub data_dir: PathBuf,
    /// The SQL files that it is made from.
    pub seeds: Vec<PathBuf>,
    /// The reader's role.
    pub user: String,
    /// The database.
    pub database: String,
}

#[derive(Clone, Debug)]
enum State {
    Starting,
    Ready {
        port: u16,
        generation: u64,
    },
    /// The very first start failed: nothing will change that.
    Broken(String),
}

/// A handle on the supervised process.
#[derive(Debug)]
pub(super) struct Embedded {
    config: EmbeddedConfig,
    state: watch::Receiver<State>,
    kill: mpsc::UnboundedSender<u64>,
    stop: watch::Sender<bool>,
}

impl Embedded {
    /// Starts the process and waits until it serves. An error is a sentence for the operator.
    pub(super) async fn start(config: EmbeddedConfig) -> Result<Self, String> {
        let (state_sender, mut state) = watch::channel(State::Starting);
        let (kill, kills) = mpsc::unbounded_channel();
        let (stop, stopped) = watch::channel(false);
        let supervisor = Supervisor {
            config: config.clone(),
            state: state_sender,
            kills,
            stopped,
        };
        tokio::spawn(supervisor.run());
        let first = state
            .wait_for(|state| !matches!(state, State::Starting))
            .await;
        match first.as_deref() {
            Ok(State::Broken(reason)) => Err(reason.clone()),
            Err(_) => Err("the supervisor ended".to_owned()),
            Ok(_) => {
                drop(first);
                Ok(Self {
                    config,
                    state,
                    kill,
                    stop,
                })
            }
        }
    }

    /// Where it listens now and in which life; waits for a restart until the deadline.
    pub(super) async fn address(&self, deadline: Instant) -> Option<(Address, u64)> {
        let mut state = self.state.clone();
        let ready = timeout_at(
            deadline,
            state.wait_for(|state| matches!(state, State::Ready { .. })),
        )
        .await;
        let Ok(Ok(ready)) = ready else {
            return None;
        };
        let State::Ready { port, generation } = *ready else {
            return None;
        };
        let address = Address {
            endpoint: Endpoint::Tcp("127.0.0.1".to_owned(), port),
            user: self.config.user.clone(),
            password: None,
            database: self.config.database.clone(),
            tls: TlsMode::Disable,
            root_certificates: None,
            require_channel_binding: false,
            startup: Vec::new(),
        };
        Some((address, generation))
    }

    /// Ends the process of that life at once; a later life is left alone. It is started again.
    pub(super) fn kill(&self, generation: u64) {
        // There is nobody to tell while everything stops.
        let _ = self.kill.send(generation);
    }

    pub(super) fn is_ready(&self) -> bool {
        matches!(*self.state.borrow(), State::Ready { .. })
    }

    pub(super) fn config(&self) -> &EmbeddedConfig {
        &self.config
    }

    /// Ends the process for good.
    pub(super) async fn stop(&self) {
        self.stop.send_replace(true);
        let mut state = self.state.clone();
        let gone = async { while state.changed().await.is_ok() {} };
        drop(timeout(STOP_TIMEOUT * 2, gone).await);
    }
}

/// A started process. It ends when its standard input does.
struct Running {
    child: Child,
    input: Option<ChildStdin>,
    port: u16,
}

enum Ended {
    ByItself(io::Result<ExitStatus>),
    Killed,
    Stopped,
}

struct Supervisor {
    config: EmbeddedConfig,
    state: watch::Sender<State>,
    kills: mpsc::UnboundedReceiver<u64>,
    stopped: watch::Receiver<bool>,
}

impl Supervisor {
    async fn run(mut self) {
        let mut generation = 0;
        let mut retry_after = FIRST_RETRY;
        loop {
            generation += 1;
            let mut stopped = self.stopped.clone();
            let started = tokio::select! {
                started = start(&self.config) => started,
                () = stop_wanted(&mut stopped) => return,
            };
            match started {
                Ok(running) => {
                    retry_after = FIRST_RETRY;
                    tracing::info!(
                        generation,
                        port = running.port,
                        "embedded postgres is ready"
                    );
                    self.state.send_replace(State::Ready {
                        port: running.port,
                        generation,
                    });
                    let ended = self.watch(running, generation).await;
                    self.state.send_replace(State::Starting);
                    match ended {
                        Ended::Stopped => return,
                        Ended::Killed => tracing::warn!(
                            generation,
                            "embedded postgres was killed for a query over its deadline; restarting"
                        ),
                        Ended::ByItself(status) => {
                            let status = status.map_or_else(
                                |error| error.to_string(),
                                |status| status.to_string(),
                            );
                            tracing::error!(generation, %status, "embedded postgres ended by itself; restarting");
                        }
                    }
                }
                Err(reason) if generation == 1 => {
                    self.state.send_replace(State::Broken(reason));
                    return;
                }
                Err(reason) => {
                    tracing::error!(generation, %reason, retry_ms = u64::try_from(retry_after.as_millis()).unwrap_or(u64::MAX), "embedded postgres did not start");
                    tokio::select! {
                        () = sleep(retry_after) => {}
                        () = stop_wanted(&mut stopped) => return,
                    }
                    retry_after = (retry_after * 2).min(MAX_RETRY);
                }
            }
        }
    }

    async fn watch(&mut self, mut running: Running, generation: u64) -> Ended {
        loop {
            tokio::select! {
                status = running.child.wait() => return Ended::ByItself(status),
                wanted = self.kills.recv() => match wanted {
                    Some(wanted) if wanted != generation => {}
                    Some(_) => {
                        drop(running.child.kill().await);
                        return Ended::Killed;
                    }
                    None => return stop(running).await,
                },
                () = stop_wanted(&mut self.stopped) => return stop(running).await,
            }
        }
    }
}

async fn stop_wanted(stopped: &mut watch::Receiver<bool>) {
    drop(stopped.wait_for(|stopped| *stopped).await);
}

async fn stop(mut running: Running) -> Ended {
    drop(running.input.take());
    if timeout(STOP_TIMEOUT, running.child.wait()).await.is_err() {
        drop(running.child.kill().await);
    }
    Ended::Stopped
}

async fn start(config: &EmbeddedConfig) -> Result<Running, String> {
    let mut command = Command::new(&config.node);
    command
        .arg(STACK_SIZE)
        .arg(&config.server)
        .arg("--data-dir")
        .arg(&config.data_dir)
        .args(["--port", "0"]);
    command.args(["--user", &config.user, "--database", &config.database]);
    for seed in &config.seeds {
        command.arg("--seed").arg(seed);
    }
    command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    let mut child = command
        .spawn()
        .map_err(|error| format!("{} cannot be started: {error}", config.node.display()))?;
    let (Some(output), Some(errors)) = (child.stdout.take(), child.stderr.take()) else {
        return Err("its output cannot be read".to_owned());
    };
    let input = child.stdin.take();
    let mut errors = BufReader::new(errors).lines();
    let mut output = BufReader::new(output).lines();
    let port = timeout(START_TIMEOUT, wait_until_ready(&mut output, &mut errors))
        .await
        .map_err(|_| format!("it was not ready within {} s", START_TIMEOUT.as_secs()))??;
    // A pipe that nobody reads fills up and stops its writer.
    tokio::spawn(async move {
        while let Ok(Some(line)) = errors.next_line().await {
            tracing::debug!(line, "embedded postgres");
        }
    });
    tokio::spawn(async move { while let Ok(Some(_)) = output.next_line().await {} });
    Ok(Running { child, input, port })
}

#[derive(Deserialize)]
struct ReadyLine {
    ready: bool,
    port: u16,
}

async fn wait_until_ready<O, E>(output: &mut Lines<O>, errors: &mut Lines<E>) -> Result<u16, String>
where
    O: AsyncBufRead + Unpin,
    E: AsyncBufRead + Unpin,
{
    let mut last_words = "it said nothing".to_owned();
    let mut errors_open = true;
    loop {
        tokio::select! {
            biased;
            line = errors.next_line(), if errors_open => match line {
                Ok(Some(line)) => {
                    tracing::info!(line, "embedded postgres");
                    last_words = line;
                }
                _ => errors_open = false,
            },
            line = output.next_line() => {
                let Ok(Some(line)) = line else {
                    // What it said at the end may still be on its way.
                    while let (true, Ok(Some(line))) = (errors_open, errors.next_line().await) {
                        last_words = line;
                    }
                    return Err(format!("the embedded postgres ended while starting: {last_words}"));
                };
                if let Ok(ReadyLine { ready: true, port }) = serde_json::from_str(&line) {
                    return Ok(port);
                }
            }
        }
    }
}
