//! Where a Neon-style service is and how it is entered.

use std::fmt;

use plainquery_core::ports::SqlError;

use crate::PreludeSettings;

/// Neon's own limit on an answer.
const MAX_RESPONSE_BYTES: usize = 10 * 1024 * 1024;

/// The settings of a [`NeonEndpoint`](crate::NeonEndpoint). Holds secrets: Debug hides them.
#[derive(Clone, PartialEq, Eq)]
pub struct NeonSettings {
    pub(crate) endpoint: String,
    pub(crate) connection_string: String,
    pub(crate) bearer_key: Option<String>,
    /// What every transaction begins with.
    pub prelude: PreludeSettings,
    /// The largest answer that is read, of all results together.
    pub max_response_bytes: usize,
}

impl fmt::Debug for NeonSettings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("NeonSettings")
            .field("endpoint", &self.endpoint)
            .field("connection_string", &"(redacted)")
            .field(
                "bearer_key",
                &self.bearer_key.as_ref().map(|_| "(redacted)"),
            )
            .field("prelude", &self.prelude)
            .field("max_response_bytes", &self.max_response_bytes)
            .finish()
    }
}

impl NeonSettings {
    /// Settings for a database by its `postgres://user:password@host/database` string. Without an
    /// `endpoint` it is Neon's own: `https://api.<the host without its first label>/sql`. The
    /// `bearer_key` is the gateway's key or a JWT.
    ///
    /// # Errors
    /// `Misconfigured`, with what is wrong with which of the three.
    pub fn new(
        connection_string: &str,
        endpoint: Option<&str>,
        bearer_key: Option<&str>,
    ) -> Result<Self, SqlError> {
        let host = host_of(connection_string)?;
        let endpoint = match endpoint {
            Some(endpoint) => checked_endpoint(endpoint)?,
            None => derived_endpoint(host)?,
        };
        if let Some(key) = bearer_key
            && (key.is_empty() || !is_header_text(key))
        {
            return Err(SqlError::Misconfigured(
                "the bearer key is empty or has characters that no header may hold",
            ));
        }
        Ok(Self {
            endpoint,
            connection_string: connection_string.to_owned(),
            bearer_key: bearer_key.map(str::to_owned),
            prelude: PreludeSettings::default(),
            max_response_bytes: MAX_RESPONSE_BYTES,
        })
    }
}

fn is_header_text(text: &str) -> bool {
    text.bytes().all(|byte| (0x20..0x7f).contains(&byte))
}

