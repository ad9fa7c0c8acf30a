//! The routes over a small database and several callers.

use std::{cell::RefCell, rc::Rc};

use plainquery_ask::Config;
use plainquery_core::{Principal, Secret, Settings, SettingsErrors, settings::ApiKey};
use plainquery_http::{ApiRequest, respond};
use plainquery_sql::PolicyDocument;
use plainquery_testkit::{TestDatabase, TestHost, ready};
use serde_json::Value;

/// Tables with their columns and types.
type Tables = &'static [(&'static str, &'static [(&'static str, &'static str)])];

/// The schema that the database has at first.
pub(crate) const SCHEMA: Tables = &[("orders", &[("order_id", "int4"), ("note", "text")])];

/// Each key with its subject, tenant and role.
const CALLERS: [(&str, &str, Option<&str>, &str); 5] = [
    ("ann", "ann", Some("acme"), "analyst"),
    ("ben", "ben", Some("acme"), "analyst"),
    ("ann-of-umbrella", "ann", Some("umbrella"), "analyst"),
    ("ann-of-nobody", "ann", None, "analyst"),
    ("ann-as-clerk", "ann", Some("acme"), "clerk"),
];

/// A host with its settings and its database.
pub(crate) struct Bench {
    /// The host.
    pub(crate) host: Rc<TestHost>,
    /// What the host's SQL port leads to.
    pub(crate) database: TestDatabase,
    settings: RefCell<Settings>,
    policy: RefCell<Option<PolicyDocument>>,
}

impl Bench {
    /// Over a database of its own.
    pub(crate) fn new() -> Self {
        Self::over(&TestDatabase::new(SCHEMA))
    }

    /// Over that database. What is remembered in memory is the thread's, as it is a process's: another
    /// process is a bench in another thread.
    pub(crate) fn over(database: &TestDatabase) -> Self {
        database.set_rows(&["a", "b", "c"]);
        let mut settings = Settings::new(Secret::new("a secret of at least 32 characters"));
        settings.access.api_keys = CALLERS
            .map(|(key, subject, tenant, role)| ApiKey {
                key: Secret::new(key),
                principal: Principal {
                    subject: subject.into(),
                    tenant: tenant.map(str::to_owned),
                    role: role.into(),
                    ..Principal::default()
                },
            })
            .to_vec();
        Self {
            host: Rc::new(TestHost::new(database.endpoint())),
            database: database.clone(),
            settings: RefCell::new(settings),
            policy: RefCell::new(None),
        }
    }

    /// Changes the settings from the next request on.
    pub(crate) fn configure(&self, change: impl FnOnce(&mut Settings)) {
        change(&mut self.settings.borrow_mut());
    }

    /// Another policy from the next request on.
    #[allow(dead_code, reason = "each test file uses a part of this")]
    pub(crate) fn set_policy(&self, document: PolicyDocument) {
        *self.policy.borrow_mut() = Some(document);
    }

    /// Status and body of a request without a body of its own.
    #[allow(dead_code, reason = "each test file uses a part of this")]
    pub(crate) fn get(&self, key: &str, path: &str) -> (u16, Value) {
        self.send("GET", key, path, Vec::new())
    }

    /// Status and body of a request.
    pub(crate) fn post(&self, key: &str, path: &str, body: &Value) -> (u16, Value) {
        self.send("POST", key, path, body.to_string().into_bytes())
    }

    fn send(&self, method: &str, key: &str, path: &str, body: Vec<u8>) -> (u16, Value) {
        let config: Rc<Result<Config, SettingsErrors>> = Rc::new(Ok(Config::with_policy(
            self.settings.borrow().clone(),
            None,
            self.policy.borrow().clone(),
        )));
        let header = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let request = ApiRequest {
            method: method.into(),
            path: path.into(),
            headers: vec![
                header("content-type", "application/json"),
                header("authorization", &format!("Bearer {key}")),
            ],
            body,
        };
        let response = ready(respond(&self.host, &config, &request));
        let body = serde_json::from_slice(response.body.whole()).expect("JSON");
        (response.status, body)
    }
}
