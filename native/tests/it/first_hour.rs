//! `plainquery init` and `plainquery doctor`, as somebody meets them in the first hour.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Output},
};

use serde_json::Value;

use crate::support::{Cluster, PrivateRedis, Served, Told, cluster, http};

const SECRET: &str = "a-secret-of-the-conversation-that-is-long-enough";
const KEYS: &str = r#"{"a-key-that-only-tests-know": {"subject": "ann", "role": "analyst"}}"#;

fn plainquery(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_plainquery"))
        .args(arguments)
        .env_clear()
        .envs(variables.iter().copied())
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Makes a settings file for the cluster's shop; gives what `init` said.
fn init(file: &Path, url: &str, more: &[&str]) -> Output {
    let mut arguments = vec!["init", "--settings", file.to_str().unwrap()];
    arguments.extend(more);
    plainquery(&arguments, &[("DATABASE_URL", url)])
}

/// A role that `role-sql` made, and its address.
async fn reader(cluster: &Cluster, database: &str) -> String {
    cluster.create_database(database).await;
    let role = format!("{database}_reader");
    let made = plainquery(&["role-sql", "--role", &role, "--schema", "shop"], &[]);
    cluster
        .psql("postgres", database, &text(&made.stdout))
        .unwrap();
    cluster.let_in(&role);
    cluster.url_of_let_in(&role, database)
}

fn ask(url: &str, key: &str, body: &Value) -> reqwest::RequestBuilder {
    http()
        .post(format!("{url}/v1/ask"))
        .bearer_auth(key)
        .header("content-type", "application/json")
        .body(body.to_string())
}

#[tokio::test]
async fn init_makes_settings_that_a_server_answers_with() {
    let Some(cluster) = cluster() else { return };
    let url = reader(cluster, "first").await;
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("shop.toml");
    let output = init(&file, &url, &[]);
    let said = text(&output.stdout);
    assert!(output.status.success(), "{said}{}", text(&output.stderr));
    assert!(said.contains("may read and nothing else"), "{said}");
    assert!(said.contains("2 tables and views"), "{said}");
    assert!(!said.contains("of-a-test"), "{said}");
    let mode = fs::metadata(&file).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);

    let settings: toml::Table = fs::read_to_string(&file).unwrap().parse().unwrap();
    let key = settings["PLAINQUERY_API_KEYS"].as_table().unwrap();
    let key = key.keys().next().unwrap();
    assert!(key.len() >= 32 && !said.contains(key.as_str()));
    let questions: Vec<&str> = settings["PLAINQUERY_SUGGESTIONS"]
        .as_array()
        .unwrap()
        .iter()
        .map(|question| question.as_str().unwrap())
        .collect();
    assert_eq!(questions.len(), 5, "{questions:?}");

    // Each of them is answered by a server with this file and nothing else.
    let served = Served::start_with_file(&file);
    for question in questions {
        assert!(said.contains(question), "{said}");
        let body = serde_json::json!({"question": question});
        let told = Told::of(ask(&served.url, key, &body)).await;
        assert_eq!(told.json["outcome"], "answer", "{question}: {}", told.json);
        assert!(!told.json["rows"].as_array().unwrap().is_empty());
    }
}

