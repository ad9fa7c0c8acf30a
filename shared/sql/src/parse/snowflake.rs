//! What `Snowflake` would read otherwise than the parser, or that is refused for what it is, looked for in
//! the text and its tokens before anything is parsed.

use sqlparser::tokenizer::{Token, TokenWithSpan};

use crate::diagnostic::{Diagnostic, Position, RuleId};
use crate::mutation::is_off;

/// The characters that mean the same after a backslash to the server and to the parser
/// (<https://docs.snowflake.com/en/sql-reference/data-types-text#escape-sequences-in-single-quoted-string-constants>).
const SAME_ESCAPES: &[u8] = b"\\'\"nrtbf";

/// Refuses escapes that the parser reads otherwise than the server: `\x41`, `\101`, `\u0041`, `\a`.
pub(super) fn check_text(text: &str) -> Result<(), Diagnostic> {
    let bytes = text.as_bytes();
    let starts = |at: usize, word: &str| bytes[at..].starts_with(word.as_bytes());
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'\'' => at = end_of_text(text, at)?,
            b'"' => at = super::mysql::after(text, at + 1, "\""),
            b'$' if starts(at, "$$") => at = super::mysql::after(text, at + 2, "$$"),
            b'#' => at = super::mysql::after(text, at, "\n"),
            b'-' if starts(at, "--") => at = super::mysql::after(text, at, "\n"),
            b'/' if starts(at, "//") => at = super::mysql::after(text, at, "\n"),
            b'/' if starts(at, "/*") => at = super::mysql::after(text, at + 2, "*/"),
            _ => at += 1,
        }
    }
    Ok(())
}

/// The byte after a text constant. A doubled quote, and what follows a backslash, belongs to it.
fn end_of_text(text: &str, start: usize) -> Result<usize, Diagnostic> {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => {
                let is_same = bytes
                    .get(at + 1)
                    .is_none_or(|escaped| SAME_ESCAPES.contains(escaped));
                if !is_same && !is_off(RuleId::UnsupportedLiteral) {
                    let mut diagnostic = Diagnostic::new(
                        RuleId::UnsupportedLiteral,
                        "this escape is not read here; write the character itself, and \\\\ for a backslash",
                    );
                    diagnostic.position = Some(Position::at_offset(text, at));
                    return Err(diagnostic);
                }
                at += 2;
            }
            b'\'' if bytes.get(at + 1) == Some(&b'\'') => at += 2,
            b'\'' => return Ok(at + 1),
            _ => at += 1,
        }
    }
    Ok(bytes.len())
}

/// Checks of the tokens: stages and variables are refused wherever they stand.
pub(super) fn check_tokens(text: &str, tokens: &[TokenWithSpan]) -> Result<(), Diagnostic> {
    for next in tokens {
        let (rule, message) = match next.token {
            Token::AtSign => (
                RuleId::UnsupportedSource,
                "the files of a stage are not read here; read a table",
            ),
            Token::Placeholder(_) => (
                RuleId::Placeholder,
                "a variable, or a column by its number, has no value here; write the value or the column's name",
            ),
            Token::Assignment => (
                RuleId::UnsupportedOperator,
                "nothing is assigned here; leave out :=",
            ),
            _ => continue,
        };
        if !is_off(rule) {
            return Err(super::placed(
                text,
                Diagnostic::new(rule, message),
                next.span.start,
            ));
        }
    }
    Ok(())
}

/// Statements that only this server has.
pub(super) fn by_first_word(word: &str) -> Option<Diagnostic> {
    let (rule, message) = match word.to_ascii_lowercase().as_str() {
        "put" | "get" | "list" | "ls" | "remove" | "rm" => (
            RuleId::CopyData,
            "data is not moved in or out here; write a SELECT",
        ),
        "undrop" => (
            RuleId::SchemaChange,
            "the schema and rights are not changed here; write a SELECT",
        ),
        "unset" => (
            RuleId::SessionSetting,
            "the session's settings are not changed here; write a SELECT",
        ),
        "let" | "return" | "raise" | "for" | "loop" | "repeat" | "case" => (
            RuleId::ProceduralCode,
            "code is not run here; write a SELECT",
        ),
        _ => return None,
    };
    Some(Diagnostic::new(rule, message))
}
