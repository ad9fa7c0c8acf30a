//! One SELECT with what the catalog knows of its tables: origins of columns, keys, conditions.

use plainquery_catalog::{Column, Relation};

use crate::tree::{BinaryOperator, Body, Expr, JoinKind, Query, Select, SelectItem, Source};
use crate::walk;

/// The column of a table that a value comes from as it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Origin<'a> {
    pub(super) relation: &'a Relation,
    pub(super) column: &'a Column,
    /// Whether NULL may come, from the table or from an outer join.
    pub(super) nullable: bool,
}

/// What is known of a query's rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Known<'a> {
    pub(super) columns: Vec<(String, Option<Origin<'a>>)>,
    /// Sets of columns that no two rows share; an empty set where there is at most one row.
    pub(super) keys: Vec<Vec<String>>,
}

impl Known<'_> {
    /// Rows of which only the names are known, and whether they are all different.
    pub(super) fn of_rows(names: Vec<String>, different: bool) -> Self {
        Self {
            keys: if different {
                vec![names.clone()]
            } else {
                Vec::new()
            },
            columns: names.into_iter().map(|name| (name, None)).collect(),
        }
    }

    /// Of a function in FROM, of whose rows nothing is known.
    pub(super) fn of_function(names: &[String]) -> Self {
        Self {
            keys: Vec::new(),
            columns: names.iter().map(|name| (name.clone(), None)).collect(),
        }
    }

    /// Under the names of an alias's list.
    pub(super) fn renamed(mut self, names: &[String]) -> Self {
        for ((own, _), name) in self.columns.iter_mut().zip(names) {
            for key in self.keys.iter_mut().flatten() {
                if key == own {
                    key.clone_from(name);
                }
            }
            own.clone_from(name);
        }
        self
    }
}

/// A source of a SELECT.
#[derive(Clone, Debug)]
pub(super) struct Table<'a> {
    pub(super) alias: &'a str,
    rows: Rows<'a>,
    /// Whether it may refer to the sources before it.
    pub(super) lateral: bool,
    /// Whether an outer join may leave it empty.
    optional: bool,
}

#[derive(Clone, Debug)]
enum Rows<'a> {
    Relation(Option<&'a Relation>),
    Query(Known<'a>),
}

impl<'a> Table<'a> {
    pub(super) fn relation(alias: &'a str, relation: Option<&'a Relation>, optional: bool) -> Self {
        Self {
            alias,
            rows: Rows::Relation(relation),
            lateral: false,
            optional,
        }
    }

    pub(super) fn query(alias: &'a str, known: Known<'a>, optional: bool) -> Self {
        Self {
            alias,
            rows: Rows::Query(known),
            lateral: false,
            optional,
        }
    }

    /// The table of the catalog that it is.
    pub(super) fn as_relation(&self) -> Option<&'a Relation> {
        match &self.rows {
            Rows::Relation(relation) => *relation,
            Rows::Query(_) => None,
        }
    }

    /// Its name for people.
    pub(super) fn name(&self) -> &'a str {
        self.as_relation()
            .map_or(self.alias, |relation| relation.name.as_str())
    }

    pub(super) fn keys(&self) -> Vec<&[String]> {
        match &self.rows {
            Rows::Relation(Some(relation)) => std::iter::once(&relation.primary_key)
                .chain(&relation.unique_keys)
                .filter(|key| !key.is_empty())
                .map(Vec::as_slice)
                .collect(),
            Rows::Relation(None) => Vec::new(),
            Rows::Query(known) => known.keys.iter().map(Vec::as_slice).collect(),
        }
    }

    /// Whether rows that agree on these columns are one row.
    pub(super) fn is_one_row(&self, columns: &[&str]) -> bool {
        self.keys()
            .iter()
            .any(|key| key.iter().all(|name| columns.contains(&name.as_str())))
    }

    pub(super) fn origin(&self, name: &str) -> Option<Origin<'a>> {
        let mut origin = match &self.rows {
            Rows::Relation(relation) => {
                let relation = (*relation)?;
                let column = relation.column(name)?;
                let in_key = relation.primary_key.contains(&column.name);
                Some(Origin {
                    relation,
                    column,
                    nullable: column.nullable && !in_key,
                })
            }
            Rows::Query(known) => {
                let found = known.columns.iter().find(|(own, _)| own == name);
                found.and_then(|(_, origin)| *origin)
            }
        }?;
        origin.nullable |= self.optional;
        Some(origin)
    }
}

