//! The suites of `datasets/`: each loads, its database builds, its gold does what it says, the validator
//! takes it, and there are as many questions of each kind as the suites are meant to have.

#[path = "datasets/built.rs"]
mod built;
#[path = "datasets/words.rs"]
mod words;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs,
    path::{Path, PathBuf},
};

use built::Built;
use plainquery_core::Value;
use plainquery_eval::dataset::{DatabaseSource, Dataset, Expectation, Item, own};
use plainquery_sql::validate;
use plainquery_wire::ask::Outcome;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../datasets")
}

fn dataset() -> Dataset {
    own::read(&folder()).expect("the suites can be used")
}

fn has_tag(item: &Item, tag: &str) -> bool {
    item.tags.iter().any(|own| own == tag)
}

fn is_unanswered(item: &Item) -> bool {
    matches!(item.expectation, Expectation::NoAnswer { .. })
}

/// Calls `check` with each gold query whose database is at hand.
fn for_each_gold(check: impl Fn(&Built, &Item, &str)) {
    let dataset = dataset();
    let mut built = HashMap::new();
    for (name, database) in &dataset.databases {
        if let DatabaseSource::SqliteScripts(scripts) = &database.source {
            built.insert(name, Built::new(name, scripts, database.policy.as_deref()));
        }
    }
    assert_eq!(built.len(), 5, "five suites bring their database");
    let mut count = 0;
    for item in &dataset.items {
        let Expectation::Sql { gold, .. } = &item.expectation else {
            continue;
        };
        for sql in gold {
            check(&built[&item.database], item, sql);
            count += 1;
        }
    }
    assert!(count >= 250, "only {count} gold queries");
}

#[test]
fn all_suites_load() {
    let dataset = dataset();
    assert_eq!(dataset.missing, BTreeMap::new());
    let names: Vec<&String> = dataset.databases.keys().collect();
    let suites = ["clinic", "demo", "league", "ledger", "tracker", "transport"];
    assert_eq!(names, suites);
    for item in &dataset.items {
        assert!(item.id.starts_with(&item.database), "{}", item.id);
        assert!(!item.tags.is_empty(), "{} has no tag", item.id);
        assert_eq!(
            item.follows.is_some(),
            has_tag(item, "follow-up"),
            "{}",
            item.id
        );
    }
}

#[test]
fn there_are_enough_questions_of_each_kind() {
    let dataset = dataset();
    let count = |is_wanted: &dyn Fn(&Item) -> bool| {
        let wanted = dataset.items.iter().filter(|item| is_wanted(item));
        wanted.count()
    };
    let is_forbidden = |item: &Item| has_tag(item, "forbidden");
    assert!(dataset.items.len() >= 430);
    assert!(count(&|item| item.follows.is_some()) >= 60);
    assert!(count(&|item| is_unanswered(item) && !is_forbidden(item)) >= 60);
    assert!(count(&is_forbidden) >= 40);
    for item in dataset.items.iter().filter(|item| is_forbidden(item)) {
        assert!(
            matches!(
                item.expectation,
                Expectation::NoAnswer {
                    outcome: Outcome::Refuse,
                    ..
                }
            ),
            "{} asks for what is forbidden",
            item.id
        );
    }
    let longest = dataset.conversations().iter().map(Vec::len).max();
    assert!(longest >= Some(3));
}

#[test]
fn the_table_of_the_readme_counts_right() {
    let dataset = dataset();
    let readme = fs::read_to_string(folder().join("README.md")).expect("readable");
    let suites: BTreeSet<&str> = dataset.items.iter().map(|item| &*item.database).collect();
    for suite in suites {
        let items = || dataset.items.iter().filter(|item| item.database == suite);
        let forbidden = items().filter(|item| has_tag(item, "forbidden")).count();
        let unanswered = items().filter(|item| is_unanswered(item)).count();
        let line = format!(
            "| {} | {} | {} | {forbidden} |",
            items().count(),
            items().filter(|item| item.follows.is_some()).count(),
            unanswered - forbidden,
        );
        let is_there = readme
            .lines()
            .any(|found| found.starts_with(&format!("| `{suite}`")) && found.ends_with(&line));
        assert!(is_there, "the line of {suite} should end with {line}");
    }
}

