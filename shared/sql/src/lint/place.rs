//! Where in the caller's text something stands: given only where there is one candidate.

use plainquery_core::Dialect;
use sqlparser::dialect::{
    Dialect as ParserDialect, MySqlDialect, PostgreSqlDialect, SQLiteDialect,
};
use sqlparser::tokenizer::{Location, Token, TokenWithSpan, Tokenizer};

use crate::diagnostic::Position;

/// The words and constants of a text.
pub(super) struct Places {
    text: String,
    tokens: Vec<TokenWithSpan>,
    dialect: Dialect,
}

impl Places {
    pub(super) fn of(text: &str, dialect: Dialect) -> Self {
        let parser_dialect: &dyn ParserDialect = match dialect {
            Dialect::Postgres => &PostgreSqlDialect {},
            Dialect::Sqlite => &SQLiteDialect {},
            Dialect::Mysql => &MySqlDialect {},
        };
        let tokens = Tokenizer::new(parser_dialect, text)
            .tokenize_with_location()
            .unwrap_or_default();
        Self {
            text: text.to_owned(),
            tokens,
            dialect,
        }
    }

    pub(super) fn at(&self, location: Location) -> Option<Position> {
        Position::at_line(&self.text, location.line, location.column)
    }

    /// The one place of a name or a word.
    pub(super) fn word(&self, word: &str) -> Option<Position> {
        self.only(|token| match token {
            Token::Word(found) if found.quote_style.is_none() => {
                found.value.eq_ignore_ascii_case(word)
            }
            Token::Word(found) => match self.dialect {
                Dialect::Postgres => found.value == word,
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
        self.tokens.iter().any(|token| match &token.token {
            Token::Word(found) => {
                found.quote_style.is_none() && found.value.eq_ignore_ascii_case(word)
            }
            _ => false,
        })
    }

    fn only(&self, wanted: impl Fn(&Token) -> bool) -> Option<Position> {
        let mut matching = self.tokens.iter().filter(|token| wanted(&token.token));
        match (matching.next(), matching.next()) {
            (Some(token), None) => self.at(token.span.start),
            _ => None,
        }
    }
}
