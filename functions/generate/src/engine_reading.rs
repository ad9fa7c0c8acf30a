//! What the engine made of a question, and when that is enough.

use std::rc::Rc;

use plainquery_engine::{Clarification, Draft, Outcome, Refusal};
use plainquery_llm::{Candidate, Hints, ModelError};
use plainquery_sql::{Diagnostic, RuleId, print};
use plainquery_validate::Proof;
use plainquery_wire::ask::Author;

use crate::{
    GenerateError, GenerateInput,
    links::describe_links,
    outcome::{Generated, GeneratedQuery, NoQuery},
};

/// Below it the engine's SQL is not shown as an answer, even where there is nothing better. A guess
/// that is wrong more often than right does harm; `engine_threshold` lowers it where it is lower.
const FALLBACK_CONFIDENCE: f32 = 0.5;

/// The engine's label for a request to change data, which no model is asked about.
const NOT_A_READ: &str = "not_a_read";

/// The engine's outcome, its SQL validated.
pub(crate) struct EngineReading {
    kind: Kind,
    hints: Hints,
    /// The lowest confidence that can stand as an answer.
    fallback_confidence: f32,
    /// Whether it is a follow-up to a turn that the engine did not write and so cannot see.
    is_blind: bool,
}

enum Kind {
    Answer {
        draft: Box<Draft>,
        proof: Rc<Proof>,
    },
    /// The validator refused the engine's SQL: mostly a table that the policy does not permit.
    Invalid {
        diagnostics: Vec<Diagnostic>,
    },
    Clarify(Clarification),
    Refuse(Refusal),
}

impl EngineReading {
    pub(crate) fn new(input: &GenerateInput<'_>, outcome: Outcome) -> Self {
        let (kind, hints) = match outcome {
            Outcome::Answer(draft) => answer(input, draft),
            Outcome::Clarify(clarification) => {
                let hints = Hints {
                    links: describe_links(input.question, &clarification.links),
                    doubt: Some(clarification.message.clone()),
                    ..Hints::default()
                };
                (Kind::Clarify(clarification), hints)
            }
            Outcome::Refuse(refusal) => {
                let hints = Hints {
                    links: describe_links(input.question, &refusal.links),
                    doubt: Some(refusal.message.clone()),
                    ..Hints::default()
                };
                (Kind::Refuse(refusal), hints)
            }
        };
        Self {
            kind,
            hints,
            fallback_confidence: FALLBACK_CONFIDENCE.min(input.engine_threshold),
            is_blind: input.previous_frame.is_none() && !input.previous_turns.is_empty(),
        }
    }

    /// What a model is told of it.
    pub(crate) fn hints(&self) -> &Hints {
        &self.hints
    }

    /// Whether a model need not be asked.
    pub(crate) fn is_final(&self, engine_threshold: f32) -> bool {
        match &self.kind {
            Kind::Answer { draft, .. } => !self.is_blind && draft.confidence >= engine_threshold,
            Kind::Refuse(refusal) => refusal.reason == NOT_A_READ,
            Kind::Invalid { .. } | Kind::Clarify(_) => false,
        }
    }

    /// The outcome without a model.
    pub(crate) fn alone(self) -> Generated {
        let fallback_confidence = self.fallback_confidence;
        match self.kind {
            Kind::Answer { draft, proof } if draft.confidence >= fallback_confidence => {
                Generated::Query(Box::new(query(*draft, proof)))
            }
            Kind::Answer { draft, .. } => Generated::Clarify(NoQuery {
                links: draft.links,
                ..NoQuery::new(
                    "low_confidence",
                    "I am not sure that I understand the question. Ask it in other words, with the \
                     names of the things that you want to see.",
                )
            }),
            Kind::Invalid { diagnostics } => Generated::Refuse(refused_by(&diagnostics)),
            Kind::Clarify(clarification) => Generated::Clarify(NoQuery {
                options: clarification.options,
                links: clarification.links,
                ..NoQuery::new(clarification.reason, clarification.message)
            }),
            Kind::Refuse(refusal) => Generated::Refuse(NoQuery {
                links: refusal.links,
                ..NoQuery::new(refusal.reason, refusal.message)
            }),
        }
    }

