//! The whole of `POST /v1/ask` but its I/O: the database answers at once with prepared rows, KV holds
//! the catalog, and there is no model. What is left is the CPU time that a Worker is billed for.

use std::rc::Rc;

use plainquery_ask::{Config, catalog_entry};
use plainquery_catalog::Catalog;
use plainquery_core::{
    OutputColumn, Principal, Secret, Settings, SettingsErrors, Table, TypeClass, ports::KvStore,
    settings::ApiKey,
};
use plainquery_http::{ApiRequest, respond};
use plainquery_testkit::{ScriptedSql, TestHost, ready};
use wasm_bindgen::prelude::wasm_bindgen;

const KEY: &str = "key-of-the-benchmark";
const TTL_S: u32 = 86_400;
const ROWS: usize = 25;

/// A host with the catalog in KV.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Bench {
    host: Rc<TestHost>,
    config: Rc<Result<Config, SettingsErrors>>,
    catalog: Catalog,
    version: String,
    generation: u32,
}

#[wasm_bindgen]
impl Bench {
    /// `kv_value` is what a Worker put into KV: the version, a line feed, the catalog's JSON.
    #[wasm_bindgen(constructor)]
    pub fn new(kv_value: &str, today: &str) -> Result<Self, String> {
        let (state, json) = kv_value.split_once('\n').ok_or("no version")?;
        // After the version stands the mark of a database that is not here.
        let version = state.split('\t').next().unwrap_or_default();
        let catalog = serde_json::from_str(json).map_err(|error| error.to_string())?;
        let mut bench = Self {
            host: Rc::new(TestHost::new(ScriptedSql::always(rows()))),
            config: Rc::new(Ok(config(0, today))),
            catalog,
            version: version.to_owned(),
            generation: 0,
        };
        bench.forget(today);
        Ok(bench)
    }

    /// Makes the next question a cold one, as the first of an isolate: under another key, so that
    /// nothing is in memory, with the catalog in KV.
    pub fn forget(&mut self, today: &str) {
        self.generation += 1;
        let config = config(self.generation, today);
        let (key, value) = catalog_entry(&config.settings, &self.catalog, &self.version);
        self.config = Rc::new(Ok(config));
        // A new key each time: the store's limit of writes to one key does not bite.
        let _ = ready(self.host.kv.put(&key, &value, TTL_S));
    }

    /// Sends a body to `/v1/ask`; gives the response's body.
    pub fn ask(&self, body: &str) -> String {
        let request = ApiRequest {
            method: "POST".to_owned(),
            path: "/v1/ask".to_owned(),
            headers: vec![
                ("content-type".to_owned(), "application/json".to_owned()),
                ("authorization".to_owned(), format!("Bearer {KEY}")),
            ],
            body: body.as_bytes().to_vec(),
        };
        let response = ready(respond(&self.host, &self.config, &request));
        String::from_utf8_lossy(response.body.whole()).into_owned()
    }
}

fn config(generation: u32, today: &str) -> Config {
    let mut settings = Settings::new(Secret::new(format!(
        "secret of generation {generation:>20}"
    )));
    settings.calendar.today = Some(today.to_owned());
    settings.calendar.fiscal_year_starts_in = 4;
    settings.schemas = vec!["shop".to_owned()];
    settings.access.api_keys = vec![ApiKey {
        key: Secret::new(KEY),
        principal: Principal {
            subject: "benchmark".to_owned(),
            tenant: None,
            role: "reader".to_owned(),
            ..Principal::default()
        },
    }];
    Config::without_models(settings)
}

fn rows() -> Table {
    let column = |name: &str, class, type_name: &str| OutputColumn {
        name: name.to_owned(),
        class,
        type_name: type_name.to_owned(),
    };
    Table {
        columns: vec![
            column("name", TypeClass::Text, "text"),
            column("total", TypeClass::Decimal, "numeric"),
        ],
        rows: (0..ROWS)
            .map(|row| vec![Some(format!("row {row}")), Some(format!("{row}.50"))])
            .collect(),
        truncated: false,
    }
}
