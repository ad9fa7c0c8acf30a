//! Who may ask: API keys bound to callers, and what proves tokens.

use std::{collections::BTreeMap, sync::OnceLock};

use serde::Deserialize;

use super::{Secret, read::Reader};
use crate::Principal;

pub(super) const API_KEYS: &str = "PLAINQUERY_API_KEYS";
pub(super) const JWT_SECRET: &str = "PLAINQUERY_JWT_HS256_SECRET";
pub(super) const JWKS_URL: &str = "PLAINQUERY_JWKS_URL";
pub(super) const JWT_ISSUER: &str = "PLAINQUERY_JWT_ISSUER";
pub(super) const JWT_AUDIENCE: &str = "PLAINQUERY_JWT_AUDIENCE";
pub(super) const JWT_TENANT_CLAIM: &str = "PLAINQUERY_JWT_TENANT_CLAIM";
pub(super) const JWT_ROLE_CLAIM: &str = "PLAINQUERY_JWT_ROLE_CLAIM";

/// The shortest API key that is taken; 16 random characters hold more than 80 bits.
const MIN_API_KEY_BYTES: usize = 16;
/// RFC 7518 asks for a key at least as long as the hash of HS256.
const MIN_JWT_SECRET_BYTES: usize = 32;
/// What a key starts with where the settings hold only its hash.
const HASHED_KEY_PREFIX: &str = "sha256:";

/// How callers prove who they are.
#[derive(Clone, Debug, Default)]
pub struct AccessSettings {
    /// Keys and whom each stands for.
    pub api_keys: Vec<ApiKey>,
    /// Where tokens are accepted, how they are verified.
    pub jwt: Option<JwtSettings>,
    /// The keys' hashes, once they were needed.
    hashes: OnceLock<Vec<[u8; 32]>>,
}

impl AccessSettings {
    /// The SHA-256 of each key, in order; `sha256` makes those that the settings do not hold, once: the
    /// keys are not changed after they were first needed.
    pub fn key_hashes(&self, sha256: impl Fn(&str) -> [u8; 32]) -> &[[u8; 32]] {
        self.hashes.get_or_init(|| {
            let hash = |key: &ApiKey| key.hash().unwrap_or_else(|| sha256(key.key.expose()));
            self.api_keys.iter().map(hash).collect()
        })
    }
}

/// A key and whom it stands for.
#[derive(Clone, Debug)]
pub struct ApiKey {
    /// What the caller sends as a bearer token; or `sha256:` and the hash of that in hexadecimal, so
    /// that the key itself lies nowhere.
    pub key: Secret,
    /// Whom it stands for.
    pub principal: Principal,
}

impl ApiKey {
    /// The key's SHA-256, where the settings hold that instead of the key.
    pub fn hash(&self) -> Option<[u8; 32]> {
        hash_of(self.key.expose()).flatten()
    }
}

/// How tokens are verified.
#[derive(Clone, Debug, Default)]
pub struct JwtSettings {
    /// The shared key, for tokens that are signed with HS256.
    pub secret: Option<Secret>,
    /// Where the issuer publishes its keys (RFC 7517), for tokens that are signed with RS256, ES256
    /// or `EdDSA`.
    pub jwks_url: Option<String>,
    /// What the claim `iss` must be; `None` does not look at it.
    pub issuer: Option<String>,
    /// What the claim `aud` must hold; `None` takes only tokens without that claim.
    pub audience: Option<String>,
    /// The claims that say who asks.
    pub claims: ClaimNames,
}

/// The claims that say who asks. A name with dots leads into objects, unless a claim has just that
/// name: `app_metadata.tenant`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimNames {
    /// Of the tenant.
    pub tenant: String,
    /// Of the role.
    pub role: String,
    /// Of what else the policy asks for.
    pub further: Vec<String>,
}

