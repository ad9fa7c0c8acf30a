//! What only `Snowflake` says of windows: IGNORE NULLS, and percentiles with OVER.

use plainquery_core::Dialect;
use sqlparser::ast::{self, FunctionArguments};
use sqlparser::tokenizer::Location;

use super::super::{Lowered, Lowerer, start};
use crate::diagnostic::RuleId;
use crate::functions::{Entry, Kind};
use crate::tree::{Frame, FrameBound, FrameUnit, Window};

impl Lowerer<'_> {
    /// The window of a percentile parts its rows, and orders them nowhere (Snowflake's documentation,
    /// "`PERCENTILE_CONT`").
    pub(in crate::lower) fn check_parted(
        &self,
        entry: &Entry,
        over: Option<&Window>,
        at: Location,
    ) -> Lowered<()> {
        let is_parted = over.is_none_or(|over| over.order_by.is_empty() && over.frame.is_none());
        if entry.kind != Kind::OrderedSet || is_parted {
            return Ok(());
        }
        self.refuse(
            RuleId::FunctionPlacement,
            format!("{} takes only PARTITION BY in its OVER", entry.name),
            at,
        )
    }

    /// A window with the frame that it has where none is written: of these functions that is every row of the
    /// part, other than in standard SQL (Snowflake's documentation, "`LAST_VALUE`").
    pub(in crate::lower) fn whole_frame(&self, entry: &Entry, window: Window) -> Window {
        let is_whole = self.dialect == Dialect::Snowflake
            && matches!(entry.name, "first_value" | "last_value" | "nth_value")
            && !window.order_by.is_empty();
        Window {
            frame: window.frame.or_else(|| {
                is_whole.then_some(Frame {
                    unit: FrameUnit::Rows,
                    start: FrameBound::UnboundedPreceding,
                    end: FrameBound::UnboundedFollowing,
                })
            }),
            ..window
        }
    }

    /// Whether IGNORE NULLS or RESPECT NULLS may be said of a function (Snowflake's documentation,
    /// "Window function syntax and usage").
    pub(in crate::lower) fn takes_nulls_clause(&self, entry: &Entry) -> bool {
        self.dialect == Dialect::Snowflake
            && matches!(
                entry.name,
                "first_value" | "lag" | "last_value" | "lead" | "nth_value"
            )
    }

    /// Whether a window function passes over NULLs; it may be said inside the parentheses or after them.
    pub(in crate::lower) fn ignores_nulls(
        &self,
        function: &ast::Function,
        entry: &Entry,
    ) -> Lowered<bool> {
        let inside = match &function.args {
            FunctionArguments::List(list) => list.clauses.as_slice(),
            FunctionArguments::None | FunctionArguments::Subquery(_) => &[],
        };
        let inside = inside.iter().filter_map(|clause| match clause {
            ast::FunctionArgumentClause::IgnoreOrRespectNulls(treatment) => Some(treatment),
            _ => None,
        });
        let said: Vec<&ast::NullTreatment> = inside.chain(&function.null_treatment).collect();
        match said.as_slice() {
            [] => Ok(false),
            [only] if self.takes_nulls_clause(entry) => {
                Ok(matches!(only, ast::NullTreatment::IgnoreNulls))
            }
            _ => self.refuse(
                RuleId::FunctionArguments,
                format!("{} takes no IGNORE NULLS or RESPECT NULLS here", entry.name),
                start(&function.name),
            ),
        }
    }
}
