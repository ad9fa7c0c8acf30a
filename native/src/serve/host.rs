//! The ports of one worker.

use std::sync::Arc;

use plainquery_core::ports::{Host, KvError, KvStore, NoFunctions};

use super::{database::WorkerDatabase, limiter::Limiter, memory_kv::MemoryKv, redis::Redis};
use crate::{clock::SystemClock, http_client::ReqwestClient, random::OsRandom};

/// The cache as all workers share it.
#[derive(Clone)]
pub(super) enum Kv {
    Memory(Arc<MemoryKv>),
    Redis(Redis),
}

impl KvStore for Kv {
    async fn get(&self, key: &str) -> Result<Option<Vec<u8>>, KvError> {
        match self {
            Self::Memory(store) => store.get(key).await,
            Self::Redis(store) => store.get(key).await,
        }
    }

    async fn put(&self, key: &str, value: &[u8], ttl_s: u32) -> Result<(), KvError> {
        match self {
            Self::Memory(store) => store.put(key, value, ttl_s).await,
            Self::Redis(store) => store.put(key, value, ttl_s).await,
        }
    }
}

pub(super) struct ServeHost {
    pub(super) http: ReqwestClient,
    pub(super) kv: Kv,
    pub(super) database: WorkerDatabase,
    pub(super) limiter: Limiter,
}

impl Host for ServeHost {
    type Http = ReqwestClient;
    type Kv = Kv;
    type Sql = WorkerDatabase;
    type Clock = SystemClock;
    type Random = OsRandom;
    type Limiter = Limiter;
    type Functions = NoFunctions;

    fn http(&self) -> &ReqwestClient {
        &self.http
    }

    fn kv(&self) -> &Kv {
        &self.kv
    }

    fn sql(&self) -> &WorkerDatabase {
        &self.database
    }

    fn clock(&self) -> &SystemClock {
        &SystemClock
    }

    fn random(&self) -> &OsRandom {
        &OsRandom
    }

    fn limiter(&self) -> &Limiter {
        &self.limiter
    }

    fn functions(&self) -> &NoFunctions {
        &NoFunctions
    }
}
