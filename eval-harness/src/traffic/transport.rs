//! Outgoing HTTP.

use std::time::Duration;

use plainquery_core::ports::{HttpError, HttpRequest, HttpResponse, Method, READ_RESPONSE_HEADERS};
use ureq::{Agent, Body, http::Response};

/// Sends requests; follows no redirects, which could carry a key elsewhere.
#[derive(Clone, Debug)]
pub struct Transport {
    agent: Agent,
}

impl Default for Transport {
    fn default() -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(concat!("plainquery-eval/", env!("CARGO_PKG_VERSION")))
            .build();
        Self {
            agent: config.new_agent(),
        }
    }
}

impl Transport {
    /// Sends one request and reads the whole answer, within its limits.
    pub fn send(&self, request: &HttpRequest) -> Result<HttpResponse, HttpError> {
        let timeout = Some(Duration::from_millis(request.timeout_ms.into()));
        let sent = match request.method {
            Method::Get => {
                let mut outgoing = self.agent.get(&request.url);
                for (name, value) in &request.headers {
                    outgoing = outgoing.header(name, value);
                }
                outgoing.config().timeout_global(timeout).build().call()
            }
            Method::Post => {
                let mut outgoing = self.agent.post(&request.url);
                for (name, value) in &request.headers {
                    outgoing = outgoing.header(name, value);
                }
                let outgoing = outgoing.config().timeout_global(timeout).build();
                outgoing.send(&request.body[..])
            }
        };
        let mut response = sent.map_err(|error| kind(&error))?;
        let body = response
            .body_mut()
            .with_config()
            .limit(request.max_response_bytes as u64)
            .read_to_vec()
            .map_err(|error| kind(&error))?;
        Ok(HttpResponse {
            status: response.status().as_u16(),
            headers: headers(&response),
            body,
        })
    }
}

fn headers(response: &Response<Body>) -> Vec<(String, String)> {
    READ_RESPONSE_HEADERS
        .iter()
        .filter_map(|name| {
            let value = response.headers().get(*name)?.to_str().ok()?;
            Some(((*name).to_owned(), value.to_owned()))
        })
        .collect()
}

fn kind(error: &ureq::Error) -> HttpError {
    match error {
        ureq::Error::Timeout(_) => HttpError::Timeout,
        ureq::Error::BadUri(_) | ureq::Error::InvalidProxyUrl => HttpError::InvalidUrl,
        ureq::Error::BodyExceedsLimit(_) => HttpError::TooLarge,
        _ => HttpError::Unreachable,
    }
}
