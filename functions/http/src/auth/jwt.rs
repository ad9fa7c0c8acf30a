//! JSON web tokens, HS256 only (RFC 7515, RFC 7519). The signature is checked before any claim is
//! read, and the algorithm is ours, never the token's choice.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use plainquery_core::{Principal, settings::JwtSettings};
use serde::Deserialize;
use sha2::Sha256;

/// Clocks of issuers may differ from ours by this much.
const LEEWAY_S: u64 = 30;

#[derive(Deserialize)]
struct Header {
    alg: String,
    /// Extensions that must be understood; none are.
    crit: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Claims {
    sub: String,
    role: String,
    #[serde(default)]
    tenant: Option<String>,
    /// Seconds since 1970; may have a fraction.
    exp: f64,
    #[serde(default)]
    nbf: Option<f64>,
    #[serde(default)]
    aud: Audience,
}

#[derive(Default, Deserialize)]
#[serde(untagged)]
enum Audience {
    #[default]
    Absent,
    One(String),
    Several(Vec<String>),
}

/// The caller that the token names, or why not; the reasons hold nothing of the token.
pub(super) fn verify(
    token: &str,
    settings: &JwtSettings,
    now_s: u64,
) -> Result<Principal, &'static str> {
    const MALFORMED: &str = "it is not a signed token";
    let (signed, signature) = token.rsplit_once('.').ok_or(MALFORMED)?;
    let (header, claims) = signed.split_once('.').ok_or(MALFORMED)?;
    let header: Header = decode(header).ok_or(MALFORMED)?;
    if header.alg != "HS256" || header.crit.is_some() {
        return Err("it must be signed with HS256 and have no critical extensions");
    }
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| MALFORMED)?;
    Hmac::<Sha256>::new_from_slice(settings.secret.expose().as_bytes())
        .map_err(|_| MALFORMED)?
        .chain_update(signed.as_bytes())
        .verify_slice(&signature)
        .map_err(|_| "its signature does not hold")?;
    let claims: Claims = decode(claims)
        .ok_or("it needs the claims `sub`, `role` and `exp`, in their usual types")?;
    check_times(&claims, now_s)?;
    check_audience(&claims.aud, settings.audience.as_deref())?;
    if claims.sub.is_empty() || claims.role.is_empty() {
        return Err("its claims `sub` and `role` must not be empty");
    }
    Ok(Principal {
        subject: claims.sub,
        tenant: claims.tenant.filter(|tenant| !tenant.is_empty()),
        role: claims.role,
    })
}

fn decode<T: for<'de> Deserialize<'de>>(part: &str) -> Option<T> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

#[expect(
    clippy::cast_precision_loss,
    reason = "seconds since 1970 are far below 2^52"
)]
fn check_times(claims: &Claims, now_s: u64) -> Result<(), &'static str> {
    if now_s as f64 >= claims.exp + LEEWAY_S as f64 {
        return Err("it has expired; get a new one");
    }
    match claims.nbf {
        Some(not_before) if ((now_s + LEEWAY_S) as f64) < not_before => Err("it is not valid yet"),
        _ => Ok(()),
    }
}

/// RFC 7519, 4.1.3: a token with an audience that is not ours must be rejected, and we have none
/// unless one is configured.
fn check_audience(audience: &Audience, ours: Option<&str>) -> Result<(), &'static str> {
    let holds = match (audience, ours) {
        (Audience::Absent, None) => true,
        (Audience::Absent, Some(_)) | (_, None) => false,
        (Audience::One(one), Some(ours)) => one == ours,
        (Audience::Several(several), Some(ours)) => several.iter().any(|one| one == ours),
    };
    if holds {
        Ok(())
    } else {
        Err("it was made for another audience")
    }
}

#[cfg(test)]
mod tests {
    use plainquery_core::Secret;
    use serde_json::{Value, json};

    use super::*;

    const SECRET: &str = "0123456789abcdef0123456789abcdef";
    const NOW_S: u64 = 1_750_000_000;

    fn sign(header: &Value, claims: &Value, secret: &str) -> String {
        let encode = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", encode(header), encode(claims));
        let signature = Hmac::<Sha256>::new_from_slice(secret.as_bytes())
            .unwrap()
            .chain_update(signed.as_bytes())
            .finalize()
            .into_bytes();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
    }

