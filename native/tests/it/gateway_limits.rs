//! Deadlines, caps, queues, and servers that go away.

use std::time::{Duration, Instant};

use plainquery::{
    gateway::{UpstreamConfig, UpstreamSource},
    postgres::Address,
};
use serde_json::json;
use tokio::time::sleep;

use crate::support::{Cluster, GatewayUnderTest, cluster, defaults};

async fn wait_until(cluster: &Cluster, query: &str, expected: &str, at_most: Duration) {
    let started = now();
    loop {
        let seen = cluster.ask(query).await;
        if seen == expected {
            return;
        }
        assert!(started.elapsed() < at_most, "{query}: still {seen}");
        sleep(Duration::from_millis(10)).await;
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test measures how long things take"
)]
fn now() -> Instant {
    Instant::now()
}

#[tokio::test]
async fn a_query_over_its_deadline_is_cancelled_on_the_server() {
    let Some(cluster) = cluster() else { return };
    let gateway = GatewayUnderTest::before(cluster, |config| {
        config.timeout = Duration::from_millis(400);
        config.max_connections = 1;
    })
    .await;
    let running = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(30) AS deadline%' AND state = 'active'";
    let started = now();
    let answer = gateway.query("SELECT pg_sleep(30) AS deadline").await;
    let answered_after = started.elapsed();
    assert_eq!(
        (answer.status, answer.code()),
        (400, "08P01"),
        "{}",
        answer.json
    );
    assert!(
        answered_after >= Duration::from_millis(400) && answered_after < Duration::from_secs(3),
        "{answered_after:?}"
    );
    wait_until(cluster, running, "0", Duration::from_millis(500)).await;
    // The only connection is there again.
    assert_eq!(gateway.query("SELECT 1").await.cell(), 1);
    gateway.stop().await;
}

#[tokio::test]
async fn a_caller_who_leaves_takes_the_query_along() {
    let Some(cluster) = cluster() else { return };
    let gateway = GatewayUnderTest::before(cluster, |config| config.max_connections = 1).await;
    let running = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(30) AS left%' AND state = 'active'";
    let request = gateway
        .request(&json!({"query": "SELECT pg_sleep(30) AS left"}))
        .timeout(Duration::from_millis(300));
    assert!(request.send().await.unwrap_err().is_timeout());
    wait_until(cluster, running, "0", Duration::from_millis(500)).await;
    assert_eq!(gateway.query("SELECT 1").await.cell(), 1);
    gateway.stop().await;
}

#[tokio::test]
async fn a_result_over_the_cap_is_507_and_stops_on_the_server() {
    let Some(cluster) = cluster() else { return };
    let gateway = GatewayUnderTest::before(cluster, |config| {
        config.max_response_bytes = 100_000;
        config.max_connections = 1;
    })
    .await;
    let running = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%AS endless%' AND pid <> pg_backend_pid() AND state = 'active'";
    let many_rows = "SELECT repeat('x', 100) AS endless, generate_series(1, 100000000)";
    // Small on the wire, six times as large once it is escaped.
    let escaped = "SELECT repeat(chr(1), 20000) AS escaped";
    let one_row = "SELECT repeat('x', 50000000) AS huge";
    let in_sum = ["SELECT repeat('x', 60000)", "SELECT repeat('x', 60000)"];
    let small = "SELECT length(repeat('x', 90000))";
    for query in [many_rows, escaped, one_row] {
        let answer = gateway.query(query).await;
        assert_eq!(answer.status, 507, "{query}");
        assert!(
            answer.json["message"]
                .as_str()
                .unwrap()
                .contains("100000 bytes")
        );
        assert_eq!(gateway.query(small).await.cell(), 90000);
    }
    assert_eq!(gateway.batch(&in_sum).await.status, 507);
    wait_until(cluster, running, "0", Duration::from_millis(500)).await;
    gateway.stop().await;
}

