//! From untrusted text to a query that may run, or to the reasons why not.

use plainquery_catalog::{Catalog, Relation, RelationKind};
use plainquery_core::{TypeClass, Value};

use crate::cost;
use crate::diagnostic::Diagnostic;
use crate::limit;
use crate::lower::{Bound, lower};
use crate::parse::{check_printed, parse};
use crate::print::print;
use crate::tree::Query;

/// What a caller may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The schemas that may be read; `None` admits every schema of the catalog.
    pub allowed_schemas: Option<Vec<String>>,
    /// The relations (schema, name) that may be read; `None` admits all of the admitted schemas.
    pub allowed_relations: Option<Vec<(String, String)>>,
    /// The most rows that are shown. One more is asked for, to know whether there are more.
    pub max_rows: u64,
}

impl Policy {
    /// Whether a relation may be read. A foreign table reads another server, so it must be named.
    pub fn permits(&self, relation: &Relation) -> bool {
        let schema_admitted = self
            .allowed_schemas
            .as_ref()
            .is_none_or(|schemas| schemas.contains(&relation.schema));
        let named = self.allowed_relations.as_ref().map(|relations| {
            relations
                .iter()
                .any(|(schema, name)| *schema == relation.schema && *name == relation.name)
        });
        let kind_admitted = match relation.kind {
            RelationKind::Table
            | RelationKind::View
            | RelationKind::MaterializedView
            | RelationKind::PartitionedTable
            | RelationKind::Partition => named.unwrap_or(true),
            RelationKind::ForeignTable => named.unwrap_or(false),
        };
        schema_admitted && kind_admitted
    }
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            allowed_schemas: None,
            allowed_relations: None,
            max_rows: 1000,
        }
    }
}

/// A query that was read, bound, checked and printed anew. Only the validator makes one, so what
/// takes a `&ValidatedQuery` can run nothing else.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidatedQuery {
    text: String,
    parameters: Vec<Value>,
    tree: Query,
    columns: Vec<ResultColumn>,
    relations: Vec<(String, String)>,
    max_rows: u64,
}

/// A column of a query's result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResultColumn {
    /// Its name; no two columns of a result share one.
    pub name: String,
    /// What its values are, as far as that can be told without the server.
    pub class: TypeClass,
}

impl ValidatedQuery {
    /// The SQL.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The values of `$1`, `$2` … in the SQL.
    pub fn parameters(&self) -> &[Value] {
        &self.parameters
    }

    /// What the SQL was printed from.
    pub fn tree(&self) -> &Query {
        &self.tree
    }

    /// The columns of the result, in order.
    pub fn columns(&self) -> &[ResultColumn] {
        &self.columns
    }

    /// Schema and name of each relation that is read, sorted, each once.
    pub fn relations(&self) -> &[(String, String)] {
        &self.relations
    }

    /// The most rows to show; the SQL asks for one more.
    pub fn max_rows(&self) -> u64 {
        self.max_rows
    }
}

/// Reads `sql`, binds it to the catalog, checks it against the policy and prints it anew.
///
/// The error holds at least one reason.
pub fn validate(
    sql: &str,
    catalog: &Catalog,
    policy: &Policy,
) -> Result<ValidatedQuery, Vec<Diagnostic>> {
    let parsed = parse(sql, catalog.dialect).map_err(|diagnostic| vec![diagnostic])?;
    let Bound {
        mut query,
        columns,
        relations,
    } = lower(sql, &parsed, catalog, policy)?;
    cost::estimate(&query, catalog).map_err(|diagnostic| vec![diagnostic])?;
    limit::cap(&mut query, policy.max_rows);
    let text = print(&query, catalog.dialect);
    check_printed(&text, catalog.dialect).map_err(|diagnostic| vec![diagnostic])?;
    Ok(ValidatedQuery {
        text,
        parameters: Vec::new(),
        tree: query,
        columns: columns
            .into_iter()
            .map(|column| ResultColumn {
                name: column.name,
                class: column.class,
            })
            .collect(),
        relations,
        max_rows: policy.max_rows,
    })
}

/// The same for a tree: it is printed, and the text goes the way of every other text.
pub fn validate_tree(
    query: &Query,
    catalog: &Catalog,
    policy: &Policy,
) -> Result<ValidatedQuery, Vec<Diagnostic>> {
    validate(&print(query, catalog.dialect), catalog, policy)
}
