//! Answers that come piece by piece: `POST /v1/ask` with `Accept: text/event-stream`.

use std::rc::Rc;

use plainquery_ask::{Caller, Config, Observer};
use plainquery_core::{Principal, SettingsErrors, ports::Host};
use plainquery_wire::{
    AskRequest, AskResponse,
    ask::Timing,
    events::{AskEvent, ColumnsEvent, EVENT_STREAM, QueryEvent, RowsEvent},
};

use crate::{
    ApiResponse,
    event_stream::{EventStream, Pieces},
    status_of,
};

/// Rows go out in events of so many: large enough that their frame costs little, small enough that a
/// reader sees the first ones early.
const ROWS_AN_EVENT: usize = 100;

/// The events of an answer as they stand in the stream.
#[derive(Default)]
struct Queue(Rc<Pieces>);

impl Queue {
    fn push(&self, event: &AskEvent) {
        self.0.push(event.to_bytes());
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
    let queue = Queue::default();
    let ready = Rc::clone(&queue.0);
    let (host, config) = (Rc::clone(host), Rc::clone(config));
    let request_id = request_id.to_owned();
    let work = async move {
        let Ok(config) = config.as_ref() else { return };
        let caller = Caller {
            principal: &principal,
            request_id: &request_id,
        };
        match plainquery_ask::ask(host.as_ref(), config, &caller, question, &queue).await {
            Ok(answer) => queue.push_answer(answer),
            Err(error) => {
                let status = status_of(error.kind);
                queue.push(&AskEvent::Problem(error.into_problem(status, &request_id)));
            }
        }
    };
    EventStream::response(EVENT_STREAM, &ready, work)
}
