//! The database role that questions run as: how it should be made, and what is wrong with the one
//! that is there.

mod posture;
mod quote;
mod script;

pub use posture::{Finding, Posture, Severity, read_posture};
pub(crate) use posture::{SERVER_PROBE, is_posture_statement};
pub use script::{RoleScript, TenantRule};
