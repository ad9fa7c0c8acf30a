//! The calling side.

use plainquery_core::{
    ErrorKind, Function,
    ports::{Clock, FunctionClient, Host, HttpError, HttpRequest, HttpResponse, Method},
};
use plainquery_sql::Policy;
use plainquery_wire::{ApiError, Problem, problem::TYPE_PREFIX};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    HEADER, MAX_INNER_BODY_BYTES, WRITER_PATH,
    call::{CatalogName, OutgoingCall, Reply, WirePolicy},
    path_of,
    signature::{NOT_SIGNED, VERSION_DIFFERS, sign},
};
use crate::{Caller, Config, prepared::Prepared};

/// The largest reply: fifty tables with all their columns fit.
const MAX_REPLY_BYTES: usize = 4 * 1024 * 1024;
/// To learn what writes SQL may not take longer than it is worth: without it, no answer is kept or
/// taken from what is kept.
const WRITER_TIMEOUT_MS: u32 = 2_000;

/// Calls functions that are deployed apart, for one request.
pub(crate) struct Client<'a, H> {
    pub(crate) host: &'a H,
    pub(crate) config: &'a Config,
    pub(crate) caller: &'a Caller<'a>,
}

impl<H: Host> Client<'_, H> {
    /// Calls a function; once more with the catalog, where it does not have it.
    pub(crate) async fn call<Q: Serialize, A: DeserializeOwned>(
        &self,
        function: Function,
        prepared: &Prepared,
        policy: &Policy,
        question: &Q,
    ) -> Result<A, ApiError> {
        let call = |catalog_body| OutgoingCall {
            catalog: CatalogName {
                key: prepared.key.clone(),
                version: prepared.version.clone(),
            },
            catalog_body,
            policy: WirePolicy::new(policy, &self.config.settings.inner),
            question,
        };
        if let Reply::Done(answer) = self.send(function, &call(None)).await? {
            return Ok(answer);
        }
        match self.send(function, &call(Some(&prepared.catalog))).await? {
            Reply::Done(answer) => Ok(answer),
            Reply::CatalogNeeded => Err(unreadable(function)),
        }
    }

    /// What writes the SQL of `generate` now.
    pub(crate) async fn writer(&self) -> Result<String, ApiError> {
        let function = Function::Generate;
        let timeout_ms = self.config.settings.inner.timeout_ms;
        let request = self.request(
            function,
            WRITER_PATH,
            b"{}".to_vec(),
            timeout_ms.min(WRITER_TIMEOUT_MS),
        );
        match self.exchange(function, request).await? {
            Reply::Done(version) => Ok(version),
            Reply::CatalogNeeded => Err(unreadable(function)),
        }
    }

    async fn send<Q: Serialize, A: DeserializeOwned>(
        &self,
        function: Function,
        call: &OutgoingCall<'_, Q>,
    ) -> Result<Reply<A>, ApiError> {
        let body = serde_json::to_vec(call)
            .map_err(|_| ApiError::new(ErrorKind::Internal, "A call could not be written."))?;
        if body.len() > MAX_INNER_BODY_BYTES {
            return Err(ApiError::with_id(
                ErrorKind::Misconfigured,
                "catalog-too-large",
                format!(
                    "The schema is too large to be sent to `{function}`, which does not find it in \
                     the cache. Name the schemas that matter in PLAINQUERY_SCHEMAS."
                ),
            ));
        }
        let timeout_ms = self.config.settings.inner.timeout_ms;
        let request = self.request(function, &path_of(function), body, timeout_ms);
        self.exchange(function, request).await
    }

    async fn exchange<A: DeserializeOwned>(
        &self,
        function: Function,
        request: HttpRequest,
    ) -> Result<Reply<A>, ApiError> {
        let response = self
            .host
            .functions()
            .call(function, request)
            .await
            .map_err(|error| no_answer(function, error))?;
        if response.status != 200 {
            return Err(failed(function, &response));
        }
        serde_json::from_slice(&response.body).map_err(|_| unreadable(function))
    }

    fn request(
        &self,
        function: Function,
        path: &str,
        body: Vec<u8>,
        timeout_ms: u32,
    ) -> HttpRequest {
        let settings = &self.config.settings;
        let signature = sign(
            settings,
            self.caller,
            path,
            &body,
            self.host.clock().now_ms(),
        );
        HttpRequest {
            method: Method::Post,
            url: format!("http://{function}.spin.internal{path}"),
            headers: vec![
                ("content-type".to_owned(), "application/json".to_owned()),
                ("x-request-id".to_owned(), self.caller.request_id.to_owned()),
                (HEADER.to_owned(), signature),
            ],
            body,
            timeout_ms,
            max_response_bytes: MAX_REPLY_BYTES,
        }
    }
}

