//! The list held against the casts that real servers have (`scripts/read-server-lists`) and against the
//! review of each.

use std::collections::{BTreeMap, BTreeSet};

use plainquery_core::Dialect;

use super::{ADMITTED, is_admitted};
use crate::kinds::Kinds;
use crate::types;

const CASTS: &str = include_str!("../../tests/candidates/casts.txt");
const FUNCTIONS: &str = include_str!("../../tests/candidates/functions.txt");
const REVIEW: &str = include_str!("../../tests/candidates/casts-review.txt");

/// Why something is refused.
const CLASSES: &[&str] = &["reads-server", "runs-text", "type-not-read"];

type Signature = (&'static str, &'static str);

/// A cast of a server.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    signature: Signature,
    /// How and when: the last letter is `i` where the server makes it by itself.
    how: &'static str,
    /// The function that makes it; empty where none does.
    function: String,
}

fn candidates() -> BTreeSet<Candidate> {
    CASTS
        .lines()
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let [_, cast, how, function] = fields.as_slice() else {
                panic!("{line}");
            };
            let signature = cast.split_once(" > ").expect("two types");
            // Names that are keywords are quoted.
            let function = match function.strip_prefix('"') {
                Some(rest) => rest.replacen('"', "", 1),
                None => (*function).to_owned(),
            };
            Candidate {
                signature,
                how,
                function,
            }
        })
        .collect()
}

/// A line of the review.
struct Rule {
    verdict: &'static str,
    class: &'static str,
    from: Vec<&'static str>,
    to: Vec<&'static str>,
    line: &'static str,
}

impl Rule {
    fn fits(&self, (from, to): Signature) -> bool {
        let fits = |all: &[&str], one| all.contains(&"*") || all.contains(&one);
        fits(&self.from, from) && fits(&self.to, to)
    }
}

fn rules() -> Vec<Rule> {
    let types = |list: &'static str| list.split(',').map(str::trim).collect();
    REVIEW
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| {
            let (verdict, rest) = line.split_once(' ').expect("a verdict");
            let (class, rest) = match verdict {
                "refuse" => rest.split_once(' ').expect("a class"),
                _ => ("", rest),
            };
            let (from, to) = rest.split_once(" > ").expect("two sides");
            Rule {
                verdict,
                class,
                from: types(from),
                to: types(to),
                line,
            }
        })
        .collect()
}

/// What the review admits, with its verdict.
fn admitted() -> BTreeMap<Signature, &'static str> {
    let mut all = BTreeMap::new();
    for rule in rules().iter().filter(|rule| rule.verdict != "refuse") {
        for from in &rule.from {
            for to in &rule.to {
                let before = all.insert((*from, *to), rule.verdict);
                assert!(before.is_none(), "{from} > {to} stands twice");
            }
        }
    }
    all
}

#[test]
fn every_cast_of_the_servers_is_admitted_or_refused_by_a_class() {
    let rules = rules();
    let admitted = admitted();
    let mut unused: BTreeSet<&str> = rules
        .iter()
        .filter(|rule| rule.verdict == "refuse")
        .map(|rule| rule.line)
        .collect();
    let mut seen = BTreeSet::new();
    let mut missing = Vec::new();
    for candidate in candidates() {
        let signature = candidate.signature;
        assert!(
            seen.insert(signature),
            "{signature:?} differs between servers"
        );
        let refused = rules
            .iter()
            .find(|rule| rule.verdict == "refuse" && rule.fits(signature));
        match (admitted.contains_key(&signature), refused) {
            (true, None) => {}
            (true, Some(rule)) => panic!("{signature:?} is admitted, and refused by {}", rule.line),
            (false, Some(rule)) => {
                assert!(CLASSES.contains(&rule.class), "{}", rule.line);
                unused.remove(rule.line);
            }
            (false, None) => missing.push(signature),
        }
    }
    assert!(missing.is_empty(), "not reviewed: {missing:#?}");
    assert!(unused.is_empty(), "lines that refuse nothing: {unused:#?}");
}

