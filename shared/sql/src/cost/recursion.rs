//! Recursive queries: whether they end, after how many steps, and how their values grow.

mod constant;
mod ties;
mod trace;

use super::rows::whole_number;
use super::size::Width;
use super::{ASSUMED_STEPS, Estimated, Estimator, Known, refuse};
use crate::diagnostic::RuleId;
use crate::tree::{
    BinaryOperator, Body, Cte, Expr, JoinKind, Literal, Query, Select, Source, UnaryOperator,
};
use crate::walk;
use constant::End;
use trace::Trace;

/// The same as a number among numbers.
const ASSUMED: f64 = 100.0;

impl<'a> Estimator<'a> {
    /// The rows and columns of a query that reads itself.
    pub(super) fn recursive(&mut self, cte: &'a Cte) -> Estimated<Known> {
        let outer = self.ctes.len();
        let outer_queries = self.cte_queries.len();
        for inner in &cte.query.ctes {
            let known = self.cte(inner, cte.query.recursive)?;
            self.ctes.push((&inner.name, known));
            self.cte_queries.push(inner);
        }
        let known = self.recursive_body(cte);
        self.ctes.truncate(outer);
        self.cte_queries.truncate(outer_queries);
        known
    }

    fn recursive_body(&mut self, cte: &'a Cte) -> Estimated<Known> {
        let Body::SetOperation {
            left, right, all, ..
        } = &cte.query.body
        else {
            return self.query(&cte.query);
        };
        if refers_to(left, &cte.name) {
            return no_end(&cte.name);
        }
        let seed = self.query(left)?;
        let seed = super::renamed(seed, &cte.columns);
        let Body::Select(step) = &right.body else {
            return no_end(&cte.name);
        };
        let steps = self.steps(cte, left, step, *all, &seed)?;
        let mut known = seed.clone();
        // Long enough for a value to go through every column, and to see whether it still grows.
        let rounds = known.columns.len().saturating_add(3);
        let mut grown = Vec::with_capacity(rounds);
        let mut each = seed.rows;
        let before_steps = self.work.rows_read;
        for _ in 0..rounds {
            let before = total(&known);
            self.ctes.push((&cte.name, known.clone()));
            self.work.rows_read = 0;
            let next = self.query(right);
            self.ctes.pop();
            let next = next?;
            for ((_, width), (_, new)) in known.columns.iter_mut().zip(&next.columns) {
                *width = width.either(*new);
            }
            each = next.rows;
            let after = total(&known);
            grown.push((
                after.0.saturating_sub(before.0),
                after.1.saturating_sub(before.1),
            ));
        }
        self.work.rows_read =
            before_steps.saturating_add(self.work.rows_read.saturating_mul(steps));
        let last = grown.last().copied().unwrap_or_default();
        // A shape may settle in the first round; from then on each step adds the same, or it doubles.
        let settled = grown.get(1).copied().unwrap_or_default();
        if last.0 > settled.0 || last.1 > settled.1 {
            return refuse(
                RuleId::RecursionGrowth,
                format!(
                    "each step of \"{}\" makes its values larger by more than the step before; add to a value once a step",
                    cte.name
                ),
            );
        }
        for (_, width) in &mut known.columns {
            grow(width, last, steps);
        }
        known.rows = recursive_rows(seed.rows, each, steps);
        super::check_made(&known)?;
        Ok(known)
    }
}

/// The bytes and the growth of all columns.
fn total(known: &Known) -> (u64, u64) {
    known
        .columns
        .iter()
        .fold((0_u64, 0_u64), |sum, (_, width)| {
            (
                sum.0.saturating_add(width.size.fixed_bytes),
                sum.1.saturating_add(width.size.growth),
            )
        })
}

/// What the steps that are left add.
fn grow(width: &mut Width, each: (u64, u64), steps: u64) {
    width.size.fixed_bytes = width
        .size
        .fixed_bytes
        .saturating_add(each.0.saturating_mul(steps));
    width.size.growth = width
        .size
        .growth
        .saturating_add(each.1.saturating_mul(steps).min(steps));
}

