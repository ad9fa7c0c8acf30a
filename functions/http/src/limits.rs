//! How often a caller may ask, as the host counts it, and what the caller is told of it: `RateLimit` and
//! `RateLimit-Policy` (IETF draft) where the host counts exactly, else only a refusal.

use plainquery_core::{
    ErrorKind, Principal,
    ports::{Admission, Quota, RateLimiter},
};
use plainquery_wire::ApiError;
use sha2::{Digest, Sha256};

use crate::{ApiResponse, etag::hex};

/// The policy's name in the headers.
const POLICY: &str = "requests";

/// Whether the caller may go on, as the host counts.
pub(crate) async fn admit(limiter: &impl RateLimiter, principal: &Principal) -> Admission {
    if limiter.is_counting() {
        limiter.admit(&subject(principal)).await
    } else {
        Admission::Admitted(None)
    }
}

/// What the host counts by: unique to tenant and caller, and telling of neither, since hosts keep it.
fn subject(principal: &Principal) -> String {
    let mut hash = Sha256::new();
    for field in [principal.tenant.as_deref(), Some(&principal.subject)] {
        hash.update([u8::from(field.is_some())]);
        let field = field.unwrap_or_default();
        hash.update((field.len() as u64).to_be_bytes());
        hash.update(field.as_bytes());
    }
    hex(&hash.finalize()[..16])
}

/// The refusal, where the host refuses.
pub(crate) fn refusal(admission: Admission) -> Option<ApiError> {
    let Admission::Refused { retry_after_s, .. } = admission else {
        return None;
    };
    let wait_s = retry_after_s.max(1);
    let unit = if wait_s == 1 { "second" } else { "seconds" };
    Some(
        ApiError::new(
            ErrorKind::RateLimited,
            format!("You asked too often. Try again in {wait_s} {unit}."),
        )
        .with_retry_after(Some(wait_s)),
    )
}

/// Tells what is left, where the host knows.
pub(crate) fn told(response: ApiResponse, admission: Admission) -> ApiResponse {
    let (Admission::Admitted(Some(quota))
    | Admission::Refused {
        quota: Some(quota), ..
    }) = admission
    else {
        return response;
    };
    let Quota {
        limit,
        remaining,
        reset_s,
        window_s,
    } = quota;
    response
        .with_header(
            "ratelimit-policy",
            format!("\"{POLICY}\";q={limit};w={window_s}"),
        )
        .with_header(
            "ratelimit",
            format!("\"{POLICY}\";r={remaining};t={reset_s}"),
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn callers_are_told_apart() {
        let of = |tenant: Option<&str>, subject: &str| {
            super::subject(&Principal {
                subject: subject.into(),
                tenant: tenant.map(str::to_owned),
                role: "analyst".into(),
                ..Principal::default()
            })
        };
        let all = [
            of(None, "ann"),
            of(None, "bob"),
            of(Some(""), "ann"),
            of(Some("acme"), "ann"),
            of(Some("acmea"), "nn"),
            of(Some("umbrella"), "ann"),
        ];
        for (at, one) in all.iter().enumerate() {
            assert_eq!(one.len(), 32);
            assert!(!all[at + 1..].contains(one), "{at}");
        }
        assert_eq!(of(Some("acme"), "ann"), all[3]);
    }
}
