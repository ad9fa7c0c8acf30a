//! The cache in Spin's key-value store. It knows no expiry, so a value begins with its own: the
//! milliseconds since 1970 at which it ends, in eight bytes.

use plainquery_core::ports::{Clock as _, KvError, KvStore};
use spin_sdk::key_value::Store;

use crate::{deadline::within, host::SystemClock};

/// Spin's own store, which needs no further configuration.
const STORE: &str = "default";
/// A cache that is slower than this is slower than what it stands for.
const TIMEOUT_MS: u32 = 2_000;

/// The store of the component.
pub(crate) struct SpinKv;

impl KvStore for SpinKv {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, KvError> {
        in_time(async {
            let store = Store::open(STORE).await?;
            let Some(stored) = store.get(key).await? else {
                return Ok(None);
            };
            let value = unexpired(stored, SystemClock.now_ms());
            if value.is_none() {
                // Nothing else would ever remove it.
                store.delete(key).await?;
            }
            Ok(value)
        })
        .await
    }

    async fn put(&self, key: &str, value: &[u8], ttl_s: u32) -> Result<(), KvError> {
        let ends_at_ms = SystemClock
            .now_ms()
            .saturating_add(u64::from(ttl_s) * 1_000);
        in_time(async {
            let store = Store::open(STORE).await?;
            store.set(key, with_expiry(value, ends_at_ms)).await
        })
        .await
    }
}

async fn in_time<T>(
    work: impl Future<Output = Result<T, spin_sdk::key_value::Error>>,
) -> Result<T, KvError> {
    match within(TIMEOUT_MS, work).await {
        Some(Ok(result)) => Ok(result),
        Some(Err(_)) | None => Err(KvError::Unavailable),
    }
}

fn with_expiry(value: &[u8], ends_at_ms: u64) -> Vec<u8> {
    [&ends_at_ms.to_be_bytes(), value].concat()
}

/// The value without its expiry; `None` where that has passed, or is missing.
fn unexpired(mut stored: Vec<u8>, now_ms: u64) -> Option<Vec<u8>> {
    let ends_at_ms = u64::from_be_bytes(*stored.first_chunk()?);
    if now_ms >= ends_at_ms {
        return None;
    }
    stored.drain(..size_of::<u64>());
    Some(stored)
}
