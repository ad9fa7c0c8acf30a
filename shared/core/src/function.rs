//! The functions that a deployment can put into Workers or components of their own.

use std::fmt;

/// A function. `ask` composes the others and serves every route that is not one of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Function {
    /// A question to rows.
    Ask,
    /// The tables that matter for a question.
    Retrieve,
    /// A question to SQL.
    Generate,
    /// The proof that SQL is safe.
    Validate,
}

impl Function {
    /// All of them: what a host serves unless it is told otherwise.
    pub const ALL: [Self; 4] = [Self::Ask, Self::Retrieve, Self::Generate, Self::Validate];

    /// The name in settings, addresses and metrics.
    pub fn label(self) -> &'static str {
        match self {
            Self::Ask => "ask",
            Self::Retrieve => "retrieve",
            Self::Generate => "generate",
            Self::Validate => "validate",
        }
    }

    /// The function of a name.
    pub fn of(label: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|function| function.label() == label)
    }
}

impl fmt::Display for Function {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.label())
    }
}
