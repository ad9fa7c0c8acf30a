//! Trees and texts that nobody wrote.
//!
//! `PLAINQUERY_PRINTED_TREE_SEED` chooses others, and `PLAINQUERY_PRINTED_TREE_CASES` how many.

use std::env;
use std::fmt::Write as _;

use plainquery_core::Dialect;
use plainquery_printed_tree::compare;
use plainquery_sql::{Policy, print};

use crate::generation::generated;
use crate::mutation::{mutated, tokens};
use crate::policies::{masks, rows, with_owners};
use crate::random::Random;
use crate::run::{Count, with_deep_stack};
use crate::trees::Trees;
use crate::{corpora, support};

const SEED: u64 = 20_261_126;
const CASES: usize = 4_000;
/// How deep trees are, in queries and in values.
const DEPTH: usize = 3;
/// Of a hundred texts, the fewest that are accepted: with less, next to nothing is compared.
const MIN_ACCEPTED_PERCENT: usize = 10;

fn number(variable: &str) -> Option<u64> {
    env::var(variable).ok()?.parse().ok()
}

pub(crate) fn seed() -> u64 {
    number("PLAINQUERY_PRINTED_TREE_SEED").unwrap_or(SEED)
}

pub(crate) fn cases() -> usize {
    let asked = number("PLAINQUERY_PRINTED_TREE_CASES");
    asked
        .and_then(|cases| cases.try_into().ok())
        .unwrap_or(CASES)
}

#[test]
fn trees_of_every_node() {
    with_deep_stack(|| {
        let mut random = Random(seed());
        let mut mismatches = String::new();
        let mut bytes = 0;
        for _ in 0..cases() {
            let query = Trees::new(&mut random).query(DEPTH);
            let text = print(&query, Dialect::Postgres);
            bytes += text.len();
            if let Err(why) = compare(&query, &text) {
                let _ = writeln!(mismatches, "{why}\n{text}\n");
            }
        }
        println!(
            "printed tree: {} trees at random, seed {}, {bytes} bytes of SQL",
            cases(),
            seed()
        );
        assert!(mismatches.is_empty(), "{mismatches}");
    });
}

#[test]
fn texts_of_a_grammar_and_of_other_texts() {
    with_deep_stack(|| {
        let catalog = with_owners(&support::catalog(Dialect::Postgres));
        let policies = [Policy::default(), rows(&catalog), masks(&catalog)];
        let bases: Vec<_> = corpora::admitted().iter().map(|sql| tokens(sql)).collect();
        let mut random = Random(seed());
        let mut count = Count::default();
        for number in 0..cases() {
            let sql = match number % 2 {
                0 => mutated(&mut random, &bases),
                _ => generated(&mut random, 2),
            };
            let policy = &policies[random.below(policies.len())];
            count.ask("made", &sql, &catalog, policy);
        }
        println!(
            "printed tree: {}",
            count.line(&format!("texts at random, seed {}", seed()))
        );
        assert!(count.mismatches.is_empty(), "{}", count.mismatches);
        assert!(count.accepted * 100 >= count.asked * MIN_ACCEPTED_PERCENT);
    });
}
