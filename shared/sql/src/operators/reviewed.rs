//! The list held against the operators that real servers have (`scripts/read-server-lists`) and against
//! the review of each.

use std::collections::{BTreeMap, BTreeSet};

use super::{GROUPS, has_entry, is_admitted_before};
use crate::kinds::Kinds;
use crate::print::symbol;
use crate::tree::{BinaryOperator, UnaryOperator};

const OPERATORS: &str = include_str!("../../tests/candidates/operators.txt");
const FUNCTIONS: &str = include_str!("../../tests/candidates/functions.txt");
const REVIEW: &str = include_str!("../../tests/candidates/operators-review.txt");

/// Why something is refused.
const CLASSES: &[&str] = &[
    "internal",
    "not-needed",
    "reads-server",
    "runs-text",
    "session",
    "type-not-read",
    "written-as-function",
];
/// Classes of what must not run, whatever is known of the two sides.
const DANGEROUS: &[&str] = &["runs-text", "session"];

/// An operator of a server: its symbol with the types on its sides, the left one empty before a value.
type Signature = (&'static str, &'static str, &'static str);

/// The servers' operators, each with its result and its function.
fn candidates() -> BTreeMap<Signature, BTreeSet<(&'static str, &'static str)>> {
    let mut all: BTreeMap<Signature, BTreeSet<_>> = BTreeMap::new();
    for line in OPERATORS.lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let [_, operator, result, function] = fields.as_slice() else {
            panic!("{line}");
        };
        let is_sign = |word: &str| word.chars().all(|sign| "+-*/<>=~!@#%^&|`?".contains(sign));
        let sign = operator.split(' ').find(|word| is_sign(word));
        let sign = sign.expect("a symbol");
        let (left, right) = match operator.strip_prefix(sign) {
            Some(right) => ("", right.trim_start()),
            None => operator
                .split_once(&format!(" {sign} "))
                .expect("two sides"),
        };
        all.entry((left, sign, right))
            .or_default()
            .insert((*result, *function));
    }
    all
}

/// A line of the review.
struct Rule {
    verdict: &'static str,
    class: &'static str,
    symbols: Vec<&'static str>,
    left: Vec<&'static str>,
    right: Vec<&'static str>,
    line: &'static str,
}

impl Rule {
    fn fits(&self, (left, symbol, right): Signature) -> bool {
        let fits = |all: &[&str], one| all.contains(&"*") || all.contains(&one);
        fits(&self.symbols, symbol) && fits(&self.left, left) && fits(&self.right, right)
    }

    fn signatures(&self) -> Vec<Signature> {
        let mut all = Vec::new();
        for symbol in &self.symbols {
            for left in &self.left {
                for right in &self.right {
                    let right = if *right == "same" { left } else { right };
                    all.push((*left, *symbol, *right));
                }
            }
        }
        all
    }
}

fn rules() -> Vec<Rule> {
    let types = |list: &'static str| list.split(',').map(str::trim).collect();
    REVIEW
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
        .map(|line| {
            // Symbols hold bars too.
            let parts: Vec<&str> = line.rsplitn(3, '|').collect();
            let [right, left, head] = parts.as_slice() else {
                panic!("{line}");
            };
            let mut words = head.split_ascii_whitespace();
            let verdict = words.next().expect("a verdict");
            let class = match verdict {
                "refuse" => words.next().expect("a class"),
                _ => "",
            };
            Rule {
                verdict,
                class,
                symbols: words.collect(),
                left: types(left),
                right: types(right),
                line,
            }
        })
        .collect()
}

/// What the review admits, with its verdict.
fn admitted() -> BTreeMap<Signature, &'static str> {
    let mut all = BTreeMap::new();
    for rule in rules().iter().filter(|rule| rule.verdict != "refuse") {
        for signature in rule.signatures() {
            let before = all.insert(signature, rule.verdict);
            assert!(before.is_none(), "{signature:?} stands twice");
        }
    }
    all
}

/// The class that refuses an operator.
fn refused(rules: &[Rule], signature: Signature) -> Option<&Rule> {
    rules
        .iter()
        .find(|rule| rule.verdict == "refuse" && rule.fits(signature))
}

