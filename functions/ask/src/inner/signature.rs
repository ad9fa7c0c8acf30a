//! The signature of a call: over the method, the path, the body's hash and length, the caller, the
//! request and the time.
//!
//! `<payload>.<signature>` in a header, both in base64url. The body is covered by its hash, so that a
//! host knows from the head alone whether a large body is worth reading.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use plainquery_core::{ErrorKind, Principal, Secret, Settings};
use plainquery_plan::Keyed;
use plainquery_wire::ApiError;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{MAX_INNER_BODY_BYTES, WIRE_VERSION};
use crate::Caller;

/// The header that carries it.
pub const HEADER: &str = "x-plainquery-inner";
const PURPOSE: &str = "inner-call";
/// How long a call may be under way.
const MAX_AGE_MS: u64 = 60_000;
/// How far the caller's clock may be ahead.
const MAX_SKEW_MS: u64 = 30_000;

/// What is signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SignedHead {
    method: String,
    path: String,
    body_bytes: usize,
    body_sha256: String,
    issued_at_ms: u64,
    /// Who asks, as the front verified it.
    pub(super) principal: Principal,
    /// The front's request.
    pub(super) request_id: String,
}

/// Read before the rest, which other versions may write in another form.
#[derive(Serialize, Deserialize)]
struct Version {
    wire: u32,
}

#[derive(Serialize)]
struct Payload<'a> {
    wire: u32,
    #[serde(flatten)]
    head: &'a SignedHead,
}

impl SignedHead {
    /// Whether this is the body that was signed.
    pub(super) fn covers(&self, body: &[u8]) -> bool {
        body.len() == self.body_bytes && hash(body) == self.body_sha256
    }
}

/// The header's value for a call.
pub(super) fn sign(
    settings: &Settings,
    caller: &Caller<'_>,
    path: &str,
    body: &[u8],
    now_ms: u64,
) -> String {
    let head = SignedHead {
        method: "POST".to_owned(),
        path: path.to_owned(),
        body_bytes: body.len(),
        body_sha256: hash(body),
        issued_at_ms: now_ms,
        principal: caller.principal.clone(),
        request_id: caller.request_id.to_owned(),
    };
    let payload = Payload {
        wire: WIRE_VERSION,
        head: &head,
    };
    // String keys and whole numbers only: there is nothing to fail on.
    let json = serde_json::to_vec(&payload).unwrap_or_default();
    let signature = keyed(&settings.inner.secret, &json).bytes();
    format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(&json),
        URL_SAFE_NO_PAD.encode(signature)
    )
}

/// What was signed, where the signature holds for this method and path and is fresh. Nothing of it is
/// parsed before.
pub(super) fn verify(
    settings: &Settings,
    method: &str,
    path: &str,
    header: Option<&str>,
    now_ms: u64,
) -> Result<SignedHead, ApiError> {
    let json = header
        .and_then(|header| signed_json(settings, header))
        .ok_or_else(not_signed)?;
    let version: Version = serde_json::from_slice(&json).map_err(|_| not_signed())?;
    if version.wire != WIRE_VERSION {
        return Err(ApiError::with_id(
            ErrorKind::InvalidRequest,
            VERSION_DIFFERS,
            "The calling deployment is of another version. Deploy both from one version.",
        ));
    }
    let head: SignedHead = serde_json::from_slice(&json).map_err(|_| not_signed())?;
    let is_for_this = head.method == method && head.path == path;
    let is_fresh = head.issued_at_ms <= now_ms.saturating_add(MAX_SKEW_MS)
        && now_ms <= head.issued_at_ms.saturating_add(MAX_AGE_MS);
    if is_for_this && is_fresh {
        Ok(head)
    } else {
        Err(not_signed())
    }
}

/// The length of the body of a call that is signed, capped: what a host may read of it. `None` where
/// there is no signature that holds.
pub fn signed_body_bytes(
    settings: &Settings,
    method: &str,
    path: &str,
    header: Option<&str>,
    now_ms: u64,
) -> Option<usize> {
    let head = verify(settings, method, path, header, now_ms).ok()?;
    Some(head.body_bytes.min(MAX_INNER_BODY_BYTES))
}

/// The id of a call from a deployment of another version.
pub(super) const VERSION_DIFFERS: &str = "inner-call-version";
/// The id of a call without a signature that holds.
pub(super) const NOT_SIGNED: &str = "inner-call-not-signed";

pub(super) fn not_signed() -> ApiError {
    ApiError::with_id(
        ErrorKind::Unauthenticated,
        NOT_SIGNED,
        "This path is for other functions of the same deployment, whose calls are signed. Ask with \
         `POST /v1/ask` at the deployment that serves it.",
    )
}

fn keyed(secret: &Secret, json: &[u8]) -> Keyed {
    Keyed::new(secret, PURPOSE).field(json)
}

