//! Checking mode: signed plans and our own constants run, and nothing else does.

use std::time::{Duration, Instant};

use plainquery::{
    clock::SystemClock, endpoint::PostgresEndpoint, gateway::PlanCheck, http_client::ReqwestClient,
};
use plainquery_catalog::Catalog;
use plainquery_connect::{
    CatalogOptions, NeonEndpoint, NeonSettings, PreludeSettings, SessionSetting, load_catalog,
    prelude,
};
use plainquery_core::{
    Dialect, Secret,
    ports::{Batch, Clock, SqlEndpoint, SqlError, Statement},
    settings::PlanKey,
};
use plainquery_plan::{
    Audience, Bindings, DataSource, KeyRing, RunCaps, RunSettings, VerifiedPlan, policy_version,
};
use plainquery_sql::{Policy, validate};
use serde_json::{Value, json};

use crate::support::{Cluster, GatewayUnderTest, KEY, cluster};

const DEPLOYMENT: &str = "tests";
const TTL_S: u32 = 60;
const COUNT: &str = "SELECT count(*) AS n FROM shop.orders";

fn key(id: &str, secret: &str) -> PlanKey {
    PlanKey {
        id: id.to_owned(),
        secret: Secret::new(format!("{secret} and thirty-two bytes more of a key")),
    }
}

fn keys(ids: &[&str]) -> Vec<PlanKey> {
    ids.iter().map(|id| key(id, id)).collect()
}

fn audience() -> Audience {
    Audience::gateway(DEPLOYMENT)
}

async fn checking(cluster: &Cluster, ids: &[&str]) -> GatewayUnderTest {
    GatewayUnderTest::before(cluster, |config| {
        config.plans = PlanCheck::new(keys(ids), DEPLOYMENT);
    })
    .await
}

async fn catalog(cluster: &Cluster, schema: &str) -> Catalog {
    let address = cluster.address("reader", "shop");
    let settings = PreludeSettings::default();
    let endpoint = PostgresEndpoint::connect(address, settings, Duration::from_secs(5))
        .await
        .unwrap();
    let options = CatalogOptions {
        schemas: vec![schema.to_owned()],
        samples: None,
        ..CatalogOptions::default()
    };
    let catalog = load_catalog(&endpoint, &options, None)
        .await
        .unwrap()
        .catalog;
    endpoint.close().await;
    catalog
}

/// What plans are bound to, for the gateway of a connection string.
fn bindings(connection_string: &str) -> Bindings {
    Bindings {
        data_source: DataSource::new(Some("http://functions.test/sql"), connection_string),
        dialect: Dialect::Postgres,
        tenant: Some("t1".to_owned()),
        role: "analyst".to_owned(),
        catalog_version: "1".to_owned(),
        policy_version: policy_version(&Policy::default()),
        settings: RunSettings {
            time_zone: "Asia/Tokyo".to_owned(),
            tenant_setting: Some("app.tenant".to_owned()),
        },
        caps: RunCaps {
            max_bytes: 100_000,
            timeout_ms: 5000,
            max_estimated_cost: 100_000_000,
            explain_from_rows: 1_000_000,
        },
    }
}

fn plan(sql: &str, catalog: &Catalog, bindings: Bindings) -> VerifiedPlan {
    let query = validate(sql, catalog, &Policy::default()).unwrap();
    VerifiedPlan::proven(&query, bindings).behind_gateway()
}

/// Signed now.
fn sign(plan: &VerifiedPlan) -> String {
    let ring = KeyRing::new(keys(&["a"])).unwrap();
    let now_ms = SystemClock.now_ms();
    ring.sign(plan, &audience(), now_ms, TTL_S).unwrap()
}

fn query(statement: &Statement) -> Value {
    json!({"query": statement.text, "params": statement.parameters})
}

fn prelude_of(time_zone: &str, tenant: Option<&str>) -> Vec<Value> {
    let settings = PreludeSettings {
        time_zone: time_zone.to_owned(),
        setting: tenant.map(|tenant| SessionSetting {
            name: "app.tenant".to_owned(),
            value: tenant.to_owned(),
        }),
    };
    prelude(&settings, 1000).iter().map(query).collect()
}

