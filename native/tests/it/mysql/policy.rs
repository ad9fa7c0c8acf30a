//! The policy on real servers of `MySQL` and `MariaDB`: what it hides cannot be told.

mod database;
mod exact;
mod masks;

use std::{collections::BTreeMap, fmt::Write as _, fs};

use plainquery_catalog::Catalog;
use plainquery_core::Secret;
use plainquery_sql::{Policy, PolicyCaller, PolicyDocument, ValidatedQuery, validate};
use serde_json::json;
use tempfile::TempDir;

use super::{
    MODES, catalog,
    server::{Kind, Server, servers},
};
use crate::policy::{self, Attempt, MASK_KEY};
use crate::validate_cli::{lines, path, run};
use database::{DOCUMENT, MARK, TABLES, script};

/// The fewest attempts of the file, and of them the fewest that are admitted and run.
const MIN_ATTEMPTS: usize = 120;
const MIN_RUN: usize = 90;

/// What keeps the derived table apart.
const FENCE: &[&str] = &["LIMIT 9223372036854775807", "OFFSET 0"];

/// The same names as the other servers' attempts have, in the first of the two databases.
fn attempts() -> Vec<Attempt> {
    let mut attempts = policy::attempts("mysql/attempts.sql");
    for attempt in &mut attempts {
        attempt.sql = attempt.sql.replace("shop", "policed_1");
    }
    attempts
}

/// The catalog of tables in a schema, as somebody would write it by hand.
fn catalog_of(schema: &str, tables: &str) -> Catalog {
    serde_json::from_value(catalog(schema, tables)).unwrap()
}

fn policy_for(document: &str, tenant: &str) -> Policy {
    policy_with_key(document, tenant, MASK_KEY)
}

fn policy_with_key(document: &str, tenant: &str, key: &str) -> Policy {
    let document = PolicyDocument::parse(document, Some(Secret::new(key))).unwrap();
    let claims = BTreeMap::from([("desk".to_owned(), "2".to_owned())]);
    let caller = PolicyCaller {
        subject: "ann",
        role: "analyst",
        tenant: Some(tenant),
        claims: &claims,
    };
    Policy::default().with_rules(document.for_caller(&caller).unwrap())
}

/// All that the server tells of a text in one of the two databases: names, rows and warnings, or its error.
fn told(
    server: &Server,
    variant: u32,
    text: &str,
    query: &ValidatedQuery,
) -> Result<Vec<String>, String> {
    let database = format!("policed_{variant}");
    let text = text.replace("policed_1", &database);
    let result = server.told("", "ANSI_QUOTES", &text, query.parameters());
    let same_name = |line: String| line.replace(&database, "policed_1");
    match result {
        Ok(lines) => Ok(lines.into_iter().map(same_name).collect()),
        Err(error) => Err(same_name(error)),
    }
}

/// Whether what the two databases tell differs, or holds a secret.
fn leak(server: &Server, text: &str, query: &ValidatedQuery) -> Option<String> {
    let (one, other) = (told(server, 1, text, query), told(server, 2, text, query));
    if one != other {
        return Some(format!("differs:\n  {one:?}\n  {other:?}"));
    }
    // An error may quote the statement, which holds guesses of the caller's.
    let told = format!("{:?}", one.ok()?);
    (told.contains(MARK) && !text.contains(MARK)).then(|| format!("tells a secret: {told}"))
}

#[test]
fn no_attempt_tells_what_the_policy_hides() {
    let catalog = catalog_of("policed_1", TABLES);
    let policy = policy_for(DOCUMENT, "acme");
    assert_eq!(policy.problems(&catalog), []);
    let attempts = attempts();
    assert!(attempts.len() >= MIN_ATTEMPTS, "{}", attempts.len());
    for server in servers() {
        prepare(server);
        let (mut leaks, mut run, mut errors) = (String::new(), 0, 0);
        for Attempt { title, sql } in &attempts {
            let query = match validate(sql, &catalog, &policy) {
                Ok(query) => query,
                Err(why) => {
                    if std::env::var_os("PLAINQUERY_SHOW_REFUSALS").is_some() {
                        eprintln!("refused: {title}: {}", why[0]);
                    }
                    continue;
                }
            };
            run += 1;
            if let Some(how) = leak(server, query.text(), &query) {
                let _ = writeln!(leaks, "{title}: {how}\n{}\n", query.text());
            }
            if let Err(error) = told(server, 1, query.text(), &query) {
                errors += 1;
                if std::env::var_os("PLAINQUERY_SHOW_REFUSALS").is_some() {
                    eprintln!("error on {:?}: {title}: {error}", server.kind);
                }
            }
        }
        eprintln!(
            "{:?}: {} attempts, {run} of them run, {errors} of those with an error on both, {} leaks",
            server.kind,
            attempts.len(),
            leaks.matches("\n\n").count()
        );
        assert!(leaks.is_empty(), "{:?}: {leaks}", server.kind);
        assert!(run >= MIN_RUN, "only {run} of {} were run", attempts.len());
    }
}

/// The two databases, once for each server.
fn prepare(server: &Server) {
    server.once("policed", || {
        for variant in [1, 2] {
            server.prepare(&script(&format!("policed_{variant}"), variant));
        }
    });
}

