use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};

use plainquery_core::ports::{Clock, KV_READ_TIMEOUT_MS, KvError, KvStore};

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
/// to 512 bytes, values to 25 MiB; on request stale, slow, failing, over its quota, or failing at one call.
#[derive(Debug)]
pub struct MemoryKv {
    clock: ManualClock,
    /// All versions of a key, oldest first: a stale reader sees an old one.
    entries: Mutex<HashMap<String, Vec<Version>>>,
    stale_ms: AtomicU64,
    failing: AtomicBool,
    over_quota: AtomicBool,
    read_ms: AtomicU64,
    /// Calls until the one that fails; 0 where none does.
    calls_to_failure: AtomicUsize,
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
            over_quota: AtomicBool::new(false),
            read_ms: AtomicU64::new(0),
            calls_to_failure: AtomicUsize::new(0),
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

    /// From now on every write is refused as one too many (429), as on a plan's last write of the day.
    pub fn set_over_quota(&self, over_quota: bool) {
        self.over_quota.store(over_quota, Ordering::SeqCst);
    }

    /// From now on a read takes so long on the clock. One that hangs is given up, as every adapter
    /// must, after [`KV_READ_TIMEOUT_MS`].
    pub fn set_read_ms(&self, read_ms: u64) {
        self.read_ms.store(read_ms, Ordering::SeqCst);
    }

    /// The n-th call from now on fails, counted from 1, reads and writes alike; the others do not.
    pub fn fail_at_call(&self, n: usize) {
        self.calls_to_failure.store(n, Ordering::SeqCst);
    }

    /// Puts other bytes in place of a value, past all limits: as a writer of another version, or a
    /// fault of the store.
    pub fn corrupt(&self, key: &str, value: &[u8]) {
        if let Some(versions) = lock(&self.entries).get_mut(key) {
            for version in versions {
                version.value = value.to_vec();
            }
        }
    }

    /// Whether the call that is being made is to fail.
    fn fails(&self) -> bool {
        let last_before =
            self.calls_to_failure
                .fetch_update(Ordering::SeqCst, Ordering::SeqCst, |calls| {
                    calls.checked_sub(1)
                });
        last_before == Ok(1) || self.failing.load(Ordering::SeqCst)
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
        let read_ms = self.read_ms.load(Ordering::SeqCst);
        let timeout_ms = u64::from(KV_READ_TIMEOUT_MS);
        self.clock.advance_ms(read_ms.min(timeout_ms));
        if self.fails() || read_ms > timeout_ms {
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
        if self.fails() {
            return Err(KvError::Unavailable);
        }
        if self.over_quota.load(Ordering::SeqCst) {
            self.refused_writes.fetch_add(1, Ordering::SeqCst);
            return Err(KvError::RateLimited);
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
    fn one_call_fails() {
        let (_, store) = store();
        ready(store.put("k", b"a", 60)).unwrap();
        store.fail_at_call(2);
        assert_eq!(value(&store), Some(b"a".to_vec()));
        assert_eq!(ready(store.put("j", b"a", 60)), Err(KvError::Unavailable));
        assert_eq!(value(&store), Some(b"a".to_vec()));
        assert_eq!(ready(store.get("j")), Ok(None));
    }

    #[test]
    fn slow_reads_take_time_and_hanging_ones_are_given_up() {
        let (clock, store) = store();
        let start_ms = clock.now_ms();
        ready(store.put("k", b"a", 60)).unwrap();
        store.set_read_ms(1_500);
        assert_eq!(value(&store), Some(b"a".to_vec()));
        assert_eq!(clock.now_ms() - start_ms, 1_500);
        store.set_read_ms(u64::MAX);
        assert_eq!(ready(store.get("k")), Err(KvError::Unavailable));
        assert_eq!(clock.now_ms() - start_ms, 3_500);
    }

    #[test]
    fn writes_over_the_quota_are_refused_and_reads_go_on() {
        let (_, store) = store();
        ready(store.put("k", b"a", 60)).unwrap();
        store.set_over_quota(true);
        assert_eq!(ready(store.put("j", b"a", 60)), Err(KvError::RateLimited));
        assert_eq!(value(&store), Some(b"a".to_vec()));
        store.corrupt("k", b"\xff");
        assert_eq!(value(&store), Some(b"\xff".to_vec()));
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
