//! What should have come for an item, run once for each gold query of a process.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

use plainquery_core::Value;

use super::{
    cut::{self, GoldOrder, KeyPlace, Uncut},
    order::asks_for_order,
    rows::{Segment, WantedRows, compare},
};
use crate::execution::{ExecutionError, ExecutionLimits, Executor, ResultTable};

/// Rows without the LIMIT are looked at up to this many: ties beyond are not known.
const MAX_UNCUT_ROWS: usize = 200_000;

/// A larger result is not kept for the next prediction.
const MAX_KEPT_CELLS: usize = 500_000;

/// A gold query's result.
#[derive(Debug)]
pub(super) struct Gold {
    pub(super) sql: String,
    pub(super) table: ResultTable,
    order: GoldOrder,
    /// The same rows with their ties; `None` where there are none to know.
    segments: Option<Vec<Segment>>,
}

impl Gold {
    fn run(
        executor: &Executor,
        database: &str,
        sql: &str,
        limits: ExecutionLimits,
    ) -> Result<Self, ExecutionError> {
        let table = executor.run(database, sql, limits)?;
        if table.is_cut {
            return Err(ExecutionError::TooLarge);
        }
        let order = cut::read(sql, executor.dialect(database)?);
        let segments = order
            .uncut
            .as_ref()
            .and_then(|uncut| segments(executor, database, uncut, &table, limits));
        Ok(Self {
            sql: sql.to_owned(),
            table,
            order,
            segments,
        })
    }

    /// Whether it would take too much memory to keep.
    fn is_large(&self) -> bool {
        let tied = self.segments.iter().flatten();
        let tied: usize = tied.map(|segment| segment.rows.len()).sum();
        let rows = self.table.rows.len() + tied;
        rows.saturating_mul(self.table.columns.len()) > MAX_KEPT_CELLS
    }

    /// Whether the order of the rows counts: as the dataset says; where it does not, the gold query has
    /// an ORDER BY, can give more than one row, and the question asks for an order.
    pub(super) fn order_counts(&self, is_ordered: Option<bool>, question: &str) -> bool {
        is_ordered.unwrap_or_else(|| {
            self.order.has_order_by && !self.order.is_one_row && asks_for_order(question)
        })
    }

    /// The rows as the strict score wants them.
    pub(super) fn wanted(&self, is_ordered: bool) -> WantedRows {
        let segments = match &self.segments {
            // Of a query without ORDER BY an order is wanted: it is that of its rows.
            Some(segments) if !is_ordered || self.order.has_order_by => segments.clone(),
            _ => plain_segments(&self.table.rows, is_ordered),
        };
        WantedRows {
            columns: self.table.columns.clone(),
            segments,
            is_ordered,
        }
    }
}

/// Rows without ties: each stands for itself where order counts.
pub(super) fn plain_segments(rows: &[Vec<Value>], is_ordered: bool) -> Vec<Segment> {
    if !is_ordered {
        return vec![Segment {
            rows: rows.to_vec(),
            take: rows.len(),
        }];
    }
    rows.iter()
        .map(|row| Segment {
            rows: vec![row.clone()],
            take: 1,
        })
        .collect()
}

/// Runs the query without its LIMIT. `None` where that does not give the gold rows back, since then it
/// was not understood.
fn segments(
    executor: &Executor,
    database: &str,
    uncut: &Uncut,
    table: &ResultTable,
    limits: ExecutionLimits,
) -> Option<Vec<Segment>> {
    let limits = ExecutionLimits {
        max_rows: MAX_UNCUT_ROWS,
        ..limits
    };
    let all = executor.run(database, &uncut.sql, limits).ok()?;
    let width = all.columns.len().checked_sub(uncut.added_columns)?;
    if all.is_cut || width != table.columns.len() {
        return None;
    }
    let place = |key: &KeyPlace| match key {
        KeyPlace::Answer(at) => *at,
        KeyPlace::Added(at) => width + at,
    };
    let keys: Vec<usize> = uncut.keys.iter().map(place).collect();
    if keys.iter().any(|&key| key >= all.columns.len()) {
        return None;
    }
    let key = |row: &Vec<Value>| -> Vec<Value> { keys.iter().map(|&at| row[at].clone()).collect() };
    let window_end = uncut
        .limit
        .map_or(all.rows.len(), |limit| uncut.offset.saturating_add(limit));
    let mut segments = Vec::new();
    let mut from = 0;
    for group in all.rows.chunk_by(|left, right| key(left) == key(right)) {
        let until = from + group.len();
        let take = until.min(window_end).saturating_sub(from.max(uncut.offset));
        if take > 0 {
            segments.push(Segment {
                rows: group.iter().map(|row| row[..width].to_vec()).collect(),
                take,
            });
        }
        from = until;
    }
    let wanted = WantedRows {
        columns: table.columns.clone(),
        segments,
        is_ordered: true,
    };
    compare(&wanted, width, &table.rows)
        .is_ok()
        .then_some(wanted.segments)
}

/// What a gold query gives, or why it gives nothing.
type GoldResult = Result<Gold, ExecutionError>;

/// Gold results by database and text, so that each query runs once; large ones run each time.
#[derive(Debug, Default)]
pub(super) struct GoldResults {
    known: Mutex<HashMap<(String, String), Arc<GoldResult>>>,
}

impl GoldResults {
    pub(super) fn get(
        &self,
        executor: &Executor,
        database: &str,
        sql: &str,
        limits: ExecutionLimits,
    ) -> Arc<GoldResult> {
        let key = (database.to_owned(), sql.to_owned());
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(gold) = known.get(&key) {
            return Arc::clone(gold);
        }
        // Two threads may run the same query; that is better than that one waits for all others.
        drop(known);
        let gold = Arc::new(Gold::run(executor, database, sql, limits));
        if gold.as_ref().as_ref().is_ok_and(Gold::is_large) {
            return gold;
        }
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(key, Arc::clone(&gold));
        gold
    }
}
