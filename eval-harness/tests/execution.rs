//! Queries on databases of every kind, and what becomes of those that do anything else than read.

mod support;

use std::{collections::BTreeMap, fs, path::Path, time::Duration};

use plainquery_core::Dialect;
use plainquery_eval::{
    dataset::{Database, DatabaseSource},
    execution::{CellKind, DatabaseError, ExecutionError, ExecutionLimits, Executor, ResultTable},
};
use support::PrivatePostgres;

const LIMITS: ExecutionLimits = ExecutionLimits {
    timeout: Duration::from_millis(500),
    max_rows: 1000,
    max_bytes: 1_000_000,
};

const TABLES: &str =
    "CREATE TABLE band (id INTEGER PRIMARY KEY, name TEXT, founded DATE, share REAL);
    INSERT INTO band VALUES (1, 'Ann', '1990-05-01', 0.5), (2, NULL, '1991-01-01', 2);";

fn executor(source: DatabaseSource, cache: &Path) -> Executor {
    let database = Database {
        source,
        catalog: None,
        settings: None,
        policy: None,
    };
    Executor::new(
        BTreeMap::from([("bands".to_owned(), database)]),
        cache.to_owned(),
    )
}

fn of_scripts(folder: &Path) -> Executor {
    fs::write(folder.join("1.sql"), TABLES).expect("works on files of its own");
    fs::write(
        folder.join("2.sql"),
        "INSERT INTO band (name) VALUES ('Cy')",
    )
    .expect("works on files of its own");
    let scripts = ["1.sql", "2.sql"].map(|name| folder.join(name));
    executor(
        DatabaseSource::SqliteScripts(scripts.to_vec()),
        &folder.join("cache"),
    )
}

fn some(cells: &[&str]) -> Vec<Option<String>> {
    cells
        .iter()
        .map(|cell| (*cell != "~").then(|| (*cell).to_owned()))
        .collect()
}

#[test]
fn scripts_become_a_file_once() {
    let folder = tempfile::tempdir().expect("works on files of its own");
    let executor = of_scripts(folder.path());
    let table = executor
        .run("bands", "SELECT name, share FROM band ORDER BY id", LIMITS)
        .expect("rows");
    assert_eq!(table.columns, ["name", "share"]);
    assert_eq!(
        table.rows,
        [
            some(&["Ann", "0.5"]),
            some(&["~", "2.0"]),
            some(&["Cy", "~"])
        ]
    );
    assert_eq!(table.kinds[1], [CellKind::Null, CellKind::Real]);

    let file = executor
        .file("bands")
        .expect("it is built")
        .expect("a file");
    let again = of_scripts(folder.path())
        .file("bands")
        .expect("it is there");
    assert_eq!(again.as_ref(), Some(&file));
    assert!(
        fs::metadata(&file)
            .expect("a file")
            .permissions()
            .readonly()
    );
    let cached = fs::read_dir(folder.path().join("cache"))
        .expect("the cache")
        .count();
    assert_eq!(cached, 1, "nothing unfinished is left");

    fs::write(
        folder.path().join("2.sql"),
        "INSERT INTO nowhere VALUES (1)",
    )
    .expect("works on files of its own");
    let scripts = vec![folder.path().join("1.sql"), folder.path().join("2.sql")];
    let broken = self::executor(DatabaseSource::SqliteScripts(scripts), folder.path());
    let error = broken.file("bands").expect_err("there is no such table");
    assert!(error.to_string().contains("2.sql"), "{error}");
}

#[test]
fn a_sqlite_database_tells_its_schema() {
    let folder = tempfile::tempdir().expect("works on files of its own");
    let catalog = of_scripts(folder.path())
        .catalog("bands", Some(&plainquery_catalog::SamplePolicy::default()))
        .expect("a catalog");
    assert_eq!(catalog.database, "bands");
    let columns: Vec<&str> = catalog.relations[0]
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    assert_eq!(columns, ["id", "name", "founded", "share"]);
}

#[test]
fn results_are_capped() {
    let folder = tempfile::tempdir().expect("works on files of its own");
    let executor = of_scripts(folder.path());
    let run =
        |sql: &str, max_rows| executor.run("bands", sql, ExecutionLimits { max_rows, ..LIMITS });
    let cut = run("SELECT id FROM band", 2).expect("rows");
    assert!(cut.is_cut && cut.rows.len() == 2);
    let whole = run("SELECT id FROM band", 3).expect("rows");
    assert!(!whole.is_cut && whole.rows.len() == 3);
    assert_eq!(
        run("SELECT hex(zeroblob(1000000))", 1),
        Err(ExecutionError::TooLarge)
    );
}

