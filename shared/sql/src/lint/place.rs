//! Where in the caller's text something stands: given only where there is one candidate.

use std::cell::OnceCell;

use plainquery_core::Dialect;
use sqlparser::dialect::{
    Dialect as ParserDialect, MySqlDialect, PostgreSqlDialect, SQLiteDialect, SnowflakeDialect,
};
use sqlparser::tokenizer::{Location, Token, TokenWithSpan, Tokenizer};

use crate::diagnostic::Position;

/// The words and constants of a text.
pub(super) struct Places<'t> {
    text: &'t str,
    dialect: Dialect,
    /// Read when a warning first asks for a place: most queries have none.
    tokens: OnceCell<Vec<TokenWithSpan>>,
}

impl<'t> Places<'t> {
    pub(super) fn of(text: &'t str, dialect: Dialect) -> Self {
        Self {
            text,
            dialect,
            tokens: OnceCell::new(),
        }
    }

    fn tokens(&self) -> &[TokenWithSpan] {
        self.tokens.get_or_init(|| {
            let dialect: &dyn ParserDialect = match self.dialect {
                Dialect::Postgres => &PostgreSqlDialect {},
                Dialect::Sqlite => &SQLiteDialect {},
                Dialect::Mysql => &MySqlDialect {},
                Dialect::Snowflake => &SnowflakeDialect,
            };
            Tokenizer::new(dialect, self.text)
                .tokenize_with_location()
                .unwrap_or_default()
        })
    }

    pub(super) fn at(&self, location: Location) -> Option<Position> {
        Position::at_line(self.text, location.line, location.column)
    }

    /// The one place of a name or a word.
    pub(super) fn word(&self, word: &str) -> Option<Position> {
        self.only(|token| match token {
            Token::Word(found) if found.quote_style.is_none() => {
                found.value.eq_ignore_ascii_case(word)
            }
            Token::Word(found) => match self.dialect {
                Dialect::Postgres | Dialect::Snowflake => found.value == word,
                Dialect::Sqlite | Dialect::Mysql => found.value.eq_ignore_ascii_case(word),
            },
            _ => false,
        })
    }

    /// The one place of a text constant.
    pub(super) fn text(&self, text: &str) -> Option<Position> {
        self.only(|token| match token {
            Token::SingleQuotedString(found) | Token::EscapedStringLiteral(found) => found == text,
            Token::DollarQuotedString(found) => found.value == text,
            _ => false,
        })
    }

    /// Whether the text has a word.
    pub(super) fn has_word(&self, word: &str) -> bool {
        self.tokens().iter().any(|token| match &token.token {
            Token::Word(found) => {
                found.quote_style.is_none() && found.value.eq_ignore_ascii_case(word)
            }
            _ => false,
        })
    }

    fn only(&self, wanted: impl Fn(&Token) -> bool) -> Option<Position> {
        let mut matching = self.tokens().iter().filter(|token| wanted(&token.token));
        match (matching.next(), matching.next()) {
            (Some(token), None) => self.at(token.span.start),
            _ => None,
        }
    }
}
