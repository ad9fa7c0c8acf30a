//! The prompts of production, to the letter: a question goes the way of a question, and what would have
//! been sent to the model is kept instead.

use std::cell::{OnceCell, RefCell};

use plainquery_catalog::Catalog;
use plainquery_core::{
    Secret, Table,
    ports::{
        Batch, Clock, Host, HttpClient, HttpError, HttpRequest, HttpResponse, KvError, KvStore,
        NoFunctions, RandomSource, SqlEndpoint, SqlError, Unlimited,
    },
};
use plainquery_engine::Engine;
use plainquery_generate::{GenerateInput, generate};
use plainquery_llm::{ModelSettings, Provider};
use plainquery_retrieve::VectorMemory;
use plainquery_sql::{Policy, print, validate};
use plainquery_validate::Proofs;
use serde::{Deserialize, Serialize};
use toml::value::Date;

use crate::{database_settings::DatabaseSettings, databases::Opened};

/// No engine is so sure, so that each question goes to the model.
const NEVER_SURE: f32 = 2.0;
/// Where neither the settings nor anything else says what day it is. Questions of benchmarks do not ask.
const DEFAULT_TODAY: Date = Date {
    year: 2025,
    month: 1,
    day: 1,
};
/// Above any limit that a query has.
const MAX_ROWS: u64 = i64::MAX.unsigned_abs() - 1;

/// What is said to a model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Such as `system`.
    pub role: String,
    /// The text.
    pub content: String,
}

#[derive(Deserialize)]
struct Body {
    messages: Vec<Message>,
}

/// Who asks, where a policy says who may read what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Caller {
    pub(super) role: String,
    pub(super) tenant: Option<String>,
}

/// One database as production shows it to one caller.
pub(super) struct Prompter {
    /// The whole catalog, for the validator.
    catalog: Catalog,
    /// What the caller may read.
    readable: Catalog,
    engine: Engine,
    policy: Policy,
    /// Without the caller's rules: filters and masks are put into a query after the model wrote it.
    bare: Policy,
    settings: DatabaseSettings,
    model: ModelSettings,
    vectors: VectorMemory,
}

impl Prompter {
    /// `None` where the policy does not know the role.
    pub(super) fn new(opened: &Opened, caller: &Caller) -> Option<Self> {
        let catalog = opened.catalog.clone();
        let policy = opened.policy_of(&caller.role, caller.tenant.as_deref(), MAX_ROWS)?;
        let readable = policy.visible(&catalog).unwrap_or_else(|| catalog.clone());
        Some(Self {
            engine: Engine::new(&readable),
            catalog,
            readable,
            policy,
            bare: opened.bare_policy(MAX_ROWS),
            settings: opened.settings.clone().or_today(Some(DEFAULT_TODAY)),
            // Nothing is sent, so any key will do.
            model: ModelSettings::new(Provider::OpenAi, Some(Secret::new("none".to_owned()))),
            vectors: VectorMemory::default(),
        })
    }

    /// The query as the validator prints it; `None` where it refuses it, since a model must not learn to
    /// write what will be refused.
    pub(super) fn validated(&self, sql: &str) -> Option<String> {
        validate(sql, &self.catalog, &self.policy).ok()?;
        let validated = validate(sql, &self.catalog, &self.bare).ok()?;
        let mut query = validated.tree().clone();
        // The validator's own limit is none that a question asked for.
        query.limit = query.limit.filter(|limit| *limit <= MAX_ROWS);
        Some(print(&query, self.catalog.dialect))
    }

    /// What would be sent for a question; `None` where no model would be asked.
    pub(super) async fn messages(
        &self,
        question: &str,
        previous: &[(&str, &str)],
    ) -> Option<Vec<Message>> {
        let host = Listener::default();
        let retrieval = OnceCell::new();
        let input = GenerateInput {
            question,
            today: &self.settings.today(0),
            week_starts_on: self.settings.week_starts_on(),
            fiscal_year_starts_in: self.settings.fiscal_year_starts_in(),
            previous_frame: None,
            previous_turns: previous,
            catalog: &self.catalog,
            readable: &self.readable,
            engine: &self.engine,
            retrieval: &retrieval,
            embeddings: None,
            vectors: &self.vectors,
            policy: &self.policy,
            proofs: &Proofs::default(),
            model: Some(&self.model),
            engine_threshold: NEVER_SURE,
        };
        // That no model answers is an error, or the engine's answer: of no interest here.
        drop(generate(&host, &input).await);
        let body = host.first.into_inner()?;
        let body: Body = serde_json::from_slice(&body).ok()?;
        Some(body.messages)
    }
}

/// A host that keeps the first request to a model and answers none.
#[derive(Default)]
struct Listener {
    first: RefCell<Option<Vec<u8>>>,
}

impl HttpClient for Listener {
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        self.first.borrow_mut().get_or_insert(request.body);
        Err(HttpError::Unreachable)
    }
}

impl KvStore for Listener {
    async fn get(&self, _key: &str) -> Result<Option<Vec<u8>>, KvError> {
        Ok(None)
    }

    async fn put(&self, _key: &str, _value: &[u8], _ttl_s: u32) -> Result<(), KvError> {
        Ok(())
    }
}

impl SqlEndpoint for Listener {
    async fn run(&self, _batch: &Batch) -> Result<Vec<Table>, SqlError> {
        Err(SqlError::Unavailable)
    }
}

impl Clock for Listener {
    fn now_ms(&self) -> u64 {
        0
    }
}

impl RandomSource for Listener {
    fn fill(&self, buffer: &mut [u8]) {
        buffer.fill(0);
    }
}

impl Host for Listener {
    type Http = Self;
    type Kv = Self;
    type Sql = Self;
    type Clock = Self;
    type Random = Self;
    type Limiter = Unlimited;
    type Functions = NoFunctions;

    fn http(&self) -> &Self {
        self
    }

    fn kv(&self) -> &Self {
        self
    }

    fn sql(&self) -> &Self {
        self
    }

    fn clock(&self) -> &Self {
        self
    }

    fn random(&self) -> &Self {
        self
    }

    fn limiter(&self) -> &Unlimited {
        &Unlimited
    }

    fn functions(&self) -> &NoFunctions {
        &NoFunctions
    }
}
