//! `Server-Timing` (W3C): what took how long, as far as the host's clock tells.

use plainquery_wire::ask::Timing;

use crate::ApiResponse;

/// The name under which the whole stands.
pub(crate) const TOTAL: &str = "total";

/// Adds the header. What took less than a millisecond is left out: on a host whose clock stands still
/// between I/O, a zero would be a claim about what was not measured.
pub(crate) fn timed(response: ApiResponse, timings: &[Timing]) -> ApiResponse {
    let metrics: Vec<String> = timings
        .iter()
        .filter(|timing| timing.duration_ms > 0)
        .map(|timing| format!("{};dur={}", timing.stage, timing.duration_ms))
        .collect();
    if metrics.is_empty() {
        return response;
    }
    response.with_header("server-timing", metrics.join(", "))
}

/// Adds the whole to an answer that has no times of its own.
pub(crate) fn timed_as_a_whole(response: ApiResponse, duration_ms: u64) -> ApiResponse {
    if response.header("server-timing").is_some() {
        return response;
    }
    let total = Timing {
        stage: TOTAL.to_owned(),
        duration_ms,
    };
    timed(response, &[total])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_measured_is_not_told() {
        let timing = |stage: &str, duration_ms| Timing {
            stage: stage.into(),
            duration_ms,
        };
        let header = |timings: &[Timing]| {
            timed(ApiResponse::empty(200), timings)
                .header("server-timing")
                .map(str::to_owned)
        };
        assert_eq!(
            header(&[
                timing("catalog", 0),
                timing("execute", 12),
                timing(TOTAL, 13)
            ])
            .as_deref(),
            Some("execute;dur=12, total;dur=13")
        );
        assert_eq!(header(&[timing("catalog", 0)]), None);
        let whole = timed_as_a_whole(timed(ApiResponse::empty(200), &[timing("execute", 5)]), 9);
        assert_eq!(whole.header("server-timing"), Some("execute;dur=5"));
        let whole = timed_as_a_whole(ApiResponse::empty(200), 9);
        assert_eq!(whole.header("server-timing"), Some("total;dur=9"));
    }
}