#[tokio::test]
async fn a_full_queue_says_so_at_once_and_the_pool_stays_bounded() {
    let Some(cluster) = cluster() else { return };
    let gateway = GatewayUnderTest::before(cluster, |config| {
        config.max_connections = 2;
        config.max_waiting = 1;
    })
    .await;
    let sleep_query = "SELECT pg_sleep(0.6)";
    let busy = async { tokio::join!(gateway.query(sleep_query), gateway.query(sleep_query)) };
    let late = async {
        sleep(Duration::from_millis(200)).await;
        let connections = cluster
            .ask("SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(0.6)'")
            .await;
        let waiting = gateway.query("SELECT 'waited'");
        let refused = async {
            sleep(Duration::from_millis(100)).await;
            let started = now();
            (gateway.query("SELECT 1").await, started.elapsed())
        };
        (connections, tokio::join!(waiting, refused))
    };
    let ((first, second), (connections, (waited, (refused, refused_after)))) =
        tokio::join!(busy, late);
    assert_eq!((first.status, second.status), (200, 200));
    assert_eq!(connections, "2");
    assert_eq!(waited.cell(), "waited");
    assert_eq!((refused.status, refused.code()), (503, "53300"));
    assert_eq!(refused.header("retry-after"), "1");
    assert!(
        refused_after < Duration::from_millis(200),
        "{refused_after:?}"
    );
    gateway.stop().await;
}

#[tokio::test]
async fn waiting_for_a_connection_ends_too() {
    let Some(cluster) = cluster() else { return };
    let gateway = GatewayUnderTest::before(cluster, |config| {
        config.max_connections = 1;
        // Opening a connection counts too, and takes a while on a busy machine.
        config.queue_timeout = Duration::from_millis(800);
    })
    .await;
    let (slow, waiting) = tokio::join!(gateway.query("SELECT pg_sleep(2)"), async {
        sleep(Duration::from_millis(100)).await;
        gateway.query("SELECT 1").await
    });
    assert_eq!(slow.status, 200);
    assert_eq!((waiting.status, waiting.code()), (503, "53300"));
    gateway.stop().await;
}

#[tokio::test]
async fn connections_that_the_server_ended_are_replaced() {
    let Some(cluster) = cluster() else { return };
    let gateway = GatewayUnderTest::before(cluster, |config| config.max_connections = 1).await;
    for _ in 0..3 {
        let pid = gateway
            .query("SELECT pg_backend_pid()")
            .await
            .cell()
            .to_string();
        cluster
            .ask(&format!("SELECT pg_terminate_backend({pid})"))
            .await;
        assert_eq!(gateway.query("SELECT 1").await.cell(), 1);
    }
    // In the middle of a query, on a connection that was fresh: no answer can be had, but a clear one.
    let (lost, ()) = tokio::join!(gateway.query("SELECT pg_sleep(5) AS ended"), async {
        sleep(Duration::from_millis(200)).await;
        cluster.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(5) AS ended'").await;
    });
    assert!(matches!(lost.status, 200 | 503), "{}", lost.json);
    assert_eq!(gateway.query("SELECT 1").await.cell(), 1);
    gateway.stop().await;
}

#[tokio::test]
async fn a_server_that_is_not_there_or_does_not_want_us() {
    let Some(cluster) = cluster() else { return };
    let upstream = |name: &str, url: &str| UpstreamConfig {
        name: name.to_owned(),
        source: UpstreamSource::Server(Address::parse(url).unwrap()),
    };
    let wrong_password = format!("postgres://reader:wrong@127.0.0.1:{}/shop", cluster.port);
    let gone = GatewayUnderTest::start(defaults(vec![upstream(
        "gone",
        "postgres://reader@127.0.0.1:1/shop",
    )]))
    .await;
    let answer = gone.query("SELECT 1").await;
    assert_eq!(
        (answer.status, answer.code()),
        (503, "08001"),
        "{}",
        answer.json
    );
    assert_eq!(answer.header("retry-after"), "1");
    gone.stop().await;
    let refused =
        GatewayUnderTest::start(defaults(vec![upstream("refused", &wrong_password)])).await;
    let answer = refused.query("SELECT 1").await;
    assert_eq!((answer.status, answer.code()), (502, "08001"));
    assert!(
        !answer.json.to_string().contains("reader"),
        "{}",
        answer.json
    );
    refused.stop().await;
}

#[tokio::test]
async fn stopping_waits_for_the_query_at_hand() {
    let Some(cluster) = cluster() else { return };
    let gateway = GatewayUnderTest::before(cluster, |_| {}).await;
    let request = gateway.request(&json!({"query": "SELECT pg_sleep(0.5)"}));
    let running = tokio::spawn(request.send());
    sleep(Duration::from_millis(200)).await;
    let started = now();
    gateway.stop().await;
    assert!(started.elapsed() < Duration::from_secs(3));
    assert_eq!(running.await.unwrap().unwrap().status(), 200);
}
