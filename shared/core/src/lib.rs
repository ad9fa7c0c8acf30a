//! Domain types, ports and error kinds that every other crate agrees on.
//!
//! Nothing here does I/O, reads a clock or knows a runtime: effects are the traits in [`ports`],
//! and a host (Workers, Spin, native, a test) brings them.

#![expect(
    async_fn_in_trait,
    reason = "ports are used through generics on single-threaded hosts; no Send bound is wanted"
)]

pub mod dialect;
pub mod error;
pub mod function;
pub mod ports;
pub mod principal;
pub mod settings;
pub mod table;

pub use dialect::Dialect;
pub use error::ErrorKind;
pub use function::Function;
pub use principal::Principal;
pub use settings::{Secret, Settings, SettingsErrors};
pub use table::{OutputColumn, Table, TypeClass, Value};
