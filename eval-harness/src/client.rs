//! Asks a running Plainquery over HTTP, as any client would.

use std::time::Duration;

use plainquery_wire::{AskRequest, AskResponse, Problem};
use ureq::Agent;
use ureq::http::{Response, StatusCode};

/// Far above any cap on rows that a service keeps to.
const MAX_RESPONSE_BYTES: u64 = 64 * 1024 * 1024;

/// A service and the right to ask it.
#[derive(Clone)]
pub struct Client {
    agent: Agent,
    base_url: String,
    authorization: String,
}

/// Why a question got no answer.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// No HTTP answer at all.
    #[error("no answer: {0}")]
    NoReply(Box<ureq::Error>),
    /// A problem document.
    #[error("{}", sentence(.0))]
    Problem(Box<Problem>),
    /// An answer that is neither.
    #[error("status {status} with a body that is not Plainquery's: {fault}")]
    Unreadable {
        /// The HTTP status.
        status: u16,
        /// What the parser says.
        fault: String,
    },
}

fn sentence(problem: &Problem) -> String {
    let detail = problem.detail.as_deref().unwrap_or_default();
    format!("status {}: {} {detail}", problem.status, problem.title)
        .trim_end()
        .to_owned()
}

impl AskError {
    /// Whether the service was reached.
    pub fn is_reply(&self) -> bool {
        !matches!(self, Self::NoReply(_))
    }
}

impl Client {
    /// `base_url` without a path, such as `http://127.0.0.1:8787`; `key` is an API key or a token.
    pub fn new(base_url: &str, key: &str, timeout: Duration) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(timeout))
            // A problem document is an answer to be read, not an error of the transport.
            .http_status_as_error(false)
            .user_agent(concat!("plainquery-eval/", env!("CARGO_PKG_VERSION")))
            .build();
        Self {
            agent: config.new_agent(),
            base_url: base_url.trim_end_matches('/').to_owned(),
            authorization: format!("Bearer {key}"),
        }
    }

    /// Whether the service is there and says that it is well.
    pub fn check_health(&self) -> Result<(), AskError> {
        let mut response = self
            .agent
            .get(format!("{}/healthz", self.base_url))
            .call()
            .map_err(|error| AskError::NoReply(Box::new(error)))?;
        if response.status().is_success() {
            return Ok(());
        }
        let body = read_body(&mut response)?;
        Err(refused(response.status(), &body))
    }

    /// Asks one question.
    pub fn ask(&self, request: &AskRequest) -> Result<AskResponse, AskError> {
        let mut response = self
            .agent
            .post(format!("{}/v1/ask", self.base_url))
            .header("authorization", &self.authorization)
            .send_json(request)
            .map_err(|error| AskError::NoReply(Box::new(error)))?;
        let body = read_body(&mut response)?;
        if response.status() != StatusCode::OK {
            return Err(refused(response.status(), &body));
        }
        serde_json::from_slice(&body).map_err(|fault| AskError::Unreadable {
            status: response.status().as_u16(),
            fault: fault.to_string(),
        })
    }
}

fn read_body(response: &mut Response<ureq::Body>) -> Result<Vec<u8>, AskError> {
    response
        .body_mut()
        .with_config()
        .limit(MAX_RESPONSE_BYTES)
        .read_to_vec()
        .map_err(|error| AskError::NoReply(Box::new(error)))
}

fn refused(status: StatusCode, body: &[u8]) -> AskError {
    match serde_json::from_slice(body) {
        Ok(problem) => AskError::Problem(Box::new(problem)),
        Err(fault) => AskError::Unreadable {
            status: status.as_u16(),
            fault: fault.to_string(),
        },
    }
}
