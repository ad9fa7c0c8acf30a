//! One connection: opening it, and running groups of statements by the extended protocol.

use std::{
    fmt,
    pin::Pin,
    task::{Context, Waker},
};

use bytes::BytesMut;
use fallible_iterator::FallibleIterator;
use plainquery_core::{Value, ports::Statement};
use postgres_protocol::{
    IsNull,
    message::{
        backend::{DataRowBody, Message, RowDescriptionBody},
        frontend,
    },
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf},
    net::{TcpStream, UnixStream},
};

use super::{
    Address, CancelToken, Endpoint, PostgresError, ServerError, TlsMode, channel_binding, tls,
};

const READ_CHUNK_BYTES: usize = 16 * 1024;
/// Beside the rows themselves: field descriptions, notices, errors.
const MESSAGE_SLACK_BYTES: usize = 256 * 1024;

pub(super) trait Transport: AsyncRead + AsyncWrite + Unpin + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + Send> Transport for T {}

/// A column of a result, as the server describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// The table that it is a plain column of; 0 for an expression.
    pub table_oid: u32,
    /// The column's number there; 0 for an expression.
    pub column_id: i16,
    /// The type's OID.
    pub type_oid: u32,
    /// The type's size in bytes; negative where it varies.
    pub type_size: i16,
    /// The type's modifier, such as a precision; -1 for none.
    pub type_modifier: i32,
}

/// The result of one statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResultSet {
    /// The columns; empty for a statement without rows.
    pub fields: Vec<Field>,
    /// The rows, each value in Postgres's text format.
    pub rows: Vec<Vec<Value>>,
    /// The command tag, such as `SELECT 3`; empty for an empty statement.
    pub tag: String,
    /// Whether a cap cut rows off.
    pub truncated: bool,
}

/// What to do with rows beyond the cap on bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OnExcess {
    /// Give up with [`PostgresError::TooLarge`]; the connection is not usable after that.
    Fail,
    /// Leave the rest of the rows out and say so.
    Cut,
}

/// How much of each result is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most rows that the server is asked for.
    pub max_rows: Option<u32>,
    /// The most bytes: of all results together with [`OnExcess::Fail`], of each with [`OnExcess::Cut`].
    pub max_bytes: usize,
    /// What happens beyond `max_bytes`.
    pub on_excess: OnExcess,
}

/// What the server says of the transaction after each group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TransactionStatus {
    Idle,
    Open,
    Failed,
}

/// An open connection.
pub struct Connection {
    transport: Box<dyn Transport>,
    incoming: BytesMut,
    token: CancelToken,
    usable: bool,
    status: TransactionStatus,
}

impl fmt::Debug for Connection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Connection")
            .field("process_id", &self.token.process_id)
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// Connects and does the TLS handshake; also gives the hash for channel binding.
pub(super) async fn open_transport(
    address: &Address,
) -> Result<(Box<dyn Transport>, Option<Vec<u8>>), PostgresError> {
    let unreachable = |reason| PostgresError::Unreachable {
        endpoint: address.endpoint.to_string(),
        reason,
    };
    let (host, port) = match &address.endpoint {
        Endpoint::Unix(path) => {
            let stream = UnixStream::connect(path).await.map_err(unreachable)?;
            return Ok((Box::new(stream), None));
        }
        Endpoint::Tcp(host, port) => (host.as_str(), *port),
    };
    let mut stream = TcpStream::connect((host, port))
        .await
        .map_err(unreachable)?;
    stream.set_nodelay(true).map_err(unreachable)?;
    if address.tls == TlsMode::Disable {
        return Ok((Box::new(stream), None));
    }

    let no_tls = |reason: String| PostgresError::Tls {
        endpoint: address.endpoint.to_string(),
        reason,
    };
    let mut out = BytesMut::new();
    frontend::ssl_request(&mut out);
    stream.write_all(&out).await.map_err(PostgresError::Lost)?;
    // Exactly one byte: what a man in the middle sends after it must not be taken for part of the session.
    let mut verdict = [0_u8; 1];
    stream
        .read_exact(&mut verdict)
        .await
        .map_err(PostgresError::Lost)?;
    match (verdict[0], address.tls) {
        (b'S', _) => {
            let stream = tls::handshake(stream, address).await.map_err(no_tls)?;
            let hash = stream
                .get_ref()
                .1
                .peer_certificates()
                .and_then(|certificates| certificates.first())
                .and_then(|certificate| channel_binding::certificate_hash(certificate));
            Ok((Box::new(stream), hash))
        }
        (b'N', TlsMode::Prefer) => Ok((Box::new(stream), None)),
        (b'N', _) => Err(no_tls(
            "the server does not offer it, and sslmode demands it".to_owned(),
        )),
        _ => Err(PostgresError::Protocol(
            "neither yes nor no to TLS".to_owned(),
        )),
    }
}

