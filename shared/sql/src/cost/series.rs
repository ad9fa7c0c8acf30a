//! Functions that yield rows: how many rows they make, and how large their values are.
//!
//! A series is bounded by its ends, as far as they follow from constants, the clock, or dates that
//! tables hold. Of the last it is only taken that they lie within [`STORED_DAYS`] of each other.

use plainquery_core::TypeClass;

use super::range::{
    ANYWHERE, Range, STORED_DAYS, constant, field_range, interval_days, is_short_unit,
};
use super::rows::{Rows, whole_number};
use super::size::{Shape, Width};
use super::{Estimated, Estimator, Known, refuse};
use crate::diagnostic::RuleId;
use crate::tree::{BinaryOperator, Body, Expr, Function, Literal, Query, Source, UnaryOperator};

/// The elements that a stored value is taken to have.
const ASSUMED_ELEMENTS: u64 = 100;
/// The levels that a stored value is taken to have.
const ASSUMED_LEVELS: u64 = 10;
/// The deepest that the ends of a series are followed.
const MAX_DEPTH: usize = 24;
/// The most expressions that are looked at for one series.
const MAX_STEPS: u32 = 2_000;

impl<'a> Estimator<'a> {
    /// The rows and columns of a function in FROM.
    pub(super) fn table_call(
        &mut self,
        name: &str,
        arguments: &'a [Expr],
        columns: &[String],
    ) -> Estimated<Known> {
        let mut widths = Vec::with_capacity(arguments.len());
        for argument in arguments {
            widths.push(self.value(argument)?);
        }
        let rows = self.rows_of_call(name, arguments, &widths)?;
        let part = part(name, &widths);
        let several = name == "unnest" && widths.len() > 1;
        let known = columns.iter().enumerate().map(|(index, column)| {
            let width = match widths.get(index) {
                Some(width) if several => Width::of(Shape::Text, width.size.more(32)),
                _ => part,
            };
            (column.clone(), width)
        });
        Ok(Known {
            columns: known.collect(),
            rows,
        })
    }

    /// The rows that one call makes.
    pub(super) fn rows_of_call(
        &self,
        name: &str,
        arguments: &'a [Expr],
        widths: &[Width],
    ) -> Estimated<Rows> {
        match name {
            "generate_series" => self.series(arguments),
            // Its rows are a constant.
            "generator" => {
                let rows = arguments.first().and_then(whole_number);
                let rows = rows.and_then(|rows| u64::try_from(rows).ok());
                Ok(Rows::made(rows.unwrap_or(u64::MAX)))
            }
            "flatten" => Ok(flattened(arguments, widths)),
            _ => Ok(elements(arguments, widths)),
        }
    }

    fn series(&self, arguments: &'a [Expr]) -> Estimated<Rows> {
        let mut steps = 0;
        let mut seen = Seen {
            estimator: self,
            steps: &mut steps,
        };
        let rows = seen.rows(arguments, &self.froms);
        match rows {
            Some(rows) => Ok(Rows::made(rows)),
            None => refuse(
                RuleId::TooManyMadeRows,
                "how far the series goes cannot be told; give its ends as constants, as dates of the clock or of a table, or as least(value, 1000), and its step as a constant",
            ),
        }
    }
}

/// The rows that a value's elements are. Each is at least a byte of it.
fn elements(arguments: &[Expr], widths: &[Width]) -> Rows {
    let each = arguments.iter().zip(widths).map(|(argument, width)| {
        let made = match argument {
            Expr::Array(values) => values.len() as u64,
            _ => width.size.fixed_bytes,
        };
        let growth = width.size.growth;
        let stored = growth.saturating_mul(ASSUMED_ELEMENTS);
        Rows {
            total: made.saturating_add(stored).max(1),
            made: made.saturating_add(growth).max(1),
            is_stored: growth > 0,
        }
    });
    each.reduce(Rows::or).unwrap_or(Rows::ONE)
}

/// What a row of a call holds.
pub(super) fn part(name: &str, widths: &[Width]) -> Width {
    let first = widths.first().copied().unwrap_or(Width::SMALL);
    match name {
        "generate_series" | "generate_subscripts" => Width::SMALL,
        "regexp_matches" => Width::of(Shape::Array, first.size.times(8).more(64)),
        // An element, or the whole where there is but one.
        _ => Width::of(part_shape(name), first.size.more(32)),
    }
}

/// The rows of FLATTEN; one that goes down into the elements makes more of each value.
fn flattened(arguments: &[Expr], widths: &[Width]) -> Rows {
    let rows = elements(&arguments[..arguments.len().min(1)], widths);
    let is_recursive = matches!(
        arguments.get(3),
        Some(Expr::Literal(Literal::Boolean(true)))
    );
    if is_recursive && rows.is_stored {
        rows.times(Rows::made(ASSUMED_LEVELS))
    } else {
        rows
    }
}

