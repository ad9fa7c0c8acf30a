//! Tokens and key sets that `tests/fixtures/make-tokens.py` made with OpenSSL.

use plainquery_core::{
    Principal,
    ports::HttpError,
    settings::{ApiKey, JwtSettings},
};
use plainquery_testkit::{TestHost, ready};
use serde_json::Value;

use super::*;
use crate::{ApiRequest, auth::authenticate};

const URL: &str = "https://login.example.com/jwks";
const SECOND_MS: u64 = 1_000;
const HOUR_MS: u64 = 3_600 * SECOND_MS;

struct Bench {
    host: TestHost,
    settings: Settings,
    fixtures: Value,
}

impl Bench {
    fn new() -> Self {
        let mut settings = Settings::new(Secret::new("a secret of at least 32 characters"));
        settings.access.jwt = Some(JwtSettings {
            jwks_url: Some(URL.to_owned()),
            issuer: Some("https://login.example.com/".to_owned()),
            audience: Some("plainquery".to_owned()),
            ..JwtSettings::default()
        });
        let fixtures = include_str!("../../../tests/fixtures/tokens.json");
        Self {
            host: TestHost::default(),
            settings,
            fixtures: serde_json::from_str(fixtures).unwrap(),
        }
    }

    /// With the first set published, once.
    fn published(set: &str) -> Self {
        let bench = Self::new();
        bench.publish(set);
        bench
    }

    fn publish(&self, set: &str) {
        let set = self.fixtures["sets"][set].to_string();
        self.host.http.answer(URL, 200, set);
    }

    fn tokens(&self, group: &str) -> impl Iterator<Item = (&str, &str)> {
        let tokens = self.fixtures[group].as_object().unwrap();
        tokens
            .iter()
            .map(|(name, token)| (name.as_str(), token.as_str().unwrap()))
    }

    fn good(&self) -> &str {
        self.fixtures["good"]["rs256"].as_str().unwrap()
    }

    fn second(&self) -> &str {
        self.fixtures["second"].as_str().unwrap()
    }

    fn unknown(&self) -> &str {
        self.fixtures["bad"]["a key that nobody published"]
            .as_str()
            .unwrap()
    }

    fn verdict(&self, token: &str) -> Result<Principal, ApiError> {
        let request = ApiRequest {
            headers: vec![("authorization".into(), format!("Bearer {token}"))],
            ..ApiRequest::default()
        };
        ready(authenticate(&self.host, &request, &self.settings))
    }

    fn check(&self, token: &str, expected: Result<(), &str>) {
        let verdict = self.verdict(token).map(|_| ());
        assert_eq!(verdict.map_err(|error| error.id), expected);
    }

    fn fetches(&self) -> usize {
        self.host.http.requests().len()
    }

    /// The same service in another process: its memory is empty, KV is the same.
    fn elsewhere(&self, work: impl FnOnce(&Self)) {
        let here = MEMORY.take();
        work(self);
        MEMORY.set(here);
    }
}

const REFUSED: Result<(), &str> = Err("token-not-valid");
const UNAVAILABLE: Result<(), &str> = Err("issuer-unavailable");

#[test]
fn tokens_of_the_issuer_name_their_callers() {
    let bench = Bench::published("first");
    for (name, token) in bench.tokens("good") {
        let principal = bench
            .verdict(token)
            .unwrap_or_else(|error| panic!("{name}: {error:?}"));
        assert_eq!(principal.subject, "ann", "{name}");
        assert_eq!(principal.tenant.as_deref(), Some("acme"), "{name}");
        assert_eq!(principal.role, "analyst", "{name}");
    }
    assert_eq!(bench.fetches(), 1);
}

#[test]
fn every_other_token_is_refused() {
    let bench = Bench::published("first");
    bench.check(bench.good(), Ok(()));
    let mut count = 0;
    for (name, token) in bench.tokens("bad") {
        let error = bench.verdict(token).expect_err(name);
        assert_eq!(error.id, "token-not-valid", "{name}: {}", error.detail);
        count += 1;
    }
    assert!(count >= 25, "{count}");
    assert_eq!(bench.fetches(), 1, "no made-up key id led to the issuer");
}

