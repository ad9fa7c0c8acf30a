//! Postgres, with the precedences of its grammar where the parser's own differ (`gram.y`: every operator
//! without a place of its own is an `Op`, before and between operands).

use std::any::TypeId;
use std::fmt::{self, Write};

use sqlparser::ast::{BinaryOperator, Expr, UnaryOperator};
use sqlparser::dialect::{Dialect, PostgreSqlDialect, Precedence};
use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Token;

use super::operand::operand;
use super::{Operands, collate, is_next, prefix};

/// The most characters of a value that is written down twice, so that no nesting of them grows by much.
const MAX_TWICE_CHARACTERS: usize = 300;

/// A sign binds tighter than everything but subscripts and casts; the parser has COLLATE at 120.
const SIGN: u8 = 120;

/// The dialect.
#[derive(Debug, Default)]
pub(in crate::parse) struct Postgres(PostgreSqlDialect, Operands);

#[cfg(test)]
impl Postgres {
    /// With every operand read as the parser does it.
    pub(in crate::parse) fn with_long_operands() -> Self {
        Self(PostgreSqlDialect {}, Operands::Long)
    }
}

/// What the parser's dialect says of what is read here.
macro_rules! as_the_parser {
    ($($question:ident),* $(,)?) => {
        $(fn $question(&self) -> bool {
            self.0.$question()
        })*
    };
}

impl Dialect for Postgres {
    fn dialect(&self) -> TypeId {
        self.0.dialect()
    }

    fn identifier_quote_style(&self, identifier: &str) -> Option<char> {
        self.0.identifier_quote_style(identifier)
    }

    fn is_delimited_identifier_start(&self, character: char) -> bool {
        self.0.is_delimited_identifier_start(character)
    }

    fn is_identifier_start(&self, character: char) -> bool {
        self.0.is_identifier_start(character)
    }

    fn is_identifier_part(&self, character: char) -> bool {
        self.0.is_identifier_part(character)
    }

    fn is_reserved_for_identifier(&self, keyword: Keyword) -> bool {
        self.0.is_reserved_for_identifier(keyword)
    }

    fn is_table_alias(&self, keyword: &Keyword, parser: &mut Parser<'_>) -> bool {
        self.0.is_table_alias(keyword, parser)
    }

    fn is_custom_operator_part(&self, character: char) -> bool {
        self.0.is_custom_operator_part(character)
    }

    as_the_parser!(
        allow_extract_custom,
        allow_extract_single_quotes,
        supports_aliased_function_args,
        supports_array_typedef_with_brackets,
        supports_bitwise_shift_operators,
        supports_comma_separated_trim,
        supports_comment_optimizer_hint,
        supports_empty_projections,
        supports_factorial_operator,
        supports_filter_during_aggregation,
        supports_geometric_types,
        supports_group_by_expr,
        supports_interval_options,
        supports_left_associative_joins_without_parens,
        supports_named_fn_args_with_colon_operator,
        supports_named_fn_args_with_expr_name,
        supports_nested_comments,
        supports_notnull_operator,
        supports_numeric_literal_underscores,
        supports_order_by_using_operator,
        supports_select_wildcard_with_alias,
        supports_string_escape_constant,
        supports_unicode_string_literal,
        supports_xml_expressions,
    );

    fn prec_value(&self, precedence: Precedence) -> u8 {
        self.0.prec_value(precedence)
    }

    fn get_next_precedence(&self, parser: &Parser<'_>) -> Option<Result<u8, ParserError>> {
        match &parser.peek_token_ref().token {
            Token::Tilde
            | Token::TildeAsterisk
            | Token::ExclamationMarkTilde
            | Token::ExclamationMarkTildeAsterisk
            | Token::DoubleTilde
            | Token::DoubleTildeAsterisk
            | Token::ExclamationMarkDoubleTilde
            | Token::ExclamationMarkDoubleTildeAsterisk => {
                Some(Ok(self.prec_value(Precedence::PgOther)))
            }
            _ if is_next(parser, "ISNULL") => Some(Ok(self.prec_value(Precedence::Is))),
            _ => self.0.get_next_precedence(parser),
        }
    }

