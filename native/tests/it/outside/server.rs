//! A server's own account of a query.

use std::{fmt::Write as _, time::Duration};

use plainquery::{
    endpoint::PostgresEndpoint,
    postgres::{
        Connection, Limits, OnExcess, Pipelining, PostgresError, ResultSet, TransactionMode,
    },
};
use plainquery_catalog::Catalog;
use plainquery_connect::{CatalogOptions, PreludeSettings, load_catalog};
use plainquery_core::{Value as Cell, ports::Statement};
use plainquery_sql::ValidatedQuery;
use serde_json::Value;

use super::{MARK, permitted::Permitted};
use crate::{policy::unchanged::quoted, support::Cluster};

/// The role that queries run under; it owns nothing and is granted what is permitted.
const ROLE: &str = "trusted";
const LIMITS: Limits = Limits {
    max_rows: None,
    max_bytes: 50_000_000,
    on_excess: OnExcess::Fail,
};
/// A query of mutations may go on for long; what it touches is known before.
const SETTINGS: &str = "SELECT set_config('search_path', 'pg_catalog', true), \
                        set_config('statement_timeout', '500ms', true)";

/// "Not supported" for the type of a window's range.
const RANGE_OF_TYPE: &str = "0A000, of a range";

/// What the view depends on beside types and its own schema: relations with columns, and anything of
/// which the server notes a dependency because it is not built in.
const TOUCHED_BY_VIEW: &str = "
    SELECT d.refclassid::regclass::text, n.nspname, c.relname, a.attname
    FROM pg_depend AS d
    JOIN pg_rewrite AS r ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
    LEFT JOIN pg_class AS c ON d.refclassid = 'pg_class'::regclass AND c.oid = d.refobjid
    LEFT JOIN pg_namespace AS n ON n.oid = c.relnamespace
    LEFT JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
        AND d.refobjsubid <> 0
    WHERE r.ev_class = 'pg_temp.printed'::regclass AND c.oid IS DISTINCT FROM r.ev_class";

#[derive(Debug)]
pub(super) enum Verdict {
    /// It touched what is permitted, and ran to its end.
    Ran,
    /// It would have touched what is permitted, and failed by its types, its values or its time.
    Failed(String),
    /// It did what nothing may do.
    Escaped(String),
}

pub(super) struct Server {
    pub(super) catalog: Catalog,
    connection: Connection,
    name: String,
}

impl Server {
    /// The catalog is the whole one, so that what is left out is the policy's doing.
    pub(super) async fn open(cluster: &Cluster, name: &str) -> Self {
        let address = cluster.address("postgres", name);
        let settings = PreludeSettings::default();
        let endpoint = PostgresEndpoint::connect(address, settings, Duration::from_mins(1))
            .await
            .unwrap();
        let options = CatalogOptions {
            samples: None,
            ..CatalogOptions::default()
        };
        let loaded = load_catalog(&endpoint, &options, None).await.unwrap();
        endpoint.close().await;
        Self {
            catalog: loaded.catalog,
            connection: Connection::open(&cluster.address(ROLE, name))
                .await
                .unwrap(),
            name: name.to_owned(),
        }
    }

    /// Grants the role the permitted columns.
    pub(super) fn grant(&self, cluster: &Cluster, permitted: &Permitted) {
        let mut script = format!("GRANT USAGE ON SCHEMA shop, archive, hidden TO {ROLE};");
        for (schema, table, column) in &permitted.columns {
            let _ = write!(
                script,
                "GRANT SELECT ({}) ON {}.{} TO {ROLE};",
                quoted(column),
                quoted(schema),
                quoted(table)
            );
        }
        cluster.psql("postgres", &self.name, &script).unwrap();
    }

    pub(super) async fn judge(
        &mut self,
        sql: &str,
        query: &ValidatedQuery,
        permitted: &Permitted,
    ) -> Verdict {
        self.judge_text(sql, query.text(), query.parameters(), permitted)
            .await
    }

    /// Judges a printed text; what the caller wrote may hold anything that they know already.
    pub(super) async fn judge_text(
        &mut self,
        sql: &str,
        text: &str,
        parameters: &[Cell],
        permitted: &Permitted,
    ) -> Verdict {
        let view = format!(
            "CREATE TEMPORARY VIEW printed AS {}",
            filled(text, parameters)
        );
        let read = [
            constant("SET LOCAL search_path = pg_catalog"),
            constant(&view),
            constant(TOUCHED_BY_VIEW),
            constant("DROP VIEW pg_temp.printed"),
        ];
        let touched = match self.transaction(&read, false).await {
            Ok(mut results) => results.swap_remove(2),
            Err(code) if is_of_types(&code) => return Verdict::Failed(code),
            Err(code) => return Verdict::Escaped(format!("not one SELECT to the server: {code}")),
        };
        if let Some(how) = touches_more(&touched, permitted) {
            return Verdict::Escaped(how);
        }
        let statement = |text: String| Statement {
            text: text.into(),
            parameters: parameters.to_vec(),
        };
        let explain = statement(format!("EXPLAIN (VERBOSE, FORMAT JSON) {text}"));
        let explained = match self.transaction(&[constant(SETTINGS), explain], true).await {
            Ok(results) => results,
            Err(code) if is_of_values(&code) => return Verdict::Failed(code),
            Err(code) => return Verdict::Escaped(format!("the plan fails: {code}")),
        };
        let plan: Value = serde_json::from_str(&cells(&explained[1])).unwrap();
        if let Some(how) = reads_more(&plan[0]["Plan"], permitted) {
            return Verdict::Escaped(how);
        }
        let run = [constant(SETTINGS), statement(text.to_owned())];
        match self.transaction(&run, true).await {
            Ok(results)
                if !permitted.tenanted.is_empty()
                    && !sql.contains(MARK)
                    && cells(&results[1]).contains(MARK) =>
            {
                Verdict::Escaped("a secret is in the rows".to_owned())
            }
            Ok(_) => Verdict::Ran,
            Err(code) if is_of_values(&code) => Verdict::Failed(code),
            Err(code) => Verdict::Escaped(format!("the run fails: {code}")),
        }
    }