fn signed_json(settings: &Settings, header: &str) -> Option<Vec<u8>> {
    let (payload, signature) = header.split_once('.')?;
    let json = URL_SAFE_NO_PAD.decode(payload).ok()?;
    let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
    let holds = settings
        .inner
        .secrets()
        .any(|secret| keyed(secret, &json).matches(&signature));
    holds.then_some(json)
}

fn hash(body: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(body))
}

#[cfg(test)]
mod tests {
    use plainquery_core::Secret;

    use super::*;

    const NOW_MS: u64 = 1_750_000_000_000;
    const PATH: &str = "/internal/v1/validate";
    const BODY: &[u8] = b"{}";

    fn settings() -> Settings {
        Settings::new(Secret::new("0123456789abcdef0123456789abcdef"))
    }

    fn principal() -> Principal {
        Principal {
            subject: "ann".into(),
            tenant: Some("acme".into()),
            role: "analyst".into(),
            ..Principal::default()
        }
    }

    fn signed() -> String {
        let principal = principal();
        let caller = Caller {
            principal: &principal,
            request_id: "request-1",
        };
        sign(&settings(), &caller, PATH, BODY, NOW_MS)
    }

    fn refusal(method: &str, path: &str, header: Option<&str>, now_ms: u64) -> &'static str {
        verify(&settings(), method, path, header, now_ms)
            .expect_err("must be refused")
            .id
    }

    #[test]
    fn a_signed_call_says_who_asks() {
        let head = verify(&settings(), "POST", PATH, Some(&signed()), NOW_MS).expect("signed");
        assert_eq!(head.principal, principal());
        assert_eq!(head.request_id, "request-1");
        assert!(head.covers(BODY));
        assert!(!head.covers(b"[]"), "another body of the same length");
        assert!(!head.covers(b"{} "));
    }

    #[test]
    fn any_changed_character_is_noticed() {
        let signed = signed();
        for index in 0..signed.len() {
            let mut changed = signed.clone().into_bytes();
            changed[index] = if changed[index] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).expect("ascii");
            assert_eq!(
                refusal("POST", PATH, Some(&changed), NOW_MS),
                NOT_SIGNED,
                "position {index}"
            );
        }
        for junk in ["", ".", "e30.", "é.é", &signed[..signed.len() - 1]] {
            assert_eq!(refusal("POST", PATH, Some(junk), NOW_MS), NOT_SIGNED);
        }
        assert_eq!(refusal("POST", PATH, None, NOW_MS), NOT_SIGNED);
    }

    #[test]
    fn it_holds_for_one_path_and_a_short_time() {
        let signed = signed();
        let check =
            |method, path, now_ms| verify(&settings(), method, path, Some(&signed), now_ms).is_ok();
        assert!(check("POST", PATH, NOW_MS + MAX_AGE_MS));
        assert!(check("POST", PATH, NOW_MS - MAX_SKEW_MS));
        assert!(!check("POST", PATH, NOW_MS + MAX_AGE_MS + 1));
        assert!(!check("POST", PATH, NOW_MS - MAX_SKEW_MS - 1));
        assert!(!check("GET", PATH, NOW_MS));
        assert!(!check("POST", "/internal/v1/generate", NOW_MS));
    }

    #[test]
    fn another_secret_and_another_purpose_do_not_sign() {
        let mut other = settings();
        other.inner.secret = Secret::new("another secret of thirty-two bytes!!");
        assert!(verify(&other, "POST", PATH, Some(&signed()), NOW_MS).is_err());
        // While the secret is changed, both are accepted.
        other.inner.previous_secret = Some(settings().inner.secret);
        assert!(verify(&other, "POST", PATH, Some(&signed()), NOW_MS).is_ok());
        // A token that the same secret signed for something else.
        let json = br#"{"wire":1}"#;
        let token = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(json),
            URL_SAFE_NO_PAD.encode(
                Keyed::new(&settings().inner.secret, "conversation-1")
                    .field(json)
                    .bytes()
            )
        );
        assert_eq!(refusal("POST", PATH, Some(&token), NOW_MS), NOT_SIGNED);
    }

    #[test]
    fn another_version_is_told_apart() {
        let json = format!(r#"{{"wire":{},"anything":7}}"#, WIRE_VERSION + 1);
        let signature = keyed(&settings().inner.secret, json.as_bytes()).bytes();
        let header = format!(
            "{}.{}",
            URL_SAFE_NO_PAD.encode(&json),
            URL_SAFE_NO_PAD.encode(signature)
        );
        assert_eq!(
            refusal("POST", PATH, Some(&header), NOW_MS),
            VERSION_DIFFERS
        );
    }

    #[test]
    fn a_large_body_is_read_only_where_the_head_is_signed() {
        let bytes =
            |header: Option<&str>| signed_body_bytes(&settings(), "POST", PATH, header, NOW_MS);
        assert_eq!(bytes(Some(&signed())), Some(BODY.len()));
        assert_eq!(bytes(Some("forged")), None);
        assert_eq!(bytes(None), None);
    }
}
