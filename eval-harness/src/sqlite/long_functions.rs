//! Functions that can take hours within one step of `SQLite`'s machine, in which no time-out reaches them:
//! they compare each place of one text with all of another. Each is put behind a bound on the product of
//! the two lengths; below it, `SQLite`'s own function answers, on a connection of its own.

use std::cell::OnceCell;

use rusqlite::{
    Connection, Error,
    functions::{Context, FunctionFlags},
    types::{ToSqlOutput, Value, ValueRef},
};

use super::decoded;

/// The most comparisons of bytes in one call: below a second.
const MAX_WORK: u64 = 1_000_000_000;

/// Name, arguments, and the call of the original.
const FUNCTIONS: [(&str, i32, &str); 5] = [
    ("instr", 2, "SELECT instr(?1, ?2)"),
    ("replace", 3, "SELECT replace(?1, ?2, ?3)"),
    ("trim", 2, "SELECT trim(?1, ?2)"),
    ("ltrim", 2, "SELECT ltrim(?1, ?2)"),
    ("rtrim", 2, "SELECT rtrim(?1, ?2)"),
];

/// Bounds these functions for a connection.
pub(super) fn bound(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    for (name, arguments, call) in FUNCTIONS {
        let original: OnceCell<Connection> = OnceCell::new();
        connection.create_scalar_function(name, arguments, flags, move |context| {
            let work = length(context.get_raw(0)).saturating_mul(length(context.get_raw(1)));
            if work > MAX_WORK {
                return Err(failed("the function would take too long".to_owned()));
            }
            if original.get().is_none() {
                // Set by nobody else: a connection is used by one thread at a time.
                drop(original.set(Connection::open_in_memory()?));
            }
            let original = original
                .get()
                .ok_or_else(|| failed("no connection".to_owned()))?;
            answer(original, call, context)
        })?;
    }
    Ok(())
}

fn length(value: ValueRef<'_>) -> u64 {
    match value {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.len() as u64,
        // A number is a text of some digits.
        _ => 24,
    }
}

fn answer(original: &Connection, call: &str, context: &Context<'_>) -> rusqlite::Result<Value> {
    let mut statement = original.prepare_cached(call)?;
    for at in 0..context.len() {
        statement.raw_bind_parameter(at + 1, ToSqlOutput::Borrowed(context.get_raw(at)))?;
    }
    let mut rows = statement.raw_query();
    let row = rows.next()?.ok_or(Error::QueryReturnedNoRows)?;
    Ok(match row.get_ref(0)? {
        ValueRef::Text(bytes) => Value::Text(decoded(bytes)),
        other => Value::try_from(other)?,
    })
}

fn failed(why: String) -> Error {
    Error::UserFunctionError(why.into())
}
