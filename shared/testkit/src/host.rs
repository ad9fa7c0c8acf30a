use plainquery_core::Table;
use plainquery_core::ports::Host;

use crate::{
    ManualClock, MemoryKv, ScriptedFunctions, ScriptedHttp, ScriptedLimiter, ScriptedSql,
    SeededRandom,
};

/// A host of doubles; set the fields that a test needs.
#[derive(Debug)]
pub struct TestHost {
    /// Outgoing HTTP.
    pub http: ScriptedHttp,
    /// The cache; it shares `clock`.
    pub kv: MemoryKv,
    /// The database.
    pub sql: ScriptedSql,
    /// The time.
    pub clock: ManualClock,
    /// Randomness.
    pub random: SeededRandom,
    /// Functions that are deployed apart.
    pub functions: ScriptedFunctions,
    /// Limits by caller.
    pub limiter: ScriptedLimiter,
}

impl TestHost {
    /// A host with that database, an empty cache and no reachable network.
    pub fn new(sql: ScriptedSql) -> Self {
        let clock = ManualClock::default();
        Self {
            http: ScriptedHttp::new(),
            kv: MemoryKv::new(clock.clone()),
            sql,
            clock,
            random: SeededRandom::new(1),
            functions: ScriptedFunctions::default(),
            limiter: ScriptedLimiter::default(),
        }
    }
}

impl Default for TestHost {
    /// A host whose database gives an empty table to everything.
    fn default() -> Self {
        Self::new(ScriptedSql::always(Table::default()))
    }
}

impl Host for TestHost {
    type Http = ScriptedHttp;
    type Kv = MemoryKv;
    type Sql = ScriptedSql;
    type Clock = ManualClock;
    type Random = SeededRandom;
    type Limiter = ScriptedLimiter;
    type Functions = ScriptedFunctions;

    fn http(&self) -> &ScriptedHttp {
        &self.http
    }

    fn kv(&self) -> &MemoryKv {
        &self.kv
    }

    fn sql(&self) -> &ScriptedSql {
        &self.sql
    }

    fn clock(&self) -> &ManualClock {
        &self.clock
    }

    fn random(&self) -> &SeededRandom {
        &self.random
    }

    fn limiter(&self) -> &ScriptedLimiter {
        &self.limiter
    }

    fn functions(&self) -> &ScriptedFunctions {
        &self.functions
    }
}