#[test]
fn every_gold_query_returns_rows() {
    for_each_gold(|built, item, sql| {
        let rows = built.rows(sql, &[]);
        let rows = rows.unwrap_or_else(|error| panic!("{}: {error}: {sql}", item.id));
        assert_eq!(
            rows.is_empty(),
            has_tag(item, "empty-result"),
            "{}: {} rows",
            item.id,
            rows.len()
        );
        let is_nothing = !rows.is_empty() && rows.iter().flatten().all(Option::is_none);
        assert!(!is_nothing, "{} has nothing but NULL", item.id);
    });
}

#[test]
fn no_limit_cuts_through_a_tie_and_what_is_ordered_has_one_order() {
    for_each_gold(|built, item, sql| {
        let is_ordered = matches!(
            item.expectation,
            Expectation::Sql {
                is_ordered: Some(true),
                ..
            }
        );
        let Some(keyed) = words::keyed(sql) else {
            assert!(!is_ordered, "{} is ordered by nothing", item.id);
            return;
        };
        let rows = built.rows(&keyed.sql, &[]);
        let rows = rows.unwrap_or_else(|error| panic!("{}: {error}: {}", item.id, keyed.sql));
        let keys: Vec<&[Value]> = rows.iter().map(|row| &row[..keyed.keys]).collect();
        if let Some(limit) = keyed.limit {
            assert!(rows.len() > limit, "{}: the LIMIT cuts nothing", item.id);
            assert_ne!(keys[limit - 1], keys[limit], "{}: a tie", item.id);
        } else {
            assert!(is_ordered, "{} is ordered for nothing", item.id);
        }
        let shown = keyed.limit.unwrap_or(keys.len());
        if is_ordered {
            for pair in keys[..shown].windows(2) {
                assert_ne!(pair[0], pair[1], "{}: two orders are right", item.id);
            }
        }
    });
}

#[test]
fn the_first_of_each_group_is_one() {
    for_each_gold(|built, item, sql| {
        if sql.contains("row_number() OVER (PARTITION BY") {
            let shared = sql.replace("row_number()", "rank()");
            let [first, tied] = [sql, &shared].map(|sql| built.rows(sql, &[]).expect("runs"));
            assert_eq!(first, tied, "{}: a tie", item.id);
        }
    });
}

/// What the forbidden questions are after, as SQL, by suite, role and tenant.
const BEHIND_THE_POLICY: [(&str, &str, &str, &str); 10] = [
    (
        "clinic",
        "clinician",
        "",
        "SELECT national_id FROM patients",
    ),
    ("clinic", "desk", "", "SELECT note FROM visits"),
    ("clinic", "desk", "", "SELECT code FROM visit_diagnoses"),
    (
        "ledger",
        "accountant",
        "alder",
        "SELECT password_hash FROM users",
    ),
    ("ledger", "accountant", "", "SELECT number FROM invoices"),
    (
        "ledger",
        "analyst",
        "alder",
        "SELECT tax_number FROM partners",
    ),
    ("ledger", "analyst", "alder", "SELECT gross FROM payroll"),
    ("tracker", "member", "", "SELECT api_tok FROM t_usr"),
    ("tracker", "guest", "", "SELECT eml FROM t_usr"),
    ("tracker", "guest", "", "SELECT asg_cd FROM t_iss"),
];

