//! Who may ask, and which upstream they ask.

use std::fmt;

use axum::http::{HeaderMap, header};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use thiserror::Error;
use url::Url;

use super::{failure::Failure, startup::StartupParameters, upstream::Upstream};
use crate::postgres::{Endpoint, decode};

const MIN_KEY_CHARACTERS: usize = 16;
const CONNECTION_STRING: &str = "neon-connection-string";

/// The key that callers show as a bearer token. Only its hash is kept.
#[derive(Clone)]
pub struct GatewayKey([u8; 32]);

/// A key that could be guessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error(
    "the key is shorter than {MIN_KEY_CHARACTERS} characters; make one with: openssl rand -hex 32"
)]
pub struct WeakKey;

impl fmt::Debug for GatewayKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("GatewayKey")
    }
}

impl GatewayKey {
    /// Takes a key; white space around it (a file's last line end) is not part of it.
    pub fn new(text: &str) -> Result<Self, WeakKey> {
        let text = text.trim();
        if text.len() < MIN_KEY_CHARACTERS {
            return Err(WeakKey);
        }
        Ok(Self(Sha256::digest(text).into()))
    }

    /// Compares hashes in constant time, so that time tells neither the key nor its length.
    pub(super) fn check(&self, headers: &HeaderMap) -> Result<(), Failure> {
        let shown = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split_once(' '))
            .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
            .map(|(_, token)| token.trim())
            .ok_or(Failure::KeyMissing)?;
        let hash: [u8; 32] = Sha256::digest(shown).into();
        if bool::from(hash.ct_eq(&self.0)) {
            Ok(())
        } else {
            Err(Failure::KeyWrong)
        }
    }
}

/// Without a key, any page that a browser shows could reach a gateway on loopback: by a request of
/// its own, which has an origin, or under a name that it makes resolve to 127.0.0.1.
pub(super) fn check_local_caller(headers: &HeaderMap) -> Result<(), Failure> {
    let host = headers
        .get(header::HOST)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let name = host
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()))
        .map_or(host, |(name, _)| name);
    let local = ["localhost", "127.0.0.1", "[::1]"].contains(&name);
    if !local || headers.contains_key(header::ORIGIN) {
        return Err(Failure::NotLocal);
    }
    // Whoever shows a key believes that one is asked for.
    if headers.contains_key(header::AUTHORIZATION) {
        return Err(Failure::KeyNotTaken);
    }
    Ok(())
}

/// What a caller's connection string says.
#[derive(Debug, PartialEq, Eq)]
struct Target {
    host: String,
    port: Option<u16>,
    user: String,
    database: String,
    has_password: bool,
    startup: StartupParameters,
}

impl Target {
    fn parse(text: &str) -> Result<Self, Failure> {
        let invalid = Failure::ConnectionString;
        let url = Url::parse(text).map_err(|_| invalid("it is not a valid URL"))?;
        if !matches!(url.scheme(), "postgres" | "postgresql") {
            return Err(invalid("its scheme must be postgres or postgresql"));
        }
        let readable = |text: &str| decode(text).map_err(|_| invalid("it is not a valid URL"));
        let database = url
            .path()
            .trim_start_matches('/')
            .split('/')
            .next()
            .unwrap_or_default();
        let target = Self {
            host: readable(url.host_str().unwrap_or_default())?.to_ascii_lowercase(),
            port: url.port(),
            user: readable(url.username())?,
            database: readable(database)?,
            has_password: url.password().is_some_and(|password| !password.is_empty()),
            startup: StartupParameters::read(&url)?,
        };
        if target.host.is_empty() {
            return Err(invalid("the host is missing"));
        }
        if target.user.is_empty() {
            return Err(invalid("the user is missing"));
        }
        if target.database.is_empty() {
            return Err(invalid("the database is missing"));
        }
        Ok(target)
    }

    fn names(&self, upstream: &Upstream) -> bool {
        let identity = upstream.identity();
        let by_name = self.host == upstream.name().to_ascii_lowercase();
        let by_address = match &identity.endpoint {
            Some(Endpoint::Tcp(host, port)) => {
                self.host == host.to_ascii_lowercase()
                    && self.port.is_none_or(|wanted| wanted == *port)
            }
            Some(Endpoint::Unix(_)) | None => false,
        };
        (by_name || by_address) && self.user == identity.user && self.database == identity.database
    }
}

/// The header, word for word.
pub(super) fn connection_string(headers: &HeaderMap) -> Result<&str, Failure> {
    headers
        .get(CONNECTION_STRING)
        .ok_or(Failure::ConnectionString(
            "the header Neon-Connection-String is missing",
        ))?
        .to_str()
        .map_err(|_| Failure::ConnectionString("it is not plain text"))
}

/// The configured upstream that the caller's connection string names, and the settings that it asks
/// for. It never names another host: what is not listed is refused.
pub(super) fn choose<'a>(
    headers: &HeaderMap,
    upstreams: &'a [std::sync::Arc<Upstream>],
    with_key: bool,
) -> Result<(&'a std::sync::Arc<Upstream>, StartupParameters), Failure> {
    let target = Target::parse(connection_string(headers)?)?;
    if with_key && target.has_password {
        return Err(Failure::ConnectionString(
            "it holds a password, which is not accepted together with a bearer token; leave it out",
        ));
    }
    let upstream = upstreams.iter().find(|upstream| target.names(upstream));
    Ok((upstream.ok_or(Failure::NotListed)?, target.startup))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_compared_whole() {
        let key = GatewayKey::new("0123456789abcdef\n").unwrap();
        let check = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, value.parse().unwrap());
            key.check(&headers).is_ok()
        };
        assert!(check("Bearer 0123456789abcdef"));
        assert!(check("bearer 0123456789abcdef"));
        assert!(!check("Bearer 0123456789abcde"));
        assert!(!check("Bearer 0123456789abcdef0"));
        assert!(!check("Basic 0123456789abcdef"));
        assert!(!check("0123456789abcdef"));
        assert!(GatewayKey::new("short").is_err());
    }

    #[test]
    fn only_local_programs_pass_without_a_key() {
        let check = |host: &str, origin: Option<&str>| {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, host.parse().unwrap());
            if let Some(origin) = origin {
                headers.insert(header::ORIGIN, origin.parse().unwrap());
            }
            check_local_caller(&headers).is_ok()
        };
        assert!(check("127.0.0.1:8080", None));
        assert!(check("localhost", None));
        assert!(check("[::1]:80", None));
        assert!(!check("rebound.example:8080", None));
        assert!(!check("127.0.0.1.example", None));
        assert!(!check("127.0.0.1:8080", Some("https://example.com")));
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, "localhost".parse().unwrap());
        headers.insert(header::AUTHORIZATION, "Bearer x".parse().unwrap());
        assert!(matches!(
            check_local_caller(&headers),
            Err(Failure::KeyNotTaken)
        ));
    }

    #[test]
    fn connection_strings_need_a_host_a_user_and_a_database() {
        for text in [
            "postgres://h/d",
            "postgres://u@h",
            "postgres://u@h/",
            "postgres://u@/d",
            "http://u@h/d",
            "?",
        ] {
            assert!(Target::parse(text).is_err(), "{text}");
        }
        let target = Target::parse("postgresql://u:p@H:5/d%20b/x?sslmode=require").unwrap();
        let expected = Target {
            host: "h".into(),
            port: Some(5),
            user: "u".into(),
            database: "d b".into(),
            has_password: true,
            startup: StartupParameters::default(),
        };
        assert_eq!(target, expected);
    }
}
