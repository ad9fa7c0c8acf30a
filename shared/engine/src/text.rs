//! Words of a question, with their places.

use std::cell::RefCell;
use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use crate::english;

/// A word, number or quoted span of the question.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    /// Byte offset of the start.
    pub start: usize,
    /// Byte offset of the end.
    pub end: usize,
    /// In lower case; a quoted span without its quotes, as typed.
    pub text: String,
    /// The stem; equal for forms of one word.
    pub stem: String,
    /// What sort it is.
    pub kind: TokenKind,
    /// Whether it is written with a capital.
    pub capital: bool,
}

/// The sorts of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Word,
    /// Digits; `text` is plain decimal, without thousands separators.
    Number,
    Quoted,
    /// Comma, semicolon, question mark: a boundary.
    Boundary,
}

/// Stems words; forms of one word get one stem.
pub(crate) struct Stems {
    stemmer: Stemmer,
    /// Stems of the words of a vocabulary while it is built: each word comes up many times.
    memo: RefCell<Option<HashMap<String, String>>>,
}

impl Stems {
    /// Remembers every word until [`Stems::settle`].
    pub(crate) fn new() -> Self {
        Self {
            stemmer: Stemmer::create(Algorithm::English),
            memo: RefCell::new(Some(HashMap::new())),
        }
    }

    /// Forgets the words and remembers no more: questions bring new ones without end.
    pub(crate) fn settle(&self) {
        self.memo.replace(None);
    }

    /// The stem of a word in lower case.
    pub(crate) fn stem(&self, word: &str) -> String {
        if let Some(known) = self.memo.borrow().as_ref().and_then(|memo| memo.get(word)) {
            return known.clone();
        }
        let stem = self.stemmer.stem(english::lemma(word)).into_owned();
        if let Some(memo) = self.memo.borrow_mut().as_mut() {
            memo.insert(word.to_owned(), stem.clone());
        }
        stem
    }

    /// Stems of a phrase, with words that carry no meaning left out, joined by spaces.
    pub(crate) fn key(&self, phrase: &str) -> String {
        let tokens = tokenize(phrase, self);
        let mut words: Vec<&Token> = tokens
            .iter()
            .filter(|token| {
                let shouted = token.capital && token.text == "it";
                token.kind != TokenKind::Boundary && (shouted || !english::is_article(&token.text))
            })
            .collect();
        while words
            .last()
            .is_some_and(|token| english::is_filler(&token.text) && !token.capital)
        {
            words.pop();
        }
        if words.is_empty() {
            words = tokens.iter().collect();
        }
        let first = words
            .iter()
            .position(|token| !english::is_filler(&token.text))
            .unwrap_or(0);
        let stems: Vec<&str> = words[first..]
            .iter()
            .map(|token| token.stem.as_str())
            .collect();
        stems.join(" ")
    }
}

/// Splits a question. Possessives lose their `'s`, contractions their `n't`.
pub(crate) fn tokenize(text: &str, stems: &Stems) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = 0;
    while let Some(character) = text[rest..].chars().next() {
        let end = match character {
            '"' | '\u{201c}' | '\'' if opens_quote(text, rest, character) => {
                read_quoted(text, rest, character, &mut tokens)
            }
            _ if character.is_ascii_digit() => read_number(text, rest, stems, &mut tokens),
            _ if character.is_alphanumeric() => read_word(text, rest, stems, &mut tokens),
            ',' | ';' | '?' | '!' | '.' | ':' | '(' | ')' => {
                push(
                    &mut tokens,
                    (rest, rest + 1),
                    character.to_string(),
                    TokenKind::Boundary,
                    stems,
                );
                rest + 1
            }
            '%' | '>' | '<' | '=' | '€' | '$' | '£' | '#' => {
                let end = rest + character.len_utf8();
                push(
                    &mut tokens,
                    (rest, end),
                    character.to_string(),
                    TokenKind::Word,
                    stems,
                );
                end
            }
            _ => rest + character.len_utf8(),
        };
        rest = end;
    }
    tokens
}

fn push(
    tokens: &mut Vec<Token>,
    span: (usize, usize),
    text: String,
    kind: TokenKind,
    stems: &Stems,
) {
    let stem = if kind == TokenKind::Word {
        stems.stem(&text)
    } else {
        text.to_lowercase()
    };
    tokens.push(Token {
        start: span.0,
        end: span.1,
        text,
        stem,
        kind,
        capital: false,
    });
}

fn opens_quote(text: &str, at: usize, quote: char) -> bool {
    let before = text[..at].chars().next_back();
    let closing = if quote == '\u{201c}' {
        '\u{201d}'
    } else {
        quote
    };
    let inside = &text[at + quote.len_utf8()..];
    before.is_none_or(|c| !c.is_alphanumeric())
        && inside.find(closing).is_some_and(|length| length > 0)
}

fn read_quoted(text: &str, at: usize, quote: char, tokens: &mut Vec<Token>) -> usize {
    let closing = if quote == '\u{201c}' {
        '\u{201d}'
    } else {
        quote
    };
    let start = at + quote.len_utf8();
    let length = text[start..].find(closing).unwrap_or(text.len() - start);
    let end = (start + length + closing.len_utf8()).min(text.len());
    let inside = &text[start..start + length];
    tokens.push(Token {
        start: at,
        end,
        text: inside.to_owned(),
        stem: inside.to_lowercase(),
        kind: TokenKind::Quoted,
        capital: true,
    });
    end
}

