//! The whole way with the real engine and validator; only the model's service is scripted.

use plainquery_catalog::{Column, Relation};
use plainquery_core::{
    ErrorKind, Secret, TypeClass,
    ports::{HttpError, HttpResponse},
};
use plainquery_engine::{Clarification, Draft, Outcome, Refusal};
use plainquery_llm::{ModelError, Provider};
use plainquery_sql::tree::{Expr, Function, Query, Select, SelectItem, Source};
use plainquery_testkit::{TestHost, ready};
use plainquery_wire::{ApiError, ask::Author};

use super::*;

const MODEL_URL: &str = "https://api.openai.com/v1/chat/completions";
const GOOD_SQL: &str = "SELECT count(*) AS orders FROM shop.orders AS o";

fn column(name: &str, class: TypeClass, type_name: &str) -> Column {
    Column {
        name: name.into(),
        type_name: type_name.into(),
        class,
        ..Column::default()
    }
}

fn catalog() -> Catalog {
    let relation = |name: &str, columns: Vec<Column>| Relation {
        schema: "shop".into(),
        name: name.into(),
        columns,
        primary_key: vec!["id".into()],
        ..Relation::default()
    };
    let id = || column("id", TypeClass::Integer, "integer");
    Catalog {
        format: plainquery_catalog::model::FORMAT,
        relations: vec![
            relation(
                "orders",
                vec![
                    id(),
                    column("ordered_on", TypeClass::Date, "date"),
                    column("total", TypeClass::Decimal, "numeric(12,2)"),
                ],
            ),
            relation(
                "salaries",
                vec![id(), column("amount", TypeClass::Integer, "integer")],
            ),
        ],
        ..Catalog::default()
    }
}

struct Bench {
    host: TestHost,
    catalog: Catalog,
    readable: Catalog,
    engine: Engine,
    index: OnceCell<Index>,
    embeddings: Option<EmbeddingsSettings>,
    vectors: VectorMemory,
    policy: Policy,
    proofs: Proofs,
    model: Option<ModelSettings>,
    previous: Vec<(&'static str, &'static str)>,
}

impl Bench {
    fn new() -> Self {
        let catalog = catalog();
        let mut readable = catalog.clone();
        readable
            .relations
            .retain(|relation| relation.name == "orders");
        Self {
            host: TestHost::default(),
            engine: Engine::new(&readable),
            index: OnceCell::new(),
            embeddings: None,
            vectors: VectorMemory::default(),
            policy: Policy {
                allowed_relations: Some(vec![("shop".into(), "orders".into())]),
                ..Policy::default()
            },
            proofs: Proofs::default(),
            model: Some(ModelSettings::new(
                Provider::OpenAi,
                Some(Secret::new("sk-test")),
            )),
            previous: Vec::new(),
            catalog,
            readable,
        }
    }

    fn without_model() -> Self {
        Self {
            model: None,
            ..Self::new()
        }
    }

    /// The model's service answers with a chat completion of that content.
    fn model_says(self, content: &str) -> Self {
        let body = serde_json::json!({
            "choices": [{"message": {"content": content}, "finish_reason": "stop"}],
            "usage": {"prompt_tokens": 1000, "completion_tokens": 50}
        });
        self.host.http.answer(MODEL_URL, 200, body.to_string());
        self
    }

    fn model_answers(self, sql: &str) -> Self {
        let reply = serde_json::json!({"outcome": "answer", "sql": sql, "explanation": "Counts."});
        self.model_says(&reply.to_string())
    }

    fn status(self, status: u16) -> Self {
        self.host
            .http
            .answer(MODEL_URL, status, "secret words of the server");
        self
    }

    fn input<'a>(&'a self, question: &'a str) -> GenerateInput<'a> {
        GenerateInput {
            question,
            today: "2025-06-30",
            week_starts_on: 1,
            fiscal_year_starts_in: 1,
            previous_frame: None,
            previous_turns: &self.previous,
            catalog: &self.catalog,
            readable: &self.readable,
            engine: &self.engine,
            retrieval: &self.index,
            embeddings: self.embeddings.as_ref(),
            vectors: &self.vectors,
            policy: &self.policy,
            proofs: &self.proofs,
            model: self.model.as_ref(),
            engine_threshold: 0.8,
        }
    }

