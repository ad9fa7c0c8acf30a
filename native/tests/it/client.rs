//! The Postgres client by itself: authentication, TLS, and the SQL port.

use std::time::{Duration, Instant};

use plainquery::{
    endpoint::PostgresEndpoint,
    postgres::{Address, Connection, Limits, OnExcess, PostgresError},
};
use plainquery_connect::{CatalogOptions, PreludeSettings, load_catalog};
use plainquery_core::ports::{Batch, SqlEndpoint, SqlError, Statement};

use crate::support::{Cluster, PASSWORD, cluster};

async fn connect(url: &str) -> Result<Connection, PostgresError> {
    Connection::open(&Address::parse(url).unwrap()).await
}

async fn first_cell(connection: &mut Connection, query: &str) -> String {
    let statement = Statement {
        text: query.to_owned().into(),
        parameters: Vec::new(),
    };
    let limits = Limits {
        max_rows: None,
        max_bytes: 100_000,
        on_excess: OnExcess::Fail,
    };
    let mut result = connection.run_single(&statement, limits).await.unwrap();
    result.rows.remove(0).remove(0).unwrap()
}

#[tokio::test]
async fn every_way_to_log_in() {
    let Some(cluster) = cluster() else { return };
    for user in ["reader", "hashed", "cleartext", "trusted"] {
        let mut connection = connect(&cluster.url(user, "shop")).await.unwrap();
        assert_eq!(
            first_cell(&mut connection, "SELECT current_user").await,
            user
        );
    }
    let port = cluster.port;
    for user in ["reader", "hashed", "cleartext"] {
        let wrong = connect(&format!("postgres://{user}:wrong@127.0.0.1:{port}/shop"))
            .await
            .unwrap_err();
        assert!(wrong.is_credential_failure(), "{user}: {wrong:?}");
        let missing = connect(&format!("postgres://{user}@127.0.0.1:{port}/shop"))
            .await
            .unwrap_err();
        assert!(
            matches!(missing, PostgresError::PasswordMissing),
            "{user}: {missing:?}"
        );
    }
    let nobody = connect(&cluster.url("nobody", "shop")).await.unwrap_err();
    assert!(nobody.is_credential_failure());
    let nowhere = connect(&cluster.url("reader", "nowhere"))
        .await
        .unwrap_err();
    assert!(
        matches!(&nowhere, PostgresError::Server { error, .. } if error.code == "3D000"),
        "{nowhere:?}"
    );
    assert!(!format!("{nowhere} {nowhere:?}").contains(PASSWORD));
}

#[tokio::test]
async fn a_unix_socket() {
    let Some(cluster) = cluster() else { return };
    let url = format!(
        "postgres://trusted@localhost:{}/shop?host={}",
        cluster.port,
        cluster.folder.display()
    );
    let mut connection = connect(&url).await.unwrap();
    assert_eq!(
        first_cell(&mut connection, "SELECT inet_client_addr() IS NULL").await,
        "t"
    );
}

async fn is_encrypted(
    cluster: &Cluster,
    host: &str,
    parameters: &str,
) -> Result<bool, PostgresError> {
    let folder = cluster.folder.display().to_string();
    let url = cluster.url("reader", "shop").replace("127.0.0.1", host);
    let mut connection = connect(&format!("{url}?{}", parameters.replace('$', &folder))).await?;
    let query = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    Ok(first_cell(&mut connection, query).await == "t")
}

#[tokio::test]
async fn tls_is_as_strict_as_the_address_says() {
    let Some(cluster) = cluster() else { return };
    let accepted = [
        ("127.0.0.1", "sslmode=disable", false),
        ("127.0.0.1", "", true),
        ("127.0.0.1", "sslmode=prefer", true),
        ("127.0.0.1", "sslmode=require", true),
        ("127.0.0.1", "sslmode=verify-ca&sslrootcert=$/ca.crt", true),
        (
            "localhost",
            "sslmode=verify-full&sslrootcert=$/ca.crt",
            true,
        ),
        ("localhost", "sslmode=require&channel_binding=require", true),
    ];
    for (host, parameters, encrypted) in accepted {
        assert_eq!(
            is_encrypted(cluster, host, parameters).await.unwrap(),
            encrypted,
            "{parameters}"
        );
    }
    let refused = [
        // The certificate is for localhost, and by an authority that nobody knows.
        ("127.0.0.1", "sslmode=verify-full&sslrootcert=$/ca.crt"),
        ("localhost", "sslmode=verify-full"),
        ("localhost", "sslmode=verify-full&sslrootcert=$/other.crt"),
        ("localhost", "sslmode=require&sslrootcert=$/other.crt"),
        ("localhost", "sslmode=verify-full&sslrootcert=$/missing.crt"),
    ];
    for (host, parameters) in refused {
        let error = is_encrypted(cluster, host, parameters).await.unwrap_err();
        assert!(
            matches!(error, PostgresError::Tls { .. }),
            "{parameters}: {error:?}"
        );
    }
    let error = is_encrypted(
        cluster,
        "localhost",
        "sslmode=disable&channel_binding=require",
    )
    .await
    .unwrap_err();
    assert!(
        matches!(error, PostgresError::Authentication(_)),
        "{error:?}"
    );
}

