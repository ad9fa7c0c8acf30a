//! From untrusted text to a query that may run, or to the reasons why not.

use plainquery_catalog::Catalog;
use plainquery_core::{Dialect, TypeClass, Value};

use crate::cost;
use crate::diagnostic::Diagnostic;
use crate::limit;
use crate::lint::Written;
use crate::lower::{Bound, lower};
use crate::mutation;
use crate::parse::{check_printed, parse};
use crate::policy::{Gate, Parameters, Policy, rewrite};
use crate::print::{print, print_with_places};
use crate::tree::Query;

/// A query that was read, bound, checked and printed anew. Only the validator makes one, so what
/// takes a `&ValidatedQuery` can run nothing else.
#[derive(Clone, Debug, PartialEq)]
pub struct ValidatedQuery {
    text: String,
    plain_text: Option<String>,
    parameters: Parameters,
    tree: Query,
    rewritten_tree: Option<Query>,
    columns: Vec<ResultColumn>,
    relations: Vec<(String, String)>,
    max_rows: u64,
    rows_read: u64,
    written: Written,
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
    /// The SQL that runs.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The SQL before the policy rewrote it: what validates again, and what a later question builds on.
    pub fn plain_text(&self) -> &str {
        self.plain_text.as_deref().unwrap_or(&self.text)
    }

    /// Whether the policy rewrote it.
    pub fn is_rewritten(&self) -> bool {
        self.plain_text.is_some()
    }

    /// The values of `$1`, `$2` … in the SQL, or of its `?` in their order (`MySQL`), to bind them. Some may be secret: see
    /// [`shown_parameters`](Self::shown_parameters).
    pub fn parameters(&self) -> &[Value] {
        self.parameters.values()
    }

    /// The values for people to see: secret ones are not.
    pub fn shown_parameters(&self) -> Vec<Value> {
        self.parameters.shown()
    }

    /// The values with which of them are secret.
    pub fn all_parameters(&self) -> &Parameters {
        &self.parameters
    }

    /// What [`plain_text`](Self::plain_text) was printed from.
    pub fn tree(&self) -> &Query {
        &self.tree
    }

    /// What [`text`](Self::text) was printed from: the same, or what the policy made of it.
    pub fn printed_tree(&self) -> &Query {
        self.rewritten_tree.as_ref().unwrap_or(&self.tree)
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

    /// The rows that it reads on its way, by the catalog's estimates: see
    /// [`Estimate::rows_read`](crate::Estimate::rows_read).
    pub fn rows_read(&self) -> u64 {
        self.rows_read
    }

    /// What the text said and the tree does not.
    pub(crate) fn written(&self) -> Written {
        self.written
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
    let gate = Gate::new(policy, catalog);
    let Bound {
        mut query,
        columns,
        relations,
    } = lower(sql, &parsed, catalog, &gate)?;
    let rows_read = mutation::or(
        cost::estimate(&query, catalog).map(|estimate| estimate.rows_read),
        || u64::MAX,
    )
    .map_err(|diagnostic| vec![diagnostic])?;
    limit::cap(&mut query, policy.max_rows);
    let rewritten =
        mutation::or(rewrite(&query, &gate), || None).map_err(|diagnostic| vec![diagnostic])?;
    let plain_text = print(&query, catalog.dialect);
    let (text, plain_text, rewritten_tree, parameters) = match rewritten {
        None => (plain_text, None, None, Parameters::default()),
        Some(rewritten) => {
            let (text, places) = print_with_places(&rewritten.query, catalog.dialect);
            let parameters = match catalog.dialect {
                Dialect::Postgres | Dialect::Sqlite | Dialect::Snowflake => rewritten.parameters,
                Dialect::Mysql => rewritten.parameters.at(&places),
            };
            (text, Some(plain_text), Some(rewritten.query), parameters)
        }
    };
    check_printed(&text, catalog.dialect).map_err(|diagnostic| vec![diagnostic])?;
    Ok(ValidatedQuery {
        text,
        plain_text,
        parameters,
        tree: query,
        rewritten_tree,
        columns: columns
            .into_iter()
            .map(|column| ResultColumn {
                name: column.name,
                class: column.class,
            })
            .collect(),
        relations,
        max_rows: policy.max_rows,
        rows_read,
        written: Written::of(&parsed),
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