impl Connection {
    /// Connects and logs in. Has no deadline of its own.
    pub async fn open(address: &Address) -> Result<Self, PostgresError> {
        let (transport, certificate_hash) = open_transport(address).await?;
        let mut connection = Self {
            transport,
            incoming: BytesMut::with_capacity(READ_CHUNK_BYTES),
            token: CancelToken {
                address: address.clone(),
                process_id: 0,
                secret_key: 0,
            },
            usable: true,
            status: TransactionStatus::Idle,
        };
        connection.start(address, certificate_hash).await?;
        Ok(connection)
    }

    /// What it takes to stop this connection's statement from elsewhere.
    pub fn cancel_token(&self) -> CancelToken {
        self.token.clone()
    }

    /// Whether another statement can be sent: false after a lost connection, a result over the cap,
    /// or an execution that was abandoned half-way.
    pub fn is_usable(&self) -> bool {
        self.usable
    }

    /// Whether an idle connection has something to say, which can only be that it is closed.
    pub fn is_stale(&mut self) -> bool {
        let mut byte = [0_u8; 1];
        let mut buffer = ReadBuf::new(&mut byte);
        let mut context = Context::from_waker(Waker::noop());
        !self.incoming.is_empty()
            || Pin::new(&mut self.transport)
                .poll_read(&mut context, &mut buffer)
                .is_ready()
    }

    /// Puts the session back to how it was after logging in: settings, role, prepared statements,
    /// temporary tables, advisory locks.
    pub async fn reset(&mut self) -> Result<(), PostgresError> {
        let discard = Statement {
            text: "DISCARD ALL".into(),
            parameters: Vec::new(),
        };
        let limits = Limits {
            max_rows: None,
            max_bytes: 0,
            on_excess: OnExcess::Cut,
        };
        self.run_group(&[&discard], limits, &mut 0, &|_| None)
            .await
            .map(drop)
    }

    /// Reads on, keeping nothing, until the server waits for the next statement: after an execution
    /// that was abandoned half-way. Nothing is lost when this is dropped and called again.
    pub async fn settle(&mut self) -> Result<(), PostgresError> {
        while !self.usable {
            if let Message::ReadyForQuery(_) = self.receive(MESSAGE_SLACK_BYTES).await? {
                self.usable = true;
            }
        }
        Ok(())
    }

    /// Says goodbye, so that the server does not log a broken connection.
    pub async fn close(mut self) {
        let mut out = BytesMut::new();
        frontend::terminate(&mut out);
        drop(self.transport.write_all(&out).await);
        drop(self.transport.shutdown().await);
    }

    pub(super) fn set_cancel_key(&mut self, process_id: i32, secret_key: i32) {
        self.token.process_id = process_id;
        self.token.secret_key = secret_key;
    }

    pub(super) fn status(&self) -> TransactionStatus {
        self.status
    }

    pub(super) async fn send(&mut self, bytes: &[u8]) -> Result<(), PostgresError> {
        self.transport
            .write_all(bytes)
            .await
            .map_err(PostgresError::Lost)?;
        self.transport.flush().await.map_err(PostgresError::Lost)
    }

    /// The next message. One that announces more than `max_bytes` is not read.
    pub(super) async fn receive(&mut self, max_bytes: usize) -> Result<Message, PostgresError> {
        loop {
            if let Some(announced) = announced_bytes(&self.incoming)
                && announced > max_bytes
            {
                return Err(PostgresError::TooLarge { max_bytes });
            }
            if let Some(message) = Message::parse(&mut self.incoming).map_err(protocol)? {
                return Ok(message);
            }
            self.incoming.reserve(READ_CHUNK_BYTES);
            if self
                .transport
                .read_buf(&mut self.incoming)
                .await
                .map_err(PostgresError::Lost)?
                == 0
            {
                return Err(PostgresError::Lost(
                    std::io::ErrorKind::UnexpectedEof.into(),
                ));
            }
        }
    }

    /// Runs statements in one round trip. The server skips what follows an error, up to the end of
    /// the group. `spent_bytes` counts towards `limits.max_bytes` over several groups;
    /// `callers_index` says which of the caller's statements one of the group is, for errors.
    pub(super) async fn run_group(
        &mut self,
        statements: &[&Statement],
        limits: Limits,
        spent_bytes: &mut usize,
        callers_index: &(dyn Fn(usize) -> Option<usize> + Sync),
    ) -> Result<Vec<ResultSet>, PostgresError> {
        let mut out = BytesMut::new();
        for (index, statement) in statements.iter().enumerate() {
            encode(statement, limits.max_rows, &mut out).map_err(|reason| {
                PostgresError::Unsendable {
                    reason,
                    statement: callers_index(index).unwrap_or_default(),
                }
            })?;
        }
        frontend::sync(&mut out);

        // Whoever drops this future half-way leaves a connection that nobody may use.
        self.usable = false;
        self.send(&out).await?;
        let mut reader = GroupReader {
            results: Vec::new(),
            current: ResultSet::default(),
            current_bytes: 0,
            limits,
            spent_bytes,
        };
        let mut failure = None;
        loop {
            let message = match self
                .receive(limits.max_bytes.saturating_add(MESSAGE_SLACK_BYTES))
                .await
            {
                Ok(message) => message,
                // A FATAL error says why the connection ends: more than the end itself does.
                Err(error) => return Err(failure.unwrap_or(error)),
            };
            match message {
                Message::ReadyForQuery(body) => {
                    self.status = match body.status() {
                        b'I' => TransactionStatus::Idle,
                        b'T' => TransactionStatus::Open,
                        _ => TransactionStatus::Failed,
                    };
                    self.usable = true;
                    return failure.map_or(Ok(reader.results), Err);
                }
                Message::ErrorResponse(body) => {
                    let error = Box::new(ServerError::read(&body).map_err(protocol)?);
                    let statement = callers_index(reader.results.len());
                    failure.get_or_insert(PostgresError::Server { error, statement });
                }
                Message::CopyInResponse(_) | Message::CopyOutResponse(_) => {
                    return Err(PostgresError::CopyUnsupported {
                        statement: callers_index(reader.results.len()),
                    });
                }
                message => reader.take(message)?,
            }
        }
    }
}

