//! What each span of the question became, for the user to see.

use crate::api::{Link, LinkTarget};
use crate::chunk::{Chunk, Kind};
use crate::resolve::Meaning;
use crate::schema::{Col, Schema};
use crate::text::Token;
use crate::vocabulary::{Entry, Target};

/// A link for each chunk that carries meaning.
pub(crate) fn links(
    schema: &Schema,
    tokens: &[Token],
    chunks: &[Chunk],
    unused: &[usize],
    meanings: &[(usize, Meaning)],
) -> Vec<Link> {
    let mut links = Vec::new();
    for (index, chunk) in chunks.iter().enumerate() {
        let meaning = meanings
            .iter()
            .rev()
            .find(|(at, _)| *at == index)
            .map(|(_, meaning)| meaning);
        let target = if unused.contains(&index) {
            Some(LinkTarget::Unknown)
        } else {
            target(schema, chunk, meaning, tokens)
        };
        if let Some(target) = target {
            links.push(Link {
                start: tokens[chunk.from].start,
                end: tokens[chunk.to - 1].end,
                target,
            });
        }
    }
    links
}

fn target(
    schema: &Schema,
    chunk: &Chunk,
    meaning: Option<&Meaning>,
    tokens: &[Token],
) -> Option<LinkTarget> {
    match meaning {
        Some(Meaning::Column(col)) => return Some(column(schema, *col)),
        Some(Meaning::Value(col, text)) => return Some(value(schema, *col, text)),
        Some(Meaning::Range(reading)) => {
            return Some(LinkTarget::Constant {
                reading: reading.clone(),
            });
        }
        None => {}
    }
    match &chunk.kind {
        Kind::Schema(entries) => best(entries).map(|entry| named(schema, &entry.target)),
        Kind::Number(number) => Some(LinkTarget::Constant {
            reading: number.clone(),
        }),
        Kind::Range(range) => Some(LinkTarget::Constant {
            reading: range.reading(),
        }),
        Kind::Text(text) => Some(LinkTarget::Constant {
            reading: text.clone(),
        }),
        Kind::Operation(_) | Kind::Adjective(_) | Kind::Unit(_) => {
            let words: Vec<&str> = tokens[chunk.from..chunk.to]
                .iter()
                .map(|token| token.text.as_str())
                .collect();
            Some(LinkTarget::Operation {
                operation: words.join(" "),
            })
        }
        Kind::Unknown => Some(LinkTarget::Unknown),
        Kind::Boundary | Kind::Skip => None,
    }
}

fn best(entries: &[Entry]) -> Option<&Entry> {
    entries.iter().max_by(|a, b| a.weight.total_cmp(&b.weight))
}

fn named(schema: &Schema, target: &Target) -> LinkTarget {
    match target {
        Target::Table(rel) => LinkTarget::Table {
            table: schema.table_label(*rel),
        },
        Target::Column(col) | Target::Flag(col) | Target::Missing(col) => column(schema, *col),
        Target::Role(reference) => {
            let reference = schema.reference(*reference);
            column(
                schema,
                Col {
                    rel: reference.from,
                    index: reference.from_columns[0],
                },
            )
        }
        Target::Value(col, text) | Target::Named(col, text) => value(schema, *col, text),
    }
}

fn column(schema: &Schema, col: Col) -> LinkTarget {
    LinkTarget::Column {
        table: schema.table_label(col.rel),
        column: schema.column(col).name.clone(),
    }
}

fn value(schema: &Schema, col: Col, text: &str) -> LinkTarget {
    LinkTarget::Value {
        table: schema.table_label(col.rel),
        column: schema.column(col).name.clone(),
        value: text.to_owned(),
    }
}
