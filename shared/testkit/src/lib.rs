//! Real-acting doubles of the ports, for tests only.
//!
//! Each double can be shared (`&self` everywhere; all but the functions are `Sync`) and is ready at once,
//! so that [`ready`] runs an async test without a runtime.

mod clock;
mod database;
mod functions;
mod host;
mod http;
mod kv;
mod limiter;
mod lock;
mod random;
mod ready;
mod sql;

pub use clock::ManualClock;
pub use database::TestDatabase;
pub use functions::ScriptedFunctions;
pub use host::TestHost;
pub use http::ScriptedHttp;
pub use kv::MemoryKv;
pub use limiter::ScriptedLimiter;
pub use random::SeededRandom;
pub use ready::ready;
pub use sql::ScriptedSql;
