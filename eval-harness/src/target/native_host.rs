//! The ports of the pipeline in this process: the model through the run's traffic, and nothing else
//! that would make an answer depend on when it is asked.

use plainquery_core::{
    Table,
    ports::{Batch, Host, KvError, KvStore, NoFunctions, SqlEndpoint, SqlError, Unlimited},
};

use crate::traffic::{ItemTraffic, NativeRandom, SystemClock};

/// A host for one question.
#[derive(Debug)]
pub(super) struct NativeHost<'a> {
    pub(super) traffic: &'a ItemTraffic<'a>,
    pub(super) clock: SystemClock,
    pub(super) random: NativeRandom,
}

impl<'a> NativeHost<'a> {
    pub(super) fn new(traffic: &'a ItemTraffic<'a>) -> Self {
        Self {
            traffic,
            clock: SystemClock,
            random: NativeRandom,
        }
    }
}

/// Nothing is cached between questions but what a session prepares.
#[derive(Clone, Copy, Debug)]
pub(super) struct NoStore;

impl KvStore for NoStore {
    async fn get(&self, _key: &str) -> Result<Option<Vec<u8>>, KvError> {
        Ok(None)
    }

    async fn put(&self, _key: &str, _value: &[u8], _ttl_s: u32) -> Result<(), KvError> {
        Ok(())
    }
}

/// Generating SQL reads no rows; what is generated is run by the scorer.
#[derive(Clone, Copy, Debug)]
pub(super) struct NoDatabase;

impl SqlEndpoint for NoDatabase {
    async fn run(&self, _batch: &Batch) -> Result<Vec<Table>, SqlError> {
        Err(SqlError::Unavailable)
    }
}

impl<'a> Host for NativeHost<'a> {
    type Http = ItemTraffic<'a>;
    type Kv = NoStore;
    type Sql = NoDatabase;
    type Clock = SystemClock;
    type Random = NativeRandom;
    type Limiter = Unlimited;
    type Functions = NoFunctions;

    fn http(&self) -> &ItemTraffic<'a> {
        self.traffic
    }

    fn kv(&self) -> &NoStore {
        &NoStore
    }

    fn sql(&self) -> &NoDatabase {
        &NoDatabase
    }

    fn clock(&self) -> &SystemClock {
        &self.clock
    }

    fn random(&self) -> &NativeRandom {
        &self.random
    }

    fn limiter(&self) -> &Unlimited {
        &Unlimited
    }

    fn functions(&self) -> &NoFunctions {
        &NoFunctions
    }
}
