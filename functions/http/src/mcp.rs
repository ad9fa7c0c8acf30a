//! `POST /mcp`: the Model Context Protocol over Streamable HTTP, without sessions.
//!
//! Each request is answered on its own, as JSON, or as a stream where the caller wants to hear of the
//! progress of `ask`. No stream is ever resumed, so a caller who leaves gives its request up, whatever
//! the revision; `notifications/cancelled` comes in a request of its own, knows of no other, and is
//! only acknowledged.

mod progress;
mod tools;

use std::rc::Rc;

use plainquery_ask::{Config, Unobserved};
use plainquery_core::{
    ErrorKind, Principal, Settings, SettingsErrors,
    ports::{Host, RandomSource},
};
use plainquery_mcp::{
    Call, FENCE_ID_BYTES, Fault, Headers, Id, Incoming, Message, ProgressToken, Request, Revision,
    Task,
};
use plainquery_wire::{ApiError, events::EVENT_STREAM};

use crate::{
    ApiRequest, ApiResponse, event_stream::EventStream, headers::accepts, json::check_body,
};
use progress::Progress;
use tools::ToolCall;

const JSON: &str = "application/json";
const EXAMPLE: &str = r#"{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}"#;

/// Refuses pages of origins that the settings do not name: a page that makes its own name lead to
/// this machine (DNS rebinding) sends its own origin, which is not one of them. What is no page sends
/// none.
pub(crate) fn check_origin(request: &ApiRequest, settings: &Settings) -> Result<(), ApiError> {
    let Some(origin) = request.header("origin") else {
        return Ok(());
    };
    let is_allowed = settings
        .allowed_origins
        .iter()
        .any(|allowed| allowed == "*" || allowed == origin);
    if is_allowed {
        return Ok(());
    }
    Err(ApiError::with_id(
        ErrorKind::Forbidden,
        "origin-not-allowed",
        "Pages of this origin may not call this route. Whoever runs the service can name it in \
         PLAINQUERY_ALLOWED_ORIGINS.",
    ))
}

/// Answers a body. What is wrong with a message is said in the protocol's own form; an error is a
/// body that is none.
pub(crate) async fn answer<H: Host + 'static>(
    host: &Rc<H>,
    config: &Rc<Result<Config, SettingsErrors>>,
    principal: Principal,
    request_id: &str,
    request: &ApiRequest,
) -> Result<ApiResponse, ApiError> {
    check_body(request, EXAMPLE)?;
    let headers = Headers {
        protocol_version: request.header("mcp-protocol-version"),
        method: request.header("mcp-method"),
        name: request.header("mcp-name"),
    };
    let exchange = Exchange {
        host,
        config,
        principal: Rc::new(principal),
        request_id,
        headers,
        takes_events: accepts(request, EVENT_STREAM),
        takes_json: accepts(request, JSON),
    };
    let response = match plainquery_mcp::read(&request.body) {
        Ok(Incoming::One(message)) => exchange.one(message).await,
        Ok(Incoming::Batch(messages)) => exchange.batch(messages).await,
        Err(fault) => Err((None, fault)),
    };
    Ok(response.unwrap_or_else(|(id, fault)| {
        ApiResponse::new(
            fault.status,
            JSON,
            plainquery_mcp::fault(id.as_ref(), &fault),
        )
    }))
}

/// A fault, and the id of the request that it is about.
type Faulty = (Option<Id>, Fault);

/// Everything that a message is answered with.
struct Exchange<'a, H> {
    host: &'a Rc<H>,
    config: &'a Rc<Result<Config, SettingsErrors>>,
    principal: Rc<Principal>,
    request_id: &'a str,
    headers: Headers<'a>,
    takes_events: bool,
    takes_json: bool,
}

