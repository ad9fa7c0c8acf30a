//! Work that is given up when its time is over.

use std::{pin::pin, time::Duration};

use futures_util::future::{Either, select};
use spin_sdk::time::sleep;

/// The result, or `None` where it was not there in time; the work then goes no further.
pub(crate) async fn within<F: Future>(timeout_ms: impl Into<u64>, work: F) -> Option<F::Output> {
    let work = pin!(work);
    let deadline = pin!(sleep(Duration::from_millis(timeout_ms.into())));
    match select(work, deadline).await {
        Either::Left((result, _)) => Some(result),
        Either::Right(_) => None,
    }
}
