//! Questions to begin with: the operator's own, then some made from the catalog.
//!
//! A made question is offered only where the engine answers it with enough confidence.

use plainquery_catalog::{Catalog, Relation, RelationKind};
use plainquery_core::{Settings, TypeClass};
use plainquery_engine::{Outcome, Question};

use crate::prepared::Prepared;

const MAX_SUGGESTIONS: usize = 8;
/// Of each kind of question, so that they differ.
const MAX_OF_A_KIND: usize = 2;

pub(crate) fn suggestions(prepared: &Prepared, settings: &Settings, today: &str) -> Vec<String> {
    let mut list = settings.suggestions.clone();
    let is_answered = |text: &String| {
        let question = Question {
            text,
            today,
            week_starts_on: settings.calendar.week_starts_on,
            fiscal_year_starts_in: settings.calendar.fiscal_year_starts_in,
            previous: None,
        };
        matches!(
            prepared.engine().ask(&question),
            Outcome::Answer(draft) if draft.confidence >= settings.engine_threshold
        )
    };
    let tables = large_tables(prepared.readable());
    let kinds: [fn(&Relation) -> Option<String>; 4] = [
        count_question,
        period_question,
        ranking_question,
        group_question,
    ];
    for kind in kinds {
        let made = tables.iter().copied().filter_map(kind);
        list.extend(made.filter(&is_answered).take(MAX_OF_A_KIND));
    }
    list.truncate(MAX_SUGGESTIONS.max(settings.suggestions.len()));
    list
}

/// Tables that are things of their own, largest first; a table whose key is two references only
/// ties others together.
fn large_tables(catalog: &Catalog) -> Vec<&Relation> {
    let mut tables: Vec<&Relation> = catalog
        .relations
        .iter()
        .filter(|table| {
            matches!(
                table.kind,
                RelationKind::Table | RelationKind::PartitionedTable
            ) && table.primary_key.len() == 1
        })
        .collect();
    tables.sort_by_key(|table| std::cmp::Reverse(table.row_estimate));
    tables
}

fn words(name: &str) -> String {
    name.replace('_', " ")
}

/// There is nothing to count in an empty table.
fn count_question(table: &Relation) -> Option<String> {
    (table.row_estimate != Some(0)).then(|| format!("How many {} are there?", words(&table.name)))
}

fn period_question(table: &Relation) -> Option<String> {
    table
        .columns
        .iter()
        .find(|column| column.class.is_temporal())?;
    Some(format!("How many {} per month?", words(&table.name)))
}

fn ranking_question(table: &Relation) -> Option<String> {
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

fn group_question(table: &Relation) -> Option<String> {
    let column = table
        .columns
        .iter()
        .find(|column| column.class == TypeClass::Text && !column.enum_values.is_empty())?;
    Some(format!(
        "Number of {} by {}",
        words(&table.name),
        words(&column.name)
    ))
}
