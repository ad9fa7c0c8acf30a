//! Requests that reading cannot fulfil: changes of data, and pointers to nothing.

use crate::chunk::{Chunk, Kind};
use crate::english;
use crate::text::{Token, TokenKind};
use crate::vocabulary::Target;

/// The word that asks for a change, if the question is one.
pub(crate) fn asks_for_change(tokens: &[Token]) -> Option<&Token> {
    let words: Vec<&Token> = tokens
        .iter()
        .filter(|token| token.kind == TokenKind::Word)
        .collect();
    let opening = words.iter().position(|token| !is_polite(&token.text))?;
    let imperative = words.get(opening).filter(|token| {
        english::is_write_verb(&token.text)
            && !reads_instead(words.get(opening + 1))
            && !is_noun_too(&token.text, words.get(opening + 1))
    });
    if let Some(verb) = imperative {
        return Some(verb);
    }
    // "list the orders and delete them", "'; DROP TABLE orders"
    words.windows(2).find_map(|pair| {
        let joins = matches!(
            pair[0].text.as_str(),
            "and" | "then" | "please" | "to" | "also" | "you"
        );
        let drastic = matches!(
            pair[1].text.as_str(),
            "delete"
                | "drop"
                | "truncate"
                | "update"
                | "insert"
                | "remove"
                | "erase"
                | "wipe"
                | "overwrite"
                | "alter"
        );
        let statement = matches!(
            (pair[0].text.as_str(), pair[1].text.as_str()),
            ("drop", "table" | "schema" | "database")
                | ("delete", "from")
                | ("insert", "into")
                | ("truncate", "table")
        );
        ((joins && drastic) || statement).then_some(if statement { pair[0] } else { pair[1] })
    })
}

fn is_polite(word: &str) -> bool {
    matches!(
        word,
        "please"
            | "can"
            | "could"
            | "would"
            | "you"
            | "i"
            | "we"
            | "want"
            | "like"
            | "to"
            | "need"
            | "now"
            | "just"
            | "go"
            | "ahead"
            | "and"
            | "then"
            | "kindly"
            | "let"
            | "us"
            | "have"
            | "should"
            | "must"
            | "d"
            | "hey"
            | "hi"
            | "ok"
            | "immediately"
    )
}

/// "email addresses of …": a noun, unless what is to be emailed or shipped follows.
fn is_noun_too(word: &str, next: Option<&&Token>) -> bool {
    let object = next.is_some_and(|token| {
        matches!(
            token.text.as_str(),
            "all"
                | "every"
                | "each"
                | "the"
                | "our"
                | "them"
                | "these"
                | "those"
                | "my"
                | "to"
                | "this"
                | "that"
        )
    });
    word == "email" && !object
}

/// "send me the list", "add up", "create a report", "set out": words after which it is no change.
fn reads_instead(next: Option<&&Token>) -> bool {
    next.is_some_and(|token| {
        matches!(
            token.text.as_str(),
            "me" | "up" | "list" | "report" | "chart" | "overview" | "date" | "rate"
        )
    })
}

/// A pointer to something that was not said: "that product", "them".
pub(crate) fn points_back<'a>(tokens: &'a [Token], chunks: &[Chunk]) -> Option<&'a Token> {
    // "how many of those": a pronoun before any noun.
    let first_noun = chunks
        .iter()
        .find(|chunk| matches!(chunk.kind, Kind::Schema(_) | Kind::Text(_)))
        .map_or(tokens.len(), |chunk| chunk.from);
    let pronoun = tokens[..first_noun].windows(2).find(|pair| {
        pair[0].text == "of" && matches!(pair[1].text.as_str(), "those" | "these" | "them" | "it")
    });
    if let Some([_, pronoun]) = pronoun {
        return Some(pronoun);
    }
    let before_table = chunks
        .iter()
        .find(|chunk| matches!(&chunk.kind, Kind::Schema(entries) if entries.iter().any(|entry| matches!(entry.target, Target::Table(_)))) || matches!(chunk.kind, Kind::Text(_)))
        .map_or(tokens.len(), |chunk| chunk.from);
    let person = tokens[..before_table]
        .iter()
        .chain(tokens.last())
        .find(|token| {
            matches!(
                token.text.as_str(),
                "her" | "him" | "she" | "he" | "they" | "them"
            )
        });
    if person.is_some() {
        return person;
    }
    chunks.iter().enumerate().find_map(|(index, chunk)| {
        let Kind::Schema(entries) = &chunk.kind else {
            return None;
        };
        let names_table = entries
            .iter()
            .any(|entry| matches!(entry.target, Target::Table(_)));
        let before = chunk.from.checked_sub(1).map(|before| &tokens[before])?;
        let previous_is_noun = index >= 2
            && matches!(chunks[index - 2].kind, Kind::Schema(_))
            && chunks[index - 1].to - chunks[index - 1].from == 1;
        let demonstrative = matches!(
            before.text.as_str(),
            "that" | "this" | "these" | "those" | "said"
        );
        (names_table && demonstrative && !previous_is_noun).then_some(before)
    })
}
