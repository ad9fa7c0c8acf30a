//! The HTTP side: routes, headers, logs, and stopping in good order.

use std::{future::Future, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Method, Response, StatusCode, header},
    serve::ListenerExt,
};
use plainquery_core::ports::Clock;
use thiserror::Error;
use tokio::{
    net::TcpListener,
    sync::{oneshot, watch},
    time::{Instant, sleep, timeout},
};

use super::{
    access::{self, GatewayKey},
    answer,
    checking::PlanCheck,
    execute::{self, RequestLimits},
    failure::Failure,
    job::Job,
    request::{BatchHeaders, Work},
    upstream::{Upstream, UpstreamConfig},
};
use crate::{clock::SystemClock, random::OsRandom};

const REQUEST_ID: HeaderName = HeaderName::from_static("neon-request-id");
const ALLOWED_HEADERS: &str = "authorization, content-type, neon-connection-string, neon-raw-text-output, \
    neon-array-mode, neon-pool-opt-in, neon-batch-read-only, neon-batch-deferrable, neon-batch-isolation-level";
const EXPOSED_HEADERS: &str =
    "neon-request-id, neon-batch-read-only, neon-batch-deferrable, neon-batch-isolation-level";
const TIDY_EVERY: Duration = Duration::from_secs(30);
/// Beyond a request's own deadline, until the gateway stops without it.
const SHUTDOWN_SLACK: Duration = Duration::from_secs(2);

/// Everything that a gateway is told.
#[derive(Clone, Debug)]
pub struct GatewayConfig {
    /// Where it listens; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The databases; at least one.
    pub upstreams: Vec<UpstreamConfig>,
    /// The callers' key; `None` only on loopback.
    pub key: Option<GatewayKey>,
    /// Whether statements may write.
    pub allow_writes: bool,
    /// Checking mode: what signed plans must be like; `None` runs what callers write.
    pub plans: Option<PlanCheck>,
    /// The most connections to each database.
    pub max_connections: usize,
    /// The most requests that wait for one.
    pub max_waiting: usize,
    /// The most time that one of them waits.
    pub queue_timeout: Duration,
    /// The most time that a request's statements run.
    pub timeout: Duration,
    /// The largest request body.
    pub max_request_bytes: usize,
    /// The largest answer.
    pub max_response_bytes: usize,
}

/// Why a gateway does not start or ends.
#[derive(Debug, Error)]
pub enum GatewayError {
    /// No databases.
    #[error(
        "no upstream is configured: give --upstream NAME=postgres://…, DATABASE_URL or --embedded DIR"
    )]
    NoUpstream,
    /// No key, and reachable from other machines.
    #[error(
        "without a key the gateway listens on loopback only; give a key, or --listen 127.0.0.1:PORT"
    )]
    KeylessAndReachable,
    /// A database cannot be started.
    #[error("upstream {name}: {reason}")]
    Upstream {
        /// Its name.
        name: String,
        /// Why not.
        reason: String,
    },
    /// The port cannot be had.
    #[error("cannot listen on {address}: {reason}")]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why not.
        reason: std::io::Error,
    },
    /// The listener broke.
    #[error("the listener failed: {0}")]
    Serve(std::io::Error),
}

struct Shared {
    upstreams: Vec<Arc<Upstream>>,
    key: Option<GatewayKey>,
    allow_writes: bool,
    plans: Option<PlanCheck>,
    max_request_bytes: usize,
    limits: RequestLimits,
}

