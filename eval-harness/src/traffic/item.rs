//! The requests of one question.

use std::{cell::RefCell, collections::BTreeSet};

use plainquery_core::ports::{HttpClient, HttpError, HttpRequest, HttpResponse};
use plainquery_llm::estimate_tokens;
use serde_json::Value;

use super::{
    BudgetSpent, NativeRandom, Recording, ReplyUsage, Traffic, TrafficMode,
    key::{readable, request_key},
    timed,
};

/// A request of one question, as it was answered.
#[derive(Clone, Debug)]
pub struct CallNote {
    /// The address that was asked.
    pub url: String,
    /// The request's body.
    pub request: Vec<u8>,
    /// The HTTP status.
    pub status: u16,
    /// The reply's body.
    pub reply: Vec<u8>,
    /// Its tokens.
    pub usage: ReplyUsage,
    /// Whether an earlier run had recorded it.
    pub is_replayed: bool,
}

/// One question's requests. Its time without them is the pipeline's own.
#[derive(Debug)]
pub struct ItemTraffic<'a> {
    traffic: &'a Traffic,
    repeat: u32,
    state: RefCell<ItemState>,
}

#[derive(Debug, Default)]
struct ItemState {
    calls: Vec<CallNote>,
    is_missing: bool,
    stopped: Option<BudgetSpent>,
    /// A request that failed with all its tries is tried once more at most.
    exhausted: BTreeSet<String>,
}

impl<'a> ItemTraffic<'a> {
    pub(super) fn new(traffic: &'a Traffic, repeat: u32) -> Self {
        Self {
            traffic,
            repeat,
            state: RefCell::default(),
        }
    }
}

