//! Whole answers in KV, where the operator turned that on. Off by default: rows are kept.
//!
//! The key holds everything that an answer depends on; nothing is ever taken because it is similar.
//! The schema's fingerprint is part of it, and the database is asked for its own before a kept answer
//! is given: see `current`.

use plainquery_core::{
    Dialect,
    ports::{Host, KvStore},
};
use plainquery_plan::{Keyed, policy_version};
use plainquery_wire::AskResponse;
use serde::{Deserialize, Serialize};

use crate::{
    Config,
    attempt::{Asking, Attempt},
    conversation::Turn,
    data_source::data_source,
    prepared::Prepared,
    writer,
};

/// KV is for small things; a larger answer is cheaper to compute than to move.
const MAX_ENTRY_BYTES: usize = 256 * 1024;

/// An answer and the turn that it adds to the conversation.
#[derive(Serialize, Deserialize)]
pub(crate) struct CachedAnswer {
    pub(crate) response: AskResponse,
    pub(crate) turn: Option<Turn>,
}

/// Everything that an answer depends on.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct AnswerKey {
    /// Of all tenants and of this one; the operator raises one to forget what was kept.
    generations: [u32; 2],
    data_source: String,
    dialect: Dialect,
    tenant: Option<String>,
    role: String,
    catalog_version: String,
    catalog_fingerprint: String,
    policy_version: String,
    /// This process's release.
    release: String,
    /// What wrote the SQL: see `writer`.
    writer: String,
    engine_threshold: f32,
    max_rows: u32,
    max_bytes: usize,
    timeout_ms: u32,
    max_estimated_cost: u64,
    explain_from_rows: u64,
    today: String,
    utc_offset_minutes: i32,
    week_starts_on: u8,
    fiscal_year_starts_in: u8,
    conversation: Vec<Turn>,
    question: String,
}

impl<H: Host> Asking<'_, H> {
    /// The key of this question's answer by that schema and that writer of SQL.
    pub(crate) fn key(&self, prepared: &Prepared, writer: String) -> AnswerKey {
        let settings = &self.config.settings;
        let calendar = &settings.calendar;
        AnswerKey {
            generations: settings
                .cache_generations
                .of(self.caller.principal.tenant.as_deref()),
            data_source: data_source(settings, &settings.conversation_secret),
            dialect: prepared.catalog.dialect,
            tenant: self.caller.principal.tenant.clone(),
            role: self.caller.principal.role.clone(),
            catalog_version: prepared.version.clone(),
            catalog_fingerprint: prepared.fingerprint.clone(),
            policy_version: policy_version(&self.policy),
            release: env!("CARGO_PKG_VERSION").to_owned(),
            writer,
            engine_threshold: settings.engine_threshold,
            max_rows: self.max_rows,
            max_bytes: settings.limits.max_bytes,
            timeout_ms: settings.limits.timeout_ms,
            max_estimated_cost: settings.limits.max_estimated_cost,
            explain_from_rows: settings.limits.explain_from_rows,
            today: self.today.clone(),
            utc_offset_minutes: calendar.utc_offset_minutes,
            week_starts_on: calendar.week_starts_on,
            fiscal_year_starts_in: calendar.fiscal_year_starts_in,
            conversation: self.conversation.turns.clone(),
            question: self.question.to_owned(),
        }
    }
}

impl AnswerKey {
    /// Every field, length-prefixed, then hashed. Taken apart without `..`, so that a new field cannot
    /// be left out.
    fn text(&self, config: &Config) -> String {
        let Self {
            generations: [of_all, of_tenant],
            data_source,
            dialect,
            tenant,
            role,
            catalog_version,
            catalog_fingerprint,
            policy_version,
            release,
            writer,
            engine_threshold,
            max_rows,
            max_bytes,
            timeout_ms,
            max_estimated_cost,
            explain_from_rows,
            today,
            utc_offset_minutes,
            week_starts_on,
            fiscal_year_starts_in,
            conversation,
            question,
        } = self;
        let turns = serde_json::to_vec(conversation).unwrap_or_default();
        let hash = Keyed::new(&config.settings.conversation_secret, "answer-4")
            .field(&of_all.to_be_bytes())
            .field(&of_tenant.to_be_bytes())
            .field(data_source.as_bytes())
            .field(dialect.label().as_bytes())
            .optional(tenant.as_deref())
            .field(role.as_bytes())
            .field(catalog_version.as_bytes())
            .field(catalog_fingerprint.as_bytes())
            .field(policy_version.as_bytes())
            .field(release.as_bytes())
            .field(writer.as_bytes())
            .field(&engine_threshold.to_be_bytes())
            .field(&max_rows.to_be_bytes())
            .field(&(*max_bytes as u64).to_be_bytes())
            .field(&timeout_ms.to_be_bytes())
            .field(&max_estimated_cost.to_be_bytes())
            .field(&explain_from_rows.to_be_bytes())
            .field(today.as_bytes())
            .field(&utc_offset_minutes.to_be_bytes())
            .field(&[*week_starts_on])
            .field(&[*fiscal_year_starts_in])
            .field(&turns)
            .field(question.as_bytes())
            .hex();
        format!("answer/{hash}")
    }
}

/// A kept answer; any failure is a miss.
pub(crate) async fn recall<H: Host>(
    host: &H,
    config: &Config,
    key: &AnswerKey,
) -> Option<CachedAnswer> {
    config.settings.cache.answer_ttl_s?;
    let bytes = host.kv().get(&key.text(config)).await.ok()??;
    serde_json::from_slice(&bytes).ok()
}

/// Keeps an answer, under what wrote it and not under what was asked who does; a failure costs nothing
/// but time later.
pub(crate) async fn keep<H: Host>(asking: &Asking<'_, H>, current: &Prepared, attempt: &Attempt) {
    let config = asking.config;
    let Some(ttl_s) = config.settings.cache.answer_ttl_s else {
        return;
    };
    let writer = match &attempt.writer {
        Some(told) => told.clone(),
        None => writer::version(config),
    };
    let key = asking.key(current, writer);
    if let Ok(bytes) = serde_json::to_vec(&attempt.answer)
        && bytes.len() <= MAX_ENTRY_BYTES
    {
        let _ = asking.host.kv().put(&key.text(config), &bytes, ttl_s).await;
    }
}

#[cfg(test)]
#[path = "answer_cache/tests.rs"]
mod tests;
