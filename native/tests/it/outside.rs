//! The validator, judged from outside: whatever it accepts, a real server reads as one SELECT of nothing
//! but what the caller is permitted, under a role that may read nothing else.
//!
//! What a query touches is told by the server: by `pg_depend` of a view that it makes of the text, by the
//! plan, and by its refusal, since the role was granted the permitted columns and no others. None of
//! the validator's own account is used.
//!
//! `PLAINQUERY_OUTSIDE_CASES` and `PLAINQUERY_OUTSIDE_SEED` choose how many queries, and which.

mod generation;
mod mutation;
mod permitted;
mod random;
mod server;

use std::{collections::BTreeMap, env, fmt::Write as _, fs, path::Path};

use plainquery_sql::validate;

use self::{
    generation::generated,
    mutation::{mutated, tokens},
    permitted::Permitted,
    random::Random,
    server::{Server, Verdict},
};
use crate::{
    policy::unchanged::cases::cases,
    support::{Cluster, cluster},
};

const CASES: usize = 10_000;
const SEED: u64 = 20_260_901;
/// Of a hundred queries, the fewest that are accepted, and of a hundred of those, the fewest that run to
/// their end: with less, next to nothing was looked at.
const MIN_ACCEPTED_PERCENT: usize = 10;
const MIN_RAN_PERCENT: usize = 50;
/// A value of rows and columns that the caller may not see.
const MARK: &str = "S3CR3T";

fn number(variable: &str) -> Option<u64> {
    let text = env::var(variable).ok()?;
    Some(text.parse().unwrap())
}

fn case_texts(file: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/sql/tests/cases");
    cases(&fs::read_to_string(folder.join(file)).unwrap())
        .into_iter()
        .map(|case| case.sql)
        .collect()
}

#[derive(Default)]
struct Count {
    asked: usize,
    accepted: usize,
    ran: usize,
    /// What the server said of the rest, by its SQLSTATE.
    failed: BTreeMap<String, usize>,
    escapes: String,
}

impl Count {
    async fn ask(&mut self, sql: &str, server: &mut Server, permitted: &Permitted) {
        self.asked += 1;
        let Ok(query) = validate(sql, &server.catalog, &permitted.policy) else {
            return;
        };
        self.accepted += 1;
        match server.judge(sql, &query, permitted).await {
            Verdict::Ran => self.ran += 1,
            Verdict::Failed(code) => *self.failed.entry(code).or_default() += 1,
            Verdict::Escaped(how) => {
                let text = query.text();
                let _ = writeln!(self.escapes, "{how}\n  of: {sql}\n  as: {text}\n");
            }
        }
    }

    fn report(&self, title: &str) {
        eprintln!(
            "{title}: {} asked, {} refused, {} accepted, {} ran, the others {:?}",
            self.asked,
            self.asked - self.accepted,
            self.accepted,
            self.ran,
            self.failed
        );
    }
}

async fn filled(cluster: &Cluster, name: &str) -> Server {
    cluster
        .run_all("postgres", &format!("CREATE DATABASE {name}"))
        .await;
    cluster
        .psql("postgres", name, &permitted::tables())
        .unwrap();
    Server::open(cluster, name).await
}

#[tokio::test]
async fn what_is_accepted_touches_nothing_but_what_is_permitted() {
    let Some(cluster) = cluster() else { return };
    let mut server = filled(cluster, "outside").await;
    let permitted = Permitted::by_rules();
    server.grant(cluster, &permitted);
    let seed = number("PLAINQUERY_OUTSIDE_SEED").unwrap_or(SEED);
    let wanted =
        number("PLAINQUERY_OUTSIDE_CASES").map_or(CASES, |cases| cases.try_into().unwrap());
    let mut random = Random(seed);
    let admitted = case_texts("postgres_admitted.sql");
    let admitted_tokens: Vec<_> = admitted.iter().map(|sql| tokens(sql)).collect();
    let attacks = case_texts("postgres_attacks.sql");
    let mut all_tokens = admitted_tokens.clone();
    all_tokens.extend(attacks.iter().map(|sql| tokens(sql)));
    let mut count = Count::default();
    for number in 0..wanted {
        let sql = match number % 4 {
            0 | 1 => mutated(&mut random, &admitted_tokens),
            2 => mutated(&mut random, &all_tokens),
            _ => generated(&mut random, 2),
        };
        count.ask(&sql, &mut server, &permitted).await;
    }
    count.report(&format!("seed {seed}, under rules"));
    let mut cases = Count::default();
    for sql in admitted.iter().chain(&attacks) {
        cases.ask(sql, &mut server, &permitted).await;
    }
    cases.report("cases, under rules");
    assert!(count.escapes.is_empty(), "{}", count.escapes);
    assert!(cases.escapes.is_empty(), "{}", cases.escapes);
    assert!(count.accepted * 100 >= wanted * MIN_ACCEPTED_PERCENT);
    assert!(count.ran * 100 >= count.accepted * MIN_RAN_PERCENT);
}

#[tokio::test]
async fn every_admitted_case_is_one_select_of_the_schemas_that_are_permitted() {
    let Some(cluster) = cluster() else { return };
    let mut server = filled(cluster, "outside_open").await;
    let permitted = Permitted::whole_schemas();
    server.grant(cluster, &permitted);
    let mut count = Count::default();
    for sql in case_texts("postgres_admitted.sql") {
        count.ask(&sql, &mut server, &permitted).await;
    }
    count.report("cases, without rules");
    assert!(count.escapes.is_empty(), "{}", count.escapes);
    assert!(count.accepted * 100 >= count.asked * 95);
    assert!(count.ran * 100 >= count.accepted * 90);
}

/// The tests above can fail: what the validator would never print is found.
#[tokio::test]
async fn what_touches_more_is_found() {
    let Some(cluster) = cluster() else { return };
    let mut server = filled(cluster, "outside_found").await;
    let permitted = Permitted::by_rules();
    server.grant(cluster, &permitted);
    for (text, found) in [
        ("SELECT salary FROM hidden.salaries", "hidden"),
        (
            "SELECT newsletter FROM shop.customers WHERE owner = 'acme'",
            "newsletter",
        ),
        (
            "SELECT c FROM shop.customers c WHERE owner = 'acme'",
            "42501",
        ),
        ("SELECT first_name FROM shop.customers", "no filter"),
        (
            "SELECT first_name FROM shop.customers WHERE owner = 'umbrella'",
            "no filter",
        ),
        ("SELECT 'S3C' || 'R3T' FROM shop.products", "secret"),
        ("SELECT shop.peek('x')", "function"),
        ("SELECT relname FROM pg_class", "pg_class"),
        ("SELECT 1; SELECT 2", "not one SELECT"),
        ("SELECT name FROM shop.products FOR UPDATE", "42501"),
        ("DELETE FROM shop.products", "not one SELECT"),
        (
            "WITH gone AS (DELETE FROM shop.products RETURNING 1) SELECT * FROM gone",
            "not one SELECT",
        ),
    ] {
        match server.judge_text(text, text, &[], &permitted).await {
            Verdict::Escaped(how) => assert!(how.contains(found), "{text}: {how}"),
            other => panic!("{text}: {other:?}"),
        }
    }
    let fine = "SELECT first_name FROM shop.customers WHERE owner = 'acme'";
    let verdict = server.judge_text(fine, fine, &[], &permitted).await;
    assert!(matches!(verdict, Verdict::Ran), "{verdict:?}");
}
