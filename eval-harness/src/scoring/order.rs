//! Whether a question asks for an order.

/// Words that ask for an order wherever they stand.
const WORDS: [&str; 23] = [
    "alphabetic",
    "alphabetical",
    "alphabetically",
    "arrange",
    "arranged",
    "ascending",
    "ascendingly",
    "chronological",
    "chronologically",
    "decreasing",
    "descending",
    "descendingly",
    "increasing",
    "lexicographic",
    "lexicographical",
    "lexicographically",
    "ordered",
    "ordering",
    "rank",
    "ranked",
    "sort",
    "sorted",
    "sorting",
];

/// Words that ask for one together. "Order" alone is often a thing that was bought.
const PHRASES: [&[&str]; 15] = [
    &["in", "order"],
    &["order", "by"],
    &["order", "of"],
    &["order", "them"],
    &["order", "the", "result"],
    &["order", "the", "results"],
    &["listed", "by"],
    &["starting", "with", "the"],
    &["most", "to", "least"],
    &["least", "to", "most"],
    &["first", "to", "last"],
    &["last", "to", "first"],
    &["high", "to", "low"],
    &["low", "to", "high"],
    &["reverse", "order"],
];

/// Whether the order of the rows is part of the question: it names one, as in "sorted by age", "in
/// alphabetical order" or "from the oldest to the youngest". "The five oldest" names rows, no order.
pub fn asks_for_order(question: &str) -> bool {
    let lower = question.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.first() == Some(&"order")
        || words.iter().any(|word| WORDS.contains(word))
        || PHRASES
            .iter()
            .any(|phrase| words.windows(phrase.len()).any(|window| window == *phrase))
        || names_both_ends(&words)
}

/// "from the oldest to the youngest", "from the most recent to the oldest": two ends around "to".
fn names_both_ends(words: &[&str]) -> bool {
    let is_end =
        |word: &&str| matches!(*word, "most" | "least") || word.len() > 4 && word.ends_with("est");
    words.iter().enumerate().any(|(at, word)| {
        let after = words
            .get(at + 1..)
            .and_then(|rest| rest.iter().find(|word| **word != "the"));
        *word == "to"
            && words[at.saturating_sub(2)..at].iter().any(is_end)
            && after.is_some_and(is_end)
    })
}

#[cfg(test)]
mod tests {
    use super::asks_for_order;

    #[test]
    fn an_order_is_named_or_not() {
        for question in [
            "List all singers sorted by age.",
            "Show names in alphabetical order",
            "Names of the shops, from the oldest to the youngest?",
            "Show the countries in descending order of population.",
            "Rank the teams by points",
            "List all events from the most recent to the oldest.",
            "order all stations by the opening year",
        ] {
            assert!(asks_for_order(question), "{question}");
        }
        for question in [
            "Who are the five oldest singers?",
            "Which order has the highest total?",
            "How many orders of lamps were there?",
            "What is the name of the youngest student?",
        ] {
            assert!(!asks_for_order(question), "{question}");
        }
    }
}
