use std::collections::BTreeMap;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use plainquery_catalog::{Catalog, Column, Relation};
use plainquery_core::{Dialect, Secret, Settings, TypeClass, settings::PlanKey};
use plainquery_sql::{Policy, PolicyCaller, PolicyDocument, validate};
use serde_json::{Value, json};

use super::*;

const NOW_MS: u64 = 1_750_000_000_000;
const TTL_S: u32 = 300;

fn key(id: &str) -> PlanKey {
    PlanKey {
        id: id.to_owned(),
        secret: Secret::new(format!("{id} and thirty-two bytes more of a key")),
    }
}

fn ring(ids: &[&str]) -> KeyRing {
    KeyRing::new(ids.iter().map(|id| key(id)).collect()).expect("keys")
}

fn functions() -> Audience {
    Audience::functions("plainquery")
}

fn bindings() -> Bindings {
    Bindings {
        data_source: DataSource::new(
            Some("http://gateway.test/sql"),
            "postgres://reader:hunter2@db/shop",
        ),
        dialect: Dialect::Postgres,
        tenant: Some("acme".into()),
        role: "analyst".into(),
        catalog_version: "catalog 1".into(),
        policy_version: policy_version(&Policy::default()),
        settings: RunSettings {
            time_zone: "UTC".into(),
            tenant_setting: Some("app.tenant".into()),
        },
        caps: RunCaps {
            max_bytes: 1_000,
            timeout_ms: 2_000,
            max_estimated_cost: 3_000,
            explain_from_rows: 4_000,
        },
    }
}

fn plan() -> VerifiedPlan {
    plan_of("SELECT count(*) FROM orders")
}

fn plan_of(sql: &str) -> VerifiedPlan {
    let query = validate(sql, &catalog(100), &policy()).expect("a valid query");
    VerifiedPlan::proven(&query, bindings())
}

/// Of a table with so many rows, which are read and none of which is left out.
fn plan_over(rows: u64, bindings: Bindings) -> VerifiedPlan {
    let sql = "SELECT count(*) FROM orders";
    let query = validate(sql, &catalog(rows), &policy()).expect("a valid query");
    assert_eq!(query.rows_read(), rows);
    VerifiedPlan::proven(&query, bindings)
}

fn policy() -> Policy {
    Policy {
        max_rows: 50,
        ..Policy::default()
    }
}

fn catalog(rows: u64) -> Catalog {
    Catalog {
        relations: vec![Relation {
            schema: "shop".into(),
            name: "orders".into(),
            columns: vec![Column {
                name: "order_id".into(),
                class: TypeClass::Integer,
                ..Column::default()
            }],
            row_estimate: Some(rows),
            ..Relation::default()
        }],
        ..Catalog::default()
    }
}

fn token() -> String {
    ring(&["a"])
        .sign(&plan(), &functions(), NOW_MS, TTL_S)
        .expect("small")
}

fn checked(token: &str, ring: &KeyRing, bindings: &Bindings) -> Result<VerifiedPlan, PlanError> {
    ring.verify(token, NOW_MS)?
        .for_caller(&functions(), bindings)
}

#[test]
fn what_was_signed_comes_back() {
    let read = checked(&token(), &ring(&["a"]), &bindings()).expect("holds");
    assert_eq!(read, plan());
    assert!(read.text().contains("\"shop\".\"orders\""));
    assert_eq!(read.max_rows(), 50);
}

#[test]
fn any_changed_character_is_noticed() {
    let token = token();
    for index in 0..token.len() {
        for other in *b"Ab0-." {
            let mut changed = token.clone().into_bytes();
            if changed[index] == other {
                continue;
            }
            changed[index] = other;
            let changed = String::from_utf8(changed).expect("ascii");
            assert_eq!(
                checked(&changed, &ring(&["a"]), &bindings()),
                Err(PlanError::NotValid),
                "position {index}"
            );
        }
    }
    let doubled = format!("{token}.{token}");
    for junk in [
        "",
        ".",
        "...",
        "p1.a..",
        "p1.a.e30.",
        "é.é.é.é",
        &token[1..],
        &token[..token.len() - 1],
        &doubled,
    ] {
        assert_eq!(
            checked(junk, &ring(&["a"]), &bindings()),
            Err(PlanError::NotValid),
            "{junk}"
        );
    }
}

