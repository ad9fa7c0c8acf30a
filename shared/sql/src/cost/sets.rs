//! Calls that yield rows outside of FROM: how many rows a SELECT makes of each row.
//!
//! As Postgres runs them: calls that are not inside each other are run side by side, and the longest says how
//! many rows there are; what such a call is an argument of runs for each of these rows anew.

use super::rows::Rows;
use super::series::part;
use super::size::Width;
use super::{Estimated, Estimator, MAX_JOINED_ROWS, check_made_rows, refuse};
use crate::diagnostic::RuleId;
use crate::mutation::is_off;
use crate::tree::{Expr, Function};
use crate::walk;

/// The calls of a SELECT that yield rows.
#[derive(Default)]
pub(super) struct Sets<'a> {
    /// The most rows of a call, the innermost calls first.
    levels: Vec<Rows>,
    /// What is grouped by, where such a call is among it.
    grouped: &'a [Expr],
}

impl<'a> Sets<'a> {
    /// Those that are left once the groups are made.
    pub(super) fn after(group_by: &'a [Expr]) -> Self {
        let has_set = group_by.iter().any(|key| walk::any(key, &mut walk::is_set));
        Self {
            levels: Vec::new(),
            grouped: if has_set { group_by } else { &[] },
        }
    }

    /// Whether an expression is a key that the groups were made by.
    pub(super) fn is_grouped(&self, expr: &Expr) -> bool {
        self.grouped.iter().any(|key| match key {
            Expr::Grouping { sets, .. } => sets.iter().flatten().any(|key| key == expr),
            key => key == expr,
        })
    }

    fn add(&mut self, level: usize, rows: Rows) {
        if self.levels.len() <= level {
            self.levels.resize(level + 1, Rows::ONE);
        }
        if let Some(known) = self.levels.get_mut(level) {
            *known = known.or(rows);
        }
    }
}

impl<'a> Estimator<'a> {
    /// A call outside of FROM: the size of its value. Its rows are kept.
    pub(super) fn set_call(&mut self, function: &'a Function) -> Estimated<Width> {
        let mut widths = Vec::with_capacity(function.arguments.len());
        for argument in &function.arguments {
            widths.push(self.value(argument)?);
        }
        let rows = self.rows_of_call(&function.name, &function.arguments, &widths)?;
        self.sets.add(level(function), rows);
        Ok(part(&function.name, &widths))
    }

    /// So many rows, once the calls that were met have made theirs of each.
    pub(super) fn multiplied(&mut self, rows: Rows) -> Estimated<Rows> {
        if self.sets.levels.is_empty() {
            return Ok(rows);
        }
        let rows = self.sets.levels.drain(..).fold(rows, Rows::times);
        check_made_rows(rows.made)?;
        if rows.total > MAX_JOINED_ROWS && !is_off(RuleId::JoinTooLarge) {
            return refuse(
                RuleId::JoinTooLarge,
                format!(
                    "calls that yield rows make about {} rows of those that are there; keep fewer rows before",
                    rows.total
                ),
            );
        }
        self.work.add(rows.total);
        Ok(rows)
    }
}

/// How many such calls are inside each other below this one.
fn level(function: &Function) -> usize {
    let mut deepest = 0;
    let mut pending: Vec<(&Expr, usize)> =
        function.arguments.iter().map(|part| (part, 0)).collect();
    while let Some((next, level)) = pending.pop() {
        let level = level + usize::from(walk::is_set(next));
        deepest = deepest.max(level);
        let mut parts = Vec::new();
        walk::push_parts(next, &mut parts);
        pending.extend(parts.into_iter().map(|part| (part, level)));
    }
    deepest
}
