//! Postgres behind the Neon `/sql` protocol.
//!
//! Upstreams are fixed by the configuration; a request's connection string only picks one of them.
//! Every request has a deadline, every answer a cap, every upstream a bounded pool.

mod access;
mod answer;
mod array;
mod checking;
mod embedded;
mod execute;
mod failure;
mod job;
mod parameters;
mod pool;
mod request;
mod server;
mod startup;
mod upstream;

pub use access::{GatewayKey, WeakKey};
pub use checking::PlanCheck;
pub use embedded::EmbeddedConfig;
pub(crate) use failure::Failure;
pub(crate) use pool::Lease;
pub use server::{Gateway, GatewayConfig, GatewayError};
pub(crate) use upstream::Upstream;
pub use upstream::{UpstreamConfig, UpstreamSource};
