//! Outgoing HTTP by reqwest.

use std::time::Duration;

use plainquery_core::ports::{HttpClient, HttpError, HttpRequest, HttpResponse, Method};
use reqwest::redirect;
use tokio_rustls::rustls::{self, ClientConfig, RootCertStore, crypto::ring};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// Sends requests over TLS by rustls; follows no redirects, which could carry a key elsewhere.
#[derive(Clone, Debug)]
pub struct ReqwestClient(reqwest::Client);

impl ReqwestClient {
    /// A client with Mozilla's list of authorities.
    pub fn new() -> Result<Self, rustls::Error> {
        let mut roots = RootCertStore::empty();
        roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
        let tls = ClientConfig::builder_with_provider(ring::default_provider().into())
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT)
            .build()
            .map(Self)
            .map_err(|error| rustls::Error::General(error.to_string()))
    }
}

impl HttpClient for ReqwestClient {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let max_bytes = request.max_response_bytes;
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
        };
        let mut outgoing = self
            .0
            .request(method, &request.url)
            .timeout(Duration::from_millis(request.timeout_ms.into()))
            .body(request.body);
        for (name, value) in &request.headers {
            outgoing = outgoing.header(name, value);
        }
        let mut incoming = outgoing.send().await.map_err(|error| kind(&error))?;
        if incoming
            .content_length()
            .is_some_and(|bytes| bytes > max_bytes as u64)
        {
            return Err(HttpError::TooLarge);
        }
        let mut body = Vec::new();
        while let Some(chunk) = incoming.chunk().await.map_err(|error| kind(&error))? {
            if body.len() + chunk.len() > max_bytes {
                return Err(HttpError::TooLarge);
            }
            body.extend_from_slice(&chunk);
        }
        let header =
            |(name, value): (&reqwest::header::HeaderName, &reqwest::header::HeaderValue)| {
                (
                    name.as_str().to_owned(),
                    String::from_utf8_lossy(value.as_bytes()).into_owned(),
                )
            };
        Ok(HttpResponse {
            status: incoming.status().as_u16(),
            headers: incoming.headers().iter().map(header).collect(),
            body,
        })
    }
}

fn kind(error: &reqwest::Error) -> HttpError {
    if error.is_builder() {
        HttpError::InvalidUrl
    } else if error.is_timeout() {
        HttpError::Timeout
    } else {
        HttpError::Unreachable
    }
}