#[test]
fn what_the_review_admits_is_there_and_harmless() {
    let candidates = candidates();
    for (signature, verdict) in admitted() {
        let found: Vec<&Candidate> = candidates
            .iter()
            .filter(|candidate| candidate.signature == signature)
            .collect();
        assert!(!found.is_empty(), "{signature:?} is on no server");
        for candidate in found.iter().filter(|found| !found.function.is_empty()) {
            let flags: BTreeSet<&str> = FUNCTIONS
                .lines()
                .filter_map(|line| {
                    let fields: Vec<&str> = line.split('\t').collect();
                    (fields[1] == candidate.function).then_some(fields[3])
                })
                .collect();
            assert!(!flags.is_empty(), "{} is on no server", candidate.function);
            for flags in flags {
                let wanted = match flags.as_bytes()[1] {
                    b'i' => verdict == "admit",
                    b's' => verdict == "admit-stable",
                    _ => false,
                };
                assert!(wanted, "{signature:?} is not as {verdict} says: {flags}");
            }
        }
    }
}

/// What the validator's list lets be written is what the review admits, and nothing that it refuses.
#[test]
fn the_list_is_what_the_review_admits() {
    let admitted = admitted();
    let mut checked = 0;
    for candidate in candidates() {
        let (from, to) = candidate.signature;
        if types::canonical_name(to, Dialect::Postgres).is_none() {
            continue;
        }
        let kinds = [from, to].map(|name| Kinds::of_type(name).expect("a kind"));
        assert_eq!(
            is_admitted(kinds[0], kinds[1]),
            admitted.contains_key(&candidate.signature),
            "{from} > {to}"
        );
        checked += 1;
    }
    assert!(checked > 50, "{checked}");
}

/// An entry is a cast of a server, stays within a kind, or is made by the text forms of two types.
#[test]
fn no_entry_is_of_another_making() {
    let candidates = candidates();
    for (from, to) in ADMITTED {
        let by_text = *from == Kinds::TEXT || *to == Kinds::TEXT;
        let on_a_server = candidates.iter().any(|candidate| {
            let kind = |name| Kinds::of_type(name).expect("a kind");
            from.meets(kind(candidate.signature.0)) && to.meets(kind(candidate.signature.1))
        });
        assert!(
            from == to || by_text || on_a_server,
            "no server casts {} to {}",
            from.names(),
            to.names()
        );
    }
}

/// Casts that the server makes by itself between types that an admitted query may hold are admitted,
/// and are known to the list of operators where they lead to another kind.
#[test]
fn what_the_server_casts_by_itself_is_admitted() {
    let admitted = admitted();
    let mut checked = 0;
    let implicit = candidates();
    for candidate in implicit.iter().filter(|one| one.how.ends_with('i')) {
        let (from, to) = candidate.signature;
        let [kind, result] = [from, to].map(|name| Kinds::of_type(name).expect("a kind"));
        if kind == Kinds::UNREAD || result == Kinds::UNREAD {
            assert!(
                !admitted.contains_key(&candidate.signature),
                "{from} > {to}"
            );
            continue;
        }
        checked += 1;
        assert!(admitted.contains_key(&candidate.signature), "{from} > {to}");
        assert!(kind.implicitly().meets(result), "{from} > {to}");
    }
    assert!(checked > 20, "{checked}");
}

/// Types that no text of ours may name: they read the server's catalogs, parse another language, or
/// are printed by the server's locale.
#[test]
fn no_cast_may_be_written_to_what_the_review_refuses() {
    for rule in rules().iter().filter(|rule| rule.class == "reads-server") {
        for name in rule.to.iter().filter(|name| **name != "*") {
            assert!(
                types::canonical_name(name, Dialect::Postgres).is_none(),
                "{name}"
            );
        }
    }
}
