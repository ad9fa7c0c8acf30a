//! Questions to begin with, made from a schema. Whether they can be answered is for the engine and
//! the database to say.

use plainquery_catalog::{Catalog, Relation, RelationKind, model::ColumnOrigin};
use plainquery_core::TypeClass;

const MAX_CANDIDATES: usize = 60;

/// Candidates in an order that mixes their kinds, the largest tables first.
pub fn candidates(catalog: &Catalog) -> Vec<String> {
    let mut tables: Vec<&Relation> = catalog
        .relations
        .iter()
        .filter(|table| {
            matches!(
                table.kind,
                RelationKind::Table | RelationKind::PartitionedTable | RelationKind::View
            )
        })
        .collect();
    tables.sort_by_key(|table| std::cmp::Reverse(table.row_estimate));
    let kinds: [fn(&Relation) -> Option<String>; 6] = [
        count,
        by_period,
        top_related,
        by_group,
        total_by_group,
        average,
    ];
    let mut of_each_kind: Vec<Vec<String>> = kinds
        .iter()
        .map(|kind| tables.iter().rev().copied().filter_map(kind).collect())
        .collect();
    // A round takes one of each kind.
    let mut ordered: Vec<String> = Vec::new();
    while ordered.len() < MAX_CANDIDATES && of_each_kind.iter().any(|made| !made.is_empty()) {
        for text in of_each_kind.iter_mut().filter_map(Vec::pop) {
            if !ordered.contains(&text) {
                ordered.push(text);
            }
        }
    }
    ordered
}

pub(crate) fn words(name: &str) -> String {
    name.replace('_', " ")
}

/// There is nothing to count in an empty table.
pub(crate) fn count(table: &Relation) -> Option<String> {
    (table.row_estimate != Some(0)).then(|| format!("How many {} are there?", words(&table.name)))
}

pub(crate) fn by_period(table: &Relation) -> Option<String> {
    table
        .columns
        .iter()
        .find(|column| column.class.is_temporal())?;
    Some(format!("How many {} per month?", words(&table.name)))
}

pub(crate) fn top_related(table: &Relation) -> Option<String> {
    let key = table.foreign_keys.iter().find(|key| {
        key.columns.len() == 1
            && (&key.referenced_schema, &key.referenced_table) != (&table.schema, &table.name)
    })?;
    Some(format!(
        "Top 5 {} by number of {}",
        words(&key.referenced_table),
        words(&table.name)
    ))
}

fn by_group(table: &Relation) -> Option<String> {
    let group = group_column(table)?;
    Some(format!("Number of {} by {group}", words(&table.name)))
}

fn total_by_group(table: &Relation) -> Option<String> {
    let (group, figure) = (group_column(table)?, figure_column(table)?);
    Some(format!(
        "Total {figure} of {} by {group}",
        words(&table.name)
    ))
}

fn average(table: &Relation) -> Option<String> {
    let figure = figure_column(table)?;
    Some(format!(
        "What is the average {figure} of {}?",
        words(&table.name)
    ))
}

/// A column of few values that have names.
fn group_column(table: &Relation) -> Option<String> {
    let column = table.columns.iter().find(|column| {
        column.class == TypeClass::Text
            && (!column.enum_values.is_empty() || !column.samples.is_empty())
    })?;
    Some(words(&column.name))
}

/// A figure: neither a key nor a number that the database gave.
fn figure_column(table: &Relation) -> Option<String> {
    let is_key = |name: &String| {
        table.primary_key.contains(name)
            || table
                .foreign_keys
                .iter()
                .any(|key| key.columns.contains(name))
    };
    let column = table.columns.iter().find(|column| {
        column.class.is_numeric()
            && column.origin == ColumnOrigin::Written
            && !is_key(&column.name)
            && !column.name.ends_with("_id")
    })?;
    Some(words(&column.name))
}
