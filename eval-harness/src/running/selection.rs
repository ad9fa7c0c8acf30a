//! Which questions of a dataset are asked.

use std::{
    collections::{BTreeMap, HashSet},
    fmt,
    str::FromStr,
};

use sha2::{Digest, Sha256};

use crate::dataset::{Dataset, Item};

/// A part of a run, for a matrix of machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// From 1.
    pub number: u32,
    /// How many there are.
    pub of: u32,
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parts = text
            .split_once('/')
            .and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        match parts {
            Some((number, of)) if (1..=of).contains(&number) => Ok(Self { number, of }),
            _ => Err("a shard is written i/n with i from 1 to n, such as 2/4".to_owned()),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.number, self.of)
    }
}

impl Shard {
    /// Whether a conversation belongs to it, by its first question's id: the same on every machine,
    /// whatever else is asked.
    fn holds(self, first_id: &str) -> bool {
        let hash = Sha256::digest(first_id.as_bytes());
        let mut start = [0; 8];
        start.copy_from_slice(&hash[..8]);
        u64::from_be_bytes(start) % u64::from(self.of) == u64::from(self.number - 1)
    }
}

/// What is wanted of a dataset; everything, by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Ids, tags and names of databases, any of which will do; empty means all.
    pub only: Vec<String>,
    /// The first so many questions of what `only` leaves.
    pub limit: Option<usize>,
}

impl Selection {
    /// Whether it leaves anything out.
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }

    /// The wanted questions with all that they follow, in the dataset's order.
    #[must_use]
    pub fn of(&self, mut dataset: Dataset) -> Dataset {
        let mut kept: HashSet<String> = HashSet::new();
        // From the end, for a question comes after the one that it follows.
        for item in dataset.items.iter().rev() {
            if self.wants(item) || kept.contains(&item.id) {
                kept.insert(item.id.clone());
                kept.extend(item.follows.clone());
            }
        }
        dataset.retain(|item| kept.contains(&item.id));
        if let Some(limit) = self.limit {
            dataset.items.truncate(limit);
            dataset.places.truncate(limit);
        }
        dataset
    }

    fn wants(&self, item: &Item) -> bool {
        self.only.is_empty()
            || self
                .only
                .iter()
                .any(|name| *name == item.id || *name == item.database || item.tags.contains(name))
    }
}

/// The conversations of a dataset that belong to a shard, each by the positions of its questions.
pub(super) fn conversations(dataset: &Dataset, shard: Option<Shard>) -> Vec<Vec<usize>> {
    let mut conversations = dataset.conversations();
    if let Some(shard) = shard {
        conversations.retain(|turns| {
            let first = turns.first().and_then(|&first| dataset.items.get(first));
            first.is_some_and(|first| shard.holds(&first.id))
        });
    }
    conversations
}

/// How many questions are asked, without those that are left out.
pub fn asked_items(
    dataset: &Dataset,
    shard: Option<Shard>,
    left_out: &BTreeMap<String, String>,
) -> usize {
    conversations(dataset, shard)
        .iter()
        .flatten()
        .filter_map(|&position| dataset.items.get(position))
        .filter(|item| !left_out.contains_key(&item.id))
        .count()
}

#[cfg(test)]
mod tests {
    use crate::dataset::Expectation;

    use super::*;

    fn dataset(items: &[(&str, Option<&str>, &str)]) -> Dataset {
        let item = |(id, follows, database): &(&str, Option<&str>, &str)| Item {
            id: (*id).into(),
            database: (*database).into(),
            question: "How many?".into(),
            follows: follows.map(Into::into),
            expectation: Expectation::Sql {
                gold: vec!["SELECT 1".into()],
                is_ordered: None,
            },
            hardness: None,
            tags: vec![format!("tag-{id}")],
            evidence: None,
            role: None,
            tenant: None,
            forbidden_values: Vec::new(),
        };
        Dataset {
            items: items.iter().map(item).collect(),
            ..Dataset::default()
        }
    }

    fn kept(only: &[&str], limit: Option<usize>) -> Vec<String> {
        let selection = Selection {
            only: only.iter().map(|name| (*name).to_owned()).collect(),
            limit,
        };
        let dataset = dataset(&[
            ("a", None, "x"),
            ("b", None, "y"),
            ("a2", Some("a"), "x"),
            ("a3", Some("a2"), "x"),
            ("c", None, "y"),
        ]);
        let kept = selection.of(dataset).items;
        kept.into_iter().map(|item| item.id).collect()
    }

    #[test]
    fn what_is_followed_comes_along() {
        assert_eq!(kept(&[], None), ["a", "b", "a2", "a3", "c"]);
        assert_eq!(kept(&["a3"], None), ["a", "a2", "a3"]);
        assert_eq!(kept(&["tag-b", "a"], None), ["a", "b"]);
        assert_eq!(kept(&["y"], None), ["b", "c"]);
        assert_eq!(kept(&["y"], Some(1)), ["b"]);
        assert_eq!(kept(&["nothing"], None), [] as [&str; 0]);
    }

    #[test]
    fn shards_are_apart_and_together_everything() {
        let names: Vec<String> = (0..200).map(|number| format!("q{number}")).collect();
        let mut items: Vec<(&str, Option<&str>, &str)> = names
            .iter()
            .map(|name| (name.as_str(), None, "x"))
            .collect();
        items.push(("follow", Some("q7"), "x"));
        let dataset = dataset(&items);
        let mut all = Vec::new();
        for number in 1..=3 {
            let part = conversations(&dataset, Some(Shard { number, of: 3 }));
            assert!(part.len() > 40, "{}", part.len());
            all.extend(part);
        }
        all.sort();
        assert_eq!(all, conversations(&dataset, None));
        assert!(all.contains(&vec![7, 200]));
    }

    #[test]
    fn a_shard_is_written_as_a_fraction() {
        assert_eq!("2/4".parse(), Ok(Shard { number: 2, of: 4 }));
        assert_eq!(Shard { number: 2, of: 4 }.to_string(), "2/4");
        for text in ["0/4", "5/4", "1", "a/b", "1/0", "-1/2"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
