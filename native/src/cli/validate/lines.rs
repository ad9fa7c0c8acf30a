//! JSON lines in, JSON lines out: one for each that is not blank, in their order.

use std::io::{self, BufRead, Write};

use serde::Serialize;
use serde_json::{Value, json};

use super::{ALL_ACCEPTED, BAD_INPUT, Judge, SOME_REFUSED, Verdict};

/// A line of the input.
struct Request {
    id: Value,
    sql: String,
}

impl Request {
    /// Reads a line; what else its object holds is the caller's. The error comes with the id, if there
    /// is one.
    fn read(bytes: &[u8]) -> Result<Self, (Value, String)> {
        let value = serde_json::from_slice(bytes)
            .map_err(|error| (Value::Null, format!("not JSON: {}", reason(&error))))?;
        let Value::Object(mut object) = value else {
            return Err((Value::Null, "not an object".to_owned()));
        };
        let id = object.remove("id").unwrap_or_default();
        match object.remove("sql") {
            Some(Value::String(sql)) => Ok(Self { id, sql }),
            Some(_) => Err((id, "\"sql\" is no text".to_owned())),
            None => Err((id, "there is no \"sql\"".to_owned())),
        }
    }
}

#[derive(Serialize)]
struct Answer {
    id: Value,
    #[serde(flatten)]
    verdict: Verdict,
}

/// Judges every line; the exit status. A line that cannot be read is told in `errors`.
pub(super) fn check(
    mut input: impl BufRead,
    output: &mut impl Write,
    errors: &mut impl Write,
    judge: &Judge,
) -> io::Result<u8> {
    let mut status = ALL_ACCEPTED;
    let mut bytes = Vec::new();
    for number in 1_u64.. {
        bytes.clear();
        if input.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        match Request::read(&bytes) {
            Ok(Request { id, sql }) => {
                let verdict = judge.judge(&sql);
                if !verdict.ok {
                    status = status.max(SOME_REFUSED);
                }
                serde_json::to_writer(&mut *output, &Answer { id, verdict })?;
            }
            Err((id, why)) => {
                status = BAD_INPUT;
                writeln!(
                    errors,
                    "plainquery: line {number}: {why}; expected {{\"id\": …, \"sql\": \"…\"}}"
                )?;
                let told = json!({"id": id, "line": number, "error": why});
                serde_json::to_writer(&mut *output, &told)?;
            }
        }
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(status)
}

/// The reason alone: its own line is always 1.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((said, _)) => format!("{said} at column {}", error.column()),
        None => text,
    }
}
