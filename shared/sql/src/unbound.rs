//! Reading a text without a catalog: everything is checked but the names of tables and columns.

use plainquery_catalog::{Catalog, model::FORMAT};
use plainquery_core::Dialect;

use crate::cost;
use crate::diagnostic::Diagnostic;
use crate::limit;
use crate::lower::{Bound, lower_as_written};
use crate::parse::{check_printed, parse};
use crate::print::print;
use crate::validate::ResultColumn;

/// A query whose names nobody knows. It is no [`crate::ValidatedQuery`], so nothing runs it: which
/// column a bare name means, and whether there is one, is not proven.
#[derive(Clone, Debug, PartialEq)]
pub struct UnboundQuery {
    text: String,
    columns: Vec<ResultColumn>,
    relations: Vec<(String, String)>,
}

impl UnboundQuery {
    /// The SQL, for reading. Names of relations have the schema that the text gave them, `*` stays,
    /// and USING is written as ON, so that `*` shows its columns twice.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The columns of the result, in order; one named `*` stands for all of some relation.
    pub fn columns(&self) -> &[ResultColumn] {
        &self.columns
    }

    /// Schema and name of each relation that is read, sorted, each once; without a schema in the text
    /// it is empty.
    pub fn relations(&self) -> &[(String, String)] {
        &self.relations
    }
}

/// Reads `sql`, checks everything that needs no catalog, and prints it anew with a limit of one more
/// than `max_rows`.
///
/// The error holds at least one reason.
pub fn check_unbound(
    sql: &str,
    dialect: Dialect,
    max_rows: u64,
) -> Result<UnboundQuery, Vec<Diagnostic>> {
    let parsed = parse(sql, dialect).map_err(|diagnostic| vec![diagnostic])?;
    let nothing = Catalog {
        format: FORMAT,
        dialect,
        database: String::new(),
        relations: Vec::new(),
    };
    let Bound {
        mut query,
        columns,
        relations,
    } = lower_as_written(sql, &parsed, &nothing)?;
    cost::estimate(&query, &nothing).map_err(|diagnostic| vec![diagnostic])?;
    limit::cap(&mut query, max_rows);
    let text = print(&query, dialect);
    check_printed(&text, dialect).map_err(|diagnostic| vec![diagnostic])?;
    let columns = columns
        .into_iter()
        .map(|column| ResultColumn {
            class: column.class,
            name: if column.is_all() {
                "*".to_owned()
            } else {
                column.name
            },
        })
        .collect();
    Ok(UnboundQuery {
        text,
        columns,
        relations,
    })
}
