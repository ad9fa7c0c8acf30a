//! Phrases in names and comments: "order items" in `order_items`, synonyms in parentheses.

use plainquery_core::TypeClass;

/// `order_items` and `OrderItems` as spoken: `order items`.
pub(crate) fn spoken(name: &str) -> String {
    let mut words = String::with_capacity(name.len() + 4);
    let mut previous_lower = false;
    for character in name.chars() {
        if character == '_' || character == '-' || character == '/' {
            words.push(' ');
        } else {
            if character.is_uppercase() && previous_lower {
                words.push(' ');
            }
            words.extend(character.to_lowercase());
        }
        previous_lower = character.is_lowercase();
    }
    let spoken = words.trim();
    for prefix in ["is ", "has ", "was "] {
        if let Some(rest) = spoken.strip_prefix(prefix) {
            return rest.to_owned();
        }
    }
    spoken.to_owned()
}

/// Without a unit or a date's suffix at the end: `weight kg`, `hired on`.
pub(crate) fn without_units(words: &str, class: TypeClass) -> String {
    let suffixes: &[&str] = if class.is_temporal() {
        &[" on", " at", " date", " time", " datetime"]
    } else if class.is_numeric() {
        &[
            " kg", " sqm", " eur", " usd", " cm", " km", " pct", " days", " percent", " hours",
            " minutes",
        ]
    } else {
        &[]
    };
    suffixes
        .iter()
        .find_map(|suffix| words.strip_suffix(suffix))
        .unwrap_or(words)
        .to_owned()
}

pub(crate) struct Synonym {
    pub text: String,
    /// The text before its parenthesis.
    pub before: String,
}

/// The phrases in parentheses, with the text before them.
pub(crate) fn synonyms(comment: &str) -> Vec<Synonym> {
    let mut found = Vec::new();
    let mut rest = comment;
    let mut offset = 0;
    while let Some(open) = rest.find('(') {
        let Some(length) = rest[open..].find(')') else {
            break;
        };
        let inside = &rest[open + 1..open + length];
        let before = comment[..offset + open].trim();
        for text in inside.split([',', ';']).flat_map(|part| part.split(" or ")) {
            let text = text.trim();
            if !text.is_empty() && text.split(' ').count() <= 4 {
                found.push(Synonym {
                    text: text.to_lowercase(),
                    before: before.to_lowercase(),
                });
            }
        }
        offset += open + length + 1;
        rest = &comment[offset..];
    }
    found
}

/// "0 is out of stock (sold out)": the number that the words before the parenthesis name.
pub(crate) fn named_number(before: &str) -> Option<String> {
    let clause = before.rsplit([';', ',']).next()?.trim();
    let (number, _) = clause.split_once(" is ")?;
    number.parse::<f64>().ok().map(|_| number.to_owned())
}

/// The nouns that a comment opens with, up to the first preposition: "Yearly salary (pay) in euros".
pub(crate) fn heads(comment: &str) -> Vec<String> {
    let lower = comment.to_lowercase();
    let opening = lower
        .split(['(', ',', ';', ':', '.'])
        .next()
        .unwrap_or_default();
    let stops = [
        "of", "in", "for", "to", "from", "with", "that", "which", "the", "by", "on", "when", "who",
        "a", "an", "under", "is", "at", "received", "sent", "what",
    ];
    let run: Vec<&str> = opening
        .split_whitespace()
        .take_while(|word| !stops.contains(word))
        .collect();
    run.split(|word| *word == "and" || *word == "or")
        .filter(|words| (1..=3).contains(&words.len()))
        .map(|words| words.join(" "))
        .collect()
}

/// Words that open many comments and name nothing.
pub(crate) fn is_generic(word: &str) -> bool {
    matches!(
        word,
        "number"
            | "name"
            | "day"
            | "date"
            | "when"
            | "what"
            | "whether"
            | "how"
            | "where"
            | "why"
            | "who"
            | "which"
            | "the"
            | "text"
            | "kind"
            | "money"
            | "first"
            | "last"
            | "id"
            | "code"
            | "list"
            | "line"
            | "lines"
            | "time"
            | "unit"
            | "is"
            | "total"
            | "type"
            | "goods"
            | "value"
            | "level"
            | "pieces"
            | "start"
    )
}
