//! `plainquery serve`: stopping.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::support::{Lock, Served, Told, Watcher, cluster};

#[tokio::test]
async fn what_is_at_hand_finishes_and_nothing_else_begins() {
    let Some(cluster) = cluster() else { return };
    cluster.create_database("stopping").await;
    let mut served = Served::start(&[
        ("DATABASE_URL", &cluster.url("reader", "stopping")),
        ("PLAINQUERY_SHUTDOWN_DELAY_MS", "500"),
    ]);
    assert_eq!(served.ask("how many orders are there").await.cell(), "1000");
    let mut watcher = Watcher::open(cluster, "stopping").await;
    let lock = Lock::take(cluster, "stopping").await;
    let asking: Vec<_> = (0..4)
        .map(|_| tokio::spawn(Told::of(served.question("how many orders by city"))))
        .collect();
    watcher.wait_for(4).await;

    served.signal("TERM");
    sleep(Duration::from_millis(150)).await;
    let ready = Told::of(served.get("/readyz")).await;
    assert_eq!((ready.status, ready.problem()), (503, "stopping"));
    assert_eq!(Told::of(served.get("/healthz")).await.status, 200);
    sleep(Duration::from_millis(800)).await;
    assert!(
        served.get("/healthz").send().await.is_err(),
        "it still listens"
    );

    lock.release().await;
    for answer in asking {
        let answer = answer.await.unwrap();
        assert_eq!(answer.status, 200);
        assert_eq!(answer.json["rows"].as_array().unwrap().len(), 4);
    }
    assert!(served.ended(Duration::from_secs(10)).await.success());
    // The server's processes end a moment after their connections.
    let left =
        "SELECT count(*) FROM pg_stat_activity WHERE datname = 'stopping' AND usename = 'reader'";
    let ended = Instant::now();
    while watcher.cell(left).await != "0" {
        assert!(
            ended.elapsed() < Duration::from_secs(2),
            "connections are left"
        );
        sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn the_grace_ends_and_so_do_the_queries() {
    let Some(cluster) = cluster() else { return };
    cluster.create_database("grace").await;
    let mut served = Served::start(&[
        ("DATABASE_URL", &cluster.url("reader", "grace")),
        ("PLAINQUERY_SHUTDOWN_GRACE_MS", "300"),
    ]);
    assert_eq!(served.ask("how many orders are there").await.cell(), "1000");
    let mut watcher = Watcher::open(cluster, "grace").await;
    let lock = Lock::take(cluster, "grace").await;
    let question = served.question("how many orders by city");
    let asking = tokio::spawn(async move { question.send().await.is_err() });
    watcher.wait_for(1).await;
    served.signal("TERM");
    let started = Instant::now();
    assert!(served.ended(Duration::from_secs(10)).await.success());
    assert!(
        started.elapsed() < Duration::from_secs(3),
        "{}",
        served.logs()
    );
    assert!(asking.await.unwrap(), "it was answered");
    assert!(watcher.wait_for(0).await < Duration::from_secs(1));
    lock.release().await;
}

#[tokio::test]
async fn a_second_signal_ends_it_at_once() {
    let Some(cluster) = cluster() else { return };
    cluster.create_database("impatient").await;
    let mut served = Served::start(&[("DATABASE_URL", &cluster.url("reader", "impatient"))]);
    assert_eq!(served.ask("how many orders are there").await.cell(), "1000");
    let mut watcher = Watcher::open(cluster, "impatient").await;
    let lock = Lock::take(cluster, "impatient").await;
    let question = served.question("how many orders by city");
    let asking = tokio::spawn(async move { question.send().await.is_err() });
    watcher.wait_for(1).await;
    served.signal("TERM");
    sleep(Duration::from_millis(200)).await;
    served.signal("TERM");
    assert_eq!(served.ended(Duration::from_secs(2)).await.code(), Some(130));
    assert!(asking.await.unwrap());
    lock.release().await;
}
