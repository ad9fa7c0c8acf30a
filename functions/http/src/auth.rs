//! Who asks: an API key, or a token signed with the shared key or by the issuer. Never anything of the
//! body.

mod issuer;
mod key_set;
mod token;

use plainquery_core::{
    ErrorKind, Principal, Settings,
    ports::{Clock, Host},
    settings::{AccessSettings, JwtSettings},
};
use plainquery_wire::ApiError;
use sha2::{Digest, Sha256};

use crate::ApiRequest;
use token::{Algorithm, Token};

/// The caller behind a request.
pub(crate) async fn authenticate<H: Host>(
    host: &H,
    request: &ApiRequest,
    settings: &Settings,
) -> Result<Principal, ApiError> {
    let text = bearer(request)?;
    if let Some(principal) = by_api_key(text, &settings.access) {
        return Ok(principal);
    }
    match &settings.access.jwt {
        Some(jwt) if text.split('.').count() == 3 => by_token(host, text, jwt, settings).await,
        _ => Err(unauthenticated(
            "token-not-valid",
            "The bearer token is not one that this service knows.",
        )),
    }
}

async fn by_token<H: Host>(
    host: &H,
    text: &str,
    jwt: &JwtSettings,
    settings: &Settings,
) -> Result<Principal, ApiError> {
    let token = Token::read(text, jwt).map_err(refused)?;
    match (token.algorithm, &jwt.secret, &jwt.jwks_url) {
        (Algorithm::Hs256, Some(secret), _) => {
            if !token.is_signed_with(secret) {
                return Err(refused("its signature does not hold"));
            }
        }
        (Algorithm::Rs256 | Algorithm::Es256 | Algorithm::EdDsa, _, Some(url)) => {
            issuer::check_signature(host, settings, url, &token).await?;
        }
        // `Token::read` gives only algorithms that the settings allow.
        _ => return Err(refused("nothing here can check its signature")),
    }
    token
        .principal(jwt, host.clock().now_ms() / 1_000)
        .map_err(refused)
}

/// A token that is none, or not now, or not here.
fn refused(reason: impl AsRef<str>) -> ApiError {
    unauthenticated(
        "token-not-valid",
        format!("The bearer token is not valid: {}.", reason.as_ref()),
    )
}

fn bearer(request: &ApiRequest) -> Result<&str, ApiError> {
    let header = request.header("authorization").unwrap_or_default();
    let token = header
        .split_once(' ')
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim());
    match token {
        Some(token) if !token.is_empty() => Ok(token),
        _ => Err(unauthenticated(
            "token-missing",
            "Send the header `Authorization: Bearer <key or token>`.",
        )),
    }
}

fn unauthenticated(id: &'static str, detail: impl Into<String>) -> ApiError {
    ApiError::with_id(ErrorKind::Unauthenticated, id, detail)
}

/// Compares hashes, all bytes of all keys, so that the time taken says nothing about any key.
fn by_api_key(token: &str, access: &AccessSettings) -> Option<Principal> {
    let presented = Sha256::digest(token.as_bytes());
    let mut found = None;
    let hashes = access.key_hashes(|key| Sha256::digest(key.as_bytes()).into());
    for (api_key, known) in access.api_keys.iter().zip(hashes) {
        let difference = presented
            .iter()
            .zip(known.iter())
            .fold(0, |difference, (left, right)| difference | (left ^ right));
        if difference == 0 {
            found = Some(&api_key.principal);
        }
    }
    found.cloned()
}

#[cfg(test)]
mod tests {
    use plainquery_core::{Secret, settings::ApiKey};
    use plainquery_testkit::{TestHost, ready};

    use super::*;

    /// Python: `hashlib.sha256(b"third-key-of-eve").hexdigest()`.
    const HASHED: &str = "sha256:9531d69c50fdd065292413182d971722d6ef684c14da1873388cbc1ba176d426";

    fn check(authorization: Option<&str>, expected: Result<&str, &str>) {
        let key = |key: &str, subject: &str| ApiKey {
            key: Secret::new(key),
            principal: Principal {
                subject: subject.into(),
                tenant: None,
                role: "analyst".into(),
                ..Principal::default()
            },
        };
        let mut settings = Settings::new(Secret::new("a secret"));
        settings.access.api_keys = vec![
            key("first-key-of-ann", "ann"),
            key("second-key-of-bob", "bob"),
            key(HASHED, "eve"),
        ];
        let request = ApiRequest {
            headers: authorization
                .map(|value| ("authorization".to_owned(), value.to_owned()))
                .into_iter()
                .collect(),
            ..ApiRequest::default()
        };
        let result = ready(authenticate(&TestHost::default(), &request, &settings));
        let result = result
            .as_ref()
            .map(|principal| principal.subject.as_str())
            .map_err(|error| error.id);
        assert_eq!(result, expected, "{authorization:?}");
    }

    #[test]
    fn keys_name_their_callers() {
        check(Some("Bearer first-key-of-ann"), Ok("ann"));
        check(Some("bearer second-key-of-bob"), Ok("bob"));
        check(Some("Bearer third-key-of-eve"), Ok("eve"));
        check(None, Err("token-missing"));
        check(Some("Bearer"), Err("token-missing"));
        check(Some("Bearer  "), Err("token-missing"));
        check(Some("Basic first-key-of-ann"), Err("token-missing"));
        check(Some("Bearer first-key-of-anN"), Err("token-not-valid"));
        check(Some("Bearer first-key-of-an"), Err("token-not-valid"));
        check(Some("Bearer a.b.c"), Err("token-not-valid"));
    }

    #[test]
    fn the_hash_of_a_key_is_no_key() {
        check(Some(&format!("Bearer {HASHED}")), Err("token-not-valid"));
    }
}
