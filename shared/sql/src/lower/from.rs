//! The sources of FROM: relations, CTEs and derived tables.

use plainquery_core::{Dialect, TypeClass};
use sqlparser::ast::{self, TableFactor};
use sqlparser::tokenizer::Location;

use super::join::Conditions;
use super::query::QueryAndColumns;
use super::table_call::TableCall;
use super::{Lowered, Lowerer, Names, Naming, stand_in, start};
use crate::diagnostic::{Diagnostic, RuleId, closest};
use crate::mutation;
use crate::print::quoted;
use crate::scope::{Columns, ScopeSource};
use crate::tree::Source;

/// The most sources of one SELECT: joins are planned in a time that grows fast with them.
const MAX_SOURCES: usize = 40;

impl<'a> Lowerer<'a> {
    pub(super) fn factor<'q>(
        &mut self,
        factor: &'q ast::TableFactor,
        conditions: &mut Conditions<'q>,
    ) -> Lowered<Source> {
        let read = self.factor_by_kind(factor, conditions);
        mutation::or(read, || stand_in::source(self, factor))
    }

    #[expect(
        clippy::too_many_lines,
        reason = "a list: each kind of source by its name"
    )]
    fn factor_by_kind<'q>(
        &mut self,
        factor: &'q ast::TableFactor,
        conditions: &mut Conditions<'q>,
    ) -> Lowered<Source> {
        let at = start(factor);
        if self.source_count() >= MAX_SOURCES {
            return self.refuse(
                RuleId::UnsupportedSource,
                format!("more than {MAX_SOURCES} sources in one FROM"),
                at,
            );
        }
        match factor {
            TableFactor::Table {
                name,
                alias,
                args,
                with_hints,
                version,
                with_ordinality,
                partitions,
                json_path,
                sample,
                index_hints,
            } => {
                if sample.is_some()
                    && args.is_none()
                    && self.naming == Naming::Bound
                    && self.is_policed(name)?
                {
                    return self.refuse(
                        RuleId::PolicedSample,
                        "a table that the policy rewrites cannot be sampled; ask for LIMIT",
                        at,
                    );
                }
                if self.dialect == Dialect::Snowflake && (version.is_some() || sample.is_some()) {
                    let instead = if sample.is_some() {
                        "a sample is not read here; write ORDER BY RANDOM() LIMIT and a number of rows"
                    } else {
                        "time travel (AT, BEFORE) is not read here; the table is read as it is now"
                    };
                    return self.refuse(RuleId::UnsupportedSource, instead, at);
                }
                if !with_hints.is_empty()
                    || version.is_some()
                    || !partitions.is_empty()
                    || json_path.is_some()
                    || sample.is_some()
                    || !index_hints.is_empty()
                {
                    return self.refuse(
                        RuleId::UnsupportedSource,
                        "only a name and an alias are admitted for a table",
                        at,
                    );
                }
                match args {
                    Some(ast::TableFunctionArgs {
                        args,
                        settings: None,
                    }) => {
                        let call = TableCall::new(name, args, *with_ordinality, alias.as_ref());
                        self.table_call(&call, at)
                    }
                    Some(_) => self.table_function(at),
                    None if *with_ordinality => self.table_function(at),
                    None => self.named(name, alias.as_ref()),
                }
            }
            TableFactor::Function {
                lateral: true,
                name,
                args,
                with_ordinality: false,
                alias,
            } if self.dialect == Dialect::Snowflake => {
                self.snowflake_rows(name, args, alias.as_ref(), at)
            }
            TableFactor::TableFunction { expr, alias } if self.dialect == Dialect::Snowflake => {
                self.snowflake_table(expr, alias.as_ref(), at)
            }
            TableFactor::Function {
                lateral: _,
                name,
                args,
                with_ordinality,
                alias,
            } => {
                let call = TableCall::new(name, args, *with_ordinality, alias.as_ref());
                self.table_call(&call, at)
            }
            TableFactor::UNNEST {
                alias,
                array_exprs,
                with_offset: false,
                with_offset_alias: _,
                with_ordinality,
            } => self.unnest(array_exprs, *with_ordinality, alias.as_ref(), at),
            TableFactor::Derived {
                lateral,
                subquery,
                alias,
                sample,
            } => {
                if sample.is_some() {
                    return self.refuse(
                        RuleId::UnsupportedSource,
                        "TABLESAMPLE is not admitted",
                        at,
                    );
                }
                self.derived(*lateral, subquery, alias.as_ref(), at)
            }
            TableFactor::NestedJoin {
                table_with_joins,
                alias,
            } => {
                if alias.is_some() {
                    return self.refuse(
                        RuleId::UnsupportedSource,
                        "a join in parentheses takes no alias here; write a subquery",
                        at,
                    );
                }
                self.joined(table_with_joins, conditions)
            }
            TableFactor::TableFunction { .. }
            | TableFactor::UNNEST { .. }
            | TableFactor::JsonTable { .. }
            | TableFactor::OpenJsonTable { .. }
            | TableFactor::XmlTable { .. } => self.table_function(at),
            TableFactor::Pivot { .. } | TableFactor::Unpivot { .. }
                if self.dialect == Dialect::Snowflake =>
            {
                self.pivot(factor, at)
            }
            TableFactor::MatchRecognize { .. } if self.dialect == Dialect::Snowflake => self
                .refuse(
                    RuleId::UnsupportedSource,
                    "MATCH_RECOGNIZE is not read here; find the rows with LAG, LEAD and QUALIFY",
                    at,
                ),
            TableFactor::Pivot { .. }
            | TableFactor::Unpivot { .. }
            | TableFactor::UnpivotExpr { .. }
            | TableFactor::MatchRecognize { .. }
            | TableFactor::SemanticView { .. } => self.refuse(
                RuleId::UnsupportedSource,
                "another database's form of FROM; use joins and CASE",
                at,
            ),
        }
    }

    pub(super) fn table_function<T>(&self, at: Location) -> Lowered<T> {
        self.refuse(
            RuleId::TableFunction,
            "this form of a function is not admitted in FROM; read a table or a subquery",
            at,
        )
    }

    fn derived(
        &mut self,
        lateral: bool,
        subquery: &ast::Query,
        alias: Option<&ast::TableAlias>,
        at: Location,
    ) -> Lowered<Source> {
        if self.dialect == Dialect::Snowflake
            && !lateral
            && let Some(values) = super::snowflake::only_values(subquery)
        {
            return self.snowflake_values(values, alias, at);
        }
        if lateral && !matches!(self.dialect, Dialect::Postgres | Dialect::Snowflake) {
            return self.refuse(
                RuleId::UnsupportedSource,
                "LATERAL is not admitted for this dialect; use a subquery in SELECT",
                at,
            );
        }
        let visible_before = self.show_siblings(lateral, 0);
        let lowered = self.query(subquery, Names::Wanted);
        if let (Some((hidden, first_visible)), Some(scope)) =
            (visible_before, self.scopes.last_mut())
        {
            scope.hidden = hidden;
            scope.first_visible = first_visible;
        }
        let (mut query, outputs) = lowered?;
        let (given, mut columns) = match alias {
            Some(alias) => (self.fold(&alias.name), self.alias_columns(alias)?),
            // Postgres needs a name from version 13 to 15; nobody can refer to this one.
            None => ("subquery".to_owned(), Vec::new()),
        };
        let outputs = self.renamed(outputs, &columns, at)?;
        if self.dialect != Dialect::Postgres && !columns.is_empty() {
            if matches!(query.body, crate::tree::Body::Values(_)) {
                return self.refuse(
                    RuleId::UnsupportedSource,
                    "SQLite names no columns of VALUES; use WITH name (columns) AS (VALUES …)",
                    at,
                );
            }
            super::around::name_columns(&mut query, &outputs);
            columns.clear();
        }
        let printed = if alias.is_some() {
            self.add_source(&given, None, Columns::Query(outputs), true, at)?
        } else {
            self.add_source(
                &self.unique_alias(&given),
                None,
                Columns::Query(outputs),
                true,
                at,
            )?
        };
        Ok(Source::Derived {
            query: Box::new(query),
            alias: printed,
            columns,
            lateral,
        })
    }

    /// Shows the sources so far to a LATERAL query, and hides them from another.
    pub(super) fn show_siblings(
        &mut self,
        lateral: bool,
        first_visible: usize,
    ) -> Option<(bool, usize)> {
        let scope = self.scopes.last_mut()?;
        let before = (scope.hidden, scope.first_visible);
        scope.hidden = !lateral;
        scope.first_visible = first_visible;
        Some(before)
    }

    /// `TABLE name`, which is `SELECT * FROM name`.
    pub(super) fn whole_table(
        &mut self,
        schema: Option<&str>,
        table: Option<&str>,
        names: Names,
    ) -> Lowered<QueryAndColumns> {
        let written: Vec<&str> = schema.into_iter().chain(table).collect();
        // The parser does not say whether a name was quoted, so it must mean the same either way.
        let is_folded = written
            .iter()
            .all(|name| *name == name.to_ascii_lowercase().as_str());
        if is_folded && self.dialect == Dialect::Postgres && table.is_some() {
            let quoted: Vec<String> = written
                .iter()
                .map(|name| quoted(name, self.dialect))
                .collect();
            let select = format!("SELECT * FROM {}", quoted.join("."));
            if let Ok(select) = crate::parse::parse(&select, self.dialect) {
                return self.set_expr(&select.body, names);
            }
        }
        self.refuse(
            RuleId::UnsupportedClause,
            format!(
                "TABLE is not admitted here; write SELECT * FROM {}",
                written.join(".")
            ),
            Location::empty(),
        )
    }

    /// Adds a source to the current SELECT; the name that is printed for it.
    pub(super) fn add_source(
        &mut self,
        given: &str,
        schema: Option<&str>,
        columns: Columns<'a>,
        explicit: bool,
        at: Location,
    ) -> Lowered<String> {
        if let Some(scope) = self.scopes.last() {
            let twice = scope.sources.iter().any(|source| {
                self.same(&source.given, given)
                    && (explicit || source.schema.is_none() || source.schema.as_deref() == schema)
            });
            if twice {
                return self.refuse(
                    RuleId::DuplicateSource,
                    format!("FROM names \"{given}\" twice; give one another alias"),
                    at,
                );
            }
        }
        let alias = self.unique_alias(given);
        if let Some(scope) = self.scopes.last_mut() {
            scope.sources.push(ScopeSource {
                given: given.to_owned(),
                schema: schema.map(ToOwned::to_owned),
                alias: alias.clone(),
                columns,
                merged_away: Vec::new(),
                policed: None,
                is_value: false,
            });
        }
        Ok(alias)
    }

    /// Schema and name of a relation, or a source; a database before them is refused.
    pub(super) fn name_parts(&self, name: &ast::ObjectName) -> Lowered<(Option<String>, String)> {
        let mut parts = Vec::with_capacity(2);
        for part in &name.0 {
            match part {
                ast::ObjectNamePart::Identifier(ident) => parts.push(self.fold(ident)),
                ast::ObjectNamePart::Function(_) => return self.table_function(start(name)),
            }
        }
        let last = parts.pop();
        match (last, parts.pop(), parts.is_empty()) {
            (Some(last), schema, true) => Ok((schema, last)),
            _ => self.refuse(
                RuleId::UnknownRelation,
                "a name has at most two parts: schema.table",
                start(name),
            ),
        }
    }

    /// No source of that name in FROM.
    pub(super) fn unknown_source(&self, name: &str, at: Location) -> Diagnostic {
        let sources = self
            .scopes
            .iter()
            .filter(|scope| !scope.hidden)
            .flat_map(|scope| scope.sources.iter().map(|source| source.given.as_str()));
        let suggestion = closest(name, sources).map(|name| quoted(name, self.dialect));
        self.diagnostic(
            RuleId::UnknownSource,
            format!("FROM has no source \"{name}\" that can be seen here"),
            at,
        )
        .suggest(suggestion)
    }
}

/// What `TypeClass` an expression has where nothing is known of it.
pub(super) const UNKNOWN: TypeClass = TypeClass::Other;
