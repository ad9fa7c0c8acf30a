//! Questions over a small database, with a store that keeps answers.

use std::cell::RefCell;

use plainquery_ask::{Caller, Config, Unobserved, ask, schema};
use plainquery_core::{Principal, Secret, Settings, ports::KvStore};
use plainquery_testkit::{TestDatabase, TestHost, ready};
use plainquery_wire::{AskRequest, AskResponse, ask::Outcome};
use serde_json::{Value, json};

/// Tables with their columns and types.
type Tables = &'static [(&'static str, &'static [(&'static str, &'static str)])];

/// The schema that the database has at first.
pub(crate) const SCHEMA: Tables = &[("orders", &[("order_id", "int4"), ("note", "text")])];
/// The same with more in it; the question means the same.
pub(crate) const NEW_SCHEMA: Tables = &[
    ("orders", &[("order_id", "int4"), ("note", "text")]),
    ("returns", &[("return_id", "int4")]),
];
pub(crate) const QUESTION: &str = "How many orders are there?";

/// A process with its settings; what it remembers is its thread's.
pub(crate) struct Bench {
    pub(crate) host: TestHost,
    pub(crate) database: TestDatabase,
    config: RefCell<Config>,
    principal: RefCell<Principal>,
}

impl Bench {
    /// Over a database of its own. The secret is its own too, so that one bench does not remember what
    /// another one has read.
    pub(crate) fn new() -> Self {
        thread_local! {
            static BENCHES: RefCell<u32> = const { RefCell::new(0) };
        }
        let number = BENCHES.with_borrow_mut(|benches| {
            *benches += 1;
            *benches
        });
        let mut settings = Settings::new(Secret::new(format!("the secret of bench {number:>20}")));
        settings.cache.answer_ttl_s = Some(3_600);
        let database = TestDatabase::new(SCHEMA);
        Self {
            host: TestHost::new(database.endpoint()),
            database,
            config: RefCell::new(Config::without_models(settings)),
            principal: RefCell::new(Principal {
                subject: "ann".into(),
                tenant: Some("acme".into()),
                role: "analyst".into(),
                ..Principal::default()
            }),
        }
    }

    /// Changes settings and caller from the next request on.
    pub(crate) fn change(&self, change: impl FnOnce(&mut Config, &mut Principal)) {
        change(
            &mut self.config.borrow_mut(),
            &mut self.principal.borrow_mut(),
        );
    }

    /// The first cell of the answer, the outcome where there is none, or the id of the problem.
    pub(crate) fn ask(&self, request: Value) -> String {
        match self.response(request) {
            Ok(response) if response.outcome == Outcome::Answer => {
                response.rows[0][0].clone().expect("a value")
            }
            Ok(_) => "refuse".to_owned(),
            Err(id) => id.to_owned(),
        }
    }

    /// The same for [`QUESTION`].
    pub(crate) fn answer(&self) -> String {
        self.ask(json!({ "question": QUESTION }))
    }

    /// The token of a conversation.
    pub(crate) fn conversation(&self) -> Option<String> {
        let response = self.response(json!({ "question": QUESTION }));
        response.expect("an answer").conversation
    }

    /// The tables that `/v1/schema` shows.
    pub(crate) fn table_names(&self) -> Vec<String> {
        let principal = self.principal.borrow();
        let caller = Caller {
            principal: &principal,
            request_id: "request",
        };
        let shown = ready(schema(&self.host, &self.config.borrow(), &caller)).expect("a schema");
        shown.tables.into_iter().map(|table| table.name).collect()
    }

    /// What the store holds.
    pub(crate) fn value(&self, key: &str) -> Vec<u8> {
        ready(self.host.kv.get(key))
            .expect("a store")
            .expect("a value")
    }

    /// What another process, which remembers nothing, gives over the same store and database.
    pub(crate) fn elsewhere(self, work: impl FnOnce(&Self) -> String + Send) -> String {
        let Self {
            host: TestHost { kv, sql, clock, .. },
            database,
            config,
            principal,
        } = self;
        std::thread::scope(|scope| {
            let process = scope.spawn(move || {
                let host = TestHost {
                    kv,
                    clock,
                    ..TestHost::new(sql)
                };
                work(&Self {
                    host,
                    database,
                    config,
                    principal,
                })
            });
            process.join().expect("an answer")
        })
    }

    fn response(&self, request: Value) -> Result<AskResponse, &'static str> {
        let request: AskRequest = serde_json::from_value(request).expect("a request");
        let config = self.config.borrow();
        let principal = self.principal.borrow();
        let caller = Caller {
            principal: &principal,
            request_id: "request",
        };
        ready(ask(&self.host, &config, &caller, request, &Unobserved)).map_err(|error| error.id)
    }
}
