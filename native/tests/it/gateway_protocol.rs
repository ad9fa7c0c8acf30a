//! What goes in and comes out: types, parameters, batches, errors, routes.

use serde_json::{Value, json};

use crate::support::{GatewayUnderTest, cluster, http};

const EVERY_TYPE: &str = r#"SELECT
    true AS bool, 7::int2 AS int2, -8 AS int4, 9007199254740993 AS int8, 1.10::numeric AS numeric, 'NaN'::numeric AS numeric_nan,
    0.1::float4 AS float4, 1e300::float8 AS float8, 'NaN'::float8 AS nan, '-Infinity'::float8 AS infinity, 'a"b' AS text,
    '{"b": 1, "a": [null]}'::json AS json, '{"n": 12345678901234567890123}'::jsonb AS jsonb,
    '2024-02-29 12:00:00+02'::timestamptz AT TIME ZONE 'UTC' AS ts, '\x00ff'::bytea AS bytea, NULL::int AS null,
    '{1,NULL,3}'::int[] AS ints, '{{a,"b c"},{"NULL",NULL}}'::text[] AS texts, '{1,2}'::int8[] AS longs, 'open'::shop.state AS enum,
    '12345678-1234-1234-1234-123456789abc'::uuid AS uuid, '1 day'::interval AS interval"#;

#[tokio::test]
async fn values_have_the_types_of_the_protocol() {
    let Some(cluster) = cluster() else { return };
    let gateway = GatewayUnderTest::before(cluster, |_| {}).await;
    let answer = gateway.query(EVERY_TYPE).await;
    assert_eq!(answer.status, 200, "{}", answer.json);
    let expected = json!({
        "bool": true, "int2": 7, "int4": -8, "int8": "9007199254740993", "numeric": "1.10", "numeric_nan": "NaN",
        "float4": 0.1, "float8": 1e300, "nan": "NaN", "infinity": "-Infinity", "text": "a\"b",
        "json": {"b": 1, "a": [null]}, "jsonb": serde_json::from_str::<Value>("{\"n\": 12345678901234567890123}").unwrap(),
        "ts": "2024-02-29 10:00:00", "bytea": "\\x00ff", "null": null,
        "ints": [1, null, 3], "texts": [["a", "b c"], ["NULL", null]], "longs": ["1", "2"], "enum": "open",
        "uuid": "12345678-1234-1234-1234-123456789abc", "interval": "1 day",
    });
    assert_eq!(answer.json["rows"][0], expected);
    assert_eq!(answer.json["command"], "SELECT");
    assert_eq!(answer.json["rowCount"], 1);
    assert_eq!(answer.json["rowAsArray"], false);
    gateway.stop().await;
}

#[tokio::test]
async fn raw_text_and_array_mode_are_what_drivers_ask_for() {
    let Some(cluster) = cluster() else { return };
    let gateway = GatewayUnderTest::before(cluster, |_| {}).await;
    let body = json!({"query": "SELECT true, 7::int2, '{1,2}'::int[], NULL, 1.5::float8, '{\"a\": 1}'::jsonb"});
    let request = gateway
        .request(&body)
        .header("Neon-Raw-Text-Output", "true")
        .header("Neon-Array-Mode", "true");
    let answer = gateway.send(request).await;
    assert_eq!(
        answer.json["rows"],
        json!([["t", "7", "{1,2}", null, "1.5", "{\"a\": 1}"]])
    );
    assert_eq!(answer.json["rowAsArray"], true);
    // Only exactly `true` is true, and a query's own wish comes before the header.
    let body = json!({"query": "SELECT 1 AS a", "arrayMode": false});
    let request = gateway
        .request(&body)
        .header("Neon-Raw-Text-Output", "True")
        .header("Neon-Array-Mode", "true");
    assert_eq!(gateway.send(request).await.json["rows"], json!([{"a": 1}]));
    gateway.stop().await;
}

#[tokio::test]
async fn fields_tell_table_column_and_modifier() {
    let Some(cluster) = cluster() else { return };
    let gateway = GatewayUnderTest::before(cluster, |_| {}).await;
    let table: u64 = cluster
        .ask("SELECT 'shop.customers'::regclass::oid")
        .await
        .parse()
        .unwrap();
    let answer = gateway
        .query("SELECT credit, 1 AS one FROM shop.customers LIMIT 0")
        .await;
    // numeric(12,2): (precision << 16 | scale) + 4.
    let credit = json!({"name": "credit", "dataTypeID": 1700, "tableID": table, "columnID": 3,
        "dataTypeSize": -1, "dataTypeModifier": (12 << 16 | 2) + 4, "format": "text"});
    assert_eq!(answer.json["fields"][0], credit);
    assert_eq!(answer.json["fields"][1]["tableID"], 0);
    assert_eq!(answer.json["rows"], json!([]));
    assert_eq!(answer.json["rowCount"], 0);
    gateway.stop().await;
}

