//! `GET /readyz`: whether questions can be answered just now.

use std::cell::RefCell;

use plainquery_ask::Config;
use plainquery_connect::proof_statement;
use plainquery_core::{
    ErrorKind, Function, Secret,
    ports::{Batch, Clock, Host, KvStore, SqlEndpoint},
    settings::DatabaseSettings,
};
use plainquery_wire::ApiError;

use crate::ApiResponse;

/// For so long a verdict stands, so that probes do not become a load of their own.
const FRESH_MS: u64 = 5_000;
const PROBE_TIMEOUT_MS: u32 = 2_000;
const PROBE_MAX_BYTES: usize = 1_024;
/// Never written; a store that says that it has no such key is well.
const PROBED_KEY: &str = "readyz";

#[derive(Clone, Copy)]
struct Verdict {
    database: bool,
    cache: bool,
}

struct Checked {
    database: (Option<String>, Secret),
    started_at_ms: u64,
    /// `None` while the first check runs.
    verdict: Option<Verdict>,
}

thread_local! {
    static CHECKED: RefCell<Option<Checked>> = const { RefCell::new(None) };
}

/// Ready with a database that answers. A cache that does not is told and costs only time, so it does
/// not take a deployment out of service.
pub(crate) async fn ready<H: Host>(host: &H, config: &Config) -> Result<ApiResponse, ApiError> {
    if !config.settings.serves(Function::Ask) {
        // What the others need comes with each call.
        let body = br#"{"status":"ready"}"#.to_vec();
        return Ok(ApiResponse::new(200, "application/json", body));
    }
    let Some(database) = &config.settings.database else {
        return Err(not_ready("No database is configured. Set DATABASE_URL."));
    };
    match verdict(host, database).await {
        None => Err(not_ready("The first check is still running.")),
        Some(Verdict {
            database: false, ..
        }) => Err(not_ready(
            "The database does not answer. `plainquery doctor` says why.",
        )),
        Some(Verdict { cache, .. }) => {
            let cache = if cache { "ok" } else { "failed" };
            let body = format!(r#"{{"status":"ready","database":"ok","cache":"{cache}"}}"#);
            Ok(ApiResponse::new(200, "application/json", body.into_bytes()))
        }
    }
}

/// One check at a time: whoever asks while it runs gets the verdict before.
async fn verdict<H: Host>(host: &H, database: &DatabaseSettings) -> Option<Verdict> {
    let now_ms = host.clock().now_ms();
    let database = (
        database.endpoint.clone(),
        database.connection_string.clone(),
    );
    let known = CHECKED.with_borrow_mut(|checked| {
        let known = checked.as_mut().filter(|known| known.database == database);
        match known {
            Some(known) if now_ms.abs_diff(known.started_at_ms) < FRESH_MS => Some(known.verdict),
            Some(known) => {
                known.started_at_ms = now_ms;
                None
            }
            None => {
                *checked = Some(Checked {
                    database,
                    started_at_ms: now_ms,
                    verdict: None,
                });
                None
            }
        }
    });
    if let Some(verdict) = known {
        return verdict;
    }
    let verdict = check(host).await;
    CHECKED.with_borrow_mut(|checked| {
        if let Some(checked) = checked {
            checked.verdict = Some(verdict);
        }
    });
    Some(verdict)
}

async fn check<H: Host>(host: &H) -> Verdict {
    let probe = Batch {
        // One that a gateway in checking mode runs as well.
        statements: vec![proof_statement()],
        timeout_ms: PROBE_TIMEOUT_MS,
        max_rows: 1,
        max_bytes: PROBE_MAX_BYTES,
    };
    Verdict {
        database: host.sql().run(&probe).await.is_ok(),
        cache: host.kv().get(PROBED_KEY).await.is_ok(),
    }
}

fn not_ready(detail: &str) -> ApiError {
    ApiError::with_id(ErrorKind::UpstreamUnavailable, "not-ready", detail)
}
