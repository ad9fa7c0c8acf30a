//! JSON web tokens (RFC 7515, RFC 7519, RFC 8725). No claim is read before the signature has held, and
//! the algorithm has to be one that the settings and the key's type allow: never the token's choice.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use plainquery_core::{
    Principal, Secret,
    settings::{ClaimNames, JwtSettings},
};
use serde::Deserialize;
use serde_json::{Map, Value};
use sha2::Sha256;

/// Clocks of issuers may differ from ours by this much.
const LEEWAY_S: u64 = 30;
/// Hosts take headers of some 16 KiB in all.
const MAX_TOKEN_BYTES: usize = 8 * 1024;
const MALFORMED: &str = "it is not a signed token";

/// How a token is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Algorithm {
    /// HMAC with a shared key.
    Hs256,
    /// RSA, PKCS #1 v1.5.
    Rs256,
    /// ECDSA over P-256.
    Es256,
    /// Ed25519.
    EdDsa,
}

impl Algorithm {
    fn of(name: &str, settings: &JwtSettings) -> Option<Self> {
        let algorithm = match name {
            "HS256" => Self::Hs256,
            "RS256" => Self::Rs256,
            "ES256" => Self::Es256,
            // RFC 9864 names the curve.
            "EdDSA" | "Ed25519" => Self::EdDsa,
            _ => return None,
        };
        let is_taken = match algorithm {
            Self::Hs256 => settings.secret.is_some(),
            Self::Rs256 | Self::Es256 | Self::EdDsa => settings.jwks_url.is_some(),
        };
        is_taken.then_some(algorithm)
    }

    /// Those that the settings allow, in words.
    fn taken(settings: &JwtSettings) -> &'static str {
        match (settings.secret.is_some(), settings.jwks_url.is_some()) {
            (true, false) => "HS256",
            (_, true) if settings.secret.is_none() => "RS256, ES256 or EdDSA",
            _ => "HS256, RS256, ES256 or EdDSA",
        }
    }
}

/// What a token says about its signature. A key that lies in the token itself (`jwk`, `x5c`, or behind
/// `jku`, `x5u`) is not even read.
#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: Option<String>,
    typ: Option<String>,
    /// Extensions that must be understood; none are.
    crit: Option<Value>,
}

/// A token whose signature is still to be checked.
#[derive(Debug)]
pub(super) struct Token<'a> {
    /// How it is signed.
    pub(super) algorithm: Algorithm,
    /// The key that it says it is signed with.
    pub(super) key_id: Option<String>,
    /// What is signed.
    pub(super) signed: &'a str,
    /// The signature.
    pub(super) signature: Vec<u8>,
    claims: &'a str,
}

impl<'a> Token<'a> {
    /// Takes a token apart; the reasons hold nothing of it.
    pub(super) fn read(text: &'a str, settings: &JwtSettings) -> Result<Self, String> {
        if text.len() > MAX_TOKEN_BYTES {
            return Err(format!("it is longer than {MAX_TOKEN_BYTES} bytes"));
        }
        let (signed, signature) = text.rsplit_once('.').ok_or(MALFORMED)?;
        let (header, claims) = signed.split_once('.').ok_or(MALFORMED)?;
        let header: Header = decode(header).ok_or(MALFORMED)?;
        let algorithm = Algorithm::of(&header.alg, settings);
        let (Some(algorithm), None) = (algorithm, &header.crit) else {
            return Err(format!(
                "it must be signed with {} and have no critical extensions",
                Algorithm::taken(settings)
            ));
        };
        if !header.typ.as_deref().is_none_or(is_token_type) {
            return Err("its type must be `JWT` or `at+jwt`".to_owned());
        }
        Ok(Self {
            algorithm,
            key_id: header.kid,
            signed,
            signature: URL_SAFE_NO_PAD.decode(signature).map_err(|_| MALFORMED)?,
            claims,
        })
    }

    /// Whether the signature is one of the shared key.
    pub(super) fn is_signed_with(&self, secret: &Secret) -> bool {
        Hmac::<Sha256>::new_from_slice(secret.expose().as_bytes()).is_ok_and(|mac| {
            mac.chain_update(self.signed.as_bytes())
                .verify_slice(&self.signature)
                .is_ok()
        })
    }

