//! Queries: WITH, set operations, VALUES, LIMIT.

use plainquery_core::{Dialect, TypeClass};
use sqlparser::ast::{self, SetExpr};
use sqlparser::tokenizer::Location;

use super::around::{around, is_bare, is_values};
use super::{Lowered, Lowerer, Names, Output, stand_in, start};
use crate::diagnostic::RuleId;
use crate::kinds::Kinds;
use crate::mutation::{self, is_off};
use crate::scope::OutColumn;
use crate::tree::{Body, Cte, Expr, OrderItem, Query};

/// A query and its columns.
pub(super) type QueryAndColumns = (Query, Vec<OutColumn>);

impl Lowerer<'_> {
    /// A query with all its clauses.
    pub(super) fn query(&mut self, query: &ast::Query, names: Names) -> Lowered<QueryAndColumns> {
        let read = self.query_with_clauses(query, names);
        mutation::or(read, stand_in::query)
    }

    fn query_with_clauses(&mut self, query: &ast::Query, names: Names) -> Lowered<QueryAndColumns> {
        let ast::Query {
            with,
            body,
            order_by,
            limit_clause,
            fetch,
            locks,
            for_clause,
            settings,
            format_clause,
            pipe_operators,
        } = query;
        let at = start(query);
        if !locks.is_empty() && !is_off(RuleId::RowLock) {
            return self.refuse(
                RuleId::RowLock,
                "rows are not locked here; remove FOR UPDATE or FOR SHARE",
                at,
            );
        }
        if for_clause.is_some()
            || settings.is_some()
            || format_clause.is_some()
            || !pipe_operators.is_empty()
        {
            return self.refuse(
                RuleId::UnsupportedClause,
                "a clause of another database's SQL; remove it",
                at,
            );
        }
        let known_ctes = self.ctes.len();
        let result = self.query_with(with.as_ref(), body, order_by.as_ref(), names);
        self.ctes.truncate(known_ctes);
        let (mut lowered, columns) = result?;
        let (limit, offset) = self.limit(limit_clause.as_ref(), fetch.as_ref(), at)?;
        let has_top = matches!(&**body, SetExpr::Select(select) if select.top.is_some());
        if has_top {
            if limit.is_some() || offset.is_some() {
                return self.refuse(RuleId::InvalidLimit, "write TOP or LIMIT, not both", at);
            }
            return Ok((lowered, columns));
        }
        if (limit.is_some() || offset.is_some()) && self.is_values_of_sqlite(&lowered) {
            lowered = around(lowered, &columns);
        }
        (lowered.limit, lowered.offset) = (limit, offset);
        Ok((lowered, columns))
    }

    /// `SQLite` takes no ORDER BY and no LIMIT after VALUES: a derived table stands in.
    fn is_values_of_sqlite(&self, query: &Query) -> bool {
        self.dialect == Dialect::Sqlite && is_values(query)
    }

    /// The same for the whole text, which gets a limit.
    pub(super) fn limitable(&self, query: Query, columns: &[OutColumn]) -> Query {
        if self.is_values_of_sqlite(&query) {
            around(query, columns)
        } else {
            query
        }
    }

    fn query_with(
        &mut self,
        with: Option<&ast::With>,
        body: &SetExpr,
        order_by: Option<&ast::OrderBy>,
        names: Names,
    ) -> Lowered<QueryAndColumns> {
        let mut ctes = Vec::new();
        let mut recursive = false;
        if let Some(ast::With {
            with_token: _,
            recursive: is_recursive,
            cte_tables,
        }) = with
        {
            recursive = *is_recursive;
            for cte in cte_tables {
                let lowered = self.cte(cte, recursive || self.may_read_itself(cte))?;
                // There, WITH alone says it too.
                recursive |= self.dialect == Dialect::Snowflake
                    && crate::cost::refers_to(&lowered.query, &lowered.name);
                if ctes
                    .iter()
                    .any(|other: &Cte| self.same(&other.name, &lowered.name))
                {
                    return self.refuse(
                        RuleId::DuplicateSource,
                        format!("WITH names \"{}\" twice; rename one", lowered.name),
                        cte.alias.name.span.start,
                    );
                }
                ctes.push(lowered);
            }
        }
        let (mut query, columns) = self.ordered_body(body, order_by, names)?;
        query.ctes = ctes;
        query.recursive = recursive;
        Ok((query, columns))
    }

    /// The names in parentheses after an alias.
    pub(super) fn alias_columns(&self, alias: &ast::TableAlias) -> Lowered<Vec<String>> {
        let ast::TableAlias {
            explicit: _,
            name,
            columns,
            at,
        } = alias;
        let mut names: Vec<String> = Vec::with_capacity(columns.len());
        for ast::TableAliasColumnDef { name, data_type } in columns {
            if data_type.is_some() {
                return self.refuse(
                    RuleId::UnsupportedSource,
                    "a list of column definitions is not admitted",
                    name.span.start,
                );
            }
            let column = self.fold(name);
            if names.iter().any(|other| self.same(other, &column)) {
                return self.refuse(
                    RuleId::AmbiguousColumn,
                    format!("the list of columns names \"{column}\" twice"),
                    name.span.start,
                );
            }
            names.push(column);
        }
        if at.is_some() {
            return self.refuse(
                RuleId::UnsupportedSource,
                "AT after an alias is not admitted",
                name.span.start,
            );
        }
        Ok(names)
    }

    /// Columns under the names of an alias's list, which may be shorter than they are.
    pub(super) fn renamed(
        &self,
        mut outputs: Vec<OutColumn>,
        names: &[String],
        at: Location,
    ) -> Lowered<Vec<OutColumn>> {
        let is_open = outputs.iter().any(OutColumn::is_all);
        if is_open && !names.is_empty() {
            return Ok(named_and_all(outputs, names));
        }
        if names.len() > outputs.len() {
            return self.refuse(
                RuleId::ColumnCount,
                format!(
                    "{} names for {} columns; give as many as there are",
                    names.len(),
                    outputs.len()
                ),
                at,
            );
        }
        for (output, name) in outputs.iter_mut().zip(names) {
            output.name.clone_from(name);
            output.given.clone_from(name);
        }
        for index in names.len()..outputs.len() {
            let taken = |candidate: &str| {
                outputs[..index]
                    .iter()
                    .any(|other| self.same(&other.name, candidate))
            };
            if !names.is_empty() && taken(&outputs[index].name) {
                return self.refuse(
                    RuleId::ColumnCount,
                    "the list of columns repeats a name of the query; name every column",
                    at,
                );
            }
        }
        Ok(outputs)
    }

    fn ordered_body(
        &mut self,
        body: &SetExpr,
        order_by: Option<&ast::OrderBy>,
        names: Names,
    ) -> Lowered<QueryAndColumns> {
        if let SetExpr::Select(select) = body {
            let limit = match &select.top {
                Some(top) if self.dialect == Dialect::Snowflake => {
                    Some(self.top(top, start(body))?)
                }
                _ => None,
            };
            let (select, order_by, columns) = self.select(select, order_by, names)?;
            let query = Query {
                limit,
                body: Body::Select(Box::new(select)),
                order_by,
                ..Query::default()
            };
            return Ok((query, columns));
        }
        let names = if order_by.is_some() {
            Names::Wanted
        } else {
            names
        };
        let (mut query, columns) = self.set_expr(body, names)?;
        if let Some(order_by) = order_by {
            if !is_bare(&query) || self.is_values_of_sqlite(&query) {
                query = around(query, &columns);
            }
            query = self.ordinary(query, &columns);
            query.order_by = self.order_by_outputs(body, order_by, &columns)?;
        }
        Ok((query, columns))
    }

    /// A query that ORDER BY and LIMIT may follow: in `SQLite`, they do not follow VALUES.
    pub(super) fn ordinary(&self, query: Query, columns: &[OutColumn]) -> Query {
        if self.dialect == Dialect::Sqlite && matches!(query.body, Body::Values(_)) {
            around(query, columns)
        } else {
            query
        }
    }

    /// A SELECT, a query in parentheses, a set operation or VALUES, without ORDER BY and LIMIT.
    pub(super) fn set_expr(&mut self, body: &SetExpr, names: Names) -> Lowered<QueryAndColumns> {
        let read = self.set_expr_by_kind(body, names);
        mutation::or(read, stand_in::query)
    }

    fn set_expr_by_kind(&mut self, body: &SetExpr, names: Names) -> Lowered<QueryAndColumns> {
        match body {
            SetExpr::Select(_) => self.ordered_body(body, None, names),
            SetExpr::Query(query) => self.query(query, names),
            SetExpr::SetOperation { .. } => self.set_operation(body, names),
            SetExpr::Values(values) => self.values(values),
            SetExpr::Insert(statement)
            | SetExpr::Update(statement)
            | SetExpr::Delete(statement)
            | SetExpr::Merge(statement) => self.refuse(
                RuleId::WriteInQuery,
                "data is only read here, in WITH and in parentheses too",
                start(statement),
            ),
            SetExpr::Table(table) => {
                let ast::Table {
                    table_name,
                    schema_name,
                } = &**table;
                self.whole_table(schema_name.as_deref(), table_name.as_deref(), names)
            }
        }
    }

    /// ORDER BY of a set operation or VALUES: names and positions of the result.
    fn order_by_outputs(
        &mut self,
        body: &SetExpr,
        order_by: &ast::OrderBy,
        columns: &[OutColumn],
    ) -> Lowered<Vec<OrderItem>> {
        let outputs: Vec<Output> = columns
            .iter()
            .map(|column| Output {
                expr: Expr::Column {
                    source: None,
                    name: column.name.clone(),
                },
                given: column.given.clone(),
                name: column.name.clone(),
                class: column.class,
                kinds: column.kinds,
                weight: column.weight,
            })
            .collect();
        let mut items = Vec::new();
        for item in self.order_expressions(order_by)? {
            let (key, descending, nulls_first) = self.order_options(item)?;
            let mut index = self.output_index(key, &outputs)?;
            if index.is_none() && self.dialect == Dialect::Sqlite {
                // There, the expression of a column, in any of the SELECTs, stands for it too.
                index = projected(body, key).filter(|index| *index < outputs.len());
            }
            let Some(index) = index else {
                return self.refuse(
                    RuleId::UnsupportedClause,
                    "a set operation is ordered by names or positions of its columns only",
                    start(key),
                );
            };
            items.push(OrderItem {
                expr: outputs[index].expr.clone(),
                descending,
                nulls_first,
            });
        }
        Ok(items)
    }
}

