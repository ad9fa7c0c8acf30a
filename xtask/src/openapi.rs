//! The API's document (`OpenAPI` 3.1), made from the types that the routes read and write.
//!
//! A new route is an entry in [`routes`]; `cargo run -p xtask -- openapi` then writes the document anew.

mod parts;
mod routes;

use serde_json::{Map, Value, json};

use parts::{headers, parameters, problem_responses};
use routes::{Answer, Operation};

/// Where the document lies, from the workspace's root.
pub const FILE: &str = "docs/openapi.json";

const DESCRIPTION: &str = "Questions in plain language to rows, with the SQL that gave them.\n\n\
Every answer is one of `answer`, `clarify` and `refuse`, with status 200: a question that cannot be \
answered is no error. Errors are problem documents (RFC 9457) whose `type` is stable. Tenant and role \
come from the caller's key or token, never from a body.\n\n\
Bodies of 1 KiB and more are sent in gzip to those who accept it. Cells of rows are the database's text, \
or null, so that large integers and decimals stay exact.";

/// The document as it is written, with a line feed at its end.
pub fn text() -> String {
    format!("{:#}\n", document())
}

/// The document.
pub fn document() -> Value {
    let mut schemas = Schemas::default();
    let mut paths = Map::new();
    for operation in routes::operations() {
        let path = operation.path;
        let method = operation.method;
        let described = describe(&operation, &mut schemas);
        let item = paths.entry(path).or_insert_with(|| json!({}));
        item[method] = described;
    }
    let problem = schemas.of_answer::<plainquery_wire::Problem>();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Plainquery",
            "version": env!("CARGO_PKG_VERSION"),
            "description": DESCRIPTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/", "description": "The host that serves this document."}],
        "security": [{"bearer": []}],
        "tags": [
            {"name": "questions", "description": "From a question to rows, whole or stage by stage."},
            {"name": "service", "description": "About the service itself."},
        ],
        "paths": paths,
        "components": {
            "schemas": schemas.finish(),
            "parameters": parameters(),
            "headers": headers(),
            "responses": problem_responses(&problem),
            "securitySchemes": {
                "bearer": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "An API key, or a JSON web token of the configured issuer \
                        (HS256 with a shared key; RS256, ES256 or EdDSA with published ones) with the \
                        claims `sub`, `exp`, the role, and the tenant where there are tenants.",
                },
            },
        },
    })
}

fn describe(operation: &Operation, schemas: &mut Schemas) -> Value {
    let mut described = json!({
        "operationId": operation.id,
        "tags": [operation.tag],
        "summary": operation.summary,
        "parameters": [{"$ref": "#/components/parameters/RequestId"}],
        "responses": {},
    });
    if !operation.description.is_empty() {
        described["description"] = operation.description.into();
    }
    if operation.is_open {
        described["security"] = json!([]);
    }
    if operation.has_tag {
        push(
            &mut described["parameters"],
            json!({"$ref": "#/components/parameters/IfNoneMatch"}),
        );
        described["responses"]["304"] = json!({
            "description": "The caller has it already.",
            "headers": answer_headers(operation),
        });
    }
    if let Some(body) = &operation.body {
        described["requestBody"] = json!({
            "required": true,
            "content": {"application/json": {
                "schema": schemas.of_body(body.schema),
                "example": body.example,
            }},
        });
    }
    described["responses"]["200"] = answer(operation, schemas);
    for kind in &operation.failures {
        let status = plainquery_http::status_of(*kind).to_string();
        // Kinds that share a status share its response.
        described["responses"][status.as_str()] =
            json!({"$ref": format!("#/components/responses/{}", parts::response_name(*kind))});
    }
    described
}

