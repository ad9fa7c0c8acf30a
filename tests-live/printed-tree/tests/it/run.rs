//! Queries that are validated and compared, and the count of them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::thread;

use plainquery_catalog::Catalog;
use plainquery_printed_tree::compare;
use plainquery_sql::tree::Query;
use plainquery_sql::{Policy, ValidatedQuery, validate};

/// The longest sums that are accepted nest hundreds deep, and so do their parse trees.
const STACK_BYTES: usize = 512 << 20;

/// Runs `body` where deep trees have room.
pub(crate) fn with_deep_stack<T: Send + 'static>(body: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = thread::Builder::new().stack_size(STACK_BYTES);
    match thread.spawn(body).expect("a thread").join() {
        Ok(value) => value,
        Err(panic) => std::panic::resume_unwind(panic),
    }
}

/// What came of some queries.
#[derive(Default)]
pub(crate) struct Count {
    pub(crate) asked: usize,
    pub(crate) accepted: usize,
    pub(crate) rewritten: usize,
    pub(crate) with_parameters: usize,
    /// Texts that were compared: for what a policy rewrites there are two.
    pub(crate) compared: usize,
    pub(crate) mismatches: String,
}

impl Count {
    /// Validates `sql`, and compares what was printed where it is accepted.
    pub(crate) fn ask(&mut self, title: &str, sql: &str, catalog: &Catalog, policy: &Policy) {
        self.asked += 1;
        let Ok(query) = validate(sql, catalog, policy) else {
            return;
        };
        self.accepted += 1;
        self.rewritten += usize::from(query.is_rewritten());
        self.with_parameters += usize::from(!query.parameters().is_empty());
        self.check(title, query.printed_tree(), query.text(), &query);
        if query.is_rewritten() {
            self.check(title, query.tree(), query.plain_text(), &query);
        }
    }

    fn check(&mut self, title: &str, tree: &Query, text: &str, query: &ValidatedQuery) {
        self.compared += 1;
        match compare(tree, text) {
            Ok(reading) => {
                let known: BTreeSet<_> = query.relations().iter().cloned().collect();
                if reading.relations != known {
                    let _ = writeln!(
                        self.mismatches,
                        "{title}: reads {:?} and not {known:?}\n{text}\n",
                        reading.relations
                    );
                }
            }
            Err(why) => {
                let _ = writeln!(self.mismatches, "{title}: {why}\n{text}\n");
            }
        }
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.asked += other.asked;
        self.accepted += other.accepted;
        self.rewritten += other.rewritten;
        self.with_parameters += other.with_parameters;
        self.compared += other.compared;
        self.mismatches += &other.mismatches;
    }

    pub(crate) fn line(&self, what: &str) -> String {
        format!(
            "{what}: {} asked, {} accepted, {} rewritten by a policy ({} with parameters), {} texts compared",
            self.asked, self.accepted, self.rewritten, self.with_parameters, self.compared
        )
    }
}
