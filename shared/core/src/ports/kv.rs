use thiserror::Error;

/// The store failed. It is only a cache, so callers go on without it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum KvError {
    /// Not reachable, or over its limits.
    #[error("the key-value store is unavailable")]
    Unavailable,
    /// Too many writes to one key (Workers: one a second).
    #[error("the key-value store refuses writes to this key for now")]
    RateLimited,
}

/// A cache that is slower than this is slower than what it stands for.
pub const KV_READ_TIMEOUT_MS: u32 = 2_000;

/// A cache: reads may be stale, writes may be lost.
pub trait KvStore {
    /// The value, if there is one that has not expired. An implementation gives up after
    /// [`KV_READ_TIMEOUT_MS`]: nobody above it has a timer.
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, KvError>;
    /// Stores a value for at least 60 seconds (the least that Workers takes).
    async fn put(&self, key: &str, value: &[u8], ttl_s: u32) -> Result<(), KvError>;
}
