//! Whatever the caches hold, and however the store, the clock and the schema behave, questions are
//! answered by what the database has now.

#[path = "cache/apart.rs"]
mod apart;
mod support;

use plainquery_ask::Config;
use plainquery_core::{
    Principal, Secret,
    ports::{Clock, SqlError},
    settings::{Connector, DatabaseSettings},
};
use plainquery_llm::{ModelSettings, Provider};
use serde_json::json;
use support::{Bench, NEW_SCHEMA, QUESTION, SCHEMA};

/// Asks twice what should be answered from the store the second time.
fn warm(bench: &Bench) {
    bench.database.set_rows(&["old"]);
    assert_eq!(bench.answer(), "old");
    let queries = bench.database.queries().len();
    bench.database.set_rows(&["unseen"]);
    assert_eq!(bench.answer(), "old");
    assert_eq!(bench.database.queries().len(), queries);
    bench.database.set_rows(&["new"]);
}

#[test]
fn a_kept_answer_costs_one_small_request() {
    let bench = Bench::new();
    warm(&bench);
    let batches = bench.host.sql.batches().len();
    assert_eq!(bench.answer(), "old");
    let asked = &bench.host.sql.batches()[batches..];
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].statements.len(), 1);
    assert!(asked[0].statements[0].text.contains("schema_fingerprint"));
    // And none is kept unless the operator says so.
    let off = Bench::new();
    off.change(|config, _| config.settings.cache.answer_ttl_s = None);
    off.database.set_rows(&["a"]);
    assert_eq!(off.answer(), "a");
    off.database.set_rows(&["b"]);
    assert_eq!(off.answer(), "b");
    assert!(
        off.host
            .kv
            .keys()
            .iter()
            .all(|key| key.starts_with("catalog/"))
    );
}

#[test]
fn a_kept_answer_ends_with_the_schema_that_it_was_made_with() {
    for seconds_later in [0, 29, 31, 59] {
        let bench = Bench::new();
        warm(&bench);
        bench.host.clock.advance_ms(seconds_later * 1_000);
        bench.database.change_schema(NEW_SCHEMA);
        assert_eq!(bench.answer(), "new", "{seconds_later} s");
        // Back to what it was: still not what was kept before.
        bench.database.set_rows(&["newest"]);
        bench.database.change_schema(SCHEMA);
        assert_eq!(bench.answer(), "newest", "{seconds_later} s");
    }
}

#[test]
fn a_touched_schema_costs_the_kept_answer_and_nothing_else() {
    let bench = Bench::new();
    warm(&bench);
    bench.database.touch_schema();
    assert_eq!(bench.answer(), "new");
    bench.database.set_rows(&["unseen"]);
    assert_eq!(bench.answer(), "new");
}

#[test]
fn a_store_that_is_stale_elsewhere_gives_no_old_answer() {
    let bench = Bench::new();
    warm(&bench);
    bench.host.clock.advance_ms(60_000);
    bench.host.kv.set_stale_ms(60_000);
    bench.database.change_schema(NEW_SCHEMA);
    for _ in 0..4 {
        assert_eq!(bench.answer(), "new");
        // Memory is asked no more, and the store still has the schema of before.
        bench.host.clock.advance_ms(31_000);
    }
}

#[test]
fn without_the_database_no_kept_row_is_given() {
    let bench = Bench::new();
    warm(&bench);
    for (error, id) in [
        (SqlError::Unavailable, "database-unavailable"),
        (SqlError::Timeout, "database-timeout"),
    ] {
        bench.database.set_failure(Some(error));
        assert_eq!(bench.answer(), id);
    }
    bench.database.set_failure(None);
    assert_eq!(bench.answer(), "old");
}

