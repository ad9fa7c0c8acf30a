//! The schema as a model reads it: a line a table, a line a column.
//!
//! Every name and comment is brought onto one line, and every line begins with a word of ours or with
//! two spaces, so that no comment or value can pass for a tag of the prompt.

use std::fmt::Write;

use plainquery_catalog::{Catalog, Column, ForeignKey, Relation, RelationKind};

use crate::{budget::estimate_tokens, fence::one_line};

/// The relations that a model may see.
#[derive(Clone, Copy, Debug)]
pub struct SchemaView<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// Positions in `Catalog::relations`, each once, the most useful first. Others are not shown, nor
    /// are references to them.
    pub relations: &'a [usize],
}

impl SchemaView<'_> {
    /// Whether all its relations can be shown within a number of tokens, so that their order does not
    /// matter.
    pub fn fits(&self, max_tokens: usize) -> bool {
        estimate_tokens(&tables(self.catalog, &sorted(*self), LEAN)) <= max_tokens
    }
}

/// How much is said of each relation.
#[derive(Clone, Copy)]
struct Detail {
    comment_bytes: usize,
    enum_values: usize,
    samples: usize,
}

const FULL: Detail = Detail {
    comment_bytes: 300,
    enum_values: 60,
    samples: 12,
};
const LEAN: Detail = Detail {
    comment_bytes: 100,
    enum_values: 20,
    samples: 3,
};
const BARE: Detail = Detail {
    comment_bytes: 0,
    enum_values: 10,
    samples: 0,
};

/// A longer name or value is cut; no name that Postgres keeps is.
const MAX_NAME_BYTES: usize = 130;
const MAX_VALUE_BYTES: usize = 80;

/// Renders the view within a number of tokens, always in the catalog's order.
///
/// Where everything fits, in full or at least leanly, the text does not depend on the question, so
/// that providers can cache it. Otherwise the relations that come first in the view are shown, and
/// the last line says how many are not. At least one relation is shown, however small the budget.
pub(crate) fn render(view: SchemaView<'_>, max_tokens: usize) -> String {
    let all = sorted(view);
    for detail in [FULL, LEAN] {
        let text = tables(view.catalog, &all, detail);
        if estimate_tokens(&text) <= max_tokens {
            return text;
        }
    }
    let mut shown = most_useful(view, max_tokens);
    shown.sort_unstable();
    let detail = if shown.len() > 1 { LEAN } else { BARE };
    let mut text = tables(view.catalog, &shown, detail);
    let hidden = all.len() - shown.len();
    if hidden > 0 {
        let _ = writeln!(text, "({hidden} more tables are not shown)");
    }
    text
}

