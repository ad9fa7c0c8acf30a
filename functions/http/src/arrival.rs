//! Bodies that do not arrive.

use plainquery_core::ErrorKind;
use plainquery_wire::ApiError;

/// For so long a host waits for a body, unless it is told otherwise.
pub const BODY_TIMEOUT_MS: u64 = 10_000;

/// What a caller is told whose body did not end in time.
pub fn body_timed_out(within_ms: u64) -> ApiError {
    ApiError::new(
        ErrorKind::RequestTimeout,
        format!("The body did not arrive within {within_ms} ms. Send all of it at once."),
    )
}