fn answer(operation: &Operation, schemas: &mut Schemas) -> Value {
    let mut content = Map::new();
    match operation.answer {
        Answer::Json(schema) => {
            content.insert(
                "application/json".to_owned(),
                json!({"schema": schemas.of(schema, Contract::Answer)}),
            );
        }
        Answer::Fixed(ref schema) => {
            content.insert("application/json".to_owned(), json!({"schema": schema}));
        }
    }
    if let Some(event) = operation.event {
        // OpenAPI 3.2 has `itemSchema` for this; tools of 3.1 see a text.
        content.insert(
            "text/event-stream".to_owned(),
            json!({
                "schema": {
                    "type": "string",
                    "description": "Events in the form of WHATWG HTML, 9.2: `event:` is the name, `data:` one line \
                        of JSON. `x-item-schema` describes an event as an object of both.",
                },
                "x-item-schema": schemas.of(event, Contract::Answer),
            }),
        );
    }
    let mut answer = json!({
        "description": operation.answer_description,
        "headers": answer_headers(operation),
        "content": content,
    });
    for link in &operation.links {
        answer["links"][link.name] = json!({
            "operationId": link.operation,
            "description": link.description,
            "requestBody": link.body,
        });
    }
    answer
}

fn answer_headers(operation: &Operation) -> Value {
    let mut names = vec!["X-Request-Id"];
    if operation.has_tag {
        names.push("ETag");
    }
    if !operation.is_open {
        names.extend(["RateLimit", "RateLimit-Policy", "Server-Timing"]);
    }
    names
        .into_iter()
        .map(|name| (name.to_owned(), parts::header(name)))
        .collect::<Map<_, _>>()
        .into()
}

fn push(list: &mut Value, item: Value) {
    if let Value::Array(items) = list {
        items.push(item);
    }
}

/// A type's schema, in a generator.
type Schema = fn(&mut schemars::SchemaGenerator) -> schemars::Schema;

#[derive(Clone, Copy)]
enum Contract {
    Body,
    Answer,
}

/// The schemas of all types so far. What is read and what is written differ in which members may be
/// absent, so that each has a generator.
struct Schemas {
    bodies: schemars::SchemaGenerator,
    answers: schemars::SchemaGenerator,
}

impl Default for Schemas {
    fn default() -> Self {
        let settings = || {
            schemars::generate::SchemaSettings::draft2020_12().with(|settings| {
                settings.definitions_path = "/components/schemas".into();
                settings.meta_schema = None;
            })
        };
        Self {
            bodies: settings().for_deserialize().into_generator(),
            answers: settings().for_serialize().into_generator(),
        }
    }
}

impl Schemas {
    fn of(&mut self, schema: Schema, contract: Contract) -> Value {
        let generator = match contract {
            Contract::Body => &mut self.bodies,
            Contract::Answer => &mut self.answers,
        };
        schema(generator).to_value()
    }

    fn of_body(&mut self, schema: Schema) -> Value {
        self.of(schema, Contract::Body)
    }

    fn of_answer<T: schemars::JsonSchema>(&mut self) -> Value {
        self.of(
            schemars::SchemaGenerator::subschema_for::<T>,
            Contract::Answer,
        )
    }

    /// All definitions, by name.
    fn finish(mut self) -> Map<String, Value> {
        let mut all = self.answers.take_definitions(true);
        for schema in all.values_mut() {
            without_nulls(schema);
        }
        for (name, schema) in self.bodies.take_definitions(true) {
            let before = all.insert(name.clone(), schema);
            assert!(before.is_none(), "{name} is both read and written");
        }
        all
    }
}

/// A member that is left out where it is absent is never null.
fn without_nulls(schema: &mut Value) {
    let required: Vec<Value> = schema["required"].as_array().cloned().unwrap_or_default();
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        for (name, property) in properties {
            if !required.contains(&Value::from(name.as_str())) {
                without_null(property);
            }
        }
    }
    for list in ["oneOf", "anyOf"] {
        if let Some(variants) = schema.get_mut(list).and_then(Value::as_array_mut) {
            variants.iter_mut().for_each(without_nulls);
        }
    }
}

fn without_null(property: &mut Value) {
    if let Some(types) = property.get_mut("type")
        && let Value::Array(all) = types
    {
        all.retain(|one| one != "null");
        if let [one] = all.as_slice() {
            *types = one.clone();
        }
    }
    let Some(variants) = property.get_mut("anyOf").and_then(Value::as_array_mut) else {
        return;
    };
    variants.retain(|variant| variant["type"] != "null");
    if let [one] = variants.as_slice()
        && let (Some(one), Some(property)) = (one.as_object().cloned(), property.as_object_mut())
    {
        property.remove("anyOf");
        property.extend(one);
    }
}