#[test]
fn whatever_an_answer_depends_on_is_in_its_key() {
    type Change = fn(&mut Config, &mut Principal);
    let changes: [(&str, Change); 18] = [
        ("nothing", |_, _| {}),
        ("subject", |_, principal| principal.subject = "ben".into()),
        ("tenant", |_, principal| {
            principal.tenant = Some("umbrella".into());
        }),
        ("no tenant", |_, principal| principal.tenant = None),
        ("role", |_, principal| principal.role = "clerk".into()),
        ("data source", |config, _| {
            config.settings.database = Some(DatabaseSettings {
                endpoint: None,
                connection_string: Secret::new("postgres://reader@elsewhere.test/shop"),
                gateway_key: None,
                connector: Connector::default(),
            });
        }),
        ("policy", |config, _| {
            config.settings.schemas = vec!["shop".into()];
        }),
        ("tenant's setting", |config, _| {
            config.settings.tenant_setting = Some("app.tenant".into());
        }),
        ("model", |config, _| {
            config.model = Some(ModelSettings::new(
                Provider::OpenAi,
                Some(Secret::new("sk-test")),
            ));
        }),
        ("threshold", |config, _| {
            config.settings.engine_threshold = 0.5;
        }),
        ("rows", |config, _| config.settings.limits.max_rows = 7),
        ("bytes", |config, _| {
            config.settings.limits.max_bytes = 7_000;
        }),
        ("time-out", |config, _| {
            config.settings.limits.timeout_ms = 7_000;
        }),
        ("today", |config, _| {
            config.settings.calendar.today = Some("2024-02-29".into());
        }),
        ("zone", |config, _| {
            config.settings.calendar.utc_offset_minutes = 60;
        }),
        ("week", |config, _| {
            config.settings.calendar.week_starts_on = 7;
        }),
        ("fiscal year", |config, _| {
            config.settings.calendar.fiscal_year_starts_in = 4;
        }),
        ("secret", |config, _| {
            config.settings.conversation_secret = Secret::new("another secret of 32 characters!");
        }),
    ];
    for (what, change) in changes {
        let bench = Bench::new();
        warm(&bench);
        bench.change(change);
        let is_kept = ["nothing", "subject"].contains(&what);
        let expected = if is_kept { "old" } else { "new" };
        assert_eq!(bench.answer(), expected, "{what}");
    }
}

#[test]
fn the_request_is_in_the_key() {
    let bench = Bench::new();
    warm(&bench);
    let question = QUESTION;
    assert_eq!(bench.ask(json!({ "question": question })), "old");
    assert_eq!(
        bench.ask(json!({ "question": question, "max_rows": 5 })),
        "new"
    );
    assert_eq!(
        bench.ask(json!({ "question": "how many orders are there" })),
        "new"
    );
    // A follow-up of another conversation is another question.
    let conversation = bench.conversation();
    assert_eq!(
        bench.ask(json!({ "question": question, "conversation": conversation })),
        "new"
    );
    // The day is resolved: tomorrow is another one.
    bench.host.clock.advance_ms(86_400_000);
    bench.change(|config, _| config.settings.cache.answer_ttl_s = Some(86_400));
    assert_eq!(bench.answer(), "new");
}

