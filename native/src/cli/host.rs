use plainquery_core::ports::{Host, NoFunctions, Unlimited};

use super::database::Database;
use crate::{
    clock::SystemClock, disk_cache::DiskCache, http_client::ReqwestClient, random::OsRandom,
};

/// The ports of this process.
pub(super) struct NativeHost {
    pub(super) http: ReqwestClient,
    pub(super) cache: DiskCache,
    pub(super) database: Database,
    pub(super) clock: SystemClock,
    pub(super) random: OsRandom,
}

impl Host for NativeHost {
    type Http = ReqwestClient;
    type Kv = DiskCache;
    type Sql = Database;
    type Clock = SystemClock;
    type Random = OsRandom;
    type Limiter = Unlimited;
    type Functions = NoFunctions;

    fn http(&self) -> &ReqwestClient {
        &self.http
    }

    fn kv(&self) -> &DiskCache {
        &self.cache
    }

    fn sql(&self) -> &Database {
        &self.database
    }

    fn clock(&self) -> &SystemClock {
        &self.clock
    }

    fn random(&self) -> &OsRandom {
        &self.random
    }

    fn limiter(&self) -> &Unlimited {
        &Unlimited
    }

    fn functions(&self) -> &NoFunctions {
        &NoFunctions
    }
}
