//! Functions that are deployed apart: the same answers as in one process, and what happens when one of
//! them fails. Each deployment is a host of its own; a call goes through `respond` on both sides.

use std::{
    cell::Cell,
    collections::{BTreeMap, HashMap},
    rc::Rc,
};

use plainquery_ask::{Config, catalog_entry};
use plainquery_catalog::{Catalog, Relation, content_version};
use plainquery_core::{
    Function, OutputColumn, Principal, Secret, Settings, SettingsErrors, Table, TypeClass,
    ports::{HttpError, HttpRequest, HttpResponse, KvStore},
    settings::{ApiKey, PlanKey},
};
use plainquery_http::{ApiRequest, ApiResponse, MAX_BODY_BYTES, max_body_bytes, respond};
use plainquery_llm::{ModelSettings, Provider};
use plainquery_sql::PolicyDocument;
use plainquery_testkit::{ScriptedSql, TestHost, ready};
use serde::Deserialize;
use serde_json::{Value, json};

const KEY: &str = "key-of-the-test-caller";
const SECRET: &str = "a secret of at least 32 characters";
const INNER_SECRET: &str = "an inner secret of 32 characters";
const MODEL_URL: &str = "https://api.openai.com/v1/chat/completions";

type SharedConfig = Rc<Result<Config, SettingsErrors>>;

fn catalog() -> Catalog {
    serde_json::from_str(include_str!(
        "../../../shared/engine/tests/demo-catalog.json"
    ))
    .expect("a catalog")
}

/// With so many tables more, which no question names.
fn wide_catalog(more: usize) -> Catalog {
    let mut catalog = catalog();
    let regions = catalog
        .relations
        .iter()
        .find(|relation| relation.name == "regions")
        .expect("there")
        .clone();
    catalog.relations.extend((0..more).map(|number| Relation {
        name: format!("zzz_{number:04}"),
        comment: None,
        ..regions.clone()
    }));
    catalog
}

fn rows() -> Table {
    Table {
        columns: vec![OutputColumn {
            name: "n".into(),
            class: TypeClass::Integer,
            type_name: "int8".into(),
        }],
        rows: vec![vec![Some("7".into())], vec![Some("8".into())]],
        truncated: false,
    }
}

/// A deployment.
#[derive(Clone)]
struct Deployment {
    host: Rc<TestHost>,
    config: SharedConfig,
}

impl Deployment {
    fn respond(&self, request: &ApiRequest) -> ApiResponse {
        ready(respond(&self.host, &self.config, request))
    }

    fn settings(&self) -> &Settings {
        &self.config.as_ref().as_ref().expect("settings").settings
    }

    fn post(&self, path: &str, body: &Value) -> (u16, Value) {
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let response = self.respond(&ApiRequest {
            method: "POST".into(),
            path: path.into(),
            headers: vec![
                header("content-type", "application/json"),
                header("authorization", &format!("Bearer {KEY}")),
                header("x-request-id", "request-1"),
            ],
            body: body.to_string().into_bytes(),
        });
        let body = serde_json::from_slice(response.body.whole()).expect("JSON");
        (response.status, body)
    }

    fn get(&self, path: &str) -> u16 {
        self.respond(&ApiRequest {
            method: "GET".into(),
            path: path.into(),
            ..ApiRequest::default()
        })
        .status
    }
}

/// How deployments differ.
#[derive(Clone, Default)]
struct Setup {
    model: bool,
    /// Whether the store is down for the functions behind the front.
    kv_fails: bool,
    more_tables: usize,
}

fn deployment(functions: &[Function], setup: &Setup) -> Deployment {
    let mut settings = Settings::new(Secret::new(SECRET));
    settings.functions = functions.to_vec();
    settings.inner.secret = Secret::new(INNER_SECRET);
    if functions.contains(&Function::Ask) {
        settings.schemas = vec!["shop".into()];
        settings.calendar.today = Some("2025-06-30".into());
        settings.calendar.fiscal_year_starts_in = 4;
        settings.access.api_keys = vec![ApiKey {
            key: Secret::new(KEY),
            principal: Principal {
                subject: "ann".into(),
                tenant: Some("acme".into()),
                role: "reader".into(),
                ..Principal::default()
            },
        }];
    } else {
        // What signs conversations is none of theirs.
        settings.conversation_secret = Secret::new(INNER_SECRET);
    }
    let model = (setup.model && functions.contains(&Function::Generate)).then(|| {
        let mut model = ModelSettings::new(Provider::OpenAi, Some(Secret::new("sk-test")));
        model.model = "scripted".into();
        model
    });
    Deployment {
        host: Rc::new(TestHost::new(ScriptedSql::always(rows()))),
        config: Rc::new(Ok(Config {
            settings,
            model,
            embeddings: None,
            policy: None,
        })),
    }
}