impl<H: Host + 'static> Exchange<'_, H> {
    async fn one(&self, message: Message) -> Result<ApiResponse, Faulty> {
        let request = match message {
            Message::Request(request) => request,
            Message::Notification => {
                self.headers.revision().map_err(|fault| (None, fault))?;
                return Ok(ApiResponse::empty(202));
            }
            Message::Response => {
                let revision = self.headers.revision().map_err(|fault| (None, fault))?;
                if revision.has_envelopes() {
                    let why = "Responses are not taken: nothing here asks clients.";
                    return Err((None, Fault::invalid_request(why)));
                }
                return Ok(ApiResponse::empty(202));
            }
        };
        let (revision, task) = self
            .task(&request)
            .map_err(|fault| (Some(request.id.clone()), fault))?;
        let call = match task {
            Task::Result(result) => {
                let body = plainquery_mcp::response(&request.id, &result);
                return Ok(ApiResponse::new(200, JSON, body));
            }
            Task::Call(call) => call,
        };
        // Only `ask` has stages to tell of.
        let token = plainquery_mcp::progress_token(&request)
            .filter(|_| self.takes_events && matches!(call, Call::Ask(_)));
        let call = self.tool_call(request.id, revision, call);
        if token.is_some() || (self.takes_events && !self.takes_json) {
            return Ok(streamed(call, token));
        }
        let body = call.answer(&Unobserved).await;
        Ok(ApiResponse::new(200, JSON, body))
    }

    /// Messages of an array one after the other. One of them may call a tool: limits count requests.
    async fn batch(&self, messages: Vec<Result<Message, Fault>>) -> Result<ApiResponse, Faulty> {
        let revision = self.headers.revision().map_err(|fault| (None, fault))?;
        if !revision.has_batches() {
            let why = "Several messages in one body are not taken. Send them one by one.";
            return Err((None, Fault::invalid_request(why)));
        }
        let mut answers = Vec::new();
        let mut may_call = true;
        for message in messages {
            match message {
                Ok(Message::Request(request)) => {
                    answers.push(self.of_batch(request, &mut may_call).await);
                }
                Ok(Message::Notification | Message::Response) => {}
                Err(fault) => answers.push(plainquery_mcp::fault(None, &fault)),
            }
        }
        if answers.is_empty() {
            return Ok(ApiResponse::empty(202));
        }
        Ok(ApiResponse::new(200, JSON, plainquery_mcp::batch(&answers)))
    }

    async fn of_batch(&self, request: Request, may_call: &mut bool) -> Vec<u8> {
        let fault = |fault: &Fault| plainquery_mcp::fault(Some(&request.id), fault);
        if request.method == "initialize" {
            return fault(&Fault::invalid_request(
                "`initialize` must be sent on its own.",
            ));
        }
        match self.task(&request) {
            Ok((_, Task::Result(result))) => plainquery_mcp::response(&request.id, &result),
            Ok((revision, Task::Call(call))) if std::mem::take(may_call) => {
                let call = self.tool_call(request.id, revision, call);
                call.answer(&Unobserved).await
            }
            Ok((_, Task::Call(_))) => fault(&Fault::invalid_request(
                "An array of messages may call one tool. Send the others one by one.",
            )),
            Err(found) => fault(&found),
        }
    }

    fn task(&self, request: &Request) -> Result<(Revision, Task), Fault> {
        let revision = plainquery_mcp::open(request, &self.headers)?;
        Ok((revision, plainquery_mcp::task(request, revision)?))
    }

    fn tool_call(&self, id: Id, revision: Revision, call: Call) -> ToolCall<H> {
        let mut fence_id = [0; FENCE_ID_BYTES];
        self.host.random().fill(&mut fence_id);
        ToolCall {
            host: Rc::clone(self.host),
            config: Rc::clone(self.config),
            principal: Rc::clone(&self.principal),
            request_id: self.request_id.to_owned(),
            id,
            revision,
            call,
            fence_id,
        }
    }
}

fn streamed<H: Host + 'static>(call: ToolCall<H>, token: Option<ProgressToken>) -> ApiResponse {
    let progress = Progress::new(token);
    let ready = progress.pieces();
    let pieces = Rc::clone(&ready);
    EventStream::response(EVENT_STREAM, &ready, async move {
        let answer = call.answer(&progress).await;
        pieces.push(plainquery_mcp::event(&answer));
    })
}