/// The columns of a query whose `*` is not written out, under the names of an alias's list.
fn named_and_all(outputs: Vec<OutColumn>, names: &[String]) -> Vec<OutColumn> {
    let first = names.iter().map(|name| OutColumn {
        name: name.clone(),
        given: name.clone(),
        class: TypeClass::Other,
        kinds: Kinds::ALL,
        weight: 1,
    });
    first
        .chain(outputs.into_iter().filter(OutColumn::is_all).take(1))
        .collect()
}

/// Which column of a SELECT in a set operation an expression is, word for word.
fn projected(body: &SetExpr, key: &ast::Expr) -> Option<usize> {
    match body {
        SetExpr::SetOperation { left, right, .. } => {
            projected(left, key).or_else(|| projected(right, key))
        }
        SetExpr::Query(query) => projected(&query.body, key),
        SetExpr::Select(select) => {
            let shown = |item: &ast::SelectItem| match item {
                ast::SelectItem::UnnamedExpr(expr)
                | ast::SelectItem::ExprWithAlias { expr, .. } => Some(expr == key),
                _ => None,
            };
            // What stands after * has no place that is known here.
            let place = select.projection.iter().map_while(shown).position(|is| is);
            place.filter(|_| !matches!(key, ast::Expr::Value(_)))
        }
        _ => None,
    }
}
