//! The server's own estimate is asked for before a query that reads much, and only then.

use std::{cell::RefCell, time::Duration};

use plainquery::{
    clock::SystemClock, endpoint::PostgresEndpoint, gateway::PlanCheck, http_client::ReqwestClient,
};
use plainquery_catalog::Catalog;
use plainquery_connect::{
    CatalogOptions, NeonEndpoint, NeonSettings, PreludeSettings, load_catalog, run_plan,
};
use plainquery_core::{
    Dialect, Secret, Settings, Table,
    ports::{Batch, SqlEndpoint, SqlError},
    settings::{Connector, DatabaseSettings, PlanKey},
};
use plainquery_plan::{
    Bindings, DataSource, GatewaySigner, RunCaps, RunSettings, VerifiedPlan, policy_version,
};
use plainquery_sql::{Policy, validate};
use serde_json::{Value, json};
use tokio::sync::OnceCell;

use crate::support::{Cluster, GatewayUnderTest, KEY, Served, Told, cluster};

/// Two tables of 20,000 rows: put together they are 400 million, which the validator lets pass.
const TABLES: &str = "CREATE SCHEMA costs;
    CREATE TABLE costs.readings (id int PRIMARY KEY, value int, tenant text);
    INSERT INTO costs.readings SELECT n, n % 100, 't1' FROM generate_series(1, 20000) n;
    CREATE TABLE costs.stations (id int PRIMARY KEY, height int);
    INSERT INTO costs.stations SELECT n, n % 90 FROM generate_series(1, 20000) n;
    ALTER TABLE costs.readings ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own ON costs.readings USING (tenant = current_setting('app.tenant', true));
    ANALYZE costs.readings; ANALYZE costs.stations;
    GRANT USAGE ON SCHEMA costs TO reader;
    GRANT SELECT ON ALL TABLES IN SCHEMA costs TO reader";
const CROSS: &str =
    "SELECT count(*) AS n FROM costs.readings r, costs.stations s WHERE r.value < s.height";
const STATIONS: &str =
    "SELECT count(*) AS n FROM costs.stations a, costs.stations b WHERE a.height < b.height";
const KEYED: &str =
    "SELECT count(*) AS n FROM costs.readings r JOIN costs.stations s ON s.id = r.id";
const ONE: &str = "SELECT value FROM costs.readings WHERE id = 7";

/// An endpoint that keeps what it was asked to run.
struct Counted<E> {
    inner: E,
    batches: RefCell<Vec<Batch>>,
}

impl<E> Counted<E> {
    fn new(inner: E) -> Self {
        Self {
            inner,
            batches: RefCell::default(),
        }
    }

    /// Whether each batch since the last look asked what a query costs.
    fn asked_for_costs(&self) -> Vec<bool> {
        let batches = self.batches.take();
        let asks = |batch: &Batch| {
            let mut texts = batch.statements.iter().map(|statement| &statement.text);
            texts.any(|text| text.starts_with("EXPLAIN (FORMAT JSON) SELECT"))
        };
        batches.iter().map(asks).collect()
    }
}

impl<E: SqlEndpoint> SqlEndpoint for Counted<E> {
    async fn run(&self, batch: &Batch) -> Result<Vec<Table>, SqlError> {
        self.batches.borrow_mut().push(batch.clone());
        self.inner.run(batch).await
    }

    async fn run_with_plan(
        &self,
        batch: &Batch,
        position: usize,
        token: &str,
    ) -> Result<Vec<Table>, SqlError> {
        self.batches.borrow_mut().push(batch.clone());
        self.inner.run_with_plan(batch, position, token).await
    }
}

async fn tables(cluster: &Cluster) {
    static MADE: OnceCell<()> = OnceCell::const_new();
    MADE.get_or_init(|| cluster.run_all("shop", TABLES)).await;
}

async fn direct(cluster: &Cluster) -> PostgresEndpoint {
    let address = cluster.address("reader", "shop");
    let settings = PreludeSettings::default();
    PostgresEndpoint::connect(address, settings, Duration::from_secs(5))
        .await
        .unwrap()
}

