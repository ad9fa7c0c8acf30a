//! The validator alone, over the catalogs and queries that the native benchmark has as well.

use plainquery_catalog::Catalog;
use plainquery_sql::{Policy, validate};
use wasm_bindgen::prelude::wasm_bindgen;

/// A catalog to validate against.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Validator {
    catalog: Catalog,
    policy: Policy,
}

#[wasm_bindgen]
impl Validator {
    /// `catalog` is JSON.
    #[wasm_bindgen(constructor)]
    pub fn new(catalog: &str) -> Result<Self, String> {
        Ok(Self {
            catalog: serde_json::from_str(catalog).map_err(|error| error.to_string())?,
            policy: Policy::default(),
        })
    }

    /// Reads, binds, checks and prints a query; whether it may run.
    pub fn validate(&self, sql: &str) -> bool {
        validate(sql, &self.catalog, &self.policy).is_ok()
    }
}
