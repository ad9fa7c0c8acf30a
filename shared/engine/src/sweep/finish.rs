//! What is left when the last word is read.

use super::Sweep;
use crate::operations::Aggregate;
use crate::schema::Schema;
use crate::slots::{ConditionKind, Head, MeasureSlot, Noun, RankBy, Ranking};
use crate::vocabulary::{Entry, Target};

impl Sweep<'_> {
    /// A column that the question opens with is its head when something ranks or bounds it
    /// ("country with the most customers"), and a figure when it is grouped or stands alone
    /// ("revenue by month", "what is the revenue").
    pub(super) fn promote_outputs(&mut self) {
        let quantified = self
            .slots
            .conditions
            .iter()
            .any(|condition| matches!(condition.kind, ConditionKind::Quantity { .. }));
        let numeric = |schema: &Schema, noun: &Noun| {
            noun.entries.iter().any(|entry| matches!(entry.target, Target::Column(col) if schema.column(col).class.is_numeric() && !schema.is_rate(col)))
        };
        if self.slots.head.is_none()
            && (self.slots.ranking.is_some() || quantified)
            && !self.slots.outputs.is_empty()
            && !numeric(self.schema, &self.slots.outputs[0])
        {
            let noun = self.slots.outputs.remove(0);
            self.slots.head_singular = !self.tokens[self.chunks[noun.chunk].to - 1]
                .text
                .ends_with('s');
            self.slots.head = Some(Head::Column(noun));
            return;
        }
        let grouped = !self.slots.dimensions.is_empty();
        let elsewhere = |noun: &Noun| match self.slots.head {
            Some(Head::Table(head)) => noun
                .entries
                .iter()
                .all(|entry| entry.target.column().is_none_or(|col| col.rel != head)),
            _ => false,
        };
        // "revenue of the Camden store": a figure of other rows than the head's.
        let alone = self.slots.head.is_none() || self.slots.outputs.iter().all(elsewhere);
        if self.slots.measures.is_empty() && (grouped || alone) && self.context.is_none() | grouped
        {
            let (figures, others): (Vec<Noun>, Vec<Noun>) = std::mem::take(&mut self.slots.outputs).into_iter().partition(|noun| {
                let any_number = noun.entries.iter().any(|entry| matches!(entry.target, Target::Column(col) if self.schema.column(col).class.is_numeric()));
                if grouped { any_number } else { numeric(self.schema, noun) }
            });
            self.slots.outputs = others;
            self.slots
                .measures
                .extend(figures.into_iter().map(|noun| MeasureSlot::Column {
                    aggregate: None,
                    noun,
                }));
        }
    }

    /// An aggregate or a grouping that nothing came of was misread.
    fn leave_no_word(&mut self) {
        let figure = self.slots.measures.iter().any(|measure| {
            matches!(
                measure,
                MeasureSlot::Column {
                    aggregate: Some(_),
                    ..
                }
            )
        });
        let average = self
            .pending
            .aggregate
            .is_some_and(|aggregate| aggregate != Aggregate::Sum);
        let ranked = self.slots.ranking.is_some();
        if self.pending.negated && self.context.is_none() {
            self.slots.unused.push(0);
        }
        if self.pending.how_much && self.slots.outputs.is_empty() {
            self.slots.unused.push(0);
        }
        let dangling =
            (average && !figure && !ranked && !self.slots.averaged) || self.pending.group.is_some();
        if dangling && self.context.is_none() {
            self.slots.unused.push(0);
        }
    }

    /// "headphones with more than 200 in stock", "best-selling backpack": the value stands for the
    /// rows it describes.
    fn head_by_value(&mut self) {
        let bounded = self.slots.ranking.is_some()
            || self.slots.conditions.iter().any(|condition| {
                matches!(
                    condition.kind,
                    ConditionKind::Compare { .. } | ConditionKind::Quantity { .. }
                )
            });
        let bounded = bounded || !self.slots.outputs.is_empty();
        if self.slots.head.is_some()
            || !self.slots.measures.is_empty()
            || !bounded
            || self.context.is_some()
        {
            return;
        }
        let value = self
            .slots
            .conditions
            .iter()
            .find_map(|condition| match &condition.kind {
                ConditionKind::Value(noun) => Some(noun),
                _ => None,
            });
        let Some(noun) = value else { return };
        let rels: Vec<_> = noun
            .entries
            .iter()
            .filter_map(|entry| entry.target.column())
            .map(|col| col.rel)
            .collect();
        if let Some(rel) = rels
            .first()
            .filter(|first| rels.iter().all(|rel| rel == *first))
        {
            let only_output = self
                .slots
                .outputs
                .first()
                .is_some_and(|output| output.chunk < noun.chunk);
            if !only_output {
                self.slots.head_chunk = Some(noun.chunk);
                self.slots.head = Some(Head::Table(self.schema.described_by(*rel)));
                self.slots.head_singular = !self.tokens[self.chunks[noun.chunk].to - 1]
                    .text
                    .ends_with('s');
            }
        }
    }

    /// An aggregate that no noun followed: of the last number named, else of the head's amount
    /// ("payments total for each method").
    pub(super) fn finish_aggregate(&mut self) {
        let aggregate = self.pending.aggregate.or(Some(Aggregate::Sum));
        let bounded = self
            .slots
            .conditions
            .iter_mut()
            .rev()
            .find_map(|condition| match &mut condition.kind {
                ConditionKind::Compare {
                    left: Some(_),
                    aggregate,
                    ..
                } if aggregate.is_none() => Some(aggregate),
                _ => None,
            });
        if let (Some(bounded), Some(Aggregate::Average)) = (bounded, aggregate) {
            // "rated under 3 on average"
            *bounded = aggregate;
            self.pending.aggregate = None;
        } else if let Some((noun, _)) = self.left.take() {
            self.forget_output(Some(&noun));
            self.slots
                .measures
                .push(MeasureSlot::Column { aggregate, noun });
        } else if aggregate == Some(Aggregate::Average) {
            // An average of nothing that was named.
        } else if let Some(Head::Table(rel)) = self.slots.head
            && let Some(col) = self.schema.main_amount(rel)
        {
            let noun = Noun {
                entries: vec![Entry {
                    target: Target::Column(col),
                    weight: 0.7,
                }],
                chunk: 0,
                near: Some(rel),
            };
            self.slots
                .measures
                .push(MeasureSlot::Column { aggregate, noun });
        }
    }

    /// What is still pending at the end.
    pub(super) fn finish(&mut self) {
        if let Some(descending) = self.pending.rank.take() {
            let limit = self.slots.limit;
            if self.slots.ranking.is_none() {
                // "which employee earns the most", "who spent the most": by the last number named.
                let left = self.left.take().map(|(noun, _)| noun);
                self.forget_output(left.as_ref());
                let by = match left {
                    Some(noun) => RankBy::Measure(MeasureSlot::Column {
                        aggregate: None,
                        noun,
                    }),
                    None => RankBy::Open,
                };
                self.slots.ranking = Some(Ranking {
                    by,
                    descending,
                    limit,
                    superlative: true,
                });
            }
        }
        self.head_by_value();
        self.promote_outputs();
        if self.pending.count
            && self.slots.measures.is_empty()
            && self.slots.head.is_none()
            && self.context.is_none()
        {
            // "how many support agents": the rows that the value describes.
            self.slots.counts_subject = true;
        }
        if self.pending.count
            && self.slots.measures.is_empty()
            && let Some(Head::Table(rel)) = self.slots.head
        {
            self.slots.measures.push(MeasureSlot::Rows(rel));
        }
        if (self.pending.how_much || self.pending.aggregate.is_some())
            && self.slots.measures.is_empty()
        {
            self.finish_aggregate();
            self.pending.how_much &= self.slots.measures.is_empty();
        }
        self.leave_no_word();
        if let Some(rel) = self.context {
            if self.pending.count && self.slots.measures.is_empty() && self.slots.head.is_none() {
                self.slots.measures.push(MeasureSlot::Rows(rel));
            }
            self.slots.aggregate = self
                .pending
                .aggregate
                .filter(|_| self.slots.measures.is_empty());
        }
    }
}
