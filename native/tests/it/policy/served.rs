//! The policy end to end: its file, the server, and parameters over each way to the database.

use std::{fs, process::Command, time::Duration};

use plainquery::{clock::SystemClock, endpoint::PostgresEndpoint, gateway::PlanCheck};
use plainquery_connect::{CatalogOptions, PreludeSettings, load_catalog};
use plainquery_core::{Dialect, Secret, ports::Clock, settings::PlanKey};
use plainquery_plan::{
    Audience, Bindings, DataSource, KeyRing, RunCaps, RunSettings, VerifiedPlan, policy_version,
};
use plainquery_sql::validate;
use serde_json::{Value, json};

use super::{MASK_KEY, policy_for};
use crate::support::{API_KEY, GatewayUnderTest, KEY, Served, Told, cluster};

/// Orders of the tenant's city, customers with hashed addresses.
const DOCUMENT: &str = r#"
version = 1
[roles.analyst]
schemas = ["shop"]
[[rules]]
table = "shop.orders"
rows = [{ column = "city", claim = "tenant" }]
[[rules]]
table = "shop.customers"
deny = ["credit"]
mask.email = { kind = "hash" }
"#;
const HASHES: &str = "SELECT email FROM shop.customers ORDER BY id LIMIT 2";
/// Of both tables: a tenant and a key as parameters.
const BOTH: &str = "SELECT c.email, count(*) AS n FROM shop.orders o JOIN shop.customers c \
                    ON c.id = o.customer_id GROUP BY c.email ORDER BY n DESC, c.email LIMIT 3";

fn keys() -> String {
    json!({API_KEY: {"subject": "ann", "tenant": "Berlin", "role": "analyst"}}).to_string()
}

async fn rows(served: &Served, sql: &str) -> Value {
    let valid = Told::of(served.post("/v1/validate", &json!({ "sql": sql }))).await;
    let plan = &valid.json["plan"];
    let ran = Told::of(served.post("/v1/execute", &json!({ "plan": plan }))).await;
    assert_eq!(ran.status, 200, "{}", ran.json);
    assert!(!ran.json.to_string().contains(MASK_KEY));
    ran.json["rows"].clone()
}

#[tokio::test]
async fn a_policy_holds_straight_onto_postgres_and_over_the_neon_protocol() {
    let Some(cluster) = cluster() else { return };
    let keys = keys();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("policy.toml");
    fs::write(&file, DOCUMENT).unwrap();
    let common = [
        ("PLAINQUERY_API_KEYS", keys.as_str()),
        ("PLAINQUERY_POLICY_MASK_KEY", MASK_KEY),
    ];
    let url = cluster.url("reader", "shop");
    let direct = Served::start_with(
        &[&common[..], &[("DATABASE_URL", &url)]].concat(),
        &["--policy", file.to_str().unwrap()],
    );
    let gateway = GatewayUnderTest::before(cluster, |_| {}).await;
    let over_http = Served::start(
        &[
            &common[..],
            &[
                ("PLAINQUERY_POLICY", DOCUMENT),
                ("DATABASE_URL", &gateway.connection_string),
                ("PLAINQUERY_SQL_ENDPOINT", &gateway.url),
                ("PLAINQUERY_GATEWAY_KEY", KEY),
            ],
        ]
        .concat(),
    );
    let mut hashes = Vec::new();
    for served in [&direct, &over_http] {
        let answer = served.ask("how many orders are there").await;
        assert_eq!(answer.cell(), "250", "those of Berlin");
        assert_eq!(answer.json["parameters"], json!(["Berlin"]));
        hashes.push((rows(served, HASHES).await, rows(served, BOTH).await));
        let denied = json!({"sql": "SELECT credit FROM shop.customers"});
        let denied = Told::of(served.post("/v1/validate", &denied)).await;
        assert_eq!(
            denied.json["diagnostics"][0]["rule"],
            "column-not-permitted"
        );
        let schema = Told::of(served.get("/v1/schema").bearer_auth(API_KEY)).await;
        assert!(
            !schema.json.to_string().contains("credit"),
            "{}",
            schema.json
        );
        assert!(!served.logs().contains(MASK_KEY));
    }
    assert_eq!(hashes[0], hashes[1]);
    // The hash is the one that is documented.
    let text = format!(
        "SELECT encode(sha256(convert_to(k || encode(sha256(convert_to(k || email, 'UTF8')), 'hex'), \
         'UTF8')), 'hex') FROM shop.customers, (SELECT '{MASK_KEY}'::text AS k) x WHERE id = 1"
    );
    assert_eq!(hashes[0].0[0][0], json!(cluster.ask(&text).await));
    gateway.stop().await;
}

