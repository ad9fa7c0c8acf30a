//! Names and constants as SQL text.

use plainquery_core::Dialect;

/// A name in double quotes.
pub(crate) fn quote_identifier(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    push_identifier(&mut out, name);
    out
}

/// Writes a name in double quotes. NUL, which no server takes, is left out.
pub(super) fn push_identifier(out: &mut String, name: &str) {
    push_quoted(out, name, '"');
}

/// A name as the dialect quotes it.
pub(crate) fn quoted(name: &str, dialect: Dialect) -> String {
    match dialect {
        Dialect::Postgres | Dialect::Sqlite | Dialect::Snowflake => quote_identifier(name),
        Dialect::Mysql => {
            let mut out = String::with_capacity(name.len() + 2);
            push_in_backticks(&mut out, name);
            out
        }
    }
}

/// Writes a name in backticks.
pub(super) fn push_in_backticks(out: &mut String, name: &str) {
    push_quoted(out, name, '`');
}

/// Writes a text constant. A backslash stands for itself (`standard_conforming_strings`). NUL,
/// which no server takes and the validator refuses, is left out.
pub(super) fn push_text(out: &mut String, value: &str) {
    push_quoted(out, value, '\'');
}

fn push_quoted(out: &mut String, value: &str, quote: char) {
    out.push(quote);
    // Nearly every name and text is written as it is.
    if !value.contains([quote, '\0']) {
        out.push_str(value);
        out.push(quote);
        return;
    }
    for character in value.chars() {
        if character == '\0' {
            continue;
        }
        if character == quote {
            out.push(quote);
        }
        out.push(character);
    }
    out.push(quote);
}
