//! What a question is read against, for every route that takes one.

use plainquery_core::Settings;
use plainquery_generate::GenerateInput;
use plainquery_sql::Policy;

use crate::{Config, conversation::Conversation, prepared::Prepared};

/// What may be read: the configured schemas, up to so many rows.
pub(crate) fn policy(settings: &Settings, max_rows: u32) -> Policy {
    Policy {
        allowed_schemas: (!settings.schemas.is_empty()).then(|| settings.schemas.clone()),
        max_rows: u64::from(max_rows),
        ..Policy::default()
    }
}

/// The turns before, in the form that the generator takes.
pub(crate) struct Reading<'a> {
    turns: Vec<(&'a str, &'a str)>,
    frame: Option<&'a str>,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(conversation: &'a Conversation) -> Self {
        Self {
            turns: conversation
                .turns
                .iter()
                .map(|turn| (turn.question.as_str(), turn.sql.as_str()))
                .collect(),
            frame: conversation.last().and_then(|turn| turn.frame.as_deref()),
        }
    }

    /// The engine's reading of the turn before.
    pub(crate) fn frame(&self) -> Option<&'a str> {
        self.frame
    }

    /// The turns before, for a call.
    pub(crate) fn owned_turns(&self) -> Vec<(String, String)> {
        self.turns
            .iter()
            .map(|(question, sql)| ((*question).to_owned(), (*sql).to_owned()))
            .collect()
    }

    pub(crate) fn input(
        &'a self,
        config: &'a Config,
        prepared: &'a Prepared,
        policy: &'a Policy,
        question: &'a str,
        today: &'a str,
    ) -> GenerateInput<'a> {
        let settings = &config.settings;
        GenerateInput {
            question,
            today,
            week_starts_on: settings.calendar.week_starts_on,
            fiscal_year_starts_in: settings.calendar.fiscal_year_starts_in,
            previous_frame: self.frame,
            previous_turns: &self.turns,
            catalog: &prepared.catalog,
            readable: prepared.readable(),
            engine: prepared.engine(),
            retrieval: &prepared.index,
            embeddings: config.embeddings.as_ref(),
            vectors: &prepared.vectors,
            policy,
            model: config.model.as_ref(),
            engine_threshold: settings.engine_threshold,
        }
    }
}
