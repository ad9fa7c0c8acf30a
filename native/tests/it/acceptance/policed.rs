//! Policies that hide nothing, so that every table goes through the rewriting and every row must stay.

use std::fmt::Write as _;

use plainquery_catalog::{Catalog, Relation};
use plainquery_sql::Policy;
use serde_json::to_string as quoted;

use super::MAX_ROWS;
use crate::policy::policy_for;

/// The column that rows are chosen by: the same value in every row, and itself not shown, so that `*` and
/// NATURAL JOIN see what they saw before.
const MARK: &str = "acceptance_mark";
pub(super) const TENANT: &str = "acme";

/// What the policy says of each table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rules {
    /// There is none.
    None,
    /// Rows by the caller's tenant, which all of them have: a derived table with a fence.
    Rows,
    /// All columns by name: a derived table without one.
    Columns,
}

impl Rules {
    pub(super) const ALL: [Self; 3] = [Self::None, Self::Rows, Self::Columns];

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::None => "without a policy",
            Self::Rows => "every table with a rule for its rows",
            Self::Columns => "every table with its columns by name",
        }
    }

    /// The policy for a catalog, which has the column of [`marking`] where rows are chosen.
    pub(super) fn policy(self, catalog: &Catalog) -> Policy {
        let policy = match self {
            Self::None => Policy::default(),
            Self::Rows | Self::Columns => policy_for(&self.document(catalog), TENANT),
        };
        Policy {
            max_rows: MAX_ROWS,
            ..policy
        }
    }

    fn document(self, catalog: &Catalog) -> String {
        let name = |relation: &Relation| {
            quoted(&format!("{}.{}", relation.schema, relation.name)).unwrap()
        };
        let names: Vec<String> = catalog.relations.iter().map(name).collect();
        let mut document = format!(
            "version = 1\n[roles.analyst]\ntables = [{}]\n",
            names.join(", ")
        );
        for relation in &catalog.relations {
            let columns: Vec<String> = relation
                .columns
                .iter()
                .map(|column| quoted(&column.name).unwrap())
                .collect();
            let (name, columns) = (name(relation), columns.join(", "));
            let _ = match self {
                Self::None => Ok(()),
                Self::Rows => writeln!(
                    document,
                    "[[rules]]\ntable = {name}\ndeny = [\"{MARK}\"]\nrows = [{{ column = \"{MARK}\", claim = \"tenant\" }}]"
                ),
                Self::Columns => {
                    writeln!(document, "[[rules]]\ntable = {name}\nallow = [{columns}]")
                }
            };
        }
        document
    }
}

/// The statements that give each table of a catalog the column that its rows are chosen by.
pub(super) fn marking(catalog: &Catalog) -> String {
    let name = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let mut statements = String::new();
    for relation in &catalog.relations {
        let _ = writeln!(
            statements,
            "ALTER TABLE {}.{} ADD COLUMN {MARK} text DEFAULT '{TENANT}';",
            name(&relation.schema),
            name(&relation.name)
        );
    }
    statements
}
