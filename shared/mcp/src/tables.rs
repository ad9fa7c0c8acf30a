//! What may be asked about, as the tools tell it.

use plainquery_core::{Dialect, ErrorKind};
use plainquery_wire::{
    ApiError, SchemaResponse,
    schema::{SchemaColumn, SchemaTable},
};
use serde::Serialize;

use crate::fault::quoted;

/// The result of `list_tables`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListedTables {
    /// The database's name.
    pub database: String,
    /// The dialect.
    pub dialect: Dialect,
    /// By schema and name.
    pub tables: Vec<ListedTable>,
    /// Questions that can be asked.
    pub suggestions: Vec<String>,
}

/// A table without its columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListedTable {
    /// `schema.table`.
    pub table: String,
    /// The owner's description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// How many columns it has.
    pub columns: usize,
    /// The planner's idea of the number of rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row_estimate: Option<u64>,
}

/// The result of `describe_table`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DescribedTable {
    /// `schema.table`.
    pub table: String,
    /// The owner's description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
    /// The planner's idea of the number of rows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row_estimate: Option<u64>,
    /// In order.
    pub columns: Vec<SchemaColumn>,
}

/// All tables.
pub fn listed_tables(schema: SchemaResponse) -> ListedTables {
    ListedTables {
        database: schema.database,
        dialect: schema.dialect,
        tables: schema
            .tables
            .into_iter()
            .map(|table| ListedTable {
                table: format!("{}.{}", table.schema, table.name),
                comment: table.comment,
                columns: table.columns.len(),
                row_estimate: table.row_estimate,
            })
            .collect(),
        suggestions: schema.suggestions,
    }
}

/// The table of a name: as it is written, else whatever its case.
pub fn described_table(schema: SchemaResponse, name: &str) -> Result<DescribedTable, ApiError> {
    let name = name.trim();
    let is_named = |table: &SchemaTable, same: fn(&str, &str) -> bool| {
        same(&table.name, name) || same(&format!("{}.{}", table.schema, table.name), name)
    };
    let found = [
        str::eq as fn(&str, &str) -> bool,
        str::eq_ignore_ascii_case as fn(&str, &str) -> bool,
    ]
    .into_iter()
    .map(|same| {
        let positions = schema.tables.iter().enumerate();
        positions
            .filter(|(_, table)| is_named(table, same))
            .map(|(position, _)| position)
            .collect::<Vec<_>>()
    })
    .find(|positions| !positions.is_empty())
    .unwrap_or_default();
    match found.as_slice() {
        [position] => schema
            .tables
            .into_iter()
            .nth(*position)
            .map(described)
            .ok_or_else(|| unknown(name)),
        [] => Err(unknown(name)),
        _ => Err(ApiError::with_id(
            ErrorKind::InvalidRequest,
            "table-ambiguous",
            format!(
                "Several schemas have a table `{}`. Name it as `schema.table`.",
                quoted(name)
            ),
        )),
    }
}

/// The same for a table that is not there and for one that may not be read.
fn unknown(name: &str) -> ApiError {
    ApiError::with_id(
        ErrorKind::NotFound,
        "table-unknown",
        format!(
            "There is no table `{}` that may be asked about. `list_tables` names those that there \
             are.",
            quoted(name)
        ),
    )
}

fn described(table: SchemaTable) -> DescribedTable {
    DescribedTable {
        table: format!("{}.{}", table.schema, table.name),
        comment: table.comment,
        row_estimate: table.row_estimate,
        columns: table.columns,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, expected: Result<&str, &str>) {
        let table = |schema: &str, name: &str| SchemaTable {
            schema: schema.into(),
            name: name.into(),
            comment: None,
            columns: Vec::new(),
            row_estimate: None,
        };
        let schema = SchemaResponse {
            version: String::new(),
            database: "shop".into(),
            dialect: Dialect::Postgres,
            tables: vec![
                table("shop", "orders"),
                table("shop", "Orders"),
                table("shop", "items"),
                table("old", "items"),
            ],
            suggestions: Vec::new(),
        };
        let found = described_table(schema, name);
        let found = found.as_ref().map(|table| table.table.as_str());
        assert_eq!(found.map_err(|error| error.id), expected, "{name}");
    }

    #[test]
    fn tables_are_found_by_name() {
        check("shop.orders", Ok("shop.orders"));
        check(" Orders ", Ok("shop.Orders"));
        check("ORDERS", Err("table-ambiguous"));
        check("items", Err("table-ambiguous"));
        check("Old.Items", Ok("old.items"));
        check("secrets", Err("table-unknown"));
        check("", Err("table-unknown"));
    }
}
