//! The operators of `PostgreSQL` that may be printed, by what stands on their sides.
//!
//! What is not on the list is refused. An entry is admitted when every operator of the servers that it
//! can mean computes from its two sides alone, as `tests/candidates/operators-review.txt` says of each;
//! a test holds the two to each other.

use crate::kinds::Kinds;
use crate::mutation::{List, is_hidden};
use crate::tree::{BinaryOperator, UnaryOperator};

/// Operators that are alike, with what may stand on their sides.
struct Group {
    operators: &'static [BinaryOperator],
    sides: &'static [(Kinds, Kinds)],
}

const CALENDAR: Kinds = Kinds::DATE.or(Kinds::TIMESTAMP);
const ANY_RANGE: Kinds = Kinds::RANGE.or(Kinds::MULTIRANGE);
const ANY_JSON: Kinds = Kinds::JSON.or(Kinds::JSONB);
const NO_ARRAY: Kinds = Kinds::READ.without(Kinds::ARRAY);

const GROUPS: &[Group] = &[
    Group {
        operators: &[
            BinaryOperator::Equal,
            BinaryOperator::NotEqual,
            BinaryOperator::Less,
            BinaryOperator::LessOrEqual,
            BinaryOperator::Greater,
            BinaryOperator::GreaterOrEqual,
            // Both are `=`.
            BinaryOperator::DistinctFrom,
            BinaryOperator::NotDistinctFrom,
        ],
        sides: COMPARED,
    },
    Group {
        operators: &[BinaryOperator::Add],
        sides: ADDED,
    },
    Group {
        operators: &[BinaryOperator::Subtract],
        sides: SUBTRACTED,
    },
    Group {
        operators: &[BinaryOperator::Multiply],
        sides: &[
            (Kinds::NUMBER, Kinds::NUMBER),
            (Kinds::MONEY, Kinds::NUMBER),
            (Kinds::NUMBER, Kinds::MONEY),
            (Kinds::INTERVAL, Kinds::NUMBER),
            (Kinds::NUMBER, Kinds::INTERVAL),
            (Kinds::RANGE, Kinds::RANGE),
            (Kinds::MULTIRANGE, Kinds::MULTIRANGE),
        ],
    },
    Group {
        operators: &[BinaryOperator::Divide],
        sides: &[
            (Kinds::NUMBER, Kinds::NUMBER),
            (Kinds::MONEY, Kinds::NUMBER),
            (Kinds::MONEY, Kinds::MONEY),
            (Kinds::INTERVAL, Kinds::NUMBER),
        ],
    },
    Group {
        operators: &[BinaryOperator::Modulo],
        sides: &[(Kinds::NUMBER, Kinds::NUMBER)],
    },
    Group {
        operators: &[BinaryOperator::BitAnd, BinaryOperator::BitOr],
        sides: &[
            (Kinds::NUMBER, Kinds::NUMBER),
            (Kinds::BITS, Kinds::BITS),
            (Kinds::ADDRESS, Kinds::ADDRESS),
            (Kinds::HARDWARE, Kinds::HARDWARE),
        ],
    },
    Group {
        operators: &[BinaryOperator::BitXor],
        sides: &[(Kinds::NUMBER, Kinds::NUMBER), (Kinds::BITS, Kinds::BITS)],
    },
    Group {
        operators: &[BinaryOperator::ShiftLeft, BinaryOperator::ShiftRight],
        sides: &[
            (Kinds::NUMBER, Kinds::NUMBER),
            (Kinds::BITS, Kinds::NUMBER),
            (Kinds::ADDRESS, Kinds::ADDRESS),
            // Wholly before, wholly after.
            (ANY_RANGE, ANY_RANGE),
        ],
    },
    Group {
        operators: &[BinaryOperator::Concat],
        sides: &[
            (Kinds::TEXT, NO_ARRAY),
            (NO_ARRAY, Kinds::TEXT),
            (Kinds::ARRAY, Kinds::READ),
            (Kinds::READ, Kinds::ARRAY),
            (Kinds::JSONB, Kinds::JSONB),
            (Kinds::WORDS, Kinds::WORDS),
            (Kinds::SEARCH, Kinds::SEARCH),
            (Kinds::BYTES, Kinds::BYTES),
            (Kinds::BITS, Kinds::BITS),
        ],
    },
    Group {
        operators: &[BinaryOperator::JsonGet, BinaryOperator::JsonGetText],
        sides: &[(ANY_JSON, Kinds::TEXT), (ANY_JSON, Kinds::NUMBER)],
    },
    Group {
        operators: &[BinaryOperator::JsonPath, BinaryOperator::JsonPathText],
        sides: &[(ANY_JSON, Kinds::ARRAY)],
    },
    Group {
        operators: &[BinaryOperator::Contains],
        sides: &[
            (Kinds::JSONB, Kinds::JSONB),
            (Kinds::ARRAY, Kinds::ARRAY),
            (Kinds::SEARCH, Kinds::SEARCH),
            (ANY_RANGE, Kinds::READ),
        ],
    },
    Group {
        operators: &[BinaryOperator::ContainedBy],
        sides: &[
            (Kinds::JSONB, Kinds::JSONB),
            (Kinds::ARRAY, Kinds::ARRAY),
            (Kinds::SEARCH, Kinds::SEARCH),
            (Kinds::READ, ANY_RANGE),
        ],
    },
    Group {
        operators: &[BinaryOperator::Overlaps],
        sides: &[
            (Kinds::ARRAY, Kinds::ARRAY),
            (Kinds::SEARCH, Kinds::SEARCH),
            (Kinds::ADDRESS, Kinds::ADDRESS),
            (ANY_RANGE, ANY_RANGE),
        ],
    },
    Group {
        operators: &[BinaryOperator::HasKey],
        sides: &[(Kinds::JSONB, Kinds::TEXT)],
    },
    // Plain text would be searched by a setting; JSON would run a path.
    Group {
        operators: &[BinaryOperator::TextMatch],
        sides: &[(Kinds::WORDS, Kinds::SEARCH), (Kinds::SEARCH, Kinds::WORDS)],
    },
    Group {
        operators: &[
            BinaryOperator::RegexMatch,
            BinaryOperator::RegexMatchAnyCase,
            BinaryOperator::RegexNotMatch,
            BinaryOperator::RegexNotMatchAnyCase,
            BinaryOperator::LikeAnyCase,
            BinaryOperator::NotLikeAnyCase,
        ],
        sides: &[(Kinds::TEXT, Kinds::TEXT)],
    },
    Group {
        operators: &[BinaryOperator::Like, BinaryOperator::NotLike],
        sides: &[(Kinds::TEXT, Kinds::TEXT), (Kinds::BYTES, Kinds::BYTES)],
    },
];

