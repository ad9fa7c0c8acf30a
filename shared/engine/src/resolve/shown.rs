//! What is shown and what it is grouped by.

use super::{Resolver, Trouble};
use crate::dates::TimeUnit;
use crate::english;
use crate::frame::{Condition, Dimension, Frame, Measure, Place};
use crate::schema::{Col, Rel};
use crate::slots::{ConditionKind, DimensionSlot, Head, Noun};
use crate::vocabulary::Target;

impl Resolver<'_> {
    pub(super) fn dimensions(&mut self, frame: &mut Frame) -> Result<(), Trouble> {
        for slot in &self.slots.dimensions {
            let dimension = self.dimension(slot, frame)?;
            if !frame.dimensions.contains(&dimension) {
                frame.dimensions.push(dimension);
            }
        }
        if !frame.dimensions.is_empty()
            && frame.measures.is_empty()
            && self.slots.ranking.is_none()
            && self.context.is_none()
        {
            frame.measures.push(Measure::count(frame.subject));
        }
        Ok(())
    }

    pub(super) fn dimension(
        &mut self,
        slot: &DimensionSlot,
        frame: &Frame,
    ) -> Result<Dimension, Trouble> {
        let root = frame.subject;
        Ok(match slot {
            DimensionSlot::Table(rel) => Dimension::Entity {
                rel: *rel,
                via: None,
            },
            DimensionSlot::Role(reference) => Dimension::Entity {
                rel: self.schema.reference(*reference).to,
                via: Some(*reference),
            },
            DimensionSlot::Noun(noun) => match self.choose(noun, root, |_| true) {
                Some(col) if self.schema.column(col).class.is_temporal() => Dimension::Time {
                    place: Place::plain(col),
                    unit: TimeUnit::Day,
                },
                Some(col) => {
                    let column = self.schema.column(col);
                    let identity = ["phone", "email", "address", "number", "code", "url", "sku"];
                    if column.name.split('_').any(|part| identity.contains(&part)) {
                        // Nearly every row has a value of its own: hardly what is grouped by.
                        self.doubt *= 0.5;
                    }
                    Dimension::Column(Place::plain(col))
                }
                None => return Err(Trouble::NoSubject),
            },
            DimensionSlot::Unit(unit) => Dimension::Time {
                place: Place::plain(self.date_of(root, None).ok_or(Trouble::NoSubject)?),
                unit: *unit,
            },
        })
    }

    /// The date that rows of a table are dated by, its own or that of the nearest row it leads to.
    pub(super) fn date_of(&self, root: Rel, noun: Option<&Noun>) -> Option<Col> {
        if let Some(noun) = noun {
            let temporal = |col: Col| self.schema.column(col).class.is_temporal();
            if let Some(col) = self.best_column(noun, Some(root), temporal) {
                return Some(col);
            }
        }
        let prior =
            self.prior.iter().copied().find(|col| {
                self.schema.column(*col).class.is_temporal() && self.own(root, col.rel)
            });
        if prior.is_some() {
            return prior;
        }
        let named = self.slots.outputs.iter().find_map(|noun| {
            self.best_column(noun, Some(root), |col| {
                self.schema.column(col).class.is_temporal()
                    && self.paths.to_one(root, col.rel).is_some()
            })
        });
        named.or_else(|| self.own_date(root))
    }

    pub(super) fn own_date(&self, root: Rel) -> Option<Col> {
        self.schema.main_date(root).or_else(|| {
            let reached = self.schema.rels().filter_map(|rel| {
                let path = self.paths.to_one(root, rel)?;
                Some(((path.len(), rel), self.schema.main_date(rel)?))
            });
            // The first reference of the key leads to what the row is a part of.
            reached
                .min_by_key(|((length, rel), _)| (*length, !self.leads_by_key(root, *rel), *rel))
                .map(|(_, col)| col)
        })
    }

    pub(super) fn leads_by_key(&self, root: Rel, to: Rel) -> bool {
        self.schema.references_from(root).any(|reference| {
            let reference = self.schema.reference(reference);
            reference.to == to
                && reference.from_columns.iter().all(|index| {
                    self.schema.is_key(Col {
                        rel: root,
                        index: *index,
                    })
                })
        })
    }

    pub(super) fn outputs(&mut self, frame: &mut Frame) {
        let nouns: Vec<Noun> = match &self.slots.head {
            Some(Head::Column(noun)) => std::iter::once(noun.clone())
                .chain(self.slots.outputs.iter().cloned())
                .collect(),
            _ => self.slots.outputs.clone(),
        };
        for noun in nouns {
            if self.names_people(&noun, frame.subject) {
                let display = self.schema.display(frame.subject);
                frame.outputs.extend(display.into_iter().map(Place::plain));
                continue;
            }
            let Some(col) = self.choose(&noun, frame.subject, |_| true) else {
                continue;
            };
            let place = Place::plain(col);
            let event = self.schema.column(col).class.is_temporal() && !self.asked_when();
            let echo = frame.outputs.iter().any(|shown| {
                shown.col != col
                    && self.schema.column(shown.col).name == self.schema.column(col).name
            });
            if !self.own(frame.subject, col.rel) && echo {
                // "what countries do suppliers come from": said twice.
                self.left_aside.push(noun.chunk);
            } else if !self.own(frame.subject, col.rel) || (event && col.rel != frame.subject) {
                // "suppliers that deliver X": a verb that only echoes another table's event.
                let weight = noun
                    .entries
                    .iter()
                    .map(|entry| entry.weight)
                    .fold(0.0_f32, f32::max);
                self.doubt *= if event || weight < 0.5 { 0.7 } else { 0.6 };
                self.left_aside.push(noun.chunk);
            } else if self.says_value(&noun, col) {
                // "the finance department": the column's name beside its value.
            } else {
                match self.happened(&noun, col, frame) {
                    Happened::If(condition) => frame.conditions.push(condition),
                    Happened::Always => {
                        if !event {
                            // "is it in stock, and how many": more than a count.
                            self.doubt *= 0.6;
                        }
                        self.left_aside.push(noun.chunk);
                    }
                    Happened::Asked if frame.outputs.contains(&place) => {}
                    Happened::Asked => frame.outputs.push(place),
                }
            }
        }
        if self.slots.asks_where && frame.outputs.is_empty() && frame.measures.is_empty() {
            let places = self.schema.cols(frame.subject).filter(|col| {
                let name = &self.schema.column(*col).name;
                name.split('_')
                    .any(|part| matches!(part, "city" | "country" | "location" | "address"))
            });
            frame.outputs.extend(places.map(Place::plain));
            if frame.outputs.is_empty() {
                self.doubt *= 0.3;
            }
        }
        self.name_the_rows(frame);
        let head_is_role = match (&self.slots.head, self.named_role()) {
            (Some(Head::Role(reference)), true) => Some(*reference),
            _ => None,
        };
        for reference in self.slots.output_roles.iter().copied().chain(head_is_role) {
            let to = self.schema.reference(reference).to;
            if self.slots.head.is_some()
                && head_is_role != Some(reference)
                && frame.outputs.is_empty()
            {
                frame.outputs.extend(
                    self.schema
                        .display(frame.subject)
                        .into_iter()
                        .map(Place::plain),
                );
            }
            frame
                .outputs
                .extend(self.schema.display(to).into_iter().map(|col| Place {
                    col,
                    via: Some(reference),
                }));
        }
    }

    /// "stores and their cities": what a row is called comes before what is asked of it.
    fn name_the_rows(&self, frame: &mut Frame) {
        let Some(first) = self.slots.outputs.first() else {
            return;
        };
        let who = matches!(self.slots.head, Some(Head::Who)).then_some(0);
        let head = self
            .slots
            .head_chunk
            .filter(|head| *head < first.chunk)
            .or(who);
        let own = frame
            .outputs
            .iter()
            .all(|place| self.own(frame.subject, place.col.rel));
        if head.is_none()
            || frame.outputs.is_empty()
            || !own
            || !frame.measures.is_empty()
            || self.context.is_some()
        {
            return;
        }
        let mut shown: Vec<Place> = self
            .schema
            .display(frame.subject)
            .into_iter()
            .map(Place::plain)
            .collect();
        shown.extend(
            frame
                .outputs
                .iter()
                .copied()
                .filter(|place| !self.schema.display(frame.subject).contains(&place.col)),
        );
        frame.outputs = shown;
    }

    /// "names of patients": first and last, where people have both.
    fn names_people(&self, noun: &Noun, subject: Rel) -> bool {
        let words = self.words(noun.chunk);
        self.schema.is_person(subject)
            && matches!(
                words.as_str(),
                "name" | "names" | "full names" | "full name"
            )
    }

    pub(super) fn says_value(&self, noun: &Noun, col: Col) -> bool {
        self.slots
            .conditions
            .iter()
            .any(|condition| match &condition.kind {
                ConditionKind::Value(value) => {
                    let beside = value.chunk.abs_diff(noun.chunk) <= 2;
                    beside
                        && value.entries.iter().any(
                            |entry| matches!(&entry.target, Target::Value(at, _) if *at == col),
                        )
                }
                _ => false,
            })
    }

    pub(super) fn named_role(&self) -> bool {
        self.slots
            .conditions
            .iter()
            .any(|condition| matches!(condition.kind, ConditionKind::Text { via: Some(_), .. }))
    }

    /// A column named as an event or a possession is a condition, not an output: "have closed",
    /// "customers with a phone number", "how many customers gave an email".
    pub(super) fn happened(&self, noun: &Noun, col: Col, frame: &Frame) -> Happened {
        if matches!(self.slots.head, Some(Head::Column(_))) || self.asked_when() {
            return Happened::Asked;
        }
        let column = self.schema.column(col);
        let place = Place::plain(col);
        let first = self.chunks[noun.chunk].from;
        let word = &self.tokens[self.chunks[noun.chunk].to - 1].text;
        let event = column.class.is_temporal()
            && (english::is_participle(word)
                || !word.contains("date")
                    && self.slots.head.is_some()
                    && frame.measures.len() == 1);
        let before = |back: usize| {
            first
                .checked_sub(back)
                .map_or("", |index| self.tokens[index].text.as_str())
        };
        let possessed = matches!(before(1), "a" | "an" | "any")
            && matches!(
                before(2),
                "with" | "have" | "has" | "had" | "gave" | "given" | "got"
            );
        let counted = !frame.measures.is_empty() && matches!(self.slots.head, Some(Head::Table(_)));
        if event || possessed || (counted && self.slots.ranking.is_none()) {
            let present = Condition::Missing {
                place,
                missing: false,
            };
            return if column.nullable {
                Happened::If(present)
            } else {
                Happened::Always
            };
        }
        Happened::Asked
    }

    pub(super) fn asked_when(&self) -> bool {
        self.tokens
            .first()
            .is_some_and(|token| token.text == "when")
    }
}

/// What naming a column without an operation says.
pub(super) enum Happened {
    /// The column is asked for.
    Asked,
    /// Only the rows for which it happened.
    If(Condition),
    /// It happened to every row.
    Always,
}
