//! Redis, shared by several servers: the cache and the counters.
//!
//! Never more than a help: where it fails, reads find nothing, writes are lost and everybody is
//! admitted; and for a moment after a failure it is not even asked, so that an outage costs one
//! time-out a second and not one a request.

use std::{
    sync::{
        Arc, LazyLock, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use plainquery_core::{
    Secret,
    ports::{Admission, KvError, KvStore},
};
use redis::{
    AsyncCommands, Client, RedisError, RedisResult, Script,
    aio::{ConnectionManager, ConnectionManagerConfig},
};
use sha2::{Digest, Sha256};
use tokio::{runtime::Handle, time::Instant};

use super::{RateLimit, memory_limiter::admission};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);
const RESPONSE_TIMEOUT: Duration = Duration::from_millis(500);
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(1);
/// Keys of other users of the same database stay apart.
const KEY_PREFIX: &str = "plainquery:";

/// Counts and starts the window in one step. A key without an end, which only a person can have made,
/// gets one.
static COUNT: LazyLock<Script> = LazyLock::new(|| {
    Script::new(
        "local used = redis.call('INCR', KEYS[1]) \
         local left = redis.call('PTTL', KEYS[1]) \
         if left < 0 then left = tonumber(ARGV[1]) redis.call('PEXPIRE', KEYS[1], left) end \
         return {used, left}",
    )
});

/// A Redis server, as all workers share it. Its connection lives on `runtime`.
#[derive(Clone)]
pub(super) struct Redis {
    runtime: Handle,
    manager: ConnectionManager,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    failed_at: Mutex<Option<Instant>>,
    is_failing: AtomicBool,
}

/// Whether a Redis server answers and lets us in; for the check of a set-up, which wants to know why
/// not. Must be called within a runtime.
///
/// # Errors
/// Why not, without any part of the address.
pub async fn ping_redis(url: &Secret) -> Result<(), String> {
    let mut manager = Redis::new(url, Handle::current())?.manager;
    redis::cmd("PING")
        .query_async::<String>(&mut manager)
        .await
        .map(drop)
        .map_err(|error| error.category().to_owned())
}

impl Redis {
    /// Connects when it is first needed. The error holds nothing of the address.
    pub(super) fn new(url: &Secret, runtime: Handle) -> Result<Self, String> {
        let wrong = |error: RedisError| error.category().to_owned();
        let client = Client::open(url.expose()).map_err(wrong)?;
        let config = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(CONNECT_TIMEOUT))
            .set_response_timeout(Some(RESPONSE_TIMEOUT))
            // The pause below is the better patience.
            .set_number_of_retries(0);
        let manager = {
            let _entered = runtime.enter();
            ConnectionManager::new_lazy_with_config(client, config).map_err(wrong)?
        };
        Ok(Self {
            runtime,
            manager,
            state: Arc::default(),
        })
    }

    /// Runs a command where connections live, unless it has just failed.
    async fn run<T, F>(&self, command: impl FnOnce(ConnectionManager) -> F) -> Result<T, KvError>
    where
        T: Send + 'static,
        F: Future<Output = RedisResult<T>> + Send + 'static,
    {
        if self.state.rests() {
            return Err(KvError::Unavailable);
        }
        let outcome = self.runtime.spawn(command(self.manager.clone())).await;
        match outcome {
            Ok(Ok(value)) => {
                self.state.set_well();
                Ok(value)
            }
            Ok(Err(error)) => {
                self.state.set_failed(error.category());
                Err(KvError::Unavailable)
            }
            Err(_) => Err(KvError::Unavailable),
        }
    }

    /// Counts a request of a caller; who cannot be counted is admitted.
    pub(super) async fn admit(&self, rate: RateLimit, subject: &str) -> Admission {
        let key = limit_key(rate, subject);
        let window_ms = u64::from(rate.window_s) * 1_000;
        let counted = self
            .run(move |mut manager| async move {
                COUNT
                    .key(key)
                    .arg(window_ms)
                    .invoke_async::<(u32, u64)>(&mut manager)
                    .await
            })
            .await;
        match counted {
            Ok((used, left_ms)) => admission(rate, used, Duration::from_millis(left_ms)),
            Err(_) => Admission::Admitted(None),
        }
    }
}

/// Of a fixed length, and without the caller's name. A changed quota counts anew.
fn limit_key(rate: RateLimit, subject: &str) -> String {
    let hash = Sha256::digest(subject);
    let digits: String = hash[..16]
        .iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| char::from_digit(digit.into(), 16))
        .collect();
    format!(
        "{KEY_PREFIX}limit/{}/{}/{digits}",
        rate.limit, rate.window_s
    )
}

impl State {
    fn rests(&self) -> bool {
        self.failed_at
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_some_and(|failed_at| failed_at.elapsed() < PAUSE_AFTER_FAILURE)
    }

    fn set_well(&self) {
        if self.is_failing.swap(false, Ordering::Relaxed) {
            *self
                .failed_at
                .lock()
                .unwrap_or_else(PoisonError::into_inner) = None;
            tracing::info!("redis answers again");
        }
    }

    fn set_failed(&self, reason: &str) {
        *self
            .failed_at
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(Instant::now());
        if !self.is_failing.swap(true, Ordering::Relaxed) {
            tracing::warn!(reason, "redis fails; going on without it");
        }
    }
}

impl KvStore for Redis {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, KvError> {
        let key = format!("{KEY_PREFIX}{key}");
        self.run(move |mut manager| async move { manager.get(key).await })
            .await
    }

    async fn put(&self, key: &str, value: &[u8], ttl_s: u32) -> Result<(), KvError> {
        let key = format!("{KEY_PREFIX}{key}");
        let value = value.to_vec();
        self.run(move |mut manager| async move { manager.set_ex(key, value, ttl_s.into()).await })
            .await
    }
}
