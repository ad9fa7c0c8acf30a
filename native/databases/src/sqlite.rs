//! The schema of `SQLite` files, read without any way to change them.

use std::path::Path;

use plainquery_catalog::{
    Catalog, CatalogError, SamplePolicy, SampleStatement, absorb_samples, introspect::sqlite,
    sample_statements,
};
use plainquery_core::{OutputColumn, Table, TypeClass, Value, ports::Statement};
use rusqlite::{Connection, OpenFlags, params_from_iter, types::ValueRef};
use thiserror::Error;

/// Why a file's schema cannot be read.
#[derive(Debug, Error)]
pub enum SqliteError {
    /// Not a database, or not readable.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// Its schema makes no catalog.
    #[error(transparent)]
    Catalog(#[from] CatalogError),
}

/// Reads a file's catalog and, with a policy, values of its text columns.
pub fn load_catalog(file: &Path, samples: Option<&SamplePolicy>) -> Result<Catalog, SqliteError> {
    let connection = Connection::open_with_flags(
        file,
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    // The schema of a file can hold functions with side effects, in views and defaults.
    connection.pragma_update(None, "trusted_schema", false)?;
    let read = |statements: Vec<Statement>| -> rusqlite::Result<Vec<Table>> {
        statements
            .iter()
            .map(|statement| run(&connection, statement))
            .collect()
    };
    let label = file.file_stem().unwrap_or_default().to_string_lossy();
    let mut catalog = sqlite::assemble(&label, &read(sqlite::statements())?)?;
    if let Some(policy) = samples {
        let statements = sample_statements(&catalog, policy);
        let statements = statements.into_iter().map(SampleStatement::into_statement);
        let tables = read(statements.collect())?;
        absorb_samples(&mut catalog, policy, &tables)?;
    }
    Ok(catalog)
}

fn run(connection: &Connection, statement: &Statement) -> rusqlite::Result<Table> {
    let mut prepared = connection.prepare(&statement.text)?;
    let columns: Vec<OutputColumn> = prepared
        .column_names()
        .into_iter()
        .map(|name| OutputColumn {
            name: name.to_owned(),
            class: TypeClass::Other,
            type_name: String::new(),
        })
        .collect();
    let width = columns.len();
    let mut rows = prepared.query(params_from_iter(&statement.parameters))?;
    let mut table = Table {
        columns,
        ..Table::default()
    };
    while let Some(row) = rows.next()? {
        table.rows.push(
            (0..width)
                .map(|place| row.get_ref(place).map(text))
                .collect::<rusqlite::Result<_>>()?,
        );
    }
    Ok(table)
}

fn text(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            Some(String::from_utf8_lossy(bytes).into_owned())
        }
    }
}
