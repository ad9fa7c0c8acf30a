//! The promises that the fuzz targets check, for every text that they have kept and every case.

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use plainquery_core::Dialect;
use support::cases;
use support::fuzzed::{World, check_prescan};

/// A target keeps at least so many, or its corpus is not there.
const MIN_KEPT: usize = 100;

fn folder(below: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(below)
}

/// The texts of a target's corpus, and all cases.
fn texts(target: &str) -> BTreeSet<String> {
    let file = folder("../../fuzz/corpus").join(format!("{target}.jsonl"));
    let lines = fs::read_to_string(file).expect("a corpus");
    let kept: BTreeSet<String> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("a text"))
        .collect();
    assert!(kept.len() >= MIN_KEPT, "{target}: {}", kept.len());
    let files = fs::read_dir(folder("tests/cases")).expect("cases");
    let all: Vec<String> = files
        .map(|entry| fs::read_to_string(entry.expect("a file").path()).expect("a text"))
        .collect();
    let cases = all.iter().flat_map(|text| cases(text));
    kept.into_iter().chain(cases.map(|case| case.sql)).collect()
}

/// How many of them are refused; some must be, and some not, or nothing is looked at.
fn replay(target: &str, check: impl Fn(&str) -> bool) {
    let texts = texts(target);
    let refused = texts.iter().filter(|text| check(text)).count();
    eprintln!("{target}: {} texts, {refused} refused", texts.len());
    assert!(refused > 0 && refused < texts.len());
}

#[test]
fn promises_hold_of_what_was_found_for_postgres() {
    let world = World::new(Dialect::Postgres);
    replay("postgres", |text| world.check(text));
}

#[test]
fn promises_hold_of_what_was_found_for_sqlite() {
    let world = World::new(Dialect::Sqlite);
    replay("sqlite", |text| world.check(text));
}

#[test]
fn promises_hold_of_what_was_found_for_mysql() {
    let world = World::new(Dialect::Mysql);
    replay("mysql", |text| world.check(text));
}

#[test]
fn promises_hold_of_what_was_found_for_snowflake() {
    let world = World::new(Dialect::Snowflake);
    replay("snowflake", |text| world.check(text));
}

#[test]
fn promises_hold_of_what_was_found_for_the_prescan() {
    replay("prescan", check_prescan);
}
