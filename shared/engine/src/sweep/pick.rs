//! Which of a phrase's candidates is meant here.

use super::{LEAST_SCORE, Sweep, Want};
use crate::chunk::Kind;
use crate::english;
use crate::operations::Aggregate;
use crate::schema::Rel;
use crate::slots::{Head, MeasureSlot, Noun};
use crate::vocabulary::{Entry, Target};
use plainquery_core::TypeClass;

impl Sweep<'_> {
    pub(super) fn noun_at(&self, at: usize) -> Noun {
        let entries = match &self.chunks[at].kind {
            Kind::Schema(entries) => entries.clone(),
            _ => Vec::new(),
        };
        Noun {
            entries,
            chunk: at,
            near: self.table_beside(at),
        }
    }

    /// The table named by a chunk.
    pub(super) fn table_at(&self, at: usize) -> Option<Rel> {
        let Kind::Schema(entries) = &self.chunks.get(at)?.kind else {
            return None;
        };
        let best = entries
            .iter()
            .map(|entry| entry.weight)
            .fold(0.0_f32, f32::max);
        entries.iter().find_map(|entry| match entry.target {
            Target::Table(rel) if entry.weight >= best - 0.25 => Some(rel),
            _ => None,
        })
    }

    /// The table named right after or before a chunk, with only function words between: "the Tents
    /// category", "customers in Norway", "the names of the stores".
    pub(super) fn table_beside(&self, at: usize) -> Option<Rel> {
        let joined = |index: usize| self.table_at(index);
        if let Some(rel) = joined(at + 1) {
            return Some(rel);
        }
        let before = (0..at)
            .rev()
            .find(|index| !matches!(self.chunks[*index].kind, Kind::Skip));
        let after = self.after_skips(at + 1);
        let of = self.chunks.get(at + 1).is_some_and(|chunk| {
            matches!(self.tokens[chunk.from].text.as_str(), "of" | "for" | "from")
        });
        if of && let Some(rel) = joined(after) {
            return Some(rel);
        }
        before.and_then(joined)
    }

    /// The measure that a noun makes with an aggregate, or by itself.
    pub(super) fn measure_of(
        &self,
        noun: &Noun,
        aggregate: Option<Aggregate>,
        count: bool,
    ) -> Option<MeasureSlot> {
        if count {
            return match self.pick(&noun.entries, Want::Table, noun.near, noun.chunk)? {
                Target::Table(rel) => Some(MeasureSlot::Rows(rel)),
                Target::Role(reference) => Some(MeasureSlot::Reports(reference)),
                Target::Column(col) if self.schema.column(col).class.is_numeric() => {
                    Some(MeasureSlot::Column {
                        aggregate: Some(Aggregate::Sum),
                        noun: noun.clone(),
                    })
                }
                Target::Column(_) => Some(MeasureSlot::Values(noun.clone())),
                _ => None,
            };
        }
        match self.pick(&noun.entries, Want::Number, noun.near, noun.chunk)? {
            Target::Column(col) if self.schema.column(col).class.is_numeric() => {
                Some(MeasureSlot::Column {
                    aggregate,
                    noun: noun.clone(),
                })
            }
            Target::Column(col) if self.schema.column(col).class.is_temporal() => {
                Some(MeasureSlot::Column {
                    aggregate,
                    noun: noun.clone(),
                })
            }
            Target::Table(rel) => Some(MeasureSlot::Rows(rel)),
            Target::Role(reference) => Some(MeasureSlot::Reports(reference)),
            Target::Column(_) => Some(MeasureSlot::Values(noun.clone())),
            _ => None,
        }
    }

    pub(super) fn pick_number(&self, noun: &Noun) -> Option<Target> {
        self.pick(&noun.entries, Want::Number, noun.near, noun.chunk).filter(|target| matches!(target, Target::Column(col) if self.schema.column(*col).class.is_numeric()))
    }

    pub(super) fn pick_condition(&self, noun: &Noun) -> Option<Target> {
        let conditions: Vec<Entry> = noun
            .entries
            .iter()
            .filter(|entry| {
                matches!(
                    entry.target,
                    Target::Value(..) | Target::Flag(_) | Target::Missing(_) | Target::Named(..)
                )
            })
            .cloned()
            .collect();
        self.pick(&conditions, Want::Any, noun.near, noun.chunk)
    }

    /// The candidate that suits best: its weight, whose table it is, and what is expected here.
    pub(super) fn pick(
        &self,
        entries: &[Entry],
        want: Want,
        near: Option<Rel>,
        chunk: usize,
    ) -> Option<Target> {
        let score = |entry: &Entry| {
            let rel = self.rel_of(&entry.target);
            let head = match self.slots.head {
                Some(Head::Table(rel)) => Some(rel),
                _ => self.context,
            };
            let mut score = entry.weight;
            if Some(rel) == near {
                score += 0.2;
            }
            if Some(rel) == head {
                score += 0.25;
            }
            if self.slots.mentioned.contains(&rel) {
                score += 0.1;
            }
            score + self.suits(&entry.target, want) - self.idle_event(&entry.target, chunk, want)
        };
        let best = entries
            .iter()
            .max_by(|a, b| score(a).total_cmp(&score(b)))?;
        (score(best) > LEAST_SCORE).then(|| best.target.clone())
    }

    /// "open" is not the day of opening: an event's column is named by its participle, or with a date.
    pub(super) fn idle_event(&self, target: &Target, chunk: usize, want: Want) -> f32 {
        let Target::Column(col) = target else {
            return 0.0;
        };
        let word = &self.tokens[self.chunks[chunk].to - 1].text;
        let named = english::is_participle(word)
            || word.contains("date")
            || word.ends_with("day")
            || self.chunks[chunk].to - self.chunks[chunk].from > 1;
        if self.schema.column(*col).class.is_temporal() && want != Want::Temporal && !named {
            0.3
        } else {
            0.0
        }
    }

    pub(super) fn suits(&self, target: &Target, want: Want) -> f32 {
        match (want, target) {
            (Want::Table, Target::Table(_) | Target::Role(_))
            | (Want::Output, Target::Column(_)) => 0.4,
            // "support agents" are people by their job.
            (Want::Table, Target::Value(col, _)) if self.schema.is_person(col.rel) => 0.35,
            (Want::Number, Target::Column(col)) if self.schema.column(*col).class.is_numeric() => {
                0.6
            }
            (Want::Number, Target::Value(..)) => -0.5,
            (Want::Temporal, Target::Column(col))
                if self.schema.column(*col).class.is_temporal() =>
            {
                0.5
            }
            (Want::Dimension, Target::Table(_) | Target::Role(_)) => 0.05,
            (Want::Dimension, Target::Column(col))
                if self.schema.column(*col).class == TypeClass::Text =>
            {
                0.1
            }
            (Want::Dimension, Target::Value(..)) => -0.4,
            (Want::Absent, Target::Table(_)) => 0.3,
            (Want::Absent, Target::Column(col)) if self.schema.column(*col).nullable => 0.2,
            (Want::Absent, Target::Column(_)) => -0.8,
            _ => 0.0,
        }
    }

    pub(super) fn rel_of(&self, target: &Target) -> Rel {
        match target {
            Target::Table(rel) => *rel,
            Target::Column(col)
            | Target::Value(col, _)
            | Target::Flag(col)
            | Target::Missing(col)
            | Target::Named(col, _) => col.rel,
            Target::Role(reference) => self.schema.reference(*reference).from,
        }
    }
}
