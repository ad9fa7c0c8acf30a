//! Tokens that are signed with the shared key; those of an issuer are in `tests/issuer.rs`.

use serde_json::json;

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
    let mut claims = json!({"sub": "ann", "tenant": "acme", "role": "analyst", "exp": NOW_S + 60});
    for (key, value) in changes.as_object().unwrap() {
        claims[key] = value.clone();
    }
    claims
}

fn settings(audience: Option<&str>) -> JwtSettings {
    JwtSettings {
        secret: Some(Secret::new(SECRET)),
        audience: audience.map(str::to_owned),
        ..JwtSettings::default()
    }
}

fn verdict_by(token: &str, settings: &JwtSettings) -> Result<Principal, String> {
    let token = Token::read(token, settings)?;
    let secret = settings.secret.as_ref().expect("a secret");
    if !token.is_signed_with(secret) {
        return Err("its signature does not hold".to_owned());
    }
    token.principal(settings, NOW_S)
}

fn verdict(token: &str, audience: Option<&str>) -> Result<Principal, String> {
    verdict_by(token, &settings(audience))
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
    for algorithm in [
        "none", "None", "HS384", "hs256", "RS256", "ES256", "EdDSA", "",
    ] {
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

#[test]
fn tokens_of_other_kinds_are_refused() {
    let typed = |kind: &str| {
        sign(
            &json!({"alg": "HS256", "typ": kind}),
            &with(&json!({})),
            SECRET,
        )
    };
    for kind in ["JWT", "jwt", "at+jwt", "application/at+jwt"] {
        assert!(verdict(&typed(kind), None).is_ok(), "{kind}");
    }
    for kind in ["logout+jwt", "dpop+jwt", ""] {
        assert!(
            verdict(&typed(kind), None).unwrap_err().contains("type"),
            "{kind}"
        );
    }
    let long = with(&json!({"padding": "x".repeat(MAX_TOKEN_BYTES)}));
    let long = sign(&json!({"alg": "HS256"}), &long, SECRET);
    assert!(verdict(&long, None).unwrap_err().contains("longer"));
}

#[test]
fn the_issuer_is_held() {
    let settings = JwtSettings {
        issuer: Some("https://login.example.com/".to_owned()),
        ..settings(None)
    };
    let verdict = |issuer: &Value| {
        let claims = with(&json!({"iss": issuer}));
        verdict_by(&sign(&json!({"alg": "HS256"}), &claims, SECRET), &settings)
    };
    assert!(verdict(&json!("https://login.example.com/")).is_ok());
    for other in [json!("https://login.example.com"), json!(null)] {
        assert!(verdict(&other).unwrap_err().contains("issuer"), "{other}");
    }
}

#[test]
fn tenant_and_role_may_lie_elsewhere() {
    let settings = JwtSettings {
        claims: ClaimNames {
            tenant: "https://example.com/tenant".to_owned(),
            role: "access.roles".to_owned(),
            further: vec!["access.region".to_owned(), "seat".to_owned()],
        },
        ..settings(None)
    };
    let check = |claims: &Value, expected: Result<(Option<&str>, &str), &str>| {
        let token = sign(&json!({"alg": "HS256"}), &with(claims), SECRET);
        match (verdict_by(&token, &settings), expected) {
            (Ok(found), Ok((tenant, role))) => {
                assert_eq!(
                    (found.tenant.as_deref(), found.role.as_str()),
                    (tenant, role)
                );
            }
            (Err(reason), Err(part)) => assert!(reason.contains(part), "{reason}"),
            (found, expected) => panic!("{claims}: {found:?} is not {expected:?}"),
        }
    };
    let tenant = "https://example.com/tenant";
    check(
        &json!({tenant: "umbrella", "access": {"roles": ["reader"]}}),
        Ok((Some("umbrella"), "reader")),
    );
    check(
        &json!({tenant: 42, "access.roles": "flat", "access": {"roles": ["deep"]}}),
        Ok((Some("42"), "flat")),
    );
    check(&json!({"access": {"roles": "one"}}), Ok((None, "one")));
    let further = json!({"access": {"roles": "one", "region": "north"}, "other": "x"});
    let token = sign(&json!({"alg": "HS256"}), &with(&further), SECRET);
    let claims = verdict_by(&token, &settings).unwrap().claims;
    assert_eq!(
        claims.into_iter().collect::<Vec<_>>(),
        [("access.region".to_owned(), "north".to_owned())]
    );
    check(
        &json!({"access": {"roles": "one"}, "seat": ["a", "b"]}),
        Err("several"),
    );
    check(&json!({}), Err("`access.roles`"));
    check(&json!({"access": {"roles": []}}), Err("`access.roles`"));
    check(&json!({"access": {"roles": ["a", "b"]}}), Err("several"));
    check(&json!({"access": {"roles": {"a": 1}}}), Err("not a text"));
    check(
        &json!({tenant: true, "access": {"roles": "one"}}),
        Err("not a text"),
    );
    check(
        &json!({"sub": "", "access": {"roles": "one"}}),
        Err("`sub`"),
    );
}
