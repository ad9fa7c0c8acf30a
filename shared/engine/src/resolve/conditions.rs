//! Conditions on values, dates and numbers.

use super::{Meaning, Resolver, merge, target_column};
use crate::chunk::{Adjective, Kind};
use crate::dates::{DateRange, TimeUnit};
use crate::frame::{Condition, Frame, Measure, Operand, Place};
use crate::operations::{Aggregate, Comparison};
use crate::schema::{Col, Ref, Rel};
use crate::slots::{ConditionKind, ConditionSlot, Head, Noun};
use crate::vocabulary::Target;
use jiff::ToSpan;
use plainquery_core::TypeClass;

impl Resolver<'_> {
    pub(super) fn conditions(&mut self, frame: &mut Frame) {
        let root = frame.subject;
        let mut open: Option<(usize, Rel)> = None;
        for slot in &self.slots.conditions {
            let within = open.map_or(root, |(_, rel)| rel);
            let Some((condition, own)) = self.condition(slot, frame, within, open.is_some()) else {
                continue;
            };
            match (&condition, open) {
                (Condition::Related { rel, .. }, _) => {
                    let rel = *rel;
                    match open {
                        // "bought a product": the product of the order just named.
                        Some((index, _))
                            if !slot.negated && self.paths.distance(within, rel).is_some() =>
                        {
                            if let Some(Condition::Related { conditions, .. }) =
                                frame.conditions.get_mut(index)
                            {
                                conditions.push(condition);
                            }
                        }
                        _ => {
                            frame.conditions.push(condition);
                            open = Some((frame.conditions.len() - 1, rel));
                        }
                    }
                }
                (_, Some((index, _))) if !own => {
                    if let Some(
                        Condition::Related { conditions, .. }
                        | Condition::Quantity { conditions, .. },
                    ) = frame.conditions.get_mut(index)
                    {
                        merge(conditions, condition);
                    }
                }
                (Condition::Quantity { measure, .. }, None) => {
                    // "more than 5 orders in 2024": the year is the orders'.
                    let rel = measure.of.rel();
                    frame.conditions.push(condition);
                    if rel != root {
                        open = Some((frame.conditions.len() - 1, rel));
                    }
                }
                _ => merge(&mut frame.conditions, condition),
            }
        }
        let figures = frame
            .measures
            .iter()
            .any(|measure| matches!(measure.of, Operand::Column(_)));
        let elsewhere = frame.conditions.iter().any(|condition| {
            condition
                .place()
                .is_some_and(|place| !self.own(frame.subject, place.col.rel))
        });
        if elsewhere {
            let stated = frame
                .conditions
                .iter()
                .filter(|condition| {
                    condition
                        .place()
                        .is_some_and(|place| !self.own(frame.subject, place.col.rel))
                })
                .all(|condition| {
                    matches!(
                        condition,
                        Condition::OneOf { .. }
                            | Condition::Like { .. }
                            | Condition::All(_)
                            | Condition::Compare { .. }
                    )
                });
            self.doubt *= if figures || !stated { 0.6 } else { 0.8 };
        }
        self.quantities_over_groups(frame);
        self.count_events(frame);
    }

    /// A condition, and whether it is on the subject's own rows rather than a related table's.
    pub(super) fn condition(
        &mut self,
        slot: &ConditionSlot,
        frame: &Frame,
        within: Rel,
        nested: bool,
    ) -> Option<(Condition, bool)> {
        let root = frame.subject;
        let negated = slot.negated;
        let found = match &slot.kind {
            ConditionKind::Value(noun) => self.value(noun, root, within, nested, negated),
            ConditionKind::Flag(noun) => self.flag(noun, root, negated),
            ConditionKind::Missing(noun) => self.missing(noun, root, !negated),
            ConditionKind::Named(noun) => self.named_number(noun, root, negated),
            ConditionKind::During { range, noun } => self.during(
                slot.chunk,
                *range,
                noun.as_ref(),
                (root, within, nested),
                negated,
            ),
            ConditionKind::Compare {
                left,
                aggregate,
                comparison,
                number,
            } => self.compare(left.as_ref(), *aggregate, *comparison, number, root),
            ConditionKind::Adjective {
                adjective,
                number,
                unit,
            } => self.adjective_condition(*adjective, number, *unit, root, negated),
            ConditionKind::CompareColumns {
                left,
                comparison,
                right,
            } => self.compare_columns(left.as_ref(), *comparison, right, root),
            ConditionKind::VersusAverage {
                left,
                adjective,
                comparison,
            } => self.versus_average(left.as_ref(), *adjective, *comparison, root),
            ConditionKind::Related(rel) => self.related(*rel, root, negated, frame),
            ConditionKind::Role(reference) => self.role(*reference, root, negated),
            ConditionKind::Quantity {
                of,
                comparison,
                number,
            } => self.quantity(of, *comparison, number, root),
            ConditionKind::Current => self.current(root),
            ConditionKind::Key { rel, number } => self.key(*rel, number, root),
            ConditionKind::Like { left, pattern } => {
                self.like(left.as_ref(), pattern, root, negated)
            }
            ConditionKind::Text { text, near, via } => {
                match self.place_name(slot.chunk, text, root) {
                    Some(condition) => Some((condition, true)),
                    None => self.name(text, *near, *via, root, negated),
                }
            }
        };
        if found.is_none()
            && !self.left_aside.contains(&slot.chunk)
            && !matches!(
                slot.kind,
                ConditionKind::Related(_) | ConditionKind::Role(_) | ConditionKind::Current
            )
        {
            self.doubt *= 0.4;
        }
        found
    }

    pub(super) fn value(
        &mut self,
        noun: &Noun,
        root: Rel,
        within: Rel,
        nested: bool,
        negated: bool,
    ) -> Option<(Condition, bool)> {
        let values = Noun {
            entries: noun
                .entries
                .iter()
                .filter(|entry| matches!(entry.target, Target::Value(..)))
                .cloned()
                .collect(),
            ..noun.clone()
        };
        let from = if nested
            && self
                .ranked_columns(&values, Some(root), |col| self.own(root, col.rel))
                .is_empty()
        {
            within
        } else {
            root
        };
        let col = self.choose(&values, from, |_| true)?;
        let best = values.weight_of(col);
        let named: Vec<String> = values
            .entries
            .iter()
            .filter_map(|entry| match &entry.target {
                Target::Value(at, value) if *at == col && entry.weight >= best => {
                    Some(value.to_string())
                }
                _ => None,
            })
            .collect();
        let value = named.join(", ");
        let dated = matches!(
            self.chunks.get(noun.chunk + 1).map(|chunk| &chunk.kind),
            Some(Kind::Range(_))
        );
        let event = noun.entries.iter().any(|entry| matches!(entry.target, Target::Column(at) if self.schema.column(at).class.is_temporal()));
        if dated && event {
            // "shipped last week": shipped then, or ordered then and shipped by now?
            self.doubt *= 0.6;
            self.notes.push(format!(
                "“{}” may be a state or a day; say which one the date is about.",
                self.words(noun.chunk)
            ));
        }
        let surely = values
            .entries
            .iter()
            .any(|entry| target_column(&entry.target) == Some(col) && entry.weight >= 0.8);
        if !surely && !self.own(root, col.rel) {
            // "suppliers that deliver X" is not about orders that are "delivered".
            self.doubt *= 0.88;
            self.left_aside.push(noun.chunk);
            return None;
        }
        self.meanings
            .push((noun.chunk, Meaning::Value(col, value.clone())));
        let condition = Condition::OneOf {
            place: Place {
                col,
                via: self.parent_of(noun.chunk, col, root),
            },
            values: named,
            negated,
        };
        Some((condition, self.own(root, col.rel)))
    }

    /// "categories under Garden": the name is that of the row above.
    fn parent_of(&self, chunk: usize, col: Col, root: Rel) -> Option<Ref> {
        let before = self.chunks[chunk].from.checked_sub(1)?;
        let above = matches!(
            self.tokens[before].text.as_str(),
            "under" | "below" | "beneath" | "within"
        );
        if !above || col.rel != root || !self.schema.display(root).contains(&col) {
            return None;
        }
        self.schema
            .references_from(root)
            .find(|reference| self.schema.reference(*reference).to == root)
    }

    /// What has not ended: an end that is empty, or a start before and an end after today.
    fn current(&mut self, root: Rel) -> Option<(Condition, bool)> {
        let temporal = |words: &[&str]| {
            self.schema.cols(root).find(|col| {
                let column = self.schema.column(*col);
                column.class.is_temporal()
                    && column.name.split('_').any(|part| words.contains(&part))
            })
        };
        let end = temporal(&[
            "end",
            "ends",
            "ended",
            "closed",
            "left",
            "terminated",
            "expired",
            "expires",
            "until",
            "to",
        ])?;
        if self.schema.column(end).nullable {
            self.notes
                .push(format!("Current means that {} is empty.", self.label(end)));
            return Some((
                Condition::Missing {
                    place: Place::plain(end),
                    missing: true,
                },
                true,
            ));
        }
        let start = temporal(&[
            "start", "starts", "started", "from", "begins", "begin", "opened",
        ])?;
        let today = self.calendar.today;
        let during = |col: Col, start: Option<String>, end: Option<String>| Condition::During {
            place: Place::plain(col),
            start,
            end,
            negated: false,
        };
        let begun = during(start, None, Some(today.tomorrow().ok()?.to_string()));
        let not_ended = during(end, Some(today.to_string()), None);
        Some((Condition::All(vec![begun, not_ended]), true))
    }

    fn key(&mut self, rel: Rel, number: &str, root: Rel) -> Option<(Condition, bool)> {
        let [key] = self.schema.primary_key(rel)[..] else {
            return None;
        };
        // The row itself, or what points to it.
        let place = Place::plain(key);
        let condition = Condition::Compare {
            place,
            comparison: Comparison::Equal,
            number: number.to_owned(),
        };
        Some((condition, self.own(root, rel)))
    }

    fn like(
        &mut self,
        left: Option<&Noun>,
        pattern: &str,
        root: Rel,
        negated: bool,
    ) -> Option<(Condition, bool)> {
        let text = |col: Col| self.schema.column(col).class == TypeClass::Text;
        let col = match left {
            Some(noun) => self.best_column(noun, Some(root), text),
            None => None,
        }
        .or_else(|| self.schema.display(root).last().copied())?;
        let condition = Condition::Like {
            place: Place::plain(col),
            pattern: pattern.to_owned(),
            negated,
        };
        Some((condition, self.own(root, col.rel)))
    }

    pub(super) fn flag(
        &mut self,
        noun: &Noun,
        root: Rel,
        negated: bool,
    ) -> Option<(Condition, bool)> {
        let col = self.choose(noun, root, |col| {
            self.schema.column(col).class == TypeClass::Boolean
        })?;
        Some((
            Condition::Flag {
                place: Place::plain(col),
                value: !negated,
            },
            self.own(root, col.rel),
        ))
    }

    pub(super) fn missing(
        &mut self,
        noun: &Noun,
        root: Rel,
        missing: bool,
    ) -> Option<(Condition, bool)> {
        let col = self.choose(noun, root, |_| true)?;
        if !self.schema.column(col).nullable {
            self.doubt *= 0.6;
        }
        Some((
            Condition::Missing {
                place: Place::plain(col),
                missing,
            },
            self.own(root, col.rel),
        ))
    }

    pub(super) fn named_number(
        &mut self,
        noun: &Noun,
        root: Rel,
        negated: bool,
    ) -> Option<(Condition, bool)> {
        let col = self.choose(noun, root, |_| true)?;
        let number = noun.entries.iter().find_map(|entry| match &entry.target {
            Target::Named(at, number) if *at == col => Some(number.to_string()),
            _ => None,
        })?;
        let comparison = if negated {
            Comparison::NotEqual
        } else {
            Comparison::Equal
        };
        Some((
            Condition::Compare {
                place: Place::plain(col),
                comparison,
                number,
            },
            self.own(root, col.rel),
        ))
    }

    pub(super) fn during(
        &mut self,
        chunk: usize,
        range: DateRange,
        noun: Option<&Noun>,
        (root, within, nested): (Rel, Rel, bool),
        negated: bool,
    ) -> Option<(Condition, bool)> {
        let named = noun.and_then(|noun| {
            self.date_of(within, Some(noun)).filter(|col| {
                noun.entries
                    .iter()
                    .any(|entry| target_column(&entry.target) == Some(*col))
            })
        });
        let related = || if nested { self.own_date(within) } else { None };
        let col = named
            .or_else(related)
            .or_else(|| self.date_of(root, None))?;
        let today = self.calendar.today;
        let future = range.start.is_some_and(|start| start > today);
        let birth = self.schema.column(col).name.contains("birth")
            && range
                .start
                .is_some_and(|start| start.year() + 2 > today.year());
        if (future && named.is_none()) || birth {
            self.notes
                .push("The data says nothing about days that have not come yet.".to_owned());
            self.doubt *= 0.3;
        }
        self.meanings.push((chunk, Meaning::Range(range.reading())));
        let own = named.map_or(!nested, |col| self.own(root, col.rel));
        let condition = Condition::During {
            place: Place::plain(col),
            start: range.start.map(|day| day.to_string()),
            end: range.end.map(|day| day.to_string()),
            negated,
        };
        Some((condition, own))
    }

    /// A comparison with a number: of the row's own column, or of a figure over related rows.
    pub(super) fn compare(
        &mut self,
        left: Option<&Noun>,
        aggregate: Option<Aggregate>,
        comparison: Comparison,
        number: &str,
        root: Rel,
    ) -> Option<(Condition, bool)> {
        let col = if let Some(noun) = left {
            self.choose(noun, root, |col| self.schema.column(col).class.is_numeric())
        } else {
            self.doubt *= 0.68;
            let amount = self.sized(root).or_else(|| self.schema.main_amount(root));
            if let Some(col) = amount {
                self.notes
                    .push(format!("The number was compared with {}.", self.label(col)));
            }
            amount
        };
        let col = col?;
        let place = Place::plain(col);
        let groups = !self.slots.dimensions.is_empty()
            || matches!(self.slots.head, Some(Head::Column(_) | Head::Unit(_)));
        let grouped = aggregate.is_some() && groups;
        if (self.own(root, col.rel) && aggregate.is_none()) || col.rel == root && !grouped {
            return Some((
                Condition::Compare {
                    place,
                    comparison,
                    number: number.to_owned(),
                },
                true,
            ));
        }
        let measure = Measure {
            aggregate: aggregate.unwrap_or_else(|| self.default_aggregate(col)),
            of: Operand::Column(place),
        };
        let condition = Condition::Quantity {
            measure,
            via: None,
            comparison,
            number: number.to_owned(),
            conditions: Vec::new(),
        };
        Some((condition, true))
    }

    pub(super) fn adjective_condition(
        &mut self,
        adjective: Adjective,
        number: &str,
        unit: Option<TimeUnit>,
        root: Rel,
        negated: bool,
    ) -> Option<(Condition, bool)> {
        let col = self.adjective_column(root, &adjective)?;
        let place = Place::plain(col);
        let rising = adjective.rising != negated;
        if !self.schema.column(col).class.is_temporal() {
            let comparison = if rising {
                Comparison::Greater
            } else {
                Comparison::Less
            };
            return Some((
                Condition::Compare {
                    place,
                    comparison,
                    number: number.to_owned(),
                },
                true,
            ));
        }
        let count: i64 = number.parse().ok()?;
        let span = match unit {
            Some(TimeUnit::Month) => count.months(),
            Some(TimeUnit::Day) => count.days(),
            Some(TimeUnit::Week) => count.weeks(),
            _ => count.years(),
        };
        let day = self.calendar.today.checked_sub(span).ok()?.to_string();
        let (start, end) = if rising {
            (Some(day), None)
        } else {
            (None, Some(day))
        };
        Some((
            Condition::During {
                place,
                start,
                end,
                negated: false,
            },
            true,
        ))
    }

    pub(super) fn compare_columns(
        &mut self,
        left: Option<&Noun>,
        comparison: Comparison,
        right: &Noun,
        root: Rel,
    ) -> Option<(Condition, bool)> {
        let right = self.choose(right, root, |col| {
            self.schema.column(col).class.is_numeric()
        })?;
        let left = match left {
            Some(noun) => self.choose(noun, root, |col| {
                self.schema.column(col).class.is_numeric() && col != right
            })?,
            None => self.counterpart(right)?,
        };
        if !self.own(root, left.rel) || !self.own(root, right.rel) {
            self.doubt *= 0.3;
        }
        let condition = Condition::CompareColumns {
            left: Place::plain(left),
            comparison,
            right: Place::plain(right),
        };
        Some((
            condition,
            self.own(root, left.rel) && self.own(root, right.rel),
        ))
    }

    /// The only other column of the same type in the table: what "over budget" compares with the budget.
    pub(super) fn counterpart(&self, col: Col) -> Option<Col> {
        let type_name = &self.schema.column(col).type_name;
        let mut others = self
            .schema
            .cols(col.rel)
            .filter(|other| *other != col && self.schema.column(*other).type_name == *type_name);
        let first = others.next()?;
        others.next().is_none().then_some(first)
    }

    pub(super) fn versus_average(
        &mut self,
        left: Option<&Noun>,
        adjective: Option<Adjective>,
        comparison: Comparison,
        root: Rel,
    ) -> Option<(Condition, bool)> {
        let (col, comparison) = match (left, adjective) {
            (_, Some(adjective)) => (
                self.adjective_column(root, &adjective)?,
                if adjective.rising {
                    Comparison::Greater
                } else {
                    Comparison::Less
                },
            ),
            (Some(noun), None) => (
                self.choose(noun, root, |col| self.schema.column(col).class.is_numeric())?,
                comparison,
            ),
            (None, None) => (self.schema.main_amount(root)?, comparison),
        };
        Some((
            Condition::CompareAverage {
                place: Place::plain(col),
                comparison,
            },
            self.own(root, col.rel),
        ))
    }
}
