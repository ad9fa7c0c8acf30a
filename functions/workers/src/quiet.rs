//! Streams of events that are quiet for a while.

use futures_util::{Stream, StreamExt, stream::unfold};
use plainquery_http::EventStream;
use worker::Result;

use crate::deadline::within;

/// The runtime notices that a caller has left when it writes, and not before: without this a query runs
/// on until its deadline.
const LONGEST_SILENCE_MS: u32 = 500;
/// A comment, which readers skip (WHATWG HTML, 9.2).
const COMMENT: &[u8] = b":\n\n";

/// The events, with comments where none comes for a while.
pub(crate) fn never_silent(events: EventStream) -> impl Stream<Item = Result<Vec<u8>>> {
    unfold(events, |mut events| async {
        match within(LONGEST_SILENCE_MS, events.next()).await {
            Some(event) => event.map(|event| (Ok(event), events)),
            None => Some((Ok(COMMENT.to_vec()), events)),
        }
    })
}
