//! `plainquery serve` with a real Redis, which is killed and started again.

use std::time::Duration;

use tokio::time::{Instant, sleep};

use crate::support::{PrivateRedis, Served, Told, cluster};

#[tokio::test]
async fn answers_are_kept_in_redis_and_shared() {
    let Some(cluster) = cluster() else { return };
    let Some(redis) = PrivateRedis::start() else {
        return;
    };
    let (database, redis_url) = (cluster.url("reader", "shop"), redis.url());
    let settings = [
        ("DATABASE_URL", database.as_str()),
        ("PLAINQUERY_REDIS_URL", redis_url.as_str()),
        ("PLAINQUERY_ANSWER_TTL_S", "600"),
    ];
    let served = Served::start(&settings);
    assert_eq!(served.ask("how many orders are there").await.cell(), "1000");
    let keys = redis.cli(&["KEYS", "*"]);
    assert!(keys.lines().count() >= 2, "{keys}");
    assert!(
        keys.lines().all(|key| key.starts_with("plainquery:")),
        "{keys}"
    );
    for key in keys.lines() {
        let left: i64 = redis.cli(&["TTL", key]).parse().unwrap();
        assert!((1..=600).contains(&left), "{key}: {left}");
    }
    // Another server finds what the first one kept.
    let reads = |redis: &PrivateRedis| {
        let stats = redis.cli(&["INFO", "stats"]);
        let line = stats
            .lines()
            .find_map(|line| line.strip_prefix("keyspace_hits:"));
        line.unwrap().trim().parse::<u64>().unwrap()
    };
    let before = reads(&redis);
    let other = Served::start(&settings);
    assert_eq!(other.ask("how many orders are there").await.cell(), "1000");
    assert!(reads(&redis) >= before + 2);
}

#[tokio::test]
async fn questions_go_on_while_redis_is_gone() {
    let Some(cluster) = cluster() else { return };
    let Some(mut redis) = PrivateRedis::start() else {
        return;
    };
    let served = Served::start(&[
        ("DATABASE_URL", &cluster.url("reader", "shop")),
        ("PLAINQUERY_REDIS_URL", &redis.url()),
        ("PLAINQUERY_ANSWER_TTL_S", "600"),
    ]);
    assert_eq!(served.ask("how many orders are there").await.cell(), "1000");
    redis.stop();
    let started = Instant::now();
    for _ in 0..10 {
        assert_eq!(served.ask("how many orders are there").await.cell(), "1000");
    }
    assert!(started.elapsed() < Duration::from_secs(10));
    assert!(served.logs().contains("redis fails"));

    redis.start_again();
    let kept = async || {
        assert_eq!(served.ask("how many customers are there").await.status, 200);
        !redis.cli(&["KEYS", "*"]).is_empty()
    };
    let mut is_used = false;
    for _ in 0..50 {
        if kept().await {
            is_used = true;
            break;
        }
        sleep(Duration::from_millis(100)).await;
    }
    assert!(is_used, "{}", served.logs());
}

#[tokio::test]
async fn a_quota_is_counted_over_all_servers_and_nobody_is_refused_without_redis() {
    let Some(cluster) = cluster() else { return };
    let Some(mut redis) = PrivateRedis::start() else {
        return;
    };
    let (database, redis_url) = (cluster.url("reader", "shop"), redis.url());
    let settings = [
        ("DATABASE_URL", database.as_str()),
        ("PLAINQUERY_REDIS_URL", redis_url.as_str()),
        ("PLAINQUERY_RATE_LIMIT", "3/60"),
    ];
    let servers = [Served::start(&settings), Served::start(&settings)];
    let mut statuses = Vec::new();
    for turn in 0..5 {
        let told = servers[turn % 2].ask("how many orders are there").await;
        statuses.push(told.status);
        if told.status == 429 {
            let seconds: u32 = told.header("retry-after").parse().unwrap();
            assert!((1..=60).contains(&seconds), "{seconds}");
        }
    }
    assert_eq!(statuses, [200, 200, 200, 429, 429]);
    // Whom it counts is not to be read from the keys, and they end.
    let keys = redis.cli(&["KEYS", "plainquery:limit/*"]);
    assert_eq!(keys.lines().count(), 1, "{keys}");
    assert!(!keys.contains("ann"), "{keys}");
    let left: i64 = redis.cli(&["TTL", &keys]).parse().unwrap();
    assert!((1..=60).contains(&left), "{left}");

    redis.stop();
    assert_eq!(
        servers[0].ask("how many orders are there").await.cell(),
        "1000"
    );
}

#[tokio::test]
async fn a_quota_in_memory_holds_over_all_workers() {
    let Some(cluster) = cluster() else { return };
    let served = Served::start(&[
        ("DATABASE_URL", &cluster.url("reader", "shop")),
        ("PLAINQUERY_RATE_LIMIT", "20/3600"),
    ]);
    let mut asking = Vec::new();
    for _ in 0..40 {
        asking.push(tokio::spawn(Told::of(
            served.question("how many orders are there"),
        )));
    }
    let mut admitted = 0;
    for answer in asking {
        let answer = answer.await.unwrap();
        assert!([200, 429].contains(&answer.status), "{}", answer.json);
        admitted += usize::from(answer.status == 200);
    }
    assert_eq!(admitted, 20);
}
