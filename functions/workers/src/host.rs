//! The ports in one bundle.

use std::{cell::RefCell, rc::Rc};

use plainquery_core::ports::{Clock, Embeddings, Host, RandomSource};
use wasm_bindgen::JsCast;
use worker::{Context, Env, js_sys};

use crate::{
    bindings::Bindings, embeddings::WorkersAi, fetch::FetchClient, functions::BoundFunctions,
    kv::WorkerKv, limiter::BoundLimiter, sql::WorkerSql,
};

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
    pub(crate) fn new(bindings: &Rc<Bindings>, env: &Env, context: Context) -> Self {
        let context = Rc::new(context);
        Self {
            http: FetchClient,
            kv: WorkerKv {
                bindings: Rc::clone(bindings),
                context: Rc::clone(&context),
            },
            sql: WorkerSql {
                bindings: Rc::clone(bindings),
                env: env.clone(),
                context,
            },
            clock: DateClock,
            random: CryptoRandom,
            limiter: BoundLimiter(Rc::clone(bindings)),
            functions: BoundFunctions(env.clone()),
            embeddings: WorkersAi(Rc::clone(bindings)),
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
        // Whole milliseconds, far below 2^53.
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let now_ms = js_sys::Date::now() as u64;
        now_ms
    }
}

/// Random bytes that are fetched at once: each call out of WASM costs, and a request needs few.
const POOL_BYTES: usize = 512;

thread_local! {
    /// Bytes that were not handed out yet.
    static POOL: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// `crypto.getRandomValues()`.
pub(crate) struct CryptoRandom;

impl RandomSource for CryptoRandom {
    fn fill(&self, buffer: &mut [u8]) {
        POOL.with_borrow_mut(|pool| {
            for byte in buffer {
                if pool.is_empty() {
                    pool.resize(POOL_BYTES, 0);
                    fetch_random(pool);
                }
                *byte = pool.pop().unwrap_or_default();
            }
        });
    }
}

fn fetch_random(buffer: &mut [u8]) {
    let scope: web_sys::WorkerGlobalScope = js_sys::global().unchecked_into();
    let filled = scope
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(buffer));
    // It fails only for more than 65,536 bytes at once; bytes that are not random must not pass for such.
    assert!(filled.is_ok(), "no random bytes");
}
