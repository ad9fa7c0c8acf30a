//! Plainquery outside WASM: a Postgres client, the gateway that speaks the Neon protocol before
//! any Postgres, the functions as a server of their own, and the terminal client.

mod batch;
pub mod cli;
pub mod clock;
pub mod disk_cache;
pub mod endpoint;
pub mod gateway;
pub mod http_client;
pub mod postgres;
pub mod random;
pub mod role;
pub mod serve;
pub mod settings_file;
pub mod sqlite;