#[tokio::test]
async fn parameters_reach_the_server_as_they_were_meant() {
    let Some(cluster) = cluster() else { return };
    let gateway = GatewayUnderTest::before(cluster, |_| {}).await;
    let cases = [
        (
            "SELECT $1::int8",
            json!(["9007199254740993"]),
            json!("9007199254740993"),
        ),
        (
            "SELECT $1::int8::text",
            json!([9_007_199_254_740_993_i64]),
            json!("9007199254740993"),
        ),
        ("SELECT $1::text IS NULL", json!([null]), json!(true)),
        ("SELECT $1::bool", json!([false]), json!(false)),
        (
            "SELECT $1::text",
            json!(["'; DROP TABLE x; --\\\"é"]),
            json!("'; DROP TABLE x; --\\\"é"),
        ),
        (
            "SELECT $1::jsonb",
            json!([{"a": [1, {"b": null}]}]),
            json!({"a": [1, {"b": null}]}),
        ),
        (
            "SELECT $1::text[]",
            json!([["a,b", "\"q\"", "\\", null, "NULL", ""]]),
            json!(["a,b", "\"q\"", "\\", null, "NULL", ""]),
        ),
        (
            "SELECT $1::int[]",
            json!([[[1, 2], [3, 4]]]),
            json!([[1, 2], [3, 4]]),
        ),
        (
            "SELECT count(*)::int FROM shop.orders WHERE city = ANY($1)",
            json!([["Berlin", "Lyon"]]),
            json!(500),
        ),
    ];
    for (query, parameters, expected) in cases {
        let answer = gateway
            .post(json!({"query": query, "params": parameters}))
            .await;
        assert_eq!(answer.cell(), &expected, "{query} {parameters}");
    }
    let answer = gateway
        .post(json!({"query": "SELECT $1::text", "params": ["a\0b"]}))
        .await;
    assert_eq!(
        (answer.status, answer.code()),
        (400, "22021"),
        "{}",
        answer.json
    );
    assert_eq!(
        gateway
            .post(json!({"query": "SELECT $1::int", "params": []}))
            .await
            .code(),
        "08P01"
    );
    assert_eq!(gateway.query("SELECT 1").await.cell(), 1);
    gateway.stop().await;
}

