//! A table that the policy does not permit is named by nothing, whichever route is asked; only who
//! names it first is told that it may not be read.

use plainquery_ask::{
    Caller, Config, Unobserved, ask, catalog_entry, generate, retrieve, schema, validate,
};
use plainquery_catalog::{Catalog, Column, ForeignKey, Relation, RelationKind, model::FORMAT};
use plainquery_core::{Principal, Secret, Settings, TypeClass, ports::KvStore};
use plainquery_llm::{ModelSettings, Provider};
use plainquery_testkit::{TestHost, ready};
use plainquery_wire::{AskRequest, GenerateRequest, RetrieveRequest, validate::ValidateRequest};
use serde_json::{Value, json};

const MODEL_URL: &str = "https://api.openai.com/v1/chat/completions";

fn column(name: &str, class: TypeClass, type_name: &str) -> Column {
    Column {
        name: name.into(),
        type_name: type_name.into(),
        class,
        ..Column::default()
    }
}

fn table(schema: &str, name: &str, kind: RelationKind) -> Relation {
    Relation {
        schema: schema.into(),
        name: name.into(),
        kind,
        columns: vec![
            column("id", TypeClass::Integer, "integer"),
            column("title", TypeClass::Text, "text"),
        ],
        primary_key: vec!["id".into()],
        row_estimate: Some(1_000),
        ..Relation::default()
    }
}

/// Orders refer to customers, and to a payroll in a schema that is not permitted. Weather stations
/// lie on another server: a foreign table is permitted only by name.
fn catalog() -> Catalog {
    let mut orders = table("shop", "orders", RelationKind::Table);
    for (name, referenced_schema, referenced_table) in [
        ("paid_by", "hidden", "payrolls"),
        ("customer_id", "shop", "customers"),
    ] {
        orders
            .columns
            .push(column(name, TypeClass::Integer, "integer"));
        orders.foreign_keys.push(ForeignKey {
            name: format!("orders_{name}"),
            columns: vec![name.into()],
            referenced_schema: referenced_schema.into(),
            referenced_table: referenced_table.into(),
            referenced_columns: vec!["id".into()],
        });
    }
    Catalog {
        format: FORMAT,
        relations: vec![
            table("hidden", "payrolls", RelationKind::Table),
            table("shop", "customers", RelationKind::Table),
            orders,
            table("shop", "weather_stations", RelationKind::ForeignTable),
        ],
        ..Catalog::default()
    }
}

struct Bench {
    host: TestHost,
    config: Config,
    principal: Principal,
}

impl Bench {
    fn new() -> Self {
        Self::over(&catalog(), "a secret of at least thirty-two bytes")
    }

    /// A database that never had the tables that are not permitted. Its secret is another, so that
    /// the two do not share what is in memory.
    fn without_hidden() -> Self {
        let mut catalog = catalog();
        catalog
            .relations
            .retain(|relation| ["orders", "customers"].contains(&relation.name.as_str()));
        Self::over(&catalog, "another secret of thirty-two bytes")
    }

    fn over(catalog: &Catalog, secret: &str) -> Self {
        let mut settings = Settings::new(Secret::new(secret));
        settings.schemas = vec!["shop".into()];
        let host = TestHost::default();
        let (key, value) = catalog_entry(&settings, catalog, "a version");
        ready(host.kv.put(&key, &value, 3_600)).expect("kept");
        Self {
            host,
            config: Config::without_models(settings),
            principal: Principal {
                subject: "ann".into(),
                tenant: None,
                role: "analyst".into(),
                ..Principal::default()
            },
        }
    }

    fn caller(&self) -> Caller<'_> {
        Caller {
            principal: &self.principal,
            request_id: "request",
        }
    }

    /// The answers of `/v1/ask` and `/v1/generate`, without what the secret changes.
    fn said(&self, question: &str) -> [Value; 2] {
        let asked: AskRequest = request(question);
        let mut answer = ready(ask(
            &self.host,
            &self.config,
            &self.caller(),
            asked,
            &Unobserved,
        ))
        .expect("an outcome");
        answer.conversation = None;
        let asked: GenerateRequest = request(question);
        let mut generated =
            ready(generate(&self.host, &self.config, &self.caller(), &asked)).expect("an outcome");
        generated.plan = None;
        [
            serde_json::to_value(answer).expect("JSON"),
            serde_json::to_value(generated).expect("JSON"),
        ]
    }
}