#[tokio::test]
async fn a_plan_runs_for_its_tenant_in_its_time_zone_whatever_the_batch_says() {
    let Some(cluster) = cluster() else { return };
    let tables = "CREATE SCHEMA plans; CREATE TABLE plans.notes (tenant text, note text, made timestamptz);
        INSERT INTO plans.notes VALUES ('t1', 'ours', '2024-01-01 00:00Z'), ('t2', 'theirs', '2024-01-01 00:00Z');
        ALTER TABLE plans.notes ENABLE ROW LEVEL SECURITY;
        CREATE POLICY own ON plans.notes USING (tenant = current_setting('app.tenant', true));
        GRANT USAGE ON SCHEMA plans TO reader; GRANT SELECT ON plans.notes TO reader";
    cluster.run_all("shop", tables).await;
    let gateway = checking(cluster, &["a"]).await;
    let plan = plan(
        "SELECT note, CAST(made AS text) AS made FROM plans.notes",
        &catalog(cluster, "plans").await,
        bindings(&gateway.connection_string),
    );
    let token = sign(&plan);
    let ours = json!([["ours", "2024-01-01 09:00:00+09"]]);

    // The gateway makes the settings itself, so a batch need not.
    let asked = json!({"plan": token, "arrayMode": true});
    let answer = gateway.post(json!({"queries": [asked]})).await;
    assert_eq!(answer.json["results"][0]["rows"], ours, "{}", answer.json);
    assert_eq!(answer.header("neon-batch-read-only"), "true");
    assert_eq!(
        answer.header("neon-batch-isolation-level"),
        "RepeatableRead"
    );

    // Where it does, it says the same or nothing runs.
    let with = |mut before: Vec<Value>| {
        before.push(asked.clone());
        gateway.post(json!({"queries": before}))
    };
    let answer = with(prelude_of("Asia/Tokyo", Some("t1"))).await;
    assert_eq!(answer.json["results"][3]["rows"], ours, "{}", answer.json);
    for before in [
        prelude_of("Asia/Tokyo", Some("t2")),
        prelude_of("UTC", Some("t1")),
        prelude_of("UTC", None),
    ] {
        let answer = with(before).await;
        assert_eq!((answer.status, answer.code()), (403, "plan-settings"));
    }

    // As the connector sends it: with the setting before and the schema's fingerprint after.
    let client = ReqwestClient::new().unwrap();
    let mut settings =
        NeonSettings::new(&gateway.connection_string, Some(&gateway.url), Some(KEY)).unwrap();
    settings.prelude.time_zone = "Asia/Tokyo".to_owned();
    let setting = SessionSetting {
        name: "app.tenant".to_owned(),
        value: "t1".to_owned(),
    };
    let batch = Batch {
        statements: vec![
            setting.statement(),
            Statement {
                text: plan.text().to_owned().into(),
                parameters: plan.parameters().to_vec(),
            },
            plainquery_catalog::introspect::postgres::fingerprint_statement(),
        ],
        timeout_ms: 5000,
        max_rows: 10,
        max_bytes: 10_000,
    };
    let endpoint = NeonEndpoint::new(&client, &settings);
    let tables = endpoint.run_with_plan(&batch, 1, &token).await.unwrap();
    assert_eq!(tables[1].rows[0][0].as_deref(), Some("ours"));
    assert_eq!((tables[1].rows.len(), tables[2].rows.len()), (1, 1));
    let refused = endpoint.run_with_plan(&batch, 1, "p1.a.b.c").await;
    assert!(
        matches!(refused, Err(SqlError::Misconfigured(_))),
        "{refused:?}"
    );
    gateway.stop().await;
}

