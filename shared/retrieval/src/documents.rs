//! What of a catalog is embedded, as text.

use std::fmt::Write as _;

use plainquery_catalog::{Catalog, Column, Relation, RelationKind};

/// Models read some hundred words at most; what is after is cut by them, and differently by each.
const MAX_TEXT_CHARS: usize = 1_000;
/// Labels of an enum that are named.
const MAX_LABELS: usize = 12;

/// A table or a column, as a text whose vector stands for it. Holds names, comments and enum labels,
/// and no sampled value: it goes to a service.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The table's position in `Catalog::relations`.
    pub relation: usize,
    /// The text.
    pub text: String,
}

/// The documents of a catalog, at most so many: all tables first, then columns, in the catalog's order.
/// Partitions are left out; their parents stand for them.
pub fn documents(catalog: &Catalog, max_documents: usize) -> Vec<Document> {
    let shown = || {
        let relations = catalog.relations.iter().enumerate();
        relations.filter(|(_, relation)| relation.kind != RelationKind::Partition)
    };
    let tables = shown().map(|(position, relation)| document(position, table_text(relation)));
    let columns = shown().flat_map(|(position, relation)| {
        let columns = relation.columns.iter();
        columns.map(move |column| document(position, column_text(relation, column)))
    });
    tables.chain(columns).take(max_documents).collect()
}

fn document(relation: usize, text: String) -> Document {
    let end = text.char_indices().nth(MAX_TEXT_CHARS);
    let text = match end {
        Some((end, _)) => text[..end].to_owned(),
        None => text,
    };
    Document { relation, text }
}

fn table_text(relation: &Relation) -> String {
    let mut text = words(&relation.name);
    add_comment(&mut text, relation.comment.as_deref());
    let columns: Vec<String> = relation
        .columns
        .iter()
        .map(|column| words(&column.name))
        .collect();
    // Writing into a String does not fail.
    let _ = write!(text, ". Columns: {}", columns.join(", "));
    text
}

fn column_text(relation: &Relation, column: &Column) -> String {
    let mut text = format!("{} of {}", words(&column.name), words(&relation.name));
    add_comment(&mut text, column.comment.as_deref());
    if !column.enum_values.is_empty() {
        let labels = column.enum_values.iter().take(MAX_LABELS);
        let labels: Vec<&str> = labels.map(String::as_str).collect();
        let _ = write!(text, ". One of: {}", labels.join(", "));
    }
    text
}

fn add_comment(text: &mut String, comment: Option<&str>) {
    if let Some(comment) = comment {
        let _ = write!(text, ": {comment}");
    }
}

/// `order_items` as people write it.
fn words(name: &str) -> String {
    name.replace('_', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(name: &str, comment: Option<&str>) -> Column {
        Column {
            name: name.into(),
            comment: comment.map(str::to_owned),
            samples: vec!["a sampled value".into()],
            ..Column::default()
        }
    }

    #[test]
    fn tables_come_first_and_no_value_goes_along() {
        let mut state = column("state", None);
        state.enum_values = vec!["open".into(), "closed".into()];
        let catalog = Catalog {
            relations: vec![
                Relation {
                    name: "order_items".into(),
                    comment: Some("What was bought".into()),
                    columns: vec![column("unit_price", Some("In euros")), state],
                    ..Relation::default()
                },
                Relation {
                    name: "order_items_2024".into(),
                    kind: RelationKind::Partition,
                    columns: vec![column("unit_price", None)],
                    ..Relation::default()
                },
                Relation {
                    name: "stores".into(),
                    ..Relation::default()
                },
            ],
            ..Catalog::default()
        };
        let all = documents(&catalog, 10);
        let told: Vec<(usize, &str)> = all
            .iter()
            .map(|document| (document.relation, document.text.as_str()))
            .collect();
        assert_eq!(
            told,
            [
                (
                    0,
                    "order items: What was bought. Columns: unit price, state"
                ),
                (2, "stores. Columns: "),
                (0, "unit price of order items: In euros"),
                (0, "state of order items. One of: open, closed"),
            ]
        );
        assert_eq!(documents(&catalog, 3), all[..3]);
    }

    #[test]
    fn a_long_comment_is_cut_at_a_character() {
        let catalog = Catalog {
            relations: vec![Relation {
                name: "t".into(),
                comment: Some("é".repeat(5_000)),
                ..Relation::default()
            }],
            ..Catalog::default()
        };
        let text = &documents(&catalog, 1)[0].text;
        assert_eq!(text.chars().count(), MAX_TEXT_CHARS);
    }
}
