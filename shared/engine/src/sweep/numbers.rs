//! Numbers in a question: comparisons, bounds, how many rows.

use super::{Sweep, Want};
use crate::chunk::{Chunk, Form, Kind};
use crate::operations::Aggregate;
use crate::operations::{Comparison, Operation};
use crate::schema::Rel;
use crate::slots::Head;
use crate::slots::{ConditionKind, MeasureSlot, Noun};
use crate::vocabulary::Target;
use plainquery_core::TypeClass;

impl Sweep<'_> {
    /// A comparison with a number ("more than 5 orders", "salary above 50000", "rated 4 or more") or
    /// with a column ("over budget").
    pub(super) fn compare(&mut self, at: usize, comparison: Comparison) -> usize {
        let comparison = if self.take_negation() {
            comparison.negated()
        } else {
            comparison
        };
        let next = self.after_skips(at + 1);
        match self.chunks.get(next).map(|chunk| &chunk.kind) {
            Some(Kind::Number(number)) => self.compare_number(at, next, comparison, number.clone()),
            Some(Kind::Schema(_)) => {
                let right = self.noun_at(next);
                match self.pick(&right.entries, Want::Number, right.near, right.chunk) {
                    Some(Target::Column(col)) if self.schema.column(col).class.is_numeric() => {
                        let left = self.left.take().map(|(noun, _)| noun);
                        self.forget_output(left.as_ref());
                        self.condition(
                            at,
                            ConditionKind::CompareColumns {
                                left,
                                comparison,
                                right,
                            },
                            false,
                        );
                        next + 1
                    }
                    _ => at + 1,
                }
            }
            Some(Kind::Operation(Operation::Aggregate(Aggregate::Average)))
                if !self.number_follows(next) =>
            {
                self.versus_average(at, None, comparison);
                next + 1
            }
            Some(Kind::Text(_)) => {
                // "more than Ann Lee": another row's figure.
                self.slots.unused.push(at);
                at + 1
            }
            _ => {
                // "over" and "above" are prepositions too.
                at + 1
            }
        }
    }

    pub(super) fn forget_output(&mut self, noun: Option<&Noun>) {
        if let Some(noun) = noun {
            self.slots
                .outputs
                .retain(|output| output.chunk != noun.chunk);
        }
    }

    pub(super) fn compare_number(
        &mut self,
        at: usize,
        number_at: usize,
        comparison: Comparison,
        number: String,
    ) -> usize {
        let (number, after_number) = self.scaled(number_at, number);
        let comparison = match self.chunks.get(after_number).map(|chunk| &chunk.kind) {
            Some(Kind::Operation(Operation::CompareAfter(after))) => *after,
            _ => comparison,
        };
        let after_number = match self.chunks.get(after_number).map(|chunk| &chunk.kind) {
            Some(Kind::Operation(Operation::CompareAfter(_))) => after_number + 1,
            _ => after_number,
        };
        let next = self.after_skips(after_number);
        let times = self
            .chunks
            .get(after_number)
            .is_some_and(|chunk| self.tokens[chunk.from].text == "times");
        if times {
            return self.so_many_times(at, after_number, comparison, number);
        }
        if let Some(of) = self.reports_at(next) {
            let kind = ConditionKind::Quantity {
                of,
                comparison,
                number,
            };
            self.condition(at, kind, false);
            return next + 2;
        }
        let adjacent = next == after_number || self.only_units_between(after_number, next);
        let within = self
            .chunks
            .get(next)
            .is_some_and(|chunk| matches!(chunk.kind, Kind::Schema(_)))
            && self.chunks[after_number..next]
                .iter()
                .all(|chunk| self.tokens[chunk.from].text == "in")
            && self.pick_number(&self.noun_at(next)).is_some();
        if (adjacent || within)
            && matches!(
                self.chunks.get(next).map(|chunk| &chunk.kind),
                Some(Kind::Schema(_))
            )
        {
            let noun = self.noun_at(next);
            match self.quantity_of(&noun) {
                Some(of @ (MeasureSlot::Rows(_) | MeasureSlot::Reports(_))) => {
                    self.condition(
                        at,
                        ConditionKind::Quantity {
                            of,
                            comparison,
                            number,
                        },
                        false,
                    );
                    return next + 1;
                }
                Some(MeasureSlot::Column { noun, .. }) => {
                    self.condition(
                        at,
                        ConditionKind::Compare {
                            left: Some(noun),
                            aggregate: None,
                            comparison,
                            number,
                        },
                        false,
                    );
                    return next + 1;
                }
                _ => {}
            }
        }
        let taken = self.left.take();
        self.forget_output(taken.as_ref().map(|(noun, _)| noun));
        let (left, aggregate) = match taken {
            Some((noun, aggregate)) => (Some(noun), aggregate),
            None => (None, None),
        };
        if aggregate.is_some() {
            self.slots.measures.retain(|measure| !matches!(measure, MeasureSlot::Column { noun, .. } if left.as_ref().is_some_and(|left| left.chunk == noun.chunk)));
        }
        if left.is_none() && self.pending.count {
            // "the number of orders is over 5"
            self.pending.count = false;
        }
        self.condition(
            at,
            ConditionKind::Compare {
                left,
                aggregate,
                comparison,
                number,
            },
            false,
        );
        after_number
    }

    /// "reviewed more than 35 times": how many of the related rows there are.
    fn so_many_times(
        &mut self,
        at: usize,
        times_at: usize,
        comparison: Comparison,
        number: String,
    ) -> usize {
        let related = self.slots.conditions.iter().rposition(|condition| {
            matches!(condition.kind, ConditionKind::Related(_)) && !condition.negated
        });
        match related.map(|index| self.slots.conditions.remove(index).kind) {
            Some(ConditionKind::Related(rel)) => {
                let of = MeasureSlot::Rows(rel);
                let kind = ConditionKind::Quantity {
                    of,
                    comparison,
                    number,
                };
                self.condition(at, kind, false);
            }
            _ => self.slots.unused.push(at),
        }
        times_at + 1
    }

    /// "8 people reporting to them".
    fn reports_at(&self, at: usize) -> Option<MeasureSlot> {
        let word = self.tokens[self.chunks.get(at)?.from].text.as_str();
        let Kind::Schema(entries) = &self.chunks.get(at + 1)?.kind else {
            return None;
        };
        let role = entries.iter().find_map(|entry| match entry.target {
            Target::Role(role) => Some(role),
            _ => None,
        })?;
        let reference = self.schema.reference(role);
        let people = matches!(word, "people" | "employees" | "persons");
        (people && reference.from == reference.to).then_some(MeasureSlot::Reports(role))
    }

    pub(super) fn only_units_between(&self, from: usize, to: usize) -> bool {
        self.chunks[from..to].iter().all(|chunk| {
            let word = self.tokens[chunk.from].text.as_str();
            matches!(chunk.kind, Kind::Skip)
                && !matches!(
                    word,
                    "in" | "of" | "from" | "with" | "for" | "to" | "that" | "who" | "per" | "and"
                )
        })
    }

    /// What a number counts: rows of the table after it, or a numeric column.
    pub(super) fn quantity_of(&self, noun: &Noun) -> Option<MeasureSlot> {
        let word = self.tokens[self.chunks[noun.chunk].from].text.as_str();
        if matches!(word, "people" | "person" | "persons" | "ppl") {
            // Those whose column was asked for: "job titles with more than 10 people".
            let Some(Head::Column(head)) = &self.slots.head else {
                return None;
            };
            let rels = head
                .entries
                .iter()
                .filter_map(|entry| entry.target.column());
            let mut people = rels
                .map(|col| col.rel)
                .filter(|rel| self.schema.is_person(*rel));
            return people.next().map(MeasureSlot::Rows);
        }
        match self.pick(&noun.entries, Want::Table, noun.near, noun.chunk)? {
            Target::Table(rel) => Some(MeasureSlot::Rows(rel)),
            Target::Role(reference) => Some(MeasureSlot::Reports(reference)),
            Target::Column(col) if self.schema.column(col).class.is_numeric() => {
                Some(MeasureSlot::Column {
                    aggregate: None,
                    noun: noun.clone(),
                })
            }
            _ => None,
        }
    }

    /// "2 million", "500 thousand".
    pub(super) fn scaled(&self, at: usize, number: String) -> (String, usize) {
        let factor = match self.chunks.get(at + 1).map(|chunk| &chunk.kind) {
            Some(Kind::Number(factor)) if matches!(factor.as_str(), "100" | "1000" | "1000000") => {
                factor.parse::<f64>().ok()
            }
            _ => None,
        };
        match (factor, number.parse::<f64>()) {
            (Some(factor), Ok(value)) => (format!("{}", value * factor), at + 2),
            _ => (number, at + 1),
        }
    }

    /// "less stock than their reorder level", "more reviews than 10".
    pub(super) fn compare_split(&mut self, at: usize, comparison: Comparison) -> usize {
        let left_at = self.after_skips(at + 1);
        let than = self.chunks[at..]
            .iter()
            .position(|chunk| matches!(chunk.kind, Kind::Operation(Operation::Than)));
        let (Some(Kind::Schema(_)), Some(than)) =
            (self.chunks.get(left_at).map(|chunk| &chunk.kind), than)
        else {
            return at + 1;
        };
        let right_at = self.after_skips(at + than + 1);
        let left = self.noun_at(left_at);
        match self.chunks.get(right_at).map(|chunk| &chunk.kind) {
            Some(Kind::Schema(_)) => {
                let right = self.noun_at(right_at);
                self.condition(
                    at,
                    ConditionKind::CompareColumns {
                        left: Some(left),
                        comparison,
                        right,
                    },
                    false,
                );
                right_at + 1
            }
            Some(Kind::Number(number)) => {
                let number = number.clone();
                match self.quantity_of(&left) {
                    Some(of @ MeasureSlot::Rows(_)) => self.condition(
                        at,
                        ConditionKind::Quantity {
                            of,
                            comparison,
                            number,
                        },
                        false,
                    ),
                    _ => self.condition(
                        at,
                        ConditionKind::Compare {
                            left: Some(left),
                            aggregate: None,
                            comparison,
                            number,
                        },
                        false,
                    ),
                }
                right_at + 1
            }
            _ => at + 1,
        }
    }

    /// "between 10 and 20" of numbers; dates are ranges already.
    pub(super) fn between(&mut self, at: usize) -> usize {
        let number = |index: usize| match self.chunks.get(index).map(|chunk| &chunk.kind) {
            Some(Kind::Number(number)) => Some(number.clone()),
            _ => None,
        };
        let low_at = self.after_skips(at + 1);
        let Some(low) = number(low_at) else {
            return at + 1;
        };
        let and_at = self.after_skips(low_at + 1);
        let high_at = self.after_skips(and_at + 1);
        let Some(high) = number(high_at) else {
            return at + 1;
        };
        let mut end = high_at + 1;
        let mut left = self.left.take();
        if left.is_none()
            && matches!(
                self.chunks.get(end).map(|chunk| &chunk.kind),
                Some(Kind::Schema(_))
            )
        {
            let noun = self.noun_at(end);
            if let Some(MeasureSlot::Column { noun, .. }) = self.quantity_of(&noun) {
                left = Some((noun, None));
                end += 1;
            }
        }
        self.forget_output(left.as_ref().map(|(noun, _)| noun));
        let (left, aggregate) =
            left.map_or((None, None), |(noun, aggregate)| (Some(noun), aggregate));
        self.condition(
            at,
            ConditionKind::Compare {
                left: left.clone(),
                aggregate,
                comparison: Comparison::GreaterOrEqual,
                number: low,
            },
            false,
        );
        self.condition(
            at,
            ConditionKind::Compare {
                left,
                aggregate,
                comparison: Comparison::LessOrEqual,
                number: high,
            },
            false,
        );
        end
    }

    /// A lone number: how many rows ("10 products"), a rating ("5 star reviews"), or a postfix
    /// comparison ("4 or more").
    pub(super) fn number(&mut self, at: usize, number: String) -> usize {
        if let Some(Kind::Operation(Operation::CompareAfter(comparison))) =
            self.chunks.get(at + 1).map(|chunk| &chunk.kind)
        {
            return self.compare_number(at, at, *comparison, number);
        }
        if let Some(rel) = self.key_before(at) {
            self.condition(at, ConditionKind::Key { rel, number }, false);
            return at + 1;
        }
        if self.describes_next(at) {
            return self.equal_to(at, number);
        }
        if self.pending.rank.is_some() || self.count_of_superlative(at) {
            self.slots.limit = number.parse().ok();
            return at + 1;
        }
        if let Some(Kind::Schema(_)) = self.chunks.get(at + 1).map(|chunk| &chunk.kind) {
            let noun = self.noun_at(at + 1);
            match self.pick(&noun.entries, Want::Any, noun.near, noun.chunk) {
                Some(Target::Column(col)) if self.schema.column(col).class.is_numeric() => {
                    return self.equal_to(at, number);
                }
                Some(Target::Column(_)) if self.slots.head.is_none() => {
                    self.slots.limit = number.parse().ok();
                    return at + 1;
                }
                Some(Target::Table(_))
                    if matches!(self.slots.head, None | Some(Head::Who)) && !self.pending.count =>
                {
                    self.slots.limit = number.parse().ok();
                    return at + 1;
                }
                Some(Target::Table(rel)) if self.slots.head.is_some() => {
                    let kind = ConditionKind::Quantity {
                        of: MeasureSlot::Rows(rel),
                        comparison: Comparison::Equal,
                        number,
                    };
                    self.condition(at, kind, false);
                    return at + 2;
                }
                _ => {}
            }
        }
        if let Some((noun, aggregate)) = self.left.take() {
            self.forget_output(Some(&noun));
            self.condition(
                at,
                ConditionKind::Compare {
                    left: Some(noun),
                    aggregate,
                    comparison: Comparison::Equal,
                    number,
                },
                false,
            );
            return at + 1;
        }
        if self.context.is_some() && self.slots.limit.is_none() {
            self.slots.limit = number.parse().ok();
            return at + 1;
        }
        self.slots.unused.push(at);
        at + 1
    }

    fn equal_to(&mut self, at: usize, number: String) -> usize {
        let noun = self.noun_at(at + 1);
        let kind = ConditionKind::Compare {
            left: Some(noun),
            aggregate: None,
            comparison: Comparison::Equal,
            number,
        };
        self.condition(at, kind, false);
        at + 2
    }

    /// "5 star reviews": a number and a column that describe the table after them.
    fn describes_next(&self, at: usize) -> bool {
        let Some(Kind::Schema(entries)) = self.chunks.get(at + 1).map(|chunk| &chunk.kind) else {
            return false;
        };
        let numeric = entries.iter().any(|entry| matches!(entry.target, Target::Column(col) if self.schema.column(col).class.is_numeric()));
        numeric && self.table_at(at + 1).is_none() && self.table_at(at + 2).is_some()
    }

    /// "order 4711", "customer number 15": the number is the table's key.
    fn key_before(&self, at: usize) -> Option<Rel> {
        let before = (0..at).rev().find(|index| {
            let word = self.tokens[self.chunks[*index].from].text.as_str();
            !matches!(
                word,
                "number" | "no" | "nr" | "id" | "#" | "with" | "." | "of" | "count"
            )
        })?;
        let rel = self.table_at(before)?;
        let singular = !self.tokens[self.chunks[before].to - 1].text.ends_with('s');
        let [key] = self.schema.primary_key(rel)[..] else {
            return None;
        };
        let followed = matches!(
            self.chunks.get(at + 1).map(|chunk| &chunk.kind),
            Some(Kind::Schema(_))
        );
        let integer = self.schema.column(key).class == TypeClass::Integer;
        (singular && integer && !followed).then_some(rel)
    }

    pub(super) fn count_of_superlative(&self, at: usize) -> bool {
        let superlative = |chunk: &Chunk| {
            matches!(
                chunk.kind,
                Kind::Operation(
                    Operation::Most
                        | Operation::Least
                        | Operation::Best
                        | Operation::Commonest
                        | Operation::BestSelling
                        | Operation::WorstSelling
                )
            ) || matches!(chunk.kind, Kind::Adjective(adjective) if adjective.form == Form::Superlative || adjective.form == Form::Plain)
        };
        self.chunks.get(at + 1).is_some_and(superlative)
            || at
                .checked_sub(1)
                .is_some_and(|before| superlative(&self.chunks[before]))
            || at.checked_sub(1).is_some_and(|before| {
                matches!(
                    self.tokens[self.chunks[before].from].text.as_str(),
                    "top" | "first" | "last"
                )
            })
    }
}
