//! The program itself: what it prints, how it stops, and what it says to mistakes.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Output, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;

use crate::support::{KEY, cluster};

fn plainquery() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plainquery"));
    for variable in [
        "DATABASE_URL",
        "PLAINQUERY_GATEWAY_KEY",
        "PLAINQUERY_SQL_ENDPOINT",
    ] {
        command.env_remove(variable);
    }
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[expect(
    clippy::disallowed_methods,
    reason = "a test measures how long things take"
)]
fn exit_status(child: &mut Child, at_most: Duration) -> std::process::ExitStatus {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status;
        }
        assert!(started.elapsed() < at_most, "the process does not end");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Starts a gateway; gives it, its ready line, and its input.
fn gateway(arguments: &[&str], url: &str) -> (Child, Value) {
    let mut child = plainquery()
        .args(["gateway", "--listen", "127.0.0.1:0", "--log-level", "debug"])
        .args(arguments)
        .env("DATABASE_URL", url)
        .env("PLAINQUERY_GATEWAY_KEY", KEY)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap())
        .read_line(&mut line)
        .unwrap();
    let ready = serde_json::from_str(&line).unwrap_or_else(|_| panic!("{line}"));
    (child, ready)
}

#[test]
fn the_gateway_announces_itself_and_stops_on_a_signal() {
    let Some(cluster) = cluster() else { return };
    let (mut child, ready) = gateway(&[], &cluster.url("reader", "shop"));
    assert_eq!(ready["ready"], true);
    assert_eq!(
        ready["upstreams"][0]["connection_string"],
        "postgres://reader@database/shop"
    );
    let url = ready["url"].as_str().unwrap();
    assert!(url.starts_with("http://127.0.0.1:") && url.ends_with("/sql"));

    let secret = "a value that no log may hold";
    let curl = format!("{{\"query\":\"SELECT '{secret}' FROM shop.orders WHERE 1/(id-id) = 1\"}}");
    let answered = Command::new("curl")
        .args([
            "-s",
            url,
            "-H",
            &format!("Authorization: Bearer {KEY}"),
            "-d",
            &curl,
        ])
        .args([
            "-H",
            "Neon-Connection-String: postgres://reader@database/shop",
        ])
        .output();
    if let Ok(answered) = answered {
        assert!(
            text(&answered.stdout).contains("22012"),
            "{}",
            text(&answered.stdout)
        );
    }
    assert!(
        Command::new("kill")
            .args(["-TERM", &child.id().to_string()])
            .status()
            .unwrap()
            .success()
    );
    assert!(exit_status(&mut child, Duration::from_secs(5)).success());
    let logs = text(&child.wait_with_output().unwrap().stderr);
    assert!(logs.contains("\"sqlstate\":\"22012\""), "{logs}");
    for hidden in [secret, KEY, "p%20w", "p w:d", "shop.orders"] {
        assert!(!logs.contains(hidden), "{logs}");
    }
}

