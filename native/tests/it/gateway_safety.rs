//! Who gets in, where they get to, and what they cannot do there.

use serde_json::json;

use crate::support::{GatewayUnderTest, KEY, cluster, http};

#[tokio::test]
async fn only_the_key_opens() {
    let Some(cluster) = cluster() else { return };
    let gateway = GatewayUnderTest::before(cluster, |_| {}).await;
    let body = json!({"query": "SELECT 1"});
    let request = || gateway.request(&body);
    let without = reqwest::header::HeaderMap::new();
    for authorization in [
        "",
        "Bearer",
        "Bearer wrong",
        &format!("Basic {KEY}"),
        &format!("Bearer {KEY}x"),
    ] {
        let mut headers = without.clone();
        headers.insert("authorization", authorization.parse().unwrap());
        let answer = gateway.send(request().headers(headers)).await;
        assert_eq!(answer.status, 401, "{authorization}");
        assert_eq!(answer.header("www-authenticate"), "Bearer");
        assert!(answer.json["rows"].is_null());
    }
    assert_eq!(gateway.send(request()).await.status, 200);
    gateway.stop().await;
}

#[tokio::test]
async fn the_connection_string_picks_and_never_leads_elsewhere() {
    let Some(cluster) = cluster() else { return };
    let gateway = GatewayUnderTest::before(cluster, |_| {}).await;
    let body = json!({"query": "SELECT current_user || '@' || current_database()"});
    let with = |text: String| {
        let mut headers = reqwest::header::HeaderMap::new();
        headers.insert("neon-connection-string", text.parse().unwrap());
        gateway.send(gateway.request(&body).headers(headers))
    };
    let port = cluster.port;
    for accepted in [
        "postgres://reader@test/shop".to_owned(),
        "postgresql://reader@TEST/shop?sslmode=require&application_name=x".to_owned(),
        format!("postgres://reader@127.0.0.1:{port}/shop"),
        "postgres://reader@127.0.0.1/shop".to_owned(),
    ] {
        assert_eq!(with(accepted).await.cell(), "reader@shop");
    }
    for refused in [
        "postgres://reader@elsewhere.example/shop".to_owned(),
        "postgres://reader@127.0.0.1:1/shop".to_owned(),
        "postgres://reader@localhost/shop".to_owned(),
        "postgres://postgres@test/shop".to_owned(),
        "postgres://reader@test/postgres".to_owned(),
        "postgres://reader@test/shop%2Fx".to_owned(),
        "postgres://reader@/shop?host=127.0.0.1".to_owned(),
        "postgres://reader:guess@test/shop".to_owned(),
        "postgres://test/shop".to_owned(),
        "mysql://reader@test/shop".to_owned(),
        String::new(),
    ] {
        let answer = with(refused.clone()).await;
        assert_eq!(answer.status, 400, "{refused}");
        let message = answer.json["message"].as_str().unwrap();
        assert!(
            message.contains("connection string") && !message.contains("guess"),
            "{message}"
        );
    }
    gateway.stop().await;
}

#[tokio::test]
async fn without_a_key_browsers_are_kept_out() {
    let Some(cluster) = cluster() else { return };
    let gateway = GatewayUnderTest::before(cluster, |config| config.key = None).await;
    let body = json!({"query": "SELECT 1"});
    let keyless = || {
        http()
            .post(&gateway.url)
            .header("Neon-Connection-String", &gateway.connection_string)
            .body(body.to_string())
    };
    let answer = gateway.send(keyless()).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("access-control-allow-origin"), "");
    for (name, value) in [
        ("Origin", "https://example.com"),
        ("Host", "rebound.example"),
    ] {
        let answer = gateway.send(keyless().header(name, value)).await;
        assert_eq!(answer.status, 403, "{name}");
    }
    // Whoever shows a key believes that one is asked for.
    let answer = gateway.send(gateway.request(&body)).await;
    assert_eq!(answer.status, 400, "{}", answer.json);
    gateway.stop().await;
}

const WRITE: &str = "INSERT INTO shop.customers VALUES (900, 'planted', 0)";