#[test]
fn databases_that_are_not_there_say_so() {
    let folder = tempfile::tempdir().expect("works on files of its own");
    let remote = executor(DatabaseSource::Remote(Dialect::Postgres), folder.path());
    let error = |name: &str| {
        remote
            .run(name, "SELECT 1", LIMITS)
            .expect_err("no database")
    };
    assert_eq!(
        error("bands"),
        ExecutionError::Database(DatabaseError::NotAtHand("bands".to_owned()))
    );
    assert!(error("other").is_of_database());
    let unset = DatabaseSource::Postgres {
        url_variable: "PLAINQUERY_TEST_NO_SUCH_VARIABLE".to_owned(),
        database: None,
    };
    let error = executor(unset, folder.path()).run("bands", "SELECT 1", LIMITS);
    let error = error.expect_err("no address").to_string();
    assert!(
        error.starts_with("PLAINQUERY_TEST_NO_SUCH_VARIABLE is not set"),
        "{error}"
    );
}

/// All that needs a server, on one.
#[test]
fn a_postgres_server_is_only_read() {
    let Some(postgres) = PrivatePostgres::start() else {
        return;
    };
    postgres.execute(
        "postgres",
        "CREATE ROLE reader LOGIN; GRANT pg_read_all_data TO reader; \
         GRANT CREATE ON SCHEMA public TO reader",
    );
    postgres.execute("postgres", "CREATE DATABASE music");
    postgres.execute(
        "music",
        "CREATE TABLE band (id int PRIMARY KEY, name text, founded date, share numeric, loud bool); \
         INSERT INTO band VALUES (1, 'Ann', '1990-05-01', 0.50, true), (2, NULL, NULL, 2, false); \
         GRANT ALL ON band TO reader",
    );
    let folder = tempfile::tempdir().expect("works on files of its own");
    let at = |user: &str| {
        let url = postgres.url(user, "postgres");
        let source = DatabaseSource::Postgres {
            url_variable: "URL".to_owned(),
            database: Some("music".to_owned()),
        };
        executor(source, folder.path())
            .with_environment(move |name| (name == "URL").then(|| url.clone()))
    };
    let reader = at("reader");

    let table = reader
        .run(
            "bands",
            "SELECT id, name, founded, share, loud FROM band ORDER BY id",
            LIMITS,
        )
        .expect("rows");
    assert_eq!(table.columns, ["id", "name", "founded", "share", "loud"]);
    assert_eq!(
        table.rows[0],
        some(&["1", "Ann", "1990-05-01", "0.50", "t"])
    );
    assert_eq!(
        table.kinds[0],
        [
            CellKind::Integer,
            CellKind::Text,
            CellKind::Other,
            CellKind::Decimal,
            CellKind::Boolean
        ]
    );
    hostile_queries_are_refused(&reader);
    let intact: Result<ResultTable, _> = reader.run("bands", "SELECT count(*) FROM band", LIMITS);
    assert_eq!(intact.expect("rows").rows, [some(&["2"])]);

    let catalog = reader.catalog("bands", None).expect("a catalog");
    assert_eq!(catalog.dialect, Dialect::Postgres);
    assert_eq!(catalog.relations[0].columns.len(), 5);

    let error = at("postgres").run("bands", "SELECT 1", LIMITS);
    assert!(matches!(
        error,
        Err(ExecutionError::Database(DatabaseError::Superuser(_)))
    ));
}

fn hostile_queries_are_refused(reader: &Executor) {
    let error = |sql: &str| reader.run("bands", sql, LIMITS).expect_err(sql);
    for sql in [
        "DELETE FROM band",
        "WITH gone AS (DELETE FROM band RETURNING id) SELECT id FROM gone",
        "CREATE TABLE other (id int)",
        "COMMIT",
        "SET TRANSACTION READ WRITE",
        "SELECT pg_read_file('/etc/passwd')",
        "COPY band TO STDOUT",
    ] {
        let found = error(sql);
        let is_expected = matches!(found, ExecutionError::Forbidden)
            || found == ExecutionError::Refused("SQLSTATE 25001".to_owned());
        assert!(is_expected, "{sql}: {found:?}");
    }
    assert_eq!(
        error("SELECT 1; DELETE FROM band"),
        ExecutionError::Refused("SQLSTATE 42601".to_owned())
    );
    assert_eq!(
        error("SELECT no_such_name FROM band"),
        ExecutionError::Refused("SQLSTATE 42703".to_owned())
    );
    assert_eq!(error("SELECT pg_sleep(60)"), ExecutionError::Timeout(500));
    assert_eq!(
        error("SELECT count(*) FROM generate_series(1, 10000000) a, generate_series(1, 1000) b"),
        ExecutionError::Timeout(500)
    );
    assert_eq!(
        error("SELECT repeat('x', 5000000)"),
        ExecutionError::TooLarge
    );
    assert_eq!(
        error("SELECT a.id, repeat('x', 1000) FROM band a, generate_series(1, 2000)"),
        ExecutionError::TooLarge
    );
    assert_eq!(error(""), ExecutionError::Empty);
    assert_eq!(
        error(&format!("SELECT '{}'", "x".repeat(5_000_000))),
        ExecutionError::TooLong
    );
}
