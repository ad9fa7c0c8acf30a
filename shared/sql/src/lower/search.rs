//! Text search: `@@`, between words and a search.

use plainquery_core::TypeClass;
use sqlparser::tokenizer::Location;

use super::{Lowered, Lowerer, Typed};
use crate::diagnostic::RuleId;
use crate::functions::MAX_PIECE_BYTES;
use crate::kinds::Kinds;
use crate::tree::{BinaryOperator, Expr, Literal};

/// What a side of `@@` is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// A `tsvector`.
    Words,
    /// A `tsquery`.
    Search,
    /// A column of a type that has no class, so that it may be either.
    Either,
    /// Text, of which the server would make words by the session's setting, or anything else.
    Other,
}

impl Lowerer<'_> {
    /// `words @@ search`, or the other way around. Each side has its type for sure, as the operator
    /// of plain text reads a setting and that of JSON runs a path.
    pub(super) fn text_match(&self, left: Typed, right: Typed, at: Location) -> Lowered<Expr> {
        let sides = (self.search_side(&left), self.search_side(&right));
        let types = match sides {
            (Side::Words | Side::Either, Side::Search) | (Side::Words, Side::Either) => {
                Some(["tsvector", "tsquery"])
            }
            (Side::Search, Side::Words | Side::Either) | (Side::Either, Side::Words) => {
                Some(["tsquery", "tsvector"])
            }
            _ => None,
        };
        let Some([left_type, right_type]) = types else {
            return self.refuse(
                RuleId::UnsupportedOperator,
                "write to_tsvector('english', column) @@ websearch_to_tsquery('english', 'words'); plain text is searched by a setting",
                at,
            );
        };
        let left = pinned(left.0, sides.0, left_type);
        let right = pinned(right.0, sides.1, right_type);
        self.check_operands(&left, BinaryOperator::TextMatch, &right, at)?;
        Ok(Expr::binary(left, BinaryOperator::TextMatch, right))
    }

    /// As [`side`] says, and of a column what its type says.
    fn search_side(&self, (expr, class): &Typed) -> Side {
        match (side(expr, *class), self.kinds(expr)) {
            (Side::Either, Kinds::WORDS) => Side::Words,
            (Side::Either, Kinds::SEARCH) => Side::Search,
            (Side::Either, kinds) if !kinds.meets(Kinds::WORDS.or(Kinds::SEARCH)) => Side::Other,
            (side, _) => side,
        }
    }
}

fn pinned(expr: Expr, side: Side, type_name: &str) -> Expr {
    match side {
        Side::Either => Expr::Cast {
            operand: Box::new(expr),
            type_name: type_name.to_owned(),
        },
        Side::Words | Side::Search | Side::Other => expr,
    }
}

fn side(expr: &Expr, class: TypeClass) -> Side {
    match expr {
        Expr::Function(call) => match call.name.as_str() {
            "to_tsvector" | "setweight" | "strip" => Side::Words,
            "to_tsquery" | "plainto_tsquery" | "phraseto_tsquery" | "websearch_to_tsquery" => {
                Side::Search
            }
            _ => Side::Other,
        },
        Expr::Cast { type_name, .. } => match type_name.as_str() {
            "tsvector" => Side::Words,
            "tsquery" => Side::Search,
            _ => Side::Other,
        },
        Expr::Binary { .. } => chain_side(expr),
        Expr::Column { .. } if class == TypeClass::Other => Side::Either,
        _ => Side::Other,
    }
}

/// Words after words are words, and searches put together are a search. Chains nest to the left,
/// hundreds deep at times: no recursion there.
fn chain_side(expr: &Expr) -> Side {
    let mut whole = None;
    let mut first = expr;
    while let Expr::Binary {
        left,
        operator,
        right,
    } = first
    {
        let part = match &**right {
            Expr::Binary { .. } => Side::Other,
            right => side(right, TypeClass::Text),
        };
        let joins = match part {
            Side::Words => *operator == BinaryOperator::Concat,
            Side::Search => {
                matches!(operator, BinaryOperator::Concat | BinaryOperator::Overlaps)
            }
            Side::Either | Side::Other => false,
        };
        if !joins || whole.is_some_and(|whole| whole != part) {
            return Side::Other;
        }
        whole = Some(part);
        first = left;
    }
    match whole {
        Some(whole) if side(first, TypeClass::Text) == whole => whole,
        _ => Side::Other,
    }
}

/// Whether an expression is a constant of options for `ts_headline` that keep its result small: numbers, and
/// short marks.
pub(super) fn is_headline_options(expr: &Expr) -> bool {
    let Expr::Literal(Literal::Text(options)) = expr else {
        return false;
    };
    options.split(',').all(|option| {
        let Some((name, value)) = option.split_once('=') else {
            return false;
        };
        let value = value.trim();
        let is_plain = |sign: u8| sign.is_ascii_alphanumeric() || b" <>/_-.:;#*[]".contains(&sign);
        match name.trim().to_ascii_lowercase().as_str() {
            "maxwords" | "minwords" | "shortword" | "maxfragments" => {
                (1..=4).contains(&value.len()) && value.bytes().all(|sign| sign.is_ascii_digit())
            }
            "highlightall" => matches!(value, "true" | "false"),
            "startsel" | "stopsel" | "fragmentdelimiter" => {
                (1..=MAX_PIECE_BYTES).contains(&value.len()) && value.bytes().all(is_plain)
            }
            _ => false,
        }
    })
}