/// Each of them, if it left the read-only transaction, would write a row or make a table.
const ATTEMPTS: &[(&[&str], &str)] = &[
    (&[WRITE], "25006"),
    (
        &[
            "WITH w AS (INSERT INTO shop.customers VALUES (901, 'cte', 0) RETURNING id) SELECT * FROM w",
        ],
        "25006",
    ),
    (&["CREATE TABLE public.planted ()"], "25006"),
    (&["SET TRANSACTION READ WRITE", WRITE], "25001"),
    (&["SET transaction_read_only = off", WRITE], "25001"),
    (
        &[
            "SELECT set_config('transaction_read_only', 'off', false)",
            WRITE,
        ],
        "25001",
    ),
    (&["BEGIN READ WRITE", WRITE], "25001"),
    (&["COMMIT", WRITE], "2D000"),
    (&["END", WRITE], "2D000"),
    (&["ROLLBACK", WRITE], "2D000"),
    (&["ABORT", WRITE], "2D000"),
    (
        &["COMMIT AND CHAIN", "SET TRANSACTION READ WRITE", WRITE],
        "2D000",
    ),
    (
        &["ROLLBACK AND CHAIN", "SET TRANSACTION READ WRITE", WRITE],
        "2D000",
    ),
    (
        &["SAVEPOINT s", "SET TRANSACTION READ WRITE", WRITE],
        "25001",
    ),
    (
        &[
            "SAVEPOINT s",
            "ROLLBACK TO s",
            "SET TRANSACTION READ WRITE",
            WRITE,
        ],
        "2D000",
    ),
    (&["PREPARE TRANSACTION 'x'", WRITE], "2D000"),
    (
        &["; /* a /* b */ c */ prepare\n--d\ntransaction 'y'"],
        "2D000",
    ),
    (
        &["DO $$ BEGIN COMMIT; INSERT INTO shop.customers VALUES (902, 'do', 0); END $$"],
        "2D000",
    ),
    (
        &[
            "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
            WRITE,
        ],
        "25006",
    ),
    (
        &["SET default_transaction_read_only = off", "COMMIT", WRITE],
        "2D000",
    ),
    (
        &[
            "PREPARE p AS INSERT INTO shop.customers VALUES (903, 'p', 0)",
            "EXECUTE p",
        ],
        "25006",
    ),
    (&["SELECT nextval('shop.none')"], "42P01"),
];

#[tokio::test]
async fn nothing_leaves_the_read_only_transaction() {
    let Some(cluster) = cluster() else { return };
    let gateway =
        GatewayUnderTest::before_as(cluster, "writer", |config| config.max_connections = 1).await;
    // Other tests write other rows meanwhile.
    let planted =
        "SELECT string_agg(id || email, $$,$$) FROM shop.customers WHERE id BETWEEN 900 AND 999";

    for (queries, code) in ATTEMPTS {
        let answer = gateway.batch(queries).await;
        assert_eq!(
            (answer.status, answer.code()),
            (400, *code),
            "{queries:?}: {}",
            answer.json
        );
        if let [query] = queries {
            assert_eq!(gateway.query(query).await.status, 400, "{query}");
        }
    }
    assert_eq!(cluster.ask(planted).await, "NULL");
    assert_eq!(
        cluster.ask("SELECT to_regclass('public.planted')").await,
        "NULL"
    );
    assert_eq!(
        cluster.ask("SELECT count(*) FROM pg_prepared_xacts").await,
        "0"
    );
    assert_eq!(gateway.query("SELECT 1").await.cell(), 1);
    gateway.stop().await;
}

#[tokio::test]
async fn one_requests_session_is_not_the_nexts() {
    let Some(cluster) = cluster() else { return };
    let gateway = GatewayUnderTest::before(cluster, |config| config.max_connections = 1).await;
    let first = gateway.query("SELECT pg_backend_pid()").await;
    let answer = gateway
        .batch(&[
            "SET search_path = shop",
            "SELECT set_config('app.tenant', 'leaked', false)",
            "SET TIME ZONE 'Asia/Tokyo'",
            "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE",
            "PREPARE leaked AS SELECT 1",
            "SELECT pg_advisory_lock(42)",
        ])
        .await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    let answer = gateway
        .query(
            "SELECT concat_ws('|', current_setting('search_path'), current_setting('app.tenant', true),
                current_setting('TimeZone') = 'Asia/Tokyo', current_setting('transaction_isolation'),
                (SELECT count(*) FROM pg_prepared_statements WHERE name <> ''), (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'))",
        )
        .await;
    assert_eq!(answer.cell(), "\"$user\", public||f|read committed|0|0");
    // It was the same connection all along, so the reset did it.
    assert_eq!(
        gateway.query("SELECT pg_backend_pid()").await.cell(),
        first.cell()
    );
    gateway.stop().await;
}
