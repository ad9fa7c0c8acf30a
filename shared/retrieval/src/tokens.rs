//! Text to stems: split at anything that is no letter or digit, at a change of case and between
//! letters and digits, in lower case, without stop words, stemmed.

use rust_stemmers::{Algorithm, Stemmer};

/// Longer runs are no words: hashes, encoded blobs.
const MAX_WORD_CHARS: usize = 64;

/// Turns text into stems. Snowball's English stemmer leaves words of other languages mostly as they
/// are, so that they still match themselves.
pub(crate) struct Tokenizer {
    stemmer: Stemmer,
}

impl Tokenizer {
    pub(crate) fn new() -> Self {
        Self {
            stemmer: Stemmer::create(Algorithm::English),
        }
    }

    /// The stems of a text, in order, repeats included.
    pub(crate) fn stems(&self, text: &str) -> Vec<String> {
        words(text)
            .into_iter()
            .filter(|word| !is_stop_word(word))
            .map(|word| self.stemmer.stem(&word).into_owned())
            .collect()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Upper,
    Lower,
    Digit,
    Other,
}

fn class(character: char) -> Class {
    if character.is_numeric() {
        Class::Digit
    } else if character.is_uppercase() {
        Class::Upper
    } else if character.is_alphabetic() {
        Class::Lower
    } else {
        Class::Other
    }
}

/// Lower-case words: `customerID2` is customer, id, 2; `HTTPServer` is http, server.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut characters = text.chars().peekable();
    let mut before = Class::Other;
    while let Some(character) = characters.next() {
        let now = class(character);
        let next = characters.peek().copied().map_or(Class::Other, class);
        let starts_word = match (before, now) {
            (Class::Lower, Class::Upper) => true,
            // The last capital of a run belongs to the word that follows it.
            (Class::Upper, Class::Upper) => next == Class::Lower,
            (a, b) => (a == Class::Digit) != (b == Class::Digit),
        };
        if starts_word || now == Class::Other {
            finish(&mut words, &mut word);
        }
        // An apostrophe ends a word, and the stemmer would not know the lone "s" that follows.
        if now != Class::Other {
            word.extend(character.to_lowercase());
        }
        before = now;
    }
    finish(&mut words, &mut word);
    words
}

fn finish(words: &mut Vec<String>, word: &mut String) {
    if word.is_empty() {
        return;
    }
    let finished = std::mem::take(word);
    if finished.chars().count() <= MAX_WORD_CHARS {
        words.push(finished);
    }
}

/// Closed-class English words and the verbs of asking, sorted. Words that name things in databases
/// ("name", "order", "number", "value") are none.
#[rustfmt::skip]
const STOP_WORDS: [&str; 102] = [
    "a", "about", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "been",
    "being", "between", "but", "by", "can", "could", "did", "do", "does", "each", "find", "for",
    "from", "get", "give", "had", "has", "have", "having", "he", "her", "here", "his", "how", "i",
    "if", "in", "into", "is", "it", "its", "just", "list", "many", "me", "more", "most", "much",
    "my", "no", "not", "now", "of", "on", "only", "or", "our", "out", "over", "per", "please",
    "s", "she", "should", "show", "so", "some", "such", "t", "tell", "than", "that", "the",
    "their", "them", "then", "there", "these", "they", "this", "those", "to", "us", "was", "we",
    "were", "what", "when", "where", "which", "who", "whom", "whose", "why", "will", "with",
    "would", "you", "your",
];

fn is_stop_word(word: &str) -> bool {
    STOP_WORDS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(Tokenizer::new().stems(text), expected, "{text}");
    }

    #[test]
    fn splits_names_at_case_underscore_and_digits() {
        check("order_items", &["order", "item"]);
        check("customerID", &["custom", "id"]);
        check("HTTPServerLog", &["http", "server", "log"]);
        check("address2line", &["address", "2", "line"]);
        check("Ünïcode_Straße", &["ünïcode", "straße"]);
    }

    #[test]
    fn singular_and_plural_share_a_stem() {
        let tokenizer = Tokenizer::new();
        for (a, b) in [
            ("categories", "category"),
            ("Orders", "order"),
            ("shipped", "shipping"),
        ] {
            assert_eq!(tokenizer.stems(a), tokenizer.stems(b));
        }
    }

    #[test]
    fn stop_words_are_sorted() {
        assert!(STOP_WORDS.is_sorted());
    }

    #[test]
    fn drops_what_says_nothing() {
        check("Show me the customers who don't…", &["custom", "don"]);
        check("How many are there?", &[]);
        check(&"x".repeat(65), &[]);
    }
}