#[tokio::test]
async fn init_leaves_a_file_as_it_is_unless_it_is_forced() {
    let Some(cluster) = cluster() else { return };
    let url = cluster.url("reader", "shop");
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("plainquery.toml");
    fs::write(&file, "mine").unwrap();
    let output = init(&file, &url, &["--schema", "shop"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("--force"));
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");

    let output = init(&file, &url, &["--schema", "shop", "--force"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let written = fs::read_to_string(&file).unwrap();
    assert!(written.contains("PLAINQUERY_CONVERSATION_SECRET"));
    let mode = fs::metadata(&file).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    // Nothing half-written lies about.
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[tokio::test]
async fn init_says_what_is_wrong_and_writes_nothing() {
    let Some(cluster) = cluster() else { return };
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("plainquery.toml");
    let output = init(&file, "postgres://u:hunter2@127.0.0.1:1/d", &[]);
    assert_eq!(output.status.code(), Some(1));
    let errors = text(&output.stderr);
    assert!(errors.contains("127.0.0.1:1 cannot be reached"), "{errors}");
    assert!(!errors.contains("hunter2"), "{errors}");
    let output = init(&file, &cluster.url("reader", "shop"), &["--schema", "none"]);
    let errors = text(&output.stderr);
    assert!(
        errors.contains("plainquery role-sql --role reader --schema none"),
        "{errors}"
    );
    // A superuser gets the file, and is told.
    let output = init(
        &file,
        &cluster.url("postgres", "shop"),
        &["--schema", "shop"],
    );
    let said = text(&output.stdout);
    assert!(
        output.status.success() && said.contains("superuser"),
        "{said}"
    );
    assert!(
        said.contains("plainquery role-sql --database shop"),
        "{said}"
    );
}

/// A check of `doctor --json`: name, status, message and mending command.
type Check = (String, String, String, String);
/// What is wrong, with which variables, and what doctor says: check, message and mending command.
type Fault<'a> = (&'a str, &'a [(&'a str, &'a str)], &'a str, &'a str, &'a str);

/// The exit status of `doctor --json` and its checks.
fn doctor(variables: &[(&str, &str)]) -> (Option<i32>, Vec<Check>) {
    let mut all = vec![
        ("PLAINQUERY_CONVERSATION_SECRET", SECRET),
        ("PLAINQUERY_API_KEYS", KEYS),
    ];
    all.extend(variables);
    let output = plainquery(&["doctor", "--json"], &all);
    let report: Value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", text(&output.stderr)));
    let part = |line: &Value, name: &str| line[name].as_str().unwrap_or_default().to_owned();
    let lines = report["checks"].as_array().unwrap().iter().map(|line| {
        (
            part(line, "check"),
            part(line, "status"),
            part(line, "message"),
            part(line, "mend"),
        )
    });
    (output.status.code(), lines.collect())
}

#[tokio::test]
async fn doctor_finds_nothing_wrong_with_what_init_made() {
    let Some(cluster) = cluster() else { return };
    let url = reader(cluster, "healthy").await;
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("plainquery.toml");
    assert!(init(&file, &url, &[]).status.success());
    let doctor = |file: &Path| {
        let output = plainquery(&["doctor", "--settings", file.to_str().unwrap()], &[]);
        (output.status.code(), text(&output.stdout))
    };
    let (code, said) = doctor(&file);
    assert_eq!(code, Some(0), "{said}");
    for check in ["settings", "database", "role", "schemas", "cache", "clock"] {
        assert!(said.contains(&format!("ok    {check}")), "{check}: {said}");
    }
    assert!(
        !said.contains("FAIL") && !said.contains("of-a-test"),
        "{said}"
    );

    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    let (code, said) = doctor(&file);
    assert_eq!(code, Some(0));
    assert!(said.contains("warn  settings"), "{said}");
    assert!(said.contains("→ chmod 600 "), "{said}");
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "a table of faults")]
async fn doctor_names_each_fault_with_what_mends_it() {
    let Some(cluster) = cluster() else { return };
    let reader = cluster.url("reader", "shop");
    let cases: &[Fault<'_>] = &[
        (
            "a setting",
            &[("DATABASE_URL", &reader), ("PLAINQUERY_MAX_ROWS", "many")],
            "settings",
            "PLAINQUERY_MAX_ROWS",
            "export PLAINQUERY_MAX_ROWS",
        ),
        (
            "no database",
            &[],
            "database",
            "none is set",
            "DATABASE_URL",
        ),
        (
            "a server that is down",
            &[("DATABASE_URL", "postgres://u:hunter2@127.0.0.1:1/d")],
            "database",
            "cannot be reached",
            "psql",
        ),
        (
            "a wrong password",
            &[("DATABASE_URL", &reader.replace("p%20w", "hunter2"))],
            "database",
            "password",
            "psql",
        ),
        (
            "a superuser",
            &[("DATABASE_URL", &cluster.url("postgres", "shop"))],
            "role",
            "superuser",
            "plainquery role-sql",
        ),
        (
            "a writer",
            &[("DATABASE_URL", &cluster.url("writer", "shop"))],
            "role",
            "can write to shop.customers",
            "",
        ),
        (
            "a schema that is not there",
            &[
                ("DATABASE_URL", &reader),
                ("PLAINQUERY_SCHEMAS", "shop,none"),
            ],
            "schemas",
            "none",
            "",
        ),
        (
            "no row security",
            &[
                ("DATABASE_URL", &reader),
                // The database has schemas of other tests, where some tables have row security.
                ("PLAINQUERY_SCHEMAS", "shop"),
                ("PLAINQUERY_TENANT_SETTING", "app.tenant"),
            ],
            "tenants",
            "every tenant sees all rows",
            "--tenant-setting app.tenant",
        ),
        (
            "a Redis that is down",
            &[
                ("DATABASE_URL", &reader),
                ("PLAINQUERY_REDIS_URL", "redis://:hunter2@127.0.0.1:1/0"),
            ],
            "cache",
            "Redis does not answer",
            "redis-cli",
        ),
        (
            "a gateway that is down",
            &[
                ("DATABASE_URL", "postgres://u:hunter2@h/d"),
                ("PLAINQUERY_SQL_ENDPOINT", "http://127.0.0.1:1/sql"),
            ],
            "database",
            "could not be reached",
            "",
        ),
        (
            "a model that is down",
            &[
                ("DATABASE_URL", &reader),
                ("OPENAI_BASE_URL", "http://127.0.0.1:1/v1"),
                ("OPENAI_API_KEY", "hunter2"),
            ],
            "model",
            "could not be reached",
            "curl",
        ),
        (
            "embeddings that are down",
            &[
                ("DATABASE_URL", &reader),
                ("PLAINQUERY_EMBEDDINGS", "openai:all-minilm"),
                ("PLAINQUERY_EMBEDDINGS_BASE_URL", "http://127.0.0.1:1/v1"),
                ("PLAINQUERY_EMBEDDINGS_API_KEY", "hunter2"),
            ],
            "embeddings",
            "could not be reached",
            "PLAINQUERY_EMBEDDINGS_BASE_URL",
        ),
        (
            "embeddings of another host",
            &[
                ("DATABASE_URL", &reader),
                ("PLAINQUERY_EMBEDDINGS", "spin:all-minilm-l6-v2"),
            ],
            "embeddings",
            "no such embeddings model",
            "PLAINQUERY_EMBEDDINGS",
        ),
    ];
    for (what, variables, check, message, mend) in cases {
        let (code, lines) = doctor(variables);
        assert_eq!(code, Some(1), "{what}: {lines:?}");
        let found = lines.iter().any(|(found, status, text, how)| {
            found == check && status == "fail" && text.contains(message) && how.contains(mend)
        });
        assert!(found, "{what}: {lines:?}");
        assert!(!format!("{lines:?}").contains("hunter2"), "{lines:?}");
    }
    if let Some(redis) = PrivateRedis::start() {
        let (_, lines) = doctor(&[
            ("DATABASE_URL", &reader),
            ("PLAINQUERY_REDIS_URL", &redis.url()),
        ]);
        let cache = lines.iter().find(|line| line.0 == "cache").unwrap();
        assert_eq!(
            (cache.1.as_str(), cache.2.as_str()),
            ("ok", "Redis answers")
        );
    }
}
