//! Answers that come piece by piece: `POST /v1/ask` with `Accept: text/event-stream`.

use std::{
    cell::RefCell,
    collections::VecDeque,
    fmt,
    future::Future,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll},
};

use futures_core::Stream;
use plainquery_ask::{Caller, Config, Observer};
use plainquery_core::{Principal, SettingsErrors, ports::Host};
use plainquery_wire::{
    AskRequest, AskResponse,
    ask::Timing,
    events::{AskEvent, ColumnsEvent, EVENT_STREAM, QueryEvent, RowsEvent},
};

use crate::{ApiResponse, message::Body, status_of};

/// Rows go out in events of so many: large enough that their frame costs little, small enough that a
/// reader sees the first ones early.
const ROWS_AN_EVENT: usize = 100;

/// A body of events. The work is done while the host reads it, and given up when the host drops it
/// because its caller has left.
pub struct EventStream {
    work: Option<Pin<Box<dyn Future<Output = ()>>>>,
    ready: Rc<Queue>,
}

impl fmt::Debug for EventStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("EventStream")
    }
}

impl Stream for EventStream {
    type Item = Vec<u8>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Vec<u8>>> {
        if let Some(event) = self.ready.pop() {
            return Poll::Ready(Some(event));
        }
        let is_done = match &mut self.work {
            Some(work) => work.as_mut().poll(context).is_ready(),
            None => return Poll::Ready(None),
        };
        if is_done {
            self.work = None;
        }
        match self.ready.pop() {
            Some(event) => Poll::Ready(Some(event)),
            None if is_done => Poll::Ready(None),
            None => Poll::Pending,
        }
    }
}

/// Events that wait to be read. Shared within one thread, between the work and its reader.
#[derive(Default)]
struct Queue(RefCell<VecDeque<Vec<u8>>>);

impl Queue {
    fn push(&self, event: &AskEvent) {
        self.0.borrow_mut().push_back(event.to_bytes());
    }

    fn pop(&self) -> Option<Vec<u8>> {
        self.0.borrow_mut().pop_front()
    }

    fn push_answer(&self, mut answer: AskResponse) {
        let rows = std::mem::take(&mut answer.rows);
        if !answer.columns.is_empty() {
            self.push(&AskEvent::Columns(ColumnsEvent {
                columns: answer.columns.clone(),
            }));
        }
        for rows in rows.chunks(ROWS_AN_EVENT) {
            self.push(&AskEvent::Rows(RowsEvent {
                rows: rows.to_vec(),
            }));
        }
        self.push(&AskEvent::Answer(Box::new(answer)));
    }
}

impl Observer for Queue {
    fn stage_ended(&self, timing: &Timing) {
        self.push(&AskEvent::Stage(timing.clone()));
    }

    fn query_runs(&self, query: &QueryEvent) {
        self.push(&AskEvent::Query(query.clone()));
    }
}

/// Answers a question by events. What went wrong before the first one is an ordinary problem document,
/// so the status is not lost; after it, a problem is the last event.
pub(crate) fn answer<H: Host + 'static>(
    host: &Rc<H>,
    config: &Rc<Result<Config, SettingsErrors>>,
    principal: Principal,
    request_id: &str,
    question: AskRequest,
) -> ApiResponse {
    let ready = Rc::new(Queue::default());
    let work = {
        let (host, config, ready) = (Rc::clone(host), Rc::clone(config), Rc::clone(&ready));
        let request_id = request_id.to_owned();
        async move {
            let Ok(config) = config.as_ref() else { return };
            let caller = Caller {
                principal: &principal,
                request_id: &request_id,
            };
            match plainquery_ask::ask(host.as_ref(), config, &caller, question, ready.as_ref())
                .await
            {
                Ok(answer) => ready.push_answer(answer),
                Err(error) => {
                    let status = status_of(error.kind);
                    ready.push(&AskEvent::Problem(error.into_problem(status, &request_id)));
                }
            }
        }
    };
    let body = Body::Events(EventStream {
        work: Some(Box::pin(work)),
        ready,
    });
    // `no-transform` and `x-accel-buffering` keep proxies from holding events back.
    ApiResponse::new(200, EVENT_STREAM, body)
        .with_header("cache-control", "no-store, no-transform")
        .with_header("x-accel-buffering", "no")
}
