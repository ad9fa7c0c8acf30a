//! `plainquery serve`: what callers can make it do, and no more.

use std::time::Duration;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::{Instant, sleep, timeout},
};

use crate::support::{API_KEY, Lock, Served, Told, Watcher, cluster};

/// No database is needed to refuse.
const NOWHERE: (&str, &str) = ("DATABASE_URL", "postgres://u@127.0.0.1:1/d");

/// A request's head, and what is known of its body.
fn head(framing: &str) -> String {
    format!(
        "POST /v1/ask HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {API_KEY}\r\n\
         Content-Type: application/json\r\n{framing}\r\n\r\n"
    )
}

/// Sends, and reads until the server closes or says nothing for five seconds.
async fn answer_to(served: &Served, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(served.address()).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    read_all(&mut stream).await
}

async fn read_all(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    drop(timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await);
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_body_that_is_slow_or_never_ends_is_given_up() {
    let served = Served::start(&[NOWHERE, ("PLAINQUERY_BODY_TIMEOUT_MS", "300")]);
    let answer = answer_to(&served, head("Content-Length: 50").as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains("urn:plainquery:problem:request-timeout"));

    // Always a little more, but never the end.
    let mut stream = TcpStream::connect(served.address()).await.unwrap();
    stream
        .write_all(head("Transfer-Encoding: chunked").as_bytes())
        .await
        .unwrap();
    let (mut reader, mut writer) = stream.into_split();
    let drip = tokio::spawn(async move {
        while writer.write_all(b"1\r\n \r\n").await.is_ok() {
            sleep(Duration::from_millis(20)).await;
        }
    });
    let started = Instant::now();
    let mut answer = Vec::new();
    drop(timeout(Duration::from_secs(5), reader.read_to_end(&mut answer)).await);
    assert!(answer.starts_with(b"HTTP/1.1 408 "));
    assert!(started.elapsed() < Duration::from_secs(3));
    timeout(Duration::from_secs(5), drip)
        .await
        .unwrap()
        .unwrap();
}

#[tokio::test]
async fn slow_headers_close_the_connection() {
    let served = Served::start(&[NOWHERE, ("PLAINQUERY_HEADER_TIMEOUT_MS", "300")]);
    let started = Instant::now();
    let answer = answer_to(&served, b"POST /v1/ask HTTP/1.1\r\nHost:").await;
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1.1 4"),
        "{answer}"
    );
    assert!(started.elapsed() < Duration::from_secs(3));
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused_however_it_is_framed() {
    let served = Served::start(&[NOWHERE]);
    let large = " ".repeat(300_000);
    for framing in ["Content-Length: 300000", "Transfer-Encoding: chunked"] {
        let body = if framing.starts_with('C') {
            large.clone()
        } else {
            format!("{:x}\r\n{large}\r\n0\r\n\r\n", large.len())
        };
        let answer = answer_to(&served, format!("{}{body}", head(framing)).as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    }
    let garbage = answer_to(&served, b"\x16\x03\x01 this is not HTTP\r\n\r\n").await;
    assert!(
        garbage.is_empty() || garbage.starts_with("HTTP/1.1 400 "),
        "{garbage}"
    );
    let large_head = format!("GET / HTTP/1.1\r\nX: {}\r\n\r\n", "x".repeat(500_000));
    let answer = answer_to(&served, large_head.as_bytes()).await;
    assert!(
        answer.is_empty() || answer.starts_with("HTTP/1.1 431 "),
        "{answer}"
    );
    assert_eq!(Told::of(served.get("/healthz")).await.status, 200);
}

#[tokio::test]
async fn more_than_the_places_are_told_to_come_back() {
    let Some(cluster) = cluster() else { return };
    cluster.create_database("overload").await;
    let served = Served::start(&[
        ("DATABASE_URL", &cluster.url("reader", "overload")),
        ("PLAINQUERY_MAX_IN_FLIGHT", "1"),
    ]);
    assert_eq!(served.ask("how many orders are there").await.cell(), "1000");
    let mut watcher = Watcher::open(cluster, "overload").await;
    let lock = Lock::take(cluster, "overload").await;
    let first = tokio::spawn(Told::of(served.question("how many orders by city")));
    watcher.wait_for(1).await;

    let second = served.ask("how many customers are there").await;
    assert_eq!((second.status, second.problem()), (503, "overloaded"));
    assert_eq!(second.header("retry-after"), "1");
    for probe in ["/healthz", "/readyz"] {
        assert_eq!(Told::of(served.get(probe)).await.status, 200, "{probe}");
    }
    lock.release().await;
    assert_eq!(first.await.unwrap().status, 200);
    assert_eq!(
        served.ask("how many customers are there").await.cell(),
        "100"
    );
}

#[tokio::test]
async fn a_request_past_its_deadline_is_given_up_with_its_query() {
    let Some(cluster) = cluster() else { return };
    cluster.create_database("deadline").await;
    let served = Served::start(&[
        ("DATABASE_URL", &cluster.url("reader", "deadline")),
        ("PLAINQUERY_DEADLINE_MS", "1000"),
    ]);
    assert_eq!(served.ask("how many orders are there").await.cell(), "1000");
    let mut watcher = Watcher::open(cluster, "deadline").await;
    let lock = Lock::take(cluster, "deadline").await;

    let late = served.ask("how many orders by city").await;
    assert_eq!((late.status, late.problem()), (504, "request-deadline"));
    assert!(watcher.wait_for(0).await < Duration::from_secs(2));

    let events = served
        .question("how many orders by state")
        .header("accept", "text/event-stream");
    let text = events.send().await.unwrap().text().await.unwrap();
    let last = text.trim_end().rsplit("event: ").next().unwrap();
    assert!(last.starts_with("problem\n"), "{text}");
    assert!(last.contains("urn:plainquery:problem:request-deadline"));
    assert!(watcher.wait_for(0).await < Duration::from_secs(2));
    lock.release().await;
    assert_eq!(served.ask("how many orders are there").await.cell(), "1000");
}

#[tokio::test]
async fn a_caller_who_leaves_ends_the_query() {
    let Some(cluster) = cluster() else { return };
    cluster.create_database("leaving").await;
    let served = Served::start(&[("DATABASE_URL", &cluster.url("reader", "leaving"))]);
    assert_eq!(served.ask("how many orders are there").await.cell(), "1000");
    let mut watcher = Watcher::open(cluster, "leaving").await;
    let lock = Lock::take(cluster, "leaving").await;
    for accept in ["application/json", "text/event-stream"] {
        // The machine of a test may be busy: the best of three.
        let mut best = Duration::MAX;
        for _ in 0..3 {
            let question = served
                .question("how many orders by city")
                .header("accept", accept);
            let asking = tokio::spawn(async move { question.send().await.unwrap().text().await });
            watcher.wait_for(1).await;
            asking.abort();
            drop(asking.await);
            best = best.min(watcher.wait_for(0).await);
        }
        assert!(best < Duration::from_millis(200), "{accept}: {best:?}");
    }
    lock.release().await;
    assert_eq!(served.ask("how many orders are there").await.cell(), "1000");
    assert!(served.logs().contains("\"outcome\":\"caller_left\""));
}

#[tokio::test]
async fn memory_stays_bounded_by_the_cache_that_is_set() {
    let Some(cluster) = cluster() else { return };
    let served = Served::start(&[
        ("DATABASE_URL", &cluster.url("reader", "shop")),
        ("PLAINQUERY_ANSWER_TTL_S", "3600"),
        ("PLAINQUERY_CACHE_BYTES", "1000000"),
    ]);
    let resident_kib = || {
        let status =
            std::fs::read_to_string(format!("/proc/{}/status", served.process_id())).unwrap();
        let line = status
            .lines()
            .find(|line| line.starts_with("VmRSS:"))
            .unwrap();
        let words: Vec<_> = line.split_whitespace().collect();
        words[1].parse::<u64>().unwrap()
    };
    // Each is another answer, of some 40 kB in the cache.
    let ask = async |max_rows: usize| {
        let body = serde_json::json!({"question": "list the orders", "max_rows": max_rows});
        let told = Told::of(served.post("/v1/ask", &body)).await;
        assert_eq!(
            told.json["rows"].as_array().unwrap().len(),
            max_rows,
            "{}",
            told.json
        );
    };
    for max_rows in 500..530 {
        ask(max_rows).await;
    }
    let before_kib = resident_kib();
    for max_rows in 530..830 {
        ask(max_rows).await;
    }
    let grown_kib = resident_kib().saturating_sub(before_kib);
    assert!(grown_kib < 8_000, "{grown_kib} KiB more");
}
