//! The keys that an issuer publishes (RFC 7517, RFC 7518, RFC 8037), and signatures checked with them.
//!
//! Each key takes one algorithm, given by its type: what a token says of itself can choose among keys
//! but never how a key is used. Only public keys are ever held, so nothing here has a secret to leak.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use p256::ecdsa::signature::Verifier as _;
use rsa::BoxedUint;
use serde::Deserialize;
use sha2::Sha256;

use super::token::Algorithm;

/// More keys than an issuer needs while it rotates; each costs a trial when it is read.
const MAX_KEYS: usize = 32;
/// NIST SP 800-131A; smaller ones can be broken.
const LEAST_RSA_BITS: usize = 2048;
/// Larger ones cost more time than a question.
const MOST_RSA_BITS: usize = 4096;
/// FIPS 186-5; smaller exponents have made forgeries easier.
const LEAST_RSA_EXPONENT: u64 = 65_537;

/// The keys of an issuer that can be used here.
#[derive(Debug)]
pub(super) struct KeySet {
    keys: Vec<Key>,
}

#[derive(Debug)]
struct Key {
    id: Option<String>,
    verifier: Verifier,
}

#[derive(Debug)]
enum Verifier {
    Rsa(Box<rsa::pkcs1v15::VerifyingKey<Sha256>>),
    P256(p256::ecdsa::VerifyingKey),
    Ed25519(ed25519_dalek::VerifyingKey),
}

/// Why no key was chosen for a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NoKey {
    /// There is none of that id and type.
    Unknown,
    /// There are several, so that which one is meant is anybody's guess.
    Ambiguous,
}

/// A key as it is published; members that are of no use here are not read.
#[derive(Deserialize)]
struct PublishedKey {
    kty: String,
    kid: Option<String>,
    alg: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    key_ops: Option<Vec<String>>,
    crv: Option<String>,
    n: Option<String>,
    e: Option<String>,
    x: Option<String>,
    y: Option<String>,
    /// Only a private key has it.
    d: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct PublishedSet {
    keys: Vec<serde_json::Value>,
}

impl KeySet {
    /// Reads a published set. Keys of other types and for other purposes are passed over, as RFC 7517
    /// asks; a set without a single usable key is an error.
    pub(super) fn read(document: &[u8]) -> Result<Self, &'static str> {
        let set: PublishedSet = serde_json::from_slice(document).map_err(|_| "it is no key set")?;
        if set.keys.len() > MAX_KEYS {
            return Err("it holds too many keys");
        }
        let keys: Vec<Key> = set
            .keys
            .into_iter()
            .filter_map(|key| serde_json::from_value(key).ok())
            .filter_map(Key::of)
            .collect();
        if keys.is_empty() {
            return Err("it holds no key that can be used here");
        }
        Ok(Self { keys })
    }

    /// Whether the signature is one of the key that the token names.
    pub(super) fn verify(
        &self,
        algorithm: Algorithm,
        key_id: Option<&str>,
        signed: &[u8],
        signature: &[u8],
    ) -> Result<bool, NoKey> {
        let mut candidates = self.keys.iter().filter(|key| {
            key.verifier.algorithm() == algorithm
                && key_id.is_none_or(|id| key.id.as_deref() == Some(id))
        });
        match (candidates.next(), candidates.next()) {
            (Some(key), None) => Ok(key.verifier.holds(signed, signature)),
            (None, _) => Err(NoKey::Unknown),
            (Some(_), Some(_)) => Err(NoKey::Ambiguous),
        }
    }
}

impl Key {
    /// `None` for what cannot or must not be used.
    fn of(key: PublishedKey) -> Option<Self> {
        let is_for_signatures = key
            .purpose
            .as_deref()
            .is_none_or(|purpose| purpose == "sig")
            && key
                .key_ops
                .as_ref()
                .is_none_or(|operations| operations.iter().any(|one| one == "verify"));
        // A key whose private part is public proves nothing.
        if !is_for_signatures || key.d.is_some() {
            return None;
        }
        let (verifier, algorithms): (_, &[&str]) = match (key.kty.as_str(), key.crv.as_deref()) {
            ("RSA", None) => (
                rsa_key(&bytes(key.n.as_ref())?, &bytes(key.e.as_ref())?)?,
                &["RS256"],
            ),
            ("EC", Some("P-256")) => (
                p256_key(&bytes(key.x.as_ref())?, &bytes(key.y.as_ref())?)?,
                &["ES256"],
            ),
            ("OKP", Some("Ed25519")) => {
                (ed25519_key(&bytes(key.x.as_ref())?)?, &["EdDSA", "Ed25519"])
            }
            _ => return None,
        };
        key.alg
            .as_deref()
            .is_none_or(|algorithm| algorithms.contains(&algorithm))
            .then_some(Self {
                id: key.kid,
                verifier,
            })
    }
}

fn bytes(text: Option<&String>) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text?).ok()
}

fn rsa_key(modulus: &[u8], exponent: &[u8]) -> Option<Verifier> {
    // The library's arithmetic takes time by the length of what it is given.
    if modulus.len() > MOST_RSA_BITS / 8 + 1 || exponent.is_empty() || exponent.len() > 8 {
        return None;
    }
    let exponent_value = exponent
        .iter()
        .fold(0_u64, |value, byte| value << 8 | u64::from(*byte));
    if exponent_value < LEAST_RSA_EXPONENT {
        return None;
    }
    let key = rsa::PublicKey::new_with_size_limits(
        BoxedUint::from_be_slice_vartime(modulus),
        BoxedUint::from_be_slice_vartime(exponent),
        LEAST_RSA_BITS..=MOST_RSA_BITS,
    )
    .ok()?;
    Some(Verifier::Rsa(Box::new(rsa::pkcs1v15::VerifyingKey::new(
        key,
    ))))
}

fn p256_key(x: &[u8], y: &[u8]) -> Option<Verifier> {
    if (x.len(), y.len()) != (32, 32) {
        return None;
    }
    // The uncompressed form of SEC 1; reading it checks that the point is on the curve.
    let mut point = [4; 65];
    point[1..33].copy_from_slice(x);
    point[33..].copy_from_slice(y);
    p256::ecdsa::VerifyingKey::from_sec1_bytes(&point)
        .ok()
        .map(Verifier::P256)
}

fn ed25519_key(x: &[u8]) -> Option<Verifier> {
    ed25519_dalek::VerifyingKey::try_from(x)
        .ok()
        .filter(|key| !key.is_weak())
        .map(Verifier::Ed25519)
}

impl Verifier {
    fn algorithm(&self) -> Algorithm {
        match self {
            Self::Rsa(_) => Algorithm::Rs256,
            Self::P256(_) => Algorithm::Es256,
            Self::Ed25519(_) => Algorithm::EdDsa,
        }
    }

    fn holds(&self, signed: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Rsa(key) => rsa::pkcs1v15::Signature::try_from(signature)
                .is_ok_and(|signature| key.verify(signed, &signature).is_ok()),
            Self::P256(key) => p256::ecdsa::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify(signed, &signature).is_ok()),
            Self::Ed25519(key) => ed25519_dalek::Signature::from_slice(signature)
                .is_ok_and(|signature| key.verify_strict(signed, &signature).is_ok()),
        }
    }
}