/// Deployments that reach each other.
struct Bench {
    front: Deployment,
    behind: BTreeMap<Function, Deployment>,
}

impl Bench {
    /// Every function in a deployment of its own, with one store for all.
    fn apart(setup: &Setup) -> Self {
        Self::new(
            &[Function::Ask],
            &[Function::Retrieve, Function::Generate, Function::Validate],
            setup,
        )
    }

    fn one(setup: &Setup) -> Self {
        Self::new(&Function::ALL, &[], setup)
    }

    fn new(front: &[Function], behind: &[Function], setup: &Setup) -> Self {
        let front = deployment(front, setup);
        let behind: BTreeMap<Function, Deployment> = behind
            .iter()
            .map(|function| (*function, deployment(&[*function], setup)))
            .collect();
        let catalog = wide_catalog(setup.more_tables);
        let (key, value) = catalog_entry(front.settings(), &catalog, &content_version(&catalog));
        ready(front.host.kv.put(&key, &value, 3_600)).expect("kept");
        for deployment in behind.values() {
            ready(deployment.host.kv.put(&key, &value, 3_600)).expect("kept");
            deployment.host.kv.set_failing(setup.kv_fails);
        }
        let bench = Self { front, behind };
        bench.connect();
        bench
    }

    fn connect(&self) {
        let behind = self.behind.clone();
        self.front
            .host
            .functions
            .answer_by(move |function, request| {
                let deployment = behind.get(&function).ok_or(HttpError::Unreachable)?;
                Ok(handed_on(deployment, request))
            });
    }

    fn calls(&self) -> Vec<Function> {
        let requests = self.front.host.functions.requests();
        requests.into_iter().map(|(function, _)| function).collect()
    }

    /// The host on which the model is asked.
    fn generator(&self) -> &TestHost {
        self.behind
            .get(&Function::Generate)
            .map_or(&self.front.host, |deployment| &deployment.host)
    }
}

/// As a binding does it: only path and query of the address count. As every host does it, no more of
/// the body is read than is told.
fn handed_on(deployment: &Deployment, request: &HttpRequest) -> HttpResponse {
    let path = request
        .url
        .split_once(".spin.internal")
        .expect("an inner address")
        .1;
    let mut inner = ApiRequest {
        method: "POST".into(),
        path: path.into(),
        headers: request.headers.clone(),
        body: Vec::new(),
    };
    let max_bytes = max_body_bytes(&deployment.config, &inner, &deployment.host.clock);
    inner.body = request.body.iter().copied().take(max_bytes + 1).collect();
    let response = deployment.respond(&inner);
    HttpResponse {
        status: response.status,
        headers: response
            .headers
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect(),
        body: response.body.whole().to_vec(),
    }
}

#[derive(Deserialize)]
struct Suite {
    question: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    id: String,
    question: String,
    follows: Option<String>,
}

/// Without what time it took.
fn untimed(mut answer: Value) -> Value {
    if let Some(answer) = answer.as_object_mut() {
        answer.remove("timings");
    }
    answer
}

fn problem_id(answer: &(u16, Value)) -> (u16, &str) {
    let type_uri = answer.1["type"].as_str().unwrap_or_default();
    (
        answer.0,
        type_uri
            .strip_prefix("urn:plainquery:problem:")
            .unwrap_or_default(),
    )
}

fn ask(bench: &Bench, question: &str) -> (u16, Value) {
    bench
        .front
        .post("/v1/ask", &json!({ "question": question }))
}