/// A gateway that listens.
pub struct Gateway {
    listener: TcpListener,
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Gateway {
    /// Starts the embedded database where there is one, and listens.
    pub async fn start(config: GatewayConfig) -> Result<Self, GatewayError> {
        if config.upstreams.is_empty() {
            return Err(GatewayError::NoUpstream);
        }
        if config.key.is_none() && !config.listen.ip().is_loopback() {
            return Err(GatewayError::KeylessAndReachable);
        }
        // First the port: a database that takes a while need not start for nothing.
        let listen_error = |reason| GatewayError::Listen {
            address: config.listen,
            reason,
        };
        let listener = TcpListener::bind(config.listen)
            .await
            .map_err(listen_error)?;
        let address = listener.local_addr().map_err(listen_error)?;
        let mut upstreams = Vec::with_capacity(config.upstreams.len());
        for upstream in config.upstreams {
            let name = upstream.name.clone();
            let started =
                Upstream::start(upstream, config.max_connections, config.max_waiting).await;
            upstreams.push(Arc::new(
                started.map_err(|reason| GatewayError::Upstream { name, reason })?,
            ));
        }
        let shared = Shared {
            upstreams,
            key: config.key,
            allow_writes: config.allow_writes,
            plans: config.plans,
            max_request_bytes: config.max_request_bytes,
            limits: RequestLimits {
                timeout: config.timeout,
                queue_timeout: config.queue_timeout,
                max_response_bytes: config.max_response_bytes,
            },
        };
        Ok(Self {
            listener,
            address,
            shared: Arc::new(shared),
        })
    }

    /// The address of `/sql`.
    pub fn url(&self) -> String {
        format!("http://{}/sql", self.address)
    }

    /// Each upstream's name, and a connection string that names it.
    pub fn connection_strings(&self) -> Vec<(String, String)> {
        let string = |upstream: &Arc<Upstream>| {
            let identity = upstream.identity();
            let mut url = url::Url::parse("postgres://host").ok()?;
            url.set_host(Some(upstream.name())).ok()?;
            url.set_username(&identity.user).ok()?;
            url.set_path(&identity.database);
            Some((upstream.name().to_owned(), url.to_string()))
        };
        self.shared.upstreams.iter().filter_map(string).collect()
    }

    /// Serves until `stop` is ready; then finishes the requests at hand and ends the embedded database.
    pub async fn serve(
        self,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), GatewayError> {
        let Self {
            listener, shared, ..
        } = self;
        let (stopping, mut stopped) = watch::channel(false);
        let app = Router::new().fallback(handle).with_state(shared.clone());
        let listener = listener.tap_io(|connection| drop(connection.set_nodelay(true)));
        let serving = axum::serve(listener, app).with_graceful_shutdown(async move {
            stop.await;
            tracing::info!("stopping");
            stopping.send_replace(true);
        });
        let tidying = tokio::spawn(tidy(shared.upstreams.clone()));
        let patience = shared.limits.timeout + shared.limits.queue_timeout + SHUTDOWN_SLACK;
        let served = tokio::select! {
            served = serving.into_future() => served,
            () = async {
                drop(stopped.wait_for(|stopped| *stopped).await);
                sleep(patience).await;
            } => Ok(()),
        };
        tidying.abort();
        for upstream in &shared.upstreams {
            upstream.stop().await;
        }
        served.map_err(GatewayError::Serve)
    }
}

async fn tidy(upstreams: Vec<Arc<Upstream>>) {
    loop {
        sleep(TIDY_EVERY).await;
        for upstream in &upstreams {
            upstream.pool.close_unused().await;
        }
    }
}

/// What a request leaves in the log. Never its SQL, nor its values.
#[derive(Default)]
struct LogEntry {
    upstream: String,
    statements: usize,
    rows: usize,
    response_bytes: usize,
}

async fn handle(State(shared): State<Arc<Shared>>, request: Request) -> Response<Body> {
    let started = Instant::now();
    let request_id = request_id();
    let mut response = match (request.method(), request.uri().path()) {
        (&Method::GET, "/healthz") => return health(&shared),
        (&Method::OPTIONS, "/sql") => preflight(shared.key.is_some()),
        (&Method::POST, "/sql") => {
            let mut entry = LogEntry::default();
            let outcome = answer_query(&shared, request, &mut entry).await;
            log(&request_id, &entry, outcome.as_ref().err(), started);
            outcome.unwrap_or_else(|failure| failure.response())
        }
        _ => Failure::NotSupported.response(),
    };
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&request_id) {
        headers.insert(REQUEST_ID, value);
    }
    if shared.key.is_some() {
        headers.insert(
            header::ACCESS_CONTROL_ALLOW_ORIGIN,
            HeaderValue::from_static("*"),
        );
        headers.insert(
            header::ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static(EXPOSED_HEADERS),
        );
    }
    response
}

