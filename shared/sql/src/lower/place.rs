//! Where a node of the parser's tree starts.
//!
//! The parser tells the whole extent of a node by going through all that is in it. Most places are only
//! wanted for a refusal, and asked for before it is known that there is one, so the common nodes are asked
//! for what stands first in them.

use sqlparser::ast::{self, Expr, ObjectNamePart, SetExpr, Spanned, TableFactor};
use sqlparser::tokenizer::Location;

/// A node with a place.
pub(super) trait Placed: Spanned {
    /// The first character of it, or an empty location where the parser keeps none.
    fn start(&self) -> Location {
        self.span().start
    }
}

impl Placed for ast::Query {
    fn start(&self) -> Location {
        match &self.with {
            Some(with) => with.with_token.0.span.start,
            None => self.body.start(),
        }
    }
}

impl Placed for SetExpr {
    fn start(&self) -> Location {
        let mut first = self;
        while let Self::SetOperation { left, .. } = first {
            first = left;
        }
        match first {
            Self::Select(select) => select.select_token.0.span.start,
            Self::Query(query) => query.start(),
            other => other.span().start,
        }
    }
}

impl Placed for TableFactor {
    fn start(&self) -> Location {
        match self {
            Self::Table { name, .. } => name.start(),
            Self::Derived { subquery, .. } => subquery.start(),
            other => other.span().start,
        }
    }
}

impl Placed for ast::ObjectName {
    fn start(&self) -> Location {
        match self.0.first() {
            Some(ObjectNamePart::Identifier(name)) => name.span.start,
            _ => self.span().start,
        }
    }
}

impl Placed for Expr {
    fn start(&self) -> Location {
        let mut first = self;
        while let Self::BinaryOp { left: inner, .. } | Self::Nested(inner) = first {
            first = inner;
        }
        match first {
            Self::Identifier(name) => name.span.start,
            Self::CompoundIdentifier(parts) if !parts.is_empty() => parts[0].span.start,
            Self::Value(value) => value.span.start,
            Self::Function(function) => function.name.start(),
            Self::Subquery(query) => query.start(),
            other => other.span().start,
        }
    }
}

impl Placed for ast::Statement {}
impl Placed for ast::OrderBy {}
impl Placed for ast::OrderByExpr {}
impl Placed for ast::SelectItem {}
impl Placed for ast::FunctionArg {}
