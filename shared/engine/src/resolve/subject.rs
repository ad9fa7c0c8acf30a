//! The table that a question is about.

use super::{Resolver, target_column};
use crate::schema::Rel;
use crate::slots::{ConditionKind, DimensionSlot, Head, MeasureSlot, Noun, RankBy};

impl Resolver<'_> {
    pub(super) fn head_table(&self) -> Option<Rel> {
        match self.slots.head.as_ref()? {
            Head::Table(rel) => Some(*rel),
            Head::Role(reference) => {
                let reference = self.schema.reference(*reference);
                let named = self.slots.conditions.iter().any(|condition| {
                    matches!(condition.kind, ConditionKind::Text { via: Some(_), .. })
                });
                Some(if named { reference.from } else { reference.to })
            }
            Head::Column(noun) => self
                .best_column(noun, self.slots.mentioned.first().copied(), |_| true)
                .map(|col| col.rel),
            Head::Unit(_) => None,
            Head::Who => self.person(),
        }
    }

    /// Who "who" is: the person that a named reference leads to, else the person nearest to a
    /// named table.
    pub(super) fn person(&self) -> Option<Rel> {
        let role = self
            .slots
            .roles
            .iter()
            .map(|reference| self.schema.reference(*reference).to)
            .find(|rel| self.schema.is_person(*rel));
        let mentioned = self
            .slots
            .mentioned
            .iter()
            .copied()
            .find(|rel| self.schema.is_person(*rel));
        role.or_else(|| self.described_person())
            .or(mentioned)
            .or_else(|| {
                let from = self
                    .slots
                    .mentioned
                    .first()
                    .copied()
                    .or_else(|| self.measure_table())
                    .or_else(|| self.ranked_table())?;
                let people = self.schema.rels().filter(|rel| self.schema.is_person(*rel));
                people
                    .filter_map(|rel| {
                        let (length, one) = self.paths.distance(from, rel)?;
                        let nullable = self.paths.to_one(from, rel).is_some_and(|path| {
                            path.iter()
                                .any(|reference| self.schema.reference(*reference).nullable)
                        });
                        Some(((!one, nullable, length), rel))
                    })
                    .min()
                    .map(|(_, rel)| rel)
            })
    }

    /// Whether more than nearness says who "who" is.
    pub(super) fn sure_of_person(&self, person: Rel) -> bool {
        let role = self
            .slots
            .roles
            .iter()
            .any(|reference| self.schema.reference(*reference).to == person);
        let mentioned = self.slots.mentioned.contains(&person);
        let direct = self.slots.mentioned.iter().any(|rel| {
            self.paths.to_one(*rel, person).is_some_and(|path| {
                path.iter()
                    .all(|reference| !self.schema.reference(*reference).nullable)
            })
        });
        role || mentioned || direct || self.described_person() == Some(person)
    }

    pub(super) fn ranked_table(&self) -> Option<Rel> {
        match &self.slots.ranking.as_ref()?.by {
            RankBy::Measure(MeasureSlot::Column { noun, .. }) => {
                self.best_column(noun, None, |_| true).map(|col| col.rel)
            }
            RankBy::Measure(MeasureSlot::Rows(rel)) => Some(*rel),
            _ => None,
        }
    }

    pub(super) fn measure_table(&self) -> Option<Rel> {
        self.slots.measures.iter().find_map(|slot| match slot {
            MeasureSlot::Rows(rel) => Some(*rel),
            MeasureSlot::Column { noun, .. } => self
                .ranked_measures(noun, None)
                .first()
                .map(|(_, col)| col.rel),
            MeasureSlot::Values(noun) => self.best_column(noun, None, |_| true).map(|col| col.rel),
            MeasureSlot::Reports(reference) => Some(self.schema.reference(*reference).from),
        })
    }

    pub(super) fn first_table(&self) -> Option<Rel> {
        let outputs = self.slots.outputs.iter().find_map(|noun| {
            let figure = self
                .ranked_measures(noun, None)
                .first()
                .map(|(_, col)| *col);
            figure.or_else(|| self.best_column(noun, None, |_| true))
        });
        let by_output = outputs.map(|col| col.rel);
        let by_condition = || {
            self.slots
                .conditions
                .iter()
                .find_map(|condition| match &condition.kind {
                    ConditionKind::Related(rel) | ConditionKind::Key { rel, .. } => Some(*rel),
                    ConditionKind::Value(noun)
                    | ConditionKind::Flag(noun)
                    | ConditionKind::Missing(noun)
                    | ConditionKind::Named(noun) => noun.near.or_else(|| {
                        single_table(noun).map(|rel| {
                            if matches!(condition.kind, ConditionKind::Value(_)) {
                                self.schema.described_by(rel)
                            } else {
                                rel
                            }
                        })
                    }),
                    _ => None,
                })
        };
        by_output
            .or_else(|| self.ranked_table())
            .or_else(by_condition)
            .or(self.slots.mentioned.first().copied())
    }

    /// The people whose own columns the question's other words are about: "people who work remotely".
    fn described_person(&self) -> Option<Rel> {
        let nouns: Vec<&Noun> = self
            .slots
            .conditions
            .iter()
            .filter_map(|condition| match &condition.kind {
                ConditionKind::Value(noun)
                | ConditionKind::Flag(noun)
                | ConditionKind::Missing(noun)
                | ConditionKind::Named(noun) => Some(noun),
                ConditionKind::During { noun, .. } => noun.as_ref(),
                _ => None,
            })
            .chain(&self.slots.outputs)
            .filter(|noun| noun.near.is_none_or(|near| self.schema.is_person(near)))
            .collect();
        let people = self.schema.rels().filter(|rel| self.schema.is_person(*rel));
        let matches = |rel: Rel| {
            nouns
                .iter()
                .filter(|noun| {
                    noun.entries.iter().any(|entry| {
                        target_column(&entry.target).is_some_and(|col| col.rel == rel)
                            && entry.weight > 0.6
                    })
                })
                .count()
        };
        let mut ranked: Vec<(usize, Rel)> = people
            .map(|rel| (matches(rel), rel))
            .filter(|(count, _)| *count > 0)
            .collect();
        ranked.sort_unstable_by(|a, b| b.cmp(a));
        match ranked[..] {
            [(_, only)] => Some(only),
            [(first, rel), (second, _), ..] if first > second => Some(rel),
            _ => None,
        }
    }

    /// The tables that dimensions and conditions name without doubt.
    pub(super) fn needed_tables(&self) -> Vec<Rel> {
        let mut needed: Vec<Rel> = Vec::new();
        for dimension in &self.slots.dimensions {
            match dimension {
                DimensionSlot::Table(rel) => needed.push(*rel),
                DimensionSlot::Role(reference) => needed.push(self.schema.reference(*reference).to),
                DimensionSlot::Noun(noun) => {
                    needed.extend(noun.near.or_else(|| single_table(noun)));
                }
                DimensionSlot::Unit(_) => {}
            }
        }
        match &self.slots.head {
            Some(Head::Table(rel)) => needed.push(*rel),
            Some(Head::Column(noun)) => {
                needed.extend(noun.near.or_else(|| single_table(noun)));
            }
            Some(Head::Role(reference)) => needed.push(self.schema.reference(*reference).to),
            _ => {}
        }
        for condition in &self.slots.conditions {
            match &condition.kind {
                ConditionKind::Value(noun) | ConditionKind::Flag(noun) => {
                    needed.extend(noun.near.or_else(|| single_table(noun)));
                }
                ConditionKind::Related(rel) => needed.push(*rel),
                _ => {}
            }
        }
        needed
    }
}

/// The table that all candidates are of.
pub(super) fn single_table(noun: &Noun) -> Option<Rel> {
    let mut rels = noun
        .entries
        .iter()
        .filter_map(|entry| target_column(&entry.target))
        .map(|col| col.rel);
    let first = rels.next()?;
    rels.all(|rel| rel == first).then_some(first)
}
