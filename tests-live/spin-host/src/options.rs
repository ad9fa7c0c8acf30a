//! The command line.

use std::{collections::HashMap, net::SocketAddr, path::PathBuf, time::Duration};

use anyhow::{Context as _, Result, bail};
use lexopt::{Arg, Parser, ValueExt as _};

/// How the host is called.
pub(crate) const USAGE: &str = "\
plainquery-spin-host: runs a Spin application for tests

  plainquery-spin-host SPIN_TOML [OPTIONS]

  --listen ADDRESS             where it listens (127.0.0.1:0: any free port)
  --variable NAME=VALUE        sets a variable of the application; may be repeated
  --llm-url URL                an OpenAI-compatible service behind the llm interface (http://…/v1)
  --request-timeout-ms N       until a component must have begun its answer (30000)
  --instance-requests N        requests that one instance takes in its life (128)
  --instance-concurrency N     requests that one instance takes at once (16)
  --without-stores             grants no component its key-value stores
  --controlled                 takes commands on standard input, and ends with it

It prints one line of JSON when it is ready: {\"url\": …}.";

/// The options, read.
pub(crate) struct Options {
    /// The manifest.
    pub(crate) manifest: PathBuf,
    /// Where to listen.
    pub(crate) listen: SocketAddr,
    /// Values of variables.
    pub(crate) variables: HashMap<String, String>,
    /// The service behind the llm interface, up to its version (`http://…/v1`).
    pub(crate) llm_url: Option<String>,
    /// How instances are used.
    pub(crate) instances: InstanceOptions,
    /// Whether components get the key-value stores that the manifest grants.
    pub(crate) has_stores: bool,
    /// Whether commands come on standard input.
    pub(crate) is_controlled: bool,
}

/// How long and how often an instance serves, as Spin's own settings of that kind.
#[derive(Clone, Copy)]
pub(crate) struct InstanceOptions {
    /// Until a request's answer must have begun.
    pub(crate) request_timeout: Duration,
    /// Requests in an instance's life.
    pub(crate) max_requests: usize,
    /// Requests at once.
    pub(crate) max_concurrency: usize,
}

impl Options {
    /// Reads the arguments of the process.
    pub(crate) fn from_arguments() -> Result<Self> {
        let mut parser = Parser::from_env();
        let mut manifest = None;
        let mut options = Self {
            manifest: PathBuf::new(),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            variables: HashMap::new(),
            llm_url: None,
            instances: InstanceOptions {
                request_timeout: Duration::from_secs(30),
                max_requests: 128,
                max_concurrency: 16,
            },
            has_stores: true,
            is_controlled: false,
        };
        while let Some(argument) = parser.next()? {
            match argument {
                Arg::Value(path) if manifest.is_none() => manifest = Some(path.into()),
                Arg::Long("listen") => options.listen = parser.value()?.parse()?,
                Arg::Long("variable") => {
                    let assignment = parser.value()?.string()?;
                    let (name, value) = assignment
                        .split_once('=')
                        .context("--variable takes NAME=VALUE")?;
                    options.variables.insert(name.to_owned(), value.to_owned());
                }
                Arg::Long("llm-url") => options.llm_url = Some(parser.value()?.string()?),
                Arg::Long("request-timeout-ms") => {
                    options.instances.request_timeout =
                        Duration::from_millis(parser.value()?.parse()?);
                }
                Arg::Long("instance-requests") => {
                    options.instances.max_requests = parser.value()?.parse()?;
                }
                Arg::Long("instance-concurrency") => {
                    options.instances.max_concurrency = parser.value()?.parse()?;
                }
                Arg::Long("without-stores") => options.has_stores = false,
                Arg::Long("controlled") => options.is_controlled = true,
                Arg::Short('h') | Arg::Long("help") => bail!("{USAGE}"),
                other => return Err(other.unexpected().into()),
            }
        }
        options.manifest = manifest.context(USAGE)?;
        Ok(options)
    }
}
