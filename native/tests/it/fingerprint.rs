//! The schema's fingerprint on a real server: it changes with what a schema is read from and who may
//! read it, and not with rows.

use std::time::Duration;

use plainquery::{
    endpoint::PostgresEndpoint,
    postgres::{Connection, Limits, OnExcess},
};
use plainquery_connect::{CatalogOptions, PreludeSettings, load_catalog, schema_fingerprint};
use plainquery_core::ports::Statement;

use crate::support::{Cluster, cluster};

const DATABASE: &str = "fingerprints";

const START: &str = "
    CREATE SCHEMA marks;
    CREATE TABLE marks.orders (id integer PRIMARY KEY, note text, at timestamptz);
    CREATE VIEW marks.numbers AS SELECT id FROM marks.orders;
    CREATE TYPE marks.state AS ENUM ('open');
    GRANT USAGE ON SCHEMA marks TO reader;
    GRANT SELECT ON ALL TABLES IN SCHEMA marks TO reader;
";

const ROWS_ONLY: [&str; 6] = [
    "INSERT INTO marks.orders SELECT n, 'x', now() FROM generate_series(1, 1000) n",
    "UPDATE marks.orders SET note = 'y'",
    "DELETE FROM marks.orders WHERE id % 2 = 0",
    "ANALYZE",
    "VACUUM marks.orders",
    "CREATE INDEX ON marks.orders (note)",
];

const CHANGES: [&str; 20] = [
    "ALTER TABLE marks.orders ADD COLUMN total numeric",
    "ALTER TABLE marks.orders RENAME COLUMN note TO remark",
    "ALTER TABLE marks.orders ALTER COLUMN remark SET NOT NULL",
    "ALTER TABLE marks.orders ALTER COLUMN at TYPE date",
    "ALTER TABLE marks.orders DROP COLUMN total",
    "COMMENT ON TABLE marks.orders IS 'What was bought'",
    "COMMENT ON COLUMN marks.orders.at IS 'When it was bought'",
    "CREATE TABLE marks.lines (order_id integer REFERENCES marks.orders (id))",
    "CREATE UNIQUE INDEX ON marks.lines (order_id)",
    "CREATE OR REPLACE VIEW marks.numbers AS SELECT id * 2 AS id FROM marks.orders",
    "ALTER TYPE marks.state ADD VALUE 'closed'",
    "ALTER TYPE marks.state RENAME VALUE 'closed' TO 'done'",
    "CREATE DOMAIN marks.amount AS numeric",
    "CREATE POLICY seen ON marks.orders USING (id > 0)",
    "ALTER POLICY seen ON marks.orders USING (id > 1)",
    "ALTER TABLE marks.orders ENABLE ROW LEVEL SECURITY",
    "GRANT SELECT (order_id) ON marks.lines TO reader",
    "REVOKE SELECT ON marks.orders FROM reader",
    "ALTER SCHEMA marks RENAME TO store",
    "DROP TABLE store.lines",
];

async fn reader(cluster: &Cluster) -> PostgresEndpoint {
    let address = cluster.address("reader", DATABASE);
    PostgresEndpoint::connect(address, PreludeSettings::default(), Duration::from_secs(5))
        .await
        .unwrap()
}

#[tokio::test]
async fn it_changes_with_the_schema_and_not_with_rows() {
    let Some(cluster) = cluster() else { return };
    cluster.create_database(DATABASE).await;
    cluster.run_all(DATABASE, START).await;
    let endpoint = reader(cluster).await;
    let fingerprint = || async { schema_fingerprint(&endpoint, 5_000).await.unwrap() };

    let mut last = fingerprint().await;
    let loaded = load_catalog(&endpoint, &CatalogOptions::default(), None)
        .await
        .unwrap();
    assert_eq!(loaded.fingerprint, last, "read with the schema");
    for statement in ROWS_ONLY {
        cluster.run_all(DATABASE, statement).await;
        assert_eq!(fingerprint().await, last, "{statement}");
    }
    // Another session's temporary table, with a key and a comment.
    let mut other = Connection::open(&cluster.address("writer", DATABASE))
        .await
        .unwrap();
    for statement in [
        "CREATE TEMP TABLE mine (id integer PRIMARY KEY)",
        "COMMENT ON TABLE mine IS 'x'",
    ] {
        run(&mut other, statement).await;
        assert_eq!(fingerprint().await, last, "{statement}");
    }
    other.close().await;
    for statement in CHANGES {
        cluster.run_all(DATABASE, statement).await;
        let next = fingerprint().await;
        assert_ne!(next, last, "{statement}");
        last = next;
    }
}

async fn run(connection: &mut Connection, statement: &str) {
    let statement = Statement {
        text: statement.to_owned().into(),
        parameters: Vec::new(),
    };
    let limits = Limits {
        max_rows: None,
        max_bytes: 1_000,
        on_excess: OnExcess::Fail,
    };
    connection.run_single(&statement, limits).await.unwrap();
}
