//! The conversation travels with the client as a signed token, so that no host keeps a session.
//!
//! `1.<payload>.<signature>`, both in base64url. The payload is readable (it holds only what the
//! client has seen) and bound to the caller, the tenant, the role and the data source.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use plainquery_core::{ErrorKind, Principal, Secret, Settings};
use plainquery_plan::Keyed;
use plainquery_wire::ApiError;
use serde::{Deserialize, Serialize};

use crate::data_source::data_source;

const VERSION: &str = "1";
const PURPOSE: &str = "conversation-1";
/// Turns that a follow-up may lean on.
const MAX_TURNS: usize = 4;
/// The largest token that is made or read, in bytes.
const MAX_TOKEN_BYTES: usize = 16 * 1024;

/// A question that was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// The question.
    pub question: String,
    /// The SQL that ran.
    pub sql: String,
    /// The engine's reading of it, where the engine wrote it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frame: Option<String>,
}

/// The turns before, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conversation {
    /// At most [`MAX_TURNS`].
    pub turns: Vec<Turn>,
}

#[derive(Serialize, Deserialize)]
struct Payload {
    subject: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tenant: Option<String>,
    role: String,
    source: String,
    /// Seconds since 1970.
    expires_at_s: u64,
    turns: Vec<Turn>,
}

impl Conversation {
    /// The last turn.
    pub fn last(&self) -> Option<&Turn> {
        self.turns.last()
    }

    /// The conversation with one more turn, without the oldest if there are too many.
    #[must_use]
    pub fn with(mut self, turn: Turn) -> Self {
        self.turns.push(turn);
        let surplus = self.turns.len().saturating_sub(MAX_TURNS);
        self.turns.drain(..surplus);
        self
    }

    /// Signs the conversation for the caller. Leaves out the oldest turns where the token would be
    /// too large; `None` where nothing is left to carry.
    pub fn sign(
        mut self,
        settings: &Settings,
        principal: &Principal,
        now_ms: u64,
    ) -> Option<String> {
        let secret = &settings.conversation_secret;
        while !self.turns.is_empty() {
            let payload = Payload {
                subject: principal.subject.clone(),
                tenant: principal.tenant.clone(),
                role: principal.role.clone(),
                source: data_source(settings, secret),
                expires_at_s: now_ms / 1_000 + u64::from(settings.conversation_ttl_s),
                turns: self.turns,
            };
            let json = serde_json::to_vec(&payload).ok()?;
            let signature = keyed(secret, &json).bytes();
            let token = format!(
                "{VERSION}.{}.{}",
                URL_SAFE_NO_PAD.encode(&json),
                URL_SAFE_NO_PAD.encode(signature)
            );
            if token.len() <= MAX_TOKEN_BYTES {
                return Some(token);
            }
            self.turns = payload.turns;
            self.turns.remove(0);
        }
        None
    }

    /// Reads a token; only one that this caller got for this data source and that has not expired.
    pub fn verify(
        token: &str,
        settings: &Settings,
        principal: &Principal,
        now_ms: u64,
    ) -> Result<Self, ApiError> {
        let (payload, secret) = read_signed(token, settings).ok_or_else(forged)?;
        let is_owner = payload.subject == principal.subject
            && payload.tenant == principal.tenant
            && payload.role == principal.role;
        if !is_owner {
            return Err(ApiError::with_id(
                ErrorKind::Forbidden,
                "conversation-of-another-caller",
                "The conversation belongs to another caller. Ask again without `conversation`.",
            ));
        }
        if payload.source != data_source(settings, secret) {
            return Err(ApiError::with_id(
                ErrorKind::InvalidRequest,
                "conversation-of-another-database",
                "The conversation is about another database. Ask again without `conversation`.",
            ));
        }
        if payload.expires_at_s <= now_ms / 1_000 {
            return Err(ApiError::with_id(
                ErrorKind::InvalidRequest,
                "conversation-expired",
                "The conversation has expired. Ask again without `conversation`.",
            ));
        }
        Ok(Self {
            turns: payload.turns,
        })
    }
}

fn keyed(secret: &Secret, json: &[u8]) -> Keyed {
    Keyed::new(secret, PURPOSE).field(json)
}

/// The payload and the secret that signed it, if the signature holds; nothing of it is parsed before.
fn read_signed<'a>(token: &str, settings: &'a Settings) -> Option<(Payload, &'a Secret)> {
    if token.len() > MAX_TOKEN_BYTES {
        return None;
    }
    let (version, rest) = token.split_once('.')?;
    let (payload, signature) = rest.split_once('.')?;
    let json = URL_SAFE_NO_PAD.decode(payload).ok()?;
    let signature = URL_SAFE_NO_PAD.decode(signature).ok()?;
    if version != VERSION {
        return None;
    }
    let secret = std::iter::once(&settings.conversation_secret)
        .chain(&settings.previous_conversation_secret)
        .find(|secret| keyed(secret, &json).matches(&signature))?;
    Some((serde_json::from_slice(&json).ok()?, secret))
}

