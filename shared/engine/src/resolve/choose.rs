//! Which column a noun means, seen from the subject.

use super::{Meaning, Resolver, steps, target_column};
use crate::frame::{Measure, Operand, Place};
use crate::operations::Aggregate;
use crate::schema::{Col, Rel};
use crate::slots::{MeasureSlot, Noun};
use crate::vocabulary::Entry;

impl Resolver<'_> {
    /// The column that a noun means, seen from `root`.
    pub(super) fn best_column(
        &self,
        noun: &Noun,
        root: Option<Rel>,
        fits: impl Fn(Col) -> bool,
    ) -> Option<Col> {
        self.ranked_columns(noun, root, fits)
            .first()
            .map(|(_, col)| *col)
    }

    pub(super) fn ranked_columns(
        &self,
        noun: &Noun,
        root: Option<Rel>,
        fits: impl Fn(Col) -> bool,
    ) -> Vec<(f32, Col)> {
        let mut ranked: Vec<(f32, Col)> = noun
            .entries
            .iter()
            .filter_map(|entry| {
                let col = target_column(&entry.target)?;
                fits(col).then(|| (self.score(entry, col.rel, noun.near, root), col))
            })
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked
    }

    pub(super) fn score(
        &self,
        entry: &Entry,
        rel: Rel,
        near: Option<Rel>,
        root: Option<Rel>,
    ) -> f32 {
        let mut score = entry.weight;
        if near == Some(rel) {
            score += 0.5;
        }
        if self.slots.mentioned.contains(&rel) {
            score += 0.15;
        }
        if entry
            .target
            .column()
            .is_some_and(|col| self.prior.contains(&col))
        {
            // "and Dublin?" is the city that was asked about.
            score += 0.6;
        } else if self.prior.iter().any(|col| col.rel == rel) {
            score += 0.25;
        }
        let Some(root) = root else { return score };
        score
            + match self.paths.distance(root, rel) {
                Some((0, _)) => 0.4,
                Some((length, true)) => {
                    let nullable = self.paths.to_one(root, rel).is_some_and(|path| {
                        path.iter()
                            .any(|reference| self.schema.reference(*reference).nullable)
                    });
                    0.3 - 0.05 * steps(length) - if nullable { 0.1 } else { 0.0 }
                }
                Some((length, false)) => 0.1 - 0.02 * steps(length),
                None => -0.6,
            }
    }

    /// The best column; a close second of another table lowers the confidence.
    pub(super) fn choose(
        &mut self,
        noun: &Noun,
        root: Rel,
        fits: impl Fn(Col) -> bool,
    ) -> Option<Col> {
        let columns = noun.only_columns();
        let ranked = self.ranked_columns(&columns, Some(root), fits);
        let (score, col) = *ranked.first()?;
        if let Some((second, other)) = ranked.iter().find(|(_, other)| *other != col)
            && score - second < 0.08
        {
            self.doubt *= 0.6;
            let (chosen, other) = (self.label(col), self.label(*other));
            self.notes.push(format!(
                "“{}” was read as {chosen}; it could also be {other}.",
                self.words(noun.chunk)
            ));
        }
        let weight = noun
            .entries
            .iter()
            .filter(|entry| target_column(&entry.target) == Some(col))
            .map(|entry| entry.weight)
            .fold(0.0_f32, f32::max);
        if weight < 0.55 {
            self.doubt *= if weight < 0.48
                && !self.slots.mentioned.contains(&col.rel)
                && (self.slots.head.is_none() || col.rel != root)
            {
                0.6
            } else {
                0.93
            };
        }
        self.meanings.push((noun.chunk, Meaning::Column(col)));
        Some(col)
    }

    pub(super) fn measure(&mut self, slot: &MeasureSlot, root: Rel) -> Option<Measure> {
        match slot {
            MeasureSlot::Rows(rel) => Some(Measure::count(*rel)),
            MeasureSlot::Reports(reference) => {
                Some(Measure::count(self.schema.reference(*reference).from))
            }
            MeasureSlot::Values(noun) => {
                let col = self.choose(noun, root, |_| true)?;
                Some(Measure {
                    aggregate: Aggregate::CountDistinct,
                    of: Operand::Column(Place::plain(col)),
                })
            }
            MeasureSlot::Column { aggregate, noun } => {
                let col = self.measured_column(noun, root)?;
                let aggregate = aggregate.unwrap_or_else(|| self.default_aggregate(col));
                let adds = matches!(
                    aggregate,
                    Aggregate::Sum | Aggregate::Average | Aggregate::Median
                );
                if adds && self.schema.column(col).class.is_temporal() {
                    // Days cannot be added up.
                    self.doubt *= 0.2;
                }
                Some(Measure {
                    aggregate,
                    of: Operand::Column(Place::plain(col)),
                })
            }
        }
    }

    pub(super) fn default_aggregate(&self, col: Col) -> Aggregate {
        if self.schema.column(col).class.is_temporal() {
            Aggregate::Maximum
        } else if self.schema.is_rate(col) {
            Aggregate::Average
        } else {
            Aggregate::Sum
        }
    }

    /// A figure's column: one whose rows lead to everything the figure is grouped and filtered by.
    pub(super) fn measured_column(&mut self, noun: &Noun, root: Rel) -> Option<Col> {
        let ranked = self.ranked_measures(noun, Some(root));
        let (score, col) = *ranked.first()?;
        let named = self.slots.mentioned.contains(&col.rel) || !self.needed_tables().is_empty();
        if noun.weight_of(col) <= 0.5 && !named {
            self.doubt *= 0.6;
        }
        if ranked
            .get(1)
            .is_some_and(|(second, _)| score - second < 0.025)
        {
            self.doubt *= 0.7;
            let other = self.label(ranked[1].1);
            self.notes.push(format!(
                "“{}” was read as {}; it could also be {other}.",
                self.words(noun.chunk),
                self.label(col)
            ));
        }
        self.meanings.push((noun.chunk, Meaning::Column(col)));
        Some(col)
    }

    pub(super) fn ranked_measures(&self, noun: &Noun, root: Option<Rel>) -> Vec<(f32, Col)> {
        let needed = self.needed_tables();
        let mut ranked: Vec<(f32, Col)> = noun
            .entries
            .iter()
            .filter_map(|entry| {
                let col = target_column(&entry.target)?;
                let class = self.schema.column(col).class;
                let identity = self.schema.is_key(col) || self.schema.is_pointer(col);
                if identity || (!class.is_numeric() && !class.is_temporal()) {
                    return None;
                }
                let reached = needed
                    .iter()
                    .all(|rel| self.paths.to_one(col.rel, *rel).is_some());
                let far: usize = needed
                    .iter()
                    .filter_map(|rel| self.paths.to_one(col.rel, *rel))
                    .map(Vec::len)
                    .sum();
                let near = self.score(entry, col.rel, noun.near, None)
                    + if Some(col.rel) == root { 0.2 } else { 0.0 };
                let view = if self.schema.is_view(col.rel) {
                    -0.5
                } else {
                    0.0
                };
                Some((
                    near + view + if reached { 0.8 } else { 0.0 }
                        - if self.schema.is_rate(col) { 0.25 } else { 0.03 } * steps(far.min(9)),
                    col,
                ))
            })
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked
    }
}
