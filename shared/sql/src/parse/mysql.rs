//! What `MySQL` would read otherwise than the parser, or that is refused for what it is, looked for in the
//! text and its tokens before anything is parsed.

use sqlparser::tokenizer::{Location, Token, TokenWithSpan};

use crate::diagnostic::{Diagnostic, Position, RuleId};

/// Checks of the text, where comments and constants are told apart as the server does it.
///
/// Refused are comments that the server runs as code (`/*! … */`, `/*M! … */`), `--` that starts no comment
/// (the parser and people read one there), and escapes that the parser reads otherwise.
pub(super) fn check_text(text: &str) -> Result<(), Diagnostic> {
    let bytes = text.as_bytes();
    let starts = |at: usize, word: &str| bytes[at..].starts_with(word.as_bytes());
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            quote @ (b'\'' | b'"') => at = end_of_text(text, at, quote)?,
            b'`' => at = after(text, at + 1, "`"),
            b'#' => at = after(text, at, "\n"),
            b'-' if starts(at, "--") => match bytes.get(at + 2) {
                None | Some(b' ' | b'\t' | b'\n' | b'\r') => at = after(text, at, "\n"),
                Some(_) => {
                    return refuse(
                        text,
                        at,
                        RuleId::Syntax,
                        "-- starts a comment only before a space; write a space between two minus signs",
                    );
                }
            },
            b'/' if starts(at, "/*!") || starts(at, "/*M!") || starts(at, "/*m!") => {
                return refuse(
                    text,
                    at,
                    RuleId::UnsupportedClause,
                    "the server runs what stands in this comment; remove it",
                );
            }
            b'/' if starts(at, "/*") => at = after(text, at + 2, "*/"),
            b'@' if starts(at, "@@") => {
                return refuse(
                    text,
                    at,
                    RuleId::SessionSetting,
                    "the server's variables are not read here; write the value itself",
                );
            }
            b'@' => {
                return refuse(
                    text,
                    at,
                    RuleId::Placeholder,
                    "a variable of the session has no value here; write the value itself",
                );
            }
            _ => at += 1,
        }
    }
    Ok(())
}

/// The byte after a text constant. A doubled quote, and what follows a backslash, belongs to it.
fn end_of_text(text: &str, start: usize, quote: u8) -> Result<usize, Diagnostic> {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => {
                if matches!(bytes.get(at + 1), Some(b'a' | b'f')) {
                    return refuse(
                        text,
                        at,
                        RuleId::UnsupportedLiteral,
                        "this escape stands for the letter alone in MySQL; leave out the backslash",
                    );
                }
                at += 2;
            }
            byte if byte == quote && bytes.get(at + 1) == Some(&quote) => at += 2,
            byte if byte == quote => return Ok(at + 1),
            _ => at += 1,
        }
    }
    Ok(bytes.len())
}

/// The byte after the next `end`, from a place on.
pub(super) fn after(text: &str, start: usize, end: &str) -> usize {
    text.as_bytes()[start..]
        .windows(end.len())
        .position(|window| window == end.as_bytes())
        .map_or(text.len(), |found| start + found + end.len())
}

/// Checks of the tokens, with their white space.
pub(super) fn check_tokens(text: &str, tokens: &[TokenWithSpan]) -> Result<(), Diagnostic> {
    let mut before: Option<&TokenWithSpan> = None;
    let mut adjacent = false;
    for next in tokens {
        if matches!(next.token, Token::Whitespace(_)) {
            adjacent = false;
            continue;
        }
        if let Some((rule, message)) = of_sign(&next.token)
            .or_else(|| before.and_then(|before| of_pair(before, next, adjacent)))
        {
            return refuse_at(text, next.span.start, rule, message);
        }
        before = Some(next);
        adjacent = true;
    }
    Ok(())
}

