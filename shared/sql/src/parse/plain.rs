//! The tokens of a plain text, in one pass over its bytes.
//!
//! Nearly every query holds ASCII words, numbers, texts and the signs of SQL, and nothing by which servers
//! differ. The parser's tokenizer takes longer over such a text than the parser itself, so it is read here,
//! without white space, which nothing asks for then. Whatever else a text holds (comments, escapes, doubled
//! quotes, prefixed constants, operators of several signs) is left to that tokenizer, and so is each mistake.
//! That both give the same is held by a test over every admitted query and by one over generated texts.

use sqlparser::keywords::{ALL_KEYWORDS, ALL_KEYWORDS_INDEX, Keyword};
use sqlparser::tokenizer::{Location, Span, Token, TokenWithSpan, Word};

/// What a bracket is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Brackets {
    /// A sign, as around the items of an array.
    Sign,
    /// The quotes of a name, as in `SQLite`.
    Quote,
}

/// The tokens but white space, each with its place; none where the text is not plain.
pub(super) fn tokens(text: &str, brackets: Brackets) -> Option<Vec<TokenWithSpan>> {
    if !text.is_ascii() {
        return None;
    }
    let mut reader = Reader {
        text,
        at: 0,
        line: 1,
        line_start: 0,
        brackets,
    };
    // A token is some four bytes with the space after it; growing the list step by step moves it often.
    let mut tokens: Vec<TokenWithSpan> = Vec::with_capacity(text.len() / 4 + 8);
    while let Some(byte) = reader.next_byte() {
        let start = reader.at;
        let token = reader.token(byte, tokens.last().map(|before| &before.token))?;
        let span = Span::new(reader.location(start), reader.location(reader.at));
        tokens.push(TokenWithSpan { token, span });
    }
    Some(tokens)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    line: u64,
    line_start: usize,
    brackets: Brackets,
}

impl Reader<'_> {
    /// The next byte that is no white space.
    fn next_byte(&mut self) -> Option<u8> {
        loop {
            match self.peek(0) {
                b' ' | b'\t' => self.at += 1,
                b'\n' => {
                    self.at += 1;
                    self.line += 1;
                    self.line_start = self.at;
                }
                0 => return self.text.as_bytes().get(self.at).copied(),
                byte => return Some(byte),
            }
        }
    }

    /// A byte further on; 0 after the end, which no text holds (`prescan::check_text`).
    fn peek(&self, ahead: usize) -> u8 {
        let byte = self.text.as_bytes().get(self.at + ahead);
        byte.copied().unwrap_or(0)
    }

    fn follows_space(&self) -> bool {
        let before = self.text.as_bytes()[..self.at].last();
        before.is_some_and(u8::is_ascii_whitespace)
    }

    fn location(&self, at: usize) -> Location {
        let column = u64::try_from(at - self.line_start).unwrap_or(u64::MAX);
        Location::new(self.line, column.saturating_add(1))
    }

    fn token(&mut self, byte: u8, before: Option<&Token>) -> Option<Token> {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word(),
            b'0'..=b'9' => self.number(),
            b'\'' => Some(Token::SingleQuotedString(self.quoted(b'\'')?)),
            b'"' => Some(Token::Word(Word {
                value: self.quoted(b'"')?,
                quote_style: Some('"'),
                keyword: Keyword::NoKeyword,
            })),
            b'.' => {
                let starts_name = self.peek(1) == b'_';
                let follows_name = matches!(before, Some(Token::Word(_))) && !self.follows_space();
                if self.peek(1).is_ascii_digit() || (starts_name && !follows_name) {
                    return None;
                }
                self.at += 1;
                Some(Token::Period)
            }
            b',' => Some(self.sign(1, Token::Comma)),
            b'(' => Some(self.sign(1, Token::LParen)),
            b')' => Some(self.sign(1, Token::RParen)),
            b';' => Some(self.sign(1, Token::SemiColon)),
            b'[' if self.brackets == Brackets::Sign => Some(self.sign(1, Token::LBracket)),
            b']' if self.brackets == Brackets::Sign => Some(self.sign(1, Token::RBracket)),
            _ => self.operator(byte),
        }
    }

    fn sign(&mut self, bytes: usize, token: Token) -> Token {
        self.at += bytes;
        token
    }

    /// An operator that is followed by no byte of another: those may be one operator together.
    fn operator(&mut self, byte: u8) -> Option<Token> {
        let (bytes, token) = match (byte, self.peek(1), self.peek(2)) {
            (b'<', b'=', _) => (2, Token::LtEq),
            (b'<', b'>', _) | (b'!', b'=', _) => (2, Token::Neq),
            (b'>', b'=', _) => (2, Token::GtEq),
            (b'|', b'|', _) => (2, Token::StringConcat),
            (b':', b':', _) => (2, Token::DoubleColon),
            (b'-', b'>', b'>') => (3, Token::LongArrow),
            (b'-', b'>', _) => (2, Token::Arrow),
            (b'=', ..) => (1, Token::Eq),
            (b'<', ..) => (1, Token::Lt),
            (b'>', ..) => (1, Token::Gt),
            (b'+', ..) => (1, Token::Plus),
            (b'-', ..) => (1, Token::Minus),
            (b'*', ..) => (1, Token::Mul),
            (b'/', ..) => (1, Token::Div),
            (b'%', ..) => (1, Token::Mod),
            _ => return None,
        };
        if is_operator(self.peek(bytes)) {
            return None;
        }
        Some(self.sign(bytes, token))
    }

    fn word(&mut self) -> Option<Token> {
        let rest = &self.text.as_bytes()[self.at..];
        let mut hash = HASH_START;
        let mut length = 0;
        while let Some(byte) = rest.get(length)
            && let capital = CAPITALS[usize::from(*byte)]
            && capital != 0
        {
            hash = hashed(hash, capital);
            length += 1;
        }
        // A constant with a prefix, or a sign that belongs to names of some servers.
        if matches!(
            rest.get(length),
            Some(b'\'' | b'"' | b'`' | b'&' | b'$' | b'@' | b'#')
        ) {
            return None;
        }
        let word = &self.text[self.at..self.at + length];
        self.at += length;
        Some(Token::Word(Word {
            value: word.to_owned(),
            quote_style: None,
            keyword: keyword(word, hash),
        }))
    }

    fn number(&mut self) -> Option<Token> {
        let digits = |from: usize| {
            let rest = &self.text.as_bytes()[from..];
            rest.iter()
                .position(|byte| !byte.is_ascii_digit())
                .unwrap_or(rest.len())
        };
        let mut end = self.at + digits(self.at);
        if self.text.as_bytes().get(end) == Some(&b'.') {
            let fraction = digits(end + 1);
            if fraction == 0 {
                return None;
            }
            end += 1 + fraction;
        }
        if let Some(next) = self.text.as_bytes().get(end)
            && (next.is_ascii_alphanumeric() || matches!(next, b'_' | b'.' | b'$'))
        {
            return None;
        }
        let number = self.text[self.at..end].to_owned();
        self.at = end;
        Some(Token::Number(number, false))
    }

    /// What stands between two quotes on one line.
    fn quoted(&mut self, quote: u8) -> Option<String> {
        let start = self.at + 1;
        let rest = &self.text.as_bytes()[start..];
        let length = rest
            .iter()
            .position(|byte| *byte == quote || *byte == b'\n' || *byte == b'\r')?;
        let is_empty_name = quote == b'"' && length == 0;
        if rest[length] != quote || rest.get(length + 1) == Some(&quote) || is_empty_name {
            return None;
        }
        self.at = start + length + 1;
        Some(self.text[start..start + length].to_owned())
    }
}

