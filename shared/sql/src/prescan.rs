//! Bounds on a text, checked before the parser builds anything from it.
//!
//! The parser and all that follows call themselves for what is nested, and nest what is chained
//! (`1 + 1 + 1 …`), so both are bounded here, over the very tokens that the parser will read. That
//! keeps the stack far under the 1 MiB of a WASM host.

use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Location, Token, TokenWithSpan, Whitespace, Word};

use crate::diagnostic::{Diagnostic, Position, RuleId};
use crate::mutation::is_off;

/// The most bytes of a text.
pub const MAX_TEXT_BYTES: usize = 64 * 1024;
/// The most words and signs of a text.
pub const MAX_TOKENS: usize = 16_384;
/// The most parentheses, brackets and CASEs inside each other; a subquery counts as two.
pub const MAX_NESTING: usize = 32;
/// The most operators that follow each other without a comma between them.
pub const MAX_CHAIN: usize = 256;
/// The most bytes of a name, as the servers keep them (`NAMEDATALEN` less one).
pub const MAX_NAME_BYTES: usize = 63;

/// Checks that need no tokens.
pub(crate) fn check_text(text: &str) -> Result<(), Diagnostic> {
    if text.len() > MAX_TEXT_BYTES && !is_off(RuleId::TextTooLong) {
        return Err(Diagnostic::new(
            RuleId::TextTooLong,
            format!(
                "the text has {} bytes; at most {MAX_TEXT_BYTES} are read",
                text.len()
            ),
        ));
    }
    if text.as_bytes().contains(&0)
        && let Some(offset) = text.bytes().position(|byte| byte == 0)
        && !is_off(RuleId::NulCharacter)
    {
        let mut diagnostic = Diagnostic::new(
            RuleId::NulCharacter,
            "the text holds a NUL character; remove it",
        );
        diagnostic.position = Some(Position::at_offset(text, offset));
        return Err(diagnostic);
    }
    Ok(())
}

/// What a word in double quotes is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DoubleQuoted {
    /// A name.
    Name,
    /// A name or, where it names nothing, a text, as in `SQLite`. Only binding can tell; a name
    /// that is not admitted is refused in what is printed.
    NameOrText,
}

/// Checks over the tokens. Memory is constant: a counter for each admitted level.
pub(crate) fn check_tokens(
    text: &str,
    tokens: &[TokenWithSpan],
    double_quoted: DoubleQuoted,
) -> Result<(), Diagnostic> {
    // There are counters for the admitted levels alone.
    if is_off(RuleId::NestingTooDeep) {
        return Ok(());
    }
    let mut count = 0_usize;
    let mut chains = [0_usize; MAX_NESTING + 1];
    // What each open level counts for, and the sum of them.
    let mut costs = [0_usize; MAX_NESTING + 1];
    let mut level = 0_usize;
    let mut nesting = 0_usize;
    let mut previous: Option<&Token> = None;
    for TokenWithSpan { token, span } in tokens {
        let refuse = |rule, message: String| {
            let Location { line, column } = span.start;
            let mut diagnostic = Diagnostic::new(rule, message);
            diagnostic.position = Position::at_line(text, line, column);
            Err(diagnostic)
        };
        if let Token::Whitespace(Whitespace::Space | Whitespace::Newline | Whitespace::Tab) = token
        {
            continue;
        }
        count += 1;
        if count > MAX_TOKENS && !is_off(RuleId::TooManyTokens) {
            return refuse(
                RuleId::TooManyTokens,
                format!("more than {MAX_TOKENS} words and signs; split the question"),
            );
        }
        match effect(token) {
            Effect::Open => {
                level += 1;
                nesting += 1;
                if nesting > MAX_NESTING {
                    return refuse(RuleId::NestingTooDeep, too_deep());
                }
                chains[level] = 0;
                costs[level] = 1;
            }
            Effect::Close if level > 0 => {
                nesting -= costs[level];
                level -= 1;
            }
            Effect::Query if matches!(previous, Some(Token::LParen)) => {
                nesting += 1;
                if nesting > MAX_NESTING {
                    return refuse(RuleId::NestingTooDeep, too_deep());
                }
                costs[level] += 1;
            }
            Effect::Separate => chains[level] = 0,
            Effect::Chain => {
                chains[level] += 1;
                if chains[level] > MAX_CHAIN && !is_off(RuleId::ChainTooLong) {
                    return refuse(
                        RuleId::ChainTooLong,
                        format!("more than {MAX_CHAIN} operators in a row; use IN with a list"),
                    );
                }
            }
            Effect::Close | Effect::Query | Effect::None => {}
        }
        previous = Some(token);
        if let Token::Word(word) = token
            && (double_quoted == DoubleQuoted::Name || word.quote_style != Some('"'))
            && let Some((rule, message)) = check_name(word)
            && !is_off(rule)
        {
            return refuse(rule, message);
        }
    }
    Ok(())
}

