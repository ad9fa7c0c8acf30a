//! The policy on a real server: what it hides cannot be told, and what it hides nothing of is unchanged.

mod database;
mod lite;
mod masks;
mod served;
pub(crate) mod unchanged;

use std::{collections::BTreeMap, fmt::Write as _, fs, path::Path, time::Duration};

use plainquery::{
    endpoint::PostgresEndpoint,
    postgres::{Connection, Limits, OnExcess, PostgresError},
};
use plainquery_catalog::Catalog;
use plainquery_connect::{CatalogOptions, PreludeSettings, load_catalog};
use plainquery_core::{Secret, ports::Statement};
use plainquery_sql::{Policy, PolicyCaller, PolicyDocument, ValidatedQuery, validate};

use crate::support::{Cluster, cluster};
use database::{DOCUMENT, MARK, TABLES, rows};

/// The key of hash masks.
pub(super) const MASK_KEY: &str = "a key of the tests, 32 bytes or more";

/// The fewest attempts of the file, and of them the fewest that are admitted and run.
const MIN_ATTEMPTS: usize = 60;
const MIN_RUN: usize = 60;

/// What somebody may try.
pub(super) struct Attempt {
    pub(super) title: String,
    pub(super) sql: String,
}

/// The attempts of a file of this folder's.
pub(super) fn attempts(file: &str) -> Vec<Attempt> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/it")
        .join(file);
    let text = fs::read_to_string(file).unwrap();
    text.split("-- case: ")
        .skip(1)
        .map(|part| {
            let (title, sql) = part.split_once('\n').unwrap();
            Attempt {
                title: title.to_owned(),
                sql: sql.trim().to_owned(),
            }
        })
        .collect()
}

pub(crate) fn policy_for(document: &str, tenant: &str) -> Policy {
    let document = PolicyDocument::parse(document, Some(Secret::new(MASK_KEY))).unwrap();
    let caller = PolicyCaller {
        subject: "ann",
        role: "analyst",
        tenant: Some(tenant),
        claims: &BTreeMap::new(),
    };
    Policy::default().with_rules(document.for_caller(&caller).unwrap())
}

/// A database as the caller's role finds it.
pub(super) struct Place {
    pub(super) catalog: Catalog,
    connection: Connection,
}

impl Place {
    pub(super) async fn open(cluster: &Cluster, database: &str) -> Self {
        let mut address = cluster.address("reader", database);
        address.startup.push((
            "options".to_owned(),
            "-c search_path=pg_catalog -c TimeZone=UTC -c default_transaction_read_only=on"
                .to_owned(),
        ));
        let settings = PreludeSettings::default();
        let endpoint = PostgresEndpoint::connect(address.clone(), settings, Duration::from_mins(1))
            .await
            .unwrap();
        let options = CatalogOptions {
            samples: None,
            ..CatalogOptions::default()
        };
        let catalog = load_catalog(&endpoint, &options, None)
            .await
            .unwrap()
            .catalog;
        endpoint.close().await;
        Self {
            catalog,
            connection: Connection::open(&address).await.unwrap(),
        }
    }

