//! What can go wrong between this process and a Postgres server.

use std::io;

use fallible_iterator::FallibleIterator;
use postgres_protocol::message::backend::ErrorResponseBody;
use thiserror::Error;

/// A server's error with all its fields. It can quote rows: never for logs at info, nor for
/// callers who may not see the data.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ServerError {
    /// `ERROR`, `FATAL` or `PANIC`, untranslated.
    pub severity: String,
    /// The SQLSTATE: five characters.
    pub code: String,
    /// The sentence.
    pub message: String,
    /// More about it.
    pub detail: Option<String>,
    /// What to do.
    pub hint: Option<String>,
    /// 1-based position in the query, in characters.
    pub position: Option<String>,
    /// 1-based position in `internal_query`.
    pub internal_position: Option<String>,
    /// A query that the server made itself.
    pub internal_query: Option<String>,
    /// Where in functions it happened.
    pub context: Option<String>,
    /// The schema it is about.
    pub schema: Option<String>,
    /// The table it is about.
    pub table: Option<String>,
    /// The column it is about.
    pub column: Option<String>,
    /// The type it is about.
    pub data_type: Option<String>,
    /// The constraint it is about.
    pub constraint: Option<String>,
    /// The server's source file.
    pub file: Option<String>,
    /// The line there.
    pub line: Option<String>,
    /// The routine there.
    pub routine: Option<String>,
}

impl ServerError {
    pub(super) fn read(body: &ErrorResponseBody) -> io::Result<Self> {
        let mut error = Self::default();
        let mut translated_severity = String::new();
        let mut fields = body.fields();
        while let Some(field) = fields.next()? {
            let value = String::from_utf8_lossy(field.value_bytes()).into_owned();
            match field.type_() {
                b'S' => translated_severity = value,
                b'V' => error.severity = value,
                b'C' => error.code = value,
                b'M' => error.message = value,
                b'D' => error.detail = Some(value),
                b'H' => error.hint = Some(value),
                b'P' => error.position = Some(value),
                b'p' => error.internal_position = Some(value),
                b'q' => error.internal_query = Some(value),
                b'W' => error.context = Some(value),
                b's' => error.schema = Some(value),
                b't' => error.table = Some(value),
                b'c' => error.column = Some(value),
                b'd' => error.data_type = Some(value),
                b'n' => error.constraint = Some(value),
                b'F' => error.file = Some(value),
                b'L' => error.line = Some(value),
                b'R' => error.routine = Some(value),
                _ => {}
            }
        }
        if error.severity.is_empty() {
            error.severity = translated_severity;
        }
        Ok(error)
    }
}

/// Why a connection or a statement failed.
#[derive(Debug, Error)]
pub enum PostgresError {
    /// No connection.
    #[error("{endpoint} cannot be reached: {reason}")]
    Unreachable {
        /// Where it should be.
        endpoint: String,
        /// Why not.
        reason: io::Error,
    },
    /// TLS cannot be had as the address demands.
    #[error("no TLS with {endpoint}: {reason}")]
    Tls {
        /// Where.
        endpoint: String,
        /// Why not.
        reason: String,
    },
    /// The server asks for a password and the address has none.
    #[error("the server asks for a password and the address has none")]
    PasswordMissing,
    /// The server asks for a kind of authentication that this client does not have, or failed its own.
    #[error("authentication failed: {0}")]
    Authentication(String),
    /// The connection broke off.
    #[error("the connection to the database was lost: {0}")]
    Lost(io::Error),
    /// The server's words make no sense.
    #[error("the server's answer does not follow the protocol: {0}")]
    Protocol(String),
    /// The server refused the connection or a statement.
    #[error("{}", .error.message)]
    Server {
        /// Its reasons.
        error: Box<ServerError>,
        /// 0-based position among the caller's statements, where it was one of them.
        statement: Option<usize>,
    },
    /// The results are larger than the cap.
    #[error("the result is larger than {max_bytes} bytes")]
    TooLarge {
        /// The cap.
        max_bytes: usize,
    },
    /// A statement ended or left the transaction it runs in.
    #[error("the statement ends the transaction that it runs in")]
    TransactionEnded {
        /// 0-based position among the caller's statements.
        statement: usize,
    },
    /// COPY from or to the client.
    #[error("COPY FROM STDIN and COPY TO STDOUT are not supported")]
    CopyUnsupported {
        /// 0-based position among the caller's statements, where it was one of them.
        statement: Option<usize>,
    },
    /// A text with a NUL character, or more than 65,535 parameters.
    #[error("the statement cannot be sent: {reason}")]
    Unsendable {
        /// Why.
        reason: String,
        /// 0-based position among the caller's statements.
        statement: usize,
    },
}

impl PostgresError {
    /// Whether the connection, not the statement, failed, so that another one may succeed.
    pub fn is_connection_failure(&self) -> bool {
        match self {
            Self::Lost(_) | Self::Unreachable { .. } => true,
            // Admin shutdown, crash, starting up, too many connections.
            Self::Server { error, .. } => {
                matches!(error.code.as_str(), "57P01" | "57P02" | "57P03" | "53300")
                    || error.code.starts_with("08")
            }
            _ => false,
        }
    }

    /// Whether the server did not accept who we say we are.
    pub fn is_credential_failure(&self) -> bool {
        match self {
            Self::PasswordMissing | Self::Authentication(_) => true,
            Self::Server { error, .. } => error.code.starts_with("28"),
            _ => false,
        }
    }
}