fn forged() -> ApiError {
    ApiError::with_id(
        ErrorKind::InvalidRequest,
        "conversation-not-valid",
        "`conversation` is not a token of this service, or was changed. Send the one of the last \
         answer as it is, or ask again without it.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW_MS: u64 = 1_750_000_000_000;

    fn settings() -> Settings {
        Settings::new(Secret::new("0123456789abcdef0123456789abcdef"))
    }

    fn principal(tenant: &str) -> Principal {
        Principal {
            subject: "ann".into(),
            tenant: Some(tenant.into()),
            role: "analyst".into(),
            ..Principal::default()
        }
    }

    fn turn(question: &str) -> Turn {
        Turn {
            question: question.into(),
            sql: "SELECT 1".into(),
            frame: Some("{}".into()),
        }
    }

    fn token(settings: &Settings) -> String {
        Conversation::default()
            .with(turn("How many orders?"))
            .sign(settings, &principal("acme"), NOW_MS)
            .expect("small")
    }

    fn refusal(token: &str, settings: &Settings, tenant: &str, now_ms: u64) -> &'static str {
        Conversation::verify(token, settings, &principal(tenant), now_ms)
            .expect_err("must be refused")
            .id
    }

    #[test]
    fn its_owner_gets_the_turns_back() {
        let settings = settings();
        let read =
            Conversation::verify(&token(&settings), &settings, &principal("acme"), NOW_MS).unwrap();
        assert_eq!(read.last(), Some(&turn("How many orders?")));
    }

    #[test]
    fn any_changed_character_is_noticed() {
        let settings = settings();
        let token = token(&settings);
        for index in 0..token.len() {
            let mut changed = token.clone().into_bytes();
            changed[index] = if changed[index] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).expect("ascii");
            assert_eq!(
                refusal(&changed, &settings, "acme", NOW_MS),
                "conversation-not-valid",
                "position {index}"
            );
        }
        for junk in [
            "",
            ".",
            "..",
            "1..",
            "1.e30.",
            "é.é.é",
            &token[..token.len() - 1],
        ] {
            assert_eq!(
                refusal(junk, &settings, "acme", NOW_MS),
                "conversation-not-valid"
            );
        }
    }

    #[test]
    fn others_and_other_databases_are_refused() {
        let settings = settings();
        let token = token(&settings);
        assert_eq!(
            refusal(&token, &settings, "umbrella", NOW_MS),
            "conversation-of-another-caller"
        );
        let mut elsewhere = settings.clone();
        elsewhere.schemas = vec!["other".into()];
        assert_eq!(
            refusal(&token, &elsewhere, "acme", NOW_MS),
            "conversation-of-another-database"
        );
        let rotated = Settings::new(Secret::new("another secret of thirty-two bytes!!"));
        assert_eq!(
            refusal(&token, &rotated, "acme", NOW_MS),
            "conversation-not-valid"
        );
    }

    #[test]
    fn the_secret_changes_without_a_conversation_that_ends() {
        let mut settings = settings();
        let before = token(&settings);
        settings.previous_conversation_secret = Some(settings.conversation_secret.clone());
        settings.conversation_secret = Secret::new("another secret of thirty-two bytes!!");
        let read = Conversation::verify(&before, &settings, &principal("acme"), NOW_MS).unwrap();
        assert_eq!(read.last(), Some(&turn("How many orders?")));
        // What is signed from now on holds without the secret before.
        let after = read.sign(&settings, &principal("acme"), NOW_MS).unwrap();
        settings.previous_conversation_secret = None;
        assert!(Conversation::verify(&after, &settings, &principal("acme"), NOW_MS).is_ok());
        assert_eq!(
            refusal(&before, &settings, "acme", NOW_MS),
            "conversation-not-valid"
        );
    }

    #[test]
    fn it_expires() {
        let settings = settings();
        let ttl_ms = u64::from(settings.conversation_ttl_s) * 1_000;
        let token = token(&settings);
        assert!(
            Conversation::verify(
                &token,
                &settings,
                &principal("acme"),
                NOW_MS + ttl_ms - 1_000
            )
            .is_ok()
        );
        assert_eq!(
            refusal(&token, &settings, "acme", NOW_MS + ttl_ms),
            "conversation-expired"
        );
    }

    #[test]
    fn old_turns_go_first_and_the_token_stays_small() {
        let settings = settings();
        let long = "x".repeat(5_000);
        let conversation = (0..9).fold(Conversation::default(), |conversation, index| {
            conversation.with(turn(&format!("{index} {long}")))
        });
        assert_eq!(conversation.turns.len(), MAX_TURNS);
        let token = conversation
            .sign(&settings, &principal("acme"), NOW_MS)
            .unwrap();
        assert!(token.len() <= MAX_TOKEN_BYTES);
        let read = Conversation::verify(&token, &settings, &principal("acme"), NOW_MS).unwrap();
        assert!(read.last().unwrap().question.starts_with("8 "));
        assert_eq!(read.turns.len(), 2);
        let huge = Conversation::default().with(turn(&"x".repeat(MAX_TOKEN_BYTES)));
        assert_eq!(huge.sign(&settings, &principal("acme"), NOW_MS), None);
    }
}
