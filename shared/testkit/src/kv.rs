use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use plainquery_core::ports::{Clock, KvError, KvStore};

use crate::ManualClock;
use crate::lock::lock;

const MIN_TTL_S: u32 = 60;
const MAX_KEY_BYTES: usize = 512;
const MAX_VALUE_BYTES: usize = 25 * 1024 * 1024;
const MS_BETWEEN_WRITES: u64 = 1000;

#[derive(Debug)]
struct Version {
    written_ms: u64,
    expires_ms: u64,
    value: Vec<u8>,
}

/// A store with the limits of Workers KV: one write a second a key, no time to live under 60 s, keys
/// to 512 bytes, values to 25 MiB; on request stale or failing.
#[derive(Debug)]
pub struct MemoryKv {
    clock: ManualClock,
    /// All versions of a key, oldest first: a stale reader sees an old one.
    entries: Mutex<HashMap<String, Vec<Version>>>,
    stale_ms: AtomicU64,
    failing: AtomicBool,
    reads: AtomicUsize,
    writes: AtomicUsize,
    refused_writes: AtomicUsize,
}

impl MemoryKv {
    /// An empty store that takes the time from a clock.
    pub fn new(clock: ManualClock) -> Self {
        Self {
            clock,
            entries: Mutex::default(),
            stale_ms: AtomicU64::new(0),
            failing: AtomicBool::new(false),
            reads: AtomicUsize::new(0),
            writes: AtomicUsize::new(0),
            refused_writes: AtomicUsize::new(0),
        }
    }

    /// From now on a write is seen only after so long, as elsewhere in the world (60 s on Workers).
    pub fn set_stale_ms(&self, stale_ms: u64) {
        self.stale_ms.store(stale_ms, Ordering::SeqCst);
    }

    /// Switches the outage on or off.
    pub fn set_failing(&self, failing: bool) {
        self.failing.store(failing, Ordering::SeqCst);
    }

    /// Reads so far, failed ones included.
    pub fn reads(&self) -> usize {
        self.reads.load(Ordering::SeqCst)
    }

    /// Writes that were taken.
    pub fn writes(&self) -> usize {
        self.writes.load(Ordering::SeqCst)
    }

    /// Writes that broke a limit; a test that expects none should say so.
    pub fn refused_writes(&self) -> usize {
        self.refused_writes.load(Ordering::SeqCst)
    }

    /// The keys that have a value now, sorted.
    pub fn keys(&self) -> Vec<String> {
        let now = self.clock.now_ms();
        let entries = lock(&self.entries);
        let alive = |versions: &Vec<Version>| versions.last().is_some_and(|v| v.expires_ms > now);
        let mut keys: Vec<String> = entries
            .iter()
            .filter(|(_, versions)| alive(versions))
            .map(|(key, _)| key.clone())
            .collect();
        keys.sort();
        keys
    }

    fn check(&self, key: &str, value: &[u8], ttl_s: u32) -> Result<(), KvError> {
        let too_large = key.len() > MAX_KEY_BYTES || value.len() > MAX_VALUE_BYTES;
        if key.is_empty() || too_large || ttl_s < MIN_TTL_S {
            return Err(KvError::Unavailable);
        }
        let entries = lock(&self.entries);
        let last = entries.get(key).and_then(|versions| versions.last());
        if last.is_some_and(|v| self.clock.now_ms() < v.written_ms + MS_BETWEEN_WRITES) {
            return Err(KvError::RateLimited);
        }
        Ok(())
    }
}

impl KvStore for MemoryKv {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, KvError> {
        self.reads.fetch_add(1, Ordering::SeqCst);
        if self.failing.load(Ordering::SeqCst) {
            return Err(KvError::Unavailable);
        }
        let now = self.clock.now_ms();
        let seen_until = now.saturating_sub(self.stale_ms.load(Ordering::SeqCst));
        let entries = lock(&self.entries);
        let visible = entries.get(key).and_then(|versions| {
            versions
                .iter()
                .rev()
                .find(|version| version.written_ms <= seen_until)
        });
        Ok(visible
            .filter(|version| version.expires_ms > now)
            .map(|version| version.value.clone()))
    }

    async fn put(&self, key: &str, value: &[u8], ttl_s: u32) -> Result<(), KvError> {
        if self.failing.load(Ordering::SeqCst) {
            return Err(KvError::Unavailable);
        }
        if let Err(error) = self.check(key, value, ttl_s) {
            self.refused_writes.fetch_add(1, Ordering::SeqCst);
            return Err(error);
        }
        self.writes.fetch_add(1, Ordering::SeqCst);
        let now = self.clock.now_ms();
        lock(&self.entries)
            .entry(key.to_owned())
            .or_default()
            .push(Version {
                written_ms: now,
                expires_ms: now + u64::from(ttl_s) * 1000,
                value: value.to_vec(),
            });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ready;

    fn store() -> (ManualClock, MemoryKv) {
        let clock = ManualClock::default();
        (clock.clone(), MemoryKv::new(clock))
    }

    fn value(store: &MemoryKv) -> Option<Vec<u8>> {
        ready(store.get("k")).unwrap()
    }

    #[test]
    fn values_expire() {
        let (clock, store) = store();
        ready(store.put("k", b"a", 60)).unwrap();
        clock.advance_ms(59_999);
        assert_eq!(value(&store), Some(b"a".to_vec()));
        assert_eq!(store.keys(), ["k"]);
        clock.advance_ms(1);
        assert_eq!(value(&store), None);
        assert!(store.keys().is_empty());
    }

    #[test]
    fn the_limits_of_the_real_store_hold() {
        let (clock, store) = store();
        assert_eq!(ready(store.put("k", b"a", 59)), Err(KvError::Unavailable));
        let long = "x".repeat(513);
        assert_eq!(ready(store.put(&long, b"a", 60)), Err(KvError::Unavailable));
        ready(store.put("k", b"a", 60)).unwrap();
        clock.advance_ms(999);
        assert_eq!(ready(store.put("k", b"b", 60)), Err(KvError::RateLimited));
        ready(store.put("other", b"b", 60)).unwrap();
        clock.advance_ms(1);
        ready(store.put("k", b"c", 60)).unwrap();
        assert_eq!(value(&store), Some(b"c".to_vec()));
        assert_eq!((store.writes(), store.refused_writes()), (3, 3));
    }

    #[test]
    fn stale_reads_see_the_old_value() {
        let (clock, store) = store();
        ready(store.put("k", b"old", 600)).unwrap();
        clock.advance_ms(60_000);
        store.set_stale_ms(60_000);
        ready(store.put("k", b"new", 600)).unwrap();
        assert_eq!(value(&store), Some(b"old".to_vec()));
        clock.advance_ms(60_000);
        assert_eq!(value(&store), Some(b"new".to_vec()));
        ready(store.put("first", b"x", 600)).unwrap();
        assert_eq!(ready(store.get("first")), Ok(None));
    }

    #[test]
    fn an_outage_ends_without_loss() {
        let (_, store) = store();
        ready(store.put("k", b"a", 60)).unwrap();
        store.set_failing(true);
        assert_eq!(ready(store.get("k")), Err(KvError::Unavailable));
        assert_eq!(ready(store.put("j", b"a", 60)), Err(KvError::Unavailable));
        store.set_failing(false);
        assert_eq!(value(&store), Some(b"a".to_vec()));
        assert_eq!(store.reads(), 2);
    }
}
