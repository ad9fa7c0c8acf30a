//! How the server itself reads a printed text.

use std::collections::BTreeSet;

use plainquery::postgres::{Connection, Limits, OnExcess, Pipelining, TransactionMode};
use plainquery_core::ports::Statement;

use super::comparison::Rows;

pub(super) const LIMITS: Limits = Limits {
    max_rows: None,
    max_bytes: 500_000_000,
    on_excess: OnExcess::Fail,
};

/// The relations that a view's query reads: its own parser and binder have put them down.
const READ_BY_VIEW: &str = "
    SELECT DISTINCT n.nspname, c.relname
    FROM pg_depend AS d
    JOIN pg_rewrite AS r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
    JOIN pg_class AS c ON d.refclassid = 'pg_class'::regclass AND c.oid = d.refobjid
    JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE r.ev_class = 'pg_temp.printed'::regclass AND c.oid <> r.ev_class";

/// Makes a view of the text, which the server does for exactly one SELECT that writes nothing, and gives
/// the relations that the server found in it.
pub(super) async fn relations(
    connection: &mut Connection,
    text: &str,
) -> Result<BTreeSet<(String, String)>, String> {
    let statements = [
        statement("SET LOCAL search_path = pg_catalog"),
        statement(&format!("CREATE TEMPORARY VIEW printed AS {text}")),
        statement(READ_BY_VIEW),
        statement("DROP VIEW pg_temp.printed"),
    ];
    let results = connection
        .run_transaction(
            &statements,
            TransactionMode::default(),
            Pipelining::PerStatement,
            LIMITS,
        )
        .await
        .map_err(|error| error.to_string())?;
    let cell = |cell: &Option<String>| cell.clone().unwrap_or_default();
    Ok(results[2]
        .rows
        .iter()
        .map(|row| (cell(&row[0]), cell(&row[1])))
        .collect())
}

/// The rows of a query in a read-only transaction, after `settings`.
pub(super) async fn rows(
    connection: &mut Connection,
    settings: &str,
    text: &str,
) -> Result<Rows, String> {
    let mode = TransactionMode {
        read_only: true,
        ..TransactionMode::default()
    };
    let statements = [statement(settings), statement(text)];
    let mut results = connection
        .run_transaction(&statements, mode, Pipelining::PerStatement, LIMITS)
        .await
        .map_err(|error| error.to_string())?;
    Ok(results.pop().unwrap_or_default().rows)
}

pub(super) fn statement(text: &str) -> Statement {
    Statement {
        text: text.to_owned().into(),
        parameters: Vec::new(),
    }
}
