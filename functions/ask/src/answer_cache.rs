//! Whole answers in KV, where the operator turned that on. Off by default: rows are kept.
//!
//! The key holds everything that an answer depends on; nothing is ever taken because it is similar.

use plainquery_core::{
    Principal, Settings,
    ports::{Host, KvStore},
};
use plainquery_plan::Keyed;
use plainquery_wire::{AskRequest, AskResponse};
use serde::{Deserialize, Serialize};

use crate::{
    Config,
    conversation::{Conversation, Turn},
    data_source::data_source,
};

/// KV is for small things; a larger answer is cheaper to compute than to move.
const MAX_ENTRY_BYTES: usize = 256 * 1024;

/// An answer and the turn that it adds to the conversation.
#[derive(Serialize, Deserialize)]
pub(crate) struct CachedAnswer {
    pub(crate) response: AskResponse,
    pub(crate) turn: Option<Turn>,
}

/// What an answer depends on besides the settings.
pub(crate) struct AnswerKey<'a> {
    pub(crate) principal: &'a Principal,
    pub(crate) catalog_version: &'a str,
    pub(crate) today: &'a str,
    pub(crate) conversation: &'a Conversation,
    pub(crate) request: &'a AskRequest,
}

impl AnswerKey<'_> {
    /// Decision 9 of the design: every input, length-prefixed, then hashed.
    fn text(&self, config: &Config) -> String {
        let settings = &config.settings;
        let calendar = &settings.calendar;
        let turns = serde_json::to_vec(&self.conversation.turns).unwrap_or_default();
        let hash = Keyed::new(&settings.conversation_secret, "answer-1")
            .field(env!("CARGO_PKG_VERSION").as_bytes())
            .field(data_source(settings, &settings.conversation_secret).as_bytes())
            .optional(self.principal.tenant.as_deref())
            .field(self.principal.role.as_bytes())
            .field(self.catalog_version.as_bytes())
            .field(model_identity(config).as_bytes())
            .field(&settings.engine_threshold.to_be_bytes())
            .field(&settings.limits.max_rows.to_be_bytes())
            .field(&settings.limits.max_bytes.to_be_bytes())
            .field(self.today.as_bytes())
            .field(&calendar.utc_offset_minutes.to_be_bytes())
            .field(&[calendar.week_starts_on, calendar.fiscal_year_starts_in])
            .field(&turns)
            .field(self.request.question.as_bytes())
            .field(&self.request.max_rows.unwrap_or(0).to_be_bytes())
            .hex();
        format!("answer/{hash}")
    }
}

/// Settings of the model in a form that changes when they do. Debug holds no secret.
fn model_identity(config: &Config) -> String {
    format!("{:?}", config.model)
}

fn is_on(settings: &Settings) -> Option<u32> {
    settings.cache.answer_ttl_s
}

/// A kept answer; any failure is a miss.
pub(crate) async fn recall<H: Host>(
    host: &H,
    config: &Config,
    key: &AnswerKey<'_>,
) -> Option<CachedAnswer> {
    is_on(&config.settings)?;
    let bytes = host.kv().get(&key.text(config)).await.ok()??;
    serde_json::from_slice(&bytes).ok()
}

/// Keeps an answer; a failure costs nothing but time later.
pub(crate) async fn keep<H: Host>(
    host: &H,
    config: &Config,
    key: &AnswerKey<'_>,
    answer: &CachedAnswer,
) {
    let Some(ttl_s) = is_on(&config.settings) else {
        return;
    };
    if let Ok(bytes) = serde_json::to_vec(answer)
        && bytes.len() <= MAX_ENTRY_BYTES
    {
        let _ = host.kv().put(&key.text(config), &bytes, ttl_s).await;
    }
}
