//! From text to one statement of the parser's, which must be a query.

mod dialect;
mod hint;
mod mysql;
mod plain;
mod snowflake;
mod statement;
#[cfg(test)]
mod tests;

use plainquery_core::Dialect;
use sqlparser::ast::Query;
use sqlparser::dialect::Dialect as ParserDialect;
use sqlparser::keywords::Keyword;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::{Location, Token, TokenWithSpan, Tokenizer};

use self::dialect::{Mysql, Postgres, Snowflake, Sqlite};
use self::plain::Brackets;
use crate::diagnostic::{Diagnostic, Position, RuleId};
use crate::mutation::is_off;
use crate::prescan::{self, DoubleQuoted};

/// How often the parser may call itself. A level of nesting costs it up to three calls, so that
/// `prescan::MAX_NESTING` is reached first; tests run both with a stack of 1 MiB.
const RECURSION_LIMIT: usize = 100;

/// Reads the one query that `text` holds; a semicolon may end it.
pub(crate) fn parse(text: &str, dialect: Dialect) -> Result<Box<Query>, Diagnostic> {
    prescan::check_text(text)?;
    match dialect {
        Dialect::Postgres => {
            let plain = plain::tokens(text, Brackets::Sign);
            parse_with(text, &Postgres::default(), plain, DoubleQuoted::Name)
        }
        Dialect::Sqlite => {
            let plain = plain::tokens(text, Brackets::Quote);
            parse_with(text, &Sqlite::default(), plain, DoubleQuoted::NameOrText)
        }
        Dialect::Mysql => {
            mysql::check_text(text)?;
            parse_with(text, &Mysql::default(), None, DoubleQuoted::Name)
        }
        Dialect::Snowflake => {
            snowflake::check_text(text)?;
            parse_with(text, &Snowflake::default(), None, DoubleQuoted::Name)
        }
    }
}

/// Whether a printed text can be read again: what is chained in one text is nested in another.
pub(crate) fn check_printed(text: &str, dialect: Dialect) -> Result<(), Diagnostic> {
    if dialect != Dialect::Mysql && prescan::is_surely_small(text) {
        return Ok(());
    }
    let parser_dialect: &dyn ParserDialect = match dialect {
        Dialect::Postgres => &Postgres::default(),
        Dialect::Sqlite => &Sqlite::default(),
        Dialect::Mysql => &Mysql::default(),
        Dialect::Snowflake => &Snowflake::default(),
    };
    let tokens = Tokenizer::new(parser_dialect, text)
        .tokenize_with_location()
        .map_err(|error| syntax(text, &error.message, None))?;
    match prescan::check_tokens(text, &tokens, DoubleQuoted::Name) {
        // `*` may be written out as more columns than anybody types.
        Err(diagnostic) if diagnostic.rule != RuleId::TooManyTokens => {
            Err(Diagnostic::new(diagnostic.rule, diagnostic.message))
        }
        _ => Ok(()),
    }
}

fn parse_with(
    text: &str,
    dialect: &dyn ParserDialect,
    plain: Option<Vec<TokenWithSpan>>,
    double_quoted: DoubleQuoted,
) -> Result<Box<Query>, Diagnostic> {
    // Plain ones come without white space.
    let has_space = plain.is_none();
    let mut tokens = match plain {
        Some(tokens) => tokens,
        None => Tokenizer::new(dialect, text)
            .tokenize_with_location()
            .map_err(|error| syntax(text, &error.message, Some(error.location)))?,
    };
    prescan::check_tokens(text, &tokens, double_quoted)?;
    let is_mysql = dialect.dialect() == Mysql::default().dialect();
    let is_snowflake = dialect.dialect() == Snowflake::default().dialect();
    let checked = if is_mysql {
        mysql::check_tokens(text, &tokens)
    } else if is_snowflake {
        snowflake::check_tokens(text, &tokens)
    } else {
        Ok(())
    };
    if has_space {
        tokens.retain(|token| !matches!(token.token, Token::Whitespace(_)));
    }
    while tokens
        .last()
        .is_some_and(|last| matches!(last.token, Token::SemiColon | Token::EOF))
    {
        tokens.pop();
    }
    let first = tokens.first();
    if first.is_none() && !is_off(RuleId::EmptyStatement) {
        return Err(Diagnostic::new(
            RuleId::EmptyStatement,
            "there is no statement; write a SELECT",
        ));
    }
    if let Some(first) = first
        && let Token::Word(word) = &first.token
        && !matches!(word.keyword, Keyword::SELECT | Keyword::WITH)
        && let Some(diagnostic) = statement::by_first_word(&word.value).or_else(|| {
            if is_mysql {
                mysql::by_first_word(&word.value)
            } else if is_snowflake {
                snowflake::by_first_word(&word.value)
            } else {
                None
            }
        })
        && !is_off(diagnostic.rule)
    {
        return Err(placed(text, diagnostic, first.span.start));
    }
    checked?;
    if let Some(semicolon) = tokens
        .iter()
        .find(|token| matches!(token.token, Token::SemiColon))
        && !is_off(RuleId::SeveralStatements)
    {
        let diagnostic = Diagnostic::new(
            RuleId::SeveralStatements,
            "one statement at a time; remove what follows the semicolon",
        );
        return Err(placed(text, diagnostic, semicolon.span.start));
    }
    let mut parser = Parser::new(dialect)
        .with_recursion_limit(if is_off(RuleId::NestingTooDeep) {
            10 * RECURSION_LIMIT
        } else {
            RECURSION_LIMIT
        })
        .with_tokens_with_locations(tokens);
    // Not parse_statement: the readers of every other statement would be linked into the Worker.
    let query = parser
        .parse_query()
        .map_err(|error| parser_error(text, error));
    let TokenWithSpan { token, span } = parser.peek_token();
    let read = query.and_then(|query| {
        if token == Token::EOF {
            return Ok(query);
        }
        Err(syntax(
            text,
            &format!("the statement should end before {token}"),
            Some(span.start),
        ))
    });
    read.map_err(|error| {
        let is_postgres = dialect.dialect() == Postgres::default().dialect();
        let known = (is_postgres && error.rule == RuleId::Syntax).then(|| hint::of(text, dialect));
        known.flatten().unwrap_or(error)
    })
}

fn placed(text: &str, mut diagnostic: Diagnostic, start: Location) -> Diagnostic {
    diagnostic.position = Position::at_line(text, start.line, start.column);
    diagnostic
}

fn syntax(text: &str, message: &str, location: Option<Location>) -> Diagnostic {
    let diagnostic = Diagnostic::new(RuleId::Syntax, format!("not readable as SQL: {message}"));
    match location {
        Some(location) => placed(text, diagnostic, location),
        None => diagnostic,
    }
}

/// The parser puts its place at the end of its message: `… at Line: 1, Column: 8`.
fn parser_error(text: &str, error: ParserError) -> Diagnostic {
    match error {
        ParserError::RecursionLimitExceeded => Diagnostic::new(
            RuleId::NestingTooDeep,
            "nested too deeply; use WITH to flatten it",
        ),
        ParserError::TokenizerError(message) | ParserError::ParserError(message) => {
            let Some((said, place)) = message.rsplit_once(" at Line: ") else {
                return syntax(text, &message, None);
            };
            let location = place.split_once(", Column: ").and_then(|(line, column)| {
                Some(Location {
                    line: line.parse().ok()?,
                    column: column.parse().ok()?,
                })
            });
            syntax(text, said, location)
        }
    }
}
