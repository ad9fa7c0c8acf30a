//! `plainquery serve`: the routes, straight onto Postgres.

use serde_json::json;

use crate::support::{API_KEY, PASSWORD, Served, Told, cluster};

#[tokio::test]
async fn questions_are_answered_on_every_route() {
    let Some(cluster) = cluster() else { return };
    let served = Served::start(&[("DATABASE_URL", &cluster.url("reader", "shop"))]);

    let answer = served.ask("how many orders are there").await;
    assert_eq!(answer.cell(), "1000");
    assert_eq!(answer.json["today"], "2025-06-30");
    assert_eq!(answer.header("x-request-id"), answer.json["request_id"]);
    let conversation = &answer.json["conversation"];
    let follow_up = json!({"question": "now only in Berlin", "conversation": conversation});
    let follow_up = Told::of(served.post("/v1/ask", &follow_up)).await;
    assert_eq!(follow_up.cell(), "250");

    let valid = json!({"sql": "SELECT count(*) FROM shop.orders"});
    let valid = served.post("/v1/validate", &valid).send().await.unwrap();
    assert_eq!(valid.status(), 200);
    let page = served.get("/").send().await.unwrap();
    assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
    let health = served.get("/healthz").send().await.unwrap();
    assert_eq!(health.status(), 200);
    let ready = Told::of(served.get("/readyz")).await;
    assert_eq!(
        ready.json,
        json!({"status": "ready", "database": "ok", "cache": "ok"})
    );
    let unknown = served.get("/v1/schema").send().await.unwrap();
    assert_eq!(unknown.status(), 401);
}

#[tokio::test]
async fn an_answer_comes_as_events() {
    let Some(cluster) = cluster() else { return };
    let served = Served::start(&[("DATABASE_URL", &cluster.url("reader", "shop"))]);
    let response = served
        .question("how many orders by city")
        .header("accept", "text/event-stream")
        .send()
        .await
        .unwrap();
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    assert!(!response.headers().contains_key("content-length"));
    let text = response.text().await.unwrap();
    let names: Vec<_> = text
        .lines()
        .filter_map(|line| line.strip_prefix("event: "))
        .collect();
    assert_eq!(names.last(), Some(&"answer"), "{text}");
    for name in ["stage", "query", "columns", "rows"] {
        assert!(names.contains(&name), "{text}");
    }
    assert!(text.contains("Berlin"));
}

#[tokio::test]
async fn logs_hold_requests_and_neither_secrets_nor_questions_nor_rows() {
    let Some(cluster) = cluster() else { return };
    let served = Served::start(&[("DATABASE_URL", &cluster.url("reader", "shop"))]);
    let answer = served.ask("how many orders are in Berlin").await;
    assert_eq!(answer.cell(), "250");
    let secret_path = served.get("/v1/secret-path").send().await.unwrap();
    assert_eq!(secret_path.status(), 404);
    let answer = served.ask("how many frobnications per Xanadu").await;
    assert_eq!(answer.status, 200);
    // The last line is written when the last answer is read.
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    let logs = served.logs();
    let line = logs
        .lines()
        .find(|line| line.contains("\"route\":\"ask\""))
        .unwrap_or_else(|| panic!("{logs}"));
    let line: serde_json::Value = serde_json::from_str(line).unwrap();
    assert_eq!(
        (&line["status"], &line["method"]),
        (&json!(200), &json!("POST"))
    );
    assert!(line["duration_ms"].is_u64() && line["request_id"].is_string());
    for hidden in [
        API_KEY,
        PASSWORD,
        "p%20w",
        "Berlin",
        "250",
        "Xanadu",
        "SELECT",
        "secret-path",
    ] {
        assert!(!logs.contains(hidden), "{hidden}: {logs}");
    }
}

#[test]
fn every_wrong_setting_is_named_at_once() {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_plainquery"))
        .arg("serve")
        .env_clear()
        .env("PLAINQUERY_MAX_ROWS", "many")
        .env("PLAINQUERY_RATE_LIMIT", "often")
        .env("DATABASE_URL", "hunter2")
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1));
    for key in [
        "PLAINQUERY_MAX_ROWS",
        "PLAINQUERY_RATE_LIMIT",
        "DATABASE_URL",
        "PLAINQUERY_API_KEYS",
        "PLAINQUERY_CONVERSATION_SECRET",
    ] {
        assert!(errors.contains(key), "{key}: {errors}");
    }
    assert!(!errors.contains("hunter2") && output.stdout.is_empty());
}
