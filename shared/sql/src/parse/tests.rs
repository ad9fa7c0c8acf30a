//! The short ways of reading give what the parser gives by itself.

use std::path::Path;
use std::{env, fs};

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use sqlparser::dialect::Dialect as ParserDialect;
use sqlparser::keywords::ALL_KEYWORDS;
use sqlparser::parser::Parser;
use sqlparser::tokenizer::{Token, TokenWithSpan, Tokenizer};

use super::dialect::{Postgres, Sqlite};
use super::plain::{self, Brackets};
use crate::prescan::{DoubleQuoted, check_tokens};

/// Every text of the case files, and every line of them, which may be any part of a query.
fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).expect("the cases") {
        let path = entry.expect("a file").path();
        if path.extension().is_some_and(|extension| extension == "sql") {
            let all = fs::read_to_string(&path).expect("a case file");
            let without_name = |case: &str| case.split_once('\n').map(|(_, text)| text.to_owned());
            texts.extend(all.split("\n\n").filter_map(without_name));
            texts.extend(
                all.lines()
                    .filter(|line| !line.starts_with("--"))
                    .map(str::to_owned),
            );
        }
    }
    texts
}

/// The parser's tokens but white space; `None` where it finds a mistake.
fn tokenized(text: &str, dialect: &dyn ParserDialect) -> Option<Vec<TokenWithSpan>> {
    let mut tokens = Tokenizer::new(dialect, text)
        .tokenize_with_location()
        .ok()?;
    tokens.retain(|token| !matches!(token.token, Token::Whitespace(_)));
    Some(tokens)
}

/// Compares the tokens where the text is plain, and says whether it is.
fn compare_tokens(text: &str) -> bool {
    let is_plain = |brackets, dialect: &dyn ParserDialect| {
        let Some(tokens) = plain::tokens(text, brackets) else {
            return false;
        };
        let expected = tokenized(text, dialect);
        assert_eq!(
            format!("{:?}", Some(&tokens)),
            format!("{:?}", expected.as_ref()),
            "{text}"
        );
        true
    };
    let of_postgres = is_plain(Brackets::Sign, &Postgres::default());
    let of_sqlite = is_plain(Brackets::Quote, &Sqlite::default());
    of_postgres || of_sqlite
}

/// The tree as it is debugged, places included; `None` where the parser finds a mistake.
fn tree(text: &str, dialect: &dyn ParserDialect) -> Option<String> {
    let tokens = tokenized(text, dialect)?;
    check_tokens(text, &tokens, DoubleQuoted::Name).ok()?;
    let mut parser = Parser::new(dialect).with_tokens_with_locations(tokens);
    let query = parser.parse_query().ok()?;
    let rest = parser.peek_token();
    Some(format!("{query:?} {rest:?}"))
}

/// Compares the trees, and says whether the text is one of a query.
fn compare_trees(text: &str) -> bool {
    let of_postgres = tree(text, &Postgres::default());
    assert_eq!(
        of_postgres,
        tree(text, &Postgres::with_long_operands()),
        "{text}"
    );
    let of_sqlite = tree(text, &Sqlite::default());
    assert_eq!(
        of_sqlite,
        tree(text, &Sqlite::with_long_operands()),
        "{text}"
    );
    of_postgres.is_some() || of_sqlite.is_some()
}

#[test]
fn plain_tokens_are_those_of_the_tokenizer() {
    let texts = texts();
    let plain = texts.iter().filter(|text| compare_tokens(text)).count();
    assert!(
        plain * 2 > texts.len(),
        "{plain} of {} are plain",
        texts.len()
    );
}

/// A dot before an underscore belongs to a name only right after one.
#[test]
fn a_dot_apart_from_its_name_is_left_to_the_tokenizer() {
    for text in ["a ._", "a . _", "\"a\"\n._x", "a._x", "\"a\"._x", "1 ._"] {
        compare_tokens(text);
    }
    assert!(plain::tokens("a ._x", Brackets::Sign).is_none());
    assert!(plain::tokens("a._x", Brackets::Sign).is_some());
}

