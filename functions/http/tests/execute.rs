//! Plans through the routes: who may run which, and when not.

mod support;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use plainquery_core::{
    Secret,
    settings::{Connector, DatabaseSettings, PlanKey},
};
use serde_json::{Value, json};
use support::{Bench, SCHEMA};

const SQL: &str = "SELECT note FROM orders";

fn id(problem: &Value) -> &str {
    problem["type"]
        .as_str()
        .and_then(|text| text.strip_prefix("urn:plainquery:problem:"))
        .unwrap_or_default()
}

/// What the plan is answered with: `ok`, or the problem's id.
fn outcome(bench: &Bench, key: &str, plan: &str) -> String {
    let (status, body) = bench.post(key, "/v1/execute", &json!({ "plan": plan }));
    if status == 200 {
        assert_eq!(body["rows"], json!([["a"], ["b"], ["c"]]), "{body}");
        return "ok".to_owned();
    }
    assert_eq!(body["status"], status, "{body}");
    format!("{status} {}", id(&body))
}

fn plan(bench: &Bench) -> String {
    let (status, body) = bench.post("ann", "/v1/validate", &json!({ "sql": SQL }));
    assert_eq!((status, &body["ok"]), (200, &json!(true)), "{body}");
    body["plan"].as_str().expect("a plan").to_owned()
}

#[test]
fn what_was_validated_runs() {
    let bench = Bench::new();
    let (status, body) = bench.post("ann", "/v1/execute", &json!({ "plan": plan(&bench) }));
    assert_eq!(status, 200, "{body}");
    assert_eq!(body["rows"], json!([["a"], ["b"], ["c"]]));
    assert_eq!(body["columns"][0]["name"], "answer");
    assert_eq!(body["truncated"], false);
    assert_eq!(body["message"], "3 rows.");
    let stages: Vec<&str> = body["timings"]
        .as_array()
        .expect("timings")
        .iter()
        .filter_map(|timing| timing["stage"].as_str())
        .collect();
    assert_eq!(stages, ["catalog", "execute", "total"]);
    let ran = bench.database.queries();
    assert_eq!(body["sql"], json!(ran[0].text));
    assert!(ran[0].text.contains("\"shop\".\"orders\""));
}

#[test]
fn what_was_generated_runs() {
    let bench = Bench::new();
    let question = json!({ "question": "How many orders are there?" });
    let (_, generated) = bench.post("ann", "/v1/generate", &question);
    let plan = generated["plan"].as_str().expect("a plan");
    assert_eq!(outcome(&bench, "ann", plan), "ok");
    assert_eq!(json!(bench.database.queries()[0].text), generated["sql"]);
}

#[test]
fn what_may_not_run_has_no_plan() {
    let bench = Bench::new();
    let (_, body) = bench.post(
        "ann",
        "/v1/validate",
        &json!({ "sql": "DELETE FROM orders" }),
    );
    assert_eq!((&body["ok"], &body["plan"]), (&json!(false), &Value::Null));
    let question = json!({ "question": "Delete all orders" });
    let (_, body) = bench.post("ann", "/v1/generate", &question);
    assert_eq!(body["plan"], Value::Null, "{body}");
}

#[test]
fn the_body_holds_a_plan_and_nothing_that_could_be_sql() {
    let bench = Bench::new();
    let plan = plan(&bench);
    for (body, expected) in [
        (json!({ "sql": SQL }), "body-of-another-shape"),
        (json!({ "plan": plan, "sql": SQL }), "body-of-another-shape"),
        (
            json!({ "plan": plan, "tenant": "x" }),
            "body-of-another-shape",
        ),
        (json!({ "plan": SQL }), "plan-not-valid"),
        (json!({ "plan": "" }), "plan-not-valid"),
        (json!({ "plan": plan, "max_rows": 0 }), "max-rows-zero"),
    ] {
        let (status, problem) = bench.post("ann", "/v1/execute", &body);
        assert_eq!((status, id(&problem)), (400, expected));
    }
    assert!(bench.database.queries().is_empty());
    let few = json!({ "plan": plan, "max_rows": 2 });
    let (_, body) = bench.post("ann", "/v1/execute", &few);
    assert_eq!(body["rows"], json!([["a"], ["b"]]));
    assert_eq!(body["truncated"], true);
    assert_eq!(body["warnings"].as_array().map(Vec::len), Some(1));
    let many = json!({ "plan": plan, "max_rows": 9_999 });
    let (_, body) = bench.post("ann", "/v1/execute", &many);
    assert_eq!(body["truncated"], false);
}

