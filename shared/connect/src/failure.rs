//! What an error answer means. The server's sentences are not kept: they can quote rows.

use plainquery_core::ports::{HttpError, SqlError};
use serde::Deserialize;

/// The error for a SQLSTATE. `statement` is the position in the caller's batch, where it is known.
pub fn from_sqlstate(sqlstate: &str, statement: Option<usize>) -> SqlError {
    match sqlstate {
        // query_canceled: by statement_timeout.
        "57014" => SqlError::Timeout,
        // admin_shutdown, crash_shutdown, cannot_connect_now.
        "57P01" | "57P02" | "57P03" => SqlError::Unavailable,
        // invalid_catalog_name: there is no such database.
        "3D000" => SqlError::Misconfigured("there is no database of that name"),
        // Connection exceptions; insufficient resources, such as too many connections.
        _ if sqlstate.starts_with("08") || sqlstate.starts_with("53") => SqlError::Unavailable,
        _ if sqlstate.starts_with("28") => SqlError::Credentials,
        _ => SqlError::Refused {
            sqlstate: sqlstate.to_owned(),
            statement,
        },
    }
}

/// The error where no answer came.
pub(crate) fn from_http(error: HttpError) -> SqlError {
    match error {
        HttpError::InvalidUrl => SqlError::Misconfigured("its address is not a valid one"),
        HttpError::Unreachable => SqlError::Unavailable,
        HttpError::Timeout => SqlError::Timeout,
        HttpError::TooLarge => SqlError::TooLarge,
    }
}

/// The part of an error answer that is kept.
#[derive(Deserialize)]
struct ErrorBody {
    #[serde(default)]
    code: Option<String>,
}

/// The error for an answer other than 200.
pub(crate) fn from_answer(status: u16, body: &[u8]) -> SqlError {
    match status {
        403 if refuses_plan(body) => {
            return SqlError::Misconfigured(
                "the gateway did not accept the plan: its keys, its audience, its connection string or its clock differ from the service's",
            );
        }
        401 | 403 => return SqlError::Credentials,
        413 | 507 => return SqlError::TooLarge,
        _ => {}
    }
    let body: Option<ErrorBody> = serde_json::from_slice(body).ok();
    if let Some(code) = body.as_ref().and_then(|body| body.code.as_deref())
        && is_sqlstate(code)
    {
        // So the protocol's proxies call a query that they cancelled. The server gives this code only
        // to faults of a client, such as a missing parameter.
        if (status, code) == (400, "08P01") {
            return SqlError::Timeout;
        }
        return from_sqlstate(code, None);
    }
    match status {
        408 | 504 => SqlError::Timeout,
        429 | 500..=599 => SqlError::Unavailable,
        // An error of the service itself has a message and no code.
        400 if body.is_some() => {
            SqlError::Misconfigured("the SQL service did not accept the connection string")
        }
        404 | 405 => SqlError::Misconfigured("its address is not that of a SQL-over-HTTP service"),
        _ => SqlError::Protocol,
    }
}

/// Whether a gateway in checking mode says so.
fn refuses_plan(body: &[u8]) -> bool {
    serde_json::from_slice::<ErrorBody>(body)
        .ok()
        .and_then(|body| body.code)
        .is_some_and(|code| code.starts_with("plan-"))
}

fn is_sqlstate(code: &str) -> bool {
    code.len() == 5
        && code
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(sqlstate: &str) -> SqlError {
        SqlError::Refused {
            sqlstate: sqlstate.to_owned(),
            statement: None,
        }
    }

    fn sql_error(code: &str) -> SqlError {
        // As the protocol's proxy prints an error of the server.
        let body = format!(
            r#"{{"message":"secret row 4711","code":"{code}","detail":null,"hint":null,"position":"8","severity":"ERROR","file":"x.c","line":"1","routine":"y"}}"#
        );
        from_answer(400, body.as_bytes())
    }

    #[test]
    fn sqlstates() {
        assert_eq!(sql_error("57014"), SqlError::Timeout);
        assert_eq!(sql_error("57P01"), SqlError::Unavailable);
        // Cancelled by the proxy.
        assert_eq!(sql_error("08P01"), SqlError::Timeout);
        assert_eq!(sql_error("08006"), SqlError::Unavailable);
        assert_eq!(sql_error("53300"), SqlError::Unavailable);
        assert_eq!(sql_error("28P01"), SqlError::Credentials);
        assert_eq!(sql_error("42703"), refused("42703"));
        assert_eq!(sql_error("25006"), refused("25006"));
        assert!(matches!(sql_error("3D000"), SqlError::Misconfigured(_)));
    }

    #[test]
    fn the_servers_sentence_is_gone() {
        let error = sql_error("22P02");
        assert!(!format!("{error} {error:?}").contains("4711"));
        // A code that is none is not passed on either.
        assert!(matches!(sql_error("row 4711"), SqlError::Misconfigured(_)));
    }

    #[test]
    fn statuses() {
        let none = b"<html>secret</html>";
        assert_eq!(from_answer(401, none), SqlError::Credentials);
        assert_eq!(from_answer(403, none), SqlError::Credentials);
        assert!(matches!(
            from_answer(
                403,
                br#"{"message":"the plan has expired","code":"plan-expired"}"#
            ),
            SqlError::Misconfigured(_)
        ));
        assert_eq!(from_answer(507, none), SqlError::TooLarge);
        assert_eq!(from_answer(502, none), SqlError::Unavailable);
        assert_eq!(from_answer(504, none), SqlError::Timeout);
        assert_eq!(from_answer(429, none), SqlError::Unavailable);
        assert_eq!(from_answer(400, none), SqlError::Protocol);
        assert_eq!(from_answer(302, none), SqlError::Protocol);
        assert!(matches!(from_answer(404, none), SqlError::Misconfigured(_)));
        assert!(matches!(
            from_answer(400, br#"{"message":"query is not supported"}"#),
            SqlError::Misconfigured(_)
        ));
        assert_eq!(
            from_answer(500, br#"{"message":"x","code":"57014"}"#),
            SqlError::Timeout
        );
    }
}
