//! `postgres://` addresses.

use std::{fmt, path::PathBuf};

use thiserror::Error;
use url::Url;

const DEFAULT_PORT: u16 = 5432;

/// Where a server listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Endpoint {
    /// A host name or IP address, and a port.
    Tcp(String, u16),
    /// The path of a Unix domain socket.
    Unix(PathBuf),
}

impl fmt::Display for Endpoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(host, port) if host.contains(':') => write!(formatter, "[{host}]:{port}"),
            Self::Tcp(host, port) => write!(formatter, "{host}:{port}"),
            Self::Unix(path) => write!(formatter, "{}", path.display()),
        }
    }
}

/// How the connection is protected, with libpq's meaning of the names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TlsMode {
    /// Never TLS.
    Disable,
    /// TLS where the server offers it, without looking at its certificate. The default, as in libpq.
    #[default]
    Prefer,
    /// TLS or nothing. The certificate is checked only where `sslrootcert` is given.
    Require,
    /// TLS with a certificate of a trusted authority, for any host.
    VerifyCa,
    /// TLS with a certificate of a trusted authority for this host.
    VerifyFull,
}

/// A password that never shows in debug output.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// The password's bytes, for authentication.
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl From<String> for Password {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("…")
    }
}

/// Everything needed to open a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Where.
    pub endpoint: Endpoint,
    /// The role.
    pub user: String,
    /// Its password, if any.
    pub password: Option<Password>,
    /// The database.
    pub database: String,
    /// How it is protected.
    pub tls: TlsMode,
    /// A PEM file of trusted authorities; Mozilla's list where it is `None`.
    pub root_certificates: Option<PathBuf>,
    /// Whether authentication must be bound to the TLS connection (`channel_binding=require`).
    pub require_channel_binding: bool,
    /// Further start-up parameters, such as `application_name` and `options`.
    pub startup: Vec<(String, String)>,
}

/// What is wrong with an address. Holds no part of it that could be a secret.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AddressError {
    /// Not an address at all.
    #[error("not a valid address; expected postgres://user:password@host:5432/database")]
    Malformed,
    /// Another scheme.
    #[error("the scheme must be postgres:// or postgresql://")]
    Scheme,
    /// No role.
    #[error("the user is missing; expected postgres://user:password@host:5432/database")]
    UserMissing,
    /// A parameter with a value that it does not take.
    #[error("{name} must be one of {expected}")]
    Parameter {
        /// The parameter.
        name: &'static str,
        /// What it takes.
        expected: &'static str,
    },
    /// A parameter that this client does not know: ignoring `sslcert`, say, would surprise.
    #[error("the parameter {0:?} is not supported")]
    UnknownParameter(String),
}

impl Address {
    /// Reads `postgres://user:password@host:port/database?sslmode=…`. As in libpq, the database
    /// defaults to the user's name and a `host` parameter that starts with `/` names the folder of
    /// a Unix socket.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let url = Url::parse(text).map_err(|_| AddressError::Malformed)?;
        if !matches!(url.scheme(), "postgres" | "postgresql") {
            return Err(AddressError::Scheme);
        }
        let user = decode(url.username())?;
        if user.is_empty() {
            return Err(AddressError::UserMissing);
        }
        let database = decode(url.path().trim_start_matches('/'))?;
        let mut address = Self {
            endpoint: endpoint(&url)?,
            password: url.password().map(decode).transpose()?.map(Password),
            database: if database.is_empty() {
                user.clone()
            } else {
                database
            },
            user,
            tls: TlsMode::default(),
            root_certificates: None,
            require_channel_binding: false,
            startup: Vec::new(),
        };
        for (name, value) in url.query_pairs() {
            address.apply(&name, &value)?;
        }
        if address.root_certificates.is_some() && address.tls == TlsMode::Require {
            address.tls = TlsMode::VerifyCa;
        }
        Ok(address)
    }

    /// The host's name for certificates and for comparison; `None` for a Unix socket.
    pub fn host(&self) -> Option<&str> {
        match &self.endpoint {
            Endpoint::Tcp(host, _) => Some(host),
            Endpoint::Unix(_) => None,
        }
    }

    fn apply(&mut self, name: &str, value: &str) -> Result<(), AddressError> {
        match name {
            "sslmode" => self.tls = tls_mode(value)?,
            "sslrootcert" if value == "system" => self.tls = TlsMode::VerifyFull,
            "sslrootcert" => self.root_certificates = Some(PathBuf::from(value)),
            "channel_binding" => {
                self.require_channel_binding = match value {
                    "require" => true,
                    "prefer" | "disable" => false,
                    _ => {
                        return Err(AddressError::Parameter {
                            name: "channel_binding",
                            expected: "disable, prefer, require",
                        });
                    }
                };
            }
            "host" if value.starts_with('/') => {
                let port = match &self.endpoint {
                    Endpoint::Tcp(_, port) => *port,
                    Endpoint::Unix(_) => DEFAULT_PORT,
                };
                self.endpoint = Endpoint::Unix(PathBuf::from(format!("{value}/.s.PGSQL.{port}")));
            }
            "application_name" | "options" | "search_path" | "TimeZone" => {
                self.startup.push((name.to_owned(), value.to_owned()));
            }
            other => return Err(AddressError::UnknownParameter(other.to_owned())),
        }
        Ok(())
    }
}