const COMPARED: &[(Kinds, Kinds)] = &[
    (Kinds::NUMBER, Kinds::NUMBER),
    (Kinds::MONEY, Kinds::MONEY),
    (Kinds::BOOLEAN, Kinds::BOOLEAN),
    (Kinds::TEXT, Kinds::TEXT),
    (Kinds::ENUM, Kinds::ENUM),
    // Some read the session's time zone, which the prelude fixes.
    (CALENDAR, CALENDAR),
    (Kinds::TIME, Kinds::TIME),
    (Kinds::INTERVAL, Kinds::INTERVAL),
    (Kinds::JSONB, Kinds::JSONB),
    (Kinds::UUID, Kinds::UUID),
    (Kinds::BYTES, Kinds::BYTES),
    (Kinds::BITS, Kinds::BITS),
    (Kinds::ADDRESS, Kinds::ADDRESS),
    (Kinds::HARDWARE, Kinds::HARDWARE),
    (Kinds::WORDS, Kinds::WORDS),
    (Kinds::SEARCH, Kinds::SEARCH),
    (Kinds::RANGE, Kinds::RANGE),
    (Kinds::MULTIRANGE, Kinds::MULTIRANGE),
    (Kinds::ARRAY, Kinds::ARRAY),
];

const ADDED: &[(Kinds, Kinds)] = &[
    (Kinds::NUMBER, Kinds::NUMBER),
    (Kinds::MONEY, Kinds::MONEY),
    (Kinds::DATE, Kinds::NUMBER),
    (Kinds::NUMBER, Kinds::DATE),
    (Kinds::DATE, Kinds::TIME),
    (Kinds::TIME, Kinds::DATE),
    (CALENDAR, Kinds::INTERVAL),
    (Kinds::INTERVAL, CALENDAR),
    (Kinds::TIME, Kinds::INTERVAL),
    (Kinds::INTERVAL, Kinds::TIME),
    (Kinds::INTERVAL, Kinds::INTERVAL),
    (Kinds::ADDRESS, Kinds::NUMBER),
    (Kinds::NUMBER, Kinds::ADDRESS),
    (Kinds::RANGE, Kinds::RANGE),
    (Kinds::MULTIRANGE, Kinds::MULTIRANGE),
];

