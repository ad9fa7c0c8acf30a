//! What each rule and each entry of the reviewed lists is good for: with any one rule switched off at
//! least three attacks of the corpus are admitted, with any one entry hidden a query of the allowed ones
//! is refused. What does not keep to that stands in the lists below, with its reason.
//!
//! `cargo test -p plainquery-sql --features mutation --test mutation -- --nocapture`

#![allow(
    clippy::print_stdout,
    reason = "the figures are for people and for scripts"
)]

#[path = "corpus/file.rs"]
mod file;
#[path = "corpus/fixtures.rs"]
mod fixtures;
mod support;

use std::collections::{BTreeMap, BTreeSet};

use file::Case;
use fixtures::{Fixture, fixtures};
use plainquery_core::Dialect;
use plainquery_sql::mutation::{List, entries, entries_asked, without_entry, without_rule};
use plainquery_sql::{RuleId, validate};

const WANTED: usize = 3;

/// Rules that others back: with the rule switched off, its attacks are refused by one of those, all but
/// the number before them. (`SQLite` reads a name in double quotes that names nothing as a text: what
/// then gets through shows that text and nothing else.)
const BACKED: &[(RuleId, usize, &[RuleId], &str)] = &[
    (RuleId::EmptyStatement, 0, &[RuleId::Syntax], READER),
    (RuleId::SeveralStatements, 0, &[RuleId::Syntax], READER),
    (RuleId::WriteStatement, 0, FIRST_WORD, READER),
    (RuleId::SchemaChange, 0, FIRST_WORD, READER),
    (RuleId::TransactionControl, 0, FIRST_WORD, READER),
    (RuleId::SessionSetting, 0, FIRST_WORD, READER),
    (RuleId::CopyData, 0, FIRST_WORD, READER),
    (RuleId::ProceduralCode, 0, FIRST_WORD, READER),
    (RuleId::LockTable, 0, FIRST_WORD, READER),
    (RuleId::Notification, 0, FIRST_WORD, READER),
    (RuleId::Maintenance, 0, FIRST_WORD, READER),
    (RuleId::ShowStatement, 0, FIRST_WORD, READER),
    (RuleId::ExplainStatement, 0, FIRST_WORD, READER),
    (
        RuleId::ColumnNotPermitted,
        2,
        &[RuleId::UnknownColumn],
        "names bind to what the policy shows, so a denied column is unknown all the same",
    ),
    (
        RuleId::PolicedSystemColumn,
        1,
        &[RuleId::UnknownColumn],
        "names bind to what the policy shows, and no catalog lists a system column",
    ),
];

const FIRST_WORD: &[RuleId] = &[
    RuleId::Syntax,
    RuleId::WriteInQuery,
    RuleId::SeveralStatements,
    RuleId::UnsupportedClause,
];
const READER: &str = "the reader knows one query alone and refuses what is none";

/// Rules that cannot be switched off.
const NOT_SWITCHABLE: &[(RuleId, &str)] = &[(
    RuleId::Syntax,
    "there is no tree to go on with where the text cannot be read",
)];

/// Entries that no allowed query needs.
const UNUSED: &[(Dialect, List, &str, &str)] = &[];

/// Operators between two values, as they are written.
const OPERATORS: &[&str] = &[
    "+", "-", "*", "/", "%", "||", ">", "<", ">=", "<=", "=", "<>", "AND", "OR", "->", "->>", "@@",
    "&", "|", "#", "<<", ">>", "OVERLAPS", "^@", "?|", "?&", "^", "~~", "~~*", "!~~", "!~~*", "~",
    "~*", "!~", "!~*", "#>", "#>>", "@>", "<@", "&&", "?",
];
const SQLITE_OPERATORS: &[&str] = &[
    "+", "-", "*", "/", "%", "||", ">", "<", ">=", "<=", "=", "<>", "AND", "OR", "->", "->>", "&",
    "|", "<<", ">>", "GLOB",
];

const SNOWFLAKE_OPERATORS: &[&str] = &[
    "+", "-", "*", "/", "%", "||", ">", "<", ">=", "<=", "=", "<>", "AND", "OR",
];

struct Corpus {
    fixtures: Vec<Fixture>,
}

impl Corpus {
    fn fixture(&self, case: &Case) -> &Fixture {
        self.fixtures
            .iter()
            .find(|fixture| fixture.name == case.catalog)
            .expect("a catalog")
    }

    /// The rules that refuse a case; `None` where it is admitted.
    fn refusals(&self, case: &Case) -> Option<Vec<RuleId>> {
        let Fixture {
            catalog, policy, ..
        } = self.fixture(case);
        let why = validate(&case.sql, catalog, policy).err()?;
        Some(why.iter().map(|reason| reason.rule).collect())
    }
}

