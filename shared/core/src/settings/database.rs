//! Where the database is.

use super::{Secret, read::Reader};

const SQL_ENDPOINT: &str = "PLAINQUERY_SQL_ENDPOINT";
const DATABASE_URL: &str = "DATABASE_URL";
const CONNECTION_STRING: &str = "PLAINQUERY_CONNECTION_STRING";
const GATEWAY_KEY: &str = "PLAINQUERY_GATEWAY_KEY";
const CONNECTOR: &str = "PLAINQUERY_CONNECTOR";

/// How the database is reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Connector {
    /// The Neon protocol over HTTP.
    #[default]
    Http,
    /// The wire protocol of Postgres, by a driver that the host brings.
    Postgres,
}

/// Where the database is and how it is entered.
#[derive(Clone, Debug)]
pub struct DatabaseSettings {
    /// The address of a Neon-compatible `/sql` endpoint; `None` derives it from the connection
    /// string's host, as Neon's own driver does.
    pub endpoint: Option<String>,
    /// `postgres://user:password@host/database`.
    pub connection_string: Secret,
    /// The bearer key of the project's own gateway.
    pub gateway_key: Option<Secret>,
    /// How it is reached.
    pub connector: Connector,
}

impl DatabaseSettings {
    pub(super) fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let endpoint = reader.text(SQL_ENDPOINT);
        if let Some(endpoint) = &endpoint
            && !is_web_address(endpoint)
        {
            reader.problem(
                SQL_ENDPOINT,
                "must be an http or https address such as https://gateway.example.com/sql",
            );
        }
        let gateway_key = reader.text(GATEWAY_KEY).map(Secret::new);
        let connector = read_connector(reader);
        let (key, connection_string) = match reader.text(CONNECTION_STRING) {
            Some(text) => (CONNECTION_STRING, Some(text)),
            None => (DATABASE_URL, reader.text(DATABASE_URL)),
        };
        let Some(connection_string) = connection_string else {
            if endpoint.is_some() {
                reader.problem(
                    DATABASE_URL,
                    format!(
                        "is not set, but {SQL_ENDPOINT} is; the endpoint needs to know which \
                         database is meant"
                    ),
                );
            }
            return None;
        };
        let has_scheme = ["postgres://", "postgresql://"]
            .iter()
            .any(|scheme| connection_string.starts_with(scheme));
        if !has_scheme {
            reader.problem(key, "must look like postgres://user:password@host/database");
        }
        Some(Self {
            endpoint,
            connection_string: Secret::new(connection_string),
            gateway_key,
            connector,
        })
    }
}

fn read_connector(reader: &mut Reader<'_>) -> Connector {
    match reader.text(CONNECTOR).as_deref() {
        None | Some("http") => Connector::Http,
        Some("postgres") => Connector::Postgres,
        Some(_) => {
            reader.problem(CONNECTOR, "must be http or postgres");
            Connector::default()
        }
    }
}

fn is_web_address(text: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| {
        text.strip_prefix(scheme)
            .is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
    }) && !text.contains(char::is_whitespace)
}
