//! Questions through a gateway that runs nothing but signed plans: all that the functions send goes
//! through it, and nothing that another key or name signed.

use std::{process::Command, time::Duration};

use plainquery::{
    clock::SystemClock, endpoint::PostgresEndpoint, gateway::PlanCheck, http_client::ReqwestClient,
};
use plainquery_connect::{
    CatalogOptions, LoadedCatalog, NeonEndpoint, NeonSettings, PreludeSettings, load_catalog,
};
use plainquery_core::{
    Secret, Settings,
    ports::SqlError,
    settings::{Connector, DatabaseSettings, PlanKey},
};
use plainquery_plan::GatewaySigner;
use serde_json::json;
use tokio::task::spawn_blocking;

use crate::support::{API_KEY, Cluster, GatewayUnderTest, KEY, Served, Told, cluster, http};

const NAME: &str = "asked";
const KEY_OF_BOB: &str = "another-key-of-the-tests";
const SECRET: &str = "a plan key of the tests of thirty-two bytes";
const OTHER_SECRET: &str = "another plan key of more than thirty-two bytes";
const TABLES: &str = "CREATE SCHEMA asked;
    CREATE TABLE asked.parcels (id integer PRIMARY KEY, tenant text, city text, sent timestamptz);
    INSERT INTO asked.parcels SELECT n, CASE WHEN n <= 30 THEN 'acme' ELSE 'umbrella' END,
        CASE n % 2 WHEN 0 THEN 'Bergen' ELSE 'Turku' END, '2025-01-01 00:00Z' FROM generate_series(1, 100) n;
    ALTER TABLE asked.parcels ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own ON asked.parcels USING (tenant = current_setting('app.tenant', true));
    GRANT USAGE ON SCHEMA asked TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA asked TO reader; ANALYZE";

fn key(secret: &str) -> PlanKey {
    PlanKey {
        id: "a".to_owned(),
        secret: Secret::new(secret),
    }
}

async fn checking(cluster: &Cluster) -> GatewayUnderTest {
    GatewayUnderTest::before(cluster, |config| {
        config.plans = PlanCheck::new(vec![key(SECRET)], NAME);
    })
    .await
}

/// A server whose database is that gateway.
fn served(gateway: &GatewayUnderTest, secret: &str, name: &str, more: &[(&str, &str)]) -> Served {
    let keys = format!("a:{secret}");
    let mut settings = vec![
        ("PLAINQUERY_SQL_ENDPOINT", gateway.url.as_str()),
        ("PLAINQUERY_CONNECTION_STRING", &gateway.connection_string),
        ("PLAINQUERY_GATEWAY_KEY", KEY),
        ("PLAINQUERY_PLAN_KEYS", &keys),
        ("PLAINQUERY_GATEWAY_PLANS", name),
    ];
    settings.extend(more);
    Served::start(&settings)
}

#[tokio::test]
async fn a_question_is_answered_with_values_that_were_sampled() {
    let Some(cluster) = cluster() else { return };
    let gateway = checking(cluster).await;
    // Days begin elsewhere, so that the plan's time zone has to be the one of the prelude.
    let zone = [("PLAINQUERY_UTC_OFFSET_MINUTES", "90")];
    let served = served(&gateway, SECRET, NAME, &zone);
    let answer = served.ask("how many orders are in Berlin").await;
    assert_eq!(answer.cell(), "250");
    let link = &answer.json["links"].as_array().unwrap();
    let value = link.iter().find(|link| link["text"] == "Berlin").unwrap();
    assert_eq!(value["kind"], "value", "{value}");

    let conversation = &answer.json["conversation"];
    let follow_up = json!({"question": "now only in Lyon", "conversation": conversation});
    let follow_up = Told::of(served.post("/v1/ask", &follow_up)).await;
    assert_eq!(follow_up.cell(), "250");
    let valid = json!({"sql": "SELECT count(*) FROM shop.orders"});
    let valid = Told::of(served.post("/v1/validate", &valid)).await;
    let token = valid.json["plan"].as_str().unwrap();
    let executed = Told::of(served.post("/v1/execute", &json!({"plan": token}))).await;
    assert_eq!(executed.cell(), "1000");
    // What a caller is given is for the functions: the gateway does not take it.
    let direct = json!({"queries": [{"plan": token}]});
    assert_eq!(
        gateway.post(direct).await.code(),
        "plan-of-another-audience"
    );
    let ready = Told::of(served.get("/readyz")).await;
    assert_eq!(ready.status, 200, "{}", ready.json);
    gateway.stop().await;
}

#[tokio::test]
async fn each_tenant_sees_its_own_rows() {
    let Some(cluster) = cluster() else { return };
    cluster.run_all("shop", TABLES).await;
    let gateway = checking(cluster).await;
    let callers = json!({
        API_KEY: {"subject": "ann", "tenant": "acme", "role": "analyst"},
        KEY_OF_BOB: {"subject": "bob", "tenant": "umbrella", "role": "analyst"},
    });
    let settings = [
        ("PLAINQUERY_SCHEMAS", "asked"),
        ("PLAINQUERY_TENANT_SETTING", "app.tenant"),
        ("PLAINQUERY_API_KEYS", &callers.to_string()),
    ];
    let served = served(&gateway, SECRET, NAME, &settings);
    assert_eq!(served.ask("how many parcels are there").await.cell(), "30");
    let of_bob = http()
        .post(format!("{}/v1/ask", served.url))
        .bearer_auth(KEY_OF_BOB)
        .header("content-type", "application/json")
        .body(json!({"question": "how many parcels are there"}).to_string());
    assert_eq!(Told::of(of_bob).await.cell(), "70");
    gateway.stop().await;
}

