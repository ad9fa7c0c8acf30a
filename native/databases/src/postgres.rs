//! A Postgres client on `postgres-protocol`, the codec of tokio-postgres.
//!
//! tokio-postgres itself cannot serve here: the Neon protocol wants every value in Postgres's text
//! format together with each field's table, column and type modifier, and tokio-postgres asks for
//! binary values and drops the modifier. Nor can it stop reading a row that is over a cap.

mod address;
mod authentication;
mod cancel;
mod channel_binding;
mod connection;
mod error;
mod leading_words;
mod tls;
mod transaction;

pub use address::decode;
pub use address::{Address, AddressError, Endpoint, Password, TlsMode};
pub use cancel::CancelToken;
pub use connection::{Connection, Field, Limits, OnExcess, ResultSet};
pub use error::{PostgresError, ServerError};
pub use transaction::{IsolationLevel, Pipelining, TransactionMode};