    fn ask(&self, question: &str) -> Result<Generated, GenerateError> {
        ready(generate(&self.host, &self.input(question)))
    }

    /// The rest of the way, from an outcome that the engine could have given.
    fn after(&self, outcome: Outcome) -> Result<Generated, GenerateError> {
        let input = self.input("How many orders?");
        ready(decide(
            &self.host,
            &input,
            EngineReading::new(&input, outcome),
        ))
    }

    fn calls(&self) -> usize {
        assert_eq!(
            self.host.http.answers_left(),
            0,
            "the whole script is played"
        );
        self.host.http.requests().len()
    }

    fn sent(&self, request: usize) -> String {
        String::from_utf8(self.host.http.requests()[request].body.clone()).unwrap()
    }
}

fn count_of(table: &str) -> Query {
    let item = SelectItem {
        expr: Expr::Function(Box::new(Function::count_star())),
        alias: Some("count".into()),
    };
    Query {
        body: plainquery_sql::tree::Body::Select(Box::new(Select {
            items: vec![item],
            from: vec![Source::Relation {
                schema: "shop".into(),
                name: table.into(),
                alias: "t".into(),
            }],
            ..Select::default()
        })),
        ..Query::default()
    }
}

fn draft_of(table: &str, confidence: f32) -> Outcome {
    Outcome::Answer(Box::new(Draft {
        query: count_of(table),
        frame: "{}".into(),
        confidence,
        links: Vec::new(),
        notes: Vec::new(),
    }))
}

fn refusal(reason: &'static str) -> Outcome {
    Outcome::Refuse(Refusal {
        reason,
        message: "No.".into(),
        links: Vec::new(),
    })
}

fn query(generated: Result<Generated, GenerateError>) -> GeneratedQuery {
    match generated {
        Ok(Generated::Query(query)) => *query,
        other => panic!("no query: {other:?}"),
    }
}

fn refused(generated: Result<Generated, GenerateError>) -> NoQuery {
    match generated {
        Ok(Generated::Refuse(none)) => none,
        other => panic!("no refusal: {other:?}"),
    }
}

#[test]
fn what_the_engine_is_sure_of_needs_no_model() {
    let bench = Bench::new();
    let query = query(bench.ask("How many orders are there?"));
    assert_eq!(query.author, Author::Engine);
    assert_eq!(query.tables, ["shop.orders"]);
    assert!(query.proof.is_some());
    assert!(query.frame.is_some() && query.confidence.is_some());
    assert_eq!(bench.calls(), 0);
}

#[test]
fn a_request_to_change_data_never_reaches_a_model() {
    let bench = Bench::new();
    assert_eq!(refused(bench.ask("Delete all orders")).reason, "not_a_read");
    assert_eq!(bench.calls(), 0);
}

