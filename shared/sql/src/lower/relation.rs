//! Names in FROM: CTEs and relations of the catalog, and those that nobody may read.

use plainquery_catalog::Relation;
use plainquery_core::Dialect;
use sqlparser::ast;
use sqlparser::tokenizer::Location;

use super::{Lowered, Lowerer, Naming, start};
use crate::diagnostic::{Diagnostic, RuleId, closest};
use crate::kinds::Kinds;
use crate::print::quoted;
use crate::scope::{Columns, OutColumn};
use crate::tree::Source;

/// Schemas that hold the server's own tables.
const SYSTEM_SCHEMAS: &[&str] = &["pg_catalog", "information_schema", "pg_toast", "pg_temp"];

/// The databases that every `MySQL` server has for itself.
const MYSQL_SYSTEM_SCHEMAS: &[&str] = &[
    "information_schema",
    "mysql",
    "ndbinfo",
    "performance_schema",
    "sys",
];

/// The schemas that every `Snowflake` database, and its database of the same name, have for themselves.
const SNOWFLAKE_SYSTEM_SCHEMAS: &[&str] = &[
    "account_usage",
    "data_sharing_usage",
    "information_schema",
    "organization_usage",
    "reader_account_usage",
];

impl<'a> Lowerer<'a> {
    /// A CTE or a relation of the catalog.
    pub(super) fn named(
        &mut self,
        name: &ast::ObjectName,
        alias: Option<&ast::TableAlias>,
    ) -> Lowered<Source> {
        let at = start(name);
        let (schema, relation) = self.name_parts(name)?;
        let given = alias.map(|alias| self.fold(&alias.name));
        let renamed = match alias {
            None => Vec::new(),
            Some(alias) => self.alias_columns(alias)?,
        };
        let is_bound = self.naming == Naming::Bound && self.dialect == Dialect::Postgres;
        if !renamed.is_empty() && !is_bound {
            return self.refuse(
                RuleId::UnsupportedSource,
                "a table's columns keep their names here; rename them in a subquery",
                at,
            );
        }
        if schema.is_none()
            && let Some(cte) = self
                .ctes
                .iter()
                .rev()
                .find(|cte| self.same(&cte.name, &relation))
        {
            let (cte_name, columns) = (cte.name.clone(), cte.columns.clone());
            let columns = self.known_as(columns, &renamed, at)?;
            let explicit = given.is_some();
            let given = given.unwrap_or_else(|| cte_name.clone());
            let alias = self.add_source(&given, None, Columns::Query(columns), explicit, at)?;
            return Ok(Source::Cte {
                name: cte_name,
                alias,
            });
        }
        if self.naming == Naming::AsWritten {
            return self.open_relation(schema, relation, given, at);
        }
        let found = self.relation(schema.as_deref(), &relation, at)?;
        self.relations
            .push((found.schema.clone(), found.name.clone()));
        let explicit = given.is_some();
        let given = given.unwrap_or_else(|| found.name.clone());
        let own_schema = (!explicit).then_some(found.schema.as_str());
        let view = self.view(found, at)?;
        // An alias's list names the columns that may be seen, one after the other.
        let columns = match &view {
            None if renamed.is_empty() => Columns::Relation(found),
            None => Columns::Query(self.known_as(out_columns(found), &renamed, at)?),
            Some(view) => Columns::Query(self.known_as(view.out_columns(), &renamed, at)?),
        };
        let alias = self.add_source(&given, own_schema, columns, explicit, at)?;
        if let Some(source) = self.last_source() {
            source.policed = view.map(|view| view.hidden());
        }
        Ok(Source::Relation {
            schema: found.schema.clone(),
            name: found.name.clone(),
            alias,
        })
    }

    /// Columns that the text knows by the names of an alias's list; they are printed by their own.
    pub(super) fn known_as(
        &self,
        mut columns: Vec<OutColumn>,
        names: &[String],
        at: Location,
    ) -> Lowered<Vec<OutColumn>> {
        if names.len() > columns.len() {
            return self.refuse(
                RuleId::ColumnCount,
                format!(
                    "{} names for {} columns that may be read; give as many as there are",
                    names.len(),
                    columns.len()
                ),
                at,
            );
        }
        for (column, name) in columns.iter_mut().zip(names) {
            column.given.clone_from(name);
        }
        Ok(columns)
    }

    /// A relation that is read without a catalog; without a schema it is printed without one.
    pub(super) fn open_relation(
        &mut self,
        schema: Option<String>,
        name: String,
        given: Option<String>,
        at: Location,
    ) -> Lowered<Source> {
        self.refuse_system(schema.as_deref(), &name, at)?;
        let explicit = given.is_some();
        let given = given.unwrap_or_else(|| name.clone());
        let own_schema = schema.as_deref().filter(|_| !explicit);
        let alias = self.add_source(&given, own_schema, Columns::Open, explicit, at)?;
        let schema = schema.unwrap_or_default();
        self.relations.push((schema.clone(), name.clone()));
        Ok(Source::Relation {
            schema,
            name,
            alias,
        })
    }

