//! Chooses among candidates and makes the slots into a frame.

mod choose;
mod conditions;
mod coverage;
mod ranking;
mod relatives;
mod shown;
mod subject;

use crate::chunk::{Chunk, Kind};
use crate::dates::Calendar;
use crate::frame::{Condition, Dimension, Frame, Measure, Order, OrderBy, Place};
use crate::operations::{Comparison, Operation};
use crate::paths::Paths;
use crate::schema::{Col, Ref, Rel, Schema};
use crate::slots::{ConditionKind, Head, Slots};
use crate::text::Token;
use crate::vocabulary::Target;

/// Why there is no frame.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Trouble {
    /// No table is named.
    NoSubject,
    /// "best", "top": by what?
    OpenSuperlative { rel: Rel },
    /// Two references lead there and the question does not say which.
    AmbiguousReference { from: Rel, options: Vec<Ref> },
    /// More than the engine reads.
    Beyond,
    /// Figures over different tables in one question.
    TwoFigures,
    /// No foreign keys tie the tables together.
    NotRelated { from: Rel, to: Rel },
}

/// What a chunk came to mean.
#[derive(Clone, Debug)]
pub(crate) enum Meaning {
    Column(Col),
    Value(Col, String),
    Range(String),
}

/// A frame with what was assumed on the way.
#[derive(Debug)]
pub(crate) struct Resolved {
    pub frame: Frame,
    /// A factor on the confidence for each doubtful choice.
    pub doubt: f32,
    pub notes: Vec<String>,
    /// What chunks came to mean, by number.
    pub meanings: Vec<(usize, Meaning)>,
}

pub(crate) struct Resolver<'a> {
    pub schema: &'a Schema,
    pub paths: &'a Paths,
    pub slots: &'a Slots,
    pub tokens: &'a [Token],
    pub chunks: &'a [Chunk],
    pub calendar: Calendar,
    pub context: Option<Rel>,
    /// The columns of the frame before, in a follow-up.
    pub prior: Vec<Col>,
    doubt: f32,
    notes: Vec<String>,
    meanings: Vec<(usize, Meaning)>,
    /// Chunks that were left aside, with the doubt for it.
    left_aside: Vec<usize>,
}

impl<'a> Resolver<'a> {
    pub(crate) fn new(
        schema: &'a Schema,
        paths: &'a Paths,
        slots: &'a Slots,
        tokens: &'a [Token],
        chunks: &'a [Chunk],
        calendar: Calendar,
        context: Option<Rel>,
    ) -> Self {
        Self {
            schema,
            paths,
            slots,
            tokens,
            chunks,
            calendar,
            context,
            prior: Vec::new(),
            doubt: 1.0,
            notes: Vec::new(),
            meanings: Vec::new(),
            left_aside: Vec::new(),
        }
    }

    pub(crate) fn run(mut self) -> Result<Resolved, Trouble> {
        if self.slots.beyond.is_some() {
            return Err(Trouble::Beyond);
        }
        let mut frame = self.base()?;
        self.dimensions(&mut frame)?;
        self.outputs(&mut frame);
        self.ranking(&mut frame)?;
        self.conditions(&mut frame);
        self.share(&mut frame);
        self.finish(&mut frame);
        self.doubt_shape(&frame);
        self.doubt_unused(&frame);
        self.check_references(&frame)?;
        Ok(Resolved {
            frame,
            doubt: self.doubt,
            notes: self.notes,
            meanings: self.meanings,
        })
    }