#[test]
fn every_keyword_is_found() {
    for keyword in ALL_KEYWORDS {
        for word in [
            keyword.to_lowercase(),
            (*keyword).to_owned(),
            format!("{keyword}_"),
            format!("x{keyword}"),
        ] {
            assert!(compare_tokens(&word), "{word}");
        }
    }
}

#[test]
fn short_operands_are_those_of_the_parser() {
    let texts = texts();
    let read = texts.iter().filter(|text| compare_trees(text)).count();
    assert!(read > 500, "{read}");
    for keyword in ALL_KEYWORDS {
        for text in [
            format!("SELECT {keyword} FROM t"),
            format!("SELECT a {keyword} b FROM t"),
            format!("SELECT count(a) {keyword} b FROM t"),
            format!("SELECT max({keyword}), t.{keyword} FROM t"),
            format!("SELECT 1 {keyword} '1' FROM t"),
        ] {
            compare_trees(&text);
        }
    }
}

/// The parser takes the column for a type, and the name in quotes for a text of that type.
#[test]
fn an_item_of_an_array_may_have_a_name_in_quotes() {
    let item = |dialect: &dyn ParserDialect| {
        let text = "SELECT t.b[1] \"c\", a[1] \"d\" FROM t";
        let tokens = tokenized(text, dialect).expect("tokens");
        let mut parser = Parser::new(dialect).with_tokens_with_locations(tokens);
        parser.parse_query().expect("a query").to_string()
    };
    let named = "SELECT t.b[1] AS \"c\", a[1] AS \"d\" FROM t";
    assert_eq!(item(&Postgres::default()), named);
    assert_ne!(item(&Postgres::with_long_operands()), named);
}

/// Pieces of texts, of which neighbours may be one token together.
const PIECES: &[&str] = &[
    " ", " ", " ", "\n", "\t", "\r", "a", "B", "_", "select", "e", "n", "x", "u", "0", "1", "42",
    "1.5", ".", ",", ";", "(", ")", "[", "]", "{", "'", "''", "'it'", "\"", "\"Q\"", "\"\"", "`",
    "$", "$1", "$$", "+", "-", "*", "/", "%", "=", "<", ">", "!", "|", "||", "&", "^", "~", "#",
    "@", "?", ":", "::", "->", "->>", "--", "/*", "*/", "\\", "é", "_x", "E'\\n'", "1e5", "0x1F",
    "1_000",
];

/// What a query is made of, each a token or more.
const PARTS: &[&str] = &[
    "a",
    "t.b",
    "\"c\"",
    "1",
    "1.5",
    "'x'",
    "xml",
    "_x",
    "date",
    "name",
    "count",
    "sum",
    "max",
    "upper",
    "(",
    "(",
    ")",
    ")",
    ",",
    "*",
    "+",
    "-",
    "=",
    "<",
    "AND",
    "OR",
    "NOT",
    "IN",
    "IS NULL",
    "BETWEEN",
    "LIKE",
    "AS",
    "DISTINCT",
    "FILTER",
    "OVER",
    "WITHIN GROUP",
    "WHERE",
    "FROM t",
    "JOIN u ON",
    "ORDER BY",
    "GROUP BY",
    "DESC",
    "LIMIT",
    "UNION SELECT",
    "SELECT",
    "CASE WHEN",
    "THEN",
    "ELSE",
    "END",
    "CAST(",
    "::int",
    ".",
    "->",
    "||",
    "interval",
    "COLLATE",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 20_000, rng_seed: RngSeed::Fixed(20_261_126), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn plain_tokens_of_any_text(pieces in prop::collection::vec(prop::sample::select(PIECES), 1..12)) {
        compare_tokens(&pieces.concat());
    }

    #[test]
    fn short_operands_of_any_query(parts in prop::collection::vec(prop::sample::select(PARTS), 1..10)) {
        compare_trees(&format!("SELECT {}", parts.join(" ")));
    }
}
