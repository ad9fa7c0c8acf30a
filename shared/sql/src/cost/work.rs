//! The rows that a query reads on its way.
//!
//! This decides one thing: whether the server is asked what the query costs before it runs. So it is
//! rough, and rather too high than too low.

use plainquery_catalog::{Relation, RelationKind};

use super::{Estimated, Estimator, Known};
use crate::tree::Query;

/// What is known of it so far.
#[derive(Clone, Copy, Debug)]
pub(super) struct Work {
    pub(super) rows_read: u64,
    /// The rows for each of which what is looked at is computed.
    pub(super) around: u64,
    /// The outermost scope that a column was found in.
    pub(super) outermost: usize,
}

impl Default for Work {
    fn default() -> Self {
        Self {
            rows_read: 0,
            around: 1,
            outermost: usize::MAX,
        }
    }
}

impl Work {
    pub(super) fn add(&mut self, rows: u64) {
        self.rows_read = self.rows_read.saturating_add(rows);
    }

    /// From here on things are computed for each of so many rows; what was so before is given back.
    pub(super) fn enter(&mut self, rows: u64) -> u64 {
        std::mem::replace(&mut self.around, rows.max(1))
    }

    pub(super) fn sees(&mut self, depth: usize) {
        self.outermost = self.outermost.min(depth);
    }
}

impl<'a> Estimator<'a> {
    /// A query inside of another one. Where it depends on what is around it, it is computed anew for each
    /// row of that.
    pub(super) fn subquery(&mut self, query: &'a Query) -> Estimated<Known> {
        let depth = self.scopes.len();
        let before = self.work;
        self.work = Work::default();
        let known = self.query(query);
        let own = self.work;
        let times = if own.outermost < depth {
            before.around.max(1)
        } else {
            1
        };
        self.work = Work {
            outermost: before.outermost.min(own.outermost),
            ..before
        };
        self.work.add(own.rows_read.saturating_mul(times));
        known
    }
}

/// What a relation adds to the rows that are read where nothing tells how many it has. The server's
/// autovacuum counts any table that is not small; behind a view, or on another server, there may be
/// anything.
pub(super) fn of_unknown_size(relation: &Relation) -> u64 {
    match (relation.row_estimate, relation.kind) {
        (Some(_), _) | (None, RelationKind::Table) => 0,
        (None, _) => u64::MAX,
    }
}
