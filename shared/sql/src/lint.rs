//! What is probably not meant, or slower than it needs to be, in a query that may run.
//!
//! A warning refuses nothing. Each rests on what the catalog knows for certain (keys, foreign keys,
//! whether a column may be NULL, all values of a column, estimates of rows); where the catalog says
//! nothing, nothing is warned of.

mod fan_out;
mod joins;
mod made_rows;
mod model;
mod nulls;
mod place;
mod ranges;
mod result;
mod search;
mod values;
mod written;

use plainquery_catalog::Catalog;
use plainquery_core::Dialect;

use crate::diagnostic::Position;
use crate::print::print;
use crate::tree::{Body, Expr, Query, Select, Source};
use crate::validate::ValidatedQuery;
use crate::walk;

use model::{Known, Model, Table};
use place::Places;
pub(crate) use written::Written;

/// From how many rows on a table is read with care.
pub const BIG_TABLE_ROWS: u64 = 100_000;
/// The most warnings of one query.
const MAX_WARNINGS: usize = 20;

/// What is warned of, by stable names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LintId {
    /// A join repeats the rows that an aggregate goes over.
    FanOut,
    /// A join on columns that are no key of either side.
    JoinNotOnKey,
    /// No condition ties two tables.
    MissingJoinCondition,
    /// A column has no such value.
    UnknownValue,
    /// NOT IN with NULL among the values keeps no row.
    NotInNull,
    /// NOT IN leaves out the rows where the column is NULL.
    NullLeftOut,
    /// A pattern that starts with a wildcard reads the whole table.
    LeadingWildcard,
    /// A function around a column keeps an index from being used.
    FunctionOnColumn,
    /// `SELECT *` from a table.
    SelectStar,
    /// Pages by OFFSET read all pages before them, or have no order.
    OffsetPaging,
    /// Every row of a big table is asked for.
    UnboundedResult,
}

impl LintId {
    /// Every one.
    pub const ALL: &'static [Self] = &[
        Self::FanOut,
        Self::JoinNotOnKey,
        Self::MissingJoinCondition,
        Self::UnknownValue,
        Self::NotInNull,
        Self::NullLeftOut,
        Self::LeadingWildcard,
        Self::FunctionOnColumn,
        Self::SelectStar,
        Self::OffsetPaging,
        Self::UnboundedResult,
    ];

    /// Its stable name, in kebab case.
    pub fn label(self) -> &'static str {
        match self {
            Self::FanOut => "fan-out",
            Self::JoinNotOnKey => "join-not-on-key",
            Self::MissingJoinCondition => "missing-join-condition",
            Self::UnknownValue => "unknown-value",
            Self::NotInNull => "not-in-null",
            Self::NullLeftOut => "null-left-out",
            Self::LeadingWildcard => "leading-wildcard",
            Self::FunctionOnColumn => "function-on-column",
            Self::SelectStar => "select-star",
            Self::OffsetPaging => "offset-paging",
            Self::UnboundedResult => "unbounded-result",
        }
    }
}

/// Something that is probably not meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What sort of thing.
    pub lint: LintId,
    /// What it is, in a sentence.
    pub message: String,
    /// Where, if that is certain: the tree has no places, so it is looked for in the text and given
    /// only where there is one candidate.
    pub position: Option<Position>,
    /// What to do instead.
    pub suggestion: Option<String>,
    /// The whole query written so, only where it yields the same for certain.
    pub sql: Option<String>,
}