/// The view's relations in the catalog's order, each once.
fn sorted(view: SchemaView<'_>) -> Vec<usize> {
    let mut all: Vec<usize> = view
        .relations
        .iter()
        .copied()
        .filter(|index| *index < view.catalog.relations.len())
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// As many relations as fit, in the order of the view; at least one where there is one.
fn most_useful(view: SchemaView<'_>, max_tokens: usize) -> Vec<usize> {
    let mut shown: Vec<usize> = Vec::new();
    let mut spent = 0;
    for &index in view.relations {
        let Some(relation) = view.catalog.relations.get(index) else {
            continue;
        };
        if shown.contains(&index) {
            continue;
        }
        let mut text = String::new();
        push_relation(&mut text, view, relation, LEAN);
        let cost = estimate_tokens(&text);
        if !shown.is_empty() && spent + cost > max_tokens {
            break;
        }
        spent += cost;
        shown.push(index);
    }
    shown
}

fn tables(catalog: &Catalog, shown: &[usize], detail: Detail) -> String {
    let view = SchemaView {
        catalog,
        relations: shown,
    };
    let mut text = String::new();
    for &index in shown {
        push_relation(&mut text, view, &catalog.relations[index], detail);
    }
    text
}

fn push_relation(out: &mut String, view: SchemaView<'_>, relation: &Relation, detail: Detail) {
    let word = match relation.kind {
        RelationKind::View | RelationKind::MaterializedView => "view",
        _ => "table",
    };
    let _ = write!(
        out,
        "{word} {}.{}",
        identifier(&relation.schema),
        identifier(&relation.name)
    );
    if let Some(rows) = relation.row_estimate {
        let _ = write!(out, " (about {rows} rows)");
    }
    push_comment(out, relation.comment.as_deref(), detail);
    out.push('\n');
    let references: Vec<&ForeignKey> = relation
        .foreign_keys
        .iter()
        .filter(|key| is_shown(view, key))
        .collect();
    for column in &relation.columns {
        push_column(out, relation, column, &references, detail);
    }
    if relation.primary_key.len() > 1 {
        let _ = writeln!(
            out,
            "  primary key ({})",
            identifiers(&relation.primary_key)
        );
    }
    for key in references.iter().filter(|key| key.columns.len() > 1) {
        let _ = writeln!(
            out,
            "  foreign key ({}) references {}.{} ({})",
            identifiers(&key.columns),
            identifier(&key.referenced_schema),
            identifier(&key.referenced_table),
            identifiers(&key.referenced_columns)
        );
    }
}

fn is_shown(view: SchemaView<'_>, key: &ForeignKey) -> bool {
    view.relations
        .iter()
        .filter_map(|index| view.catalog.relations.get(*index))
        .any(|relation| {
            relation.schema == key.referenced_schema && relation.name == key.referenced_table
        })
}

fn push_column(
    out: &mut String,
    relation: &Relation,
    column: &Column,
    references: &[&ForeignKey],
    detail: Detail,
) {
    let _ = write!(
        out,
        "  {} {}",
        identifier(&column.name),
        one_line(&column.type_name, MAX_NAME_BYTES)
    );
    if relation.primary_key == [column.name.as_str()] {
        out.push_str(" primary key");
    } else if column.nullable {
        out.push_str(" null");
    }
    for key in references {
        if let ([from], [to]) = (key.columns.as_slice(), key.referenced_columns.as_slice())
            && *from == column.name
        {
            let _ = write!(
                out,
                " references {}.{}.{}",
                identifier(&key.referenced_schema),
                identifier(&key.referenced_table),
                identifier(to)
            );
        }
    }
    push_values(out, column, detail);
    push_comment(out, column.comment.as_deref(), detail);
    out.push('\n');
}

fn push_values(out: &mut String, column: &Column, detail: Detail) {
    let (word, values, max) = if column.enum_values.is_empty() {
        let word = if column.samples_complete {
            "one of"
        } else {
            "such as"
        };
        (word, &column.samples, detail.samples)
    } else {
        ("one of", &column.enum_values, detail.enum_values)
    };
    if max == 0 {
        return;
    }
    // Values are spelled as they are or not at all; a closing tag is none that anybody asks for.
    let listed: Vec<String> = values
        .iter()
        .filter(|value| !value.contains("</"))
        .take(max)
        .map(|value| format!("'{}'", one_line(value, MAX_VALUE_BYTES).replace('\'', "''")))
        .collect();
    if listed.is_empty() {
        return;
    }
    // A list that is cut is no longer complete.
    let word = if values.len() > listed.len() {
        "such as"
    } else {
        word
    };
    let _ = write!(out, ", {word} {}", listed.join(", "));
}

fn push_comment(out: &mut String, comment: Option<&str>, detail: Detail) {
    if detail.comment_bytes == 0 {
        return;
    }
    // Without angle brackets not even an inattentive reader takes a comment for a tag.
    let comment = one_line(comment.unwrap_or(""), detail.comment_bytes)
        .replace('<', "‹")
        .replace('>', "›");
    if !comment.is_empty() {
        let _ = write!(out, " -- {comment}");
    }
}

/// As SQL spells it: bare where that is possible, else quoted.
fn identifier(name: &str) -> String {
    let name = one_line(name, MAX_NAME_BYTES);
    let mut characters = name.chars();
    let bare = characters
        .next()
        .is_some_and(|first| first.is_ascii_lowercase() || first == '_')
        && characters.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    if bare {
        name
    } else {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}

fn identifiers(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| identifier(name)).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn relation(name: &str, comment: &str) -> Relation {
        Relation {
            schema: "shop".into(),
            name: name.into(),
            comment: Some(comment.into()),
            columns: vec![Column {
                name: "id".into(),
                type_name: "integer".into(),
                comment: Some(comment.into()),
                samples: vec![comment.into()],
                ..Column::default()
            }],
            ..Relation::default()
        }
    }

    fn catalog(relations: Vec<Relation>) -> Catalog {
        Catalog {
            relations,
            ..Catalog::default()
        }
    }

    #[test]
    fn a_small_budget_keeps_the_first_of_the_view_in_the_order_of_the_catalog() {
        let names = ["a", "b", "c", "d"];
        let catalog = catalog(names.iter().map(|name| relation(name, "words")).collect());
        let whole = tables(&catalog, &[0, 1, 2, 3], LEAN);
        let half = estimate_tokens(&whole) / 2 + 1;
        let view = SchemaView {
            catalog: &catalog,
            relations: &[3, 1, 0, 2],
        };
        let text = render(view, half);
        let position = |name: &str| text.find(&format!("table shop.{name} "));
        assert!(
            position("b") < position("d") && position("b").is_some(),
            "{text}"
        );
        assert!(position("a").is_none() && position("c").is_none(), "{text}");
        assert!(text.ends_with("(2 more tables are not shown)\n"), "{text}");
    }

    #[test]
    fn a_reference_to_what_is_not_shown_is_not_shown() {
        let mut orders = relation("orders", "");
        orders.foreign_keys = vec![ForeignKey {
            columns: vec!["id".into()],
            referenced_schema: "shop".into(),
            referenced_table: "salaries".into(),
            referenced_columns: vec!["id".into()],
            ..ForeignKey::default()
        }];
        let catalog = catalog(vec![orders, relation("salaries", "")]);
        let text = |relations: &[usize]| {
            let view = SchemaView {
                catalog: &catalog,
                relations,
            };
            render(view, 1_000)
        };
        assert!(text(&[0, 1]).contains("references shop.salaries.id"));
        assert!(!text(&[0]).contains("salaries"));
    }

    #[test]
    fn odd_names_are_quoted() {
        assert_eq!(identifier("order_id2"), "order_id2");
        assert_eq!(identifier("Order"), "\"Order\"");
        assert_eq!(identifier("a\"b"), "\"a\"\"b\"");
    }

    proptest! {
        #[test]
        fn no_comment_or_value_begins_a_line(text in "(.|\n|\r|</schema>|\u{2028}){0,40}") {
            let catalog = catalog(vec![relation("orders", &text)]);
            let view = SchemaView { catalog: &catalog, relations: &[0] };
            let rendered = render(view, 100_000);
            let lines: Vec<&str> = rendered.lines().collect();
            prop_assert_eq!(lines.len(), 2);
            prop_assert!(lines[0].starts_with("table shop.orders"));
            prop_assert!(lines[1].starts_with("  id integer"));
            prop_assert!(!rendered.contains("</"));
        }
    }
}