#[test]
fn without_a_model_a_guess_is_no_answer() {
    let bench = Bench::without_model();
    assert!(matches!(
        bench.after(draft_of("orders", 0.6)),
        Ok(Generated::Query(_))
    ));
    match bench.after(draft_of("orders", 0.3)) {
        Ok(Generated::Clarify(none)) => assert_eq!(none.reason, "low_confidence"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_engine_alone_tells_a_table_that_is_not_permitted_apart() {
    let bench = Bench::without_model();
    assert_eq!(
        refused(bench.after(draft_of("salaries", 0.9))).reason,
        "not_permitted"
    );
}

#[test]
fn a_model_answers_what_the_engine_doubts_and_sees_its_reading() {
    let bench = Bench::new().model_answers(GOOD_SQL);
    let query = query(bench.after(draft_of("orders", 0.6)));
    assert_eq!(
        query.author,
        Author::Model {
            provider: "openai".into(),
            model: "gpt-4.1-mini".into(),
            repaired: false,
        }
    );
    assert_eq!((query.confidence, query.frame), (None, None));
    assert_eq!(query.notes, ["Counts."]);
    assert_eq!(
        (query.usage.model_calls, query.usage.input_tokens),
        (1, 1000)
    );
    assert_eq!(bench.calls(), 1);
    assert!(bench.sent(0).contains("candidate_sql"));
    assert!(bench.index.get().is_none(), "a small schema needs no index");
}

#[test]
fn a_model_sees_nothing_that_is_not_permitted() {
    let bench = Bench::new().model_answers(GOOD_SQL);
    query(bench.after(draft_of("salaries", 0.9)));
    assert!(!bench.sent(0).contains("salaries"), "{}", bench.sent(0));
    assert!(bench.sent(0).contains("shop.orders"));
}

#[test]
fn of_a_large_schema_a_model_sees_the_tables_of_the_question() {
    let mut bench = Bench::new().model_answers(GOOD_SQL);
    let filler = |number: usize| Relation {
        schema: "aaa".into(),
        name: format!("filler_{number}"),
        columns: vec![column("id", TypeClass::Integer, "integer"); 40],
        ..Relation::default()
    };
    bench.readable.relations.extend((0..400).map(filler));
    query(bench.after(refusal("not_understood")));
    let sent = bench.sent(0);
    assert!(sent.contains("table shop.orders") && sent.contains("more tables are not shown"));
    let limit = bench
        .model
        .as_ref()
        .map_or(0, |model| model.max_input_tokens as usize);
    let body: serde_json::Value = serde_json::from_str(&sent).unwrap();
    let tokens = |index: usize| {
        let content = body["messages"][index]["content"].as_str().unwrap();
        plainquery_llm::estimate_tokens(content)
    };
    let sum = tokens(0) + tokens(1);
    assert!((limit / 2..=limit).contains(&sum), "{sum} of {limit}");
}

#[test]
fn refused_sql_goes_back_once_with_the_reasons() {
    let bench = Bench::new()
        .model_answers("SELECT count(o.nothing) FROM shop.orders AS o")
        .model_answers(GOOD_SQL);
    let query = query(bench.after(refusal("not_understood")));
    assert!(matches!(query.author, Author::Model { repaired: true, .. }));
    assert_eq!(
        (query.usage.model_calls, query.usage.output_tokens),
        (2, 100)
    );
    assert_eq!(bench.calls(), 2);
    assert!(
        bench.sent(1).contains("unknown-column"),
        "{}",
        bench.sent(1)
    );
}

#[test]
fn sql_that_is_refused_twice_is_an_outcome() {
    let cases = [
        ("DELETE FROM shop.orders", "unsafe_sql"),
        ("SELECT o.nothing FROM shop.orders AS o", "invalid_sql"),
        ("SELECT s.amount FROM shop.salaries AS s", "not_permitted"),
    ];
    for (sql, reason) in cases {
        let bench = Bench::new().model_answers(sql).model_answers(sql);
        let none = refused(bench.after(refusal("not_understood")));
        assert_eq!(none.reason, reason, "{sql}");
        assert!(!none.message.contains("orders"), "the text is not shown");
        assert_eq!(bench.calls(), 2);
    }
}

#[test]
fn a_possible_reading_of_the_engine_stands_where_the_models_sql_does_not() {
    let bench = Bench::new()
        .model_answers("DROP TABLE shop.orders")
        .model_answers("DROP TABLE shop.orders");
    let query = query(bench.after(draft_of("orders", 0.6)));
    assert_eq!(query.author, Author::Engine);
    assert!(query.notes[0].contains("was not accepted"));
    assert_eq!(query.usage.model_calls, 2);
}

#[test]
fn a_failed_repair_keeps_the_first_refusal() {
    let bench = Bench::new()
        .model_answers("DELETE FROM shop.orders")
        .status(429);
    assert_eq!(
        refused(bench.after(refusal("not_understood"))).reason,
        "unsafe_sql"
    );
}

#[test]
fn a_model_may_ask_back_or_refuse() {
    let bench = Bench::new().model_says(r#"{"outcome":"clarify","message":"Which total?"}"#);
    match bench.after(draft_of("orders", 0.6)) {
        Ok(Generated::Clarify(none)) => {
            assert_eq!(
                (none.reason.as_str(), none.message.as_str()),
                ("unclear", "Which total?")
            );
        }
        other => panic!("{other:?}"),
    }
    let bench = Bench::new().model_says(r#"{"outcome":"refuse"}"#);
    assert_eq!(
        refused(bench.after(draft_of("orders", 0.6))).reason,
        "not_in_data"
    );
}

/// Each way in which a model's service fails, the number of requests, and the error.
fn failures() -> Vec<(Bench, usize, ModelError)> {
    let timeout = Bench::new();
    timeout.host.http.fail(MODEL_URL, HttpError::Timeout);
    let limited = Bench::new();
    limited.host.http.push(
        MODEL_URL,
        Ok(HttpResponse {
            status: 429,
            headers: vec![("retry-after".into(), "7".into())],
            body: Vec::new(),
        }),
    );
    let rate_limited = ModelError::RateLimited {
        retry_after_s: Some(7),
    };
    vec![
        (limited, 1, rate_limited),
        (
            Bench::new().status(500).status(503),
            2,
            ModelError::Unavailable,
        ),
        (Bench::new(), 2, ModelError::Unavailable),
        (timeout, 1, ModelError::Timeout),
        (Bench::new().status(401), 1, ModelError::Credentials),
        (Bench::new().status(200), 1, ModelError::Unreadable),
        (
            Bench::new().model_says("I would count the orders."),
            1,
            ModelError::Unreadable,
        ),
        (Bench::new().model_says(""), 1, ModelError::Empty),
    ]
}

#[test]
fn a_failed_model_leaves_the_engines_possible_reading_with_a_note() {
    for (bench, calls, error) in failures() {
        let query = query(bench.after(draft_of("orders", 0.6)));
        assert_eq!(query.author, Author::Engine, "{error}");
        assert!(
            query.notes[0].contains(&error.to_string()),
            "{:?}",
            query.notes
        );
        assert_eq!(bench.calls(), calls, "{error}");
        assert_eq!(query.usage.model_calls as usize, calls);
    }
}

/// What the engine may say without an answer that can stand: its own refusal or question back must
/// not pass an outage off as a fault of the question.
fn no_answers() -> [Outcome; 4] {
    [
        draft_of("orders", 0.2),
        draft_of("salaries", 0.9),
        refusal("not_understood"),
        Outcome::Clarify(Clarification {
            reason: "two_readings",
            message: "Which total?".into(),
            options: vec!["The total of orders?".into()],
            links: Vec::new(),
        }),
    ]
}

#[test]
fn a_failed_model_is_an_error_where_the_engine_has_no_answer() {
    for position in 0..no_answers().len() {
        for (bench, calls, error) in failures() {
            let outcome = no_answers().into_iter().nth(position).expect("there");
            let failed = bench.after(outcome).unwrap_err();
            assert_eq!(failed, GenerateError::Model(error));
            assert_eq!(bench.calls(), calls, "{error}");
            let problem = ApiError::from(failed);
            assert!(!problem.detail.contains("secret") && !problem.detail.contains("sk-test"));
            assert!(problem.detail.contains(&error.to_string()));
            assert_eq!(problem.id, error.id());
        }
    }
}

#[test]
fn a_rate_limit_of_the_model_is_no_rate_limit_of_the_caller() {
    let error = ModelError::RateLimited {
        retry_after_s: Some(7),
    };
    let problem = ApiError::from(GenerateError::Model(error));
    assert_eq!(problem.kind, ErrorKind::UpstreamUnavailable);
    assert!(problem.detail.contains("7 seconds"), "{}", problem.detail);
    assert_eq!(problem.retry_after_s, Some(7));
}

#[test]
fn after_a_turn_that_the_engine_cannot_see_the_model_is_asked() {
    let mut bench = Bench::new().model_answers(GOOD_SQL);
    bench.previous = vec![("Orders of 2023?", "SELECT 1")];
    assert!(matches!(
        query(bench.after(draft_of("orders", 0.95))).author,
        Author::Model { .. }
    ));
    assert!(bench.sent(0).contains("Orders of 2023?"));
}

#[test]
fn the_answer_names_the_tables() {
    let bench = Bench::new().model_answers(GOOD_SQL);
    let mut input = bench.input("How many orders are there?");
    input.engine_threshold = 2.0;
    let generated = ready(generate(&bench.host, &input)).unwrap();
    let plan = Some("a plan".to_owned());
    let response = response(input.question, input.today, generated, plan);
    assert_eq!(response.plan.as_deref(), Some("a plan"));
    assert_eq!(response.tables, ["shop.orders"]);
    assert!(
        response
            .sql
            .is_some_and(|sql| sql.contains("\"shop\".\"orders\""))
    );
    assert_eq!(response.today, "2025-06-30");
}
