//! Whether everything that the question names is in the frame.

use super::Resolver;
use crate::chunk::Kind;
use crate::frame::{Condition, Dimension, Frame, Operand, OrderBy, Place};
use crate::schema::{Col, Ref, Rel};
use crate::vocabulary::Target;

/// The tables, columns and references of a frame.
#[derive(Debug, Default)]
struct Used {
    rels: Vec<Rel>,
    cols: Vec<Col>,
    references: Vec<Ref>,
}

impl Resolver<'_> {
    /// A noun of which nothing came was misread, or is beyond the frame.
    pub(super) fn doubt_unused(&mut self, frame: &Frame) {
        if self.context.is_some() {
            return;
        }
        let used = self.used(frame);
        for (index, chunk) in self.chunks.iter().enumerate() {
            let Kind::Schema(entries) = &chunk.kind else {
                continue;
            };
            if self.slots.understood.contains(&index) || self.left_aside.contains(&index) {
                continue;
            }
            let named = entries
                .iter()
                .any(|entry| self.is_used(&used, &entry.target));
            if !named {
                self.doubt *= 0.5;
            }
        }
    }

    /// The references by which the subject's rows lead to what is used.
    pub(super) fn used_paths(&self, frame: &Frame) -> Option<Vec<Ref>> {
        let used = self.used(frame);
        if frame
            .dimensions
            .iter()
            .any(|dimension| matches!(dimension, Dimension::Entity { .. }))
        {
            // Those have a check of their own.
            return None;
        }
        let mut references: Vec<Ref> = used
            .rels
            .iter()
            .filter_map(|rel| self.paths.to_one(frame.subject, *rel))
            .flatten()
            .copied()
            .filter(|reference| !used.references.contains(reference))
            .collect();
        references.sort_unstable();
        references.dedup();
        Some(references)
    }

    fn is_used(&self, used: &Used, target: &Target) -> bool {
        match target {
            Target::Table(rel) => {
                used.rels.contains(rel)
                    || used.cols.iter().any(|col| {
                        self.schema
                            .reference_of(*col)
                            .is_some_and(|reference| self.schema.reference(reference).to == *rel)
                    })
            }
            Target::Role(reference) => {
                let from = self.schema.reference(*reference);
                used.references.contains(reference)
                    || used
                        .cols
                        .iter()
                        .any(|col| col.rel == from.from && from.from_columns == [col.index])
                    || (from.from != from.to && used.rels.contains(&from.to))
            }
            other => other.column().is_some_and(|col| {
                used.cols.contains(&col)
                    || used.cols.iter().any(|known| {
                        self.schema.column(*known).name == self.schema.column(col).name
                    })
            }),
        }
    }

    fn used(&self, frame: &Frame) -> Used {
        let mut used = Used {
            rels: vec![frame.subject],
            ..Used::default()
        };
        for place in &frame.outputs {
            used.place(*place);
        }
        for measure in &frame.measures {
            used.operand(measure.of);
        }
        for dimension in &frame.dimensions {
            match dimension {
                Dimension::Column(place) | Dimension::Time { place, .. } => used.place(*place),
                Dimension::Entity { rel, via } => {
                    used.rels.push(*rel);
                    used.references.extend(*via);
                }
            }
        }
        for order in &frame.order {
            match order.by {
                OrderBy::Measure(measure) => used.operand(measure.of),
                OrderBy::Column(place) => used.place(place),
                OrderBy::Dimension(_) => {}
            }
        }
        for (measure, _, _) in &frame.having {
            used.operand(measure.of);
        }
        used.conditions(&frame.conditions);
        used.conditions(&frame.share_of);
        // Tables on the way to what is used are named without adding to it.
        let rels: Vec<Rel> = used.rels.clone();
        for rel in rels {
            let Some(path) = self.paths.to_one(frame.subject, rel) else {
                continue;
            };
            used.rels.extend(
                path.iter()
                    .map(|reference| self.schema.reference(*reference).to),
            );
        }
        used
    }
}

impl Used {
    fn place(&mut self, place: Place) {
        self.rels.push(place.col.rel);
        self.cols.push(place.col);
        self.references.extend(place.via);
    }

    fn operand(&mut self, operand: Operand) {
        match operand {
            Operand::Rows(rel) => self.rels.push(rel),
            Operand::Column(place) => self.place(place),
        }
    }

    fn conditions(&mut self, conditions: &[Condition]) {
        for condition in conditions {
            if let Condition::CompareColumns { left, right, .. } = condition {
                self.place(*left);
                self.place(*right);
            } else if let Some(place) = condition.place() {
                self.place(place);
            }
            match condition {
                Condition::All(inner) => self.conditions(inner),
                Condition::Related {
                    rel,
                    via,
                    conditions,
                    ..
                } => {
                    self.rels.push(*rel);
                    self.references.extend(*via);
                    self.conditions(conditions);
                }
                Condition::Quantity {
                    measure,
                    via,
                    conditions,
                    ..
                } => {
                    self.operand(measure.of);
                    self.references.extend(*via);
                    self.conditions(conditions);
                }
                _ => {}
            }
        }
    }
}