/// Whether the byte may be part of an operator of several
/// (<https://www.postgresql.org/docs/18/sql-createoperator.html>), a colon's included.
fn is_operator(byte: u8) -> bool {
    matches!(
        byte,
        b'+' | b'-'
            | b'*'
            | b'/'
            | b'<'
            | b'>'
            | b'='
            | b'~'
            | b'!'
            | b'@'
            | b'#'
            | b'%'
            | b'^'
            | b'&'
            | b'|'
            | b'`'
            | b'?'
            | b':'
    )
}

/// Twice as many places as keywords or more, so that a search ends soon.
const PLACES: usize = 4096;

/// FNV-1a (<https://datatracker.ietf.org/doc/html/draft-eastlake-fnv>), over the letters as capitals.
const HASH_START: u32 = 0x811c_9dc5;

const fn hashed(hash: u32, capital: u8) -> u32 {
    (hash ^ capital as u32).wrapping_mul(0x0100_0193)
}

/// For each byte of a word itself, as a capital; 0 for any other byte.
static CAPITALS: [u8; 256] = capitals();

const fn capitals() -> [u8; 256] {
    let mut capitals = [0; 256];
    let mut byte = 0_u8;
    while byte < 0x80 {
        if byte.is_ascii_alphanumeric() || byte == b'_' {
            capitals[byte as usize] = byte.to_ascii_uppercase();
        }
        byte += 1;
    }
    capitals
}

const fn place(hash: u32) -> usize {
    (hash ^ (hash >> 15)) as usize % PLACES
}

/// For each place the keyword there, counted from one.
static KEYWORDS: [u16; PLACES] = keyword_places();

#[expect(
    clippy::cast_possible_truncation,
    reason = "there are fewer keywords than places, and those are counted in 16 bits"
)]
const fn keyword_places() -> [u16; PLACES] {
    assert!(ALL_KEYWORDS.len() * 2 < PLACES, "more places are needed");
    let mut places = [0; PLACES];
    let mut index = 0;
    while index < ALL_KEYWORDS.len() {
        let word = ALL_KEYWORDS[index].as_bytes();
        let mut hash = HASH_START;
        let mut at = 0;
        while at < word.len() {
            hash = hashed(hash, word[at]);
            at += 1;
        }
        let mut place = place(hash);
        while places[place] != 0 {
            place = (place + 1) % PLACES;
        }
        index += 1;
        places[place] = index as u16;
    }
    places
}

fn keyword(word: &str, hash: u32) -> Keyword {
    let mut place = place(hash);
    loop {
        let found = usize::from(KEYWORDS[place]);
        if found == 0 {
            return Keyword::NoKeyword;
        }
        if ALL_KEYWORDS[found - 1].eq_ignore_ascii_case(word) {
            return ALL_KEYWORDS_INDEX[found - 1];
        }
        place = (place + 1) % PLACES;
    }
}