/// Asks all demo questions of both, follow-ups with each one's own conversation.
fn check_demo_questions(one: &Bench, other: &Bench) {
    let suite: Suite =
        toml::from_str(include_str!("../../../datasets/demo/questions.toml")).expect("a suite");
    let mut conversations: HashMap<String, [Value; 2]> = HashMap::new();
    let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
    for case in suite.question {
        let before = case.follows.and_then(|id| conversations.get(&id).cloned());
        let answers = [one, other].map(|bench| {
            let index = usize::from(std::ptr::eq(bench, other));
            let mut body = json!({ "question": case.question });
            if let Some(before) = &before {
                body["conversation"] = before[index].clone();
            }
            let asked = bench.front.post("/v1/ask", &body);
            let generated = bench.front.post("/v1/generate", &body);
            (asked, generated)
        });
        conversations.insert(
            case.id,
            [
                answers[0].0.1["conversation"].clone(),
                answers[1].0.1["conversation"].clone(),
            ],
        );
        let [one, other] =
            answers.map(|(asked, generated)| ((asked.0, untimed(asked.1)), generated));
        assert_eq!(one, other, "{}", case.question);
        let outcome = one.0.1["outcome"].as_str().unwrap_or("problem").to_owned();
        *outcomes.entry(outcome).or_default() += 1;
    }
    assert!(
        ["answer", "clarify", "refuse"]
            .iter()
            .all(|outcome| outcomes.contains_key(*outcome)),
        "{outcomes:?}"
    );
}

#[test]
fn the_demo_questions_are_answered_as_in_one_process() {
    let setup = Setup::default();
    let apart = Bench::apart(&setup);
    check_demo_questions(&Bench::one(&setup), &apart);
    let called = |function| {
        apart
            .calls()
            .iter()
            .filter(|called| **called == function)
            .count()
    };
    assert!(called(Function::Generate) > 100 && called(Function::Validate) > 50);
    // Each reads the catalog once, from the store; never from the body of a call.
    for deployment in apart.behind.values() {
        assert!(deployment.host.kv.reads() <= 1);
    }
    assert!(
        apart
            .front
            .host
            .functions
            .requests()
            .iter()
            .all(|(_, request)| request.body.len() < MAX_BODY_BYTES)
    );
}

#[test]
fn any_one_function_may_be_apart() {
    let setup = Setup::default();
    for function in [Function::Retrieve, Function::Generate, Function::Validate] {
        let here: Vec<Function> = Function::ALL
            .into_iter()
            .filter(|other| *other != function)
            .collect();
        let bench = Bench::new(&here, &[function], &setup);
        let one = Bench::one(&setup);
        for (path, body) in [
            (
                "/v1/ask",
                json!({"question": "How many customers are there?"}),
            ),
            (
                "/v1/retrieve",
                json!({"question": "customers by region", "k": 2}),
            ),
            ("/v1/retrieve", json!({"question": "customers", "k": 0})),
            (
                "/v1/generate",
                json!({"question": "How many orders per month?"}),
            ),
            ("/v1/generate", json!({"question": " "})),
            (
                "/v1/validate",
                json!({"sql": "SELECT count(*) FROM orders"}),
            ),
            ("/v1/validate", json!({"sql": "DROP TABLE orders"})),
            ("/v1/validate", json!({"sql": "SELECT nothing FROM orders"})),
        ] {
            let (status, answer) = one.front.post(path, &body);
            let apart = bench.front.post(path, &body);
            assert_eq!(
                (apart.0, untimed(apart.1)),
                (status, untimed(answer)),
                "{function} {path} {body}"
            );
        }
        assert!(bench.calls().iter().all(|called| *called == function));
        assert!(!bench.calls().is_empty());
    }
}

#[test]
fn without_the_store_the_catalog_comes_along() {
    let setup = Setup {
        kv_fails: true,
        more_tables: 200,
        ..Setup::default()
    };
    let bench = Bench::apart(&setup);
    for question in [
        "How many customers are there?",
        "How many orders are there?",
    ] {
        let (status, answer) = ask(&bench, question);
        assert_eq!(
            (status, &answer["outcome"]),
            (200, &json!("answer")),
            "{answer}"
        );
    }
    // The second time with the catalog; then memory has it, which the functions of this test share.
    assert_eq!(
        bench.calls(),
        [
            Function::Generate,
            Function::Generate,
            Function::Validate,
            Function::Generate,
            Function::Validate
        ]
    );
    let sizes = bench.front.host.functions.requests();
    assert!(
        sizes[1].1.body.len() > MAX_BODY_BYTES,
        "larger than a caller may send"
    );
}

