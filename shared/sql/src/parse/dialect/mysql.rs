//! `MySQL`, with the precedences of its grammar
//! (<https://dev.mysql.com/doc/refman/8.4/en/operator-precedence.html>). Comparisons and predicates stand
//! on one level here; where several follow each other, the manual and the grammar differ on what binds
//! first, so binding asks for parentheses there (`lower::mysql`).

use std::any::TypeId;

use sqlparser::ast::{BinaryOperator, Expr};
use sqlparser::dialect::{Dialect, MySqlDialect, Precedence};
use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Token;

use super::{collate, is_next, sign};

const COLLATE: u8 = 90;
const UNARY: u8 = 80;
const XOR_OF_BITS: u8 = 70;
const MULTIPLY: u8 = 60;
const ADD: u8 = 50;
const SHIFT: u8 = 45;
const AND_OF_BITS: u8 = 40;
const OR_OF_BITS: u8 = 35;
const COMPARE: u8 = 20;
const NOT: u8 = 15;
const AND: u8 = 10;
const XOR: u8 = 8;
const OR: u8 = 5;

/// The dialect.
#[derive(Debug, Default)]
pub(in crate::parse) struct Mysql(MySqlDialect);

/// What the parser's dialect says of what is read here.
macro_rules! as_the_parser {
    ($($question:ident),* $(,)?) => {
        $(fn $question(&self) -> bool {
            self.0.$question()
        })*
    };
}

impl Dialect for Mysql {
    fn dialect(&self) -> TypeId {
        self.0.dialect()
    }

    fn is_delimited_identifier_start(&self, character: char) -> bool {
        character == '`'
    }

    /// Not `@`, which starts variables, and not `$`, which newer servers keep for themselves.
    fn is_identifier_start(&self, character: char) -> bool {
        character.is_ascii_alphabetic()
            || character == '_'
            || ('\u{80}'..='\u{ffff}').contains(&character)
    }

    fn is_identifier_part(&self, character: char) -> bool {
        self.is_identifier_start(character) || character.is_ascii_digit() || character == '$'
    }

    fn is_table_factor_alias(
        &self,
        explicit: bool,
        keyword: &Keyword,
        parser: &mut Parser<'_>,
    ) -> bool {
        self.0.is_table_factor_alias(explicit, keyword, parser)
    }

    as_the_parser!(
        ignores_wildcard_escapes,
        require_interval_qualifier,
        requires_single_line_comment_whitespace,
        supports_bitwise_shift_operators,
        supports_comment_optimizer_hint,
        supports_double_ampersand_operator,
        supports_group_by_with_modifier,
        supports_left_associative_joins_without_parens,
        supports_limit_comma,
        supports_match_against,
        supports_select_modifiers,
        supports_string_literal_backslash_escape,
        supports_table_hints,
    );

    fn prec_value(&self, precedence: Precedence) -> u8 {
        match precedence {
            Precedence::Period => 200,
            Precedence::DoubleColon | Precedence::AtTz | Precedence::PgOther => COLLATE,
            Precedence::Caret => XOR_OF_BITS,
            Precedence::MulDivModOp => MULTIPLY,
            Precedence::PlusMinus => ADD,
            Precedence::Ampersand => AND_OF_BITS,
            Precedence::Pipe | Precedence::Colon => OR_OF_BITS,
            Precedence::Between | Precedence::Eq | Precedence::Like | Precedence::Is => COMPARE,
            Precedence::UnaryNot => NOT,
            Precedence::And => AND,
            Precedence::Xor => XOR,
            Precedence::Or => OR,
        }
    }

    fn get_next_precedence(&self, parser: &Parser<'_>) -> Option<Result<u8, ParserError>> {
        let precedence = match &parser.peek_token_ref().token {
            Token::ShiftLeft | Token::ShiftRight => SHIFT,
            Token::Overlap => AND,
            Token::Word(word) if word.quote_style.is_none() => match word.keyword {
                Keyword::COLLATE => COLLATE,
                _ if is_next(parser, "mod") => MULTIPLY,
                _ => return None,
            },
            _ => return None,
        };
        Some(Ok(precedence))
    }

    fn parse_prefix(&self, parser: &mut Parser<'_>) -> Option<Result<Expr, ParserError>> {
        sign(parser, UNARY)
    }

    fn parse_infix(
        &self,
        parser: &mut Parser<'_>,
        expr: &Expr,
        precedence: u8,
    ) -> Option<Result<Expr, ParserError>> {
        if let Some(collated) = collate(parser, expr) {
            return Some(collated);
        }
        let op = if parser.parse_keyword(Keyword::DIV) {
            BinaryOperator::MyIntegerDivide
        } else if is_next(parser, "mod") {
            parser.advance_token();
            BinaryOperator::Modulo
        } else {
            return None;
        };
        let right = match parser.parse_subexpr(precedence) {
            Ok(right) => Box::new(right),
            Err(error) => return Some(Err(error)),
        };
        Some(Ok(Expr::BinaryOp {
            left: Box::new(expr.clone()),
            op,
            right,
        }))
    }
}