#[test]
fn the_gateway_ends_with_its_parent_where_it_is_told_to() {
    let (mut child, _) = gateway(&["--exit-with-parent"], "postgres://u@127.0.0.1:1/d");
    drop(child.stdin.take());
    assert!(exit_status(&mut child, Duration::from_secs(5)).success());

    let (mut child, _) = gateway(&[], "postgres://u@127.0.0.1:1/d");
    drop(child.stdin.take());
    std::thread::sleep(Duration::from_millis(300));
    assert!(child.try_wait().unwrap().is_none());
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_start_that_fails_ends_the_process_though_its_parent_lives() {
    let mut child = plainquery()
        .args(["gateway", "--listen", "127.0.0.1:0", "--exit-with-parent"])
        .args(["--no-key", "--embedded", "/no/such/folder"])
        .args(["--seed", "/no/such/seed.sql", "--node", "no-such-node"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    assert!(!exit_status(&mut child, Duration::from_secs(5)).success());
    let errors = text(&child.wait_with_output().unwrap().stderr);
    assert!(errors.contains("no-such-node"), "{errors}");
}

fn run(arguments: &[&str]) -> Output {
    plainquery().args(arguments).output().unwrap()
}

#[test]
fn mistakes_are_named_with_what_to_do() {
    let cases: &[(&[&str], i32, &str)] = &[
        (
            &["gateway", "--upstream", "a=postgres://u@h/d"],
            1,
            "openssl rand -hex 32",
        ),
        (&["gateway", "--no-key"], 1, "--upstream NAME=postgres://"),
        (
            &[
                "gateway",
                "--no-key",
                "--listen",
                "0.0.0.0:0",
                "--upstream",
                "a=postgres://u@h/d",
            ],
            1,
            "loopback only",
        ),
        (
            &["gateway", "--no-key", "--upstream", "a=mysql://u@h/d"],
            2,
            "the scheme must be postgres://",
        ),
        (
            &["gateway", "--no-key", "--upstream", "postgres://u@h/d"],
            2,
            "expected NAME=postgres://",
        ),
        (&["gateway", "--embedded", "x"], 2, "--seed"),
        (&["introspect"], 2, "--database-url"),
        (
            &["introspect", "--database-url", "sqlite:/no/such/file.db"],
            1,
            "/no/such/file.db",
        ),
        (
            &[
                "introspect",
                "--database-url",
                "postgres://u:hunter2@127.0.0.1:1/d",
            ],
            1,
            "127.0.0.1:1 cannot be reached",
        ),
    ];
    for (arguments, code, words) in cases {
        let output = run(arguments);
        let errors = text(&output.stderr);
        assert_eq!(output.status.code(), Some(*code), "{arguments:?}: {errors}");
        assert!(errors.contains(words), "{arguments:?}: {errors}");
        assert!(!errors.contains("hunter2"), "{errors}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn introspect_prints_the_catalog_of_postgres() {
    let Some(cluster) = cluster() else { return };
    let output = run(&[
        "introspect",
        "--database-url",
        &cluster.url("reader", "shop"),
        "--schema",
        "shop",
    ]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let catalog: Value = serde_json::from_slice(&output.stdout).unwrap();
    let names: Vec<_> = catalog["relations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|relation| &relation["name"])
        .collect();
    assert_eq!(names, ["customers", "orders"]);
    let without = run(&[
        "introspect",
        "--database-url",
        &cluster.url("reader", "shop"),
        "--no-samples",
        "--pretty",
    ]);
    assert!(!text(&without.stdout).contains("Berlin") && text(&without.stdout).contains("\n  "));
    assert!(text(&output.stdout).contains("Berlin"));
}

#[test]
fn introspect_reads_sqlite_files_and_leaves_them_alone() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("shop.db");
    let connection = rusqlite::Connection::open(&file).unwrap();
    connection
        .execute_batch(
            "CREATE TABLE author (id INTEGER PRIMARY KEY, country TEXT);
             CREATE TABLE book (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES author (id), price REAL);
             INSERT INTO author (country) VALUES ('France'), ('France'), ('Chile');",
        )
        .unwrap();
    drop(connection);
    let before = std::fs::read(&file).unwrap();
    let output = run(&[
        "introspect",
        "--database-url",
        &format!("sqlite:{}", file.display()),
    ]);
    let catalog: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", text(&output.stderr)));
    assert_eq!(catalog["dialect"], "sqlite");
    assert_eq!(catalog["database"], "shop");
    assert_eq!(
        catalog["relations"][0]["columns"][1]["samples"],
        serde_json::json!(["Chile", "France"])
    );
    assert_eq!(
        catalog["relations"][1]["foreign_keys"][0]["referenced_table"],
        "author"
    );
    assert_eq!(std::fs::read(&file).unwrap(), before);
    let mut broken = std::fs::File::create(folder.path().join("broken.db")).unwrap();
    broken.write_all(&[b'x'; 5000]).unwrap();
    let output = run(&[
        "introspect",
        "--database-url",
        &format!("sqlite:{}", folder.path().join("broken.db").display()),
    ]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("not a database"),
        "{}",
        text(&output.stderr)
    );
}

fn ask(cache: &std::path::Path, url: &str, arguments: &[&str]) -> Output {
    plainquery()
        .args(["ask", "--schema", "shop", "--today", "2025-06-30"])
        .args(arguments)
        .env("XDG_CACHE_HOME", cache)
        .env("DATABASE_URL", url)
        .env_remove("OPENAI_API_KEY")
        .env_remove("ANTHROPIC_API_KEY")
        .output()
        .unwrap()
}

#[test]
fn a_question_becomes_rows_in_every_form() {
    let Some(cluster) = cluster() else { return };
    let cache = tempfile::TempDir::new().unwrap();
    let url = cluster.url("reader", "shop");
    let ask = |arguments: &[&str]| ask(cache.path(), &url, arguments);

    let json = ask(&["how many orders are there", "--json"]);
    let answer: Value =
        serde_json::from_slice(&json.stdout).unwrap_or_else(|_| panic!("{}", text(&json.stderr)));
    assert_eq!(
        (&answer["outcome"], &answer["rows"]),
        (&serde_json::json!("answer"), &serde_json::json!([["1000"]]))
    );
    assert_eq!(answer["today"], "2025-06-30");
    let kept: Vec<_> = std::fs::read_dir(cache.path().join("plainquery"))
        .unwrap()
        .flatten()
        .collect();
    assert!(
        kept.iter()
            .any(|entry| entry.file_name().to_string_lossy().starts_with("catalog-")),
        "{kept:?}"
    );

    let table = text(&ask(&["how many orders by city"]).stdout);
    assert!(
        table.starts_with("SELECT ") && table.contains("confidence"),
        "{table}"
    );
    for row in ["Berlin", "Lyon", "Porto", "∅"] {
        let line = table
            .lines()
            .find(|line| line.starts_with(row))
            .unwrap_or_else(|| panic!("no {row} in {table}"));
        assert!(line.ends_with("  250"), "{line}");
    }
    let csv = text(&ask(&["how many orders by city", "--csv"]).stdout);
    assert!(
        csv.contains("\r\nBerlin,250\r\n") && csv.contains("\r\n,250\r\n"),
        "{csv}"
    );
    let sql = text(&ask(&["how many orders are in Berlin", "--sql-only"]).stdout);
    assert!(
        sql.starts_with("SELECT ") && !sql.contains("confidence"),
        "{sql}"
    );

    let refused = ask(&["delete all orders"]);
    assert_eq!(refused.status.code(), Some(4), "{}", text(&refused.stdout));
    let refused = ask(&["delete all orders", "--csv"]);
    assert!(refused.stdout.is_empty() && !refused.stderr.is_empty());
}

#[test]
fn the_cached_schema_saves_the_server_the_question_and_can_be_renewed() {
    let Some(cluster) = cluster() else { return };
    let cache = tempfile::TempDir::new().unwrap();
    let url = cluster.url("reader", "shop");
    let stages = |arguments: &[&str]| {
        let output = ask(cache.path(), &url, arguments);
        let answer: Value = serde_json::from_slice(&output.stdout)
            .unwrap_or_else(|_| panic!("{}", text(&output.stderr)));
        answer["catalog_version"].as_str().unwrap().to_owned()
    };
    let catalog = || {
        let entries = std::fs::read_dir(cache.path().join("plainquery"))
            .unwrap()
            .flatten();
        let entry = entries
            .into_iter()
            .find(|entry| entry.file_name().to_string_lossy().starts_with("catalog-"))
            .unwrap();
        (entry.path(), entry.metadata().unwrap().modified().unwrap())
    };
    let version = stages(&["how many orders are there", "--json"]);
    let (file, written) = catalog();
    assert_eq!(stages(&["how many customers are there", "--json"]), version);
    assert_eq!(catalog().1, written);
    stages(&["how many orders are there", "--json", "--refresh"]);
    assert_ne!(catalog().1, written);
    // A file that was cut short is read anew, not believed.
    std::fs::write(file, "x").unwrap();
    assert_eq!(stages(&["how many orders are there", "--json"]), version);

    let empty = tempfile::TempDir::new().unwrap();
    let output = ask(empty.path(), &url, &["now only in Berlin", "--follow-up"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("no conversation to continue"));
}
