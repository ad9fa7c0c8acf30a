//! What web apps see: limits, other origins, compression, tags, times and forms of answers.

use std::{io::Read, rc::Rc};

use flate2::read::GzDecoder;
use plainquery_ask::{Config, catalog_entry};
use plainquery_catalog::{Catalog, Column, Relation, model::FORMAT};
use plainquery_core::{
    OutputColumn, Principal, Secret, Settings, SettingsErrors, Table, TypeClass,
    ports::{Admission, Clock, KvStore, Quota},
    settings::ApiKey,
};
use plainquery_http::{ApiRequest, ApiResponse, respond, respond_uncompressed};
use plainquery_testkit::{ManualClock, ScriptedSql, TestHost, ready};
use serde_json::{Value, json};

const KEY: &str = "key-of-the-test-caller";
const ORIGIN: &str = "https://app.example.com";
const QUERY_MS: u64 = 7;

struct Bench {
    host: Rc<TestHost>,
    config: Rc<Result<Config, SettingsErrors>>,
}

impl Bench {
    /// A database whose every query takes [`QUERY_MS`] and gives 200 rows.
    fn new() -> Self {
        let mut settings = Settings::new(Secret::new("a secret of at least 32 characters"));
        settings.allowed_origins = vec![ORIGIN.to_owned()];
        settings.access.api_keys = vec![ApiKey {
            key: Secret::new(KEY),
            principal: Principal {
                subject: "ann".into(),
                tenant: Some("acme".into()),
                role: "reader".into(),
                ..Principal::default()
            },
        }];
        let clock = ManualClock::default();
        let ticking = clock.clone();
        let mut host = TestHost::new(ScriptedSql::new(move |batch| {
            ticking.advance_ms(QUERY_MS);
            Ok(vec![rows(); batch.statements.len()])
        }));
        host.kv = plainquery_testkit::MemoryKv::new(clock.clone());
        host.clock = clock;
        let (key, value) = catalog_entry(&settings, &catalog(), "version-1");
        ready(host.kv.put(&key, &value, 600)).expect("stored");
        Self {
            host: Rc::new(host),
            config: Rc::new(Ok(Config::without_models(settings))),
        }
    }

    fn request(method: &str, path: &str, headers: &[(&str, &str)], body: &Value) -> ApiRequest {
        let mut all = vec![("authorization".to_owned(), format!("Bearer {KEY}"))];
        if !body.is_null() {
            all.push(("content-type".into(), "application/json".into()));
        }
        all.extend(
            headers
                .iter()
                .map(|(name, value)| ((*name).to_owned(), (*value).to_owned())),
        );
        ApiRequest {
            method: method.into(),
            path: path.into(),
            headers: all,
            body: if body.is_null() {
                Vec::new()
            } else {
                body.to_string().into_bytes()
            },
        }
    }

    fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &Value,
    ) -> ApiResponse {
        let request = Self::request(method, path, headers, body);
        ready(respond(&self.host, &self.config, &request))
    }

    fn schema(&self, headers: &[(&str, &str)]) -> ApiResponse {
        self.send("GET", "/v1/schema", headers, &Value::Null)
    }

    fn ask(&self, headers: &[(&str, &str)]) -> ApiResponse {
        let body = json!({"question": "Show all customers"});
        self.send("POST", "/v1/ask", headers, &body)
    }
}