/// The token with a payload of its own under the old signature.
fn with_payload(token: &str, payload: &[u8]) -> String {
    let mut parts: Vec<&str> = token.split('.').collect();
    let payload = URL_SAFE_NO_PAD.encode(payload);
    parts[2] = &payload;
    parts.join(".")
}

fn payload(token: &str) -> Vec<u8> {
    let payload = token.split('.').nth(2).expect("a payload");
    URL_SAFE_NO_PAD.decode(payload).expect("base64url")
}

#[test]
fn every_field_is_under_the_signature() {
    let token = token();
    let fields: Value = serde_json::from_slice(&payload(&token)).expect("readable");
    let names: Vec<&String> = fields.as_object().expect("an object").keys().collect();
    assert_eq!(names.len(), 21);
    for name in names {
        let mut changed = fields.clone();
        changed[name] = match &fields[name] {
            Value::String(_) if name == "dialect" => json!("sqlite"),
            Value::String(_) if name == "purpose" => json!("explain"),
            Value::String(text) => json!(format!("{text}x")),
            Value::Number(number) => json!(number.as_u64().expect("whole") + 1),
            Value::Array(_) if name == "secret_parameters" => json!([0]),
            Value::Array(_) => json!(["x"]),
            other => panic!("{name} is {other}"),
        };
        let changed = with_payload(&token, changed.to_string().as_bytes());
        assert_eq!(
            checked(&changed, &ring(&["a"]), &bindings()),
            Err(PlanError::NotValid),
            "{name}"
        );
    }
}

#[test]
fn a_payload_is_written_in_one_way_only() {
    let token = token();
    let json = String::from_utf8(payload(&token)).expect("text");
    for other in [
        format!(" {json}"),
        json.replace("\"acme\"", "\"\\u0061cme\""),
        json.replacen('{', "{\"more\":1,", 1),
    ] {
        assert_ne!(other, json);
        assert_eq!(
            checked(
                &with_payload(&token, other.as_bytes()),
                &ring(&["a"]),
                &bindings()
            ),
            Err(PlanError::NotValid),
            "{other}"
        );
    }
}

type Change = fn(&mut Bindings);

#[test]
fn a_plan_runs_only_where_its_bindings_hold() {
    // Taken apart without `..`: a new binding does not compile until it is listed below.
    let Bindings {
        data_source: _,
        dialect: _,
        tenant: _,
        role: _,
        catalog_version: _,
        policy_version: _,
        settings: RunSettings {
            time_zone: _,
            tenant_setting: _,
        },
        // The lower ones hold: see below.
        caps: _,
    } = bindings();
    let changes: [(Change, PlanError); 11] = [
        (
            |b| b.data_source = DataSource::new(Some("http://gateway.test/sql"), "postgres://x"),
            PlanError::OtherDataSource,
        ),
        (
            |b| b.data_source = b.data_source.behind_gateway(),
            PlanError::OtherDataSource,
        ),
        (
            |b| b.data_source = DataSource::of_host(),
            PlanError::OtherDataSource,
        ),
        (|b| b.dialect = Dialect::Sqlite, PlanError::OtherDataSource),
        (
            |b| b.tenant = Some("umbrella".into()),
            PlanError::OtherTenant,
        ),
        (|b| b.tenant = None, PlanError::OtherTenant),
        (|b| b.role = "clerk".into(), PlanError::OtherRole),
        (
            |b| b.catalog_version = "catalog 2".into(),
            PlanError::StaleCatalog,
        ),
        (
            |b| {
                b.policy_version = policy_version(&Policy {
                    allowed_schemas: Some(vec!["shop".into()]),
                    ..Policy::default()
                });
            },
            PlanError::StalePolicy,
        ),
        (
            |b| b.settings.time_zone = "<+01:00>-01:00".into(),
            PlanError::StaleSettings,
        ),
        (
            |b| b.settings.tenant_setting = None,
            PlanError::StaleSettings,
        ),
    ];
    for (change, expected) in changes {
        let mut here = bindings();
        change(&mut here);
        assert_eq!(checked(&token(), &ring(&["a"]), &here), Err(expected));
    }
}

