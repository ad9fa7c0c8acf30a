//! Rules and entries of the reviewed lists that a test switches off, to see that something fails.
//!
//! Without the feature `mutation` nothing can be switched off: both questions are answered at compile
//! time. The feature is for tests alone; a build for release or for WASM refuses it (`lib.rs`).
//!
//! A rule that is switched off refuses nothing. Where it would have, the reading goes on as if the node
//! were fine: an expression is taken for a value, a source for one with unknown columns, a query for
//! one with unknown columns; whatever else is in the text is judged by all the other rules.

use crate::diagnostic::RuleId;

/// A list whose entries can be hidden.
#[cfg_attr(
    not(feature = "mutation"),
    expect(unreachable_pub, reason = "the test of the feature names it")
)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    /// Functions of the dialect.
    Function,
    /// Types to cast to.
    CastType,
    /// Operators between two values, as they are written.
    Operator,
    /// Collations.
    Collation,
    /// Fields of EXTRACT.
    Field,
    /// What may stand on the sides of operators.
    Signature,
    /// What may be cast to what.
    Cast,
}

#[cfg(feature = "mutation")]
mod switched {
    use std::cell::{Cell, RefCell};
    use std::collections::BTreeSet;

    use plainquery_core::Dialect;

    use super::{List, RuleId};
    use crate::{casts, functions, operators, types};

    thread_local! {
        static OFF: Cell<Option<RuleId>> = const { Cell::new(None) };
        static HIDDEN: RefCell<Option<(List, String)>> = const { RefCell::new(None) };
        static ASKED: RefCell<BTreeSet<(List, String)>> = const { RefCell::new(BTreeSet::new()) };
    }

    /// Runs `run` with a rule switched off.
    pub fn without_rule<T>(rule: RuleId, run: impl FnOnce() -> T) -> T {
        OFF.set(Some(rule));
        let result = run();
        OFF.set(None);
        result
    }

    /// Runs `run` with an entry hidden.
    pub fn without_entry<T>(list: List, name: &str, run: impl FnOnce() -> T) -> T {
        HIDDEN.set(Some((list, name.to_owned())));
        let result = run();
        HIDDEN.set(None);
        result
    }

    /// Runs `run` and says which entries were looked up.
    pub fn entries_asked<T>(run: impl FnOnce() -> T) -> (T, BTreeSet<(List, String)>) {
        ASKED.take();
        let result = run();
        (result, ASKED.take())
    }

    /// Every entry of a dialect but its operators, which are arms of a match.
    pub fn entries(dialect: Dialect) -> BTreeSet<(List, String)> {
        let functions = functions::names(dialect).map(|name| (List::Function, name.to_owned()));
        let by_sides = || {
            let signatures = operators::entries().map(|name| (List::Signature, name));
            signatures.chain(casts::entries().map(|name| (List::Cast, name)))
        };
        let by_sides = (dialect == Dialect::Postgres).then(by_sides);
        functions
            .chain(types::entries(dialect))
            .chain(by_sides.into_iter().flatten())
            .collect()
    }

    pub(crate) fn is_off(rule: RuleId) -> bool {
        OFF.get() == Some(rule)
    }

    pub(crate) fn is_hidden(list: List, name: &str) -> bool {
        ASKED.with_borrow_mut(|asked| asked.insert((list, name.to_owned())));
        HIDDEN.with_borrow(|hidden| {
            hidden
                .as_ref()
                .is_some_and(|(hidden, hidden_name)| *hidden == list && hidden_name == name)
        })
    }
}

#[cfg(feature = "mutation")]
pub use switched::{entries, entries_asked, without_entry, without_rule};
#[cfg(feature = "mutation")]
pub(crate) use switched::{is_hidden, is_off};

#[cfg(not(feature = "mutation"))]
pub(crate) const fn is_off(_rule: RuleId) -> bool {
    false
}

#[cfg(not(feature = "mutation"))]
pub(crate) const fn is_hidden(_list: List, _name: &str) -> bool {
    false
}

/// A refusal, by its rule.
pub(crate) trait Refused {
    fn rule(&self) -> RuleId;
}

impl Refused for crate::Diagnostic {
    fn rule(&self) -> RuleId {
        self.rule
    }
}

/// What was read; for a refusal by a rule that is switched off, what stands in for it.
#[inline]
pub(crate) fn or<T, E: Refused>(read: Result<T, E>, stand_in: impl FnOnce() -> T) -> Result<T, E> {
    match read {
        Err(why) if is_off(why.rule()) => Ok(stand_in()),
        read => read,
    }
}