/// Gathers a group's results.
struct GroupReader<'a> {
    results: Vec<ResultSet>,
    current: ResultSet,
    current_bytes: usize,
    limits: Limits,
    spent_bytes: &'a mut usize,
}

impl GroupReader<'_> {
    fn take(&mut self, message: Message) -> Result<(), PostgresError> {
        match message {
            Message::RowDescription(body) => {
                self.current.fields = read_fields(&body).map_err(protocol)?;
            }
            Message::DataRow(body) => self.take_row(&body)?,
            Message::CommandComplete(body) => {
                let tag = body.tag().map_err(protocol)?.to_owned();
                self.finish(tag);
            }
            Message::PortalSuspended => {
                self.current.truncated = true;
                let tag = format!("SELECT {}", self.current.rows.len());
                self.finish(tag);
            }
            Message::EmptyQueryResponse => self.finish(String::new()),
            Message::ParseComplete
            | Message::BindComplete
            | Message::NoData
            | Message::NoticeResponse(_)
            | Message::ParameterStatus(_)
            | Message::NotificationResponse(_) => {}
            _ => {
                return Err(PostgresError::Protocol(
                    "an unexpected message in a result".to_owned(),
                ));
            }
        }
        Ok(())
    }

    fn take_row(&mut self, body: &DataRowBody) -> Result<(), PostgresError> {
        // The least that the row takes as JSON: two quotes and a comma a value, brackets and a comma a row.
        let bytes = body.buffer().len() + 2;
        let (spent, max_bytes) = match self.limits.on_excess {
            OnExcess::Fail => (&mut *self.spent_bytes, self.limits.max_bytes),
            OnExcess::Cut => (&mut self.current_bytes, self.limits.max_bytes),
        };
        *spent = spent.saturating_add(bytes);
        if *spent > max_bytes {
            if self.limits.on_excess == OnExcess::Fail {
                return Err(PostgresError::TooLarge { max_bytes });
            }
            self.current.truncated = true;
            return Ok(());
        }
        let text = body.buffer();
        let row = body
            .ranges()
            .map(|range| Ok(range.map(|range| String::from_utf8_lossy(&text[range]).into_owned())))
            .collect()
            .map_err(protocol)?;
        self.current.rows.push(row);
        Ok(())
    }

    fn finish(&mut self, tag: String) {
        let mut finished = std::mem::take(&mut self.current);
        finished.tag = tag;
        self.current_bytes = 0;
        self.results.push(finished);
    }
}

fn encode(statement: &Statement, max_rows: Option<u32>, out: &mut BytesMut) -> Result<(), String> {
    let readable = |error: std::io::Error| error.to_string();
    let max_rows = max_rows.map_or(0, |rows| i32::try_from(rows).unwrap_or(i32::MAX));
    frontend::parse("", &statement.text, [], out).map_err(readable)?;
    frontend::bind("", "", [], &statement.parameters, encode_parameter, [], out).map_err(
        |error| match error {
            frontend::BindError::Conversion(error) => error.to_string(),
            frontend::BindError::Serialization(error) => error.to_string(),
        },
    )?;
    frontend::describe(b'P', "", out).map_err(readable)?;
    frontend::execute("", max_rows, out).map_err(readable)
}

#[expect(clippy::unnecessary_wraps, reason = "the codec's signature")]
fn encode_parameter(
    value: &Value,
    out: &mut BytesMut,
) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
    let Some(text) = value else {
        return Ok(IsNull::Yes);
    };
    out.extend_from_slice(text.as_bytes());
    Ok(IsNull::No)
}

fn read_fields(body: &RowDescriptionBody) -> std::io::Result<Vec<Field>> {
    body.fields()
        .map(|field| {
            Ok(Field {
                name: field.name().to_owned(),
                table_oid: field.table_oid(),
                column_id: field.column_id(),
                type_oid: field.type_oid(),
                type_size: field.type_size(),
                type_modifier: field.type_modifier(),
            })
        })
        .collect()
}

/// The size of the message that starts in `incoming`, as its header says.
fn announced_bytes(incoming: &[u8]) -> Option<usize> {
    let length = incoming.get(1..5)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(length)).ok()
}

#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
fn protocol(error: std::io::Error) -> PostgresError {
    PostgresError::Protocol(error.to_string())
}