fn no_answer(function: Function, error: HttpError) -> ApiError {
    match error {
        HttpError::Unreachable => unavailable(function, None),
        HttpError::Timeout => ApiError::with_id(
            ErrorKind::Timeout,
            "function-timeout",
            format!("The function `{function}` did not answer in time. Try again in a moment."),
        ),
        HttpError::InvalidUrl => ApiError::with_id(
            ErrorKind::Misconfigured,
            "function-not-bound",
            format!(
                "This deployment has no way to the function `{function}`. Bind it, or name it in \
                 PLAINQUERY_FUNCTIONS to serve it here."
            ),
        ),
        HttpError::TooLarge => unreadable(function),
    }
}

/// The meaning of a problem document of the function. Its sentences are for its own callers, so none
/// is passed on.
fn failed(function: Function, response: &HttpResponse) -> ApiError {
    let problem: Option<Problem> = serde_json::from_slice(&response.body).ok();
    let id = problem
        .as_ref()
        .and_then(|problem| problem.type_uri.strip_prefix(TYPE_PREFIX));
    match (id, problem.as_ref().map(|problem| problem.kind)) {
        (Some(NOT_SIGNED), _) => ApiError::with_id(
            ErrorKind::Misconfigured,
            "function-secret-differs",
            format!(
                "The function `{function}` does not accept this deployment's signature. Give both \
                 the same PLAINQUERY_INNER_SECRET, and check their clocks."
            ),
        ),
        (Some(VERSION_DIFFERS), _) => ApiError::with_id(
            ErrorKind::UpstreamUnavailable,
            "function-version-differs",
            format!(
                "The function `{function}` is of another version than this deployment, as while a \
                 new one is rolled out. Try again in a moment; deploy both from one version."
            ),
        ),
        (_, Some(ErrorKind::Misconfigured)) => ApiError::with_id(
            ErrorKind::Misconfigured,
            "function-misconfigured",
            format!(
                "The function `{function}` is not set up correctly: its /healthz says what is wrong."
            ),
        ),
        (_, Some(ErrorKind::NotFound)) => ApiError::with_id(
            ErrorKind::Misconfigured,
            "function-not-served",
            format!(
                "The deployment that is bound as `{function}` does not serve it. Name it in \
                 PLAINQUERY_FUNCTIONS there."
            ),
        ),
        _ if response.status == 429 || response.status >= 500 => {
            let seconds = response
                .header("retry-after")
                .and_then(|text| text.parse().ok());
            unavailable(function, seconds)
        }
        _ => unreadable(function),
    }
}

fn unavailable(function: Function, retry_after_s: Option<u32>) -> ApiError {
    ApiError::with_id(
        ErrorKind::UpstreamUnavailable,
        "function-unavailable",
        format!("The function `{function}` cannot be reached. Try again in a moment."),
    )
    .with_retry_after(retry_after_s)
}

fn unreadable(function: Function) -> ApiError {
    ApiError::with_id(
        ErrorKind::UpstreamProtocol,
        "function-protocol",
        format!(
            "The function `{function}` gave an answer that cannot be read. Deploy all functions \
             from one version."
        ),
    )
}
