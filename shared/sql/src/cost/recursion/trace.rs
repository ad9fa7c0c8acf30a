//! Where the values of a recursion come from: what tables hold has an end, what a query is made of by
//! constants has the end that they say.

use super::super::Estimator;
use super::super::expr::output_name;
use super::constant::{End, amount, day_number, point};
use crate::tree::{Body, Expr, Literal, Query, Source};
use crate::walk;

/// The most expressions that are looked at for one recursion.
const MAX_STEPS: u32 = 2_000;

/// The deepest that they are followed.
const MAX_DEPTH: u32 = 24;

/// What tables or the clock hold.
const STORED: End = End::Stored {
    times: 1.0,
    away: 0.0,
};
/// The most rows whose sum is reckoned.
const SUMMED_ROWS: f64 = 1e6;
/// The clock's days and moments.
const CLOCK: &[&str] = &[
    "clock_timestamp",
    "current_date",
    "current_timestamp",
    "localtimestamp",
    "now",
    "statement_timestamp",
    "transaction_timestamp",
];
/// What counts rows or elements.
const COUNTS: &[&str] = &[
    "array_length",
    "cardinality",
    "count",
    "json_array_length",
    "jsonb_array_length",
];
/// What counts the characters of its argument.
const LENGTHS: &[&str] = &["char_length", "character_length", "length"];
/// What is one of its arguments, or near it.
const PICKS: &[&str] = &[
    "abs",
    "avg",
    "ceil",
    "ceiling",
    "coalesce",
    "date",
    "date_trunc",
    "datetime",
    "floor",
    "greatest",
    "julianday",
    "least",
    "max",
    "min",
    "nullif",
    "round",
    "strftime",
    "to_date",
    "trunc",
];

/// What a column of a source is.
enum Column<'a> {
    /// One of a table.
    Stored,
    /// These expressions, each over its own sources.
    Made(Vec<(&'a Expr, Froms<'a>)>),
    /// One of the rows that a function makes of its arguments.
    Called(&'a str, &'a [Expr], Froms<'a>),
}

/// The sources that an expression sees, the innermost last.
pub(super) type Froms<'a> = Vec<&'a [Source]>;

/// A look at the values of a recursion.
pub(super) struct Trace<'e, 'a> {
    estimator: &'e Estimator<'a>,
    steps: u32,
    depth: u32,
}

impl<'e, 'a> Trace<'e, 'a> {
    pub(super) fn new(estimator: &'e Estimator<'a>) -> Self {
        Self {
            estimator,
            steps: 0,
            depth: 0,
        }
    }

    /// What an expression says of an end; `None` where it may be anything.
    pub(super) fn end(&mut self, expr: &'a Expr, froms: &Froms<'a>) -> Option<End> {
        self.steps += 1;
        if self.steps > MAX_STEPS || self.depth >= MAX_DEPTH {
            return None;
        }
        self.depth += 1;
        let end = self.end_inside(expr, froms);
        self.depth -= 1;
        end
    }

    fn end_inside(&mut self, expr: &'a Expr, froms: &Froms<'a>) -> Option<End> {
        if let Some(point) = point(expr) {
            return Some(End::At(point));
        }
        match expr {
            Expr::Column {
                source: Some(source),
                name,
            } => match self.column(source, name, froms)? {
                Column::Stored => Some(STORED),
                Column::Made(parts) => self.farthest(parts),
                Column::Called("generate_series", arguments, froms) => {
                    let ends = arguments.iter().take(2).map(|end| (end, froms.clone()));
                    self.farthest(ends.collect())
                }
                Column::Called(_, [Expr::Array(values)], froms) => {
                    let values = values.iter().map(|value| (value, froms.clone()));
                    self.farthest(values.collect())
                }
                Column::Called(_, arguments, froms) => arguments
                    .iter()
                    .any(|argument| self.shows_stored(argument, &froms))
                    .then_some(STORED),
            },
            Expr::Extract { .. } => Some(STORED),
            Expr::Cast { operand, .. } | Expr::Unary { operand, .. } => self.end(operand, froms),
            Expr::Binary {
                left,
                operator,
                right,
            } => {
                let left = self.end(left, froms)?;
                let right = match amount(right) {
                    Some(amount) => End::At(amount),
                    None => self.end(right, froms)?,
                };
                left.with(*operator, right)
            }
            Expr::Function(call) => self.call_end(&call.name, &call.arguments, froms),
            Expr::Subquery(query) => {
                let parts = parts(query, 0, froms)?;
                self.farthest(parts)
            }
            Expr::Case {
                branches,
                otherwise,
                ..
            } => {
                let then = branches.iter().map(|(_, then)| then);
                let all = then.chain(otherwise.as_deref());
                self.farthest(all.map(|then| (then, froms.clone())).collect())
            }
            _ => None,
        }
    }

