//! A policy through the routes: what callers of each role see, and what runs for them.

mod support;

use plainquery_core::Secret;
use plainquery_sql::PolicyDocument;
use serde_json::{Value, json};
use support::Bench;

const MASK_KEY: &str = "a key of the tests, 32 bytes or more";
const DOCUMENT: &str = r#"
version = 1
[roles.analyst]
schemas = ["shop"]
max_rows = 2
timeout_ms = 700
[[rules]]
table = "shop.orders"
deny = ["remark"]
rows = [{ column = "owner", claim = "tenant" }]
mask.note = { kind = "hash" }
"#;
const SQL: &str = "SELECT note FROM orders";

fn document(text: &str) -> PolicyDocument {
    PolicyDocument::parse(text, Some(Secret::new(MASK_KEY))).expect("a good document")
}

fn bench() -> Bench {
    let bench = Bench::new();
    bench.database.change_schema(&[
        (
            "orders",
            &[
                ("order_id", "int4"),
                ("owner", "text"),
                ("note", "text"),
                ("remark", "text"),
            ],
        ),
        ("products", &[("product_id", "int4")]),
    ]);
    bench.set_policy(document(DOCUMENT));
    bench
}

fn id(problem: &Value) -> &str {
    problem["type"]
        .as_str()
        .and_then(|text| text.strip_prefix("urn:plainquery:problem:"))
        .unwrap_or_default()
}

fn names(tables: &Value) -> Vec<&str> {
    let list = tables.as_array().expect("a list");
    list.iter()
        .filter_map(|each| each["name"].as_str())
        .collect()
}

#[test]
fn a_query_runs_rewritten_with_its_parameters() {
    let bench = bench();
    let (_, validated) = bench.post("ann", "/v1/validate", &json!({ "sql": SQL }));
    let plan = validated["plan"].as_str().expect("a plan");
    let (status, ran) = bench.post("ann", "/v1/execute", &json!({ "plan": plan }));
    assert_eq!(status, 200, "{ran}");
    let queries = bench.database.queries();
    let query = queries.last().expect("a query ran");
    assert!(
        query.text.contains("\"owner\" = CAST($1 AS text)"),
        "{}",
        query.text
    );
    assert!(query.text.contains("OFFSET 0"));
    assert_eq!(
        query.parameters,
        [Some("acme".to_owned()), Some(MASK_KEY.to_owned())]
    );
    assert_eq!(ran["parameters"], json!(["acme", "[secret]"]));
    // The role's cap is lower than the service's.
    assert_eq!(ran["rows"], json!([["a"], ["b"]]));
    for told in [&validated, &ran] {
        assert!(!told.to_string().contains(MASK_KEY), "{told}");
    }
}

#[test]
fn a_plan_is_no_plan_for_another_tenant_or_after_another_policy() {
    let bench = bench();
    let (_, validated) = bench.post("ann", "/v1/validate", &json!({ "sql": SQL }));
    let plan = json!({ "plan": validated["plan"] });
    let (status, problem) = bench.post("ann-of-umbrella", "/v1/execute", &plan);
    assert_eq!((status, id(&problem)), (403, "plan-of-another-tenant"));
    assert_eq!(bench.post("ben", "/v1/execute", &plan).0, 200);
    bench.set_policy(document(&DOCUMENT.replace("max_rows = 2", "max_rows = 3")));
    let (_, problem) = bench.post("ann", "/v1/execute", &plan);
    assert_eq!(id(&problem), "plan-stale-policy");
}

#[test]
fn what_is_hidden_is_in_no_answer() {
    let bench = bench();
    let (_, schema) = bench.get("ann", "/v1/schema");
    assert_eq!(names(&schema["tables"]), ["orders", "products"]);
    assert_eq!(
        names(&schema["tables"][0]["columns"]),
        ["order_id", "owner", "note"]
    );
    let question = json!({ "question": "What is the remark of orders?" });
    let (_, ranked) = bench.post("ann", "/v1/retrieve", &question);
    assert!(!ranked["tables"].to_string().contains("remark"), "{ranked}");
    // A caller without the tenant does not see the table at all, nor does its question find it.
    let (_, schema) = bench.get("ann-of-nobody", "/v1/schema");
    assert_eq!(names(&schema["tables"]), ["products"]);
    let (_, validated) = bench.post("ann-of-nobody", "/v1/validate", &json!({ "sql": SQL }));
    assert_eq!(validated["diagnostics"][0]["rule"], "claim-missing");
    let question = json!({ "question": "How many orders are there?" });
    let (status, answer) = bench.post("ann-of-nobody", "/v1/ask", &question);
    assert_eq!(status, 200, "{answer}");
    assert_ne!(answer["outcome"], "answer", "{answer}");
    // And who asks after them sees it still.
    let (_, schema) = bench.get("ann", "/v1/schema");
    assert_eq!(names(&schema["tables"]), ["orders", "products"]);
    let denied = json!({ "sql": "SELECT remark FROM orders" });
    let (_, validated) = bench.post("ann", "/v1/validate", &denied);
    assert_eq!(validated["diagnostics"][0]["rule"], "column-not-permitted");
}

#[test]
fn a_role_that_the_policy_does_not_name_gets_nothing() {
    let bench = bench();
    let body = json!({ "sql": SQL });
    let question = json!({ "question": "How many orders are there?" });
    let answers = [
        bench.get("ann-as-clerk", "/v1/schema"),
        bench.post("ann-as-clerk", "/v1/validate", &body),
        bench.post("ann-as-clerk", "/v1/retrieve", &question),
        bench.post("ann-as-clerk", "/v1/generate", &question),
        bench.post("ann-as-clerk", "/v1/ask", &question),
    ];
    for (status, problem) in &answers {
        assert_eq!((*status, id(problem)), (403, "role-not-permitted"));
    }
    assert!(bench.database.queries().is_empty());
}

#[test]
fn kept_answers_are_of_one_policy_and_one_tenant() {
    let bench = bench();
    bench.configure(|settings| settings.cache.answer_ttl_s = Some(3_600));
    let question = json!({ "question": "How many orders are there?" });
    let runs = |key: &str| {
        let before = bench.database.queries().len();
        let (status, answer) = bench.post(key, "/v1/ask", &question);
        assert_eq!(
            (status, &answer["outcome"]),
            (200, &json!("answer")),
            "{answer}"
        );
        bench.database.queries().len() - before
    };
    assert_eq!((runs("ann"), runs("ann")), (1, 0));
    assert_eq!((runs("ann-of-umbrella"), runs("ann-of-umbrella")), (1, 0));
    bench.set_policy(document(
        &DOCUMENT.replace("deny = [\"remark\"]", "deny = [\"remark\", \"note\"]"),
    ));
    assert_eq!((runs("ann"), runs("ann")), (1, 0));
}
