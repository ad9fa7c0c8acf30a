//! Values of text columns, so that "shipped" or "Berlin" in a question finds its column.
//!
//! The statements are built here from the catalog's own names, quoted; nothing else goes into their
//! text. What may be sampled is decided by [`SamplePolicy`]; see [`privacy`] for the rule.

mod absorb;
pub mod privacy;
mod statement;

use plainquery_core::TypeClass;
use plainquery_core::ports::Statement;

pub use absorb::absorb_samples;
pub(crate) use privacy::words;

use crate::{Catalog, Column, Relation, RelationKind};

/// What values are read, and how many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SamplePolicy {
    /// The most values that are kept of a column.
    pub max_values_per_column: usize,
    /// A longer value is left out.
    pub max_value_chars: usize,
    /// The most bytes of values in the whole catalog.
    pub max_total_bytes: usize,
    /// The most columns that are read at all.
    pub max_columns: usize,
    /// The columns that one statement reads.
    pub columns_per_statement: usize,
    /// The rows of a table that are looked at.
    pub max_rows_read: u64,
    /// Whether names of persons are sampled.
    pub person_names: bool,
    /// Whether views and foreign tables are sampled; they can be slow.
    pub views: bool,
    /// Columns that are sampled whatever the rules say (but text columns only).
    pub allow: Vec<ColumnPattern>,
    /// Columns that are never sampled; stronger than `allow`.
    pub deny: Vec<ColumnPattern>,
}

impl Default for SamplePolicy {
    fn default() -> Self {
        Self {
            max_values_per_column: 300,
            max_value_chars: 64,
            max_total_bytes: 128 * 1024,
            max_columns: 256,
            columns_per_statement: 32,
            max_rows_read: 20_000,
            person_names: false,
            views: false,
            allow: Vec::new(),
            deny: Vec::new(),
        }
    }
}

/// Columns by name; `None` is any. Written `schema.table.column` with `*` for any, and short forms
/// from the right: `table.column`, `column`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ColumnPattern {
    /// The schema.
    pub schema: Option<String>,
    /// The relation.
    pub relation: Option<String>,
    /// The column.
    pub column: Option<String>,
}

impl ColumnPattern {
    /// Reads the written form; `None` for more than three parts or an empty one. A name with a dot
    /// in it cannot be written so: fill the fields.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts: Vec<&str> = text.trim().split('.').collect();
        if parts.len() > 3 || parts.iter().any(|part| part.is_empty()) {
            return None;
        }
        let mut next = || {
            let part = parts.pop()?;
            (part != "*").then(|| part.to_owned())
        };
        Some(Self {
            column: next(),
            relation: next(),
            schema: next(),
        })
    }

    fn matches(&self, relation: &Relation, column: &Column) -> bool {
        let fits = |wanted: &Option<String>, name: &String| {
            wanted.as_ref().is_none_or(|wanted| wanted == name)
        };
        fits(&self.schema, &relation.schema)
            && fits(&self.relation, &relation.name)
            && fits(&self.column, &column.name)
    }
}

/// The statements that read values, a bounded number of them. Each row of a result holds the
/// relation's position in the catalog, the column's in the relation, a value, how often it was seen,
/// how many rows were looked at, and whether those were all. Read them with [`absorb_samples`]. None for
/// a dialect whose databases are not read.
pub fn sample_statements(catalog: &Catalog, policy: &SamplePolicy) -> Vec<SampleStatement> {
    if !catalog.dialect.is_answered() {
        return Vec::new();
    }
    let columns: Vec<(usize, usize)> = sampled_columns(catalog, policy);
    columns
        .chunks(policy.columns_per_statement.max(1))
        .map(|chunk| SampleStatement(statement::of_columns(catalog, policy, chunk)))
        .collect()
}

/// A statement that reads values. Only [`sample_statements`] makes one, so its text is ours: nothing
/// but quoted names of a catalog was put into it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleStatement(Statement);

impl SampleStatement {
    /// The statement.
    pub fn statement(&self) -> &Statement {
        &self.0
    }

    /// The statement.
    pub fn into_statement(self) -> Statement {
        self.0
    }
}

/// Positions (relation, column) of the columns that are read.
fn sampled_columns(catalog: &Catalog, policy: &SamplePolicy) -> Vec<(usize, usize)> {
    let mut positions = Vec::new();
    for (at, relation) in catalog.relations.iter().enumerate() {
        for (place, column) in relation.columns.iter().enumerate() {
            if may_sample(relation, column, policy) {
                positions.push((at, place));
            }
        }
    }
    positions.truncate(policy.max_columns);
    positions
}

fn may_sample(relation: &Relation, column: &Column, policy: &SamplePolicy) -> bool {
    let listed = |patterns: &[ColumnPattern]| {
        patterns
            .iter()
            .any(|pattern| pattern.matches(relation, column))
    };
    if column.class != TypeClass::Text
        || !column.enum_values.is_empty()
        || relation.kind == RelationKind::Partition
        || listed(&policy.deny)
    {
        return false;
    }
    if listed(&policy.allow) {
        return true;
    }
    let slow = matches!(
        relation.kind,
        RelationKind::View | RelationKind::ForeignTable
    );
    // Under row security the values that one role sees are not for another, and the catalog is for
    // all of them.
    !relation.row_security
        && !privacy::is_shared_by_tenants(relation)
        && (policy.views || !slow)
        && privacy::reason_to_withhold(relation, column, policy.person_names).is_none()
}

#[cfg(test)]
mod tests;