#[test]
fn every_operator_of_the_servers_is_admitted_or_refused_by_a_class() {
    let rules = rules();
    let admitted = admitted();
    let mut unused: BTreeSet<&str> = rules
        .iter()
        .filter(|rule| rule.verdict == "refuse")
        .map(|rule| rule.line)
        .collect();
    let mut missing = Vec::new();
    for (signature, meanings) in candidates() {
        assert_eq!(meanings.len(), 1, "{signature:?} differs between servers");
        match (
            admitted.contains_key(&signature),
            refused(&rules, signature),
        ) {
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
        let (left, _, right) = signature;
        let meanings = candidates.get(&signature);
        let (_, function) = meanings
            .and_then(BTreeSet::first)
            .unwrap_or_else(|| panic!("{signature:?} is on no server"));
        let name = function.strip_prefix("pg_catalog.").unwrap_or(function);
        let sides: Vec<&str> = [left, right]
            .into_iter()
            .filter(|side| !side.is_empty())
            .collect();
        let call = format!("{name}({})", sides.join(","));
        let flags: BTreeSet<&str> = FUNCTIONS
            .lines()
            .filter_map(|line| {
                let fields: Vec<&str> = line.split('\t').collect();
                (fields[1].replace("variadic ", "") == call).then_some(fields[3])
            })
            .collect();
        assert!(!flags.is_empty(), "{call} is on no server");
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

/// The kinds that a type of a signature stands for.
fn kinds(type_name: &str) -> Vec<Kinds> {
    match type_name {
        "anyarray" | "anycompatiblearray" => vec![Kinds::ARRAY],
        "anyenum" => vec![Kinds::ENUM],
        "anyrange" => vec![Kinds::RANGE],
        "anymultirange" => vec![Kinds::MULTIRANGE],
        "anyelement" | "anycompatible" => Kinds::READ.each().collect(),
        "anynonarray" => Kinds::READ.without(Kinds::ARRAY).each().collect(),
        name => vec![Kinds::of_type(name).unwrap_or_else(|| panic!("{name} has no kind"))],
    }
}

/// No symbol of its own: it is `=`.
fn is_not_distinct(operator: BinaryOperator) -> bool {
    matches!(
        operator,
        BinaryOperator::DistinctFrom | BinaryOperator::NotDistinctFrom
    )
}

/// The validator's list and the review say the same, in both directions.
#[test]
fn the_list_is_what_the_review_admits() {
    let admitted = admitted();
    let rules = rules();
    let mut reached = Vec::new();
    for (signature, _) in candidates() {
        let (left, sign, right) = signature;
        let is_admitted = admitted.contains_key(&signature);
        if left.is_empty() {
            let operator = match sign {
                "+" => UnaryOperator::Plus,
                "-" => UnaryOperator::Minus,
                "~" => UnaryOperator::BitNot,
                _ => {
                    assert!(!is_admitted, "{signature:?} is never printed");
                    continue;
                }
            };
            for kind in kinds(right) {
                assert_eq!(
                    is_admitted_before(operator, kind),
                    is_admitted,
                    "{signature:?}"
                );
            }
            continue;
        }
        let printed: Vec<BinaryOperator> = GROUPS
            .iter()
            .flat_map(|group| group.operators.iter().copied())
            .filter(|operator| symbol(*operator) == sign)
            .collect();
        assert!(
            !is_admitted || !printed.is_empty(),
            "{signature:?} is never printed"
        );
        for operator in printed {
            for left in kinds(left) {
                for right in kinds(right) {
                    let class = refused(&rules, signature).map(|rule| rule.class);
                    assert_eq!(
                        has_entry(operator, left, right) == Some(true),
                        is_admitted,
                        "{signature:?} {class:?}: {} {operator:?} {}",
                        left.names(),
                        right.names()
                    );
                    if is_admitted {
                        reached.push((operator, left, right));
                    }
                }
            }
        }
    }
    for group in GROUPS {
        for (left, right) in group.sides {
            for operator in group.operators {
                if is_not_distinct(*operator) {
                    continue;
                }
                let is_reached = reached.iter().any(|(one, one_left, one_right)| {
                    one == operator && left.meets(*one_left) && right.meets(*one_right)
                });
                assert!(
                    is_reached,
                    "no server has {} {operator:?} {}",
                    left.names(),
                    right.names()
                );
            }
        }
    }
}

/// What is dangerous is under a symbol whose sides are known for sure: the lowering makes them so.
#[test]
fn what_is_dangerous_is_never_meant_where_nothing_is_known() {
    let rules = rules();
    for (signature, _) in candidates() {
        let class = refused(&rules, signature).map(|rule| rule.class);
        if class.is_some_and(|class| DANGEROUS.contains(&class)) {
            assert!(["@@", "@?"].contains(&signature.1), "{signature:?}");
        }
    }
}