/// The test above can fail: without fences it does.
#[test]
fn without_a_fence_errors_tell() {
    let catalog = catalog_of("policed_1", TABLES);
    let policy = policy_for(DOCUMENT, "acme");
    for server in servers() {
        prepare(server);
        let mut leaks = 0;
        for Attempt { sql, .. } in attempts() {
            if let Ok(query) = validate(&sql, &catalog, &policy) {
                let is_fence = |line: &&str| FENCE.contains(&line.trim());
                let fences = query.text().lines().filter(is_fence).count();
                assert_eq!(query.is_rewritten(), fences >= 2, "{}", query.text());
                let unfenced = query.text().lines().filter(|line| !is_fence(line));
                let unfenced = unfenced.collect::<Vec<_>>().join("\n");
                leaks += usize::from(leak(server, &unfenced, &query).is_some());
            }
        }
        eprintln!("{:?}: {leaks} leaks without a fence", server.kind);
        assert!(leaks >= 3, "{:?}: {leaks}", server.kind);
    }
}

/// Whatever a server's mode says of quotes, `||`, backslashes and groups.
#[test]
fn what_is_rewritten_means_the_same_in_every_mode() {
    let catalog = catalog_of("policed_1", TABLES);
    let policy = policy_for(DOCUMENT, "acme");
    for server in servers() {
        prepare(server);
        let modes = [MODES, &["ONLY_FULL_GROUP_BY,STRICT_ALL_TABLES"]].concat();
        let mut compared = 0;
        for Attempt { title, sql } in attempts() {
            let Ok(query) = validate(&sql, &catalog, &policy) else {
                continue;
            };
            let parameters = query.parameters();
            if server.rows("", "", query.text(), parameters).is_err() {
                continue;
            }
            let told = server.rows_in_modes("", &modes, query.text(), parameters);
            let told = told.unwrap_or_else(|error| panic!("{title}: {error}"));
            assert_eq!(told.len(), modes.len());
            for (mode, rows) in modes.iter().zip(&told) {
                assert_eq!(rows, &told[0], "{:?}: {title} in {mode}", server.kind);
            }
            compared += 1;
        }
        eprintln!(
            "{:?}: {compared} rewritten texts with the same rows in every mode",
            server.kind
        );
        assert!(compared >= MIN_RUN - 20, "{compared}");
    }
}

/// The caller's conditions stay outside of what is read first, and an index chooses the caller's rows.
#[test]
fn the_servers_plan_reads_the_callers_rows_first() {
    let catalog = catalog_of("policed_1", TABLES);
    let policy = policy_for(DOCUMENT, "umbrella");
    let sql = "SELECT id FROM people AS p WHERE EXP(p.visits) > 1 AND p.name = 'x'";
    let query = validate(sql, &catalog, &policy).unwrap();
    let joined =
        "SELECT p.id FROM products AS q JOIN people AS p ON p.id = q.id AND EXP(p.visits) > 1";
    let joined = validate(joined, &catalog, &policy).unwrap();
    for server in servers() {
        prepare(server);
        for query in [&query, &joined] {
            let format = match server.kind {
                Kind::Mysql => "TREE",
                Kind::MariaDb => "JSON",
            };
            let explain = format!("EXPLAIN FORMAT={format} {}", query.text());
            let plan = server
                .told("policed_1", "", &explain, query.parameters())
                .unwrap();
            let plan = plan.join("\n").replace("\\n", "\n");
            let materialised = plan
                .to_lowercase()
                .find("materialize")
                .expect("a derived table of its own");
            let (outside, inside) = plan.split_at(materialised);
            assert!(outside.contains("exp(p.visits)"), "{plan}");
            assert!(!inside.contains("exp("), "{plan}");
            assert!(
                inside.contains("policed.tenant_id") && !outside.contains("tenant_id"),
                "{plan}"
            );
            assert!(inside.contains("people_tenant"), "an index: {plan}");
        }
    }
}

/// The command gives the values of `?` in their order; the keys of hashes are shown to nobody.
#[test]
fn the_command_gives_a_value_for_each_place() {
    let folder = TempDir::new().unwrap();
    let (tables, document) = (
        folder.path().join("catalog.json"),
        folder.path().join("policy.toml"),
    );
    fs::write(&tables, catalog("policed_1", TABLES).to_string()).unwrap();
    let without_hashes = DOCUMENT.replace("\"hash\"", "\"null\"");
    fs::write(&document, without_hashes).unwrap();
    let arguments = [
        "validate",
        "--dialect",
        "mysql",
        "--catalog",
        path(&tables),
        "--policy",
        path(&document),
        "--role",
        "analyst",
        "--tenant",
        "acme",
        "--claim",
        "desk=2",
        "--jsonl",
    ];
    let sql = "SELECT o.id, p.name FROM orders AS o JOIN people AS p ON p.id = o.person_id";
    let output = run(&arguments, json!({ "sql": sql }).to_string().as_bytes());
    let verdict = lines(&output).remove(0);
    let expected = [
        "acme", "acme", "acme", "2", "2", "2", "acme", "acme", "acme",
    ];
    assert_eq!(verdict["parameters"], json!(expected), "{verdict}");
    let text = verdict["sql"].as_str().unwrap();
    assert_eq!(text.matches('?').count(), expected.len(), "{text}");
    for server in servers() {
        prepare(server);
        let values = expected.map(|value| Some(value.to_owned()));
        let rows = server.rows("", "", text, &values).unwrap();
        // Of the caller's thirteen orders one is of somebody else's person.
        assert_eq!(rows.len(), 1 + 12, "{:?}: {rows:?}", server.kind);
    }
}
