//! A bound on the time that something may take.

use std::{future::Future, pin::pin, time::Duration};

use futures_util::future::{Either, select};
use worker::Delay;

/// What comes within the time; `None` where it does not. What was begun is dropped then.
pub(crate) async fn within<T>(limit_ms: u32, work: impl Future<Output = T>) -> Option<T> {
    let deadline = pin!(Delay::from(Duration::from_millis(limit_ms.into())));
    match select(pin!(work), deadline).await {
        Either::Left((result, _)) => Some(result),
        Either::Right(_) => None,
    }
}
