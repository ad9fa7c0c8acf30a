//! Start-up parameters in a caller's connection string.
//!
//! Connections are pooled, so no caller has a start-up of its own. What it would have said there is
//! set at the start of its transaction instead, and is gone with it.

use plainquery_core::ports::Statement;
use url::Url;

use super::{failure::Failure, parameters::array_literal};

/// Constant: names and values are parameters of it.
const SET_LOCAL: &str = "SELECT pg_catalog.set_config(p.name, p.value, true) \
    FROM ROWS FROM (pg_catalog.unnest($1::pg_catalog.text[]), pg_catalog.unnest($2::pg_catalog.text[])) AS p (name, value)";
const SET_SESSION: &str = "SELECT pg_catalog.set_config(p.name, p.value, false) \
    FROM ROWS FROM (pg_catalog.unnest($1::pg_catalog.text[]), pg_catalog.unnest($2::pg_catalog.text[])) AS p (name, value)";
const MAX_PARAMETERS: usize = 32;

/// What clients keep to themselves: how to reach and trust a server, which is the gateway's affair
/// here.
const CLIENTS_OWN: &[&str] = &[
    "channel_binding",
    "client_encoding",
    "connect_timeout",
    "fallback_application_name",
    "gssdelegation",
    "gssencmode",
    "gsslib",
    "keepalives",
    "keepalives_count",
    "keepalives_idle",
    "keepalives_interval",
    "krbsrvname",
    "load_balance_hosts",
    "pgbouncer",
    "require_auth",
    "requirepeer",
    "ssl",
    "ssl_max_protocol_version",
    "ssl_min_protocol_version",
    "sslcert",
    "sslcertmode",
    "sslcompression",
    "sslcrl",
    "sslcrldir",
    "sslkey",
    "sslmode",
    "sslnegotiation",
    "sslpassword",
    "sslrootcert",
    "sslsni",
    "target_session_attrs",
    "tcp_user_timeout",
];

/// What would name another target than the one that is checked.
const TARGETS: &[&str] = &[
    "database",
    "dbname",
    "host",
    "hostaddr",
    "passfile",
    "password",
    "port",
    "replication",
    "service",
    "servicefile",
    "user",
];

/// Settings that hold for one request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct StartupParameters(Vec<(String, String)>);

impl StartupParameters {
    /// Reads the query part of a connection string.
    pub(super) fn read(url: &Url) -> Result<Self, Failure> {
        let mut parameters = Vec::new();
        for (name, value) in url.query_pairs() {
            let name = name.into_owned();
            if TARGETS.contains(&name.as_str()) {
                return Err(Failure::ConnectionString(
                    "its host, user and database stand before the question mark, and nothing after it may name others",
                ));
            }
            if name == "options" {
                parameters.extend(read_options(&value)?);
            } else if !CLIENTS_OWN.contains(&name.as_str()) {
                parameters.push((name, value.into_owned()));
            }
        }
        if parameters.len() > MAX_PARAMETERS {
            return Err(Failure::ConnectionString("it has too many parameters"));
        }
        Ok(Self(parameters))
    }

    /// Whether they say at most who is asking, which no query can depend on.
    pub(super) fn is_name_only(&self) -> bool {
        self.0.iter().all(|(name, _)| name == "application_name")
    }

    /// The statement that makes them hold for the transaction; `None` where there are none.
    pub(super) fn for_transaction(&self) -> Option<Statement> {
        self.statement(SET_LOCAL)
    }

    /// The statement that makes them hold until the session is reset.
    pub(super) fn for_session(&self) -> Option<Statement> {
        self.statement(SET_SESSION)
    }

    fn statement(&self, text: &'static str) -> Option<Statement> {
        if self.0.is_empty() {
            return None;
        }
        let names = array_literal(self.0.iter().map(|(name, _)| name.as_str()));
        let values = array_literal(self.0.iter().map(|(_, value)| value.as_str()));
        Some(Statement {
            text: text.into(),
            parameters: vec![Some(names), Some(values)],
        })
    }
}

/// `-c name=value`, `-cname=value` and `--name=value`, as Postgres reads them at its start.
fn read_options(text: &str) -> Result<Vec<(String, String)>, Failure> {
    let unreadable = Failure::ConnectionString("its options must have the form -c name=value");
    let mut settings = Vec::new();
    let mut words = words(text).into_iter();
    while let Some(word) = words.next() {
        let setting = match (word.as_str(), word.strip_prefix("-c")) {
            ("-c", _) => words.next(),
            (_, Some(setting)) => Some(setting.to_owned()),
            // In this form, dashes stand for underscores in the name.
            _ => word.strip_prefix("--").map(|setting| {
                let (name, value) = setting.split_once('=').unwrap_or((setting, ""));
                format!("{}={value}", name.replace('-', "_"))
            }),
        };
        let setting = setting
            .as_deref()
            .and_then(|setting| setting.split_once('='))
            .filter(|(name, _)| !name.is_empty());
        let Some((name, value)) = setting else {
            return Err(unreadable);
        };
        settings.push((name.to_owned(), value.to_owned()));
    }
    Ok(settings)
}

/// Words between white space; a backslash takes the next character as it is.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        if character.is_ascii_whitespace() {
            words.extend(word.take());
            continue;
        }
        let literal = if character == '\\' {
            characters.next()
        } else {
            Some(character)
        };
        word.get_or_insert_default().extend(literal);
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Result<Vec<(String, String)>, Failure> {
        let url = Url::parse(&format!("postgres://u@h/d?{query}")).unwrap();
        StartupParameters::read(&url).map(|parameters| parameters.0)
    }

    fn check(query: &str, expected: &[(&str, &str)]) {
        let expected: Vec<_> = expected
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        assert_eq!(read(query).unwrap(), expected, "{query}");
    }

    #[test]
    fn settings_and_what_is_the_clients_own() {
        check(
            "sslmode=require&application_name=a%20b&channel_binding=require",
            &[("application_name", "a b")],
        );
        check("", &[]);
    }

    #[test]
    fn options_are_read_as_at_a_start() {
        check(
            "options=-c%20search_path%3Dshop%20-cwork_mem%3D1MB%20%20--statement-timeout%3D5s",
            &[
                ("search_path", "shop"),
                ("work_mem", "1MB"),
                ("statement_timeout", "5s"),
            ],
        );
        check(
            "options=-c%20application_name%3Da%5C%20b%5C%5C",
            &[("application_name", "a b\\")],
        );
        for refused in ["project=x", "-c", "-c x", "--", "-c =1", "-d 5"] {
            let encoded: String =
                url::form_urlencoded::byte_serialize(refused.as_bytes()).collect();
            assert!(read(&format!("options={encoded}")).is_err(), "{refused}");
        }
    }

    #[test]
    fn no_other_target_can_be_named() {
        for name in TARGETS {
            assert!(read(&format!("{name}=x")).is_err(), "{name}");
        }
    }

    #[test]
    fn names_and_values_are_parameters() {
        let parameters = StartupParameters(vec![("a'b".into(), "c\"d\\,{}".into())]);
        let statement = parameters.for_transaction().unwrap();
        assert_eq!(statement.text, SET_LOCAL);
        assert_eq!(
            statement.parameters,
            [
                Some("{\"a'b\"}".to_owned()),
                Some("{\"c\\\"d\\\\,{}\"}".to_owned())
            ]
        );
        assert_eq!(StartupParameters::default().for_session(), None);
    }
}