/// Looks through a query that may run. `sql` is the text that it was read from.
pub fn lint(sql: &str, query: &ValidatedQuery, catalog: &Catalog) -> Vec<Warning> {
    let mut tree = query.tree().clone();
    // One more than is shown is asked for, which is no wish of the user's.
    if tree.limit.is_some_and(|limit| limit > query.max_rows()) {
        tree.limit = None;
    }
    let mut linter = Linter {
        catalog,
        places: Places::of(sql, catalog.dialect),
        whole: &tree,
        ctes: Vec::new(),
        scopes: Vec::new(),
        warnings: Vec::new(),
    };
    linter.query(&tree);
    let outermost = result::check(query.written(), &tree, catalog, &linter.places);
    let mut warnings = linter.warnings;
    warnings.extend(outermost);
    let mut seen: Vec<Warning> = Vec::with_capacity(warnings.len());
    for warning in warnings {
        if !seen.contains(&warning) {
            seen.push(warning);
        }
    }
    seen.truncate(MAX_WARNINGS);
    seen
}

/// What is known on the way through a tree.
struct Linter<'a> {
    catalog: &'a Catalog,
    places: Places<'a>,
    /// The whole query, for writing it anew.
    whole: &'a Query,
    /// The innermost last.
    ctes: Vec<(&'a str, Known<'a>)>,
    /// The innermost last.
    scopes: Vec<Vec<Table<'a>>>,
    warnings: Vec<Warning>,
}

impl<'a> Linter<'a> {
    fn warn(&mut self, warning: Warning) {
        if self.warnings.len() < MAX_WARNINGS {
            self.warnings.push(warning);
        }
    }

    /// Looks through a query; what is known of its rows.
    fn query(&mut self, query: &'a Query) -> Known<'a> {
        let outer = self.ctes.len();
        for cte in &query.ctes {
            if query.recursive {
                self.ctes.push((&cte.name, Known::default()));
            }
            let scopes = std::mem::take(&mut self.scopes);
            let known = self.query(&cte.query).renamed(&cte.columns);
            self.scopes = scopes;
            if query.recursive {
                self.ctes.pop();
            }
            self.ctes.push((&cte.name, known));
        }
        let mut known = match &query.body {
            Body::Select(select) => self.select(select, query),
            Body::SetOperation {
                left, right, all, ..
            } => {
                let left = self.query(left);
                self.query(right);
                // Columns keep no origin: the other side may bring other values.
                let names = left.columns.into_iter().map(|(name, _)| name);
                Known::of_rows(names.collect(), !all)
            }
            Body::Values(rows) => {
                for value in rows.iter().flatten() {
                    self.expr(value);
                }
                let width = rows.first().map_or(0, Vec::len);
                let names = (1..=width).map(|number| format!("column{number}"));
                let mut known = Known::of_rows(names.collect(), false);
                if rows.len() <= 1 {
                    known.keys.push(Vec::new());
                }
                known
            }
        };
        self.ctes.truncate(outer);
        if query.limit.is_some_and(|limit| limit <= 1) {
            known.keys.push(Vec::new());
        }
        known
    }

    fn select(&mut self, select: &'a Select, query: &'a Query) -> Known<'a> {
        let mut tables = Vec::new();
        self.scopes.push(Vec::new());
        for source in &select.from {
            self.source(source, false, &mut tables);
        }
        self.scopes.pop();
        self.scopes.push(tables);
        let mut exprs: Vec<&'a Expr> = select.items.iter().map(|item| &item.expr).collect();
        exprs.extend(walk::conditions(select));
        exprs.extend(&select.group_by);
        exprs.extend(&select.distinct_on);
        exprs.extend(&select.having);
        exprs.extend(query.order_by.iter().map(|item| &item.expr));
        for expr in exprs {
            self.expr(expr);
        }
        let tables = self.scopes.pop().unwrap_or_default();
        let model = Model::of(select, tables, &self.scopes);
        let mut found = Vec::new();
        fan_out::check(&model, query, &self.places, &mut found);
        made_rows::check(&model, query, &self.places, &mut found);
        joins::check(&model, self.catalog.dialect, &self.places, &mut found);
        values::check(&model, query, &self.places, &mut found);
        nulls::check_lists(&model, &mut found);
        search::check(&model, &self.places, &mut found);
        if self.catalog.dialect == Dialect::Postgres {
            ranges::check(&model, self.whole, &self.places, &mut found);
        }
        for warning in found {
            self.warn(warning);
        }
        model.known()
    }

