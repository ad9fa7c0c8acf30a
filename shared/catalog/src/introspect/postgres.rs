//! `PostgreSQL` 13 and later.
//!
//! What is read: relations and columns that the role may select from, outside `pg_*`,
//! `information_schema` and extensions' own objects. Every name in the statements is qualified, so
//! that they mean the same under any `search_path`.

use std::borrow::Cow;

use plainquery_core::ports::Statement;
use plainquery_core::{Dialect, Table, TypeClass};

use super::{Answer, Row, drop_invisible_keys, put_in_order};
use crate::model::FORMAT;
use crate::{Catalog, CatalogError, Column, ColumnOrigin, ForeignKey, Relation, RelationKind};

const DATABASE: &str = include_str!("postgres/database.sql");
const RELATIONS: &str = include_str!("postgres/relations.sql");
const COLUMNS: &str = include_str!("postgres/columns.sql");
const KEYS: &str = include_str!("postgres/keys.sql");
const FOREIGN_KEYS: &str = include_str!("postgres/foreign_keys.sql");
const FINGERPRINT: &str = include_str!("postgres/fingerprint.sql");

/// The statements that read a schema, for one transaction. `schemas` names those that are wanted;
/// empty means all.
pub fn statements(schemas: &[String]) -> Vec<Statement> {
    let wanted = (!schemas.is_empty()).then(|| array_literal(schemas));
    let filtered = |text: &'static str| Statement {
        text: Cow::Borrowed(text),
        parameters: vec![wanted.clone()],
    };
    vec![
        Statement {
            text: Cow::Borrowed(DATABASE),
            parameters: Vec::new(),
        },
        filtered(RELATIONS),
        filtered(COLUMNS),
        filtered(KEYS),
        filtered(FOREIGN_KEYS),
    ]
}

/// The statement that tells whether a schema that was read before is still what it was: far cheaper
/// than reading it again. The fingerprint changes with every change of the schema, of privileges and
/// of row security, and now and then without one (a truncated table); never with rows alone.
pub fn fingerprint_statement() -> Statement {
    Statement {
        text: Cow::Borrowed(FINGERPRINT),
        parameters: Vec::new(),
    }
}

/// The fingerprint, of the result of [`fingerprint_statement`].
///
/// # Errors
/// A result that is not what the statement selects.
pub fn fingerprint(table: &Table) -> Result<String, CatalogError> {
    let [answer] = Answer::all(["the fingerprint"], std::slice::from_ref(table))?;
    let row = answer.rows().next();
    let row = row.ok_or(CatalogError::Unreadable {
        what: "the fingerprint",
    })?;
    row.text(0).map(str::to_owned)
}

/// Makes the catalog of the results of [`statements`], in their order.
///
/// # Errors
/// Results that are missing, cut or not what the statements select.
pub fn assemble(tables: &[Table]) -> Result<Catalog, CatalogError> {
    let [database, relations, columns, keys, foreign_keys] = Answer::all(
        [
            "the database",
            "relations",
            "columns",
            "keys",
            "foreign keys",
        ],
        tables,
    )?;
    let mut catalog = Catalog {
        format: FORMAT,
        dialect: Dialect::Postgres,
        ..Catalog::default()
    };
    for row in database.rows() {
        row.text(0)?.clone_into(&mut catalog.database);
    }
    for row in relations.rows() {
        catalog.relations.push(relation(&row)?);
    }
    put_in_order(&mut catalog);
    for row in columns.rows() {
        if let Some(relation) = find(&mut catalog, &row)? {
            relation.columns.push(column(&row)?);
        }
    }
    for row in keys.rows() {
        if let Some(relation) = find(&mut catalog, &row)? {
            let key = row.list(3)?;
            if row.flag(2)? {
                relation.primary_key = key;
            } else {
                relation.unique_keys.push(key);
            }
        }
    }
    for row in foreign_keys.rows() {
        if let Some(relation) = find(&mut catalog, &row)? {
            relation.foreign_keys.push(foreign_key(&row)?);
        }
    }
    catalog.relations.retain(|relation| {
        relation.kind == RelationKind::Partition || !relation.columns.is_empty()
    });
    drop_invisible_keys(&mut catalog);
    put_in_order(&mut catalog);
    Ok(catalog)
}