#[tokio::test]
async fn numbers_keep_every_digit() {
    let Some(cluster) = cluster() else { return };
    let gateway = GatewayUnderTest::before(cluster, |_| {}).await;
    let request = gateway
        .request(&json!({}))
        .body(r#"{"query":"SELECT $1::numeric","params":[123456789012345678901234567890.10]}"#);
    assert_eq!(
        gateway.send(request).await.cell(),
        "123456789012345678901234567890.10"
    );
    gateway.stop().await;
}

#[tokio::test]
async fn a_batch_is_one_transaction_with_its_settings() {
    let Some(cluster) = cluster() else { return };
    let gateway = GatewayUnderTest::before(cluster, |_| {}).await;
    let body = json!({"queries": [
        {"query": "SELECT set_config('app.tenant', $1, true)", "params": ["t1"]},
        {"query": "SELECT current_setting('app.tenant'), current_setting('transaction_isolation'),
            current_setting('transaction_read_only'), current_setting('transaction_deferrable')", "arrayMode": true},
    ]});
    let request = gateway
        .request(&body)
        .header("Neon-Batch-Isolation-Level", "Serializable")
        .header("Neon-Batch-Read-Only", "true")
        .header("Neon-Batch-Deferrable", "true");
    let answer = gateway.send(request).await;
    assert_eq!(
        answer.json["results"][1]["rows"],
        json!([["t1", "serializable", "on", "on"]]),
        "{}",
        answer.json
    );
    assert_eq!(answer.header("neon-batch-isolation-level"), "Serializable");
    assert_eq!(answer.header("neon-batch-read-only"), "true");
    assert_eq!(answer.header("neon-batch-deferrable"), "true");
    // The setting was local.
    let answer = gateway
        .query("SELECT coalesce(current_setting('app.tenant', true), '')")
        .await;
    assert_eq!(answer.cell(), "");
    let request = gateway
        .request(&body)
        .header("Neon-Batch-Isolation-Level", "serializable");
    let answer = gateway.send(request).await;
    assert_eq!(
        (answer.status, &answer.json["message"]),
        (400, &json!("invalid isolation level"))
    );
    gateway.stop().await;
}

#[tokio::test]
async fn errors_have_all_their_fields() {
    let Some(cluster) = cluster() else { return };
    let gateway =
        GatewayUnderTest::before_as(cluster, "writer", |config| config.allow_writes = true).await;
    let answer = gateway
        .query("INSERT INTO shop.customers VALUES (100000, 'c1@example.com', 0)")
        .await;
    assert_eq!(answer.status, 400);
    let expected = [
        ("code", "23505"),
        ("severity", "ERROR"),
        ("schema", "shop"),
        ("table", "customers"),
        ("constraint", "one_each"),
        ("detail", "Key (email)=(c1@example.com) already exists."),
        ("routine", "_bt_check_unique"),
    ];
    for (name, value) in expected {
        assert_eq!(answer.json[name], value, "{name}");
    }
    assert!(answer.json["line"].is_string() && answer.json["file"].is_string());

    let answer = gateway.query("SELECT é FROM").await;
    assert_eq!(
        (answer.code(), &answer.json["position"]),
        ("42601", &json!("14"))
    );
    let answer = gateway.query("SELECT customer FROM shop.orders").await;
    assert_eq!(answer.code(), "42703");
    assert!(
        answer.json["hint"]
            .as_str()
            .unwrap()
            .contains("customer_id"),
        "{}",
        answer.json
    );
    assert_eq!(gateway.query("SELECT 1; SELECT 2").await.code(), "42601");
    assert_eq!(
        gateway.query("COPY (SELECT 1) TO STDOUT").await.code(),
        "0A000"
    );
    assert_eq!(
        gateway.query("COPY shop.orders FROM STDIN").await.code(),
        "0A000"
    );
    assert_eq!(gateway.query("").await.json["command"], "");
    assert_eq!(gateway.query("SELECT 1").await.cell(), 1);
    gateway.stop().await;
}

#[tokio::test]
async fn writes_work_where_they_are_allowed_and_a_batch_is_all_or_nothing() {
    let Some(cluster) = cluster() else { return };
    let gateway =
        GatewayUnderTest::before_as(cluster, "writer", |config| config.allow_writes = true).await;
    let answer = gateway.query("INSERT INTO shop.customers SELECT n, n::text, 1 FROM generate_series(500, 502) n RETURNING id").await;
    assert_eq!(
        (&answer.json["command"], &answer.json["rowCount"]),
        (&json!("INSERT"), &json!(3))
    );
    let answer = gateway
        .batch(&[
            "UPDATE shop.customers SET credit = 2 WHERE id >= 500",
            "SELECT 1/0",
        ])
        .await;
    assert_eq!(answer.code(), "22012");
    assert_eq!(
        cluster
            .ask("SELECT sum(credit) FROM shop.customers WHERE id >= 500")
            .await,
        "3.00"
    );
    let answer = gateway
        .batch(&["DELETE FROM shop.customers WHERE id >= 500", "SELECT 1"])
        .await;
    assert_eq!(answer.json["results"][0]["rowCount"], 3, "{}", answer.json);
    assert_eq!(
        cluster
            .ask("SELECT count(*) FROM shop.customers WHERE id >= 500")
            .await,
        "0"
    );
    gateway.stop().await;
}

#[tokio::test]
async fn routes_and_malformed_requests() {
    let Some(cluster) = cluster() else { return };
    let gateway = GatewayUnderTest::before(cluster, |_| {}).await;
    let client = http();
    let answer = gateway
        .send(client.request(reqwest::Method::OPTIONS, &gateway.url))
        .await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("allow"), "OPTIONS, POST");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    assert_eq!(answer.header("access-control-max-age"), "86400");
    assert!(
        answer
            .header("access-control-allow-headers")
            .contains("neon-connection-string")
    );

    let base = gateway.url.trim_end_matches("/sql");
    for request in [
        client.get(&gateway.url),
        client.post(format!("{base}/other")),
        client.get(base),
    ] {
        let answer = gateway.send(request).await;
        assert_eq!(
            (answer.status, &answer.json),
            (400, &json!("query is not supported"))
        );
        assert_eq!(answer.header("neon-request-id").len(), 36);
    }
    assert_eq!(
        gateway
            .send(client.get(format!("{base}/healthz")))
            .await
            .json,
        json!({"status": "ok"})
    );

    for body in [
        "",
        "{",
        "[]",
        "{}",
        r#"{"query":1}"#,
        r#"{"query":"SELECT 1","queries":[]}"#,
        r#"{"queries":[{}]}"#,
        "\u{0}",
    ] {
        let answer = gateway.send(gateway.request(&json!({})).body(body)).await;
        assert_eq!(answer.status, 400, "{body}: {}", answer.json);
        assert!(answer.json["message"].is_string());
    }
    let deep = format!(
        "{{\"query\":\"SELECT $1\",\"params\":[{}{}]}}",
        "[".repeat(20_000),
        "]".repeat(20_000)
    );
    assert_eq!(
        gateway
            .send(gateway.request(&json!({})).body(deep))
            .await
            .status,
        400
    );
    assert_eq!(
        gateway
            .query(&format!("SELECT '{}'", "x".repeat(70_000)))
            .await
            .status,
        413
    );
    assert_eq!(gateway.batch(&[]).await.json, json!({"results": []}));
    assert_eq!(gateway.query("SELECT 1").await.cell(), 1);
    gateway.stop().await;
}
