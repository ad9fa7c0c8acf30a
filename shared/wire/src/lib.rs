//! Public JSON types and problem documents: what clients over HTTP send and get.

pub mod ask;
pub mod events;
pub mod execute;
pub mod generate;
pub mod problem;
pub mod question;
pub mod retrieve;
pub mod schema;
pub mod validate;
mod whole;

pub use ask::{AskRequest, AskResponse};
pub use execute::{ExecuteRequest, ExecuteResponse};
pub use generate::{GenerateRequest, GenerateResponse};
pub use problem::{ApiError, Problem};
pub use question::checked_question;
pub use retrieve::{RetrieveRequest, RetrieveResponse};
pub use schema::SchemaResponse;