    fn parse_prefix(&self, parser: &mut Parser<'_>) -> Option<Result<Expr, ParserError>> {
        let other = self.prec_value(Precedence::PgOther);
        let (op, precedence) = match parser.peek_token_ref().token {
            Token::Minus => (UnaryOperator::Minus, SIGN),
            Token::Plus => (UnaryOperator::Plus, SIGN),
            Token::Tilde => (UnaryOperator::BitwiseNot, other),
            Token::PGSquareRoot => (UnaryOperator::PGSquareRoot, other),
            Token::PGCubeRoot => (UnaryOperator::PGCubeRoot, other),
            Token::AtSign => (UnaryOperator::PGAbs, other),
            _ => return operand(parser, self.1),
        };
        Some(prefix(parser, op, precedence))
    }

    fn parse_infix(
        &self,
        parser: &mut Parser<'_>,
        expr: &Expr,
        _precedence: u8,
    ) -> Option<Result<Expr, ParserError>> {
        if let Some(collated) = collate(parser, expr) {
            return Some(collated);
        }
        if let Some(negated) = is_symmetric_between(parser) {
            let precedence = self.prec_value(Precedence::Between);
            return Some(symmetric_between(parser, expr, negated, precedence));
        }
        if !is_next(parser, "ISNULL") {
            return None;
        }
        parser.advance_token();
        Some(Ok(Expr::IsNull(Box::new(expr.clone()))))
    }
}

/// Whether BETWEEN SYMMETRIC is next, which the parser does not know, and whether NOT is before it.
fn is_symmetric_between(parser: &Parser<'_>) -> Option<bool> {
    let is = |at: usize, keyword: Keyword| matches!(&parser.peek_nth_token_ref(at).token, Token::Word(word) if word.keyword == keyword);
    let negated = is(0, Keyword::NOT);
    let at = usize::from(negated);
    (is(at, Keyword::BETWEEN) && is(at + 1, Keyword::SYMMETRIC)).then_some(negated)
}

/// As the server reads it (`transformAExprBetween`): between the two, or between them the other way round.
fn symmetric_between(
    parser: &mut Parser<'_>,
    value: &Expr,
    negated: bool,
    precedence: u8,
) -> Result<Expr, ParserError> {
    for _ in 0..usize::from(negated) + 2 {
        parser.advance_token();
    }
    let low = parser.parse_subexpr(precedence)?;
    parser.expect_keyword_is(Keyword::AND)?;
    let high = parser.parse_subexpr(precedence)?;
    let mut written = Short(MAX_TWICE_CHARACTERS);
    if write!(written, "{value}{low}{high}").is_err() {
        return Err(ParserError::ParserError(
            "BETWEEN SYMMETRIC takes short values here; use BETWEEN least(a, b) AND greatest(a, b)"
                .to_owned(),
        ));
    }
    let between = |low: &Expr, high: &Expr| {
        Box::new(Expr::Between {
            expr: Box::new(value.clone()),
            negated: false,
            low: Box::new(low.clone()),
            high: Box::new(high.clone()),
        })
    };
    let either = Expr::Nested(Box::new(Expr::BinaryOp {
        left: between(&low, &high),
        op: BinaryOperator::Or,
        right: between(&high, &low),
    }));
    Ok(if negated {
        Expr::Nested(Box::new(Expr::UnaryOp {
            op: UnaryOperator::Not,
            expr: Box::new(either),
        }))
    } else {
        either
    })
}

/// Takes so many bytes and then no more.
struct Short(usize);

impl Write for Short {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0 = self.0.checked_sub(text.len()).ok_or(fmt::Error)?;
        Ok(())
    }
}
