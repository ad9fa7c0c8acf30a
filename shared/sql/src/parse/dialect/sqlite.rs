//! `SQLite`, with the precedences of its grammar (<https://sqlite.org/lang_expr.html>, "Operators, and
//! Parse-Affecting Attributes"). The parser's own are near those of Postgres.

use std::any::TypeId;

use sqlparser::ast::{BinaryOperator, Expr, UnaryOperator, Value};
use sqlparser::dialect::{Dialect, Precedence, SQLiteDialect};
use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Token;

use super::operand::operand;
use super::{Operands, collate, is_next, sign};

const UNARY: u8 = 100;
const COLLATE: u8 = 80;
const CONCAT: u8 = 70;
const MULTIPLY: u8 = 60;
const ADD: u8 = 50;
const BITS: u8 = 40;
const LESS: u8 = 30;
const EQUAL: u8 = 25;
const NOT: u8 = 15;
const AND: u8 = 10;
const OR: u8 = 5;

/// The dialect.
#[derive(Debug, Default)]
pub(in crate::parse) struct Sqlite(SQLiteDialect, Operands);

#[cfg(test)]
impl Sqlite {
    /// With every operand read as the parser does it.
    pub(in crate::parse) fn with_long_operands() -> Self {
        Self(SQLiteDialect {}, Operands::Long)
    }
}

impl Dialect for Sqlite {
    fn dialect(&self) -> TypeId {
        self.0.dialect()
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

    fn supports_filter_during_aggregation(&self) -> bool {
        true
    }

    fn supports_in_empty_list(&self) -> bool {
        true
    }

    fn supports_limit_comma(&self) -> bool {
        true
    }

    fn supports_dollar_placeholder(&self) -> bool {
        true
    }

    fn supports_notnull_operator(&self) -> bool {
        true
    }

    fn supports_comma_separated_trim(&self) -> bool {
        true
    }

    fn supports_numeric_literal_underscores(&self) -> bool {
        true
    }

    fn supports_bitwise_shift_operators(&self) -> bool {
        true
    }

    fn supports_cross_join_constraint(&self) -> bool {
        true
    }

    fn prec_value(&self, precedence: Precedence) -> u8 {
        match precedence {
            Precedence::Period => 200,
            Precedence::DoubleColon | Precedence::AtTz => UNARY,
            Precedence::MulDivModOp => MULTIPLY,
            Precedence::PlusMinus => ADD,
            Precedence::Xor
            | Precedence::Ampersand
            | Precedence::Caret
            | Precedence::Pipe
            | Precedence::Colon
            | Precedence::PgOther => BITS,
            Precedence::Between | Precedence::Eq | Precedence::Like | Precedence::Is => EQUAL,
            Precedence::UnaryNot => NOT,
            Precedence::And => AND,
            Precedence::Or => OR,
        }
    }

    fn get_next_precedence(&self, parser: &Parser<'_>) -> Option<Result<u8, ParserError>> {
        let precedence = match &parser.peek_token_ref().token {
            Token::StringConcat | Token::Arrow | Token::LongArrow => CONCAT,
            Token::Lt | Token::LtEq | Token::Gt | Token::GtEq => LESS,
            Token::Word(word) if word.keyword == Keyword::COLLATE => COLLATE,
            _ if is_next(parser, "ISNULL") => EQUAL,
            _ => return None,
        };
        Some(Ok(precedence))
    }

    fn parse_prefix(&self, parser: &mut Parser<'_>) -> Option<Result<Expr, ParserError>> {
        sign(parser, UNARY).or_else(|| operand(parser, self.1))
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
        let left = || Box::new(expr.clone());
        if is_next(parser, "ISNULL") {
            parser.advance_token();
            return Some(Ok(Expr::IsNull(left())));
        }
        if parser.parse_keyword(Keyword::IS) {
            return Some(is(parser, expr, precedence));
        }
        let negated = parser.parse_keywords(&[Keyword::NOT, Keyword::GLOB]);
        let op = if negated || parser.parse_keyword(Keyword::GLOB) {
            BinaryOperator::Glob
        } else if parser.parse_keyword(Keyword::MATCH) {
            BinaryOperator::Match
        } else if parser.parse_keyword(Keyword::REGEXP) {
            BinaryOperator::Regexp
        } else {
            return None;
        };
        let right = match parser.parse_subexpr(precedence) {
            Ok(right) => Box::new(right),
            Err(error) => return Some(Err(error)),
        };
        let matched = Expr::BinaryOp {
            left: left(),
            op,
            right,
        };
        Some(Ok(if negated {
            Expr::UnaryOp {
                op: UnaryOperator::Not,
                expr: Box::new(matched),
            }
        } else {
            matched
        }))
    }
}

/// `IS`, which compares any two values: `IS NULL - 2` compares with the difference.
fn is(parser: &mut Parser<'_>, left: &Expr, precedence: u8) -> Result<Expr, ParserError> {
    let not = parser.parse_keyword(Keyword::NOT);
    let distinct = parser.parse_keywords(&[Keyword::DISTINCT, Keyword::FROM]);
    let right = parser.parse_subexpr(precedence)?;
    let left = Box::new(left.clone());
    let constant = match &right {
        Expr::Value(value) => Some(&value.value),
        _ => None,
    };
    Ok(match (constant, distinct, not) {
        (Some(Value::Null), false, false) | (Some(Value::Null), true, true) => Expr::IsNull(left),
        (Some(Value::Null), _, _) => Expr::IsNotNull(left),
        (Some(Value::Boolean(true)), false, false) => Expr::IsTrue(left),
        (Some(Value::Boolean(true)), false, true) => Expr::IsNotTrue(left),
        (Some(Value::Boolean(false)), false, false) => Expr::IsFalse(left),
        (Some(Value::Boolean(false)), false, true) => Expr::IsNotFalse(left),
        (_, false, false) | (_, true, true) => Expr::IsNotDistinctFrom(left, Box::new(right)),
        (_, false, true) | (_, true, false) => Expr::IsDistinctFrom(left, Box::new(right)),
    })
}
