use std::sync::{Arc, Mutex};

use plainquery_core::ports::{Batch, SqlError, Statement};
use plainquery_core::{OutputColumn, Table, TypeClass, Value};

use crate::ScriptedSql;
use crate::lock::lock;
use crate::sql::asks_for_fingerprint;

const SCHEMA: &str = "shop";

/// A small database whose schema can change while it is used. It tells its schema as Postgres does,
/// refuses queries that name what it does not have, and gives the same rows to all others. Clones
/// share it.
#[derive(Clone, Debug)]
pub struct TestDatabase(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    tables: Vec<TestTable>,
    changes: u32,
    rows: Table,
    failure: Option<SqlError>,
    is_restless: bool,
    introspections: usize,
    queries: Vec<Statement>,
}

#[derive(Debug)]
struct TestTable {
    name: String,
    columns: Vec<(String, String)>,
}

impl TestDatabase {
    /// Tables of the schema `shop`, each with its columns and their types (`int4`, `text`); the first
    /// column is the key.
    pub fn new(tables: &[(&str, &[(&str, &str)])]) -> Self {
        let database = Self(Arc::default());
        database.change_schema(tables);
        database
    }

    /// Other tables from now on.
    pub fn change_schema(&self, tables: &[(&str, &[(&str, &str)])]) {
        let mut state = lock(&self.0);
        state.changes += 1;
        state.tables = tables
            .iter()
            .map(|(name, columns)| TestTable {
                name: (*name).to_owned(),
                columns: columns
                    .iter()
                    .map(|(column, type_name)| ((*column).to_owned(), (*type_name).to_owned()))
                    .collect(),
            })
            .collect();
    }

    /// The same schema, touched: as where a table was truncated, or a comment written anew.
    pub fn touch_schema(&self) {
        lock(&self.0).changes += 1;
    }

    /// Whether the schema is touched between any two batches.
    pub fn set_restless(&self, is_restless: bool) {
        lock(&self.0).is_restless = is_restless;
    }

    /// One column of text with these cells, for every query from now on.
    pub fn set_rows(&self, cells: &[&str]) {
        lock(&self.0).rows = Table {
            columns: vec![OutputColumn {
                name: "answer".to_owned(),
                class: TypeClass::Text,
                type_name: "text".to_owned(),
            }],
            rows: cells.iter().map(|cell| vec![text(cell)]).collect(),
            truncated: false,
        };
    }

    /// Fails in every batch, or no longer.
    pub fn set_failure(&self, failure: Option<SqlError>) {
        lock(&self.0).failure = failure;
    }

    /// How often its schema was read.
    pub fn introspections(&self) -> usize {
        lock(&self.0).introspections
    }

    /// The queries that ran, without those that read the schema.
    pub fn queries(&self) -> Vec<Statement> {
        lock(&self.0).queries.clone()
    }

    /// A connection to it.
    pub fn endpoint(&self) -> ScriptedSql {
        let state = Arc::clone(&self.0);
        ScriptedSql::whole(move |batch| lock(&state).run(batch))
    }
}

impl State {
    fn run(&mut self, batch: &Batch) -> Result<Vec<Table>, SqlError> {
        if let Some(failure) = &self.failure {
            return Err(failure.clone());
        }
        self.changes += u32::from(self.is_restless);
        let statements = batch.statements.iter().enumerate();
        statements
            .map(|(at, statement)| self.answer(at, statement))
            .collect()
    }

    /// By a word that only one of the statements has.
    fn answer(&mut self, at: usize, statement: &Statement) -> Result<Table, SqlError> {
        let sql = statement.text.as_ref();
        let has = |word: &str| sql.contains(word);
        if asks_for_fingerprint(statement) {
            Ok(one_row(vec![text(&self.changes.to_string())]))
        } else if has("current_database()") {
            self.introspections += 1;
            Ok(one_row(vec![text("shop")]))
        } else if has("relrowsecurity") {
            Ok(self.relations())
        } else if has("attgenerated") {
            Ok(self.columns())
        } else if has("indisprimary") {
            Ok(self.keys())
        } else if has("conparentid") || has("AS looked_at") || has("set_config") {
            Ok(Table::default())
        } else {
            self.query(at, statement)
        }
    }