fn catalog() -> Catalog {
    let column = |name: &str, class, type_name: &str| Column {
        name: name.into(),
        class,
        type_name: type_name.into(),
        ..Column::default()
    };
    let mut columns = vec![
        column("customer_id", TypeClass::Integer, "integer"),
        column("name", TypeClass::Text, "text"),
    ];
    // Enough of them that the schema is worth compressing.
    columns.extend((0..20).map(|at| column(&format!("detail_{at}"), TypeClass::Text, "text")));
    Catalog {
        format: FORMAT,
        database: "shop".into(),
        relations: vec![Relation {
            schema: "shop".into(),
            name: "customers".into(),
            columns,
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
        rows: (0..200)
            .map(|row| vec![Some(format!("customer {row}"))])
            .collect(),
        truncated: false,
    }
}

fn problem(response: &ApiResponse, status: u16) -> Value {
    let body: Value = serde_json::from_slice(response.body.whole()).expect("JSON");
    assert_eq!(response.status, status, "{body}");
    assert_eq!(
        response.header("content-type"),
        Some("application/problem+json")
    );
    body
}

#[test]
fn an_exact_count_is_told_and_a_refusal_says_when() {
    let bench = Bench::new();
    let quota = |remaining| Quota {
        limit: 100,
        remaining,
        reset_s: 12,
        window_s: 60,
    };
    bench
        .host
        .limiter
        .decide(Admission::Admitted(Some(quota(40))));
    let response = bench.schema(&[]);
    assert_eq!(response.status, 200);
    assert_eq!(
        response.header("ratelimit-policy"),
        Some("\"requests\";q=100;w=60")
    );
    assert_eq!(response.header("ratelimit"), Some("\"requests\";r=40;t=12"));

    bench.host.limiter.decide(Admission::Refused {
        retry_after_s: 12,
        quota: Some(quota(0)),
    });
    let batches = bench.host.sql.batches().len();
    let response = bench.ask(&[("origin", ORIGIN)]);
    let body = problem(&response, 429);
    assert_eq!(body["type"], "urn:plainquery:problem:rate-limited");
    assert_eq!(response.header("retry-after"), Some("12"));
    assert_eq!(response.header("ratelimit"), Some("\"requests\";r=0;t=12"));
    assert_eq!(
        response.header("access-control-allow-origin"),
        Some(ORIGIN),
        "pages can read it"
    );
    assert_eq!(
        bench.host.sql.batches().len(),
        batches,
        "nothing ran for it"
    );

    // A bad request counts too.
    bench
        .host
        .limiter
        .decide(Admission::Admitted(Some(quota(39))));
    let response = bench.send("POST", "/v1/ask", &[], &json!({"query": 1}));
    problem(&response, 400);
    assert_eq!(response.header("ratelimit"), Some("\"requests\";r=39;t=12"));
}

#[test]
fn a_host_that_cannot_count_claims_nothing() {
    let bench = Bench::new();
    let response = bench.schema(&[]);
    assert_eq!(response.header("ratelimit"), None);
    assert_eq!(response.header("ratelimit-policy"), None);
    bench.host.limiter.decide(Admission::Refused {
        retry_after_s: 0,
        quota: None,
    });
    let response = bench.schema(&[]);
    problem(&response, 429);
    assert_eq!(response.header("retry-after"), Some("1"));
    assert_eq!(response.header("ratelimit"), None);
    // Who is not known is counted by nobody, and nor is what needs no caller.
    let asked = bench.host.limiter.subjects().len();
    let mut request = Bench::request("GET", "/v1/schema", &[], &Value::Null);
    request.headers.clear();
    let response = ready(respond(&bench.host, &bench.config, &request));
    problem(&response, 401);
    assert_eq!(
        response.header("www-authenticate"),
        Some("Bearer realm=\"plainquery\"")
    );
    bench.send("GET", "/healthz", &[], &Value::Null);
    bench.send("OPTIONS", "/v1/ask", &[], &Value::Null);
    let subjects = bench.host.limiter.subjects();
    assert_eq!(subjects.len(), asked);
    assert!(
        subjects
            .iter()
            .all(|subject| !subject.contains("ann") && !subject.contains("acme"))
    );
}

#[test]
fn scripts_of_admitted_origins_may_read_what_they_need() {
    let bench = Bench::new();
    let response = bench.schema(&[("origin", ORIGIN)]);
    let exposed = response.header("access-control-expose-headers").unwrap();
    for name in [
        "etag",
        "ratelimit",
        "ratelimit-policy",
        "retry-after",
        "server-timing",
        "x-request-id",
    ] {
        assert!(exposed.split(", ").any(|one| one == name), "{name}");
    }
    assert_eq!(response.header("timing-allow-origin"), Some(ORIGIN));
    assert_eq!(response.header("vary"), Some("origin, accept-encoding"));
    let missing = bench.send("GET", "/v1/nothing", &[("origin", ORIGIN)], &Value::Null);
    problem(&missing, 404);
    assert_eq!(missing.header("access-control-allow-origin"), Some(ORIGIN));
    let other = bench.schema(&[("origin", "https://evil.example")]);
    assert_eq!(other.header("access-control-allow-origin"), None);
    assert_eq!(other.header("timing-allow-origin"), None);
    assert_eq!(other.header("vary"), Some("origin, accept-encoding"));
}

#[test]
fn the_schema_has_one_tag_plain_and_compressed() {
    let bench = Bench::new();
    let plain = bench.schema(&[]);
    assert_eq!(plain.header("content-encoding"), None);
    let tag = plain.header("etag").unwrap();
    let small = bench.schema(&[("accept-encoding", "gzip, br")]);
    assert_eq!(small.header("content-encoding"), Some("gzip"));
    assert_eq!(small.header("etag"), Some(tag));
    assert!(small.body.whole().len() * 2 < plain.body.whole().len());
    let mut back = Vec::new();
    GzDecoder::new(small.body.whole())
        .read_to_end(&mut back)
        .unwrap();
    assert_eq!(back, plain.body.whole());
    for known in [tag, tag.strip_prefix("W/").unwrap(), "*"] {
        let headers = [("if-none-match", known), ("accept-encoding", "gzip")];
        let response = bench.schema(&headers);
        assert_eq!(response.status, 304, "{known}");
        assert!(response.body.whole().is_empty());
        assert_eq!(response.header("content-encoding"), None);
        assert_eq!(response.header("etag"), Some(tag));
    }
    let head = bench.send(
        "HEAD",
        "/v1/schema",
        &[("accept-encoding", "gzip")],
        &Value::Null,
    );
    assert!(head.body.whole().is_empty());
    assert_eq!(head.header("content-encoding"), None);
    // A host that compresses by itself gets the mark and the plain body.
    let request = Bench::request(
        "GET",
        "/v1/schema",
        &[("accept-encoding", "gzip")],
        &Value::Null,
    );
    let marked = ready(respond_uncompressed(&bench.host, &bench.config, &request));
    assert_eq!(marked.header("content-encoding"), Some("gzip"));
    assert_eq!(marked.body.whole(), plain.body.whole());
}

#[test]
fn times_are_those_of_the_answer() {
    let bench = Bench::new();
    let response = bench.ask(&[]);
    let answer: Value = serde_json::from_slice(response.body.whole()).unwrap();
    assert_eq!(response.status, 200, "{answer}");
    let told = response.header("server-timing").unwrap();
    assert!(
        told.contains(&format!("execute;dur={QUERY_MS}")) && told.contains("total;dur="),
        "{told}"
    );
    let in_body = answer["timings"].as_array().unwrap().iter();
    let total = in_body
        .clone()
        .find(|timing| timing["stage"] == "total")
        .unwrap();
    assert!(told.ends_with(&format!("total;dur={}", total["duration_ms"])));
    // Nothing was waited for: there is nothing to tell.
    assert_eq!(bench.schema(&[]).header("server-timing"), None);
    assert_eq!(bench.host.clock.now_ms() % 10, QUERY_MS);
}

#[test]
fn what_cannot_be_given_is_a_problem_document() {
    let bench = Bench::new();
    let body = problem(&bench.ask(&[("accept", "text/html")]), 406);
    assert_eq!(body["type"], "urn:plainquery:problem:not-acceptable");
    assert!(body["detail"].as_str().unwrap().contains("event-stream"));
    problem(&bench.schema(&[("accept", "text/event-stream")]), 406);
    let response = bench.ask(&[("accept", "text/event-stream")]);
    assert_eq!(response.header("content-type"), Some("text/event-stream"));
    assert_eq!(response.header("vary"), Some("accept, origin"));
    assert_eq!(response.header("server-timing"), None);
    let response = bench.ask(&[("accept", "*/*"), ("accept-encoding", "gzip")]);
    assert_eq!(
        response.header("vary"),
        Some("accept, origin, accept-encoding")
    );
    let body = problem(&bench.send("PUT", "/v1/ask", &[], &json!({})), 405);
    assert_eq!(body["kind"], "method_not_allowed");
}