/// Whether a printed text keeps every bound for certain, by one look at its bytes: nothing in it may
/// be more than there are bytes that could start it. The tokens are only read where this says no.
pub(crate) fn is_surely_small(printed: &str) -> bool {
    let bytes = printed.as_bytes();
    let class = |index: usize| bytes.get(index).map(|byte| CLASSES[usize::from(*byte)]);
    let mut parts = 0_usize;
    let mut nesting = 0_usize;
    let mut after_quote = 0_usize;
    let (mut in_name, mut in_text) = (false, false);
    let mut index = 0;
    while let Some(found) = class(index) {
        let start = index;
        index += 1;
        match found {
            // A line that a name breaks is as good as hidden.
            Class::Line if in_name => return false,
            Class::Space | Class::Line => continue,
            Class::Letter => {
                while matches!(class(index), Some(Class::Letter | Class::Digit)) {
                    index += 1;
                }
                nesting += usize::from(bytes[start..index].eq_ignore_ascii_case(b"case"));
            }
            // A query in parentheses counts as two.
            Class::Open => nesting += 2,
            Class::Quote => {
                // A name that holds a quote is measured by its token.
                if in_text
                    || start - after_quote > MAX_NAME_BYTES
                    || class(index) == Some(Class::Quote)
                {
                    return false;
                }
                in_name = !in_name;
                after_quote = index;
            }
            Class::Apostrophe if in_name => {}
            Class::Apostrophe => in_text = !in_text,
            // A character that may be hidden.
            Class::Hidden => return false,
            Class::Digit => {
                while class(index) == Some(Class::Digit) {
                    index += 1;
                }
            }
            Class::Sign => {}
        }
        parts += 1;
        if parts > MAX_CHAIN || nesting > MAX_NESTING {
            return false;
        }
    }
    true
}

/// What a byte can be the start of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Space,
    Line,
    Letter,
    Digit,
    Open,
    Quote,
    Apostrophe,
    Sign,
    Hidden,
}

static CLASSES: [Class; 256] = classes();

const fn classes() -> [Class; 256] {
    let mut classes = [Class::Hidden; 256];
    let mut byte = 0_u8;
    while byte < 0x7f {
        classes[byte as usize] = match byte {
            b' ' => Class::Space,
            b'\n' => Class::Line,
            b'\'' => Class::Apostrophe,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'(' | b'[' | b'{' => Class::Open,
            b'"' => Class::Quote,
            0..=0x1f => Class::Hidden,
            _ => Class::Sign,
        };
        byte += 1;
    }
    classes
}

fn too_deep() -> String {
    format!("nested more than {MAX_NESTING} levels deep; use WITH to flatten it")
}

/// What a token does to the counters.
enum Effect {
    Open,
    Query,
    Close,
    Separate,
    Chain,
    None,
}