#[test]
fn a_forged_or_changed_plan_reaches_nothing() {
    let bench = Bench::new();
    let plan = plan(&bench);
    for index in 0..plan.len() {
        let mut changed = plan.clone().into_bytes();
        changed[index] = if changed[index] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(changed).expect("ascii");
        assert_eq!(
            outcome(&bench, "ann", &changed),
            "400 plan-not-valid",
            "position {index}"
        );
    }
    // Signed by somebody who knows the form, not the key.
    let other = Bench::new();
    other.configure(|settings| {
        settings.conversation_secret = Secret::new("a secret that somebody else has made up");
    });
    assert_eq!(
        outcome(&bench, "ann", &self::plan(&other)),
        "400 plan-not-valid"
    );
    assert!(bench.database.queries().is_empty());
}

#[test]
fn every_field_is_under_the_signature() {
    let bench = Bench::new();
    let plan = plan(&bench);
    let parts: Vec<&str> = plan.split('.').collect();
    let json = URL_SAFE_NO_PAD.decode(parts[2]).expect("base64url");
    let fields: Value = serde_json::from_slice(&json).expect("readable");
    for name in fields.as_object().expect("an object").keys() {
        let mut changed = fields.clone();
        changed[name] = match &fields[name] {
            Value::Number(number) => json!(number.as_u64().expect("whole") + 1),
            Value::Array(_) => json!(["1"]),
            Value::Null => json!("app.tenant"),
            _ if name == "sql" => json!("SELECT 1"),
            _ if name == "dialect" => json!("sqlite"),
            _ => json!("umbrella"),
        };
        let payload = URL_SAFE_NO_PAD.encode(changed.to_string());
        let changed = [parts[0], parts[1], &payload, parts[3]].join(".");
        assert_eq!(
            outcome(&bench, "ann", &changed),
            "400 plan-not-valid",
            "{name}"
        );
    }
    assert!(bench.database.queries().is_empty());
}

#[test]
fn a_plan_is_for_its_tenant_and_role() {
    let bench = Bench::new();
    let plan = plan(&bench);
    for (key, expected) in [
        ("ann", "ok"),
        // Again, and by a colleague of the same tenant and role.
        ("ann", "ok"),
        ("ben", "ok"),
        ("ann-of-umbrella", "403 plan-of-another-tenant"),
        ("ann-of-nobody", "403 plan-of-another-tenant"),
        ("ann-as-clerk", "403 plan-of-another-role"),
        ("stranger", "401 token-not-valid"),
    ] {
        assert_eq!(outcome(&bench, key, &plan), expected, "{key}");
    }
    assert_eq!(bench.database.queries().len(), 3);
}

#[test]
fn the_tenant_of_the_plan_is_the_one_that_row_security_reads() {
    let bench = Bench::new();
    bench.configure(|settings| settings.tenant_setting = Some("app.tenant".into()));
    let plan = plan(&bench);
    assert_eq!(outcome(&bench, "ann", &plan), "ok");
    let batches = bench.host.sql.batches();
    let batch = batches.last().expect("a batch");
    assert_eq!(
        batch.statements[0].parameters,
        [Some("app.tenant".to_owned()), Some("acme".to_owned())]
    );
    // Who has no tenant gets no plan and runs none.
    let (_, body) = bench.post("ann-of-nobody", "/v1/validate", &json!({ "sql": SQL }));
    assert_eq!((&body["ok"], &body["plan"]), (&json!(true), &Value::Null));
    assert_eq!(
        outcome(&bench, "ann-of-nobody", &plan),
        "403 tenant-missing"
    );
}

#[test]
fn a_plan_is_for_its_place_and_its_settings() {
    type Change = fn(&mut plainquery_core::Settings);
    let changes: [(Change, &str); 7] = [
        (|_| {}, "ok"),
        (
            |settings| {
                settings.database = Some(DatabaseSettings {
                    endpoint: None,
                    connection_string: Secret::new("postgres://reader@elsewhere.test/shop"),
                    gateway_key: None,
                    connector: Connector::default(),
                });
            },
            "400 plan-of-another-data-source",
        ),
        (
            |settings| settings.plans.audience = "elsewhere".into(),
            "400 plan-of-another-audience",
        ),
        (
            |settings| settings.schemas = vec!["shop".into()],
            "422 plan-stale-policy",
        ),
        (
            |settings| settings.calendar.utc_offset_minutes = 60,
            "422 plan-stale-settings",
        ),
        (
            |settings| settings.tenant_setting = Some("app.tenant".into()),
            "422 plan-stale-settings",
        ),
        // The caps of the executor hold where they are lower; they are no reason to refuse.
        (|settings| settings.limits.timeout_ms = 200, "ok"),
    ];
    for (change, expected) in changes {
        let bench = Bench::new();
        let plan = plan(&bench);
        bench.configure(change);
        assert_eq!(outcome(&bench, "ann", &plan), expected);
        let timeouts: Vec<u32> = bench
            .host
            .sql
            .batches()
            .iter()
            .map(|batch| batch.timeout_ms)
            .collect();
        assert_eq!(
            timeouts.last() == Some(&200),
            expected == "ok" && timeouts.contains(&200)
        );
    }
}

