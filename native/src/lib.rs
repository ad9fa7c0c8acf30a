//! Plainquery outside WASM: a Postgres client, the gateway that speaks the Neon protocol before
//! any Postgres, the functions as a server of their own, and the terminal client.

pub mod cli;
pub mod clock;
pub mod disk_cache;
pub mod gateway;
pub mod http_client;
pub mod random;
pub mod role;
pub mod serve;
pub mod settings_file;

pub use plainquery_databases::{endpoint, postgres, sqlite};
