//! The ports in one bundle.

use std::rc::Rc;

use plainquery_ask::Config;
use plainquery_core::ports::{Clock, Host, NoFunctions, RandomSource};
use wasm_bindgen::JsCast;
use worker::{Context, Date, Env, js_sys};

use crate::{fetch::FetchClient, kv::WorkerKv, limiter::WorkerLimiter, sql::WorkerSql};

const CACHE_BINDING: &str = "PLAINQUERY_CACHE";
const RATE_LIMIT_BINDING: &str = "PLAINQUERY_RATE_LIMIT";

pub(crate) struct WorkerHost {
    http: FetchClient,
    kv: WorkerKv,
    sql: WorkerSql,
    clock: DateClock,
    random: CryptoRandom,
    limiter: WorkerLimiter,
}

impl WorkerHost {
    pub(crate) fn new(env: &Env, context: Context, config: Option<&Config>) -> Self {
        Self {
            http: FetchClient,
            kv: WorkerKv {
                binding: env.kv(CACHE_BINDING).ok(),
                context: Rc::new(context),
            },
            sql: WorkerSql::new(config.map(|config| &config.settings)),
            clock: DateClock,
            random: CryptoRandom,
            limiter: WorkerLimiter(env.rate_limiter(RATE_LIMIT_BINDING).ok()),
        }
    }
}

impl Host for WorkerHost {
    type Http = FetchClient;
    type Kv = WorkerKv;
    type Sql = WorkerSql;
    type Clock = DateClock;
    type Random = CryptoRandom;
    type Limiter = WorkerLimiter;
    type Functions = NoFunctions;

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

    fn limiter(&self) -> &WorkerLimiter {
        &self.limiter
    }

    fn functions(&self) -> &NoFunctions {
        &NoFunctions
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
