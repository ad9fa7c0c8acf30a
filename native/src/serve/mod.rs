//! The functions as a server of their own, for Docker and for whoever has neither Workers nor Spin.
//!
//! Handlers are single-threaded, so each worker is a thread with a runtime of its own, and a
//! connection stays with the worker that it was given to. No request changes threads: the answer's
//! body is made as fast as its reader takes it, and a caller who leaves drops the work, down to the
//! database's query. What is shared (connections to the database and to Redis, the cache in memory,
//! counters) is shared by all workers and bounded.

mod body;
mod connection;
mod database;
mod exchange;
mod host;
mod limiter;
mod memory_kv;
mod memory_limiter;
mod options;
mod redis;
mod server;
mod worker;

pub use database::DatabaseTarget;
pub use options::{
    DATABASE_CONNECTIONS, DEADLINE_MS, LISTEN, MAX_IN_FLIGHT, REDIS_URL, RateLimit,
    SHUTDOWN_GRACE_MS, ServeOptions, WORKERS,
};
pub use redis::ping_redis;
pub use server::{ServeError, Server};
