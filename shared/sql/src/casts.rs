//! The casts of `PostgreSQL` that may be printed, by what is cast and to what.
//!
//! The types that may be named are in `types`; this list says from what. An entry is admitted when
//! every cast of the servers that it can mean computes from its value alone, as
//! `tests/candidates/casts-review.txt` says of each, or is made by the text forms of two types that are
//! reviewed; a test holds the two to each other.

use crate::kinds::Kinds;
use crate::mutation::{List, is_hidden};

const ADMITTED: &[(Kinds, Kinds)] = &[
    (Kinds::NUMBER, Kinds::NUMBER),
    (Kinds::BOOLEAN, Kinds::BOOLEAN),
    (Kinds::BOOLEAN, Kinds::NUMBER),
    (Kinds::NUMBER, Kinds::BOOLEAN),
    // Its digits are the server's locale's.
    (Kinds::MONEY, Kinds::NUMBER),
    // By their text forms, enumerations included.
    (Kinds::READ, Kinds::TEXT),
    (Kinds::TEXT, Kinds::READ),
    // By the session's time zone, which the prelude fixes.
    (Kinds::DATE, Kinds::DATE),
    (Kinds::TIMESTAMP, Kinds::DATE),
    (Kinds::DATE, Kinds::TIMESTAMP),
    (Kinds::TIMESTAMP, Kinds::TIMESTAMP),
    (Kinds::TIMESTAMP, Kinds::TIME),
    (Kinds::TIME, Kinds::TIME),
    (Kinds::TIME, Kinds::INTERVAL),
    (Kinds::INTERVAL, Kinds::TIME),
    (Kinds::INTERVAL, Kinds::INTERVAL),
    (Kinds::JSON, Kinds::JSON),
    (Kinds::JSONB, Kinds::JSONB),
    (Kinds::JSON, Kinds::JSONB),
    (Kinds::JSONB, Kinds::JSON),
    (Kinds::JSONB, Kinds::NUMBER),
    (Kinds::JSONB, Kinds::BOOLEAN),
    (Kinds::UUID, Kinds::UUID),
    (Kinds::BYTES, Kinds::NUMBER),
    (Kinds::BITS, Kinds::NUMBER),
    (Kinds::ADDRESS, Kinds::ADDRESS),
    (Kinds::WORDS, Kinds::WORDS),
    (Kinds::SEARCH, Kinds::SEARCH),
    (Kinds::RANGE, Kinds::RANGE),
    (Kinds::ARRAY, Kinds::ARRAY),
];

/// Whether values of such kinds may be cast to a type of such a kind.
pub(crate) fn is_admitted(from: Kinds, to: Kinds) -> bool {
    from == Kinds::LITERAL
        || ADMITTED.iter().any(|(known_from, known_to)| {
            from.meets(*known_from)
                && to.meets(*known_to)
                && !is_hidden(List::Cast, &entry(*known_from, *known_to))
        })
}

/// The name of an entry in the list of those that a test hides.
#[cfg(feature = "mutation")]
fn entry(from: Kinds, to: Kinds) -> String {
    format!("{} to {}", from.names(), to.names())
}

#[cfg(not(feature = "mutation"))]
const fn entry(_from: Kinds, _to: Kinds) -> String {
    String::new()
}

/// Every entry, for the test that hides each.
#[cfg(feature = "mutation")]
pub(crate) fn entries() -> impl Iterator<Item = String> {
    ADMITTED.iter().map(|(from, to)| entry(*from, *to))
}

#[cfg(test)]
mod reviewed;
