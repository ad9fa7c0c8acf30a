//! Everything that can go wrong with a request, and how callers are told.

use axum::{
    body::Body,
    http::{HeaderValue, Response, StatusCode, header},
};
use plainquery_plan::PlanError;
use serde_json::{Value, json};
use thiserror::Error;

use crate::postgres::{PostgresError, ServerError};

/// A request that got no rows.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    #[error("query is not supported")]
    NotSupported,
    #[error("this gateway has no key and takes requests of programs on this machine only")]
    NotLocal,
    #[error("a key is required: send it as Authorization: Bearer KEY")]
    KeyMissing,
    #[error("the key is wrong")]
    KeyWrong,
    #[error("this gateway runs without a key: leave the Authorization header out")]
    KeyNotTaken,
    #[error("invalid connection string: {0}")]
    ConnectionString(&'static str),
    #[error(
        "the connection string names no upstream of this gateway: its host, user and database must match one"
    )]
    NotListed,
    #[error("{0}. {advice}", advice = .0.advice())]
    Plan(PlanError),
    #[error(
        "this gateway runs signed plans only: send a batch with one {{\"plan\": token}}, and nothing but Plainquery's own statements beside it"
    )]
    PlanRequired,
    #[error("the settings that came with the plan are not those that it was made for")]
    PlanSettings,
    #[error("invalid isolation level")]
    IsolationLevel,
    #[error("the request is not valid: {0}")]
    Request(String),
    #[error("the request is larger than {max_bytes} bytes")]
    RequestTooLarge { max_bytes: usize },
    #[error("the request did not arrive in time")]
    RequestSlow,
    #[error("response is too large (max is {max_bytes} bytes)")]
    ResponseTooLarge { max_bytes: usize },
    #[error("all connections are busy and too many requests are waiting; try again in a moment")]
    QueueFull,
    #[error("no connection became free in time; try again in a moment")]
    QueueTimeout,
    #[error("the query took longer than {timeout_ms} ms and was cancelled")]
    Deadline { timeout_ms: u128 },
    #[error("the database could not be reached; try again in a moment")]
    Unreachable(PostgresError),
    #[error("the database does not accept the gateway's own credentials")]
    Credentials(PostgresError),
    #[error("the connection to the database was lost in the middle of the query")]
    Lost,
    #[error("{0}")]
    Query(PostgresError),
    #[error("internal error")]
    Internal,
}

impl Failure {
    /// A stable label for logs.
    pub(crate) fn label(&self) -> &'static str {
        match self {
            Self::NotSupported => "not_supported",
            Self::NotLocal => "not_local",
            Self::KeyMissing => "key_missing",
            Self::KeyWrong => "key_wrong",
            Self::KeyNotTaken => "key_not_taken",
            Self::ConnectionString(_) => "connection_string",
            Self::NotListed => "not_listed",
            Self::Plan(error) => error.id(),
            Self::PlanRequired => "plan-required",
            Self::PlanSettings => "plan-settings",
            Self::IsolationLevel => "isolation_level",
            Self::Request(_) => "request",
            Self::RequestTooLarge { .. } => "request_too_large",
            Self::RequestSlow => "request_slow",
            Self::ResponseTooLarge { .. } => "response_too_large",
            Self::QueueFull => "queue_full",
            Self::QueueTimeout => "queue_timeout",
            Self::Deadline { .. } => "deadline",
            Self::Unreachable(_) => "unreachable",
            Self::Credentials(_) => "credentials",
            Self::Lost => "lost",
            Self::Query(_) => "query",
            Self::Internal => "internal",
        }
    }

    /// The SQLSTATE that the caller sees, or the id of what is wrong with a plan.
    pub(super) fn code(&self) -> Option<&str> {
        Some(match self {
            Self::KeyMissing | Self::KeyWrong | Self::NotLocal => "28000",
            Self::ResponseTooLarge { .. } => "54000",
            Self::QueueFull | Self::QueueTimeout => "53300",
            Self::Unreachable(_) | Self::Credentials(_) => "08001",
            Self::Lost => "08006",
            Self::Query(PostgresError::Server { error, .. }) => &error.code,
            Self::Query(PostgresError::TransactionEnded { .. }) => "2D000",
            Self::Query(PostgresError::CopyUnsupported { .. }) => "0A000",
            Self::Query(PostgresError::Unsendable { .. }) => "22021",
            // For a deadline since it is what the protocol says of a query that was cancelled.
            Self::Deadline { .. } | Self::Query(_) => "08P01",
            Self::Internal => "XX000",
            Self::Plan(_) | Self::PlanRequired | Self::PlanSettings => self.label(),
            Self::NotSupported
            // Without a code, as Neon's own errors about connection strings.
            | Self::KeyNotTaken
            | Self::ConnectionString(_)
            | Self::NotListed
            | Self::IsolationLevel
            | Self::Request(_)
            | Self::RequestTooLarge { .. }
            | Self::RequestSlow => return None,
        })
    }

    fn status(&self) -> StatusCode {
        match self {
            // Drivers of this protocol read the error's fields only with 400.
            Self::NotSupported
            | Self::KeyNotTaken
            | Self::ConnectionString(_)
            | Self::NotListed
            | Self::IsolationLevel
            | Self::Request(_)
            | Self::Deadline { .. }
            | Self::Query(_) => StatusCode::BAD_REQUEST,
            Self::KeyMissing | Self::KeyWrong => StatusCode::UNAUTHORIZED,
            Self::NotLocal | Self::Plan(_) | Self::PlanRequired | Self::PlanSettings => {
                StatusCode::FORBIDDEN
            }
            Self::RequestTooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Self::RequestSlow => StatusCode::REQUEST_TIMEOUT,
            Self::ResponseTooLarge { .. } => StatusCode::INSUFFICIENT_STORAGE,
            Self::QueueFull | Self::QueueTimeout | Self::Unreachable(_) | Self::Lost => {
                StatusCode::SERVICE_UNAVAILABLE
            }
            Self::Credentials(_) => StatusCode::BAD_GATEWAY,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn body(&self) -> Value {
        if matches!(self, Self::NotSupported) {
            return Value::from(self.to_string());
        }
        if let Self::Query(PostgresError::Server { error, .. }) = self {
            return error_fields(error);
        }
        error_fields(&ServerError {
            severity: "ERROR".to_owned(),
            message: self.to_string(),
            ..ServerError::default()
        })
        .with_code(self.code())
    }

    /// The answer, without the headers that all answers have.
    pub(super) fn response(&self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body().to_string()));
        *response.status_mut() = self.status();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        );
        match self.status() {
            StatusCode::SERVICE_UNAVAILABLE => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
            }
            StatusCode::UNAUTHORIZED => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
            }
            _ => {}
        }
        response
    }
}

trait WithCode {
    fn with_code(self, code: Option<&str>) -> Self;
}

impl WithCode for Value {
    fn with_code(mut self, code: Option<&str>) -> Self {
        self["code"] = code.map_or(Value::Null, Value::from);
        self
    }
}

fn error_fields(error: &ServerError) -> Value {
    json!({
        "message": error.message,
        "code": error.code,
        "detail": error.detail,
        "hint": error.hint,
        "position": error.position,
        "internalPosition": error.internal_position,
        "internalQuery": error.internal_query,
        "severity": error.severity,
        "where": error.context,
        "table": error.table,
        "column": error.column,
        "schema": error.schema,
        "dataType": error.data_type,
        "constraint": error.constraint,
        "file": error.file,
        "line": error.line,
        "routine": error.routine,
    })
}
