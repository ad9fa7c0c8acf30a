//! How large a query can make its values and its rows, estimated before anything is sent.
//!
//! The estimate goes through the tree from the leaves up, in saturating arithmetic. A value is
//! bounded by `fixed_bytes + growth × S` bytes, where S is the length of the longest value that is
//! stored in the tables that are read: constants give the first part, columns the second, and each
//! call or operator says how it changes both. Rows are bounded by what the tables hold, and by the
//! product of what no condition ties together. Every bound has a cap and every cap its own rule.
//!
//! What is not bounded here: what the stored values themselves are, and how long a row takes. The
//! execution's own caps hold those, and the server's own estimate, which is asked for where the rows
//! that are read are many (`work`).

mod call;
mod expr;
mod most;
mod number;
mod range;
mod recursion;
mod rows;
mod series;
mod sets;
mod size;
mod work;

use plainquery_catalog::{Catalog, Relation};
use plainquery_core::Dialect;
pub(crate) use recursion::refers_to;

use crate::diagnostic::{Diagnostic, RuleId};
use crate::mutation::is_off;
use crate::tree::{Body, Cte, Query, Select, Source};
pub(crate) use most::most;
use rows::Rows;
use sets::Sets;
pub use size::Size;
use size::Width;
use work::Work;

/// The most bytes that constants may make a value of.
pub const MAX_VALUE_BYTES: u64 = 512 << 10;
/// The most times that a value may hold what is stored.
pub const MAX_GROWTH: u64 = 1_000;
/// The most rows that a query may make of nothing: by VALUES, series and recursion.
pub const MAX_MADE_ROWS: u64 = 1_000_000;
/// The most bytes that such rows may hold together.
pub const MAX_MADE_BYTES: u64 = 256 << 20;
/// The most rows that joins may put together, by the estimates of the catalog.
pub const MAX_JOINED_ROWS: u64 = 10_000_000_000;
/// The rows of a table of which the catalog has no estimate.
pub const UNKNOWN_TABLE_ROWS: u64 = 1_000;
/// The steps of a recursion that ends, though the text does not say after how many.
pub const ASSUMED_STEPS: u64 = 100;
/// The most nodes that are looked at, so that the estimate itself is bounded.
const MAX_VISITS: u64 = 1_000_000;

/// What a query can grow to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Estimate {
    /// The most rows of the result, by the catalog's estimates.
    pub rows: u64,
    /// The rows that are read and put together on the way there, by the catalog's estimates; a subquery's
    /// once for each row that it depends on. `u64::MAX` where a view or the like is read whose size
    /// nothing tells.
    pub rows_read: u64,
    /// The most bytes of a value in each column of the result.
    pub columns: Vec<Size>,
}

/// Estimates a query, or says which cap it breaks.
pub fn estimate(query: &Query, catalog: &Catalog) -> Result<Estimate, Diagnostic> {
    let mut estimator = Estimator {
        catalog,
        ctes: Vec::new(),
        scopes: Vec::new(),
        froms: Vec::new(),
        cte_queries: Vec::new(),
        rows: Rows::ONE,
        sets: Sets::default(),
        work: Work::default(),
        visits: 0,
    };
    let known = estimator.query(query)?;
    Ok(Estimate {
        rows: known.rows.total,
        rows_read: estimator.work.rows_read,
        columns: known.columns.iter().map(|(_, width)| width.size).collect(),
    })
}

/// The columns of a query, by name, and its rows.
#[derive(Clone, Debug)]
struct Known {
    columns: Vec<(String, Width)>,
    rows: Rows,
}

/// A source of a SELECT.
struct ScopeSource<'a> {
    alias: &'a str,
    columns: Columns<'a>,
}

enum Columns<'a> {
    Relation(&'a Relation),
    Query(Vec<(String, Width)>),
}