async fn endpoint(cluster: &Cluster) -> PostgresEndpoint {
    let address = cluster.address("reader", "shop");
    PostgresEndpoint::connect(address, PreludeSettings::default(), Duration::from_secs(5))
        .await
        .unwrap()
}

fn batch(queries: &[&str]) -> Batch {
    let statement = |query: &&str| Statement {
        text: (*query).to_owned().into(),
        parameters: Vec::new(),
    };
    Batch {
        statements: queries.iter().map(statement).collect(),
        timeout_ms: 5000,
        max_rows: 3,
        max_bytes: 1000,
    }
}

#[tokio::test]
async fn the_port_runs_read_only_batches_within_caps() {
    let Some(cluster) = cluster() else { return };
    let endpoint = endpoint(cluster).await;
    let tables = endpoint
        .run(&batch(&[
            "SELECT generate_series(1, 3)",
            "SELECT generate_series(1, 4)",
            "SELECT repeat('x', 400) FROM generate_series(1, 3)",
            "SELECT current_setting('search_path'), current_setting('transaction_read_only'), current_setting('transaction_isolation')",
        ]))
        .await
        .unwrap();
    let shapes: Vec<_> = tables
        .iter()
        .map(|table| (table.rows.len(), table.truncated))
        .collect();
    assert_eq!(shapes, [(3, false), (3, true), (2, true), (1, false)]);
    let settings: Vec<_> = tables[3].rows[0].iter().flatten().collect();
    assert_eq!(settings, ["pg_catalog, pg_temp", "on", "repeatable read"]);

    let refused = |sqlstate: &str, statement| SqlError::Refused {
        sqlstate: sqlstate.to_owned(),
        statement: Some(statement),
    };
    assert_eq!(
        endpoint.run(&batch(&["SELECT 1", "SELECT 1/0"])).await,
        Err(refused("22012", 1))
    );
    assert_eq!(
        endpoint.run(&batch(&["CREATE TABLE public.t ()"])).await,
        Err(refused("25006", 0))
    );
    assert!(endpoint.run(&batch(&["SELECT 1"])).await.is_ok());
    endpoint.close().await;
}

#[tokio::test]
#[expect(
    clippy::disallowed_methods,
    reason = "a test measures how long things take"
)]
async fn the_port_holds_its_deadline_and_goes_on() {
    let Some(cluster) = cluster() else { return };
    let endpoint = endpoint(cluster).await;
    // The server's own time-out is switched off in the statement before, so the client's must hold.
    let mut slow = batch(&[
        "SELECT set_config('statement_timeout', '0', true)",
        "SELECT pg_sleep(20) AS port_deadline",
    ]);
    slow.timeout_ms = 500;
    let started = Instant::now();
    assert_eq!(endpoint.run(&slow).await, Err(SqlError::Timeout));
    assert!(started.elapsed() < Duration::from_secs(1));
    tokio::time::sleep(Duration::from_millis(200)).await;
    let running = cluster.ask("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%AS port_deadline'").await;
    assert_eq!(running, "0");
    let mut by_server = batch(&["SELECT pg_sleep(20)"]);
    by_server.timeout_ms = 500;
    assert_eq!(endpoint.run(&by_server).await, Err(SqlError::Timeout));
    assert!(endpoint.run(&batch(&["SELECT 1"])).await.is_ok());
}

#[tokio::test]
async fn the_port_survives_a_lost_connection() {
    let Some(cluster) = cluster() else { return };
    let endpoint = endpoint(cluster).await;
    let tables = endpoint
        .run(&batch(&["SELECT pg_backend_pid()"]))
        .await
        .unwrap();
    let pid = tables[0].rows[0][0].clone().unwrap();
    cluster
        .ask(&format!("SELECT pg_terminate_backend({pid})"))
        .await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(endpoint.run(&batch(&["SELECT 1"])).await.is_ok());
}

#[tokio::test]
async fn the_port_reads_a_catalog() {
    let Some(cluster) = cluster() else { return };
    let endpoint = endpoint(cluster).await;
    let options = CatalogOptions {
        schemas: vec!["shop".to_owned()],
        ..CatalogOptions::default()
    };
    let loaded = load_catalog(&endpoint, &options, None).await.unwrap();
    assert_eq!(loaded.sample_failures, []);
    let orders = loaded.catalog.relation("shop", "orders").unwrap();
    assert_eq!(orders.comment.as_deref(), Some("What was bought"));
    assert_eq!(orders.foreign_keys[0].referenced_table, "customers");
    assert_eq!(
        orders.column("state").unwrap().enum_values,
        ["open", "closed"]
    );
    assert_eq!(
        orders.column("city").unwrap().samples,
        ["Berlin", "Lyon", "Porto"]
    );
}
