//! Nouns that no operation claims: the head, an output, a condition.

use super::{Sweep, Want};
use crate::chunk::Kind;
use crate::operations::{Comparison, Operation};
use crate::schema::{Ref, Rel};
use crate::slots::{ConditionKind, Head, MeasureSlot, Noun};
use crate::text::TokenKind;
use crate::vocabulary::Target;

impl Sweep<'_> {
    /// A noun on its own: the head, an output, a condition.
    pub(super) fn plain(&mut self, at: usize, noun: Noun, want: Want, modifier: bool) {
        let target = if modifier {
            self.pick_condition(&noun)
        } else {
            self.pick(&noun.entries, want, noun.near, noun.chunk)
        };
        let negated = self.pending.negated;
        match target {
            Some(Target::Value(col, _)) => {
                let describes = self.table_at(at + 1).is_some();
                if (want == Want::Table || modifier)
                    && !describes
                    && self.slots.head.is_none()
                    && self.schema.is_person(col.rel)
                {
                    // "sales representatives of the north": the people with that job.
                    self.slots.head = Some(Head::Table(col.rel));
                }
                self.pending.negated = false;
                self.condition(at, ConditionKind::Value(noun), negated);
            }
            Some(Target::Flag(_)) => {
                self.pending.negated = false;
                let noun = noun.only(|target| matches!(target, Target::Flag(_)));
                self.condition(at, ConditionKind::Flag(noun), negated);
            }
            Some(Target::Named(..)) => {
                self.pending.negated = false;
                let noun = noun.only(|target| matches!(target, Target::Named(..)));
                self.condition(at, ConditionKind::Named(noun), negated);
            }
            Some(Target::Missing(_)) => {
                self.pending.negated = false;
                let noun = noun.only(|target| matches!(target, Target::Missing(_)));
                self.condition(at, ConditionKind::Missing(noun), negated);
            }
            Some(Target::Table(rel))
                if negated
                    && noun.table_weight(rel) < 0.6
                    && !matches!(self.slots.head, Some(Head::Table(head)) if head == rel) =>
            {
                self.pending.negated = false;
                self.slots.unused.push(at);
            }
            Some(Target::Table(rel)) => self.table(at, rel, negated),
            Some(Target::Role(reference)) => self.role(at, reference, negated),
            Some(Target::Column(_)) if negated => {
                self.pending.negated = false;
                self.condition(at, ConditionKind::Missing(noun), false);
            }
            Some(Target::Column(_)) if self.slots.head.is_none() && self.follows_which(at) => {
                self.slots.head_singular = !self.tokens[self.chunks[at].to - 1].text.ends_with('s');
                self.slots.head = Some(Head::Column(noun));
            }
            Some(Target::Column(_)) => self.column(noun),
            // "do not supply any products": the verb is part of what does not happen.
            None if negated => self.slots.understood.push(at),
            None => self.slots.unused.push(at),
        }
    }

    pub(super) fn table(&mut self, at: usize, rel: Rel, negated: bool) {
        if negated {
            if matches!(self.slots.head, Some(Head::Table(head)) if head == rel) {
                // "suppliers that do not supply X": what follows is negated.
                return;
            }
            self.pending.negated = false;
            self.condition(at, ConditionKind::Related(rel), true);
            return;
        }
        match self.slots.head {
            None => {
                self.slots.head_chunk = Some(at);
                self.slots.head = Some(Head::Table(rel));
                self.slots.head_singular = !self.tokens[self.chunks[at].to - 1].text.ends_with('s');
            }
            Some(Head::Who) if self.schema.is_person(rel) || self.follows_who_are(at) => {
                self.slots.head = Some(Head::Table(rel));
            }
            Some(Head::Table(head)) if head == rel => {}
            _ => self.condition(at, ConditionKind::Related(rel), false),
        }
    }

    /// "who are our suppliers", and who "supplies" something.
    fn follows_who_are(&self, at: usize) -> bool {
        let tokens = &self.tokens[..self.chunks[at].from];
        let word = &self.tokens[self.chunks[at].to - 1].text;
        let echo = tokens.len() == 1 && word.ends_with("ies");
        let are = tokens.iter().skip(1).all(|token| {
            matches!(
                token.text.as_str(),
                "is" | "are" | "was" | "were" | "our" | "the" | "all"
            )
        });
        (tokens.len() > 1 && are) || echo
    }

    pub(super) fn role(&mut self, at: usize, reference: Ref, negated: bool) {
        let word = self.tokens[self.chunks[at].to - 1].text.as_str();
        let itself = self.schema.reference(reference).from == self.schema.reference(reference).to;
        if itself
            && matches!(
                word,
                "manage" | "manages" | "supervise" | "supervises" | "lead" | "leads"
            )
        {
            // Not who manages them, but whom they manage.
            self.pending.negated = false;
            let of = MeasureSlot::Reports(reference);
            let (comparison, number) = if negated {
                (Comparison::Equal, "0")
            } else {
                (Comparison::Greater, "0")
            };
            self.condition(
                at,
                ConditionKind::Quantity {
                    of,
                    comparison,
                    number: number.to_owned(),
                },
                false,
            );
            return;
        }
        let reports_to = self
            .tokens
            .get(self.chunks[at].to)
            .is_some_and(|token| token.text == "to");
        let ends = self
            .tokens
            .get(self.chunks[at].to + 1)
            .is_none_or(|token| token.kind == TokenKind::Boundary);
        if reports_to && ends && matches!(word, "report" | "reports") {
            // "who does Ann Lee report to": her manager.
            self.slots.head = Some(Head::Role(reference));
            for condition in &mut self.slots.conditions {
                if let ConditionKind::Text { via, .. } = &mut condition.kind {
                    *via = Some(reference);
                }
            }
            return;
        }
        if reports_to && matches!(word, "report" | "reports" | "reporting") {
            if !matches!(self.slots.head, Some(Head::Table(_))) {
                self.slots.head = Some(Head::Table(self.schema.reference(reference).from));
            }
            return;
        }
        if negated {
            self.pending.negated = false;
            self.condition(at, ConditionKind::Role(reference), true);
        } else if self.slots.head.is_none()
            || matches!(self.slots.head, Some(Head::Who)) && self.followed_by_name(at)
        {
            self.slots.head = Some(Head::Role(reference));
            self.slots.head_singular = !self.tokens[self.chunks[at].to - 1].text.ends_with('s');
        } else if self.preceded_by_and(at) {
            self.slots.output_roles.push(reference);
        } else if !self.followed_by_name(at) {
            self.condition(at, ConditionKind::Role(reference), false);
        }
    }

    pub(super) fn followed_by_name(&self, at: usize) -> bool {
        let next = self.after_skips(at + 1);
        let next = if matches!(
            self.chunks.get(next).map(|chunk| &chunk.kind),
            Some(Kind::Operation(Operation::By))
        ) {
            next + 1
        } else {
            next
        };
        matches!(
            self.chunks.get(next).map(|chunk| &chunk.kind),
            Some(Kind::Text(_))
        )
    }

    pub(super) fn preceded_by_and(&self, at: usize) -> bool {
        let before = self.chunks[..at]
            .iter()
            .rev()
            .find(|chunk| !matches!(chunk.kind, Kind::Skip));
        let their = self.chunks[at].from.checked_sub(1).is_some_and(|before| {
            matches!(
                self.tokens[before].text.as_str(),
                "their" | "its" | "his" | "her"
            )
        });
        their || before.is_some_and(|chunk| matches!(chunk.kind, Kind::Operation(Operation::And)))
    }

    /// A column without an operation: an output, the left side of a comparison, or what happened
    /// to the rows ("hired", "closed").
    pub(super) fn column(&mut self, noun: Noun) {
        self.left = Some((noun.clone(), None));
        self.slots.outputs.push(noun);
    }

    /// "which country", "what different cities": the column itself is asked for.
    pub(super) fn follows_which(&self, at: usize) -> bool {
        let before = (0..at).rev().find(|index| {
            !matches!(
                self.chunks[*index].kind,
                Kind::Operation(Operation::Distinct)
            )
        });
        before.is_some_and(|index| {
            matches!(self.chunks[index].kind, Kind::Operation(Operation::Which))
        })
    }

    /// The last temporal column before a range: "hired after 2020".
    pub(super) fn temporal_before(&mut self, at: usize) -> Option<Noun> {
        let noun = self.left.as_ref().map(|(noun, _)| noun.clone())?;
        let temporal = noun.entries.iter().any(|entry| matches!(entry.target, Target::Column(col) if self.schema.column(col).class.is_temporal()));
        let between = noun.chunk + 1..at;
        let close = self.chunks[between].iter().all(|chunk| {
            matches!(
                chunk.kind,
                Kind::Skip | Kind::Schema(_) | Kind::Text(_) | Kind::Range(_)
            )
        });
        if temporal && close {
            self.forget_output(Some(&noun));
            return Some(noun);
        }
        None
    }
}
