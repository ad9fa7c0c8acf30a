//! `plainquery role-sql`, run on a real server: what the role may do, and what not.

use std::process::Command;

use plainquery::postgres::{Address, Connection, Limits, OnExcess, PostgresError};
use plainquery_core::ports::Statement;

use crate::support::{Cluster, cluster};

fn script(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_plainquery"))
        .arg("role-sql")
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// A statement's rows with bars between cells, or its SQLSTATE.
async fn run(address: &Address, query: &str) -> Result<Vec<String>, String> {
    let mut connection = Connection::open(address).await.unwrap();
    let statement = Statement {
        text: query.to_owned().into(),
        parameters: Vec::new(),
    };
    let limits = Limits {
        max_rows: None,
        max_bytes: 1_000_000,
        on_excess: OnExcess::Fail,
    };
    let outcome = connection.run_single(&statement, limits).await;
    connection.close().await;
    match outcome {
        Ok(result) => Ok(result
            .rows
            .iter()
            .map(|row| {
                let cells = row.iter().map(|cell| cell.as_deref().unwrap_or("NULL"));
                cells.collect::<Vec<_>>().join("|")
            })
            .collect()),
        Err(PostgresError::Server(error)) => Err(error.code),
        Err(error) => panic!("{error}"),
    }
}

/// The script as psql runs it, in one go.
fn apply(cluster: &Cluster, user: &str, database: &str, script: &str) -> Result<(), String> {
    cluster.psql(user, database, script)
}

const DENIED: &str = "42501";
const READ_ONLY: &str = "25006";

#[tokio::test]
async fn the_role_reads_its_schemas_and_nothing_else() {
    let Some(cluster) = cluster() else { return };
    cluster.create_database("roles").await;
    // Names that would break out of quotes, and tables made after the script.
    let role = "odd \"reader\" o'$plainquery$\\";
    cluster
        .run_all(
            "roles",
            "CREATE SCHEMA \"Odd \"\"Schema\"; CREATE TABLE \"Odd \"\"Schema\".t AS SELECT 7 AS n; \
             CREATE SCHEMA hidden; CREATE TABLE hidden.t AS SELECT 1 AS n",
        )
        .await;
    let made = script(&["--role", role, "--schema", "shop", "--schema", "Odd \"Schema"]);
    apply(cluster, "postgres", "roles", &made).unwrap();
    apply(cluster, "postgres", "roles", &made).unwrap();
    cluster
        .run_all("roles", "CREATE TABLE shop.later AS SELECT 8 AS n")
        .await;
    cluster.let_in(role);

    let mut address = cluster.address("postgres", "roles");
    role.clone_into(&mut address.user);
    let cell = async |query: &str| run(&address, query).await.map(|rows| rows.join(","));
    let ok = |text: &str| Ok(text.to_owned());
    assert_eq!(cell("SELECT count(*) FROM shop.orders").await, ok("1000"));
    assert_eq!(cell("SELECT n FROM \"Odd \"\"Schema\".t").await, ok("7"));
    assert_eq!(cell("SELECT n FROM shop.later").await, ok("8"));
    assert_eq!(cell("SHOW statement_timeout").await, ok("15s"));
    assert_eq!(cell("SHOW default_transaction_read_only").await, ok("on"));

    for (query, code) in [
        ("SELECT n FROM hidden.t", DENIED),
        ("DELETE FROM shop.orders", READ_ONLY),
        ("CREATE TABLE shop.mine (n integer)", READ_ONLY),
        ("SELECT pg_read_file('/etc/passwd')", DENIED),
        ("SET ROLE postgres", DENIED),
        ("ALTER ROLE CURRENT_USER SUPERUSER", DENIED),
        ("SELECT rolpassword FROM pg_authid", DENIED),
    ] {
        assert_eq!(cell(query).await, Err(code.to_owned()), "{query}");
    }
    // A role may change its own default: its rights hold without it.
    for query in [
        "DELETE FROM shop.orders",
        "INSERT INTO shop.orders DEFAULT VALUES",
        "UPDATE shop.orders SET total = 0",
        "TRUNCATE shop.orders",
        "CREATE TABLE shop.mine (n integer)",
        "CREATE TABLE public.mine (n integer)",
        "CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "CREATE SCHEMA mine",
        "CREATE ROLE other",
        "COPY shop.orders TO PROGRAM 'true'",
    ] {
        let writable = address.with_option("default_transaction_read_only", "off");
        assert_eq!(run(&writable, query).await, Err(DENIED.to_owned()), "{query}");
    }
}
