//! The ports in one bundle.

use std::rc::Rc;

use plainquery_ask::Config;
use plainquery_core::ports::{Clock, Embeddings, Host, RandomSource};
use wasm_bindgen::JsCast;
use worker::{Context, Date, Env, js_sys};

use crate::{
    embeddings::WorkersAi, fetch::FetchClient, functions::BoundFunctions, kv::WorkerKv,
    limiter::BoundLimiter, sql::WorkerSql,
};

const CACHE_BINDING: &str = "PLAINQUERY_CACHE";

pub(crate) struct WorkerHost {
    http: FetchClient,
    kv: WorkerKv,
    sql: WorkerSql,
    clock: DateClock,
    random: CryptoRandom,
    limiter: BoundLimiter,
    functions: BoundFunctions,
    embeddings: WorkersAi,
}

impl WorkerHost {
    pub(crate) fn new(env: &Env, context: Context, config: Option<&Config>) -> Self {
        let context = Rc::new(context);
        Self {
            http: FetchClient,
            kv: WorkerKv {
                binding: env.kv(CACHE_BINDING).ok(),
                context: Rc::clone(&context),
            },
            sql: WorkerSql::new(env, &context, config.map(|config| &config.settings)),
            clock: DateClock,
            random: CryptoRandom,
            limiter: BoundLimiter::new(env),
            functions: BoundFunctions(env.clone()),
            embeddings: WorkersAi::new(env),
        }
    }
}

impl Host for WorkerHost {
    type Http = FetchClient;
    type Kv = WorkerKv;
    type Sql = WorkerSql;
    type Clock = DateClock;
    type Random = CryptoRandom;
    type Limiter = BoundLimiter;
    type Functions = BoundFunctions;

    fn http(&self) -> &FetchClient {
        &self.http
    }

    fn kv(&self) -> &WorkerKv {
        &self.kv
    }

    fn sql(&self) -> &WorkerSql {
        &self.sql
    }

    fn clock(&self) -> &DateClock {
        &self.clock
    }

    fn random(&self) -> &CryptoRandom {
        &self.random
    }

    fn limiter(&self) -> &BoundLimiter {
        &self.limiter
    }

    fn functions(&self) -> &BoundFunctions {
        &self.functions
    }

    fn embeddings(&self) -> Option<&dyn Embeddings> {
        Some(&self.embeddings)
    }
}

/// `Date.now()`; on deployed Workers it stands still between I/O.
pub(crate) struct DateClock;

impl Clock for DateClock {
    fn now_ms(&self) -> u64 {
        Date::now().as_millis()
    }
}

/// `crypto.getRandomValues()`.
pub(crate) struct CryptoRandom;

impl RandomSource for CryptoRandom {
    fn fill(&self, buffer: &mut [u8]) {
        let scope: web_sys::WorkerGlobalScope = js_sys::global().unchecked_into();
        let filled = scope
            .crypto()
            .and_then(|crypto| crypto.get_random_values_with_u8_array(buffer));
        // It fails only for more than 65,536 bytes at once.
        debug_assert!(filled.is_ok());
    }
}
