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
    check_refused(access::JWT_SECRET, "t1ny");
    check_refused(
        access::API_KEYS,
        r#"{"tiny": {"subject": "a", "role": "r"}}"#,
    );
    check_refused(access::API_KEYS, r#"{"key-of-sixteen-characters": 1}"#);
    check_refused(access::API_KEYS, "{}x");
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