    /// The subject and the measures.
    fn base(&mut self) -> Result<Frame, Trouble> {
        let head = self.head_table();
        if matches!(self.slots.head, Some(Head::Who)) && head.is_none() {
            return Err(Trouble::NoSubject);
        }
        let root = head
            .or_else(|| self.measure_table())
            .or(self.context)
            .or_else(|| self.first_table())
            .ok_or(Trouble::NoSubject)?;
        let pointed = self.slots.conditions.iter().any(|condition| {
            matches!(
                condition.kind,
                ConditionKind::Value(_)
                    | ConditionKind::Text { .. }
                    | ConditionKind::Key { .. }
                    | ConditionKind::Flag(_)
                    | ConditionKind::Named(_)
            )
        });
        let unnamed = self.slots.head.is_none()
            && self.slots.measures.is_empty()
            && !pointed
            && !self.slots.counts_subject
            && self.context.is_none();
        if unnamed {
            // No table was named; one was guessed from a column.
            self.doubt *= 0.6;
        }
        if matches!(self.slots.head, Some(Head::Who)) && !self.sure_of_person(root) {
            self.doubt *= 0.6;
        }
        if let Some(Head::Role(reference)) = self.slots.head {
            let reference = self.schema.reference(reference);
            let listed = self.slots.ranking.is_none() && self.slots.measures.is_empty();
            let counted = self.slots.conditions.iter().any(|condition| {
                matches!(
                    condition.kind,
                    ConditionKind::Quantity { .. } | ConditionKind::Text { .. }
                )
            });
            if listed && !counted && reference.from != reference.to {
                self.doubt *= 0.6;
            }
        }
        let root = self.shown_table(root).unwrap_or(root);
        let mut frame = Frame::new(self.schema.fingerprint, root);
        if self.slots.counts_subject {
            frame.measures.push(Measure::count(root));
        }
        for slot in &self.slots.measures {
            if let Some(measure) = self.measure(slot, root) {
                if frame.measures.is_empty() && !self.lists_rows() {
                    frame.subject = measure.of.rel();
                }
                frame.measures.push(measure);
            }
        }
        if frame
            .measures
            .windows(2)
            .any(|pair| pair[0].of.rel() != pair[1].of.rel())
        {
            return Err(Trouble::TwoFigures);
        }
        Ok(frame)
    }

    /// "tracking numbers of order 5000": the rows that hold what is asked for, where they lead to the
    /// head.
    fn shown_table(&self, head: Rel) -> Option<Rel> {
        let plain = self.slots.measures.is_empty()
            && self.slots.ranking.is_none()
            && self.slots.dimensions.is_empty()
            && matches!(self.slots.head, Some(Head::Table(_)))
            && self.context.is_none();
        let mut rels = self.slots.outputs.iter().map(|noun| {
            self.best_column(&noun.only_columns(), Some(head), |_| true)
                .map(|col| col.rel)
        });
        let first = rels.next()??;
        let same = rels.all(|rel| rel == Some(first));
        let temporal = self.slots.outputs.iter().any(|noun| {
            noun.entries.iter().any(|entry| {
                entry
                    .target
                    .column()
                    .is_some_and(|col| self.schema.column(col).class.is_temporal())
            })
        });
        (plain && same && !temporal && first != head && self.own(first, head)).then_some(first)
    }

    /// Whether the head's rows are listed, with figures beside them.
    fn lists_rows(&self) -> bool {
        self.slots.asks_for_rows
            && matches!(self.slots.head, Some(Head::Table(_) | Head::Role(_)))
            && self.slots.ranking.is_some()
    }

    fn label(&self, col: Col) -> String {
        format!(
            "{} of {}",
            self.schema.column_words(col),
            self.schema.table_words(col.rel)
        )
    }

    fn words(&self, chunk: usize) -> String {
        let chunk = &self.chunks[chunk];
        let words: Vec<&str> = self.tokens[chunk.from..chunk.to]
            .iter()
            .map(|token| token.text.as_str())
            .collect();
        words.join(" ")
    }

    /// The reference between two tables that the question names.
    fn named_reference(&self, from: Rel, to: Rel) -> Option<Ref> {
        self.slots.roles.iter().copied().find(|reference| {
            let reference = self.schema.reference(*reference);
            reference.from == from && reference.to == to
        })
    }

    fn own(&self, root: Rel, rel: Rel) -> bool {
        self.paths.to_one(root, rel).is_some()
    }

    /// Splits the conditions at the verb: "what share of German customers | get the newsletter".
    fn share(&mut self, frame: &mut Frame) {
        let Some(share) = self.slots.share else {
            return;
        };
        let verb = (share + 1..self.chunks.len()).find(|index| {
            let word = self.tokens[self.chunks[*index].from].text.as_str();
            let content = (share + 1..*index)
                .any(|before| matches!(self.chunks[before].kind, Kind::Schema(_)));
            content
                && matches!(
                    word,
                    "are"
                        | "is"
                        | "were"
                        | "was"
                        | "have"
                        | "has"
                        | "had"
                        | "did"
                        | "do"
                        | "come"
                        | "came"
                        | "that"
                        | "got"
                        | "get"
                        | "who"
                )
        });
        let split = verb.unwrap_or(share);
        let before = self
            .slots
            .conditions
            .iter()
            .filter(|condition| {
                condition.chunk < split && !matches!(condition.kind, ConditionKind::Related(_))
            })
            .count()
            .min(frame.conditions.len());
        let numerator: Vec<Condition> = frame.conditions.split_off(before);
        let (dates, numerator): (Vec<Condition>, Vec<Condition>) = numerator
            .into_iter()
            .partition(|condition| matches!(condition, Condition::During { .. }));
        frame.conditions.extend(dates);
        if numerator.is_empty() {
            self.doubt *= 0.3;
        }
        frame.measures = vec![Measure::count(frame.subject)];
        frame.share_of = numerator;
    }

