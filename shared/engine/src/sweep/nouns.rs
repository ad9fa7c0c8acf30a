//! Nouns that an operation before them claims: counted, measured, ranked, grouped.

use super::{Group, Sweep, Want};
use crate::chunk::Kind;
use crate::operations::{Aggregate, Operation};
use crate::slots::{ConditionKind, DimensionSlot, Head, MeasureSlot, Noun, RankBy, Ranking};
use crate::vocabulary::{Entry, Target};

impl Sweep<'_> {
    /// Reads a schema phrase by what is pending.
    pub(super) fn noun(&mut self, at: usize) -> usize {
        let noun = self.noun_at(at);
        if self.said_in_name(at) {
            return self.part_of_name(at);
        }
        if self.is_qualifier(at) {
            self.slots.understood.push(at);
            return at + 1;
        }
        if let Some(group) = self.pending.group.take() {
            return self.grouped(at, noun, group);
        }
        if self.is_passive_verb(at) {
            self.slots.understood.push(at);
            return at + 1;
        }
        let word = self.tokens[self.chunks[at].to - 1].text.as_str();
        if matches!(word, "people" | "person" | "persons" | "ppl")
            && self.chunks[at].to - self.chunks[at].from == 1
        {
            return self.people(at);
        }
        if matches!(word, "sell" | "carry" | "offer" | "stock") && self.said_by_us(at) {
            // "the knives we sell"
            self.slots.understood.push(at);
            return at + 1;
        }
        if self.pending.missing {
            self.pending.missing = false;
            self.condition(at, ConditionKind::Missing(noun), false);
            return at + 1;
        }
        if self.is_modifier(at) {
            self.plain(at, noun, Want::Any, true);
            return at + 1;
        }
        if self.pending.count {
            return self.counted(at, noun);
        }
        if self.pending.rank.is_some() {
            return self.ranked(at, &noun);
        }
        if self.pending.aggregate.is_some() || self.pending.how_much {
            return self.measured(at, noun);
        }
        let word = self.tokens[self.chunks[at].from].text.as_str();
        if self.price_verb(at) && (self.heads(self.price_entries) || !self.heads(&noun.entries)) {
            self.slots.understood.push(at);
            let noun = Noun {
                entries: self.price_entries.to_vec(),
                ..noun
            };
            self.left = Some((noun, None));
            return at + 1;
        }
        if word == "sales" && self.slots.head.is_none() && self.pick_number(&noun).is_some() {
            self.measure(MeasureSlot::Column {
                aggregate: None,
                noun,
            });
            return at + 1;
        }
        if self.slots.asks_when
            && !noun
                .entries
                .iter()
                .any(|entry| matches!(entry.target, Target::Table(_)))
        {
            self.plain(at, noun, Want::Temporal, false);
            return at + 1;
        }
        let expects_date = matches!(
            self.chunks.get(at + 1).map(|chunk| &chunk.kind),
            Some(Kind::Range(_))
        );
        let want = if self.pending.negated {
            Want::Absent
        } else if expects_date {
            Want::Temporal
        } else if !self.slots.outputs.is_empty() && self.preceded_by_and(at) {
            Want::Output
        } else if self.slots.head.is_none() {
            Want::Table
        } else {
            Want::Any
        };
        self.plain(at, noun, want, false);
        at + 1
    }

    /// "people" are whoever the rest of the question is about.
    fn people(&mut self, at: usize) -> usize {
        if self.slots.head.is_none() {
            self.slots.head = Some(Head::Who);
            self.slots.head_singular = false;
            self.slots.counts_subject = std::mem::take(&mut self.pending.count);
            self.slots.asks_for_rows |= !self.slots.counts_subject;
        }
        at + 1
    }

    pub(super) fn grouped(&mut self, at: usize, noun: Noun, group: Group) -> usize {
        let ranked = self
            .slots
            .ranking
            .as_ref()
            .is_some_and(|ranking| matches!(ranking.by, RankBy::Open))
            || self.pending.rank.is_some();
        let number = self.pick_number(&noun);
        let word = self.tokens[self.chunks[at].from].text.as_str();
        let selling = self
            .slots
            .ranking
            .as_ref()
            .is_some_and(|ranking| matches!(ranking.by, RankBy::Selling));
        if selling && matches!(word, "units" | "quantity" | "pieces" | "volume" | "items") {
            return at + 1;
        }
        let orders = group == Group::Sort || (group == Group::By && ranked);
        let (aggregate, count) = if orders {
            (
                self.pending.aggregate.take(),
                std::mem::take(&mut self.pending.count),
            )
        } else {
            (None, false)
        };
        if orders && let Some(measure) = self.measure_of(&noun, aggregate, count) {
            let descending = self.slots.direction.unwrap_or_else(|| {
                self.pending
                    .rank
                    .take()
                    .unwrap_or(number.is_some() || count)
            });
            let descending = if ranked {
                self.slots
                    .ranking
                    .as_ref()
                    .map_or(descending, |ranking| ranking.descending)
            } else {
                descending
            };
            let limit = self
                .slots
                .ranking
                .as_ref()
                .and_then(|ranking| ranking.limit)
                .or(self.slots.limit);
            self.slots.ranking = Some(Ranking {
                by: RankBy::Measure(measure),
                descending,
                limit,
                superlative: ranked,
            });
            return at + 1;
        }
        if group == Group::By && self.agent(at) {
            self.plain(at, noun, Want::Any, false);
            return at + 1;
        }
        if group == Group::By && self.dates_a_range(&noun) {
            return at + 1;
        }
        match self.pick(&noun.entries, Want::Dimension, noun.near, noun.chunk) {
            Some(Target::Table(rel)) => self.slots.dimensions.push(DimensionSlot::Table(rel)),
            Some(Target::Role(reference)) => {
                self.slots.dimensions.push(DimensionSlot::Role(reference));
            }
            Some(Target::Column(col))
                if group != Group::Per
                    && self.schema.column(col).class.is_numeric()
                    && number.is_some() =>
            {
                // "products by price": an order.
                let by = RankBy::Measure(MeasureSlot::Column { aggregate, noun });
                self.slots.ranking = Some(Ranking {
                    by,
                    descending: self.slots.direction.unwrap_or(true),
                    limit: None,
                    superlative: false,
                });
                return at + 1;
            }
            Some(Target::Column(_) | Target::Flag(_)) => {
                self.slots.dimensions.push(DimensionSlot::Noun(noun));
            }
            Some(Target::Value(..)) => self.plain(at, noun, Want::Any, false),
            _ => self.slots.unused.push(at),
        }
        self.more_dimensions(at + 1)
    }

    /// "by region and year", "per country, per month".
    pub(super) fn more_dimensions(&mut self, at: usize) -> usize {
        let joint = matches!(
            self.chunks.get(at).map(|chunk| &chunk.kind),
            Some(Kind::Operation(Operation::And))
        );
        let after = self.after_skips(at + 1);
        if joint
            && matches!(
                self.chunks.get(after).map(|chunk| &chunk.kind),
                Some(Kind::Schema(_) | Kind::Unit(_))
            )
        {
            self.pending.group = Some(Group::Per);
            return at + 1;
        }
        at
    }

    pub(super) fn counted(&mut self, at: usize, noun: Noun) -> usize {
        let rate = matches!(self.pick_number(&noun), Some(Target::Column(col)) if self.schema.is_rate(col));
        if rate && self.pending.aggregate.is_none() && self.table_at(at).is_none() {
            // A count of ratings or prices adds none of them up.
            self.slots.unused.push(at);
        }
        self.pending.count = false;
        let ranked = self.pending.rank.take();
        let averaged = self.pending.aggregate.take() == Some(Aggregate::Average);
        let Some(measure) = self.measure_of(&noun, None, true) else {
            // "how many of them are gold": the noun is a condition.
            self.pending.count = true;
            self.plain(at, noun, Want::Any, false);
            return at + 1;
        };
        self.slots.averaged |= averaged;
        match ranked {
            Some(descending) => self.rank_by(measure, descending),
            None => self.measure(measure),
        }
        at + 1
    }

    pub(super) fn measure(&mut self, measure: MeasureSlot) {
        if self.slots.head.is_none()
            && let MeasureSlot::Rows(rel) = measure
        {
            self.slots.head = Some(Head::Table(rel));
            self.slots.head_singular = false;
        }
        if let MeasureSlot::Column { noun, aggregate } = &measure {
            self.left = Some((noun.clone(), *aggregate));
        }
        self.slots.measures.push(measure);
    }

    pub(super) fn rank_by(&mut self, measure: MeasureSlot, descending: bool) {
        let limit = self.slots.limit;
        self.slots.ranking = Some(Ranking {
            by: RankBy::Measure(measure),
            descending,
            limit,
            superlative: true,
        });
    }

    /// After "most", "highest": the head ("the top 5 customers"), or what it is ranked by.
    pub(super) fn ranked(&mut self, at: usize, noun: &Noun) -> usize {
        let Some(descending) = self.pending.rank else {
            return at + 1;
        };
        let aggregate = self.pending.aggregate.take();
        let table_first = self.pick(&noun.entries, Want::Table, noun.near, noun.chunk);
        if self.slots.head.is_none() && !self.slots.outputs.is_empty() && aggregate.is_none() {
            // "city with the most customers"
            let column = self.slots.outputs.remove(0);
            self.slots.head_singular = !self.tokens[self.chunks[column.chunk].to - 1]
                .text
                .ends_with('s');
            self.slots.head = Some(Head::Column(column));
        }
        let who = matches!(self.slots.head, Some(Head::Who))
            && matches!(table_first, Some(Target::Table(rel)) if self.schema.is_person(rel));
        let described = matches!(
            self.chunks.get(at + 1).map(|chunk| &chunk.kind),
            Some(Kind::Schema(_))
        ) && self.table_at(at + 1).is_some();
        let headless = self.slots.head.is_none() || who;
        if headless && aggregate.is_none() && !described && self.rank_head(at, noun, descending) {
            return at + 1;
        }
        self.pending.rank = None;
        let word = at.checked_sub(1).map_or("", |before| {
            self.tokens[self.chunks[before].from].text.as_str()
        });
        if let (Some(Target::Table(rel)), "largest" | "biggest" | "highest" | "smallest" | "lowest") =
            (&table_first, word)
            && let Some(col) = self.schema.main_amount(*rel)
            && self.pick_number(noun).is_none()
        {
            // "placed the largest order": by its amount, not by how many.
            let entries = vec![Entry {
                target: Target::Column(col),
                weight: 0.7,
            }];
            let aggregate = Some(if descending {
                Aggregate::Maximum
            } else {
                Aggregate::Minimum
            });
            let noun = Noun {
                entries,
                chunk: at,
                near: Some(*rel),
            };
            self.rank_by(MeasureSlot::Column { aggregate, noun }, descending);
            return at + 1;
        }
        match self.measure_of(noun, aggregate, false) {
            Some(MeasureSlot::Column {
                noun,
                aggregate: None,
            }) if self.pending.both_ends => {
                self.measure(MeasureSlot::Column {
                    aggregate: Some(Aggregate::Maximum),
                    noun: noun.clone(),
                });
                self.measure(MeasureSlot::Column {
                    aggregate: Some(Aggregate::Minimum),
                    noun,
                });
            }
            Some(MeasureSlot::Column {
                noun,
                aggregate: None,
            }) if self.slots.head.is_none() && self.slots.limit.is_none() => {
                // "the highest salary": a maximum, unless a table to rank comes yet.
                let aggregate = Some(if descending {
                    Aggregate::Maximum
                } else {
                    Aggregate::Minimum
                });
                self.measure(MeasureSlot::Column { aggregate, noun });
            }
            Some(measure) => self.rank_by(measure, descending),
            None => self.slots.unused.push(at),
        }
        at + 1
    }

    /// "the top 5 customers": the noun after the superlative is what is ranked.
    fn rank_head(&mut self, at: usize, noun: &Noun, descending: bool) -> bool {
        let number = self.pick_number(noun);
        let head = match self.pick(&noun.entries, Want::Table, noun.near, noun.chunk) {
            Some(Target::Table(rel)) if number.is_none() || self.heads_a_list(at) => {
                Head::Table(rel)
            }
            Some(Target::Role(reference)) => Head::Role(reference),
            Some(Target::Column(col)) if !self.schema.column(col).class.is_numeric() => {
                Head::Column(noun.clone())
            }
            _ => return false,
        };
        self.slots.head = Some(head);
        self.slots.head_singular = !self.tokens[self.chunks[at].to - 1].text.ends_with('s');
        self.rank(RankBy::Open, descending, at);
        true
    }

    /// "top 5 sales" could be orders; "top 5 customers" is a list.
    pub(super) fn heads_a_list(&self, at: usize) -> bool {
        self.slots.limit.is_some()
            || matches!(
                self.chunks.get(at + 1).map(|chunk| &chunk.kind),
                Some(Kind::Operation(Operation::By))
            )
    }

    pub(super) fn measured(&mut self, at: usize, noun: Noun) -> usize {
        let how_much = self.pending.how_much;
        let aggregate = self
            .pending
            .aggregate
            .or(how_much.then_some(Aggregate::Sum));
        let word = self.tokens[self.chunks[at].from].text.as_str();
        if how_much && matches!(word, "cost" | "costs") && !self.price_entries.is_empty() {
            self.slots.understood.push(at);
            self.slots.outputs.push(Noun {
                entries: self.price_entries.to_vec(),
                ..noun
            });
            self.pending.how_much = false;
            return at + 1;
        }
        let noun = if how_much {
            self.spoken_figure(noun)
        } else {
            noun
        };
        match self.measure_of(&noun, aggregate, false) {
            Some(MeasureSlot::Column { noun, .. })
                if how_much && self.slots.head.is_none() && self.is_price(&noun) =>
            {
                // "how much does X cost": the price itself.
                self.slots.outputs.push(noun);
            }
            Some(MeasureSlot::Rows(rel)) if how_much || aggregate == Some(Aggregate::Average) => {
                // "how much did customers spend", "the average order": the figure comes later or is the table's amount.
                if self.slots.head.is_none() && !how_much {
                    self.slots.head = Some(Head::Table(rel));
                }
                if how_much {
                    self.plain(at, noun, Want::Any, false);
                    return at + 1;
                }
                match self.schema.main_amount(rel) {
                    Some(col) if !self.number_follows(at) => {
                        let entry = Entry {
                            target: Target::Column(col),
                            weight: 0.5,
                        };
                        let noun = Noun {
                            entries: vec![entry],
                            chunk: at,
                            near: Some(rel),
                        };
                        self.measure(MeasureSlot::Column { aggregate, noun });
                    }
                    _ => return at + 1,
                }
            }
            Some(MeasureSlot::Rows(rel))
                if aggregate == Some(Aggregate::Sum) && self.is_money(at) =>
            {
                // "total payments" are an amount.
                match self.schema.main_amount(rel) {
                    Some(col) => {
                        let entries = vec![Entry {
                            target: Target::Column(col),
                            weight: 0.7,
                        }];
                        let noun = Noun {
                            entries,
                            chunk: at,
                            near: Some(rel),
                        };
                        self.measure(MeasureSlot::Column { aggregate, noun });
                    }
                    None => self.measure(MeasureSlot::Rows(rel)),
                }
            }
            Some(MeasureSlot::Column { noun, aggregate }) => {
                for other in std::mem::take(&mut self.also) {
                    self.measure(MeasureSlot::Column {
                        aggregate: Some(other),
                        noun: noun.clone(),
                    });
                }
                self.measure(MeasureSlot::Column { aggregate, noun });
            }
            Some(measure) => self.measure(measure),
            None => {
                self.plain(at, noun, Want::Any, false);
                return at + 1;
            }
        }
        self.pending.aggregate = None;
        self.pending.how_much = false;
        at + 1
    }

    pub(super) fn number_follows(&self, at: usize) -> bool {
        match self.chunks.get(at + 1).map(|chunk| &chunk.kind) {
            Some(Kind::Schema(entries)) => entries.iter().any(|entry| matches!(entry.target, Target::Column(col) if self.schema.column(col).class.is_numeric())),
            _ => false,
        }
    }
}
