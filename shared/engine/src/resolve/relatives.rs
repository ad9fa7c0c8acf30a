//! Conditions on related rows: existence, quantity, names.

use super::Resolver;
use crate::frame::{Condition, Dimension, Frame, Measure, Operand, OrderBy, Place};
use crate::operations::Comparison;
use crate::schema::{Col, Ref, Rel};
use crate::slots::{ConditionKind, Head, MeasureSlot};
use plainquery_core::TypeClass;

impl Resolver<'_> {
    pub(super) fn related(
        &mut self,
        rel: Rel,
        root: Rel,
        negated: bool,
        frame: &Frame,
    ) -> Option<(Condition, bool)> {
        let ranked = frame
            .order
            .iter()
            .any(|order| matches!(order.by, OrderBy::Measure(measure) if measure.of.rel() == rel));
        if rel == root || (ranked && !negated) {
            return None;
        }
        if let Some(path) = self.paths.to_one(root, rel) {
            let nullable = path
                .iter()
                .copied()
                .find(|reference| self.schema.reference(*reference).nullable);
            let reference = self.named_reference(root, rel).or(nullable);
            let grouped = !self.slots.dimensions.is_empty();
            return match reference {
                Some(reference) if negated || !grouped => {
                    let reference = self.schema.reference(reference);
                    let place = Place::plain(Col {
                        rel: reference.from,
                        index: reference.from_columns[0],
                    });
                    Some((
                        Condition::Missing {
                            place,
                            missing: negated,
                        },
                        true,
                    ))
                }
                _ => None,
            };
        }
        let head_is_group = matches!(self.slots.head, Some(Head::Column(_) | Head::Unit(_)));
        if head_is_group && !negated {
            return None;
        }
        Some((
            Condition::Related {
                rel,
                via: None,
                negated,
                conditions: Vec::new(),
            },
            true,
        ))
    }

    pub(super) fn role(
        &mut self,
        reference: Ref,
        root: Rel,
        negated: bool,
    ) -> Option<(Condition, bool)> {
        let index = self.schema.reference(reference).from_columns[0];
        let from = self.schema.reference(reference).from;
        let counted = self
            .slots
            .conditions
            .iter()
            .any(|condition| matches!(condition.kind, ConditionKind::Quantity { .. }));
        if counted && from == self.schema.reference(reference).to {
            // "referred 3 or more": the number says it.
            return None;
        }
        if from == root || self.own(root, from) {
            let place = Place::plain(Col { rel: from, index });
            if !negated && !self.schema.reference(reference).nullable {
                return None;
            }
            let ranked = self.slots.ranking.is_some() || !self.slots.dimensions.is_empty();
            return (negated || !ranked).then_some((
                Condition::Missing {
                    place,
                    missing: negated,
                },
                true,
            ));
        }
        if self.slots.ranking.is_some() {
            return None;
        }
        Some((
            Condition::Related {
                rel: from,
                via: Some(reference),
                negated,
                conditions: Vec::new(),
            },
            true,
        ))
    }

    pub(super) fn quantity(
        &mut self,
        of: &MeasureSlot,
        comparison: Comparison,
        number: &str,
        root: Rel,
    ) -> Option<(Condition, bool)> {
        let via = match of {
            MeasureSlot::Reports(reference) => Some(*reference),
            MeasureSlot::Rows(rel) => self.named_reference(*rel, root),
            _ => None,
        };
        let measure = self.measure(of, root)?;
        if matches!(comparison, Comparison::Less | Comparison::LessOrEqual) {
            self.doubt *= 0.85;
        }
        Some((
            Condition::Quantity {
                measure,
                via,
                comparison,
                number: number.to_owned(),
                conditions: Vec::new(),
            },
            true,
        ))
    }

    /// "live in Lyon": a name after "in" or "from" is a place, where the subject has an unsampled
    /// column of places.
    pub(super) fn place_name(&mut self, chunk: usize, text: &str, root: Rel) -> Option<Condition> {
        let before = self.chunks[chunk].from.checked_sub(1)?;
        if !matches!(self.tokens[before].text.as_str(), "in" | "from" | "near") {
            return None;
        }
        let places = ["city", "town", "country", "location", "state", "county"];
        let col = places.iter().find_map(|place| {
            self.schema.cols(root).find(|col| {
                let column = self.schema.column(*col);
                column.class == TypeClass::Text
                    && !column.samples_complete
                    && column.name.split('_').any(|part| part == *place)
            })
        })?;
        self.doubt *= 0.85;
        self.notes
            .push(format!("“{text}” was taken for the {}.", self.label(col)));
        Some(Condition::OneOf {
            place: Place::plain(col),
            values: vec![text.to_owned()],
            negated: false,
        })
    }

    /// A name that is in no sample: equality with the name of the table it stands with.
    pub(super) fn name(
        &mut self,
        text: &str,
        near: Option<Rel>,
        via: Option<Ref>,
        root: Rel,
        negated: bool,
    ) -> Option<(Condition, bool)> {
        let words: Vec<&str> = text.split(' ').collect();
        // "how many orders did Ann Lee approve": the verb says how she is tied to them.
        let via = via.or_else(|| {
            self.slots
                .conditions
                .iter()
                .find_map(|condition| match condition.kind {
                    ConditionKind::Role(reference)
                        if !condition.negated
                            && near.is_none_or(|rel| !self.schema.is_person(rel)) =>
                    {
                        Some(reference)
                    }
                    _ => None,
                })
        });
        let reference = via.map(|reference| self.schema.reference(reference).clone());
        // "the manager of Ann Lee" is a row that points; "approved by Ann Lee" is one pointed at.
        let head_role =
            matches!((&self.slots.head, via), (Some(Head::Role(head)), Some(via)) if *head == via);
        let (rel, place_via) = match (&reference, head_role) {
            (Some(reference), true) => (reference.from, None),
            (Some(reference), false) => (reference.to, via),
            (None, _) => (self.named_table(near, words.len(), root)?, None),
        };
        let display = self.schema.display(rel);
        self.doubt *= 0.92;
        match (&display[..], &words[..]) {
            ([first, last], [given, family @ ..]) if !family.is_empty() => {
                let first = Condition::OneOf {
                    place: Place {
                        col: *first,
                        via: place_via,
                    },
                    values: vec![(*given).to_owned()],
                    negated,
                };
                let last = Condition::OneOf {
                    place: Place {
                        col: *last,
                        via: place_via,
                    },
                    values: vec![family.join(" ")],
                    negated,
                };
                let own = self.own(
                    root,
                    reference.as_ref().map_or(rel, |reference| reference.from),
                );
                Some((Condition::All(vec![first, last]), own))
            }
            ([first, _], [_]) => {
                self.doubt *= 0.6;
                Some((
                    Condition::OneOf {
                        place: Place {
                            col: *first,
                            via: place_via,
                        },
                        values: vec![text.to_owned()],
                        negated,
                    },
                    self.own(root, rel),
                ))
            }
            ([name], [_]) => Some((
                // One word is hardly a whole name.
                Condition::Like {
                    place: Place {
                        col: *name,
                        via: place_via,
                    },
                    pattern: format!("%{text}%"),
                    negated,
                },
                self.own(root, rel),
            )),
            ([name], _) => Some((
                Condition::OneOf {
                    place: Place {
                        col: *name,
                        via: place_via,
                    },
                    values: vec![text.to_owned()],
                    negated,
                },
                self.own(root, rel),
            )),
            _ => None,
        }
    }

    pub(super) fn named_table(&self, near: Option<Rel>, words: usize, root: Rel) -> Option<Rel> {
        // A name that is not among all names of a table is no name of its rows.
        let known = |rel: &Rel| {
            self.schema
                .display(*rel)
                .iter()
                .any(|col| self.schema.column(*col).samples_complete)
        };
        let suits = |rel: &Rel| {
            !known(rel)
                && if self.schema.is_person(*rel) {
                    words <= 3
                } else {
                    !self.schema.display(*rel).is_empty()
                }
        };
        let people: Vec<Rel> = self
            .schema
            .rels()
            .filter(|rel| self.schema.is_person(*rel) && suits(rel))
            .collect();
        let told = people
            .iter()
            .any(|rel| self.slots.mentioned.contains(rel) || *rel == root || near == Some(*rel));
        if people.len() > 1 && !told && words > 1 && self.slots.head.is_none() {
            // A person, but a customer or a colleague?
            return None;
        }
        near.filter(suits)
            .or_else(|| Some(root).filter(suits))
            .or_else(|| {
                let reached = self
                    .schema
                    .rels()
                    .filter(|rel| suits(rel))
                    .filter_map(|rel| {
                        self.paths
                            .distance(root, rel)
                            .map(|(length, one)| ((!one, length, rel), rel))
                    });
                reached.min().map(|(_, rel)| rel)
            })
    }

    /// "orders in 2023", "new customers this year": without a verb, how many there were.
    pub(super) fn count_events(&mut self, frame: &mut Frame) {
        let undated =
            self.slots.conditions.iter().all(|condition| {
                matches!(condition.kind, ConditionKind::During { noun: None, .. })
            });
        let bare = undated
            && !self.slots.asks_for_rows
            && frame.measures.is_empty()
            && frame.dimensions.is_empty()
            && frame.outputs.is_empty()
            && frame.order.is_empty()
            && self.context.is_none();
        let dated = frame
            .conditions
            .iter()
            .any(|condition| matches!(condition, Condition::During { .. }));
        let new = self.tokens.first().is_some_and(|token| token.text == "new");
        if bare
            && dated
            && self.slots.limit.is_none()
            && (new || self.schema.display(frame.subject).is_empty())
        {
            frame.measures.push(Measure::count(frame.subject));
            self.doubt *= 0.92;
        }
    }

    /// "countries with more than 100 customers": a condition on the groups, not on a row's relatives.
    pub(super) fn quantities_over_groups(&mut self, frame: &mut Frame) {
        let grouped_head = matches!(self.slots.head, Some(Head::Column(_) | Head::Unit(_)));
        if !grouped_head && frame.dimensions.is_empty() {
            return;
        }
        let mut kept = Vec::new();
        for condition in std::mem::take(&mut frame.conditions) {
            match condition {
                Condition::Quantity {
                    measure,
                    comparison,
                    number,
                    conditions,
                    ..
                } if grouped_head
                    || frame.measures.contains(&measure)
                    || measure.of == Operand::Rows(frame.subject) =>
                {
                    if grouped_head && frame.dimensions.is_empty() {
                        frame
                            .dimensions
                            .extend(frame.outputs.drain(..).map(Dimension::Column));
                        frame.subject = measure.of.rel();
                    }
                    if frame.measures.is_empty() {
                        frame.measures.push(measure);
                    }
                    frame.having.push((measure, comparison, number));
                    kept.extend(conditions);
                }
                other => kept.push(other),
            }
        }
        frame.conditions = kept;
    }
}