    /// The outcome where the validator refused the model's SQL twice.
    pub(crate) fn instead_of_refused(self, diagnostics: &[Diagnostic]) -> Generated {
        if self.has_answer() {
            return self.alone().with_note(
                "The language model's SQL was not accepted; this answer comes from the built-in \
                 engine, which was less sure."
                    .to_owned(),
            );
        }
        Generated::Refuse(refused_by(diagnostics))
    }

    /// The outcome where the model gave nothing: the engine's SQL, unless it is a guess. What else the
    /// engine says (which words it does not know, what it would ask back) is no outcome of a question
    /// that was meant for the model.
    pub(crate) fn instead_of_failed(self, error: ModelError) -> Result<Generated, GenerateError> {
        if !self.has_answer() {
            return Err(error.into());
        }
        let without = if self.is_blind {
            ", without the questions before"
        } else {
            ""
        };
        let note = format!(
            "The language model could not be used ({error}), so the built-in engine answered \
             alone{without}."
        );
        Ok(self.alone().with_note(note))
    }

    fn has_answer(&self) -> bool {
        matches!(
            &self.kind,
            Kind::Answer { draft, .. } if draft.confidence >= self.fallback_confidence
        )
    }
}

fn answer(input: &GenerateInput<'_>, draft: Box<Draft>) -> (Kind, Hints) {
    let sql = print(&draft.query, input.catalog.dialect);
    let links = describe_links(input.question, &draft.links);
    match input.proofs.prove(&sql, input.catalog, input.policy) {
        Ok(proof) => {
            let hints = Hints {
                links,
                candidates: vec![Candidate {
                    sql,
                    confidence: draft.confidence,
                }],
                doubt: None,
            };
            (Kind::Answer { draft, proof }, hints)
        }
        // SQL that may not run is no good hint.
        Err(diagnostics) => {
            let hints = Hints {
                links,
                ..Hints::default()
            };
            (Kind::Invalid { diagnostics }, hints)
        }
    }
}

fn query(draft: Draft, proof: Rc<Proof>) -> GeneratedQuery {
    GeneratedQuery {
        confidence: Some(draft.confidence),
        links: draft.links,
        notes: draft.notes,
        frame: Some(draft.frame),
        ..GeneratedQuery::new(proof, Author::Engine)
    }
}

fn refused_by(diagnostics: &[Diagnostic]) -> NoQuery {
    refused(diagnostics.iter().map(|diagnostic| diagnostic.rule))
}

/// A refusal of SQL by the gravest of the rules that it breaks. The text that was refused is not
/// shown.
pub fn refused(broken: impl IntoIterator<Item = RuleId>) -> NoQuery {
    let broken: Vec<RuleId> = broken.into_iter().collect();
    let rules = || broken.iter().copied();
    if rules().any(is_unsafe) {
        return NoQuery::new(
            "unsafe_sql",
            "The SQL that was written for this question does more than read tables, so it was not \
             run.",
        );
    }
    if rules().any(is_about_permission) {
        return NoQuery::new(
            "not_permitted",
            "The question needs a table or a column that you may not read here.",
        );
    }
    NoQuery::new(
        "invalid_sql",
        "No valid SQL was found for this question. Ask it in other words.",
    )
}

/// Rules that tell what the policy keeps back.
fn is_about_permission(rule: RuleId) -> bool {
    matches!(
        rule,
        RuleId::RelationNotPermitted
            | RuleId::ColumnNotPermitted
            | RuleId::ClaimMissing
            | RuleId::PolicyMisfit
            | RuleId::PolicedPartition
            | RuleId::PolicedSystemColumn
            | RuleId::PolicedWholeRow
    )
}

/// Rules that tell of an attempt to do more than read, rather than of a mistake.
fn is_unsafe(rule: RuleId) -> bool {
    matches!(
        rule,
        RuleId::SeveralStatements
            | RuleId::WriteStatement
            | RuleId::WriteInQuery
            | RuleId::SchemaChange
            | RuleId::TransactionControl
            | RuleId::SessionSetting
            | RuleId::CopyData
            | RuleId::ProceduralCode
            | RuleId::LockTable
            | RuleId::Notification
            | RuleId::Maintenance
            | RuleId::ShowStatement
            | RuleId::SelectInto
            | RuleId::RowLock
            | RuleId::SystemRelation
            | RuleId::ControlCharacter
            | RuleId::NulCharacter
            | RuleId::ExpressionGrowth
            | RuleId::UnboundedSize
    )
}