/// A column of a table of the SELECT: the table's position and the column's name.
pub(super) type Place<'a> = (usize, &'a str);

/// A SELECT and its tables.
pub(super) struct Model<'a> {
    pub(super) select: &'a Select,
    pub(super) tables: Vec<Table<'a>>,
    /// The conditions of WHERE and ON.
    pub(super) conditions: Vec<&'a Expr>,
    /// Columns that are equal by a condition.
    pub(super) equal: Vec<(Place<'a>, Place<'a>)>,
    /// Columns that one value is given to, by a constant or a query around.
    pub(super) fixed: Vec<Place<'a>>,
    outer: Vec<&'a str>,
}

impl<'a> Model<'a> {
    pub(super) fn of(
        select: &'a Select,
        tables: Vec<Table<'a>>,
        scopes: &[Vec<Table<'a>>],
    ) -> Self {
        let outer = scopes.iter().flatten().map(|table| table.alias).collect();
        let mut model = Self {
            select,
            tables,
            conditions: walk::conditions(select),
            equal: Vec::new(),
            fixed: Vec::new(),
            outer,
        };
        for condition in model.conditions.clone() {
            let (equal, fixed) = model.equality(condition);
            model.equal.extend(equal);
            model.fixed.extend(fixed);
        }
        model
    }

    /// What an equality says: two columns are equal, or a column has one value.
    pub(super) fn equality(
        &self,
        condition: &'a Expr,
    ) -> (Option<(Place<'a>, Place<'a>)>, Option<Place<'a>>) {
        let Expr::Binary {
            left,
            operator: BinaryOperator::Equal | BinaryOperator::NotDistinctFrom,
            right,
        } = condition
        else {
            return (None, None);
        };
        match (self.place(left), self.place(right)) {
            (Some(left), Some(right)) if left.0 != right.0 => (Some((left, right)), None),
            (Some(place), None) if !self.names_own(right) => (None, Some(place)),
            (None, Some(place)) if !self.names_own(left) => (None, Some(place)),
            _ => (None, None),
        }
    }

    /// Whether an expression names a table of this SELECT.
    fn names_own(&self, expr: &Expr) -> bool {
        !self.tables_in(expr).is_empty()
    }

    /// The table of that alias.
    pub(super) fn position(&self, alias: &str) -> Option<usize> {
        self.tables.iter().position(|table| table.alias == alias)
    }

    /// The column that an expression is.
    pub(super) fn place(&self, expr: &'a Expr) -> Option<Place<'a>> {
        match expr {
            Expr::Column {
                source: Some(source),
                name,
            } => Some((self.position(source)?, name)),
            _ => None,
        }
    }

    /// Where the value of a column comes from.
    pub(super) fn origin(&self, expr: &'a Expr) -> Option<Origin<'a>> {
        let (table, name) = self.place(expr)?;
        self.tables[table].origin(name)
    }

    /// The tables that an expression names, in the queries inside it too.
    pub(super) fn tables_in(&self, expr: &Expr) -> Vec<usize> {
        let mut found = Vec::new();
        each_source(expr, &mut |source| {
            if let Some(position) = self.position(source)
                && !found.contains(&position)
            {
                found.push(position);
            }
        });
        found
    }

    /// Whether an expression names a source of a query around this one.
    pub(super) fn names_outer(&self, expr: &Expr) -> bool {
        let mut found = false;
        each_source(expr, &mut |source| found |= self.outer.contains(&source));
        found
    }

    /// What is known of the rows of this SELECT.
    pub(super) fn known(&self) -> Known<'a> {
        let select = self.select;
        let columns: Vec<(String, Option<Origin<'a>>)> = select
            .items
            .iter()
            .map(|item| (output_name(item), self.origin(&item.expr)))
            .collect();
        let mut keys = Vec::new();
        if select.distinct {
            keys.push(columns.iter().map(|(name, _)| name.clone()).collect());
        }
        let grouped = !select.group_by.is_empty();
        if makes_rows(select) {
            // Of each row of a key there may be many.
        } else if grouped {
            let names: Option<Vec<String>> = select
                .group_by
                .iter()
                .map(|key| name_of(select, key))
                .collect();
            keys.extend(names);
        } else if has_aggregate(select) || select.from.is_empty() {
            keys.push(Vec::new());
        } else if let [table] = self.tables.as_slice() {
            for key in table.keys() {
                let names: Option<Vec<String>> = key
                    .iter()
                    .map(|column| {
                        let expr = Expr::column(table.alias, column.as_str());
                        name_of(select, &expr)
                    })
                    .collect();
                keys.extend(names);
            }
        }
        Known { columns, keys }
    }
}

/// Whether a SELECT makes rows of its own, beside those that it is grouped by.
pub(super) fn makes_rows(select: &Select) -> bool {
    let mut shown = select.items.iter().map(|item| &item.expr);
    shown.any(|expr| walk::any(expr, &mut walk::is_set) && !select.group_by.contains(expr))
}

/// The name of the result's column that an expression is.
fn name_of(select: &Select, expr: &Expr) -> Option<String> {
    let found = select.items.iter().find(|item| item.expr == *expr)?;
    Some(output_name(found))
}

pub(super) fn output_name(item: &SelectItem) -> String {
    match (&item.alias, &item.expr) {
        (Some(alias), _) => alias.clone(),
        (None, Expr::Column { name, .. }) => name.clone(),
        (None, _) => String::new(),
    }
}

/// Which sides of a join may be empty: the left, the right.
pub(super) fn optional_sides(kind: JoinKind) -> (bool, bool) {
    match kind {
        JoinKind::Inner | JoinKind::Cross => (false, false),
        JoinKind::Left => (false, true),
        JoinKind::Right => (true, false),
        JoinKind::Full => (true, true),
    }
}

/// Whether an aggregate makes one row of many.
pub(super) fn has_aggregate(select: &Select) -> bool {
    select
        .items
        .iter()
        .map(|item| &item.expr)
        .chain(&select.having)
        .any(|expr| walk::any(expr, &mut is_aggregate))
}

pub(super) fn is_aggregate(expr: &Expr) -> bool {
    match expr {
        Expr::Function(function) => {
            function.over.is_none()
                && (function.star
                    || crate::functions::is_aggregate(&function.name, function.arguments.len()))
        }
        _ => false,
    }
}

/// The source of every column in an expression, and in the queries inside it.
pub(super) fn each_source<'e>(expr: &'e Expr, found: &mut impl FnMut(&'e str)) {
    let mut exprs = vec![expr];
    let mut queries: Vec<&Query> = Vec::new();
    loop {
        while let Some(next) = exprs.pop() {
            match next {
                Expr::Column {
                    source: Some(source),
                    ..
                } => found(source),
                Expr::Exists { query, .. }
                | Expr::Subquery(query)
                | Expr::InQuery { query, .. }
                | Expr::QuantifiedQuery { query, .. } => queries.push(query),
                _ => {}
            }
            walk::push_parts(next, &mut exprs);
        }
        let Some(query) = queries.pop() else { return };
        push_query(query, &mut exprs, &mut queries);
    }
}

/// The expressions and the queries of a query.
fn push_query<'e>(query: &'e Query, exprs: &mut Vec<&'e Expr>, queries: &mut Vec<&'e Query>) {
    queries.extend(query.ctes.iter().map(|cte| &cte.query));
    exprs.extend(query.order_by.iter().map(|item| &item.expr));
    match &query.body {
        Body::Select(select) => {
            exprs.extend(select.items.iter().map(|item| &item.expr));
            exprs.extend(&select.filter);
            exprs.extend(&select.group_by);
            exprs.extend(&select.having);
            exprs.extend(&select.distinct_on);
            let mut sources: Vec<&Source> = select.from.iter().collect();
            while let Some(source) = sources.pop() {
                match source {
                    Source::Derived { query, .. } => queries.push(query),
                    Source::Join {
                        left, right, on, ..
                    } => {
                        sources.extend([&**left, &**right]);
                        exprs.extend(on);
                    }
                    Source::Function { arguments, .. } => exprs.extend(arguments),
                    Source::Relation { .. } | Source::Cte { .. } => {}
                }
            }
        }
        Body::SetOperation { left, right, .. } => queries.extend([&**left, &**right]),
        Body::Values(rows) => exprs.extend(rows.iter().flatten()),
    }
}
