//! The lists held against what real servers have (`scripts/read-server-lists`) and against the review.

use std::collections::BTreeSet;

use plainquery_core::Dialect;

use super::{Kind, find, find_table, names, table_names};

const FUNCTIONS: &str = include_str!("../../tests/candidates/functions.txt");
const REVIEW: &str = include_str!("../../tests/candidates/review.txt");

/// Why something is refused.
const CLASSES: &[&str] = &[
    "giant-value",
    "internal",
    "not-needed",
    "reads-server",
    "runs-text",
    "session",
    "type-not-read",
    "written-as-cast",
    "written-as-operator",
];
/// The only functions that may yield another value each time.
const VOLATILE: &[&str] = &["clock_timestamp()", "gen_random_uuid()", "random()"];
/// Types whose values stand for something that the server keeps, or for its own parts.
const OF_THE_SERVER: &[&str] = &[
    "internal",
    "cstring",
    "xid",
    "xid8",
    "tid",
    "cid",
    "refcursor",
    "aclitem",
    "pg_lsn",
    "regclass",
    "regproc",
    "regprocedure",
    "regtype",
    "regrole",
    "regnamespace",
    "regoper",
    "regoperator",
    "regcollation",
    "regdictionary",
    "name",
];

/// A function of a server.
struct Candidate {
    signature: &'static str,
    name: &'static str,
    arguments: Vec<&'static str>,
    result: &'static str,
    flags: &'static str,
}

impl Candidate {
    fn is_aggregate(&self) -> bool {
        self.flags.starts_with('a')
    }

    fn is_of_rows(&self) -> bool {
        self.flags.contains('R')
    }

    /// How many of its last arguments may be left out.
    fn defaults(&self) -> usize {
        let count = self.flags.split('d').nth(1);
        count.and_then(|count| count.parse().ok()).unwrap_or(0)
    }

    fn is_variadic(&self) -> bool {
        self.arguments
            .last()
            .is_some_and(|last| last.starts_with("variadic "))
    }

    /// Whether a call with so many arguments may mean it.
    fn takes(&self, low: usize, high: usize) -> bool {
        let most = self.arguments.len();
        let least = most - self.defaults().min(most);
        (least..=most).any(|count| (low..=high).contains(&count))
            || (self.is_variadic() && high >= most)
    }
}

fn candidates() -> Vec<Candidate> {
    FUNCTIONS
        .lines()
        .map(|line| {
            let fields: Vec<&str> = line.split('\t').collect();
            let [_, signature, result, flags] = fields.as_slice() else {
                panic!("{line}");
            };
            let (name, rest) = signature.split_once('(').expect("arguments");
            let inside = rest.strip_suffix(')').expect("an end");
            Candidate {
                signature,
                name,
                arguments: inside.split(',').filter(|one| !one.is_empty()).collect(),
                result,
                flags,
            }
        })
        .collect()
}

/// The lines of a review: the verdict and what follows.
fn lines(review: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    review
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| line.split_once(' ').expect("a verdict and a name"))
}

/// What the review admits, with its verdict.
fn admitted() -> Vec<(&'static str, &'static str)> {
    lines(REVIEW)
        .filter(|(verdict, _)| verdict.starts_with("admit"))
        .collect()
}

/// Whether a pattern with `*` for anything and `?` for a character fits.
fn fits(pattern: &[u8], text: &[u8]) -> bool {
    match (pattern.split_first(), text.split_first()) {
        (None, None) => true,
        (Some((b'*', rest)), _) => (0..=text.len()).any(|skipped| fits(rest, &text[skipped..])),
        (Some((b'?', rest)), Some((_, text))) => fits(rest, text),
        (Some((wanted, rest)), Some((found, text))) => wanted == found && fits(rest, text),
        _ => false,
    }
}

fn is_refused_by(rule: &str, candidate: &Candidate) -> bool {
    let fits = |pattern: &str, text: &str| fits(pattern.as_bytes(), text.as_bytes());
    if let Some(pattern) = rule.strip_prefix("args ") {
        return candidate.arguments.iter().any(|argument| {
            fits(
                pattern,
                argument.strip_prefix("variadic ").unwrap_or(argument),
            )
        });
    }
    match rule.strip_prefix("result ") {
        Some(pattern) => fits(pattern, candidate.result),
        None => fits(rule, candidate.signature),
    }
}