impl ItemTraffic<'_> {
    /// What was asked and answered, in order.
    pub fn calls(&self) -> Vec<CallNote> {
        self.state.borrow().calls.clone()
    }

    /// The calls for text, without those for vectors.
    pub fn completions(&self) -> Vec<CallNote> {
        let mut calls = self.calls();
        calls.retain(|call| !call.url.ends_with("/embeddings"));
        calls
    }

    /// Whether a reply was needed that is not recorded and may not be asked for.
    pub fn is_missing(&self) -> bool {
        self.state.borrow().is_missing
    }

    /// Why a request was not sent, where the budget is spent.
    pub fn stopped(&self) -> Option<BudgetSpent> {
        self.state.borrow().stopped.clone()
    }

    /// Tokens of all calls.
    pub fn usage(&self) -> ReplyUsage {
        let mut usage = ReplyUsage::default();
        for call in &self.state.borrow().calls {
            usage.add(call.usage);
        }
        usage
    }

    /// Sends a request, or takes its recorded reply.
    pub fn reply(&self, request: &HttpRequest) -> Result<HttpResponse, HttpError> {
        let shown = readable(request);
        let key = request_key(&shown, self.repeat);
        if let Some((recording, is_replayed)) = self.traffic.recorded_reply(&key) {
            return Ok(self.noted(request, &recording, is_replayed));
        }
        if self.traffic.mode == TrafficMode::Replay {
            self.state.borrow_mut().is_missing = true;
            self.traffic.miss(key, shown);
            return Err(HttpError::Unreachable);
        }
        let claim = self.traffic.claim(&key);
        // Another job may have asked the same while this one waited.
        if let Some((recording, is_replayed)) = self.traffic.recorded_reply(&key) {
            return Ok(self.noted(request, &recording, is_replayed));
        }
        let response = self.ask(request, &key)?;
        let reply = serde_json::from_slice::<Value>(&response.body);
        let usage = reply.as_ref().map(ReplyUsage::of).unwrap_or_default();
        if is_lasting(response.status, reply.is_ok()) {
            let recording = Recording {
                key,
                repeat: self.repeat,
                request: shown,
                status: response.status,
                reply: reply.unwrap_or_default(),
                usage,
                latency_ms: response.latency_ms,
            };
            self.traffic.keep(recording);
        }
        drop(claim);
        self.state.borrow_mut().calls.push(CallNote {
            url: request.url.clone(),
            request: request.body.clone(),
            status: response.status,
            reply: response.body.clone(),
            usage,
            is_replayed: false,
        });
        Ok(HttpResponse {
            status: response.status,
            headers: response.headers,
            body: response.body,
        })
    }

    /// Sends a request whose reply is no model's, such as a service's answer: it is not recorded.
    pub fn reply_unrecorded(&self, request: &HttpRequest) -> Result<HttpResponse, HttpError> {
        if self.traffic.mode == TrafficMode::Replay {
            self.state.borrow_mut().is_missing = true;
            return Err(HttpError::Unreachable);
        }
        let key = request_key(&readable(request), self.repeat);
        let response = self.ask(request, &key)?;
        Ok(HttpResponse {
            status: response.status,
            headers: response.headers,
            body: response.body,
        })
    }

    fn noted(
        &self,
        request: &HttpRequest,
        recording: &Recording,
        is_replayed: bool,
    ) -> HttpResponse {
        let body = serde_json::to_vec(&recording.reply).unwrap_or_default();
        self.state.borrow_mut().calls.push(CallNote {
            url: request.url.clone(),
            request: request.body.clone(),
            status: recording.status,
            reply: body.clone(),
            usage: recording.usage,
            is_replayed,
        });
        HttpResponse {
            status: recording.status,
            headers: Vec::new(),
            body,
        }
    }

    /// Sends a request until it is answered, its tries are used up or the budget is spent.
    fn ask(&self, request: &HttpRequest, key: &str) -> Result<Timed, HttpError> {
        let traffic = self.traffic;
        let text = String::from_utf8_lossy(&request.body);
        let input_tokens = estimate_tokens(&text) as u64;
        let is_exhausted = self.state.borrow().exhausted.contains(key);
        let attempts = if is_exhausted {
            1
        } else {
            traffic.backoff.attempts.max(1)
        };
        let mut failures = 0;
        loop {
            if let Err(spent) = traffic.budget.begin(input_tokens) {
                self.state.borrow_mut().stopped = Some(spent);
                return Err(HttpError::Unreachable);
            }
            let (sent, duration) = timed(|| traffic.transport.send(request));
            let usage = sent.as_ref().ok().map(|response| usage(&response.body));
            traffic.budget.end(input_tokens, usage.unwrap_or_default());
            failures += 1;
            if !is_worth_another_try(&sent) || failures >= attempts {
                if is_worth_another_try(&sent) {
                    self.state.borrow_mut().exhausted.insert(key.to_owned());
                }
                return sent.map(|response| Timed {
                    status: response.status,
                    headers: response.headers,
                    body: response.body,
                    latency_ms: u64::try_from(duration.as_millis()).unwrap_or(u64::MAX),
                });
            }
            let retry_after_s = sent
                .ok()
                .and_then(|response| response.header("retry-after")?.trim().parse().ok());
            let wait = traffic
                .backoff
                .wait(failures, retry_after_s, NativeRandom.fraction());
            std::thread::sleep(wait);
        }
    }
}

struct Timed {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    latency_ms: u64,
}

fn usage(body: &[u8]) -> ReplyUsage {
    serde_json::from_slice(body)
        .map(|reply| ReplyUsage::of(&reply))
        .unwrap_or_default()
}

/// Whether the same request would be answered so again: an answer, or a refusal of its form.
fn is_lasting(status: u16, is_json: bool) -> bool {
    match status {
        200..=299 => is_json,
        400 | 413 | 422 => true,
        _ => false,
    }
}

/// Too often, a fault of the service, or no connection. A time-out is not: it has taken its time.
fn is_worth_another_try(sent: &Result<HttpResponse, HttpError>) -> bool {
    match sent {
        Ok(response) => matches!(response.status, 429 | 500..=599),
        Err(error) => *error == HttpError::Unreachable,
    }
}

impl HttpClient for ItemTraffic<'_> {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        self.reply(&request)
    }
}
