//! Servers to test against.

mod cluster;
mod gateway;

pub(crate) use cluster::{Cluster, PASSWORD, cluster};
pub(crate) use gateway::{GatewayUnderTest, KEY, defaults, http};

/// Skips a test, loudly, where what it needs is not installed.
pub(crate) fn skip(what: &str) {
    assert!(
        std::env::var_os("PLAINQUERY_REQUIRE_SERVERS").is_none(),
        "{what}"
    );
    eprintln!("SKIPPED: {what}");
}