#[tokio::test]
async fn what_is_no_plan_of_this_gateway_is_refused() {
    let Some(cluster) = cluster() else { return };
    let gateway = checking(cluster, &["a"]).await;
    let catalog = catalog(cluster, "shop").await;
    let here = bindings(&gateway.connection_string);
    let good = plan(COUNT, &catalog, here.clone());
    let ring = KeyRing::new(keys(&["a"])).unwrap();
    let now_ms = SystemClock.now_ms();
    let signed = |ring: &KeyRing, plan: &VerifiedPlan, audience: &Audience, at_ms: u64| {
        ring.sign(plan, audience, at_ms, TTL_S).unwrap()
    };
    let token = signed(&ring, &good, &audience(), now_ms);
    let changed = {
        let middle = token.len() / 2;
        let other = if token.as_bytes()[middle] == b'A' {
            "B"
        } else {
            "A"
        };
        format!("{}{other}{}", &token[..middle], &token[middle + 1..])
    };
    let forger = KeyRing::new(vec![key("a", "another")]).unwrap();
    let unknown = KeyRing::new(keys(&["b"])).unwrap();
    let ago_ms = u64::from(TTL_S) * 1000 + 1000;
    let elsewhere = plan(COUNT, &catalog, bindings("postgres://reader@other/shop"));
    let sqlite = Bindings {
        dialect: Dialect::Sqlite,
        ..here.clone()
    };
    let nobody = Bindings {
        tenant: None,
        ..here
    };
    let cases = [
        ("not a token".to_owned(), "plan-not-valid"),
        (changed, "plan-not-valid"),
        (
            signed(&forger, &good, &audience(), now_ms),
            "plan-not-valid",
        ),
        (
            signed(&unknown, &good, &audience(), now_ms),
            "plan-not-valid",
        ),
        (
            signed(&ring, &good, &audience(), now_ms - ago_ms),
            "plan-expired",
        ),
        (
            signed(&ring, &good, &audience(), now_ms + 600_000),
            "plan-not-yet-valid",
        ),
        (
            signed(&ring, &good, &Audience::functions(DEPLOYMENT), now_ms),
            "plan-of-another-audience",
        ),
        (
            signed(&ring, &good, &Audience::gateway("other"), now_ms),
            "plan-of-another-audience",
        ),
        (
            signed(&ring, &elsewhere, &audience(), now_ms),
            "plan-of-another-data-source",
        ),
        (
            sign(&plan(COUNT, &catalog, sqlite)),
            "plan-of-another-data-source",
        ),
        (sign(&plan(COUNT, &catalog, nobody)), "plan-settings"),
    ];
    for (token, code) in cases {
        let answer = gateway.post(json!({"queries": [{"plan": token}]})).await;
        assert_eq!((answer.status, answer.code()), (403, code), "{token}");
        assert!(answer.json["results"].is_null());
        assert!(!answer.json["message"].as_str().unwrap().is_empty());
    }
    // The one that all of them are variants of.
    let answer = gateway.post(json!({"queries": [{"plan": token}]})).await;
    assert_eq!(
        answer.json["results"][0]["rows"],
        json!([{"n": "1000"}]),
        "{}",
        answer.json
    );
    // It is for this very connection string, and no setting of it may change what it means.
    let string = &gateway.connection_string;
    for (query, code) in [
        ("search_path=shop", "plan-settings"),
        ("options=-c%20app.tenant%3Dt2", "plan-settings"),
        ("role=writer", "plan-settings"),
        ("application_name=x", "plan-of-another-data-source"),
    ] {
        let mut headers = reqwest::header::HeaderMap::new();
        headers.insert(
            "neon-connection-string",
            format!("{string}?{query}").parse().unwrap(),
        );
        let body = json!({"queries": [{"plan": token}]});
        let answer = gateway.send(gateway.request(&body).headers(headers)).await;
        assert_eq!((answer.status, answer.code()), (403, code), "{query}");
    }
    gateway.stop().await;
}

#[tokio::test]
async fn no_text_of_a_caller_runs_beside_or_instead_of_a_plan() {
    let Some(cluster) = cluster() else { return };
    let gateway = checking(cluster, &["a"]).await;
    let catalog = catalog(cluster, "shop").await;
    let token = sign(&plan(COUNT, &catalog, bindings(&gateway.connection_string)));
    let constants = prelude_of("Asia/Tokyo", Some("t1"));
    let settings = constants[0]["query"].as_str().unwrap();
    let set_one = &constants[1];
    let asked = json!({"plan": token});
    let longer = json!({"query": format!("{settings} "), "params": constants[0]["params"]});
    let lower = json!({"query": settings.to_lowercase(), "params": constants[0]["params"]});
    let stacked =
        json!({"query": format!("{settings}; SELECT 1"), "params": constants[0]["params"]});
    let required = [
        json!({"query": "SELECT 1"}),
        json!({"query": settings, "params": constants[0]["params"]}),
        json!({"queries": [{"query": "SELECT 1"}]}),
        json!({"queries": [longer]}),
        json!({"queries": [lower]}),
        json!({"queries": [stacked]}),
        json!({"queries": [asked, {"query": "SELECT 1"}]}),
        json!({"queries": [{"query": "SET app.tenant = 't2'"}, asked]}),
        json!({"queries": [{"query": "COMMIT"}, asked]}),
        json!({"queries": [asked, asked]}),
    ];
    for body in required {
        let answer = gateway.post(body.clone()).await;
        assert_eq!(
            (answer.status, answer.code()),
            (403, "plan-required"),
            "{body}"
        );
    }
    // Without a plan nobody is anybody's tenant.
    let answer = gateway.post(json!({"queries": [set_one]})).await;
    assert_eq!((answer.status, answer.code()), (403, "plan-settings"));
    let other_setting = json!({"query": set_one["query"], "params": ["row_security", "off"]});
    let answer = gateway
        .post(json!({"queries": [other_setting, asked]}))
        .await;
    assert_eq!((answer.status, answer.code()), (403, "plan-settings"));
    for malformed in [
        json!({"plan": token}),
        json!({"queries": [{"plan": token, "params": [1]}]}),
        json!({"queries": [{"plan": token, "query": "SELECT 1"}]}),
        json!({"queries": [{"plan": 1}]}),
    ] {
        assert_eq!(
            gateway.post(malformed.clone()).await.status,
            400,
            "{malformed}"
        );
    }
    gateway.stop().await;

    // And where text runs, plans are not taken for it.
    let open = GatewayUnderTest::before(cluster, |_| {}).await;
    let answer = open.post(json!({"queries": [asked]})).await;
    assert_eq!(answer.status, 400, "{}", answer.json);
    open.stop().await;
}

