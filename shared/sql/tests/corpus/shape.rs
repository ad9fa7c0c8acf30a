//! The shape of a query: its tree without names, constants and places.

use plainquery_core::Dialect;
use sqlparser::dialect::{
    Dialect as ParserDialect, MySqlDialect, PostgreSqlDialect, SQLiteDialect, SnowflakeDialect,
};
use sqlparser::parser::Parser;
use sqlparser::tokenizer::{Token, Tokenizer};

/// Two queries of one shape differ in names and constants alone. What the parser cannot read has the
/// shape of its tokens, and what has none that of its length.
pub(crate) fn shape(sql: &str, dialect: Dialect) -> String {
    let parser_dialect: &dyn ParserDialect = match dialect {
        Dialect::Postgres => &PostgreSqlDialect {},
        Dialect::Sqlite => &SQLiteDialect {},
        Dialect::Mysql => &MySqlDialect {},
        Dialect::Snowflake => &SnowflakeDialect,
    };
    let tree = Parser::new(parser_dialect)
        .with_recursion_limit(50)
        .try_with_sql(sql)
        .and_then(|mut parser| parser.parse_statements());
    if let Ok(statements) = tree {
        return bare(&format!("{statements:?}"));
    }
    match Tokenizer::new(parser_dialect, sql).tokenize() {
        Ok(tokens) => tokens.iter().filter_map(token_shape).collect(),
        Err(_) => format!("unreadable, {} bytes", sql.len()),
    }
}

/// Without texts in quotes and places.
fn bare(debug: &str) -> String {
    let mut kept = String::with_capacity(debug.len());
    let mut rest = debug;
    while let Some(at) = rest.find(['"', 'S']) {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        if rest.starts_with("Some('\"')") {
            kept.push_str("None");
            rest = &rest["Some('\"')".len()..];
        } else if rest.starts_with("Span(") {
            rest = rest.find("))").map_or("", |end| &rest[end + 2..]);
            rest = rest.strip_prefix("..").map_or(rest, |rest| rest);
        } else if rest.starts_with('"') {
            kept.push('_');
            rest = after_text(rest);
        } else {
            kept.push('S');
            rest = &rest[1..];
        }
    }
    kept + rest
}

/// What follows a text in double quotes.
fn after_text(debug: &str) -> &str {
    let mut escaped = false;
    for (index, byte) in debug.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return &debug[index + 1..],
            _ => {}
        }
    }
    ""
}

fn token_shape(token: &Token) -> Option<String> {
    Some(match token {
        Token::Whitespace(_) => return None,
        Token::Word(word) if word.keyword != sqlparser::keywords::Keyword::NoKeyword => {
            format!("{:?} ", word.keyword)
        }
        Token::Word(_) => "name ".to_owned(),
        Token::Number(..) => "number ".to_owned(),
        Token::SingleQuotedString(_)
        | Token::DollarQuotedString(_)
        | Token::EscapedStringLiteral(_) => "text ".to_owned(),
        other => format!("{other} "),
    })
}
