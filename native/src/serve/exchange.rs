//! One request and its answer: bounds, deadline, log.

use std::{
    convert::Infallible,
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    rc::Rc,
    sync::Arc,
    task::Poll,
    time::Duration,
};

use hyper::{
    Request, Response,
    body::Incoming,
    header::{HeaderName, HeaderValue},
};
use plainquery_ask::Config;
use plainquery_core::{ErrorKind, SettingsErrors};
use plainquery_http::{
    ApiRequest, ApiResponse, body_timed_out, max_body_bytes, refuse, respond, route_name, status_of,
};
use plainquery_wire::{ApiError, events::AskEvent};
use tokio::{
    sync::{OwnedSemaphorePermit, watch},
    time::{Instant, sleep_until, timeout_at},
};

use super::{
    body::{BodyError, ResponseBody, read_at_most},
    host::ServeHost,
    server::{Phase, Shared},
};
use crate::{clock::SystemClock, random::OsRandom};

/// How long a caller should wait who came when all places were taken.
const RETRY_AFTER_S: u32 = 1;
const HEALTH_PATH: &str = "/healthz";
const READY_PATH: &str = "/readyz";

/// What a worker answers requests with.
pub(super) struct Context {
    pub(super) host: Rc<ServeHost>,
    pub(super) config: Rc<Result<Config, SettingsErrors>>,
    pub(super) shared: Arc<Shared>,
    pub(super) phase: watch::Receiver<Phase>,
}

/// Answers one request.
pub(super) async fn exchange(
    context: Rc<Context>,
    request: Request<Incoming>,
) -> Result<Response<ResponseBody>, Infallible> {
    let (parts, incoming) = request.into_parts();
    let mut request = ApiRequest {
        method: parts.method.as_str().to_owned(),
        path: parts.uri.path().to_owned(),
        headers: parts
            .headers
            .iter()
            .map(|(name, value)| {
                let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
                (name.as_str().to_owned(), value)
            })
            .collect(),
        body: Vec::new(),
    };
    let mut ticket = Ticket::new(&request);
    let options = &context.shared.options;
    let response = match answer(&context, &mut request, incoming, &mut ticket).await {
        Ok(response) => response,
        Err(error) => refuse(&OsRandom, &context.config, &request, error),
    };
    response
        .header("x-request-id")
        .unwrap_or_default()
        .clone_into(&mut ticket.request_id);
    ticket.status = response.status;
    let deadline = ticket.admitted_at.unwrap_or(ticket.started_at) + options.deadline;
    Ok(write(response, ticket, deadline, options.deadline))
}

async fn answer(
    context: &Context,
    request: &mut ApiRequest,
    incoming: Incoming,
    ticket: &mut Ticket,
) -> Result<ApiResponse, ApiError> {
    let (shared, options) = (&context.shared, &context.shared.options);
    let is_probe = [HEALTH_PATH, READY_PATH].contains(&request.path.as_str());
    if request.path == READY_PATH && *context.phase.borrow() != Phase::Serving {
        return Err(ApiError::with_id(
            ErrorKind::Overloaded,
            "stopping",
            "The service is about to stop.",
        ));
    }
    let max_bytes = max_body_bytes(&context.config, request, &SystemClock);
    // One more tells that there is more.
    request.body = read_at_most(
        incoming,
        max_bytes.saturating_add(1),
        options.body_timeout,
        &shared.waiting_body_bytes,
    )
    .await
    .map_err(|error| body_error(error, options.body_timeout))?;
    // Probes must get through when nothing else does.
    if !is_probe {
        let permit = shared.in_flight.clone().try_acquire_owned();
        ticket.permit = Some(permit.map_err(|_| overloaded())?);
    }
    let admitted_at = Instant::now();
    ticket.admitted_at = Some(admitted_at);
    let work = unless_it_panics(respond(&context.host, &context.config, request));
    timeout_at(admitted_at + options.deadline, work)
        .await
        .unwrap_or_else(|_| {
            ticket.set_late();
            Err(too_late(options.deadline))
        })
}