#[test]
fn the_lower_caps_hold() {
    let mut here = bindings();
    here.caps = RunCaps {
        max_bytes: 10,
        timeout_ms: 9_000,
        max_estimated_cost: 30,
        explain_from_rows: 40_000,
    };
    let read = checked(&token(), &ring(&["a"]), &here).expect("holds");
    assert_eq!(
        read.bindings().caps,
        RunCaps {
            max_bytes: 10,
            timeout_ms: 2_000,
            max_estimated_cost: 30,
            explain_from_rows: 4_000,
        }
    );
    assert_eq!(read.clone().with_max_rows(7).max_rows(), 7);
    assert_eq!(read.with_max_rows(70).max_rows(), 50);
}

#[test]
fn what_reads_much_is_explained_before_it_runs() {
    let reading = |rows: u64, from: u64| {
        let mut bindings = bindings();
        bindings.caps.explain_from_rows = from;
        plan_over(rows, bindings)
    };
    assert_eq!(reading(3_999, 4_000).to_explain(), None);
    let plan = reading(4_000, 4_000);
    let question = plan.to_explain().expect("it is large");
    let [asked, runs] = [&question, &plan].map(|plan| plan.statement().text);
    assert_eq!(asked, format!("EXPLAIN (FORMAT JSON) {runs}"));
    assert_eq!(runs, plan.text());
    assert!(is_explain(&question.statement()) && !is_explain(&plan.statement()));
    assert_eq!(question.to_explain(), None);
    // Where the deployment says so, all are.
    assert!(reading(0, 0).to_explain().is_some());
}

#[test]
fn a_token_is_to_run_or_to_explain_and_never_both() {
    let gateway = Audience::gateway("plainquery");
    let mut bindings = bindings();
    bindings.caps.explain_from_rows = 0;
    let plan = plan_over(10, bindings.clone()).behind_gateway();
    let question = plan.to_explain().expect("always");
    let here = bindings.data_source.clone();
    let token = |plan: &VerifiedPlan, audience: &Audience| {
        let signed = ring(&["a"]).sign(plan, audience, NOW_MS, TTL_S);
        signed.expect("small")
    };
    let at_gateway = |token: &str| {
        let signed = ring(&["a"]).verify(token, NOW_MS).expect("holds");
        signed.for_gateway(&gateway, &here).expect("it is for it")
    };
    assert_eq!(at_gateway(&token(&plan, &gateway)), plan);
    assert_eq!(at_gateway(&token(&question, &gateway)), question);
    // Nobody's request makes a gateway's plan of one for callers, nor is one explained for a caller.
    let for_callers = token(
        &plan_over(10, bindings.clone())
            .to_explain()
            .expect("always"),
        &functions(),
    );
    assert_eq!(
        checked(&for_callers, &ring(&["a"]), &bindings),
        Err(PlanError::NotValid)
    );
}

#[test]
fn audiences_are_apart() {
    let verified = || ring(&["a"]).verify(&token(), NOW_MS).expect("holds");
    for other in [
        Audience::functions("elsewhere"),
        Audience::gateway("plainquery"),
    ] {
        assert_eq!(
            verified().for_caller(&other, &bindings()),
            Err(PlanError::OtherAudience)
        );
    }
    assert_eq!(
        verified().for_gateway(&Audience::gateway("plainquery"), &bindings().data_source),
        Err(PlanError::OtherAudience)
    );
}

#[test]
fn a_gateway_knows_the_database_and_takes_the_rest() {
    let gateway = Audience::gateway("plainquery");
    let token = ring(&["a"])
        .sign(&plan().behind_gateway(), &gateway, NOW_MS, TTL_S)
        .expect("small");
    let verified = || ring(&["a"]).verify(&token, NOW_MS).expect("holds");
    let here = DataSource::new(None, "postgres://reader:hunter2@db/shop");
    let read = verified().for_gateway(&gateway, &here).expect("holds");
    assert_eq!(read, plan().behind_gateway());
    let other = DataSource::new(None, "postgres://reader:hunter2@db/other");
    assert_eq!(
        verified().for_gateway(&gateway, &other),
        Err(PlanError::OtherDataSource)
    );
    assert_eq!(
        verified().for_caller(&functions(), &bindings()),
        Err(PlanError::OtherAudience)
    );
}