    /// Runs statements one by one; the error is its SQLSTATE.
    async fn transaction(
        &mut self,
        statements: &[Statement],
        read_only: bool,
    ) -> Result<Vec<ResultSet>, String> {
        let mode = TransactionMode {
            read_only,
            ..TransactionMode::default()
        };
        self.connection
            .run_transaction(statements, mode, Pipelining::PerStatement, LIMITS)
            .await
            .map_err(|error| match error {
                // The code stands for writes inside WITH too, so that the message has to be this one.
                PostgresError::Server { error, .. }
                    if error.code == "0A000" && error.message.starts_with("RANGE with offset") =>
                {
                    RANGE_OF_TYPE.to_owned()
                }
                PostgresError::Server { error, .. } => error.code.clone(),
                other => panic!("{other}"),
            })
    }
}

/// The server has no operator or function of such types, or finds grouping missing: the text was read,
/// and every name in it was found.
fn is_of_types(code: &str) -> bool {
    // Ambiguous function, undefined function, datatype mismatch, no array where one is wanted, cannot
    // coerce, grouping, indeterminate type and collation, what DISTINCT orders by, windows, recursion;
    // and constants.
    [
        "42725",
        "42883",
        "42804",
        "42809",
        "42846",
        "42803",
        "42P18",
        "42P22",
        "42P10",
        "42P20",
        "42P19",
        RANGE_OF_TYPE,
    ]
    .contains(&code)
        || code.starts_with("22")
}

/// A value does not fit, or there was no time.
fn is_of_values(code: &str) -> bool {
    code == "57014" || code == "21000" || is_of_types(code)
}

fn touches_more(touched: &ResultSet, permitted: &Permitted) -> Option<String> {
    for row in &touched.rows {
        let [class, schema, table, column] = row.as_slice() else {
            return Some(format!("{row:?}"));
        };
        let (Some(schema), Some(table)) = (schema, table) else {
            if class.as_deref() == Some("pg_type") {
                continue;
            }
            return Some(format!(
                "a function, or another object of its own: {class:?}"
            ));
        };
        let is_permitted = match column {
            Some(column) => permitted.holds_column(schema, table, column),
            None => permitted.holds_table(schema, table),
        };
        if !is_permitted {
            return Some(format!("it touches {schema}.{table} {column:?}"));
        }
    }
    None
}

/// Relations that the plan reads beyond what is permitted, and rows of other tenants.
fn reads_more(node: &Value, permitted: &Permitted) -> Option<String> {
    if let Some(table) = node["Relation Name"].as_str() {
        let schema = node["Schema"].as_str().unwrap_or_default();
        if !permitted.holds_table(schema, table) {
            return Some(format!("the plan reads {schema}.{table}"));
        }
        let is_filtered = ["Filter", "Index Cond", "Recheck Cond"].iter().any(|kind| {
            let condition = node[kind].as_str().unwrap_or_default();
            condition.contains("owner = 'acme'::text")
        });
        if permitted.tenanted.contains(&table) && !is_filtered {
            return Some(format!("no filter of the tenant on {table}: {node}"));
        }
    }
    if node["Function Name"].is_string() && node["Schema"] != "pg_catalog" {
        return Some(format!("the plan calls {}", node["Function Name"]));
    }
    let inner = node["Plans"].as_array()?;
    inner.iter().find_map(|node| reads_more(node, permitted))
}

fn cells(result: &ResultSet) -> String {
    let cells = result.rows.iter().flatten().flatten();
    cells.map(String::as_str).collect::<Vec<_>>().join("\n")
}

fn constant(text: &str) -> Statement {
    Statement {
        text: text.to_owned().into(),
        parameters: Vec::new(),
    }
}

/// The text with its parameters as constants, since a view has none.
fn filled(text: &str, parameters: &[Cell]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut quote = None;
    let mut rest = text.char_indices();
    while let Some((at, sign)) = rest.next() {
        match (quote, sign) {
            (None, '\'' | '"') => quote = Some(sign),
            (Some(open), close) if open == close => quote = None,
            (None, '$') => {
                let digits: String = text[at + 1..]
                    .chars()
                    .take_while(char::is_ascii_digit)
                    .collect();
                let number: usize = digits.parse().unwrap();
                let value = parameters[number - 1].as_deref().unwrap();
                let _ = write!(filled, "'{}'::text", value.replace('\'', "''"));
                for _ in 0..digits.len() {
                    rest.next();
                }
                continue;
            }
            _ => {}
        }
        filled.push(sign);
    }
    filled
}