impl Default for ClaimNames {
    fn default() -> Self {
        Self {
            tenant: "tenant".to_owned(),
            role: "role".to_owned(),
            further: Vec::new(),
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyBinding {
    subject: String,
    #[serde(default)]
    tenant: Option<String>,
    role: String,
    #[serde(default)]
    claims: BTreeMap<String, String>,
}

impl AccessSettings {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let api_keys = read_api_keys(reader);
        let takes_tokens = [JWT_SECRET, JWKS_URL]
            .iter()
            .any(|key| reader.text(key).is_some());
        if !takes_tokens && reader.text(API_KEYS).is_none() {
            reader.problem(
                API_KEYS,
                format!(
                    "is not set, nor is {JWT_SECRET} or {JWKS_URL}; nobody could ask. Set at least \
                     one"
                ),
            );
        }
        if !takes_tokens {
            for key in [JWT_ISSUER, JWT_AUDIENCE, JWT_TENANT_CLAIM, JWT_ROLE_CLAIM] {
                if reader.text(key).is_some() {
                    reader.problem(
                        key,
                        format!("has no effect without {JWT_SECRET} or {JWKS_URL}"),
                    );
                }
            }
        }
        Self {
            api_keys,
            jwt: takes_tokens.then(|| JwtSettings::read(reader)),
            hashes: OnceLock::new(),
        }
    }
}

impl JwtSettings {
    fn read(reader: &mut Reader<'_>) -> Self {
        let jwks_url = reader.text(JWKS_URL);
        if let Some(url) = &jwks_url
            && !is_safe_address(url)
        {
            reader.problem(
                JWKS_URL,
                "must be an https address such as https://login.example.com/.well-known/jwks.json; \
                 plain http is taken only on the machine itself (localhost) and from containers \
                 beside it (a name without dots)",
            );
        }
        let issuer = reader.text(JWT_ISSUER);
        if jwks_url.is_some() && issuer.is_none() {
            reader.problem(
                JWT_ISSUER,
                format!(
                    "is not set, but {JWKS_URL} is; some issuers sign for many customers with the \
                     same keys. Set it to what the claim `iss` of your tokens says"
                ),
            );
        }
        let defaults = ClaimNames::default();
        Self {
            secret: reader.secret(JWT_SECRET, MIN_JWT_SECRET_BYTES),
            jwks_url,
            issuer,
            audience: reader.text(JWT_AUDIENCE),
            claims: ClaimNames {
                tenant: reader.text(JWT_TENANT_CLAIM).unwrap_or(defaults.tenant),
                role: reader.text(JWT_ROLE_CLAIM).unwrap_or(defaults.role),
                further: defaults.further,
            },
        }
    }
}

/// Whoever can change the keys on their way can sign tokens, so that they travel encrypted or not
/// over a network at all.
fn is_safe_address(url: &str) -> bool {
    let host_of = |rest: &str| {
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        (!authority.is_empty() && !authority.contains('@')).then(|| {
            match authority.rsplit_once(':') {
                Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
                _ => authority,
            }
            .to_owned()
        })
    };
    if url.contains(|character: char| character.is_whitespace() || character.is_control()) {
        return false;
    }
    if let Some(rest) = url.strip_prefix("https://") {
        return host_of(rest).is_some();
    }
    url.strip_prefix("http://")
        .and_then(host_of)
        .is_some_and(|host| {
            host == "[::1]"
                || host.starts_with("127.")
                || !(host.is_empty() || host.contains(['.', '[']))
        })
}

/// `None` for a plain key; for a hashed one its hash, if it is one.
#[expect(
    clippy::option_option,
    reason = "plain, hashed, and wrongly hashed are three things"
)]
fn hash_of(key: &str) -> Option<Option<[u8; 32]>> {
    let digits = key.strip_prefix(HASHED_KEY_PREFIX)?.as_bytes();
    let mut hash = [0; 32];
    if digits.len() != 2 * hash.len() || !digits.iter().all(u8::is_ascii_hexdigit) {
        return Some(None);
    }
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => byte - b'0',
        _ => (byte | 0x20) - b'a' + 10,
    };
    for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(pair[0]) << 4 | digit(pair[1]);
    }
    Some(Some(hash))
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
    if bindings.keys().any(|key| hash_of(key) == Some(None)) {
        reader.problem(
            API_KEYS,
            format!(
                "holds a key that starts with {HASHED_KEY_PREFIX} and goes on with something else \
                 than 64 hexadecimal digits, such as from `printf %s KEY | sha256sum`"
            ),
        );
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
                claims: binding.claims,
            },
        })
        .collect()
}
