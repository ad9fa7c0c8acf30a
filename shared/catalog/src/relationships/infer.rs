//! Likely references of a database that declares none, as old `MyISAM` dumps and CSV imports do.
//!
//! A column refers to a relation when that relation's primary key is one column of the same class
//! and the names fit in one of two ways: the column is called what the key is called
//! (`orders.customer_id`, `customers.customer_id`, not a bare `id`), or it ends in `id` after the
//! relation's name in singular or plural (`customer_id`, `billingCustomerId` for `customers`). Two
//! relations that fit equally well are none.

use super::{JoinEdge, edge};
use crate::{Catalog, Column, ForeignKey, Relation, RelationKind};

pub(super) fn references(catalog: &Catalog) -> Vec<JoinEdge> {
    let mut edges = Vec::new();
    for (from, relation) in catalog.relations.iter().enumerate() {
        if relation.kind == RelationKind::Partition {
            continue;
        }
        for column in &relation.columns {
            if relation.primary_key == [column.name.clone()] && words(&column.name) == ["id"] {
                continue;
            }
            if let Some(target) = target(catalog, from, column) {
                let key = ForeignKey {
                    name: String::new(),
                    columns: vec![column.name.clone()],
                    referenced_schema: target.schema.clone(),
                    referenced_table: target.name.clone(),
                    referenced_columns: target.primary_key.clone(),
                };
                edges.extend(edge(catalog, from, &key, true));
            }
        }
    }
    edges
}

fn target<'a>(catalog: &'a Catalog, from: usize, column: &Column) -> Option<&'a Relation> {
    let source = &catalog.relations[from];
    let mut best: Option<(usize, &Relation)> = None;
    let mut tied = false;
    for (index, candidate) in catalog.relations.iter().enumerate() {
        let [key] = candidate.primary_key.as_slice() else {
            continue;
        };
        let Some(key) = candidate.column(key) else {
            continue;
        };
        let itself = index == from;
        if candidate.schema != source.schema
            || key.class != column.class
            || (itself && key.name == column.name)
        {
            continue;
        }
        let fit = fit(column, candidate, key);
        if fit == 0 {
            continue;
        }
        match best {
            Some((least, _)) if fit < least => {}
            Some((most, _)) if fit == most => tied = true,
            _ => {
                best = Some((fit, candidate));
                tied = false;
            }
        }
    }
    best.filter(|_| !tied).map(|(_, relation)| relation)
}

/// How well a column's name fits; 0 is not at all. More words that agree fit better.
fn fit(column: &Column, candidate: &Relation, key: &Column) -> usize {
    let names = words(&column.name);
    let Some((last, base)) = names.split_last() else {
        return 0;
    };
    let relation: Vec<String> = words(&candidate.name).iter().map(|w| singular(w)).collect();
    let base: Vec<String> = base.iter().map(|w| singular(w)).collect();
    if last == "id" && !relation.is_empty() && base.ends_with(&relation) {
        return 1 + relation.len();
    }
    // `customer_id` in two tables: the one named after it owns it, and was found above.
    usize::from(key.name.eq_ignore_ascii_case(&column.name) && words(&key.name) != ["id"])
}

/// The lower-case words of a name: `billingCustomerId` and `billing_customer_id` have the same. A
/// run-together `customerid` is split before its `id`.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = crate::samples::words(name);
    if let Some(last) = words.last_mut()
        && last.len() > 4
        && last.ends_with("id")
    {
        last.truncate(last.len() - 2);
        words.push("id".to_owned());
    }
    words
}

/// A rough singular, the same for both sides of a comparison.
fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    for ending in ["sses", "xes", "ches", "shes"] {
        if word.ends_with(ending) {
            return word[..word.len() - 2].to_owned();
        }
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.ends_with('s') && stem.len() > 1 => stem.to_owned(),
        _ => word.to_owned(),
    }
}
