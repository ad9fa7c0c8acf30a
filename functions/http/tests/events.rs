//! Streamed answers, over the doubles of the test kit.

use std::{future::poll_fn, pin::Pin, rc::Rc};

use futures_core::Stream;
use plainquery_ask::{Config, catalog_entry};
use plainquery_catalog::{Catalog, Column, Relation, model::FORMAT};
use plainquery_core::{
    ErrorKind, OutputColumn, Principal, Secret, Settings, SettingsErrors, Table, TypeClass,
    ports::{KvStore, SqlError},
    settings::ApiKey,
};
use plainquery_http::{ApiRequest, ApiResponse, Body, respond};
use plainquery_testkit::{ScriptedSql, TestHost, ready};
use serde_json::{Value, json};

const KEY: &str = "key-of-the-test-caller";
const ROWS: usize = 250;

struct Bench {
    host: Rc<TestHost>,
    config: Rc<Result<Config, SettingsErrors>>,
}

impl Bench {
    fn new(sql: ScriptedSql) -> Self {
        let mut settings = Settings::new(Secret::new("a secret of at least 32 characters"));
        settings.access.api_keys = vec![ApiKey {
            key: Secret::new(KEY),
            principal: Principal {
                subject: "ann".into(),
                tenant: None,
                role: "reader".into(),
                ..Principal::default()
            },
        }];
        let host = TestHost::new(sql);
        let (key, value) = catalog_entry(&settings, &catalog(), "version-1");
        ready(host.kv.put(&key, &value, 600)).expect("stored");
        Self {
            host: Rc::new(host),
            config: Rc::new(Ok(Config::without_models(settings))),
        }
    }

    fn ask(&self, accept: &str, body: &Value) -> ApiResponse {
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let request = ApiRequest {
            method: "POST".into(),
            path: "/v1/ask".into(),
            headers: vec![
                header("content-type", "application/json"),
                header("accept", accept),
                header("authorization", &format!("Bearer {KEY}")),
            ],
            body: body.to_string().into_bytes(),
        };
        ready(respond(&self.host, &self.config, &request))
    }

    /// The events as (name, data).
    fn events(&self, question: &str) -> Vec<(String, Value)> {
        let response = self.ask(
            "application/json;q=0.5, text/event-stream",
            &json!({"question": question}),
        );
        assert_eq!(response.status, 200);
        assert_eq!(response.header("content-type"), Some("text/event-stream"));
        let Body::Events(mut stream) = response.body else {
            panic!("not a stream");
        };
        let mut text = Vec::new();
        while let Some(piece) = ready(poll_fn(|context| Pin::new(&mut stream).poll_next(context))) {
            text.extend(piece);
        }
        let text = String::from_utf8(text).expect("UTF-8");
        text.split_terminator("\n\n").map(event).collect()
    }
}

fn event(text: &str) -> (String, Value) {
    let (name, data) = text.split_once('\n').expect("two lines");
    (
        name.strip_prefix("event: ").expect("a name").to_owned(),
        serde_json::from_str(data.strip_prefix("data: ").expect("data")).expect("JSON"),
    )
}

fn catalog() -> Catalog {
    let column = |name: &str, class, type_name: &str| Column {
        name: name.into(),
        class,
        type_name: type_name.into(),
        ..Column::default()
    };
    Catalog {
        format: FORMAT,
        database: "shop".into(),
        relations: vec![Relation {
            schema: "shop".into(),
            name: "customers".into(),
            columns: vec![
                column("customer_id", TypeClass::Integer, "integer"),
                column("name", TypeClass::Text, "text"),
            ],
            primary_key: vec!["customer_id".into()],
            ..Relation::default()
        }],
        ..Catalog::default()
    }
}

fn rows() -> Table {
    Table {
        columns: vec![OutputColumn {
            name: "name".into(),
            class: TypeClass::Text,
            type_name: "text".into(),
        }],
        rows: (0..ROWS)
            .map(|row| vec![Some(format!("line\nfeed {row}"))])
            .collect(),
        truncated: false,
    }
}

#[test]
fn stages_query_and_rows_come_before_the_answer() {
    let bench = Bench::new(ScriptedSql::always(rows()));
    let events = bench.events("Show all customers");
    let names: Vec<&str> = events.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "stage", "stage", "query", "stage", "columns", "rows", "rows", "rows", "answer"
        ]
    );
    let stages: Vec<&Value> = events
        .iter()
        .filter(|(name, _)| name == "stage")
        .map(|(_, data)| &data["stage"])
        .collect();
    assert_eq!(stages, ["catalog", "generate", "execute"]);
    let streamed: Vec<&Value> = events
        .iter()
        .filter(|(name, _)| name == "rows")
        .flat_map(|(_, data)| data["rows"].as_array().unwrap())
        .collect();
    assert_eq!(streamed.len(), ROWS);
    assert_eq!(streamed[249], &json!(["line\nfeed 249"]));
    let (_, answer) = events.last().unwrap();
    assert_eq!(answer["outcome"], "answer");
    assert_eq!(answer["rows"], json!([]));
    let (_, query) = events.iter().find(|(name, _)| name == "query").unwrap();
    assert_eq!(query["sql"], answer["sql"]);
    // The same question in one piece: the same answer, with the rows in it.
    let whole = bench.ask(
        "application/json",
        &json!({"question": "Show all customers"}),
    );
    let whole: Value = serde_json::from_slice(whole.body.whole()).unwrap();
    assert_eq!(whole["rows"].as_array().unwrap().len(), ROWS);
    assert_eq!(whole["message"], answer["message"]);
}

#[test]
fn a_failure_on_the_way_is_the_last_event() {
    let bench = Bench::new(ScriptedSql::failing(SqlError::Timeout));
    let events = bench.events("Show all customers");
    let (name, problem) = events.last().unwrap();
    assert_eq!(name, "problem");
    assert_eq!(problem["status"], 504);
    assert_eq!(problem["kind"], ErrorKind::Timeout.label());
    assert!(!events.iter().any(|(name, _)| name == "rows"));
}

#[test]
fn a_bad_request_keeps_its_status() {
    let bench = Bench::new(ScriptedSql::always(rows()));
    let response = bench.ask("text/event-stream", &json!({"query": "x"}));
    assert_eq!(response.status, 400);
    assert_eq!(
        response.header("content-type"),
        Some("application/problem+json")
    );
}
