//! FROM: relations, CTEs, derived tables and joins.

use plainquery_catalog::Relation;
use plainquery_core::{Dialect, TypeClass};
use sqlparser::ast::{self, JoinConstraint, JoinOperator, TableFactor};
use sqlparser::tokenizer::Location;

use super::{Lowered, Lowerer, Names, Placement, start};
use crate::diagnostic::{Diagnostic, RuleId, closest};
use crate::print::quote_identifier;
use crate::scope::{Columns, Found, Lookup, Merged, ScopeSource};
use crate::tree::{BinaryOperator, Expr, JoinKind, Source};
use crate::types;

/// The most sources of one SELECT: joins are planned in a time that grows fast with them.
const MAX_SOURCES: usize = 40;

/// Schemas that hold the server's own tables.
const SYSTEM_SCHEMAS: &[&str] = &["pg_catalog", "information_schema", "pg_toast", "pg_temp"];

impl<'a> Lowerer<'a> {
    pub(super) fn from(&mut self, tables: &[ast::TableWithJoins]) -> Lowered<Vec<Source>> {
        let mut sources = Vec::with_capacity(tables.len());
        for table in tables {
            sources.push(self.joined(table)?);
        }
        if let Some(scope) = self.scopes.last_mut() {
            scope.first_visible = 0;
        }
        Ok(sources)
    }

    /// How many sources the current SELECT has so far.
    fn source_count(&self) -> usize {
        self.scopes.last().map_or(0, |scope| scope.sources.len())
    }

    /// A source and what is joined to it.
    fn joined(&mut self, table: &ast::TableWithJoins) -> Lowered<Source> {
        let ast::TableWithJoins { relation, joins } = table;
        let first = self.source_count();
        let mut left = self.factor(relation)?;
        for join in joins {
            let ast::Join {
                relation,
                global,
                join_operator,
            } = join;
            let at = start(relation);
            if *global {
                return self.refuse(
                    RuleId::UnsupportedClause,
                    "GLOBAL JOIN is another database's",
                    at,
                );
            }
            let (kind, constraint) = self.join_kind(join_operator, at)?;
            let middle = self.source_count();
            let right = self.factor(relation)?;
            let on = self.join_condition(kind, constraint, [first, middle], at)?;
            // SQLite takes a join without a condition for a cross join.
            let kind = if on.is_none() { JoinKind::Cross } else { kind };
            left = Source::Join {
                left: Box::new(left),
                right: Box::new(right),
                kind,
                on,
            };
        }
        Ok(left)
    }

