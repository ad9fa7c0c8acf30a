//! Every route, in a few lines each.

use plainquery_core::ErrorKind;
use plainquery_wire::{
    AskRequest, AskResponse, ExecuteRequest, ExecuteResponse, GenerateRequest, GenerateResponse,
    RetrieveRequest, RetrieveResponse, SchemaResponse,
    events::AskEvent,
    validate::{ValidateRequest, ValidateResponse},
};
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Value, json};

use super::Schema;

pub(super) struct Operation {
    pub(super) path: &'static str,
    pub(super) method: &'static str,
    pub(super) id: &'static str,
    pub(super) tag: &'static str,
    pub(super) summary: &'static str,
    pub(super) description: &'static str,
    pub(super) body: Option<Body>,
    pub(super) answer: Answer,
    pub(super) answer_description: &'static str,
    /// What a streamed answer consists of.
    pub(super) event: Option<Schema>,
    /// What can be asked next with a part of the answer.
    pub(super) links: Vec<Link>,
    pub(super) has_tag: bool,
    /// Whether it needs no caller.
    pub(super) is_open: bool,
    pub(super) failures: Vec<ErrorKind>,
}

pub(super) struct Body {
    pub(super) schema: Schema,
    pub(super) example: Value,
}

pub(super) struct Link {
    pub(super) name: &'static str,
    pub(super) operation: &'static str,
    pub(super) description: &'static str,
    pub(super) body: Value,
}

pub(super) enum Answer {
    Json(Schema),
    /// One that no type of the project stands for.
    Fixed(Value),
}

/// What can go wrong for every known caller.
const OF_CALLERS: [ErrorKind; 4] = [
    ErrorKind::Unauthenticated,
    ErrorKind::NotAcceptable,
    ErrorKind::RateLimited,
    ErrorKind::Internal,
];
/// And with a body.
const OF_BODIES: [ErrorKind; 3] = [
    ErrorKind::InvalidRequest,
    ErrorKind::TooLarge,
    ErrorKind::UnsupportedMediaType,
];
/// And where the database, a model or the tokens' issuer is needed.
const OF_SERVICES: [ErrorKind; 5] = [
    ErrorKind::Forbidden,
    ErrorKind::Refused,
    ErrorKind::UpstreamProtocol,
    ErrorKind::UpstreamUnavailable,
    ErrorKind::Timeout,
];

impl Operation {
    fn new(path: &'static str, method: &'static str, id: &'static str) -> Self {
        Self {
            path,
            method,
            id,
            tag: "questions",
            summary: "",
            description: "",
            body: None,
            answer: Answer::Fixed(json!({"type": "object"})),
            answer_description: "",
            event: None,
            links: Vec::new(),
            has_tag: false,
            is_open: false,
            failures: [OF_CALLERS.as_slice(), &OF_SERVICES].concat(),
        }
    }

    fn post<T: JsonSchema>(path: &'static str, id: &'static str, example: Value) -> Self {
        let mut operation = Self::new(path, "post", id);
        operation.failures.extend(OF_BODIES);
        operation.body = Some(Body {
            schema: SchemaGenerator::subschema_for::<T>,
            example,
        });
        operation
    }

    fn get(path: &'static str, id: &'static str) -> Self {
        Self::new(path, "get", id)
    }

    /// A route about the service, which needs no caller.
    fn open(path: &'static str, id: &'static str) -> Self {
        Self {
            tag: "service",
            is_open: true,
            failures: vec![ErrorKind::Misconfigured],
            ..Self::new(path, "get", id)
        }
    }

    fn says(self, summary: &'static str, description: &'static str) -> Self {
        Self {
            summary,
            description,
            ..self
        }
    }

    fn gives<T: JsonSchema>(self, answer_description: &'static str) -> Self {
        Self {
            answer: Answer::Json(SchemaGenerator::subschema_for::<T>),
            answer_description,
            ..self
        }
    }

    fn gives_fixed(self, answer_description: &'static str, schema: Value) -> Self {
        Self {
            answer: Answer::Fixed(schema),
            answer_description,
            ..self
        }
    }

    fn leads_to(
        mut self,
        name: &'static str,
        operation: &'static str,
        description: &'static str,
        body: Value,
    ) -> Self {
        self.links.push(Link {
            name,
            operation,
            description,
            body,
        });
        self
    }

