//! A body that comes piece by piece.

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

use crate::{ApiResponse, message::Body};

/// A body of events. The work is done while the host reads it, and given up when the host drops it
/// because its caller has left.
pub struct EventStream {
    work: Option<Pin<Box<dyn Future<Output = ()>>>>,
    ready: Rc<Pieces>,
}

impl EventStream {
    /// A response whose body is what `work` pushes onto `ready` until it ends.
    pub(crate) fn response(
        content_type: &str,
        ready: &Rc<Pieces>,
        work: impl Future<Output = ()> + 'static,
    ) -> ApiResponse {
        let body = Body::Events(Self {
            work: Some(Box::pin(work)),
            ready: Rc::clone(ready),
        });
        // `no-transform` and `x-accel-buffering` keep proxies from holding events back.
        ApiResponse::new(200, content_type, body)
            .with_header("cache-control", "no-store, no-transform")
            .with_header("x-accel-buffering", "no")
    }
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

/// Pieces that wait to be read. Shared within one thread, between the work and its reader.
#[derive(Default)]
pub(crate) struct Pieces(RefCell<VecDeque<Vec<u8>>>);

impl Pieces {
    pub(crate) fn push(&self, piece: Vec<u8>) {
        self.0.borrow_mut().push_back(piece);
    }

    fn pop(&self) -> Option<Vec<u8>> {
        self.0.borrow_mut().pop_front()
    }
}