#[tokio::test]
async fn another_key_another_name_and_bare_text_are_refused() {
    let Some(cluster) = cluster() else { return };
    let gateway = checking(cluster).await;
    let question = "how many orders are there";
    for (secret, name) in [(OTHER_SECRET, NAME), (SECRET, "elsewhere")] {
        let refused = served(&gateway, secret, name, &[]).ask(question).await;
        assert_eq!(refused.problem(), "database-misconfigured", "{name}");
    }
    let open = Served::start(&[
        ("PLAINQUERY_SQL_ENDPOINT", &gateway.url),
        ("PLAINQUERY_CONNECTION_STRING", &gateway.connection_string),
        ("PLAINQUERY_GATEWAY_KEY", KEY),
    ]);
    let refused = open.ask(question).await;
    assert_eq!(refused.problem(), "database-misconfigured");
    gateway.stop().await;
}

fn settings(gateway: &GatewayUnderTest, secret: &str, name: &str) -> Settings {
    let mut settings = Settings::new(Secret::new("a secret that is long enough for tests"));
    settings.database = Some(DatabaseSettings {
        endpoint: Some(gateway.url.clone()),
        connection_string: Secret::new(gateway.connection_string.clone()),
        gateway_key: Some(Secret::new(KEY)),
        connector: Connector::Http,
    });
    settings.plans.keys = vec![key(secret)];
    settings.plans.gateway = Some(name.to_owned());
    settings
}

#[tokio::test]
async fn values_are_read_by_whoever_has_the_plan_key() {
    let Some(cluster) = cluster() else { return };
    let gateway = checking(cluster).await;
    let client = ReqwestClient::new().unwrap();
    let neon =
        NeonSettings::new(&gateway.connection_string, Some(&gateway.url), Some(KEY)).unwrap();
    let endpoint = NeonEndpoint::new(&client, &neon);
    let options = CatalogOptions {
        schemas: vec!["shop".to_owned()],
        ..CatalogOptions::default()
    };
    let load = async |secret: &str, name: &str| -> LoadedCatalog {
        let settings = settings(&gateway, secret, name);
        let signer = GatewaySigner::of(&settings, &SystemClock);
        assert!(signer.is_some());
        load_catalog(&endpoint, &options, signer.as_ref())
            .await
            .unwrap()
    };
    let loaded = load(SECRET, NAME).await;
    assert_eq!(loaded.sample_failures, []);
    let address = cluster.address("reader", "shop");
    let direct =
        PostgresEndpoint::connect(address, PreludeSettings::default(), Duration::from_secs(5))
            .await
            .unwrap();
    let expected = load_catalog(&direct, &options, None).await.unwrap().catalog;
    direct.close().await;
    assert_eq!(loaded.catalog, expected);
    let city = expected.relation("shop", "orders").unwrap().column("city");
    assert_eq!(city.unwrap().samples, ["Berlin", "Lyon", "Porto"]);

    // The schema is there for whoever has the gateway's key, and no value is.
    for (secret, name) in [(OTHER_SECRET, NAME), (SECRET, "elsewhere")] {
        let loaded = load(secret, name).await;
        let failures = &loaded.sample_failures;
        assert!(
            matches!(failures[..], [SqlError::Misconfigured(_)]),
            "{failures:?}"
        );
    }
    gateway.stop().await;
}

#[tokio::test]
async fn the_role_behind_it_can_be_looked_at() {
    let Some(cluster) = cluster() else { return };
    let gateway = checking(cluster).await;
    let mut doctor = Command::new(env!("CARGO_BIN_EXE_plainquery"));
    doctor
        .arg("doctor")
        .env_clear()
        .env("PLAINQUERY_CONVERSATION_SECRET", SECRET)
        .env(
            "PLAINQUERY_API_KEYS",
            json!({API_KEY: {"subject": "ann", "role": "analyst"}}).to_string(),
        )
        .env("PLAINQUERY_SCHEMAS", "shop")
        .env("PLAINQUERY_SQL_ENDPOINT", &gateway.url)
        .env("PLAINQUERY_CONNECTION_STRING", &gateway.connection_string)
        .env("PLAINQUERY_GATEWAY_KEY", KEY)
        .env("PLAINQUERY_PLAN_KEYS", format!("a:{SECRET}"))
        .env("PLAINQUERY_GATEWAY_PLANS", NAME);
    // On a thread of its own: the gateway serves on this one.
    let output = spawn_blocking(move || doctor.output()).await.unwrap();
    let output = output.unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    for line in ["PostgreSQL", "reader can make tables", "2 tables and views"] {
        assert!(told.contains(line), "{line} is not in:\n{told}");
    }
    assert!(!told.contains("could not be read"), "{told}");
    gateway.stop().await;
}
