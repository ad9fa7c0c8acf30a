//! What may be asked about, for `GET /v1/schema`.

use plainquery_catalog::{Catalog, Column, Relation, RelationKind};
use plainquery_core::ports::{Clock, Host};
use plainquery_wire::{
    ApiError, SchemaResponse,
    schema::{SchemaColumn, SchemaTable},
};

use crate::{
    Caller, Config, calendar, current::current, reading::full_policy, suggestions::suggestions,
};

/// The tables and columns, and questions to begin with.
pub async fn schema<H: Host>(
    host: &H,
    config: &Config,
    caller: &Caller<'_>,
) -> Result<SchemaResponse, ApiError> {
    let policy = full_policy(config, caller.principal)?;
    let prepared = current(host, config, &policy).await?;
    let today = calendar::today(&config.settings.calendar, host.clock().now_ms());
    let catalog = prepared.readable();
    Ok(SchemaResponse {
        version: prepared.version.clone(),
        database: catalog.database.clone(),
        dialect: catalog.dialect,
        tables: catalog
            .relations
            .iter()
            .filter(|relation| relation.kind != RelationKind::Partition)
            .map(|relation| table(catalog, relation))
            .collect(),
        suggestions: suggestions(&prepared, &config.settings, &today),
    })
}

fn table(catalog: &Catalog, relation: &Relation) -> SchemaTable {
    SchemaTable {
        schema: relation.schema.clone(),
        name: relation.name.clone(),
        comment: relation.comment.clone(),
        columns: relation
            .columns
            .iter()
            .map(|each| column(catalog, relation, each))
            .collect(),
        row_estimate: relation.row_estimate,
    }
}

/// Without sampled values: those are the engine's, and a page need not show them. Without references
/// to what may not be read.
fn column(catalog: &Catalog, relation: &Relation, column: &Column) -> SchemaColumn {
    let references = relation.foreign_keys.iter().find_map(|key| {
        let position = key.columns.iter().position(|name| *name == column.name)?;
        let referenced = key.referenced_columns.get(position)?;
        catalog.relation(&key.referenced_schema, &key.referenced_table)?;
        Some(format!(
            "{}.{}.{referenced}",
            key.referenced_schema, key.referenced_table
        ))
    });
    SchemaColumn {
        name: column.name.clone(),
        type_name: column.type_name.clone(),
        class: column.class,
        nullable: column.nullable,
        primary_key: relation.primary_key.contains(&column.name),
        references,
        comment: column.comment.clone(),
        enum_values: column.enum_values.clone(),
    }
}