#[test]
fn every_function_of_the_servers_is_admitted_or_refused_by_a_class() {
    let admitted: BTreeSet<&str> = admitted().into_iter().map(|(_, name)| name).collect();
    let rules: Vec<(&str, &str)> = lines(REVIEW)
        .filter(|(verdict, _)| *verdict == "refuse")
        .map(|(_, rule)| rule.split_once(' ').expect("a class"))
        .collect();
    let mut unused: BTreeSet<&str> = rules.iter().map(|(_, rule)| *rule).collect();
    let mut missing = Vec::new();
    for candidate in candidates() {
        if admitted.contains(candidate.signature) {
            continue;
        }
        match rules
            .iter()
            .find(|(_, rule)| is_refused_by(rule, &candidate))
        {
            Some((class, rule)) => {
                assert!(CLASSES.contains(class), "{class}");
                unused.remove(rule);
            }
            None => missing.push(candidate.signature),
        }
    }
    assert!(missing.is_empty(), "not reviewed: {missing:#?}");
    assert!(unused.is_empty(), "rules that refuse nothing: {unused:#?}");
}

#[test]
fn what_the_review_admits_is_there_and_harmless() {
    let candidates = candidates();
    let mut seen = BTreeSet::new();
    for (verdict, signature) in admitted() {
        assert!(seen.insert(signature), "{signature} stands twice");
        let found: Vec<&Candidate> = candidates
            .iter()
            .filter(|candidate| candidate.signature == signature)
            .collect();
        assert!(!found.is_empty(), "{signature} is on no server");
        for candidate in found {
            let volatility = candidate.flags.as_bytes()[1];
            let wanted = match volatility {
                // A later server may find less to depend on.
                b'i' => verdict != "admit-volatile",
                b's' => verdict.ends_with("-stable"),
                _ => verdict == "admit-volatile" && VOLATILE.contains(&signature),
            };
            assert!(
                wanted,
                "{signature} is not as {verdict} says: {}",
                candidate.flags
            );
            assert_eq!(
                candidate.is_of_rows(),
                verdict.starts_with("admit-rows"),
                "{signature}"
            );
            let orders = ["min", "max"].contains(&candidate.name);
            let is_of_server = |type_name: &str| {
                OF_THE_SERVER.contains(&type_name.trim_end_matches("[]")) && !orders
            };
            assert!(
                !candidate.arguments.iter().any(|one| is_of_server(one))
                    && !is_of_server(candidate.result),
                "{signature}"
            );
        }
    }
}

/// The lists of the validator and the review say the same, by names and by numbers of arguments.
#[test]
fn the_lists_are_what_the_review_admits() {
    let candidates = candidates();
    let reviewed = admitted();
    let grammar: BTreeSet<&str> = lines(REVIEW)
        .filter(|(verdict, _)| *verdict == "grammar")
        .map(|(_, name)| name)
        .collect();
    // Written with words, and made by the validator itself.
    let by_words = BTreeSet::from(["substring"]);
    for (verdict, signature) in &reviewed {
        let (name, _) = signature.split_once('(').expect("arguments");
        let known = if verdict.starts_with("admit-rows") {
            find_table(name, Dialect::Postgres).is_some()
        } else {
            find(name, Dialect::Postgres).is_some() || by_words.contains(name)
        };
        assert!(known, "{signature} is admitted by the review alone");
    }
    for name in names(Dialect::Postgres) {
        if grammar.contains(name) {
            assert!(candidates.iter().all(|one| one.name != name), "{name}");
            continue;
        }
        let entry = find(name, Dialect::Postgres).expect("an entry");
        // Of ordered sets, the value that is ordered counts too.
        let more = usize::from(entry.kind == Kind::OrderedSet);
        let (low, high) = (entry.min_arguments + more, entry.max_arguments + more);
        let mut has_one = false;
        for candidate in candidates.iter().filter(|one| one.name == name) {
            let is_admitted = reviewed
                .iter()
                .any(|(_, signature)| *signature == candidate.signature);
            let is_its_kind = candidate.is_aggregate()
                == matches!(entry.kind, Kind::Aggregate | Kind::OrderedSet);
            let can_be_called = candidate.takes(low, high) && is_its_kind;
            has_one |= is_admitted && can_be_called;
            if can_be_called && !candidate.is_of_rows() && !is_admitted {
                assert!(
                    PINNED.contains(&candidate.signature),
                    "{} can be called, and the review does not admit it",
                    candidate.signature
                );
            }
        }
        assert!(
            has_one,
            "no server has {name} with {low} to {high} arguments"
        );
    }
    for name in table_names(Dialect::Postgres) {
        let entry = find_table(name, Dialect::Postgres).expect("an entry");
        let (low, high) = (entry.min_arguments, entry.max_arguments);
        for candidate in candidates.iter().filter(|one| one.name == name) {
            let is_admitted = reviewed
                .iter()
                .any(|(_, signature)| *signature == candidate.signature);
            assert!(
                is_admitted || !candidate.takes(low, high),
                "{}",
                candidate.signature
            );
        }
    }
}

/// Signatures that a name and a number of arguments could mean, but that the validator does not print:
/// `age` of one value is given a timestamp, and text search a configuration that is a constant.
const PINNED: &[&str] = &[
    "age(xid)",
    "ts_headline(json,tsquery,text)",
    "ts_headline(jsonb,tsquery,text)",
    "ts_headline(text,tsquery,text)",
];