fn effect(token: &Token) -> Effect {
    match token {
        Token::LParen | Token::LBracket | Token::LBrace => Effect::Open,
        Token::RParen | Token::RBracket | Token::RBrace => Effect::Close,
        Token::Comma => Effect::Separate,
        Token::Word(word) if word.quote_style.is_none() => match word.keyword {
            Keyword::SELECT | Keyword::WITH | Keyword::VALUES => Effect::Query,
            Keyword::CASE => Effect::Open,
            Keyword::END => Effect::Close,
            // Whatever nests to the left without parentheses, and what hangs on a source.
            Keyword::AND
            | Keyword::OR
            | Keyword::XOR
            | Keyword::NOT
            | Keyword::IS
            | Keyword::NOTNULL
            | Keyword::IN
            | Keyword::LIKE
            | Keyword::ILIKE
            | Keyword::RLIKE
            | Keyword::REGEXP
            | Keyword::GLOB
            | Keyword::MATCH
            | Keyword::SIMILAR
            | Keyword::BETWEEN
            | Keyword::OVERLAPS
            | Keyword::DIV
            | Keyword::MEMBER
            | Keyword::AT
            | Keyword::COLLATE
            | Keyword::OPERATOR
            | Keyword::PRIOR
            | Keyword::UNION
            | Keyword::INTERSECT
            | Keyword::EXCEPT
            | Keyword::MINUS
            | Keyword::JOIN
            | Keyword::PIVOT
            | Keyword::UNPIVOT
            | Keyword::INTERVAL
            | Keyword::MATCH_RECOGNIZE => Effect::Chain,
            _ if word.value.eq_ignore_ascii_case("isnull") => Effect::Chain,
            _ => Effect::None,
        },
        Token::Word(_)
        | Token::EOF
        | Token::Number(..)
        | Token::SingleQuotedString(_)
        | Token::DollarQuotedString(_)
        | Token::EscapedStringLiteral(_)
        | Token::Period
        | Token::SemiColon
        | Token::Whitespace(_) => Effect::None,
        _ => Effect::Chain,
    }
}

/// Whether no name may be like this, so that `SQLite` text in double quotes is meant.
pub(crate) fn is_no_name(text: &str) -> bool {
    text.len() > MAX_NAME_BYTES || text.chars().any(is_hidden)
}

/// A name that is too long, or that shows other than it is.
fn check_name(word: &Word) -> Option<(RuleId, String)> {
    if word.value.len() > MAX_NAME_BYTES {
        return Some((
            RuleId::IdentifierTooLong,
            format!(
                "a name of {} bytes; the server keeps {MAX_NAME_BYTES}",
                word.value.len()
            ),
        ));
    }
    let is_shown = word.value.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    (!is_shown && word.value.chars().any(is_hidden)).then(|| {
        (
            RuleId::ControlCharacter,
            "a name holds a character that is not shown; type it anew".to_owned(),
        )
    })
}

/// Control characters, and those that are invisible or turn the direction of writing.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use super::{MAX_CHAIN, MAX_NAME_BYTES, is_surely_small};

    #[test]
    fn only_what_keeps_every_bound_is_surely_small() {
        assert!(is_surely_small(
            "SELECT \"o\".\"status\"\nFROM \"shop\".\"orders\" AS \"o\""
        ));
        assert!(is_surely_small(&format!(
            "SELECT {}1{}",
            "(".repeat(16),
            ")".repeat(16)
        )));
        assert!(!is_surely_small(&format!(
            "SELECT {}1{}",
            "(".repeat(17),
            ")".repeat(17)
        )));
        assert!(!is_surely_small(&format!(
            "SELECT 1{}",
            " AND 1".repeat(MAX_CHAIN)
        )));
        assert!(!is_surely_small(&"CASE WHEN 1 THEN ".repeat(33)));
        assert!(!is_surely_small(&format!(
            "SELECT \"{}\"",
            "x".repeat(MAX_NAME_BYTES + 1)
        )));
        assert!(!is_surely_small("SELECT \"a\"\"b\""));
        assert!(!is_surely_small("SELECT \"a\u{200b}\""));
        assert!(!is_surely_small("SELECT \"a\nb\""));
        assert!(!is_surely_small("SELECT '\"', \"a\nb\""));
        assert!(!is_surely_small("SELECT \"it's\", \"a\nb\""));
        assert!(is_surely_small("SELECT 'a\nb',\n\"it's\", 'it''s'\n"));
    }
}
