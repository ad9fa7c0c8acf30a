//! Texts with several statements, such as files: where each one stands.

use std::ops::Range;

use plainquery_core::Dialect;
use sqlparser::dialect::{
    Dialect as ParserDialect, MySqlDialect, PostgreSqlDialect, SQLiteDialect, SnowflakeDialect,
};
use sqlparser::tokenizer::{Token, TokenWithSpan, Tokenizer};

/// The bytes of each statement of a text, by the semicolons outside constants, names and comments; a
/// comment before a statement belongs to it. Statements that are nothing but comments are left out.
/// A text that cannot be taken apart is one statement.
pub fn statements(text: &str, dialect: Dialect) -> Vec<Range<usize>> {
    let parser_dialect: &dyn ParserDialect = match dialect {
        Dialect::Postgres => &PostgreSqlDialect {},
        Dialect::Sqlite => &SQLiteDialect {},
        Dialect::Mysql => &MySqlDialect {},
        Dialect::Snowflake => &SnowflakeDialect,
    };
    let whole = || std::iter::once(0..text.len()).collect();
    let Ok(tokens) = Tokenizer::new(parser_dialect, text).tokenize_with_location() else {
        return whole();
    };
    let mut lines = Lines::new(text);
    let mut found = Vec::new();
    let mut start = 0;
    let mut says_something = false;
    for TokenWithSpan { token, span } in &tokens {
        match token {
            Token::SemiColon => {
                let Some(end) = lines.offset(span.start.line, span.start.column) else {
                    return whole();
                };
                if says_something {
                    found.push(start..end);
                }
                (start, says_something) = (end + 1, false);
            }
            Token::Whitespace(_) | Token::EOF => {}
            _ => says_something = true,
        }
    }
    if says_something {
        found.push(start..text.len());
    }
    found
        .into_iter()
        .map(|range| trimmed(text, range))
        .collect()
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let part = &text[range.clone()];
    let start = range.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

/// Finds bytes by line and column, both from 1, for places that only go forward.
struct Lines<'t> {
    rest: std::str::CharIndices<'t>,
    line: u64,
    column: u64,
}

impl<'t> Lines<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            rest: text.char_indices(),
            line: 1,
            column: 1,
        }
    }

    fn offset(&mut self, line: u64, column: u64) -> Option<usize> {
        for (offset, character) in self.rest.by_ref() {
            let is_there = (self.line, self.column) == (line, column);
            if character == '\n' {
                self.line += 1;
                self.column = 1;
            } else {
                self.column += 1;
            }
            if is_there {
                return Some(offset);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use plainquery_core::Dialect;

    use super::statements;

    fn parts(text: &str) -> Vec<&str> {
        statements(text, Dialect::Postgres)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn semicolons_part_statements_where_nothing_holds_them() {
        assert_eq!(
            parts("SELECT 1;\n-- a; b\nSELECT ';é', \";\"; ;\n\n/* ; */ SELECT $$;$$ ; -- end"),
            [
                "SELECT 1",
                "-- a; b\nSELECT ';é', \";\"",
                "/* ; */ SELECT $$;$$"
            ]
        );
        assert_eq!(parts("SELECT 1"), ["SELECT 1"]);
        assert!(parts(" ;; -- nothing").is_empty());
    }

    #[test]
    fn what_cannot_be_taken_apart_is_one() {
        assert_eq!(parts("SELECT 1; SELECT 'a"), ["SELECT 1; SELECT 'a"]);
    }
}
