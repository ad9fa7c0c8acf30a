//! Who may ask: API keys bound to callers, and the key that signs tokens.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{Secret, read::Reader};
use crate::Principal;

pub(super) const API_KEYS: &str = "PLAINQUERY_API_KEYS";
pub(super) const JWT_SECRET: &str = "PLAINQUERY_JWT_HS256_SECRET";
pub(super) const JWT_AUDIENCE: &str = "PLAINQUERY_JWT_AUDIENCE";

/// The shortest API key that is taken; 16 random characters hold more than 80 bits.
const MIN_API_KEY_BYTES: usize = 16;
/// RFC 7518 asks for a key at least as long as the hash of HS256.
const MIN_JWT_SECRET_BYTES: usize = 32;

/// How callers prove who they are.
#[derive(Clone, Debug, Default)]
pub struct AccessSettings {
    /// Keys and whom each stands for.
    pub api_keys: Vec<ApiKey>,
    /// Where tokens are accepted, how they are verified.
    pub jwt: Option<JwtSettings>,
}

/// A key and whom it stands for.
#[derive(Clone, Debug)]
pub struct ApiKey {
    /// What the caller sends as a bearer token.
    pub key: Secret,
    /// Whom it stands for.
    pub principal: Principal,
}

/// How tokens are verified: HS256 only.
#[derive(Clone, Debug)]
pub struct JwtSettings {
    /// The shared key.
    pub secret: Secret,
    /// What the claim `aud` must hold; `None` takes only tokens without that claim.
    pub audience: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyBinding {
    subject: String,
    #[serde(default)]
    tenant: Option<String>,
    role: String,
}

impl AccessSettings {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let api_keys = read_api_keys(reader);
        let secret_is_set = reader.text(JWT_SECRET).is_some();
        let audience = reader.text(JWT_AUDIENCE);
        if audience.is_some() && !secret_is_set {
            reader.problem(JWT_AUDIENCE, format!("has no effect without {JWT_SECRET}"));
        }
        let jwt = reader
            .secret(JWT_SECRET, MIN_JWT_SECRET_BYTES)
            .map(|secret| JwtSettings { secret, audience });
        if !secret_is_set && reader.text(API_KEYS).is_none() {
            reader.problem(
                API_KEYS,
                format!("is not set, nor is {JWT_SECRET}; nobody could ask. Set at least one"),
            );
        }
        Self { api_keys, jwt }
    }
}

fn read_api_keys(reader: &mut Reader<'_>) -> Vec<ApiKey> {
    let Some(text) = reader.text(API_KEYS) else {
        return Vec::new();
    };
    let bindings = match serde_json::from_str::<BTreeMap<String, KeyBinding>>(&text) {
        Ok(bindings) => bindings,
        Err(error) => {
            // The parser's own message could quote a key.
            reader.problem(
                API_KEYS,
                format!(
                    "must be a JSON object such as {{\"<key>\": {{\"subject\": \"ann\", \
                     \"tenant\": \"acme\", \"role\": \"analyst\"}}}}; it cannot be read at line {} \
                     column {}",
                    error.line(),
                    error.column()
                ),
            );
            return Vec::new();
        }
    };
    if bindings.is_empty() {
        reader.problem(API_KEYS, "holds no key");
    }
    if bindings.keys().any(|key| key.len() < MIN_API_KEY_BYTES) {
        reader.problem(
            API_KEYS,
            format!(
                "holds a key of fewer than {MIN_API_KEY_BYTES} characters; use random ones, such \
                 as from `openssl rand -hex 32`"
            ),
        );
    }
    if bindings
        .values()
        .any(|binding| binding.subject.is_empty() || binding.role.is_empty())
    {
        reader.problem(API_KEYS, "has a key whose subject or role is empty");
    }
    bindings
        .into_iter()
        .map(|(key, binding)| ApiKey {
            key: Secret::new(key),
            principal: Principal {
                subject: binding.subject,
                tenant: binding.tenant.filter(|tenant| !tenant.is_empty()),
                role: binding.role,
            },
        })
        .collect()
}
