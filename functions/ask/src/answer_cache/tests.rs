use plainquery_core::{Secret, Settings};

use super::*;

fn config() -> Config {
    Config::without_models(Settings::new(Secret::new(
        "0123456789abcdef0123456789abcdef",
    )))
}

fn key() -> AnswerKey {
    AnswerKey {
        generations: [1, 2],
        data_source: "source".into(),
        dialect: Dialect::Postgres,
        tenant: Some("acme".into()),
        role: "analyst".into(),
        catalog_version: "catalog".into(),
        catalog_fingerprint: "fingerprint".into(),
        policy_version: "policy".into(),
        release: "1.0.0".into(),
        writer: "writer".into(),
        engine_threshold: 0.6,
        max_rows: 10,
        max_bytes: 20,
        timeout_ms: 30,
        max_estimated_cost: 40,
        explain_from_rows: 50,
        today: "2025-06-30".into(),
        utc_offset_minutes: 60,
        week_starts_on: 1,
        fiscal_year_starts_in: 4,
        conversation: vec![turn("SELECT 1")],
        question: "How many?".into(),
    }
}

fn turn(sql: &str) -> Turn {
    Turn {
        question: "How many?".into(),
        sql: sql.into(),
        frame: None,
    }
}

type Change = fn(&mut AnswerKey);

/// The key with one field changed, for each field. Does not compile while a field is missing, since the
/// key is taken apart whole.
macro_rules! changed_fields {
    ($($field:ident: $change:expr,)*) => {{
        let AnswerKey { $($field: _),* } = key();
        let changes: Vec<(&str, Change)> = vec![$((stringify!($field), $change)),*];
        changes.into_iter().map(|(field, change)| {
            let mut key = key();
            change(&mut key);
            (field, key)
        })
    }};
}

#[test]
fn another_value_of_any_field_is_another_key() {
    let config = config();
    let mut texts = vec![key().text(&config)];
    let fields = changed_fields! {
        generations: |key| key.generations = [2, 1],
        data_source: |key| key.data_source.push('x'),
        dialect: |key| key.dialect = Dialect::Sqlite,
        tenant: |key| key.tenant = None,
        role: |key| key.role.push('x'),
        catalog_version: |key| key.catalog_version.push('x'),
        catalog_fingerprint: |key| key.catalog_fingerprint.push('x'),
        policy_version: |key| key.policy_version.push('x'),
        release: |key| key.release.push('x'),
        writer: |key| key.writer.push('x'),
        engine_threshold: |key| key.engine_threshold = 0.7,
        max_rows: |key| key.max_rows += 1,
        max_bytes: |key| key.max_bytes += 1,
        timeout_ms: |key| key.timeout_ms += 1,
        max_estimated_cost: |key| key.max_estimated_cost += 1,
        explain_from_rows: |key| key.explain_from_rows += 1,
        today: |key| key.today = "2025-07-01".into(),
        utc_offset_minutes: |key| key.utc_offset_minutes = -60,
        week_starts_on: |key| key.week_starts_on = 7,
        fiscal_year_starts_in: |key| key.fiscal_year_starts_in = 1,
        conversation: |key| key.conversation.clear(),
        question: |key| key.question = "how many?".into(),
    };
    let more: [(&str, Change); 4] = [
        ("generation of all", |key| key.generations[0] += 1),
        ("generation of the tenant", |key| key.generations[1] += 1),
        ("another tenant", |key| key.tenant = Some("umbrella".into())),
        ("another turn", |key| {
            key.conversation = vec![turn("SELECT 2")];
        }),
    ];
    let more = more.into_iter().map(|(what, change)| {
        let mut key = key();
        change(&mut key);
        (what, key)
    });
    for (what, changed) in fields.chain(more) {
        assert_ne!(changed, key(), "{what} is not changed");
        let text = changed.text(&config);
        assert!(!texts.contains(&text), "{what} is not in the key");
        texts.push(text);
    }
    assert_eq!(key().text(&config), texts[0]);
    let mut other = config;
    other.settings.conversation_secret = Secret::new("another secret of thirty-two bytes");
    assert_ne!(key().text(&other), texts[0]);
}
