use plainquery_core::Table;
use plainquery_testkit::{ScriptedHttp, ScriptedSql, ready};
use serde_json::{Value as Json, json};

use super::*;
use crate::{NeonEndpoint, NeonSettings};

// What a PostgreSQL 15 answered; see the scripts beside them.
const INTROSPECTION: &str = include_str!("../../../catalog/tests/fixtures/introspection.json");
const SAMPLES: &str = include_str!("../../../catalog/tests/fixtures/samples.json");

/// The recorded answer as a whole batch has it, with the prelude's results before.
fn with_prelude(recorded: &str) -> String {
    let mut answer: Json = serde_json::from_str(recorded).unwrap();
    let text = json!({"name": "x", "dataTypeID": 25});
    let prelude = [
        json!({"fields": [text], "rows": [["pg_catalog, pg_temp"]]}),
        json!({"fields": [text, text], "rows": [["on", "pg_catalog, pg_temp"]]}),
    ];
    answer["results"]
        .as_array_mut()
        .unwrap()
        .splice(0..0, prelude);
    answer.to_string()
}

/// The recorded schema, which was recorded without its fingerprint.
fn introspection() -> String {
    let mut answer: Json = serde_json::from_str(INTROSPECTION).unwrap();
    let text = json!({"name": "schema_fingerprint", "dataTypeID": 25});
    let told = json!({"fields": [text], "rows": [["a fingerprint"]]});
    answer["results"].as_array_mut().unwrap().push(told);
    with_prelude(&answer.to_string())
}

fn load(http: &ScriptedHttp, options: &CatalogOptions) -> Result<LoadedCatalog, LoadError> {
    let connection = "postgres://reader:pw@db.example.test/shop";
    let settings = NeonSettings::new(connection, None, None).unwrap();
    ready(load_catalog(
        &NeonEndpoint::new(http, &settings),
        options,
        None,
    ))
}

fn channel(catalog: &Catalog) -> &[String] {
    let order = catalog.relation("tricky", "Order").unwrap();
    &order.column("channel").unwrap().samples
}

#[test]
fn a_recorded_database_over_the_protocol() {
    let http = ScriptedHttp::new();
    http.answer("https://", 200, introspection());
    http.answer("https://", 200, with_prelude(SAMPLES));
    let loaded = load(&http, &CatalogOptions::default()).unwrap();
    assert_eq!(loaded.catalog.relations.len(), 17);
    assert_eq!(loaded.fingerprint, "a fingerprint");
    assert_eq!(channel(&loaded.catalog), ["tel", "web"]);
    assert!(loaded.sample_failures.is_empty());
    assert_eq!(http.answers_left(), 0);
}

#[test]
fn without_samples_there_is_one_request() {
    let http = ScriptedHttp::new();
    http.answer("https://", 200, introspection());
    let options = CatalogOptions {
        samples: None,
        ..CatalogOptions::default()
    };
    let loaded = load(&http, &options).unwrap();
    assert!(channel(&loaded.catalog).is_empty());
    assert_eq!(http.requests().len(), 1);
}

#[test]
fn the_catalog_serves_without_samples_that_failed() {
    let http = ScriptedHttp::new();
    http.answer("https://", 200, introspection());
    http.answer("https://", 400, r#"{"message":"x","code":"57014"}"#);
    let loaded = load(&http, &CatalogOptions::default()).unwrap();
    assert_eq!(loaded.sample_failures, [SqlError::Timeout]);
    assert!(channel(&loaded.catalog).is_empty());
}

#[test]
fn half_a_schema_is_an_error() {
    let http = ScriptedHttp::new();
    http.answer("https://", 200, introspection());
    let options = CatalogOptions {
        max_rows: 20,
        ..CatalogOptions::default()
    };
    assert_eq!(
        load(&http, &options),
        Err(LoadError::Catalog(CatalogError::Truncated {
            what: "columns"
        }))
    );
}

#[test]
fn failures_are_handed_on() {
    let sql = ScriptedSql::failing(SqlError::Credentials);
    let failed = ready(load_catalog(&sql, &CatalogOptions::default(), None));
    assert_eq!(failed, Err(LoadError::Sql(SqlError::Credentials)));
    let nonsense = ScriptedSql::always(Table {
        rows: vec![vec![None]],
        ..Table::default()
    });
    let failed = ready(load_catalog(&nonsense, &CatalogOptions::default(), None));
    assert!(matches!(failed, Err(LoadError::Catalog(_))));
}
