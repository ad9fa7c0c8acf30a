//! Who asks: an API key, or a token signed with the shared key. Never anything of the body.

mod jwt;

use plainquery_core::{ErrorKind, Principal, settings::AccessSettings};
use plainquery_wire::ApiError;
use sha2::{Digest, Sha256};

use crate::ApiRequest;

/// The caller behind a request.
pub(crate) fn authenticate(
    request: &ApiRequest,
    access: &AccessSettings,
    now_ms: u64,
) -> Result<Principal, ApiError> {
    let token = bearer(request)?;
    if let Some(principal) = by_api_key(token, access) {
        return Ok(principal);
    }
    match &access.jwt {
        Some(jwt) if token.split('.').count() == 3 => jwt::verify(token, jwt, now_ms / 1_000)
            .map_err(|reason| {
                refused(
                    "token-not-valid",
                    format!("The bearer token is not valid: {reason}."),
                )
            }),
        _ => Err(refused(
            "token-not-valid",
            "The bearer token is not one that this service knows.",
        )),
    }
}

fn bearer(request: &ApiRequest) -> Result<&str, ApiError> {
    let header = request.header("authorization").unwrap_or_default();
    let token = header
        .split_once(' ')
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim());
    match token {
        Some(token) if !token.is_empty() => Ok(token),
        _ => Err(refused(
            "token-missing",
            "Send the header `Authorization: Bearer <key or token>`.",
        )),
    }
}

fn refused(id: &'static str, detail: impl Into<String>) -> ApiError {
    ApiError::with_id(ErrorKind::Unauthenticated, id, detail)
}

/// Compares hashes, all bytes of all keys, so that the time taken says nothing about any key.
fn by_api_key(token: &str, access: &AccessSettings) -> Option<Principal> {
    let presented = Sha256::digest(token.as_bytes());
    let mut found = None;
    for api_key in &access.api_keys {
        let known = Sha256::digest(api_key.key.expose().as_bytes());
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

    use super::*;

    fn check(authorization: Option<&str>, expected: Result<&str, &str>) {
        let key = |key: &str, subject: &str| ApiKey {
            key: Secret::new(key),
            principal: Principal {
                subject: subject.into(),
                tenant: None,
                role: "analyst".into(),
            },
        };
        let access = AccessSettings {
            api_keys: vec![
                key("first-key-of-ann", "ann"),
                key("second-key-of-bob", "bob"),
            ],
            jwt: None,
        };
        let request = ApiRequest {
            headers: authorization
                .map(|value| ("authorization".to_owned(), value.to_owned()))
                .into_iter()
                .collect(),
            ..ApiRequest::default()
        };
        let result = authenticate(&request, &access, 0);
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
        check(None, Err("token-missing"));
        check(Some("Bearer"), Err("token-missing"));
        check(Some("Bearer  "), Err("token-missing"));
        check(Some("Basic first-key-of-ann"), Err("token-missing"));
        check(Some("Bearer first-key-of-anN"), Err("token-not-valid"));
        check(Some("Bearer first-key-of-an"), Err("token-not-valid"));
        check(Some("Bearer a.b.c"), Err("token-not-valid"));
    }
}