fn endpoint(url: &Url) -> Result<Endpoint, AddressError> {
    let port = url.port().unwrap_or(DEFAULT_PORT);
    let host = decode(url.host_str().unwrap_or_default())?;
    let host = host.trim_start_matches('[').trim_end_matches(']');
    Ok(if host.starts_with('/') {
        Endpoint::Unix(PathBuf::from(format!("{host}/.s.PGSQL.{port}")))
    } else if host.is_empty() {
        Endpoint::Tcp("localhost".to_owned(), port)
    } else {
        Endpoint::Tcp(host.to_owned(), port)
    })
}

fn tls_mode(value: &str) -> Result<TlsMode, AddressError> {
    Ok(match value {
        "disable" => TlsMode::Disable,
        "allow" | "prefer" => TlsMode::Prefer,
        "require" => TlsMode::Require,
        "verify-ca" => TlsMode::VerifyCa,
        "verify-full" => TlsMode::VerifyFull,
        _ => {
            return Err(AddressError::Parameter {
                name: "sslmode",
                expected: "disable, prefer, require, verify-ca, verify-full",
            });
        }
    })
}

/// Percent-decoding, in which `+` stays a plus.
pub fn decode(text: &str) -> Result<String, AddressError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next(), rest.next()].map(|digit| {
                digit
                    .and_then(|digit| char::from(digit).to_digit(16))
                    .and_then(|digit| u8::try_from(digit).ok())
            });
            let [Some(high), Some(low)] = digits else {
                return Err(AddressError::Malformed);
            };
            bytes.push(high * 16 + low);
        } else {
            bytes.push(byte);
        }
    }
    let text = String::from_utf8(bytes).map_err(|_| AddressError::Malformed)?;
    if text.contains('\0') {
        return Err(AddressError::Malformed);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str) -> Address {
        Address::parse(text).unwrap()
    }

    #[test]
    fn reads_a_whole_address() {
        let address = check(
            "postgresql://re%40der:p%3Aw+d@db.example:6543/sh%20op?sslmode=verify-full&application_name=x",
        );
        assert_eq!(address.endpoint, Endpoint::Tcp("db.example".into(), 6543));
        assert_eq!(address.user, "re@der");
        assert_eq!(address.password, Some(Password("p:w+d".into())));
        assert_eq!(address.database, "sh op");
        assert_eq!(address.tls, TlsMode::VerifyFull);
        assert_eq!(
            address.startup,
            [("application_name".to_owned(), "x".to_owned())]
        );
    }

    #[test]
    fn fills_in_what_libpq_fills_in() {
        let address = check("postgres://reader@localhost");
        assert_eq!(address.endpoint, Endpoint::Tcp("localhost".into(), 5432));
        assert_eq!(address.database, "reader");
        assert_eq!(address.tls, TlsMode::Prefer);
    }

    #[test]
    fn reads_ipv6_and_unix_sockets() {
        assert_eq!(
            check("postgres://u@[::1]:5/d").endpoint,
            Endpoint::Tcp("::1".into(), 5)
        );
        let socket = Endpoint::Unix("/run/pg/.s.PGSQL.5433".into());
        assert_eq!(check("postgres://u@%2Frun%2Fpg:5433/d").endpoint, socket);
        assert_eq!(
            check("postgres://u@localhost:5433/d?host=/run/pg").endpoint,
            socket
        );
    }

    #[test]
    fn a_root_certificate_turns_require_into_a_check() {
        let address = check("postgres://u@h/d?sslrootcert=/ca.pem&sslmode=require");
        assert_eq!(address.tls, TlsMode::VerifyCa);
    }

    #[test]
    fn refuses_what_it_does_not_understand() {
        let cases = [
            ("mysql://u@h/d", AddressError::Scheme),
            ("postgres://h/d", AddressError::UserMissing),
            ("not an address", AddressError::Malformed),
            ("postgres://u%zz@h/d", AddressError::Malformed),
            (
                "postgres://u@h/d?sslcert=x",
                AddressError::UnknownParameter("sslcert".into()),
            ),
        ];
        for (text, error) in cases {
            assert_eq!(Address::parse(text), Err(error), "{text}");
        }
        assert!(matches!(
            Address::parse("postgres://u@h/d?sslmode=sometimes"),
            Err(AddressError::Parameter {
                name: "sslmode",
                ..
            })
        ));
    }

    #[test]
    fn debug_output_hides_the_password() {
        assert!(!format!("{:?}", check("postgres://u:hunter2@h/d")).contains("hunter2"));
    }
}