#[tokio::test]
async fn the_schema_is_read_in_checking_mode_and_values_need_a_plan() {
    let Some(cluster) = cluster() else { return };
    let gateway = checking(cluster, &["a"]).await;
    let client = ReqwestClient::new().unwrap();
    let settings =
        NeonSettings::new(&gateway.connection_string, Some(&gateway.url), Some(KEY)).unwrap();
    let options = CatalogOptions {
        schemas: vec!["shop".to_owned()],
        ..CatalogOptions::default()
    };
    let loaded = load_catalog(&NeonEndpoint::new(&client, &settings), &options, None)
        .await
        .unwrap();
    assert_eq!(loaded.catalog, catalog(cluster, "shop").await);
    assert!(matches!(
        loaded.sample_failures[..],
        [SqlError::Misconfigured(_), ..]
    ));
    gateway.stop().await;
}

#[tokio::test]
async fn keys_change_without_a_refused_plan() {
    let Some(cluster) = cluster() else { return };
    let catalog = catalog(cluster, "shop").await;
    // Before, while both are accepted in either order, and after.
    let stages: [(&[&str], &[&str]); 4] = [
        (&["a"], &["a"]),
        (&["a", "b"], &["a", "b"]),
        (&["b", "a"], &["a", "b"]),
        (&["b"], &["b"]),
    ];
    for (accepted, signers) in stages {
        let gateway = checking(cluster, accepted).await;
        let plan = plan(COUNT, &catalog, bindings(&gateway.connection_string));
        for id in ["a", "b"] {
            let ring = KeyRing::new(keys(&[id])).unwrap();
            let token = ring.sign(&plan, &audience(), SystemClock.now_ms(), TTL_S);
            let answer = gateway.post(json!({"queries": [{"plan": token}]})).await;
            let expected = if signers.contains(&id) { 200 } else { 403 };
            assert_eq!(answer.status, expected, "{id} among {accepted:?}");
        }
        gateway.stop().await;
    }
}

#[tokio::test]
#[expect(
    clippy::disallowed_methods,
    reason = "a test measures how long things take"
)]
async fn a_plans_own_time_is_its_deadline() {
    let Some(cluster) = cluster() else { return };
    let gateway = checking(cluster, &["a"]).await;
    let mut bindings = bindings(&gateway.connection_string);
    bindings.caps.timeout_ms = 400;
    let slow =
        "SELECT count(*) AS n FROM shop.orders a CROSS JOIN shop.orders b CROSS JOIN shop.orders c";
    let token = sign(&plan(slow, &catalog(cluster, "shop").await, bindings));
    let started = Instant::now();
    let answer = gateway.post(json!({"queries": [{"plan": token}]})).await;
    assert_eq!(answer.status, 400);
    // The server's own time-out, or the gateway's.
    assert!(
        ["57014", "08P01"].contains(&answer.code()),
        "{}",
        answer.json
    );
    assert!(
        started.elapsed() < Duration::from_secs(2),
        "{:?}",
        started.elapsed()
    );
    gateway.stop().await;
}