const SUBTRACTED: &[(Kinds, Kinds)] = &[
    (Kinds::NUMBER, Kinds::NUMBER),
    (Kinds::MONEY, Kinds::MONEY),
    (Kinds::DATE, Kinds::NUMBER),
    (Kinds::DATE, Kinds::DATE),
    (Kinds::TIMESTAMP, Kinds::TIMESTAMP),
    (CALENDAR, Kinds::INTERVAL),
    (Kinds::TIME, Kinds::TIME),
    (Kinds::TIME, Kinds::INTERVAL),
    (Kinds::INTERVAL, Kinds::INTERVAL),
    // A key, a place or several keys are taken away.
    (Kinds::JSONB, Kinds::TEXT),
    (Kinds::JSONB, Kinds::NUMBER),
    (Kinds::JSONB, Kinds::ARRAY),
    (Kinds::ADDRESS, Kinds::NUMBER),
    (Kinds::ADDRESS, Kinds::ADDRESS),
    (Kinds::RANGE, Kinds::RANGE),
    (Kinds::MULTIRANGE, Kinds::MULTIRANGE),
];

/// Whether an operator may stand between values that are, or implicitly become, such kinds.
pub(crate) fn is_admitted(operator: BinaryOperator, left: Kinds, right: Kinds) -> bool {
    if matches!(operator, BinaryOperator::And | BinaryOperator::Or) {
        return true;
    }
    // As the server does: what is made for these types, and only without it what they become.
    has_entry(operator, left, right).unwrap_or_else(|| {
        has_entry(operator, left.implicitly(), right.implicitly()).unwrap_or(false)
    })
}

/// Whether an entry fits such kinds, and no test hides it; `None` where none fits.
fn has_entry(operator: BinaryOperator, left: Kinds, right: Kinds) -> Option<bool> {
    GROUPS
        .iter()
        .filter(|group| group.operators.contains(&operator))
        .flat_map(|group| group.sides.iter().map(move |sides| (group, sides)))
        .filter(|(_, sides)| left.meets(sides.0) && right.meets(sides.1))
        .map(|(group, sides)| !is_hidden(List::Signature, &entry(group, *sides)))
        .reduce(|one, other| one || other)
}

/// Operators before a value, with what may follow them.
const BEFORE: &[(UnaryOperator, Kinds)] = &[
    (UnaryOperator::Plus, Kinds::NUMBER),
    (UnaryOperator::Minus, Kinds::NUMBER),
    (UnaryOperator::Minus, Kinds::INTERVAL),
    (UnaryOperator::BitNot, Kinds::NUMBER),
    (UnaryOperator::BitNot, Kinds::BITS),
    (UnaryOperator::BitNot, Kinds::ADDRESS),
    (UnaryOperator::BitNot, Kinds::HARDWARE),
];

/// Whether an operator may stand before a value of such kinds.
pub(crate) fn is_admitted_before(operator: UnaryOperator, operand: Kinds) -> bool {
    operator == UnaryOperator::Not
        || BEFORE.iter().any(|known| {
            known.0 == operator
                && (operand.meets(known.1) || operand == Kinds::LITERAL)
                && !is_hidden(List::Signature, &entry_before(*known))
        })
}

/// The name of an entry in the list of those that a test hides.
#[cfg(feature = "mutation")]
fn entry(group: &Group, (left, right): (Kinds, Kinds)) -> String {
    let operator = group.operators.first().map(|first| format!("{first:?}"));
    let operator = operator.unwrap_or_default();
    format!("{operator} {}, {}", left.names(), right.names())
}

#[cfg(feature = "mutation")]
fn entry_before((operator, operand): (UnaryOperator, Kinds)) -> String {
    format!("{operator:?} {}", operand.names())
}

#[cfg(not(feature = "mutation"))]
const fn entry_before(_known: (UnaryOperator, Kinds)) -> String {
    String::new()
}

#[cfg(not(feature = "mutation"))]
const fn entry(_group: &Group, _sides: (Kinds, Kinds)) -> String {
    String::new()
}

/// Every entry, for the test that hides each.
#[cfg(feature = "mutation")]
pub(crate) fn entries() -> impl Iterator<Item = String> {
    GROUPS
        .iter()
        .flat_map(|group| group.sides.iter().map(|sides| entry(group, *sides)))
        .chain(BEFORE.iter().copied().map(entry_before))
}

#[cfg(test)]
mod reviewed;