    fn finish(&mut self, frame: &mut Frame) {
        if frame.limit.is_none() {
            frame.limit = self.slots.limit;
        }
        frame.distinct = self.slots.distinct
            || (matches!(self.slots.head, Some(Head::Column(_)) | None)
                && !frame.outputs.is_empty()
                && self.context.is_none()
                && !frame
                    .conditions
                    .iter()
                    .any(|condition| self.names_a_row(condition, frame.subject)));
        frame.averaged = self.slots.averaged && !frame.dimensions.is_empty();
        if !frame.measures.is_empty() {
            frame.outputs.clear();
        }
        if matches!(self.slots.head, Some(Head::Table(_) | Head::Who)) {
            // "with less than 5 pieces in stock": said to bound, not to show.
            let compared: Vec<Place> = frame
                .conditions
                .iter()
                .filter(|condition| matches!(condition, Condition::Compare { .. }))
                .filter_map(Condition::place)
                .collect();
            frame
                .outputs
                .retain(|place| !compared.contains(place) || self.schema.is_key(place.col));
        }
        let only_named = frame.measures.is_empty()
            && frame.dimensions.is_empty()
            && frame.order.is_empty()
            && frame.outputs.is_empty()
            && frame.conditions.len() == 1
            && matches!(frame.conditions[0], Condition::OneOf { place, negated: false, .. } if place.via.is_none() && self.schema.display(frame.subject) == [place.col]);
        if only_named && self.context.is_none() {
            // The answer would be the name that was asked with.
            self.doubt *= 0.4;
        }
        let values = self
            .slots
            .conditions
            .iter()
            .filter(|condition| matches!(condition.kind, ConditionKind::Value(_)))
            .count();
        if values > 1 && self.tokens.iter().any(|token| token.text == "both") {
            // Two rows, not one row with either value.
            self.doubt *= 0.3;
        }
        if matches!(self.slots.head, Some(Head::Unit(_))) && frame.dimensions.is_empty() {
            self.doubt *= 0.3;
        }
        if self.slots.alphabetical && frame.order.is_empty() {
            let by = self
                .schema
                .display(frame.subject)
                .last()
                .map(|col| OrderBy::Column(Place::plain(*col)));
            let by = if frame.dimensions.is_empty() {
                by
            } else {
                Some(OrderBy::Dimension(0))
            };
            frame.order.extend(by.map(|by| Order {
                by,
                descending: false,
            }));
        }
        if frame.order.is_empty()
            && let Some(index) = frame
                .dimensions
                .iter()
                .position(|dimension| matches!(dimension, Dimension::Time { .. }))
        {
            frame.order.push(Order {
                by: OrderBy::Dimension(index),
                descending: false,
            });
        }
        if frame.order.is_empty()
            && let (Some(descending), Some(measure)) =
                (self.slots.direction, frame.measures.first())
        {
            frame.order.push(Order {
                by: OrderBy::Measure(*measure),
                descending,
            });
        }
        self.doubt *= 0.45_f32.powi(i32::try_from(self.slots.unused.len().min(8)).unwrap_or(8));
    }

    /// Whether a condition leaves one row: then its columns are shown as they are.
    fn names_a_row(&self, condition: &Condition, subject: Rel) -> bool {
        match condition {
            Condition::All(_) => true,
            Condition::Compare {
                place, comparison, ..
            } => *comparison == Comparison::Equal && self.schema.is_key(place.col),
            Condition::OneOf { place, .. } => {
                place.col.rel == subject && self.schema.display(place.col.rel).contains(&place.col)
            }
            _ => false,
        }
    }

    /// Signs that the parts do not make one question.
    fn doubt_shape(&mut self, frame: &Frame) {
        if self.context.is_some() {
            return;
        }
        let joined = self
            .chunks
            .iter()
            .any(|chunk| matches!(chunk.kind, Kind::Operation(Operation::And) | Kind::Boundary));
        if frame.measures.len() > 1 && !joined {
            // "stock value at list price": a product of the two, if anything.
            self.doubt *= 0.3;
        }
        if frame.measures.is_empty() && !frame.dimensions.is_empty() {
            self.doubt *= 0.2;
        }
        let ranges: Vec<Place> = frame
            .conditions
            .iter()
            .filter(|condition| matches!(condition, Condition::During { negated: false, .. }))
            .filter_map(Condition::place)
            .collect();
        if ranges.windows(2).any(|pair| pair[0] == pair[1]) {
            // "compare 2023 and 2024": no day lies in both.
            self.doubt *= 0.2;
        }
        self.doubt_compound(frame);
        self.doubt_ways(frame);
        let headless = self.slots.head.is_none() && self.context.is_none();
        let like = frame
            .conditions
            .iter()
            .any(|condition| matches!(condition, Condition::Like { .. }));
        if headless && like {
            self.doubt *= 0.5;
        }
    }

