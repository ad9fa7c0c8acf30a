use std::collections::HashMap;

use super::*;

const SECRET: &str = "0123456789abcdef0123456789abcdef";

fn complete() -> HashMap<&'static str, String> {
    HashMap::from([
        (CONVERSATION_SECRET, SECRET.to_owned()),
        (
            access::API_KEYS,
            r#"{"key-of-sixteen-characters": {"subject": "ann", "tenant": "acme", "role": "analyst"}}"#
                .to_owned(),
        ),
        ("DATABASE_URL", "postgres://reader:hunter22@db.example.com/shop".to_owned()),
    ])
}

fn read(values: &HashMap<&'static str, String>) -> Result<Settings, SettingsErrors> {
    Settings::from_lookup(|key| values.get(key).cloned())
}

/// Sets one key on top of complete settings and expects exactly that key to be reported.
fn check_refused(key: &'static str, value: &str) {
    let mut values = complete();
    values.insert(key, value.to_owned());
    let errors = read(&values).expect_err(value);
    let keys: Vec<_> = errors.problems.iter().map(|problem| problem.key).collect();
    assert_eq!(keys, [key], "{errors}");
    assert!(
        !errors.to_string().contains(value),
        "the value is quoted: {errors}"
    );
}

#[test]
fn reads_complete_settings_with_defaults() {
    let settings = read(&complete()).expect("complete");
    assert_eq!(settings.access.api_keys[0].principal.subject, "ann");
    assert_eq!(
        settings.access.api_keys[0].principal.tenant.as_deref(),
        Some("acme")
    );
    assert_eq!(settings.limits, LimitSettings::default());
    assert_eq!(settings.calendar, CalendarSettings::default());
    assert_eq!(settings.cache.answer_ttl_s, None);
    assert!(settings.allowed_origins.is_empty());
    assert_eq!(settings.database.expect("database").endpoint, None);
}

#[test]
fn reports_every_bad_key_at_once() {
    let values = HashMap::from([
        (TODAY, "tomorrow".to_owned()),
        (MAX_ROWS, "0".to_owned()),
        ("PLAINQUERY_SQL_ENDPOINT", "localhost:1".to_owned()),
    ]);
    let errors = read(&values).expect_err("four problems and a missing database");
    let keys: Vec<_> = errors.problems.iter().map(|problem| problem.key).collect();
    assert_eq!(
        keys,
        [
            "PLAINQUERY_SQL_ENDPOINT",
            "DATABASE_URL",
            access::API_KEYS,
            CONVERSATION_SECRET,
            TODAY,
            MAX_ROWS
        ]
    );
}

