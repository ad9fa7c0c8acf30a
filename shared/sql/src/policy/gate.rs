//! Which relations may be read, and what is seen of each.

use plainquery_catalog::{Catalog, Column, Relation, RelationKind};
use plainquery_core::{Dialect, TypeClass};

use super::{CallerRules, Policy, caller::TableRule, mask::Mask};
use crate::diagnostic::RuleId;
use crate::kinds::Kinds;
use crate::mutation::{self, Refused};
use crate::scope::OutColumn;

/// A place where a document does not fit the catalog. What it is about is refused until one of them
/// is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyProblem {
    /// `schema.table`.
    pub table: String,
    /// The column; `None` where it is the table itself.
    pub column: Option<String>,
    /// What is wrong.
    pub message: &'static str,
}

/// Why a relation may not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) rule: RuleId,
    pub(crate) message: String,
}

impl Refused for Refusal {
    fn rule(&self) -> RuleId {
        self.rule
    }
}

/// What is seen of a relation that rules touch.
#[derive(Clone, Debug)]
pub(crate) struct View<'a> {
    pub(crate) relation: &'a Relation,
    pub(crate) columns: Vec<ViewColumn<'a>>,
    pub(crate) rows: Vec<RowFilter<'a>>,
}

/// A column that is seen.
#[derive(Clone, Debug)]
pub(crate) struct ViewColumn<'a> {
    pub(crate) column: &'a Column,
    pub(crate) mask: Option<&'a Mask>,
    /// What is shown.
    pub(crate) type_name: &'a str,
    pub(crate) class: TypeClass,
}

/// `column = value`.
#[derive(Clone, Debug)]
pub(crate) struct RowFilter<'a> {
    pub(crate) column: &'a Column,
    pub(crate) value: &'a str,
    /// What the value, which is bound as text, is cast to.
    pub(crate) type_name: &'static str,
    /// Whether the column is cast too.
    pub(crate) as_text: bool,
}

impl<'a> View<'a> {
    /// The columns, for names to bind to.
    pub(crate) fn out_columns(&self) -> Vec<OutColumn> {
        self.columns
            .iter()
            .map(|seen| OutColumn {
                name: seen.column.name.clone(),
                given: seen.column.name.clone(),
                class: seen.class,
                kinds: match seen.mask {
                    None => Kinds::of_column(seen.column),
                    Some(_) => {
                        Kinds::of_type(seen.type_name).unwrap_or(Kinds::of_class(seen.class))
                    }
                },
                weight: seen.mask.map_or(1, Mask::weight),
            })
            .collect()
    }

    /// The names of the columns that are not seen.
    pub(crate) fn hidden(&self) -> Vec<&'a str> {
        self.relation
            .columns
            .iter()
            .map(|column| column.name.as_str())
            .filter(|name| self.columns.iter().all(|seen| seen.column.name != *name))
            .collect()
    }

    /// The column of that name, if it is shown as it is.
    pub(crate) fn plain(&self, name: &str) -> Option<&'a Column> {
        self.columns
            .iter()
            .find(|seen| seen.column.name == name && seen.mask.is_none())
            .map(|seen| seen.column)
    }
}

/// A policy over a catalog.
#[derive(Clone, Debug)]
pub(crate) struct Gate<'a> {
    policy: &'a Policy,
    catalog: &'a Catalog,
    /// Schemas that are read whole and hold a rule for a table that is not there.
    doubtful_schemas: Vec<&'a str>,
}

impl<'a> Gate<'a> {
    pub(crate) fn new(policy: &'a Policy, catalog: &'a Catalog) -> Self {
        let rules = policy.rules.as_ref();
        let doubtful_schemas = rules.map_or_else(Vec::new, |rules| {
            rules
                .rules
                .iter()
                .filter(|rule| {
                    rules.schemas.contains(&rule.schema)
                        && catalog.relation(&rule.schema, &rule.name).is_none()
                })
                .map(|rule| rule.schema.as_str())
                .collect()
        });
        Self {
            policy,
            catalog,
            doubtful_schemas,
        }
    }