#[test]
fn the_operator_forgets_one_tenant_or_all() {
    let set = |bench: &Bench, json: &str| {
        let json = json.to_owned();
        bench.change(move |config, _| {
            let settings = plainquery_core::Settings::from_lookup(|key| match key {
                "PLAINQUERY_CACHE_GENERATIONS" => Some(json.clone()),
                "PLAINQUERY_CONVERSATION_SECRET" => Some("x".repeat(32)),
                "PLAINQUERY_JWT_HS256_SECRET" => Some("y".repeat(32)),
                _ => None,
            });
            config.settings.cache_generations = settings.expect("complete").cache_generations;
        });
    };
    let bench = Bench::new();
    warm(&bench);
    set(&bench, r#"{"umbrella": 1}"#);
    assert_eq!(bench.answer(), "old");
    set(&bench, r#"{"umbrella": 1, "acme": 1}"#);
    assert_eq!(bench.answer(), "new");
    bench.database.set_rows(&["newest"]);
    assert_eq!(bench.answer(), "new");
    set(&bench, r#"{"*": 1, "umbrella": 1, "acme": 1}"#);
    assert_eq!(bench.answer(), "newest");
}

#[test]
fn a_table_that_is_new_is_known_at_once() {
    let bench = Bench::new();
    assert_eq!(
        bench.ask(json!({ "question": "How many parcels are there?" })),
        "refuse"
    );
    assert_eq!(
        bench.ask(json!({ "question": "How many parcels are there?" })),
        "refuse"
    );
    bench.database.change_schema(&[
        ("orders", &[("order_id", "int4"), ("note", "text")]),
        ("parcels", &[("parcel_id", "int4")]),
    ]);
    bench.database.set_rows(&["7"]);
    assert_eq!(
        bench.ask(json!({ "question": "How many parcels are there?" })),
        "7"
    );
    // And one that is gone is gone.
    bench.database.change_schema(SCHEMA);
    assert_eq!(
        bench.ask(json!({ "question": "How many parcels are there?" })),
        "refuse"
    );
}

#[test]
fn what_shows_the_schema_shows_the_current_one() {
    let bench = Bench::new();
    assert_eq!(bench.table_names(), ["orders"]);
    bench.database.change_schema(NEW_SCHEMA);
    assert_eq!(bench.table_names(), ["orders", "returns"]);
    // A database that cannot be asked leaves what was last read, without rows.
    bench.database.set_failure(Some(SqlError::Unavailable));
    assert_eq!(bench.table_names(), ["orders", "returns"]);
}

#[test]
fn a_schema_that_never_rests_is_told_as_such() {
    let bench = Bench::new();
    bench.database.set_rows(&["a"]);
    assert_eq!(bench.answer(), "a");
    bench.database.set_restless(true);
    assert_eq!(bench.answer(), "schema-changing");
    bench.database.set_restless(false);
    assert_eq!(bench.answer(), "a");
}

#[test]
fn a_store_that_is_down_costs_time_only() {
    let bench = Bench::new();
    bench.host.kv.set_failing(true);
    for rows in ["a", "b"] {
        bench.database.set_rows(&[rows]);
        assert_eq!(bench.answer(), rows);
        bench.host.clock.advance_ms(31_000);
    }
    // Memory does what the store would have done.
    assert_eq!(bench.database.introspections(), 1);
    bench.database.change_schema(NEW_SCHEMA);
    assert_eq!(bench.answer(), "b");
    assert_eq!(bench.database.introspections(), 2);
}

#[test]
fn a_store_that_fails_at_any_call_changes_no_answer() {
    for call in 1..=8 {
        let bench = Bench::new();
        bench.host.kv.fail_at_call(call);
        for rows in ["a", "b"] {
            bench.database.set_rows(&[rows]);
            let answer = bench.answer();
            assert!(answer == "a" || answer == rows, "{answer} at call {call}");
            bench.host.clock.advance_ms(31_000);
        }
        bench.database.change_schema(NEW_SCHEMA);
        assert_eq!(bench.answer(), "b", "call {call}");
    }
}

#[test]
fn a_store_that_takes_no_writes_changes_no_answer() {
    let bench = Bench::new();
    bench.host.kv.set_over_quota(true);
    for rows in ["a", "b"] {
        bench.database.set_rows(&[rows]);
        assert_eq!(bench.answer(), rows);
    }
    assert!(bench.host.kv.refused_writes() > 0);
    assert!(bench.host.kv.keys().is_empty());
}

#[test]
fn a_store_that_is_slow_or_hangs_is_not_waited_for() {
    for read_ms in [1_900, u64::MAX] {
        let bench = Bench::new();
        bench.host.kv.set_read_ms(read_ms);
        bench.database.set_rows(&["a"]);
        let start_ms = bench.host.clock.now_ms();
        assert_eq!(bench.answer(), "a");
        assert!(bench.host.clock.now_ms() - start_ms <= 4_000);
    }
}

#[test]
fn whatever_lies_in_the_store_is_read_or_passed_over() {
    let whole = |bench: &Bench, key: &str| bench.value(key);
    for damage in [
        (|_: &[u8]| Vec::new()) as fn(&[u8]) -> Vec<u8>,
        |_| b"\xff\xfe\n{}".to_vec(),
        |_| b"{}".to_vec(),
        |_| b"null".to_vec(),
        |_| b"a version\t\t\n{\"format\":99}".to_vec(),
        |bytes| bytes[..bytes.len() / 2].to_vec(),
        |bytes| bytes[1..].to_vec(),
        |bytes| bytes.iter().rev().copied().collect(),
        |bytes| [bytes, b"}"].concat(),
    ] {
        let bench = Bench::new();
        warm(&bench);
        // So that memory does not stand in for the store.
        for key in bench.host.kv.keys() {
            let damaged = damage(&whole(&bench, &key));
            bench.host.kv.corrupt(&key, &damaged);
        }
        let answer = bench.elsewhere(Bench::answer);
        assert_eq!(answer, "new");
    }
}

#[test]
fn a_clock_that_jumps_makes_nothing_old_new() {
    let jumps_ms: [i64; 4] = [-315_360_000_000, -1_000, 1_000, 315_360_000_000];
    for jump_ms in jumps_ms {
        let bench = Bench::new();
        bench.change(|config, _| config.settings.calendar.today = Some("2025-06-30".into()));
        warm(&bench);
        let now_ms = bench.host.clock.now_ms();
        bench
            .host
            .clock
            .set_ms(now_ms.saturating_add_signed(jump_ms));
        bench.database.change_schema(NEW_SCHEMA);
        assert_eq!(bench.answer(), "new", "{jump_ms}");
        assert_eq!(bench.table_names(), ["orders", "returns"], "{jump_ms}");
        bench.host.clock.set_ms(now_ms);
        bench.database.set_rows(&["newest"]);
        let answer = bench.answer();
        assert!(answer == "new" || answer == "newest", "{jump_ms}: {answer}");
    }
}
