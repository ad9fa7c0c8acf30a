//! The validator refuses nothing that is fine: it accepts gold queries that others wrote, and what it
//! prints of them returns the same rows.
//!
//! The queries are not the project's, so each test reads them from a folder that a variable names, and
//! says so and passes where there is none:
//!
//! - `PLAINQUERY_SPIDER`: Spider's folder, with `train_spider.json`, `train_others.json`, `dev.json` and
//!   `database/NAME/NAME.sqlite`;
//! - `PLAINQUERY_SPIDER_PREDICTIONS`: a folder with `*.sql`, each what some system answered to the dev
//!   questions, one query a line in their order;
//! - `PLAINQUERY_DEFOG`: a folder with `questions_gen_postgres.csv` and `databases/NAME.sql` of defog's
//!   `sql-eval`, which go into a private Postgres cluster.
//!
//! `cargo test -p plainquery --test it acceptance -- --nocapture` prints the tables, what was refused and
//! why, and each query whose rows came in another order.
//!
//! Gold queries run three times: without a policy, and under two that say something of every table and hide
//! nothing, so that what is rewritten has to give the same rows too.

mod alternatives;
mod comparison;
mod csv;
mod defog;
mod policed;
mod server_reading;
mod spider;
mod tally;

use std::path::PathBuf;

use policed::Rules;

/// More rows than any of these databases holds, so that no cap hides a difference.
const MAX_ROWS: u64 = 1_000_000_000;

/// The folder that a variable names; `None`, with a message, where there is none. A folder that was
/// named and is missing is a mistake, and fails.
fn folder(variable: &str, holds: &str) -> Option<PathBuf> {
    let Some(folder) = std::env::var_os(variable).map(PathBuf::from) else {
        eprintln!("SKIPPED: {variable} names no folder with {holds}");
        return None;
    };
    assert!(
        folder.is_dir(),
        "{variable} names {}, which is no folder",
        folder.display()
    );
    Some(folder)
}

#[test]
fn spider_queries_are_accepted_and_return_the_same_rows() {
    let Some(folder) = folder("PLAINQUERY_SPIDER", "Spider's questions and databases") else {
        return;
    };
    let mut is_clean = true;
    for (title, files) in [
        (
            "Spider train",
            &["train_spider.json", "train_others.json"][..],
        ),
        ("Spider dev", &["dev.json"][..]),
    ] {
        for rules in Rules::ALL {
            let tally = spider::measure(&folder, files, rules);
            eprint!("{}", tally.report(&format!("{title}, {}", rules.label())));
            is_clean &= tally.is_clean();
        }
    }
    assert!(is_clean, "see the lists above");
}

#[test]
fn what_models_wrote_is_accepted_and_returns_the_same_rows() {
    let Some(folder) = folder("PLAINQUERY_SPIDER", "Spider's questions and databases") else {
        return;
    };
    let holds = "what systems answered to Spider's dev questions";
    let Some(predictions) = self::folder("PLAINQUERY_SPIDER_PREDICTIONS", holds) else {
        return;
    };
    let mut files: Vec<PathBuf> = std::fs::read_dir(predictions)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|file| file.extension().is_some_and(|extension| extension == "sql"))
        .collect();
    files.sort();
    let mut is_clean = !files.is_empty();
    for file in files {
        let tally = spider::measure_predictions(&folder, &file);
        eprint!("{}", tally.report(&file.display().to_string()));
        is_clean &= tally.is_clean();
    }
    assert!(is_clean, "see the lists above");
}

#[tokio::test]
async fn defog_queries_are_accepted_and_return_the_same_rows() {
    let Some(folder) = folder("PLAINQUERY_DEFOG", "defog's questions and databases") else {
        return;
    };
    let Some(cluster) = crate::support::cluster() else {
        return;
    };
    let mut is_clean = true;
    for rules in Rules::ALL {
        let tally = defog::measure(&folder, cluster, rules).await;
        let title = format!("defog, PostgreSQL, {}", rules.label());
        eprint!("{}", tally.report(&title));
        is_clean &= tally.is_clean();
    }
    assert!(is_clean, "defog: see the lists above");
}
