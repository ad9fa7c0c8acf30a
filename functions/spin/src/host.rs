//! The ports in one bundle.

use plainquery_ask::Config;
use plainquery_core::ports::{Clock, Embeddings, Host, Inference, RandomSource, Unlimited};
use spin_sdk::wasip3::{clocks::system_clock, random::random::get_random_bytes};

use crate::{
    embeddings::SpinEmbeddings, fetch::FetchClient, inference::SpinModels, kv::SpinKv, sql::SpinSql,
};

pub(crate) struct SpinHost {
    sql: SpinSql,
}

impl SpinHost {
    pub(crate) fn new(config: Option<&Config>) -> Self {
        Self {
            sql: SpinSql::new(config.map(|config| &config.settings)),
        }
    }
}

impl Host for SpinHost {
    type Http = FetchClient;
    type Kv = SpinKv;
    type Sql = SpinSql;
    type Clock = SystemClock;
    type Random = SystemRandom;
    // Spin has no counter that all instances share.
    type Limiter = Unlimited;
    type Functions = FetchClient;

    fn http(&self) -> &FetchClient {
        &FetchClient
    }

    fn kv(&self) -> &SpinKv {
        &SpinKv
    }

    fn sql(&self) -> &SpinSql {
        &self.sql
    }

    fn clock(&self) -> &SystemClock {
        &SystemClock
    }

    fn random(&self) -> &SystemRandom {
        &SystemRandom
    }

    fn limiter(&self) -> &Unlimited {
        &Unlimited
    }

    fn functions(&self) -> &FetchClient {
        &FetchClient
    }

    fn inference(&self) -> Option<&dyn Inference> {
        Some(&SpinModels)
    }

    fn embeddings(&self) -> Option<&dyn Embeddings> {
        Some(&SpinEmbeddings)
    }
}

/// `wasi:clocks/system-clock`.
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now_ms(&self) -> u64 {
        let now = system_clock::now();
        let seconds = u64::try_from(now.seconds).unwrap_or_default();
        seconds * 1_000 + u64::from(now.nanoseconds / 1_000_000)
    }
}

/// `wasi:random/random`.
pub(crate) struct SystemRandom;

impl RandomSource for SystemRandom {
    fn fill(&self, buffer: &mut [u8]) {
        let mut rest = buffer;
        // A host may give fewer bytes than were asked for.
        while !rest.is_empty() {
            let bytes = get_random_bytes(rest.len() as u64);
            let count = bytes.len().min(rest.len());
            let (filled, left) = rest.split_at_mut(count);
            filled.copy_from_slice(&bytes[..count]);
            rest = left;
        }
    }
}