async fn catalog(endpoint: &impl SqlEndpoint) -> Catalog {
    let options = CatalogOptions {
        schemas: vec!["costs".to_owned()],
        samples: None,
        ..CatalogOptions::default()
    };
    load_catalog(endpoint, &options, None)
        .await
        .unwrap()
        .catalog
}

fn plan(sql: &str, catalog: &Catalog, connection_string: &str) -> VerifiedPlan {
    let query = validate(sql, catalog, &Policy::default()).unwrap();
    let bindings = Bindings {
        data_source: DataSource::new(None, connection_string),
        dialect: Dialect::Postgres,
        tenant: Some("t1".to_owned()),
        role: "analyst".to_owned(),
        catalog_version: "1".to_owned(),
        policy_version: policy_version(&Policy::default()),
        settings: RunSettings {
            time_zone: "UTC".to_owned(),
            tenant_setting: Some("app.tenant".to_owned()),
        },
        caps: RunCaps {
            max_bytes: 100_000,
            timeout_ms: 10_000,
            max_estimated_cost: 100_000,
            explain_from_rows: 40_000,
        },
    };
    VerifiedPlan::proven(&query, bindings)
}

/// What each query comes to, and which batches it took.
async fn outcomes<E: SqlEndpoint>(
    endpoint: &Counted<E>,
    catalog: &Catalog,
    connection_string: &str,
    signer: Option<&GatewaySigner<'_>>,
) {
    let run = async |sql| {
        let plan = plan(sql, catalog, connection_string);
        let ran = run_plan(endpoint, &plan, signer).await;
        let rows = ran.map(|ran| ran.table.rows[0][0].clone().unwrap());
        (rows, endpoint.asked_for_costs())
    };
    assert_eq!(run(ONE).await, (Ok("7".to_owned()), vec![false]));
    assert_eq!(
        run(KEYED).await,
        (Ok("20000".to_owned()), vec![true, false])
    );
    assert_eq!(run(CROSS).await, (Err(SqlError::TooCostly), vec![true]));
}

#[tokio::test]
async fn what_the_server_thinks_too_costly_does_not_run_and_what_is_cheap_is_not_asked_about() {
    let Some(cluster) = cluster() else { return };
    tables(cluster).await;
    let endpoint = direct(cluster).await;
    let catalog = catalog(&endpoint).await;
    let endpoint = Counted::new(endpoint);
    outcomes(&endpoint, &catalog, "postgres://u@h/d", None).await;
    endpoint.inner.close().await;
}

fn plan_key() -> PlanKey {
    PlanKey {
        id: "a".to_owned(),
        secret: Secret::new("a key that signs plans, of 32 bytes or more"),
    }
}

async fn checking(cluster: &Cluster) -> GatewayUnderTest {
    GatewayUnderTest::before(cluster, |config| {
        config.plans = PlanCheck::new(vec![plan_key()], "tests");
    })
    .await
}

/// Those of a service before the gateway.
fn settings(gateway: &GatewayUnderTest) -> Settings {
    let mut settings = Settings::new(Secret::new("a secret of more than thirty-two bytes"));
    settings.plans.keys = vec![plan_key()];
    settings.plans.gateway = Some("tests".to_owned());
    settings.database = Some(DatabaseSettings {
        endpoint: Some(gateway.url.clone()),
        connection_string: Secret::new(&gateway.connection_string),
        gateway_key: Some(Secret::new(KEY)),
        connector: Connector::Http,
    });
    settings
}

#[tokio::test]
async fn it_is_so_behind_a_gateway_that_runs_signed_plans_only() {
    let Some(cluster) = cluster() else { return };
    tables(cluster).await;
    let direct = direct(cluster).await;
    let catalog = catalog(&direct).await;
    direct.close().await;
    let gateway = checking(cluster).await;
    let client = ReqwestClient::new().unwrap();
    let neon =
        NeonSettings::new(&gateway.connection_string, Some(&gateway.url), Some(KEY)).unwrap();
    let settings = settings(&gateway);
    let signer = GatewaySigner::of(&settings, &SystemClock).unwrap();
    let endpoint = Counted::new(NeonEndpoint::new(&client, &neon));
    outcomes(
        &endpoint,
        &catalog,
        &gateway.connection_string,
        Some(&signer),
    )
    .await;
    gateway.stop().await;
}