    fn join_kind<'q>(
        &self,
        operator: &'q JoinOperator,
        at: Location,
    ) -> Lowered<(JoinKind, &'q JoinConstraint)> {
        match operator {
            JoinOperator::Join(constraint) | JoinOperator::Inner(constraint) => {
                Ok((JoinKind::Inner, constraint))
            }
            JoinOperator::Left(constraint) | JoinOperator::LeftOuter(constraint) => {
                Ok((JoinKind::Left, constraint))
            }
            JoinOperator::Right(constraint) | JoinOperator::RightOuter(constraint) => {
                Ok((JoinKind::Right, constraint))
            }
            JoinOperator::FullOuter(constraint) => Ok((JoinKind::Full, constraint)),
            JoinOperator::CrossJoin(constraint) => Ok((JoinKind::Cross, constraint)),
            JoinOperator::Semi(_)
            | JoinOperator::LeftSemi(_)
            | JoinOperator::RightSemi(_)
            | JoinOperator::Anti(_)
            | JoinOperator::LeftAnti(_)
            | JoinOperator::RightAnti(_)
            | JoinOperator::CrossApply
            | JoinOperator::OuterApply
            | JoinOperator::AsOf { .. }
            | JoinOperator::StraightJoin(_)
            | JoinOperator::ArrayJoin
            | JoinOperator::LeftArrayJoin
            | JoinOperator::InnerArrayJoin => self.refuse(
                RuleId::UnsupportedClause,
                "a join of another database's; use JOIN, LEFT JOIN, EXISTS or LATERAL",
                at,
            ),
        }
    }

    /// ON; USING and NATURAL become one. `first` and `middle` are where the sides start.
    fn join_condition(
        &mut self,
        kind: JoinKind,
        constraint: &JoinConstraint,
        [first, middle]: [usize; 2],
        at: Location,
    ) -> Lowered<Option<Expr>> {
        let crossed = kind == JoinKind::Cross;
        match constraint {
            JoinConstraint::None if crossed => Ok(None),
            JoinConstraint::None if self.dialect == Dialect::Sqlite && kind == JoinKind::Inner => {
                Ok(None)
            }
            JoinConstraint::None => self.refuse(
                RuleId::JoinCondition,
                "the join has no condition; add ON or USING, or write CROSS JOIN",
                at,
            ),
            _ if crossed => self.refuse(
                RuleId::JoinCondition,
                "a CROSS JOIN has no condition; write JOIN",
                at,
            ),
            JoinConstraint::On(condition) => {
                let visible = match self.dialect {
                    Dialect::Postgres => first,
                    Dialect::Sqlite => 0,
                };
                if let Some(scope) = self.scopes.last_mut() {
                    scope.first_visible = visible;
                }
                let condition = self.placed(Placement::default(), |this| this.expr(condition));
                if let Some(scope) = self.scopes.last_mut() {
                    scope.first_visible = 0;
                }
                Ok(Some(condition?.0))
            }
            JoinConstraint::Using(names) => {
                let mut columns = Vec::with_capacity(names.len());
                for name in names {
                    let (schema, column) = self.name_parts(name)?;
                    if schema.is_some() {
                        return self.refuse(
                            RuleId::JoinCondition,
                            "USING takes plain column names",
                            start(name),
                        );
                    }
                    columns.push(column);
                }
                self.merge(kind, &columns, [first, middle], at).map(Some)
            }
            JoinConstraint::Natural => {
                let columns = self.shared_names(first, middle);
                if columns.is_empty() {
                    return self.refuse(
                        RuleId::JoinCondition,
                        "the sides of the NATURAL JOIN share no column; write ON",
                        at,
                    );
                }
                self.merge(kind, &columns, [first, middle], at).map(Some)
            }
        }
    }

    /// The names that both sides of a join have.
    fn shared_names(&self, first: usize, middle: usize) -> Vec<String> {
        let Some(scope) = self.scopes.last() else {
            return Vec::new();
        };
        let mut shared: Vec<String> = Vec::new();
        for source in &scope.sources[first..middle] {
            for name in source.names() {
                let known = shared.iter().any(|other| self.same(other, name));
                let right = scope.find_between(name, middle, scope.sources.len(), self.dialect);
                if !known && !matches!(right, Lookup::Missing) {
                    shared.push(name.to_owned());
                }
            }
        }
        shared
    }

    /// The condition of USING, and the columns that it makes.
    fn merge(
        &mut self,
        kind: JoinKind,
        names: &[String],
        [first, middle]: [usize; 2],
        at: Location,
    ) -> Lowered<Expr> {
        let mut condition: Option<Expr> = None;
        let mut merged_columns = Vec::with_capacity(names.len());
        for name in names {
            let end = self.source_count();
            let left = self.merge_side(name, first, middle, at)?;
            let right = self.merge_side(name, middle, end, at)?;
            let equal = Expr::binary(left.expr.clone(), BinaryOperator::Equal, right.expr.clone());
            condition = Some(match condition {
                None => equal,
                Some(before) => Expr::binary(before, BinaryOperator::And, equal),
            });
            merged_columns.push(Merged {
                name: name.clone(),
                class: types::common(left.class, right.class),
                expr: match kind {
                    JoinKind::Inner | JoinKind::Left | JoinKind::Cross => left.expr,
                    JoinKind::Right => right.expr,
                    JoinKind::Full => Expr::call("coalesce", vec![left.expr, right.expr]),
                },
                first_source: first,
            });
        }
        let dialect = self.dialect;
        if let Some(scope) = self.scopes.last_mut() {
            for column in &merged_columns {
                scope.merged.retain(|other| {
                    other.first_source < first
                        || !crate::scope::same_name(&other.name, &column.name, dialect)
                });
                for source in &mut scope.sources[first..] {
                    source.merged_away.push(column.name.clone());
                }
            }
            // `*` reads them backwards, so that those of the outermost join come first.
            scope.merged.extend(merged_columns.into_iter().rev());
        }
        match condition {
            Some(condition) => Ok(condition),
            None => self.refuse(RuleId::JoinCondition, "USING names no column", at),
        }
    }

    fn merge_side(&self, name: &str, first: usize, end: usize, at: Location) -> Lowered<Found> {
        let found = self.scopes.last().map_or(Lookup::Missing, |scope| {
            scope.find_between(name, first, end, self.dialect)
        });
        match found {
            Lookup::One(found) => Ok(found),
            Lookup::Missing => self.refuse(
                RuleId::UnknownColumn,
                format!("USING needs a column \"{name}\" on both sides of the join"),
                at,
            ),
            Lookup::Ambiguous => self.refuse(
                RuleId::AmbiguousColumn,
                format!("a side of the join has several columns \"{name}\"; write ON"),
                at,
            ),
        }
    }

    fn factor(&mut self, factor: &ast::TableFactor) -> Lowered<Source> {
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
                if args.is_some() || *with_ordinality {
                    return self.table_function(at);
                }
                if sample.is_some() && self.is_policed(name)? {
                    return self.refuse(
                        RuleId::PolicedSample,
                        "a table that the policy rewrites cannot be sampled; ask for LIMIT",
                        at,
                    );
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
                self.named(name, alias.as_ref())
            }
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
                self.joined(table_with_joins)
            }
            TableFactor::TableFunction { .. }
            | TableFactor::Function { .. }
            | TableFactor::UNNEST { .. }
            | TableFactor::JsonTable { .. }
            | TableFactor::OpenJsonTable { .. }
            | TableFactor::XmlTable { .. } => self.table_function(at),
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

    fn table_function<T>(&self, at: Location) -> Lowered<T> {
        self.refuse(
            RuleId::TableFunction,
            "functions are not admitted in FROM; read a table or a subquery",
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
        if lateral && self.dialect == Dialect::Sqlite {
            return self.refuse(
                RuleId::UnsupportedSource,
                "SQLite has no LATERAL; use a subquery in SELECT",
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
        if self.dialect == Dialect::Sqlite && !columns.is_empty() {
            if matches!(query.body, crate::tree::Body::Values(_)) {
                return self.refuse(
                    RuleId::UnsupportedSource,
                    "SQLite names no columns of VALUES; use WITH name (columns) AS (VALUES …)",
                    at,
                );
            }
            super::query::name_columns(&mut query, &outputs);
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
    fn show_siblings(&mut self, lateral: bool, first_visible: usize) -> Option<(bool, usize)> {
        let scope = self.scopes.last_mut()?;
        let before = (scope.hidden, scope.first_visible);
        scope.hidden = !lateral;
        scope.first_visible = first_visible;
        Some(before)
    }

    /// A CTE or a relation of the catalog.
    fn named(
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
        if !renamed.is_empty() {
            return self.refuse(
                RuleId::UnsupportedSource,
                "a table's columns keep their names; rename them in a subquery",
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
            let explicit = given.is_some();
            let given = given.unwrap_or_else(|| cte_name.clone());
            let alias = self.add_source(&given, None, Columns::Query(columns), explicit, at)?;
            return Ok(Source::Cte {
                name: cte_name,
                alias,
            });
        }
        let found = self.relation(schema.as_deref(), &relation, at)?;
        self.relations.push((&found.schema, &found.name));
        let explicit = given.is_some();
        let given = given.unwrap_or_else(|| found.name.clone());
        let own_schema = (!explicit).then_some(found.schema.as_str());
        let view = self.view(found, at)?;
        let columns = match &view {
            None => Columns::Relation(found),
            Some(view) => Columns::Query(view.out_columns()),
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

    /// Adds a source to the current SELECT; the name that is printed for it.
    fn add_source(
        &mut self,
        given: &str,
        schema: Option<&'a str>,
        columns: Columns<'a>,
        explicit: bool,
        at: Location,
    ) -> Lowered<String> {
        if let Some(scope) = self.scopes.last() {
            let twice = scope.sources.iter().any(|source| {
                self.same(&source.given, given)
                    && (explicit || source.schema.is_none() || source.schema == schema)
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
                schema,
                alias: alias.clone(),
                columns,
                merged_away: Vec::new(),
                policed: None,
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

    pub(super) fn relation(
        &self,
        schema: Option<&str>,
        name: &str,
        at: Location,
    ) -> Lowered<&'a Relation> {
        if is_system(schema, name, self.dialect) {
            return self.refuse(
                RuleId::SystemRelation,
                format!("\"{name}\" is a table of the server's own; it is not read here"),
                at,
            );
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
            [only] => Ok(only),
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

    fn is_permitted(&self, relation: &Relation) -> bool {
        self.gate.permits(relation)
    }

    fn unknown_relation(&self, schema: Option<&str>, name: &str, at: Location) -> Diagnostic {
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
                    quote_identifier(&relation.schema),
                    quote_identifier(&relation.name)
                ),
                None => quote_identifier(best),
            }
        });
        let message = match schema {
            Some(schema) => format!("there is no table \"{name}\" in the schema \"{schema}\""),
            None => format!("there is no table \"{name}\""),
        };
        self.diagnostic(RuleId::UnknownRelation, message, at)
            .suggest(suggestion)
    }

    /// No source of that name in FROM.
    pub(super) fn unknown_source(&self, name: &str, at: Location) -> Diagnostic {
        let sources = self
            .scopes
            .iter()
            .filter(|scope| !scope.hidden)
            .flat_map(|scope| scope.sources.iter().map(|source| source.given.as_str()));
        let suggestion = closest(name, sources).map(quote_identifier);
        self.diagnostic(
            RuleId::UnknownSource,
            format!("FROM has no source \"{name}\" that can be seen here"),
            at,
        )
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
        Dialect::Sqlite => lower.starts_with("sqlite_") || lower.starts_with("pragma_"),
    }
}

/// What `TypeClass` an expression has where nothing is known of it.
pub(super) const UNKNOWN: TypeClass = TypeClass::Other;