#[test]
fn refuses_bad_values_without_quoting_them() {
    check_refused(TODAY, "2025-02-29");
    check_refused(TODAY, "2025-6-30");
    check_refused(UTC_OFFSET_MINUTES, "900x");
    check_refused(WEEK_STARTS_ON, "8");
    check_refused(FISCAL_YEAR_STARTS_IN, "13");
    check_refused(MAX_BYTES, "99999999999");
    check_refused(ENGINE_THRESHOLD, "1.5");
    check_refused(ENGINE_THRESHOLD, "NaN");
    check_refused(TENANT_SETTING, "app.tenant'; drop");
    check_refused(TENANT_SETTING, "accounts");
    check_refused(ALLOWED_ORIGINS, "https://a.example/path");
    check_refused(SUGGESTIONS, "How many orders?");
    check_refused(ANSWER_TTL_S, "59");
    check_refused("PLAINQUERY_CONNECTOR", "carrier pigeon");
    check_refused("DATABASE_URL", "mysql://root:hunter22@db/shop");
    check_refused(CONVERSATION_SECRET, "t1ny");
    check_refused(PREVIOUS_CONVERSATION_SECRET, "t1ny");
    check_refused(generations::CACHE_GENERATIONS, r#"{"acme": -1}"#);
    check_refused(plans::PLAN_KEYS, SECRET);
    check_refused(plans::PLAN_KEYS, "a:t1ny");
    check_refused(plans::PLAN_KEYS, &format!("a.b:{SECRET}"));
    check_refused(plans::PLAN_KEYS, &format!("a:{SECRET},"));
    check_refused(plans::PLAN_KEYS, &format!("a:{SECRET},a:{SECRET}"));
    check_refused(
        plans::PLAN_KEYS,
        &format!("a:{SECRET},b:{SECRET},c:{SECRET}"),
    );
    check_refused(plans::PLAN_AUDIENCE, "a/b");
    check_refused(plans::PLAN_TTL_S, "9");
    check_refused(plans::GATEWAY_PLANS, "a/b");
    check_refused(access::JWT_SECRET, "t1ny");
    check_refused(
        access::API_KEYS,
        r#"{"tiny": {"subject": "a", "role": "r"}}"#,
    );
    check_refused(
        access::API_KEYS,
        r#"{"sha256:0123456789abcdef": {"subject": "a", "role": "r"}}"#,
    );
    check_refused(access::JWT_AUDIENCE, "an audience without tokens");
    check_refused(access::JWT_ROLE_CLAIM, "a claim without tokens");
    check_refused(access::API_KEYS, r#"{"key-of-sixteen-characters": 1}"#);
    check_refused(access::API_KEYS, "{}x");
}

#[test]
fn a_gateway_that_checks_plans_needs_an_address_and_keys() {
    let mut values = complete();
    values.insert(plans::GATEWAY_PLANS, "shop".to_owned());
    values.insert(plans::PLAN_KEYS, format!("a:{SECRET}"));
    values.insert(
        "PLAINQUERY_SQL_ENDPOINT",
        "https://gateway.test/sql".to_owned(),
    );
    let plans = read(&values).expect("complete").plans;
    assert_eq!(plans.gateway.as_deref(), Some("shop"));
    for missing in ["PLAINQUERY_SQL_ENDPOINT", plans::PLAN_KEYS] {
        let mut values = values.clone();
        values.remove(missing);
        let errors = read(&values).expect_err(missing);
        assert_eq!(errors.problems.len(), 1, "{errors}");
        assert_eq!(errors.problems[0].key, plans::GATEWAY_PLANS);
        assert!(errors.problems[0].advice.contains(missing), "{errors}");
    }
    let mut driver = values.clone();
    driver.insert("PLAINQUERY_CONNECTOR", "postgres".to_owned());
    assert!(read(&driver).is_err());
    // Who does not ask the database need not know how.
    driver.insert(FUNCTIONS, "generate".to_owned());
    assert!(read(&driver).is_ok());
}

#[test]
fn debug_shows_no_secret() {
    let mut values = complete();
    values.insert(access::JWT_SECRET, SECRET.to_owned());
    values.insert("PLAINQUERY_GATEWAY_KEY", "gateway-key-text".to_owned());
    values.insert(PREVIOUS_CONVERSATION_SECRET, SECRET.to_owned());
    values.insert(plans::PLAN_KEYS, format!("november:{SECRET}"));
    let printed = format!("{:?}", read(&values).expect("complete"));
    for secret in [SECRET, "key-of-sixteen", "hunter22", "gateway-key-text"] {
        assert!(!printed.contains(secret), "{secret} is in {printed}");
    }
}

#[test]
fn zero_turns_the_answer_cache_off() {
    let mut values = complete();
    values.insert(ANSWER_TTL_S, "0".to_owned());
    assert_eq!(read(&values).expect("complete").cache.answer_ttl_s, None);
    values.insert(ANSWER_TTL_S, "300".to_owned());
    assert_eq!(
        read(&values).expect("complete").cache.answer_ttl_s,
        Some(300)
    );
}

#[test]
fn generations_are_read_by_tenant() {
    let mut values = complete();
    assert_eq!(
        read(&values).expect("complete").cache_generations.of(None),
        [0, 0]
    );
    values.insert(
        generations::CACHE_GENERATIONS,
        r#"{"*": 1, "acme": 7}"#.to_owned(),
    );
    let generations = read(&values).expect("complete").cache_generations;
    assert_eq!(generations.of(Some("acme")), [1, 7]);
    assert_eq!(generations.of(Some("umbrella")), [1, 0]);
    assert_eq!(generations.of(None), [1, 1]);
}

#[test]
fn zones_are_written_as_postgres_reads_them() {
    let zone = |utc_offset_minutes| {
        CalendarSettings {
            utc_offset_minutes,
            ..CalendarSettings::default()
        }
        .time_zone()
    };
    assert_eq!(zone(0), "UTC");
    assert_eq!(zone(90), "<+01:30>-01:30");
    assert_eq!(zone(-300), "<-05:00>+05:00");
}

#[test]
fn the_first_of_two_plan_keys_signs() {
    let mut values = complete();
    assert_eq!(
        read(&values).expect("complete").plans,
        PlanSettings::default()
    );
    values.insert(
        plans::PLAN_KEYS,
        format!("november:{SECRET}:x, october:{SECRET}"),
    );
    let keys = read(&values).expect("complete").plans.keys;
    let ids: Vec<&str> = keys.iter().map(|key| key.id.as_str()).collect();
    assert_eq!(ids, ["november", "october"]);
    assert_eq!(keys[0].secret.expose(), format!("{SECRET}:x"));
}

#[test]
fn a_function_behind_the_front_needs_only_what_proves_its_calls() {
    const SECRET_TEXT: &str = "an inner secret of 32 characters";
    let read = |pairs: &[(&str, &str)]| {
        Settings::from_lookup(|key| {
            let found = pairs.iter().find(|(name, _)| *name == key)?;
            Some(found.1.to_owned())
        })
    };
    let settings = read(&[
        ("PLAINQUERY_FUNCTIONS", "validate"),
        ("PLAINQUERY_INNER_SECRET", SECRET_TEXT),
        ("PLAINQUERY_FUNCTION_TIMEOUT_MS", "2500"),
    ])
    .expect("enough");
    assert!(settings.serves(Function::Validate) && !settings.serves(Function::Ask));
    assert_eq!(settings.inner.secret.expose(), SECRET_TEXT);
    assert_eq!(settings.inner.timeout_ms, 2_500);
    // The front needs its callers, too.
    let front = read(&[("PLAINQUERY_INNER_SECRET", SECRET_TEXT)]).expect_err("no callers");
    assert_eq!(front.problems.len(), 2, "{front}");
    // Without a secret of its own, that of the conversations serves.
    let settings = read(&[
        ("PLAINQUERY_FUNCTIONS", "retrieve, generate"),
        ("PLAINQUERY_CONVERSATION_SECRET", SECRET_TEXT),
    ])
    .expect("enough");
    assert_eq!(settings.inner.secret.expose(), SECRET_TEXT);
    assert!(read(&[("PLAINQUERY_FUNCTIONS", "validate")]).is_err());
    let short = read(&[
        ("PLAINQUERY_FUNCTIONS", "validate"),
        ("PLAINQUERY_INNER_SECRET", "short"),
    ]);
    assert!(short.is_err());
}

#[test]
fn keys_may_be_kept_as_their_hashes() {
    let mut values = complete();
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61F20015AD";
    values.insert(
        access::API_KEYS,
        format!(r#"{{"sha256:{hash}": {{"subject": "ann", "role": "analyst"}}}}"#),
    );
    let api_keys = read(&values).expect("complete").access.api_keys;
    let hash = api_keys[0].hash().expect("a hash");
    assert_eq!((hash[0], hash[1], hash[31]), (0xba, 0x78, 0xad));
    assert_eq!(
        read(&complete()).expect("complete").access.api_keys[0].hash(),
        None
    );
}

#[test]
fn keys_of_an_issuer_come_over_a_safe_way_only() {
    let reading = |url: &str, issuer: Option<&str>| {
        let mut values = complete();
        values.insert(access::JWKS_URL, url.to_owned());
        if let Some(issuer) = issuer {
            values.insert(access::JWT_ISSUER, issuer.to_owned());
        }
        read(&values)
    };
    let issuer = Some("https://login.example.com/");
    for url in [
        "https://login.example.com/.well-known/jwks.json",
        "https://login.example.com:8443/keys?tenant=1",
        "http://127.0.0.1:8080/keys",
        "http://localhost/keys",
        "http://[::1]:8080/keys",
        "http://keycloak:8080/realms/x/protocol/openid-connect/certs",
    ] {
        let settings = reading(url, issuer).expect(url);
        assert_eq!(
            settings.access.jwt.expect("tokens").jwks_url.as_deref(),
            Some(url)
        );
    }
    for url in [
        "http://login.example.com/keys",
        "http://127.0.0.1@login.example.com/keys",
        "http://login.example.com#localhost",
        "https://",
        "https:///keys",
        "https://a b/keys",
        "ftp://localhost/keys",
        "login.example.com",
    ] {
        let errors = reading(url, issuer).expect_err(url);
        assert_eq!(errors.problems[0].key, access::JWKS_URL, "{url}");
    }
    let errors = reading("https://login.example.com/keys", None).expect_err("no issuer");
    assert_eq!(errors.problems[0].key, access::JWT_ISSUER);
}

#[test]
fn claims_have_names_of_their_own() {
    let mut values = complete();
    values.insert(access::JWT_SECRET, SECRET.to_owned());
    let claims = |values: &_| {
        read(values)
            .expect("complete")
            .access
            .jwt
            .expect("tokens")
            .claims
    };
    assert_eq!(claims(&values), ClaimNames::default());
    values.insert(
        access::JWT_TENANT_CLAIM,
        "https://example.com/tenant".to_owned(),
    );
    values.insert(access::JWT_ROLE_CLAIM, "app_metadata.role".to_owned());
    assert_eq!(
        claims(&values),
        ClaimNames {
            tenant: "https://example.com/tenant".to_owned(),
            role: "app_metadata.role".to_owned(),
            further: Vec::new(),
        }
    );
}