#[tokio::test]
async fn nobody_makes_a_gateway_explain_what_was_signed_to_run_or_run_what_was_signed_to_explain() {
    let Some(cluster) = cluster() else { return };
    tables(cluster).await;
    let direct = direct(cluster).await;
    let catalog = catalog(&direct).await;
    direct.close().await;
    let gateway = checking(cluster).await;
    let settings = settings(&gateway);
    let signer = GatewaySigner::of(&settings, &SystemClock).unwrap();
    let plan = plan(KEYED, &catalog, &gateway.connection_string);
    let [runs, asks] = [&plan, &plan.to_explain().unwrap()].map(|plan| signer.sign(plan).unwrap());
    let post = async |query: Value| gateway.post(json!({"queries": [query]})).await;
    let rows = async |token: &str| {
        let answer = post(json!({"plan": token, "arrayMode": true})).await;
        answer.json["results"][0]["rows"].clone()
    };
    assert_eq!(rows(&runs).await, json!([["20000"]]));
    // It was planned and not run: there are no times and no counts of rows.
    let told = rows(&asks).await.to_string();
    assert!(told.contains("Total Cost"), "{told}");
    assert!(
        !told.contains("Actual") && !told.contains("Execution Time"),
        "{told}"
    );
    for text in [
        plan.to_explain().unwrap().statement().text.to_string(),
        format!("EXPLAIN (ANALYZE, FORMAT JSON) {}", plan.text()),
        "EXPLAIN ANALYZE SELECT 1".to_owned(),
        "EXPLAIN (FORMAT JSON) ".to_owned(),
    ] {
        let answer = post(json!({"query": text, "params": []})).await;
        assert_eq!(
            (answer.status, answer.code()),
            (403, "plan-required"),
            "{text}"
        );
    }
    // What a token is for is not the sender's to say.
    for (purpose, token) in [("explain", &runs), ("run", &asks)] {
        for key in ["purpose", "explain", "prefix"] {
            let answer = post(json!({"plan": token, key: purpose, "arrayMode": true})).await;
            let told = answer.json["results"][0]["rows"].clone();
            assert_eq!(told, rows(token).await, "{key}");
        }
    }
    gateway.stop().await;
}

#[tokio::test]
async fn a_caller_is_told_what_to_do_and_a_role_may_have_a_lower_cap() {
    let Some(cluster) = cluster() else { return };
    tables(cluster).await;
    let url = cluster.url("reader", "shop");
    let served = |policy: &str, max_cost: &str| {
        Served::start(&[
            ("DATABASE_URL", &url),
            ("PLAINQUERY_SCHEMAS", "costs"),
            ("PLAINQUERY_EXPLAIN_FROM_ROWS", "40000"),
            ("PLAINQUERY_MAX_ESTIMATED_COST", max_cost),
            ("PLAINQUERY_POLICY", policy),
        ])
    };
    let execute = async |served: &Served, sql: &str| {
        let valid = Told::of(served.post("/v1/validate", &json!({ "sql": sql }))).await;
        let plan = &valid.json["plan"];
        Told::of(served.post("/v1/execute", &json!({ "plan": plan }))).await
    };
    let of_deployment = served("", "100000");
    let role = "version = 1\n[roles.analyst]\nschemas = [\"costs\"]\nmax_cost = 100000\n";
    let of_role = served(role, "100000000000");
    for served in [of_deployment, of_role] {
        assert_eq!(execute(&served, KEYED).await.status, 200);
        let refused = execute(&served, STATIONS).await;
        assert_eq!(refused.problem(), "query-too-costly", "{}", refused.json);
        assert_eq!(refused.status, 422, "{}", refused.json);
        let told = refused.json.to_string();
        assert!(told.contains("Ask for less"), "{told}");
        assert!(
            !told.contains("stations") && !told.contains("cost="),
            "{told}"
        );
    }
}