/// A sign or word that is refused wherever it stands. The words are reserved, so no name is among them.
fn of_sign(token: &Token) -> Option<(RuleId, &'static str)> {
    Some(match token {
        Token::StringConcat => (
            RuleId::UnsupportedOperator,
            "|| means OR or CONCAT by the server's settings; write which",
        ),
        Token::Assignment => (
            RuleId::UnsupportedOperator,
            "nothing is assigned here; leave out :=",
        ),
        Token::ExclamationMark => (RuleId::UnsupportedOperator, "write NOT for !"),
        Token::Word(word) if word.quote_style.is_none() => {
            match word.value.to_ascii_lowercase().as_str() {
                "into" => (
                    RuleId::SelectInto,
                    "INTO writes a file or a variable; remove it",
                ),
                "procedure" => (
                    RuleId::ProceduralCode,
                    "PROCEDURE is not run here; remove it",
                ),
                "binary" => (
                    RuleId::UnsupportedOperator,
                    "write COLLATE utf8mb4_bin, or CAST, for BINARY",
                ),
                _ => return None,
            }
        }
        _ => return None,
    })
}

/// What two tokens that follow each other would be read as by the server, and not by the parser.
fn of_pair(
    before: &TokenWithSpan,
    next: &TokenWithSpan,
    adjacent: bool,
) -> Option<(RuleId, &'static str)> {
    let is_text = |token: &Token| {
        matches!(
            token,
            Token::SingleQuotedString(_) | Token::DoubleQuotedString(_)
        )
    };
    let is_word = |token: &Token, wanted: &str| match token {
        Token::Word(word) => word.quote_style.is_none() && word.value.eq_ignore_ascii_case(wanted),
        _ => false,
    };
    match (&before.token, &next.token) {
        // `1abc` is a name there.
        (Token::Number(..), Token::Word(_) | Token::Number(..)) if adjacent => Some((
            RuleId::UnsupportedLiteral,
            "a number stands right before a word; write a space, or backticks around a name",
        )),
        (Token::HexStringLiteral(_), Token::Word(_) | Token::Number(..)) if adjacent => Some((
            RuleId::UnsupportedLiteral,
            "a number stands right before a word; write a space",
        )),
        (left, right) if is_text(left) && is_text(right) => Some((
            RuleId::UnsupportedLiteral,
            "write one text constant, or CONCAT of several",
        )),
        (left, right) if is_word(left, "lock") && is_word(right, "in") => Some((
            RuleId::RowLock,
            "rows are not locked here; remove LOCK IN SHARE MODE",
        )),
        (left, right)
            if is_word(left, "for") && (is_word(right, "update") || is_word(right, "share")) =>
        {
            Some((
                RuleId::RowLock,
                "rows are not locked here; remove FOR UPDATE or FOR SHARE",
            ))
        }
        _ => None,
    }
}

/// The refusal of a statement by its first word, for those that other servers do not have.
pub(super) fn by_first_word(word: &str) -> Option<Diagnostic> {
    let (rule, message) = match word.to_ascii_lowercase().as_str() {
        "flush" | "optimize" | "repair" | "check" | "checksum" | "purge" | "cache" | "shutdown"
        | "restart" | "binlog" | "change" | "stop" | "clone" => (
            RuleId::Maintenance,
            "the server is not maintained from here; write a SELECT",
        ),
        "xa" => (
            RuleId::TransactionControl,
            "the query runs in a read-only transaction that cannot be left; write a SELECT",
        ),
        "handler" | "signal" | "resignal" | "get" | "loop" | "repeat" | "return" | "leave"
        | "iterate" | "case" => (
            RuleId::ProceduralCode,
            "code is not run here; write a SELECT",
        ),
        "uninstall" => (
            RuleId::CopyData,
            "nothing is installed here; write a SELECT",
        ),
        "help" => (
            RuleId::ShowStatement,
            "settings and catalogs are not shown here; write a SELECT",
        ),
        "table" => (
            RuleId::UnsupportedClause,
            "TABLE is not admitted; write SELECT * FROM the table",
        ),
        _ => return None,
    };
    Some(Diagnostic::new(rule, message))
}

fn refuse<T>(text: &str, offset: usize, rule: RuleId, message: &str) -> Result<T, Diagnostic> {
    let mut diagnostic = Diagnostic::new(rule, message);
    diagnostic.position = Some(Position::at_offset(text, offset));
    Err(diagnostic)
}

fn refuse_at(text: &str, at: Location, rule: RuleId, message: &str) -> Result<(), Diagnostic> {
    let mut diagnostic = Diagnostic::new(rule, message);
    diagnostic.position = Position::at_line(text, at.line, at.column);
    Err(diagnostic)
}