    /// Adds the tables of a source. `optional` ones may have no row, as outer joins have it.
    fn source(&mut self, source: &'a Source, optional: bool, tables: &mut Vec<Table<'a>>) {
        match source {
            Source::Relation {
                schema,
                name,
                alias,
            } => tables.push(Table::relation(
                alias,
                self.catalog.relation(schema, name),
                optional,
            )),
            Source::Cte { name, alias } => {
                let found = self.ctes.iter().rev().find(|(cte, _)| cte == name);
                let known = found.map(|(_, known)| known.clone()).unwrap_or_default();
                tables.push(Table::query(alias, known, optional));
            }
            Source::Derived {
                query,
                alias,
                columns,
                lateral,
            } => {
                if *lateral && let Some(scope) = self.scopes.last_mut() {
                    scope.clone_from(tables);
                }
                let known = self.query(query).renamed(columns);
                let mut table = Table::query(alias, known, optional);
                table.lateral = *lateral;
                tables.push(table);
            }
            Source::Function {
                name: _,
                arguments,
                ordinality: _,
                alias,
                columns,
            } => {
                if let Some(scope) = self.scopes.last_mut() {
                    scope.clone_from(tables);
                }
                for argument in arguments {
                    self.expr(argument);
                }
                let mut table = Table::query(alias, Known::of_function(columns), optional);
                table.lateral = arguments.iter().any(|argument| {
                    walk::any(argument, &mut |part| matches!(part, Expr::Column { .. }))
                });
                tables.push(table);
            }
            Source::Join {
                left, right, kind, ..
            } => {
                let (left_optional, right_optional) = model::optional_sides(*kind);
                self.source(left, optional || left_optional, tables);
                self.source(right, optional || right_optional, tables);
            }
        }
    }

    /// Looks into the queries inside an expression.
    fn expr(&mut self, expr: &'a Expr) {
        let mut pending = vec![expr];
        while let Some(next) = pending.pop() {
            match next {
                Expr::Exists { query, .. }
                | Expr::Subquery(query)
                | Expr::QuantifiedQuery { query, .. } => {
                    self.query(query);
                }
                Expr::InQuery { query, negated, .. } => {
                    let known = self.query(query);
                    if *negated {
                        let found = nulls::check_query(query, &known, &self.places);
                        self.warnings.extend(found);
                    }
                }
                _ => {}
            }
            walk::push_parts(next, &mut pending);
        }
    }
}

/// The whole query with one SELECT in it replaced; `None` where it stands inside an expression.
fn rewritten(whole: &Query, old: &Select, new: &Select, dialect: Dialect) -> Option<String> {
    let mut copy = whole.clone();
    replace(&mut copy, old, new).then(|| print(&copy, dialect))
}

fn replace(query: &mut Query, old: &Select, new: &Select) -> bool {
    let mut found = false;
    for cte in &mut query.ctes {
        found |= replace(&mut cte.query, old, new);
    }
    match &mut query.body {
        Body::Select(select) => {
            if **select == *old {
                select.clone_from(&Box::new(new.clone()));
                return true;
            }
            for source in &mut select.from {
                found |= replace_in_source(source, old, new);
            }
        }
        Body::SetOperation { left, right, .. } => {
            found |= replace(left, old, new);
            found |= replace(right, old, new);
        }
        Body::Values(_) => {}
    }
    found
}

fn replace_in_source(source: &mut Source, old: &Select, new: &Select) -> bool {
    match source {
        Source::Derived { query, .. } => replace(query, old, new),
        Source::Join { left, right, .. } => {
            let left = replace_in_source(left, old, new);
            replace_in_source(right, old, new) || left
        }
        Source::Relation { .. } | Source::Cte { .. } | Source::Function { .. } => false,
    }
}
