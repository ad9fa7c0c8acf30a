//! `SQLite` 3.37 and later (`pragma_table_list`).
//!
//! The statements are constant queries over the pragmas' table-valued functions. A declared type is
//! free text there, so the class is a reading of its name.

use std::borrow::Cow;

use plainquery_core::ports::Statement;
use plainquery_core::{Dialect, Table, TypeClass};

use super::{Answer, Row, drop_invisible_keys, put_in_order};
use crate::model::FORMAT;
use crate::{Catalog, CatalogError, Column, ColumnOrigin, ForeignKey, Relation, RelationKind};

const SCHEMA: &str = "main";

const RELATIONS: &str = "\
SELECT l.name, l.type
FROM pragma_table_list AS l
WHERE l.schema = 'main' AND l.type IN ('table', 'view', 'virtual') AND l.name NOT GLOB 'sqlite_*'
ORDER BY l.name";

const COLUMNS: &str = "\
SELECT l.name, c.name, c.type, c.\"notnull\", c.pk, c.hidden
FROM pragma_table_list AS l
JOIN pragma_table_xinfo(l.name, 'main') AS c
WHERE l.schema = 'main' AND l.type IN ('table', 'view', 'virtual') AND l.name NOT GLOB 'sqlite_*'
  AND c.hidden <> 1
ORDER BY l.name, c.cid";

// A partial index says nothing of the other rows; an expression has no column name.
const UNIQUE_KEYS: &str = "\
SELECT l.name, (
  SELECT json_group_array(k.name) FROM (
    SELECT x.name FROM pragma_index_info(i.name, 'main') AS x ORDER BY x.seqno
  ) AS k
)
FROM pragma_table_list AS l
JOIN pragma_index_list(l.name, 'main') AS i
WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT GLOB 'sqlite_*'
  AND i.\"unique\" = 1 AND i.partial = 0 AND i.origin <> 'pk'
  AND NOT EXISTS (SELECT 1 FROM pragma_index_info(i.name, 'main') AS x WHERE x.name IS NULL)
ORDER BY l.name, i.seq";

const FOREIGN_KEYS: &str = "\
SELECT l.name, f.id, f.\"table\", f.\"from\", f.\"to\"
FROM pragma_table_list AS l
JOIN pragma_foreign_key_list(l.name, 'main') AS f
WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT GLOB 'sqlite_*'
ORDER BY l.name, f.id, f.seq";

/// The statements that read the schema of a file's `main` database.
pub fn statements() -> Vec<Statement> {
    [RELATIONS, COLUMNS, UNIQUE_KEYS, FOREIGN_KEYS]
        .into_iter()
        .map(|text| Statement {
            text: Cow::Borrowed(text),
            parameters: Vec::new(),
        })
        .collect()
}

/// Makes the catalog of the results of [`statements`], in their order. `database` is a label, such
/// as the file's name.
///
/// # Errors
/// Results that are missing, cut or not what the statements select.
pub fn assemble(database: &str, tables: &[Table]) -> Result<Catalog, CatalogError> {
    let [relations, columns, unique_keys, foreign_keys] =
        Answer::all(["relations", "columns", "keys", "foreign keys"], tables)?;
    let mut catalog = Catalog {
        format: FORMAT,
        dialect: Dialect::Sqlite,
        database: database.to_owned(),
        relations: Vec::new(),
    };
    for row in relations.rows() {
        catalog.relations.push(relation(&row)?);
    }
    put_in_order(&mut catalog);
    add_columns(&mut catalog, columns.rows())?;
    for row in unique_keys.rows() {
        if let Some(relation) = find(&mut catalog, row.text(0)?) {
            relation.unique_keys.push(row.list(1)?);
        }
    }
    let references = references(&catalog, foreign_keys.rows())?;
    for (owner, key) in references {
        if let Some(relation) = find(&mut catalog, &owner) {
            relation.foreign_keys.push(key);
        }
    }
    catalog
        .relations
        .retain(|relation| !relation.columns.is_empty());
    drop_invisible_keys(&mut catalog);
    put_in_order(&mut catalog);
    Ok(catalog)
}

fn find<'a>(catalog: &'a mut Catalog, name: &str) -> Option<&'a mut Relation> {
    let place = catalog
        .relations
        .binary_search_by(|relation| relation.name.as_str().cmp(name));
    place.ok().map(|at| &mut catalog.relations[at])
}

fn relation(row: &Row<'_>) -> Result<Relation, CatalogError> {
    let kind = match row.text(1)? {
        "table" | "virtual" => RelationKind::Table,
        "view" => RelationKind::View,
        _ => return Err(row.unreadable()),
    };
    Ok(Relation {
        schema: SCHEMA.to_owned(),
        name: row.text(0)?.to_owned(),
        kind,
        ..Relation::default()
    })
}