#[test]
fn with_a_shared_key_as_well_each_algorithm_keeps_its_own_key() {
    let mut bench = Bench::published("first");
    let jwt = bench.settings.access.jwt.as_mut().unwrap();
    // What an attacker would hope for: the very text that is published.
    let modulus = bench.fixtures["sets"]["first"]["keys"]
        .as_array()
        .unwrap()
        .iter()
        .find(|key| key["kid"] == "rsa-1")
        .unwrap()["n"]
        .as_str()
        .unwrap();
    jwt.secret = Some(Secret::new("another secret of at least 32 characters"));
    bench.check(bench.good(), Ok(()));
    for name in [
        "HS256 with the public key as PEM",
        "HS256 with the modulus",
        "RS256 that is HS256 with the PEM",
    ] {
        bench.check(bench.fixtures["bad"][name].as_str().unwrap(), REFUSED);
    }
    // The token is sound where that text is the shared key: what is refused above is the confusion.
    let jwt = bench.settings.access.jwt.as_mut().unwrap();
    jwt.secret = Some(Secret::new(modulus));
    let token = bench.fixtures["bad"]["HS256 with the modulus"].as_str();
    bench.check(token.unwrap(), Ok(()));
}

#[test]
fn an_unknown_key_is_looked_for_once_and_a_rotation_is_seen() {
    let bench = Bench::published("first");
    bench.check(bench.good(), Ok(()));
    bench.check(bench.second(), REFUSED);
    assert_eq!(bench.fetches(), 1, "asked just now");
    bench.host.clock.advance_ms(RETRY_MS);
    bench.publish("rotated");
    bench.check(bench.second(), Ok(()));
    assert_eq!(bench.fetches(), 2);
    bench.check(bench.good(), REFUSED);
    assert_eq!(bench.fetches(), 2);
}

#[test]
fn junk_does_not_hammer_the_issuer() {
    let bench = Bench::published("first");
    bench.check(bench.good(), Ok(()));
    for _ in 0..100 {
        bench.host.clock.advance_ms(SECOND_MS);
        bench.host.http.fail(URL, HttpError::Unreachable);
        bench.check(bench.unknown(), REFUSED);
        bench.check(bench.good(), Ok(()));
    }
    assert_eq!(bench.fetches(), 1 + 3, "every 30 seconds of 100");
}

#[test]
fn other_instances_share_what_one_has_fetched_and_tried() {
    let bench = Bench::published("first");
    bench.check(bench.good(), Ok(()));
    bench.elsewhere(|bench| {
        bench.check(bench.good(), Ok(()));
        bench.check(bench.unknown(), REFUSED);
    });
    assert_eq!(bench.fetches(), 1);
    // A rotation that another instance has seen.
    bench.host.clock.advance_ms(RETRY_MS);
    bench.publish("rotated");
    bench.elsewhere(|bench| bench.check(bench.second(), Ok(())));
    bench.check(bench.second(), Ok(()));
    assert_eq!(bench.fetches(), 2);
}

#[test]
fn old_keys_serve_while_the_issuer_is_down_but_not_for_ever() {
    let bench = Bench::published("first");
    bench.check(bench.good(), Ok(()));
    bench.host.clock.advance_ms(FRESH_MS);
    bench.host.http.answer(URL, 503, "busy");
    bench.check(bench.good(), Ok(()));
    assert_eq!(bench.fetches(), 2, "old keys are looked for anew");
    bench.check(bench.good(), Ok(()));
    assert_eq!(bench.fetches(), 2, "and not with each question");
    bench.elsewhere(|bench| bench.check(bench.good(), Ok(())));
    assert_eq!(bench.fetches(), 2, "nor by each instance");
    bench.host.clock.advance_ms(MAX_STALE_MS - FRESH_MS - 1);
    bench.check(bench.good(), Ok(()));
    bench.host.clock.advance_ms(1);
    bench.check(bench.good(), UNAVAILABLE);
    bench.host.clock.advance_ms(RETRY_MS);
    bench.publish("first");
    bench.check(bench.good(), Ok(()));
}

