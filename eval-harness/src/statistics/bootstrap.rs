//! How sure a difference of accuracy is, by resampling questions with their databases.
//!
//! Questions about one database share its names and its traps, so they are not independent, and an
//! interval that treats them so is too narrow. Whole databases are drawn, with replacement, as many as
//! there are (Davison and Hinkley 1997, section 3.8; Cameron, Gelbach and Miller 2008).

use super::{Interval, mean, quantile, random::SplitMix64};

/// Below so many databases questions are drawn within each drawn database too. Few databases say little
/// about how databases differ, and whole ones alone give intervals that are too narrow; one database
/// would give none at all.
pub const LEAST_CLUSTERS: usize = 20;

/// What is drawn, and how often.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize)]
pub struct Resampling {
    /// The generator's seed ([`SplitMix64`]).
    pub seed: u64,
    /// How many resamples.
    pub resamples: usize,
}

impl Default for Resampling {
    fn default() -> Self {
        Self {
            seed: 20_240_229,
            resamples: 10_000,
        }
    }
}

/// The distribution of a mean difference over resamples.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bootstrap {
    /// The mean difference of the questions themselves.
    pub observed: f64,
    /// That of each resample, ascending.
    pub sorted: Vec<f64>,
    /// How many databases there are.
    pub clusters: usize,
    /// Whether questions were drawn within databases too.
    pub is_two_stage: bool,
}

/// Differences (second run less first, from −1 to 1) by database; no database is empty.
pub fn bootstrap(clusters: &[Vec<f64>], resampling: Resampling) -> Bootstrap {
    let all: Vec<f64> = clusters.iter().flatten().copied().collect();
    let mut sorted: Vec<f64> = resamples(clusters, resampling)
        .map(|drawn| {
            let (sum, count) = drawn
                .iter()
                .fold((0.0, 0), |(sum, count), &(cluster, item)| match item {
                    Some(item) => (sum + clusters[cluster][item], count + 1),
                    None => (
                        sum + clusters[cluster].iter().sum::<f64>(),
                        count + clusters[cluster].len(),
                    ),
                });
            sum / f64::from(u32::try_from(count).unwrap_or(u32::MAX))
        })
        .collect();
    sorted.sort_by(f64::total_cmp);
    Bootstrap {
        observed: mean(&all).unwrap_or_default(),
        sorted,
        clusters: clusters.len(),
        is_two_stage: clusters.len() < LEAST_CLUSTERS,
    }
}

/// Each resample as what was drawn: a whole database, or a question in it, by position.
///
/// The order of draws is part of the interface: first a database, then, where there are fewer than
/// [`LEAST_CLUSTERS`], as many questions of it as it has; and so on.
pub fn resamples(
    clusters: &[Vec<f64>],
    resampling: Resampling,
) -> impl Iterator<Item = Vec<(usize, Option<usize>)>> + '_ {
    let mut random = SplitMix64::new(resampling.seed);
    let is_two_stage = clusters.len() < LEAST_CLUSTERS;
    let count = if clusters.is_empty() {
        0
    } else {
        resampling.resamples
    };
    (0..count).map(move |_| {
        let mut drawn = Vec::with_capacity(clusters.len());
        for _ in 0..clusters.len() {
            let cluster = random.below(clusters.len());
            if is_two_stage {
                let size = clusters[cluster].len();
                drawn.extend((0..size).map(|_| (cluster, Some(random.below(size)))));
            } else {
                drawn.push((cluster, None));
            }
        }
        drawn
    })
}

impl Bootstrap {
    /// The two-sided percentile interval.
    pub fn interval(&self, confidence: f64) -> Interval {
        let tail = 0.5 * (1.0 - confidence);
        Interval {
            low: quantile(&self.sorted, tail).unwrap_or_default(),
            high: quantile(&self.sorted, 1.0 - tail).unwrap_or_default(),
        }
    }

    /// What the difference exceeds with `confidence`: the one-sided lower bound.
    pub fn lower_bound(&self, confidence: f64) -> f64 {
        quantile(&self.sorted, 1.0 - confidence).unwrap_or_default()
    }

    /// What the difference stays under with `confidence`: the one-sided upper bound.
    pub fn upper_bound(&self, confidence: f64) -> f64 {
        quantile(&self.sorted, confidence).unwrap_or_default()
    }
}