/// The host of a connection string that the protocol accepts: a scheme, a user and a database.
fn host_of(connection_string: &str) -> Result<&str, SqlError> {
    if !is_header_text(connection_string) {
        return Err(SqlError::Misconfigured(
            "the connection string has characters that must be percent-encoded",
        ));
    }
    let rest = connection_string
        .strip_prefix("postgresql://")
        .or_else(|| connection_string.strip_prefix("postgres://"))
        .ok_or(SqlError::Misconfigured(
            "the connection string must start with postgres:// or postgresql://",
        ))?;
    let before_query = rest.split(['?', '#']).next().unwrap_or_default();
    let (authority, path) = before_query.split_once('/').ok_or(SqlError::Misconfigured(
        "the connection string has no database",
    ))?;
    let (user, host) = authority
        .rsplit_once('@')
        .ok_or(SqlError::Misconfigured("the connection string has no user"))?;
    if user.split(':').next().is_none_or(str::is_empty) {
        return Err(SqlError::Misconfigured("the connection string has no user"));
    }
    if path.split('/').next().is_none_or(str::is_empty) {
        return Err(SqlError::Misconfigured(
            "the connection string has no database",
        ));
    }
    // An IPv6 address stands in brackets.
    let host = match host.strip_prefix('[') {
        Some(address) => address.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    if host.is_empty() {
        return Err(SqlError::Misconfigured("the connection string has no host"));
    }
    Ok(host)
}

fn derived_endpoint(host: &str) -> Result<String, SqlError> {
    let is_name = host
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.');
    let is_ipv4 = host.chars().all(|c| c.is_ascii_digit() || c == '.');
    match host.split_once('.') {
        Some((_, rest)) if is_name && !is_ipv4 && rest.contains('.') => {
            Ok(format!("https://api.{rest}/sql"))
        }
        _ => Err(SqlError::Misconfigured(
            "no SQL-over-HTTP address follows from the connection string's host; set one",
        )),
    }
}

fn checked_endpoint(endpoint: &str) -> Result<String, SqlError> {
    let rest = endpoint
        .strip_prefix("https://")
        .or_else(|| endpoint.strip_prefix("http://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next());
    if !is_header_text(endpoint) || host.is_none_or(str::is_empty) {
        return Err(SqlError::Misconfigured(
            "the SQL-over-HTTP address must be an http or https address",
        ));
    }
    if host.is_some_and(|host| host.contains('@')) {
        return Err(SqlError::Misconfigured(
            "the SQL-over-HTTP address must not hold credentials",
        ));
    }
    Ok(endpoint.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn endpoint(connection: &str) -> Result<String, SqlError> {
        NeonSettings::new(connection, None, None).map(|settings| settings.endpoint)
    }

    #[test]
    fn neons_own_address_follows_from_the_host() {
        assert_eq!(
            endpoint("postgres://u:p%40@ep-cool-1.eu-central-1.aws.neon.tech/shop?sslmode=require"),
            Ok("https://api.eu-central-1.aws.neon.tech/sql".to_owned())
        );
        assert_eq!(
            endpoint("postgresql://u@db.example.test:6543/shop"),
            Ok("https://api.example.test/sql".to_owned())
        );
    }

    #[test]
    fn hosts_without_one_need_an_address() {
        for connection in [
            "postgres://u:p@localhost/shop",
            "postgres://u:p@10.0.0.7:5432/shop",
            "postgres://u:p@[::1]:5432/shop",
            "postgres://u:p@db.internal/shop",
        ] {
            assert!(matches!(
                endpoint(connection),
                Err(SqlError::Misconfigured(_))
            ));
            assert!(NeonSettings::new(connection, Some("http://127.0.0.1:4444/sql"), None).is_ok());
        }
    }

    #[test]
    fn bad_settings_are_told_apart() {
        let message = |connection: &str, address: Option<&str>, key: Option<&str>| {
            NeonSettings::new(connection, address, key)
                .map_or_else(|error| error.to_string(), |_| String::new())
        };
        let good = "postgres://u:p@a.b.test/shop";
        assert!(message("mysql://u@a.b.test/x", None, None).contains("must start with"));
        assert!(message("postgres://a.b.test/x", None, None).contains("no user"));
        assert!(message("postgres://:p@a.b.test/x", None, None).contains("no user"));
        assert!(message("postgres://u@a.b.test", None, None).contains("no database"));
        assert!(message("postgres://u@a.b.test/?x=1", None, None).contains("no database"));
        assert!(message("postgres://u@/x", None, None).contains("no host"));
        assert!(message("postgres://u:p\r\nX: y@a.b.test/x", None, None).contains("percent"));
        assert!(message(good, Some("ftp://x"), None).contains("http or https"));
        assert!(message(good, Some("https:///sql"), None).contains("http or https"));
        assert!(message(good, Some("https://k:s@x/sql"), None).contains("credentials"));
        assert!(message(good, None, Some("a\nb")).contains("bearer"));
    }

    #[test]
    fn debug_hides_secrets() {
        let settings = NeonSettings::new(
            "postgres://u:hunter2@a.b.test/shop",
            None,
            Some("key-of-the-gateway"),
        );
        let text = format!("{settings:?}");
        assert!(!text.contains("hunter2") && !text.contains("key-of-the-gateway"));
        assert!(text.contains("https://api.b.test/sql"));
    }
}
