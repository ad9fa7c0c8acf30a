//! What is measured in V8: a question from its request to its response, and the validator by itself. Each
//! is a feature, so that the second is built without all that it does not need.

#[cfg(feature = "questions")]
mod questions;
#[cfg(feature = "validator")]
mod validator;
