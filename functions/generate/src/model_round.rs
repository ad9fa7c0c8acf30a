//! Asks the model, and once more with the validator's reasons.

use std::rc::Rc;

use plainquery_core::ports::Host;
use plainquery_llm::{
    ModelError, ModelSettings, Prompt, PromptInput, Proposal, Repair, SchemaView, Turn, complete,
};
use plainquery_sql::Diagnostic;
use plainquery_validate::Proof;
use plainquery_wire::ask::{Author, Usage};

use crate::{
    GenerateInput,
    engine_reading::EngineReading,
    outcome::{Generated, GeneratedQuery, NoQuery},
};

/// What came of the model.
pub(crate) enum ModelResult {
    /// SQL that validates, a question back, or a refusal by the model.
    Generated(Generated),
    /// SQL that was refused, and after the repair again.
    Refused(Vec<Diagnostic>),
    /// Nothing that can be used.
    Failed(ModelError),
}

/// At most two rounds over these relations. A second round that fails leaves the refusal of the first.
pub(crate) async fn ask_model<H: Host>(
    host: &H,
    settings: &ModelSettings,
    input: &GenerateInput<'_>,
    reading: &EngineReading,
    relations: Vec<usize>,
) -> (ModelResult, Usage) {
    let mut asking = Asking {
        host,
        settings,
        input,
        reading,
        relations,
        usage: plainquery_llm::Usage::default(),
    };
    let result = asking.rounds().await;
    (result, usage(settings, asking.usage))
}

struct Asking<'a, H> {
    host: &'a H,
    settings: &'a ModelSettings,
    input: &'a GenerateInput<'a>,
    reading: &'a EngineReading,
    relations: Vec<usize>,
    usage: plainquery_llm::Usage,
}

/// SQL of the model that the validator refused.
struct RefusedSql {
    sql: String,
    diagnostics: Vec<Diagnostic>,
}

impl<H: Host> Asking<'_, H> {
    async fn rounds(&mut self) -> ModelResult {
        let refused = match self.round(None).await {
            Ok(Ok(generated)) => return ModelResult::Generated(generated),
            Ok(Err(refused)) => refused,
            Err(error) => return ModelResult::Failed(error),
        };
        match self.round(Some(&refused)).await {
            Ok(Ok(generated)) => ModelResult::Generated(generated),
            Ok(Err(again)) => ModelResult::Refused(again.diagnostics),
            Err(_) => ModelResult::Refused(refused.diagnostics),
        }
    }

    async fn round(
        &mut self,
        refused: Option<&RefusedSql>,
    ) -> Result<Result<Generated, RefusedSql>, ModelError> {
        let prompt = self.prompt(refused);
        let host = self.host;
        let text = match complete(host.http(), host.inference(), self.settings, &prompt).await {
            Ok(completion) => {
                self.usage.add(completion.usage);
                completion.text
            }
            Err(failure) => {
                self.usage.add(failure.usage);
                return Err(failure.error);
            }
        };
        Ok(match Proposal::parse(&text)? {
            Proposal::Answer { sql, explanation } => {
                match self
                    .input
                    .proofs
                    .prove(&sql, self.input.catalog, self.input.policy)
                {
                    Ok(proof) => Ok(self.query(proof, explanation, refused.is_some())),
                    Err(diagnostics) => Err(RefusedSql { sql, diagnostics }),
                }
            }
            Proposal::Clarify { message } => Ok(Generated::Clarify(NoQuery::new(
                "unclear",
                message.unwrap_or_else(|| {
                    "The question can be read in more than one way. Say more exactly what you want \
                     to see."
                        .to_owned()
                }),
            ))),
            Proposal::Refuse { message } => Ok(Generated::Refuse(NoQuery::new(
                "not_in_data",
                message.unwrap_or_else(|| {
                    "The data does not hold what the question asks for.".to_owned()
                }),
            ))),
        })
    }

    fn prompt(&self, refused: Option<&RefusedSql>) -> Prompt {
        let input = self.input;
        let previous: Vec<Turn<'_>> = input
            .previous_turns
            .iter()
            .map(|(question, sql)| Turn { question, sql })
            .collect();
        let diagnostics: Vec<String> = refused
            .map(|refused| {
                refused
                    .diagnostics
                    .iter()
                    .map(ToString::to_string)
                    .collect()
            })
            .unwrap_or_default();
        let prompt = PromptInput {
            question: input.question,
            today: input.today,
            week_starts_on: input.week_starts_on,
            fiscal_year_starts_in: input.fiscal_year_starts_in,
            schema: SchemaView {
                catalog: input.readable,
                relations: &self.relations,
            },
            previous: &previous,
            hints: self.reading.hints(),
            repair: refused.map(|refused| Repair {
                sql: &refused.sql,
                diagnostics: &diagnostics,
            }),
        };
        Prompt::build(&prompt, self.settings.max_input_tokens as usize)
    }

    fn query(&self, proof: Rc<Proof>, explanation: Option<String>, repaired: bool) -> Generated {
        let author = Author::Model {
            provider: self.settings.provider.label().to_owned(),
            model: self.settings.model.clone(),
            repaired,
        };
        Generated::Query(Box::new(GeneratedQuery {
            notes: explanation.into_iter().collect(),
            ..GeneratedQuery::new(proof, author)
        }))
    }
}

fn usage(settings: &ModelSettings, usage: plainquery_llm::Usage) -> Usage {
    Usage {
        model_calls: usage.calls,
        input_tokens: usage.input_tokens,
        cached_input_tokens: usage.cached_input_tokens,
        output_tokens: usage.output_tokens,
        cost_usd: settings.prices.map(|prices| usage.cost_usd(&prices)),
    }
}