    /// Two questions in one, or conditions that cannot both hold.
    fn doubt_compound(&mut self, frame: &Frame) {
        let asks = |chunk: &Chunk| {
            matches!(
                chunk.kind,
                Kind::Operation(
                    Operation::Which | Operation::Who | Operation::Count | Operation::HowMuch
                )
            )
        };
        let joined = self.chunks.windows(3).any(|three| {
            let and = matches!(three[0].kind, Kind::Operation(Operation::And));
            and && (asks(&three[1]) || (matches!(three[1].kind, Kind::Skip) && asks(&three[2])))
        });
        if joined && self.slots.outputs.len() + frame.measures.len() < 2 {
            self.doubt *= 0.4;
        }
        let sentence = self.chunks.iter().position(|chunk| {
            matches!(self.tokens[chunk.from].text.as_str(), "?" | "." | ";")
                && matches!(chunk.kind, Kind::Boundary)
        });
        let more = sentence.is_some_and(|end| {
            self.chunks[end..]
                .iter()
                .any(|chunk| matches!(chunk.kind, Kind::Schema(_)))
        });
        if more {
            self.doubt *= 0.6;
        }
        let opposite = frame.conditions.iter().any(|condition| match condition {
            Condition::Flag { place, value } => frame.conditions.contains(&Condition::Flag {
                place: *place,
                value: !value,
            }),
            Condition::Missing { place, missing } => {
                frame.conditions.contains(&Condition::Missing {
                    place: *place,
                    missing: !missing,
                })
            }
            _ => false,
        });
        if opposite {
            self.doubt *= 0.2;
        }
    }

    /// Two references lead to a table, and no word says which was taken.
    fn doubt_ways(&mut self, frame: &Frame) {
        let Some(paths) = self.used_paths(frame) else {
            return;
        };
        for reference in paths {
            let way = self.schema.reference(reference);
            let parallel = self
                .schema
                .references_from(way.from)
                .filter(|other| self.schema.reference(*other).to == way.to)
                .count();
            let named = self.slots.roles.iter().any(|role| {
                let role = self.schema.reference(*role);
                role.from == way.from && role.to == way.to
            });
            if parallel > 1 && !named {
                self.doubt *= 0.4;
            }
        }
    }

    /// Two references from the counted rows to the grouped table need a word that says which.
    fn check_references(&self, frame: &Frame) -> Result<(), Trouble> {
        for dimension in &frame.dimensions {
            let Dimension::Entity { rel, via: None } = dimension else {
                continue;
            };
            let from = frame.subject;
            let Some([reference]) = self.paths.to_one(from, *rel).map(Vec::as_slice) else {
                continue;
            };
            let same: Vec<Ref> = self
                .schema
                .references_from(from)
                .filter(|other| self.schema.reference(*other).to == *rel)
                .collect();
            if same.len() > 1 {
                let plain = self.schema.reference(*reference);
                let named_like_table = plain.from_columns.iter().all(|index| {
                    let name = &self
                        .schema
                        .column(Col {
                            rel: from,
                            index: *index,
                        })
                        .name;
                    let table = &self.schema.relation(*rel).name;
                    name.trim_end_matches("_id") == table.trim_end_matches('s')
                });
                if !named_like_table {
                    return Err(Trouble::AmbiguousReference {
                        from,
                        options: same,
                    });
                }
            }
        }
        Ok(())
    }
}

#[expect(clippy::cast_precision_loss, reason = "a handful of references")]
fn steps(length: usize) -> f32 {
    length as f32
}

fn target_column(target: &Target) -> Option<Col> {
    target.column()
}

/// Values of one column are alternatives; other conditions all hold.
fn merge(conditions: &mut Vec<Condition>, new: Condition) {
    if let Condition::OneOf {
        place,
        values,
        negated,
    } = &new
    {
        for condition in conditions.iter_mut() {
            if let Condition::OneOf {
                place: other,
                values: known,
                negated: same,
            } = condition
                && other == place
                && same == negated
            {
                known.extend(values.iter().cloned());
                known.dedup();
                return;
            }
        }
    }
    if !conditions.contains(&new) {
        conditions.push(new);
    }
}
