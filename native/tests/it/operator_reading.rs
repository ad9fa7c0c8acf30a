//! Operators without parentheses mean what the servers mean by them: random chains are run as they are
//! and as they are printed, where every operator has its parentheses.

use plainquery::postgres::{Connection, Limits, OnExcess};
use plainquery_core::{Dialect, ports::Statement};
use plainquery_sql::check_unbound;

use crate::support::cluster;

const CHAINS: usize = 6_000;
const SEED: u64 = 20_240_131;

const OPERANDS: &[&str] = &["1", "2", "3", "0", "7", "'2'", "'x'", "NULL", "1.5", "'12'"];
const PREFIXES: &[&str] = &["- ", "NOT ", "+ ", "~ "];

const OF_BOTH: &[&str] = &[
    "||",
    "*",
    "/",
    "%",
    "+",
    "-",
    "<",
    "<=",
    ">",
    ">=",
    "=",
    "<>",
    "!=",
    "AND",
    "OR",
    "LIKE",
    "NOT LIKE",
    "&",
    "|",
    "<<",
    ">>",
    "IS DISTINCT FROM",
    "IS NOT DISTINCT FROM",
];
const OF_SQLITE: &[&str] = &["==", "IS", "IS NOT", "GLOB", "NOT GLOB"];
const OF_POSTGRES: &[&str] = &["^", "#", "~", "!~", "ILIKE", "SIMILAR TO"];

const AFTER_BOTH: &[&str] = &[
    " IN (1, 2)",
    " NOT IN (3)",
    " IS NULL",
    " IS NOT NULL",
    " BETWEEN 1 AND 2",
    " NOT BETWEEN 1 AND 2",
    " ISNULL",
    " NOTNULL",
    " IS TRUE",
    " IS NOT FALSE",
];
const AFTER_SQLITE: &[&str] = &[" NOT NULL", " COLLATE NOCASE"];
const AFTER_POSTGRES: &[&str] = &[
    "::text",
    "::int",
    "::bool",
    " IS UNKNOWN",
    " COLLATE \"C\"",
    " AT TIME ZONE 'UTC'",
];

/// The same choices at every run (Knuth's linear congruential generator).
struct Choices(u64);

impl Choices {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    fn operand(&mut self, out: &mut String) {
        while self.below(6) == 0 {
            out.push_str(self.one(PREFIXES));
        }
        out.push_str(self.one(OPERANDS));
    }

    fn chain(&mut self, between: &[&str], after: &[&str]) -> String {
        let mut out = String::from("SELECT ");
        self.operand(&mut out);
        for _ in 0..2 + self.below(4) {
            if self.below(4) == 0 {
                out.push_str(self.one(after));
            } else {
                out.extend([" ", self.one(between), " "]);
                self.operand(&mut out);
            }
        }
        out.push_str(" AS r");
        out
    }
}

/// What came of the chains that a server runs.
#[derive(Default)]
struct Readings {
    run: usize,
    refused: Vec<String>,
    other: Vec<String>,
}

impl Readings {
    /// The printed text; `None` where the chain is refused.
    fn printed(&mut self, sql: &str, dialect: Dialect) -> Option<String> {
        self.run += 1;
        match check_unbound(sql, dialect, 10) {
            Ok(query) => Some(query.text().to_owned()),
            Err(reasons) => {
                self.refused.push(format!("{sql}: {}", reasons[0]));
                None
            }
        }
    }

    fn compare(&mut self, sql: &str, printed: &str, meant: &str, found: &str) {
        if meant != found {
            self.other
                .push(format!("{sql} is {meant}, and {found} as\n{printed}"));
        }
    }

    fn check(&self, at_least: usize) {
        assert!(self.other.is_empty(), "{}", self.other.join("\n\n"));
        assert!(self.run >= at_least, "only {} chains run", self.run);
        let most = self.run / 50;
        assert!(self.refused.len() <= most, "{}", self.refused.join("\n"));
    }
}

#[test]
fn chains_mean_in_sqlite_what_they_are_printed_as() {
    let connection = rusqlite::Connection::open_in_memory().unwrap();
    let value = |sql: &str| -> rusqlite::Result<String> {
        connection.query_row(sql, [], |row| Ok(format!("{:?}", row.get_ref(0)?)))
    };
    let (between, after) = (
        [OF_BOTH, OF_SQLITE].concat(),
        [AFTER_BOTH, AFTER_SQLITE].concat(),
    );
    let mut choices = Choices(SEED);
    let mut readings = Readings::default();
    for _ in 0..CHAINS {
        let sql = choices.chain(&between, &after);
        let Ok(meant) = value(&sql) else { continue };
        let Some(printed) = readings.printed(&sql, Dialect::Sqlite) else {
            continue;
        };
        let found = value(&printed).unwrap_or_else(|error| error.to_string());
        readings.compare(&sql, &printed, &meant, &found);
    }
    readings.check(CHAINS / 2);
}

#[tokio::test]
async fn chains_mean_in_postgres_what_they_are_printed_as() {
    let Some(cluster) = cluster() else { return };
    let mut connection = Connection::open(&cluster.address("postgres", "shop"))
        .await
        .unwrap();
    let (between, after) = (
        [OF_BOTH, OF_POSTGRES].concat(),
        [AFTER_BOTH, AFTER_POSTGRES].concat(),
    );
    let mut choices = Choices(SEED);
    let mut readings = Readings::default();
    for _ in 0..CHAINS {
        let sql = choices.chain(&between, &after);
        let Some(meant) = value(&mut connection, &sql).await else {
            continue;
        };
        let Some(printed) = readings.printed(&sql, Dialect::Postgres) else {
            continue;
        };
        let found = value(&mut connection, &printed).await;
        let found = found.unwrap_or_else(|| "an error".to_owned());
        readings.compare(&sql, &printed, &meant, &found);
    }
    connection.close().await;
    // Most chains compare what Postgres does not compare.
    readings.check(CHAINS / 20);
}

async fn value(connection: &mut Connection, sql: &str) -> Option<String> {
    let statement = Statement {
        text: sql.to_owned().into(),
        parameters: Vec::new(),
    };
    let limits = Limits {
        max_rows: None,
        max_bytes: 100_000,
        on_excess: OnExcess::Fail,
    };
    let result = connection.run_single(&statement, limits).await.ok()?;
    let type_oid = result.fields[0].type_oid;
    Some(format!("{:?} {type_oid}", result.rows[0][0]))
}