/// What is known on the way through a tree.
struct Estimator<'a> {
    catalog: &'a Catalog,
    /// The innermost last.
    ctes: Vec<(&'a str, Known)>,
    /// The innermost last.
    scopes: Vec<Vec<ScopeSource<'a>>>,
    /// The FROM of each scope.
    froms: Vec<&'a [Source]>,
    /// The CTEs that can be named, with their trees.
    cte_queries: Vec<&'a Cte>,
    /// Those that the aggregates of the current SELECT go over.
    rows: Rows,
    /// The rows that calls in its expressions make of each.
    sets: Sets<'a>,
    work: Work,
    visits: u64,
}

type Estimated<T> = Result<T, Diagnostic>;

fn refuse<T>(rule: RuleId, message: impl Into<String>) -> Estimated<T> {
    Err(Diagnostic::new(rule, message))
}

impl<'a> Estimator<'a> {
    /// Counts a node, so that nothing here runs for long.
    fn visit(&mut self) -> Estimated<()> {
        self.visits += 1;
        if self.visits > MAX_VISITS {
            return refuse(
                RuleId::ExpressionGrowth,
                "the queries inside each other are too many to be estimated; nest less",
            );
        }
        Ok(())
    }

    fn query(&mut self, query: &'a Query) -> Estimated<Known> {
        self.visit()?;
        let outer = self.ctes.len();
        let outer_queries = self.cte_queries.len();
        for cte in &query.ctes {
            let known = self.cte(cte, query.recursive)?;
            self.ctes.push((&cte.name, known));
            self.cte_queries.push(cte);
        }
        let mut known = self.body(&query.body)?;
        // The keys of ORDER BY see the sources of the SELECT; columns of the result are known.
        if let Body::Select(select) = &query.body
            && !query.order_by.is_empty()
        {
            let around = self.work.enter(known.rows.total);
            self.with_sources(select, |this| {
                query
                    .order_by
                    .iter()
                    .try_for_each(|item| this.value(&item.expr).map(drop))
            })?;
            self.work.around = around;
        }
        self.ctes.truncate(outer);
        self.cte_queries.truncate(outer_queries);
        if let Some(limit) = query.limit {
            known.rows = known.rows.at_most(limit);
        }
        Ok(known)
    }

    /// A CTE sees no source around it.
    pub(in crate::cost) fn cte(&mut self, cte: &'a Cte, recursive: bool) -> Estimated<Known> {
        let scopes = std::mem::take(&mut self.scopes);
        let froms = std::mem::take(&mut self.froms);
        let outermost = self.work.outermost;
        let known = if recursive && recursion::refers_to(&cte.query, &cte.name) {
            self.recursive(cte)
        } else {
            self.query(&cte.query)
        };
        self.scopes = scopes;
        self.froms = froms;
        self.work.outermost = outermost;
        Ok(renamed(known?, &cte.columns))
    }

    fn body(&mut self, body: &'a Body) -> Estimated<Known> {
        match body {
            Body::Select(select) => self.select(select),
            Body::SetOperation { .. } => self.set_operation(body),
            Body::Values(rows) => {
                let mut columns: Vec<(String, Width)> = Vec::new();
                for row in rows {
                    for (index, value) in row.iter().enumerate() {
                        let width = self.value(value)?;
                        match columns.get_mut(index) {
                            Some((_, known)) => *known = known.either(width),
                            None => columns.push((format!("column{}", index + 1), width)),
                        }
                    }
                }
                Ok(Known {
                    columns,
                    rows: Rows::made(rows.len() as u64),
                })
            }
        }
    }

