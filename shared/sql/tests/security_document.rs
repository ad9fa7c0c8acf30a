//! `docs/SECURITY.md` names every rule and every warning, and its examples are refused as it says.

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use plainquery_core::Dialect;
use plainquery_sql::{LintId, RuleId};
use support::fuzzed::World;

const DOCUMENT: &str = include_str!("../../../docs/SECURITY.md");

/// The rows of the tables after a heading, whose first cell is a label: the label and the last cell.
fn rows(heading: &str) -> BTreeMap<&'static str, &'static str> {
    let (_, part) = DOCUMENT.split_once(heading).expect("the heading");
    let part = part.split("\n## ").next().expect("a part");
    part.lines()
        .filter_map(|line| line.strip_prefix("| `")?.split_once("` | "))
        .map(|(label, rest)| {
            let (_, example) = rest.split_once(" | ").expect("three cells");
            (label, example.trim_end_matches(" |"))
        })
        .collect()
}

#[test]
fn every_rule_has_an_example_that_it_refuses() {
    let rows = rows("\n## Rules\n");
    assert_eq!(rows.len(), RuleId::ALL.len());
    let world = World::new(Dialect::Postgres);
    let (mut shown, mut wrong) = (0, String::new());
    for rule in RuleId::ALL {
        let example = rows.get(rule.label()).copied().unwrap_or_default();
        assert!(!example.is_empty(), "{} is missing", rule.label());
        let Some(sql) = example
            .strip_prefix('`')
            .and_then(|rest| rest.strip_suffix('`'))
            .filter(|sql| !sql.contains('`'))
        else {
            continue;
        };
        shown += 1;
        let found = world.refusals(sql);
        if !found.contains(rule) {
            let _ = writeln!(wrong, "{}: {sql}: {found:?}", rule.label());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(shown >= 50, "{shown}");
}

#[test]
fn every_warning_is_named() {
    let rows = rows("\n## Warnings\n");
    let labels: Vec<&str> = LintId::ALL.iter().map(|lint| lint.label()).collect();
    assert_eq!(rows.len(), labels.len());
    for label in labels {
        assert!(rows.contains_key(label), "{label} is missing");
    }
}
