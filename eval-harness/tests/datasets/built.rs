//! A suite's database, its schema and who may read what.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use plainquery_catalog::{Catalog, introspect::sqlite};
use plainquery_core::{OutputColumn, Table, TypeClass, Value, ports::Statement};
use plainquery_eval::dataset;
use plainquery_sql::{Policy, PolicyCaller, PolicyDocument, validate};
use rusqlite::{Connection, params_from_iter, types::ValueRef};

/// A suite's database in memory.
pub(crate) struct Built {
    connection: Connection,
    pub(crate) catalog: Catalog,
    pub(crate) policy: Option<PolicyDocument>,
}

impl Built {
    pub(crate) fn new(name: &str, scripts: &[PathBuf], policy: Option<&Path>) -> Self {
        let connection = Connection::open_in_memory().expect("memory");
        for script in scripts {
            let text = fs::read_to_string(script).expect("readable");
            let outcome = connection.execute_batch(&text);
            outcome.unwrap_or_else(|error| panic!("{}: {error}", script.display()));
        }
        let statements = sqlite::statements();
        let tables: Vec<Table> = statements
            .iter()
            .map(|it| answer(&connection, it))
            .collect();
        let catalog = sqlite::assemble(name, &tables).expect("a catalog");
        let document = policy.map(|file| {
            let text = fs::read_to_string(file).expect("readable");
            PolicyDocument::parse(&text, None).expect("a policy")
        });
        Self {
            connection,
            catalog,
            policy: document,
        }
    }

    /// Rows, each cell as a text that ignores the last digits of floats.
    pub(crate) fn rows(
        &self,
        sql: &str,
        parameters: &[Value],
    ) -> Result<Vec<Vec<Value>>, rusqlite::Error> {
        rows(&self.connection, sql, parameters)
    }

    /// Every cell that there is.
    pub(crate) fn cells(&self) -> Vec<Value> {
        let tables = all_of(&self.catalog);
        let rows = tables.flat_map(|sql| self.rows(&sql, &[]).expect("runs"));
        rows.flatten().collect()
    }

    /// Every cell that somebody may see.
    pub(crate) fn cells_for(&self, policy: &Policy) -> Vec<Value> {
        let policy = Policy {
            max_rows: 1_000_000,
            ..policy.clone()
        };
        let visible = policy.visible(&self.catalog).expect("a policy with rules");
        let tables = all_of(&visible);
        let rows = tables.flat_map(|sql| {
            let query = validate(&sql, &self.catalog, &policy).expect("may be read");
            self.rows(query.text(), query.parameters()).expect("runs")
        });
        rows.flatten().collect()
    }

    pub(crate) fn policy_of(&self, item: &dataset::Item) -> Policy {
        if self.policy.is_none() {
            return Policy::default();
        }
        let role = item.role.as_deref();
        let role = role.unwrap_or_else(|| panic!("{} needs a role", item.id));
        self.policy_for(role, item.tenant.as_deref())
    }

    pub(crate) fn policy_for(&self, role: &str, tenant: Option<&str>) -> Policy {
        let caller = PolicyCaller {
            subject: "someone",
            role,
            tenant,
            claims: &BTreeMap::new(),
        };
        let document = self.policy.as_ref().expect("a policy");
        let rules = document.for_caller(&caller);
        Policy::default().with_rules(rules.expect("the role is in the policy"))
    }
}

/// A query a table, with each column.
fn all_of(catalog: &Catalog) -> impl Iterator<Item = String> {
    catalog.relations.iter().map(|relation| {
        let columns = relation.columns.iter();
        let columns: Vec<String> = columns.map(|it| format!("\"{}\"", it.name)).collect();
        format!("SELECT {} FROM \"{}\"", columns.join(", "), relation.name)
    })
}

fn answer(connection: &Connection, statement: &Statement) -> Table {
    let prepared = connection.prepare(&statement.text).expect("valid");
    let columns = prepared
        .column_names()
        .into_iter()
        .map(|name| OutputColumn {
            name: name.to_owned(),
            class: TypeClass::Other,
            type_name: String::new(),
        });
    Table {
        columns: columns.collect(),
        rows: rows(connection, &statement.text, &statement.parameters).expect("runs"),
        ..Table::default()
    }
}

fn rows(
    connection: &Connection,
    sql: &str,
    parameters: &[Value],
) -> Result<Vec<Vec<Value>>, rusqlite::Error> {
    let mut statement = connection.prepare(sql)?;
    let width = statement.column_count();
    let mut found = statement.query(params_from_iter(parameters))?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let cell = |place| row.get_ref(place).map(text);
        rows.push((0..width).map(cell).collect::<Result<_, _>>()?);
    }
    Ok(rows)
}

fn text(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(format!("{number:.6}")),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => {
            Some(String::from_utf8_lossy(bytes).into_owned())
        }
    }
}
