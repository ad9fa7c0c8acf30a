//! Follow-ups: "now only for 2024", "just the top 5", "by month instead".

use crate::frame::{Condition, Dimension, Frame, Measure, Operand, Order, OrderBy, Place};
use crate::schema::Schema;
use crate::slots::{Head, RankBy, Slots};
use crate::text::{Token, TokenKind};

/// Whether the question goes on from the one before rather than standing alone.
pub(crate) fn continues(tokens: &[Token], slots: &Slots) -> bool {
    let opener = opens(tokens);
    let points = tokens
        .iter()
        .any(|token| matches!(token.text.as_str(), "instead" | "those" | "them" | "these"));
    opener
        || points
        || (slots.head.is_none() && slots.measures.is_empty())
        || (tokens.len() <= 4
            && slots.measures.is_empty()
            && !slots.asks_for_rows
            && !matches!(slots.head, Some(Head::Table(_))))
}

/// Whether the first words only make sense after another question.
pub(crate) fn opens(tokens: &[Token]) -> bool {
    let word = |index: usize| {
        tokens
            .iter()
            .filter(|token| token.kind == TokenKind::Word)
            .nth(index)
            .map_or("", |token| token.text.as_str())
    };
    matches!(
        word(0),
        "and"
            | "now"
            | "only"
            | "just"
            | "same"
            | "but"
            | "then"
            | "also"
            | "instead"
            | "those"
            | "them"
            | "sort"
            | "order"
            | "exclude"
            | "without"
            | "make"
            | "break"
            | "group"
            | "split"
    ) || matches!(
        (word(0), word(1)),
        ("what" | "how", "about")
            | ("ok" | "okay", "and" | "now" | "only" | "just")
            | ("of", "those" | "these" | "them")
    )
}

/// Takes out of the slots what only a frame before gives a meaning: "the top 5".
pub(crate) fn take_open_ranking(slots: &mut Slots) -> Option<(bool, Option<u64>)> {
    let ranking = slots
        .ranking
        .as_ref()
        .filter(|ranking| matches!(ranking.by, RankBy::Open))?;
    let taken = (ranking.descending, ranking.limit.or(slots.limit));
    slots.ranking = None;
    Some(taken)
}

/// The earlier frame with what the follow-up changes.
pub(crate) fn merge(
    schema: &Schema,
    before: &Frame,
    new: &Frame,
    slots: &Slots,
    top: Option<(bool, Option<u64>)>,
    also: bool,
) -> Frame {
    let mut frame = before.clone();
    for condition in &new.conditions {
        replace_condition(schema, &mut frame.conditions, condition);
    }
    if !new.dimensions.is_empty() {
        regroup(&mut frame, new, also);
    }
    merge_measures(&mut frame, before, new, slots);
    merge_outputs(schema, &mut frame, new);
    merge_order(&mut frame, new, slots, top);
    frame
}

/// A new condition takes the place of the one on the same column; dates of one column likewise.
fn replace_condition(schema: &Schema, conditions: &mut Vec<Condition>, new: &Condition) {
    let same = |old: &Condition| match (old, new) {
        (Condition::During { place, .. }, Condition::During { place: other, .. }) => {
            place.col.rel == other.col.rel || schema.main_date(other.col.rel) == Some(other.col)
        }
        (
            Condition::OneOf { place, negated, .. },
            Condition::OneOf {
                place: other,
                negated: new_negated,
                ..
            },
        ) => place == other && negated == new_negated,
        (
            Condition::Compare {
                place, comparison, ..
            },
            Condition::Compare {
                place: other,
                comparison: new_comparison,
                ..
            },
        ) => place == other && comparison == new_comparison,
        (old, new) => {
            old.place().is_some()
                && old.place() == new.place()
                && std::mem::discriminant(old) == std::mem::discriminant(new)
        }
    };
    for old in conditions.iter_mut() {
        if let Condition::Related {
            conditions: inner, ..
        } = old
            && inner.iter().any(same)
        {
            replace_condition(schema, inner, new);
            return;
        }
    }
    conditions.retain(|old| !same(old));
    conditions.push(new.clone());
}

fn regroup(frame: &mut Frame, new: &Frame, also: bool) {
    if !also {
        frame.dimensions.clear();
        frame
            .order
            .retain(|order| matches!(order.by, OrderBy::Measure(_)));
    }
    for dimension in &new.dimensions {
        if !frame.dimensions.contains(dimension) {
            frame.dimensions.push(*dimension);
        }
    }
    if frame.measures.is_empty() {
        frame.measures.push(Measure::count(frame.subject));
        frame.outputs.clear();
    }
    let by_time = frame
        .dimensions
        .iter()
        .position(|dimension| matches!(dimension, Dimension::Time { .. }));
    if let Some(index) = by_time
        && frame.limit.is_none()
    {
        frame.order = vec![Order {
            by: OrderBy::Dimension(index),
            descending: false,
        }];
    }
}

fn merge_measures(frame: &mut Frame, before: &Frame, new: &Frame, slots: &Slots) {
    if let (Some(aggregate), Some(measure)) = (slots.aggregate, frame.measures.first_mut()) {
        if matches!(measure.of, Operand::Column(_)) {
            measure.aggregate = aggregate;
        }
        return;
    }
    if new.measures.is_empty() || slots.measures.is_empty() {
        return;
    }
    frame.measures.clone_from(&new.measures);
    frame.subject = new
        .measures
        .first()
        .map_or(frame.subject, |measure| measure.of.rel());
    frame.outputs.clear();
    if before.measures.is_empty() {
        frame.order.clear();
        frame.limit = None;
    } else {
        frame
            .order
            .retain(|order| matches!(order.by, OrderBy::Dimension(_)));
    }
}

fn merge_outputs(schema: &Schema, frame: &mut Frame, new: &Frame) {
    if new.outputs.is_empty() || !frame.measures.is_empty() {
        return;
    }
    if frame.outputs.is_empty() {
        frame.outputs = schema
            .display(frame.subject)
            .into_iter()
            .map(Place::plain)
            .collect();
    }
    for place in &new.outputs {
        if !frame.outputs.contains(place) {
            frame.outputs.push(*place);
        }
    }
}

fn merge_order(frame: &mut Frame, new: &Frame, slots: &Slots, top: Option<(bool, Option<u64>)>) {
    let by_figure = |frame: &Frame| {
        frame
            .measures
            .first()
            .map(|measure| OrderBy::Measure(*measure))
    };
    if let Some((descending, limit)) = top {
        if let Some(by) = by_figure(frame).filter(|_| !frame.dimensions.is_empty()) {
            frame.order = vec![Order { by, descending }];
        }
        frame.limit = limit.or(frame.limit).or(Some(1));
        return;
    }
    if !new.order.is_empty() && slots.ranking.is_some() {
        frame.order.clone_from(&new.order);
    } else if let Some(descending) = slots.direction {
        match frame.order.first_mut() {
            Some(order) if !matches!(order.by, OrderBy::Dimension(_)) => {
                order.descending = descending;
            }
            _ => frame
                .order
                .extend(by_figure(frame).map(|by| Order { by, descending })),
        }
        frame
            .order
            .sort_by_key(|order| matches!(order.by, OrderBy::Dimension(_)));
    } else if slots.alphabetical {
        frame.order.clone_from(&new.order);
    }
    if let Some(limit) = slots.limit.or(new.limit) {
        frame.limit = Some(limit);
        if frame.order.is_empty() && !frame.dimensions.is_empty() {
            frame.order.extend(by_figure(frame).map(|by| Order {
                by,
                descending: true,
            }));
        }
    }
}
