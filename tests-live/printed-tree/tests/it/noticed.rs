//! The comparison notices what is changed: a text that is not what was printed, a tree that is not what was
//! meant.
//!
//! Whether a changed text says something else at all is told by the parser's trees of both texts, as they
//! show themselves: no part of the normal form has a say in it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use plainquery_core::Dialect;
use plainquery_printed_tree::compare;
use plainquery_sql::tree::Query;
use plainquery_sql::{Policy, print, validate};

use crate::generated::{cases, seed};
use crate::policies::{masks, with_owners};
use crate::random::Random;
use crate::run::with_deep_stack;
use crate::trees::Trees;
use crate::{corpora, support, text_changes, tree_changes};

/// Trees of the corpus, rewritten by a policy and not, and trees at random.
fn trees(random: &mut Random) -> Vec<Query> {
    let catalog = with_owners(&support::catalog(Dialect::Postgres));
    let mut trees = Vec::new();
    for policy in [Policy::default(), masks(&catalog)] {
        trees.extend(corpora::admitted().iter().filter_map(|sql| {
            let query = validate(sql, &catalog, &policy).ok()?;
            Some(query.printed_tree().clone())
        }));
    }
    let made = trees.len();
    trees.extend((0..made).map(|_| Trees::new(random).query(2)));
    trees
}

/// Changes by their names: all of them, and those that were noticed.
#[derive(Default)]
struct Noticed {
    by_change: BTreeMap<&'static str, (usize, usize)>,
    unnoticed: String,
}

impl Noticed {
    fn add(&mut self, change: &'static str, is_noticed: bool, shown: impl FnOnce() -> String) {
        let (noticed, all) = self.by_change.entry(change).or_default();
        *all += 1;
        *noticed += usize::from(is_noticed);
        if !is_noticed {
            let _ = writeln!(self.unnoticed, "{change}: {}\n", shown());
        }
    }

    fn check(&self, what: &str, fewest: usize) {
        let mut all = (0, 0);
        for (change, (noticed, made)) in &self.by_change {
            println!("  {what}, {change}: {noticed} of {made} noticed");
            all = (all.0 + noticed, all.1 + made);
        }
        println!(
            "printed tree: {what}, seed {}: {} of {} changes noticed",
            seed(),
            all.0,
            all.1
        );
        assert!(self.unnoticed.is_empty(), "{}", self.unnoticed);
        assert!(all.1 >= fewest, "only {} changes", all.1);
    }
}

/// What a text says, as the parser's tree shows itself, without where it says it; `None` where it is no SQL.
fn shown(text: &str) -> Option<String> {
    let parsed = pg_query::parse(text, pg_query::ParserOptions::default()).ok()?;
    let whole = format!("{:?}", parsed.protobuf);
    let mut shown = String::with_capacity(whole.len());
    let mut rest = whole.as_str();
    while let Some((at, position)) = POSITIONS
        .iter()
        .filter_map(|field| Some((rest.find(field)?, field)))
        .min()
    {
        let after = at + position.len();
        shown.push_str(&rest[..after]);
        rest = rest[after..].trim_start_matches(|sign: char| sign == '-' || sign.is_ascii_digit());
    }
    Some(shown + rest)
}

/// Fields of the parser's tree that say where something stands.
const POSITIONS: &[&str] = &["location: ", "_start: ", "_end: ", "stmt_len: "];

#[test]
fn changes_of_texts() {
    with_deep_stack(|| {
        let mut random = Random(seed());
        let trees = trees(&mut random);
        let mut noticed = Noticed::default();
        let mut not_sql = 0;
        let mut made = 0;
        while made < cases() {
            let tree = &trees[random.below(trees.len())];
            let text = print(tree, Dialect::Postgres);
            let tokens = pg_query::scan_tokens(&text).expect("tokens");
            let Some((change, other)) = text_changes::changed(&text, &tokens, &mut random) else {
                continue;
            };
            made += 1;
            let Some(says) = shown(&other) else {
                assert!(compare(tree, &other).is_err(), "{other}");
                not_sql += 1;
                continue;
            };
            // A comment is no part of what a text says, and must not be there.
            if change == "something added" || shown(&text).as_ref() != Some(&says) {
                noticed.add(change, compare(tree, &other).is_err(), || {
                    format!("{text}\n  as\n{other}")
                });
            }
        }
        println!("  of {made} changed texts {not_sql} are no SQL");
        noticed.check("changed texts", cases() / 8);
    });
}

#[test]
fn changes_of_trees() {
    with_deep_stack(|| {
        let mut random = Random(seed());
        let trees = trees(&mut random);
        let mut noticed = Noticed::default();
        for _ in 0..cases() {
            let tree = &trees[random.below(trees.len())];
            let text = print(tree, Dialect::Postgres);
            let place = random.below(tree_changes::places(tree));
            let (change, other) = tree_changes::changed(tree, place).expect("a place");
            noticed.add(change, compare(&other, &text).is_err(), || {
                format!("{text}\n  for {other:?}")
            });
        }
        noticed.check("changed trees", cases());
    });
}
