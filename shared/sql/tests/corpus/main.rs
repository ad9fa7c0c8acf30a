//! The corpus: queries that must be refused, each by its rule, and queries that must be admitted.
//!
//! `cargo test -p plainquery-sql --test corpus -- --nocapture` prints the figures.

#![allow(
    clippy::print_stdout,
    reason = "the figures are for people and for scripts"
)]

mod analyses;
mod file;
mod fixtures;
mod served;
mod shape;
#[path = "../support/mod.rs"]
mod support;
mod variants;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use file::Case;
use fixtures::{Fixture, fixtures};
use plainquery_core::Dialect;
use plainquery_sql::{RuleId, validate};

/// What the names of generated files end with.
const GENERATED: &str = "_generated";

const FEWEST_ATTACKS: usize = 1200;
const FEWEST_ALLOWED: usize = 1500;
const FEWEST_ALLOWED_BY_HAND: usize = 500;

fn fixture<'a>(fixtures: &'a [Fixture], case: &Case) -> &'a Fixture {
    fixtures
        .iter()
        .find(|fixture| fixture.name == case.catalog)
        .unwrap_or_else(|| panic!("{}: no catalog {}", case.place(), case.catalog))
}

/// What stands in the files.
#[derive(Default)]
struct Count {
    all: usize,
    generated: usize,
    shapes: BTreeSet<String>,
}

impl Count {
    fn add(&mut self, case: &Case, shape: String) {
        self.all += 1;
        self.generated += usize::from(case.file.ends_with(GENERATED));
        self.shapes.insert(shape);
    }

    fn line(&self, what: &str) -> String {
        format!(
            "{what}: {} queries ({} by hand, {} generated), {} distinct shapes",
            self.all,
            self.all - self.generated,
            self.generated,
            self.shapes.len()
        )
    }
}

fn count(cases: &[Case], fixtures: &[Fixture]) -> (Count, BTreeMap<String, Count>) {
    let mut whole = Count::default();
    let mut classes: BTreeMap<String, Count> = BTreeMap::new();
    let mut seen: BTreeMap<(String, String), String> = BTreeMap::new();
    for case in cases {
        let place = seen.insert((case.catalog.clone(), case.sql.clone()), case.place());
        assert_eq!(place, None, "{} is there twice", case.place());
        let dialect = fixture(fixtures, case).catalog.dialect;
        let shape = format!("{dialect:?} {}", shape::shape(&case.sql, dialect));
        whole.add(case, shape.clone());
        classes
            .entry(case.file.trim_end_matches(GENERATED).to_owned())
            .or_default()
            .add(case, shape);
    }
    (whole, classes)
}

fn print_counts(what: &str, cases: &[Case], fixtures: &[Fixture]) -> Count {
    let (whole, classes) = count(cases, fixtures);
    for (class, count) in &classes {
        println!("  {}", count.line(&format!("{what}, {class}")));
    }
    whole
}

#[test]
fn attacks_are_refused_by_their_rule() {
    let fixtures = fixtures();
    let cases = file::read("attacks");
    let mut admitted = String::new();
    let mut otherwise = String::new();
    let mut bypasses = 0_usize;
    for case in &cases {
        let expected = case.rule.as_deref().expect("a rule after =>");
        assert!(
            RuleId::of(expected).is_some(),
            "{}: no rule {expected}",
            case.place()
        );
        let Fixture {
            catalog, policy, ..
        } = fixture(&fixtures, case);
        match validate(&case.sql, catalog, policy) {
            Ok(query) => {
                bypasses += 1;
                let _ = writeln!(
                    admitted,
                    "{}: {}\n  as {}",
                    case.place(),
                    case.sql,
                    query.text()
                );
            }
            Err(why) if why.iter().any(|reason| reason.rule.label() == expected) => {}
            Err(why) => {
                let _ = writeln!(
                    otherwise,
                    "{}: not {expected} but {}: {}",
                    case.place(),
                    why[0],
                    case.sql.chars().take(300).collect::<String>()
                );
            }
        }
    }
    let whole = print_counts("attacks", &cases, &fixtures);
    println!(
        "corpus: {}, {bypasses} admitted: bypass rate {} %",
        whole.line("attacks"),
        percent(bypasses, cases.len())
    );
    assert!(
        otherwise.is_empty(),
        "refused by another rule:\n{otherwise}"
    );
    assert!(admitted.is_empty(), "ADMITTED:\n{admitted}");
    assert!(
        otherwise.is_empty(),
        "refused by another rule:\n{otherwise}"
    );
    assert!(whole.all >= FEWEST_ATTACKS, "{} attacks", whole.all);
}

#[test]
fn analyses_are_admitted() {
    let fixtures = fixtures();
    let cases = file::read("allowed");
    let mut refused = String::new();
    let mut refusals = 0_usize;
    for case in &cases {
        assert_eq!(case.rule, None, "{}", case.place());
        let Fixture {
            catalog, policy, ..
        } = fixture(&fixtures, case);
        match validate(&case.sql, catalog, policy) {
            Ok(query) => {
                let plain = query.plain_text();
                match validate(plain, catalog, policy) {
                    Ok(again) => assert_eq!(again.plain_text(), plain, "{}", case.place()),
                    Err(why) => {
                        panic!(
                            "{}: the print is refused: {}\n{plain}",
                            case.place(),
                            why[0]
                        )
                    }
                }
            }
            Err(why) => {
                refusals += 1;
                let _ = writeln!(refused, "{}: {}\n  {}", case.place(), why[0], case.sql);
            }
        }
    }
    let whole = print_counts("allowed", &cases, &fixtures);
    println!(
        "corpus: {}, {refusals} refused: rate of false refusals {} %",
        whole.line("allowed"),
        percent(refusals, cases.len())
    );
    assert!(refused.is_empty(), "refused, but fine:\n{refused}");
    assert!(whole.all >= FEWEST_ALLOWED, "{} queries", whole.all);
    let by_hand = whole.all - whole.generated;
    assert!(by_hand >= FEWEST_ALLOWED_BY_HAND, "{by_hand} by hand");
}

/// With two digits after the point.
fn percent(part: usize, whole: usize) -> String {
    let hundredths = part * 10_000 / whole.max(1);
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// The catalogs hold what the files say of them.
#[test]
fn the_fixtures_are_of_both_dialects() {
    let fixtures = fixtures();
    for dialect in [Dialect::Postgres, Dialect::Sqlite] {
        assert!(
            fixtures
                .iter()
                .any(|fixture| fixture.catalog.dialect == dialect)
        );
    }
}

/// With `PLAINQUERY_WRITE_CORPUS=1` the generated files are written anew.
#[test]
fn generated_files_are_what_the_generators_make() {
    let made = [
        ("attacks", variants::files()),
        ("allowed", analyses::files()),
    ];
    for (folder, files) in made {
        for (name, text) in files {
            let path = file::path(folder, &format!("{name}.sql"));
            if std::env::var_os("PLAINQUERY_WRITE_CORPUS").is_some() {
                std::fs::write(&path, &text).expect("a file");
            }
            let stored = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(
                stored == text,
                "{name}.sql is stale: set PLAINQUERY_WRITE_CORPUS=1 and run this"
            );
        }
    }
}