/// The rows of all steps, where each row of one makes as many of the next as the last round did.
fn recursive_rows(seed: super::Rows, each: super::Rows, steps: u64) -> super::Rows {
    let factor = each.made.div_ceil(seed.made.max(1)).max(1);
    let mut made = seed.made;
    let mut last = seed.made;
    if factor == 1 {
        made = made.saturating_mul(steps.saturating_add(1));
    } else {
        for _ in 0..steps.min(64) {
            last = last.saturating_mul(factor);
            made = made.saturating_add(last);
        }
    }
    let is_stored = seed.is_stored || each.is_stored;
    super::Rows {
        total: if is_stored {
            seed.total.max(each.total)
        } else {
            made
        },
        made: if is_stored && factor == 1 { 1 } else { made },
        is_stored,
    }
}

fn no_end<T>(name: &str) -> Estimated<T> {
    refuse(
        RuleId::RecursionWithoutEnd,
        format!(
            "nothing ends the recursion of \"{name}\"; count its steps and add WHERE steps < 100, or join it to a table by a key"
        ),
    )
}

impl<'a> Estimator<'a> {
    /// The most steps, or a refusal where nothing ends them.
    fn steps(
        &self,
        cte: &'a Cte,
        seed: &'a Query,
        step: &'a Select,
        keeps_duplicates: bool,
        known: &Known,
    ) -> Estimated<u64> {
        let Some(alias) = alias_of(step, &cte.name) else {
            // It reads itself in a subquery, which the server refuses anyway.
            return no_end(&cte.name);
        };
        let conditions = binding_conditions(step);
        let recursion = Recursion {
            alias,
            seed,
            step,
            known,
        };
        let mut trace = Trace::new(self);
        let best = conditions
            .iter()
            .filter_map(|condition| recursion.counted(condition, &mut trace))
            .min();
        if let Some(best) = best {
            return Ok(best);
        }
        // Distinct rows of stored values come to an end, as there are only so many.
        let only_copies = step
            .items
            .iter()
            .all(|item| matches!(item.expr, Expr::Column { .. } | Expr::Literal(_)))
            && step.from.iter().all(is_stored);
        if (!keeps_duplicates && only_copies)
            || recursion.follows_stored_rows(&conditions, &mut trace)
        {
            return Ok(ASSUMED_STEPS);
        }
        no_end(&cte.name)
    }
}

/// The conditions that every row of a step meets. That of an outer join takes no row away from its kept side.
fn binding_conditions(step: &Select) -> Vec<&Expr> {
    let mut found = Vec::new();
    if let Some(filter) = &step.filter {
        walk::push_conjuncts(filter, &mut found);
    }
    let mut pending: Vec<&Source> = step.from.iter().collect();
    while let Some(source) = pending.pop() {
        let Source::Join {
            left,
            right,
            kind,
            on,
        } = source
        else {
            continue;
        };
        match kind {
            JoinKind::Inner | JoinKind::Cross => {
                pending.extend([&**left, &**right]);
                if let Some(on) = on {
                    walk::push_conjuncts(on, &mut found);
                }
            }
            JoinKind::Left => pending.push(left),
            JoinKind::Right => pending.push(right),
            JoinKind::Full => {}
        }
    }
    found
}

/// The parts of a query that reads itself.
struct Recursion<'k, 'a> {
    /// The name that the second part reads it by.
    alias: &'a str,
    /// The first part.
    seed: &'a Query,
    /// The second part.
    step: &'a Select,
    known: &'k Known,
}

/// Whether a source only shows values that are there: what sees the sources before it may make new ones.
fn is_stored(source: &Source) -> bool {
    match source {
        Source::Relation { .. } | Source::Cte { .. } => true,
        Source::Derived { lateral, .. } => !lateral,
        Source::Function { .. } => false,
        Source::Join { left, right, .. } => is_stored(left) && is_stored(right),
    }
}