    /// The caller that a token names whose signature has held, or why it does not hold now and here.
    pub(super) fn principal(
        &self,
        settings: &JwtSettings,
        now_s: u64,
    ) -> Result<Principal, String> {
        let claims: Claims = decode(self.claims)
            .ok_or("it needs the claims `sub` and `exp`, and all in their usual types")?;
        let all: Map<String, Value> = decode(self.claims).ok_or(MALFORMED)?;
        claims.check_times(now_s)?;
        claims.check_issuer(settings.issuer.as_deref())?;
        claims.check_audience(settings.audience.as_deref())?;
        let ClaimNames {
            tenant,
            role,
            further,
        } = &settings.claims;
        let role = match text_of(&all, role)? {
            Some(role) if !claims.sub.is_empty() => role,
            _ => {
                return Err(format!(
                    "it needs the claims `sub` and `{role}`, and neither may be empty"
                ));
            }
        };
        Ok(Principal {
            subject: claims.sub,
            tenant: text_of(&all, tenant)?,
            role,
            claims: further
                .iter()
                .filter_map(|name| match text_of(&all, name) {
                    Ok(value) => Some(Ok((name.clone(), value?))),
                    Err(why) => Some(Err(why)),
                })
                .collect::<Result<_, _>>()?,
        })
    }
}

/// RFC 8725, 3.11: a token that was made for something else (a logout, a proof of possession) says so.
fn is_token_type(kind: &str) -> bool {
    let kind = kind.to_ascii_lowercase();
    let kind = kind.strip_prefix("application/").unwrap_or(&kind);
    ["jwt", "at+jwt"].contains(&kind)
}

#[derive(Deserialize)]
struct Claims {
    sub: String,
    /// Seconds since 1970; may have a fraction.
    exp: f64,
    nbf: Option<f64>,
    iss: Option<String>,
    #[serde(default)]
    aud: Audience,
}

#[derive(Default, Deserialize)]
#[serde(untagged)]
enum Audience {
    #[default]
    Absent,
    One(String),
    Several(Vec<String>),
}

impl Claims {
    #[expect(
        clippy::cast_precision_loss,
        reason = "seconds since 1970 are far below 2^52"
    )]
    fn check_times(&self, now_s: u64) -> Result<(), &'static str> {
        if now_s as f64 >= self.exp + LEEWAY_S as f64 {
            return Err("it has expired; get a new one");
        }
        match self.nbf {
            Some(not_before) if ((now_s + LEEWAY_S) as f64) < not_before => {
                Err("it is not valid yet")
            }
            _ => Ok(()),
        }
    }

    fn check_issuer(&self, wanted: Option<&str>) -> Result<(), &'static str> {
        match wanted {
            Some(wanted) if self.iss.as_deref() != Some(wanted) => {
                Err("it was made by another issuer")
            }
            _ => Ok(()),
        }
    }

    /// RFC 7519, 4.1.3: a token with an audience that is not ours must be rejected, and we have none
    /// unless one is configured.
    fn check_audience(&self, ours: Option<&str>) -> Result<(), &'static str> {
        let holds = match (&self.aud, ours) {
            (Audience::Absent, None) => true,
            (Audience::Absent, Some(_)) | (_, None) => false,
            (Audience::One(one), Some(ours)) => one == ours,
            (Audience::Several(several), Some(ours)) => several.iter().any(|one| one == ours),
        };
        if holds {
            Ok(())
        } else {
            Err("it was made for another audience")
        }
    }
}

/// The text of a claim that may lie inside others; `None` where it is absent or empty. Whole numbers
/// are taken as their digits, and a list where it holds a single value: which of several roles is
/// meant would be a guess.
fn text_of(claims: &Map<String, Value>, name: &str) -> Result<Option<String>, String> {
    let found = claims.get(name).or_else(|| {
        let (first, rest) = name.split_once('.')?;
        rest.split('.')
            .try_fold(claims.get(first)?, |value, part| value.get(part))
    });
    let found = match found {
        Some(Value::Array(values)) => match values.as_slice() {
            [] => None,
            [one] => Some(one),
            _ => return Err(format!("its claim `{name}` holds several values")),
        },
        found => found,
    };
    match found {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok((!text.is_empty()).then(|| text.clone())),
        Some(Value::Number(number)) if number.is_u64() || number.is_i64() => {
            Ok(Some(number.to_string()))
        }
        Some(_) => Err(format!("its claim `{name}` is not a text")),
    }
}

fn decode<T: for<'de> Deserialize<'de>>(part: &str) -> Option<T> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

#[cfg(test)]
mod tests;