fn add_columns<'a>(
    catalog: &mut Catalog,
    rows: impl Iterator<Item = Row<'a>>,
) -> Result<(), CatalogError> {
    // Per relation the primary key's columns with their place in it, which need not be table order.
    let mut keys: Vec<(String, u64, String)> = Vec::new();
    for row in rows {
        let Some(relation) = find(catalog, row.text(0)?) else {
            continue;
        };
        let place = row.number(4)?;
        let declared = row.optional(2)?.unwrap_or_default();
        let computed = matches!(row.text(5)?, "2" | "3");
        if place > 0 {
            keys.push((relation.name.clone(), place, row.text(1)?.to_owned()));
        }
        relation.columns.push(Column {
            name: row.text(1)?.to_owned(),
            type_name: declared.to_lowercase(),
            class: type_class(declared),
            nullable: !row.flag(3)? && place == 0,
            origin: if computed {
                ColumnOrigin::Computed
            } else {
                ColumnOrigin::Written
            },
            ..Column::default()
        });
    }
    keys.sort();
    for (owner, _, column) in keys {
        if let Some(relation) = find(catalog, &owner) {
            relation.primary_key.push(column);
        }
    }
    for relation in &mut catalog.relations {
        mark_row_id(relation);
    }
    Ok(())
}

/// `INTEGER PRIMARY KEY`, and only exactly that, is another name of the row id.
fn mark_row_id(relation: &mut Relation) {
    if let [key] = relation.primary_key.as_slice()
        && let Some(column) = relation.columns.iter_mut().find(|c| c.name == *key)
        && column.type_name == "integer"
    {
        column.origin = ColumnOrigin::Numbered;
    }
}

/// Puts the columns of each reference together. Names in a reference are not case sensitive, and
/// without columns it means the primary key.
fn references<'a>(
    catalog: &Catalog,
    rows: impl Iterator<Item = Row<'a>>,
) -> Result<Vec<(String, ForeignKey)>, CatalogError> {
    struct Pending {
        owner: String,
        id: u64,
        target: String,
        columns: Vec<String>,
        referenced: Vec<Option<String>>,
    }
    let mut pending: Vec<Pending> = Vec::new();
    for row in rows {
        let (owner, id) = (row.text(0)?, row.number(1)?);
        if pending
            .last()
            .is_none_or(|last| last.owner != owner || last.id != id)
        {
            pending.push(Pending {
                owner: owner.to_owned(),
                id,
                target: row.text(2)?.to_owned(),
                columns: Vec::new(),
                referenced: Vec::new(),
            });
        }
        if let Some(last) = pending.last_mut() {
            last.columns.push(row.text(3)?.to_owned());
            last.referenced.push(row.optional(4)?.map(str::to_owned));
        }
    }
    Ok(pending
        .into_iter()
        .filter_map(|reference| {
            let owner = like(&catalog.relations, &reference.owner, |r| &r.name)?;
            let target = like(&catalog.relations, &reference.target, |r| &r.name)?;
            let columns = spelled(owner, &reference.columns)?;
            let referenced_columns =
                match reference.referenced.into_iter().collect::<Option<Vec<_>>>() {
                    Some(names) => spelled(target, &names)?,
                    None => target.primary_key.clone(),
                };
            (columns.len() == referenced_columns.len()).then(|| {
                let key = ForeignKey {
                    name: String::new(),
                    columns,
                    referenced_schema: SCHEMA.to_owned(),
                    referenced_table: target.name.clone(),
                    referenced_columns,
                };
                (owner.name.clone(), key)
            })
        })
        .collect())
}

/// The item of that name, in any case.
fn like<'a, T>(items: &'a [T], name: &str, name_of: impl Fn(&T) -> &String) -> Option<&'a T> {
    items
        .iter()
        .find(|item| name_of(item).eq_ignore_ascii_case(name))
}

/// The columns as the relation spells them.
fn spelled(relation: &Relation, names: &[String]) -> Option<Vec<String>> {
    names
        .iter()
        .map(|name| like(&relation.columns, name, |c| &c.name).map(|c| c.name.clone()))
        .collect()
}

/// The class by the declared type's first word, else by `SQLite`'s rules of affinity.
fn type_class(declared: &str) -> TypeClass {
    let upper = declared.to_ascii_uppercase();
    let word = upper
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    match word {
        "BOOL" | "BOOLEAN" => TypeClass::Boolean,
        "DATE" => TypeClass::Date,
        "TIME" => TypeClass::Time,
        "DATETIME" | "TIMESTAMP" | "TIMESTAMPTZ" => TypeClass::Timestamp,
        "INTERVAL" => TypeClass::Interval,
        "DECIMAL" | "NUMERIC" | "NUMBER" | "DEC" | "MONEY" => TypeClass::Decimal,
        "JSON" | "JSONB" => TypeClass::Json,
        "UUID" | "GUID" => TypeClass::Uuid,
        "YEAR" => TypeClass::Integer,
        "" => TypeClass::Other,
        _ if upper.contains("INT") => TypeClass::Integer,
        _ if ["CHAR", "CLOB", "TEXT"].iter().any(|t| upper.contains(t)) => TypeClass::Text,
        _ if upper.contains("BLOB") => TypeClass::Bytes,
        _ if ["REAL", "FLOA", "DOUB"].iter().any(|t| upper.contains(t)) => TypeClass::Float,
        _ => TypeClass::Other,
    }
}

#[cfg(test)]
#[path = "sqlite/tests.rs"]
mod tests;
