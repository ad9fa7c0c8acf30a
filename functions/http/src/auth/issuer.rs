//! The keys of the tokens' issuer: from memory, else from KV, else from the issuer.
//!
//! They are fetched anew when they are old, and when a token names a key that is not among them, which
//! is how a rotation shows. Whoever sends tokens with made-up key ids must not make us hammer the
//! issuer, so that there is at most one try in [`RETRY_MS`], whatever came of it. Keys that are old
//! serve while the issuer does not answer, up to [`MAX_STALE_MS`].

use std::{cell::RefCell, rc::Rc};

use hmac::{Hmac, KeyInit, Mac};
use plainquery_core::{
    ErrorKind, Secret, Settings,
    ports::{Clock, Host, HttpClient, HttpRequest, KvStore, Method},
};
use plainquery_wire::ApiError;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    key_set::{KeySet, NoKey},
    refused,
    token::Token,
};
use crate::etag::hex;

/// A key that its issuer has withdrawn is taken for no longer than this.
const FRESH_MS: u64 = 10 * 60 * 1_000;
/// The least time between two tries.
const RETRY_MS: u64 = 30 * 1_000;
/// For so long keys serve without a word from their issuer.
const MAX_STALE_MS: u64 = 24 * 60 * 60 * 1_000;
const FETCH_TIMEOUT_MS: u32 = 5_000;
/// Sets of real issuers have a few KiB.
const MAX_DOCUMENT_BYTES: usize = 64 * 1024;
const MAC_BYTES: usize = 32;
/// Issuers that one isolate keeps; a host has one.
const MAX_REMEMBERED: usize = 4;

/// What is known of an issuer's keys.
#[derive(Clone, Default)]
struct Known {
    keys: Option<Rc<KeySet>>,
    /// As the issuer published them.
    document: String,
    /// When the issuer last gave them.
    fetched_at_ms: u64,
    /// When it was last asked, or began to be.
    tried_at_ms: u64,
}

impl Known {
    fn is_fresh(&self, now_ms: u64) -> bool {
        // Clocks may be set back: what lies ahead is as far away as what lies behind.
        self.keys.is_some() && now_ms.abs_diff(self.fetched_at_ms) < FRESH_MS
    }

    fn may_be_tried(&self, now_ms: u64) -> bool {
        now_ms.abs_diff(self.tried_at_ms) >= RETRY_MS
    }

    /// With what another instance has left in KV.
    fn merged(self, stored: Option<Self>) -> Self {
        let Some(stored) = stored else { return self };
        let tried_at_ms = self.tried_at_ms.max(stored.tried_at_ms);
        let newer = if stored.fetched_at_ms > self.fetched_at_ms {
            stored
        } else {
            self
        };
        Self {
            tried_at_ms,
            ..newer
        }
    }

    /// The keys, unless they are too old to be trusted.
    fn usable(&self, now_ms: u64) -> Option<&KeySet> {
        self.keys
            .as_deref()
            .filter(|_| now_ms.abs_diff(self.fetched_at_ms) < MAX_STALE_MS)
    }
}

/// What is known, as it lies in KV behind a MAC: who can write there must not be able to add keys.
#[derive(Serialize, Deserialize)]
struct Stored {
    fetched_at_ms: u64,
    tried_at_ms: u64,
    document: String,
}

thread_local! {
    static MEMORY: RefCell<Vec<(String, Known)>> = const { RefCell::new(Vec::new()) };
}

/// Checks the token's signature with the issuer's keys.
pub(super) async fn check_signature<H: Host>(
    host: &H,
    settings: &Settings,
    url: &str,
    token: &Token<'_>,
) -> Result<(), ApiError> {
    let now_ms = host.clock().now_ms();
    let mut known = recall(url).unwrap_or_default();
    if !known.is_fresh(now_ms) {
        known = renewed(host, settings, url, known).await;
    }
    let mut verdict = known.usable(now_ms).map(|keys| verify(keys, token));
    if verdict == Some(Err(NoKey::Unknown)) {
        known = renewed(host, settings, url, known).await;
        verdict = known.usable(now_ms).map(|keys| verify(keys, token));
    }
    match verdict {
        Some(Ok(true)) => Ok(()),
        Some(Ok(false)) => Err(refused("its signature does not hold")),
        Some(Err(NoKey::Unknown)) => Err(refused("its issuer publishes no such key")),
        Some(Err(NoKey::Ambiguous)) => Err(refused("which key it is signed with cannot be told")),
        None => Err(ApiError::with_id(
            ErrorKind::UpstreamUnavailable,
            "issuer-unavailable",
            "The keys of the tokens' issuer cannot be read, so that no token can be checked. Try \
             again later.",
        )
        .with_retry_after(Some(u32::try_from(RETRY_MS / 1_000).unwrap_or(u32::MAX)))),
    }
}