#[test]
fn it_holds_from_its_making_to_its_end_whatever_the_clock_does() {
    let at = |now_ms| ring(&["a"]).verify(&token(), now_ms).map(|_| ());
    let end_ms = NOW_MS + u64::from(TTL_S) * 1_000;
    assert_eq!(at(NOW_MS), Ok(()));
    assert_eq!(at(end_ms - 1_000), Ok(()));
    assert_eq!(at(end_ms), Err(PlanError::Expired));
    assert_eq!(at(u64::MAX), Err(PlanError::Expired));
    // A clock that is a little behind, and one that was set back.
    assert_eq!(at(NOW_MS - 60_000), Ok(()));
    assert_eq!(at(NOW_MS - 61_000), Err(PlanError::NotYetValid));
    assert_eq!(at(0), Err(PlanError::NotYetValid));
}

#[test]
fn keys_change_without_a_plan_that_fails() {
    let sign = |ids: &[&str]| {
        ring(ids)
            .sign(&plan(), &functions(), NOW_MS, TTL_S)
            .expect("small")
    };
    // Each process is at most one step ahead of another.
    let steps: [&[&str]; 4] = [&["a"], &["a", "b"], &["b", "a"], &["b"]];
    for step in steps.windows(2) {
        for (signer, verifier) in [(step[0], step[1]), (step[1], step[0]), (step[0], step[0])] {
            assert!(
                checked(&sign(signer), &ring(verifier), &bindings()).is_ok(),
                "{signer:?} for {verifier:?}"
            );
        }
    }
    assert_eq!(
        checked(&sign(&["a"]), &ring(&["b"]), &bindings()),
        Err(PlanError::NotValid)
    );
    // The same id with another key is another key.
    let other = KeyRing::new(vec![PlanKey {
        id: "a".into(),
        secret: Secret::new("quite another key of thirty-two bytes"),
    }])
    .expect("a key");
    assert_eq!(
        checked(&sign(&["a"]), &other, &bindings()),
        Err(PlanError::NotValid)
    );
}

#[test]
fn without_keys_they_follow_from_the_conversation_secret() {
    let mut settings = Settings::new(Secret::new("0123456789abcdef0123456789abcdef"));
    let before = KeyRing::of(&settings);
    assert!(before.is_derived());
    let token = before
        .sign(&plan(), &functions(), NOW_MS, TTL_S)
        .expect("small");
    assert!(checked(&token, &before, &bindings()).is_ok());
    // The secret is changed, and the one before it is still accepted.
    settings.previous_conversation_secret = Some(settings.conversation_secret.clone());
    settings.conversation_secret = Secret::new("another secret of thirty-two bytes");
    assert!(checked(&token, &KeyRing::of(&settings), &bindings()).is_ok());
    settings.previous_conversation_secret = None;
    assert_eq!(
        checked(&token, &KeyRing::of(&settings), &bindings()),
        Err(PlanError::NotValid)
    );
    settings.plans.keys = vec![key("a")];
    assert!(!KeyRing::of(&settings).is_derived());
    assert!(KeyRing::new(Vec::new()).is_none());
}

#[test]
fn a_plan_that_nobody_could_send_is_not_made() {
    let long = format!("SELECT '{}' FROM orders", "x".repeat(MAX_TOKEN_BYTES));
    let has_token = |sql: &str| {
        ring(&["a"])
            .sign(&plan_of(sql), &functions(), NOW_MS, TTL_S)
            .is_some()
    };
    assert!(!has_token(&long));
    assert!(has_token("SELECT order_id FROM orders"));
    let token = format!("p1.a.{}.AAAA", "A".repeat(MAX_TOKEN_BYTES));
    assert_eq!(
        ring(&["a"]).verify(&token, NOW_MS).map(|_| ()),
        Err(PlanError::NotValid)
    );
}