    pub(super) fn refuse_system(
        &self,
        schema: Option<&str>,
        name: &str,
        at: Location,
    ) -> Lowered<()> {
        if !is_system(schema, name, self.dialect) {
            return Ok(());
        }
        self.refuse(
            RuleId::SystemRelation,
            format!("\"{name}\" is a table of the server's own; it is not read here"),
            at,
        )
    }

    pub(super) fn relation(
        &self,
        schema: Option<&str>,
        name: &str,
        at: Location,
    ) -> Lowered<&'a Relation> {
        self.refuse_system(schema, name, at)?;
        // Spelt as the catalog has it, a name means that table alone, whatever else is near it.
        let exact = |relation: &&Relation| {
            relation.name == name && schema.is_none_or(|schema| relation.schema == schema)
        };
        if self.dialect == Dialect::Mysql
            && let [only] = self
                .catalog
                .relations
                .iter()
                .filter(exact)
                .collect::<Vec<_>>()
                .as_slice()
            && self.is_permitted(only)
        {
            self.refuse_system(Some(&only.schema), &only.name, at)?;
            return Ok(only);
        }
        let mut matching = self.catalog.relations.iter().filter(|relation| {
            self.same(&relation.name, name)
                && schema.is_none_or(|schema| self.same(&relation.schema, schema))
        });
        let Some(first) = matching.next() else {
            return Err(self.unknown_relation(schema, name, at));
        };
        let candidates: Vec<&Relation> = std::iter::once(first).chain(matching).collect();
        let permitted: Vec<&Relation> = candidates
            .iter()
            .copied()
            .filter(|relation| self.is_permitted(relation))
            .collect();
        match permitted.as_slice() {
            [only] => {
                self.refuse_system(Some(&only.schema), &only.name, at)?;
                Ok(only)
            }
            [] => {
                let refusal = self.view(first, at).err();
                Err(refusal.unwrap_or_else(|| self.unknown_relation(schema, name, at)))
            }
            [one, other, ..] => {
                let message = format!(
                    "\"{name}\" is in the schemas \"{}\" and \"{}\"; write the schema before it",
                    one.schema, other.schema
                );
                self.refuse(RuleId::AmbiguousRelation, message, at)
            }
        }
    }

    pub(super) fn is_permitted(&self, relation: &Relation) -> bool {
        self.gate.permits(relation)
    }

    pub(super) fn unknown_relation(
        &self,
        schema: Option<&str>,
        name: &str,
        at: Location,
    ) -> Diagnostic {
        let permitted = || {
            self.catalog
                .relations
                .iter()
                .filter(|relation| self.is_permitted(relation))
        };
        let ctes = self.ctes.iter().map(|cte| cte.name.as_str());
        let relations = permitted().map(|relation| relation.name.as_str());
        let suggestion = closest(name, relations.chain(ctes)).map(|best| {
            match permitted().find(|relation| relation.name == best) {
                Some(relation) => format!(
                    "{}.{}",
                    quoted(&relation.schema, self.dialect),
                    quoted(&relation.name, self.dialect)
                ),
                None => quoted(best, self.dialect),
            }
        });
        let message = match schema {
            Some(schema) => format!("there is no table \"{name}\" in the schema \"{schema}\""),
            None => format!("there is no table \"{name}\""),
        };
        self.diagnostic(RuleId::UnknownRelation, message, at)
            .suggest(suggestion)
    }
}

fn is_system(schema: Option<&str>, name: &str, dialect: Dialect) -> bool {
    let lower = name.to_ascii_lowercase();
    match dialect {
        Dialect::Postgres => match schema {
            Some(schema) => SYSTEM_SCHEMAS.contains(&schema) || schema.starts_with("pg_"),
            None => lower.starts_with("pg_"),
        },
        Dialect::Mysql => schema.is_some_and(|schema| {
            MYSQL_SYSTEM_SCHEMAS
                .iter()
                .any(|own| own.eq_ignore_ascii_case(schema))
        }),
        Dialect::Snowflake => schema.is_some_and(|schema| {
            SNOWFLAKE_SYSTEM_SCHEMAS
                .iter()
                .any(|own| own.eq_ignore_ascii_case(schema))
        }),
        Dialect::Sqlite => lower.starts_with("sqlite_") || lower.starts_with("pragma_"),
    }
}

/// The columns of a relation that no rule changes.
fn out_columns(relation: &Relation) -> Vec<OutColumn> {
    relation
        .columns
        .iter()
        .map(|column| OutColumn {
            name: column.name.clone(),
            given: column.name.clone(),
            class: column.class,
            kinds: Kinds::of_column(column),
            weight: 1,
        })
        .collect()
}
