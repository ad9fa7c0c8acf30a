//! A text as Postgres's own parser reads it.

use std::collections::BTreeSet;

use pg_query::NodeEnum;
use pg_query::protobuf::{RawStmt, ScanToken, Token};
use serde_json::Value;
use thiserror::Error;

use crate::normal::normal;
use crate::relations::{Misnamed, relations};

/// What a text says.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Its parse tree, in normal form.
    pub tree: Value,
    /// Schema and name of each relation that it names.
    pub relations: BTreeSet<(String, String)>,
}

/// Why a text is not one plain query.
#[derive(Debug, Error)]
pub enum Misreading {
    /// It is no SQL.
    #[error("Postgres does not read it: {0}")]
    Parser(#[from] pg_query::Error),
    /// It is no statement, or several.
    #[error("{0} statements")]
    Statements(usize),
    /// It is a statement of another kind.
    #[error("no SELECT")]
    NoSelect,
    /// There is a comment in it.
    #[error("a comment at byte {0}")]
    Comment(i32),
    /// The parser itself has something to say of it.
    #[error("the parser warns: {0}")]
    Warning(String),
    /// It names a relation in a way that depends on where it runs.
    #[error(transparent)]
    Name(#[from] Misnamed),
    /// The tree cannot be written as JSON.
    #[error("no normal form: {0}")]
    Form(#[from] serde_json::Error),
}

/// Reads one SELECT without comments, whose relations all have their schema.
pub fn read(sql: &str) -> Result<Reading, Misreading> {
    let parsed = pg_query::parse(sql, pg_query::ParserOptions::default())?;
    if let Some(warning) = parsed.warnings.first() {
        return Err(Misreading::Warning(warning.clone()));
    }
    if let Some(comment) = comment(&pg_query::scan_tokens(sql)?) {
        return Err(Misreading::Comment(comment.start));
    }
    let [
        RawStmt {
            stmt: Some(stmt), ..
        },
    ] = parsed.protobuf.stmts.as_slice()
    else {
        return Err(Misreading::Statements(parsed.protobuf.stmts.len()));
    };
    let Some(NodeEnum::SelectStmt(select)) = &stmt.node else {
        return Err(Misreading::NoSelect);
    };
    let tree = normal(select)?;
    let relations = relations(&tree)?;
    Ok(Reading { tree, relations })
}

fn comment(tokens: &[ScanToken]) -> Option<&ScanToken> {
    let kinds = [Token::SqlComment as i32, Token::CComment as i32];
    tokens.iter().find(|token| kinds.contains(&token.token))
}