async fn answer_query(
    shared: &Shared,
    request: Request,
    entry: &mut LogEntry,
) -> Result<Response<Body>, Failure> {
    let (parts, body) = request.into_parts();
    match &shared.key {
        Some(key) => key.check(&parts.headers)?,
        None => access::check_local_caller(&parts.headers)?,
    }
    let (upstream, startup) =
        access::choose(&parts.headers, &shared.upstreams, shared.key.is_some())?;
    upstream.name().clone_into(&mut entry.upstream);
    let max_bytes = shared.max_request_bytes;
    let body = timeout(shared.limits.timeout, to_bytes(body, max_bytes))
        .await
        .map_err(|_| Failure::RequestSlow)?
        .map_err(|_| Failure::RequestTooLarge { max_bytes })?;
    let work = Work::read(&parts.headers, &body)?;
    entry.statements = work.asked.len();
    let (formats, is_batch) = (work.formats.clone(), work.batch.is_some());
    let job = match &shared.plans {
        None => Job::of_text(work, &startup, shared.allow_writes)?,
        Some(plans) => plans.admit(
            work,
            &startup,
            access::connection_string(&parts.headers)?,
            shared.limits.timeout,
            SystemClock.now_ms(),
        )?,
    };
    let mode = job.mode;

    // On a task of its own: when the caller goes away, hyper drops this future, and the statement
    // must still be cancelled.
    let (sender, receiver) = oneshot::channel();
    tokio::spawn(execute::run_for(
        sender,
        upstream.clone(),
        job,
        shared.limits,
    ));
    let results = receiver.await.map_err(|_| Failure::Internal)??;

    entry.rows = results.iter().map(|result| result.rows.len()).sum();
    let results: Vec<_> = results.into_iter().zip(formats).collect();
    let json = answer::write(&results, is_batch, shared.limits.max_response_bytes)?;
    entry.response_bytes = json.len();
    let mut response = Response::new(Body::from(json));
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    if let (true, Some(mode)) = (is_batch, mode) {
        BatchHeaders::echo(mode, response.headers_mut());
    }
    Ok(response)
}

/// Without a key no page of a browser may read anything here, so it is not told that it may.
fn preflight(for_browsers: bool) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    let headers = response.headers_mut();
    headers.insert(header::ALLOW, HeaderValue::from_static("OPTIONS, POST"));
    if !for_browsers {
        return response;
    }
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static("OPTIONS, POST"),
    );
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static(ALLOWED_HEADERS),
    );
    headers.insert(
        header::ACCESS_CONTROL_MAX_AGE,
        HeaderValue::from_static("86400"),
    );
    response
}

fn health(shared: &Shared) -> Response<Body> {
    let ready = shared.upstreams.iter().all(|upstream| upstream.is_ready());
    let (status, body) = if ready {
        (StatusCode::OK, "{\"status\":\"ok\"}")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "{\"status\":\"starting\"}")
    };
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    response
}

fn log(request_id: &str, entry: &LogEntry, failure: Option<&Failure>, started: Instant) {
    let outcome = failure.map_or("ok", Failure::label);
    let sqlstate = failure.and_then(Failure::code).unwrap_or_default();
    tracing::info!(
        request_id,
        upstream = entry.upstream,
        statements = entry.statements,
        outcome,
        sqlstate,
        rows = entry.rows,
        response_bytes = entry.response_bytes,
        duration_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        "query"
    );
    if let Some(Failure::Unreachable(error) | Failure::Credentials(error)) = failure {
        // About the gateway's own configuration, so it holds nothing of the caller's.
        tracing::error!(request_id, %error, "the database cannot be used");
    }
}

/// A random UUID (version 4).
fn request_id() -> String {
    let hex = OsRandom.hex(16);
    // The version, and two bits of the variant.
    format!(
        "{}-{}-4{}-a{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[13..16],
        &hex[17..20],
        &hex[20..]
    )
}
