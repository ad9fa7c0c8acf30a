//! `plainquery role-sql`, run on a real server: what the role may do, and what not.

use std::process::Command;

use crate::support::cluster;

const DENIED: &str = "42501";
const READ_ONLY: &str = "25006";

fn script(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_plainquery"))
        .arg("role-sql")
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn ok(text: &str) -> Result<String, String> {
    Ok(text.to_owned())
}

#[tokio::test]
async fn the_role_reads_its_schemas_and_nothing_else() {
    let Some(cluster) = cluster() else { return };
    cluster.create_database("roles").await;
    // A name that would break out of quotes, were it let.
    let role = "odd \"reader\" o'$plainquery$\\";
    let tables = "CREATE SCHEMA \"Odd \"\"Schema\"; CREATE TABLE \"Odd \"\"Schema\".t AS SELECT 7 AS n; \
                  CREATE SCHEMA hidden; CREATE TABLE hidden.t AS SELECT 1 AS n";
    cluster.psql("postgres", "roles", tables).unwrap();
    let made = script(&[
        "--role",
        role,
        "--schema",
        "shop",
        "--schema",
        "Odd \"Schema",
    ]);
    for _ in 0..2 {
        assert_eq!(cluster.psql("postgres", "roles", &made), ok(""));
    }
    let later = "CREATE TABLE shop.later AS SELECT 8 AS n";
    cluster.psql("postgres", "roles", later).unwrap();
    cluster.let_in(role);

    let ask = |query: &str| cluster.psql(role, "roles", query);
    assert_eq!(ask("SELECT count(*) FROM shop.orders"), ok("1000"));
    assert_eq!(ask("SELECT n FROM \"Odd \"\"Schema\".t"), ok("7"));
    assert_eq!(ask("SELECT n FROM shop.later"), ok("8"));
    assert_eq!(ask("SHOW statement_timeout"), ok("15s"));
    assert_eq!(ask("DELETE FROM shop.orders"), Err(READ_ONLY.to_owned()));

    // A role may change its own defaults: its rights hold without them.
    for query in [
        "SELECT n FROM hidden.t",
        "SELECT pg_read_file('/etc/passwd')",
        "SET ROLE postgres",
        "ALTER ROLE CURRENT_USER SUPERUSER",
        "SELECT rolpassword FROM pg_authid",
        "DELETE FROM shop.orders",
        "INSERT INTO shop.orders DEFAULT VALUES",
        "UPDATE shop.orders SET total = 0",
        "TRUNCATE shop.orders",
        "CREATE TABLE shop.mine (n integer)",
        "CREATE SCHEMA mine",
        "CREATE ROLE other",
        "COPY shop.orders TO PROGRAM 'true'",
    ] {
        let writable = format!("SET default_transaction_read_only = off; {query}");
        assert_eq!(ask(&writable), Err(DENIED.to_owned()), "{query}");
    }
}

#[tokio::test]
async fn a_tenant_reads_its_own_rows_and_others_are_as_they_were() {
    let Some(cluster) = cluster() else { return };
    cluster.create_database("tenants").await;
    let tables = "CREATE SCHEMA app; \
        CREATE TABLE app.notes (id integer, tenant_id varchar(5), note text); \
        INSERT INTO app.notes VALUES (1, 'ann', 'a'), (2, 'bob', 'b'), (3, NULL, 'c'); \
        CREATE TABLE app.cities AS SELECT 'Berlin' AS city; \
        CREATE VIEW app.all_notes AS SELECT * FROM app.notes; \
        CREATE VIEW app.own_notes WITH (security_invoker = true) AS SELECT * FROM app.notes; \
        CREATE ROLE tenants_app LOGIN; GRANT USAGE ON SCHEMA app TO tenants_app; \
        GRANT ALL ON app.notes TO tenants_app";
    cluster.psql("postgres", "tenants", tables).unwrap();
    let made = script(&[
        "--role",
        "tenants_reader",
        "--schema",
        "app",
        "--tenant-column",
        "tenant_id",
        "--tenant-setting",
        "app.tenant",
    ]);
    for _ in 0..2 {
        assert_eq!(cluster.psql("postgres", "tenants", &made), ok(""));
    }
    let later = "CREATE TABLE app.later AS SELECT 'ann' AS tenant_id";
    cluster.psql("postgres", "tenants", later).unwrap();
    cluster.let_in("tenants_reader");
    cluster.let_in("tenants_app");

    let ask = |query: &str| cluster.psql("tenants_reader", "tenants", query);
    assert_eq!(ask("SELECT id FROM app.notes"), ok(""));
    for (tenant, rows) in [("ann", "1"), ("bob", "2"), ("", ""), ("annie-lou", "")] {
        for table in ["notes", "own_notes"] {
            let query = format!("SET app.tenant = '{tenant}'; SELECT id FROM app.{table}");
            assert_eq!(ask(&query), ok(rows), "{query}");
        }
    }
    assert_eq!(ask("SELECT city FROM app.cities"), ok("Berlin"));
    let denied = Err(DENIED.to_owned());
    assert_eq!(ask("SELECT id FROM app.all_notes"), denied);
    assert_eq!(ask("SELECT * FROM app.later"), denied);
    // Until the script has seen the new table.
    assert_eq!(cluster.psql("postgres", "tenants", &made), ok(""));
    assert_eq!(
        ask("SET app.tenant = 'bob'; SELECT * FROM app.later"),
        ok("")
    );

    let app = "INSERT INTO app.notes VALUES (4, 'cid', 'd'); SELECT count(*) FROM app.notes";
    assert_eq!(cluster.psql("tenants_app", "tenants", app), ok("4"));
}

#[tokio::test]
async fn a_role_with_rights_is_not_made_a_reader() {
    let Some(cluster) = cluster() else { return };
    let make = "CREATE ROLE too_strong BYPASSRLS";
    cluster.psql("postgres", "postgres", make).unwrap();
    let made = script(&["--role", "too_strong"]);
    let refused = cluster.psql("postgres", "postgres", &made);
    assert_eq!(refused, Err("P0001".to_owned()));
}
