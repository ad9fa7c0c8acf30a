//! SQL as Plainquery understands it: a small typed tree, a printer for it, and the validator that
//! turns untrusted text into a tree (parse, bind, check, lower) or says why not.

#[cfg(all(
    feature = "mutation",
    any(not(debug_assertions), target_family = "wasm")
))]
compile_error!("the feature `mutation` is for tests: it can switch rules off");

mod casts;
pub mod cost;
pub mod diagnostic;
mod explain;
mod functions;
mod kinds;
mod limit;
pub mod lint;
mod lower;
#[cfg(feature = "mutation")]
pub mod mutation;
#[cfg(not(feature = "mutation"))]
mod mutation;
mod operators;
mod parse;
pub mod policy;
pub mod prescan;
pub mod print;
mod reads;
mod scope;
mod statements;
pub mod tree;
mod types;
mod unbound;
pub mod validate;
mod walk;

pub use diagnostic::{Diagnostic, Position, RuleId};
pub use explain::explain;
pub use lint::{LintId, Warning, lint};
pub use policy::{CallerRules, Parameters, Policy, PolicyCaller, PolicyDocument, RoleNotPermitted};
pub use print::print;
pub use reads::{ReadColumn, columns_read};
pub use statements::statements;
pub use unbound::{UnboundQuery, check_unbound};
pub use validate::{ResultColumn, ValidatedQuery, validate, validate_tree};