/// The relation that a row's first two cells name; `None` where the role may not see it.
fn find<'a>(
    catalog: &'a mut Catalog,
    row: &Row<'_>,
) -> Result<Option<&'a mut Relation>, CatalogError> {
    let wanted = (row.text(0)?, row.text(1)?);
    let place = catalog.relations.binary_search_by(|relation| {
        (relation.schema.as_str(), relation.name.as_str()).cmp(&wanted)
    });
    Ok(place.ok().map(|at| &mut catalog.relations[at]))
}

fn relation(row: &Row<'_>) -> Result<Relation, CatalogError> {
    let kind = if row.flag(3)? {
        RelationKind::Partition
    } else {
        match row.text(2)? {
            "r" => RelationKind::Table,
            "v" => RelationKind::View,
            "m" => RelationKind::MaterializedView,
            "p" => RelationKind::PartitionedTable,
            "f" => RelationKind::ForeignTable,
            _ => return Err(row.unreadable()),
        }
    };
    let row_estimate = match row.optional(5)? {
        None => None,
        Some(_) => Some(row.number(5)?),
    };
    let partition_of = match (row.optional(6)?, row.optional(7)?) {
        (Some(schema), Some(name)) => Some((schema.to_owned(), name.to_owned())),
        _ => None,
    };
    Ok(Relation {
        schema: row.text(0)?.to_owned(),
        name: row.text(1)?.to_owned(),
        kind,
        comment: row.optional(4)?.map(str::to_owned),
        row_estimate,
        partition_of,
        row_security: row.flag(8)?,
        ..Relation::default()
    })
}

fn column(row: &Row<'_>) -> Result<Column, CatalogError> {
    Ok(Column {
        name: row.text(2)?.to_owned(),
        type_name: row.text(3)?.to_owned(),
        class: type_class(row.text(4)?, row.text(5)?, row.text(6)?),
        nullable: row.flag(7)?,
        comment: row.optional(8)?.map(str::to_owned),
        origin: match row.text(9)? {
            "written" => ColumnOrigin::Written,
            "numbered" => ColumnOrigin::Numbered,
            "computed" => ColumnOrigin::Computed,
            _ => return Err(row.unreadable()),
        },
        enum_values: row.list(10)?,
        ..Column::default()
    })
}

fn foreign_key(row: &Row<'_>) -> Result<ForeignKey, CatalogError> {
    let columns = row.list(3)?;
    let referenced_columns = row.list(6)?;
    if columns.is_empty() || columns.len() != referenced_columns.len() {
        return Err(row.unreadable());
    }
    Ok(ForeignKey {
        name: row.text(2)?.to_owned(),
        columns,
        referenced_schema: row.text(4)?.to_owned(),
        referenced_table: row.text(5)?.to_owned(),
        referenced_columns,
    })
}

/// The class of a type by its `pg_type` row: `typname`, `typtype`, `typcategory`.
fn type_class(name: &str, kind: &str, category: &str) -> TypeClass {
    match name {
        "int2" | "int4" | "int8" | "oid" => TypeClass::Integer,
        "numeric" | "money" => TypeClass::Decimal,
        "float4" | "float8" => TypeClass::Float,
        "date" => TypeClass::Date,
        "time" | "timetz" => TypeClass::Time,
        "timestamp" | "timestamptz" => TypeClass::Timestamp,
        "interval" => TypeClass::Interval,
        "json" | "jsonb" => TypeClass::Json,
        "uuid" => TypeClass::Uuid,
        "bytea" => TypeClass::Bytes,
        _ if kind == "e" => TypeClass::Text,
        // pg_type's own categories: array, boolean, string; `Z` is the internal "char".
        _ => match category {
            "A" => TypeClass::Array,
            "B" => TypeClass::Boolean,
            "S" | "Z" => TypeClass::Text,
            _ => TypeClass::Other,
        },
    }
}

/// The text form of a `text[]`.
fn array_literal(items: &[String]) -> String {
    let quoted: Vec<String> = items
        .iter()
        .map(|item| format!("\"{}\"", item.replace('\\', "\\\\").replace('"', "\\\"")))
        .collect();
    format!("{{{}}}", quoted.join(","))
}

#[cfg(test)]
#[path = "postgres/tests.rs"]
mod tests;
