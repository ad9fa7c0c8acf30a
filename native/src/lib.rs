//! Plainquery outside WASM: a Postgres client, the gateway that speaks the Neon protocol before
//! any Postgres, and the terminal client.

pub mod cli;
pub mod clock;
pub mod disk_cache;
pub mod endpoint;
pub mod gateway;
pub mod http_client;
pub mod postgres;
pub mod random;
pub mod sqlite;