    /// The answer's plan can be run.
    fn plans(self) -> Self {
        self.leads_to(
            "run",
            "execute",
            "Runs the plan, where there is one.",
            json!({"plan": "$response.body#/plan"}),
        )
    }

    fn streams<T: JsonSchema>(self) -> Self {
        Self {
            event: Some(SchemaGenerator::subschema_for::<T>),
            ..self
        }
    }

    /// Without failures of its own.
    fn always(self) -> Self {
        Self {
            failures: Vec::new(),
            ..self
        }
    }

    fn tagged(self) -> Self {
        Self {
            has_tag: true,
            ..self
        }
    }
}

pub(super) fn operations() -> Vec<Operation> {
    let question = json!({"question": "How many orders were placed last month?"});
    vec![
        Operation::post::<AskRequest>("/v1/ask", "ask", question.clone())
            .says(
                "Ask a question",
                "Finds the tables, writes SQL, proves it safe, runs it read-only, and explains the rows. \
                 With `Accept: text/event-stream` the answer comes as events, in this order: `stage` \
                 after each stage; `query` once the SQL is proven, before it runs; `columns`, then \
                 `rows` as often as it takes; `answer` last, without the rows that came before. A \
                 question that fails on the way ends with `problem` instead.",
            )
            .gives::<AskResponse>("An answer, a question back, or a refusal.")
            .streams::<AskEvent>()
            .leads_to(
                "followUp",
                "ask",
                "Asks on, where the answer carries a conversation.",
                json!({
                    "question": "only for 2024",
                    "conversation": "$response.body#/conversation",
                }),
            ),
        Operation::post::<RetrieveRequest>("/v1/retrieve", "retrieve", question.clone())
            .says("Find the tables that matter for a question", "")
            .gives::<RetrieveResponse>("The tables, best first."),
        Operation::post::<GenerateRequest>("/v1/generate", "generate", question)
            .says("Write SQL for a question", "The SQL is not run.")
            .gives::<GenerateResponse>("SQL, a question back, or a refusal.")
            .plans(),
        Operation::post::<ValidateRequest>(
            "/v1/validate",
            "validate",
            json!({"sql": "SELECT count(*) FROM orders"}),
        )
        .says(
            "Prove that SQL is safe",
            "SQL that may not run is an answer with diagnostics, not an error. Nothing is run.",
        )
        .gives::<ValidateResponse>("The SQL that may run, or why there is none.")
        .plans(),
        Operation::post::<ExecuteRequest>(
            "/v1/execute",
            "execute",
            json!({"plan": "1.eyJzcWwiOiJTRUxFQ1QgMSJ9.c2lnbmF0dXJl"}),
        )
        .says(
            "Run a signed plan",
            "Takes the `plan` of `/v1/validate` or `/v1/generate` and no SQL. A plan is for one tenant, \
             role, database and state of the schema, and expires.",
        )
        .gives::<ExecuteResponse>("The rows."),
        Operation::get("/v1/schema", "schema")
            .says("What may be asked about", "")
            .gives::<SchemaResponse>("The tables, and questions to begin with.")
            .tagged(),
        Operation::open("/healthz", "health")
            .says(
                "Whether the service is set up",
                "Asks no database and no model.",
            )
            .gives_fixed("It is.", status_schema("ok")),
        Operation {
            failures: vec![ErrorKind::Misconfigured, ErrorKind::UpstreamUnavailable],
            ..Operation::open("/readyz", "ready")
        }
        .says(
            "Whether questions can be answered now",
            "Asks the database and the cache, at most once in five seconds.",
        )
        .gives_fixed(
            "They can.",
            json!({
                "type": "object",
                "properties": {
                    "status": {"type": "string", "const": "ready"},
                    "database": {"type": "string", "const": "ok"},
                    "cache": {
                        "type": "string",
                        "enum": ["ok", "failed"],
                        "description": "A cache that failed costs time and nothing else.",
                    },
                },
                "required": ["status"],
            }),
        ),
        Operation::open("/openapi.json", "openapi")
            .always()
            .says("This document", "")
            .gives_fixed("The document.", json!({"type": "object"}))
            .tagged(),
    ]
}

fn status_schema(status: &str) -> Value {
    json!({
        "type": "object",
        "properties": {"status": {"type": "string", "const": status}},
        "required": ["status"],
    })
}