fn part_shape(name: &str) -> Shape {
    if name == "flatten" {
        return Shape::Json;
    }
    if name.starts_with("json") && !name.ends_with("_text") && !name.ends_with("keys") {
        Shape::Json
    } else {
        Shape::Text
    }
}

/// A look at the ends of a series.
struct Seen<'e, 'a> {
    estimator: &'e Estimator<'a>,
    steps: &'e mut u32,
}

impl<'a> Seen<'_, 'a> {
    /// The most rows of a series.
    fn rows(&mut self, arguments: &'a [Expr], froms: &[&'a [Source]]) -> Option<u64> {
        let (from, to) = (arguments.first()?, arguments.get(1)?);
        let interval = arguments.get(2).and_then(interval_days);
        let step = match arguments.get(2) {
            None => Range::exactly(1.0),
            Some(step) => match interval {
                Some(days) => days,
                None => self.range(step, froms, MAX_DEPTH, false),
            },
        };
        let is_time = interval.is_some();
        let from = self.range(from, froms, MAX_DEPTH, is_time);
        let to = self.range(to, froms, MAX_DEPTH, is_time);
        let (span, step) = if step.low > 0.0 {
            (to.high - from.low, step.low)
        } else if step.high < 0.0 {
            (from.high - to.low, -step.high)
        } else {
            return None;
        };
        let steps = (span / step).floor();
        if !steps.is_finite() {
            return None;
        }
        if steps < 0.0 {
            return Some(0);
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "finite and not negative; a cast saturates"
        )]
        let steps = steps as u64;
        Some(steps.saturating_add(1))
    }

    /// Where a value lies. `is_time`: the series goes over days, so a bare column is one.
    fn range(
        &mut self,
        expr: &'a Expr,
        froms: &[&'a [Source]],
        depth: usize,
        is_time: bool,
    ) -> Range {
        *self.steps += 1;
        let Some(depth) = depth.checked_sub(1).filter(|_| *self.steps < MAX_STEPS) else {
            return ANYWHERE;
        };
        match expr {
            Expr::Literal(literal) => constant(literal, is_time),
            Expr::Cast { operand, type_name } => {
                let is_plain = ["date", "timestamp", "timestamptz"].contains(&type_name.as_str());
                let is_number =
                    ["integer", "bigint", "smallint", "numeric"].contains(&type_name.as_str());
                if (is_time && is_plain) || (!is_time && is_number) {
                    // A number may be rounded up.
                    let slack = if is_time { 0.0 } else { 1.0 };
                    let inner = self.range(operand, froms, depth, is_time);
                    match &**operand {
                        Expr::Literal(_) => inner,
                        _ => Range {
                            low: inner.low - slack,
                            high: inner.high + slack,
                        },
                    }
                } else {
                    ANYWHERE
                }
            }
            Expr::Unary {
                operator: UnaryOperator::Minus,
                operand,
            } if !is_time => self.range(operand, froms, depth, is_time).negated(),
            Expr::Binary {
                left,
                operator,
                right,
            } => self.sum(left, *operator, right, froms, depth, is_time),
            Expr::Extract { field, operand: _ } if !is_time => field_range(field),
            Expr::Function(function) => self.call(function, froms, depth, is_time),
            Expr::Column {
                source: Some(source),
                name,
            } if is_time => self.column(source, name, froms, depth),
            Expr::Subquery(query) => self.first_of(query, 0, froms, depth, is_time),
            _ => ANYWHERE,
        }
    }

    fn sum(
        &mut self,
        left: &'a Expr,
        operator: BinaryOperator,
        right: &'a Expr,
        froms: &[&'a [Source]],
        depth: usize,
        is_time: bool,
    ) -> Range {
        let start = self.range(left, froms, depth, is_time);
        let more = match interval_days(right) {
            Some(days) if is_time => days,
            // Days are added to a date as a number.
            _ if is_time => self.range(right, froms, depth, false),
            _ => self.range(right, froms, depth, is_time),
        };
        match operator {
            BinaryOperator::Add => start.plus(more),
            BinaryOperator::Subtract => start.plus(more.negated()),
            BinaryOperator::Multiply if !is_time => start.times(more),
            _ => ANYWHERE,
        }
    }

    fn call(
        &mut self,
        function: &'a Function,
        froms: &[&'a [Source]],
        depth: usize,
        is_time: bool,
    ) -> Range {
        let arguments = &function.arguments;
        let all = |this: &mut Self| -> Vec<Range> {
            arguments
                .iter()
                .map(|argument| this.range(argument, froms, depth, is_time))
                .collect()
        };
        match function.name.as_str() {
            "now"
            | "current_date"
            | "current_timestamp"
            | "localtimestamp"
            | "clock_timestamp"
            | "statement_timestamp"
            | "transaction_timestamp"
                if is_time =>
            {
                STORED_DAYS
            }
            "min" | "max" | "date" if function.over.is_none() => match arguments.as_slice() {
                [only] => self.range(only, froms, depth, is_time),
                _ => ANYWHERE,
            },
            "date_trunc" if is_time => match arguments.get(1) {
                Some(value) if is_short_unit(arguments.first()) => {
                    let range = self.range(value, froms, depth, is_time);
                    range.either(range.plus(Range::exactly(-366.0)))
                }
                _ => ANYWHERE,
            },
            // Each value lies between the ends.
            "generate_series" => arguments
                .iter()
                .take(2)
                .map(|end| self.range(end, froms, depth, is_time))
                .reduce(Range::either)
                .unwrap_or(ANYWHERE),
            "coalesce" => all(self)
                .into_iter()
                .reduce(Range::either)
                .unwrap_or(ANYWHERE),
            // NULLs are passed over, so that only constants hold the result for sure.
            "least" => {
                let ranges = all(self);
                let constants = arguments
                    .iter()
                    .zip(&ranges)
                    .filter(|(one, _)| is_given(one));
                let most = constants.map(|(_, range)| range.high).reduce(f64::min);
                let all = ranges
                    .iter()
                    .copied()
                    .reduce(Range::either)
                    .unwrap_or(ANYWHERE);
                Range {
                    low: all.low,
                    high: most.unwrap_or(all.high),
                }
            }
            "greatest" => {
                let ranges = all(self);
                let constants = arguments
                    .iter()
                    .zip(&ranges)
                    .filter(|(one, _)| is_given(one));
                let least = constants.map(|(_, range)| range.low).reduce(f64::max);
                let all = ranges
                    .iter()
                    .copied()
                    .reduce(Range::either)
                    .unwrap_or(ANYWHERE);
                Range {
                    low: least.unwrap_or(all.low),
                    high: all.high,
                }
            }
            _ => ANYWHERE,
        }
    }

    /// A column that a series of days ends at: one of a table, or what a query makes it of.
    fn column(&mut self, source: &str, name: &str, froms: &[&'a [Source]], depth: usize) -> Range {
        for (level, from) in froms.iter().enumerate().rev() {
            let mut pending: Vec<&'a Source> = from.iter().collect();
            while let Some(next) = pending.pop() {
                match next {
                    Source::Join { left, right, .. } => pending.extend([&**left, &**right]),
                    Source::Relation {
                        schema,
                        name: table,
                        alias,
                    } if alias == source => return self.stored(schema, table, name),
                    Source::Derived {
                        query,
                        alias,
                        columns,
                        lateral: _,
                    } if alias == source => {
                        return match place(query, columns, name) {
                            Some(place) => {
                                self.first_of(query, place, &froms[..=level], depth, true)
                            }
                            None => ANYWHERE,
                        };
                    }
                    Source::Cte { name: cte, alias } if alias == source => {
                        let known = self.estimator.cte_queries.iter().rev();
                        let found = known.copied().find(|known| known.name == *cte);
                        return match found
                            .and_then(|cte| Some((cte, place(&cte.query, &cte.columns, name)?)))
                        {
                            Some((cte, place)) => {
                                self.first_of(&cte.query, place, &[], depth, true)
                            }
                            None => ANYWHERE,
                        };
                    }
                    _ => {}
                }
            }
        }
        ANYWHERE
    }

    fn stored(&self, schema: &str, table: &str, name: &str) -> Range {
        let relation = self.estimator.catalog.relation(schema, table);
        match relation.and_then(|relation| relation.column(name)) {
            Some(column) if matches!(column.class, TypeClass::Date | TypeClass::Timestamp) => {
                STORED_DAYS
            }
            _ => ANYWHERE,
        }
    }

    /// A column of a plain SELECT.
    fn first_of(
        &mut self,
        query: &'a Query,
        place: usize,
        froms: &[&'a [Source]],
        depth: usize,
        is_time: bool,
    ) -> Range {
        // A CTE of its own might be meant by a name.
        let Body::Select(select) = &query.body else {
            return ANYWHERE;
        };
        let Some(item) = select.items.get(place).filter(|_| query.ctes.is_empty()) else {
            return ANYWHERE;
        };
        let mut inner = froms.to_vec();
        inner.push(&select.from);
        self.range(&item.expr, &inner, depth, is_time)
    }
}

/// Whether a value is a constant and not NULL.
fn is_given(expr: &Expr) -> bool {
    match expr {
        Expr::Literal(literal) => !matches!(literal, Literal::Null),
        Expr::Cast { operand, .. } => is_given(operand),
        _ => false,
    }
}

/// Which column of a query a name means.
fn place(query: &Query, columns: &[String], name: &str) -> Option<usize> {
    if let Some(place) = columns.iter().position(|column| column == name) {
        return Some(place);
    }
    let Body::Select(select) = &query.body else {
        return None;
    };
    select
        .items
        .iter()
        .position(|item| super::expr::output_name(item) == name)
        .filter(|place| *place >= columns.len())
}