    fn with(changes: &Value) -> Value {
        let mut claims =
            json!({"sub": "ann", "tenant": "acme", "role": "analyst", "exp": NOW_S + 60});
        for (key, value) in changes.as_object().unwrap() {
            claims[key] = value.clone();
        }
        claims
    }

    fn verdict(token: &str, audience: Option<&str>) -> Result<Principal, &'static str> {
        let settings = JwtSettings {
            secret: Secret::new(SECRET),
            audience: audience.map(str::to_owned),
        };
        verify(token, &settings, NOW_S)
    }

    fn check(claims: &Value, audience: Option<&str>, expected: Result<(), &str>) {
        let token = sign(&json!({"alg": "HS256", "typ": "JWT"}), claims, SECRET);
        let verdict = verdict(&token, audience);
        match (&verdict, expected) {
            (Ok(_), Ok(())) => {}
            (Err(reason), Err(part)) => assert!(reason.contains(part), "{reason}"),
            _ => panic!("{claims}: {verdict:?} is not {expected:?}"),
        }
    }

    #[test]
    fn a_token_made_elsewhere_is_read() {
        // From Python's hmac, hashlib and base64, over the same key.
        let token = concat!(
            "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.",
            "eyJzdWIiOiJhbm4iLCJ0ZW5hbnQiOiJhY21lIiwicm9sZSI6ImFuYWx5c3QiLCJleHAiOjE3NTAwMDAwNjB9.",
            "unLIvU4Ft46d6sAuIAjgGOYFl3Nk7oEg0b2-tgR8D2M",
        );
        let principal = verdict(token, None).unwrap();
        assert_eq!(
            (
                principal.subject.as_str(),
                principal.tenant.as_deref(),
                principal.role.as_str()
            ),
            ("ann", Some("acme"), "analyst")
        );
    }

    #[test]
    fn times_are_held() {
        check(&with(&json!({"exp": NOW_S + 1})), None, Ok(()));
        check(&with(&json!({"exp": NOW_S - 31})), None, Err("expired"));
        check(&with(&json!({"exp": null})), None, Err("needs the claims"));
        check(
            &with(&json!({"exp": "never"})),
            None,
            Err("needs the claims"),
        );
        check(&with(&json!({"nbf": NOW_S})), None, Ok(()));
        check(
            &with(&json!({"nbf": NOW_S + 31})),
            None,
            Err("not valid yet"),
        );
    }

    #[test]
    fn audiences_are_held() {
        check(&with(&json!({"aud": "us"})), Some("us"), Ok(()));
        check(&with(&json!({"aud": ["them", "us"]})), Some("us"), Ok(()));
        check(&with(&json!({"aud": "them"})), Some("us"), Err("audience"));
        check(&with(&json!({})), Some("us"), Err("audience"));
        check(&with(&json!({"aud": "us"})), None, Err("audience"));
    }

    #[test]
    fn forgeries_are_refused() {
        let claims = with(&json!({}));
        for algorithm in ["none", "None", "HS384", "hs256", "RS256", ""] {
            let token = sign(&json!({"alg": algorithm}), &claims, SECRET);
            assert!(
                verdict(&token, None).unwrap_err().contains("HS256"),
                "{algorithm}"
            );
        }
        let unsigned = sign(&json!({"alg": "HS256"}), &claims, SECRET);
        let unsigned = &unsigned[..=unsigned.rfind('.').unwrap()];
        assert!(verdict(unsigned, None).unwrap_err().contains("signature"));
        let other = sign(&json!({"alg": "HS256"}), &claims, "another secret");
        assert!(verdict(&other, None).unwrap_err().contains("signature"));
        let critical = sign(&json!({"alg": "HS256", "crit": ["b64"]}), &claims, SECRET);
        assert!(verdict(&critical, None).unwrap_err().contains("critical"));
        // The claims of one token under the signature of another.
        let good = sign(&json!({"alg": "HS256"}), &claims, SECRET);
        let better = sign(
            &json!({"alg": "HS256"}),
            &with(&json!({"tenant": "umbrella"})),
            "x",
        );
        let (_, signature) = good.rsplit_once('.').unwrap();
        let (signed, _) = better.rsplit_once('.').unwrap();
        assert!(
            verdict(&format!("{signed}.{signature}"), None)
                .unwrap_err()
                .contains("signature")
        );
        for junk in ["..", "a.b.c", "eyJ9.e30.x"] {
            assert!(verdict(junk, None).is_err());
        }
    }
}
