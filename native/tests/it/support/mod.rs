//! Servers to test against.

mod cluster;
mod database;
mod gateway;
mod private;
mod psql;
mod served;

pub(crate) use cluster::{Cluster, PASSWORD, cluster};
pub(crate) use database::{Lock, Watcher};
pub(crate) use gateway::{GatewayUnderTest, KEY, defaults, http};
pub(crate) use private::{PrivatePostgres, PrivateRedis};
pub(crate) use served::{API_KEY, Served, Told};

/// Skips a test, loudly, where what it needs is not installed.
pub(crate) fn skip(what: &str) {
    assert!(
        std::env::var_os("PLAINQUERY_REQUIRE_SERVERS").is_none(),
        "{what}"
    );
    eprintln!("SKIPPED: {what}");
}
