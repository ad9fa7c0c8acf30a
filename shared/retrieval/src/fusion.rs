//! Several rankings as one.

use std::collections::BTreeMap;

use crate::Ranked;

/// How much the first places stand out. Cormack, Clarke and Büttcher (2009), "Reciprocal Rank Fusion
/// outperforms Condorcet and individual rank learning methods", chose 60 and found it to matter little.
const SMOOTHING: usize = 60;

/// Reciprocal rank fusion: a table's score is the sum, over the rankings that have it, of one over 60
/// and its place. Needs no scores that can be compared. Of equal ones the first of the catalog.
pub fn fuse(rankings: &[&[usize]], k: usize) -> Vec<Ranked> {
    let mut scores: BTreeMap<usize, f32> = BTreeMap::new();
    for ranking in rankings {
        for (place, relation) in ranking.iter().enumerate() {
            *scores.entry(*relation).or_insert(0.0) += reciprocal(SMOOTHING + place + 1);
        }
    }
    let mut fused: Vec<Ranked> = scores
        .into_iter()
        .map(|(relation, score)| Ranked { relation, score })
        .collect();
    fused.sort_by(|a, b| {
        b.score
            .total_cmp(&a.score)
            .then_with(|| a.relation.cmp(&b.relation))
    });
    fused.truncate(k);
    fused
}

#[expect(
    clippy::cast_precision_loss,
    reason = "numbers of tables are far below 2^24, where f32 is exact"
)]
fn reciprocal(number: usize) -> f32 {
    1.0 / number as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(rankings: &[&[usize]], k: usize) -> Vec<usize> {
        fuse(rankings, k).iter().map(|one| one.relation).collect()
    }

    #[test]
    fn what_both_know_comes_before_what_one_puts_first() {
        assert_eq!(order(&[&[4, 7], &[9, 7]], 9), [7, 4, 9]);
        assert_eq!(order(&[&[4, 7], &[9, 7]], 1), [7]);
        assert_eq!(order(&[&[], &[2, 1]], 9), [2, 1]);
        assert_eq!(order(&[], 9), Vec::<usize>::new());
        let first = fuse(&[&[3], &[3]], 1)[0].score;
        assert!((first - 2.0 / 61.0).abs() < 1e-6, "{first}");
    }
}
