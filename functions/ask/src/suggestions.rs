//! Questions to begin with: the operator's own, then some made from the catalog.
//!
//! A made question is offered only where the engine answers it with enough confidence.

use plainquery_catalog::{Catalog, Relation, RelationKind};
use plainquery_core::{Settings, TypeClass};
use plainquery_engine::{Outcome, Question};

use crate::{
    first_questions::{by_period, count, top_related, words},
    prepared::Prepared,
};

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
    let kinds: [fn(&Relation) -> Option<String>; 4] =
        [count, by_period, top_related, group_question];
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