#[test]
fn a_changed_schema_reaches_the_functions_by_its_version() {
    let bench = Bench::apart(&Setup::default());
    ask(&bench, "How many customers are there?");
    // The front has a newer catalog than memory and store of the others.
    let mut newer = catalog();
    newer
        .relations
        .retain(|relation| relation.name != "campaigns");
    let (key, value) = catalog_entry(bench.front.settings(), &newer, &content_version(&newer));
    bench.front.host.clock.advance_ms(60_000);
    ready(bench.front.host.kv.put(&key, &value, 3_600)).expect("kept");
    for deployment in bench.behind.values() {
        deployment.host.clock.advance_ms(60_000);
    }
    let (status, answer) = ask(&bench, "How many campaigns are there?");
    assert_eq!(
        (status, &answer["outcome"]),
        (200, &json!("refuse")),
        "{answer}"
    );
    assert_eq!(answer["catalog_version"], content_version(&newer));
}

fn model_says(bench: &Bench, content: &str) {
    let reply = json!({
        "choices": [{"message": {"content": content}, "finish_reason": "stop"}],
        "usage": {"prompt_tokens": 1000, "completion_tokens": 20}
    });
    bench
        .generator()
        .http
        .answer(MODEL_URL, 200, reply.to_string());
}

/// A question of which the engine makes nothing.
const FOR_THE_MODEL: &str = "Zxqv wobbegong frobnications?";

#[test]
fn what_the_model_says_is_answered_as_in_one_process() {
    let setup = Setup {
        model: true,
        ..Setup::default()
    };
    let sql =
        |sql: &str| json!({"outcome": "answer", "sql": sql, "explanation": "So."}).to_string();
    let scripts: [(&str, Vec<String>); 5] = [
        ("answer", vec![sql("SELECT count(*) AS n FROM shop.orders")]),
        (
            "repair",
            vec![
                sql("SELECT count(nothing) FROM shop.orders"),
                sql("SELECT count(*) AS n FROM shop.orders"),
            ],
        ),
        (
            "refused twice",
            vec![
                sql("DELETE FROM shop.orders"),
                sql("DELETE FROM shop.orders"),
            ],
        ),
        (
            "clarify",
            vec![json!({"outcome": "clarify", "message": "Which?"}).to_string()],
        ),
        ("unreadable", vec!["no JSON".to_owned()]),
    ];
    for (name, replies) in scripts {
        let benches = [Bench::one(&setup), Bench::apart(&setup)];
        let [one, apart] = benches.map(|bench| {
            for reply in &replies {
                model_says(&bench, reply);
            }
            let (status, answer) = ask(&bench, FOR_THE_MODEL);
            assert_eq!(bench.generator().http.answers_left(), 0, "{name}");
            (status, untimed(answer))
        });
        assert_eq!(one, apart, "{name}");
    }
}

#[test]
fn a_model_that_fails_is_told_as_in_one_process() {
    let setup = Setup {
        model: true,
        ..Setup::default()
    };
    for (status, retry_after) in [(429, Some("7")), (503, None), (401, None), (404, None)] {
        let [one, apart] = [Bench::one(&setup), Bench::apart(&setup)].map(|bench| {
            let headers = retry_after
                .map(|seconds| ("retry-after".to_owned(), seconds.to_owned()))
                .into_iter()
                .collect();
            bench.generator().http.push(
                MODEL_URL,
                Ok(HttpResponse {
                    status,
                    headers,
                    body: Vec::new(),
                }),
            );
            ask(&bench, FOR_THE_MODEL)
        });
        assert_eq!(one, apart, "{status}");
        assert!(problem_id(&one).1.starts_with("model-"), "{one:?}");
    }
}

/// What the front tells when the functions answer so.
fn told(answer: impl Fn() -> Result<HttpResponse, HttpError> + 'static) -> (u16, String) {
    let bench = Bench::apart(&Setup::default());
    bench.front.host.functions.answer_by(move |_, _| answer());
    let said = ask(&bench, "How many customers are there?");
    let (status, id) = problem_id(&said);
    let told = (status, id.to_owned());
    // It works again as soon as the functions do.
    bench.connect();
    assert_eq!(ask(&bench, "How many customers are there?").0, 200);
    told
}

fn answer(status: u16, body: &str) -> HttpResponse {
    HttpResponse {
        status,
        headers: vec![("retry-after".into(), "3".into())],
        body: body.as_bytes().to_vec(),
    }
}

