//! What a word's neighbours make of it: a verb that adds nothing, a price, a mere qualifier.

use super::Sweep;
use crate::chunk::Kind;
use crate::operations::Operation;
use crate::slots::{ConditionKind, Head, Noun};
use crate::vocabulary::{Entry, Target};

impl Sweep<'_> {
    /// "paid by PayPal": the verb of an agent, not the value "paid".
    pub(super) fn is_passive_verb(&self, at: usize) -> bool {
        let Kind::Schema(entries) = &self.chunks[at].kind else {
            return false;
        };
        let word = &self.tokens[self.chunks[at].to - 1].text;
        let by = matches!(
            self.chunks.get(at + 1).map(|chunk| &chunk.kind),
            Some(Kind::Operation(Operation::By))
        );
        let value = entries
            .iter()
            .any(|entry| matches!(entry.target, Target::Value(..)));
        let role = entries
            .iter()
            .any(|entry| matches!(entry.target, Target::Role(_)));
        let by = by
            || (matches!(
                self.tokens
                    .get(self.chunks[at].to)
                    .map(|token| token.text.as_str()),
                Some("in" | "with" | "using" | "via")
            ) && self.chunks[at].from.checked_sub(1).is_some_and(|before| {
                matches!(
                    self.tokens[before].text.as_str(),
                    "was" | "were" | "been" | "be"
                )
            }) && word == "paid");
        by && value
            && !role
            && (word.ends_with("ed") || matches!(word.as_str(), "paid" | "sent" | "sold"))
    }

    /// "cost more than": the price, not the cost.
    pub(super) fn price_verb(&self, at: usize) -> bool {
        let word = self.tokens[self.chunks[at].from].text.as_str();
        let compares = |index: usize| {
            matches!(
                self.chunks.get(index).map(|chunk| &chunk.kind),
                Some(Kind::Operation(
                    Operation::Compare(_)
                        | Operation::Between
                        | Operation::CompareSplit(_)
                        | Operation::VersusAverage(_)
                ))
            )
        };
        let us = self
            .tokens
            .get(self.chunks[at].to)
            .is_some_and(|token| token.text == "us");
        matches!(word, "cost" | "costs" | "costing")
            && !us
            && !self.price_entries.is_empty()
            && (compares(at + 1)
                || word != "cost"
                || at > 0
                    && matches!(
                        self.tokens[self.chunks[at].from - 1].text.as_str(),
                        "does" | "do" | "that" | "which"
                    ))
    }

    /// "we sell", in the present: all that is for sale.
    pub(super) fn said_by_us(&self, at: usize) -> bool {
        let before = self.chunks[at]
            .from
            .checked_sub(1)
            .map_or("", |before| self.tokens[before].text.as_str());
        let past = self
            .tokens
            .iter()
            .any(|token| matches!(token.text.as_str(), "did" | "much"));
        matches!(before, "we" | "you" | "they") && !past
    }

    /// Whether one of the candidates is a column of the head's table.
    pub(super) fn heads(&self, entries: &[Entry]) -> bool {
        let Some(Head::Table(head)) = self.slots.head else {
            return false;
        };
        entries
            .iter()
            .any(|entry| entry.target.column().is_some_and(|col| col.rel == head))
    }

    /// "how much did we sell", "how much did customers spend": money that came in.
    pub(super) fn spoken_figure(&mut self, noun: Noun) -> Noun {
        let word = self.tokens[self.chunks[noun.chunk].from].text.as_str();
        let by_person = matches!(word, "spend" | "spent" | "pay" | "paid")
            && self
                .slots
                .mentioned
                .iter()
                .any(|rel| self.schema.is_person(*rel));
        let sold = matches!(word, "sell" | "sold" | "make" | "earn");
        if (by_person || sold) && !self.revenue_entries.is_empty() {
            self.slots.understood.push(noun.chunk);
            let entries = self.revenue_entries.to_vec();
            return Noun { entries, ..noun };
        }
        noun
    }

    /// Tables whose rows are amounts: their total is money, not how many.
    pub(super) fn is_money(&self, at: usize) -> bool {
        matches!(
            self.tokens[self.chunks[at].to - 1].text.as_str(),
            "payments"
                | "refunds"
                | "expenses"
                | "costs"
                | "salaries"
                | "fees"
                | "donations"
                | "invoices"
                | "transactions"
        )
    }

    pub(super) fn is_price(&self, noun: &Noun) -> bool {
        self.tokens[self.chunks[noun.chunk].from].stem == "cost"
            || self.tokens[self.chunks[noun.chunk].from].stem == "price"
    }

    /// A table's name that only says whose column follows: "order status", "customer country".
    pub(super) fn is_qualifier(&self, at: usize) -> bool {
        let Some(table) = self.table_at(at) else {
            return false;
        };
        let word = &self.tokens[self.chunks[at].to - 1].text;
        let Some(Kind::Schema(entries)) = self.chunks.get(at + 1).map(|chunk| &chunk.kind) else {
            return false;
        };
        let singular = !word.ends_with('s');
        singular && entries.iter().any(|entry| matches!(entry.target, Target::Column(col) if col.rel == table && !self.schema.column(col).class.is_temporal()))
            && !entries.iter().any(|entry| matches!(entry.target, Target::Table(_)) && entry.weight > 0.8)
    }

    /// A value or flag right before the noun it describes: "cancelled orders", "gold members".
    pub(super) fn is_modifier(&self, at: usize) -> bool {
        let Kind::Schema(entries) = &self.chunks[at].kind else {
            return false;
        };
        let value = entries.iter().filter(|entry| {
            matches!(
                entry.target,
                Target::Value(..) | Target::Flag(_) | Target::Missing(_) | Target::Named(..)
            )
        });
        let best_value = value.map(|entry| entry.weight).fold(0.0_f32, f32::max);
        if best_value < 0.6 {
            return false;
        }
        let described = match self.chunks.get(at + 1).map(|chunk| &chunk.kind) {
            Some(Kind::Schema(next)) => {
                next.iter()
                    .any(|entry| matches!(entry.target, Target::Table(_) | Target::Role(_)))
                    || self.is_modifier(at + 1)
            }
            _ => false,
        };
        described
            || !entries.iter().any(|entry| {
                matches!(
                    entry.target,
                    Target::Table(_) | Target::Column(_) | Target::Role(_)
                ) && entry.weight > 0.5
            })
    }

    /// Whether "by" names who did something: "bought by customers in Germany".
    pub(super) fn agent(&self, at: usize) -> bool {
        let Some(by) = (0..at)
            .rev()
            .find(|index| matches!(self.chunks[*index].kind, Kind::Operation(Operation::By)))
        else {
            return false;
        };
        let Some(before) = self.chunks[by].from.checked_sub(1) else {
            return false;
        };
        let word = self.tokens[before].text.as_str();
        let figure = by > 0 && self.pick_number(&self.noun_at(by - 1)).is_some();
        if figure {
            return false;
        }
        word.ends_with("ed")
            || matches!(
                word,
                "made" | "bought" | "sold" | "written" | "sent" | "given" | "paid" | "done" | "run"
            )
    }

    /// "in 2024 (by ship date)": which of the dates is meant.
    pub(super) fn dates_a_range(&mut self, noun: &Noun) -> bool {
        let temporal = noun.entries.iter().any(|entry| matches!(entry.target, Target::Column(col) if self.schema.column(col).class.is_temporal()));
        let range =
            self.slots
                .conditions
                .iter_mut()
                .find_map(|condition| match &mut condition.kind {
                    ConditionKind::During { noun, .. } => Some(noun),
                    _ => None,
                });
        match range {
            Some(dated) if temporal => {
                *dated = Some(noun.clone());
                true
            }
            _ => false,
        }
    }
}
