//! The cache in this process: bounded by entries and bytes; the least used go first.

use std::{
    num::NonZeroUsize,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use lru::LruCache;
use plainquery_core::ports::{KvError, KvStore};
use tokio::time::Instant;

/// Beside key and value: the entry, its links and its place in the table.
const ENTRY_OVERHEAD_BYTES: usize = 160;

struct Entry {
    value: Arc<[u8]>,
    expires_at: Instant,
    bytes: usize,
}

struct Entries {
    by_key: LruCache<String, Entry>,
    bytes: usize,
}

/// A store that all workers share.
pub(super) struct MemoryKv {
    entries: Mutex<Entries>,
    max_bytes: usize,
}

impl MemoryKv {
    pub(super) fn new(max_entries: NonZeroUsize, max_bytes: usize) -> Self {
        Self {
            entries: Mutex::new(Entries {
                by_key: LruCache::new(max_entries),
                bytes: 0,
            }),
            max_bytes,
        }
    }

    fn get_at(&self, key: &str, now: Instant) -> Option<Vec<u8>> {
        let value = {
            let mut entries = self.entries();
            match entries.by_key.get(key) {
                Some(entry) if entry.expires_at > now => Some(entry.value.clone()),
                Some(_) => {
                    entries.remove(key);
                    None
                }
                None => None,
            }
        };
        // Copied when others may go on already.
        value.map(|value| value.to_vec())
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Entries {
    fn remove(&mut self, key: &str) {
        if let Some(entry) = self.by_key.pop(key) {
            self.bytes -= entry.bytes;
        }
    }

    fn remove_least_used(&mut self) {
        if let Some((_, entry)) = self.by_key.pop_lru() {
            self.bytes -= entry.bytes;
        }
    }
}

impl KvStore for MemoryKv {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, KvError> {
        Ok(self.get_at(key, Instant::now()))
    }

    /// A value that alone is over the bound is not kept, as any may be lost.
    async fn put(&self, key: &str, value: &[u8], ttl_s: u32) -> Result<(), KvError> {
        let bytes = key.len() + value.len() + ENTRY_OVERHEAD_BYTES;
        let entry = Entry {
            value: value.into(),
            expires_at: Instant::now() + Duration::from_secs(ttl_s.into()),
            bytes,
        };
        let mut entries = self.entries();
        entries.remove(key);
        if bytes > self.max_bytes {
            return Ok(());
        }
        while entries.bytes + bytes > self.max_bytes
            || entries.by_key.len() == entries.by_key.cap().get()
        {
            entries.remove_least_used();
        }
        entries.bytes += bytes;
        entries.by_key.put(key.to_owned(), entry);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn store(max_entries: usize, max_bytes: usize) -> MemoryKv {
        MemoryKv::new(NonZeroUsize::new(max_entries).unwrap(), max_bytes)
    }

    async fn has(store: &MemoryKv, key: &str) -> bool {
        store.get(key).await.unwrap().is_some()
    }

    #[tokio::test]
    async fn values_expire() {
        let store = store(9, 10_000);
        let start = Instant::now();
        store.put("a", b"1", 60).await.unwrap();
        let after_s = |seconds| store.get_at("a", start + Duration::from_secs(seconds));
        assert_eq!(after_s(59), Some(b"1".to_vec()));
        // The put came a little later than the start.
        assert_eq!(after_s(61), None);
        assert_eq!(store.entries().bytes, 0);
    }

    #[tokio::test]
    async fn the_least_used_go_at_either_bound() {
        let by_count = store(2, 10_000);
        by_count.put("a", b"", 60).await.unwrap();
        by_count.put("b", b"", 60).await.unwrap();
        assert!(has(&by_count, "a").await);
        by_count.put("c", b"", 60).await.unwrap();
        assert!(has(&by_count, "a").await && has(&by_count, "c").await);
        assert!(!has(&by_count, "b").await);

        let by_bytes = store(100, 3 * 1_000);
        for key in ["a", "b", "c", "d"] {
            by_bytes.put(key, &[0; 800], 60).await.unwrap();
            assert!(by_bytes.entries().bytes <= 3_000);
        }
        assert!(!has(&by_bytes, "a").await && has(&by_bytes, "b").await);
        // Written anew, it counts once.
        by_bytes.put("d", &[0; 800], 60).await.unwrap();
        assert!(has(&by_bytes, "b").await && has(&by_bytes, "d").await);
        by_bytes.put("d", &[0; 5_000], 60).await.unwrap();
        assert!(has(&by_bytes, "b").await && !has(&by_bytes, "d").await);
    }
}
