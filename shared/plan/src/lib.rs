//! Signed plans: what a validator proved, for an executor in another process or at a later time.
//!
//! A [`VerifiedPlan`] is all that `plainquery-connect` runs for a caller. There are two ways to one: a
//! query that the validator proved in this process ([`VerifiedPlan::proven`]), and a token that such a
//! process signed ([`KeyRing::sign`]) and that holds here ([`KeyRing::verify`], then
//! [`SignedPlan::for_caller`] or [`SignedPlan::for_gateway`]). No text of a caller becomes one. For a
//! gateway that runs nothing but plans, [`GatewaySigner`] signs those and our own statements that read
//! values of columns.
//!
//! A plan of a query that reads much is explained before it runs ([`VerifiedPlan::to_explain`]). That is
//! a plan of its own, whose token says so: one cannot be used as the other, and what stands before the
//! query is a constant of whoever runs it.
//!
//! A token is bound to its query, data source, dialect, tenant, role, the versions of catalog and
//! policy, the settings that change what a query means, its caps, its audience and its time. It is
//! *not* bound to the caller within tenant and role, nor to one use: until it expires, whoever has the
//! same tenant and role may run it, and run it again. It gives no right that they lack: the same SQL
//! would be proven for them as well. (Other claims that the policy looks at are part of the policy's
//! version.) Whoever has a token can read it, but for secret parameters, which are sealed in it.

mod audience;
mod bindings;
mod error;
mod gateway;
mod key_ring;
mod keyed;
mod payload;
mod sealed;
mod signed;
mod verified;

pub use audience::Audience;
pub use bindings::{Bindings, DataSource, RunCaps, RunSettings, policy_version};
pub use error::PlanError;
pub use gateway::GatewaySigner;
pub use key_ring::KeyRing;
pub use keyed::Keyed;
pub use sealed::{open, seal};
pub use signed::{MAX_TOKEN_BYTES, SignedPlan};
pub use verified::{Purpose, VerifiedPlan, is_explain};

#[cfg(test)]
mod tests;