    /// A chain of set operations nests to the left: no recursion there.
    fn set_operation(&mut self, body: &'a Body) -> Estimated<Known> {
        let mut rights: Vec<&'a Query> = Vec::new();
        let mut first = body;
        let mut leftmost = None;
        while let Body::SetOperation { left, right, .. } = first {
            rights.push(right);
            if left.ctes.is_empty() && matches!(left.body, Body::SetOperation { .. }) {
                first = &left.body;
            } else {
                leftmost = Some(&**left);
                break;
            }
        }
        let mut known = match leftmost {
            Some(query) => self.query(query)?,
            None => self.body(first)?,
        };
        for right in rights.into_iter().rev() {
            let other = self.query(right)?;
            for ((_, width), (_, more)) in known.columns.iter_mut().zip(&other.columns) {
                *width = width.either(*more);
            }
            known.rows = known.rows.and(other.rows);
        }
        check_made(&known)?;
        Ok(known)
    }

    fn select(&mut self, select: &'a Select) -> Estimated<Known> {
        let mut sources = Vec::new();
        self.scopes.push(Vec::new());
        self.froms.push(&select.from);
        let (outer, around) = (self.rows, self.work.around);
        let sets = std::mem::take(&mut self.sets);
        let result = self.select_inside(select, &mut sources);
        self.sets = sets;
        (self.rows, self.work.around) = (outer, around);
        self.froms.pop();
        self.scopes.pop();
        result
    }

    fn select_inside(
        &mut self,
        select: &'a Select,
        sources: &mut Vec<(&'a str, Rows)>,
    ) -> Estimated<Known> {
        for source in &select.from {
            self.source(source, sources)?;
        }
        let mut rows = rows::joined(self.catalog, select, sources)?;
        self.work.add(rows::read(self.catalog, select, sources));
        if sources.len() > 1 {
            self.work.add(rows.total);
        }
        self.work.around = rows.total;
        // A group may be one row, and all that it is made of was made all the same.
        check_made_rows(rows.made)?;
        self.rows = rows;
        self.values(&select.filter)?;
        self.values(&select.group_by)?;
        rows = self.multiplied(rows)?;
        self.sets = Sets::after(&select.group_by);
        self.rows = rows;
        self.values(select.having.iter().chain(&select.distinct_on))?;
        let mut columns = Vec::with_capacity(select.items.len());
        for item in &select.items {
            let width = self.value(&item.expr)?;
            columns.push((expr::output_name(item), width));
        }
        if select.group_by.is_empty() && rows::is_one_group(select) {
            rows = Rows::ONE;
        }
        rows = self.multiplied(rows)?;
        let known = Known { columns, rows };
        check_made(&known)?;
        Ok(known)
    }

    /// The sources of a SELECT, for what stands outside of it but sees them.
    fn with_sources(
        &mut self,
        select: &'a Select,
        run: impl FnOnce(&mut Self) -> Estimated<()>,
    ) -> Estimated<()> {
        self.scopes.push(Vec::new());
        self.froms.push(&select.from);
        let mut sources = Vec::new();
        // They are read once, and were counted with their SELECT.
        let counted = self.work.rows_read;
        let result = select
            .from
            .iter()
            .try_for_each(|source| self.source(source, &mut sources));
        self.work.rows_read = counted;
        let result = result.and_then(|()| run(self));
        self.froms.pop();
        self.scopes.pop();
        result
    }

    fn source(&mut self, source: &'a Source, sources: &mut Vec<(&'a str, Rows)>) -> Estimated<()> {
        self.visit()?;
        let (alias, columns, rows) = match source {
            Source::Relation {
                schema,
                name,
                alias,
            } => match self.catalog.relation(schema, name) {
                Some(relation) => {
                    self.work.add(work::of_unknown_size(relation));
                    let rows = relation.row_estimate.unwrap_or(UNKNOWN_TABLE_ROWS);
                    (alias, Columns::Relation(relation), Rows::stored(rows))
                }
                None => return Ok(()),
            },
            Source::Cte { name, alias } => {
                let known = self.ctes.iter().rev().find(|(cte, _)| cte == name);
                match known {
                    Some((_, known)) => {
                        let known = known.clone();
                        (alias, Columns::Query(known.columns), known.rows)
                    }
                    None => return Ok(()),
                }
            }
            Source::Derived {
                query,
                alias,
                columns,
                lateral: _,
            } => {
                let around = self.work.enter(rows::largest(sources));
                let known = self.subquery(query);
                self.work.around = around;
                let known = renamed(known?, columns);
                (alias, Columns::Query(known.columns), known.rows)
            }
            Source::Function {
                name,
                arguments,
                ordinality: _,
                alias,
                columns,
            } => {
                let known = self.table_call(name, arguments, columns)?;
                (alias, Columns::Query(known.columns), known.rows)
            }
            Source::Join { .. } => return self.join(source, sources),
        };
        sources.push((alias, rows));
        if let Some(scope) = self.scopes.last_mut() {
            scope.push(ScopeSource { alias, columns });
        }
        Ok(())
    }