/// A defect that ends in a panic costs its own request, and no other of the connection.
async fn unless_it_panics(
    work: impl Future<Output = ApiResponse>,
) -> Result<ApiResponse, ApiError> {
    let mut work = pin!(work);
    std::future::poll_fn(move |context| {
        let polled = catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(context)));
        match polled {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(response)) => Poll::Ready(Ok(response)),
            Err(_) => Poll::Ready(Err(ApiError::new(
                ErrorKind::Internal,
                "A defect of the service. Please report it with the request's id.",
            ))),
        }
    })
    .await
}

fn body_error(error: BodyError, within: Duration) -> ApiError {
    match error {
        BodyError::Slow => body_timed_out(u64::try_from(within.as_millis()).unwrap_or(u64::MAX)),
        BodyError::Broken => ApiError::new(
            ErrorKind::InvalidRequest,
            "The body broke off, or is not framed as HTTP says.",
        ),
        BodyError::Overloaded => overloaded(),
    }
}

fn overloaded() -> ApiError {
    ApiError::new(
        ErrorKind::Overloaded,
        "As many requests as the service takes are at hand. Try again in a moment.",
    )
    .with_retry_after(Some(RETRY_AFTER_S))
}

fn too_late(deadline: Duration) -> ApiError {
    ApiError::with_id(
        ErrorKind::Timeout,
        "request-deadline",
        format!(
            "The request took longer than {} ms and was given up.",
            deadline.as_millis()
        ),
    )
}

fn write(
    response: ApiResponse,
    ticket: Ticket,
    deadline: Instant,
    allowed: Duration,
) -> Response<ResponseBody> {
    let request_id = ticket.request_id.clone();
    let last_event = || {
        let error = too_late(allowed);
        let status = status_of(error.kind);
        AskEvent::Problem(error.into_problem(status, &request_id)).to_bytes()
    };
    let sleep = Box::pin(sleep_until(deadline));
    let mut outgoing = Response::new(ResponseBody::new(response.body, ticket, sleep, last_event));
    *outgoing.status_mut() = response.status.try_into().unwrap_or_default();
    let headers = outgoing.headers_mut();
    for (name, value) in response.headers {
        if let Ok(value) = HeaderValue::from_str(&value) {
            headers.append(HeaderName::from_static(name), value);
        }
    }
    outgoing
}

/// A request's place among those at hand, and its line in the log, written when it ends, however it
/// ends.
pub(super) struct Ticket {
    method: &'static str,
    route: &'static str,
    request_id: String,
    /// 0 until there is an answer.
    status: u16,
    started_at: Instant,
    admitted_at: Option<Instant>,
    outcome: &'static str,
    permit: Option<OwnedSemaphorePermit>,
}

impl Ticket {
    fn new(request: &ApiRequest) -> Self {
        Self {
            method: method_name(&request.method),
            route: route_name(&request.path),
            request_id: String::new(),
            status: 0,
            started_at: Instant::now(),
            admitted_at: None,
            outcome: "caller_left",
            permit: None,
        }
    }

    pub(super) fn set_complete(&mut self) {
        if self.outcome == "caller_left" {
            self.outcome = "complete";
        }
    }

    pub(super) fn set_late(&mut self) {
        self.outcome = "deadline";
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        drop(self.permit.take());
        let duration_ms = u64::try_from(self.started_at.elapsed().as_millis()).unwrap_or(u64::MAX);
        if matches!(self.route, "healthz" | "readyz") && self.status < 500 {
            tracing::debug!(
                route = self.route,
                status = self.status,
                duration_ms,
                "probe"
            );
            return;
        }
        tracing::info!(
            request_id = self.request_id,
            method = self.method,
            route = self.route,
            status = self.status,
            outcome = self.outcome,
            duration_ms,
            "request"
        );
    }
}

/// A caller may make up methods; the log holds none of his text.
fn method_name(method: &str) -> &'static str {
    ["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE"]
        .into_iter()
        .find(|known| *known == method)
        .unwrap_or("other")
}