/// What is nested too deeply needs a deep stack where the rule against it is switched off.
fn with_deep_stack(run: fn()) {
    let thread = std::thread::Builder::new().stack_size(256 << 20).spawn(run);
    thread.expect("a thread").join().expect("no panic");
}

#[test]
fn each_rule_stops_attacks_that_nothing_else_stops() {
    with_deep_stack(each_rule);
}

fn each_rule() {
    let corpus = Corpus {
        fixtures: fixtures(),
    };
    let attacks = file::read("attacks");
    let mut problems = Vec::new();
    let (mut holding, mut backed) = (0, 0);
    for rule in RuleId::ALL.iter().copied() {
        if NOT_SWITCHABLE.iter().any(|(known, _)| *known == rule) {
            continue;
        }
        let own: Vec<&Case> = attacks
            .iter()
            .filter(|case| case.rule.as_deref() == Some(rule.label()))
            .collect();
        let mut through = 0;
        let mut others: BTreeMap<RuleId, &Case> = BTreeMap::new();
        for case in &own {
            match without_rule(rule, || corpus.refusals(case)) {
                None => through += 1,
                Some(why) => others.extend(why.into_iter().map(|other| (other, *case))),
            }
        }
        println!(
            "  {}: {} attacks, {through} get through without it",
            rule.label(),
            own.len()
        );
        let seen: Vec<String> = others
            .iter()
            .map(|(rule, case)| format!("{} ({})", rule.label(), case.place()))
            .collect();
        match BACKED.iter().find(|(known, ..)| *known == rule) {
            Some((_, as_text, by, reason)) => {
                backed += 1;
                let is_backed = through == *as_text && own.len() >= WANTED;
                if !is_backed || others.keys().any(|other| !by.contains(other)) {
                    problems.push(format!(
                        "{}: not backed as said ({reason}): {through} of {} get through, the others by {seen:?}",
                        rule.label(),
                        own.len()
                    ));
                }
            }
            None if through >= WANTED => holding += 1,
            None => problems.push(format!(
                "{}: {through} of {} attacks get through without it; others refuse: {seen:?}",
                rule.label(),
                own.len()
            )),
        }
    }
    println!(
        "mutation: of {} rules {holding} alone stop {WANTED} attacks or more, {backed} are backed by others, {} cannot be switched off",
        RuleId::ALL.len(),
        NOT_SWITCHABLE.len()
    );
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn each_entry_is_needed() {
    let corpus = Corpus {
        fixtures: fixtures(),
    };
    let allowed = file::read("allowed");
    let mut problems = Vec::new();
    let mut needed = 0;
    for dialect in [Dialect::Postgres, Dialect::Sqlite, Dialect::Snowflake] {
        let mut asked: BTreeMap<(List, String), Vec<&Case>> = BTreeMap::new();
        let cases = allowed
            .iter()
            .filter(|case| corpus.fixture(case).catalog.dialect == dialect);
        for case in cases {
            let (_, found) = entries_asked(|| corpus.refusals(case));
            for entry in found {
                asked.entry(entry).or_default().push(case);
            }
        }
        let operators = match dialect {
            Dialect::Postgres => OPERATORS,
            Dialect::Sqlite => SQLITE_OPERATORS,
            Dialect::Snowflake => SNOWFLAKE_OPERATORS,
            Dialect::Mysql => continue,
        };
        let operators = operators
            .iter()
            .map(|name| (List::Operator, (*name).to_owned()));
        let every: BTreeSet<(List, String)> =
            entries(dialect).into_iter().chain(operators).collect();
        for entry in asked.keys().filter(|(list, _)| *list == List::Operator) {
            if !every.contains(entry) {
                problems.push(format!("{dialect:?}: {entry:?} is admitted and not listed"));
            }
        }
        for (list, name) in every {
            let cases = asked.get(&(list, name.clone()));
            let breaks = cases
                .into_iter()
                .flatten()
                .any(|case| without_entry(list, &name, || corpus.refusals(case)).is_some());
            let excused = UNUSED
                .iter()
                .any(|known| (known.0, known.1, known.2) == (dialect, list, name.as_str()));
            needed += usize::from(breaks);
            if breaks == excused {
                problems.push(format!(
                    "{dialect:?} {list:?} {name}: needed {breaks}, excused {excused}"
                ));
            }
        }
    }
    println!(
        "mutation: {needed} entries of the reviewed lists are needed by an allowed query, {} are excused",
        UNUSED.len()
    );
    assert!(
        problems.is_empty(),
        "{} entries:\n{}",
        problems.len(),
        problems.join("\n")
    );
}
