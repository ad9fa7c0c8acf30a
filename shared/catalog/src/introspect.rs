//! Reading the schema: constant statements, and what is made of their results.
//!
//! The statements read system catalogs only and run in one read-only transaction. Their results are
//! text cells, so that every connector serves.

pub mod postgres;
pub mod sqlite;

use plainquery_core::{Table, Value};

use crate::{Catalog, CatalogError};

/// The result of one statement, with its name for errors.
struct Answer<'a> {
    what: &'static str,
    table: &'a Table,
}

impl<'a> Answer<'a> {
    /// Pairs results with the statements' names; a result that was cut is an error, for half a
    /// schema would make wrong answers.
    fn all<const N: usize>(
        names: [&'static str; N],
        tables: &'a [Table],
    ) -> Result<[Self; N], CatalogError> {
        if tables.len() != N {
            return Err(CatalogError::ResultCount {
                expected: N,
                found: tables.len(),
            });
        }
        for (what, table) in names.into_iter().zip(tables) {
            if table.truncated {
                return Err(CatalogError::Truncated { what });
            }
        }
        Ok(std::array::from_fn(|index| Self {
            what: names[index],
            table: &tables[index],
        }))
    }

    fn rows(&self) -> impl Iterator<Item = Row<'a>> {
        let what = self.what;
        self.table.rows.iter().map(move |cells| Row { what, cells })
    }
}

/// A row whose cells are read by position.
struct Row<'a> {
    what: &'static str,
    cells: &'a [Value],
}

impl<'a> Row<'a> {
    fn unreadable(&self) -> CatalogError {
        CatalogError::Unreadable { what: self.what }
    }

    fn optional(&self, position: usize) -> Result<Option<&'a str>, CatalogError> {
        self.cells
            .get(position)
            .map(Option::as_deref)
            .ok_or_else(|| self.unreadable())
    }

    fn text(&self, position: usize) -> Result<&'a str, CatalogError> {
        self.optional(position)?.ok_or_else(|| self.unreadable())
    }

    fn flag(&self, position: usize) -> Result<bool, CatalogError> {
        match self.text(position)? {
            "t" | "true" | "1" => Ok(true),
            "f" | "false" | "0" => Ok(false),
            _ => Err(self.unreadable()),
        }
    }

    fn number(&self, position: usize) -> Result<u64, CatalogError> {
        self.text(position)?.parse().map_err(|_| self.unreadable())
    }

    /// A JSON array of strings; NULL is the empty list.
    fn list(&self, position: usize) -> Result<Vec<String>, CatalogError> {
        match self.optional(position)? {
            None => Ok(Vec::new()),
            Some(json) => serde_json::from_str(json).map_err(|_| self.unreadable()),
        }
    }
}

/// Orders a catalog so that the same schema always gives the same catalog, whatever the server's
/// collation.
fn put_in_order(catalog: &mut Catalog) {
    catalog
        .relations
        .sort_by(|a, b| (&a.schema, &a.name).cmp(&(&b.schema, &b.name)));
    for relation in &mut catalog.relations {
        relation.unique_keys.sort();
        relation.unique_keys.dedup();
        relation.foreign_keys.sort_by(|a, b| {
            (&a.columns, &a.name, &a.referenced_table).cmp(&(
                &b.columns,
                &b.name,
                &b.referenced_table,
            ))
        });
    }
}

/// Drops keys and references that name what the role may not see.
fn drop_invisible_keys(catalog: &mut Catalog) {
    let visible: Vec<(String, String, Vec<String>)> = catalog
        .relations
        .iter()
        .map(|relation| {
            let columns = relation.columns.iter().map(|column| column.name.clone());
            (
                relation.schema.clone(),
                relation.name.clone(),
                columns.collect(),
            )
        })
        .collect();
    let sees = |schema: &str, name: &str, wanted: &[String]| {
        visible
            .binary_search_by(|(s, n, _)| (s.as_str(), n.as_str()).cmp(&(schema, name)))
            .is_ok_and(|at| wanted.iter().all(|column| visible[at].2.contains(column)))
    };
    for relation in &mut catalog.relations {
        let own = (relation.schema.clone(), relation.name.clone());
        if !sees(&own.0, &own.1, &relation.primary_key) {
            relation.primary_key.clear();
        }
        relation.unique_keys.retain(|key| sees(&own.0, &own.1, key));
        relation.foreign_keys.retain(|key| {
            sees(&own.0, &own.1, &key.columns)
                && sees(
                    &key.referenced_schema,
                    &key.referenced_table,
                    &key.referenced_columns,
                )
        });
    }
}
