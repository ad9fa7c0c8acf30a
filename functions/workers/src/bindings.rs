//! What an isolate keeps: settings and bindings, which live as long as it does. To look them up for
//! each request costs more than to route it.

use std::{cell::OnceCell, rc::Rc};

use plainquery_ask::Config;
use plainquery_core::SettingsErrors;
use worker::{Ai, Env, RateLimiter, console_error, kv::KvStore};

use crate::{settings, sql::Connection};

const CACHE: &str = "PLAINQUERY_CACHE";
const RATE_LIMIT: &str = "PLAINQUERY_RATE_LIMIT";
const AI: &str = "AI";

/// Settings and bindings of a Worker.
pub(crate) struct Bindings {
    pub(crate) config: Rc<Result<Config, SettingsErrors>>,
    pub(crate) kv: Option<KvStore>,
    pub(crate) limiter: Option<RateLimiter>,
    pub(crate) ai: Option<Ai>,
    pub(crate) connection: Connection,
}

thread_local! {
    static BINDINGS: OnceCell<Rc<Bindings>> = const { OnceCell::new() };
}

/// Those of this isolate.
pub(crate) fn bindings(env: &Env) -> Rc<Bindings> {
    BINDINGS.with(|bindings| Rc::clone(bindings.get_or_init(|| Rc::new(read(env)))))
}

fn read(env: &Env) -> Bindings {
    let config = settings::read(env);
    if let Err(errors) = &config {
        console_error!("{errors}");
    }
    Bindings {
        kv: env.kv(CACHE).ok(),
        limiter: env.rate_limiter(RATE_LIMIT).ok(),
        ai: env.ai(AI).ok(),
        connection: Connection::new(config.as_ref().ok().map(|config| &config.settings)),
        config: Rc::new(config),
    }
}