#[test]
fn functions_that_fail_are_told_apart() {
    let check = |answer: Result<HttpResponse, HttpError>, status, id: &str| {
        let answer = Rc::new(answer);
        assert_eq!(told(move || (*answer).clone()), (status, id.to_owned()));
    };
    check(Err(HttpError::Unreachable), 503, "function-unavailable");
    check(Err(HttpError::Timeout), 504, "function-timeout");
    check(Err(HttpError::InvalidUrl), 500, "function-not-bound");
    check(Err(HttpError::TooLarge), 502, "function-protocol");
    check(
        Ok(answer(500, "worker threw exception")),
        503,
        "function-unavailable",
    );
    check(Ok(answer(429, "")), 503, "function-unavailable");
    check(Ok(answer(200, "<html>")), 502, "function-protocol");
    check(
        Ok(answer(200, r#"{"done":{"another":"form"}}"#)),
        502,
        "function-protocol",
    );
    check(
        Ok(answer(200, r#""catalog_needed""#)),
        502,
        "function-protocol",
    );
    check(Ok(answer(404, "no such page")), 502, "function-protocol");
}

#[test]
fn what_a_function_that_is_set_up_wrongly_is_told_as() {
    let check_of = |function: Function, change: fn(&mut Settings), id: &str| {
        let mut bench = Bench::apart(&Setup::default());
        let changed = bench.behind.get_mut(&function).expect("there");
        let mut config = changed.config.as_ref().clone().expect("settings");
        change(&mut config.settings);
        changed.config = Rc::new(Ok(config));
        bench.connect();
        let said = ask(&bench, "How many customers are there?");
        assert_eq!(problem_id(&said), (500, id), "{said:?}");
    };
    let check = |change, id| check_of(Function::Generate, change, id);
    let other_keys = |settings: &mut Settings| {
        settings.plans.keys = vec![PlanKey {
            id: "other".into(),
            secret: Secret::new("a key that only the validator has"),
        }];
    };
    check_of(Function::Validate, other_keys, "function-keys-differ");
    check(
        |settings| settings.inner.secret = Secret::new("another secret of 32 characters!"),
        "function-secret-differs",
    );
    check(
        |settings| settings.functions = vec![Function::Validate],
        "function-not-served",
    );
    let mut bench = Bench::apart(&Setup::default());
    let broken = Config::from_lookup(|key| (key == "PLAINQUERY_FUNCTIONS").then(|| "x".into()));
    assert!(broken.is_err());
    bench
        .behind
        .get_mut(&Function::Generate)
        .expect("there")
        .config = Rc::new(broken);
    bench.connect();
    let said = ask(&bench, "How many customers are there?");
    assert_eq!(
        problem_id(&said),
        (500, "function-misconfigured"),
        "{said:?}"
    );
}

#[test]
fn a_plan_of_the_validator_runs_later() {
    let bench = Bench::apart(&Setup::default());
    for (path, body) in [
        (
            "/v1/validate",
            json!({"sql": "SELECT count(*) FROM orders"}),
        ),
        (
            "/v1/generate",
            json!({"question": "How many orders are there?"}),
        ),
    ] {
        let (_, answer) = bench.front.post(path, &body);
        let plan = json!({ "plan": answer["plan"] });
        let (status, executed) = bench.front.post("/v1/execute", &plan);
        assert_eq!(status, 200, "{executed}");
        assert_eq!(executed["sql"], answer["sql"]);
    }
    // The plan on the way between the two is no plan of a caller.
    let inner: Rc<Cell<Option<Value>>> = Rc::default();
    let (keeper, behind) = (Rc::clone(&inner), bench.behind.clone());
    bench
        .front
        .host
        .functions
        .answer_by(move |function, request| {
            let response = handed_on(&behind[&function], request);
            let reply: Value = serde_json::from_slice(&response.body).expect("JSON");
            keeper.set(Some(reply["done"]["plan"].clone()));
            Ok(response)
        });
    let body = json!({"sql": "SELECT count(*) FROM orders"});
    bench.front.post("/v1/validate", &body);
    let plan = json!({ "plan": inner.take() });
    assert!(plan["plan"].is_string());
    let said = bench.front.post("/v1/execute", &plan);
    assert_eq!(problem_id(&said), (400, "plan-not-valid"));
}

#[test]
fn secrets_are_changed_without_a_failed_request() {
    let next = "the next inner secret of 32 chars";
    let change = |deployment: &mut Deployment, secret: &str, previous: Option<&str>| {
        let mut config = deployment.config.as_ref().clone().expect("settings");
        config.settings.inner.secret = Secret::new(secret);
        config.settings.inner.previous_secret = previous.map(Secret::new);
        deployment.config = Rc::new(Ok(config));
    };
    let mut bench = Bench::apart(&Setup::default());
    let check = |bench: &Bench| {
        bench.connect();
        let (status, answer) = ask(bench, "How many customers are there?");
        assert_eq!(status, 200, "{answer}");
    };
    check(&bench);
    // First all learn the next one, then the front signs with it, then the old one goes.
    for function in [Function::Generate, Function::Validate] {
        change(
            bench.behind.get_mut(&function).expect("there"),
            INNER_SECRET,
            Some(next),
        );
        check(&bench);
    }
    change(&mut bench.front, next, Some(INNER_SECRET));
    check(&bench);
    for function in [Function::Generate, Function::Validate] {
        change(bench.behind.get_mut(&function).expect("there"), next, None);
        check(&bench);
    }
    change(&mut bench.front, next, None);
    check(&bench);
}

#[test]
fn the_query_runs_for_the_tenant_of_the_token() {
    let mut bench = Bench::apart(&Setup::default());
    let mut config = bench.front.config.as_ref().clone().expect("settings");
    config.settings.tenant_setting = Some("app.tenant".into());
    config.settings.limits.timeout_ms = 4_321;
    bench.front.config = Rc::new(Ok(config));
    let (key, value) = catalog_entry(
        bench.front.settings(),
        &catalog(),
        &content_version(&catalog()),
    );
    ready(bench.front.host.kv.put(&key, &value, 3_600)).expect("kept");
    assert_eq!(ask(&bench, "How many customers are there?").0, 200);
    let batches = bench.front.host.sql.batches();
    let batch = batches.last().expect("a query ran");
    assert_eq!(batch.timeout_ms, 4_321);
    let parameters: Vec<_> = batch.statements[0].parameters.iter().flatten().collect();
    assert_eq!(parameters, ["app.tenant", "acme"]);
    assert!(batch.statements[1].text.contains("customers"));
    assert!(
        bench
            .behind
            .values()
            .all(|behind| behind.host.sql.batches().is_empty())
    );
}

#[test]
fn a_deployment_without_the_front_serves_signed_calls_only() {
    let bench = Bench::apart(&Setup::default());
    let validate = &bench.behind[&Function::Validate];
    assert_eq!(validate.get("/healthz"), 200);
    assert_eq!(validate.get("/readyz"), 200);
    for path in ["/", "/v1/schema", "/v1/nothing"] {
        assert_eq!(validate.get(path), 404, "{path}");
    }
    for path in ["/v1/ask", "/v1/validate", "/v1/generate"] {
        let said = validate.post(path, &json!({"question": "How many customers are there?"}));
        assert_eq!(problem_id(&said), (404, "not-served-here"), "{path}");
    }
    let bodies = [json!({}), json!({"question": {"sql": "SELECT 1"}})];
    for body in &bodies {
        let said = validate.post("/internal/v1/validate", body);
        assert_eq!(problem_id(&said), (401, "inner-call-not-signed"));
    }
    assert_eq!(validate.get("/internal/v1/validate"), 405);
    assert_eq!(validate.get("/internal/v1/ask"), 404);
    // The front's own private paths are as closed.
    let said = bench.front.post("/internal/v1/generate", &json!({}));
    assert_eq!(problem_id(&said), (401, "inner-call-not-signed"));
}

#[test]
fn a_signed_call_cannot_be_changed_or_kept() {
    let bench = Bench::apart(&Setup::default());
    let kept: Rc<Cell<Option<HttpRequest>>> = Rc::default();
    let keeper = Rc::clone(&kept);
    bench.front.host.functions.answer_by(move |_, request| {
        keeper.set(Some(request.clone()));
        Err(HttpError::Unreachable)
    });
    ask(&bench, "How many customers are there?");
    let call = kept.take().expect("a call");
    let generate = &bench.behind[&Function::Generate];
    assert_eq!(handed_on(generate, &call).status, 200);
    let mut changed = call.clone();
    let text = String::from_utf8(changed.body).expect("JSON");
    changed.body = text.replace("customers", "employees").into_bytes();
    assert_eq!(handed_on(generate, &changed).status, 401);
    let mut elsewhere = call.clone();
    elsewhere.url = elsewhere.url.replace("/v1/generate", "/v1/validate");
    assert_eq!(
        handed_on(&bench.behind[&Function::Validate], &elsewhere).status,
        401
    );
    generate.host.clock.advance_ms(61_000);
    assert_eq!(handed_on(generate, &call).status, 401, "too old");
}

#[test]
fn events_come_from_functions_apart_as_well() {
    let bench = Bench::apart(&Setup::default());
    let mut response = bench.front.respond(&ApiRequest {
        method: "POST".into(),
        path: "/v1/ask".into(),
        headers: vec![
            ("content-type".into(), "application/json".into()),
            ("accept".into(), "text/event-stream".into()),
            ("authorization".into(), format!("Bearer {KEY}")),
        ],
        body: json!({"question": "How many customers are there?"})
            .to_string()
            .into_bytes(),
    });
    let plainquery_http::Body::Events(events) = &mut response.body else {
        panic!("not a stream");
    };
    let mut text = String::new();
    while let Some(piece) = ready(std::future::poll_fn(|context| {
        futures_core::Stream::poll_next(std::pin::Pin::new(&mut *events), context)
    })) {
        text.push_str(&String::from_utf8(piece).expect("UTF-8"));
    }
    let names: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("event: "))
        .collect();
    assert_eq!(
        names,
        [
            "stage", "stage", "stage", "query", "stage", "columns", "rows", "answer"
        ]
    );
    assert!(text.contains(r#""stage":"validate""#));
}

#[test]
fn a_kept_answer_costs_one_call() {
    let mut bench = Bench::apart(&Setup::default());
    let mut config = (*bench.front.config).clone().expect("settings");
    config.settings.cache.answer_ttl_s = Some(60);
    bench.front.config = Rc::new(Ok(config));
    let first = ask(&bench, "How many customers are there?");
    let calls = bench.calls().len();
    let second = ask(&bench, "How many customers are there?");
    assert_eq!((first.0, &first.1["rows"]), (200, &second.1["rows"]));
    assert_eq!(bench.calls()[calls..], [Function::Generate]);
    let (_, request) = bench.front.host.functions.requests().pop().expect("one");
    assert!(request.url.ends_with("/internal/v1/generate/writer"));
    // Who reaches the private path without the secret learns nothing.
    let generate = &bench.behind[&Function::Generate];
    let refused = generate.post("/internal/v1/generate/writer", &json!({}));
    assert_eq!(problem_id(&refused), (401, "inner-call-not-signed"));
}

/// Apart as in one process: the policy holds, and the key of its hashes is in no call in the clear.
#[test]
fn a_policy_holds_for_functions_that_are_deployed_apart() {
    const MASK_KEY: &str = "a key of the tests, 32 bytes or more";
    let text = r#"
        version = 1
        [roles.reader]
        schemas = ["shop"]
        [[rules]]
        table = "shop.customers"
        rows = [{ column = "city", claim = "tenant" }]
        mask.last_name = { kind = "hash" }
    "#;
    let mut answers = Vec::new();
    for mut bench in [
        Bench::one(&Setup::default()),
        Bench::apart(&Setup::default()),
    ] {
        let mut config = bench.front.config.as_ref().clone().expect("settings");
        let document = PolicyDocument::parse(text, Some(Secret::new(MASK_KEY)));
        config.policy = Some(document.expect("a good document"));
        bench.front.config = Rc::new(Ok(config));
        let (status, answer) = ask(&bench, "How many customers are there?");
        assert_eq!(status, 200, "{answer}");
        let batches = bench.front.host.sql.batches();
        let query = &batches.last().expect("a query ran").statements[0];
        assert!(query.text.contains("OFFSET 0"), "{}", query.text);
        assert_eq!(
            query.parameters,
            [Some("acme".to_owned()), Some(MASK_KEY.to_owned())]
        );
        assert_eq!(answer["parameters"], json!(["acme", "[secret]"]));
        assert!(!answer.to_string().contains(MASK_KEY));
        for (_, request) in bench.front.host.functions.requests() {
            let body = String::from_utf8(request.body).expect("text");
            assert!(!body.contains(MASK_KEY), "{body}");
        }
        answers.push(query.text.clone());
    }
    assert_eq!(answers[0], answers[1]);
}