    pub(crate) fn catalog(&self) -> &'a Catalog {
        self.catalog
    }

    pub(crate) fn rules(&self) -> Option<&'a CallerRules> {
        self.policy.rules.as_ref()
    }

    pub(crate) fn permits(&self, relation: &Relation) -> bool {
        self.check(relation).is_ok()
    }

    /// What may be seen of a relation: `None` is all of it.
    pub(crate) fn check<'r>(&self, relation: &'r Relation) -> Result<Option<View<'r>>, Refusal>
    where
        'a: 'r,
    {
        mutation::or(self.seen(relation), || None)
    }

    fn seen<'r>(&self, relation: &'r Relation) -> Result<Option<View<'r>>, Refusal>
    where
        'a: 'r,
    {
        if !self.policy.lists_admit(relation) {
            return Err(not_permitted(relation));
        }
        let Some(rules) = self.policy.rules.as_ref() else {
            return Ok(None);
        };
        self.check_grant(rules, relation)?;
        match rules.rule(&relation.schema, &relation.name) {
            None => Ok(None),
            Some(rule) => view(rules, rule, relation, self.catalog.dialect).map(Some),
        }
    }

    fn check_grant(&self, rules: &CallerRules, relation: &Relation) -> Result<(), Refusal> {
        let is_named = rules
            .tables
            .iter()
            .any(|(schema, name)| *schema == relation.schema && *name == relation.name);
        let is_plain = match relation.kind {
            RelationKind::Table | RelationKind::PartitionedTable => true,
            RelationKind::View
            | RelationKind::MaterializedView
            | RelationKind::Partition
            | RelationKind::ForeignTable => false,
        };
        let is_granted = is_named || (is_plain && rules.schemas.contains(&relation.schema));
        if !is_granted {
            return Err(not_permitted(relation));
        }
        let has_rule = rules.rule(&relation.schema, &relation.name).is_some();
        // Of a partition the catalog lists no columns, so that no rule of its own can fit it.
        let has_own_rule = has_rule && relation.kind != RelationKind::Partition;
        if !has_own_rule && self.has_policed_parent(rules, relation) {
            return Err(Refusal {
                rule: RuleId::PolicedPartition,
                message: format!(
                    "\"{}\" is a part of a table with rules of its own; read that table",
                    relation.name
                ),
            });
        }
        if !is_named && !has_rule && self.doubtful_schemas.contains(&relation.schema.as_str()) {
            return Err(misfit(relation));
        }
        Ok(())
    }

    /// Whether a table that it is a partition of or inherits from, at any height, has rules.
    fn has_policed_parent(&self, rules: &CallerRules, relation: &Relation) -> bool {
        let mut parent = relation.partition_of.as_ref();
        // A chain that a catalog of ours cannot close; the bound is for others.
        for _ in 0..self.catalog.relations.len() {
            let Some((schema, name)) = parent else {
                return false;
            };
            if rules.rule(schema, name).is_some() {
                return true;
            }
            parent = self
                .catalog
                .relation(schema, name)
                .and_then(|relation| relation.partition_of.as_ref());
        }
        parent.is_some()
    }

    /// Where the rules do not fit.
    pub(super) fn problems(&self) -> Vec<PolicyProblem> {
        let Some(rules) = self.rules() else {
            return Vec::new();
        };
        let mut problems = Vec::new();
        for rule in &rules.rules {
            let table = format!("{}.{}", rule.schema, rule.name);
            let mut tell = |column: Option<&str>, message| {
                problems.push(PolicyProblem {
                    table: table.clone(),
                    column: column.map(str::to_owned),
                    message,
                });
            };
            match self.catalog.relation(&rule.schema, &rule.name) {
                None => tell(
                    None,
                    "there is no such table, or the database's role may not read it",
                ),
                Some(relation) => {
                    for (column, message) in misfits(rules, rule, relation, self.catalog.dialect) {
                        tell(Some(column), message);
                    }
                }
            }
        }
        for (schema, name) in &rules.tables {
            if self.catalog.relation(schema, name).is_none() {
                problems.push(PolicyProblem {
                    table: format!("{schema}.{name}"),
                    column: None,
                    message: "there is no such table, or the database's role may not read it",
                });
            }
        }
        problems
    }
}

fn not_permitted(relation: &Relation) -> Refusal {
    Refusal {
        rule: RuleId::RelationNotPermitted,
        message: format!("\"{}\" may not be read here", relation.name),
    }
}

fn misfit(relation: &Relation) -> Refusal {
    Refusal {
        rule: RuleId::PolicyMisfit,
        message: format!(
            "\"{}\" may not be read until whoever runs the service has set its policy right",
            relation.name
        ),
    }
}

/// What a rule names and the relation does not have, or has otherwise.
fn misfits<'r>(
    rules: &CallerRules,
    rule: &'r TableRule,
    relation: &Relation,
    dialect: Dialect,
) -> Vec<(&'r str, &'static str)> {
    let mut found = Vec::new();
    if dialect == Dialect::Snowflake {
        let masked = rule.masks.keys().map(String::as_str);
        let chosen = rule.rows.iter().map(|row| row.column.as_str());
        let (masks, rows) = if dialect == Dialect::Snowflake {
            (
                "masks are not proven for Snowflake; use its own masking policies, and allow and deny here",
                "rules for rows are not proven for Snowflake; use its own row access policies, and allow and deny here",
            )
        } else {
            (
                "masks are not proven for this dialect; use allow and deny",
                "rules for rows are not proven for this dialect; use allow and deny",
            )
        };
        found.extend(masked.map(|column| (column, masks)));
        found.extend(chosen.map(|column| (column, rows)));
        if !found.is_empty() {
            return found;
        }
    }
    let named = rule.allow.iter().flatten().chain(&rule.deny);
    for column in named {
        if relation.column(column).is_none() {
            found.push((column.as_str(), "there is no such column"));
        }
    }
    for (name, mask) in &rule.masks {
        match relation.column(name) {
            None => found.push((name.as_str(), "there is no such column")),
            Some(column) if mask.masked_type(column, dialect).is_none() => {
                found.push((name.as_str(), "the mask does not fit the column's type"));
            }
            Some(_) if mask.needs_key() && rules.mask_key.is_none() => {
                found.push((name.as_str(), "the key of hash masks is not set"));
            }
            Some(_) => {}
        }
    }
    for row in &rule.rows {
        match relation.column(&row.column) {
            None => found.push((row.column.as_str(), "there is no such column")),
            Some(column) if compared_as(column, dialect).is_none() => {
                found.push((
                    row.column.as_str(),
                    "a claim cannot be compared with its type",
                ));
            }
            Some(_) => {}
        }
    }
    found
}