    /// All that a server tells: names and rows, or every field of its error.
    pub(super) async fn run(&mut self, text: &str, query: &ValidatedQuery) -> Result<Told, String> {
        let statement = Statement {
            text: text.to_owned().into(),
            parameters: query.parameters().to_vec(),
        };
        let limits = Limits {
            max_rows: None,
            max_bytes: 10_000_000,
            on_excess: OnExcess::Fail,
        };
        match self.connection.run_single(&statement, limits).await {
            Ok(result) => Ok(Told {
                columns: result.fields.into_iter().map(|field| field.name).collect(),
                rows: result.rows,
            }),
            Err(PostgresError::Server { error, .. }) => Err(format!("{error:?}")),
            Err(other) => panic!("{text}: {other}"),
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Vec<Option<String>>>,
}

async fn two_places(cluster: &Cluster, name: &str) -> [Place; 2] {
    let mut places = Vec::new();
    for variant in [1, 2] {
        let database = format!("{name}_{variant}");
        let create = format!("CREATE DATABASE {database}");
        cluster.run_all("postgres", &create).await;
        cluster.run_all(&database, TABLES).await;
        cluster.run_all(&database, &rows(variant)).await;
        places.push(Place::open(cluster, &database).await);
    }
    places.try_into().unwrap_or_else(|_| unreachable!("two"))
}

/// Whether what the places tell differs, or holds a secret.
async fn leak(places: &mut [Place; 2], text: &str, query: &ValidatedQuery) -> Option<String> {
    let [first, second] = places;
    let (left, right) = (first.run(text, query).await, second.run(text, query).await);
    if left != right {
        return Some(format!("differs:\n  {left:?}\n  {right:?}"));
    }
    // The form in which a host's own driver is given it.
    let wrapped = format!(
        "SELECT (q.*)::pg_catalog.text, names.* FROM (SELECT) AS one \
         LEFT JOIN (\n{text}\n) AS q ON true LEFT JOIN (\n{text}\n) AS names ON false"
    );
    let (one, other) = (
        first.run(&wrapped, query).await,
        second.run(&wrapped, query).await,
    );
    if one != other {
        return Some(format!("differs where wrapped:\n  {one:?}\n  {other:?}"));
    }
    if let (Ok(plain), Err(why)) = (&left, &one) {
        return Some(format!("fails where wrapped: {plain:?} {why}"));
    }
    let told = match left {
        Ok(told) => format!("{:?}", told.rows),
        // The statement itself, which an error may quote, holds guesses of the caller's.
        Err(_) => return None,
    };
    (told.contains(MARK) && !text.contains(MARK)).then(|| format!("tells a secret: {told}"))
}

#[tokio::test]
async fn no_attempt_tells_what_the_policy_hides() {
    let Some(cluster) = cluster() else { return };
    let mut places = two_places(cluster, "policed").await;
    let policy = policy_for(DOCUMENT, "acme");
    assert!(policy.problems(&places[0].catalog).is_empty());
    let attempts = attempts("policy/attempts.sql");
    assert!(attempts.len() >= MIN_ATTEMPTS);
    let (mut leaks, mut run) = (String::new(), 0);
    for Attempt { title, sql } in &attempts {
        let on_first = validate(sql, &places[0].catalog, &policy);
        let on_second = validate(sql, &places[1].catalog, &policy);
        match (on_first, on_second) {
            (Ok(query), Ok(same)) => {
                assert_eq!(query.text(), same.text(), "{title}");
                run += 1;
                if let Some(how) = leak(&mut places, query.text(), &query).await {
                    let _ = writeln!(leaks, "{title}: {how}\n{}\n", query.text());
                }
            }
            (Err(why), Err(same)) => {
                assert_eq!(why, same, "{title}");
                if std::env::var_os("PLAINQUERY_SHOW_REFUSALS").is_some() {
                    eprintln!("refused: {title}: {}", why[0]);
                }
            }
            _ => panic!("{title}: refused by one only"),
        }
    }
    assert!(leaks.is_empty(), "{leaks}");
    assert!(run >= MIN_RUN, "only {run} of {} were run", attempts.len());
    eprintln!("{} attempts, {run} of them run", attempts.len());
}

/// The test above can fail: without fences and without the check of patterns, it does.
#[tokio::test]
async fn without_a_fence_errors_tell() {
    let Some(cluster) = cluster() else { return };
    let mut places = two_places(cluster, "unfenced").await;
    let policy = policy_for(DOCUMENT, "acme");
    let mut leaks = 0;
    for Attempt { sql, .. } in attempts("policy/attempts.sql") {
        if let Ok(query) = validate(&sql, &places[0].catalog, &policy) {
            assert!(!query.is_rewritten() || query.text().contains("OFFSET 0\n"));
            let unfenced = query.text().replace("OFFSET 0\n", "\n");
            leaks += usize::from(leak(&mut places, &unfenced, &query).await.is_some());
        }
    }
    assert!(leaks >= 3, "{leaks}");
    // The planner itself tries a pattern on the statistics, fence or not.
    let query = validate(
        "SELECT id FROM people WHERE name LIKE 'Q'",
        &places[0].catalog,
        &policy,
    )
    .unwrap();
    let open_escape = query
        .text()
        .replace("LIKE 'Q'", &format!("LIKE '{MARK}-Y1%7\\'"));
    assert!(leak(&mut places, &open_escape, &query).await.is_some());
}

#[tokio::test]
async fn the_comparisons_that_are_pushed_are_leakproof() {
    let Some(cluster) = cluster() else { return };
    // `(left type, right type)` of every comparison of `pushdown::TYPES`.
    let types = [
        ("int2", "int4"),
        ("int2", "int8"),
        ("int4", "int4"),
        ("int4", "int8"),
        ("int8", "int4"),
        ("int8", "int8"),
        ("text", "text"),
        ("date", "date"),
        ("timestamp", "timestamp"),
        ("timestamptz", "timestamptz"),
        ("bool", "bool"),
        ("uuid", "uuid"),
    ];
    let mut found = String::new();
    for (left, right) in types {
        let query = format!(
            "SELECT count(*) FILTER (WHERE p.proleakproof), count(*) FROM pg_operator o \
             JOIN pg_proc p ON p.oid = o.oprcode WHERE o.oprname IN ('=', '<', '<=', '>', '>=') \
             AND o.oprnamespace = 'pg_catalog'::regnamespace \
             AND o.oprleft = '{left}'::regtype AND o.oprright = '{right}'::regtype"
        );
        let told = cluster.ask(&query).await;
        if told != "5|5" {
            let _ = writeln!(found, "{left}, {right}: {told}");
        }
    }
    assert!(found.is_empty(), "{found}");
}

/// A pushed comparison is served by an index on tenant and column.
#[tokio::test]
async fn indexes_serve_what_is_pushed() {
    let Some(cluster) = cluster() else { return };
    let mut places = two_places(cluster, "indexed").await;
    let policy = policy_for(DOCUMENT, "umbrella");
    let place = &mut places[1];
    let query = validate(
        "SELECT id FROM people WHERE name = 'x' AND length(name) > 1",
        &place.catalog,
        &policy,
    )
    .unwrap();
    let explain = format!("EXPLAIN {}", query.text());
    let plan = place.run(&explain, &query).await.unwrap();
    let plan = format!("{plan:?}");
    assert!(plan.contains("people_name"), "{plan}");
}