/// Digits with `,` between thousands and an optional fraction; `k` and `m` multiply. Dates such as
/// `2024-05-01` stay one word, and so do ordinals and names such as `2P`.
fn read_number(text: &str, at: usize, stems: &Stems, tokens: &mut Vec<Token>) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    while end < bytes.len() {
        let byte = bytes[end];
        let next_is_digit = bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        let thousands = byte == b','
            && bytes.len() >= end + 4
            && bytes[end + 1..end + 4].iter().all(u8::is_ascii_digit);
        if byte.is_ascii_alphanumeric()
            || thousands
            || (matches!(byte, b'.' | b'-' | b'/') && next_is_digit)
        {
            end += 1;
        } else {
            break;
        }
    }
    let raw = &text[at..end];
    let plain: String = raw.chars().filter(|c| *c != ',').collect();
    match scaled(&plain) {
        Some(number) => push(tokens, (at, end), number, TokenKind::Number, stems),
        None => push(
            tokens,
            (at, end),
            raw.to_lowercase(),
            TokenKind::Word,
            stems,
        ),
    }
    end
}

/// The plain decimal of `12`, `1.5`, `10k`, `2m`.
fn scaled(raw: &str) -> Option<String> {
    let lower = raw.to_ascii_lowercase();
    let (digits, factor) = match lower.as_bytes().last()? {
        b'k' => (&lower[..lower.len() - 1], 1_000.0),
        b'm' => (&lower[..lower.len() - 1], 1_000_000.0),
        _ => (lower.as_str(), 1.0),
    };
    if !digits.bytes().all(|b| b.is_ascii_digit() || b == b'.') || digits.matches('.').count() > 1 {
        return None;
    }
    let value: f64 = digits.parse().ok()?;
    if (factor - 1.0_f64).abs() < f64::EPSILON {
        return Some(digits.trim_end_matches('.').to_owned());
    }
    Some(format!("{}", value * factor))
}

fn read_word(text: &str, at: usize, stems: &Stems, tokens: &mut Vec<Token>) -> usize {
    let mut end = at;
    for (offset, character) in text[at..].char_indices() {
        let inner = matches!(character, '\'' | '\u{2019}' | '&')
            && text[at + offset + character.len_utf8()..].starts_with(char::is_alphanumeric);
        let email = character == '-'
            && text[at..].len() > 2
            && text[at..at + offset].eq_ignore_ascii_case("e");
        if character.is_alphanumeric() || inner || email {
            end = at + offset + character.len_utf8();
        } else {
            break;
        }
    }
    let raw = &text[at..end];
    let lower = raw.to_lowercase().replace('\u{2019}', "'");
    let capital = raw.starts_with(char::is_uppercase);
    let endings = ["'s", "'d", "'m", "'ve", "'re", "'ll"];
    let (word, negated) = if let Some(stem) = lower.strip_suffix("n't") {
        (stem, true)
    } else {
        let ending = endings.iter().find_map(|ending| lower.strip_suffix(ending));
        (ending.unwrap_or(&lower), false)
    };
    let word = if negated && word == "ca" { "can" } else { word };
    push(tokens, (at, end), word.to_owned(), TokenKind::Word, stems);
    if let Some(token) = tokens.last_mut() {
        token.capital = capital;
    }
    if negated {
        push(tokens, (at, end), "not".to_owned(), TokenKind::Word, stems);
    }
    end
}

/// Whether one letter added, left out, changed or swapped with its neighbour makes one word the other.
pub(crate) fn within_one_edit(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() {
        (&a, &b)
    } else {
        (&b, &a)
    };
    if long.len() - short.len() > 1 {
        return false;
    }
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    if short.len() == long.len() {
        let swapped = same + 1 < short.len()
            && short[same] == long[same + 1]
            && short[same + 1] == long[same]
            && short[same + 2..] == long[same + 2..];
        return swapped
            || short[same.min(short.len())..]
                .iter()
                .skip(1)
                .eq(long[same.min(long.len())..].iter().skip(1));
    }
    short[same..] == long[same + 1..]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let tokens = tokenize(text, &Stems::new());
        let texts: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
        assert_eq!(texts, expected, "{text}");
    }

    #[test]
    fn splits_words_numbers_and_quotes() {
        check(
            "Orders over €1,500.50?",
            &["orders", "over", "€", "1500.50", "?"],
        );
        check("haven't sold 10k", &["have", "not", "sold", "10000"]);
        check("since 2024-05-01", &["since", "2024-05-01"]);
        check(
            "the \"Alpine Tent 2P\" tent's price",
            &["the", "Alpine Tent 2P", "tent", "price"],
        );
        check("", &[]);
    }

    #[test]
    fn forms_of_a_word_share_a_stem() {
        let stems = Stems::new();
        assert_eq!(stems.stem("ordered"), stems.stem("orders"));
        assert_eq!(stems.stem("bought"), stems.stem("buying"));
        assert_eq!(stems.key("date of birth"), "date birth");
    }
}
