//! Language models: settings, prompts, the providers' wire formats, reply parsing, usage; and the
//! embeddings of texts.
//!
//! The way of a call: [`Prompt::build`] renders what is asked within a budget of tokens,
//! [`complete`] sends it through an HTTP port and reads the provider's answer, [`Proposal::parse`]
//! reads the model's own JSON. Nothing here trusts a model: its SQL is text for the validator.
//!
//! What a model sees: the schema with comments, enum labels and the values that the catalog may
//! show, the question and the turns before, the engine's reading. Never rows.

mod budget;
mod call;
mod embeddings;
mod error;
mod fence;
mod prompt;
mod provider;
mod reply;
mod schema_text;
mod settings;
mod usage;

pub use budget::estimate_tokens;
pub use call::{CallFailure, Completion, complete};
pub use embeddings::{
    EmbeddingsProvider, EmbeddingsSettings, HttpEmbeddings, MAX_EMBEDDED_TEXTS, embed,
};
pub use error::ModelError;
pub use prompt::{
    Candidate, Hints, Prompt, PromptInput, Repair, Turn, prompt_hashes, prompt_version,
};
pub use provider::{ResponseFormat, build_list_request, build_request, read_completion};
pub use reply::Proposal;
pub use schema_text::SchemaView;
pub use settings::{ModelSettings, Prices, Provider};
pub use usage::Usage;
