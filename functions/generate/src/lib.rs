//! A question to SQL: the engine first, a language model where the engine is not sure.
//!
//! 1. The engine reads the question. What it is sure of is the answer, and a request to change data
//!    is refused, without a model.
//! 2. Otherwise, where a model is configured, it is asked, with the engine's reading as hints. Its SQL
//!    is validated; what the validator refuses goes back to it once.
//! 3. Where the model gives nothing that can be used, the engine's SQL stands, if it is not too
//!    doubtful, with a note that says so. Where the engine has none, a failed model is an error
//!    ([`GenerateError`]): a question back or a refusal by the engine would pass the outage off as a
//!    fault of the question.
//!
//! All SQL, the engine's too, goes through the validator as text.

mod engine_reading;
mod error;
mod links;
mod model_round;
mod outcome;
mod response;
mod shown;

use std::cell::OnceCell;

use plainquery_catalog::Catalog;
use plainquery_core::ports::Host;
use plainquery_engine::{Engine, Question};
use plainquery_llm::{EmbeddingsSettings, ModelSettings};
use plainquery_retrieval::Index;
use plainquery_retrieve::VectorMemory;
use plainquery_sql::Policy;
use plainquery_validate::Proofs;

pub use engine_reading::refused;
pub use error::GenerateError;
pub use links::word_links;
pub use outcome::{Generated, GeneratedQuery, NoQuery};
pub use response::response;

use engine_reading::EngineReading;
use model_round::{ModelResult, ask_model};
use shown::shown_relations;

/// A question and what it is read against. The engine and the index must be of `readable`.
#[derive(Clone, Copy, Debug)]
pub struct GenerateInput<'a> {
    /// The question as typed.
    pub question: &'a str,
    /// Today, as `YYYY-MM-DD`.
    pub today: &'a str,
    /// The week's first day: 1 is Monday, 7 is Sunday.
    pub week_starts_on: u8,
    /// The month in which the fiscal year starts, 1 to 12.
    pub fiscal_year_starts_in: u8,
    /// The engine's reading of the turn before; `None` where there was none or a model wrote it.
    pub previous_frame: Option<&'a str>,
    /// The turns before as (question, SQL), oldest first.
    pub previous_turns: &'a [(&'a str, &'a str)],
    /// The whole catalog, for the validator: it tells what is not permitted from what is not there.
    pub catalog: &'a Catalog,
    /// The part of it that `policy` permits. Nothing else is read into a question or shown to a model.
    pub readable: &'a Catalog,
    /// The engine over `readable`.
    pub engine: &'a Engine,
    /// The index over `readable`; filled when it is first needed, which is only for schemas that a prompt
    /// cannot show whole.
    pub retrieval: &'a OnceCell<Index>,
    /// The model that makes vectors for the same; `None` ranks tables by words alone.
    pub embeddings: Option<&'a EmbeddingsSettings>,
    /// The vectors of `readable`.
    pub vectors: &'a VectorMemory,
    /// What may be read.
    pub policy: &'a Policy,
    /// What was proven against `catalog` before.
    pub proofs: &'a Proofs,
    /// The model; `None` leaves the engine alone.
    pub model: Option<&'a ModelSettings>,
    /// The confidence from which the engine's answer is taken without asking the model.
    pub engine_threshold: f32,
}

/// Writes SQL for a question, asks back, or refuses.
pub async fn generate<H: Host>(
    host: &H,
    input: &GenerateInput<'_>,
) -> Result<Generated, GenerateError> {
    if !input.catalog.dialect.is_answered() {
        return Ok(Generated::Refuse(NoQuery::new(
            "unsupported_dialect",
            "Questions about this kind of database are not answered here; its SQL is only validated.",
        )));
    }
    let reading = input.engine.ask(&Question {
        text: input.question,
        today: input.today,
        week_starts_on: input.week_starts_on,
        fiscal_year_starts_in: input.fiscal_year_starts_in,
        previous: input.previous_frame,
    });
    decide(host, input, EngineReading::new(input, reading)).await
}

async fn decide<H: Host>(
    host: &H,
    input: &GenerateInput<'_>,
    reading: EngineReading,
) -> Result<Generated, GenerateError> {
    let Some(model) = input.model else {
        return Ok(reading.alone());
    };
    if reading.is_final(input.engine_threshold) {
        return Ok(reading.alone());
    }
    let shown = shown_relations(host, input, model.max_input_tokens as usize).await;
    let (result, usage) = ask_model(host, model, input, &reading, shown.relations).await;
    let generated = match result {
        ModelResult::Generated(generated) => generated,
        ModelResult::Refused(diagnostics) => reading.instead_of_refused(&diagnostics),
        ModelResult::Failed(error) => reading.instead_of_failed(error)?,
    };
    let generated = match shown.warning {
        Some(warning) => generated.with_note(warning),
        None => generated,
    };
    Ok(generated.with_usage(usage))
}

#[cfg(test)]
mod tests;