#[test]
fn without_any_keys_the_outage_is_told_and_ends() {
    let bench = Bench::new();
    bench.host.http.fail(URL, HttpError::Timeout);
    let error = bench.verdict(bench.good()).unwrap_err();
    assert_eq!(error.id, "issuer-unavailable");
    assert_eq!(error.kind, ErrorKind::UpstreamUnavailable);
    assert_eq!(error.retry_after_s, Some(30));
    bench.publish("first");
    bench.check(bench.good(), UNAVAILABLE);
    bench.elsewhere(|bench| bench.check(bench.good(), UNAVAILABLE));
    assert_eq!(
        bench.fetches(),
        1,
        "the failure is remembered, here and elsewhere"
    );
    bench.host.clock.advance_ms(RETRY_MS);
    bench.check(bench.good(), Ok(()));
}

#[test]
fn answers_that_are_no_usable_set_change_nothing() {
    let bench = Bench::published("first");
    bench.check(bench.good(), Ok(()));
    let too_many = bench.fixtures["sets"]["oversized"].to_string();
    let unusable = bench.fixtures["sets"]["unusable"].to_string();
    let huge = format!(
        "{{\"keys\":[],\"x\":\"{}\"}}",
        "x".repeat(MAX_DOCUMENT_BYTES)
    );
    for answer in [
        "",
        "<html>",
        "{}",
        r#"{"keys":[]}"#,
        &too_many,
        &unusable,
        &huge,
    ] {
        bench.host.clock.advance_ms(RETRY_MS);
        let fetches = bench.fetches();
        bench.host.http.answer(URL, 200, answer);
        bench.check(bench.unknown(), REFUSED);
        assert_eq!(bench.fetches(), fetches + 1);
        bench.check(bench.good(), Ok(()));
    }
}

#[test]
fn keys_that_share_an_id_are_not_guessed_among() {
    let bench = Bench::published("duplicate");
    bench.check(bench.good(), REFUSED);
    let es256 = bench.fixtures["good"]["es256"].as_str().unwrap();
    bench.check(es256, Ok(()));
}

#[test]
fn a_store_that_fails_or_was_tampered_with_is_gone_without() {
    let bench = Bench::published("first");
    bench.host.kv.set_failing(true);
    bench.check(bench.good(), Ok(()));
    bench.check(bench.good(), Ok(()));
    assert_eq!(bench.fetches(), 1);
    bench.host.kv.set_failing(false);
    // Somebody else's keys, put where ours would lie, by one who does not know the secret.
    let forged = Known {
        document: bench.fixtures["sets"]["rotated"].to_string(),
        fetched_at_ms: bench.host.clock.now_ms(),
        tried_at_ms: bench.host.clock.now_ms(),
        keys: None,
    };
    let key = format!("jwks/{}", hex(&Sha256::digest(URL.as_bytes())[..16]));
    let value = sealed(&Secret::new("a guess"), URL, &forged);
    ready(bench.host.kv.put(&key, &value, 600)).unwrap();
    bench.publish("first");
    bench.elsewhere(|bench| {
        bench.check(bench.second(), REFUSED);
        bench.check(bench.good(), Ok(()));
    });
    // With the secret it is taken, so that what is tested above is the MAC.
    bench.host.clock.advance_ms(RETRY_MS);
    let value = sealed(
        &bench.settings.conversation_secret,
        URL,
        &Known {
            tried_at_ms: bench.host.clock.now_ms(),
            fetched_at_ms: bench.host.clock.now_ms(),
            ..forged
        },
    );
    ready(bench.host.kv.put(&key, &value, 600)).unwrap();
    bench.elsewhere(|bench| bench.check(bench.second(), Ok(())));
}

#[test]
fn a_clock_that_jumps_back_stops_nothing() {
    let bench = Bench::published("first");
    bench.check(bench.good(), Ok(()));
    let now_ms = bench.host.clock.now_ms();
    bench.host.clock.set_ms(now_ms - 20 * HOUR_MS);
    bench.publish("rotated");
    bench.check(bench.second(), Ok(()));
    assert_eq!(bench.fetches(), 2);
}

#[test]
fn an_api_key_needs_no_issuer() {
    let mut bench = Bench::new();
    bench.settings.access.api_keys = vec![ApiKey {
        key: Secret::new("key.with.dots-of-ann"),
        principal: Principal::default(),
    }];
    bench.check("key.with.dots-of-ann", Ok(()));
    bench.check("a.b.c", REFUSED);
    assert_eq!(bench.fetches(), 0);
}
