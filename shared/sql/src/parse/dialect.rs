//! The parser's dialects, mended where they read operators otherwise than the servers: a text would be
//! accepted, and printed with another meaning than it had.

mod mysql;
mod operand;
mod postgres;
mod snowflake;
mod sqlite;

pub(super) use mysql::Mysql;
pub(super) use postgres::Postgres;
pub(super) use snowflake::Snowflake;
pub(super) use sqlite::Sqlite;

use sqlparser::ast::{Expr, UnaryOperator};
use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::Token;

/// How common operands are read: the short way, or as the parser does it, to compare.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Operands {
    #[default]
    Short,
    #[cfg(test)]
    Long,
}

/// Whether the next token is this word, which the parser knows no keyword for.
fn is_next(parser: &Parser<'_>, word: &str) -> bool {
    matches!(
        &parser.peek_token_ref().token,
        Token::Word(next) if next.quote_style.is_none() && next.value.eq_ignore_ascii_case(word)
    )
}

/// A sign or `~`, which all of them have, and its operand.
fn sign(parser: &mut Parser<'_>, precedence: u8) -> Option<Result<Expr, ParserError>> {
    let op = match parser.peek_token_ref().token {
        Token::Minus => UnaryOperator::Minus,
        Token::Plus => UnaryOperator::Plus,
        Token::Tilde => UnaryOperator::BitwiseNot,
        _ => return None,
    };
    Some(prefix(parser, op, precedence))
}

/// Reads the operator that is next, and its operand, up to operators of `precedence`.
fn prefix(parser: &mut Parser<'_>, op: UnaryOperator, precedence: u8) -> Result<Expr, ParserError> {
    parser.advance_token();
    let expr = Box::new(parser.parse_subexpr(precedence)?);
    Ok(Expr::UnaryOp { op, expr })
}

/// COLLATE after something that the parser does not expect it after, such as a cast.
fn collate(parser: &mut Parser<'_>, operand: &Expr) -> Option<Result<Expr, ParserError>> {
    if !parser.parse_keyword(Keyword::COLLATE) {
        return None;
    }
    let collation = parser.parse_object_name(false);
    Some(collation.map(|collation| Expr::Collate {
        expr: Box::new(operand.clone()),
        collation,
    }))
}