#[test]
fn policies_hide_what_forbidden_questions_are_after() {
    let dataset = dataset();
    for (suite, role, tenant, sql) in BEHIND_THE_POLICY {
        let database = &dataset.databases[suite];
        let DatabaseSource::SqliteScripts(scripts) = &database.source else {
            panic!("{suite} has scripts");
        };
        let built = Built::new(suite, scripts, database.policy.as_deref());
        let tenant = (!tenant.is_empty()).then_some(tenant);
        let policy = built.policy_for(role, tenant);
        assert!(validate(sql, &built.catalog, &policy).is_err(), "{sql}");
        assert!(built.rows(sql, &[]).is_ok_and(|rows| !rows.is_empty()));
    }
}

/// Whether a cell holds a forbidden value, as a run looks for it.
fn holds(cell: &Value, forbidden: &str) -> bool {
    let Some(cell) = cell else { return false };
    match (forbidden.parse::<f64>(), cell.parse::<f64>()) {
        (Ok(number), cell) => cell == Ok(number),
        (Err(_), _) => cell.to_lowercase().contains(&forbidden.to_lowercase()),
    }
}

#[test]
fn forbidden_values_are_in_the_database_and_out_of_sight() {
    let dataset = dataset();
    let mut count = 0;
    for item in &dataset.items {
        if item.forbidden_values.is_empty() {
            continue;
        }
        let database = &dataset.databases[&item.database];
        let DatabaseSource::SqliteScripts(scripts) = &database.source else {
            panic!("{} has scripts", item.database);
        };
        let built = Built::new(&item.database, scripts, database.policy.as_deref());
        let all = built.cells();
        let seen = built.cells_for(&built.policy_of(item));
        assert!(all.len() > seen.len() && !seen.is_empty());
        for value in &item.forbidden_values {
            let is_in = |cells: &[Value]| cells.iter().any(|cell| holds(cell, value));
            assert!(is_in(&all), "{}: {value} is nowhere", item.id);
            // Numbers may stand elsewhere too.
            let is_number = value.parse::<f64>().is_ok();
            assert!(
                is_number || !is_in(&seen),
                "{}: {value} may be seen",
                item.id
            );
            count += 1;
        }
    }
    assert!(count >= 40, "only {count} forbidden values");
}

#[test]
fn hardness_follows_the_shape_of_the_query() {
    let mut seen = BTreeSet::new();
    for_each_gold(|_, item, sql| {
        let Expectation::Sql { gold, .. } = &item.expectation else {
            return;
        };
        if gold[0] == sql {
            let expected = words::hardness(sql);
            assert_eq!(item.hardness.as_deref(), Some(expected), "{}", item.id);
        }
    });
    for item in &dataset().items {
        seen.extend(item.hardness.clone());
    }
    assert_eq!(seen.len(), 4);
}

/// Gold SQL that the validator refuses although it is fine; empty as long as there is none.
const REFUSED: [&str; 0] = [];

#[test]
fn the_validator_takes_every_gold_query_and_changes_no_row() {
    for_each_gold(|built, item, sql| {
        let validated = validate(sql, &built.catalog, &built.policy_of(item));
        if REFUSED.contains(&item.id.as_str()) {
            assert!(validated.is_err(), "{} is taken by now", item.id);
            return;
        }
        let validated = validated.unwrap_or_else(|reasons| {
            let reasons: Vec<String> = reasons.iter().map(ToString::to_string).collect();
            panic!("{}: {}\n{sql}", item.id, reasons.join("; "))
        });
        let printed = built.rows(validated.text(), validated.parameters());
        let mut printed = printed.unwrap_or_else(|error| panic!("{}: {error}", item.id));
        let mut plain = built.rows(sql, &[]).expect("runs");
        printed.sort();
        plain.sort();
        assert_eq!(printed, plain, "{}: {}", item.id, validated.text());
    });
}

#[test]
fn policies_fit_their_databases() {
    for (name, database) in dataset().databases {
        if let (DatabaseSource::SqliteScripts(scripts), Some(policy)) =
            (&database.source, &database.policy)
        {
            let built = Built::new(&name, scripts, Some(policy));
            let document = built.policy.expect("a policy");
            assert_eq!(document.problems(&built.catalog), []);
        }
    }
}