/// The alias under which a SELECT reads a CTE.
fn alias_of<'q>(select: &'q Select, cte: &str) -> Option<&'q str> {
    let mut pending: Vec<&Source> = select.from.iter().collect();
    while let Some(source) = pending.pop() {
        match source {
            Source::Cte { name, alias } if name == cte => return Some(alias),
            Source::Join { left, right, .. } => pending.extend([&**left, &**right]),
            _ => {}
        }
    }
    None
}

impl<'a> Recursion<'_, 'a> {
    /// The steps until a condition such as `n < 10` fails, where each step brings it nearer.
    fn counted(&self, condition: &'a Expr, trace: &mut Trace<'_, 'a>) -> Option<u64> {
        let (left, upward, right) = comparison(condition)?;
        let (side, upward, end) = if names(left, self.alias) && !names(right, self.alias) {
            (left, upward, right)
        } else if names(right, self.alias) && !names(left, self.alias) {
            (right, !upward, left)
        } else {
            return None;
        };
        let froms = vec![self.step.from.as_slice()];
        if let Some(list) = counted_list(side).filter(|_| upward) {
            // Each step adds an element to the list.
            let column = own_column(list, self.alias)?;
            let next = self.next(column)?;
            if !ties::adds_element(next, self.alias, column) {
                return None;
            }
            return Some(End::At(0.0).steps_to(trace.end(end, &froms)?, 1.0));
        }
        let column = own_column(side, self.alias)?;
        let next = self.next(column)?;
        match progress(next, self.alias, column)? {
            Progress::By(each) if each > 0.0 && upward || each < 0.0 && !upward => {
                let end = trace.end(end, &froms)?;
                let starts = self.starts(column, trace)?;
                starts
                    .into_iter()
                    .map(|start| start.steps_to(end, each))
                    .max()
            }
            // Doubling, from above zero: an end that a number can hold is near.
            Progress::Up if upward => {
                let starts = self.starts(column, trace)?;
                let is_above = |start: &End| matches!(start, End::At(point) if *point > 0.0);
                starts.iter().all(is_above).then_some(ASSUMED_STEPS)
            }
            Progress::By(_) | Progress::Up => None,
        }
    }

    /// What a step makes of a column.
    fn next(&self, column: &str) -> Option<&'a Expr> {
        let mut columns = self.known.columns.iter();
        let index = columns.position(|(name, _)| name == column)?;
        Some(&self.step.items.get(index)?.expr)
    }

    /// What a column starts at, in each row or query of the first part.
    fn starts(&self, column: &str, trace: &mut Trace<'_, 'a>) -> Option<Vec<End>> {
        let mut columns = self.known.columns.iter();
        let index = columns.position(|(name, _)| name == column)?;
        let parts = trace::parts(self.seed, index, &Vec::new())?;
        parts
            .into_iter()
            .map(|(start, froms)| trace.end(start, &froms))
            .collect()
    }
}

/// The sides of a comparison for more or less, and whether the left is held below the right.
fn comparison(condition: &Expr) -> Option<(&Expr, bool, &Expr)> {
    let is_below = |operator| match operator {
        BinaryOperator::Less | BinaryOperator::LessOrEqual => Some(true),
        BinaryOperator::Greater | BinaryOperator::GreaterOrEqual => Some(false),
        _ => None,
    };
    match condition {
        Expr::Binary {
            left,
            operator,
            right,
        } => Some((left, is_below(*operator)?, right)),
        Expr::Unary {
            operator: UnaryOperator::Not,
            operand,
        } => match &**operand {
            Expr::Binary {
                left,
                operator,
                right,
            } => Some((left, !is_below(*operator)?, right)),
            _ => None,
        },
        Expr::Between {
            operand,
            high,
            negated: false,
            ..
        } => Some((operand, true, high)),
        _ => None,
    }
}

/// The list whose elements are counted.
fn counted_list(side: &Expr) -> Option<&Expr> {
    match side {
        Expr::Function(call) if matches!(call.name.as_str(), "cardinality" | "array_length") => {
            call.arguments.first()
        }
        _ => None,
    }
}

