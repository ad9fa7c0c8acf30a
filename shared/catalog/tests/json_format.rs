//! `docs/catalog.schema.json` and the types say the same.

#![expect(clippy::unwrap_used, reason = "in a test, a panic is the report")]

use plainquery_catalog::introspect::postgres;
use plainquery_catalog::{Catalog, SamplePolicy, absorb_samples};
use plainquery_core::Table;
use serde_json::{Map, Value, json};

fn schema() -> Value {
    serde_json::from_str(include_str!("../../../docs/catalog.schema.json")).unwrap()
}

fn tables(json: &str) -> Vec<Table> {
    let answer: Value = serde_json::from_str(json).unwrap();
    let results = answer["results"].as_array().unwrap();
    results
        .iter()
        .map(|result| Table {
            rows: serde_json::from_value(result["rows"].clone()).unwrap(),
            ..Table::default()
        })
        .collect()
}

/// The catalog of a real server, samples included.
fn catalog() -> Catalog {
    let introspection = tables(include_str!("fixtures/introspection.json"));
    let mut catalog = postgres::assemble(&introspection).unwrap();
    let samples = tables(include_str!("fixtures/samples.json"));
    absorb_samples(&mut catalog, &SamplePolicy::default(), &samples).unwrap();
    catalog
}

/// Checks a value by the keywords that the schema uses; an unknown keyword is an error, so that
/// nothing in it goes unchecked.
fn check(
    root: &Value,
    schema: &Map<String, Value>,
    value: &Value,
    path: &str,
) -> Result<(), String> {
    for (keyword, rule) in schema {
        let holds = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "default" => true,
            "$ref" => {
                let pointer = rule.as_str().unwrap().trim_start_matches('#');
                let target = root.pointer(pointer).unwrap().as_object().unwrap();
                check(root, target, value, path)?;
                true
            }
            "const" => value == rule,
            "enum" => rule.as_array().unwrap().contains(value),
            "type" => match rule.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "boolean" => value.is_boolean(),
                "integer" => value.is_i64() || value.is_u64(),
                other => return Err(format!("type {other} is not checked")),
            },
            "minimum" => value.as_i64() >= rule.as_i64(),
            "minItems" => length(value) >= rule.as_u64(),
            "maxItems" => length(value) <= rule.as_u64(),
            "items" => {
                for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                    check(
                        root,
                        rule.as_object().unwrap(),
                        item,
                        &format!("{path}/{index}"),
                    )?;
                }
                true
            }
            "required" => rule
                .as_array()
                .unwrap()
                .iter()
                .all(|name| value.get(name.as_str().unwrap()).is_some()),
            "properties" => {
                for (name, item) in value.as_object().into_iter().flatten() {
                    if let Some(rule) = rule.get(name) {
                        check(
                            root,
                            rule.as_object().unwrap(),
                            item,
                            &format!("{path}/{name}"),
                        )?;
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = schema["properties"].as_object().unwrap();
                let mut names = value.as_object().into_iter().flatten();
                names.all(|(name, _)| known.contains_key(name))
            }
            other => return Err(format!("keyword {other} is not checked")),
        };
        if !holds {
            return Err(format!("{path}: {keyword}"));
        }
    }
    Ok(())
}

fn length(value: &Value) -> Option<u64> {
    value
        .as_array()
        .and_then(|items| items.len().try_into().ok())
}

fn conforms(value: &Value) -> Result<(), String> {
    let schema = schema();
    check(&schema, schema.as_object().unwrap(), value, "")
}

#[test]
fn what_is_written_conforms() {
    conforms(&serde_json::to_value(catalog()).unwrap()).unwrap();
}

#[test]
fn what_is_written_is_read_back() {
    let written = serde_json::to_string(&catalog()).unwrap();
    assert_eq!(
        serde_json::from_str::<Catalog>(&written).unwrap(),
        catalog()
    );
}

#[test]
fn the_schema_refuses_what_the_types_refuse() {
    let good = || serde_json::to_value(catalog()).unwrap();
    let edits: [fn(&mut Value); 6] = [
        |c| c["surplus"] = json!(1),
        |c| c["relations"][0]["surplus"] = json!(1),
        |c| c["relations"][0]["kind"] = json!("index"),
        |c| c["relations"][0]["columns"][0]["class"] = json!("number"),
        |c| c["relations"][0]["row_estimate"] = json!(-1),
        |c| c["relations"][1]["foreign_keys"][0]["columns"] = json!("id"),
    ];
    for edit in edits {
        let mut bad = good();
        edit(&mut bad);
        assert!(conforms(&bad).is_err(), "{bad}");
        assert!(serde_json::from_value::<Catalog>(bad).is_err());
    }
}

/// Every property of the schema stands somewhere in the real catalog, so the schema names none that
/// the types do not have.
#[test]
fn the_schema_names_nothing_else() {
    let written = serde_json::to_string(&catalog()).unwrap();
    for definition in schema()["$defs"].as_object().unwrap().values() {
        for name in definition["properties"].as_object().into_iter().flatten() {
            assert!(written.contains(&format!("\"{}\":", name.0)), "{}", name.0);
        }
    }
}
