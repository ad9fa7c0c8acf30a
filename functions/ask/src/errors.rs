//! What callers are told when the database fails: what it means and what to do, never the server's
//! own words.

use plainquery_core::{ErrorKind, ports::SqlError};
use plainquery_plan::PlanError;
use plainquery_wire::ApiError;

pub(crate) fn database_error(error: &SqlError) -> ApiError {
    let (kind, id, detail) = match error {
        SqlError::Unavailable => (
            ErrorKind::UpstreamUnavailable,
            "database-unavailable",
            "The database cannot be reached. Try again in a moment.".to_owned(),
        ),
        SqlError::Credentials => (
            ErrorKind::Misconfigured,
            "database-credentials",
            "The database or its gateway does not accept the configured credentials. Check \
             DATABASE_URL and PLAINQUERY_GATEWAY_KEY."
                .to_owned(),
        ),
        SqlError::Timeout => (
            ErrorKind::Timeout,
            "database-timeout",
            "The query took longer than is allowed. Ask for less, such as a shorter period."
                .to_owned(),
        ),
        // Of the answer, not of the request: so not the kind that the error itself has.
        SqlError::TooLarge => (
            ErrorKind::Refused,
            "result-too-large",
            "The result is larger than is allowed. Ask for fewer rows or columns.".to_owned(),
        ),
        SqlError::TooCostly => (
            ErrorKind::Refused,
            "query-too-costly",
            "By the database's own estimate, this query takes more work than is allowed. Ask for less, such \
             as a shorter period or fewer tables at once."
                .to_owned(),
        ),
        SqlError::PlanTooLong => (
            ErrorKind::Refused,
            "query-too-long",
            "The query for this question is too long to be run. Ask for less at once.".to_owned(),
        ),
        SqlError::Protocol => (
            ErrorKind::UpstreamProtocol,
            "database-protocol",
            "The database endpoint gave an answer that cannot be read. Check \
             PLAINQUERY_SQL_ENDPOINT."
                .to_owned(),
        ),
        SqlError::Refused { sqlstate, .. } => refused(sqlstate),
        SqlError::Misconfigured(reason) => (
            ErrorKind::Misconfigured,
            "database-misconfigured",
            format!("The database is not configured correctly: {reason}."),
        ),
    };
    ApiError::with_id(kind, id, detail)
}

/// By the class of the SQLSTATE (Postgres, appendix A).
fn refused(sqlstate: &str) -> (ErrorKind, &'static str, String) {
    match sqlstate {
        "57014" => (
            ErrorKind::Timeout,
            "database-timeout",
            "The query took longer than is allowed. Ask for less, such as a shorter period."
                .to_owned(),
        ),
        "42501" => (
            ErrorKind::Forbidden,
            "database-privilege",
            "The database role may not read this.".to_owned(),
        ),
        _ if sqlstate.starts_with("22") => (
            ErrorKind::Refused,
            "values-not-computable",
            format!(
                "The database could not compute this with the values that are there (SQLSTATE \
                 {sqlstate}). Ask in another way."
            ),
        ),
        _ if ["08", "53", "57", "58"]
            .iter()
            .any(|class| sqlstate.starts_with(class)) =>
        {
            (
                ErrorKind::UpstreamUnavailable,
                "database-unavailable",
                format!(
                    "The database cannot serve the query now (SQLSTATE {sqlstate}). Try again in \
                     a moment."
                ),
            )
        }
        _ => (
            ErrorKind::UpstreamProtocol,
            "query-refused-by-database",
            format!("The database refused the query (SQLSTATE {sqlstate}). Ask in another way."),
        ),
    }
}

/// What is wrong with a plan, and what to do.
pub(crate) fn plan_error(error: PlanError) -> ApiError {
    let text = error.to_string();
    let mut letters = text.chars();
    let capital = letters.next().map(|first| first.to_ascii_uppercase());
    let sentence: String = capital.into_iter().chain(letters).collect();
    ApiError::with_id(
        error.kind(),
        error.id(),
        format!("{sentence}. {}", error.advice()),
    )
}

/// The schema was another one at each try.
pub(crate) fn schema_is_changing() -> ApiError {
    ApiError::with_id(
        ErrorKind::UpstreamUnavailable,
        "schema-changing",
        "The database's schema is being changed. Try again in a moment.",
    )
    .with_retry_after(Some(5))
}

/// Whether the error may mean that the schema has changed since it was read: a table, column,
/// function or schema is not there, or a type does not fit.
pub(crate) fn hints_at_changed_schema(error: &SqlError) -> bool {
    matches!(
        error,
        SqlError::Refused { sqlstate, .. }
            if ["42P01", "42703", "42883", "3F000", "42804"].contains(&sqlstate.as_str())
    )
}