/// Whether an expression names a column of a source.
fn names(expr: &Expr, alias: &str) -> bool {
    walk::any(
        expr,
        &mut |part| matches!(part, Expr::Column { source: Some(source), .. } if source == alias),
    )
}

/// The column of the CTE that a side of a comparison is, perhaps with a constant or a cast.
fn own_column<'e>(side: &'e Expr, alias: &str) -> Option<&'e str> {
    match side {
        Expr::Column {
            source: Some(source),
            name,
        } if source == alias => Some(name),
        Expr::Cast { operand, .. } => own_column(operand, alias),
        Expr::Binary {
            left,
            operator: BinaryOperator::Add | BinaryOperator::Subtract,
            right,
        } if !names(right, alias) => own_column(left, alias),
        _ => None,
    }
}

/// The types that keep any part of a day or a number.
const KEEP_FRACTIONS: &[&str] = &[
    "double precision",
    "numeric",
    "timestamp",
    "timestamp_ntz",
    "timestamptz",
];

/// How a step changes a column.
enum Progress {
    /// By a number, or by as many days.
    By(f64),
    /// Upwards, by more each time.
    Up,
}

fn progress(next: &Expr, alias: &str, column: &str) -> Option<Progress> {
    let is_own = |expr: &Expr| own_column(expr, alias) == Some(column);
    match next {
        Expr::Cast { operand, type_name } => match progress(operand, alias, column)? {
            // Of a date or a whole number, what is less than one is rounded away.
            Progress::By(each)
                if each.abs() < 1.0 && !KEEP_FRACTIONS.contains(&type_name.as_str()) =>
            {
                None
            }
            progress => Some(progress),
        },
        Expr::Binary {
            left,
            operator,
            right,
        } => {
            let (own, other) = match operator {
                BinaryOperator::Add | BinaryOperator::Multiply if is_own(right) => (right, left),
                _ => (left, right),
            };
            if !is_own(own) || names(other, alias) {
                return None;
            }
            match operator {
                BinaryOperator::Add => Some(Progress::By(constant::amount(other)?)),
                BinaryOperator::Subtract => Some(Progress::By(-constant::amount(other)?)),
                BinaryOperator::Multiply if whole_number(other)? > 1 => Some(Progress::Up),
                _ => None,
            }
        }
        // SQLite's `date(day, '+1 day')`.
        Expr::Function(call) => match call.arguments.as_slice() {
            [own, Expr::Literal(Literal::Text(modifier))] if is_own(own) => {
                constant::days_added(&call.name, modifier).map(Progress::By)
            }
            // Snowflake's `dateadd('day', 1, day)`.
            [Expr::Literal(Literal::Text(unit)), number, own]
                if is_own(own)
                    && matches!(call.name.as_str(), "dateadd" | "timeadd" | "timestampadd") =>
            {
                let number = whole_number(number)?;
                let days = constant::amount(&Expr::Literal(Literal::Interval(format!(
                    "{number} {unit}"
                ))))?;
                // Of a date that is kept as one, hours add nothing.
                (days.abs() >= 1.0).then_some(Progress::By(days))
            }
            _ => None,
        },
        _ => None,
    }
}

/// Whether a query reads the CTE of that name, in FROM or below it.
pub(crate) fn refers_to(query: &Query, cte: &str) -> bool {
    let mut queries = vec![query];
    while let Some(query) = queries.pop() {
        queries.extend(query.ctes.iter().map(|cte| &cte.query));
        match &query.body {
            Body::Select(select) => {
                let mut pending: Vec<&Source> = select.from.iter().collect();
                while let Some(source) = pending.pop() {
                    match source {
                        Source::Cte { name, .. } if name == cte => return true,
                        Source::Derived { query, .. } => queries.push(query),
                        Source::Join { left, right, .. } => {
                            pending.extend([&**left, &**right]);
                        }
                        _ => {}
                    }
                }
            }
            Body::SetOperation { left, right, .. } => queries.extend([&**left, &**right]),
            Body::Values(_) => {}
        }
    }
    false
}