#[test]
fn debug_and_the_payload_hold_no_secret() {
    let printed = format!(
        "{:?} {:?} {:?}",
        ring(&["a"]),
        plan(),
        ring(&["a"]).verify(&token(), NOW_MS)
    );
    let readable = String::from_utf8(payload(&token())).expect("text");
    for secret in ["thirty-two bytes more", "hunter2", "gateway.test"] {
        assert!(!printed.contains(secret), "{secret}: {printed}");
        assert!(!readable.contains(secret), "{secret}: {readable}");
    }
}

#[test]
fn policy_versions_differ_with_what_may_be_read() {
    let versions = [
        Policy::default(),
        Policy {
            allowed_schemas: Some(Vec::new()),
            ..Policy::default()
        },
        Policy {
            allowed_schemas: Some(vec!["shop".into()]),
            ..Policy::default()
        },
        Policy {
            allowed_relations: Some(Vec::new()),
            ..Policy::default()
        },
        Policy {
            allowed_relations: Some(vec![("shop".into(), "orders".into())]),
            ..Policy::default()
        },
    ]
    .map(|policy| policy_version(&policy));
    for (index, version) in versions.iter().enumerate() {
        assert!(!versions[..index].contains(version));
    }
    let of_tenant = |tenant: &str, key: &str| policy_version(&policed(tenant, key));
    let mask_key = "0123456789abcdef0123456789abcdef";
    let other_key = "fedcba9876543210fedcba9876543210";
    let acme = of_tenant("acme", mask_key);
    assert!(!versions.contains(&acme));
    assert_ne!(acme, of_tenant("umbrella", mask_key));
    assert_ne!(acme, of_tenant("acme", other_key));
    let fewer_rows = Policy {
        max_rows: 1,
        ..Policy::default()
    };
    assert_eq!(policy_version(&fewer_rows), versions[0]);
}

/// A policy with a hash mask and the rows of a tenant.
fn policed(tenant: &str, mask_key: &str) -> Policy {
    let text = r#"
        version = 1
        [roles.analyst]
        schemas = ["shop"]
        [[rules]]
        table = "shop.orders"
        rows = [{ column = "owner", claim = "tenant" }]
        mask.email = { kind = "hash" }
    "#;
    let document = PolicyDocument::parse(text, Some(Secret::new(mask_key))).expect("good");
    let caller = PolicyCaller {
        subject: "ann",
        role: "analyst",
        tenant: Some(tenant),
        claims: &BTreeMap::new(),
    };
    Policy::default().with_rules(document.for_caller(&caller).expect("a known role"))
}

#[test]
fn a_secret_parameter_is_sealed_in_the_token() {
    let mask_key = "0123456789abcdef0123456789abcdef";
    let text = |name: &str| Column {
        name: name.to_owned(),
        type_name: "text".to_owned(),
        class: TypeClass::Text,
        ..Column::default()
    };
    let catalog = Catalog {
        relations: vec![Relation {
            schema: "shop".to_owned(),
            name: "orders".to_owned(),
            columns: vec![text("owner"), text("email")],
            ..Relation::default()
        }],
        ..Catalog::default()
    };
    let query = validate(
        "SELECT email FROM shop.orders",
        &catalog,
        &policed("acme", mask_key),
    )
    .expect("valid");
    let plan = VerifiedPlan::proven(&query, bindings());
    assert_eq!(plan.parameters().len(), 2);
    assert!(!format!("{plan:?}").contains(mask_key));
    let token = ring(&["a"])
        .sign(&plan, &functions(), NOW_MS, TTL_S)
        .expect("small");
    let readable = String::from_utf8(payload(&token)).expect("text");
    assert!(readable.contains("acme"));
    assert!(!readable.contains(mask_key));
    let read = checked(&token, &ring(&["a"]), &bindings()).expect("holds");
    assert_eq!(read, plan);
    assert!(read.parameters().contains(&Some(mask_key.to_owned())));
    assert!(!read.shown_parameters().contains(&Some(mask_key.to_owned())));
}
