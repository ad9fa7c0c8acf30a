//! What each word became, with offsets as JavaScript counts them.

use plainquery_engine::{Link, LinkTarget};
use plainquery_wire::ask::WordLink;

/// Converts the engine's byte offsets into UTF-16 code units. A span that does not fall on
/// characters of the question is left out.
pub fn word_links(question: &str, links: &[Link]) -> Vec<WordLink> {
    links
        .iter()
        .filter_map(|link| {
            let text = question.get(link.start..link.end)?;
            let start = utf16_length(question.get(..link.start)?);
            let (kind, became) = describe(&link.target);
            Some(WordLink {
                text: text.to_owned(),
                start,
                end: start + utf16_length(text),
                kind: kind.to_owned(),
                became,
            })
        })
        .collect()
}

/// A line a span, for a model: the words and what they became.
pub(crate) fn describe_links(question: &str, links: &[Link]) -> Vec<String> {
    links
        .iter()
        .filter_map(|link| {
            let text = question.get(link.start..link.end)?;
            let (kind, became) = describe(&link.target);
            Some(if became.is_empty() {
                format!("{text}: {kind}")
            } else {
                format!("{text}: {kind} {became}")
            })
        })
        .collect()
}

fn utf16_length(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

fn describe(target: &LinkTarget) -> (&'static str, String) {
    match target {
        LinkTarget::Table { table } => ("table", table.clone()),
        LinkTarget::Column { table, column } => ("column", format!("{table}.{column}")),
        LinkTarget::Value {
            table,
            column,
            value,
        } => ("value", format!("{table}.{column} = {value}")),
        LinkTarget::Constant { reading } => ("constant", reading.clone()),
        LinkTarget::Operation { operation } => ("operation", operation.clone()),
        LinkTarget::Unknown => ("unknown", String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_those_of_javascript() {
        // "💶 " is 5 bytes and 3 code units; "é" is 2 bytes and 1 code unit.
        let question = "💶 café orders";
        let span = |text: &str| {
            let start = question.find(text).expect("there");
            Link {
                start,
                end: start + text.len(),
                target: LinkTarget::Table {
                    table: "shop.orders".into(),
                },
            }
        };
        let links = word_links(question, &[span("café"), span("orders")]);
        assert_eq!((links[0].start, links[0].end), (3, 7));
        assert_eq!((links[1].start, links[1].end), (8, 14));
        assert_eq!(links[1].became, "shop.orders");
    }

    #[test]
    fn a_span_inside_a_character_is_left_out() {
        let link = Link {
            start: 1,
            end: 2,
            target: LinkTarget::Unknown,
        };
        assert!(word_links("é", &[link]).is_empty());
    }
}
