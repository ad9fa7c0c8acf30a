use std::borrow::Cow;

use plainquery_core::ports::HttpError;
use plainquery_testkit::{ScriptedHttp, ready};
use serde_json::{Value as Json, json};

use super::*;
use crate::SessionSetting;

const ADDRESS: &str = "https://api.example.test/sql";

fn settings() -> NeonSettings {
    let connection = "postgres://reader:pw@db.example.test/shop";
    NeonSettings::new(connection, None, Some("gateway-key")).unwrap()
}

fn batch() -> Batch {
    Batch {
        statements: vec![Statement {
            text: Cow::Borrowed("SELECT $1, $2"),
            parameters: vec![Some("it's".to_owned()), None],
        }],
        timeout_ms: 2000,
        max_rows: 2,
        max_bytes: 1000,
    }
}

fn result(rows: &Json) -> Json {
    let width = rows[0].as_array().map_or(0, Vec::len);
    let field = json!({"name": "x", "dataTypeID": 25, "tableID": 0, "columnID": 0, "dataTypeSize": -1, "dataTypeModifier": -1, "format": "text"});
    json!({"command": "SELECT", "fields": vec![field; width], "rowAsArray": true, "rowCount": 1, "rows": rows})
}

/// What a server that keeps the settings answers, with these further results.
fn answer(more: &[Json]) -> String {
    let mut results = vec![
        result(&json!([["pg_catalog, pg_temp", "on"]])),
        result(&json!([["on", "pg_catalog, pg_temp"]])),
    ];
    results.extend_from_slice(more);
    json!({ "results": results }).to_string()
}

fn run(
    http: &ScriptedHttp,
    settings: &NeonSettings,
    batch: &Batch,
) -> Result<Vec<Table>, SqlError> {
    ready(NeonEndpoint::new(http, settings).run(batch))
}

#[test]
fn the_request_is_that_of_the_protocol() {
    let http = ScriptedHttp::new();
    http.answer(ADDRESS, 200, answer(&[result(&json!([["a", null]]))]));
    let tables = run(&http, &settings(), &batch()).unwrap();
    assert_eq!(tables.len(), 1);
    assert_eq!(tables[0].rows, [[Some("a".to_owned()), None]]);

    let requests = http.requests();
    let request = &requests[0];
    assert_eq!(request.url, ADDRESS);
    assert_eq!(request.timeout_ms, 2000);
    let header = |name: &str| {
        let found = request.headers.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    };
    assert_eq!(
        header("neon-connection-string"),
        Some("postgres://reader:pw@db.example.test/shop")
    );
    for name in [
        "neon-raw-text-output",
        "neon-array-mode",
        "neon-batch-read-only",
    ] {
        assert_eq!(header(name), Some("true"), "{name}");
    }
    assert_eq!(header("neon-batch-isolation-level"), Some("RepeatableRead"));
    assert_eq!(header("authorization"), Some("Bearer gateway-key"));

    // A batch even for one statement, and the settings before it.
    let body: Json = serde_json::from_slice(&request.body).unwrap();
    let queries = body["queries"].as_array().unwrap();
    assert_eq!(queries.len(), 3);
    let first = queries[0]["query"].as_str().unwrap();
    assert!(first.contains("'search_path'") && first.contains("'transaction_read_only'"));
    // The server gives up before the request does.
    assert_eq!(queries[0]["params"], json!(["1800", "UTC"]));
    assert_eq!(
        queries[2],
        json!({"query": "SELECT $1, $2", "params": ["it's", null]})
    );
}

#[test]
fn a_setting_of_the_endpoint_goes_along_as_a_parameter() {
    let http = ScriptedHttp::new();
    let mut settings = settings();
    settings.prelude.setting = Some(SessionSetting {
        name: "app.tenant".into(),
        value: "o'hara".into(),
    });
    let tenant = result(&json!([["o'hara"]]));
    let proof = result(&json!([["on", "pg_catalog, pg_temp"]]));
    let body = json!({"results": [tenant, tenant, proof, tenant]});
    http.answer(ADDRESS, 200, body.to_string());
    assert_eq!(run(&http, &settings, &batch()).unwrap().len(), 1);
    let sent: Json = serde_json::from_slice(&http.requests()[0].body).unwrap();
    assert_eq!(
        sent["queries"][1]["params"],
        json!(["app.tenant", "o'hara"])
    );
}

#[test]
fn one_row_more_than_the_cap_says_truncated() {
    let rows = |count: usize| result(&json!(vec![["x"]; count]));
    for (count, truncated) in [(2, false), (3, true)] {
        let http = ScriptedHttp::new();
        http.answer(ADDRESS, 200, answer(&[rows(count)]));
        let table = &run(&http, &settings(), &batch()).unwrap()[0];
        assert_eq!((table.rows.len(), table.truncated), (2, truncated));
    }
}

#[test]
fn a_service_that_forgets_the_settings_is_refused() {
    let http = ScriptedHttp::new();
    let body = json!({"results": [
        result(&json!([["pg_catalog, pg_temp"]])),
        result(&json!([["off", "\"$user\", public"]])),
        result(&json!([["stolen"]])),
    ]});
    http.answer(ADDRESS, 200, body.to_string());
    assert!(matches!(
        run(&http, &settings(), &batch()),
        Err(SqlError::Misconfigured(_))
    ));
}

#[test]
fn missing_results_are_refused() {
    let http = ScriptedHttp::new();
    http.answer(ADDRESS, 200, answer(&[]));
    assert_eq!(run(&http, &settings(), &batch()), Err(SqlError::Protocol));
}

#[test]
fn failures_are_classified() {
    let http = ScriptedHttp::new();
    let timeout =
        json!({"message": "canceling statement due to statement timeout", "code": "57014"});
    http.answer(ADDRESS, 400, timeout.to_string());
    http.answer(ADDRESS, 403, "no");
    http.answer(ADDRESS, 507, r#"{"message":"response is too large"}"#);
    http.fail(ADDRESS, HttpError::Timeout);
    http.fail(ADDRESS, HttpError::TooLarge);
    let next = || run(&http, &settings(), &batch()).unwrap_err();
    assert_eq!(next(), SqlError::Timeout);
    assert_eq!(next(), SqlError::Credentials);
    assert_eq!(next(), SqlError::TooLarge);
    assert_eq!(next(), SqlError::Timeout);
    assert_eq!(next(), SqlError::TooLarge);
    assert_eq!(next(), SqlError::Unavailable);
}

#[test]
fn nothing_is_sent_for_nothing() {
    let http = ScriptedHttp::new();
    let empty = Batch {
        statements: Vec::new(),
        ..batch()
    };
    assert_eq!(run(&http, &settings(), &empty), Ok(Vec::new()));
    assert!(http.requests().is_empty());
}

#[test]
fn the_size_limit_follows_the_batch_within_the_settings() {
    let http = ScriptedHttp::new();
    let mut large = batch();
    large.max_bytes = usize::MAX;
    run(&http, &settings(), &large).unwrap_err();
    run(&http, &settings(), &batch()).unwrap_err();
    let limits: Vec<usize> = http
        .requests()
        .iter()
        .map(|r| r.max_response_bytes)
        .collect();
    assert_eq!(limits, [10 * 1024 * 1024, 2000 + OVERHEAD_BYTES]);
}