fn view<'r>(
    rules: &'r CallerRules,
    rule: &'r TableRule,
    relation: &'r Relation,
    dialect: Dialect,
) -> Result<View<'r>, Refusal> {
    if !misfits(rules, rule, relation, dialect).is_empty() {
        return Err(misfit(relation));
    }
    let mut rows = Vec::with_capacity(rule.rows.len());
    for row in &rule.rows {
        let column = relation
            .column(&row.column)
            .ok_or_else(|| misfit(relation))?;
        let (type_name, as_text) = compared_as(column, dialect).ok_or_else(|| misfit(relation))?;
        let value = row.value.as_deref();
        let Some(value) = value.filter(|value| is_of_type(value, column.class)) else {
            return Err(Refusal {
                rule: RuleId::ClaimMissing,
                message: format!(
                    "\"{}\" shows each caller their own rows, and your key or token does not say which: \
                     it needs the claim `{}`",
                    relation.name, row.claim
                ),
            });
        };
        rows.push(RowFilter {
            column,
            value,
            type_name,
            as_text,
        });
    }
    let is_allowed = |column: &Column| {
        !rule.deny.contains(&column.name)
            && rule
                .allow
                .as_ref()
                .is_none_or(|allow| allow.contains(&column.name))
    };
    let mut columns = Vec::new();
    for column in relation.columns.iter().filter(|column| is_allowed(column)) {
        let mask = rule.masks.get(&column.name);
        let shown = mask.and_then(|mask| mask.masked_type(column, dialect));
        columns.push(match shown {
            None => ViewColumn {
                column,
                mask: None,
                type_name: &column.type_name,
                class: column.class,
            },
            Some(shown) => ViewColumn {
                column,
                mask,
                type_name: shown.type_name,
                class: shown.class,
            },
        });
    }
    if columns.is_empty() {
        return Err(not_permitted(relation));
    }
    Ok(View {
        relation,
        columns,
        rows,
    })
}

/// What a claim is cast to, to be compared with a column, and whether the column is cast to text too.
fn compared_as(column: &Column, dialect: Dialect) -> Option<(&'static str, bool)> {
    let plain = match column.class {
        TypeClass::Integer => ("bigint", false),
        TypeClass::Text => ("text", !column.enum_values.is_empty()),
        TypeClass::Uuid => ("uuid", false),
        _ => return None,
    };
    match (dialect, column.class) {
        (Dialect::Postgres, _) => Some(plain),
        (Dialect::Sqlite, TypeClass::Integer) => Some(("integer", false)),
        (Dialect::Sqlite, TypeClass::Text) => Some(("text", false)),
        (Dialect::Mysql, _) => mysql_compared_as(column).map(|type_name| (type_name, false)),
        (Dialect::Sqlite | Dialect::Snowflake, _) => None,
    }
}

/// The types of `MySQL` that claims are compared with, and what a claim is cast to. A year of two digits
/// means another, a number with ZEROFILL has another text, and bits have none: they are not here.
fn mysql_compared_as(column: &Column) -> Option<&'static str> {
    let written = column.type_name.to_ascii_lowercase();
    let base = written.split(['(', ' ']).next()?;
    match (column.class, base) {
        (
            TypeClass::Integer,
            "tinyint" | "smallint" | "mediumint" | "int" | "integer" | "bigint",
        ) if !written.contains("zerofill") => Some("signed"),
        (
            TypeClass::Text,
            "char" | "character" | "varchar" | "tinytext" | "text" | "mediumtext" | "longtext"
            | "enum",
        ) => Some("char"),
        _ => None,
    }
}

/// Whether the cast of a claim will hold: the database's own error would be told for a query.
pub(super) fn is_of_type(value: &str, class: TypeClass) -> bool {
    match class {
        TypeClass::Integer => value.parse::<i64>().is_ok(),
        TypeClass::Uuid => {
            let digits = value.bytes().filter(|byte| *byte != b'-');
            value.len() == 36
                && digits.clone().count() == 32
                && digits.clone().all(|byte| byte.is_ascii_hexdigit())
                && [8, 13, 18, 23]
                    .iter()
                    .all(|at| value.as_bytes()[*at] == b'-')
        }
        _ => true,
    }
}