    fn call_end(&mut self, name: &str, arguments: &'a [Expr], froms: &Froms<'a>) -> Option<End> {
        if CLOCK.contains(&name) || COUNTS.contains(&name) {
            return Some(STORED);
        }
        if LENGTHS.contains(&name) {
            return match arguments {
                [only @ Expr::Column { .. }] => self.shows_stored(only, froms).then_some(STORED),
                _ => None,
            };
        }
        if name == "sum" {
            return match self.end(arguments.first()?, froms)? {
                End::At(point) => Some(End::At(point * SUMMED_ROWS)),
                stored @ End::Stored { .. } => Some(stored),
            };
        }
        if !PICKS.contains(&name) {
            return None;
        }
        // The unit of `date_trunc` and a modifier of `date` say nothing of where it is, NULL neither.
        let says = |argument: &&Expr| match argument {
            Expr::Literal(Literal::Text(text)) => day_number(text).is_some(),
            Expr::Literal(Literal::Null) => false,
            _ => true,
        };
        let said = arguments.iter().filter(says);
        self.farthest(said.map(|argument| (argument, froms.clone())).collect())
    }

    /// The farthest of several; `None` where one of them, or all, may be anything.
    pub(super) fn farthest(&mut self, parts: Vec<(&'a Expr, Froms<'a>)>) -> Option<End> {
        let mut farthest: Option<End> = None;
        for (expr, froms) in parts {
            let end = self.end(expr, &froms)?;
            farthest = Some(farthest.map_or(end, |known| known.farther(end)));
        }
        farthest
    }

    /// Whether a value depends on what a table holds.
    pub(super) fn shows_stored(&mut self, expr: &'a Expr, froms: &Froms<'a>) -> bool {
        let mut pending = vec![(expr, froms.clone())];
        while let Some((next, froms)) = pending.pop() {
            self.steps += 1;
            if self.steps > MAX_STEPS {
                return false;
            }
            match next {
                Expr::Column {
                    source: Some(source),
                    name,
                } => match self.column(source, name, &froms) {
                    Some(Column::Stored) => return true,
                    Some(Column::Made(parts)) => pending.extend(parts),
                    Some(Column::Called(_, arguments, froms)) => {
                        pending.extend(arguments.iter().map(|one| (one, froms.clone())));
                    }
                    None => {}
                },
                Expr::Subquery(query) => {
                    pending.extend(parts(query, 0, &froms).unwrap_or_default());
                }
                _ => {}
            }
            let mut parts = Vec::new();
            walk::push_parts(next, &mut parts);
            pending.extend(parts.into_iter().map(|part| (part, froms.clone())));
        }
        false
    }

    fn column(&self, source: &str, name: &str, froms: &Froms<'a>) -> Option<Column<'a>> {
        for (level, from) in froms.iter().enumerate().rev() {
            let mut pending: Vec<&'a Source> = from.iter().collect();
            while let Some(next) = pending.pop() {
                match next {
                    Source::Join { left, right, .. } => pending.extend([&**left, &**right]),
                    Source::Relation { alias, .. } if alias == source => {
                        return Some(Column::Stored);
                    }
                    Source::Derived {
                        query,
                        alias,
                        columns,
                        lateral: _,
                    } if alias == source => {
                        let place = place(query, columns, name)?;
                        let around = froms[..=level].to_vec();
                        return parts(query, place, &around).map(Column::Made);
                    }
                    Source::Cte { name: cte, alias } if alias == source => {
                        let known = self.estimator.cte_queries.iter().rev();
                        let found = known.copied().find(|known| known.name == *cte)?;
                        let place = place(&found.query, &found.columns, name)?;
                        return parts(&found.query, place, &Vec::new()).map(Column::Made);
                    }
                    Source::Function {
                        name,
                        arguments,
                        alias,
                        ..
                    } if alias == source => {
                        let around = froms[..=level].to_vec();
                        return Some(Column::Called(name, arguments, around));
                    }
                    _ => {}
                }
            }
        }
        None
    }
}

/// What a column of a query is, in each of its rows or queries. `None` where a CTE of its own might be meant
/// by a name.
pub(super) fn parts<'a>(
    query: &'a Query,
    index: usize,
    around: &Froms<'a>,
) -> Option<Vec<(&'a Expr, Froms<'a>)>> {
    let mut found = Vec::new();
    let mut pending = vec![query];
    while let Some(query) = pending.pop() {
        if !query.ctes.is_empty() {
            return None;
        }
        match &query.body {
            Body::Select(select) => {
                let mut froms = around.clone();
                froms.push(&select.from);
                found.push((&select.items.get(index)?.expr, froms));
            }
            Body::Values(rows) => {
                for row in rows {
                    found.push((row.get(index)?, around.clone()));
                }
            }
            Body::SetOperation { left, right, .. } => pending.extend([&**left, &**right]),
        }
    }
    Some(found)
}

/// Which column of a query a name means.
fn place(query: &Query, columns: &[String], name: &str) -> Option<usize> {
    if let Some(place) = columns.iter().position(|column| column == name) {
        return Some(place);
    }
    let mut first = query;
    while let Body::SetOperation { left, .. } = &first.body {
        first = left;
    }
    let place = match &first.body {
        Body::Select(select) => select
            .items
            .iter()
            .position(|item| output_name(item) == name),
        Body::Values(_) | Body::SetOperation { .. } => {
            let number: usize = name.strip_prefix("column")?.parse().ok()?;
            number.checked_sub(1)
        }
    };
    place.filter(|place| *place >= columns.len())
}