/// The request of a question, whatever its type.
fn request<T: serde::de::DeserializeOwned>(question: &str) -> T {
    serde_json::from_value(json!({ "question": question })).expect("a request")
}

fn names_nothing_hidden(value: &impl serde::Serialize, question: &str) {
    let value = serde_json::to_value(value).expect("JSON");
    let text = value.to_string().replace(question, "");
    for hidden in ["hidden", "payroll", "weather", "station"] {
        assert!(!text.contains(hidden), "{hidden}: {value}");
    }
}

#[test]
fn the_schema_and_its_suggestions_hold_what_is_permitted() {
    let bench = Bench::new();
    let schema = ready(schema(&bench.host, &bench.config, &bench.caller())).expect("a schema");
    names_nothing_hidden(&schema, "");
    let names: Vec<&str> = schema
        .tables
        .iter()
        .map(|table| table.name.as_str())
        .collect();
    assert_eq!(names, ["customers", "orders"]);
    let references: Vec<_> = schema.tables[1]
        .columns
        .iter()
        .filter_map(|column| column.references.as_deref())
        .collect();
    assert_eq!(references, ["shop.customers.id"]);
    assert!(
        schema
            .suggestions
            .iter()
            .any(|text| text.contains("orders")),
        "{:?}",
        schema.suggestions
    );
}

#[test]
fn retrieval_ranks_what_is_permitted() {
    let bench = Bench::new();
    let question = "orders and the payrolls of weather stations";
    let request: RetrieveRequest = request(question);
    let found = ready(retrieve(
        &bench.host,
        &bench.config,
        &bench.caller(),
        &request,
    ))
    .expect("tables");
    names_nothing_hidden(&found, question);
    assert_eq!(found.tables[0].name, "orders");
}

#[test]
fn questions_about_a_hidden_table_are_answered_as_if_it_did_not_exist() {
    let bench = Bench::new();
    let without = Bench::without_hidden();
    for question in [
        "How many payrolls are there?",
        "How many weather stations are there?",
        "Number of orders by payroll title",
        "How many orders are there?",
    ] {
        assert_eq!(bench.said(question), without.said(question), "{question}");
    }
    let [answer, _] = bench.said("How many payrolls are there?");
    assert_eq!(answer["outcome"], "refuse", "{answer}");
    let [answer, _] = bench.said("How many orders are there?");
    assert_eq!(answer["outcome"], "answer", "{answer}");
}

#[test]
fn a_model_is_not_told_of_what_is_not_permitted() {
    let mut bench = Bench::new();
    bench.config.model = Some(ModelSettings::new(
        Provider::OpenAi,
        Some(Secret::new("sk-test")),
    ));
    let reply = json!({
        "choices": [{
            "message": {"content": r#"{"outcome":"refuse"}"#},
            "finish_reason": "stop"
        }]
    });
    bench.host.http.answer(MODEL_URL, 200, reply.to_string());
    let question = "Zxqv wobbegong by payroll of weather stations?";
    let asked: AskRequest = request(question);
    ready(ask(
        &bench.host,
        &bench.config,
        &bench.caller(),
        asked,
        &Unobserved,
    ))
    .expect("said");
    let requests = bench.host.http.requests();
    let body: Value = serde_json::from_slice(&requests[0].body).expect("JSON");
    let prompt = body["messages"].to_string();
    assert!(prompt.contains("shop.orders"), "{prompt}");
    for hidden in ["hidden.", "payrolls", "weather_stations"] {
        assert!(!prompt.contains(hidden), "{hidden}: {prompt}");
    }
}

#[test]
fn who_names_a_hidden_table_in_sql_is_told_that_it_is_not_permitted() {
    let bench = Bench::new();
    let rule = |sql: &str| {
        let request = ValidateRequest { sql: sql.into() };
        let response = ready(validate(
            &bench.host,
            &bench.config,
            &bench.caller(),
            &request,
        ))
        .expect("said");
        response.diagnostics[0].rule.clone()
    };
    let not_permitted = rule("SELECT count(*) FROM shop.weather_stations");
    assert_eq!(not_permitted, "relation-not-permitted");
    assert_eq!(
        rule("SELECT count(*) FROM shop.nothing"),
        "unknown-relation"
    );
}
