//! Names and constants as SQL text.

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

/// Writes a text constant. A backslash stands for itself (`standard_conforming_strings`). NUL,
/// which no server takes and the validator refuses, is left out.
pub(super) fn push_text(out: &mut String, value: &str) {
    push_quoted(out, value, '\'');
}

fn push_quoted(out: &mut String, value: &str, quote: char) {
    out.push(quote);
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
