//! Bodies: read with a time-out and bounds, and written as fast as the reader takes them.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use futures_core::Stream;
use http_body::{Body as _, Frame, SizeHint};
use hyper::body::{Bytes, Incoming};
use plainquery_http::{Body, EventStream};
use tokio::{
    sync::{Semaphore, SemaphorePermit},
    time::{Sleep, timeout},
};

use super::exchange::Ticket;

/// A caller who sends too much reads the answer only when all is sent; so much more is read and
/// thrown away.
const MAX_DISCARDED_BYTES: usize = 1024 * 1024;

/// Why there is no body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BodyError {
    /// It did not end in time.
    Slow,
    /// The caller has left, or does not keep to the protocol.
    Broken,
    /// Too many bodies are waited for.
    Overloaded,
}

/// At most `max_bytes` of a body.
pub(super) async fn read_at_most(
    incoming: Incoming,
    max_bytes: usize,
    within: Duration,
    budget: &Semaphore,
) -> Result<Vec<u8>, BodyError> {
    timeout(within, read(incoming, max_bytes, budget))
        .await
        .unwrap_or(Err(BodyError::Slow))
}

async fn read(
    mut incoming: Incoming,
    max_bytes: usize,
    budget: &Semaphore,
) -> Result<Vec<u8>, BodyError> {
    let mut body = Vec::new();
    let mut spent: Option<SemaphorePermit<'_>> = None;
    let mut discarded_bytes = 0;
    while let Some(chunk) = next_chunk(&mut incoming).await? {
        let wanted = chunk.len().min(max_bytes - body.len());
        let cost = u32::try_from(wanted).unwrap_or(u32::MAX);
        let permit = budget
            .try_acquire_many(cost)
            .map_err(|_| BodyError::Overloaded)?;
        match &mut spent {
            Some(spent) => spent.merge(permit),
            None => spent = Some(permit),
        }
        body.extend_from_slice(&chunk[..wanted]);
        discarded_bytes += chunk.len() - wanted;
        if discarded_bytes > MAX_DISCARDED_BYTES {
            break;
        }
    }
    Ok(body)
}

/// The next part that is data.
async fn next_chunk(incoming: &mut Incoming) -> Result<Option<Bytes>, BodyError> {
    loop {
        let frame =
            std::future::poll_fn(|context| Pin::new(&mut *incoming).poll_frame(context)).await;
        match frame {
            None => return Ok(None),
            Some(Err(_)) => return Err(BodyError::Broken),
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    return Ok(Some(data));
                }
            }
        }
    }
}

/// An answer's body. While it lives, the request is one of those at hand.
pub(super) struct ResponseBody {
    content: Content,
    ticket: Ticket,
}

enum Content {
    Whole(Bytes),
    Events {
        events: EventStream,
        deadline: Pin<Box<Sleep>>,
        /// Sent in place of what is missing at the deadline.
        last_event: Vec<u8>,
    },
    Ended,
}

impl ResponseBody {
    pub(super) fn new(
        body: Body,
        ticket: Ticket,
        deadline: Pin<Box<Sleep>>,
        last_event: impl FnOnce() -> Vec<u8>,
    ) -> Self {
        let content = match body {
            Body::Whole(bytes) if bytes.is_empty() => Content::Ended,
            Body::Whole(bytes) => Content::Whole(bytes.into()),
            Body::Events(events) => Content::Events {
                events,
                deadline,
                last_event: last_event(),
            },
        };
        Self { content, ticket }
    }
}

impl http_body::Body for ResponseBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let this = &mut *self;
        let data = match &mut this.content {
            Content::Ended => None,
            Content::Whole(bytes) => {
                let bytes = std::mem::take(bytes);
                this.content = Content::Ended;
                Some(bytes)
            }
            Content::Events {
                events,
                deadline,
                last_event,
            } => {
                if deadline.as_mut().poll(context).is_ready() {
                    let last_event = std::mem::take(last_event);
                    this.ticket.set_late();
                    // Drops the work.
                    this.content = Content::Ended;
                    Some(last_event.into())
                } else {
                    let event = ready!(Pin::new(events).poll_next(context));
                    if event.is_none() {
                        this.content = Content::Ended;
                    }
                    event.map(Bytes::from)
                }
            }
        };
        if matches!(this.content, Content::Ended) {
            this.ticket.set_complete();
        }
        Poll::Ready(data.map(|data| Ok(Frame::data(data))))
    }

    fn is_end_stream(&self) -> bool {
        matches!(self.content, Content::Ended)
    }

    fn size_hint(&self) -> SizeHint {
        match &self.content {
            Content::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Content::Events { .. } => SizeHint::default(),
            Content::Ended => SizeHint::with_exact(0),
        }
    }
}