fn verify(keys: &KeySet, token: &Token<'_>) -> Result<bool, NoKey> {
    keys.verify(
        token.algorithm,
        token.key_id.as_deref(),
        token.signed.as_bytes(),
        &token.signature,
    )
}

/// What is known after a look into KV and, where that does not help either, a question to the issuer.
async fn renewed<H: Host>(host: &H, settings: &Settings, url: &str, known: Known) -> Known {
    let now_ms = host.clock().now_ms();
    if !known.may_be_tried(now_ms) {
        return known;
    }
    let secret = &settings.conversation_secret;
    let kv_key = format!("jwks/{}", hex(&Sha256::digest(url.as_bytes())[..16]));
    let stored = match host.kv().get(&kv_key).await {
        Ok(Some(bytes)) => unsealed(secret, url, &bytes),
        _ => None,
    };
    let mut known = known.merged(stored);
    if !known.may_be_tried(now_ms) {
        remember(url, &known);
        return known;
    }
    if known.keys.is_some() {
        // Who comes meanwhile is served with what is there.
        known.tried_at_ms = now_ms;
        remember(url, &known);
    }
    let fetched = fetch(host, url).await;
    known.tried_at_ms = host.clock().now_ms();
    if let Some((keys, document)) = fetched {
        known.keys = Some(Rc::new(keys));
        known.document = document;
        known.fetched_at_ms = known.tried_at_ms;
    }
    remember(url, &known);
    let ttl_s = u32::try_from(MAX_STALE_MS / 1_000).unwrap_or(u32::MAX);
    // A lost write costs a question to the issuer, nothing else.
    let _ = host
        .kv()
        .put(&kv_key, &sealed(secret, url, &known), ttl_s)
        .await;
    known
}

async fn fetch<H: Host>(host: &H, url: &str) -> Option<(KeySet, String)> {
    let response = host
        .http()
        .send(HttpRequest {
            method: Method::Get,
            url: url.to_owned(),
            headers: vec![(
                "accept".to_owned(),
                "application/jwk-set+json, application/json".to_owned(),
            )],
            body: Vec::new(),
            timeout_ms: FETCH_TIMEOUT_MS,
            max_response_bytes: MAX_DOCUMENT_BYTES,
        })
        .await
        .ok()
        .filter(|response| response.status == 200)?;
    let keys = KeySet::read(&response.body).ok()?;
    Some((keys, String::from_utf8(response.body).ok()?))
}

fn sealed(secret: &Secret, url: &str, known: &Known) -> Vec<u8> {
    // Texts and numbers: serialisation has nothing to fail on.
    let content = serde_json::to_vec(&Stored {
        fetched_at_ms: known.fetched_at_ms,
        tried_at_ms: known.tried_at_ms,
        document: known.document.clone(),
    })
    .unwrap_or_default();
    let mut value = seal(secret, url, &content).finalize().into_bytes().to_vec();
    value.extend(content);
    value
}

/// `None` where the value is not one of ours, or holds no keys that this version can read but says it
/// does.
fn unsealed(secret: &Secret, url: &str, value: &[u8]) -> Option<Known> {
    let (mac, content) = value.split_at_checked(MAC_BYTES)?;
    seal(secret, url, content).verify_slice(mac).ok()?;
    let stored: Stored = serde_json::from_slice(content).ok()?;
    let keys = if stored.document.is_empty() {
        None
    } else {
        Some(Rc::new(KeySet::read(stored.document.as_bytes()).ok()?))
    };
    Some(Known {
        keys,
        document: stored.document,
        fetched_at_ms: stored.fetched_at_ms,
        tried_at_ms: stored.tried_at_ms,
    })
}

/// A MAC over purpose, address and content; lengths keep the fields apart.
fn seal(secret: &Secret, url: &str, content: &[u8]) -> Hmac<Sha256> {
    let mac = Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes())
        .unwrap_or_else(|_| unreachable!("HMAC takes keys of any length"));
    [b"jwks-1".as_slice(), url.as_bytes(), content]
        .into_iter()
        .fold(mac, |mac, field| {
            mac.chain_update((field.len() as u64).to_be_bytes())
                .chain_update(field)
        })
}

fn recall(url: &str) -> Option<Known> {
    MEMORY.with_borrow(|memory| {
        memory
            .iter()
            .find(|(key, _)| key == url)
            .map(|(_, known)| known.clone())
    })
}

/// Keeps the newest; the oldest goes where there are too many.
fn remember(url: &str, known: &Known) {
    MEMORY.with_borrow_mut(|memory| {
        memory.retain(|(key, _)| key != url);
        let surplus = (memory.len() + 1).saturating_sub(MAX_REMEMBERED);
        memory.drain(..surplus);
        memory.push((url.to_owned(), known.clone()));
    });
}

#[cfg(test)]
mod tests;
