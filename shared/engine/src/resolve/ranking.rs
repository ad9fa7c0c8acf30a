//! What a superlative or an order is by.

use super::{Resolver, Trouble};
use crate::chunk::Adjective;
use crate::dates::TimeUnit;
use crate::frame::{Dimension, Frame, Measure, Operand, Order, OrderBy, Place};
use crate::operations::Aggregate;
use crate::schema::{Col, Rel};
use crate::slots::{Head, MeasureSlot, RankBy, Ranking};

impl Resolver<'_> {
    pub(super) fn ranking(&mut self, frame: &mut Frame) -> Result<(), Trouble> {
        let Some(ranking) = self.slots.ranking.clone() else {
            return Ok(());
        };
        let descending = ranking.descending;
        let order = match &ranking.by {
            RankBy::Open => self.open_ranking(frame, &ranking)?,
            RankBy::Frequency => self.frequency(frame)?,
            RankBy::Selling => self.selling(frame)?,
            RankBy::Time => OrderBy::Column(Place::plain(
                self.own_date(frame.subject).ok_or(Trouble::NoSubject)?,
            )),
            RankBy::Adjective(adjective) => self.by_adjective(frame, *adjective)?,
            RankBy::Measure(slot) => self.by_measure(frame, slot)?,
        };
        self.group_head(frame, &order)?;
        frame.order.push(Order {
            by: order,
            descending,
        });
        if ranking.superlative {
            frame.limit = Some(self.limit(&ranking));
        }
        Ok(())
    }

    pub(super) fn limit(&mut self, ranking: &Ranking) -> u64 {
        if let Some(limit) = ranking.limit.or(self.slots.limit) {
            return limit;
        }
        if self.slots.head_singular || self.slots.head.is_none() {
            return 1;
        }
        self.doubt *= 0.9;
        self.notes
            .push("The question does not say how many; the first 10 are shown.".to_owned());
        10
    }

    /// "the top 5": with a figure already asked for, by that figure.
    pub(super) fn open_ranking(
        &mut self,
        frame: &Frame,
        ranking: &Ranking,
    ) -> Result<OrderBy, Trouble> {
        if let Some(col) = self
            .sized(frame.subject)
            .filter(|_| frame.measures.is_empty() && ranking.superlative)
        {
            return Ok(OrderBy::Column(Place::plain(col)));
        }
        match frame.measures.first() {
            Some(measure)
                if measure.of != Operand::Rows(frame.subject) || !frame.dimensions.is_empty() =>
            {
                Ok(OrderBy::Measure(*measure))
            }
            _ => Err(Trouble::OpenSuperlative { rel: frame.subject }),
        }
    }

    /// What "largest" measures: a size, else the amount of a table whose rows have no name.
    pub(super) fn sized(&self, rel: Rel) -> Option<Col> {
        let said = self.tokens.iter().any(|token| {
            matches!(
                token.text.as_str(),
                "largest"
                    | "biggest"
                    | "smallest"
                    | "bigger"
                    | "larger"
                    | "smaller"
                    | "highest"
                    | "lowest"
            )
        });
        let size = self.schema.cols(rel).find(|col| {
            let column = self.schema.column(*col);
            column.class.is_numeric()
                && column.name.split('_').any(|part| {
                    matches!(part, "area" | "size" | "capacity" | "population" | "volume")
                })
        });
        let amount = self
            .schema
            .main_amount(rel)
            .filter(|_| self.schema.display(rel).is_empty());
        size.or(amount).filter(|_| said)
    }

    pub(super) fn frequency(&mut self, frame: &mut Frame) -> Result<OrderBy, Trouble> {
        match &self.slots.head {
            Some(Head::Column(_)) => {
                let place = frame.outputs.first().copied().ok_or(Trouble::NoSubject)?;
                frame.subject = self.related_fact(place.col.rel);
                Ok(OrderBy::Measure(Measure::count(frame.subject)))
            }
            Some(Head::Table(rel)) => {
                let other = self
                    .slots
                    .mentioned
                    .iter()
                    .copied()
                    .find(|other| other != rel && self.paths.to_one(*other, *rel).is_some());
                match other {
                    Some(other) => Ok(OrderBy::Measure(Measure::count(other))),
                    None => self.selling(frame),
                }
            }
            _ => Err(Trouble::OpenSuperlative { rel: frame.subject }),
        }
    }

    /// The table that a question about a column's values counts: a named one that leads there.
    pub(super) fn related_fact(&self, rel: Rel) -> Rel {
        self.slots
            .mentioned
            .iter()
            .copied()
            .find(|other| *other != rel && self.paths.to_one(*other, rel).is_some())
            .unwrap_or(rel)
    }

    /// Pieces sold: the quantity in the nearest table that leads to the head.
    pub(super) fn selling(&mut self, frame: &Frame) -> Result<OrderBy, Trouble> {
        let head = frame.subject;
        let quantity = self.schema.rels().filter_map(|rel| {
            let path = self.paths.to_one(rel, head)?;
            let quantity = self.schema.cols(rel).find(|col| {
                let column = self.schema.column(*col);
                column.class.is_numeric()
                    && (column.name == "quantity"
                        || column.name == "units"
                        || column.name.ends_with("_sold"))
            })?;
            (rel != head && !path.is_empty()).then_some(((path.len(), rel), quantity))
        });
        let Some((_, col)) = quantity.min() else {
            return Err(Trouble::OpenSuperlative { rel: head });
        };
        self.notes
            .push(format!("Ranked by the sum of {}.", self.label(col)));
        Ok(OrderBy::Measure(Measure {
            aggregate: Aggregate::Sum,
            of: Operand::Column(Place::plain(col)),
        }))
    }

    pub(super) fn by_adjective(
        &mut self,
        frame: &Frame,
        adjective: Adjective,
    ) -> Result<OrderBy, Trouble> {
        if let Some(col) = self.adjective_column(frame.subject, &adjective) {
            return Ok(OrderBy::Column(Place::plain(col)));
        }
        // "best rated products": the average over the rows that lead here.
        let other = self.schema.rels().filter_map(|rel| {
            let path = self.paths.to_one(rel, frame.subject)?;
            let col = self
                .adjective_column(rel, &adjective)
                .filter(|col| self.schema.column(*col).class.is_numeric())?;
            Some(((path.len(), rel), col))
        });
        let other = other.min();
        if other.is_some() && !adjective.measured_by.contains(&"rating") {
            self.doubt *= 0.6;
        }
        match other {
            Some((_, col)) => Ok(OrderBy::Measure(Measure {
                aggregate: self.default_aggregate(col),
                of: Operand::Column(Place::plain(col)),
            })),
            None => Err(Trouble::OpenSuperlative { rel: frame.subject }),
        }
    }

    /// The column of a table that an adjective measures.
    pub(super) fn adjective_column(&self, rel: Rel, adjective: &Adjective) -> Option<Col> {
        let dated = adjective.measured_by.contains(&"date");
        adjective.measured_by.iter().find_map(|hint| {
            if dated && *hint == "date" {
                return self.schema.main_date(rel);
            }
            self.schema.cols(rel).find(|col| {
                let column = self.schema.column(*col);
                let suits = column.class.is_numeric() || column.class.is_temporal();
                suits
                    && !self.schema.is_key(*col)
                    && self.schema.reference_of(*col).is_none()
                    && (column.name.split('_').any(|part| part == *hint)
                        || (hint.contains('_') && column.name.contains(hint)))
            })
        })
    }

    pub(super) fn by_measure(
        &mut self,
        frame: &mut Frame,
        slot: &MeasureSlot,
    ) -> Result<OrderBy, Trouble> {
        if let MeasureSlot::Reports(reference) = slot {
            return Ok(OrderBy::Measure(Measure::count(
                self.schema.reference(*reference).from,
            )));
        }
        let measure = self
            .measure(slot, frame.subject)
            .ok_or(Trouble::OpenSuperlative { rel: frame.subject })?;
        let plain_column = match (slot, measure.of) {
            (
                MeasureSlot::Column {
                    aggregate: None, ..
                },
                Operand::Column(place),
            ) => Some(place),
            _ => None,
        };
        if let Some(place) = plain_column
            && frame.dimensions.is_empty()
            && frame.measures.is_empty()
            && matches!(
                self.slots.head,
                Some(Head::Table(_) | Head::Who | Head::Role(_))
            )
            && place.col.rel == frame.subject
        {
            return Ok(OrderBy::Column(place));
        }
        if measure.of == Operand::Rows(frame.subject)
            && matches!(self.slots.head, Some(Head::Table(_) | Head::Who))
            && frame.dimensions.is_empty()
        {
            return Err(Trouble::OpenSuperlative { rel: frame.subject });
        }
        Ok(OrderBy::Measure(measure))
    }

    /// Ranked by a figure of other rows, the head is what these are grouped by.
    pub(super) fn group_head(&mut self, frame: &mut Frame, order: &OrderBy) -> Result<(), Trouble> {
        let OrderBy::Measure(measure) = order else {
            return Ok(());
        };
        if !frame.dimensions.is_empty() {
            if !frame.measures.contains(measure) {
                frame.measures.push(*measure);
            }
            return Ok(());
        }
        let dimension = match &self.slots.head {
            Some(Head::Table(rel)) if frame.measures.is_empty() || self.lists_rows() => {
                Dimension::Entity {
                    rel: *rel,
                    via: self.named_reference(measure.of.rel(), *rel),
                }
            }
            Some(Head::Who) => Dimension::Entity {
                rel: frame.subject,
                via: self.named_reference(measure.of.rel(), frame.subject),
            },
            Some(Head::Role(reference)) => Dimension::Entity {
                rel: self.schema.reference(*reference).to,
                via: Some(*reference),
            },
            Some(Head::Column(_)) if !frame.outputs.is_empty() => {
                let place = frame.outputs.remove(0);
                match self.schema.column(place.col).class {
                    class if class.is_temporal() => Dimension::Time {
                        place,
                        unit: TimeUnit::Day,
                    },
                    _ => Dimension::Column(place),
                }
            }
            Some(Head::Unit(unit)) => {
                let place = Place::plain(
                    self.date_of(measure.of.rel(), None)
                        .ok_or(Trouble::NoSubject)?,
                );
                Dimension::Time { place, unit: *unit }
            }
            _ => return Ok(()),
        };
        frame.dimensions.push(dimension);
        frame.measures = vec![*measure];
        frame.subject = measure.of.rel();
        Ok(())
    }
}