    fn query(&mut self, at: usize, statement: &Statement) -> Result<Table, SqlError> {
        let refused = |sqlstate: &str| {
            Err(SqlError::Refused {
                sqlstate: sqlstate.to_owned(),
                statement: Some(at),
            })
        };
        for (qualifier, name) in qualified_names(&statement.text) {
            let table = |wanted: &str| self.tables.iter().find(|table| table.name == wanted);
            if qualifier == SCHEMA {
                if table(&name).is_none() {
                    return refused("42P01");
                }
            } else if let Some(table) = table(&qualifier)
                && !table.columns.iter().any(|(column, _)| *column == name)
            {
                return refused("42703");
            }
        }
        self.queries.push(statement.clone());
        Ok(self.rows.clone())
    }

    fn relations(&self) -> Table {
        let none = || None::<String>;
        rows(self.tables.iter().map(|table| {
            let start = [text(SCHEMA), text(&table.name), text("r"), text("f")];
            let end = [none(), text("100"), none(), none(), text("f")];
            start.into_iter().chain(end).collect()
        }))
    }

    fn columns(&self) -> Table {
        rows(self.tables.iter().flat_map(|table| {
            table.columns.iter().map(|(name, type_name)| {
                let category = if type_name == "text" { "S" } else { "N" };
                vec![
                    text(SCHEMA),
                    text(&table.name),
                    text(name),
                    text(type_name),
                    text(type_name),
                    text("b"),
                    text(category),
                    text("f"),
                    None,
                    text("written"),
                    None,
                ]
            })
        }))
    }

    fn keys(&self) -> Table {
        rows(self.tables.iter().filter_map(|table| {
            let (key, _) = table.columns.first()?;
            let columns = format!("[\"{key}\"]");
            Some(vec![
                text(SCHEMA),
                text(&table.name),
                text("t"),
                text(&columns),
            ])
        }))
    }
}

/// The pairs `"a"."b"` of printed SQL.
fn qualified_names(sql: &str) -> Vec<(String, String)> {
    let parts: Vec<&str> = sql.split('"').collect();
    parts
        .windows(3)
        .enumerate()
        .filter(|(at, window)| at % 2 == 1 && window[1] == ".")
        .map(|(_, window)| (window[0].to_owned(), window[2].to_owned()))
        .collect()
}

#[expect(clippy::unnecessary_wraps, reason = "a cell that is not NULL")]
fn text(cell: &str) -> Value {
    Some(cell.to_owned())
}

fn one_row(row: Vec<Value>) -> Table {
    rows(std::iter::once(row))
}

fn rows(rows: impl Iterator<Item = Vec<Value>>) -> Table {
    Table {
        rows: rows.collect(),
        ..Table::default()
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use plainquery_core::ports::SqlEndpoint;

    use super::*;
    use crate::ready;

    fn run(database: &TestDatabase, sql: &'static str) -> Result<Vec<Table>, SqlError> {
        ready(database.endpoint().run(&Batch {
            statements: vec![Statement {
                text: Cow::Borrowed(sql),
                parameters: Vec::new(),
            }],
            timeout_ms: 1_000,
            max_rows: 10,
            max_bytes: 1_000,
        }))
    }

    #[test]
    fn queries_must_fit_the_schema() {
        const SQL: &str = "SELECT \"orders\".\"note\" FROM \"shop\".\"orders\" AS \"orders\"";
        let database = TestDatabase::new(&[("orders", &[("id", "int4"), ("note", "text")])]);
        database.set_rows(&["a"]);
        assert_eq!(run(&database, SQL).unwrap()[0].rows, [[text("a")]]);
        database.change_schema(&[("orders", &[("id", "int4")])]);
        let refused = |sqlstate: &str| {
            Err(SqlError::Refused {
                sqlstate: sqlstate.to_owned(),
                statement: Some(0),
            })
        };
        assert_eq!(run(&database, SQL), refused("42703"));
        database.change_schema(&[]);
        assert_eq!(run(&database, SQL), refused("42P01"));
        database.set_failure(Some(SqlError::Timeout));
        assert_eq!(run(&database, SQL), Err(SqlError::Timeout));
        assert_eq!(database.queries().len(), 1);
    }
}