    /// A chain of joins nests to the left: no recursion there.
    fn join(&mut self, source: &'a Source, sources: &mut Vec<(&'a str, Rows)>) -> Estimated<()> {
        let mut chain = Vec::new();
        let mut first = source;
        while let Source::Join {
            left, right, on, ..
        } = first
        {
            chain.push((&**right, on));
            first = left;
        }
        self.source(first, sources)?;
        for (right, on) in chain.into_iter().rev() {
            self.source(right, sources)?;
            if let Some(on) = on {
                let around = self.work.enter(rows::product(sources));
                self.value(on)?;
                self.work.around = around;
            }
        }
        Ok(())
    }

    /// What a column of a source may hold.
    fn column(&mut self, source: &str, name: &str) -> Width {
        let found = self
            .scopes
            .iter()
            .enumerate()
            .rev()
            .flat_map(|(depth, scope)| scope.iter().map(move |known| (depth, known)))
            .find(|(_, known)| known.alias == source);
        if let Some((depth, _)) = found {
            self.work.sees(depth);
        }
        match found.map(|(_, found)| &found.columns) {
            // SQLite keeps any value in a column of any type.
            Some(Columns::Relation(relation)) if self.catalog.dialect == Dialect::Postgres => {
                relation
                    .column(name)
                    .map_or(Width::TEXT, |column| Width::stored(column.class))
            }
            Some(Columns::Query(columns)) => columns
                .iter()
                .find(|(column, _)| column == name)
                .map_or(Width::TEXT, |(_, width)| *width),
            Some(Columns::Relation(_)) | None => Width::TEXT,
        }
    }
}

/// Rows that come from nothing are bounded in number and in bytes.
fn check_made(known: &Known) -> Estimated<()> {
    let made = known.rows.made;
    check_made_rows(made)?;
    let row_bytes = known.columns.iter().fold(0_u64, |sum, (_, width)| {
        sum.saturating_add(width.size.fixed_bytes)
    });
    let is_large = made > 1 && made.saturating_mul(row_bytes) > MAX_MADE_BYTES;
    if is_large && !is_off(RuleId::MadeRowsTooLarge) {
        return refuse(
            RuleId::MadeRowsTooLarge,
            format!(
                "the query makes {made} rows of up to {row_bytes} bytes each; make fewer rows or shorter values"
            ),
        );
    }
    Ok(())
}

fn check_made_rows(made: u64) -> Estimated<()> {
    if made > MAX_MADE_ROWS && !is_off(RuleId::TooManyMadeRows) {
        return refuse(
            RuleId::TooManyMadeRows,
            format!(
                "the query makes about {made} rows of nothing; at most {MAX_MADE_ROWS} are made, so use a shorter series or an earlier end"
            ),
        );
    }
    Ok(())
}

/// Columns under the names of an alias's list, which may be shorter than they are.
fn renamed(mut known: Known, names: &[String]) -> Known {
    for ((own, _), name) in known.columns.iter_mut().zip(names) {
        own.clone_from(name);
    }
    known
}