#[test]
fn a_plan_ends_and_clocks_that_jump_do_not_change_that() {
    let bench = Bench::new();
    let start_ms = 1_735_689_600_000;
    let plan = plan(&bench);
    for (now_ms, expected) in [
        (start_ms + 299_000, "ok"),
        (start_ms + 300_000, "400 plan-expired"),
        // Forward by ten years, then back by twenty.
        (start_ms + 315_360_000_000, "400 plan-expired"),
        (start_ms - 315_360_000_000, "400 plan-not-yet-valid"),
        (0, "400 plan-not-yet-valid"),
        (start_ms - 30_000, "ok"),
        (start_ms, "ok"),
    ] {
        bench.host.clock.set_ms(now_ms);
        assert_eq!(outcome(&bench, "ann", &plan), expected, "at {now_ms}");
    }
}

#[test]
fn a_newer_plan_than_the_catalog_that_is_known_runs() {
    let bench = Bench::new();
    plan(&bench);
    bench.database.change_schema(&[(
        "orders",
        &[("order_id", "int4"), ("note", "text"), ("at", "text")],
    )]);
    // Another process has seen the change, this one has not.
    let database = bench.database.clone();
    let elsewhere = std::thread::spawn(move || plan(&Bench::over(&database)));
    let newer = elsewhere.join().expect("a plan");
    assert_eq!(outcome(&bench, "ann", &newer), "ok");
}

#[test]
fn keys_change_while_plans_are_in_flight() {
    let key = |id: &str| PlanKey {
        id: id.to_owned(),
        secret: Secret::new(format!("{id} and thirty-two bytes more of a key")),
    };
    let bench = Bench::new();
    let use_keys = |ids: &[&str]| {
        let keys: Vec<PlanKey> = ids.iter().map(|id| key(id)).collect();
        bench.configure(|settings| settings.plans.keys = keys.clone());
    };
    let mut in_flight = Vec::new();
    for step in [["a", "a"], ["a", "b"], ["b", "a"]] {
        use_keys(if step[0] == step[1] {
            &step[..1]
        } else {
            &step
        });
        in_flight.push(plan(&bench));
        for plan in &in_flight {
            assert_eq!(outcome(&bench, "ann", plan), "ok", "{step:?}");
        }
    }
    use_keys(&["b"]);
    let outcomes: Vec<String> = in_flight
        .iter()
        .map(|plan| outcome(&bench, "ann", plan))
        .collect();
    assert_eq!(outcomes, ["400 plan-not-valid", "400 plan-not-valid", "ok"]);
}

#[test]
fn a_failing_database_is_told_as_such() {
    let bench = Bench::new();
    let plan = plan(&bench);
    bench
        .database
        .set_failure(Some(plainquery_core::ports::SqlError::Timeout));
    assert_eq!(outcome(&bench, "ann", &plan), "504 database-timeout");
    bench.database.set_failure(None);
    assert_eq!(outcome(&bench, "ann", &plan), "ok");
}

#[test]
fn without_the_store_plans_run() {
    let bench = Bench::new();
    let plan = plan(&bench);
    bench.host.kv.set_failing(true);
    assert_eq!(outcome(&bench, "ann", &plan), "ok");
}

#[test]
fn sql_that_is_too_long_for_a_plan_is_valid_without_one() {
    let bench = Bench::new();
    let sql = format!("SELECT '{}' FROM orders", "x".repeat(50_000));
    let (status, body) = bench.post("ann", "/v1/validate", &json!({ "sql": sql }));
    assert_eq!(
        (status, &body["ok"], &body["plan"]),
        (200, &json!(true), &Value::Null)
    );
}
#[test]
fn a_plan_does_not_outlive_the_schema_that_it_was_proven_against() {
    let bench = Bench::new();
    let stale = plan(&bench);
    assert_eq!(outcome(&bench, "ann", &stale), "ok");
    // What the plan reads is still there, as something else.
    bench
        .database
        .change_schema(&[("orders", &[("order_id", "int4"), ("note", "int4")])]);
    // However long ago the catalog was read, and also where all that is known comes from the store.
    for _ in 0..3 {
        assert_eq!(outcome(&bench, "ann", &stale), "422 plan-stale-catalog");
        bench.host.clock.advance_ms(31_000);
    }
    assert_eq!(outcome(&bench, "ann", &plan(&bench)), "ok");
    bench.database.change_schema(&[]);
    assert_eq!(outcome(&bench, "ann", &stale), "422 plan-stale-catalog");
    bench.database.change_schema(SCHEMA);
    // It is what it was.
    assert_eq!(outcome(&bench, "ann", &stale), "ok");
}
