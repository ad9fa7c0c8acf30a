//! Forms of Postgres that the parser does not know: what to write instead.

use sqlparser::dialect::Dialect as ParserDialect;
use sqlparser::tokenizer::{Token, TokenWithSpan, Tokenizer};

use super::placed;
use crate::diagnostic::{Diagnostic, RuleId};

/// What is said of a text that could not be read, where one of these forms is in it.
pub(super) fn of(text: &str, dialect: &dyn ParserDialect) -> Option<Diagnostic> {
    let mut tokens = Tokenizer::new(dialect, text)
        .tokenize_with_location()
        .ok()?;
    tokens.retain(|token| !matches!(token.token, Token::Whitespace(_)));
    (0..tokens.len()).find_map(|index| {
        let (rule, message) = form(&tokens, index)?;
        let at = tokens.get(index)?.span.start;
        Some(placed(text, Diagnostic::new(rule, message), at))
    })
}

/// The form that starts at a token.
fn form(tokens: &[TokenWithSpan], index: usize) -> Option<(RuleId, &'static str)> {
    let token = |at: usize| tokens.get(at).map(|token| &token.token);
    let is = |at: usize, word: &str| matches!(token(at), Some(Token::Word(next)) if next.quote_style.is_none() && next.value.eq_ignore_ascii_case(word));
    let before = index.checked_sub(1).and_then(token);
    let closes = before == Some(&Token::RParen);
    let opens = |at: usize| token(at) == Some(&Token::LParen);
    if is(index, "rows") && is(index + 1, "from") && opens(index + 2) && opens(index + 4) {
        return Some((
            RuleId::UnsupportedSource,
            "ROWS FROM is not admitted; write the functions side by side in SELECT, or unnest(a, b) for arrays, or join them on WITH ORDINALITY",
        ));
    }
    if closes && is(index, "search") && (is(index + 1, "depth") || is(index + 1, "breadth")) {
        return Some((
            RuleId::UnsupportedClause,
            "SEARCH is not admitted; build a path, ARRAY[id] and then path || id, or count the depth, and order by it",
        ));
    }
    if closes && is(index, "cycle") && matches!(token(index + 1), Some(Token::Word(_))) {
        return Some((
            RuleId::UnsupportedClause,
            "CYCLE is not admitted; build a path, ARRAY[id] and then path || id, and add WHERE NOT id = ANY (path)",
        ));
    }
    let ends_frame = ["current", "group", "ties", "no"];
    if is(index, "exclude") && ends_frame.iter().any(|word| is(index + 1, word)) {
        return Some((
            RuleId::UnsupportedClause,
            "EXCLUDE in a window is not admitted; leave it out, and take the row's own value off the result",
        ));
    }
    let closes_call = closes && index.checked_sub(2).and_then(token) == Some(&Token::RParen);
    if closes_call && token(index) == Some(&Token::Period) && token(index + 1) == Some(&Token::Mul)
    {
        return Some((
            RuleId::UnsupportedExpression,
            "(call).* is not admitted; name each column, (call).key, or write the call in FROM",
        ));
    }
    None
}
