//! The part of a catalog that a caller may know of.

use plainquery_catalog::{Catalog, Column, ForeignKey, Relation, model::ColumnOrigin};

use super::{Gate, Policy, View};

pub(super) fn visible(policy: &Policy, catalog: &Catalog) -> Option<Catalog> {
    let gate = Gate::new(policy, catalog);
    let checked: Vec<_> = catalog
        .relations
        .iter()
        .map(|relation| (relation, gate.check(relation)))
        .collect();
    if checked.iter().all(|(_, seen)| matches!(seen, Ok(None))) {
        return None;
    }
    let relations = checked.iter().filter_map(|(relation, seen)| match seen {
        Err(_) => None,
        Ok(view) => {
            let mut shown = match view {
                None => (*relation).clone(),
                Some(view) => shown(view),
            };
            shown.foreign_keys.retain(|key| {
                let referenced = checked.iter().find(|(other, _)| {
                    other.schema == key.referenced_schema && other.name == key.referenced_table
                });
                !matches!(referenced, Some((_, Ok(Some(view)))) if !are_plain(view, &key.referenced_columns))
            });
            Some(shown)
        }
    });
    Some(Catalog {
        format: catalog.format,
        dialect: catalog.dialect,
        database: catalog.database.clone(),
        relations: relations.collect(),
    })
}

/// A relation as its rules show it: keys that a denied or masked column is part of are none.
fn shown(view: &View<'_>) -> Relation {
    let relation = view.relation;
    let has_rows_of_others = !view.rows.is_empty();
    let plain = |names: &[String]| are_plain(view, names);
    Relation {
        schema: relation.schema.clone(),
        name: relation.name.clone(),
        kind: relation.kind,
        comment: relation.comment.clone(),
        columns: view
            .columns
            .iter()
            .map(|seen| {
                let mut column = if seen.mask.is_some() {
                    masked(seen.column, seen.type_name, seen.class)
                } else {
                    seen.column.clone()
                };
                if has_rows_of_others {
                    column.samples.clear();
                    column.samples_complete = false;
                }
                column
            })
            .collect(),
        primary_key: if plain(&relation.primary_key) {
            relation.primary_key.clone()
        } else {
            Vec::new()
        },
        unique_keys: relation
            .unique_keys
            .iter()
            .filter(|key| plain(key))
            .cloned()
            .collect(),
        foreign_keys: relation
            .foreign_keys
            .iter()
            .filter(|key: &&ForeignKey| plain(&key.columns))
            .cloned()
            .collect(),
        // Of all rows, whoever's they are.
        row_estimate: relation.row_estimate.filter(|_| !has_rows_of_others),
        partition_of: relation.partition_of.clone(),
        row_security: relation.row_security,
    }
}

fn are_plain(view: &View<'_>, names: &[String]) -> bool {
    names.iter().all(|name| view.plain(name).is_some())
}

fn masked(column: &Column, type_name: &str, class: plainquery_core::TypeClass) -> Column {
    Column {
        name: column.name.clone(),
        type_name: type_name.to_owned(),
        class,
        nullable: true,
        origin: ColumnOrigin::Written,
        comment: column.comment.clone(),
        enum_values: Vec::new(),
        samples: Vec::new(),
        samples_complete: false,
    }
}