#[tokio::test]
async fn a_gateway_that_checks_plans_opens_their_secret_parameters() {
    let Some(cluster) = cluster() else { return };
    let plan_keys = vec![PlanKey {
        id: "a".to_owned(),
        secret: Secret::new("a key that signs plans, of 32 bytes or more"),
    }];
    let gateway = GatewayUnderTest::before(cluster, |config| {
        config.plans = PlanCheck::new(plan_keys.clone(), "tests");
    })
    .await;
    let endpoint = PostgresEndpoint::connect(
        cluster.address("reader", "shop"),
        PreludeSettings::default(),
        Duration::from_mins(1),
    )
    .await
    .unwrap();
    let options = CatalogOptions {
        schemas: vec!["shop".to_owned()],
        samples: None,
        ..CatalogOptions::default()
    };
    let catalog = load_catalog(&endpoint, &options, None)
        .await
        .unwrap()
        .catalog;
    endpoint.close().await;
    let policy = policy_for(DOCUMENT, "Berlin");
    let query = validate(BOTH, &catalog, &policy).unwrap();
    let bindings = Bindings {
        data_source: DataSource::new(None, &gateway.connection_string),
        dialect: Dialect::Postgres,
        tenant: Some("Berlin".to_owned()),
        role: "analyst".to_owned(),
        catalog_version: "1".to_owned(),
        policy_version: policy_version(&policy),
        settings: RunSettings {
            time_zone: "UTC".to_owned(),
            tenant_setting: None,
        },
        caps: RunCaps {
            max_bytes: 100_000,
            timeout_ms: 5000,
            max_estimated_cost: 100_000_000,
            explain_from_rows: 1_000_000,
        },
    };
    let plan = VerifiedPlan::proven(&query, bindings).behind_gateway();
    let ring = KeyRing::new(plan_keys).unwrap();
    let token = ring
        .sign(&plan, &Audience::gateway("tests"), SystemClock.now_ms(), 60)
        .unwrap();
    let answer = gateway
        .post(json!({"queries": [{"plan": token, "arrayMode": true}]}))
        .await;
    let rows = &answer.json["results"][0]["rows"];
    assert_eq!(rows.as_array().map(Vec::len), Some(3), "{}", answer.json);
    assert_eq!(rows[0][0].as_str().map(str::len), Some(64), "a hash");
    gateway.stop().await;
}

#[tokio::test]
async fn the_terminal_client_takes_a_policy_file() {
    let Some(cluster) = cluster() else { return };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("policy.toml");
    fs::write(&file, DOCUMENT).unwrap();
    let url = cluster.url("reader", "shop");
    let ask = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_plainquery"))
            .args([
                "ask",
                "how many orders are there",
                "--csv",
                "--schema",
                "shop",
            ])
            .arg("--policy")
            .arg(&file)
            .args(arguments)
            .env_clear()
            .env("XDG_CACHE_HOME", folder.path())
            .env("DATABASE_URL", &url)
            .env("PLAINQUERY_POLICY_MASK_KEY", MASK_KEY)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        told + &String::from_utf8_lossy(&output.stderr)
    };
    let told = ask(&["--role", "analyst", "--tenant", "Berlin"]);
    assert!(told.contains("250"), "{told}");
    let told = ask(&["--role", "nobody"]);
    assert!(told.contains("role-not-permitted"), "{told}");
    fs::write(&file, DOCUMENT.replace("deny", "denied")).unwrap();
    let told = ask(&["--role", "analyst"]);
    assert!(
        told.contains("line 10") && told.contains("denied"),
        "{told}"
    );
}
