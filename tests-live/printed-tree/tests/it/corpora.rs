//! Every query of the corpora of `shared/sql`, under every policy.

use std::fs;
use std::path::Path;

use plainquery_core::Dialect;
use plainquery_sql::Policy;

use crate::fixtures::{Fixture, fixtures};
use crate::policies::{masks, rows, with_owners};
use crate::run::{Count, with_deep_stack};
use crate::{file, support};

/// A query of a file, with the name of its catalog.
struct Asked {
    file: String,
    place: String,
    catalog: String,
    sql: String,
    /// Whether it must be accepted under the policy of its catalog.
    is_allowed: bool,
}

/// All that is written for Postgres: what must be accepted, and what must not be and may be under another
/// policy.
fn asked() -> Vec<Asked> {
    let mut asked = Vec::new();
    for folder in ["allowed", "attacks"] {
        asked.extend(file::read(folder).into_iter().map(|case| Asked {
            file: format!("{folder}/{}", case.file),
            place: case.place(),
            is_allowed: case.rule.is_none(),
            catalog: case.catalog,
            sql: case.sql,
        }));
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/sql/tests/cases");
    for file in [
        "postgres_admitted",
        "postgres_rows_admitted",
        "postgres_rows_refused",
        "postgres_attacks",
        "postgres_mistakes",
    ] {
        let text = fs::read_to_string(folder.join(format!("{file}.sql"))).expect("a file of cases");
        asked.extend(support::cases(&text).into_iter().map(|case| Asked {
            file: format!("cases/{file}"),
            place: format!("{file}.sql, case {}", case.title),
            catalog: "shop".to_owned(),
            sql: case.sql,
            is_allowed: case.rule.is_none(),
        }));
    }
    asked
}

/// What must be accepted of the shop.
pub(crate) fn admitted() -> Vec<String> {
    let is_of_shop = |case: &Asked| case.is_allowed && case.catalog == "shop";
    asked()
        .into_iter()
        .filter(is_of_shop)
        .map(|case| case.sql)
        .collect()
}

/// Whose policy a query is read under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Variant {
    /// The one that its file is written for.
    Own,
    /// None.
    Open,
    /// The caller's rows of every table.
    Rows,
    /// With masks on every column.
    Masks,
}

fn compare_all(variant: Variant) -> Count {
    let fixtures: Vec<Fixture> = fixtures()
        .into_iter()
        .filter(|fixture| fixture.catalog.dialect == Dialect::Postgres)
        .map(|fixture| match variant {
            Variant::Own => fixture,
            Variant::Open => Fixture {
                policy: Policy::default(),
                ..fixture
            },
            Variant::Rows | Variant::Masks => {
                let catalog = with_owners(&fixture.catalog);
                let policy = if variant == Variant::Rows {
                    rows(&catalog)
                } else {
                    masks(&catalog)
                };
                Fixture {
                    catalog,
                    policy,
                    ..fixture
                }
            }
        })
        .collect();
    let mut whole = Count::default();
    let mut files: Vec<(String, Count)> = Vec::new();
    for case in asked() {
        let Some(fixture) = fixtures.iter().find(|fixture| fixture.name == case.catalog) else {
            continue;
        };
        if files.last().is_none_or(|(file, _)| *file != case.file) {
            files.push((case.file.clone(), Count::default()));
        }
        let Some((_, count)) = files.last_mut() else {
            continue;
        };
        let accepted = count.accepted;
        let title = format!("{variant:?}, {}", case.place);
        count.ask(&title, &case.sql, &fixture.catalog, &fixture.policy);
        assert!(
            !case.is_allowed || variant != Variant::Own || count.accepted > accepted,
            "{title} is refused"
        );
    }
    for (file, count) in files {
        println!("  {}", count.line(&format!("{variant:?}, {file}")));
        whole.add(&count);
    }
    println!(
        "printed tree: {}",
        whole.line(&format!("corpora, policy {variant:?}"))
    );
    whole
}

fn check(variant: Variant, fewest: usize) {
    let count = with_deep_stack(move || compare_all(variant));
    assert!(count.mismatches.is_empty(), "{}", count.mismatches);
    assert!(count.compared >= fewest, "{} compared", count.compared);
    let is_rewritten = matches!(variant, Variant::Rows | Variant::Masks);
    assert!(
        !is_rewritten || count.rewritten * 2 > count.accepted,
        "{} rewritten",
        count.rewritten
    );
}

#[test]
fn under_the_policies_of_the_corpus() {
    check(Variant::Own, 1_700);
}

#[test]
fn without_a_policy() {
    check(Variant::Open, 1_800);
}

#[test]
fn with_a_rule_for_the_rows_of_every_table() {
    check(Variant::Rows, 3_400);
}

#[test]
fn with_a_mask_on_every_column() {
    check(Variant::Masks, 3_400);
}
