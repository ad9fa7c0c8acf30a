//! Holds the API's document to the code, and the code to the document.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::rc::Rc;

use plainquery_core::SettingsErrors;
use plainquery_http::{ApiRequest, respond};
use plainquery_testkit::{TestHost, ready};
use serde_json::Value;
use xtask::openapi;

/// Routes that are no part of the HTTP API: other protocols and calls between functions.
const OTHER_ROUTES: [&str; 1] = ["/mcp"];

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_document_is_the_one_that_the_code_makes() {
    assert!(
        read(openapi::FILE) == openapi::text(),
        "{} is stale: run `cargo run -p xtask -- openapi`",
        openapi::FILE
    );
}

/// The paths of route.rs, as its source has them.
fn routes() -> BTreeSet<String> {
    let source = read("functions/http/src/route.rs");
    source
        .lines()
        .filter_map(|line| line.trim().strip_prefix("\"/")?.split_once("\" => "))
        .map(|(path, _)| format!("/{path}"))
        .filter(|path| !OTHER_ROUTES.contains(&path.as_str()))
        .collect()
}

/// Which methods the service takes for a path, but for `OPTIONS`, and `HEAD` where there is `GET`.
fn methods(path: &str) -> BTreeSet<String> {
    let host = Rc::new(TestHost::default());
    let config = Rc::new(Err(SettingsErrors {
        problems: Vec::new(),
    }));
    let request = ApiRequest {
        method: "OPTIONS".into(),
        path: path.into(),
        ..ApiRequest::default()
    };
    let response = ready(respond(&host, &config, &request));
    assert_eq!(response.status, 204, "{path}");
    let allowed = response.header("allow").expect("methods");
    allowed
        .split(", ")
        .filter(|method| !["OPTIONS", "HEAD"].contains(method))
        .map(str::to_lowercase)
        .collect()
}

#[test]
fn every_route_is_described_and_every_description_has_a_route() {
    let document = openapi::document();
    let described: BTreeMap<String, BTreeSet<String>> = document["paths"]
        .as_object()
        .expect("paths")
        .iter()
        .map(|(path, item)| {
            let methods = item.as_object().expect("methods").keys().cloned().collect();
            (path.clone(), methods)
        })
        .collect();
    let routes = routes();
    assert!(routes.len() >= 7, "only {routes:?} were read");
    let served = routes
        .into_iter()
        .map(|path| {
            let methods = methods(&path);
            (path, methods)
        })
        .collect();
    assert_eq!(described, served);
}

/// Every reference inside the document.
fn references<'a>(value: &'a Value, found: &mut BTreeSet<&'a str>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                found.insert(reference);
            }
            members
                .values()
                .for_each(|member| references(member, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[test]
fn references_lead_somewhere_and_nothing_is_left_over() {
    let document = openapi::document();
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    for reference in &found {
        let pointer = reference.strip_prefix('#').expect("inside the document");
        assert!(
            document.pointer(pointer).is_some(),
            "{reference} leads nowhere"
        );
    }
    for (kind, components) in document["components"].as_object().expect("components") {
        if kind == "securitySchemes" {
            continue;
        }
        for name in components.as_object().expect("an object").keys() {
            let reference = format!("#/components/{kind}/{name}");
            assert!(
                found.contains(reference.as_str()),
                "{reference} is not used"
            );
        }
    }
}
